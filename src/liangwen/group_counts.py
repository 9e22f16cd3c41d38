"""Counts of terms in groups of articles: what keywords, keyness and n-grams are measured from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .compared import group_names, group_order, grouped
from .measures.dispersion import dp_norm
from .textunits import HAN

Whole = NDArray[np.int64]
#: Terms whose dispersion is computed at once: a table of so many rows and a column an article.
_AT_ONCE = 2000


@dataclass(frozen=True)
class GroupCounts:
    """How often terms stand in the articles of each group.

    Attributes
    ----------
    articles : DataFrame
        The compared articles with their group, see :func:`liangwen.compared.grouped`.
    order, names : list, dict
        The groups in order, and their English names.
    terms : list of str
        Sorted.
    term, article, count : ndarray
        Position of the term, position of the article, occurrences: one each a term of an article.
    """

    articles: pd.DataFrame
    order: list[Any]
    names: dict[Any, str]
    terms: list[str]
    term: Whole
    article: Whole
    count: Whole

    @property
    def group(self) -> Whole:
        """Position of each article's group in `order`."""
        number = {group: i for i, group in enumerate(self.order)}
        return np.array([number[group] for group in self.articles["group"]], dtype=np.int64)

    @property
    def sizes(self) -> Whole:
        """Tokens of each group, punctuation not counted."""
        tokens = self.articles["n_tokens"].to_numpy(np.int64)
        return np.bincount(self.group, weights=tokens, minlength=len(self.order)).astype(np.int64)

    def by_group(self) -> Whole:
        """Occurrences, terms down and groups across."""
        return self._spread(self.count)

    def holding(self) -> Whole:
        """Articles that hold the term, terms down and groups across."""
        return self._spread(np.ones_like(self.count))

    def _spread(self, weights: Whole) -> Whole:
        cell = self.term * len(self.order) + self.group[self.article]
        shape = (len(self.terms), len(self.order))
        flat = np.bincount(cell, weights=weights, minlength=shape[0] * shape[1])
        return flat.reshape(shape).astype(np.int64)

    def dispersion(self) -> NDArray[np.float64]:
        """DPnorm of each term over all articles; NaN with one article."""
        found = np.full(len(self.terms), np.nan)
        sizes = self.articles["n_tokens"].to_numpy(float)
        # An article without a word is no part that a term could be spread over.
        worded = sizes > 0
        if worded.sum() < 2:
            return found
        order = np.argsort(self.term, kind="stable")
        begins = np.arange(0, len(self.terms) + _AT_ONCE, _AT_ONCE)
        edges = np.searchsorted(self.term[order], begins)
        for part, (first, last) in enumerate(pairwise(edges)):
            own, begin = order[first:last], part * _AT_ONCE
            wide = np.zeros((min(_AT_ONCE, len(self.terms) - begin), len(sizes)))
            wide[self.term[own] - begin, self.article[own]] = self.count[own]
            found[begin : begin + len(wide)] = dp_norm(wide[:, worded], sizes[worded])
        return found


def count_in_groups(
    articles: pd.DataFrame,
    term_counts: pd.DataFrame,
    *,
    by: str = "region",
    stop_words: Collection[str] = (),
    minimum_count: int = 1,
    minimum_length: int = 1,
    only: Collection[Any] | None = None,
    any_script: bool = False,
) -> GroupCounts:
    """Count the terms that stand often enough in the compared articles.

    Parameters
    ----------
    articles, term_counts : DataFrame
        A corpus' frames: one row an article, one row a term of an article.
    by : str
        See :func:`liangwen.compared.grouped`.
    stop_words : collection of str
        Terms left out.
    minimum_count, minimum_length : int
        Fewest occurrences in all these articles together, and fewest characters, of a term.
    only : collection, optional
        Take the articles of these groups only.
    any_script : bool
        Keep terms without any Chinese character (numbers, abbreviations), too.
    """
    rows = grouped(articles, by=by)
    if only is not None:
        rows = rows[rows["group"].isin(list(only))].reset_index(drop=True)

    def wanted(terms: Sequence[str], totals: Whole) -> list[bool]:
        return [
            total >= minimum_count
            and len(term) >= minimum_length
            and term not in stop_words
            and (any_script or HAN.search(term) is not None)
            for term, total in zip(terms, totals.tolist(), strict=True)
        ]

    return _counted(rows, term_counts, by, wanted)


def _counted(
    rows: pd.DataFrame,
    term_counts: pd.DataFrame,
    by: str,
    wanted: Callable[[Sequence[str], Whole], list[bool]],
) -> GroupCounts:
    number = {name: i for i, name in enumerate(rows["article_id"])}
    own = term_counts[term_counts["article_id"].isin(number)]
    article = own["article_id"].map(number).to_numpy(np.int64)
    term, terms = pd.factorize(own["term"], sort=True)
    count = own["count"].to_numpy(np.int64)
    totals = np.bincount(term, weights=count, minlength=len(terms)).astype(np.int64)
    kept = np.array(wanted(list(terms), totals), dtype=bool)
    new = np.cumsum(kept) - 1
    held = kept[term] if len(terms) else np.zeros(len(own), dtype=bool)
    return GroupCounts(
        rows,
        group_order(rows, by=by),
        group_names(rows),
        [str(name) for name in terms[kept]],
        new[term[held]].astype(np.int64),
        article[held],
        count[held],
    )
