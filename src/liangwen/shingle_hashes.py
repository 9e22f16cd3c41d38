"""The hash of each run of a few letters of a text, in one pass."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .codepoints import Codes, codes_of, compiled
from .letters import table_of

Hashes = NDArray[np.uint64]

#: The letters of a run are the digits of a number to this base.
_BASE = 0x9E3779B97F4A7C15
#: The finaliser of MurmurHash3: each bit of the input moves each bit of the hash.
_SHIFT, _FIRST, _SECOND = 33, 0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53


@lru_cache(maxsize=1)
def _letters() -> NDArray[np.bool_]:
    return table_of(r"\w")


def hashes_of(text: str, length: int, *, one_in: int = 1) -> Hashes:
    """Return the hashes of the runs of `length` letters, digits and characters, in their order.

    Parameters
    ----------
    text : str
        Punctuation and blanks are passed over.
    length : int
    one_in : int
        A power of two; only the hashes that are its multiples are returned.

    Examples
    --------
    >>> len(hashes_of("加强计量，基础研究", 5)), len(hashes_of("加强计量", 5))
    (4, 0)
    """
    codes = codes_of(text)
    # What the letter that leaves a run has contributed to its number.
    weight = np.uint64(pow(_BASE, length, 1 << 64))
    hashes = np.empty(len(codes) + 1, dtype=np.uint64)
    count = _hash(codes, _letters(), length, weight, np.uint64(one_in - 1), hashes)
    return hashes[:count]


@compiled
def in_common(first: Hashes, second: Hashes) -> int:
    """Return how many hashes two sets share, each sorted and without any twice."""
    found = place = 0
    for number in range(first.size):
        while place < second.size and second[place] < first[number]:
            place += 1
        if place == second.size:
            break
        found += second[place] == first[number]
    return found


@compiled
def _hash(
    text: Codes,
    letters: NDArray[np.bool_],
    length: int,
    weight: np.uint64,
    mask: np.uint64,
    hashes: Hashes,
) -> int:
    """Write the hashes that have none of the bits of `mask`; return how many they are.

    Each is written and counted only if it is wanted, which is quicker than to ask first.
    """
    kept = np.empty(len(text) + 1, dtype=np.uint32)
    held = count = 0
    for code in text:
        kept[held] = code
        held += code < len(letters) and letters[code]
    number, shift = np.uint64(0), np.uint64(_SHIFT)
    for i in range(held):
        number = number * np.uint64(_BASE) + kept[i]
        if i >= length:
            number -= weight * kept[i - length]
        value = (number ^ (number >> shift)) * np.uint64(_FIRST)
        value = (value ^ (value >> shift)) * np.uint64(_SECOND)
        value ^= value >> shift
        hashes[count] = value
        count += i >= length - 1 and not value & mask
    return count
