"""Tables that find the words of many lists at once, for a loop over code points.

An Aho-Corasick automaton whose steps are all written out: the character's class and the state
give the next state, and each state the lists of which a word ends there. Words of a single
character need no state: the table of characters itself says which lists hold them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .line_forms import FIRST_BEYOND


class Automaton(NamedTuple):
    """Steps and results of a walk over code points.

    Attributes
    ----------
    signs : array of uint64
        Of each code point below 0x10000 the class in the low ten bits, and above them one bit
        for each list that holds it as a word.
    steps : array of uint16, two-dimensional
        The state behind a state (row) and a class (column); 0 is the beginning.
    words : array of uint64
        One bit for each list of which a word ends in the state, in the same places as in `signs`.
    """

    signs: NDArray[np.uint64]
    steps: NDArray[np.uint16]
    words: NDArray[np.uint64]


def automaton_of(lists: Mapping[str, Sequence[str]], bits: Mapping[str, int]) -> Automaton:
    """Build the tables for lists of words within the first plane.

    Parameters
    ----------
    lists : mapping
        Name -> words.
    bits : mapping
        Name -> the bit that stands for the list; above the bits of the class.
    """
    signs = np.zeros(FIRST_BEYOND + 1, np.uint64)
    longer = [(word, bits[name]) for name, words in lists.items() for word in words]
    for word, bit in longer:
        if len(word) == 1:
            signs[ord(word)] |= np.uint64(bit)
    longer = [(word, bit) for word, bit in longer if len(word) > 1]
    classes = {
        character: i + 1 for i, character in enumerate(sorted({c for w, _ in longer for c in w}))
    }
    for character, number in classes.items():
        signs[ord(character)] |= np.uint64(number)
    steps, words = _states([([classes[c] for c in word], bit) for word, bit in longer], classes)
    return Automaton(signs, steps, words)


def _states(
    words: list[tuple[list[int], int]], classes: Mapping[str, int]
) -> tuple[NDArray[np.uint16], NDArray[np.uint64]]:
    """The tree of the words, then breadth first for each state the steps that leave the tree."""
    children: list[dict[int, int]] = [{}]
    ends = [0]
    for word, bit in words:
        state = 0
        for number in word:
            if number not in children[state]:
                children[state][number] = len(children)
                children.append({})
                ends.append(0)
            state = children[state][number]
        ends[state] |= bit
    steps = np.zeros((len(children), len(classes) + 1), np.uint16)
    waiting = deque([(0, 0)])
    while waiting:
        state, fallback = waiting.popleft()
        if state:
            steps[state] = steps[fallback]
            ends[state] |= ends[fallback]
        for number, child in children[state].items():
            waiting.append((child, int(steps[fallback, number]) if state else 0))
        for number, child in children[state].items():
            steps[state, number] = child
    return steps, np.array(ends, np.uint64)
