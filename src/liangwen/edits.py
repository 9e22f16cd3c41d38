"""Edits: what cleaning changed, where, and by which rule's name.

A *change* is one replacement proposed against the text as it stands; an *edit* is one
replacement against the source text. Rules run one after another, each on the result of the
one before; :func:`compose` folds a rule's changes into the changes made so far, so that one
ordered, non-overlapping list against the source is all there is to keep. Whoever has the
clean text and the edits has the source (:func:`undo`).

Offsets count Unicode code points and are half-open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import accumulate, repeat
from operator import itemgetter
from sys import maxsize
from typing import NamedTuple

from .errors import LiangwenError


class Change(NamedTuple):
    """Replace ``text[start:end]`` by `inserted`, asked for by `rule`."""

    start: int
    end: int
    inserted: str
    rule: str


class Edit(NamedTuple):
    """One replacement against the source, placed in both texts.

    ``source[source_start:source_end] == removed`` and ``text[text_start:text_end] == inserted``.
    """

    rule: str
    source_start: int
    source_end: int
    text_start: int
    text_end: int
    removed: str
    inserted: str


#: A tuple's own constructor takes half the time of the class's, and cleaning makes millions.
new_change: Callable[[type[Change], tuple[int, int, str, str]], Change] = tuple.__new__
new_edit: Callable[[type[Edit], tuple[str, int, int, int, int, str, str]], Edit] = tuple.__new__
_as_change: Callable[[Iterable[object]], Change] = partial(tuple.__new__, Change)
_end = itemgetter(1)
#: Earlier changes are placed so many at a time, until one lies behind all later changes.
_BLOCK = 64


def apply_changes(text: str, changes: Sequence[Change]) -> str:
    """Return `text` with all `changes` made.

    Parameters
    ----------
    text : str
    changes : sequence of Change
        Ordered and not overlapping; a LiangwenError says which one is not.

    Examples
    --------
    >>> apply_changes("计量(liàng)", [Change(2, 9, "", "pinyin")])
    '计量'
    """
    parts: list[str] = []
    add = parts.append
    position, length = 0, len(text)
    for start, end, inserted, rule in changes:
        if not position <= start <= end <= length:
            change = Change(start, end, inserted, rule)
            raise LiangwenError(
                f"The change {change} overlaps the one before it or leaves the text of "
                f"{length} characters; sort changes by start and merge those that overlap."
            )
        add(text[position:start])
        if inserted:
            add(inserted)
        position = end
    add(text[position:])
    return "".join(parts)


def removals(starts: Sequence[int], ends: Sequence[int], rule: str) -> list[Change]:
    """Return the changes that remove each of many stretches.

    Examples
    --------
    >>> apply_changes("计 量\\n", removals([1, 3], [2, 4], "layout"))
    '计量'
    """
    return list(map(_as_change, zip(starts, ends, repeat(""), repeat(rule), strict=False)))


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


def place(source: str, changes: Iterable[Change]) -> list[Edit]:
    """Turn changes against `source` into edits, which know their place in both texts.

    A change that puts back what it removes is none and is left out.
    """
    edits: list[Edit] = []
    add, new = edits.append, new_edit
    shift = 0
    for start, end, inserted, rule in changes:
        removed = source[start:end]
        if removed != inserted:
            at = start - shift
            to = at + len(inserted)
            add(new(Edit, (rule, start, end, at, to, removed, inserted)))
            shift = end - to
    return edits


def apply(source: str, edits: Iterable[Edit]) -> str:
    """Make all `edits` on `source`: the clean text."""
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += (source[position : edit.source_start], edit.inserted)
        position = edit.source_end
    parts.append(source[position:])
    return "".join(parts)


def undo(text: str, edits: Iterable[Edit]) -> str:
    """Rebuild the source text from the clean `text` and its `edits`.

    Examples
    --------
    >>> edits = place("计量(liàng)", [Change(2, 9, "", "pinyin")])
    >>> undo("计量", edits)
    '计量(liàng)'
    """
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += (text[position : edit.text_start], edit.removed)
        position = edit.text_end
    parts.append(text[position:])
    return "".join(parts)


class OffsetMap:
    """Places in the clean text and in the source text, both ways, in O(log n).

    Parameters
    ----------
    edits : sequence of Edit
        Ordered, as the store keeps them.

    Notes
    -----
    A place inside a stretch that an edit replaced has no exact counterpart: it leads to the
    start of the stretch on the other side. A place where text was removed leads behind it in
    the source, so that a hit's first character is found and not the noise before it.
    """

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._text_starts = [edit.text_start for edit in edits]
        self._source_starts = [edit.source_start for edit in edits]

    def to_source(self, offset: int) -> int:
        """Return the place in the source of character `offset` of the clean text."""
        index = bisect_right(self._text_starts, offset) - 1
        if index < 0:
            return offset
        edit = self._edits[index]
        if offset < edit.text_end:
            return edit.source_start
        return edit.source_end + offset - edit.text_end

    def to_text(self, offset: int) -> int:
        """Return the place in the clean text of character `offset` of the source."""
        index = bisect_right(self._source_starts, offset) - 1
        if index < 0:
            return offset
        edit = self._edits[index]
        if offset < edit.source_end:
            return edit.text_start
        return edit.text_end + offset - edit.source_end


def characters_by_rule(edits: Iterable[Edit]) -> dict[str, tuple[int, int, int]]:
    """Sum up edits: rule -> (number of edits, characters removed, characters inserted)."""
    totals: dict[str, tuple[int, int, int]] = {}
    for edit in edits:
        count, removed, inserted = totals.get(edit.rule, (0, 0, 0))
        totals[edit.rule] = (
            count + 1,
            removed + len(edit.removed),
            inserted + len(edit.inserted),
        )
    return totals
