"""Fold the changes of one rule after another into one list against the source text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import itemgetter
from sys import maxsize

from .edits import Change, apply_changes, new_change

_end = itemgetter(1)
#: Earlier changes are placed so many at a time, until one lies behind all later changes.
_BLOCK = 64


def _moved(changes: Sequence[Change], shift: int) -> Sequence[Change]:
    """Return the changes so many characters further on."""
    if not shift:
        return changes
    return [
        new_change(Change, (start + shift, end + shift, words, rule))
        for start, end, words, rule in changes
    ]


def compose(earlier: Sequence[Change], later: Sequence[Change], middle: str) -> list[Change]:
    """Fold `later` changes, made against `middle`, into the `earlier` ones that led to it.

    Parameters
    ----------
    earlier : sequence of Change
        Against the source text; they turn it into `middle`.
    later : sequence of Change
        Against `middle`.
    middle : str
        The text between the two.

    Returns
    -------
    list of Change
        Against the source; equal to making both, one after the other. Where two touch the same
        stretch of text they become one change under the later rule's name; changes that only
        lie side by side stay apart.

    Examples
    --------
    >>> compose([Change(1, 2, "", "first")], [Change(0, 2, "", "second")], "acd")
    [Change(start=0, end=3, inserted='', rule='second')]
    """
    if not later:
        return list(earlier)
    if not earlier:
        return list(later)
    shifts, starts, ends = _in_middle(earlier, later[-1][1])
    composed: list[Change] = []
    add = composed.append
    index = 0  # next change of `earlier`
    pending = 0  # next change of `later`
    last = len(later) - 1
    while pending <= last:
        low, high, words, rule = later[pending]
        if ends[index] <= low:
            add(earlier[index])
            index += 1
            if ends[index] <= low:
                behind = bisect_right(ends, low, index)
                composed += earlier[index:behind]
                index = behind
        shift = shifts[index]
        # Most changes touch no other: those are moved and that is all.
        if starts[index] >= high:
            add(new_change(Change, (low + shift, high + shift, words, rule)))
            pending += 1
            if pending < last and later[pending][1] < starts[index]:
                # Many in a row: all that end before the next earlier change.
                following = bisect_left(later, starts[index], pending, key=_end)
                composed += _moved(later[pending:following], shift)
                pending = following
            continue
        source_low = low + shift
        start, end, first = low, high, pending
        pending += 1
        # Grow the group until neither list has a change that reaches into it.
        grown = True
        while grown:
            grown = False
            while starts[index] < high:
                if starts[index] < low:
                    low, source_low = starts[index], earlier[index][0]
                high = max(high, ends[index])
                index += 1
                grown = True
            while pending <= last and later[pending][0] < high:
                high = max(high, later[pending][1])
                pending += 1
                grown = True
        if pending == first + 1:
            words = middle[low:start] + words + middle[end:high]
        else:
            words = apply_changes(middle[low:high], _moved(later[first:pending], -low))
            rule = later[pending - 1][3]
        add(new_change(Change, (source_low, high + shifts[index], words, rule)))
    composed += earlier[index:]
    return composed


def _in_middle(earlier: Sequence[Change], reach: int) -> tuple[list[int], list[int], list[int]]:
    """Return where earlier changes lie in the text that they led to, as far as `reach` at least.

    The first list holds what an offset in the source has more than one in that text, before
    each change and behind the last; the others hold where each begins and where it ends, and
    at last an offset that nothing comes up to.
    """
    shifts, starts, ends = [0], [], []
    for block in range(0, len(earlier), _BLOCK):
        part = earlier[block : block + _BLOCK]
        spare = [end - start - len(words) for start, end, words, _ in part]
        within = list(accumulate(spare, initial=shifts.pop()))
        starts += [change[0] - shift for change, shift in zip(part, within, strict=False)]
        ends += [change[1] - shift for change, shift in zip(part, within[1:], strict=True)]
        shifts += within
        if ends[-1] > reach:
            break
    return shifts, [*starts, maxsize], [*ends, maxsize]
