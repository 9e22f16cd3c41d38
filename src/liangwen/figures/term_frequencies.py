"""The most frequent terms of each region's texts: panels of bars, or a grid of words.

Up to `PANELS` regions have a panel of bars on one shared scale; more regions have a row each, with
their first terms and the counts beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from matplotlib.ticker import MaxNLocator

from liangwen.leads import Lead

from .areas import lead_row
from .labels import articles_note, region_labels
from .layout import panels_a_row
from .sheet import MARGIN, Entry, new_figure, shortened, word_grid
from .style import (
    BLUE,
    GREY,
    INK,
    RUST,
    add_axes,
    check_language,
    footnote,
    headline,
    need,
    page_width,
    text_width,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PANELS = 6

WORDS = {
    "en": {
        "title": "{term} is the most frequent term of the texts of {k} of {n} regions",
        "title_all": "{term} is the most frequent term of the texts of each of {n} regions",
        "title_apart": "Each region's texts have a most frequent term of their own",
        "title_one": "{term} is the most frequent term",
        "subtitle": "Occurrences per 10,000 tokens (bar) and their number; one scale for all "
                    "panels",
        "subtitle_grid": "The {top} most frequent terms of each region's texts and the number of "
                         "their occurrences",
        "note": "Rust: a term that is among the {top} most frequent in this region only. ",
        "tail": "Tokens as segmented, stop words left out, punctuation not counted; a frequent "
                "word is not yet a characteristic one. ",
        "axis": "per 10,000 tokens",
    },
    "zh": {
        "title": "{n}个地区中有{k}个地区的文本以“{term}”出现最多",
        "title_all": "{n}个地区的文本都以“{term}”出现最多",
        "title_apart": "各地区文本出现最多的词各不相同",
        "title_one": "出现最多的词是“{term}”",
        "subtitle": "每万词出现次数（横条）与出现次数（数字）；各图刻度相同",
        "subtitle_grid": "各地区文本中出现最多的{top}个词及其出现次数",
        "note": "橙色：只在该地区居前{top}位的词。",
        "tail": "按分词结果统计，不计停用词和标点；出现多的词未必是有特色的词。",
        "axis": "每万词出现次数",
    },
}


def plot_term_frequencies(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    top: int | None = None,
    articles: int | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
) -> Figure:
    """Draw the most frequent terms of each region's texts.

    Parameters
    ----------
    frame : term_frequencies: a row a region and term, with region, region_en, term, count, per_10k
        (per 10,000 tokens) and articles (that use the term)
    language : "en" or "zh"
    top : terms a region; 10 in panels and 6 in the grid unless told otherwise
    articles : number of articles counted; else as many as the frame shows
    title, subtitle, note : words of your own instead of the computed ones

    Returns
    -------
    A figure with a panel a region; with more than six regions a row a region.

    Notes
    -----
    The most frequent terms of policy texts are much the same everywhere (发展, 建设, 推进): what
    sets a text apart is a question for keyness.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "region": ["广东", "天津"], "region_en": ["Guangdong", "Tianjin"], "term": ["计量"] * 2,
    ...     "count": [117, 53], "per_10k": [590.0, 420.0], "articles": [1, 1]})
    >>> figure = plot_term_frequencies(frame)
    >>> [float(axes.patches[0].get_width()) for axes in figure.axes]
    [590.0, 420.0]
    """
    check_language(language)
    frame = need(frame, ("region", "term", "count", "per_10k"), "term_frequencies")
    words, labels = WORDS[language], region_labels(frame, language)
    grid = len(labels) > PANELS
    top = top or (6 if grid else 10)
    tops = {region: top_terms(frame[frame["region"] == region], top) for region in labels}
    own = own_terms({region: list(part["term"]) for region, part in tops.items()})
    draw = _grid if grid else _panels
    figure = draw(tops, labels, own, words, top)
    headline(figure, title or _finding(tops, words),
             subtitle or words["subtitle_grid" if grid else "subtitle"].format(top=top))
    coloured = words["note"].format(top=top) if any(own.values()) else ""
    footnote(figure, note or coloured + words["tail"]
             + articles_words(frame, articles, language))
    return figure


def top_terms(part: pd.DataFrame, top: int) -> pd.DataFrame:
    """The most frequent terms of one region; ties by the term itself, so that they stay put."""
    part = part[part["count"] > 0]
    return part.sort_values(["count", "term"], ascending=[False, True]).head(top)


def own_terms(terms: dict[str, list[str]]) -> dict[str, set[str]]:
    """Of lists of terms by region, those that stand in one list only; none for a single list.

    Examples
    --------
    >>> own_terms({"广东": ["计量", "量子"], "天津": ["计量"]})
    {'广东': {'量子'}, '天津': set()}
    """
    if len(terms) == 1:
        return {region: set() for region in terms}
    return {
        region: set(mine).difference(*(other for key, other in terms.items() if key != region))
        for region, mine in terms.items()
    }


def articles_words(frame: pd.DataFrame, articles: int | None, language: str) -> str:
    r"""The number of articles for a note, or at least how many the frame itself shows.

    A table of terms knows how many articles use a term, not how many there are: that is at least
    the most that any term of a region has. Where no term stands in two articles of its region,
    each has one. ``frame.attrs["articles"]`` ({region: number}) says it outright.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"region": ["广东", "天津"], "articles": [1, 3]})
    >>> articles_words(frame, None, "en"), articles_words(frame, 5, "en")
    ('n\xa0≥\xa04 articles.', 'n\xa0=\xa05 articles.')
    """
    if articles is not None:
        return articles_note(articles, language)
    told = frame.attrs.get("articles")
    if isinstance(told, Mapping) and told.keys() >= set(frame["region"]):
        return articles_note(sum(told[region] for region in frame["region"].unique()), language)
    if "articles" not in frame:
        return ""
    most = frame.groupby("region")["articles"].max()
    words = articles_note(int(most.sum()), language)
    return words if most.max() <= 1 else words.replace("=", "≥")


def _finding(tops: dict[str, pd.DataFrame], words: dict) -> str:
    first = [part["term"].iloc[0] for part in tops.values() if len(part)]
    if len(tops) == 1 and first:
        return words["title_one"].format(term=first[0])
    term = max(sorted(set(first)), key=first.count, default="")
    if first.count(term) < 2:
        return words["title_apart"]
    form = "title_all" if first.count(term) == len(tops) else "title"
    return words[form].format(term=term, k=first.count(term), n=len(tops))


def _panels(
    tops: dict[str, pd.DataFrame], labels: dict[str, str], own: dict[str, set[str]], words: dict,
    top: int,
) -> Figure:
    columns = panels_a_row(min(len(tops), 3) if len(tops) != 4 else 2, 2.2)
    rows = -(-len(tops) // columns)
    step, head, foot = 0.19, 0.36, 0.42
    height = head + step * top + foot
    figure = new_figure(rows * height - 0.05)
    longest = max((text_width(term, 8.5) for part in tops.values() for term in part["term"]),
                  default=0.3)
    names = min(longest + 0.08, 0.95)
    pitch = (page_width() - 2 * MARGIN + 0.15) / columns
    scale = max((part["per_10k"].max() for part in tops.values() if len(part)), default=1.0)
    for place, (region, part) in enumerate(tops.items()):
        row, column = divmod(place, columns)
        axes = add_axes(figure, MARGIN + column * pitch + names, row * height + head,
                        pitch - names - 0.15, step * top)
        _bars(axes, part, own[region], scale, top, names)
        axes.annotate(labels[region], (0, 1), xycoords="axes fraction", fontsize=10,
                      va="baseline", xytext=(-names * 72, 7), textcoords="offset points", color=INK)
        if place + columns >= len(tops):
            axes.set_xlabel(words["axis"], fontsize=8)
    return figure


def _bars(
    axes: Axes, part: pd.DataFrame, own: set[str], scale: float, top: int, names: float
) -> None:
    """Bars of one region, the count where the bar ends."""
    positions = range(len(part))
    axes.barh(positions, part["per_10k"], height=0.55,
              color=[RUST if term in own else BLUE for term in part["term"]])
    for y, region, term in zip(positions, part["region"], part["term"], strict=True):
        lead_row(axes, y, "term", region, term)
    for y, rate, count in zip(positions, part["per_10k"], part["count"], strict=True):
        axes.annotate(f"{int(count):,}", (rate, y), xytext=(3, 0), textcoords="offset points",
                      fontsize=7.5, va="center", color=GREY)
    axes.set_ylim(top - 0.5, -0.5)
    axes.set_xlim(0, scale * 1.22)
    axes.set_xticks([t for t in MaxNLocator(3).tick_values(0, scale) if t <= scale * 1.05])
    axes.set_yticks(list(positions), [shortened(t, names - 0.06, 8.5) for t in part["term"]],
                    fontsize=8.5)
    axes.tick_params(axis="x", labelsize=8)
    axes.grid(axis="x")
    for tick, term in zip(axes.get_yticklabels(), part["term"], strict=True):
        tick.set_color(RUST if term in own else INK)


def _grid(
    tops: dict[str, pd.DataFrame], labels: dict[str, str], own: dict[str, set[str]], words: dict,
    top: int,
) -> Figure:
    rows = {
        labels[region]: [
            Entry(term, f"{int(count):,}", RUST if term in own[region] else INK,
                  lead=Lead("term", region, term))
            for term, count in zip(part["term"], part["count"], strict=True)
        ]
        for region, part in tops.items()
    }
    return word_grid(rows, columns=top)
