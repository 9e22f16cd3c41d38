"""Rule `characters`: marks that cannot be seen, and characters that only look like others.

Zero-width marks leave, blanks of any width become a plain blank, line ends a line feed.
Full-width letters and digits become half-width, compatibility ideographs and radicals the
character that they show. Punctuation keeps its width, and so do ①, ², ℃, ㎡ and №: they
say something that their plain forms do not.
"""

from __future__ import annotations

import re
import unicodedata

import numpy as np

from ..edits import Change, new_change
from .census import NOT_PLAIN, Places, census_of

RULE = "characters"

# Zero-width and directional marks, soft hyphen, byte-order mark, fillers, variation
# selectors, the mark for a lost object, C0 and C1 controls (those of line ends apart).
_INVISIBLE = (
    *range(0x00, 0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0),
    0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, *range(0x200B, 0x2010),
    *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x3164, *range(0xFE00, 0xFE10), 0xFEFF,
    0xFFA0, *range(0xFFF9, 0xFFFD),
)  # fmt: skip
_BLANKS = (0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F)
# 0x0B is a word processor's line break within a paragraph mark, 0x0C a page's.
_LINE_ENDS = (0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029)
# Radicals of the supplement that stand for the simplified character in many PDF files; those
# of the Kangxi block and the compatibility ideographs follow from Unicode's own mappings.
_RADICALS = dict(
    zip(
        "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "母民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
_LITERAL = re.compile(r"<U\+(?P<point>[0-9A-Fa-f]{4,6})>")
_CARRIAGE_RETURN = re.compile("\r\n?")
_DECIMAL_POINT = re.compile("．(?<=[０-９]．)(?=[０-９])")


def _table() -> dict[str, str]:
    table = {chr(point): "" for point in _INVISIBLE}
    table |= {chr(point): " " for point in _BLANKS}
    table |= {chr(point): "\n" for point in _LINE_ENDS}
    wide = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
    table |= {chr(point): chr(point - 0xFEE0) for point in wide}
    shown = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA), *range(0xFB00, 0xFB07))
    for point in (*shown, *range(0x2F800, 0x2FA1E)):
        plain = unicodedata.normalize("NFKC", chr(point))
        if plain != chr(point):
            table[chr(point)] = plain
    return table | _RADICALS


_PLAIN = _table()

#: A text without any of these, and without ``<``, has nothing for this rule.
TRIGGERS = frozenset(_PLAIN)


def plain(characters: str) -> str:
    """Return `characters` as this rule leaves them.

    Examples
    --------
    >>> plain("\\u00a0"), plain("\\u200b"), plain("２０"), plain("。")
    (' ', '', '20', '。')
    """
    return "".join(_PLAIN.get(character, character) for character in characters)


def characters(text: str) -> list[Change]:
    """Remove invisible marks, make blanks, line ends, letters and digits plain."""
    census = census_of(text)
    changes: list[Change] = []
    if census.held & NOT_PLAIN:
        places = census.places(NOT_PLAIN)
        if "\r" in text:
            # A lone line feed is plain already, and a pair was one change.
            returns = _CARRIAGE_RETURN.finditer(text)
            changes += [Change(m.start(), m.end(), "\n", RULE) for m in returns]
            places = places[census.codes[places] != ord("\r")]
        changes += _folded(text, places)
        changes += [Change(m.start(), m.end(), ".", RULE) for m in _DECIMAL_POINT.finditer(text)]
    if census.may_have_tag("U") and "<U+" in text:
        changes += _literals(text)
    changes.sort()
    return changes


def _folded(text: str, places: Places) -> list[Change]:
    """Replace each run of characters that are not plain, which stand at `places`."""
    gaps = np.flatnonzero(np.diff(places) > 1)
    starts = np.append(places[:1], places[gaps + 1])
    ends = np.append(places[gaps], places[-1:]) + 1
    return [
        new_change(Change, (start, end, plain(text[start:end]), RULE))
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
    ]


def _literals(text: str) -> list[Change]:
    """Read ``<U+00A0>``, which some converters write for what they cannot show."""
    changes = []
    for found in _LITERAL.finditer(text):
        point = int(found["point"], 16)
        if point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF:
            changes.append(Change(found.start(), found.end(), plain(chr(point)), RULE))
    return changes
