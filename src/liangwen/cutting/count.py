"""Count the tokens of a text by their code points, without a string a token."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..codepoints import Codes, compiled

Wholes = NDArray[np.int64]
Bytes = NDArray[np.uint8]
#: A character's bits in a key of three.
_BITS = 21
#: So many tokens are sorted by insertion, more by merging what was sorted so.
_SHORT = 8


@compiled
def count_tokens(text: Codes, lengths: Codes, counted: NDArray[np.bool_]) -> Wholes:
    """Count the different tokens that hold a character to be counted.

    Parameters
    ----------
    text, lengths : array
        Code points, and the length of each token.
    counted : array
        Of each code point, whether a token that holds it counts.

    Returns
    -------
    array
        A row each: a number by which the first three characters sort, where the token first
        stands, its length, how often it stands there.
    """
    size = 16
    while size < 2 * len(lengths):
        size *= 2
    table = np.full(size, -1, np.int32)
    rows = np.empty((len(lengths), 4), np.int64)
    found, start = 0, 0
    for token in range(len(lengths)):
        length = int(lengths[token])
        mixed = 0
        for place in range(start, start + length):
            mixed = ((mixed ^ int(text[place])) * 0x9E3779B1) & 0x7FFFFFFF
        slot = (mixed ^ mixed >> 15) & (size - 1)
        while table[slot] >= 0:
            row = rows[table[slot]]
            if row[2] == length and _equal(text, row[1], start, length):
                row[3] += 1
                break
            slot = (slot + 1) & (size - 1)
        else:
            if _any(text, start, length, counted):
                rows[found, 0] = _first_three(text, start, length)
                rows[found, 1], rows[found, 2], rows[found, 3] = start, length, 1
                table[slot] = found
                found += 1
        start += length
    return rows[:found]


@compiled
def spell(text: Codes, rows: Wholes, order: Wholes) -> tuple[Bytes, NDArray[np.int32], Wholes]:
    """Write the tokens in UTF-8, sorted, one behind the other.

    Parameters
    ----------
    text : array
    rows : array
        Of `count_tokens`.
    order : array
        The rows' places, sorted by the first column alone; sorted in full afterwards.

    Returns
    -------
    tuple of array
        The bytes; where each token starts among them, and where the last one ends; the counts.
    """
    size = 0
    counts, starts = np.empty(len(order), np.int64), np.zeros(len(order) + 1, np.int32)
    for token in range(len(order)):
        size += rows[order[token], 2]
    _sort(text, rows, order)
    spelt, written = np.empty(4 * size, np.uint8), 0
    for token in range(len(order)):
        row = rows[order[token]]
        for place in range(row[1], row[1] + row[2]):
            written = _encode(int(text[place]), spelt, written)
        starts[token + 1] = written
        counts[token] = row[3]
    return spelt[:written], starts, counts


@compiled
def _sort(text: Codes, rows: Wholes, order: Wholes) -> int:
    """Sort what begins with the same three characters and stands side by side, mostly few.

    Returns how often two tokens were compared.
    """
    compared = start = 0
    while start < len(order):
        end = start + 1
        while end < len(order) and rows[order[end], 0] == rows[order[start], 0]:
            end += 1
        if end > start + 1:
            compared += _merge_sort(text, rows, order[start:end])
        start = end
    return compared


@compiled
def _merge_sort(text: Codes, rows: Wholes, order: Wholes) -> int:
    """Sort short stretches by insertion, then merge two and two; count the comparisons."""
    size, compared = len(order), 0
    for token in range(size):
        place, own = token, order[token]
        while place % _SHORT:
            compared += 1
            if not _before(text, rows[own], rows[order[place - 1]]):
                break
            order[place] = order[place - 1]
            place -= 1
        order[place] = own
    merged, width = np.empty_like(order), _SHORT
    while width < size:
        for start in range(0, size, 2 * width):
            middle, end = min(start + width, size), min(start + 2 * width, size)
            left, right = start, middle
            for place in range(start, end):
                later = right < end
                if later and left < middle:
                    compared += 1
                    later = _before(text, rows[order[right]], rows[order[left]])
                if later:
                    merged[place] = order[right]
                    right += 1
                else:
                    merged[place] = order[left]
                    left += 1
        order[:] = merged
        width *= 2
    return compared


@compiled
def _encode(code: int, spelt: Bytes, written: int) -> int:
    """Write one character's bytes; return where the next one's go."""
    if code < 0x80:
        spelt[written] = code
        return written + 1
    if code < 0x800:
        spelt[written] = 0xC0 | code >> 6
    else:
        if code < 0x10000:
            spelt[written] = 0xE0 | code >> 12
        else:
            spelt[written] = 0xF0 | code >> 18
            written += 1
            spelt[written] = 0x80 | (code >> 12 & 0x3F)
        written += 1
        spelt[written] = 0x80 | (code >> 6 & 0x3F)
    spelt[written + 1] = 0x80 | (code & 0x3F)
    return written + 2


@compiled
def _equal(text: Codes, one: int, other: int, length: int) -> bool:
    step = 0
    while step < length and text[one + step] == text[other + step]:
        step += 1
    return step == length


@compiled
def _any(text: Codes, start: int, length: int, counted: NDArray[np.bool_]) -> bool:
    place, end = start, start + length
    while place < end and not counted[text[place]]:
        place += 1
    return place < end


@compiled
def _first_three(text: Codes, start: int, length: int) -> int:
    key = 0
    for step in range(3):
        key = key << _BITS | (int(text[start + step]) if step < length else 0)
    return key


@compiled
def _before(text: Codes, one: Wholes, other: Wholes) -> bool:
    """Whether a token sorts before another, by code points."""
    if one[0] != other[0]:
        return bool(one[0] < other[0])
    for step in range(3, min(one[2], other[2])):
        left, right = text[one[1] + step], text[other[1] + step]
        if left != right:
            return bool(left < right)
    return bool(one[2] < other[2])
