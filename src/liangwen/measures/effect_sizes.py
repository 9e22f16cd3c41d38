"""How large is a word's difference between two parts? Log ratio, LRC, %DIFF and their kin.

All take the word's count and the size of the part, then the same of the reference, in one unit.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from liangwen.errors import MeasureError
from liangwen.measures._checks import Floats, Interval, cells, error_rate, numbers
from liangwen.measures.rates import rate_ratio_interval


def log_ratio(
    count: ArrayLike,
    total: ArrayLike,
    reference_count: ArrayLike,
    reference_total: ArrayLike,
    *,
    add: float = 0.5,
) -> Floats:
    """Binary logarithm of the ratio of relative frequencies: 1 is twice as frequent, −1 half.

    Parameters
    ----------
    count, total, reference_count, reference_total : array_like
        Occurrences and sizes of the part and of its reference.
    add : float
        Added to each count and size (Walter 1975). 0 is Hardie's (2014) plain form, in which a
        word that one part never uses is plus or minus infinity.

    Raises
    ------
    MeasureError
        Where both counts are zero, a count exceeds its total, or ``add`` is negative.

    Notes
    -----
    When it misleads: ranked by it, rare noise comes first (3 against 0 looks like a lot). Rank by
    `lrc`, and show the interval. With ``add`` two parts of unequal size and equal rates are not
    quite 0: 10 of 1,000 against 20 of 2,000 gives 0.03.

    Examples
    --------
    >>> round(float(log_ratio(42, 5200, 18, 9800, add=0)), 3)
    2.137
    >>> round(float(log_ratio(9, 5200, 0, 9800)), 3)
    5.162
    """
    a, n, b, m = cells(count, total, reference_count, reference_total)
    add = float(numbers("add", add))
    with np.errstate(divide="ignore"):
        return np.log2((a + add) / (n + add)) - np.log2((b + add) / (m + add))


def log_ratio_interval(
    count: ArrayLike,
    total: ArrayLike,
    reference_count: ArrayLike,
    reference_total: ArrayLike,
    *,
    level: float = 0.95,
) -> Interval:
    """Log ratio (+0.5) with the exact interval of the rate ratio on the same binary scale.

    Returns
    -------
    Interval
        estimate, low, high. An end is infinite where a count is zero: 9 against 0 bounds the
        ratio from below only.

    Notes
    -----
    When it misleads: exact for tokens drawn one by one; across articles it is too narrow.

    Examples
    --------
    >>> [round(float(x), 3) for x in log_ratio_interval(42, 5200, 18, 9800)]
    [2.114, 1.309, 3.021]
    """
    parts = cells(count, total, reference_count, reference_total)
    ratio = rate_ratio_interval(*parts, level=level)
    with np.errstate(divide="ignore"):
        return Interval(log_ratio(*parts), np.log2(ratio.low), np.log2(ratio.high))


def lrc(
    count: ArrayLike,
    total: ArrayLike,
    reference_count: ArrayLike,
    reference_total: ArrayLike,
    *,
    level: float = 0.95,
    family: int | None = None,
) -> Floats:
    """Conservative log ratio (Evert 2022): the end of its interval nearer to 0; 0 if 0 lies inside.

    Parameters
    ----------
    count, total, reference_count, reference_total : array_like
        Occurrences and sizes of the part and of its reference.
    level : float
        Confidence for the whole family together.
    family : int, optional
        How many terms are tested (Bonferroni). Default: as many as are given in this call.

    Notes
    -----
    The ranking key of the keyness table: the least difference that the counts vouch for.
    When it misleads: 0 means "not shown", not "equal"; and a call on terms that were filtered by
    their own result has too small a family. Hand over all terms tested, or say ``family``.

    Examples
    --------
    >>> round(float(lrc(9, 5200, 0, 9800)), 3), float(lrc(10, 1000, 20, 2000))
    (1.895, 0.0)
    >>> round(float(lrc(8, 1177, 0, 341805, family=20109)), 3)
    6.021
    """
    parts = cells(count, total, reference_count, reference_total)
    family = max(parts.word.size, 1) if family is None else family
    if family < 1:
        raise MeasureError(f"family must be 1 or more, but is {family}: count the terms tested.")
    ratio = rate_ratio_interval(*parts, level=1 - error_rate(level) / family)
    # An interval that holds 1 is pulled to 1, and log2 never sees the ends that are 0 or infinite.
    return np.log2(np.maximum(ratio.low, 1.0)) + np.log2(np.minimum(ratio.high, 1.0))


def percent_difference(
    count: ArrayLike, total: ArrayLike, reference_count: ArrayLike, reference_total: ArrayLike
) -> Floats:
    """%DIFF (Gabrielatos and Marchi 2011): 100 is twice as frequent, −100 never used.

    Infinite where the reference never uses the word. Parameters and errors are those of
    `log_ratio`.

    When it misleads: more and less are not on one scale (half is −50, twice is +100), and it says
    nothing of how rare a word is.

    Examples
    --------
    >>> round(float(percent_difference(7, 1000, 2, 1000)), 6)
    250.0
    """
    a, n, b, m = cells(count, total, reference_count, reference_total)
    with np.errstate(divide="ignore"):
        return 100 * ((a / n) / (b / m) - 1)


def simple_maths(
    count: ArrayLike,
    total: ArrayLike,
    reference_count: ArrayLike,
    reference_total: ArrayLike,
    *,
    add: float = 100.0,
) -> Floats:
    """Kilgarriff's ratio of frequencies per million, each with ``add`` on top; 1 is no difference.

    Parameters and errors are those of `log_ratio`; ``add`` is per million and greater than zero.

    When it misleads: in 15,000 tokens one hit is 100–200 per million, so ``add`` under 100 ranks
    noise (9 against 0 gives 1,731.8 with ``add=1``).

    Examples
    --------
    >>> round(float(simple_maths(9, 5200, 0, 9800)), 1)
    18.3
    >>> round(float(simple_maths(9, 5200, 0, 9800, add=1)), 1)
    1731.8
    """
    a, n, b, m = cells(count, total, reference_count, reference_total)
    add = float(numbers("add", add, positive=True))
    return (1e6 * a / n + add) / (1e6 * b / m + add)


def odds_ratio(
    count: ArrayLike, total: ArrayLike, reference_count: ArrayLike, reference_total: ArrayLike
) -> Floats:
    """Odds of the word in the part over its odds in the reference.

    0 or infinite where a cell is empty; 1 where both parts hold nothing but the word. Parameters
    and errors are those of `log_ratio`.

    When it misleads: close to the ratio of rates for rare words only; for a word that makes up a
    third of a part it is far larger.

    Examples
    --------
    >>> round(float(odds_ratio(16217, 2796938, 735, 2087946)), 2)
    16.56
    """
    a, n, b, m = cells(count, total, reference_count, reference_total)
    above, below = a * (m - b), b * (n - a)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((above == 0) & (below == 0), 1.0, above / below)[()]


def difference_coefficient(
    count: ArrayLike, total: ArrayLike, reference_count: ArrayLike, reference_total: ArrayLike
) -> Floats:
    """(r₁ − r₂) / (r₁ + r₂) of two rates, −1 to 1 (Hofland and Johansson 1982).

    Parameters and errors are those of `log_ratio`.

    When it misleads: any word of one part only is 1 or −1, whether it occurs once or a hundred
    times.

    Examples
    --------
    >>> round(float(difference_coefficient(18, 1_000_000, 35, 1_000_000)), 2)
    -0.32
    """
    a, n, b, m = cells(count, total, reference_count, reference_total)
    return (a / n - b / m) / (a / n + b / m)
