"""Terms on two axes: how often here, how often there. A drawing in SVG, and the points behind it.

The same points are drawn on paper by `figures.plot_term_axes`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import numpy as np
import pandas as pd

from liangwen.figures.placement import Spot, place_labels
from liangwen.report.article_page import shown

#: Inches of the plotting area, and pixels an inch of the drawing on the page.
SIDE, PIXELS = (4.55, 3.5), 100
#: So many of the strongest terms are named.
NAMED = 26
#: Font size of the names, in points: 12 pixels on the page.
SIZE = 8.6
_LEFT, _TOP, _BOTTOM, _EDGE = 52, 8, 44, 14
_COLOURS = {"more": "#0b6e99", "less": "#b34a22", "grey": "#8c959f"}


class Axis(NamedTuple):
    """Ends of a logarithmic axis, as powers of ten."""

    low: float
    high: float

    def share(self, rate: float) -> float:
        """Where a rate stands between the ends, 0 to 1; no occurrence stands at the lower end."""
        if rate <= 0:
            return 0.0
        return (math.log10(rate) - self.low) / (self.high - self.low)

    @property
    def ticks(self) -> list[float]:
        """Rates at whole powers of ten; one that would stand on the zero is left out."""
        powers = range(math.ceil(self.low), math.floor(self.high) + 1)
        return [10.0**power for power in powers if self.share(10.0**power) > 0.06]


class Axes(NamedTuple):
    """The two axes: x for the other side's rates, y for the group's."""

    x: Axis
    y: Axis

    @property
    def even(self) -> tuple[float, float]:
        """The rates between which the line of equal rates lies on the drawing."""
        return 10 ** max(self.x.low, self.y.low), 10 ** min(self.x.high, self.y.high)


def axes_of(frame: pd.DataFrame) -> Axes:
    """Axes that hold every term: from somewhat below the smallest rate to above the largest."""
    return Axes(_axis(frame["reference_per_10k"]), _axis(frame["per_10k"]))


def _axis(rates: pd.Series) -> Axis:
    seen = rates[rates > 0]
    if seen.empty:
        return Axis(-1.0, 1.0)
    return Axis(math.log10(seen.min()) - 0.3, math.log10(seen.max()) + 0.12)


def points_of(frame: pd.DataFrame) -> pd.DataFrame:
    """Put terms of equal counts at one point, so that a drawing of thousands stays small.

    Parameters
    ----------
    frame : DataFrame
        keyness of one group: one row a term, best first.

    Returns
    -------
    DataFrame
        One row a point: x (the other side's rate), y (this group's), tone ("more" and "less":
        beyond chance; "grey"), terms (how many), term (the first of them).
    """
    tone = np.where(frame["lrc"] == 0, "grey", np.where(frame["log_ratio"] > 0, "more", "less"))
    held = frame.assign(tone=tone)
    keys = ["reference_per_10k", "per_10k", "tone"]
    points = held.groupby(keys, sort=False)["term"].agg(["size", "first"]).reset_index()
    return points.rename(
        columns={"reference_per_10k": "x", "per_10k": "y", "size": "terms", "first": "term"}
    )


def named_terms(frame: pd.DataFrame, most: int = NAMED) -> pd.DataFrame:
    """The terms that are worth a name: the strongest in each direction, by turns."""
    held = [frame[frame["log_ratio"] > 0].head(most), frame[frame["log_ratio"] <= 0].head(most)]
    rank = [part.assign(rank=range(len(part))) for part in held]
    return pd.concat(rank).sort_values("rank", kind="stable").head(most).drop(columns="rank")


def spots_of(frame: pd.DataFrame, axes: Axes, side: tuple[float, float] = SIDE, size: float = SIZE
             ) -> list[Spot | None]:  # fmt: skip
    """Where the names stand, in inches from the lower left corner; None where there is no room."""
    points = [
        (round(axes.x.share(x) * side[0], 3), round(axes.y.share(y) * side[1], 3))
        for x, y in zip(frame["reference_per_10k"], frame["per_10k"], strict=True)
    ]
    bounds = (0.02, 0.02, side[0], side[1])
    # Few rings: a name far from its point says nothing on a page full of points.
    return place_labels(points, frame["term"].tolist(), bounds, size=size, rings=7)


def term_svg(frame: pd.DataFrame, *, x_label: str, y_label: str, chosen: str = "") -> str:
    """Draw the terms of one group's keyness as SVG.

    Parameters
    ----------
    frame : DataFrame
        keyness of one group, best first.
    x_label, y_label : str
        What the axes are.
    chosen : str
        A term to be marked.
    """
    axes, names = axes_of(frame), named_terms(frame)
    width, height = SIDE[0] * PIXELS, SIDE[1] * PIXELS
    total = (_LEFT + width + _EDGE, _TOP + height + _BOTTOM)
    parts = [
        f'<svg class="lw-plot" viewBox="0 0 {total[0]:.0f} {total[1]:.0f}" role="img" '
        f'aria-label="{escape(y_label)} / {escape(x_label)}">',
        f'<g transform="translate({_LEFT},{_TOP})">',
        *_frame(axes, width, height, x_label, y_label),
        *_dots(points_of(frame), axes, width, height),
        *_names(names, spots_of(names, axes), axes, height, chosen),
        *_chosen(frame[frame["term"] == chosen], axes, width, height),
        "</g></svg>",
    ]
    return "".join(parts)


def _frame(axes: Axes, width: float, height: float, x_label: str, y_label: str) -> list[str]:
    parts = []
    for tick in [0.0, *axes.x.ticks]:
        x = axes.x.share(tick) * width
        parts.append(f'<line class="lw-grid" x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{height}"/>'
                     f'<text class="lw-tick" x="{x:.1f}" y="{height + 16}">{tick:g}</text>')
    for tick in [0.0, *axes.y.ticks]:
        y = height - axes.y.share(tick) * height
        parts.append(f'<line class="lw-grid" x1="0" y1="{y:.1f}" x2="{width}" y2="{y:.1f}"/>'
                     f'<text class="lw-tick lw-y" x="-7" y="{y + 4:.1f}">{tick:g}</text>')
    (x1, x2), (y1, y2) = ([axis.share(rate) for rate in axes.even] for axis in axes)
    parts.append(f'<line class="lw-even" x1="{x1 * width:.1f}" y1="{height - y1 * height:.1f}" '
                 f'x2="{x2 * width:.1f}" y2="{height - y2 * height:.1f}"/>')
    parts.append(f'<text class="lw-label" x="{width / 2}" y="{height + 36}">{escape(x_label)}'
                 f'</text><text class="lw-label" transform="translate(-38 {height / 2}) '
                 f'rotate(-90)">{escape(y_label)}</text>')
    return parts


def _dots(points: pd.DataFrame, axes: Axes, width: float, height: float) -> list[str]:
    # Grey first, so that what stands out lies above it.
    ranked = points.assign(rank=points["tone"] != "grey").sort_values("rank", kind="stable")
    return [
        f'<circle cx="{axes.x.share(row.x) * width:.1f}" '
        f'cy="{height - axes.y.share(row.y) * height:.1f}" '
        f'r="{2.1 if row.tone == "grey" else 2.9}" fill="{_COLOURS[row.tone]}" '
        f'opacity="{0.4 if row.tone == "grey" else 0.9}"/>'
        for row in ranked.itertuples(index=False)
    ]


def _names(
    names: pd.DataFrame, spots: Sequence[Spot | None], axes: Axes, height: float, chosen: str
) -> list[str]:
    parts = []
    for row, spot in zip(names.itertuples(index=False), spots, strict=True):
        # The chosen term is named once, beside its ring.
        if spot is None or row.term == chosen:
            continue
        x = (spot.x + spot.width / 2) * PIXELS
        y = height - (spot.y + spot.height / 2) * PIXELS + 4
        tone = "lw-faint" if row.lrc == 0 else "lw-more" if row.log_ratio > 0 else "lw-less"
        if spot.leader:
            across, up = axes.x.share(row.reference_per_10k), axes.y.share(row.per_10k)
            point = across * SIDE[0], up * SIDE[1]
            near = spot.nearest(point)
            parts.append(f'<line class="lw-lead" x1="{point[0] * PIXELS:.1f}" '
                         f'y1="{height - point[1] * PIXELS:.1f}" x2="{near[0] * PIXELS:.1f}" '
                         f'y2="{height - near[1] * PIXELS:.1f}"/>')
        parts.append(f'<text class="lw-name {tone}" x="{x:.1f}" y="{y:.1f}">{shown_svg(row.term)}'
                     "</text>")
    return parts


def shown_svg(text: str) -> str:
    """Escape a term for SVG, where a span would not be drawn."""
    return escape(text) if shown(text) == escape(text, quote=False) else escape(repr(text)[1:-1])


def _chosen(rows: pd.DataFrame, axes: Axes, width: float, height: float) -> list[str]:
    parts = []
    for row in rows.itertuples(index=False):
        x = axes.x.share(row.reference_per_10k) * width
        y = height - axes.y.share(row.per_10k) * height
        left = x > width - 90
        at, anchor = (x - 10, "end") if left else (x + 10, "start")
        parts.append(f'<circle class="lw-here" cx="{x:.1f}" cy="{y:.1f}" r="7"/>'
                     f'<text class="lw-here" x="{at:.1f}" y="{y + 4:.1f}" '
                     f'text-anchor="{anchor}">{shown_svg(row.term)}</text>')
    return parts
