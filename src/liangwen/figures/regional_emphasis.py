"""Which text gives a theme more or less weight than the others do: residuals and rate ratios."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize, to_rgb

from .areas import lead_to
from .heatmap import Grid, arrange, draw_cell, draw_grid
from .layout import MARGIN
from .style import (
    DIVERGING,
    EMPTY,
    FAINT,
    GREY,
    NothingToDraw,
    add_axes,
    check_language,
    figure_of,
    footnote,
    grow,
    headline,
    ink_on,
    need,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLUMNS = ("region", "region_en", "theme", "theme_zh", "theme_en", "focus", "observed",
           "expected", "rate_ratio", "residual", "verdict")
#: Width of the frame around a cell that may be spoken of, by its verdict.
FRAMES = {"distinctive": 1.8, "in this text": 1.0, "suggestive": 1.0}
#: The scale ends here: beyond it a cell is as dark as can be.
STEEPEST = 8.0

WORDS = {
    "en": {
        "title": "Which texts give a theme more weight than the others",
        "subtitle": "Number: rate per Chinese character divided by that of all other regions "
        "together; colour: adjusted residual",
        "few": "Grey numbers: {few} of {all} cells with too few hits to be judged. ",
        "none": "– no hit anywhere. ", "only": "∞ hits in this region only. ",
        "distinctive": "Thick frame: distinctive in the table as a whole. ",
        "in this text": "Framed: stands out within its text, which says nothing of its province. ",
        "suggestive": "Thin frame: suggestive, one in twenty such by chance. ",
        "descriptive": "The residuals describe these texts; they are no test of provinces. ",
        "n": "n\u00a0=\u00a0{hits:,} hits in {regions} regions.",
        "less": "less than expected", "more": "more",
    },
    "zh": {
        "title": "各文相对更侧重哪些主题",
        "subtitle": "数字：每字命中率与其他地区合计之比；颜色：调整后标准化残差",
        "few": "灰字：{all}格中有{few}格命中过少，不作判断。",
        "none": "“–”表示各地均无命中。", "only": "∞表示仅该地区命中。",
        "distinctive": "粗框：就全表而言差异成立。",
        "in this text": "加框：在该文中突出，不代表该省份。",
        "suggestive": "细框：仅有迹象，二十格中约有一格出于偶然。",
        "descriptive": "残差只描述这些文章，不是对省份的检验。",
        "n": "n\u00a0=\u00a0{regions}个地区的{hits:,}次命中。",
        "less": "少于期望", "more": "多于期望",
    },
}


def ratio_text(observed: float, ratio: float) -> str:
    """A rate ratio as it is printed in a cell.

    Examples
    --------
    >>> [ratio_text(3, 2.04), ratio_text(9, 12.3), ratio_text(0, 0.0), ratio_text(4, float("nan"))]
    ['2.0', '12', '0', '∞']
    >>> ratio_text(0, float("nan"))
    '–'
    """
    if not np.isfinite(ratio):
        return "∞" if observed > 0 else "–"
    if observed == 0:
        return "0"
    if ratio < 0.05:
        return "<0.1"
    return f"{ratio:.1f}" if ratio < 9.95 else f"{ratio:,.0f}"


def _frame(colour: Any) -> tuple[float, ...]:
    """The colour of a residual for a line: never so pale that the line is lost."""
    return tuple(min(channel, faint) for channel, faint in zip(to_rgb(colour), to_rgb(EMPTY),
                                                               strict=True))


def _cell(ax: Axes, grid: Grid, row: Any, scale: Normalize) -> None:
    place = grid.at(row.region, row.theme)
    text = ratio_text(row.observed, float(row.rate_ratio))
    small = row.verdict == "too few"
    if text == "–" or not np.isfinite(row.residual):
        cell = draw_cell(ax, place, "white", edgecolor=FAINT, linewidth=0.8)
        ink = EMPTY
    elif small:
        cell = draw_cell(ax, place, "white", edgecolor=_frame(DIVERGING(scale(row.residual))),
                         inset=grid.inset(0.016), linewidth=1.1)
        ink = GREY
    else:
        colour = DIVERGING(scale(row.residual))
        cell = draw_cell(ax, place, colour)
        ink = ink_on(colour)
    lead_to(cell, "theme", row.region, row.theme)
    if row.verdict in FRAMES:
        draw_cell(ax, place, "none", inset=grid.inset(0.016), edgecolor=ink,
                  linewidth=FRAMES[row.verdict])
    size = (7.5 if small else 9) if grid.wide else (6.8 if small else 7.6)
    ax.text(*place, text, ha="center", va="center", color=ink, fontsize=size)


def _key(figure: Figure, scale: Normalize, language: str) -> None:
    """The scale of residuals, below the drawing at the right."""
    grow(figure, bottom=0.42)
    width, height = figure.get_size_inches()
    axes = add_axes(figure, width - MARGIN - 2.45, height - 0.36, 1.3, 0.11)
    figure.colorbar(ScalarMappable(scale, DIVERGING), cax=axes, orientation="horizontal")
    top = scale.vmax or STEEPEST
    axes.set_xticks([-top, -2, 0, 2, top],
                    [f"{tick:g}".replace("-", "−") for tick in (-round(top), -2, 0, 2, round(top))],
                    fontsize=7)
    axes.tick_params(length=2, pad=2, color=EMPTY)
    for spine in axes.spines.values():
        spine.set_visible(False)
    words = WORDS[language]
    for text, x, offset, side in ((words["less"], 0, -6, "right"), (words["more"], 1, 6, "left")):
        axes.annotate(text, (x, 0.5), xytext=(offset, 0), xycoords="axes fraction",
                      textcoords="offset points", ha=side, va="center", fontsize=7.5, color=GREY)


def _note(frame: pd.DataFrame, language: str) -> str:
    words = WORDS[language]
    few = int((frame["verdict"] == "too few").sum())
    frames = [words[verdict] for verdict in FRAMES if (frame["verdict"] == verdict).any()]
    unknown = ~np.isfinite(frame["rate_ratio"].to_numpy(dtype=float))
    hits = frame["observed"].to_numpy() > 0
    return (
        (words["few"].format(few=few, all=len(frame)) if few else "")
        + (words["none"] if (unknown & ~hits).any() else "")
        + (words["only"] if (unknown & hits).any() else "")
        + "".join(frames)
        + words["descriptive"]
        + words["n"].format(hits=int(frame["observed"].sum()), regions=frame["region"].nunique())
    )


def plot_regional_emphasis(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    ax: Axes | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
) -> Axes:
    """Themes × regions: the rate ratio in each cell, coloured by its adjusted residual.

    Parameters
    ----------
    frame : regional_emphasis, a row a region and theme
    language : "en" or "zh"
    ax : axes to draw into; then no title, subtitle, note or colour key is written
    title, subtitle, note : words around the drawing; None gives plain ones

    Returns
    -------
    The axes, one unit a cell.

    Raises
    ------
    NothingToDraw
        for fewer than two regions or no hit at all: there is nothing to compare with

    Notes
    -----
    Residuals assume that hits fall independently; in one article they come in clusters, so a
    residual over 2 is more often a habit of that text than of its province. Cells whose verdict
    is "too few" are not filled but outlined, their number small and grey; cells that may be
    spoken of have a frame in the colour of their number.
    """
    check_language(language)
    frame = need(frame, COLUMNS, "regional_emphasis",
                 numbers=("expected", "rate_ratio", "residual"))
    if frame["region"].nunique() < 2 or not frame["observed"].sum() > 0:
        raise NothingToDraw("Emphasis compares regions: it takes two regions and at least a hit.")
    own = ax is None
    grid = arrange(frame, language)
    ax = draw_grid(grid, language, ax)
    sure = frame.loc[frame["verdict"] != "too few", "residual"].abs()
    top = min(max(float(np.ceil(np.nanmax([*sure, 3.0]))), 3.0), STEEPEST)
    scale = Normalize(-top, top, clip=True)
    for row in frame.itertuples():
        _cell(ax, grid, row, scale)
    if own:
        words = WORDS[language]
        figure = figure_of(ax)
        _key(figure, scale, language)
        headline(figure, title or words["title"], subtitle or words["subtitle"])
        footnote(figure, note if note is not None else _note(frame, language))
    return ax
