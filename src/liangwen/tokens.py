"""Tokens as frames: each with its place and sentence, and how the segmenter treats a lexicon."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from .compared import tidy
from .concordance import find_string
from .lexicon import Theme
from .segment import Segmenter, is_word
from .textunits import sentence_spans

WHOLENESS_COLUMNS = [
    "theme", "theme_zh", "theme_en", "term", "cut_alone", "whole_alone", "string_count", "whole",
    "inside_longer", "cut", "whole_share",
]  # fmt: skip


class CutText(NamedTuple):
    """An article's text as the segmenter cut it."""

    article_id: str
    text: str
    words: list[str]
    """All tokens, punctuation and blanks included."""
    ends: np.ndarray[Any, np.dtype[np.int64]]
    """Where each token ends; it begins where the one before ends."""

    @property
    def starts(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Where each token begins."""
        return np.concatenate([[0], self.ends[:-1]]).astype(np.int64)


def cut_texts(articles: pd.DataFrame, tokens: pd.DataFrame) -> Iterator[CutText]:
    """Yield each article's tokens, in the order of the articles.

    Parameters
    ----------
    articles, tokens : DataFrame
        A corpus' frames: the text, and the lengths of its tokens.
    """
    lengths = dict(zip(tokens["article_id"], tokens["lengths"], strict=True))
    for name, text in zip(articles["article_id"], articles["text"], strict=True):
        ends = np.cumsum(np.asarray(lengths[name], dtype=np.int64))
        edges = [0, *ends.tolist()]
        words = [text[a:b] for a, b in pairwise(edges)]
        yield CutText(name, text, words, ends)


def token_places(
    articles: pd.DataFrame, tokens: pd.DataFrame, *, punctuation: bool = False
) -> pd.DataFrame:
    """List the tokens of the texts, as they are counted.

    Parameters
    ----------
    articles, tokens : DataFrame
        A corpus' frames.
    punctuation : bool
        Also list tokens without a letter, digit or character.

    Returns
    -------
    DataFrame
        One row a token, in order: article_id, token, start, end (in the clean text, half-open),
        sentence (its ordinal, from 0).

    Notes
    -----
    When it misleads: a token is what this dictionary makes of the text; another user dictionary
    has other tokens.
    """
    parts = []
    for cut in cut_texts(articles, tokens):
        starts = cut.starts
        part = pd.DataFrame(
            {
                "article_id": cut.article_id,
                "token": cut.words,
                "start": starts,
                "end": cut.ends,
                "sentence": sentence_numbers(cut.text, starts),
            }
        )
        if not punctuation:
            part = part[[is_word(word) for word in cut.words]]
        parts.append(part)
    columns = ["article_id", "token", "start", "end", "sentence"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def sentence_numbers(
    text: str, starts: np.ndarray[Any, np.dtype[np.int64]] | Sequence[int]
) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return the ordinal of the sentence that each place lies in."""
    begins = np.array([start for start, _ in sentence_spans(text)] or [0])
    return np.asarray(np.searchsorted(begins, np.asarray(starts), side="right") - 1)


def tagged_tokens(articles: pd.DataFrame, segmenter: Segmenter) -> pd.DataFrame:
    """Cut the texts anew, with parts of speech, as jieba.posseg does.

    Parameters
    ----------
    articles : DataFrame
        A corpus' frame, or some rows of it.
    segmenter : Segmenter
        With the study's user dictionary: ``corpus.segmenter()``.

    Returns
    -------
    DataFrame
        One row a token that is no punctuation: article_id, token, pos, start, end.

    Notes
    -----
    When it misleads: see :meth:`liangwen.segment.Segmenter.tag`; count with `token_places`, which
    has the tokens of all other tables, and use this to filter by part of speech. Three to five
    seconds a megabyte.
    """
    rows = [
        (name, *token)
        for name, text in zip(articles["article_id"], articles["text"], strict=True)
        for token in segmenter.tag(text)
        if is_word(token.token)
    ]
    frame = pd.DataFrame(rows, columns=["article_id", "token", "start", "end", "pos"])
    return frame[["article_id", "token", "pos", "start", "end"]]


def term_wholeness(
    articles: pd.DataFrame,
    tokens: pd.DataFrame,
    themes: Sequence[Theme],
    segmenter: Segmenter,
) -> pd.DataFrame:
    """Say which of the lexicon's terms the segmenter leaves whole.

    Parameters
    ----------
    articles, tokens : DataFrame
        A corpus' frames.
    themes : sequence of Theme
        The lexicon's themes.
    segmenter : Segmenter
        As it cut these texts, with the user dictionary.

    Returns
    -------
    DataFrame
        One row a term of a theme: cut_alone (how the term by itself is cut, pieces joined by /),
        whole_alone, string_count (plain occurrences), of which whole (one token), inside_longer
        (part of one token) and cut (lies in several tokens); whole_share of the occurrences,
        null without any.

    Notes
    -----
    For judging what token counts can say of a term, and what to put into terms.txt. Themes are
    matched as strings and do not depend on it. When it misleads: a word that comes out whole by
    itself can be cut by its neighbours in a text (大区 in 重大区域).
    """
    cuts = list(cut_texts(articles, tokens))
    edges = [[0, *cut.ends.tolist()] for cut in cuts]
    records = []
    for theme in themes:
        for term in theme.terms:
            pieces = segmenter.cut(term.term)
            counts = [0, 0, 0]
            for cut, places in zip(cuts, edges, strict=True):
                for start in find_string(cut.text, term.term):
                    counts[_treatment(places, start, start + len(term.term))] += 1
            found = sum(counts)
            records.append(
                (theme.id, theme.name_zh, theme.name_en, term.term, "/".join(pieces),
                 len(pieces) == 1, found, *counts, counts[0] / found if found else np.nan)
            )  # fmt: skip
    return tidy(pd.DataFrame(records, columns=WHOLENESS_COLUMNS))


def _treatment(edges: list[int], start: int, end: int) -> int:
    """0: the place is a token; 1: it is part of one; 2: it lies in several."""
    first = bisect_right(edges, start) - 1
    if end > edges[first + 1]:
        return 2
    return 0 if edges[first] == start and edges[first + 1] == end else 1
