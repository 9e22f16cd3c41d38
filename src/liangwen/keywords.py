"""Keywords: how often each region's texts use a term, and which terms set them apart."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from .compared import group_columns, result_columns, tidy
from .group_counts import count_in_groups
from .keyness import KEYNESS_COLUMNS, keyness
from .lookups import look_up, string_counts

__all__ = ["FREQUENCY_COLUMNS", "KEYNESS_COLUMNS", "keyness", "look_up", "term_frequencies"]

FREQUENCY_COLUMNS = [
    "region", "region_en", "term", "count", "string_count", "per_10k", "articles", "dpnorm", "rank",
]  # fmt: skip


def term_frequencies(
    articles: pd.DataFrame,
    term_counts: pd.DataFrame,
    *,
    by: str = "region",
    stop_words: Collection[str] = (),
    minimum_count: int = 3,
    minimum_length: int = 2,
) -> pd.DataFrame:
    """Count terms by region, or by any other grouping.

    Parameters
    ----------
    articles, term_counts : DataFrame
        A corpus' frames: one row an article, one row a term of an article.
    by : str
        "region", "source", "kind", "year", "article" or a column of the articles.
    stop_words : collection of str
        Terms left out; they still count in the denominator.
    minimum_count : int
        Fewest occurrences in all compared texts together. For rarer ones see
        :func:`liangwen.lookups.look_up`.
    minimum_length : int
        Fewest characters of a term.

    Returns
    -------
    DataFrame
        One row a term of a group that holds it, as a token or as a string: the group (for regions
        region and region_en), count (tokens), string_count (plain occurrences of the string in the
        clean texts), per_10k (per 10,000 tokens, punctuation not counted), articles (of the group
        that hold the token), dpnorm (dispersion over all compared articles, 0 even to 1 uneven,
        null with one article), rank (1 = most frequent in the group).

    Notes
    -----
    When it misleads: `count` depends on the user dictionary, since a longer word swallows the
    shorter; that is why `string_count` stands beside it. With five parts dispersion is coarse.
    """
    found = count_in_groups(
        articles,
        term_counts,
        by=by,
        stop_words=stop_words,
        minimum_count=minimum_count,
        minimum_length=minimum_length,
    )
    columns = result_columns(by, FREQUENCY_COLUMNS)
    if not found.terms:
        return pd.DataFrame(columns=columns)
    counts, holding, spread = found.by_group(), found.holding(), found.dispersion()
    terms, sizes, names = np.array(found.terms, dtype=object), found.sizes, found.names
    texts = found.articles.groupby("group", sort=False)["text"].agg("\n".join)
    strings = string_counts([texts[group] for group in found.order], found.terms)
    tables = []
    for i, group in enumerate(found.order):
        count, string = counts[:, i], strings[:, i]
        # Terms are sorted, so that their position breaks ties as their names would.
        best = np.lexsort((np.arange(len(terms)), -string, -count))
        best = best[(count[best] > 0) | (string[best] > 0)]
        table = pd.DataFrame(
            {
                "term": terms[best],
                "count": count[best],
                "string_count": string[best],
                "per_10k": 1e4 * count[best].astype(float) / sizes[i],
                "articles": holding[best, i],
                "dpnorm": spread[best],
            }
        )
        table["rank"] = table["count"].rank(method="min", ascending=False).astype(int)
        for name, value in zip(group_columns(by), (group, names[group]), strict=False):
            table[name] = value
        tables.append(table)
    return tidy(pd.concat(tables))[columns]
