"""N-grams: runs of two to five tokens, without punctuation between them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .compared import group_columns, group_names, group_order, grouped, result_columns, tidy
from .errors import LiangwenError
from .group_counts import GroupCounts
from .textunits import HAN
from .token_stream import TokenStream, token_stream

NGRAM_COLUMNS = [
    "region", "region_en", "n", "ngram", "string", "count", "per_10k", "articles", "dpnorm", "rank",
]  # fmt: skip
LENGTHS = (2, 3, 4, 5)

Whole = NDArray[np.int64]


def ngrams(
    articles: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    by: str = "region",
    lengths: Sequence[int] = LENGTHS,
    stop_words: Collection[str] = (),
    minimum_count: int = 3,
    drop_nested: bool = False,
) -> pd.DataFrame:
    """Count runs of tokens within a sentence, without punctuation inside.

    Parameters
    ----------
    articles, tokens : DataFrame
        A corpus' frames.
    by : str
        "region", "source", "kind", "year", "article" or a column of the articles.
    lengths : sequence of int
        Tokens of a run, 2 to 5.
    stop_words : collection of str
        A run that begins or ends with one of them is left out; inside it they stay.
    minimum_count : int
        Fewest occurrences in all compared texts together.
    drop_nested : bool
        Leave out a run that only ever stands inside one longer run of the table.

    Returns
    -------
    DataFrame
        One row a run of a group that holds it: n (tokens), ngram (its tokens with blanks between),
        string (without them), count, per_10k (per 10,000 tokens of the group), articles (of the
        group that hold it), dpnorm (over all compared articles), rank (1 = most frequent run of n
        tokens in the group). A run leads to its lines by
        ``concordance(articles, edits, ngram, match="token", tokens=tokens)``.

    Raises
    ------
    LiangwenError
        For lengths outside 2 to 5, or a minimum count under 1.

    Notes
    -----
    When it misleads: runs overlap, so a phrase of five tokens is also two of four and three of
    three; without `drop_nested` their counts look like several findings. A document's title that a
    text cites often makes the longest runs. What jieba cuts as one word is no run.
    """
    if not lengths or not all(2 <= n <= 5 for n in lengths):
        raise LiangwenError(f"lengths must be numbers of tokens from 2 to 5, but are {lengths!r}.")
    if minimum_count < 1:
        raise LiangwenError(f"minimum_count must be 1 or more, but is {minimum_count}.")
    rows = grouped(articles, by=by)
    columns = result_columns(by, NGRAM_COLUMNS)
    if rows.empty:
        return pd.DataFrame(columns=columns)
    stream = token_stream(rows, tokens)
    runs = _frequent(stream, sorted(set(lengths)), minimum_count)
    runs = [run for run in runs if _wanted(run.words, stop_words)]
    if drop_nested:
        runs = _outermost(runs)
    if not runs:
        return pd.DataFrame(columns=columns)
    return _by_group(rows, stream, runs, by)[columns]


class _Run(NamedTuple):
    words: tuple[str, ...]
    starts: Whole
    """Where in the stream it begins."""


def _frequent(stream: TokenStream, lengths: Sequence[int], minimum: int) -> list[_Run]:
    """All runs of these lengths that occur so often.

    A run can only be frequent if the run without its last token is: so each length looks only at
    the places that the one before has left.
    """
    codes, found = stream.codes, []
    starts = np.flatnonzero(codes >= 0)
    name = codes[starts]
    for n in range(2, max(lengths) + 1):
        # The last place holds the −1 behind the last article, so that this stays inside.
        starts, name = starts[starts + n - 1 < len(codes)], name[starts + n - 1 < len(codes)]
        last = codes[starts + n - 1]
        starts, name, last = starts[last >= 0], name[last >= 0], last[last >= 0]
        pair = name * (len(stream.words) + 1) + last
        _, name, count = np.unique(pair, return_inverse=True, return_counts=True)
        often = count[name] >= minimum
        starts, name = starts[often], name[often]
        if not len(starts):
            break
        if n in lengths:
            order = np.argsort(name, kind="stable")
            for own in np.split(starts[order], np.flatnonzero(np.diff(name[order])) + 1):
                words = tuple(stream.words[code] for code in codes[own[0] : own[0] + n])
                found.append(_Run(words, own))
    return found


def _wanted(words: tuple[str, ...], stop_words: Collection[str]) -> bool:
    if words[0] in stop_words or words[-1] in stop_words:
        return False
    return any(HAN.search(word) for word in words)


def _outermost(runs: list[_Run]) -> list[_Run]:
    """Without runs that a run one token longer, of the same count, holds."""
    inside: dict[tuple[str, ...], int] = {}
    for run in runs:
        for part in (run.words[1:], run.words[:-1]):
            inside[part] = max(inside.get(part, 0), len(run.starts))
    return [run for run in runs if inside.get(run.words, 0) < len(run.starts)]


def _by_group(
    rows: pd.DataFrame, stream: TokenStream, runs: list[_Run], by: str
) -> pd.DataFrame:
    found = _as_counts(rows, stream, runs, by)
    counts, holding, spread = found.by_group(), found.holding(), found.dispersion()
    frame = pd.DataFrame(
        {
            "n": [len(run.words) for run in runs],
            "ngram": [" ".join(run.words) for run in runs],
            "string": ["".join(run.words) for run in runs],
        }
    )
    order = np.lexsort((frame["ngram"].to_numpy(), frame["n"].to_numpy()))
    tables = []
    for i, group in enumerate(found.order):
        best = order[np.argsort(-counts[order, i], kind="stable")]
        best = best[counts[best, i] > 0]
        table = frame.iloc[best].assign(
            count=counts[best, i],
            per_10k=1e4 * counts[best, i].astype(float) / found.sizes[i],
            articles=holding[best, i],
            dpnorm=spread[best],
        )
        rank = table.groupby("n")["count"].rank(method="min", ascending=False)
        table["rank"] = rank.astype(int)
        for name, value in zip(group_columns(by), (group, found.names[group]), strict=False):
            table[name] = value
        tables.append(table)
    return tidy(pd.concat(tables))


def _as_counts(
    rows: pd.DataFrame, stream: TokenStream, runs: list[_Run], by: str
) -> GroupCounts:
    """Occurrences of each run in each article."""
    number = np.repeat(np.arange(len(runs)), [len(run.starts) for run in runs])
    article = stream.article[np.concatenate([run.starts for run in runs])]
    cell, count = np.unique(number * len(rows) + article, return_counts=True)
    terms = [" ".join(run.words) for run in runs]
    order: list[Any] = group_order(rows, by=by)
    return GroupCounts(
        rows, order, group_names(rows), terms, cell // len(rows), cell % len(rows), count
    )
