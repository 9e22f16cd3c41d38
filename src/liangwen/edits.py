"""Edits: what cleaning changed, where, and by which rule's name.

A *change* is one replacement proposed against the text as it stands; an *edit* is one
replacement against the source text. Rules run one after another, each on the result of the
one before; :func:`liangwen.compose_changes.compose` folds a rule's changes into the changes
made so far, so that one ordered, non-overlapping list against the source is all there is to
keep. Whoever has the clean text and the edits has the source (:func:`undo`).

Offsets count Unicode code points and are half-open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import repeat
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
