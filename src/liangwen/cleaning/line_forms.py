"""What each line of a text holds and what it is by its form: one walk over its code points.

The loops say in compiled Python what the patterns of :mod:`.line_kinds` say; property tests
hold the two together. All that they use is in this module: what was compiled is kept until the
module changes, and would not know of a change elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..codepoints import Codes, codes_of, compiled

#: Below this a code point has a place of its own in tables; all above share the last one.
FIRST_BEYOND = 0x10000
#: So many low bits of a character's entry are its class in the automaton, the others are signs.
CLASS_BITS = 10
_CLASS = np.uint64((1 << CLASS_BITS) - 1)
#: A longer line is told by its length alone, a shorter sentence may be the site's: 正在加载。
LONGEST, SHORTEST_SENTENCE = 400, 16
_FULL_STOP = ord("。")

#: What a line may be by its form, if that can be told; a paragraph is a numbered line that holds
#: whole sentences.
UNTOLD, PROSE, PARAGRAPH, HEADING, SALUTATION, CLAUSE, SHORT = range(7)
#: The kinds of those, by number.
KIND_OF_FORM = ("", "prose", "heading", "heading", "salutation", "clause", "short")

#: The marks that a line's form goes by, each kind with its bit.
_MARKS = (
    ("#", HASH := 1),
    ("一二三四五六七八九十百", NUMERAL := 2),
    ("(（", OPEN := 4),
    (")）", CLOSE := 8),
    ("章节条编部", UNIT := 16),
    ("、.．", POINT := 32),
    ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", CIRCLED := 64),
    ("第", ORDINAL := 128),
    ("：:", COLON := 256),
    ("。；", FULL := 512),
    ("。！？", FINAL := 1024),
    ('“”‘’"', OPENS_CLAUSE := 2048),
    ("，。！？；、,!?;~～…", ENDS_CLAUSE := 4096),
    ('”’"』」)）', CLOSES := 8192),
    ("、", COMMA := 16384),
    ("-—–－", DASH := 32768),
    (".…", DOT := 65536),
)
BLANK, DIGIT = 131072, 262144


#: What a line may hold: words of three lists, a character that is no menu's, one of a word at
#: all, one beyond the first plane; and what it is by its ends and by what it does not hold.
SIGNS = (
    "site", "ends", "pauses", "strange", "word", "beyond",
    "no word", "of a menu", "dash", "trailing off", "no sentence", "no full stop",
)  # fmt: skip
_NONE = np.uint64(0)
_BITS = tuple(np.uint64(1 << (CLASS_BITS + i)) for i in range(len(SIGNS)))
_SITE, _ENDS, _PAUSES, STRANGE, WORD, BEYOND = _BITS[:6]
_NO_WORD, _OF_A_MENU, _DASH, _TRAILS, _NO_SENTENCE, _NO_FULL_STOP = _BITS[6:]


@lru_cache(maxsize=1)
def shapes() -> NDArray[np.int32]:
    """What each character of the first plane is in a line's form: one bit for each question."""
    table = np.zeros(FIRST_BEYOND + 1, np.int32)
    every = np.arange(FIRST_BEYOND, dtype=np.uint32).tobytes().decode("utf-32-le", "surrogatepass")
    found = (("".join(re.findall(r"\s", every)), BLANK), ("".join(re.findall(r"\d", every)), DIGIT))
    for characters, bit in (*_MARKS, *found):
        table[codes_of(characters)] |= bit
    table[0x3400:0xA000] |= OPENS_CLAUSE
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


@compiled
def look(
    codes: Codes,
    signs: NDArray[np.uint64],
    steps: NDArray[np.uint16],
    words: NDArray[np.uint64],
    shapes: NDArray[np.int32],
    longest: NDArray[np.int64],
    needs: NDArray[np.uint64],
    starts: NDArray[np.int64],
    holds: NDArray[np.uint64],
    forms: NDArray[np.uint8],
    asked: NDArray[np.int64],
) -> None:
    """Walk over the text and fill the last four arrays, those of :class:`.line_census.Census`."""
    end = 0
    for line in range(holds.size):
        start = end
        state, held = 0, _NONE
        while end < codes.size and codes[end] != 10:
            sign = signs[min(codes[end], FIRST_BEYOND)]
            state = steps[state, np.int64(sign & _CLASS)]
            held |= sign | words[state]
            end += 1
        starts[line] = start
        forms[line], asked[line] = UNTOLD, 0
        if end > start and not held & BEYOND:
            first, last = shapes[codes[start]], shapes[codes[end - 1]]
            if not (first | last) & BLANK:
                ends, pauses = held & _ENDS != _NONE, held & _PAUSES != _NONE
                form = form_of(codes, start, end, shapes, ends, pauses)
                sentence = end - start >= SHORTEST_SENTENCE and last & FULL
                if end - start > LONGEST:
                    form = PROSE if ends else SHORT
                elif held & _SITE or not sentence:
                    held |= _signs_of(codes, start, end, held, first, last, form)
                    asked[line] = _tests_for(end - start, held, longest, needs)
                forms[line] = form
        holds[line] = held & ~_CLASS
        end += 1
    starts[holds.size] = end


@compiled
def _signs_of(
    codes: Codes, start: int, end: int, held: np.uint64, first: int, last: int, form: int
) -> np.uint64:
    """What a line is by its ends and by what it does not hold."""
    more = _NONE
    if not held & WORD:
        more |= _NO_WORD
    if not held & STRANGE:
        more |= _OF_A_MENU
    if first & DASH:
        more |= _DASH
    if last & DOT or (end - start > 1 and codes[end - 1] == codes[end - 2] == _FULL_STOP):
        more |= _TRAILS
    if form != PROSE and form != PARAGRAPH:
        more |= _NO_SENTENCE
    if not last & FULL:
        more |= _NO_FULL_STOP
    return more


@compiled
def _tests_for(
    length: int, held: np.uint64, longest: NDArray[np.int64], needs: NDArray[np.uint64]
) -> int:
    """The tests that a line may pass: it is short enough and holds what they need."""
    asked = 0
    for i in range(longest.size):
        if length <= longest[i] and held & needs[i, 0] and held & needs[i, 1]:
            asked |= 1 << i
    return asked
