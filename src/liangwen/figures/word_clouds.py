"""Word clouds: a panel a region, the area of a word by its count."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from .areas import lead_to
from .cloud import Placed, cloud_layout
from .labels import region_labels
from .layout import panels_a_row
from .sheet import MARGIN, new_figure, shortened
from .style import (
    DEEP,
    GREY,
    INK,
    RUST,
    NothingToDraw,
    add_axes,
    check_language,
    footnote,
    headline,
    need,
    page_width,
)
from .term_frequencies import articles_words, own_terms, top_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PANELS = 12

WORDS = {
    "en": {
        "title": "The words of each region's texts",
        "subtitle": "The area of a character is in proportion to its word's occurrences; each "
                    "panel has its own scale",
        "note": "Rust: among the panels shown, this one's cloud alone has the word. A cloud gives "
                "an impression and no measure: rates and intervals are in the figures of term "
                "frequencies and keyness. ",
        "chosen": "{k} of {n} regions are shown: those whose frequent words differ most from the "
                  "average of all. ",
        "scale": "{first} {most:,} times; {n} words shown, the last {least:,}",
    },
    "zh": {
        "title": "各地区文本的用词",
        "subtitle": "字的面积与出现次数成正比，各图刻度不同",
        "note": "橙色：所示各图中只有该图有这个词。词云只给印象，不是度量："
                "频率与区间见词频图与关键性图。",
        "chosen": "{n}个地区中只画{k}个：其常用词与全部地区平均差别最大。",
        "scale": "{first}{most:,}次；画出{n}词，最少{least:,}次",
    },
}


def plot_word_clouds(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    top: int = 40,
    articles: int | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
) -> Figure:
    """Draw a cloud of the most frequent terms of each region's texts.

    Parameters
    ----------
    frame : term_frequencies: a row a region and term, with region, region_en, term, count, per_10k
        and articles
    language : "en" or "zh"
    top : words a cloud at most; only words that print at 6.5 points or more are drawn
    articles : number of articles counted; else as many as the rows of the panels show
    title, subtitle, note : words of your own instead of the computed ones

    Returns
    -------
    A figure with a panel a region; of more than twelve regions the twelve whose frequent words
    differ most from the average of all, and the note says so.

    Raises
    ------
    NothingToDraw : no region has a word

    Notes
    -----
    The eye takes a long word for a frequent one. Never the only evidence: see keyness.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "region": ["广东"] * 2, "region_en": ["Guangdong"] * 2, "term": ["计量", "量子"],
    ...     "count": [36, 9], "per_10k": [60.0, 15.0], "articles": [1, 1]})
    >>> large, small = plot_word_clouds(frame).axes[0].texts[:2]
    >>> large.get_fontsize() / small.get_fontsize()
    2.0
    """
    check_language(language)
    frame = need(frame, ("region", "term", "count", "per_10k"), "term_frequencies")
    words, labels = WORDS[language], region_labels(frame, language)
    shown = _chosen(frame, list(labels))
    counts = {region: _counts(frame[frame["region"] == region], top) for region in shown}
    counts = {region: part for region, part in counts.items() if part}
    if not counts:
        raise NothingToDraw("No region's texts hold a term, so there are no word clouds.")
    figure = _panels(counts, labels, words)
    headline(figure, title or words["title"], subtitle or words["subtitle"])
    chosen = words["chosen"].format(k=len(shown), n=len(labels)) if len(shown) < len(labels) else ""
    drawn = frame[frame["region"].isin(counts)]
    footnote(figure, note or chosen + words["note"] + articles_words(drawn, articles, language))
    return figure


def _counts(part: pd.DataFrame, top: int) -> dict[str, int]:
    """Words and counts of a cloud; spellings of one word (CO₂, CO2) are counted together."""
    counts: dict[str, int] = {}
    for term, count in top_terms(part, top)[["term", "count"]].itertuples(index=False):
        word = unicodedata.normalize("NFKC", term)
        counts[word] = counts.get(word, 0) + int(count)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _chosen(frame: pd.DataFrame, regions: list[str]) -> list[str]:
    """All regions, or the twelve farthest from the mean (cosine of the rates), in their order."""
    if len(regions) <= PANELS:
        return regions
    rates = frame.pivot_table(index="region", columns="term", values="per_10k", aggfunc="sum",
                              fill_value=0.0).reindex(regions)
    table = rates.to_numpy()
    mean = table.mean(axis=0)
    length = np.linalg.norm(table, axis=1) * np.linalg.norm(mean)
    likeness = np.round(table @ mean / np.where(length > 0, length, 1.0), 9)
    order = sorted(range(len(regions)), key=lambda i: (likeness[i], regions[i]))[:PANELS]
    return [regions[i] for i in sorted(order)]


def _panels(
    counts: dict[str, dict[str, int]], labels: dict[str, str], words: dict
) -> Figure:
    columns = panels_a_row({1: 1, 2: 2, 4: 2}.get(len(counts), 3), 1.7)
    rows = -(-len(counts) // columns)
    width = (page_width() - 2 * MARGIN - 0.12 * (columns - 1)) / columns
    tall, head, foot = min(width * 0.62, 1.9), 0.28, 0.3
    figure = new_figure(rows * (head + tall + foot))
    layouts = {
        region: cloud_layout(part, width=width * 72, height=tall * 72)
        for region, part in counts.items()
    }
    own = own_terms({region: [p.word for p in layout] for region, layout in layouts.items()})
    for place, (region, layout) in enumerate(layouts.items()):
        row, column = divmod(place, columns)
        axes = add_axes(figure, MARGIN + column * (width + 0.12),
                        row * (head + tall + foot) + head, width, tall)
        _cloud(axes, layout, own[region], region)
        axes.annotate(labels[region], (0, 1), xytext=(0, 6), textcoords="offset points",
                      xycoords="axes fraction", fontsize=10, va="baseline", color=INK)
        scale = words["scale"].format(first=layout[0].word, most=layout[0].number, n=len(layout),
                                      least=layout[-1].number)
        axes.annotate(shortened(scale, width, 7.5), (0, 0), xytext=(0, -10),
                      textcoords="offset points", xycoords="axes fraction", fontsize=7.5,
                      va="baseline", color=GREY)
    return figure


def _cloud(axes: Axes, layout: Sequence[Placed], own: set[str], region: str) -> None:
    axes.set_axis_off()
    for placed in layout:
        drawn = axes.annotate(
            placed.word, (0, 0), xycoords="axes fraction", textcoords="offset points",
            xytext=(placed.x, placed.y), fontsize=placed.size, va="baseline", ha="left",
            color=RUST if placed.word in own else DEEP,
        )
        lead_to(drawn, "term", region, placed.word)
