"""Rule `traditional`: traditional characters, naive over-conversions too, back to simplified.

OpenCC's t2s mends 體係, 全麵, 機製; Japanese forms (経済) and variants (衹) are added to it, and
著 becomes 着 where the words around it say so (:mod:`.particle`).

Which lines are converted is decided by two kinds of characters: those that only traditional
script writes (計, 國) and those that only simplified script writes (计, 国). Characters of
both, such as 乾 in 乾隆, decide nothing. A line of simplified text that holds a name with 後
stays as it is; a heading without a character of either kind follows the text around it.
"""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from statistics import median
from typing import Any, NamedTuple

import numpy as np

from ..codepoints import codes_of
from ..edits import Change, new_change
from .census import SIMPLIFIED, TRADITIONAL, Census, census_of, in_lines
from .particle import particle

RULE = "traditional"

#: A line with at least this share of traditional among its deciding characters is traditional.
LINE_SHARE = 0.1
#: From this share on the whole text counts as mixed or traditional.
TEXT_SHARE = 0.045
#: Fewer traditional characters in a line prove nothing: one 後 may be in a name.
FEWEST_CONVERTED = 2
#: Lines with so many deciding characters say how evenly a text is mixed.
_LONG_LINE = 20

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_BLOCKS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x2A6E0))
# Forms that no table of OpenCC leads to the mainland's standard.
_MORE_VARIANTS = {
    "衹": "只", "祇": "只", "囯": "国", "郷": "乡", "鉱": "矿", "渋": "涩", "闘": "斗", "鬪": "斗",
    "壱": "壹", "弐": "贰", "挙": "举", "畄": "留", "渉": "涉", "荘": "庄", "醸": "酿", "犠": "牺",
    "暦": "历", "稲": "稻", "巌": "岩", "瀬": "濑", "勅": "敕", "隠": "隐", "頴": "颖", "桟": "栈",
    "録": "录", "説": "说", "閲": "阅", "麽": "么", "産": "产", "爲": "为", "徴": "征",
}  # fmt: skip


class Alphabet(NamedTuple):
    """Which script a character is of, as far as a single character tells."""

    traditional: frozenset[str]
    simplified: frozenset[str]
    variants: dict[int, str]


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=1)
def alphabet() -> Alphabet:
    """Sort the characters by script: OpenCC's tables, and what two national encodings hold.

    What GB2312 holds is written in simplified script (乾, 於 apart), what Big5 holds in
    traditional; a character that conversion changes and GB2312 lacks is traditional, one that
    the way back changes and Big5 lacks is simplified.
    """
    from opencc import OpenCC

    every = [chr(point) for block in _BLOCKS for point in block]
    sheet = "\n".join(every)
    to_simple = dict(zip(every, _converter().convert(sheet).split("\n"), strict=True))
    japanese = zip(every, OpenCC("jp2t").convert(sheet).split("\n"), strict=True)
    back = zip(every, OpenCC("s2t").convert(sheet).split("\n"), strict=True)
    variants = {
        form: to_simple.get(standard, standard)
        for form, standard in japanese
        if form != standard and not _encodes(form, "gb2312") and not _encodes(form, "big5")
    }
    changed = {form for form, plain in to_simple.items() if form != plain}
    # What OpenCC converts by itself, it converts by the words around: 幺麽 stays.
    variants = {
        form: plain
        for form, plain in (variants | _MORE_VARIANTS).items()
        if form != plain and form not in changed
    }
    return Alphabet(
        frozenset(c for c in changed | set(variants) if not _encodes(c, "gb2312")),
        frozenset(
            c for c, old in back if c != old and _encodes(c, "gb2312") and not _encodes(c, "big5")
        ),
        str.maketrans(variants),
    )


def _encodes(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def to_simplified(text: str) -> str:
    """Return `text` in simplified characters, 着 included, whatever script it is in.

    Examples
    --------
    >>> to_simplified("標誌著邁入新階段,成效顯著,著名專家著力推動")
    '标志着迈入新阶段,成效显著,著名专家着力推动'
    >>> to_simplified("経済発展爲産業")
    '经济发展为产业'
    """
    try:
        simplified: str = _converter().convert(text)
    except UnicodeEncodeError:  # half a surrogate pair: OpenCC takes UTF-8 only
        return text
    simplified = simplified.translate(alphabet().variants)
    return particle(simplified) if "著" in simplified else simplified


class _Counts(NamedTuple):
    """Characters of a stretch of text that only one of the scripts writes."""

    traditional: int
    simplified: int

    @property
    def share(self) -> float:
        total = self.traditional + self.simplified
        return self.traditional / total if total else 0.0


def _counts(lines: list[str], census: Census) -> list[_Counts]:
    """Count the deciding characters of each line."""
    one = in_lines(census.classes, census.line_ends, TRADITIONAL).tolist()
    other = in_lines(census.classes, census.line_ends, SIMPLIFIED).tolist()
    for number, line in enumerate(lines):
        if one[number] and "著" in line:
            # The particle 着 is written 著 in traditional script only.
            one[number] += sum(a != b for a, b in zip(line, particle(line), strict=True))
    return list(map(_Counts, one, other))


class _Analysis(NamedTuple):
    lines: list[str]
    counts: list[_Counts]
    mixed: bool
    even: bool


@lru_cache(maxsize=1)
def _analysis(text: str) -> _Analysis:
    lines = text.split("\n")
    counts = _counts(lines, census_of(text))
    mixed = _is_mixed(
        _Counts(sum(c.traditional for c in counts), sum(c.simplified for c in counts))
    )
    long = [c.share for c in counts if c.traditional and sum(c) >= _LONG_LINE]
    even = mixed and bool(long) and LINE_SHARE / 4 <= median(long) < 1 - LINE_SHARE
    return _Analysis(lines, counts, mixed, even)


def is_traditional(text: str) -> bool:
    """Say whether a text is written in traditional characters, wholly or in good part.

    Examples
    --------
    >>> is_traditional("計量工作會議"), is_traditional("後藤先生参加计量工作会议,发表讲话")
    (True, False)
    """
    return bool(census_of(text).held & TRADITIONAL) and _analysis(text).mixed


def _is_mixed(counts: _Counts) -> bool:
    """A single character proves something only where nothing speaks against it: 乾紅."""
    return counts.share >= (TEXT_SHARE if counts.traditional >= FEWEST_CONVERTED else 0.5)


def traditional(text: str) -> list[Change]:
    """Convert each traditional line."""
    if not census_of(text).held & TRADITIONAL:
        return []
    lines, every, mixed, even = _analysis(text)
    changes: list[Change] = []
    converted: list[str] = []
    start = 0
    for line, counts in zip(lines, every, strict=True):
        simple = line
        if _converts(line, counts, mixed=mixed, even=even):
            simple = to_simplified(line)
            if len(line) != len(simple):
                changes += _differences(line, simple, start)
                simple = line
        converted.append(simple)
        start += len(line) + 1
    # One change a character: a run would swallow the pinyin edits between its characters.
    simple = "\n".join(converted)
    places = np.flatnonzero(codes_of(text) != codes_of(simple)).tolist()
    changes += [new_change(Change, (at, at + 1, simple[at], RULE)) for at in places]
    return sorted(changes) if len(changes) > len(places) else changes


def _converts(line: str, counts: _Counts, *, mixed: bool, even: bool) -> bool:
    """Decide one line; `mixed` and `even` describe the text that it stands in."""
    if (not counts.traditional and not mixed) or _KANA.search(line):
        return False
    if mixed and not counts.traditional:
        # Neither script shows: 乾旱, 著手. In a traditional text it is traditional, too.
        return not even and alphabet().simplified.isdisjoint(line)
    if counts.share >= LINE_SHARE:
        return mixed or counts.traditional >= FEWEST_CONVERTED
    return even and counts.traditional > 0


def _differences(line: str, converted: str, offset: int) -> list[Change]:
    """Differences of a line that conversion made longer or shorter."""
    matcher = difflib.SequenceMatcher(None, line, converted, autojunk=False)
    return [
        Change(offset + a, offset + b, converted[c:d], RULE)
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]
