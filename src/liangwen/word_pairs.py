"""Counts of word pairs: tokens in sequence, and the company of one word within a window."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .hits import find_terms
from .textunits import HAN
from .token_stream import TokenStream
from .tokens import cut_texts

Whole = NDArray[np.int64]
Match = Literal["string", "token"]


class Pairs(NamedTuple):
    """Pairs of words by their numbers, and their counts."""

    first: Whole
    second: Whole
    together: Whole
    first_count: Whole
    second_count: Whole
    total: int
    paired: Whole
    """Times together where each occurrence of either word is taken once at most."""
    first_frequency: Whole
    articles: Whole


def neighbour_pairs(stream: TokenStream) -> Pairs:
    """All pairs of tokens in sequence, without punctuation between."""
    at = np.flatnonzero((stream.codes[:-1] >= 0) & (stream.codes[1:] >= 0))
    left, right = stream.codes[at], stream.codes[at + 1]
    size = max(len(stream.words), 1)
    pair, together = np.unique(left * size + right, return_counts=True)
    first, second = pair // size, pair % size
    as_first = np.bincount(left, minlength=size)[first]
    as_second = np.bincount(right, minlength=size)[second]
    articles = _articles(left * size + right, stream.article[at], pair)
    return Pairs(
        first, second, together, as_first, as_second, len(at), together, as_first, articles
    )


def _articles(names: Whole, article: Whole, wanted: Whole) -> Whole:
    """In how many articles each of the wanted names stands."""
    # One row a name and article, sorted by name.
    both = np.unique(np.stack([names, article]), axis=1)[0]
    return np.asarray(
        np.searchsorted(both, wanted, side="right") - np.searchsorted(both, wanted, side="left")
    )


def node_places(
    articles: pd.DataFrame, tokens: pd.DataFrame, node: str, match: Match
) -> Iterator[list[tuple[int, int]]]:
    """For each article the first and last token of each place, as places in the stream."""
    base = 0
    for cut in cut_texts(articles, tokens):
        ends = cut.ends.tolist() if match == "token" else None
        yield [
            (
                base + int(np.searchsorted(cut.ends, start, side="right")),
                base + int(np.searchsorted(cut.ends, end, side="left")),
            )
            for start, end in find_terms(cut.text, [node], ends=ends)
        ]
        base += len(cut.words) + 1


def beside(
    codes: Whole, sentence: Whole, places: list[tuple[int, int]], window: int
) -> Iterator[tuple[int, int]]:
    """(number of the node's place, place of a word) for each word in each window."""
    inside = {at for first, last in places for at in range(first, last + 1)}
    for number, (first, last) in enumerate(places):
        for at, step in ((first - 1, -1), (last + 1, 1)):
            left, own = window, sentence[first if step < 0 else last]
            while left and 0 <= at < len(codes) and sentence[at] == own:
                if codes[at] >= 0:
                    left -= 1
                    if at not in inside:
                        yield number, at
                at += step


def company_pairs(stream: TokenStream, places: list[tuple[int, int]], window: int) -> Pairs:
    """The words in the windows of the node, against all words outside of it."""
    size = len(stream.words)
    outside = stream.codes >= 0
    for first, last in places:
        outside[first : last + 1] = False
    near_by = list(beside(stream.codes, stream.sentence, places, window))
    near = np.array(sorted({at for _, at in near_by}), dtype=np.int64)
    together = np.bincount(stream.codes[near], minlength=size)
    words = np.flatnonzero(together)
    frequency = np.bincount(stream.codes[outside], minlength=size)[words]
    pairs = np.array(sorted({(n, int(stream.codes[at])) for n, at in near_by}), dtype=np.int64)
    nodes = np.bincount(pairs.reshape(-1, 2)[:, 1], minlength=size)[words]
    return Pairs(
        np.full(len(words), size),
        words,
        together[words],
        np.full(len(words), len(near)),
        frequency,
        int(outside.sum()),
        np.minimum(nodes, frequency),
        np.full(len(words), len(places)),
        _articles(stream.codes[near], stream.article[near], words),
    )


def often(
    pairs: Pairs, words: list[str], stop_words: Collection[str], minimum: int, node: str | None
) -> Pairs:
    def fit(number: int) -> bool:
        word = words[number]
        return word == node or (word not in stop_words and HAN.search(word) is not None)

    kept = [
        i
        for i in np.flatnonzero(pairs.together >= minimum).tolist()
        if fit(pairs.first[i]) and fit(pairs.second[i])
    ]
    columns = {
        name: values[kept] for name, values in pairs._asdict().items() if name != "total"
    }
    return pairs._replace(**columns)
