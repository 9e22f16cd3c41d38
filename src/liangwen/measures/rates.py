"""Hits per 10,000 characters or tokens, and how sure one may be of them.

Within one text: Garwood. Across articles: log-t, clustered by article. One text against another:
the exact rate ratio. (One text among ten or more: `placement`.) Coverage of a 95 % interval for
the pooled rate of five articles (simulated, from no to strong variation between articles): exact
Poisson .97 falls to .80, log-t stays at .96–.97.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from liangwen.errors import MeasureError
from liangwen.measures._checks import (
    Floats,
    Interval,
    error_rate,
    numbers,
    reject_both_zero,
    same_shape,
)

PER = 10_000
"""Rates are per 10,000 units unless said otherwise."""


def rate(count: ArrayLike, size: ArrayLike, *, per: float = PER) -> Floats:
    """Hits per 10,000 units of text.

    When it misleads: in a text of 1,500 characters one hit is already 6.7 per 10,000. Show the
    count beside it.

    Examples
    --------
    >>> float(rate(3, 1500))
    20.0
    """
    return per * numbers("count", count) / numbers("size", size, positive=True)


def garwood(
    count: ArrayLike, size: ArrayLike, *, level: float = 0.95, per: float = PER
) -> Interval:
    """Rate with its exact Poisson interval (Garwood 1936), for hits within one text.

    Parameters
    ----------
    count : array_like
        Hits; zero has a lower end of 0 and a finite upper end.
    size : array_like
        Characters or tokens of the text; the same unit for all that are compared.
    level, per : float
        Confidence, and the unit of the rate.

    Returns
    -------
    Interval
        estimate, low, high, per ``per`` units.

    Notes
    -----
    When it misleads: hits that come in bursts make it too narrow; for several articles pooled it
    may cover 80 % or much less in place of 95 %: use `log_t` there.

    Examples
    --------
    >>> [round(float(x), 2) for x in garwood(14, 5200)]
    [26.92, 14.72, 45.17]
    """
    k, n = same_shape(
        numbers("count", count), numbers("size", size, positive=True), names="count and size"
    )
    tail = error_rate(level) / 2
    low = np.where(k > 0, special.gammaincinv(np.where(k > 0, k, 1), tail), 0.0)
    return Interval(per * k / n, per * low / n, per * special.gammainccinv(k + 1, tail) / n)


def rate_ratio_interval(
    count: ArrayLike,
    size: ArrayLike,
    reference_count: ArrayLike,
    reference_size: ArrayLike,
    *,
    level: float = 0.95,
) -> Interval:
    """Ratio of two rates with its exact interval.

    Given the sum of both counts, the first is binomial; the Clopper–Pearson bounds of its share
    become bounds of the ratio.

    Parameters
    ----------
    count, size, reference_count, reference_size : array_like
        Hits and amount of text, of the part and of its reference.

    Returns
    -------
    Interval
        estimate, low, high. 0 or infinite where one count is zero.

    Raises
    ------
    MeasureError
        Where both counts are zero.

    Notes
    -----
    When it misleads: exact for hits that fall independently. Articles vary, so it describes these
    texts, not their provinces.

    Examples
    --------
    >>> [round(float(x), 3) for x in rate_ratio_interval(9, 5200, 0, 9800)]
    [inf, 3.72, inf]
    """
    a, n, b, m = _two_rates(count, size, reference_count, reference_size)
    tail = error_rate(level) / 2
    # Both ends through the smaller tail: 1 − x would lose digits near 1.
    share = np.where(a > 0, special.betaincinv(np.where(a > 0, a, 1), b + 1, tail), 0.0)
    share_rest = np.where(b > 0, special.betaincinv(np.where(b > 0, b, 1), a + 1, tail), 0.0)
    with np.errstate(divide="ignore"):
        estimate = (a / n) / (b / m)
        low = share / (1 - share) * (m / n)
        high = (1 - share_rest) / share_rest * (m / n)
    return Interval(estimate, low, high)


class RateRatio(NamedTuple):
    """Ratio of two rates, its exact interval, and the exact p of no difference."""

    estimate: Floats
    low: Floats
    high: Floats
    p: Floats


def rate_ratio(
    count: ArrayLike,
    size: ArrayLike,
    reference_count: ArrayLike,
    reference_size: ArrayLike,
    *,
    level: float = 0.95,
) -> RateRatio:
    """`rate_ratio_interval` with its exact two-sided p; counts must be whole numbers.

    Some 0.1 ms a pair: for thousands of terms take `rate_ratio_interval`.

    Examples
    --------
    >>> [round(float(x), 3) for x in rate_ratio(14, 5200, 34, 16600)]
    [1.314, 0.652, 2.515, 0.398]
    """
    from scipy import stats

    parts = _two_rates(count, size, reference_count, reference_size)
    if any((np.rint(part) != part).any() for part in (parts[0], parts[2])):
        raise MeasureError("The exact p takes whole numbers of hits: give counts, not rates.")
    p = [
        stats.binomtest(int(a), int(a + b), n / (n + m)).pvalue
        for a, n, b, m in zip(*(part.flat for part in parts), strict=True)
    ]
    interval = rate_ratio_interval(*parts, level=level)
    return RateRatio(*interval, np.reshape(p, parts[0].shape)[()])


def log_t(count: ArrayLike, size: ArrayLike, *, level: float = 0.95, per: float = PER) -> Interval:
    """Pooled rate of several articles, with an interval that lets articles differ.

    The pooled rate R = Σy / Σn is a ratio estimate. Its cluster-robust variance, from the residuals
    e = y − R·n of the D articles, is taken on the log scale with t on D − 1 degrees of freedom:
    se = √(D / (D−1) · Σe²) / Σy, and the interval is R · exp(±t · se).

    Parameters
    ----------
    count : array_like, shape (..., articles)
        Hits, one an article; leading axes (themes, say) are kept.
    size : array_like, shape (articles,) or as count
        Characters or tokens of each article.

    Returns
    -------
    Interval
        estimate, low, high. The ends are NaN where fewer than two articles hold a hit: then nothing
        is known of how articles vary.

    Raises
    ------
    MeasureError
        For a single article; within one text `garwood` is the interval.

    Notes
    -----
    When it misleads: with two or three articles that happen to agree it is far too narrow (its
    width rests on D residuals), otherwise so wide that it says "too few articles", rightly.
    Coverage falls to .93 with few degrees of freedom and strong variation. It speaks of articles
    like these, if they were a sample of anything.

    Examples
    --------
    >>> [round(float(x), 1) for x in log_t([14, 3, 9, 0, 22], [5200, 3100, 4800, 2600, 6100])]
    [22.0, 10.5, 46.0]
    """
    y, n = same_shape(
        numbers("count", count), numbers("size", size, positive=True), names="count and size"
    )
    articles = y.shape[-1] if y.ndim else 1
    if articles < 2:
        raise MeasureError("log_t needs two or more articles; for one text use garwood.")
    hits = y.sum(axis=-1)
    pooled = hits / n.sum(axis=-1)
    residual = y - pooled[..., np.newaxis] * n
    with np.errstate(divide="ignore", invalid="ignore"):
        se = np.sqrt(articles / (articles - 1) * (residual**2).sum(axis=-1)) / hits
    se = np.where((y > 0).sum(axis=-1) >= 2, se, np.nan)
    reach = np.exp(special.stdtrit(articles - 1, 1 - error_rate(level) / 2) * se)
    return Interval(per * pooled, per * pooled / reach, per * pooled * reach)


def _two_rates(
    count: ArrayLike, size: ArrayLike, reference_count: ArrayLike, reference_size: ArrayLike
) -> list[Floats]:
    parts = same_shape(
        numbers("count", count),
        numbers("size", size, positive=True),
        numbers("reference_count", reference_count),
        numbers("reference_size", reference_size, positive=True),
        names="count, size, reference_count and reference_size",
    )
    reject_both_zero(parts[0], parts[2])
    return parts
