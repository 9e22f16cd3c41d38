"""Readability: sentences, clauses, variety of words; measures that one can recompute by hand."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .compared import group_head, group_names, group_order, grouped, result_columns, tidy
from .cutting import file_of_jieba
from .textunits import sentence_spans

#: A sentence of more letters, digits and characters than this is called long.
LONG = 60
#: Words of the window in which types are counted.
WINDOW = 100
#: Words beyond so many of the dictionary's most frequent are called uncommon.
COMMON_WORDS = 10_000

COLUMNS = [
    "region", "region_en", "articles", "sentences", "sentence_characters",
    "sentence_characters_median", "sentence_words", "sentence_words_median", "long_share",
    "clause_characters", "word_characters", "mattr", "uncommon_share",
]  # fmt: skip

_COUNTED = re.compile(r"[^\W_]+")
_ENDED = re.compile(r"[。！？!?；;…][”’\"'》」』）)】]*\s*$")
_CLAUSE = re.compile(r"[，,：:。！？!?；;…\n]+")
_HAN_WORD = re.compile(r"[\u4e00-\u9fff]+")

Floats = NDArray[np.float64]


class _Units(NamedTuple):
    """What is measured in one article."""

    characters: Floats
    """Letters, digits and characters of each sentence."""
    words: Floats
    clauses: Floats
    word_lengths: Floats
    windows: Floats
    """Share of different words in each window."""
    uncommon: float
    chinese: float


def readability(
    articles: pd.DataFrame, tokens: pd.DataFrame, *, by: str = "article"
) -> pd.DataFrame:
    """Measure how long the sentences of each article are, and how varied its words.

    Parameters
    ----------
    articles, tokens : DataFrame
        A corpus' frames.
    by : str
        "article", "region", or any grouping of :func:`liangwen.compared.grouped`.

    Returns
    -------
    DataFrame
        One row an article or group (region stands beside article_id): articles; sentences (that
        end with a mark: headings are none); their mean and median length in characters (letters,
        digits and Chinese characters, no punctuation) and in words; long_share: sentences of
        more than sixty characters; clause_characters: mean length between two marks of any kind;
        word_characters: mean length of a word; mattr: the share of different words in a moving
        window of a hundred; uncommon_share: Chinese words that are not among jieba's ten thousand
        most frequent. Null where a text has too little for a measure.

    Raises
    ------
    LiangwenError
        For a grouping that the articles do not have.

    Notes
    -----
    clause_characters is "readability 1" of Xu, Yao and Chen (2021) for Chinese annual reports.
    MATTR is Covington and McFall's (2010); unlike the type–token ratio it does not fall as a text
    grows. When it misleads: none of them measures how well a text is understood; lists between
    commas make one long sentence, and a text without final marks has none. Words are jieba's, so
    that a term of the user dictionary counts as one word, and `uncommon_share` rises with every
    technical term.
    """
    rows = grouped(articles, by=by)
    names = group_names(rows)
    lengths = dict(zip(tokens["article_id"], tokens["lengths"], strict=True))
    units = [
        _units(text, np.asarray(lengths[name], dtype=np.int64))
        for name, text in zip(rows["article_id"], rows["text"], strict=True)
    ]
    found = []
    for group in group_order(rows, by=by):
        own = [units[place] for place in np.flatnonzero((rows["group"] == group).to_numpy())]
        found.append(group_head(group, names, by=by) | {"articles": len(own)} | _measures(own))
    frame = pd.DataFrame(found, columns=result_columns(by, COLUMNS))
    if by in {"article", "article_id"}:
        for place, column in enumerate(("region", "region_en"), start=1):
            frame.insert(place, column, rows[column].to_numpy())
    return tidy(frame)


def _measures(own: list[_Units]) -> dict[str, float]:
    def joined(part: str) -> Floats:
        values: Floats = np.concatenate([getattr(unit, part) for unit in own])
        return values

    characters, words = joined("characters"), joined("words")
    chinese = sum(unit.chinese for unit in own)
    return {
        "sentences": len(characters),
        "sentence_characters": _mean(characters),
        "sentence_characters_median": float(np.median(characters)) if len(characters) else np.nan,
        "sentence_words": _mean(words),
        "sentence_words_median": float(np.median(words)) if len(words) else np.nan,
        "long_share": _mean(characters > LONG),
        "clause_characters": _mean(joined("clauses")),
        "word_characters": _mean(joined("word_lengths")),
        "mattr": _mean(joined("windows")),
        "uncommon_share": sum(unit.uncommon for unit in own) / chinese if chinese else np.nan,
    }


def _mean(values: NDArray[np.generic]) -> float:
    return float(values.mean()) if len(values) else np.nan


def _units(text: str, lengths: NDArray[np.int64]) -> _Units:
    ends = np.cumsum(lengths)
    starts = ends - lengths
    counted = _running(text)
    is_word = counted[ends] > counted[starts]
    starts, ends = starts[is_word], ends[is_word]
    words = [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    spans = [(a, b) for a, b in sentence_spans(text) if _ENDED.search(text[a:b])]
    first, last = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    in_sentence = np.searchsorted(starts, last) - np.searchsorted(starts, first)
    clauses = np.array([_count(part) for part in _CLAUSE.split(text)], dtype=float)
    chinese = [word for word in words if _HAN_WORD.fullmatch(word)]
    return _Units(
        (counted[last] - counted[first]).astype(float),
        in_sentence.astype(float),
        clauses[clauses > 0],
        (counted[ends] - counted[starts]).astype(float),
        windows(words),
        float(sum(word not in common_words() for word in chinese)),
        float(len(chinese)),
    )


def _count(text: str) -> int:
    return sum(len(part) for part in _COUNTED.findall(text))


def _running(text: str) -> NDArray[np.int64]:
    """Letters, digits and characters before each place of a text, and in all of it."""
    steps = np.zeros(len(text) + 1, dtype=np.int64)
    for found in _COUNTED.finditer(text):
        steps[found.start() + 1 : found.end() + 1] = 1
    return np.cumsum(steps)


def windows(words: list[str], *, window: int = WINDOW) -> Floats:
    """Share of different words in each window of so many words, one after the other.

    Their mean is MATTR (Covington and McFall 2010). Empty for a text shorter than a window.

    Examples
    --------
    >>> windows(["计量", "是", "计量", "的"], window=2).tolist()
    [1.0, 1.0, 1.0]
    >>> windows(["计量", "计量", "的"], window=2).tolist()
    [0.5, 1.0]
    """
    size = len(words)
    if size < window:
        return np.zeros(0)
    number = pd.factorize(np.array(words, dtype=object))[0]
    order = np.argsort(number, kind="stable")
    before = np.full(size, -1)
    again = number[order[1:]] == number[order[:-1]]
    before[order[1:][again]] = order[:-1][again]
    # A word counts in the windows that begin behind its last occurrence and reach it.
    here = np.arange(size)
    change = np.zeros(size + 1)
    np.add.at(change, np.maximum(before + 1, here - window + 1).clip(0), 1)
    np.add.at(change, here + 1, -1)
    different: Floats = np.cumsum(change)[: size - window + 1] / window
    return different


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """The ten thousand most frequent Chinese words of jieba's dictionary, ties by code point."""
    counts = []
    with file_of_jieba("dict.txt").open("rb") as file:
        for line in file:
            word, count = line.decode("utf-8").split(" ")[:2]
            if _HAN_WORD.fullmatch(word):
                counts.append((-int(count), word))
    return frozenset(word for _, word in sorted(counts)[:COMMON_WORDS])
