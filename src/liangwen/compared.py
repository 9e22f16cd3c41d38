"""Which articles are compared, in which groups, and how a table's numbers are made fit to print."""

from __future__ import annotations

import logging
import math
from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from .errors import LiangwenError
from .periods import first_year, period_values, years
from .regions import NATIONAL

_log = logging.getLogger(__name__)

#: Significant digits of every number in a table: enough for any reader, and few enough that
#: processors which differ in the last bit of a double still write the same bytes.
DIGITS = 6
#: Under so many articles a region carries a visible caution.
FEW_ARTICLES = 5


#: Groupings whose name is not that of the articles' column.
_COLUMN_OF = {"article": "article_id"}
#: Groupings by time, and how many years each holds.
LENGTH_OF = {"year": 1, "decade": 10}
#: The sentence that names the articles which no group holds, in a result's ``attrs``.
LEFT_OUT = "left_out"


def grouped(articles: pd.DataFrame, *, by: str = "region") -> pd.DataFrame:
    """Return the articles that a grouping compares, each with its group.

    Parameters
    ----------
    articles : DataFrame
        A corpus' articles.
    by : str
        "region" (全国 is none), "year" and "decade" (see :func:`liangwen.periods.years`),
        "period" (as a column of that name says, else by the rule of
        :func:`liangwen.periods.choose`), "source", "kind", "article", or any column of `articles`
        that holds single values.

    Returns
    -------
    DataFrame
        One row an article that has a value: its columns, and `group` and `group_en` (the English
        name of a region, the first year of a period, else the group's own). The rows stand in the
        order of the input.
        ``attrs["left_out"]`` names the articles without a value in a sentence, "" for none.

    Raises
    ------
    LiangwenError
        For a column that is not there, or holds lists.

    Notes
    -----
    When it misleads: articles without a value are in no group, and so not in "the rest" either;
    a comparison by year or source is one of regions, too, where each has its own.
    """
    values = group_values(articles, by=by)
    held = values.notna()
    if by == "region":
        held &= values != NATIONAL
    rows = articles[held].reset_index(drop=True)
    rows["group"] = values[held].to_numpy()
    rows["group_en"] = _second_names(rows, by)
    rows.attrs[LEFT_OUT] = _left_out(articles.loc[~held, "article_id"].tolist(), by)
    return rows


def group_values(articles: pd.DataFrame, *, by: str = "region") -> pd.Series:
    """Return each article's group, missing where it has none; 全国 is kept.

    Raises
    ------
    LiangwenError
        For a column that is not there, or holds lists.
    """
    if by in {"year", "decade"}:
        return years(articles) // LENGTH_OF[by] * LENGTH_OF[by]
    if by == "period" and "period" not in articles.columns:
        return period_values(articles)
    column = _COLUMN_OF.get(by, by)
    if column not in articles.columns:
        known = ", ".join(["year", "decade", "period", "article", *articles.columns])
        raise LiangwenError(f"The articles have no {by!r} to group by; there are: {known}.")
    values = articles[column]
    if not all(isinstance(value, Hashable) for value in values):
        raise LiangwenError(
            f"{by!r} holds lists, and an article would stand in several groups; "
            "make a column with one value an article."
        )
    # An empty cell of a hand-made column is no group of its own.
    return values.where(values.astype(str).str.strip() != "")


def _left_out(names: Sequence[str], by: str) -> str:
    if not names:
        return ""
    many = len(names) != 1
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    said = (
        f"{len(names)} article{'s have' if many else ' has'} no {by} and "
        f"{'are' if many else 'is'} left out: {shown}."
    )
    # Which articles have no region or date stands in the table of articles and in the report.
    _log.log(logging.INFO if by in {"region", "period"} else logging.WARNING, said)
    return said


def _second_names(rows: pd.DataFrame, by: str) -> pd.Series:
    if by == "region":
        return rows["region_en"]
    if by == "period":
        return rows["group"].map(first_year)
    return rows["group"].astype(str)


def group_order(rows: pd.DataFrame, *, by: str = "region") -> list[Any]:
    """Return the groups of `grouped` rows in the order in which tables list them.

    Regions (by code, as atlases do) and articles in the order of the articles, periods, numbers
    and dates ascending, other names by their number of articles, then by name.
    """
    groups = list(dict.fromkeys(rows["group"]))
    if by == "period":
        return sorted(groups)
    if by in {"region", "article", "article_id"}:
        return groups
    if len({type(group) for group in groups}) > 1:
        return sorted(groups, key=str)
    if not all(isinstance(group, str) for group in groups):
        return sorted(groups)
    size = rows["group"].value_counts()
    return sorted(groups, key=lambda group: (-int(size[group]), group))


def group_names(rows: pd.DataFrame) -> dict[Any, str]:
    """Map each group of `grouped` rows to its English name (its own where it has no other)."""
    return dict(zip(rows["group"], rows["group_en"], strict=True))


def group_columns(by: str = "region") -> list[str]:
    """Return the names of a result's first columns.

    Examples
    --------
    >>> group_columns("region"), group_columns("period"), group_columns("article")
    (['region', 'region_en'], ['period', 'year'], ['article_id'])
    """
    if by == "period":
        return ["period", "year"]
    return ["region", "region_en"] if by == "region" else [_COLUMN_OF.get(by, by)]


def result_columns(by: str, columns: Sequence[str]) -> list[str]:
    """Return a table's columns with the grouping's own in the place of region and region_en.

    Raises
    ------
    LiangwenError
        If the grouping bears the name of another column.
    """
    others = [name for name in columns if name not in {"region", "region_en"}]
    head = group_columns(by)
    if clash := sorted(set(head) & set(others)):
        raise LiangwenError(
            f"The table has a column {clash[0]!r} of its own; give the articles' column another "
            "name and group by that."
        )
    return [*head, *others]


def group_head(group: Any, names: dict[Any, str], *, by: str = "region") -> dict[str, Any]:
    """Return the first cells of a group's row: its name, of a region in both languages."""
    return dict(zip(group_columns(by), (group, names[group]), strict=False))


def by_region(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the articles that belong to a compared region: with one, and not 全国.

    One row an article, in the order of the input.
    """
    kept = articles[articles["region"].notna() & (articles["region"] != NATIONAL)]
    return kept.reset_index(drop=True)


def region_order(articles: pd.DataFrame) -> list[str]:
    """Return the compared regions in the order of the articles: by code, as atlases list them."""
    return list(dict.fromkeys(by_region(articles)["region"]))


def region_names(articles: pd.DataFrame) -> dict[str, str]:
    """Map each compared region to its English name."""
    rows = by_region(articles)
    return dict(zip(rows["region"], rows["region_en"], strict=True))


def significant(value: float, digits: int = DIGITS) -> float:
    """Round to significant digits; zero, infinities and NaN stay; −0 becomes 0.

    Examples
    --------
    >>> significant(0.000123456789), significant(-0.0), significant(1234567.8)
    (0.000123457, 0.0, 1234570.0)
    """
    if not math.isfinite(value) or value == 0:
        return 0.0 if value == 0 else value
    return float(f"{value:.{digits - 1}e}") + 0.0


def tidy(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a copy with all floating-point columns rounded to `DIGITS` significant digits."""
    rounded = frame.reset_index(drop=True).copy()
    for name in rounded.select_dtypes("floating").columns:
        values = rounded[name].to_numpy(float)
        # Counts repeat, and so do the measures made of them: round each value once.
        different, where = np.unique(values, return_inverse=True)
        if len(different) < len(values):
            rounded[name] = np.array([significant(float(value)) for value in different])[where]
        else:
            rounded[name] = [significant(float(value)) for value in values]
    return rounded


def cautions(articles: pd.DataFrame, *, by: str = "region") -> dict[Any, str]:
    """Map each group to what speaks against reading its texts as the group's voice.

    Codes, joined by ;: "single article" (an interval is of chance within this text only),
    "few articles", "subject is a national document", "event only".
    """
    found: dict[Any, str] = {}
    for group, rows in grouped(articles, by=by).groupby("group", sort=False):
        codes = ["single article"] if len(rows) == 1 else []
        if 1 < len(rows) < FEW_ARTICLES:
            codes.append("few articles")
        scopes = set(rows["scope"].dropna())
        if scopes == {"national document"}:
            codes.append("subject is a national document")
        if scopes == {"event"}:
            codes.append("event only")
        found[group] = ";".join(codes)
    return found


def counts_matrix(
    rows: pd.DataFrame, index: list[str], columns: list[str], *, of: tuple[str, str], value: str
) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Spread a long table into a matrix (index × columns), missing cells 0."""
    wide = rows.pivot_table(index=of[0], columns=of[1], values=value, aggfunc="sum", fill_value=0)
    return wide.reindex(index=index, columns=columns, fill_value=0).to_numpy(dtype=float)
