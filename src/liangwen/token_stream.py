"""The tokens of many texts as one row of numbers, for counting what stands beside what."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .segment import is_word
from .tokens import cut_texts, sentence_numbers

Whole = NDArray[np.int64]


class TokenStream(NamedTuple):
    """The tokens of all texts one behind the other, as numbers."""

    words: list[str]
    """The different tokens that are no punctuation."""
    codes: Whole
    """Position of each token in `words`; −1 for punctuation and between two articles."""
    article: Whole
    """Position of each token's article."""
    sentence: Whole
    """Number of each token's sentence, over all texts; −1 between two articles."""


def token_stream(articles: pd.DataFrame, tokens: pd.DataFrame) -> TokenStream:
    """Number the tokens of the texts, in order.

    What holds no letter, digit or character (a mark, a blank, a line end) is −1; so a run without
    −1 lies within one sentence, and within one clause.

    Parameters
    ----------
    articles, tokens : DataFrame
        A corpus' frames.
    """
    number: dict[str, int] = {}
    words: list[str] = []
    codes: list[int] = []
    sizes: list[int] = []
    sentences: list[Whole] = []
    base = 0
    for cut in cut_texts(articles, tokens):
        for word in cut.words:
            if word not in number:
                number[word] = len(words) if is_word(word) else -1
                if number[word] >= 0:
                    words.append(word)
        codes += [number[word] for word in cut.words]
        codes.append(-1)
        sizes.append(len(cut.words) + 1)
        own = sentence_numbers(cut.text, cut.starts)
        sentences += [own + base, np.array([-1])]
        base += int(own.max(initial=-1)) + 1
    return TokenStream(
        words,
        np.array(codes, dtype=np.int64),
        np.repeat(np.arange(len(sizes)), sizes).astype(np.int64),
        np.concatenate([np.empty(0, dtype=np.int64), *sentences]).astype(np.int64),
    )
