"""Concordance: hits in their context, with the place in the source text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Literal

from .edits import Edit
from .hits import checked_query, context_of, find_string, find_terms, find_tokens
from .kwic_sort import sort_key, sorting
from .source_maps import SourceMap, source_maps

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

__all__ = [
    "COLUMNS", "SourceMap", "checked_query", "concordance", "context_lines", "context_of",
    "edits_of", "find_string", "find_terms", "find_tokens", "source_maps",
]  # fmt: skip

#: Columns of a line by region; another grouping's name stands in the place of `region`.
COLUMNS = [
    "article_id", "region", "left", "hit", "right", "start", "source_start", "end", "source_end",
    "sentence",
]  # fmt: skip


def concordance(
    articles: pd.DataFrame,
    edits: pd.DataFrame,
    terms: str | Sequence[str],
    *,
    width: int | None = 24,
    by: str = "region",
    match: Literal["string", "token"] = "string",
    tokens: pd.DataFrame | None = None,
    sort: str | Sequence[str] = (),
) -> pd.DataFrame:
    """Find one or several terms in the clean texts, a line a hit (KWIC).

    Parameters
    ----------
    articles, edits : DataFrame
        A corpus' frames.
    terms : str or sequence of str
        Looked for as they stand, whatever the segmenter would cut; or, with ``match="token"``,
        among the tokens, where "高质量 发展" is two tokens in sequence.
    width : int or None
        Characters of context on each side, within the paragraph; None for the whole sentence.
    by : str
        The grouping that the second column names: "region", "year", "kind" …
    match : {"string", "token"}
        Whether a hit may be a part of a word.
    tokens : DataFrame, optional
        The corpus' tokens: needed for ``match="token"``. With them a step of `sort` is a word,
        without them a character.
    sort : str or sequence of str
        Keys in order of weight, such as "1R 2R" or ["1L", "hit"]: the n-th word (or character)
        left or right of the hit; "left", the whole context read outward from the hit; "right";
        "hit". Default: article and place. Order is by code point, since no other order of
        characters is the same everywhere.

    Returns
    -------
    DataFrame
        One row a hit: article_id, the group, left, hit, right, start (place in the clean text),
        source_start (place in the source text), end, source_end (half-open), sentence (its
        ordinal in the article, from 0). All articles are searched, those without a group too.

    Raises
    ------
    LiangwenError
        For an empty term, a negative width, an unknown key, or tokens that are not given.

    Notes
    -----
    By string, lines are as many as ``str.count`` says. When it misleads: a string can be a part of
    a word, or lie across two (大区 in 重大区域). What the source has between source_start and
    source_end may hold noise that cleaning took out.
    """
    from .compared import group_columns, group_values

    keys = sorting(sort)
    wanted, cut = checked_query(terms, width, match, tokens), _ends(tokens)
    held = _holding(articles["text"], wanted, match)
    groups = group_values(articles, by=by)[held]
    articles = articles[held]
    rows = []
    for name, group, text in zip(articles["article_id"], groups, articles["text"], strict=True):
        own = cut.get(name) if tokens is not None else None
        for start, end in find_terms(text, wanted, ends=own if match == "token" else None):
            key = sort_key(text, start, end, keys, own)
            rows.append((key, name, group, start, end))
    if keys:
        rows.sort(key=lambda row: row[0])
    lines = _lines(articles, edits, [row[1:] for row in rows], width)
    # With by="article" the first column is the group already.
    head = [name for name in group_columns(by)[:1] if name != "article_id"]
    lines = lines.rename(columns={"region": head[0]}) if head else lines.drop(columns="region")
    return lines


def _holding(texts: pd.Series, terms: Sequence[str], match: str) -> NDArray[np.bool_]:
    """Say which texts hold a term at all: a search over bytes, before any text is unpacked."""
    import numpy as np

    strings = {"".join(term.split()) if match == "token" else term for term in terms}
    found = [texts.str.contains(string, regex=False).to_numpy(bool) for string in sorted(strings)]
    held: NDArray[np.bool_] = np.logical_or.reduce(found)
    return held


def _ends(tokens: pd.DataFrame | None) -> dict[str, list[int]]:
    """article_id -> where each token ends."""
    if tokens is None:
        return {}
    return {
        name: list(accumulate(int(length) for length in lengths))
        for name, lengths in zip(tokens["article_id"], tokens["lengths"], strict=True)
    }


def context_lines(
    articles: pd.DataFrame, edits: pd.DataFrame, places: pd.DataFrame, *, width: int | None
) -> pd.DataFrame:
    """Turn places (article_id, start, end) into concordance lines, one row a place.

    Columns: article_id, region, left, hit, right, start, source_start.
    """
    regions = dict(zip(articles["article_id"], articles["region"], strict=True))
    rows = [
        (name, regions[name], int(start), int(end))
        for name, start, end in zip(
            places["article_id"], places["start"], places["end"], strict=True
        )
    ]
    return _lines(articles, edits, rows, width)[COLUMNS[:7]]


def _lines(
    articles: pd.DataFrame,
    edits: pd.DataFrame,
    rows: Sequence[tuple[str, Any, int, int]],
    width: int | None,
) -> pd.DataFrame:
    import pandas as pd

    from .textunits import sentence_spans

    names = {row[0] for row in rows}
    texts = {
        name: text
        for name, text in zip(articles["article_id"], articles["text"], strict=True)
        if name in names
    }
    maps = source_maps(edits, names)
    begins = {name: [start for start, _ in sentence_spans(text)] for name, text in texts.items()}
    lines = []
    for name, group, start, end in rows:
        text = texts[name]
        left, right = context_of(text, start, end, width)
        lines.append(
            (name, None if pd.isna(group) else group, left, text[start:end], right, start,
             maps[name].start(start), end, maps[name].end(end),
             bisect_right(begins[name], start) - 1)
        )  # fmt: skip
    return pd.DataFrame(lines, columns=COLUMNS)


def edits_of(edits: pd.DataFrame, article_id: str) -> list[Edit]:
    """Return an article's edits in order."""
    own = edits[edits["article_id"] == article_id]
    return [Edit(*row) for row in own[list(Edit._fields)].itertuples(index=False)]
