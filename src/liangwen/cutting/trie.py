"""A dictionary as a trie in one hash table of numbers, for loops that are compiled.

Each beginning of a word is a slot of the table; it holds the slot of the beginning that is one
character shorter, and its last character. From a slot and a character, the next slot follows.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..codepoints import Codes, compiled

Cells = NDArray[np.int64]
Places = NDArray[np.int32]
Counts = NDArray[np.int32]

#: First characters up to here, all that jieba cuts by its dictionary, have a table of their own.
FIRST = 0x9FD6
#: A slot's number stands above its character's 21 bits; above both, whether anything follows.
_CHARACTER = 21
_KEY = (1 << 50) - 1
_FOLLOWED = 1 << 50
_FREE = -1
#: What words that begin with a character have for a shorter beginning: no slot is so high.
_NOTHING = (1 << 28) - 1


@compiled
def fill(text: Codes, cells: Cells, first: Places, counts: Counts) -> tuple[int, int]:
    """Enter the lines of jieba's dictionary: a word, its count, its tag.

    Parameters
    ----------
    text : array
        The code points of the file.
    cells, first, counts : array
        The table and the slot of each first character, all −1, and the count of each slot, all
        nought. They are written to.

    Returns
    -------
    tuple of int
        The sum of all counts, and how many slots are taken.
    """
    total, taken, place, size = 0, 0, 0, len(text)
    while place < size:
        start = place
        while place < size and text[place] != 32:
            place += 1
        slot, new = _enter(text[start:place], cells, first)
        place += 1
        count = 0
        while place < size and 48 <= text[place] <= 57:
            count = count * 10 + int(text[place]) - 48
            place += 1
        while place < size and text[place] != 10:
            place += 1
        place += 1
        counts[slot] = count
        total += count
        taken += new
    return total, taken


@compiled
def enter(word: Codes, cells: Cells, first: Places) -> tuple[int, int]:
    """Enter one word; return its slot and how many slots it took."""
    return _enter(word, cells, first)


@compiled
def look_up(text: Codes, longest: int, cells: Cells, counts: Counts) -> Counts:
    """Count what begins at each character of a text: a row a character, a column a length.

    What is no word, but the beginning of one, has 0; what is neither has −1.
    """
    found = np.full((len(text), longest), -1, np.int32)
    for start in range(len(text)):
        slot = _NOTHING
        for length in range(min(longest, len(text) - start)):
            slot = _next(slot, int(text[start + length]), cells)
            if slot < 0:
                break
            found[start, length] = counts[slot]
    return found


@compiled
def _enter(word: Codes, cells: Cells, first: Places) -> tuple[int, int]:
    slot, new = _NOTHING, 0
    for place in range(len(word)):
        character = int(word[place])
        after = _next(slot, character, cells)
        if after < 0:
            after = -after - 1
            cells[after] = slot << _CHARACTER | character
            new += 1
            if place == 0 and character < FIRST:
                first[character] = after
            elif place:
                cells[slot] |= _FOLLOWED
        slot = after
    return slot, new


@compiled
def _next(slot: int, character: int, cells: Cells) -> int:
    """Return the slot of a beginning and one character more, or −1 − the free one for it."""
    key = slot << _CHARACTER | character
    mixed = slot * 0x2545F + character * 0x9E3779B1
    after = (mixed ^ mixed >> 15) & (len(cells) - 1)
    while cells[after] != _FREE:
        if cells[after] & _KEY == key:
            return after
        after = (after + 1) & (len(cells) - 1)
    return -after - 1
