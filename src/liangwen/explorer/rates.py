"""How often something stands in the texts of each group, with the interval that they allow."""

from __future__ import annotations

import numpy as np
import pandas as pd

from liangwen.compared import tidy
from liangwen.uncertainty import pooled_rate

from .groups import Grouping

COLUMNS = [
    "group", "hits", "size", "per_10k", "low", "high", "interval", "articles", "articles_with_hits",
]  # fmt: skip


def rates(places: pd.DataFrame, articles: pd.DataFrame, groups: Grouping, *, unit: str
          ) -> pd.DataFrame:  # fmt: skip
    """Count places by group.

    Parameters
    ----------
    places : DataFrame
        One row a place, with article_id.
    articles : DataFrame
        The compared articles.
    groups : Grouping
    unit : str
        The column of `articles` that the rate is per 10,000 of: "n_han" or "n_tokens".

    Returns
    -------
    DataFrame
        One row a group, those without a hit included: hits, size, per_10k with the ends and the
        form of its 95 % interval (see :func:`liangwen.uncertainty.pooled_rate`), articles,
        articles_with_hits. A group without a countable character has no rate.

    Notes
    -----
    When it misleads: the interval of a single article is of chance within this text only.
    """
    count = places["article_id"].value_counts()
    size = dict(zip(articles["article_id"], articles[unit], strict=True))
    rows = []
    for group in groups.order:
        names = groups.articles(group)
        hits = np.array([int(count.get(name, 0)) for name in names], dtype=float)
        sizes = np.array([float(size[name]) for name in names])
        held = sizes > 0
        found = (
            tuple(pooled_rate(hits[held], sizes[held])) if held.any()
            else (np.nan, np.nan, np.nan, "none")
        )  # fmt: skip
        rows.append(
            (group, int(hits.sum()), int(sizes.sum()), *found, len(names), int((hits > 0).sum()))
        )
    return tidy(pd.DataFrame(rows, columns=COLUMNS))
