"""The panel: region × year × theme with official codes, for statistical packages."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from .compared import LEFT_OUT, by_region, tidy
from .lexicon import Theme
from .periods import years

if TYPE_CHECKING:
    from .regions import Gazetteer

_log = logging.getLogger(__name__)

PANEL_COLUMNS = [
    "region", "region_en", "codes", "year", "theme", "theme_en", "hits", "han", "tokens",
    "sentences", "per_10k", "theme_zh", "articles",
]  # fmt: skip
_COUNTS = ["hits", "han", "tokens", "sentences"]


def panel(
    articles: pd.DataFrame,
    theme_hits: pd.DataFrame,
    themes: Sequence[Theme],
    gazetteer: Gazetteer,
    *,
    balanced: bool = False,
) -> pd.DataFrame:
    """Lay out region × year × theme.

    Parameters
    ----------
    articles, theme_hits : DataFrame
        A corpus' frames.
    themes : sequence of Theme
    gazetteer : Gazetteer
        Knows the regions' codes and English names.
    balanced : bool
        Give every region every year from the first to the last, also those without a text.

    Returns
    -------
    DataFrame
        One row a theme of a region's texts of one year: region, region_en, codes (GB/T 2260,
        joined by ; for a joint unit), year (null where no date is known), theme, theme_en, hits,
        han, tokens, sentences, per_10k, theme_zh, articles. Balanced: a region's year without a
        text has 0 articles, and null (not 0) in all counts and in per_10k; articles without a date
        are left out, and ``attrs["left_out"]`` says how many.

    Notes
    -----
    When it misleads: a null means that no text was collected, not that nothing was said; a
    balanced panel whose nulls are filled with zeros is wrong. Articles of a joint unit
    (四川·重庆) belong to the unit and to neither member, so that nothing is counted twice.
    """
    rows = by_region(articles.assign(year=years(articles)))
    undated = int(rows["year"].isna().sum()) if balanced else 0
    if undated:
        rows = rows[rows["year"].notna()].reset_index(drop=True)
    cells = rows.groupby(["region", "year"], dropna=False, sort=False).agg(
        han=("n_han", "sum"), tokens=("n_tokens", "sum"), sentences=("n_sentences", "sum"),
        articles=("article_id", "size"),
    ).reset_index()  # fmt: skip
    if balanced:
        cells = _balanced(cells)
    frame = cells.merge(_names(themes), how="cross")
    frame = frame.merge(_hits(rows, theme_hits), on=["region", "year", "theme"], how="left")
    with_text = frame["articles"] > 0
    frame["hits"] = frame["hits"].fillna(0).where(with_text)
    for name in _COUNTS:
        frame[name] = frame[name].astype("Int64" if balanced else "int64")
    frame["per_10k"] = 1e4 * frame["hits"].astype(float) / frame["han"].astype(float)
    frame["region_en"] = [gazetteer.english(region) for region in frame["region"]]
    frame["codes"] = [gazetteer.codes(region) for region in frame["region"]]
    frame = tidy(frame[PANEL_COLUMNS])
    frame.attrs[LEFT_OUT] = _left_out(undated)
    return frame


def _names(themes: Sequence[Theme]) -> pd.DataFrame:
    return pd.DataFrame(
        [(theme.id, theme.name_en, theme.name_zh) for theme in themes],
        columns=["theme", "theme_en", "theme_zh"],
    )


def _hits(rows: pd.DataFrame, theme_hits: pd.DataFrame) -> pd.DataFrame:
    merged = theme_hits[["article_id", "theme"]].merge(
        rows[["article_id", "region", "year"]], on="article_id"
    )
    counted = merged.groupby(["region", "year", "theme"], dropna=False, sort=False).size()
    return counted.rename("hits").reset_index()


def _balanced(cells: pd.DataFrame) -> pd.DataFrame:
    """Give each region a row for every year, in order; what no text gives is null."""
    if cells.empty:
        return cells
    regions = list(dict.fromkeys(cells["region"]))
    years = range(int(cells["year"].min()), int(cells["year"].max()) + 1)
    whole = pd.MultiIndex.from_product([regions, years], names=["region", "year"])
    filled = cells.set_index(["region", "year"]).astype("Int64").reindex(whole).reset_index()
    filled["year"] = filled["year"].astype("Int64")
    filled["articles"] = filled["articles"].fillna(0).astype("int64")
    return filled


def _left_out(undated: int) -> str:
    if not undated:
        return ""
    many = undated != 1
    said = (
        f"{undated} article{'s have' if many else ' has'} no date and "
        f"{'are' if many else 'is'} left out of the balanced panel."
    )
    _log.warning(said)
    return said
