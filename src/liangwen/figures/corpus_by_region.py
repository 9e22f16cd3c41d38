"""The corpus by region, year and kind: the overview of more articles than have a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from liangwen.findings.wording import compared

from .corpus_words import WORDS, length_bars, word
from .labels import region_labels
from .period_grid import with_periods
from .sheet import MARGIN, NO_VALUE, cell, label_column, new_figure, sheet, write
from .style import AMOUNT, GREY, add_axes, amounts, ink_on, page_width, text_width

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: At most so many columns of years and of kinds; more are put together.
YEARS, KINDS = 7, 6


def _year_groups(years: pd.Series, unknown: str) -> pd.Series:
    """Years as words; many years are put together in spans of equal length."""
    known = years.dropna().astype(int)
    if known.empty:
        return pd.Series(unknown, index=years.index)
    span = -(-(known.max() - known.min() + 1) // YEARS) if known.nunique() > YEARS else 1
    starts = known - (known - known.min()) % span
    named = starts.map(lambda y: str(y) if span == 1 else f"{y}–{y + span - 1}")
    return named.reindex(years.index).fillna(unknown)


def over_time(frame: pd.DataFrame) -> bool:
    """Whether articles have periods and no region to compare: a row is a period then."""
    if "period" not in frame or frame["period"].isna().all():
        return False
    return not len(compared(frame))


def _years(frame: pd.DataFrame) -> pd.Series:
    if "year" in frame:
        return pd.to_numeric(frame["year"], errors="coerce")
    return pd.to_numeric(frame["date"].astype("string").str.slice(0, 4), errors="coerce")


def by_region(frame: pd.DataFrame, language: str) -> Figure:
    """A row a region, or a period: characters, articles, and counts by year and kind."""
    words, size, step = WORDS[language], 7.5, 0.185
    periods = over_time(frame)
    if periods:
        frame = with_periods(frame.drop(columns=["region", "region_en"])).sort_values("region")
    years = _years(frame)
    kinds = frame["kind"].map(lambda kind: word(kind, language, words["unknown"]))
    kept = kinds.value_counts().sort_index().sort_values(ascending=False, kind="stable").index
    kinds = kinds.where(kinds.isin(kept[:KINDS] if len(kept) <= KINDS else kept[: KINDS - 1]),
                        words["others"])
    region = frame["region"].fillna("")
    order = list(dict.fromkeys(name for name in region if name)) + [""] * bool((region == "").any())
    # Heads of years stand upright; those of kinds do where a word is broader than its column.
    broad = any(text_width(str(kind), 7) > 0.55 for kind in kinds.unique())
    head = 0.9 if broad or not periods else 0.5
    by_kind = pd.crosstab(region, kinds).reindex(order)
    tables = {words["kind"]: by_kind[[k for k in [*kept, words["others"]] if k in by_kind]]}
    if not periods:
        by_year = pd.crosstab(region, _year_groups(years, words["no date"])).reindex(order)
        tables = {words["year"]: by_year, **tables}
    han, n = frame.groupby(region)["n_han"].sum(), region.value_counts()
    labels = region_labels(frame, language) | {"": words["no region"]}
    names, label_width = label_column([labels[name] for name in order], size, 1.65)
    start = MARGIN + label_width + 0.12
    figure = new_figure(head + step * len(order) + 0.02)
    axes = sheet(figure)
    middles = [head + (i + 0.5) * step for i in range(len(order))]
    # Without years there is room for longer bars.
    reach = 2.4 if periods else 1.0
    counts = start + reach + 0.32
    for name, key, y in zip(names, order, middles, strict=True):
        write(axes, MARGIN, y, name, size)
        write(axes, counts, y, f"{n[key]:,}", size, ha="right")
    for x, text in ((MARGIN, words["heads"][0]), (start, words["heads"][1])):
        text = words["period"] if periods and text == words["heads"][0] else text
        write(axes, x, head - 0.1, text, 7, color=GREY)
    write(axes, counts, head - 0.1, words["n"], 7, color=GREY, ha="right")
    left, columns = counts + 0.14, sum(table.shape[1] for table in tables.values())
    width = min((page_width() - MARGIN - left - 0.12) / columns, 0.6)
    for name, table in tables.items():
        write(axes, left, 0.08, name, 7.5, color=GREY)
        _counts(axes, table, left, head, width, step)
        left += width * table.shape[1] + 0.12
    bars = add_axes(figure, start, 0, reach, head + step * len(order) + 0.02)
    bars.set_ylim(head + step * len(order) + 0.02, 0)
    length_bars(bars, middles, [int(han[key]) for key in order], 7)
    return figure


def _counts(
    axes: Axes, table: pd.DataFrame, left: float, top: float, width: float, step: float
) -> None:
    """A table of counts on a sheet: the number in a cell as dark as it is large."""
    scale = amounts(float(table.to_numpy().max()))
    turned = any(text_width(str(column), 7) > width - 0.04 for column in table.columns)
    for j, column in enumerate(table.columns):
        write(axes, left + (j + 0.5) * width, top - 0.05, str(column), 7, color=GREY,
              ha="center", va="bottom", rotation=90 if turned else 0)
        for i, value in enumerate(table[column]):
            face = AMOUNT(scale(value)) if value else None
            cell(axes, left + j * width, top + i * step, width, step, face)
            write(axes, left + (j + 0.5) * width, top + (i + 0.5) * step,
                  f"{value:,}" if value else NO_VALUE, 7, ha="center",
                  color=ink_on(face) if value else GREY)
