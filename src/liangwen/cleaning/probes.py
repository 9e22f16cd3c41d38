"""Compiled looks for passages that stand twice in a text: by probes, and sentence by sentence."""

from __future__ import annotations

import numpy as np

from ..codepoints import Codes, compiled
from .census import CLOSING, FULL_STOP, LINE_END, SPACE, Census, Classes, Places

#: A sentence's key has so many bits.
_KEYS = (1 << 62) - 1


@compiled
def stand_again(
    codes: Codes, stop: int, step: int, length: int, behind: int, enough: int, avoided: int
) -> int:
    """Count the stretches that stand again further on, until there are enough of them.

    One look at the text finds all: each three characters lead to the probes that begin so.

    Parameters
    ----------
    codes : array
    stop, step : int
        A stretch starts at every `step` characters, before `stop`, which lies two characters
        before the text's end or sooner: the first three of each are read.
    length : int
        Of each stretch, three at least.
    behind : int
        The second one starts here or later, and where the first one ends or later.
    enough : int
    avoided : int
        No stretch holds this character.
    """
    probes = np.arange(0, stop, step)
    heads = np.full(4096, -1, np.int64)
    others = np.empty(probes.size, np.int64)
    for k in range(probes.size):
        at = probes[k]
        if not np.any(codes[at : at + length] == avoided):
            head = _bucket(codes[at], codes[at + 1], codes[at + 2])
            others[k] = heads[head]
            heads[head] = k
    found = np.zeros(probes.size, np.bool_)
    count = 0
    for i in range(behind, codes.size - length + 1):
        k = heads[_bucket(codes[i], codes[i + 1], codes[i + 2])]
        while k >= 0:
            if not found[k] and probes[k] + length <= i:
                same = 0
                while same < length and codes[probes[k] + same] == codes[i + same]:
                    same += 1
                if same == length:
                    found[k] = True
                    count += 1
                    if count >= enough:
                        return count
            k = others[k]
    return count


@compiled
def _bucket(first: int, second: int, third: int) -> int:
    return (first * 961 ^ second * 31 ^ third) & 4095


@compiled
def shared_grams(codes: Codes, length: int, reach: float) -> tuple[int, int, int]:
    """Compare the grams, all stretches of so many characters, of a text's two halves.

    Returns
    -------
    fewest : int
        Different grams of the half that has fewer.
    shared : int
        Different grams that stand in both halves.
    aligned : int
        Of these, such as stand first at places of the halves that `reach` lies between at most.
    """
    middle = codes.size // 2
    size = 1024
    while size < 2 * codes.size:
        size *= 2
    # Where each gram stood first; of those of the first half, whether the second has it.
    places, met = np.full(size, -1, np.int64), np.zeros(size, np.bool_)
    first = second = shared = aligned = 0
    for i in range(codes.size - length + 1):
        if middle - length < i < middle:
            continue
        slot = 0
        for j in range(i, i + length):
            slot = (slot * 0x9E3779B1 + int(np.int64(codes[j]))) & 0xFFFFFFFFFFFF
        slot = (slot ^ (slot >> 20)) & (size - 1)
        while places[slot] >= 0:
            at = places[slot]
            same = 0
            while same < length and codes[at + same] == codes[i + same]:
                same += 1
            if same == length:
                break
            slot = (slot + 1) & (size - 1)
        if places[slot] < 0:
            places[slot] = i
            first += i < middle
            second += i >= middle
        elif i >= middle and places[slot] < middle and not met[slot]:
            met[slot] = True
            second += 1
            shared += 1
            aligned += abs(i - middle - places[slot]) <= reach
    return min(first, second), shared, aligned


def sentences(census: Census) -> tuple[Places, Places, Places, Places]:
    """Part a text into sentences, and say where each stood first, blanks apart.

    A line's end ends a sentence, too; those of blanks alone are left out. Sentences are held
    for the same that have the same hash of 62 bits.

    Returns
    -------
    starts, ends, lengths, images : array
        Of each sentence; blanks do not count for its length. Its image is the number of the
        first sentence that is the same.
    """
    return _sentences(census.codes, census.classes, FULL_STOP, CLOSING, LINE_END, SPACE)


@compiled
def _sentences(
    codes: Codes, classes: Classes, stop: int, closing: int, line_end: int, space: int
) -> tuple[Places, Places, Places, Places]:
    size = codes.size
    most = 1 + np.count_nonzero(classes & (stop | line_end))
    starts, ends = np.empty(most, np.int64), np.empty(most, np.int64)
    lengths, images = np.empty(most, np.int64), np.empty(most, np.int64)
    keys = np.empty(most, np.int64)
    slots = 2
    while slots < 2 * most:
        slots *= 2
    numbers = np.full(slots, -1, np.int64)
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
        key = 0x0BF29CE484222325
        for i in range(start, end):
            if not classes[i] & space:
                length += 1
                # Fibonacci hashing: a product spreads upwards, a shift brings it down again.
                key = ((key ^ int(np.int64(codes[i]))) * 0x1E3779B97F4A7C15) & _KEYS
                key ^= key >> 29
        if length:
            starts[count], ends[count] = start, end
            lengths[count], keys[count] = length, key
            slot = key & (slots - 1)
            while numbers[slot] >= 0 and keys[numbers[slot]] != key:
                slot = (slot + 1) & (slots - 1)
            if numbers[slot] < 0:
                numbers[slot] = count
            images[count] = numbers[slot]
            count += 1
        start = end
    return starts[:count], ends[:count], lengths[:count], images[:count]
