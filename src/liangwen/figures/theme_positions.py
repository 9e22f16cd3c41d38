"""Where in an article the hits of a theme fall: a stroke a hit, from first word to last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .areas import lead_row
from .labels import articles_note, chosen_themes, fitted, region_labels, theme_labels
from .layout import MARGIN, new_figure, page_width
from .style import (
    FAINT,
    GREY,
    GROUPS,
    NothingToDraw,
    add_axes,
    as_text,
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

COLUMNS = ("region", "region_en", "theme", "theme_zh", "theme_en", "term", "position")
#: Up to this many regions each has a broad strip with a lane a theme; more share narrow panels.
LANE_REGIONS = 8
PANELS_A_ROW = 4

WORDS = {
    "en": {
        "title": "Where in each article the themes are spoken of",
        "subtitle": "A stroke a hit, from the article's first character (0 %) to its last "
        "(100 %); right: hits",
        "others": "all other themes", "axis": "position in the article",
        "joined": "Where a region has several articles, they lie over one another. ",
        "hidden": "The other themes are not drawn. ", "n": "Articles with at least one hit: ",
    },
    "zh": {
        "title": "各主题在文中的位置",
        "subtitle": "每一竖线为一次命中，横轴从篇首（0%）到篇末（100%）；右侧数字为命中数",
        "others": "其他主题", "axis": "在文中的位置",
        "joined": "一个地区有多篇文章时叠加显示。",
        "hidden": "其他主题未画出。", "n": "至少命中一次的文章：",
    },
}


def _axis(ax: Axes, rows: int, language: str, *, few: bool) -> None:
    percent = " %" if language == "en" else "%"
    ticks = [0, 50, 100] if few else [0, 25, 50, 75, 100]
    ax.set(xlim=(-0.5, 100.5), ylim=(rows - 0.5, -0.5))
    ax.set_xticks(ticks, [f"{tick}{percent}" for tick in ticks], fontsize=8)
    ax.spines["bottom"].set_visible(False)
    ax.set_yticks([])


def _strokes(
    ax: Axes, rows: pd.DataFrame, y: float, half: float, colour: str, width: float
) -> None:
    """The hits of one theme and region, on a faint line that stands for the article."""
    ax.plot([0, 100], [y, y], color=FAINT, linewidth=0.8, zorder=1, solid_capstyle="butt")
    if len(rows):
        ax.vlines(rows["position"] * 100, y - half, y + half, color=colour, linewidth=width,
                  zorder=2, alpha=0.9)


def _count(ax: Axes, y: float, number: int, colour: str, size: float) -> None:
    ax.annotate(f"{number:,}", (100, y), xytext=(6, 0), textcoords="offset points", va="center",
                ha="left", fontsize=size, color=as_text(colour) if number else GREY,
                annotation_clip=False)


def _lead(ax: Axes, y: float, here: pd.DataFrame) -> None:
    """A row of strokes leads to the hits of its theme; the others together lead nowhere."""
    if here["theme"].nunique() == 1:
        lead_row(ax, y, "theme", here["region"].iloc[0], here["theme"].iloc[0], half=0.48)


def _groups(
    frame: pd.DataFrame, themes: list[str], language: str
) -> list[tuple[str, pd.DataFrame, str]]:
    """(name, rows, colour) of each theme drawn, then of all the others together."""
    names = theme_labels(frame, language)
    groups = [(names[theme], frame[frame["theme"] == theme], GROUPS[i % len(GROUPS)])
              for i, theme in enumerate(themes)]
    rest = frame[~frame["theme"].isin(themes)]
    if len(rest):
        groups.append((WORDS[language]["others"], rest, GREY))
    return groups


def _lanes(groups: list, regions: dict[str, str], language: str) -> Figure:
    """A broad strip a region, a lane a theme; the first lanes' names stand above, in colour."""
    size, lane, gap = 9.0, 0.155, 0.13
    left = MARGIN + max(text_width(label, size) for label in regions.values()) + 0.12
    width = page_width() - left - 0.5
    step = len(groups) + gap / lane
    body = len(regions) * step * lane
    keys, heads = _key_rows(groups, width)
    figure = new_figure(heads * 0.2 + 0.1 + body + 0.42)
    ax = add_axes(figure, left, heads * 0.2 + 0.1, width, body)
    _axis(ax, 1, language, few=False)
    ax.set_ylim(len(regions) * step - 0.5, -0.5 - gap / lane / 2)
    for i, region in enumerate(regions):
        for j, (_, rows, colour) in enumerate(groups):
            here = rows[rows["region"] == region]
            _strokes(ax, here, i * step + j, 0.36, colour, 1.3)
            _count(ax, i * step + j, len(here), colour, 7.5)
            _lead(ax, i * step + j, here)
    middle = (len(groups) - 1) / 2
    ax.set_yticks([i * step + middle for i in range(len(regions))], regions.values(),
                  fontsize=size)
    ax.tick_params(axis="y", pad=6)
    ax.set_xlabel(WORDS[language]["axis"], fontsize=8, labelpad=3)
    for (name, _, colour), (x, line) in zip(groups, keys, strict=True):
        ax.annotate(name, (0, 1), xytext=(x * 72, 7 + (heads - 1 - line) * 0.2 * 72),
                    xycoords="axes fraction", textcoords="offset points", fontsize=9,
                    color=as_text(colour), ha="left", va="baseline")
    return figure


def _key_rows(groups: list, width: float) -> tuple[list[tuple[float, int]], int]:
    """Places of the coloured names above the strips: (inches from the left, line), lines."""
    places, x, line = [], 0.0, 0
    for name, _, _ in groups:
        needed = text_width(name, 9)
        if x and x + needed > width + 0.4:
            x, line = 0.0, line + 1
        places.append((x, line))
        x += needed + 0.28
    return places, line + 1


def _panels(groups: list, regions: dict[str, str], language: str) -> Figure:
    """A narrow panel a theme, a thin row a region: legible for 31 and more."""
    size, row, gap = 8.0, 0.195, 0.36
    left = MARGIN + max(text_width(label, size) for label in regions.values()) + 0.12
    across = min(len(groups), PANELS_A_ROW)
    bands = -(-len(groups) // across)
    width = (page_width() - left - 0.4 - gap * (across - 1)) / across
    heads = [fitted(name, width + gap - 0.08, 8.5) for name, _, _ in groups]
    head = max(label.count("\n") + 1 for label in heads) * 8.5 * 1.2 / 72 + 0.1
    body = len(regions) * row
    figure = new_figure(bands * (head + body + 0.4))
    for index, (_, rows, colour) in enumerate(groups):
        band, column = divmod(index, across)
        ax = add_axes(figure, left + column * (width + gap), band * (head + body + 0.4) + head,
                      width, body)
        _axis(ax, len(regions), language, few=True)
        for y, region in enumerate(regions):
            here = rows[rows["region"] == region]
            _strokes(ax, here, y, 0.33, colour, 0.9)
            _lead(ax, y, here)
            _count(ax, y, len(here), colour, 7)
        ax.set_title(heads[index], fontsize=8.5, color=as_text(colour), pad=4, linespacing=1.1)
        if column == 0:
            ax.set_yticks(range(len(regions)), regions.values(), fontsize=size)
            ax.tick_params(axis="y", pad=6)
            ax.set_xlabel(WORDS[language]["axis"], loc="left", fontsize=8, labelpad=3)
    return figure


def plot_theme_positions(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
    themes: Sequence[str] | None = None,
) -> Figure:
    """Lexical dispersion: a stroke for each hit, from the article's beginning to its end.

    Parameters
    ----------
    frame : theme_positions, a row a hit; ``position`` runs from 0 to 1
    language : "en" or "zh"
    title, subtitle, note : words around the drawing; None gives plain ones
    themes : ids of the themes in colour; None takes the focus themes, in the order of
        ``frame.attrs["themes"]`` (ids) where the table has it

    Returns
    -------
    The figure. Up to eight regions: one axes with a strip a region and a lane a theme. More: an
    axes a theme with a row a region. All other themes together are grey, in the last lane or axes,
    where that fills a place; the note says where they are left out.

    Raises
    ------
    NothingToDraw
        when the frame holds no hit

    Notes
    -----
    Positions are shares of the article, so strokes of a short text stand further apart than the
    same passage of a long one; compare places, not densities.
    """
    check_language(language)
    frame = need(frame, COLUMNS, "theme_positions", numbers=("position",))
    frame = frame[frame["position"].notna()]
    if frame.empty:
        raise NothingToDraw("No hit has a place in its article: there is nothing to place.")
    known = set(frame["theme"])
    chosen = [theme for theme in chosen_themes(frame, themes) if theme in known]
    regions, words = region_labels(frame, language), WORDS[language]
    groups = _groups(frame, chosen, language)
    many = len(regions) > LANE_REGIONS
    # The others fill a place that is free; they never open a row of panels of their own.
    left_out = many and len(groups) > len(chosen) and len(chosen) % PANELS_A_ROW == 0
    if left_out:
        groups.pop()
    figure = (_panels if many else _lanes)(groups, regions, language)
    headline(figure, title or words["title"], subtitle or words["subtitle"])
    footnote(figure, note if note is not None else _note(frame, language, left_out))
    return figure


def _note(frame: pd.DataFrame, language: str, left_out: bool) -> str:
    words = WORDS[language]
    hidden = words["hidden"] if left_out else ""
    if "article_id" not in frame:
        return hidden + words["joined"]
    several = frame.groupby("region")["article_id"].nunique().max() > 1
    count = articles_note(frame["article_id"].nunique(), language)
    return hidden + (words["joined"] if several else "") + words["n"] + count
