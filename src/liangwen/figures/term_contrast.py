"""Two axes of one vocabulary: how often a term stands in one region's texts, and in the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .areas import lead_to
from .labels import region_labels
from .layout import MARGIN, new_figure, page_width, words_around
from .placement import place_labels
from .style import (
    BLUE,
    EMPTY,
    FAINT,
    GREY,
    INK,
    RUST,
    NothingToDraw,
    add_axes,
    as_text,
    check_language,
    figure_of,
    need,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

COLUMNS = ("region", "term", "count", "reference_count", "log_ratio", "lrc", "per_10k",
           "reference_per_10k")
#: Labels tried: terms beyond chance first, then the most frequent of the shared vocabulary.
APART, SHARED = 40, 20
SIZE, BODY = 7.5, 5.0
#: Room for terms of which one side has none, in powers of ten below the rarest that occurs.
GUTTER = 0.35
TICKS = (0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000)

WORDS = {
    "en": {
        "texts": "the {region} texts", "text": "the {region} text",
        "title": "Words of {here} and of all the others",
        "subtitle": "A dot a term; above the line it is more frequent in {here}, below in the "
                    "others",
        "here": "per 10,000 tokens in {here}", "there": "per 10,000 tokens in all other texts",
        "none": "none",
        "note": "Logarithmic axes. Blue more, rust less often beyond chance for all the terms "
                "tested together (LRC); grey: may be chance. A larger dot: several terms with the "
                "same two rates. Named: the {named} that stand clear. ",
        "single": "A single article: chance within this text only, nothing about the province. ",
        "n": "n\u00a0=\u00a0{n:,} terms.",
    },
    "zh": {
        "texts": "{region}各文", "text": "{region}一文",
        "title": "{here}与其他文本的用词",
        "subtitle": "一点为一词；斜线以上者在{here}中更常用，以下者在其他文本中更常用",
        "here": "在{here}中每万词出现次数", "there": "在其他文本中每万词出现次数",
        "none": "无",
        "note": "两轴均为对数。蓝色多用、橙色少用，就全部受检词而言超出偶然（LRC）；"
                "灰色可能出于偶然。大点：几个词的两个频率相同。标名者为位置宽裕的{named}个词。",
        "single": "只有一篇文章：偶然仅指该文之内，不能推及省份。",
        "n": "n\u00a0=\u00a0{n:,}个词。",
    },
}


def plot_term_contrast(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    region: str | None = None,
    ax: Axes | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
) -> Axes:
    """All terms on two axes: their rate in one region's texts against that in all the others.

    Parameters
    ----------
    frame : keyness, a row a region and term
    language : "en" or "zh"
    region : whose texts stand on the upright axis; None takes the region with the term that is
        set apart most clearly, by its LRC
    ax : axes to draw into; then no title, subtitle or note is written
    title, subtitle, note : words around the drawing; None gives plain ones

    Returns
    -------
    The axes, both in powers of ten. A dot is a collection with the gid ``"more"``, ``"less"`` or
    ``"alike"``; a named term is an annotation.

    Raises
    ------
    NothingToDraw
        with fewer than two regions: there are no others

    Notes
    -----
    Distance from the line is the log ratio, which rare terms reach by chance: only colour says
    that a term is set apart. With one article a region that means apart from the other texts,
    and nothing about provinces.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "region": ["广东"] * 2 + ["天津"] * 2, "region_en": ["Guangdong"] * 2 + ["Tianjin"] * 2,
    ...     "term": ["量子", "计量"] * 2, "count": [30, 60, 1, 60],
    ...     "reference_count": [1, 60, 30, 60], "log_ratio": [4.3, 0.0, -4.3, 0.0],
    ...     "lrc": [2.0, 0.0, -2.0, 0.0], "per_10k": [30.0, 60.0, 1.0, 60.0],
    ...     "reference_per_10k": [1.0, 60.0, 30.0, 60.0]})
    >>> sorted(text.get_text() for text in plot_term_contrast(frame).texts if text.get_text())
    ['计量', '量子']
    """
    check_language(language)
    frame = need(frame, COLUMNS, "keyness", numbers=("per_10k", "reference_per_10k", "lrc"))
    labels = region_labels(frame, language)
    if len(labels) < 2:
        raise NothingToDraw("A contrast of terms needs a second region to compare with.")
    chosen = contrasted(frame) if region is None else region
    part = frame[frame["region"] == chosen].reset_index(drop=True)
    if part.empty:
        raise NothingToDraw(f"No text of {chosen} has a term that is compared.")
    own, words, single = ax is None, WORDS[language], _single(frame, chosen)
    here = words["text" if single else "texts"].format(region=_name(part, language))
    lows, high = _limits(part)
    if ax is None:
        wide = page_width() - 0.62 - MARGIN - 0.06
        tall = min(BODY, wide)
        ax = add_axes(new_figure(tall + 0.55), 0.62, 0.05, wide, tall)
    _ground(ax, lows, high, words, here)
    _dots(ax, part, lows)
    named = _names(ax, part, chosen, lows)
    if own:
        plain = words["note"].format(named=named)
        plain += words["single"] if single else ""
        words_around(figure_of(ax), (title, subtitle, note), (
            words["title"].format(here=here), words["subtitle"].format(here=here),
            plain + words["n"].format(n=len(part)),
        ))
    return ax


def contrasted(frame: pd.DataFrame) -> str:
    """Return the region whose texts have the term that is set apart most clearly."""
    clearest = frame.groupby("region", sort=False)["lrc"].max().round(6)
    return str(clearest.index[int(np.argmax(clearest.to_numpy()))])


def _name(part: pd.DataFrame, language: str) -> str:
    english = part["region_en"].iloc[0] if "region_en" in part else None
    if language == "en" and isinstance(english, str):
        return english
    return str(part["region"].iloc[0])


def _single(frame: pd.DataFrame, region: str) -> bool:
    """Whether the region has one article: as the table tells it, else as its rows show."""
    told = frame.attrs.get("articles")
    if isinstance(told, dict):
        return bool(told.get(region) == 1)
    if "caution" in frame:
        cautions = frame.loc[frame["region"] == region, "caution"]
        return bool(cautions.fillna("").str.contains("single article").any())
    return False


def _limits(part: pd.DataFrame) -> tuple[tuple[float, float], float]:
    """Powers of ten: the lowest of either axis, the rarest term above it, and the top of both."""
    rates = part[["reference_per_10k", "per_10k"]].to_numpy()
    if not (rates > 0).any():
        raise NothingToDraw("No term occurs in any of the texts compared.")
    powers = np.where(rates > 0, np.log10(np.where(rates > 0, rates, 1)), np.inf)
    top = float(powers[np.isfinite(powers)].max())
    x, y = (min(float(low), top) - 0.12 for low in powers.min(axis=0))
    return (x, y), top + 0.15


def _place(rates: pd.Series, low: float) -> np.ndarray:
    """Rates as powers of ten; none at all stands in a gutter of its own."""
    values = rates.to_numpy(dtype=float)
    return np.where(values > 0, np.log10(np.where(values > 0, values, 1)), low - GUTTER / 2)


def _ground(
    ax: Axes, lows: tuple[float, float], high: float, words: dict[str, str], here: str
) -> None:
    """Axes, the line of equal rates, and the gutters of terms that one side lacks."""
    ax.set(xlim=(lows[0] - GUTTER, high), ylim=(lows[1] - GUTTER, high))
    ax.plot([max(lows), high], [max(lows), high], color=EMPTY, linewidth=0.9, zorder=1)
    ax.axvline(lows[0], color=FAINT, linewidth=0.8, zorder=0)
    ax.axhline(lows[1], color=FAINT, linewidth=0.8, zorder=0)
    for low, put in zip(lows, (ax.set_xticks, ax.set_yticks), strict=True):
        ticks = [tick for tick in TICKS if low <= np.log10(tick) <= high]
        put([low - GUTTER / 2, *np.log10(ticks)],
            [words["none"], *(f"{tick:,g}" for tick in ticks)], fontsize=8, color=GREY)
    ax.set_xlabel(words["there"], fontsize=8.5)
    ax.set_ylabel(words["here"].format(here=here), fontsize=8.5)


def _kind(row: Any) -> str:
    return "alike" if row.lrc == 0 else "more" if row.log_ratio > 0 else "less"


KINDS = {"alike": (GREY, 0.4, 2), "more": (BLUE, 0.9, 3), "less": (RUST, 0.9, 3)}


def _places(part: pd.DataFrame, lows: tuple[float, float]) -> np.ndarray:
    """Both rates of each term as places on the axes."""
    return np.column_stack([_place(part["reference_per_10k"], lows[0]),
                            _place(part["per_10k"], lows[1])])


def _dots(ax: Axes, part: pd.DataFrame, lows: tuple[float, float]) -> None:
    """A dot a place: larger where several terms of a kind have the same two rates."""
    x, y = _places(part, lows).round(4).T
    table = part.assign(x=x, y=y, kind=[_kind(row) for row in part.itertuples()])
    size = 11 if len(part) < 1000 else 7
    spots = table.groupby(["kind", "x", "y"], sort=True).size().reset_index(name="terms")
    for kind, (colour, alpha, order) in KINDS.items():
        rows = spots[spots["kind"] == kind]
        ax.scatter(rows["x"], rows["y"], s=size * np.sqrt(rows["terms"]), color=colour, alpha=alpha,
                   linewidth=0, zorder=order, gid=kind)


def _wanted(part: pd.DataFrame) -> list[int]:
    """Rows to be named: those apart by their LRC, then the most frequent, each once."""
    lrc, ratio = part["lrc"].abs().round(6), part["log_ratio"].abs().round(6)
    apart = part.assign(_lrc=lrc, _ratio=ratio)[lrc > 0]
    apart = apart.sort_values(["_lrc", "_ratio", "term"], ascending=[False, False, True])
    total = part["count"] + part["reference_count"]
    shared = part.assign(_total=total).sort_values(["_total", "term"], ascending=[False, True])
    chosen = [*apart.index[:APART], *shared.index[:SHARED]]
    return list(dict.fromkeys(int(index) for index in chosen))


def _names(ax: Axes, part: pd.DataFrame, region: str, lows: tuple[float, float]) -> int:
    """Name the terms for which there is room beside their dots, on no other dot."""
    places = _places(part, lows)
    inches = (ax.transData.transform(places) / ax.figure.dpi).round(3)
    box = ax.get_window_extent()
    bounds = tuple(round(side / ax.figure.dpi, 3) for side in (box.x0, box.y0, box.x1, box.y1))
    rows = _wanted(part)
    points: Sequence[tuple[float, float]] = [tuple(inches[row]) for row in rows]
    spots = place_labels(points, list(part["term"].iloc[rows]), bounds, size=SIZE, gap=0.06,
                         rings=4, others=np.unique(inches, axis=0))
    named = 0
    for row, point, spot in zip(rows, points, spots, strict=True):
        if spot is None:
            continue
        kind = _kind(part.iloc[row])
        x = spot.x + spot.width / 2 - point[0]
        y = spot.y + spot.height / 2 - point[1]
        drawn = ax.annotate(
            part["term"].iloc[row], places[row], xytext=(72 * x, 72 * y),
            textcoords="offset points", ha="center", va="center", fontsize=SIZE, zorder=4,
            color=INK if kind == "alike" else as_text(KINDS[kind][0]),
        )
        lead_to(drawn, "term", region, part["term"].iloc[row])
        named += 1
    return named
