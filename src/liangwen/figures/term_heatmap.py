"""Terms by region, in occurrences per 10,000 tokens, with the number in each cell.

Up to `COLUMNS` regions stand in columns and the terms in rows. More regions become rows, and the
terms narrow columns whose Chinese heads are set from top to bottom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import PowerNorm

from .areas import lead_to
from .labels import fitted, region_labels
from .sheet import MARGIN, NO_VALUE, cell, label_column, new_figure, sheet, shortened, write
from .style import (
    AMOUNT,
    GREY,
    INK,
    NothingToDraw,
    check_language,
    footnote,
    headline,
    ink_on,
    need,
    page_width,
    text_width,
)
from .term_frequencies import articles_words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

COLUMNS = 8

WORDS = {
    "en": {
        "title": "The {top} most frequent terms of all texts, by region",
        "subtitle": "Occurrences per 10,000 tokens (small: number of occurrences)",
        "subtitle_rows": "Occurrences per 10,000 tokens",
        "empty": "{dash} the term does not occur. ",
        "note": "Terms by their number in all texts together; a "
                "long text weighs more in that choice. ",
        "root": "The colour grows with the square root of the rate. ",
    },
    "zh": {
        "title": "全部文本中出现最多的{top}个词在各地区的频率",
        "subtitle": "每万词出现次数（小字为出现次数）",
        "subtitle_rows": "每万词出现次数",
        "empty": "{dash} 表示没有出现。",
        "note": "词按全部文本合计次数选取，长文本在其中分量较重。",
        "root": "颜色深浅按频率的平方根。",
    },
}


def plot_term_heatmap(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    top: int = 20,
    articles: int | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
) -> Figure:
    """Draw how often the most frequent terms occur in each region's texts.

    Parameters
    ----------
    frame : term_frequencies, whole: a row a region and term, with region, region_en, term, count,
        per_10k, articles; a pair that has no row counts as no occurrence
    language : "en" or "zh"
    top : number of terms, chosen by their count in all regions
    articles : number of articles counted; else as many as the frame shows
    title, subtitle, note : words of your own instead of the computed ones

    Returns
    -------
    A figure with a cell a term and region.

    Notes
    -----
    Rates of texts of a few hundred words jump: one more occurrence among 700 tokens is 14 per
    10,000. The small count says how much a cell rests on.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "region": ["广东", "天津"], "region_en": ["Guangdong", "Tianjin"],
    ...     "term": ["计量", "民生"], "count": [117, 5], "per_10k": [590.0, 39.6],
    ...     "articles": [1, 1]})
    >>> [text.get_text() for text in plot_term_heatmap(frame).axes[0].texts][-4:]
    ['民生', '–', '40', '5']
    """
    check_language(language)
    frame = need(frame, ("region", "term", "count", "per_10k"), "term_frequencies")
    words, labels = WORDS[language], region_labels(frame, language)
    counts, rates = _tables(frame, list(labels), top)
    narrow = len(labels) > COLUMNS
    figure = (_rows if narrow else _columns)(counts, rates, labels)
    headline(figure, title or words["title"].format(top=len(counts)),
             subtitle or words["subtitle_rows" if narrow else "subtitle"])
    root = words["root"] if _scale(rates).gamma < 1 else ""
    empty = words["empty"].format(dash=NO_VALUE) if (counts == 0).any(axis=None) else ""
    footnote(figure, note or empty + words["note"] + root
             + articles_words(frame, articles, language))
    return figure


def _tables(
    frame: pd.DataFrame, regions: list[str], top: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Counts and rates of the chosen terms: a row a term, a column a region, zero where none."""
    totals = frame.groupby("term")["count"].sum().reset_index()
    totals = totals[totals["count"] > 0].sort_values(["count", "term"], ascending=[False, True])
    if totals.empty:
        raise NothingToDraw("No term occurs in any text, so there is no table of terms by region.")
    chosen = list(totals["term"].head(top))
    part = frame[frame["term"].isin(chosen)]
    counts, rates = (
        part.pivot_table(index="term", columns="region", values=value, aggfunc="sum", fill_value=0)
        .reindex(index=chosen, columns=regions, fill_value=0)
        for value in ("count", "per_10k")
    )
    return counts.astype(int), rates


def rate_words(rate: float) -> str:
    """A rate in a cell: whole, with one decimal below 10, and never 0 for something.

    Examples
    --------
    >>> [rate_words(rate) for rate in (590.2, 9.96, 3.14, 0.02)]
    ['590', '10', '3.1', '<0.1']
    """
    if rate < 0.05:
        return "<0.1"
    return f"{rate:.1f}" if rate < 9.95 else f"{rate:.0f}"


def _scale(rates: pd.DataFrame) -> PowerNorm:
    """A scale from zero; bent where one rate (计量) would leave all others at its pale end."""
    values = rates.to_numpy()
    top, middle = float(values.max()), float(np.median(values[values > 0]))
    return PowerNorm(0.5 if top > 5 * middle else 1.0, 0.0, top)


def _columns(counts: pd.DataFrame, rates: pd.DataFrame, labels: dict[str, str]) -> Figure:
    """Terms in rows, regions in columns, the count small in the corner of the cell."""
    terms, left = label_column([shortened(term, 1.5, 9) for term in counts.index], 9, 1.5)
    left += MARGIN + 0.1
    width = min((page_width() - MARGIN - left) / len(labels), 1.3)
    heads = [fitted(label, width - 0.06, 8) for label in labels.values()]
    head = 0.155 * max(text.count("\n") + 1 for text in heads) + 0.08
    step, scale = 0.235, _scale(rates)
    figure = new_figure(head + step * len(terms) + 0.03)
    axes = sheet(figure)
    for column, text in enumerate(heads):
        write(axes, left + (column + 0.5) * width, head - 0.06, text, 8, ha="center", va="bottom")
    hits, levels = counts.to_numpy(), rates.to_numpy()
    for row, term in enumerate(terms):
        middle = head + (row + 0.5) * step
        write(axes, left - 0.08, middle, term, 9, ha="right")
        for column, (count, rate) in enumerate(zip(hits[row], levels[row], strict=True)):
            face = AMOUNT(scale(rate)) if count else None
            place = cell(axes, left + column * width, head + row * step, width, step, face)
            lead_to(place, "term", counts.columns[column], term)
            x = left + (column + 0.5) * width
            if not count:
                write(axes, x, middle, NO_VALUE, 8.5, ha="center", color=GREY)
                continue
            write(axes, x, middle, rate_words(rate), 8.5, ha="center", color=ink_on(face))
            write(axes, left + (column + 1) * width - 0.04, middle + 0.03, f"{count:,}", 7,
                  ha="right", color=ink_on(face), alpha=0.75)
    return figure


def _rows(counts: pd.DataFrame, rates: pd.DataFrame, labels: dict[str, str]) -> Figure:
    """Regions in rows, terms in narrow columns under upright heads."""
    size, step, scale = 7.5, 0.185, _scale(rates)
    names, left = label_column(list(labels.values()), size, 1.65)
    left += MARGIN + 0.1
    width = min((page_width() - MARGIN - left) / len(counts), 0.5)
    heads = ["\n".join(term) if not term.isascii() and len(term) <= 8 else term
             for term in counts.index]
    tall = [0.13 * (text.count("\n") + 1) if "\n" in text else text_width(text, 8)
            for text in heads]
    head = max(tall) + 0.14
    figure = new_figure(head + step * len(names) + 0.03)
    axes = sheet(figure)
    for column, text in enumerate(heads):
        turned = "\n" not in text and text_width(text, 8) > width
        write(axes, left + (column + 0.5) * width, head - 0.05, text, 8, ha="center", va="bottom",
              rotation=90 if turned else 0, linespacing=1.0)
    hits, levels = counts.to_numpy().T, rates.to_numpy().T
    for row, name in enumerate(names):
        middle = head + (row + 0.5) * step
        write(axes, left - 0.08, middle, name, size, ha="right", color=INK)
        for column, (count, rate) in enumerate(zip(hits[row], levels[row], strict=True)):
            face = AMOUNT(scale(rate)) if count else None
            place = cell(axes, left + column * width, head + row * step, width, step, face)
            lead_to(place, "term", counts.columns[row], counts.index[column])
            write(axes, left + (column + 0.5) * width, middle,
                  rate_words(rate) if count else NO_VALUE, 7, ha="center",
                  color=ink_on(face) if count else GREY)
    return figure
