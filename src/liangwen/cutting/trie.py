"""A dictionary in one hash table of numbers, and the likeliest way through its words.

Each beginning of a word is a slot of the table; it holds the slot of the beginning that is one
character shorter, and its last character. From a slot and a character, the next slot follows.

All that looks into the table is compiled from this one file: numba notes changes by the file of
the function that is called, and would go on with an old copy of one from another file.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..codepoints import Codes, compiled

Cells = NDArray[np.int64]
Marks = NDArray[np.uint8]
Places = NDArray[np.int32]
Counts = NDArray[np.int32]
Floats = NDArray[np.float64]

#: First characters up to here, all that jieba cuts by its dictionary, have a table of their own.
FIRST = 0x9FD6
#: A slot's number stands above its character's 21 bits.
_CHARACTER = 21
_FREE = -1
#: The slot before a word's first character; none has so high a number.
_NOTHING = (1 << 28) - 1
#: Two large odd numbers.
_BY_SLOT, _BY_CHARACTER = 0x2545F, 0x9E3779B1
_LINE_END, _CARRIAGE_RETURN, _BLANK, _NOUGHT, _NINE = 10, 13, 32, 48, 57


@compiled
def fill(text: Codes, cells: Cells, marks: Marks, first: Places, counts: Counts) -> tuple[int, int]:
    """Enter the lines of jieba's dictionary: a word, its count, its tag.

    Parameters
    ----------
    text : array
        The code points of the file.
    cells, marks, first, counts : array
        The table, all −1; eight marks a slot, all nought, which tell most of what is not there;
        the slot of each first character, all −1; the count of each slot, all nought. They are
        written to.

    Returns
    -------
    tuple of int
        The sum of all counts, and how many slots are taken.
    """
    total, taken, place, size = 0, 0, 0, len(text)
    while place < size:
        start = place
        while place < size and text[place] != _BLANK:
            place += 1
        slot, new = _enter(text[start:place], cells, marks, first)
        place += 1
        count = 0
        while place < size and _NOUGHT <= text[place] <= _NINE:
            count = count * 10 + int(text[place]) - _NOUGHT
            place += 1
        while place < size and text[place] != _LINE_END:
            place += 1
        place += 1
        counts[slot] = count
        total += count
        taken += new
    return total, taken


@compiled
def enter(word: Codes, cells: Cells, marks: Marks, first: Places) -> tuple[int, int]:
    """Enter one word; return its slot and how many slots it took."""
    return _enter(word, cells, marks, first)


@compiled
def count_of(word: Codes, cells: Cells, marks: Marks, counts: Counts) -> int:
    """Return a word's count: 0 for what only begins one, −1 for what is not there."""
    slot = _slot_of(word, cells, marks)
    return int(counts[slot]) if slot >= 0 else -1


@compiled
def _slot_of(word: Codes, cells: Cells, marks: Marks) -> int:
    """Where a word, or what begins one, stands; below 0 if nothing does."""
    slot = _NOTHING
    for place in range(len(word)):
        slot = _next(slot, int(word[place]), cells, marks)
        if slot < 0:
            break
    return slot


@compiled
def look_up(text: Codes, longest: int, cells: Cells, marks: Marks, counts: Counts) -> Counts:
    """Count what begins at each character of a text: a row a character, a column a length.

    What is no word, but the beginning of one, has 0; what is neither has −1.
    """
    found = np.full((len(text), longest), -1, np.int32)
    for start in range(len(text)):
        slot = _NOTHING
        for length in range(min(longest, len(text) - start)):
            slot = _next(slot, int(text[start + length]), cells, marks)
            if slot < 0:
                break
            found[start, length] = counts[slot]
    return found


@compiled
def cut_words(
    text: Codes,
    cells: Cells,
    marks: Marks,
    first: Places,
    logs: Floats,
    log_total: float,
    guess: bool,
) -> Places:
    """Cut a text as jieba does before it guesses; return the length of each piece.

    Parameters
    ----------
    text : array
        Code points.
    cells, marks, first : array
        The dictionary.
    logs : array
        Logarithm of each slot's count; −1 where there is no word.
    log_total : float
        Logarithm of the sum of all counts.
    guess : bool
        Whether runs of single characters are to be cut by a model; their lengths are negative.
    """
    size = len(text)
    pieces = np.empty(size, np.int32)
    score, to = np.empty(size + 1), np.empty(size + 1, np.int32)
    found, place = 0, 0
    while place < size:
        start = place
        while place < size and _in_words(int(text[place])):
            place += 1
        if place > start:
            _route(text, start, place, cells, marks, first, logs, log_total, score, to)
        else:
            pair = text[place] == _CARRIAGE_RETURN
            pair = pair and place + 1 < size and text[place + 1] == _LINE_END
            pieces[found] = 2 if pair else 1
            place += pieces[found]
            start = place
            found += 1
        while start < place:
            begin = start
            while start < place and to[start] == start + 1 and (guess or _letter(int(text[start]))):
                start += 1
            if start == begin:
                start = to[start]
                pieces[found] = start - begin
                found += 1
            elif guess and start > begin + 1 and _is_word(text[begin:start], cells, marks, logs):
                # jieba leaves the characters of a word alone that is less likely than they are.
                pieces[found : found + start - begin] = 1
                found += start - begin
            else:
                pieces[found] = begin - start if guess and start > begin + 1 else start - begin
                found += 1
    return pieces[:found]


@compiled
def _route(
    text: Codes,
    start: int,
    end: int,
    cells: Cells,
    marks: Marks,
    first: Places,
    logs: Floats,
    log_total: float,
    score: Floats,
    to: Places,
) -> None:
    """Find for each place where the likeliest word ends that begins there, from the end back.

    The sums are jieba's, in its order, and of two that are equal the longer word is taken.
    """
    unknown = 0.0 - log_total
    score[end] = 0.0
    for place in range(end - 1, start - 1, -1):
        best, until = -np.inf, place + 1
        slot, after = int(first[text[place]]), place + 1
        while slot >= 0:
            if logs[slot] >= 0.0:
                likely = logs[slot] - log_total + score[after]
                if likely >= best:
                    best, until = likely, after
            if after == end:
                break
            slot = _next(slot, int(text[after]), cells, marks)
            after += 1
        score[place] = best if best > -np.inf else unknown + score[place + 1]
        to[place] = until


@compiled
def _in_words(code: int) -> bool:
    """Whether jieba looks for words here: Chinese, Latin letters, digits, + # & . _ % -."""
    if code > 127:
        return 0x4E00 <= code < FIRST
    return _letter(code) or code in (35, 37, 38, 43, 45, 46, 95)


@compiled
def _letter(code: int) -> bool:
    """Whether a code point is a Latin letter or a digit."""
    return 97 <= code <= 122 or _NOUGHT <= code <= _NINE or 65 <= code <= 90


@compiled
def _is_word(text: Codes, cells: Cells, marks: Marks, logs: Floats) -> bool:
    slot = _slot_of(text, cells, marks)
    return slot >= 0 and bool(logs[slot] >= 0.0)


@compiled
def _enter(word: Codes, cells: Cells, marks: Marks, first: Places) -> tuple[int, int]:
    slot, new = _NOTHING, 0
    for place in range(len(word)):
        character = int(word[place])
        after = _next(slot, character, cells, marks)
        if after < 0:
            mixed = _mixed(slot, character)
            mark = mixed & (8 * len(marks) - 1)
            marks[mark >> 3] |= 1 << (mark & 7)
            after = mixed & (len(cells) - 1)
            while cells[after] != _FREE:
                after = (after + 1) & (len(cells) - 1)
            cells[after] = slot << _CHARACTER | character
            new += 1
            if place == 0 and character < FIRST:
                first[character] = after
        slot = after
    return slot, new


@compiled
def _next(slot: int, character: int, cells: Cells, marks: Marks) -> int:
    """Return the slot of a beginning and one character more, or −1."""
    mixed = _mixed(slot, character)
    mark = mixed & (8 * len(marks) - 1)
    if not marks[mark >> 3] >> (mark & 7) & 1:
        return -1
    key = slot << _CHARACTER | character
    after = mixed & (len(cells) - 1)
    while cells[after] != _FREE:
        if cells[after] == key:
            return after
        after = (after + 1) & (len(cells) - 1)
    return -1


@compiled
def _mixed(slot: int, character: int) -> int:
    mixed = slot * _BY_SLOT + character * _BY_CHARACTER
    return mixed ^ mixed >> 15
