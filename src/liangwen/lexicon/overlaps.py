"""Which of two hits stands where they overlap: the rules that a lexicon can declare.

``leftmost-longest``
    The one that starts first; of those that start at one place the longest. As one reads.
``longest``
    The longest wherever it starts; of equal ones the first. In 计量法定计量 that is 法定计量, not
    计量法.
``theme order``
    The one whose theme stands first in the file; within a theme leftmost-longest. For a study
    whose first themes must miss nothing, at the price of the others.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from ..matching import Match

LEFTMOST_LONGEST, LONGEST, THEME_ORDER = "leftmost-longest", "longest", "theme order"
RULES = (LEFTMOST_LONGEST, LONGEST, THEME_ORDER)


def choose(candidates: Mapping[Match, int], *, rule: str = LEFTMOST_LONGEST) -> list[Match]:
    """Choose matches that do not overlap, in order of the text.

    Parameters
    ----------
    candidates : mapping
        Match -> place of its theme in the file.
    rule : str
        One of `RULES`.

    Examples
    --------
    >>> candidates = {Match("计量法", 0, 3): 0, Match("法定计量", 2, 6): 1}
    >>> [match.string for match in choose(candidates, rule="longest")]
    ['法定计量']
    """
    keys = {
        LEFTMOST_LONGEST: lambda m: (m.start, -m.end),
        LONGEST: lambda m: (m.start - m.end, m.start),
        THEME_ORDER: lambda m: (candidates[m], m.start, -m.end),
    }
    taken: list[Match] = []
    starts: list[int] = []
    for match in sorted(candidates, key=keys[rule]):
        at = bisect_right(starts, match.start)
        if at and taken[at - 1].end > match.start:
            continue
        if at < len(taken) and taken[at].start < match.end:
            continue
        taken.insert(at, match)
        starts.insert(at, match.start)
    return taken
