"""Which words stand together more often than chance would have it?

Every measure of a pair takes the times it occurs ``together``, the frequencies of its ``first`` and
``second`` word, and the ``total`` of places (tokens, or windows). Rank by `log_dice`, filter by
`association_g2`, and ask for a frequency of 3 or more.

A pair that never occurs together has a defined result (mostly −∞ or 0); a word that never occurs is
an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from liangwen.errors import MeasureError
from liangwen.measures._checks import Floats, numbers, same_shape
from liangwen.measures.significance import g2


class DeltaP(NamedTuple):
    """How much one word raises the chance of the other, in both directions."""

    second_given_first: Floats
    first_given_second: Floats


def pmi(
    together: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike, *, power: int = 1
) -> Floats:
    """Pointwise mutual information in bits, log2(Oᵏ / E).

    Parameters
    ----------
    together, first, second, total : array_like
        Counts of the pair, of its words, and of all places.
    power : {1, 2, 3}
        k: 1 is PMI (Church and Hanks 1990); 2 and 3 are MI2 and MI3, which favour frequent pairs.

    Raises
    ------
    MeasureError
        Where a word never occurs, or the counts contradict each other.

    Notes
    -----
    When it misleads: two words that occur once each, together, have the highest PMI of all.
    MI2 and MI3 depend on the size of the corpus.

    Examples
    --------
    >>> round(float(pmi(8, 1105, 44, 15_000_000)), 1)
    11.3
    """
    o, f1, f2, n = _pair(together, first, second, total)
    with np.errstate(divide="ignore"):
        return power * np.log2(o) - np.log2(f1 * f2 / n)


def npmi(together: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> Floats:
    """PMI over −log2 of the pair's probability (Bouma 2009): −1 never, 0 chance, 1 always together.

    Parameters and errors are those of `pmi`. 1 where both words stand at every place. When it
    misleads: rare pairs still come first, if less so.

    Examples
    --------
    >>> npmi([10, 1, 0], 10, 10, 100).round(6).tolist()
    [1.0, 0.0, -1.0]
    """
    o, f1, f2, n = _pair(together, first, second, total)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = pmi(o, f1, f2, n) / -np.log2(o / n)
    return np.select([o == 0, o == n], [-1.0, 1.0], value)[()]


def t_score(
    together: ArrayLike,
    first: ArrayLike,
    second: ArrayLike,
    total: ArrayLike,
    *,
    variance: Literal["count", "binomial"] = "count",
) -> Floats:
    """(O − E) / √O, or with the binomial variance O (1 − O/N).

    −∞ for a pair that never occurs. Parameters and errors are those of `pmi`. When it misleads: it
    is no t statistic with a t distribution; it ranks, and ranks frequent pairs first.

    Examples
    --------
    >>> round(float(t_score(42, 120, 310, 52_000)), 3)
    6.37
    """
    if variance not in ("count", "binomial"):
        raise MeasureError(f"variance must be 'count' or 'binomial', but is {variance!r}.")
    o, f1, f2, n = _pair(together, first, second, total)
    spread = o if variance == "count" else o * (1 - o / n)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (o - f1 * f2 / n) / np.sqrt(spread)
    # 0 / 0 only where both words stand everywhere: as expected.
    return np.nan_to_num(value, nan=0.0, posinf=np.inf, neginf=-np.inf)


def z_score(together: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> Floats:
    """(O − E) / √E.

    Parameters and errors are those of `pmi`. When it misleads: for rare pairs, where E is far under
    1, it is huge.

    Examples
    --------
    >>> round(float(z_score(42, 120, 310, 52_000)), 2)
    48.81
    """
    o, f1, f2, n = _pair(together, first, second, total)
    expected = f1 * f2 / n
    return (o - expected) / np.sqrt(expected)


def dice(together: ArrayLike, first: ArrayLike, second: ArrayLike) -> Floats:
    """2 O / (f₁ + f₂), 0..1; does not depend on the size of the corpus.

    When it misleads: a rare word that always stands beside a frequent one has a low value.

    Examples
    --------
    >>> round(float(dice(130, 3121, 143)), 2)
    0.08
    """
    o, f1, f2 = _pair(together, first, second)
    return 2 * o / (f1 + f2)


def log_dice(together: ArrayLike, first: ArrayLike, second: ArrayLike) -> Floats:
    """14 + log2 of Dice (Rychlý 2008): 14 is always together, one less is half as strong.

    −∞ for a pair that never occurs. The ranking key, as corpora of different size compare. When it
    misleads: says nothing of chance; beside it stands `association_g2`. Some programs leave out
    the 14.

    Examples
    --------
    >>> float(log_dice(7, 7, 7))
    14.0
    """
    with np.errstate(divide="ignore"):
        return 14 + np.log2(dice(together, first, second))


def jaccard(together: ArrayLike, first: ArrayLike, second: ArrayLike) -> Floats:
    """Both over either: O / (f₁ + f₂ − O), 0..1. What misleads is as with `dice`.

    Examples
    --------
    >>> float(jaccard(2, 3, 3))
    0.5
    """
    o, f1, f2 = _pair(together, first, second)
    return o / (f1 + f2 - o)


def minimum_sensitivity(together: ArrayLike, first: ArrayLike, second: ArrayLike) -> Floats:
    """The smaller of the two shares O / f₁ and O / f₂ (Pedersen 1998), 0..1.

    When it misleads: it hides which of the two words needs the other; `delta_p` shows it.

    Examples
    --------
    >>> float(minimum_sensitivity(15, 20, 60))
    0.25
    """
    o, f1, f2 = _pair(together, first, second)
    return o / np.maximum(f1, f2)


def association_g2(
    together: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike
) -> Floats:
    """Four-cell G2 of the pair, zero or more: is it more (or less) than chance?

    Parameters and errors are those of `pmi`. 0 where a word stands at every place. When it
    misleads: pairs that *avoid* each other are high, too: compare O with f₁ f₂ / N.

    Examples
    --------
    >>> round(float(association_g2(42, 120, 310, 52_000)), 2)
    281.64
    """
    o, f1, f2, n = _pair(together, first, second, total)
    rest = n - f1
    # A word at every place leaves no reference; any size stands for the empty part.
    value = g2(o, f1, f2 - o, np.where(rest > 0, rest, 1.0))
    return np.where(rest > 0, value, 0.0)[()]


def delta_p(together: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> DeltaP:
    """ΔP both ways, −1..1 (Gries 2013): chance of one word with the other, less without it.

    Parameters and errors are those of `pmi`. Where a word stands at every place there is no
    "without it", and that direction is NaN. When it misleads: a very frequent word is predicted
    well by anything.

    Examples
    --------
    >>> both = delta_p(42, 120, 310, 52_000)
    >>> round(float(both.second_given_first), 3), round(float(both.first_given_second), 3)
    (0.345, 0.134)
    """
    o, f1, f2, n = _pair(together, first, second, total)
    with np.errstate(invalid="ignore"):
        return DeltaP(o / f1 - (f2 - o) / (n - f1), o / f2 - (f1 - o) / (n - f2))


def pair_odds_ratio(
    together: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike
) -> Floats:
    """Odds ratio of the pair's table with 0.5 in each cell, always finite.

    Parameters and errors are those of `pmi`. When it misleads: for rare pairs the 0.5 decides.

    Examples
    --------
    >>> round(float(pair_odds_ratio(42, 120, 310, 52_000)), 2)
    104.07
    """
    o, f1, f2, n = _pair(together, first, second, total)
    return (o + 0.5) * (n - f1 - f2 + o + 0.5) / ((f1 - o + 0.5) * (f2 - o + 0.5))


def jaccard_matrix(presence: ArrayLike) -> Floats:
    """Jaccard of each two terms over units, for a co-occurrence network.

    Parameters
    ----------
    presence : array_like, shape (units, terms)
        Whether (or how often) a sentence or an article holds a term; only "more than zero" counts.

    Returns
    -------
    ndarray, shape (terms, terms)
        Symmetric, 1 on the diagonal; 0 for a term that no unit holds, its diagonal too.

    Notes
    -----
    Edges by the top N, or 0.2 and more. When it misleads: the unit decides (all terms of five
    articles share an article); two terms of one sentence only have 1.

    Examples
    --------
    >>> jaccard_matrix([[1, 1], [1, 0], [0, 0]]).tolist()
    [[1.0, 0.5], [0.5, 1.0]]
    """
    held = (numbers("presence", presence) > 0).astype(float)
    if held.ndim != 2:
        raise MeasureError("presence must be a table, units down and terms across.")
    both = held.T @ held
    units = held.sum(axis=0)
    either = units[:, np.newaxis] + units - both
    return both / np.where(either > 0, either, 1.0)


def set_jaccard(first: Iterable[object], second: Iterable[object]) -> float:
    """Jaccard of two sets (shingles of two texts, say); order and repetition do not count.

    Raises
    ------
    MeasureError
        Where both are empty.

    Notes
    -----
    When it misleads: an excerpt of a long text is far from it, though all of it is copied.

    Examples
    --------
    >>> set_jaccard("计量发展", "计量强国")
    0.3333333333333333
    """
    one, two = set(first), set(second)
    if not one | two:
        raise MeasureError("Both sets are empty, so they cannot be compared: leave the pair out.")
    return len(one & two) / len(one | two)


def _pair(
    together: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike | None = None
) -> list[Floats]:
    values = [
        numbers("together", together),
        numbers("first", first, positive=True),
        numbers("second", second, positive=True),
    ]
    if total is not None:
        values.append(numbers("total", total, positive=True))
    values = same_shape(*values, names="together, first, second and total")
    o, f1, f2 = values[:3]
    if (o > np.minimum(f1, f2)).any():
        raise MeasureError("together cannot exceed the frequency of either word: check the counts.")
    if total is not None and (f1 + f2 - o > values[3]).any():
        raise MeasureError("total is smaller than the places that the two words take: check it.")
    return values
