"""A steady trend: by what factor a rate changes per decade, with an interval."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from liangwen.errors import MeasureError
from liangwen.measures._checks import Floats, error_rate, numbers, same_shape

#: So many periods with text are needed: the line takes two, and three are left to judge it by.
FEWEST_PERIODS = 5


class Slope(NamedTuple):
    """A log-linear trend of a rate."""

    ratio: float
    """Factor per `per` units of time; 1 is no trend."""
    low: float
    high: float
    p: float
    dispersion: float
    """Pearson's chi² over D − 2, at least 1: how much more the periods vary than chance does."""
    fitted: Floats
    """Expected hits of each period."""


def slope(
    count: ArrayLike, size: ArrayLike, time: ArrayLike, *, per: float = 10, level: float = 0.95
) -> Slope:
    """Fit log rate = a + b · time by quasi-Poisson regression; give exp(per · b).

    The standard error of b is that of Poisson regression times √dispersion (McCullagh and Nelder
    1989, ch. 6), the interval takes t on D − 2 degrees of freedom.

    Parameters
    ----------
    count, size, time : array_like, shape (periods,)
        Hits and amount of text of each period that has text, and when it is (a year, say).
    per : float
        Unit of the factor, in the unit of `time`.

    Raises
    ------
    MeasureError
        For fewer than five periods, periods all at one time, or no hit at all.

    Notes
    -----
    When it misleads: a line is drawn through whatever happened, also through a step or a wave;
    neighbouring years resemble each other, which makes the interval too narrow; and where kind or
    region of the texts change with the years, the trend is theirs.

    Examples
    --------
    >>> found = slope([2, 3, 5, 6, 9, 12], [1000] * 6, [2000, 2004, 2008, 2012, 2016, 2020])
    >>> round(found.ratio, 2), round(found.low, 2), round(found.high, 2)
    (2.35, 1.12, 4.93)
    """
    y, n = same_shape(
        numbers("count", count), numbers("size", size, positive=True), names="count and size"
    )
    x = np.asarray(time, dtype=float)
    if y.ndim != 1 or x.shape != y.shape or y.size < FEWEST_PERIODS or np.ptp(x) == 0:
        raise MeasureError(
            f"A trend needs {FEWEST_PERIODS} periods or more, each with count, size and time."
        )
    if not y.any():
        raise MeasureError("No period holds a hit, so there is no rate to follow: leave it out.")
    centred = (x - np.average(x, weights=n)) / np.ptp(x)
    b, mu = _fit(y, n, centred)
    dispersion = max(1.0, float(((y - mu) ** 2 / mu).sum() / (y.size - 2)))
    spread = (mu * centred**2).sum() - (mu * centred).sum() ** 2 / mu.sum()
    se = np.sqrt(dispersion / spread)
    reach = special.stdtrit(y.size - 2, 1 - error_rate(level) / 2) * se
    unit = per / np.ptp(x)
    p = 2 * special.stdtr(y.size - 2, -abs(b / se))
    with np.errstate(over="ignore"):
        ratio, low, high = np.exp(unit * np.array([b, b - reach, b + reach]))
    return Slope(float(ratio), float(low), float(high), float(p), dispersion, mu)


def _fit(y: Floats, n: Floats, x: Floats) -> tuple[float, Floats]:
    """Newton's method for b; a is the one that makes fitted and observed hits add up alike."""

    def expected(b: float) -> Floats:
        weight = n * np.exp(b * x)
        fitted: Floats = y.sum() * weight / weight.sum()
        return fitted

    b = 0.0
    for _ in range(50):
        mu = expected(b)
        spread = (mu * x**2).sum() - (mu * x).sum() ** 2 / mu.sum()
        # Hits in the first or last period alone drive b to infinity: it stops at e³⁰.
        step = float(np.clip(((y - mu) * x).sum() / spread, -2, 2)) if spread > 1e-12 else 0.0
        b = float(np.clip(b + step, -30, 30))
        if abs(step) < 1e-10:
            break
    return b, expected(b)
