"""Which articles are compared by region, and how a table's numbers are made fit to print."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from .regions import NATIONAL

#: Significant digits of every number in a table: enough for any reader, and few enough that
#: processors which differ in the last bit of a double still write the same bytes.
DIGITS = 6
#: Under so many articles a region carries a visible caution.
FEW_ARTICLES = 5


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
        rounded[name] = [significant(float(value)) for value in rounded[name]]
    return rounded


def cautions(articles: pd.DataFrame) -> dict[str, str]:
    """Map each region to what speaks against reading its texts as the region's voice.

    Codes, joined by ;: "single article", "few articles",
    "subject is a national document", "event only".
    """
    found: dict[str, str] = {}
    for region, rows in by_region(articles).groupby("region", sort=False):
        codes = ["single article"] if len(rows) == 1 else []
        if 1 < len(rows) < FEW_ARTICLES:
            codes.append("few articles")
        scopes = set(rows["scope"].dropna())
        if scopes == {"national document"}:
            codes.append("subject is a national document")
        if scopes == {"event"}:
            codes.append("event only")
        found[str(region)] = ";".join(codes)
    return found


def counts_matrix(
    rows: pd.DataFrame, index: list[str], columns: list[str], *, of: tuple[str, str], value: str
) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Spread a long table into a matrix (index × columns), missing cells 0."""
    wide = rows.pivot_table(index=of[0], columns=of[1], values=value, aggfunc="sum", fill_value=0)
    return wide.reindex(index=index, columns=columns, fill_value=0).to_numpy(dtype=float)
