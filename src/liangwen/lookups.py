"""Any word looked up: as a token, as a string, by group, whether or not a table lists it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .compared import group_head, group_names, group_order, grouped, result_columns, tidy
from .errors import LiangwenError

LOOK_UP_COLUMNS = [
    "region", "region_en", "term", "count", "string_count", "per_10k", "per_10k_han", "articles",
    "n_articles",
]  # fmt: skip
#: From so many strings on an automaton is quicker than one search each.
_MANY = 40


def look_up(
    articles: pd.DataFrame,
    term_counts: pd.DataFrame,
    words: str | Iterable[str],
    *,
    by: str = "region",
) -> pd.DataFrame:
    """Count any words in the texts of each group, however rare, and also what no token is.

    Parameters
    ----------
    articles, term_counts : DataFrame
        A corpus' frames.
    words : str or iterable of str
        One word, or several; a phrase or a piece of a word is as good.
    by : str
        "region", "source", "kind", "year", "article" or a column of the articles.

    Returns
    -------
    DataFrame
        One row a word of a group, words that the group lacks included: count (tokens equal to the
        word), string_count (plain occurrences in the clean texts, without overlap, as
        ``str.count`` has them), per_10k (count per 10,000 tokens), per_10k_han (string_count per
        10,000 Chinese characters), articles (that hold the string), n_articles (of the group).

    Raises
    ------
    LiangwenError
        For an empty word.

    Notes
    -----
    When it misleads: strings of several words overlap (计量 stands in 计量标准), so their counts do
    not add up; a string can lie across two words (大区 in 重大区域): read its lines.
    """
    wanted = _words(words)
    rows = grouped(articles, by=by)
    names = group_names(rows)
    own = term_counts[term_counts["term"].isin(wanted)]
    tokens = own.groupby(["article_id", "term"])["count"].sum()
    records = []
    for group in group_order(rows, by=by):
        texts = rows[rows["group"] == group]
        size, han = int(texts["n_tokens"].sum()), int(texts["n_han"].sum())
        for word in wanted:
            count = sum(int(tokens.get((name, word), 0)) for name in texts["article_id"])
            found = [text.count(word) for text in texts["text"]]
            records.append(
                group_head(group, names, by=by)
                | {
                    "term": word,
                    "count": count,
                    "string_count": sum(found),
                    "per_10k": 1e4 * count / size if size else np.nan,
                    "per_10k_han": 1e4 * sum(found) / han if han else np.nan,
                    "articles": sum(number > 0 for number in found),
                    "n_articles": len(texts),
                }
            )
    return tidy(pd.DataFrame(records, columns=result_columns(by, LOOK_UP_COLUMNS)))


def _words(words: str | Iterable[str]) -> list[str]:
    wanted = list(dict.fromkeys([words] if isinstance(words, str) else words))
    if not wanted or not all(wanted):
        raise LiangwenError("There is an empty word, or none, to look up; give the words to count.")
    return wanted


def string_counts(texts: Sequence[str], strings: Sequence[str]) -> NDArray[np.int64]:
    """Count strings in texts, each by itself and without overlap, as ``str.count`` does.

    Returns
    -------
    ndarray, shape (strings, texts)

    Examples
    --------
    >>> string_counts(["计量标准计量", "计计计"], ["计量", "计量标准", "计计"]).tolist()
    [[2, 0], [1, 0], [0, 1]]
    """
    if len(strings) < _MANY:
        found = [[text.count(string) for text in texts] for string in strings]
        return np.array(found, dtype=np.int64).reshape(len(strings), len(texts))
    from ahocorasick_rs import AhoCorasick, MatchKind

    automaton = AhoCorasick(strings, matchkind=MatchKind.Standard)
    counts = np.zeros((len(strings), len(texts)), dtype=np.int64)
    for column, text in enumerate(texts):
        number, until = [0] * len(strings), [0] * len(strings)
        for string, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
            if start >= until[string]:
                number[string] += 1
                until[string] = end
        counts[:, column] = number
    return counts
