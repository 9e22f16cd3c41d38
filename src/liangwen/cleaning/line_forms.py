"""The form of a line: what it is by its first and last characters, if no test knows better.

The loops say in compiled Python what the patterns of :mod:`.line_kinds` say; a property test
holds the two together.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..codepoints import Codes, compiled
from .automaton import PLANE

#: What a line may be by its form. A paragraph is a numbered line that holds whole sentences.
PROSE, PARAGRAPH, HEADING, SALUTATION, CLAUSE, SHORT = range(1, 7)
#: The kinds of those, by number.
KIND_OF_FORM = ("", "prose", "heading", "heading", "salutation", "clause", "short", "")

_SHAPES = (
    ("#", HASH := 1),
    (r"\s", BLANK := 2),
    ("[一二三四五六七八九十百]", NUMERAL := 4),
    (r"\d", DIGIT := 8),
    ("[(（]", OPEN := 16),
    ("[)）]", CLOSE := 32),
    ("[章节条编部]", UNIT := 64),
    ("[、.．]", POINT := 128),
    ("[①-⑳]", CIRCLED := 256),
    ("第", ORDINAL := 512),
    ("[：:]", COLON := 1024),
    ("[。；]", FULL := 2048),
    ("[。！？]", FINAL := 4096),
    (r"[\u3400-\u9fff“”‘’\"]", OPENS_CLAUSE := 8192),
    ("[，。！？；、,!?;~～…]", ENDS_CLAUSE := 16384),
    ('[”’"』」)）]', CLOSES := 32768),
    ("、", COMMA := 65536),
    ("[-—–－]", DASH := 131072),
    ("[.…]", DOT := 262144),
)


@lru_cache(maxsize=1)
def shapes() -> NDArray[np.int32]:
    """What each character of the first plane is in a line's form: one bit for each question."""
    every = np.arange(PLANE, dtype=np.uint32).tobytes().decode("utf-32-le", "surrogatepass")
    table = np.zeros(PLANE + 1, np.int32)
    for pattern, bit in _SHAPES:
        for found in re.finditer(f"(?:{pattern})+", every):
            table[found.start() : found.end()] |= bit
    return table


@compiled
def run_behind(codes: Codes, at: int, end: int, shapes: NDArray[np.int32], wanted: int) -> int:
    """Where the run of characters of a shape that begins at `at` ends."""
    while at < end and shapes[codes[at]] & wanted:
        at += 1
    return at


@compiled
def is_numbered(codes: Codes, start: int, end: int, shapes: NDArray[np.int32]) -> bool:
    """Whether a line begins as a heading or an item does: 第一条, （二）, 3., ##."""
    first = shapes[codes[start]]
    if first & CIRCLED:
        return True
    if first & HASH:
        behind = run_behind(codes, start, end, shapes, HASH)
        return behind - start <= 6 and behind < end and shapes[codes[behind]] & BLANK != 0
    if first & DIGIT:
        behind = run_behind(codes, start, end, shapes, DIGIT)
        if behind - start > 2 or behind == end or not shapes[codes[behind]] & POINT:
            return False
        return behind + 1 == end or not shapes[codes[behind + 1]] & DIGIT
    if first & NUMERAL:
        behind = run_behind(codes, start, end, shapes, NUMERAL)
        return behind < end and shapes[codes[behind]] & POINT != 0
    if not first & (OPEN | ORDINAL):
        return False
    behind = run_behind(codes, start + 1, end, shapes, NUMERAL | DIGIT)
    if behind == start + 1 or behind == end:
        return False
    mark = shapes[codes[behind]]
    if first & OPEN:
        return mark & CLOSE != 0
    if mark & UNIT:
        return True
    numerals = run_behind(codes, start + 1, end, shapes, NUMERAL)
    return numerals == behind and mark & POINT != 0


@compiled
def is_whole(length: int, last: int, ends: bool, pauses: bool) -> bool:
    """Whether a line is prose: :func:`.line_tests.is_prose`."""
    if length >= 16 and ends:
        return True
    if length >= 30 and last & COLON and pauses:
        return True
    return length >= 6 and last & FINAL != 0


@compiled
def is_clause(codes: Codes, start: int, end: int, shapes: NDArray[np.int32]) -> bool:
    """Whether a line begins with a character and ends or pauses as a sentence does."""
    if end - start < 4 or shapes[codes[end - 1]] & COMMA:
        return False
    if not shapes[codes[start]] & OPENS_CLAUSE:
        return False
    at = end - 1
    while at > start and shapes[codes[at]] & CLOSES:
        at -= 1
    return at > start and shapes[codes[at]] & ENDS_CLAUSE != 0


@compiled
def form_of(
    codes: Codes, start: int, end: int, shapes: NDArray[np.int32], ends: bool, pauses: bool
) -> int:
    """What a line is that passes no test."""
    last = shapes[codes[end - 1]]
    whole = is_whole(end - start, last, ends, pauses)
    if is_numbered(codes, start, end, shapes):
        return PARAGRAPH if whole else HEADING
    if whole:
        return PROSE
    if last & COLON and end - start <= 20:
        return SALUTATION
    return CLAUSE if is_clause(codes, start, end, shapes) else SHORT
