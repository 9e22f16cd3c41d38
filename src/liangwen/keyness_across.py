"""Keyness with articles that differ: which terms set the texts of a period apart from the rest."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from .compared import cautions, group_head, result_columns, tidy
from .group_counts import GroupCounts, count_in_groups
from .keyness import keyness
from .term_uncertainty import compare_terms, term_verdicts

ACROSS_COLUMNS = [
    "region", "region_en", "term", "count", "reference_count", "per_10k", "reference_per_10k",
    "log_ratio", "log_ratio_low", "log_ratio_high", "interval", "p", "q", "verdict", "lrc",
    "articles", "group_articles", "reference_articles", "dpnorm", "caution",
]  # fmt: skip


def keyness_across(
    articles: pd.DataFrame,
    term_counts: pd.DataFrame,
    *,
    by: str = "period",
    stop_words: Collection[str] = (),
    minimum_count: int = 3,
    minimum_length: int = 2,
) -> pd.DataFrame:
    """Compare each group's texts with all others', term by term, letting the articles differ.

    Parameters
    ----------
    articles, term_counts, by, stop_words, minimum_count, minimum_length
        As for :func:`liangwen.keyness.keyness`.

    Returns
    -------
    DataFrame
        One row a term of a group, best first: count, reference_count and their rates per 10,000
        tokens, log_ratio (log2, +0.5 in each cell) with the interval that the articles allow
        (`interval`: "log-t", "articles", "exact" for a group of one article, "none": see
        :func:`liangwen.term_uncertainty.compare_terms`), p, q and verdict
        (:func:`liangwen.term_uncertainty.term_verdicts`), lrc as in `keyness`, articles (of the
        group that hold the term), group_articles (all of the group), reference_articles (of the
        others that hold it), dpnorm, caution. Verdicts that may be spoken of come first, then by
        the size of the LRC. Empty with fewer than two groups.

    Notes
    -----
    When it misleads: as keyness, with what kinds and occasions change from group to group. Terms
    of one long article rank high by LRC; the verdict does not take them for the group's.
    """
    columns = result_columns(by, ACROSS_COLUMNS)
    options: dict[str, Any] = {"stop_words": stop_words, "minimum_count": minimum_count,
               "minimum_length": minimum_length}  # fmt: skip
    pooled = keyness(articles, term_counts, by=by, **options)
    if pooled.empty:
        return pd.DataFrame(columns=columns)
    found = count_in_groups(articles, term_counts, by=by, **options)
    key = result_columns(by, ["term"])[0]
    parts = []
    for name in found.order:
        table = _compared(found, name, pooled[pooled[key] == name])
        for column, value in group_head(name, found.names, by=by).items():
            table[column] = value
        parts.append(table)
    told = term_verdicts(pd.concat(parts, ignore_index=True))
    return _in_order(told, key, found.order, cautions(found.articles, by=by))[columns]


def _compared(found: GroupCounts, name: object, pooled: pd.DataFrame) -> pd.DataFrame:
    """A group's terms with the interval across its articles, or the pooled one of a single one."""
    own = (found.articles["group"] == name).to_numpy()
    sizes = found.articles["n_tokens"].to_numpy(float)
    wide = np.zeros((len(found.terms), len(sizes)))
    wide[found.term, found.article] = found.count
    told = pooled.drop(columns=["q", "g2", "bic"]).set_index("term")
    expected = wide.sum(axis=1) * sizes[own].sum() / sizes.sum()
    told = told.assign(expected=pd.Series(expected, found.terms).reindex(told.index))
    told["group_articles"] = int(own.sum())
    if own.sum() == 1:
        return told.assign(interval="exact").reset_index()
    across = compare_terms(wide, sizes, own).set_index(pd.Index(found.terms))
    for column in across.columns:
        told[column] = across[column].reindex(told.index)
    return told.reset_index()


def _in_order(
    told: pd.DataFrame, key: str, order: list[object], notes: dict[object, str]
) -> pd.DataFrame:
    """Groups in their order; in each what may be spoken of first, then the largest |LRC|."""
    place = {name: number for number, name in enumerate(order)}
    ranked = told.assign(
        caution=told[key].map(notes),
        _group=told[key].map(place),
        _silent=~told["verdict"].isin(["distinctive", "in this text"]),
        _lrc=-told["lrc"].abs().round(9),
        _size=-told["log_ratio"].abs().round(9),
    )
    ranked = ranked.sort_values(["_group", "_silent", "_lrc", "_size", "term"], kind="stable")
    return tidy(ranked)
