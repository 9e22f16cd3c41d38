"""When a rate changed: change points that are named only where the order of the years shows one.

Poisson likelihood finds the place, a permutation of whole periods says whether there is one at
all, and the likelihood of all other places says how sure the place is.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from liangwen.errors import MeasureError
from liangwen.measures._checks import Floats, error_rate, numbers, same_shape
from liangwen.measures.rates import rate_ratio_interval
from liangwen.measures.slopes import slope

#: Each side of a change holds so many periods: two may be a whim.
SHORTEST = 3
#: So many periods with text, and so many hits, before a change is looked for.
FEWEST_PERIODS, FEWEST_HITS = 8, 10
#: Steps must be so much better than a steady trend, on the scale of twice the log-likelihood. With
#: none, a fourfold trend of overdispersed years passed for a step in 43 % of simulations.
MARGIN = 4.0
PERMUTATIONS, SEED = 1999, 20_260_101


class Change(NamedTuple):
    """A change of rate: the new rate holds from period `place` on (counted from 0)."""

    place: int
    low: int
    high: int
    """The interval of `place`: first and last period of a set that holds 95 % of the likelihood."""
    ratio: float
    """Rate after over rate before, from the whole stretch on each side."""
    ratio_low: float
    ratio_high: float
    p: float
    """Share of permutations of the periods whose best change fits as well (this order included)."""
    dispersion: float
    """What is left beside the step: Pearson's chi² over D − 2, at least 1."""


class Changes(NamedTuple):
    """All that is known of a rate's changes."""

    named: tuple[Change, ...]
    """The change points that are shown, in the order of time; empty for none."""
    best: Change
    """The best single place of the whole stretch, shown or not."""
    steady: bool
    """Whether places were found and not named, since a steady trend explains as much."""


def change_point(
    count: ArrayLike,
    size: ArrayLike,
    *,
    level: float = 0.95,
    permutations: int = PERMUTATIONS,
) -> Change:
    """Find the one place where two rates explain the periods best, and how sure it is.

    Parameters
    ----------
    count, size : array_like, shape (periods,)
        Hits and amount of text, in the order of time; periods without text are left out.
    level : float
        Of the intervals.
    permutations : int
        Orders drawn for p; the draw is the same each time.

    Returns
    -------
    Change
        The best place also where p is large: whether to name it is the caller's decision.

    Raises
    ------
    MeasureError
        For fewer than eight periods or ten hits.

    Notes
    -----
    For each place with three or more periods on each side, the statistic is the likelihood ratio
    of two Poisson rates against one, 2 Σ y ln(rate of its side / rate of all); the largest is the
    estimate. Its p takes each period with its text as a whole and shuffles their order, so that
    it holds however much periods vary around one rate (a scan statistic, Worsley 1983, with a
    permutation null). The interval weighs place k by exp(LR_k / 2φ), φ being the dispersion that
    is left beside the best step (quasi-likelihood), and is the span of the smallest set of places
    that holds `level`.

    When it misleads: neighbouring years that resemble each other for other reasons (one writer,
    one template) count as order, and make p too small. The ratio belongs to the place that fits
    best and is therefore rather too far from 1. A slow change has no point, and yet a small p: see
    `change_points`.

    Examples
    --------
    >>> found = change_point([2, 1, 3, 2, 2, 9, 8, 11, 9, 10], [1000] * 10)
    >>> found.place, (found.low, found.high), round(found.ratio, 1), found.p < 0.05
    (5, (5, 5), 4.7, True)
    """
    y, n = same_shape(
        numbers("count", count), numbers("size", size, positive=True), names="count and size"
    )
    if y.ndim != 1 or y.size < FEWEST_PERIODS or y.sum() < FEWEST_HITS:
        raise MeasureError(
            f"A change point needs {FEWEST_PERIODS} periods and {FEWEST_HITS} hits or more."
        )
    gains = _gains(y, n)
    best = int(np.argmax(np.round(gains, 9)))
    place = best + SHORTEST
    before, after = (y[:place].sum(), n[:place].sum()), (y[place:].sum(), n[place:].sum())
    mu = np.where(np.arange(y.size) < place, n * before[0] / before[1], n * after[0] / after[1])
    dispersion = max(1.0, _pearson(y, mu) / (y.size - 2))
    low, high = _span(gains / dispersion, level)
    ends = _ratio(before, after, dispersion, y.size - 2, level)
    p = _permuted(y, n, float(gains[best]), permutations)
    return Change(place, low + SHORTEST, high + SHORTEST, *ends, p, dispersion)


def change_points(
    count: ArrayLike,
    size: ArrayLike,
    *,
    time: ArrayLike | None = None,
    alpha: float = 0.05,
    most: int = 3,
    permutations: int = PERMUTATIONS,
) -> Changes:
    """Find change points by binary segmentation: split where one is shown, then look at each part.

    Parameters
    ----------
    count, size : array_like
        As for `change_point`.
    time : array_like, optional
        When each period is, for the comparison with a steady trend; 0, 1, 2 … otherwise.
    alpha : float
        Error of the first test; each part of a split stretch is tested at half of its stretch's.
    most : int
        Change points at most.
    permutations : int
        Of each test.

    Returns
    -------
    Changes
        Places counted from the first period; p, ratio and dispersion are of the stretch that was
        split.

    Raises
    ------
    MeasureError
        As `change_point`.

    Notes
    -----
    Binary segmentation is Scott and Knott's (1974). Steps are named only where they explain the
    periods better than a steady (log-linear) trend does, each step counting as two parameters:
    LR_steps / φ − (2m − 1) ln D must exceed LR_trend / φ by 4 (odds of seven to one), φ being the
    smaller dispersion of the two.

    When it misleads: in up to one of six simulated steady trends of noisy years a step was named
    (``benchmarks/change_points.py``). A wave up and down may be missed, since no single split of
    the whole shows it.

    Examples
    --------
    >>> counts = [1, 2, 1, 2, 1, 2, 1, 2, 9, 8, 9, 7, 9, 8, 9, 8, 30, 28, 33, 31, 29, 30, 31, 30]
    >>> [found.place for found in change_points(counts, [1000] * 24).named]
    [8, 16]
    """
    best = change_point(count, size, permutations=permutations)
    y, n = np.asarray(count, dtype=float), np.broadcast_to(np.asarray(size, float), np.shape(count))
    x = np.arange(float(y.size)) if time is None else np.asarray(time, dtype=float)
    stretches = [(0, y.size, alpha, best)]
    found: list[Change] = []
    while stretches and len(found) < most:
        start, end, error, change = stretches.pop(0)
        if change.p > error:
            continue
        middle = start + change.place
        found.append(
            change._replace(place=middle, low=start + change.low, high=start + change.high)
        )
        for first, last in ((start, middle), (middle, end)):
            if last - first >= FEWEST_PERIODS and y[first:last].sum() >= FEWEST_HITS:
                inner = change_point(y[first:last], n[first:last], permutations=permutations)
                stretches.append((first, last, error / 2, inner))
    steady = bool(found) and _steady(y, n, x, [change.place for change in found])
    return Changes(() if steady else tuple(sorted(found)), best, steady)


def _likelihood(y: Floats, n: Floats) -> Floats:
    """Twice the log-likelihood of a stretch at its own rate, up to what all splits share."""
    fitted: Floats = 2 * special.xlogy(y, y / n)
    return fitted


def _gains(y: Floats, n: Floats) -> Floats:
    """Likelihood ratio of each place, along the last axis, from SHORTEST periods on."""
    hits, text = np.cumsum(y, axis=-1), np.cumsum(n, axis=-1)
    all_hits, all_text = hits[..., -1:], text[..., -1:]
    inner = slice(SHORTEST - 1, -SHORTEST)
    left, left_text = hits[..., inner], text[..., inner]
    gains: Floats = (
        _likelihood(left, left_text)
        + _likelihood(all_hits - left, all_text - left_text)
        - _likelihood(all_hits, all_text)
    )
    return gains


def _permuted(y: Floats, n: Floats, best: float, permutations: int) -> float:
    rng = np.random.default_rng(SEED)
    order = rng.permuted(np.tile(np.arange(y.size), (permutations, 1)), axis=1)
    largest = _gains(y[order], n[order]).max(axis=-1)
    # Equal statistics differ in their last digits by the order of summing.
    return float((1 + (largest >= best - 1e-9).sum()) / (1 + permutations))


def _pearson(y: Floats, mu: Floats) -> float:
    return float(((y - mu) ** 2 / np.where(mu > 0, mu, 1)).sum())


def _span(gains: Floats, level: float) -> tuple[int, int]:
    """First and last of the likeliest places that together hold `level`."""
    weight = np.exp((gains - gains.max()) / 2)
    weight /= weight.sum()
    order = np.argsort(-np.round(weight, 12), kind="stable")
    needed = int(np.searchsorted(np.cumsum(weight[order]), level - 1e-12)) + 1
    held = order[:needed]
    return int(held.min()), int(held.max())


def _ratio(
    before: tuple[float, float],
    after: tuple[float, float],
    dispersion: float,
    freedom: int,
    level: float,
) -> tuple[float, float, float]:
    if before[0] == 0 or after[0] == 0:
        found = rate_ratio_interval(*after, *before, level=level)
        return float(found.estimate), float(found.low), float(found.high)
    ratio = (after[0] / after[1]) / (before[0] / before[1])
    se = np.sqrt(dispersion * (1 / before[0] + 1 / after[0]))
    reach = float(np.exp(special.stdtrit(freedom, 1 - error_rate(level) / 2) * se))
    return float(ratio), float(ratio / reach), float(ratio * reach)


def _steady(y: Floats, n: Floats, x: Floats, places: list[int]) -> bool:
    """Whether a log-linear trend does as well as the steps, each of which is two parameters."""
    line = slope(y, n, x)
    ends = [0, *sorted(places), y.size]
    steps = np.concatenate(
        [n[a:b] * y[a:b].sum() / n[a:b].sum() for a, b in pairwise(ends)]
    )
    level = n * y.sum() / n.sum()
    gain, trend = (
        2 * float((special.xlogy(y, mu) - special.xlogy(y, level)).sum())
        for mu in (steps, line.fitted)
    )
    freedom = max(1, y.size - len(places) - 1)
    least = min(max(1.0, _pearson(y, steps) / freedom), line.dispersion)
    spared = (2 * len(places) - 1) * np.log(y.size)
    return bool((gain - trend) / least - spared < MARGIN)
