"""The explorer's figures on paper, in the house style: what "save figure" writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from liangwen.figures.fonts import text_width
from liangwen.figures.labels import fitted
from liangwen.figures.layout import MARGIN, page_width
from liangwen.figures.style import (
    BLUE,
    EMPTY,
    FAINT,
    GREY,
    INK,
    RUST,
    NothingToDraw,
    add_axes,
    check_language,
    footnote,
    headline,
    need,
)

from .overview import scale_end
from .term_plot import Axes as Scale
from .term_plot import axes_of, named_terms, points_of, spots_of
from .words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: A page holds so many rows; of more groups those with the highest rates are drawn.
ROWS = 60
#: Inches of the plotting area of the terms.
SIDE = (6.4, 5.6)
_COLOURS = {"more": BLUE, "less": RUST, "grey": GREY}


def plot_group_rates(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    title: str,
    subtitle: str,
    note: str = "",
) -> Figure:
    """A row a group: rate, 95 % interval, number of hits.

    Parameters
    ----------
    frame : rates of one query, with `label_en` and `label_zh`
    language : "en" or "zh"
    title, subtitle : words above the drawing
    note : words below it, before what the drawing itself has to explain

    Returns
    -------
    The figure; its one axes has a row a group in the frame's order, from above.

    Raises
    ------
    NothingToDraw
        when there is no hit
    """
    check_language(language)
    label = f"label_{language}"
    frame = need(frame, (label, "hits", "per_10k", "low", "high"), "rates")
    if not frame["hits"].sum() > 0:
        raise NothingToDraw("There is no hit to draw.")
    total = len(frame)
    if total > ROWS:
        best = frame["per_10k"].rank(method="first", ascending=False)
        frame = frame[best <= ROWS].reset_index(drop=True)
        note = say("note_most", language, n=ROWS, total=total) + note
    # A title may be long: it ends with an ellipsis, the table of articles has all of it.
    labels = [_shortened(str(text), 2.6, 8.5) for text in frame[label]]
    left = MARGIN + max(text_width(text, 8.5) for text in labels) + 0.16
    height = 0.22 * len(frame)
    figure = Figure((page_width(), height + 0.45))
    axes = add_axes(figure, left, 0.04, page_width() - left - 0.5, height)
    _rate_rows(axes, frame, labels)
    headline(figure, title, subtitle)
    footnote(figure, note + say("note_rates", language))
    return figure


def _shortened(text: str, width: float, size: float) -> str:
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text + "…"


def _rate_rows(axes: Axes, frame: pd.DataFrame, labels: list[str]) -> None:
    end = scale_end(frame)
    row: Any
    for y, row in enumerate(frame.itertuples(index=False)):
        stop = row.per_10k
        if np.isfinite(row.low) and np.isfinite(row.high):
            stop = min(row.high, end)
            axes.plot([row.low, stop], [y, y], color=BLUE, alpha=0.55, linewidth=1.6,
                      solid_capstyle="butt")
            if row.high > end:
                axes.plot([end], [y], ">", color=BLUE, alpha=0.7, markersize=3.6, clip_on=False)
        if np.isfinite(row.per_10k):
            axes.plot([row.per_10k], [y], "o", color=BLUE, markersize=4.8, clip_on=False,
                      markerfacecolor=BLUE if row.hits else "white")
            axes.annotate(f"{row.hits:,}", (max(stop, row.per_10k), y), xytext=(6, 0),
                          textcoords="offset points", va="center", fontsize=7.5, color=GREY,
                          annotation_clip=False)
    axes.set(xlim=(0, end * 1.001), ylim=(len(frame) - 0.5, -0.5))
    axes.set_yticks(range(len(frame)), labels, fontsize=8.5)
    axes.tick_params(axis="y", pad=8)
    axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    axes.grid(axis="x")


def plot_themes_by_group(
    frame: pd.DataFrame, *, language: str = "en", title: str, note: str = ""
) -> Any:
    """Themes × groups: the rate in each cell, the number of hits small beside it.

    Parameters
    ----------
    frame : theme_intensity by any grouping, with `group`, `label_en` and `label_zh`
    language : "en" or "zh"
    title, note : words around the drawing
    """
    from liangwen.figures.theme_intensity import plot_theme_intensity

    order = frame["group"].drop_duplicates()
    if len(order) > ROWS:
        note = say("note_first", language, n=ROWS, total=len(order)) + note
        frame = frame[frame["group"].isin(order.head(ROWS))]
    labels = [_shortened(str(text), 1.5, 8.2) for text in frame[f"label_{language}"]]
    # Two articles may share the beginning of a title: each keeps a row of its own.
    number = {group: i for i, group in enumerate(order)}
    told = _apart(dict(zip(frame["group"], labels, strict=True)), number)
    drawn = frame.assign(region=[told[group] for group in frame["group"]], region_en=None)
    return plot_theme_intensity(
        drawn, language=language, title=title, subtitle=say("sub_heat", language),
        note=note + say("note_heat", language),
    )  # fmt: skip


def _apart(labels: dict[Any, str], number: dict[Any, int]) -> dict[Any, str]:
    seen: set[str] = set()
    told = {}
    for group, label in labels.items():
        told[group] = f"{label} {number[group] + 1}" if label in seen else label
        seen.add(label)
    return told


def plot_term_axes(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    title: str,
    x_label: str,
    y_label: str,
    note: str = "",
) -> Figure:
    """Terms by how often they stand here and there, on logarithmic axes; the strongest are named.

    Parameters
    ----------
    frame : keyness of one group, best first
    language : "en" or "zh"
    title, x_label, y_label, note : words around the drawing

    Raises
    ------
    NothingToDraw
        when there is no term
    """
    check_language(language)
    frame = need(frame, ("term", "per_10k", "reference_per_10k", "log_ratio", "lrc"), "keyness")
    if frame.empty:
        raise NothingToDraw("There is no term to draw.")
    figure = Figure((page_width(), SIDE[1] + 0.55))
    axes = add_axes(figure, page_width() - SIDE[0] - 0.12, 0.08, *SIDE)
    scale = axes_of(frame)
    _term_frame(axes, scale, (x_label, y_label))
    points = points_of(frame)
    for tone, size in (("grey", 2.4), ("less", 3.2), ("more", 3.2)):
        own = points[points["tone"] == tone]
        axes.plot([scale.x.share(x) for x in own["x"]], [scale.y.share(y) for y in own["y"]],
                  "o", color=_COLOURS[tone], markersize=size, markeredgewidth=0, clip_on=False,
                  alpha=0.45 if tone == "grey" else 0.95, gid=tone)
    named = _term_names(axes, frame, scale)
    headline(figure, title, say("sub_terms", language))
    footnote(figure, note + say("note_terms", language) + say("named", language, n=named))
    return figure


def _term_frame(axes: Axes, scale: Scale, labels: tuple[str, str]) -> None:
    axes.set(xlim=(0, 1), ylim=(0, 1))
    even = [[own.share(rate) for rate in scale.even] for own in scale]
    axes.plot(*even, color=EMPTY, linewidth=1, linestyle=(0, (4, 3)), zorder=0)
    for axis, own, label in zip((axes.xaxis, axes.yaxis), scale, labels, strict=True):
        ticks = own.ticks
        axis.set_ticks([0.0, *(own.share(tick) for tick in ticks)],
                       ["0", *(f"{tick:g}" for tick in ticks)], fontsize=8, color=GREY)
        axis.set_label_text(fitted(label, 5.0, 8.5), fontsize=8.5)
    axes.grid(color=FAINT)


def _term_names(axes: Axes, frame: pd.DataFrame, scale: Scale) -> int:
    """Write the names of the strongest terms; return how many found room."""
    names = named_terms(frame, 60)
    spots = spots_of(names, scale, SIDE, 7.5)
    for row, spot in zip(names.itertuples(index=False), spots, strict=True):
        if spot is None:
            continue
        at = scale.x.share(row.reference_per_10k), scale.y.share(row.per_10k)
        colour = GREY if row.lrc == 0 else INK
        axes.text((spot.x + spot.width / 2) / SIDE[0], (spot.y + spot.height / 2) / SIDE[1],
                  row.term, fontsize=7.5, color=colour, ha="center", va="center")
        if spot.leader:
            near = spot.nearest((at[0] * SIDE[0], at[1] * SIDE[1]))
            axes.plot([at[0], near[0] / SIDE[0]], [at[1], near[1] / SIDE[1]], color=GREY,
                      linewidth=0.5)
    return sum(spot is not None for spot in spots)
