"""The lines of a text with what one look at them told, and the few that are worth a second."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .line_census import Census, census_of
from .line_forms import KIND_OF_FORM, UNTOLD

#: What nearly all lines of an article are: paragraphs and numbered items.
COMMON = frozenset({"prose", "heading"})


class Lines(NamedTuple):
    """The lines, the page's hints for them, and their census.

    Attributes
    ----------
    texts : list of str
    hints : list of str or None
        What the page's structure says of each line.
    hinted : list of int
        The lines that have a hint.
    census : Census
    """

    texts: list[str]
    hints: list[str | None]
    hinted: list[int]
    census: Census

    def doubtful(self, kinds: Sequence[str]) -> list[int]:
        """The lines that are not common, or have a hint, or are not what their form says."""
        forms, asked = self.census.forms, self.census.asked
        others = [
            i
            for i in np.flatnonzero((asked != 0) | (forms == UNTOLD)).tolist()
            if KIND_OF_FORM[forms[i]] != kinds[i]
        ]
        return sorted({*uncommon(kinds), *others, *self.hinted})


def lines_of(text: str, hints: Sequence[str | None] | None = None) -> Lines:
    """Part a text into its lines and look at each; hints that lack are None."""
    texts = text.split("\n")
    known = list(hints)[: len(texts)] if hints is not None else []
    hinted = [i for i, hint in enumerate(known) if hint is not None]
    return Lines(texts, known + [None] * (len(texts) - len(known)), hinted, census_of(text))


def uncommon(kinds: Sequence[str]) -> list[int]:
    """The numbers of the lines that are neither a paragraph nor an item."""
    return [i for i, kind in enumerate(kinds) if kind not in COMMON]
