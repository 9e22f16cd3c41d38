"""jieba's dictionary and model, read from its own files into arrays, with the words of a user."""

from __future__ import annotations

import math
import pickle
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..codepoints import Codes, codes_of
from . import file_of_jieba
from .model import HAN, LAST, STATES, UNSEEN, cut_runs
from .trie import (
    FIRST,
    Cells,
    Counts,
    Floats,
    Marks,
    Places,
    count_of,
    cut_words,
    enter,
    fill,
    look_up,
)

#: The table is made so large that at most three fifths of it are taken.
_FULLEST = 0.6
_SMALLEST = 1 << 20
_ARRAYS = ("cells", "marks", "first", "counts", "logs")


@dataclass
class Dictionary:
    """Words and how often they are written.

    Attributes
    ----------
    cells, marks, first, counts : array
        See :mod:`liangwen.cutting.trie`.
    logs : array
        Logarithm of each slot's count; −1 where there is no word.
    total : int
        What jieba takes for the sum of all counts.
    taken : int
        Slots that are taken.
    """

    cells: Cells
    marks: Marks
    first: Places
    counts: Counts
    logs: Floats
    total: int
    taken: int

    def cut(self, text: Codes, *, guess: bool) -> NDArray[np.uint32]:
        """Cut a text, by the hidden Markov model too if `guess`; return its tokens' lengths."""
        pieces = cut_words(
            text, self.cells, self.marks, self.first, self.logs, math.log(self.total), guess
        )
        return cut_runs(text, pieces, hidden_model()) if guess else pieces.astype(np.uint32)

    def count(self, word: str) -> int | None:
        """Return a word's count: 0 for what only begins one, None for what is not there."""
        if not word:
            return None
        found = int(count_of(codes_of(word), self.cells, self.marks, self.counts))
        return found if found >= 0 else None

    def counts_in(self, text: str, longest: int) -> Counts:
        """Return the counts of all that stands in a text: a row a character, a column a length.

        What is not there has −1, what only begins a word has 0.
        """
        return look_up(codes_of(text), longest, self.cells, self.marks, self.counts)

    def add(self, word: str) -> None:
        """Add a word with the count that jieba suggests, so that it is cut out."""
        share, place = 1.0, 0
        for length in self.cut(codes_of(word), guess=False).tolist():
            count = self.count(word[place : place + length])
            share *= (1 if count is None else count) / float(self.total)
            place += length
        before = self.count(word)
        count = max(int(share * self.total) + 1, 1 if before is None else before)
        self.total += count
        if word:
            slot, new = enter(codes_of(word), self.cells, self.marks, self.first)
            self.counts[slot], self.logs[slot] = count, math.log(count)
            self.taken += new


def dictionary_of(words: Sequence[str] = ()) -> Dictionary:
    """Return jieba's dictionary with a user's words, added in their order.

    Examples
    --------
    >>> dictionary_of().count("计量"), dictionary_of().count("量值传递")
    (526, None)
    """
    base = _jiebas(_SMALLEST)
    while base.taken + sum(map(len, words)) > _FULLEST * len(base.cells):
        base = _jiebas(2 * len(base.cells))
    if not words:
        return base
    own = replace(base, **{name: getattr(base, name).copy() for name in _ARRAYS})
    for word in words:
        own.add(word)
    return own


@lru_cache(maxsize=1)
def _jiebas(slots: int) -> Dictionary:
    """jieba's own dictionary; whoever adds to it adds to a copy."""
    text = file_of_jieba("dict.txt").read_text(encoding="utf-8")
    cells, first = np.full(slots, -1, np.int64), np.full(FIRST, -1, np.int32)
    marks, counts = np.zeros(slots, np.uint8), np.zeros(slots, np.int32)
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    total, taken = fill(codes, cells, marks, first, counts)
    logs = np.full(slots, -1.0)
    words = np.flatnonzero(counts)
    different, which = np.unique(counts[words], return_inverse=True)
    # Python's logarithm: another library's may differ in the last bit, and ties are cut by it.
    logs[words] = np.array([math.log(count) for count in different.tolist()])[which]
    return Dictionary(cells, marks, first, counts, logs, total, taken)


@lru_cache(maxsize=1)
def hidden_model() -> Floats:
    """Return how likely each Chinese character is in each state of jieba's model."""
    with file_of_jieba("finalseg/prob_emit.p").open("rb") as file:
        likely = pickle.load(file)
    found = np.full((LAST - HAN + 1, len(STATES)), UNSEEN)
    for column, state in enumerate(STATES):
        for character, value in likely[state].items():
            if HAN <= ord(character) <= LAST:
                found[ord(character) - HAN, column] = value
    return found
