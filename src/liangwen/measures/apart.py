"""Whether one text among ten or more stands apart, also far out in the tails.

The log-t prediction interval of `placement` is right at 5 %. A family of many comparisons asks for
levels of one in a thousand, and there the logarithm's left tail (a short text, few hits) and a
skewed spread of rates raise two to twenty times the false alarms promised. So a text must stand
apart in three ways at once; each by itself has a tail in which it fails, and the worst p holds.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from liangwen.errors import MeasureError
from liangwen.measures._checks import Floats, error_rate, numbers, same_shape
from liangwen.measures.placement import FEWEST_TEXTS


class Apart(NamedTuple):
    """Each text against the others."""

    log_ratio: Floats
    """ln of its rate over the typical other text's, ½ added to all counts."""
    low: Floats
    """Lower end of the ratio; it leaves out one exactly where p is below 1 − level."""
    high: Floats
    p: Floats
    spread: Floats
    """How far, on the log scale, one more text like the others strays."""
    df: int


def stands_apart(count: ArrayLike, size: ArrayLike, *, level: float = 0.95) -> Apart:
    """Compare each text's rate with the other texts' spread of rates.

    1. Log rates: t = (x − mean of the others) / √(s² (1 + 1/K) + e) on K − 1 degrees of freedom; e
       is what a text shorter than the average adds to Poisson's variance, 1/(E + ½) − its mean.
    2. The same with cube roots of the rates, which are near normal where rates follow a gamma
       distribution (Wilson and Hilferty 1931).
    3. Chance alone: hits fall on the texts by their length (exact binomial).

    p is the largest of the three.

    Parameters
    ----------
    count, size : array_like, shape (..., texts)
        One pair a text, ten texts or more.

    Raises
    ------
    MeasureError
        For fewer than ten texts.

    Notes
    -----
    When it misleads: it takes the text's region to vary as the others do between them. Where rates
    vary strongly it notices a fourfold rate in one case of five; see ``docs/coverage.md``.

    Examples
    --------
    >>> found = stands_apart([12, 9, 11, 14, 10, 8, 13, 9, 12, 10, 60], [5000] * 11)
    >>> round(float(np.exp(found.log_ratio[10])), 1), (found.p < 0.001).tolist().index(True)
    (5.4, 10)
    """
    y, n = same_shape(
        numbers("count", count), numbers("size", size, positive=True), names="count and size"
    )
    texts = y.shape[-1] if y.ndim else 1
    if texts < FEWEST_TEXTS:
        raise MeasureError(
            f"A text can stand apart from nine others or more, not from {texts - 1}: show its own "
            "interval (garwood)."
        )
    hits, amount = y.sum(axis=-1, keepdims=True), n.sum(axis=-1, keepdims=True)
    expected = hits * n / amount
    own = 1 / (expected + 0.5)
    short = np.maximum(own - own.mean(axis=-1, keepdims=True), 0)
    rate = (y + 0.5) / n
    gap, spread = _against_others(np.log(rate), short)
    root_gap, root_spread = _against_others(np.cbrt(rate), short / 9 * np.cbrt(hits / amount) ** 2)
    df = texts - 2
    t = np.minimum(_quotient(gap, spread), _quotient(root_gap, root_spread))
    p = np.maximum(2 * special.stdtr(df, -t), _chance(y, n, hits, amount))
    p = np.where(hits > 0, np.minimum(p, 1.0), np.nan)
    tail = error_rate(level)
    critical = special.stdtrit(df, 1 - tail / 2)
    shown = -special.stdtrit(df, np.maximum(p, 1e-300) / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        # The interval ends at one where p is just 1 − level, and never reaches further than twice
        # as far.
        wider = np.where(shown > 0, np.minimum(critical / shown, 2), 2)
    reach = np.maximum(critical * spread, np.abs(gap) * wider)
    return Apart(gap, np.exp(gap - reach), np.exp(gap + reach), p, spread, df)


def _against_others(value: Floats, extra: Floats) -> tuple[Floats, Floats]:
    """Distance from the others' mean, and how far one more text would stray from it."""
    texts = value.shape[-1]
    others = texts - 1
    mean = (value.sum(axis=-1, keepdims=True) - value) / others
    centred = value - value.mean(axis=-1, keepdims=True)
    squares = (centred**2).sum(axis=-1, keepdims=True) - centred**2 * texts / others
    variance = np.maximum(squares, 0.0) / (others - 1)
    return value - mean, np.sqrt(variance * (1 + 1 / others) + extra)


def _quotient(gap: Floats, spread: Floats) -> Floats:
    """|gap| / spread; texts that agree to the last digit are not apart."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.abs(gap) > 1e-12, np.abs(gap) / spread, 0.0)


def _chance(y: Floats, n: Floats, hits: Floats, amount: Floats) -> Floats:
    """Two-sided exact p of a text's share of all hits, twice the smaller tail."""
    share, rest = n / amount, hits - y
    upper = np.where(y > 0, special.betainc(np.where(y > 0, y, 1), rest + 1, share), 1.0)
    lower = np.where(rest > 0, special.betaincc(y + 1, np.where(rest > 0, rest, 1), share), 1.0)
    return np.minimum(2 * np.minimum(upper, lower), 1.0)
