"""How wide lines are in print: letters and digits take half of a Chinese character's width."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..codepoints import Codes, compiled
from .census import BLANK, Classes, Places, census_of


def printed_width(line: str) -> float:
    """Width in Chinese characters.

    Examples
    --------
    >>> printed_width("计量2025")
    4.0
    """
    return len(line.encode("gb18030", "replace")) / 2


@lru_cache(maxsize=1)
def _bytes_each() -> NDArray[np.uint8]:
    """Bytes of each character of the basic plane in GB18030; all others have four."""
    points = [point for point in range(0x10000) if point != ord("\n")]
    encoded = "\n".join(map(chr, points)).encode("gb18030", "replace").split(b"\n")
    table = np.ones(0x10000, np.uint8)
    table[points] = [len(character) for character in encoded]
    return table


def printed_halves(text: str) -> Places:
    """Return the width of each line in half characters, blanks at its ends not counted.

    Examples
    --------
    >>> printed_halves("计量\\n 2025 ").tolist()
    [4, 4]
    """
    census = census_of(text)
    return _halves(census.codes, census.classes, census.line_ends, BLANK, _bytes_each())


@compiled
def _halves(
    codes: Codes, classes: Classes, line_ends: Places, blank: int, each: NDArray[np.uint8]
) -> Places:
    halves = np.zeros(line_ends.size, np.int64)
    start = 0
    for k in range(line_ends.size):
        end = line_ends[k]
        following = end + 1
        while start < end and classes[start] & blank:
            start += 1
        while end > start and classes[end - 1] & blank:
            end -= 1
        for i in range(start, end):
            halves[k] += each[codes[i]] if codes[i] < each.size else 4
        start = following
    return halves
