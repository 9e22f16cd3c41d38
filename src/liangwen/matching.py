"""Leftmost-longest, non-overlapping matching of many strings at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from .errors import LexiconError

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


#: Up to so many strings the automaton is a full table: some tens of megabytes at most.
_TABLE = 10_000


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
        self._automaton = _automaton(self.strings) if self.strings else None
        self._overlapping: AhoCorasick | None = None

    def find(self, text: str) -> list[Match]:
        """Return all matches in `text`, in order."""
        if self._automaton is None:
            return []
        return [
            Match(self.strings[index], start, end)
            for index, start, end in self._automaton.find_matches_as_indexes(text)
        ]

    def find_overlapping(self, text: str) -> list[Match]:
        """Return every occurrence of every string, in order of their ends, overlapping ones too.

        Examples
        --------
        >>> matcher = StringMatcher(["计量", "计量标准"])
        >>> [match.string for match in matcher.find_overlapping("计量标准")]
        ['计量', '计量标准']
        """
        if self._automaton is None:
            return []
        if self._overlapping is None:
            self._overlapping = _automaton(self.strings, overlapping=True)
        return [
            Match(self.strings[index], start, end)
            for index, start, end in self._overlapping.find_matches_as_indexes(
                text, overlapping=True
            )
        ]


def _automaton(strings: list[str], *, overlapping: bool = False) -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    kind = MatchKind.Standard if overlapping else MatchKind.LeftmostLongest
    # A full table is twice as fast as what the library chooses, and larger with each string.
    table = Implementation.DFA if len(strings) <= _TABLE else None
    return AhoCorasick(strings, matchkind=kind, implementation=table)
