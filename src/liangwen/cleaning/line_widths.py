"""How wide lines are, as numbers of characters and in print.

All widths of a text's lines are counted in half characters: in print letters and digits take
half of a Chinese character's width.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..codepoints import Codes, compiled
from .census import BLANK, WIDE_BLANK, Census, Classes, Places, census_of


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


def line_halves(text: str) -> Places:
    """Return twice the number of characters in each line.

    Examples
    --------
    >>> line_halves("计量\\n 2025 ").tolist()
    [4, 12]
    """
    halves: Places = _twice_lengths(census_of(text).line_ends)
    return halves


@compiled
def _twice_lengths(line_ends: Places) -> Places:
    halves = 2 * line_ends
    halves[1:] -= halves[:-1] + 2
    return halves


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


@compiled
def counted(halves: Places, narrowest: int, widest: int) -> tuple[int, int]:
    """Count the lines from one width to another, and those beyond."""
    within = beyond = 0
    for width in halves:
        within += narrowest <= width <= widest
        beyond += width > widest
    return within, beyond


@compiled
def commonest(halves: Places, narrowest: int, widest: int, slack: int) -> tuple[int, int]:
    """Return the width that most lines end at, or up to `slack` before it, and their number.

    Of widths with as many lines it is the smallest; only lines within bounds count.
    """
    counts = np.zeros(widest + 1, np.int64)
    for width in halves:
        if narrowest <= width <= widest:
            counts[width] += 1
    best = most = 0
    for width in range(narrowest, widest + 1):
        lines = counts[max(0, width - slack) : width + 1].sum()
        if lines > most:
            best, most = width, lines
    return best, most


def gapped(census: Census, shortest: int, fewest: int) -> tuple[list[int], list[int]]:
    """Return where the lines start and end that are so long and have so many blanks.

    Where no blank is asked for, `fewest` 0, a line of any length will do.
    """
    starts, ends = _gapped(census.classes, census.line_ends, WIDE_BLANK, shortest, fewest)
    return starts.tolist(), ends.tolist()


@compiled
def _gapped(
    classes: Classes, line_ends: Places, blank: int, shortest: int, fewest: int
) -> tuple[Places, Places]:
    starts, ends = np.empty_like(line_ends), np.empty_like(line_ends)
    count = start = 0
    for end in line_ends:
        gaps = 0
        if end - start >= shortest:
            for i in range(start, end):
                gaps += (classes[i] & blank) != 0
        if gaps >= fewest:
            starts[count], ends[count] = start, end
            count += 1
        start = end + 1
    return starts[:count], ends[:count]
