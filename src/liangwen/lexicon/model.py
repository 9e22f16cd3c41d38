"""Themes and their terms, and how they are found in a text.

Matching works on the clean text, over the union of all themes, so that 计量标准 inside
社会公用计量标准 is not counted again and no two themes claim the same characters.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ..matching import Match, StringMatcher
from ..textunits import sentence_starts
from .overlaps import LEFTMOST_LONGEST, choose
from .spellings import joined_spellings


@dataclass(frozen=True)
class Term:
    """A theme's term: where it was found, and whether it counts only near the field's words.

    Attributes
    ----------
    near : bool
        Counts only in a sentence that holds one of the lexicon's `near`.
    near_words : tuple of str
        Words of its own that stand in for those.
    """

    term: str
    source: str
    near: bool = False
    en: str | None = None
    near_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theme:
    """A named list of terms."""

    id: str
    name_zh: str
    name_en: str
    terms: tuple[Term, ...]
    focus: bool = False


class ThemeHit(NamedTuple):
    """One occurrence of a theme's term; `sentence` is the ordinal of its sentence."""

    theme: str
    term: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True)
class ThemeLexicon:
    """All themes of a study, ready to match.

    Attributes
    ----------
    themes : tuple of Theme
        In the order of the file.
    exclude : tuple of str
        Strings in which nothing is a hit (化学计量学).
    exclude_within : dict
        Term -> strings in which that term is no hit (计量法 in 计量法定).
    spellings : dict
        Spelling -> the one name under which an expression is counted. A spelling that is no term
        itself is matched all the same, for the theme of that name.
    near : tuple of str
        A generic term counts only in a sentence that holds one of these.
    version : str
    joiners : tuple of str
        What may stand in place of the 、 of a term: 碳达峰、碳中和 is 碳达峰与碳中和, and
        碳达峰碳中和. Without any, a term is matched as it is written.
    overlaps : str
        Which of two hits stands where they overlap; see :mod:`liangwen.lexicon.overlaps`.
    """

    themes: tuple[Theme, ...]
    exclude: tuple[str, ...] = ()
    exclude_within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    near: tuple[str, ...] = ()
    version: str = ""
    joiners: tuple[str, ...] = ()
    overlaps: str = LEFTMOST_LONGEST

    @cached_property
    def _own(self) -> dict[str, tuple[int, Term]]:
        return {
            term.term: (order, term) for order, theme in enumerate(self.themes)
            for term in theme.terms
        }  # fmt: skip

    @cached_property
    def _terms(self) -> dict[str, tuple[int, Term, str]]:
        """String -> its theme's place, its term, and the name it is counted under."""
        names = {string: self.spellings.get(string, string) for string in self._own}
        found = {string: (*own, names[string]) for string, own in self._own.items()}
        for spelling, name in self.spellings.items():
            if spelling not in found and name in self._own:
                found[spelling] = (*self._own[name], name)
        renamed: set[str] = set()
        for string in list(found):
            if string in renamed:
                continue
            for spelling in joined_spellings(string, self.joiners):
                if spelling not in found:
                    found[spelling] = found[string]
                elif spelling not in self.spellings:
                    found[spelling] = (*found[spelling][:2], found[string][2])
                    renamed.add(spelling)
        return found

    @cached_property
    def strings(self) -> frozenset[str]:
        """Everything that is looked for: terms, their spellings, joined or not."""
        return frozenset(self._terms)

    @cached_property
    def sources(self) -> dict[str, str]:
        """Name under which a term is counted -> where the lexicon has it from."""
        return {string: term.source for string, (_, term) in self._own.items()}

    @cached_property
    def _matcher(self) -> StringMatcher:
        return StringMatcher([*self._terms, *self.exclude])

    @cached_property
    def _struck(self) -> frozenset[str]:
        return frozenset(self.exclude)

    def match(self, text: str) -> list[ThemeHit]:
        """Return the hits of all themes in `text`, in order and without overlap.

        A place that a rule strikes out (an exclusion, a generic term far from its field) hides
        nothing: a shorter term inside it, or one that overlaps it, is looked at as if it were not
        there. What is left overlaps by the lexicon's rule `overlaps`.

        Examples
        --------
        >>> theme = Theme("quantum", "量子计量", "quantum metrology", (Term("量子计量", "seed"),))
        >>> ThemeLexicon((theme,)).match("布局量子计量基准。")
        [ThemeHit(theme='quantum', term='量子计量', start=2, end=6, sentence=0)]
        """
        starts = sentence_starts(text)
        orders: dict[Match, int] = {}
        for match in self._allowed(text):
            if self._is_near(match, text, starts):
                orders[match] = self._terms[match.string][0]
        return [
            ThemeHit(
                self.themes[orders[match]].id,
                self._terms[match.string][2],
                match.start,
                match.end,
                bisect_right(starts, match.start) - 1,
            )
            for match in choose(orders, rule=self.overlaps)
        ]

    def _allowed(self, text: str) -> Iterator[Match]:
        """Every occurrence of a term, overlapping ones too, that no exclusion strikes out."""
        found, struck = self._matcher.find_overlapping(text), self._struck
        excluded = choose({match: 0 for match in found if match.string in struck})
        starts, ends = [m.start for m in excluded], [m.end for m in excluded]
        for match in found:
            if match.string not in self._terms:
                continue
            around = excluded[bisect_right(ends, match.start) : bisect_left(starts, match.end)]
            if not _strikes(around, match) and not self._is_within(match, text):
                yield match

    def _is_within(self, match: Match, text: str) -> bool:
        for longer in self.exclude_within.get(match.string, ()):
            at = longer.find(match.string)
            while at >= 0:
                if match.start >= at and text.startswith(longer, match.start - at):
                    return True
                at = longer.find(match.string, at + 1)
        return False

    def _is_near(self, match: Match, text: str, starts: Sequence[int]) -> bool:
        term = self._terms[match.string][1]
        words = term.near_words or (self.near if term.near else ())
        if not words:
            return True
        sentence = bisect_right(starts, match.start)
        end = starts[sentence] if sentence < len(starts) else len(text)
        around = text[starts[sentence - 1] : match.start] + "\n" + text[match.end : end]
        return any(word in around for word in words)


def _strikes(excluded: list[Match], match: Match) -> bool:
    """An excluded string strikes out what overlaps it, but not a term that holds it whole."""
    return any(other.start < match.start or other.end > match.end for other in excluded)
