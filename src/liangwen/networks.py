"""Co-occurrence networks: which terms share sentences or articles, and which form communities."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from .compared import tidy
from .errors import LiangwenError
from .measures.association import jaccard
from .textunits import HAN
from .token_stream import TokenStream, token_stream

EDGE_COLUMNS = [
    "first", "second", "together", "jaccard", "first_units", "second_units", "first_count",
    "second_count", "first_community", "second_community", "unit", "units",
]  # fmt: skip
NODE_COLUMNS = ["term", "count", "units", "degree", "community"]
#: From here on two terms are taken as standing together.
LEAST_JACCARD = 0.2
MOST_TERMS = 100

Unit = Literal["sentence", "article"]
Whole = NDArray[np.int64]


def co_occurrence(
    articles: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    unit: Unit = "sentence",
    terms: Sequence[str] | None = None,
    most_terms: int = MOST_TERMS,
    top: int | None = None,
    minimum_jaccard: float = LEAST_JACCARD,
    minimum_together: int = 3,
    stop_words: Collection[str] = (),
    minimum_length: int = 2,
) -> pd.DataFrame:
    """Link terms that share sentences (or articles), and find communities of terms.

    Parameters
    ----------
    articles, tokens : DataFrame
        A corpus' frames.
    unit : {"sentence", "article"}
        What two terms must share.
    terms : sequence of str, optional
        Only these. Default: the `most_terms` most frequent that are no stop words and have
        `minimum_length` characters, a Chinese one among them.
    top : int, optional
        Keep so many edges, the strongest. Default: all of `minimum_jaccard` and more.
    minimum_jaccard : float
        Least share of the units with either term that have both; without meaning with `top`.
    minimum_together : int
        Fewest units with both: two terms of one sentence only have Jaccard 1.

    Returns
    -------
    DataFrame
        One row an edge, strongest first: first, second (the more frequent first), together (units
        with both), jaccard, first_units and second_units (with the term), the terms' counts
        (tokens), their communities (1 = the largest; greedy modularity over Jaccard, Clauset,
        Newman and Moore 2004), unit, units (in all). See `network_nodes` for a row a term.

    Raises
    ------
    LiangwenError
        For an unknown unit.

    Notes
    -----
    When it misleads: the unit decides; with a handful of articles all frequent terms share all
    articles. A list (计量、标准、检验检测、认证认可) is one sentence and ties everything in it. A
    community is a way to cut the drawing, and no finding: small changes of the edges move terms.
    """
    if unit not in ("sentence", "article"):
        raise LiangwenError(f"unit must be 'sentence' or 'article', but is {unit!r}.")
    stream = token_stream(articles, tokens)
    codes = _chosen(stream, terms, most_terms, stop_words, minimum_length)
    if len(codes) < 2:
        return pd.DataFrame(columns=EDGE_COLUMNS)
    held, count, units = _presence(stream, codes, unit)
    edges = _edges(held, minimum_together)
    own = np.asarray(held.sum(axis=0)).ravel().astype(np.int64)
    table = pd.DataFrame(edges, columns=["a", "b", "together"]).astype("int64")
    table["jaccard"] = jaccard(table["together"], own[table["a"]], own[table["b"]])
    table = _kept(table, stream, codes, top, minimum_jaccard)
    if table.empty:
        return pd.DataFrame(columns=EDGE_COLUMNS)
    group = _communities(table, count)
    for side, name in (("a", "first"), ("b", "second")):
        place = table[side].to_numpy()
        table[name] = [stream.words[codes[i]] for i in place]
        table[f"{name}_units"], table[f"{name}_count"] = own[place], count[place]
        table[f"{name}_community"] = [group[i] for i in place.tolist()]
    return tidy(table.assign(unit=unit, units=units)[EDGE_COLUMNS])


def network_nodes(edges: pd.DataFrame) -> pd.DataFrame:
    """Return the terms of a network.

    Parameters
    ----------
    edges : DataFrame
        From `co_occurrence`.

    Returns
    -------
    DataFrame
        One row a term, by community, then by falling count: term, count (tokens), units (that
        hold it), degree (edges), community.
    """
    sides = [
        edges.rename(columns={f"{side}_{name}": name for name in ("count", "units", "community")})
        .rename(columns={side: "term"})[["term", "count", "units", "community"]]
        .loc[:, lambda frame: ~frame.columns.duplicated()]
        for side in ("first", "second")
    ]
    ends = pd.concat(sides, ignore_index=True)
    nodes = ends.groupby("term", sort=True).first()
    nodes["degree"] = ends["term"].value_counts()
    nodes = nodes.reset_index().sort_values(
        ["community", "count", "term"], ascending=[True, False, True]
    )
    return nodes[NODE_COLUMNS].reset_index(drop=True)


def _chosen(
    stream: TokenStream,
    terms: Sequence[str] | None,
    most: int,
    stop_words: Collection[str],
    minimum_length: int,
) -> list[int]:
    """Numbers of the terms in the stream, by falling count, then by name."""
    count = np.bincount(stream.codes[stream.codes >= 0], minlength=len(stream.words))
    asked = None if terms is None else set(terms)

    def fit(word: str) -> bool:
        if asked is not None:
            return word in asked
        return (
            len(word) >= minimum_length and word not in stop_words and HAN.search(word) is not None
        )

    found = [code for code, word in enumerate(stream.words) if fit(word)]
    found.sort(key=lambda code: (-int(count[code]), stream.words[code]))
    return found if asked is not None else found[:most]


def _presence(
    stream: TokenStream, codes: list[int], unit: Unit
) -> tuple[sparse.csr_array, Whole, int]:
    """Units × terms, whether it holds it; the terms' counts; the number of units."""
    column = np.full(len(stream.words) + 1, -1)
    column[codes] = np.arange(len(codes))
    units = stream.sentence if unit == "sentence" else stream.article
    number = int(np.unique(units[stream.codes >= 0]).size)
    place = column[stream.codes]
    place[stream.codes < 0] = -1
    at = place >= 0
    shape = (int(units.max(initial=0)) + 1, len(codes))
    held = sparse.csr_array((np.ones(int(at.sum())), (units[at], place[at])), shape=shape)
    count = np.bincount(place[at], minlength=len(codes))
    held.sum_duplicates()
    held.data[:] = 1
    return held, count, number


def _edges(held: sparse.csr_array, least: int) -> Whole:
    """(first, second, units with both) of each two terms that share units enough."""
    both = sparse.coo_array(sparse.triu(held.T @ held, k=1))
    often = both.data >= max(least, 1)
    return np.stack([both.row[often], both.col[often], both.data[often]], axis=1).astype(np.int64)


def _kept(
    table: pd.DataFrame,
    stream: TokenStream,
    codes: list[int],
    top: int | None,
    least: float,
) -> pd.DataFrame:
    words = [stream.words[code] for code in codes]
    keys = pd.DataFrame(
        {
            "jaccard": -table["jaccard"].astype(float).round(9),
            "together": -table["together"],
            "a": [words[i] for i in table["a"]],
            "b": [words[i] for i in table["b"]],
        },
        index=table.index,
    )
    table = table.loc[keys.sort_values(["jaccard", "together", "a", "b"]).index]
    return table.head(top) if top is not None else table[table["jaccard"] >= least]


def _communities(table: pd.DataFrame, count: Whole) -> dict[int, int]:
    """Number of each term's community, the largest first, then the most frequent."""
    import networkx

    # Nodes are numbers, put in by order: no hash of a string decides a tie.
    graph = networkx.Graph()
    graph.add_nodes_from(sorted({*table["a"].tolist(), *table["b"].tolist()}))
    for row in table.sort_values(["a", "b"]).itertuples(index=False):
        graph.add_edge(int(row.a), int(row.b), weight=float(row.jaccard))
    found = networkx.community.greedy_modularity_communities(graph, weight="weight")
    order = sorted(found, key=lambda own: (-len(own), -int(count[list(own)].sum()), min(own)))
    return {term: number for number, own in enumerate(order, 1) for term in own}
