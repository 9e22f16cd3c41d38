"""Collocations: words that stand together more often than chance would have it."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from .compared import group_head, group_names, group_order, grouped, result_columns, tidy
from .concordance import context_lines
from .errors import LiangwenError
from .measures import association as of
from .token_stream import token_stream
from .tokens import cut_texts
from .word_pairs import (
    Match,
    Pairs,
    Whole,
    beside,
    company_pairs,
    neighbour_pairs,
    node_places,
    often,
)

COLLOCATION_COLUMNS = [
    "first", "second", "count", "expected", "log_dice", "g2", "pmi", "mi2", "mi3", "npmi", "t", "z",
    "delta_p_second", "delta_p_first", "first_count", "second_count", "total", "articles",
]  # fmt: skip
#: G2 of p = .001 with one degree of freedom.
LEAST_G2 = 10.83
FEWEST = 3



def collocations(
    articles: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    node: str | None = None,
    match: Match = "string",
    window: int = 5,
    by: str | None = None,
    stop_words: Collection[str] = (),
    minimum_count: int = FEWEST,
    minimum_g2: float = LEAST_G2,
) -> pd.DataFrame:
    """Find words that stand together: neighbours, or the company of one word.

    Parameters
    ----------
    articles, tokens : DataFrame
        A corpus' frames.
    node : str, optional
        A word whose company within the window is looked for. Default: all pairs of neighbouring
        tokens.
    match : {"string", "token"}
        Whether the node is any string of the text or a token ("高质量 发展": two in sequence).
    window : int
        Words left and right of the node, within its sentence; punctuation is stepped over.
    by : str, optional
        Measure in the texts of each group by itself. Default: in all articles together.
    stop_words : collection of str
        Pairs with one of them are left out.
    minimum_count : int
        Fewest times together; under 3 the measures say nothing.
    minimum_g2 : float
        Least four-cell G2; 10.83 is p = .001.

    Returns
    -------
    DataFrame
        One row a pair, by falling log_dice: first, second (in the order of the text; with a node
        the node is first), count (times together), expected, log_dice, g2 (four cells), pmi, mi2,
        mi3, npmi, t, z, delta_p_second (what the first word adds to the chance of the second),
        delta_p_first, first_count, second_count, total (places), articles. Pairs that avoid each
        other are left out. `collocation_lines` has the lines of a row.

    Raises
    ------
    LiangwenError
        For an empty node, or a window or count under 1.

    Notes
    -----
    Neighbours: a place is two tokens in sequence without punctuation between; the words' counts
    are those at the first and at the second position. With a node (Evert 2008): a place is a token
    outside the node; `first_count` is how many lie in a window, `second_count` how often the word
    occurs, `count` how often in a window. There log_dice takes the occurrences of the node that
    have the word in their window, the node's frequency and the word's.

    When it misleads: a name or a document's title that is cited often is the strongest
    collocation; in few articles the pairs are those articles' phrases. All measures take places
    as independent, which words are not.
    """
    if window < 1 or minimum_count < 1:
        raise LiangwenError(
            f"window and minimum_count must be 1 or more, but are {window} and {minimum_count}."
        )
    if node is not None and not node.strip():
        raise LiangwenError("An empty node has no company; give a word.")

    def table(rows: pd.DataFrame) -> pd.DataFrame:
        stream = token_stream(rows, tokens)
        if node is None:
            pairs, words = neighbour_pairs(stream), stream.words
        else:
            places = [place for own in node_places(rows, tokens, node, match) for place in own]
            pairs, words = company_pairs(stream, places, window), [*stream.words, node]
        found = _measured(often(pairs, words, stop_words, minimum_count, node), words)
        kept = (found["g2"] >= minimum_g2) & (found["count"] > found["expected"])
        return _best_first(found[kept])

    if by is None:
        return tidy(table(articles))
    rows = grouped(articles, by=by)
    names = group_names(rows)
    parts = [
        table(rows[rows["group"] == group]).assign(**group_head(group, names, by=by))
        for group in group_order(rows, by=by)
    ]
    columns = result_columns(by, ["region", "region_en", *COLLOCATION_COLUMNS])
    return tidy(pd.concat(parts)[columns]) if parts else pd.DataFrame(columns=columns)


def _measured(pairs: Pairs, words: list[str]) -> pd.DataFrame:
    if not len(pairs.together):
        return pd.DataFrame(columns=COLLOCATION_COLUMNS)
    counts = (pairs.together, pairs.first_count, pairs.second_count, pairs.total)
    both_ways = of.delta_p(*counts)
    return pd.DataFrame(
        {
            "first": [words[i] for i in pairs.first],
            "second": [words[i] for i in pairs.second],
            "count": pairs.together,
            "expected": pairs.first_count * pairs.second_count / pairs.total,
            "log_dice": of.log_dice(pairs.paired, pairs.first_frequency, pairs.second_count),
            "g2": of.association_g2(*counts),
            "pmi": of.pmi(*counts),
            "mi2": of.pmi(*counts, power=2),
            "mi3": of.pmi(*counts, power=3),
            "npmi": of.npmi(*counts),
            "t": of.t_score(*counts),
            "z": of.z_score(*counts),
            "delta_p_second": both_ways.second_given_first,
            "delta_p_first": both_ways.first_given_second,
            "first_count": pairs.first_count,
            "second_count": pairs.second_count,
            "total": pairs.total,
            "articles": pairs.articles,
        }
    )


def _best_first(table: pd.DataFrame) -> pd.DataFrame:
    """Order by logDice, then by count; rounding first keeps ties the same on every machine."""
    keys = table.assign(
        log_dice=-table["log_dice"].astype(float).round(9), count=-table["count"].astype(int)
    )
    return table.loc[keys.sort_values(["log_dice", "count", "first", "second"]).index]


def collocation_lines(
    articles: pd.DataFrame,
    tokens: pd.DataFrame,
    edits: pd.DataFrame,
    first: str,
    second: str,
    *,
    window: int | None = None,
    match: Match = "string",
    width: int = 24,
) -> pd.DataFrame:
    """Return the concordance lines that a row of `collocations` counts.

    Parameters
    ----------
    articles, tokens, edits : DataFrame
        A corpus' frames.
    first, second : str
        The row's two words.
    window, match : optional
        As `first` was looked for as a node. Default: the two as neighbours.
    width : int
        Characters of context on each side.

    Returns
    -------
    DataFrame
        One row a time together: article_id, region, left, hit (from the one word to the other),
        right, start, source_start.
    """
    stream = token_stream(articles, tokens)
    found: list[tuple[str, int, int]] = []
    base = 0
    nodes = None if window is None else node_places(articles, tokens, first, match)
    for cut in cut_texts(articles, tokens):
        starts = cut.starts
        if nodes is None or window is None:
            pairs = enumerate(zip(cut.words, cut.words[1:], strict=False))
            spans = [(i, i + 1) for i, pair in pairs if pair == (first, second)]
        else:
            places = [(a - base, b - base) for a, b in next(nodes)]
            here = slice(base, base + len(cut.words))
            spans = _spans(cut.words, stream.codes[here], stream.sentence[here], places, second,
                           window)  # fmt: skip
        found += [(cut.article_id, int(starts[a]), int(cut.ends[b])) for a, b in spans]
        base += len(cut.words) + 1
    places_frame = pd.DataFrame(found, columns=["article_id", "start", "end"])
    return context_lines(articles, edits, places_frame, width=width)


def _spans(
    words: list[str],
    codes: Whole,
    sentence: Whole,
    places: list[tuple[int, int]],
    second: str,
    window: int,
) -> list[tuple[int, int]]:
    """First and last token of each place of `second` beside a node, with the first such node."""
    nearest: dict[int, tuple[int, int]] = {}
    for number, at in beside(codes, sentence, places, window):
        if words[at] == second and at not in nearest:
            first, last = places[number]
            nearest[at] = (min(first, at), max(last, at))
    return [nearest[at] for at in sorted(nearest)]
