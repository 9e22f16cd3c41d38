"""Readability by period: the mean of its articles with an interval that lets them differ."""

from __future__ import annotations

from typing import Any

import pandas as pd

from .compared import group_head, group_names, group_order, grouped, result_columns, tidy
from .periods import years
from .uncertainty import mean_across

#: The measures that are compared, in the order of the table.
MEASURES = (
    "sentence_characters", "clause_characters", "long_share", "mattr", "uncommon_share",
)  # fmt: skip
COLUMNS = ["region", "region_en", "measure", "articles", "mean", "low", "high", "interval"]
#: Each article's own values, for a figure's dots, in the result's ``attrs``.
TEXTS = "texts"


def readability_by_period(
    articles: pd.DataFrame, readability: pd.DataFrame, *, by: str = "period"
) -> pd.DataFrame:
    """Average each measure of readability over the articles of a period.

    Parameters
    ----------
    articles : DataFrame
        A corpus' articles.
    readability : DataFrame
        Of :func:`liangwen.readability.readability`, by article.
    by : str
        See :func:`liangwen.compared.grouped`.

    Returns
    -------
    DataFrame
        One row a measure of a period: measure, articles (that have it), mean (each article weighs
        the same), its 95 % interval (`interval`: "t", or "none" under three articles).
        ``attrs["texts"]`` holds a record an article: article_id, year and its measures.

    Notes
    -----
    When it misleads: kinds of text change with the years, and a speech has other sentences than a
    plan; how punctuation was set changed, too.
    """
    rows = grouped(articles, by=by)
    names = group_names(rows)
    own = readability.set_index("article_id").reindex(rows["article_id"])
    found: list[dict[str, Any]] = []
    for group in group_order(rows, by=by):
        part = own[(rows["group"] == group).to_numpy()]
        head = group_head(group, names, by=by)
        for measure in MEASURES:
            values = part[measure].dropna().to_numpy(float)
            found.append(
                head
                | {"measure": measure, "articles": len(values)}
                | dict(zip(("mean", "low", "high", "interval"), mean_across(values), strict=True))
            )
    frame = tidy(pd.DataFrame(found, columns=result_columns(by, COLUMNS)))
    year = years(articles).set_axis(articles["article_id"])
    told = own.reset_index()[["article_id", *MEASURES]]
    told["year"] = year.reindex(told["article_id"]).to_numpy()
    frame.attrs[TEXTS] = told.astype(object).where(told.notna(), None).to_dict("records")
    return frame
