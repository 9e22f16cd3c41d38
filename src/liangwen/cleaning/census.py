"""One look at a text: what each line holds, what it is by its form, what is left to ask.

A table of steps (:mod:`.automaton`) is walked once over the text's characters and tells which
of the lists of :mod:`.word_lists` each line holds a word of. From that and from the line's ends
it follows which tests it may pass; most lines none, and these are what their form says.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..codepoints import Codes, codes_of, compiled
from .automaton import CLASS_BITS, PLANE, Automaton, automaton_of
from .line_forms import (
    BLANK,
    DASH,
    DOT,
    FULL,
    PARAGRAPH,
    PROSE,
    SHORT,
    form_of,
    is_numbered,
    is_whole,
)
from .line_forms import shapes as shapes_of_characters
from .line_tests import LONGEST, TESTS
from .site_lines import MENU_CHARACTER
from .word_lists import LISTS

#: Forms of lines that the tests, or the whole definition, must be asked for.
ASK, UNTOLD = 0, 7
#: A shorter sentence may be the site's: 正在加载。
SHORTEST_SENTENCE = 16
#: What a line holds besides words: a character that is no menu's, one of a word at all, one
#: beyond the first plane; and what it is by its ends and by what it does not hold.
_SIGNS = (
    "strange", "word", "beyond", "no word", "of a menu", "dash", "trailing off", "no sentence",
)  # fmt: skip
#: The bit of each list and sign, above the bits of a character's class.
BITS = {name: 1 << (CLASS_BITS + i) for i, name in enumerate((*LISTS, *_SIGNS))}
_SITE, _ENDS, _PAUSES = (np.uint64(BITS[name]) for name in ("site", "ends", "pauses"))
_STRANGE, _WORD, _BEYOND = (np.uint64(BITS[name]) for name in ("strange", "word", "beyond"))
_NO_WORD, _OF_A_MENU, _DASH = (np.uint64(BITS[name]) for name in ("no word", "of a menu", "dash"))
_TRAILS, _NO_SENTENCE = (np.uint64(BITS[name]) for name in ("trailing off", "no sentence"))
_FULL_STOP = ord("。")
_CLASS = np.uint64((1 << CLASS_BITS) - 1)
_NONE = np.uint64(0)


class Census(NamedTuple):
    """What one look at a text's lines tells.

    Attributes
    ----------
    starts : array of int64
        Where each line starts, and behind the last one where the next would.
    holds : array of uint64
        Which lists' words and which signs each line holds: bits of :data:`BITS`.
    forms : array of uint8
        What each line is by its form (:mod:`.line_forms`), ASK or UNTOLD.
    asked : array of int64
        The tests that a line to ask for may pass: bits in the order of :data:`.line_tests.TESTS`.
    """

    starts: NDArray[np.int64]
    holds: NDArray[np.uint64]
    forms: NDArray[np.uint8]
    asked: NDArray[np.int64]

    def holding(self, name: str) -> list[int]:
        """The numbers of the lines that hold a word of a list."""
        return np.flatnonzero(self.holds & np.uint64(BITS[name])).tolist()


def census_of(text: str) -> Census:
    """Look at each line of a text; lines end with ``\\n``.

    Examples
    --------
    >>> census_of("计量是基础。\\n来源：河北日报").holding("source")
    [1]
    """
    lines = text.count("\n") + 1
    found = Census(
        np.empty(lines + 1, np.int64),
        np.empty(lines, np.uint64),
        np.empty(lines, np.uint8),
        np.zeros(lines, np.int64),
    )
    signs, steps, words = _tables()
    longest, needs = _needs()
    _look(
        codes_of(text), signs, steps, words, shapes_of_characters(), longest, needs,
        found.starts, found.holds, found.forms, found.asked,
    )  # fmt: skip
    return found


@lru_cache(maxsize=1)
def _tables() -> Automaton:
    """The automaton of all lists, with the signs of single characters."""
    tables = automaton_of(LISTS, BITS)
    signs = tables.signs
    # Signs whose absence tells something need not be complete: the commonest characters do.
    for first, last in (("\u3400", "\u9fff"), ("0", "9"), ("A", "Z"), ("a", "z")):
        signs[ord(first) : ord(last) + 1] |= _WORD
    signs[0x3400:0xA000] |= _STRANGE
    for found in MENU_CHARACTER.finditer("".join(map(chr, range(0x3400, 0xA000)))):
        signs[0x3400 + found.start()] &= ~_STRANGE
    signs[0xD800:0xE000] |= _BEYOND
    signs[PLANE] = _BEYOND
    return tables


@lru_cache(maxsize=1)
def _needs() -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """How long a line may be for each test, and two groups of lists it must hold words of."""
    groups = np.array(
        [
            [sum(BITS[name] for name in group) for group in (*test.needs, *test.needs)[:2]]
            for test in TESTS
        ],
        np.uint64,
    )
    return np.array([test.longest for test in TESTS], np.int64), groups


@compiled
def _look(
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
    """Walk over the text; the last four arrays are what is found."""
    end = 0
    for line in range(holds.size):
        start = end
        state, held = 0, _NONE
        while end < codes.size and codes[end] != 10:
            sign = signs[min(codes[end], PLANE)]
            state = steps[state, np.int64(sign & _CLASS)]
            held |= sign | words[state]
            end += 1
        starts[line] = start
        forms[line] = UNTOLD
        if end > start and not held & _BEYOND:
            first, last = shapes[codes[start]], shapes[codes[end - 1]]
            if not (first | last) & BLANK:
                held |= _signs_of(codes, start, end, held, first, last)
                if end - start <= LONGEST:
                    asked[line] = _tests_for(end - start, held, longest, needs)
                forms[line] = _told(codes, start, end, held, asked[line], shapes)
        holds[line] = held & ~_CLASS
        end += 1
    starts[holds.size] = end


@compiled
def _signs_of(
    codes: Codes, start: int, end: int, held: np.uint64, first: int, last: int
) -> np.uint64:
    """What a line is by its ends and by what it does not hold."""
    more = _NONE
    if not held & _WORD:
        more |= _NO_WORD
    if not held & _STRANGE:
        more |= _OF_A_MENU
    if first & DASH:
        more |= _DASH
    if last & DOT or (end - start > 1 and codes[end - 1] == codes[end - 2] == _FULL_STOP):
        more |= _TRAILS
    if not is_whole(end - start, last, held & _ENDS != _NONE, held & _PAUSES != _NONE):
        more |= _NO_SENTENCE
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


@compiled
def _told(
    codes: Codes, start: int, end: int, held: np.uint64, asked: int, shapes: NDArray[np.int32]
) -> int:
    """A line's form, if that decides: it is long, or a sentence of no site, or passes no test."""
    ends, pauses = held & _ENDS != _NONE, held & _PAUSES != _NONE
    if end - start > LONGEST:
        return PROSE if ends else SHORT
    sentence = end - start >= SHORTEST_SENTENCE and shapes[codes[end - 1]] & FULL
    if sentence and not held & _SITE:
        return PARAGRAPH if is_numbered(codes, start, end, shapes) else PROSE
    return ASK if asked else form_of(codes, start, end, shapes, ends, pauses)
