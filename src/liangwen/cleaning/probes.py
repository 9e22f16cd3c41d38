"""Compiled looks for passages that stand twice in a text: by probes, and sentence by sentence."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..codepoints import Codes, compiled
from .census import CLOSING, FULL_STOP, LINE_END, SPACE, Census, Classes, Places

Keys = NDArray[np.uint64]


@compiled
def stand_again(codes: Codes, probes: Places, length: int, behind: int, enough: int) -> int:
    """Count the stretches that stand again further on, until there are enough of them.

    One look at the text finds all: each pair of characters leads to the probes that begin so.

    Parameters
    ----------
    codes : array
    probes : array
        Where the stretches start.
    length : int
        Of each stretch.
    behind : int
        The second one starts here or later, and where the first one ends or later.
    enough : int
    """
    heads = np.full(1024, -1, np.int64)
    others = np.empty(probes.size, np.int64)
    for k in range(probes.size):
        head = (codes[probes[k]] * 31 + codes[probes[k] + 1]) & 1023
        others[k] = heads[head]
        heads[head] = k
    found = np.zeros(probes.size, np.bool_)
    count = 0
    for i in range(behind, codes.size - length + 1):
        k = heads[(codes[i] * 31 + codes[i + 1]) & 1023]
        while k >= 0 and count < enough:
            if not found[k] and probes[k] + length <= i:
                same = 0
                while same < length and codes[probes[k] + same] == codes[i + same]:
                    same += 1
                if same == length:
                    found[k] = True
                    count += 1
            k = others[k]
        if count >= enough:
            break
    return count


def sentences(census: Census) -> tuple[Places, Places, Places, Keys]:
    """Return where each sentence starts and ends, its length without blanks, and its key.

    A line's end ends a sentence, too; those of blanks alone are left out. Sentences of the same
    characters, blanks apart, have the same key, a hash of 64 bits.
    """
    return _sentences(census.codes, census.classes, FULL_STOP, CLOSING, LINE_END, SPACE)


@compiled
def _sentences(
    codes: Codes, classes: Classes, stop: int, closing: int, line_end: int, space: int
) -> tuple[Places, Places, Places, Keys]:
    size = codes.size
    most = 1 + np.count_nonzero(classes & (stop | line_end))
    starts, ends = np.empty(most, np.int64), np.empty(most, np.int64)
    lengths, keys = np.empty(most, np.int64), np.empty(most, np.uint64)
    count = start = 0
    while start < size:
        end = start
        while end < size and not classes[end] & (stop | line_end):
            end += 1
        if end < size and classes[end] & line_end:
            end += 1
        else:
            while end < size and classes[end] & stop:
                end += 1
            while end < size and classes[end] & closing:
                end += 1
        length = 0
        key = np.uint64(0xCBF29CE484222325)
        for i in range(start, end):
            if not classes[i] & space:
                length += 1
                # Fibonacci hashing: a product spreads upwards, a shift brings it down again.
                key = (key ^ np.uint64(codes[i])) * np.uint64(0x9E3779B97F4A7C15)
                key ^= key >> np.uint64(29)
        if length:
            starts[count], ends[count] = start, end
            lengths[count], keys[count] = length, key
            count += 1
        start = end
    return starts[:count], ends[:count], lengths[:count], keys[:count]
