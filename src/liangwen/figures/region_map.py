"""Where the weight of a theme lies: a tile map a theme, each on a scale of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from .areas import lead_to
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
    AMOUNT,
    EMPTY,
    GREY,
    INK,
    NothingToDraw,
    add_axes,
    amounts,
    check_language,
    footnote,
    headline,
    ink_on,
    need,
    wrap,
)
from .tiles import COLUMNS as ACROSS
from .tiles import ROWS, TILES, members, off_the_map, tile_owners

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.colors import Normalize
    from matplotlib.figure import Figure

COLUMNS = ("region", "region_en", "theme", "theme_zh", "theme_en", "hits", "per_10k", "articles")
MAPS_A_ROW = 4
NAMED = 3
#: Height of a scale with two lines of names, in inches.
SCALE = 0.46

WORDS = {
    "en": {
        "title": "Where each theme weighs most",
        "subtitle": "Hits per 10,000 Chinese characters, each map on its own scale; "
        "named: the highest",
        "note": "A tile is a province-level unit, not its area. Hatched: no text. White: no hit. ",
        "joint": "Outlined together: one text of two regions ({names}). ",
        "off": "Not on the map: {names}. ",
        "single": "One article a region: the colour is a text's, not a province's. ",
        "comma": ", ", "none": "no hit",
    },
    "zh": {
        "title": "各主题的地区分布",
        "subtitle": "每万汉字命中次数，各图自有标尺；图下列出最高的地区",
        "note": "一格代表一个省级行政区，不代表面积；斜线：无文章；白格：未命中。",
        "joint": "同框两格：两地共有一文（{names}）。",
        "off": "图中未列：{names}。",
        "single": "每个地区只有一篇文章：颜色反映的是文章，不代表省份。",
        "comma": "、", "none": "没有命中",
    },
}


def _tile(
    ax: Axes, tile: str, rate: float | None, scale: Normalize, language: str
) -> Rectangle:
    """One unit of the grid; hatched where it has no article."""
    row, column, code, character = TILES[tile]
    corner, name = (column - 0.47, row - 0.47), code if language == "en" else character
    if rate is None:
        patch = Rectangle(corner, 0.94, 0.94, facecolor="white", edgecolor=EMPTY, linewidth=0.5,
                          hatch="////", hatch_linewidth=0.5)
        ink = GREY
    else:
        colour = AMOUNT(scale(rate)) if rate > 0 else (1.0, 1.0, 1.0, 1.0)
        patch = Rectangle(corner, 0.94, 0.94, facecolor=colour,
                          edgecolor="none" if rate > 0 else GREY, linewidth=0.6)
        ink = ink_on(colour)
    ax.add_patch(patch)
    box = {"facecolor": "white", "edgecolor": "none", "pad": 0.4} if rate is None else None
    ax.text(column, row, name, ha="center", va="center_baseline", color=ink, bbox=box,
            fontsize=6.5 if language == "en" else 7.5)
    return patch


def _outline(ax: Axes, tiles: list[str]) -> None:
    """One frame around the tiles of a joint unit; around each of them where they do not touch."""
    spots = [TILES[tile][:2] for tile in tiles]
    (top, left), (bottom, right) = np.min(spots, axis=0), np.max(spots, axis=0)
    touching = (bottom - top + 1) * (right - left + 1) == len(spots)
    frames = [(top, left, bottom, right)] if touching else [(r, c, r, c) for r, c in spots]
    for y0, x0, y1, x1 in frames:
        ax.add_patch(Rectangle((x0 - 0.5, y0 - 0.5), x1 - x0 + 1, y1 - y0 + 1, fill=False,
                               edgecolor=INK, linewidth=0.9, zorder=4))


def _map(ax: Axes, rates: dict[str, float], theme: str, language: str) -> None:
    owners = tile_owners(list(rates))
    scale = amounts(max(rates.values(), default=0.0))
    for tile in TILES:
        owner = owners.get(tile)
        patch = _tile(ax, tile, rates[owner] if owner else None, scale, language)
        if owner:
            lead_to(patch, "theme", owner, theme)
    for region in rates:
        own = [tile for tile, owner in owners.items() if owner == region]
        if "·" in region and own:
            _outline(ax, own)
    ax.set(xlim=(-0.55, ACROSS - 0.45), ylim=(ROWS - 0.45, -0.55), aspect="equal")
    ax.set_axis_off()


def _short(frame: pd.DataFrame, language: str) -> dict[str, str]:
    """Names in one language: there is room for three under a map, not for three twice."""
    if language == "zh":
        return region_labels(frame, "zh")
    rows = frame.drop_duplicates("region")
    return {r: e if isinstance(e, str) else r
            for r, e in zip(rows["region"], rows["region_en"], strict=True)}


def highest(rows: pd.DataFrame, names: dict[str, str], comma: str) -> str:
    """The regions with the highest rates, three at most; with ties beyond them, one fewer.

    Regions without a hit are never named.
    """
    ranked = rows[rows["hits"] > 0].sort_values("per_10k", ascending=False, kind="stable")
    count = min(NAMED, len(ranked))
    rates = list(ranked["per_10k"])
    while count > 1 and count < len(rates) and rates[count] == rates[count - 1]:
        count -= 1
    return comma.join(names[region] for region in ranked["region"].head(count))


def _scale(ax: Axes, rows: pd.DataFrame, words: dict[str, str], names: dict[str, str],
           width: float) -> None:
    """The map's own scale from zero to its top, and the highest in words; units are inches."""
    top = float(rows["per_10k"].max())
    ax.set_axis_off()
    ax.set(xlim=(0, width), ylim=(SCALE, 0))
    if not top > 0:
        ax.text(0.05, 0.06, words["none"], fontsize=8, color=GREY, ha="left", va="center")
        return
    ax.imshow(np.linspace(0, 1, 64)[None, :], cmap=AMOUNT, extent=(0.17, 0.97, 0.11, 0.0),
              aspect="auto", interpolation="nearest")
    ax.set(xlim=(0, width), ylim=(SCALE, 0))
    ax.text(0.12, 0.055, "0", fontsize=8, color=GREY, ha="right", va="center")
    label = f"{top:,.0f}" if top >= 10 else f"{top:.1f}"
    ax.text(1.02, 0.055, label, fontsize=8, color=GREY, ha="left", va="center")
    ax.text(0.05, 0.17, wrap(highest(rows, names, words["comma"]), width - 0.05, 8),
            fontsize=8, color=INK, ha="left", va="top", linespacing=1.15)


def _note(frame: pd.DataFrame, language: str) -> str:
    words, regions = WORDS[language], list(frame["region"].drop_duplicates())
    names = region_labels(frame, language)
    off = off_the_map(regions)
    joint = [region for region in regions if len(members(region)) > 1 and region not in off]
    note = words["note"]
    if joint:
        note += words["joint"].format(names=words["comma"].join(names[r] for r in joint))
    if off:
        note += words["off"].format(names=words["comma"].join(names[r] for r in off))
    if frame["articles"].max() == 1:
        note += words["single"]
    return note + articles_note(count_articles(frame), language)


def plot_region_map(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
    themes: Sequence[str] | None = None,
) -> Figure:
    """Small multiples of a tile map of 34 province-level units, one a theme.

    Parameters
    ----------
    frame : theme_intensity, a row a region and theme
    language : "en" (two-letter codes on the tiles) or "zh" (one-character abbreviations)
    title, subtitle, note : words around the drawing; None gives plain ones
    themes : ids of the themes to draw; None takes the focus themes

    Returns
    -------
    The figure; for each theme two axes, the map and its scale.

    Raises
    ------
    NothingToDraw
        when no region of the frame has a tile, or no drawn theme has a hit

    Notes
    -----
    Maps must not be compared with each other by colour: each has its own scale, named below it.
    A joint unit colours all its tiles, framed as one; 全国 has no tile.
    """
    check_language(language)
    frame = need(frame, COLUMNS, "theme_intensity", numbers=("per_10k",))
    chosen = chosen_themes(frame, themes)
    frame = frame[frame["theme"].isin(chosen)]
    if not tile_owners(list(frame["region"].drop_duplicates())):
        raise NothingToDraw("No region of the study is a province-level unit: there is no map.")
    if not frame["hits"].sum() > 0:
        raise NothingToDraw("None of the themes has a hit in any region: the maps would be white.")
    figure = _maps(frame, chosen, language)
    words = WORDS[language]
    headline(figure, title or words["title"], subtitle or words["subtitle"])
    footnote(figure, note if note is not None else _note(frame, language))
    return figure


def _maps(frame: pd.DataFrame, themes: list[str], language: str) -> Figure:
    """Maps and their scales in inches, four a row at most."""
    names, regions = theme_labels(frame, language), _short(frame, language)
    across, gap = panels_a_row(min(len(themes), MAPS_A_ROW), 1.7), 0.16
    width = min((page_width() - 2 * MARGIN - gap * (across - 1)) / across, 3.0)
    heads = {theme: fitted(names[theme], width, 9.5) for theme in themes}
    head = max(label.count("\n") + 1 for label in heads.values()) * 9.5 * 1.2 / 72 + 0.05
    body = width * ROWS / ACROSS
    band = head + body + SCALE + 0.13
    figure = new_figure(-(-len(themes) // across) * band)
    for index, theme in enumerate(themes):
        line, column = divmod(index, across)
        left, top = MARGIN + column * (width + gap), line * band
        rows = frame[frame["theme"] == theme]
        ax = add_axes(figure, left, top + head, width, body)
        _map(ax, dict(zip(rows["region"], rows["per_10k"], strict=True)), theme, language)
        ax.set_title(heads[theme], fontsize=9.5, pad=3, linespacing=1.1)
        scale = add_axes(figure, left, top + head + body + 0.09, width, SCALE)
        _scale(scale, rows, WORDS[language], regions, width)
    return figure
