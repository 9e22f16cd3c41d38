"""How sure the ranking of the themes is: each rank again, with one article left out at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .areas import lead_row
from .labels import articles_note, fitted, theme_labels, theme_names
from .layout import MARGIN, new_figure, page_width, words_around
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
    text_width,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

COLUMNS = ("theme", "focus", "left_out", "left_out_region", "rank")
#: Space between the themes asked for and the others, in rows.
GAP = 0.6
#: Inches for the names of the articles left out.
NAMES = 2.2

WORDS = {
    "en": {
        "title": "{k} of {n} themes keep their rank whichever article is left out",
        "title_one": "1 of {n} themes keeps its rank whichever article is left out",
        "title_all": "All {n} themes keep their rank whichever article is left out",
        "title_none": "No theme keeps its rank whichever article is left out",
        "most": '; "{theme}" moves most',
        "subtitle": "Rank by pooled rate with all articles (dot), range of ranks with one article "
                    "left out (line)",
        "axis": "rank (1 = highest rate)",
        "without": "{rank} without {region}", "of": "an article of {region}",
        "several": "{rank} without any one of {n} articles",
        "either": "{low} or {high}, by which of {n} articles is out", "and": "; ",
        "note": "At the right the article that moves the theme most, and the rank without it. "
                "Rust: what moves farthest. The line is no confidence interval: it says what "
                "hangs on a single article. ",
    },
    "zh": {
        "title": "任去一篇，{n}个主题中有{k}个名次不变",
        "title_one": "任去一篇，{n}个主题中只有1个名次不变",
        "title_all": "任去一篇，{n}个主题的名次都不变",
        "title_none": "去掉某一篇，每个主题的名次都会变动",
        "most": "；“{theme}”变动最大",
        "subtitle": "全部文章合计频率的名次（点）与逐一去掉一篇后名次的范围（线）",
        "axis": "名次（1为频率最高）",
        "without": "去掉{region}后第{rank}位", "of": "{region}的一篇",
        "several": "去掉{n}篇中任一篇后第{rank}位",
        "either": "去掉{n}篇中某一篇后第{low}或第{high}位", "and": "；",
        "note": "右侧为使该主题名次变动最大的一篇及去掉它后的名次。橙色：变动最大者。"
                "横线不是置信区间，只表示结果在多大程度上系于某一篇。",
    },
}


def plot_certainty(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    ax: Axes | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
) -> Axes:
    """Draw how the ranking of the themes changes when one article is left out.

    Parameters
    ----------
    frame : certainty: a row a theme and left-out article ("" = all articles), with theme, theme_zh,
        theme_en, focus, left_out, left_out_region, left_out_region_en and rank
    language : "en" or "zh"
    ax : axes to draw on; with it the caller writes title and note
    title, subtitle, note : words of your own instead of the computed ones

    Returns
    -------
    The axes: a row a theme, the themes asked for first and apart.

    Raises
    ------
    NothingToDraw : no article can be left out, because there are fewer than two

    Notes
    -----
    A short line does not make a theme certain: all articles may err alike, and ranks of themes
    with few hits are decided by single words.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "theme": ["quantum"] * 3, "theme_zh": ["量子计量"] * 3,
    ...     "theme_en": ["quantum metrology"] * 3, "focus": [True] * 3, "left_out": ["", "a", "b"],
    ...     "left_out_region": ["", "广东", "天津"],
    ...     "left_out_region_en": ["", "Guangdong", "Tianjin"], "rank": [5, 9, 5]})
    >>> [text.get_text() for text in plot_certainty(frame).texts]
    ['9 without Guangdong 广东']
    """
    check_language(language)
    need(frame, COLUMNS, "certainty")
    frame = frame.assign(left_out=frame["left_out"].fillna(""))
    table = _ranges(frame, language)
    words, names = WORDS[language], theme_names(frame, language)
    given = ax is not None
    if ax is None:
        ax = _axes(table, frame, language)
    _rows(ax, table, int(frame["rank"].max()))
    ax.set_xlabel(words["axis"], fontsize=8.5)
    if given:
        return ax
    articles = frame.loc[frame["left_out"] != "", "left_out"].nunique()
    words_around(figure_of(ax), (title, subtitle, note), (
        _finding(table, names, words), words["subtitle"],
        words["note"] + articles_note(articles, language),
    ))
    return ax


def _ranges(frame: pd.DataFrame, language: str) -> pd.DataFrame:
    """A row a theme: rank with all, lowest and highest rank, the widest move, and who causes it."""
    whole = frame[frame["left_out"] == ""].set_index("theme")
    parts = frame[frame["left_out"] != ""]
    if parts["left_out"].nunique() < 2:
        raise NothingToDraw("With fewer than two articles none can be left out.")
    table = whole[["rank", "focus"]].astype({"focus": bool})
    ranks = parts.groupby("theme")["rank"]
    table = table.assign(low=ranks.min(), high=ranks.max())
    moves = parts.assign(move=(parts["rank"] - parts["theme"].map(whole["rank"])).abs())
    moves = moves.sort_values(["move", "left_out"], ascending=[False, True], kind="stable")
    table["move"] = moves.groupby("theme")["move"].max()
    articles = parts.drop_duplicates("left_out")["left_out_region"].value_counts()
    crowded = set(articles.index[articles > 1])
    table["who"] = [_who(moves[moves["theme"] == theme], crowded, language)
                    for theme in table.index]
    table["label"] = table.index.map(theme_labels(frame, language))
    return table.sort_values(["focus", "rank"], ascending=[False, True], kind="stable")


def _who(moves: pd.DataFrame, crowded: set[str], language: str) -> str:
    """The article that moves a theme most, by its region's name, and the rank without it.

    Two that move it as far, up and down, both stand there; more are counted.
    """
    first, words = moves.iloc[0], WORDS[language]
    if first["move"] == 0:
        return ""
    far = moves[moves["move"] == first["move"]]
    ranks = sorted(set(far["rank"].astype(int)))
    if len(ranks) > 1:
        parts = [_who(far[far["rank"] == rank], crowded, language) for rank in ranks]
        text = words["and"].join(parts)
        if text_width(text, 7.5) <= NAMES:
            return text
        return words["either"].format(low=ranks[0], high=ranks[-1], n=len(far))
    same = far
    rank, rows = int(first["rank"]), list(same.itertuples(index=False))
    for short in (False, True):
        names = dict.fromkeys(_name(row, crowded, language, short=short) for row in rows)
        text = words["without"].format(
            rank=rank, region=(" or " if language == "en" else "或").join(names)
        )
        if len(names) == 1 or (len(names) == 2 and text_width(text, 7.5) <= NAMES):
            return text
    return words["several"].format(rank=rank, n=len(rows))


def _name(row: Any, crowded: set[str], language: str, *, short: bool) -> str:
    """An article by its region; one of several of its region is said to be one of them."""
    region, english = row.left_out_region, getattr(row, "left_out_region_en", None)
    if not isinstance(region, str) or not region:
        return str(row.left_out)
    name = region
    if language == "en" and isinstance(english, str) and english:
        name = english if short else f"{english} {region}"
    return WORDS[language]["of"].format(region=name) if region in crowded else name


def _finding(table: pd.DataFrame, names: dict[str, str], words: dict) -> str:
    kept, n = int((table["move"] == 0).sum()), len(table)
    if kept == n:
        return words["title_all"].format(n=n)
    form = {0: "title_none", 1: "title_one"}.get(kept, "title")
    text = words[form].format(k=kept, n=n)
    most = table.index[table["move"] == table["move"].max()]
    return text + (words["most"].format(theme=names[most[0]]) if len(most) == 1 else "")


def _axes(table: pd.DataFrame, frame: pd.DataFrame, language: str) -> Axes:
    """Axes between the themes' names and the articles' names, a row's height a theme."""
    labels = [fitted(label, 2.5, 8.5) for label in table["label"]]
    left = max(text_width(label, 8.5) for label in labels) + MARGIN + 0.1
    right = max([text_width(who, 7.5) for who in table["who"]] + [0.3]) + 0.22
    lines = max(label.count("\n") + 1 for label in labels)
    step = 0.22 if lines == 1 else 0.32
    both = table["focus"].any() and not table["focus"].all()
    body = step * (len(table) + (GAP if both else 0.0))
    figure = new_figure(body + 0.5)
    table["label"] = labels
    return add_axes(figure, left, 0.04, page_width() - left - right - MARGIN, body)


def _rows(ax: Axes, table: pd.DataFrame, last: int) -> None:
    """A row a theme: the line of its ranks, the dot, and the article's name at the right."""
    places: list[float] = []
    y = 0.0
    row: Any
    farthest = float(table["move"].max())
    for row, before in zip(table.itertuples(), [None, *table["focus"]], strict=False):
        y += GAP if before and not row.focus else 0.0
        colour = RUST if row.move == farthest > 0 else BLUE
        if row.high > row.low:
            ax.plot([row.low, row.high], [y, y], color=colour, linewidth=2.2, alpha=0.5,
                    solid_capstyle="round")
        ax.plot([row.rank], [y], "o", color=colour, markersize=6)
        if row.who:
            ax.annotate(row.who, (1, y), xycoords=ax.get_yaxis_transform(), xytext=(8, 0),
                        textcoords="offset points", fontsize=7.5, va="center", color=GREY)
        lead_row(ax, y, "theme", "", row.Index)
        places.append(y)
        y += 1.0
    ax.set_ylim(y - 0.5, -0.5)
    ax.set_xlim(0.5, max(last, 2) + 0.5)
    step = 1 if last <= 10 else 5
    ax.set_xticks([tick for tick in range(1, last + 1) if tick % step == 0 or tick == 1])
    ax.set_yticks(places, table["label"], fontsize=8.5, color=INK)
    ax.tick_params(axis="x", labelsize=8)
    ax.grid(axis="x", color=FAINT)
