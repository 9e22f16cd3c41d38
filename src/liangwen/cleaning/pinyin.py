"""Rule `pinyin`: readings in brackets behind their character, 計量(liàng), and in ruby tags.

A plain pattern would also delete (PDCA), (min) or (kg); a bracket is noise only if it holds a
reading of the character before it: any of its readings, and any of the form that it takes in
simplified script, with or without tone. A capital is pinyin only in a reading with its
tone, 量(Liàng), which is too long for a symbol where the tone is a digit: 帕(Pa) and 锂(Li4) stay.

米(mi), 吨(dun) and 安(an) go: they spell the character, while the symbols of these units are
m, t and A; nothing is lost that the character does not say. A single letter without a tone,
阿(a) or 额(e), may be a symbol or a name, and goes only where the text has other annotations.
Several syllables, 計量(jì liàng), go if they bear tones and spell the characters before them:
without tones they are as often a name, 微信(weixin), and go only from a text that shows by
several other annotations that it is annotated.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from ..edits import Change, new_change
from .census import BRACKET, census_of

RULE = "pinyin"

_LETTERS = "a-zāáǎàăēéěèĕêīíǐìĭōóǒòŏūúǔùŭǖǘǚǜüńňǹḿɡɑ\u0300\u0301\u0302\u0304\u0306\u0308\u030c"
_CAPITALS = "A-ZĀÁǍÀĂĒÉĚÈĔĪÍǏÌĬŌÓǑÒŎŪÚǓÙŬǕǗǙǛÜŃŇǸḾ"
_TONE_DIGITS = "0-5⁰¹²³⁴⁵"
_BRACKET = re.compile(
    rf"[(（\[［【〔{{｛][ \u3000]*"
    rf"(?P<words>[{_LETTERS}{_CAPITALS}][{_LETTERS}{_CAPITALS}:{_TONE_DIGITS}'’· \u3000-]{{0,60}})"
    r"[)）\]］】〕}｝]"
)
_HAN = re.compile("[\u3007\u3400-\u9fff\U00020000-\U0003ffff]")
_TONES = str.maketrans("", "", "\u0300\u0301\u0302\u0304\u0306\u030c")
_TONED = re.compile(
    rf"[āáǎàăēéěèĕīíǐìĭōóǒòŏūúǔùŭǖǘǚǜńňǹḿ\u0300\u0301\u0304\u0306\u030c{_TONE_DIGITS}]"
)
_CAPITAL = re.compile(f"[{_CAPITALS}]")
#: What no symbol and no abbreviation has: a tone above its vowel, or a digit behind a syllable.
_TONED_NAME = re.compile(
    r".*[āáǎàăēéěèĕīíǐìĭōóǒòŏūúǔùŭǖǘǚǜńňǹḿ\u0300\u0301\u0304\u0306\u030c].*|"
    r"[a-z][a-zü]{2,5}[1-5](?:[ '’·-]?[a-z][a-zü]{0,5}[1-5])*",
    re.IGNORECASE,
)
#: What a bracket is: no reading; one beyond doubt; a single letter; syllables without a tone.
_NONE, _SURE, _LETTER, _TONELESS = -1, 0, 1, 2
#: So many other annotations make several syllables without tones an annotation, too.
_ANNOTATED = 3
_BLANKS = " \u3000"
_RUBY = re.compile(
    r"(?:<rp\b[^<>]*>[^<>]{0,3}</rp\s*>\s*)?<rt\b[^<>]*>(?P<reading>[^<>]{1,60})(?:</rt\s*>|(?=<))"
    r"(?:\s*<rp\b[^<>]*>[^<>]{0,3}</rp\s*>)?",
    re.IGNORECASE,
)
_RUBY_START = re.compile("<[rR][pPtT]")
_BASE_END = re.compile(r"(?:</?r(?:b|tc)\b[^<>]*>|\s)+$")
_BOPOMOFO = re.compile("[\u3105-\u312f\u02c7\u02ca\u02cb\u02d9ˉ\\s]+")

#: A text without any of these has nothing for this rule.
TRIGGERS = frozenset("(（[［【〔{｛")


def plain_reading(annotation: str) -> str:
    """Reduce a spelling to bare letters, ü as v: ``(lǜ)``, ``lu:4`` and ``lü`` give ``lv``.

    Examples
    --------
    >>> plain_reading("（lǜ）"), plain_reading("[lu:4]"), plain_reading("liàng")
    ('lv', 'lv', 'liang')
    """
    letters = re.sub(
        rf"[\s()（）\[\]［］【】〔〕{{}}｛｝'’·{_TONE_DIGITS}-]", "", annotation.lower()
    )
    letters = letters.replace("ɡ", "g").replace("ɑ", "a")
    bare = unicodedata.normalize("NFD", letters).translate(_TONES)
    return unicodedata.normalize("NFC", bare).replace("u:", "v").replace("ü", "v")


@lru_cache(maxsize=16384)
def readings(character: str) -> frozenset[str]:
    """Return all readings of a character and of its simplified form, toneless, ü as v."""
    from pypinyin import Style, pinyin

    from .traditional import to_simplified

    plain: set[str] = set()
    for form in {character, to_simplified(character)}:
        found = pinyin(form, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
        plain |= {plain_reading(reading) for group in found for reading in group}
    # Some annotators write lue for lüe, and u for ü throughout.
    return frozenset(plain | {reading.replace("v", "u") for reading in plain})


@lru_cache(maxsize=65536)
def reads(character: str, annotation: str) -> bool:
    """Say whether an annotation is a reading of one character.

    Examples
    --------
    >>> reads("量", "liàng"), reads("量", "kg")
    (True, False)
    """
    return plain_reading(annotation) in readings(character)


@lru_cache(maxsize=4096)
def spells(before: str, annotation: str) -> bool:
    """Say whether an annotation spells the last two or more characters of `before`.

    Examples
    --------
    >>> spells("计量", "jì liàng"), spells("花儿", "huār"), spells("计量", "celiang")
    (True, True, False)
    """
    bare = plain_reading(annotation)
    return any(_spells(before[-n:], bare) for n in range(2, len(before) + 1))


def _spells(characters: str, bare: str) -> bool:
    if not characters:
        return not bare
    return any(
        bare.startswith(reading) and _spells(characters[1:], bare[len(reading) :])
        for reading in (*readings(characters[0]), *(("r",) if characters[0] == "儿" else ()))
    )


def pinyin(text: str) -> list[Change]:
    """Remove each bracket that holds a true reading of the character before it."""
    changes: list[Change] = []
    letters: list[Change] = []
    toneless: list[Change] = []
    kinds = (changes, letters, toneless)  # as _SURE, _LETTER and _TONELESS number them
    last = -1  # where the last change ends, of whatever kind
    for found in _brackets(text):
        at, end = found.span()
        words = found[1].strip()
        # An annotator ran twice, 測(ce)(ce)試: the second reads what the first read.
        earlier = next(c for c in kinds if c and c[-1].end == at) if at == last else None
        start = earlier[-1].start if earlier else at
        if start and text[start - 1] in _BLANKS:
            start -= 1
        kind = _kind(text, start, words) if start else _NONE
        if kind == _NONE:
            continue
        if start < at and text[start] in _BLANKS:
            # 計 (jì) 量: the blank on either side came with the bracket.
            end += text[end : end + 1] in _BLANKS and bool(_HAN.match(text, end + 1))
        last = end
        change = new_change(Change, (start, end, "", RULE))
        if earlier:
            earlier[-1] = change
        else:
            kinds[kind].append(change)
    letters = letters if changes else []
    toneless = toneless if len(changes) >= _ANNOTATED else []
    return sorted(changes + letters + toneless) if letters or toneless else changes


def _brackets(text: str) -> Iterator[re.Match[str]]:
    """Brackets that hold Latin letters; one that opens before a Chinese character is none."""
    census = census_of(text)
    places = census.places(BRACKET)
    behind = census.codes[np.minimum(places + 1, len(text) - 1)]
    for place in places[(behind < 0x2000) | (behind == 0x3000)].tolist():
        if found := _BRACKET.match(text, place):
            yield found


def _kind(text: str, end: int, words: str) -> int:
    """Say what a bracket behind `end` is: a reading, one of three kinds, or none."""
    kind = _kind_behind(text[end - 1], words)
    if kind != _NONE or len(words) <= 3 or not _may_be_read(text[end - 1], words):
        return kind
    if not spells(_han_before(text, end), words):
        return _NONE
    return _SURE if _TONED.search(words.lower()) else _TONELESS


@lru_cache(maxsize=65536)
def _kind_behind(character: str, words: str) -> int:
    """The same, as far as a single character tells."""
    if not _may_be_read(character, words) or not reads(character, words):
        return _NONE
    return _LETTER if len(words) == 1 and words in "aeo" else _SURE


def _is_read(text: str, end: int, words: str) -> bool:
    return _kind(text, end, words) != _NONE


@lru_cache(maxsize=65536)
def _may_be_read(character: str, words: str) -> bool:
    """A Chinese character, and a spelling whose capitals make no symbol of it."""
    is_name = not _CAPITAL.search(words) or _TONED_NAME.fullmatch(words)
    return bool(_HAN.match(character) and is_name)


def _han_before(text: str, end: int) -> str:
    """The last characters before `end`, so many as a word may have, if they are Chinese."""
    start = end
    while start > max(0, end - 4) and _HAN.match(text[start - 1]):
        start -= 1
    return text[start:end]


def ruby(text: str) -> list[Change]:
    """Remove readings in ruby tags; :mod:`.markup` takes the tags that are left.

    What stands in ``<rt>`` and is no reading of the characters before it stays as text.
    """
    if not census_of(text).may_have_tag("rR") or not re.search("<(?:rt|RT)", text):
        return []
    changes: list[Change] = []
    taken = 0
    for start in _RUBY_START.finditer(text):
        end = start.start()
        found = _RUBY.match(text, end) if end >= taken else None
        if not found:
            continue
        taken = found.end()
        if text[end - 1 : end] == ">":
            tags = _BASE_END.search(text, max(0, end - 40), end)
            end = tags.start() if tags else end
        if end and _is_ruby(text, end, found["reading"].strip()):
            changes.append(Change(found.start(), taken, "", RULE))
    return changes


def _is_ruby(text: str, end: int, reading: str) -> bool:
    if _is_read(text, end, reading):
        return True
    return bool(_HAN.match(text[end - 1]) and _BOPOMOFO.fullmatch(reading))
