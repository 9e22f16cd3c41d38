"""Texts and themes on one map: near each other is what goes together more than chance would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from .areas import lead_to
from .labels import fitted
from .layout import MARGIN, new_figure, page_width, words_around
from .placement import Spot, place_labels
from .style import (
    BLUE,
    FAINT,
    GREY,
    INK,
    RUST,
    NothingToDraw,
    add_axes,
    check_language,
    figure_of,
    need,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

COLUMNS = ("item", "key", "label_zh", "label_en", "x", "y", "mass")
#: A region holds few hits where its mass is under this share of the regions' average mass.
LIGHT = 0.25
#: From this many regions on, English figures name regions and themes in English only.
CROWDED = 10
SIZE = 7.5

WORDS = {
    "en": {
        "title": "Texts and themes by correspondence analysis",
        "subtitle": "A text lies towards the themes to which it gives more hits than the "
        "others do",
        "region": "text of a region", "theme": "theme", "focus": "theme asked for first",
        "light": "text with few hits",
        "axis": "axis {n}: {share} % of the inertia",
        "note": "The two axes show {share} % of the differences. Only directions from the centre "
        "compare texts with themes, not distances between a dot and a square. ",
        "few": "Open: less than a quarter of an average text's hits, so its place is uncertain. ",
        "out": "No room for the names of: {names}. ",
        "n": "n\u00a0=\u00a0{regions} texts or groups of texts, {themes} themes.", "comma": ", ",
    },
    "zh": {
        "title": "文章与主题的对应分析",
        "subtitle": "某文比其他文章更侧重的主题，与其方向相近",
        "region": "地区文章", "theme": "主题", "focus": "重点主题", "light": "命中较少的文章",
        "axis": "第{n}轴：占总惯量的{share}%",
        "note": "两轴共反映{share}%的差异。文章与主题之间只比较自中心出发的方向，"
        "不比较圆点与方块的距离。",
        "few": "空心：命中数不足各文平均的四分之一，位置不确定。",
        "out": "名称未能标出：{names}。",
        "n": "n\u00a0=\u00a0{regions}个地区的文章，{themes}个主题。", "comma": "、",
    },
}


def _light(frame: pd.DataFrame) -> pd.Series:
    """Which rows are regions with little text under them: by `caution` if given, else by mass."""
    regions = frame["item"] == "region"
    if "caution" in frame:
        return regions & frame["caution"].fillna("").ne("")
    return regions & (frame["mass"] < LIGHT * frame.loc[regions, "mass"].mean())


def _labels(frame: pd.DataFrame, language: str) -> list[str]:
    crowded = (frame["item"] == "region").sum() >= CROWDED
    labels = []
    for row in frame.itertuples():
        english = row.label_en if isinstance(row.label_en, str) else ""
        if language == "zh" or not english:
            label = row.label_zh if isinstance(row.label_zh, str) else row.key
        elif crowded or row.item == "theme":
            label = english
        else:
            label = f"{english} {row.label_zh}"
        labels.append(fitted(label, 1.25, SIZE))
    return labels


def _body(frame: pd.DataFrame) -> tuple[tuple[float, float, float, float], float]:
    """Limits of the axes (data) with room for labels, and the height in inches at equal scales."""
    xs, ys = np.append(frame["x"], 0.0), np.append(frame["y"], 0.0)
    width, height = max(np.ptp(xs), 1e-6), max(np.ptp(ys), 1e-6)
    inches = page_width() - 0.75
    # Names need an inch of paper at the sides and a third of one above and below.
    scale = min((inches - 1.9) / width, (6.6 - 0.9) / height)
    tall = float(np.clip(height * scale + 0.9, 4.2, 6.6))
    x, y = (xs.min() + xs.max()) / 2, (ys.min() + ys.max()) / 2
    half_x, half_y = inches / 2 / scale, tall / 2 / scale
    return (x - half_x, x + half_x, y - half_y, y + half_y), tall


def _marks(ax: Axes, frame: pd.DataFrame) -> None:
    light = _light(frame)
    for row, few in zip(frame.itertuples(), light, strict=True):
        region = row.item == "region"
        colour = INK if region else RUST if row.focus else BLUE
        (mark,) = ax.plot(
            [row.x], [row.y], marker="o" if region else "s", markersize=5 if region else 4.4,
            color=colour, markerfacecolor="white" if few else colour, markeredgewidth=1.1,
            linestyle="none", zorder=3, gid=f"{row.item}:{row.key}",
        )
        if not region:
            lead_to(mark, "theme", "", row.key)


def _names(ax: Axes, frame: pd.DataFrame, language: str) -> list[str]:
    """Write the names; those without a place are returned."""
    # Rounded, so that the last digit of a coordinate never decides where a name stands.
    points = ax.transData.transform(frame[["x", "y"]].to_numpy(dtype=float)) / ax.figure.dpi
    points = points.round(3)
    box = ax.get_window_extent()
    bounds = tuple(side / ax.figure.dpi for side in (box.x0, box.y0, box.x1, box.y1))
    labels = _labels(frame, language)
    # The farther from the centre, the more a point says: it is named first and nearest.
    reach = np.hypot(frame["x"], frame["y"]).to_numpy()
    order = np.lexsort((np.arange(len(frame)), -reach.round(9)))
    spots = place_labels([tuple(points[i]) for i in order], [labels[i] for i in order], bounds,
                         size=SIZE)
    out = []
    for i, spot in zip(order, spots, strict=True):
        row = frame.iloc[i]
        if spot is None:
            out.append(labels[i].replace("\n", " "))
            continue
        _name(ax, row, labels[i], spot, points[i])
    return out


def _name(ax: Axes, row: pd.Series, label: str, spot: Spot, point: np.ndarray) -> None:
    centre = (spot.x + spot.width / 2 - point[0], spot.y + spot.height / 2 - point[1])
    colour = INK if row["item"] == "region" else RUST if row["focus"] else BLUE
    named = ax.annotate(label, (row["x"], row["y"]), xytext=(centre[0] * 72, centre[1] * 72),
                textcoords="offset points", ha="center", va="center", fontsize=SIZE, color=colour,
                linespacing=1.05)
    if row["item"] == "theme":
        lead_to(named, "theme", "", row["key"])
    if spot.leader:
        near = spot.nearest(tuple(point))
        ax.annotate("", (row["x"], row["y"]),
                    xytext=((near[0] - point[0]) * 72, (near[1] - point[1]) * 72),
                    textcoords="offset points",
                    arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.5,
                                "shrinkA": 0, "shrinkB": 3})


def plot_correspondence(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    ax: Axes | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
) -> Axes:
    """Biplot of regions (dots) and themes (squares) on the first two axes, with names.

    Parameters
    ----------
    frame : correspondence, a row a region or theme; ``frame.attrs["inertia"]`` holds the axes'
        shares of the inertia (0 to 1). A column ``caution``, where given, says which regions rest
        on few hits; otherwise those whose mass is under a quarter of the average
    language : "en" or "zh"
    ax : axes to draw into; then no title, subtitle or note is written, and the axes keep their size
    title, subtitle, note : words around the drawing; None gives plain ones

    Returns
    -------
    The axes. Each mark is a line with the gid ``"region:<key>"`` or ``"theme:<key>"``.

    Raises
    ------
    NothingToDraw
        for fewer than three regions or three themes: there is no plane to draw

    Notes
    -----
    A rare theme that only one text has lies far out and pulls its text along: look at the counts
    before reading a corner of the map.
    """
    check_language(language)
    need(frame, COLUMNS, "correspondence")
    counts = frame["item"].value_counts()
    if counts.get("region", 0) < 3 or counts.get("theme", 0) < 3:
        raise NothingToDraw(
            "A correspondence map needs three regions and three themes with hits; there are "
            f"{counts.get('region', 0)} and {counts.get('theme', 0)}."
        )
    own = ax is None
    limits, height = _body(frame)
    if ax is None:
        figure = new_figure(height + 0.75)
        ax = add_axes(figure, 0.6, 0.28, page_width() - 0.6 - MARGIN - 0.06, height)
    ax.set(xlim=limits[:2], ylim=limits[2:])
    if not own:
        ax.set_aspect("equal", adjustable="datalim")
    return _finish(frame, ax, language, own, (title, subtitle, note))


def _finish(
    frame: pd.DataFrame, ax: Axes, language: str, own: bool,
    texts: tuple[str | None, str | None, str | None],
) -> Axes:
    words, inertia = WORDS[language], frame.attrs.get("inertia", [float("nan")] * 2)
    shares = [f"{100 * share:.0f}" if np.isfinite(share) else "?" for share in inertia]
    ax.axhline(0, color=FAINT, linewidth=0.8, zorder=0)
    ax.axvline(0, color=FAINT, linewidth=0.8, zorder=0)
    for number, axis in enumerate((ax.xaxis, ax.yaxis)):
        axis.set_label_text(words["axis"].format(n=number + 1, share=shares[number]), fontsize=8)
        axis.set_major_locator(MaxNLocator(5))
        axis.set_tick_params(labelsize=7.5, labelcolor=GREY)
    _marks(ax, frame)
    out = _names(ax, frame, language)
    light = bool(_light(frame).any())
    if own:
        _key(ax, words, light=light, focus=bool(frame["focus"].any()))
        total = f"{100 * sum(inertia[:2]):.0f}" if np.isfinite(sum(inertia[:2])) else "?"
        plain = words["note"].format(share=total) + (words["few"] if light else "")
        if out:
            plain += words["out"].format(names=words["comma"].join(out))
        counts = frame["item"].value_counts()
        plain += words["n"].format(regions=counts["region"], themes=counts["theme"])
        words_around(figure_of(ax), texts, (words["title"], words["subtitle"], plain))
    return ax


def _key(ax: Axes, words: dict[str, str], *, light: bool, focus: bool) -> None:
    """What the marks mean, in a row above the axes."""
    entries = [("o", INK, INK, "region")]
    entries += [("o", INK, "white", "light")] if light else []
    entries += [("s", RUST, RUST, "focus")] if focus else []
    entries += [("s", BLUE, BLUE, "theme")]
    handles = [
        Line2D([], [], marker=marker, color=colour, markerfacecolor=face, linestyle="none",
                   markersize=5, label=words[word])
        for marker, colour, face, word in entries
    ]
    ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=len(handles),
              borderaxespad=0.2, handletextpad=0.2, columnspacing=1.4, borderpad=0.2)
