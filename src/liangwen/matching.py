"""Leftmost-longest, non-overlapping matching of many strings at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, partial
from typing import NamedTuple

from .errors import LexiconError


class Match(NamedTuple):
    """One occurrence of a string, half-open code-point offsets."""

    string: str
    start: int
    end: int


class StringMatcher:
    """Find the strings of a list in a text; of those that start first the longest wins.

    Parameters
    ----------
    strings : iterable of str
        What is looked for; duplicates count once, an empty string is an error.

    Examples
    --------
    >>> matcher = StringMatcher(["计量", "社会公用计量标准"])
    >>> [match.string for match in matcher.find("社会公用计量标准与计量")]
    ['社会公用计量标准', '计量']

    Notes
    -----
    Plain counting would find 计量 twice in this example. Counts of nested strings are therefore
    lower here than ``str.count``, and that is the point: no character is counted twice.
    """

    def __init__(self, strings: Iterable[str]) -> None:
        self.strings = sorted(set(strings))
        if "" in self.strings:
            raise LexiconError("An empty string cannot be matched; remove it from the list.")

    @cached_property
    def _search(self) -> Callable[..., list[tuple[int, int, int]]]:
        # What is compiled is loaded with the first search.
        from .string_tree import occurrences, tree_of

        return partial(occurrences, tree_of(self.strings))

    def find(self, text: str) -> list[Match]:
        """Return all matches in `text`, in order."""
        return self._found(text, overlapping=False)

    def find_overlapping(self, text: str) -> list[Match]:
        """Return every occurrence of every string, in order of their ends, overlapping ones too.

        Examples
        --------
        >>> matcher = StringMatcher(["计量", "计量标准"])
        >>> [match.string for match in matcher.find_overlapping("计量标准")]
        ['计量', '计量标准']
        """
        return sorted(self._found(text, overlapping=True), key=lambda match: match.end)

    def _found(self, text: str, *, overlapping: bool) -> list[Match]:
        if not (self.strings and text):
            return []
        return [
            Match(self.strings[number], start, end)
            for number, start, end in self._search(text, overlapping=overlapping)
        ]
