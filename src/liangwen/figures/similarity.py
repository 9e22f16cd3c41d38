"""How alike the articles are in their words: each against each, the like ones side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import Normalize
from matplotlib.patches import Rectangle

from .article_labels import article_labels, both_sides
from .labels import articles_note, fitted
from .layout import MARGIN, new_figure, page_width, words_around
from .style import (
    AMOUNT,
    EMPTY,
    FAINT,
    GREY,
    INK,
    NothingToDraw,
    add_axes,
    check_language,
    figure_of,
    ink_on,
    need,
    text_width,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

COLUMNS = ("article_id", "region", "region_en", "other_article_id", "other_region",
           "other_region_en", "similarity")
#: Up to this many articles each cell bears its number.
NUMBERED = 14
#: Up to this many the cells are wide, and the names of the columns stand level above them.
WIDE = 7
MOST_ARTICLES = 45

WORDS = {
    "en": {
        "title": "How alike the articles are in their words",
        "subtitle": "TF-IDF cosine, 0 (no term in common) to 1; articles in an order that puts "
        "like ones side by side",
        "key": "cosine",
        "note": "The weights come from these texts, so that a cosine is comparable within this "
        "figure only. ",
        "some": "Drawn are the {n} articles of the most alike pairs. ",
        "unknown": "White: a pair that is not in the table. ",
        "one": "Only one article: there is nothing to compare it with.",
    },
    "zh": {
        "title": "各文章用词的相似程度",
        "subtitle": "TF-IDF余弦，0（没有共同词语）至1；相近的文章排在一起",
        "key": "余弦",
        "note": "权重取自这批文本，余弦值只能在本图之内比较。",
        "some": "仅画出最相似的若干对所涉及的{n}篇文章。",
        "unknown": "空白：表中未列的文章对。",
        "one": "只有一篇文章，无从比较。",
    },
}


def _matrix(frame: pd.DataFrame, names: list[str]) -> np.ndarray:
    """Cosines, articles × articles; NaN on the diagonal and where a pair is not listed."""
    place = {name: i for i, name in enumerate(names)}
    matrix = np.full((len(names), len(names)), np.nan)
    pairs = frame[["article_id", "other_article_id", "similarity"]]
    for first, second, value in pairs.itertuples(index=False):
        if first in place and second in place:
            matrix[place[first], place[second]] = matrix[place[second], place[first]] = value
    return matrix


def _order(matrix: np.ndarray) -> list[int]:
    """Order of average-linkage clustering, turned so that neighbours are as alike as can be."""
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import squareform

    if len(matrix) < 3:
        return list(range(len(matrix)))
    distance = 1 - np.nan_to_num(matrix.round(6))
    np.fill_diagonal(distance, 0)
    # Distances of equal pairs must not differ in their last digit by the order of adding.
    tree = linkage(squareform(distance.clip(0), checks=False), "average", optimal_ordering=True)
    order: list[int] = leaves_list(tree).tolist()
    # The mirrored order says the same: the article that comes first in the table stands first.
    return order if order.index(0) * 2 < len(order) else order[::-1]


def _axes(labels: list[str], ax: Axes | None) -> Axes:
    """Axes of cells: a few wide ones with names above them, or many small ones, names upright."""
    few = len(labels) <= WIDE
    size = 8.5 if len(labels) <= NUMBERED else 7.5
    rows = [fitted(label, 1.6, size) for label in labels] if few else labels
    left = MARGIN + max(text_width(label, size) for label in rows) + 0.1
    across = (page_width() - left - 0.75) / len(labels)
    heads = [fitted(label, min(across, 1.3) - 0.06, size) for label in labels] if few else labels
    width, height = (min(across, 1.3), 0.4) if few else (min(across, 0.62),) * 2
    lines = max(head.count("\n") + 1 for head in heads)
    head = lines * size * 1.2 / 72 + 0.1 if few else 0.05
    foot = 0.05 if few else max(text_width(label, size) for label in labels) + 0.15
    if ax is None:
        figure = new_figure(head + height * len(labels) + foot)
        ax = add_axes(figure, left, head, width * len(labels), height * len(labels))
    ax.set(xlim=(-0.5, len(labels) - 0.5), ylim=(len(labels) - 0.5, -0.5))
    ax.spines[:].set_visible(False)
    if few:
        ax.xaxis.tick_top()
    ax.set_xticks(range(len(labels)), heads, rotation=0 if few else 90, fontsize=size, color=INK,
                  linespacing=1.1)
    ax.set_yticks(range(len(labels)), rows, fontsize=size, linespacing=1.1)
    ax.tick_params(length=0, pad=3)
    return ax


def _cells(ax: Axes, matrix: np.ndarray, scale: Normalize) -> None:
    numbered = len(matrix) <= NUMBERED
    for y, row in enumerate(matrix):
        for x, value in enumerate(row):
            known = np.isfinite(value)
            colour = AMOUNT(scale(value)) if known else FAINT if x == y else "white"
            ax.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=colour, edgecolor="white",
                                   linewidth=1.2 if numbered else 0.5))
            if known and numbered:
                ax.text(x, y, f"{value:.2f}".replace("0.", "."), ha="center", va="center",
                        fontsize=8 if len(matrix) <= 10 else 7, color=ink_on(colour))


def _key(ax: Axes, low: float, high: float, language: str) -> None:
    """A narrow bar of the colours at the right, with the cosines at its ends."""
    figure = figure_of(ax)
    box = ax.get_position()
    width, height = figure.get_size_inches()
    tall = min(1.5 / height, box.height)
    bar = figure.add_axes((box.x1 + 0.14 / width, box.y1 - tall, 0.12 / width, tall))
    bar.imshow(np.linspace(1, 0, 128)[:, np.newaxis], aspect="auto", cmap=AMOUNT,
               extent=(0, 1, low, high))
    bar.set_xticks([])
    bar.yaxis.tick_right()
    bar.set_yticks([low, high], [f"{low:.2f}", f"{high:.2f}"], fontsize=7.5)
    bar.tick_params(length=0, labelcolor=GREY, pad=2)
    bar.spines[:].set_color(EMPTY)
    bar.set_ylabel(WORDS[language]["key"], fontsize=7.5, color=GREY, labelpad=1)
    bar.yaxis.set_label_position("right")


def plot_similarity(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    ax: Axes | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
) -> Axes:
    """Articles × articles, coloured by the cosine of their words, like ones side by side.

    Parameters
    ----------
    frame : similarity, a row a pair of articles
    language : "en" or "zh"
    ax : axes to draw into; then no title, subtitle, note or key is written
    title, subtitle, note : words around the drawing; None gives plain ones

    Returns
    -------
    The axes, one unit a cell. Up to fourteen articles each cell bears its number.

    Raises
    ------
    NothingToDraw
        with fewer than two articles

    Notes
    -----
    The colours run from the smallest to the largest cosine drawn, so that a dark cell says "more
    than the others here" and not "alike". Of more than 45 articles those of the most alike pairs
    are drawn.
    """
    check_language(language)
    words, own = WORDS[language], ax is None
    if len(frame) == 0:
        raise NothingToDraw(words["one"])
    frame = need(frame.assign(region=frame["region"].fillna("")), COLUMNS, "similarity",
                 numbers=("similarity",))
    frame = frame.assign(region=frame["region"].replace("", None))
    articles = both_sides(frame.sort_values("similarity", ascending=False, kind="stable"))
    total = len(articles)
    articles = articles.head(MOST_ARTICLES)
    names = articles["article_id"].tolist()
    matrix = _matrix(frame, names)
    order = _order(matrix)
    labels = article_labels(articles, language)
    ax = _axes([labels[names[i]] for i in order], ax)
    known = matrix[np.isfinite(matrix)]
    low, high = float(known.min()), float(known.max())
    low, high = (low, high) if high > low else (0.0, high or 1.0)
    scale = Normalize(low, high)
    _cells(ax, matrix[np.ix_(order, order)], scale)
    if own:
        _key(ax, low, high, language)
        holes = np.isnan(matrix).sum() > len(matrix)
        plain = words["note"] + (words["some"].format(n=len(names)) if total > len(names) else "")
        plain += (words["unknown"] if holes else "") + articles_note(total, language)
        words_around(figure_of(ax), (title, subtitle, note),
                     (words["title"], words["subtitle"], plain))
    return ax
