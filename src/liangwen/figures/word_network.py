"""Which frequent terms share sentences: terms as words, lines between them, islands apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .areas import lead_to
from .layout import MARGIN, page_width, paper, words_around
from .style import (
    GREY,
    GROUPS,
    INK,
    NothingToDraw,
    as_text,
    check_language,
    figure_of,
    need,
    text_width,
)

if TYPE_CHECKING:
    import networkx
    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

COLUMNS = (
    "first", "second", "together", "jaccard", "first_count", "second_count", "first_community",
    "second_community", "unit", "units",
)  # fmt: skip
MOST_EDGES = 80
#: A term leads to its sentences up to this count: nobody reads thousands of lines of one word.
READABLE = 300
SMALLEST, LARGEST = 7.5, 13.0
#: Paper that a term needs around it, in inches.
PAD_X, PAD_Y = 0.09, 0.05
GAP = 0.16
#: Of the drawing, in inches: with the words around it a page holds no more.
HIGHEST = 8.9
#: Height of an island over its width, within these bounds.
FLATTEST, TALLEST = 0.3, 0.6

WORDS = {
    "en": {
        "title": "Which frequent terms stand in the same sentences",
        "title_article": "Which frequent terms stand in the same articles",
        "subtitle": "Size of a term: its count; width of a line: Jaccard, the share of the "
                    "{units} with either term that hold both",
        "sentence": "sentences", "article": "articles",
        "n_sentence": "{units:,} sentences", "n_article": "{units:,} articles",
        "colours": "A colour is a community of terms (greedy modularity); small ones have none. ",
        "shown": "The {shown} strongest of {all} links. ",
        "n": "{terms} terms, {edges} links of {least:.2f} and more; "
             "n\u00a0=\u00a0{n}. Terms of a list share its sentence.",
    },
    "zh": {
        "title": "哪些常见词出现在同一句中",
        "title_article": "哪些常见词出现在同一篇中",
        "subtitle": "字号表示词的次数，线宽表示 Jaccard 系数"
                    "（含任一词的{units}中两词都有的占比）",
        "sentence": "句子", "article": "文章",
        "n_sentence": "{units:,}个句子", "n_article": "{units:,}篇文章",
        "colours": "同色的词属于同一社群（贪心模块度），小社群不着色。",
        "shown": "图中为{all}条连线中最强的{shown}条。",
        "n": "共{terms}个词、{edges}条连线（系数不低于{least:.2f}）；n\u00a0=\u00a0{n}。"
             "同一串列举中的词同属一句。",
    },
}


class _Term:
    """A term of the drawing: its size on paper and its place in inches from the upper left."""

    def __init__(self, name: str, count: int, community: int, top: int) -> None:
        self.name, self.count, self.community = name, count, community
        self.size = SMALLEST + (LARGEST - SMALLEST) * float(np.sqrt(count / max(top, 1)))
        self.width = text_width(name, self.size) + 2 * PAD_X
        self.height = self.size * 1.25 / 72 + 2 * PAD_Y
        self.x = self.y = 0.0


def plot_word_network(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    ax: Axes | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
    most: int = MOST_EDGES,
) -> Axes:
    """Terms as words, the larger the more frequent, and a line between terms that co-occur.

    Parameters
    ----------
    frame : co_occurrence, a row a pair of terms
    language : "en" or "zh"; terms are those of the texts
    ax : axes to draw into (7.2 inches wide); then no title, subtitle or note is written
    title, subtitle, note : words around the drawing; None gives plain ones
    most : lines drawn at most, the strongest; fewer where a page would not hold their terms

    Returns
    -------
    The axes, in inches from the upper left corner; a line has the gid ``"<first>—<second>"``,
    a term's text the gid ``"term"``.

    Raises
    ------
    NothingToDraw
        when no two terms are linked

    Notes
    -----
    Only lines mean something: distance and place are made so that words do not cover each other.
    Terms without a line between them, directly or over others, stand on islands of their own.
    """
    check_language(language)
    frame = need(frame, COLUMNS, "co_occurrence")
    own = ax is None
    shown, terms, height = _fitting(frame, most)
    ax = paper(height, ax)
    _draw(ax, shown, terms)
    if own:
        words, unit = WORDS[language], str(frame["unit"].iloc[0])
        plain = words["title_article" if unit == "article" else "title"]
        words_around(figure_of(ax), (title, subtitle, note), (
            plain, words["subtitle"].format(units=words[unit]), _note(frame, shown, terms, words)
        ))
    return ax


def _fitting(frame: pd.DataFrame, most: int) -> tuple[pd.DataFrame, dict[str, _Term], float]:
    """The strongest links, as many as a page holds; their terms, laid out; the height."""
    while True:
        shown = frame.head(most)
        terms = _terms(shown)
        height = _pack(_islands(shown, terms))
        if height <= HIGHEST or len(shown) <= 5:
            return shown, terms, height
        most = int(len(shown) * 0.85)


def _terms(shown: pd.DataFrame) -> dict[str, _Term]:
    found: dict[str, tuple[int, int]] = {}
    for row in shown.to_dict("records"):
        for side in ("first", "second"):
            found[row[side]] = (int(row[f"{side}_count"]), int(row[f"{side}_community"]))
    if not found:
        raise NothingToDraw("No two terms are linked: there is no network.")
    top = max(count for count, _ in found.values())
    return {name: _Term(name, count, group, top) for name, (count, group) in found.items()}


def _islands(shown: pd.DataFrame, terms: dict[str, _Term]) -> list[list[_Term]]:
    """Terms that hang together, laid out around their own corner; the highest island first."""
    import networkx

    names = list(terms)
    number = {name: i for i, name in enumerate(names)}
    # Nodes are numbers, so that no hash of a string decides an order.
    graph = networkx.Graph()
    graph.add_nodes_from(range(len(names)))
    for first, second in zip(shown["first"], shown["second"], strict=True):
        graph.add_edge(number[first], number[second])
    parts = [sorted(part) for part in networkx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), part))
    islands = []
    for part in parts:
        own = [terms[names[i]] for i in part]
        _lay_out(own, graph.subgraph(part), part)
        islands.append(own)
    return sorted(islands, key=lambda own: -round(_height(own), 2))


def _lay_out(own: list[_Term], graph: networkx.Graph[int], part: list[int]) -> None:
    """Place an island's terms by its links, then push words apart, and move it to its corner."""
    import networkx

    body = page_width() - 2 * MARGIN
    if len(own) == 2:
        own[1].x = (own[0].width + own[1].width) / 2 + 0.3
    else:
        places = networkx.kamada_kawai_layout(graph, pos=networkx.circular_layout(graph))
        spread = _lying(np.array([places[i] for i in part]))
        ratio = min(max(float(spread[:, 1].max() / spread[:, 0].max()), FLATTEST), TALLEST)
        spread /= np.maximum(spread.max(axis=0), 1e-9)
        # A few terms stand close; the more there are, the more lines run between them.
        room = 1.5 + 0.09 * min(len(own), 30)
        area = room * sum(term.width * term.height for term in own)
        width = min(body, float(np.sqrt(area / ratio)))
        for term, (x, y) in zip(own, spread.tolist(), strict=True):
            term.x, term.y = round(x * width, 4), round(y * area / width, 4)
        _push_apart(own)
    left = min(term.x - term.width / 2 for term in own)
    top = min(term.y - term.height / 2 for term in own)
    over = max(term.x + term.width / 2 for term in own) - left - body
    for term in own:
        term.x, term.y = term.x - left, term.y - top
    if over > 0:
        # Wider than the paper: narrower, and what then collides is pushed down.
        for term in own:
            share = (term.x - term.width / 2) / (body + over)
            term.x = share * body + term.width / 2
            term.x = min(term.x, body - term.width / 2)
        _push_apart(own, downwards=True)


def _lying(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn a cloud of points so that it is wider than high, and move it to the origin."""
    centred = places - places.mean(axis=0)
    # Rounded, so that a cloud without a long side is turned nowhere, whatever the last bit says.
    (xx, xy), (_, yy) = np.round(centred.T @ centred, 6).tolist()
    angle = 0.5 * float(np.arctan2(2 * xy, xx - yy))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    turned = centred @ turn
    return np.asarray(turned - turned.min(axis=0))


def _push_apart(own: list[_Term], *, downwards: bool = False, most: int = 600) -> None:
    """Move words that cover each other, the shorter way, until none does."""
    for _ in range(most):
        moved = False
        for i, one in enumerate(own):
            for other in own[i + 1 :]:
                across = (one.width + other.width) / 2 - abs(one.x - other.x)
                down = (one.height + other.height) / 2 - abs(one.y - other.y)
                if across <= 1e-4 or down <= 1e-4:
                    continue
                moved = True
                if down <= across or downwards:
                    step = (down / 2 + 1e-3) * (1 if one.y <= other.y else -1)
                    one.y, other.y = one.y - step, other.y + step
                else:
                    step = (across / 2 + 1e-3) * (1 if one.x <= other.x else -1)
                    one.x, other.x = one.x - step, other.x + step
        if not moved:
            return


def _height(own: list[_Term]) -> float:
    return max(t.y + t.height / 2 for t in own) - min(t.y - t.height / 2 for t in own)


def _pack(islands: list[list[_Term]]) -> float:
    """Set each island as high on the paper as those before it leave room; the height of all.

    They come by falling height: small ones fill what is free beneath and beside the large.
    """
    edge = page_width() - MARGIN + 1e-6
    taken: list[tuple[float, float, float]] = []
    for own in islands:
        width = max(term.x + term.width / 2 for term in own)
        starts = [MARGIN, *(right + GAP for _, right, _ in taken)]
        fits = [x for x in starts if x + width <= edge] or [MARGIN]
        # Below everything that stands over any part of its width.
        y, x = min((max((bottom + GAP for left, right, bottom in taken
                         if left < x + width + GAP and right + GAP > x), default=0.0), x)
                   for x in fits)
        top = min(term.y - term.height / 2 for term in own)
        for term in own:
            term.x, term.y = term.x + x, term.y - top + y
        taken.append((x, x + width, y + _height(own)))
    return max(bottom for _, _, bottom in taken)


def _colours(terms: dict[str, _Term]) -> dict[int, str]:
    """A colour for each of the largest communities, grey for the rest."""
    sizes: dict[int, int] = {}
    for term in terms.values():
        sizes[term.community] = sizes.get(term.community, 0) + 1
    large = [group for group in sorted(sizes) if sizes[group] >= 3][: len(GROUPS) - 1]
    return {group: GROUPS[large.index(group)] if group in large else GREY for group in sizes}


def _draw(ax: Axes, shown: pd.DataFrame, terms: dict[str, _Term]) -> None:
    colours = _colours(terms)
    for row in shown.iloc[::-1].to_dict("records"):
        one, other = terms[row["first"]], terms[row["second"]]
        same = one.community == other.community
        ax.plot(
            [one.x, other.x],
            [one.y, other.y],
            color=colours[one.community] if same else GREY,
            linewidth=0.5 + 3.5 * float(row["jaccard"]),
            alpha=0.55 if same else 0.3,
            solid_capstyle="butt",
            zorder=1,
            gid=f"{row['first']}—{row['second']}",
        )
    for term in terms.values():
        box: dict[str, Any] = {"boxstyle": "square,pad=0.08", "facecolor": "white",
                               "edgecolor": "none", "alpha": 0.85}
        colour = colours[term.community]
        drawn = ax.text(term.x, term.y, term.name, fontsize=term.size, ha="center", va="center",
                        color=INK if colour == GREY else as_text(colour), bbox=box, zorder=2,
                        gid="term")
        if term.count <= READABLE:
            lead_to(drawn, "term", "", term.name)


def _note(
    frame: pd.DataFrame, shown: pd.DataFrame, terms: dict[str, _Term], words: dict[str, str]
) -> str:
    note = words["colours"]
    if len(shown) < len(frame):
        note += words["shown"].format(shown=len(shown), all=len(frame))
    n = words[f"n_{frame['unit'].iloc[0]}"].format(units=int(frame["units"].iloc[0]))
    return note + words["n"].format(
        terms=len(terms), edges=len(shown), least=float(shown["jaccard"].min()), n=n
    )
