"""Shares with their intervals, and a bootstrap without chance."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from liangwen.errors import MeasureError
from liangwen.measures._checks import Floats, Interval, error_rate, numbers, same_shape
from liangwen.measures.rates import PER

MOST_ENUMERATED = 7
"""7⁷ = 823,543 resamples take a tenth of a second; 8⁸ would be 17 million."""


def wilson(successes: ArrayLike, tried: ArrayLike, *, level: float = 0.95) -> Interval:
    """A share with Wilson's (1927) score interval.

    Parameters
    ----------
    successes, tried : array_like
        Right concordance lines, say, of those that were read.

    Returns
    -------
    Interval
        estimate, low, high, all in 0..1.

    Raises
    ------
    MeasureError
        Where nothing was tried, or there are more successes than tries.

    Notes
    -----
    When it misleads: for a sample drawn at random only. Fifty lines off the top of the list are the
    first article's.

    Examples
    --------
    >>> [round(float(x), 3) for x in wilson(46, 50)]
    [0.92, 0.812, 0.968]
    """
    k, n = _share(successes, tried)
    z = special.ndtri(1 - error_rate(level) / 2)
    p = k / n
    centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    # At 0 and 1 the ends meet the estimate exactly; rounding would leave 1e-17.
    low = np.where(k == 0, 0.0, centre - reach)[()]
    high = np.where(k == n, 1.0, centre + reach)[()]
    return Interval(p, low, high)


def clopper_pearson(successes: ArrayLike, tried: ArrayLike, *, level: float = 0.95) -> Interval:
    """A share with the exact binomial interval (Clopper and Pearson 1934).

    Parameters, errors and what misleads are those of `wilson`; this one never covers less than it
    promises, and is wider for it.

    Examples
    --------
    >>> [round(float(x), 3) for x in clopper_pearson(46, 50)]
    [0.92, 0.808, 0.978]
    """
    k, n = _share(successes, tried)
    tail = error_rate(level) / 2
    missed = n - k
    low = np.where(k > 0, special.betaincinv(np.where(k > 0, k, 1), missed + 1, tail), 0.0)
    high = np.where(
        missed > 0, 1 - special.betaincinv(np.where(missed > 0, missed, 1), k + 1, tail), 1.0
    )
    return Interval(k / n, low[()], high[()])


class Bootstrap(NamedTuple):
    """Distribution of a pooled rate over all resamples of its articles."""

    mean: float
    sd: float
    percentiles: Floats


def exact_bootstrap(
    count: ArrayLike,
    size: ArrayLike,
    *,
    percentiles: ArrayLike = (2.5, 50, 97.5),
    per: float = PER,
) -> Bootstrap:
    """Bootstrap of articles with every one of the Dᴰ resamples, so without chance or seed.

    Parameters
    ----------
    count, size : array_like, shape (articles,)
        Hits and amount of text, one pair an article, two to seven articles.
    percentiles : array_like
        In 0..100, interpolated linearly.

    Raises
    ------
    MeasureError
        For one article, or more than seven.

    Notes
    -----
    When it misleads: with five articles its 95 % interval covers 78–82 %, because no resample shows
    more than the five. For the interval of a report take `rates.log_t`.

    Examples
    --------
    >>> exact_bootstrap([3, 0, 2, 1, 4], [40, 55, 38, 60, 47]).percentiles.round(1).tolist()
    [149.3, 416.7, 754.7]
    """
    y, n = same_shape(
        numbers("count", count), numbers("size", size, positive=True), names="count and size"
    )
    if y.ndim != 1 or not 2 <= y.size <= MOST_ENUMERATED:
        raise MeasureError(
            f"The exact bootstrap takes two to {MOST_ENUMERATED} articles in one list, but has "
            f"{y.size}: use log_t for the interval."
        )
    drawn = np.indices((y.size,) * y.size, dtype=np.int8).reshape(y.size, -1)
    rates = per * y[drawn].sum(axis=0) / n[drawn].sum(axis=0)
    found = np.percentile(rates, np.asarray(percentiles, dtype=float))
    return Bootstrap(float(rates.mean()), float(rates.std()), found)


def _share(successes: ArrayLike, tried: ArrayLike) -> list[Floats]:
    k, n = same_shape(
        numbers("successes", successes),
        numbers("tried", tried, positive=True),
        names="successes and tried",
    )
    if (k > n).any():
        raise MeasureError("successes cannot be more than tried: are the two swapped?")
    return [k, n]
