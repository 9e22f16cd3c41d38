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

from ..codepoints import codes_of
from .automaton import Automaton, automaton_of
from .line_forms import BEYOND, CLASS_BITS, FIRST_BEYOND, SIGNS, STRANGE, WORD, look, shapes
from .line_tests import TESTS
from .site_lines import MENU_CHARACTER
from .word_lists import LISTS

#: The bit of each list and sign, above the bits of a character's class.
BITS = {name: 1 << (CLASS_BITS + i) for i, name in enumerate(dict.fromkeys((*SIGNS, *LISTS)))}


class Census(NamedTuple):
    """What one look at a text's lines tells.

    Attributes
    ----------
    starts : array of int64
        Where each line starts, and behind the last one where the next would.
    holds : array of uint64
        Which lists' words and which signs each line holds: bits of :data:`BITS`.
    forms : array of uint8
        What each line is by its form (:mod:`.line_forms`), unless a test says something else.
    asked : array of int64
        The tests that a line may pass: bits in the order of :data:`.line_tests.TESTS`. None for
        a long line, and for a sentence without a word that a site is told by.
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
    look(
        codes_of(text), signs, steps, words, shapes(), longest, needs,
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
        signs[ord(first) : ord(last) + 1] |= WORD
    signs[0x3400:0xA000] |= STRANGE
    for found in MENU_CHARACTER.finditer("".join(map(chr, range(0x3400, 0xA000)))):
        signs[0x3400 + found.start()] &= ~STRANGE
    signs[0xD800:0xE000] |= BEYOND
    signs[FIRST_BEYOND] = BEYOND
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
