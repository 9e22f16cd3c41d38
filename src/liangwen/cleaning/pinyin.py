"""Rule `pinyin`: readings in brackets behind their character, 計量(liàng).

A plain pattern would also delete (PDCA), (min) or (kg); a bracket is noise only if it holds a
reading of the character before it, any of its readings, with or without tone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..edits import Change

RULE = "pinyin"

_LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿɡ\u0300\u0301\u0304\u0308\u030c"
_BRACKET = rf"[(（\[［【]\s*[{_LETTERS}:v]{{1,8}}[0-5]?\s*[)）\]］】]"
# One bracket or, where an annotator ran twice, several: 測(ce)(ce)試.
_ANNOTATION = re.compile(rf"(?<=([\u3400-\u9fff\U00020000-\U0003ffff]))(?:{_BRACKET})+")
_ONE = re.compile(_BRACKET)
_TONES = str.maketrans("", "", "\u0300\u0301\u0304\u030c")


def plain_reading(annotation: str) -> str:
    """Reduce a spelling to bare letters, ü as v: ``(lǜ)``, ``lu:4`` and ``lü`` give ``lv``.

    Examples
    --------
    >>> plain_reading("（lǜ）"), plain_reading("[lu:4]"), plain_reading("liàng")
    ('lv', 'lv', 'liang')
    """
    letters = re.sub(r"[\s()（）\[\]［］【】0-5]", "", annotation.lower()).replace("ɡ", "g")
    bare = unicodedata.normalize("NFD", letters).translate(_TONES)
    return unicodedata.normalize("NFC", bare).replace("u:", "v").replace("ü", "v")


@lru_cache(maxsize=8192)
def readings(character: str) -> frozenset[str]:
    """Return all readings of a character without tones, ü as v."""
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    plain = {plain_reading(reading) for group in found for reading in group}
    # Some annotators write lue for lüe, and u for ü throughout.
    return frozenset(plain | {reading.replace("v", "u") for reading in plain})


def pinyin(text: str) -> list[Change]:
    """Remove each bracket that holds a true reading of the character before it."""
    changes = []
    for found in _ANNOTATION.finditer(text):
        true = readings(found[1])
        end = found.start()
        for bracket in _ONE.finditer(text, found.start(), found.end()):
            if plain_reading(bracket[0]) not in true:
                break
            end = bracket.end()
        if end > found.start():
            changes.append(Change(found.start(), end, "", RULE))
    return changes
