"""Themes × regions as a grid of cells that bear their numbers: what two figures share.

Up to six regions stand in columns, with the themes' full names as rows. More regions become rows,
and the themes narrow columns with upright headings, so that 31 regions still fit on A4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from .fonts import text_width, wrap
from .labels import balanced, fitted, ordered_themes, region_labels, theme_labels, theme_names
from .layout import MARGIN, add_axes, new_figure, page_width
from .style import GREY, INK, check_language

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

WIDE_REGIONS = 6
GAP = 0.35
LINE = 1.22


@dataclass(frozen=True)
class Grid:
    """Where each cell stands, in cells: columns to the right, rows downwards.

    ``details`` are the grey lines between a column's name and its cells.
    """

    wide: bool
    columns: dict[str, tuple[float, str]]
    rows: dict[str, tuple[float, str]]
    details: dict[str, str]
    left: float
    header: float
    cell_width: float
    cell_height: float
    size: float

    def inset(self, inches: float) -> tuple[float, float]:
        """A margin within a cell, as shares of its width and height."""
        return inches / self.cell_width, inches / self.cell_height

    def at(self, region: str, theme: str) -> tuple[float, float]:
        """Centre of a cell."""
        column, row = (region, theme) if self.wide else (theme, region)
        return self.columns[column][0], self.rows[row][0]


def _places(groups: tuple[list[str], list[str]]) -> dict[str, float]:
    """Positions 0, 1, 2 … with a gap between the two groups."""
    first, second = groups
    gap = GAP if first and second else 0.0
    return {key: float(i) for i, key in enumerate(first)} | {
        key: len(first) + gap + i for i, key in enumerate(second)
    }


def upright(name: str, language: str, size: float) -> str:
    """A column's heading of narrow width: English to be turned, Chinese set from top to bottom.

    Chinese of more than nine characters stands in two columns, the first one at the right, as
    vertical Chinese is read.

    Examples
    --------
    >>> print(upright("民生计量", "zh", 7.5))
    民
    生
    计
    量
    """
    if language == "en":
        return balanced(name, 1.25, size)
    if len(name) <= 9:
        return "\n".join(name.replace("、", "︑"))
    half = -(-len(name) // 2)
    half += name[half : half + 1] == "、"
    # The comma of vertical writing stands in the upper right corner of its square.
    right, left = name[:half].replace("、", "︑"), name[half:].replace("、", "︑").ljust(half, "　")
    return "\n".join(f"{second} {first}" for second, first in zip(left, right, strict=True))


def _wide(frame: pd.DataFrame, language: str, details: dict[str, str]) -> Grid:
    size, limit = 8.2, 3.05
    themes, regions = theme_labels(frame, language), region_labels(frame, language)
    labels = {theme: fitted(label, limit, size) for theme, label in themes.items()}
    left = MARGIN + max(text_width(label, size) for label in labels.values()) + 0.1
    width = min((page_width() - left - MARGIN) / len(regions), 1.3)
    names = {region: fitted(label, width - 0.06, 8.5) for region, label in regions.items()}
    details = {key: wrap(text, width - 0.06, 7) for key, text in details.items() if text}
    header = (
        max(name.count("\n") + 1 for name in names.values()) * 8.5 * LINE
        + max((text.count("\n") + 1 for text in details.values()), default=0) * 7 * LINE
    ) / 72
    places = _places(ordered_themes(frame))
    return Grid(
        wide=True,
        columns={region: (float(i), names[region]) for i, region in enumerate(regions)},
        rows={theme: (places[theme], labels[theme]) for theme in places},
        details=details,
        left=left,
        header=header + 0.12,
        cell_width=width,
        cell_height=0.335 if any("\n" in label for label in labels.values()) else 0.28,
        size=size,
    )


def _tall(frame: pd.DataFrame, language: str) -> Grid:
    regions = region_labels(frame, language)
    places = _places(ordered_themes(frame))
    names = theme_names(frame, language)
    heads = {theme: upright(names[theme], language, 7.5) for theme in places}
    left = MARGIN + max(text_width(label, 8) for label in regions.values()) + 0.1
    across = len(places) + (GAP if len(places) > max(places.values(), default=0) else 0)
    width = min((page_width() - left - MARGIN) / max(across, max(places.values()) + 1), 0.8)
    if language == "en":
        header = max(text_width(head, 7.5) for head in heads.values())
    else:
        header = max(head.count("\n") + 1 for head in heads.values()) * 7.5 * 1.2 / 72
    return Grid(
        wide=False,
        columns={theme: (places[theme], heads[theme]) for theme in places},
        rows={region: (float(i), label) for i, (region, label) in enumerate(regions.items())},
        details={},
        left=left,
        header=header + 0.12,
        cell_width=width,
        cell_height=max(0.19, min(0.25, 7.6 / len(regions))),
        size=8,
    )


def arrange(frame: pd.DataFrame, language: str, details: dict[str, str] | None = None) -> Grid:
    """Choose the form for a theme table and place its rows and columns.

    Parameters
    ----------
    frame : theme table with region, region_en, theme, theme_zh, theme_en, focus and hits/observed
    language : "en" or "zh"
    details : {region: words under its name}; only drawn while regions stand in columns
    """
    check_language(language)
    if frame["region"].nunique() <= WIDE_REGIONS:
        return _wide(frame, language, details or {})
    return _tall(frame, language)


def draw_grid(grid: Grid, language: str, ax: Axes | None) -> Axes:
    """Axes with the grid's names along its edges, ready for cells; a new figure without ``ax``."""
    columns = max(x for x, _ in grid.columns.values()) + 1
    rows = max(y for y, _ in grid.rows.values()) + 1
    if ax is None:
        height = grid.header + rows * grid.cell_height + 0.08
        figure = new_figure(height)
        ax = add_axes(figure, grid.left, grid.header, columns * grid.cell_width,
                      rows * grid.cell_height)
    ax.set(xlim=(-0.5, columns - 0.5), ylim=(rows - 0.5, -0.5))
    ax.spines[:].set_visible(False)
    ax.xaxis.tick_top()
    details = max((text.count("\n") + 1 for text in grid.details.values()), default=0)
    turned = 90 if not grid.wide and language == "en" else 0
    ax.set_xticks([x for x, _ in grid.columns.values()],
                  [label for _, label in grid.columns.values()], rotation=turned,
                  fontsize=8.5 if grid.wide else 7.5, linespacing=1.1, color=INK,
                  ha="center", va="bottom")
    ax.set_yticks([y for y, _ in grid.rows.values()],
                  [label for _, label in grid.rows.values()], fontsize=grid.size, linespacing=1.1)
    ax.tick_params(axis="x", length=0, pad=3 + details * 7 * LINE)
    ax.tick_params(axis="y", length=0, pad=4)
    for key, text in grid.details.items():
        ax.annotate(text, (grid.columns[key][0], -0.5), xytext=(0, 4), textcoords="offset points",
                    ha="center", va="bottom", fontsize=7, color=GREY, linespacing=1.1)
    return ax


def draw_cell(
    ax: Axes, place: tuple[float, float], colour: Any, *,
    inset: tuple[float, float] = (0.0, 0.0), **patch: Any,
) -> Rectangle:
    """One cell with a white seam around it; ``inset`` in shares of a cell leaves a broader one."""
    options: dict[str, Any] = {"edgecolor": "white", "linewidth": 1.4, **patch}
    width, height = 1 - 2 * inset[0], 1 - 2 * inset[1]
    corner = (place[0] - width / 2, place[1] - height / 2)
    cell = Rectangle(corner, width, height, facecolor=colour, **options)
    ax.add_patch(cell)
    return cell
