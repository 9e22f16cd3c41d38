"""Which places and national strategies the texts speak of: regions left, what they name right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from .areas import lead_to
from .labels import place_labels, region_labels
from .layout import MARGIN, page_width, paper, words_around
from .style import (
    BLUE,
    GREY,
    INK,
    RUST,
    NothingToDraw,
    check_language,
    figure_of,
    need,
    text_width,
)
from .tiles import members

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

COLUMNS = ("region", "region_en", "place", "level", "mentions")
#: Strategies always stand in the picture; of the other places, as many as fit beside them.
MOST_PLACES = 22
MOST_LINES = 140
SIZE, RIGHT_LIMIT = 8.0, 2.3

WORDS = {
    "en": {
        "title": "Which places and national strategies the texts name",
        "subtitle": "A line's width is its number of mentions; small: mentions in all texts",
        "strategy": "national strategies", "place": "provinces, areas, cities",
        "own": "Mentions of a text's own region are left out. ",
        "silent": "Texts that never name their own region: {names}. ",
        "lone": "Without a line: no drawn place named that often. ",
        "places": "Shown: strategies and the most-mentioned places, {shown} of {all}. ",
        "weak": "Drawn: lines of {least} mentions and more. ",
        "n": "n\u00a0=\u00a0{mentions:,} mentions in the texts of {regions} regions.",
        "comma": ", ",
    },
    "zh": {
        "title": "各文提到的地方与国家区域战略",
        "subtitle": "线宽表示提及次数（小字为该地方在各文中的提及总数）",
        "strategy": "国家区域战略", "place": "省份、区域与城市",
        "own": "不含各文对本地区的提及。",
        "silent": "从未提到本地区的文章：{names}。",
        "lone": "无连线者对图中各地的提及均未达此数。",
        "places": "图中为国家战略和提及最多的地方，{all}个中的{shown}个。",
        "weak": "只画提及{least}次及以上的连线。",
        "n": "n\u00a0=\u00a0{regions}个地区文章中的{mentions:,}次提及。", "comma": "、",
    },
}


def _foreign(frame: pd.DataFrame) -> pd.DataFrame:
    """Mentions of anything but the region itself (or, for a joint unit, its members).

    A name for the joint unit as a whole is its own, too: 川渝 is 四川·重庆 by its English name.
    """
    own = np.array([place in {region, *members(region)}
                    for region, place in zip(frame["region"], frame["place"], strict=True)],
                   dtype=bool)
    if "place_en" in frame.columns:
        own |= (frame["place_en"].notna() & (frame["place_en"] == frame["region_en"])).to_numpy()
    return frame[~own]


def _silent(frame: pd.DataFrame) -> list[str]:
    """Regions whose text never names them."""
    speaking = set(frame.loc[~frame.index.isin(_foreign(frame).index), "region"])
    return [r for r in frame["region"].drop_duplicates() if r not in speaking and r != "全国"]


def chosen_places(links: pd.DataFrame, most: int) -> tuple[list[str], list[str]]:
    """Strategies, then other places, each by falling number of mentions: ``most`` in all.

    Equal numbers are ordered by the places' names, so that the choice does not depend on the
    frame's order.
    """
    totals = links.groupby(["place", "level"], sort=True)["mentions"].sum().reset_index()
    totals = totals.sort_values("mentions", ascending=False, kind="stable")
    strategy = totals["level"] == "strategy"
    strategies = list(totals.loc[strategy, "place"])[:most]
    return strategies, list(totals.loc[~strategy, "place"])[: most - len(strategies)]


def _untangle(links: pd.DataFrame, left: dict[str, float], places: list[str]) -> list[str]:
    """Places in the order of the mean height of the regions that name them: fewer crossings."""
    means = {
        place: float(np.average([left[r] for r in rows["region"]], weights=rows["mentions"]))
        for place, rows in links.groupby("place", sort=False)
    }
    return sorted(places, key=lambda place: (round(means[place], 6), place))


def _heights(count: int, body: float) -> list[float]:
    """Evenly spread heights, centred, so that a few regions do not cling to the corners."""
    step = min(body / max(count, 1), 0.7)
    start = (body - step * count) / 2 + step / 2
    return [start + step * i for i in range(count)]


def _link(ax: Axes, ends: tuple[float, float, float, float], width: float, colour: str) -> None:
    x0, y0, x1, y1 = ends
    bend = (x1 - x0) * 0.45
    path = Path([(x0, y0), (x0 + bend, y0), (x1 - bend, y1), (x1, y1)],
                [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
    ax.add_patch(PathPatch(path, facecolor="none", edgecolor=colour, linewidth=width, alpha=0.5,
                           capstyle="butt"))


def _right_places(
    links: pd.DataFrame, left: dict[str, float], most: int, body: float
) -> tuple[dict[str, float], dict[str, float]]:
    """Heights of strategies and of other places; between the groups a row for the second name."""
    groups = [_untangle(links, left, places) for places in chosen_places(links, most)]
    rows = sum(len(group) + 1 for group in groups if group)
    heights = iter(_heights(rows, body))
    found = []
    for group in groups:
        here = {"": next(heights)} if group else {}
        found.append(here | {place: next(heights) for place in group})
    return found[0], found[1]


def _least(links: pd.DataFrame) -> int:
    """Fewest mentions a line must stand for, so that no more than MOST_LINES are drawn."""
    least = 1
    while (links["mentions"] >= least).sum() > MOST_LINES:
        least += 1
    return least


def plot_mention_network(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    ax: Axes | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
    most: int = MOST_PLACES,
) -> Axes:
    """Two columns and lines between them: regions left, strategies and places right.

    Parameters
    ----------
    frame : region_mentions, a row a region and place
    language : "en" or "zh"
    ax : axes to draw into (at least 6 inches wide); then no title, subtitle or note is written
    title, subtitle, note : words around the drawing; None gives plain ones
    most : places drawn at most; strategies come first

    Returns
    -------
    The axes, in inches from the upper left corner; a line is a patch with the gid
    ``"<region>→<place>"``.

    Raises
    ------
    NothingToDraw
        when no text names anything but its own region

    Notes
    -----
    A mention says that a place is named, not that anything ties it to the region: an article
    that lists all provinces draws a line to each. Long articles have thicker lines.
    """
    check_language(language)
    frame = need(frame, COLUMNS, "region_mentions")
    links = _foreign(frame)
    if not links["mentions"].sum() > 0:
        raise NothingToDraw("No text names a place other than its own region: there is no network.")
    own = ax is None
    regions = region_labels(frame, language)
    drawn = sum(map(len, chosen_places(links, most))) + 2
    body = max(drawn * 0.235, len(regions) * 0.215, 1.6)
    ax = paper(body, ax)
    kept, least = _draw(ax, links, regions, place_labels(frame, language), language, most, body)
    if own:
        words = WORDS[language]
        words_around(figure_of(ax), (title, subtitle, note), (
            words["title"], words["subtitle"], _note(frame, links, kept, least, language)
        ))
    return ax


def _draw(
    ax: Axes, links: pd.DataFrame, regions: dict[str, str], places: dict[str, str], language: str,
    most: int, body: float,
) -> tuple[pd.DataFrame, int]:
    """Names at both sides and the lines between; the links drawn and the least of them."""
    left = dict(zip(regions, _heights(len(regions), body), strict=True))
    groups = _right_places(links, left, most, body)
    right = groups[0] | groups[1]
    shown = links[links["place"].isin([place for place in right if place])]
    least = _least(shown)
    shown = shown[shown["mentions"] >= least]
    names = {place: places[place] if text_width(places[place], SIZE) <= RIGHT_LIMIT else place
             for place in right if place}
    x0 = MARGIN + max(text_width(label, SIZE) for label in regions.values()) + 0.1
    x1 = page_width() - MARGIN - 0.42 - max(text_width(name, SIZE) for name in names.values())
    for region, y in left.items():
        ax.text(x0 - 0.07, y, regions[region], ha="right", va="center", fontsize=SIZE, color=INK)
    totals = links.groupby("place")["mentions"].sum()
    for group, colour, word in zip(groups, (BLUE, RUST), ("strategy", "place"), strict=True):
        for place, y in group.items():
            if not place:
                ax.text(x1 + 0.07, y, WORDS[language][word], ha="left", va="center",
                        fontsize=SIZE, color=colour)
                continue
            named = ax.text(x1 + 0.07, y, names[place], ha="left", va="center", fontsize=SIZE,
                            color=INK)
            lead_to(named, "place", "", place)
            ax.text(page_width() - MARGIN, y, f"{totals[place]:,}", ha="right", va="center",
                    fontsize=7, color=GREY)
    top = float(shown["mentions"].max())
    for row in shown.sort_values("mentions", kind="stable").itertuples():
        colour = BLUE if row.place in groups[0] else RUST
        width = row.mentions * min(1.0, 7.0 / top)
        _link(ax, (x0, left[row.region], x1, right[row.place]), width, colour)
        ax.patches[-1].set_gid(f"{row.region}→{row.place}")
    return shown, least


def _note(
    frame: pd.DataFrame, links: pd.DataFrame, kept: pd.DataFrame, least: int, language: str
) -> str:
    words = WORDS[language]
    column = "region_en" if language == "en" else "region"
    rows = frame.drop_duplicates("region")
    names = dict(zip(rows["region"], rows[column], strict=True))
    note, silent = words["own"], _silent(frame)
    if silent:
        listed = [names[r] if isinstance(names[r], str) else r for r in silent]
        note += words["silent"].format(names=words["comma"].join(listed))
    if kept["place"].nunique() < links["place"].nunique():
        note += words["places"].format(shown=kept["place"].nunique(),
                                       all=links["place"].nunique())
    note += words["weak"].format(least=least) if least > 1 else ""
    if set(frame["region"]) - set(kept["region"]):
        note += words["lone"]
    return note + words["n"].format(mentions=int(links["mentions"].sum()),
                                    regions=frame["region"].nunique())
