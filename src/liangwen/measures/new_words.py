"""Is a string a word? Freedom of its neighbours, cohesion of its parts, without a dictionary.

A word's neighbours vary (freedom), and its parts stand together more often than chance would have
it (aggregation). For judging candidates of the user dictionary.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from liangwen.errors import MeasureError
from liangwen.measures._checks import numbers


class WordEvidence(NamedTuple):
    """What speaks for a string being a word."""

    frequency: int
    left_entropy: float
    """Of the characters before it, in nats."""
    right_entropy: float
    freedom: float
    """The smaller of the two; 0.69 is two equal neighbours, 0 a piece of a longer word."""
    aggregation: float
    """The least p(w) / (p(a) p(b)) over all cuts w = ab: 1 is chance."""


def branching_entropy(counts: ArrayLike) -> float:
    """Entropy of the neighbours' counts, in nats; 0 for none or one.

    When it misleads: it rises with frequency alone; five occurrences cannot show more than ln 5.

    Examples
    --------
    >>> round(branching_entropy([2, 2]), 4)
    0.6931
    """
    weights = numbers("counts", counts)
    whole = weights.sum()
    return float(special.entr(weights / whole).sum()) if whole else 0.0


def word_evidence(text: str, word: str) -> WordEvidence:
    """Freedom and aggregation of a string in a text.

    Parameters
    ----------
    text : str
        One text; probabilities are counts over its characters. Occurrences may overlap.
    word : str
        Two characters or more.

    Raises
    ------
    MeasureError
        Where the text lacks the word, or the word has a single character.

    Notes
    -----
    An occurrence at the edge of the text has no neighbour there, and none is counted.
    When it misleads: below some five occurrences; and a fixed phrase (高质量发展) is as cohesive as
    a word.

    Examples
    --------
    >>> found = word_evidence("吃葡萄不吐葡萄皮不吃葡萄倒吐葡萄皮", "葡萄")
    >>> found.frequency, round(found.freedom, 3), found.aggregation
    (4, 0.693, 4.25)
    """
    if len(word) < 2:
        raise MeasureError(f"A word of two or more characters is needed, but {word!r} is given.")
    starts = _occurrences(text, word)
    if not starts:
        raise MeasureError(f"The text does not hold {word!r}, so nothing can be said of it.")
    before = Counter(text[start - 1] for start in starts if start > 0)
    after = Counter(text[start + len(word)] for start in starts if start + len(word) < len(text))
    left = branching_entropy(list(before.values()))
    right = branching_entropy(list(after.values()))
    return WordEvidence(
        len(starts), left, right, min(left, right), _aggregation(text, word, len(starts))
    )


def _aggregation(text: str, word: str, frequency: int) -> float:
    parts = [
        len(_occurrences(text, word[:cut])) * len(_occurrences(text, word[cut:]))
        for cut in range(1, len(word))
    ]
    return float(frequency * len(text) / np.max(parts))


def _occurrences(text: str, string: str) -> list[int]:
    """Where the string starts, overlapping ones too."""
    starts, at = [], text.find(string)
    while at >= 0:
        starts.append(at)
        at = text.find(string, at + 1)
    return starts
