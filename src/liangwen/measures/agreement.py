"""Two coders, or a system and the truth: do they agree?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from liangwen.errors import MeasureError
from liangwen.measures._checks import Interval, error_rate, numbers


class SpanScores(NamedTuple):
    """Precision, recall and their harmonic mean, each 0..1."""

    precision: float
    recall: float
    f1: float


def kappa(table: ArrayLike) -> float:
    """Cohen's (1960) kappa: agreement of two coders beyond chance.

    Parameters
    ----------
    table : array_like, shape (categories, categories)
        Items by the first coder's category (rows) and the second's (columns).

    Returns
    -------
    float
        1 is full agreement, 0 chance, below 0 less than chance.

    Raises
    ------
    MeasureError
        For a table that is not square or empty, or where both coders used one category only.

    Notes
    -----
    When it misleads: where one category is rare, kappa is low though the coders agree on almost
    every item. Print the table.

    Examples
    --------
    >>> round(kappa([[40, 3], [5, 52]]), 3)
    0.838
    """
    counts = numbers("table", table)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1] or not counts.any():
        raise MeasureError(
            f"kappa needs a square table with counts, but has shape {counts.shape}: one row and "
            "one column a category."
        )
    shares = counts / counts.sum()
    chance = float(shares.sum(axis=1) @ shares.sum(axis=0))
    if np.isclose(chance, 1.0, rtol=0, atol=1e-12):
        raise MeasureError(
            "Both coders used a single category, so agreement beyond chance is undefined: "
            "report the share of equal codes."
        )
    return float((np.trace(shares) - chance) / (1 - chance))


def kappa_interval(table: ArrayLike, *, level: float = 0.95) -> Interval:
    """Cohen's kappa with its large-sample interval (Fleiss, Cohen and Everitt 1969).

    Parameters
    ----------
    table : array_like, shape (categories, categories)
        Items by the first coder's category (rows) and the second's (columns).

    Returns
    -------
    Interval
        estimate, low, high; the ends lie within -1..1.

    Raises
    ------
    MeasureError
        As `kappa`.

    Notes
    -----
    When it misleads: with fewer than some fifty items, or a rare category, it is too narrow; at
    full agreement it has no width at all.

    Examples
    --------
    >>> [round(float(x), 3) for x in kappa_interval([[40, 3], [5, 52]])]
    [0.838, 0.73, 0.945]
    """
    value = kappa(table)
    shares = numbers("table", table)
    total = shares.sum()
    shares = shares / total
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    chance = float(rows @ columns)
    diagonal = np.diag(shares)
    agreed = (diagonal * (1 - (rows + columns) * (1 - value)) ** 2).sum()
    # Row i, column j: the second coder's share of i and the first's of j.
    crossed = (shares * (columns[:, None] + rows[None, :]) ** 2).sum()
    crossed -= (diagonal * (columns + rows) ** 2).sum()
    spread = agreed + (1 - value) ** 2 * crossed - (value - chance * (1 - value)) ** 2
    error = float(np.sqrt(max(spread, 0.0) / total) / (1 - chance))
    reach = float(special.ndtri(1 - error_rate(level) / 2)) * error
    ends = np.clip(np.array([value, value - reach, value + reach]), -1.0, 1.0)
    return Interval(*ends)


def span_scores(gold: Sequence[str], system: Sequence[str]) -> SpanScores:
    """Precision, recall and F1 of a segmentation, by spans as in the SIGHAN bake-offs.

    Parameters
    ----------
    gold, system : sequence of str
        Consecutive words of the *same* text.

    Returns
    -------
    SpanScores
        A word counts as right only where both of its ends are.

    Raises
    ------
    MeasureError
        Where the two do not spell the same text, or it is empty.

    Notes
    -----
    When it misleads: gold standards differ in what a word is (碳达峰 or 碳 + 达峰), so scores
    compare within one standard only.

    Examples
    --------
    >>> span_scores(["计量", "发展", "规划"], ["计量", "发展规划"])
    SpanScores(precision=0.5, recall=0.3333333333333333, f1=0.4)
    """
    if "".join(gold) != "".join(system) or not "".join(gold):
        raise MeasureError("gold and system must be segmentations of one text that is not empty.")
    true, found = _spans(gold), _spans(system)
    return precision_recall(len(true & found), len(found), len(true))


def precision_recall(right: int, found: int, wanted: int) -> SpanScores:
    """Precision, recall and F1 from counts; 0 where nothing was found, or nothing was right.

    Raises
    ------
    MeasureError
        Where nothing was wanted, or more is right than was found or wanted.

    Notes
    -----
    When it misleads: without an interval. For precision on read lines see `intervals.wilson`.

    Examples
    --------
    >>> precision_recall(3, 5, 7)
    SpanScores(precision=0.6, recall=0.42857142857142855, f1=0.5)
    """
    if not (0 <= right <= min(found, wanted) and wanted > 0):
        raise MeasureError(
            f"right={right}, found={found}, wanted={wanted} contradict each other: right is part "
            "of both, and something must be wanted."
        )
    return SpanScores(right / found if found else 0.0, right / wanted, 2 * right / (found + wanted))


def _spans(words: Sequence[str]) -> set[tuple[int, int]]:
    ends = list(accumulate(len(word) for word in words))
    return set(zip([0, *ends[:-1]], ends, strict=True))
