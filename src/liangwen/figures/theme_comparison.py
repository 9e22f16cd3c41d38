"""The themes that were asked for first, region by region, with what chance alone could do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.ticker import MaxNLocator

from .areas import lead_row
from .labels import (
    articles_note,
    chosen_themes,
    count_articles,
    fitted,
    region_labels,
    theme_labels,
)
from .layout import MARGIN, new_figure, page_width, panels_a_row
from .style import (
    BLUE,
    GREY,
    RUST,
    NothingToDraw,
    add_axes,
    check_language,
    footnote,
    headline,
    need,
    text_width,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLUMNS = ("region", "region_en", "theme", "theme_zh", "theme_en", "hits", "han", "per_10k",
           "low", "high", "articles")
PANELS_A_ROW = 4
#: A scale ends at this multiple of the highest rate at most: an interval that reaches further
#: ends in an arrow, so that one very wide interval does not press all dots to the left edge.
WIDEST = 2.6

WORDS = {
    "en": {
        "title": "{themes} by region",
        "subtitle": "Hits per 10,000 Chinese characters; line: 95 % interval {basis}; number: hits",
        "garwood": "for chance within the text", "log-t": "between articles",
        "both": "(within the text for one article, between articles for more)",
        "axis": "hits per 10,000 Chinese characters",
        "zero": "Ring: no hit. ", "top": "Rust: highest rate of a theme. ",
        "arrow": "Arrow: the interval goes on. ",
        "missing": "No line: no interval is defined (all hits in one article). ",
        "single": "One article a region: differences describe these texts, not the provinces. ",
        "characters": "{han:,} characters in all; ",
        "and": " and ", "comma": ", ",
    },
    "zh": {
        "title": "{themes}的地区比较",
        "subtitle": "每万汉字命中次数；横线为95%置信区间（{basis}）；数字为命中数",
        "garwood": "只含篇内偶然波动", "log-t": "含篇间差异",
        "both": "单篇只含篇内波动，多篇含篇间差异",
        "axis": "每万汉字命中次数",
        "zero": "空心圆表示没有命中。", "top": "橙色为该主题的最高值。",
        "arrow": "箭头表示区间超出图幅。",
        "missing": "无横线表示区间无定义（命中全在一篇）。",
        "single": "每个地区只有一篇文章：差异反映的是这些文章，不代表各省份。",
        "characters": "共{han:,}个汉字；",
        "and": "、", "comma": "、",
    },
}


def _basis(frame: pd.DataFrame, language: str) -> str:
    kinds = set(frame["interval"].dropna()) - {"none"} if "interval" in frame else {"garwood"}
    if len(kinds) > 1:
        return WORDS[language]["both"]
    return WORDS[language].get(next(iter(kinds), "garwood"), "")


def _order(frame: pd.DataFrame, themes: list[str], order: str) -> list[str]:
    regions = list(frame["region"].drop_duplicates())
    if order == "auto":
        order = "frame" if len(regions) <= 8 else "rate"
    if order == "frame":
        return regions
    rates = frame[frame["theme"] == themes[0]].set_index("region")["per_10k"]
    return list(rates.reindex(regions).sort_values(ascending=False, kind="stable").index)


def _end(frame: pd.DataFrame) -> float:
    """Right end of the shared scale."""
    top, high = float(frame["per_10k"].max()), float(np.nanmax([*frame["high"].fillna(0), 0.0]))
    return max(min(high, WIDEST * top), top, 1e-9)


def _row(ax: Axes, y: int, row: Any, end: float, best: bool, size: float) -> None:
    """One region: line, dot or ring, and the count where the line ends."""
    colour = RUST if best else BLUE
    low, high = float(row.low), float(row.high)
    known = np.isfinite(low) and np.isfinite(high)
    stop = min(high, end) if known else row.per_10k
    if known:
        ax.plot([low, stop], [y, y], color=colour, alpha=0.55, linewidth=1.6, zorder=2,
                solid_capstyle="butt")
        if high > end:
            ax.plot([end], [y], marker=">", color=colour, alpha=0.7, markersize=3.6, zorder=2,
                    clip_on=False)
    face = colour if row.hits > 0 else "white"
    ax.plot([row.per_10k], [y], marker="o", markersize=size, color=colour, markerfacecolor=face,
            markeredgewidth=1.2, zorder=3, clip_on=False)
    ax.annotate(f"{row.hits:,.0f}", (max(stop, row.per_10k), y), xytext=(size * 0.5 + 3, 0),
                textcoords="offset points", va="center", ha="left", color=GREY,
                fontsize=8 if size > 5 else 7, annotation_clip=False)


def _panel(ax: Axes, rows: pd.DataFrame, order: list[str], end: float) -> None:
    tall = len(order) > 8
    best = rows["per_10k"].max()
    unique = best > 0 and (rows["per_10k"] == best).sum() == 1
    for row in rows.itertuples():
        _row(ax, order.index(row.region), row, end, unique and row.per_10k == best,
             4.6 if tall else 6.2)
        lead_row(ax, order.index(row.region), "theme", row.region, row.theme)
    ax.set(xlim=(0, end * 1.001), ylim=(len(order) - 0.5, -0.5))
    ax.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    ax.grid(axis="x")
    ax.set_yticks([])


def _note(frame: pd.DataFrame, language: str, end: float) -> str:
    words = WORDS[language]
    parts = [words["zero"]] if (frame["hits"] == 0).any() else []
    parts.append(words["top"])
    if (frame["high"] > end).any():
        parts.append(words["arrow"])
    if frame["high"].isna().any():
        parts.append(words["missing"])
    if frame["articles"].max() == 1:
        parts.append(words["single"])
    han = int(frame.drop_duplicates("region")["han"].sum())
    parts.append(words["characters"].format(han=han))
    return "".join(parts) + articles_note(count_articles(frame), language)


def _title(frame: pd.DataFrame, themes: list[str], language: str) -> str:
    words = WORDS[language]
    column = "theme_en" if language == "en" else "theme_zh"
    names = frame.drop_duplicates("theme").set_index("theme")[column].reindex(themes)
    listed = [name if isinstance(name, str) else theme for theme, name in names.items()]
    # Within a sentence a name has no capital, unless it is an abbreviation.
    listed = [name if name[1:2].isupper() else name[0].lower() + name[1:] for name in listed]
    if len(listed) > 1:
        joined = words["comma"].join(listed[:-1]) + words["and"] + listed[-1]
    else:
        joined = listed[0]
    text = words["title"].format(themes=joined)
    return text[0].upper() + text[1:]


def plot_theme_comparison(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
    themes: Sequence[str] | None = None,
    order: str = "auto",
) -> Figure:
    """A panel a theme, a row a region: rate, 95 % interval and number of hits, on one scale.

    Parameters
    ----------
    frame : theme_intensity, a row a region and theme
    language : "en" or "zh"
    title, subtitle, note : words around the drawing; None gives plain ones
    themes : ids of the themes to draw; None takes the focus themes
    order : "frame" keeps the regions' order, "rate" sorts by the first theme, "auto" sorts from
        nine regions on

    Returns
    -------
    The figure, one axes a theme.

    Raises
    ------
    NothingToDraw
        when none of the themes has a hit

    Notes
    -----
    For a region with one article the interval says what chance within that text could do (exact
    Poisson). It does not say how much two texts of the same region may differ: overlapping or
    not, it tells nothing about provinces.
    """
    check_language(language)
    frame = need(frame, COLUMNS, "theme_intensity", numbers=("per_10k", "low", "high"))
    chosen = chosen_themes(frame, themes)
    frame = frame[frame["theme"].isin(chosen)]
    if not frame["hits"].sum() > 0:
        raise NothingToDraw("None of the themes to compare has a hit in any region.")
    regions, names = region_labels(frame, language), theme_labels(frame, language)
    rows, end = _order(frame, chosen, order), _end(frame)
    figure = _panels(frame, chosen, rows, end, regions, names, WORDS[language]["axis"])
    plain = WORDS[language]["subtitle"].format(basis=_basis(frame, language))
    headline(figure, title or _title(frame, chosen, language), subtitle or plain)
    footnote(figure, note if note is not None else _note(frame, language, end))
    return figure


def _panels(
    frame: pd.DataFrame, themes: list[str], order: list[str], end: float,
    regions: dict[str, str], names: dict[str, str], axis: str,
) -> Figure:
    """The panels in inches: names of regions at the left of each row of panels."""
    tall = len(order) > 8
    size, row = (8.0, 0.205) if tall else (9.0, 0.36)
    if not tall:
        regions = {region: fitted(label, 1.2, size) for region, label in regions.items()}
    left = MARGIN + max(text_width(label, size) for label in regions.values()) + 0.14
    across = panels_a_row(min(len(themes), PANELS_A_ROW), 1.8)
    gap = 0.42
    width = (page_width() - left - 0.42 - gap * (across - 1)) / across
    # A name may run on above the gap, not into the next panel's.
    heads = {theme: fitted(names[theme], width + gap - 0.1, 9) for theme in themes}
    head = max(label.count("\n") + 1 for label in heads.values()) * 9 * 1.2 / 72 + 0.08
    body, foot = len(order) * row, 0.46
    bands = -(-len(themes) // across)
    figure = new_figure(bands * (head + body + foot))
    for index, theme in enumerate(themes):
        band, column = divmod(index, across)
        ax = add_axes(figure, left + column * (width + gap), band * (head + body + foot) + head,
                      width, body)
        _panel(ax, frame[frame["theme"] == theme], order, end)
        ax.set_title(heads[theme], fontsize=9, pad=4, linespacing=1.1)
        if column == 0:
            ax.set_yticks(range(len(order)), [regions[region] for region in order], fontsize=size,
                          linespacing=1.1)
            ax.tick_params(axis="y", pad=8)
        if column == 0 and band == bands - 1:
            _axis_title(ax, axis, len(themes) - index, width, gap, body)
    return figure


def _axis_title(ax: Axes, text: str, panels: int, width: float, gap: float, body: float) -> None:
    """What the numbers are, centred under the last row of panels, of which this is the first."""
    span = panels * width + (panels - 1) * gap
    ax.set_xlabel(text, fontsize=8, va="top")
    ax.xaxis.set_label_coords(span / 2 / width, -0.24 / body)
