"""A table of counts, regions by themes: what stands out, and by how much.

Hits are not drawn one by one, and a region's hits are one article's. So everything here describes
the table; where the expected count is under 5, residuals say nothing even of that.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from liangwen.errors import MeasureError
from liangwen.measures._checks import Floats, Interval, error_rate, numbers


class TableTest(NamedTuple):
    """Chi² of a table and what each cell adds."""

    chi2: float
    df: int
    p: float
    cramers_v: float
    """0 (no association) to 1."""
    expected: Floats
    pearson: Floats
    """(O − E) / √E; NaN in an empty row or column."""
    adjusted: Floats
    """Adjusted standardised residual, about normal where E is 5 or more."""


class LogOdds(NamedTuple):
    """Log odds ratio of each cell against all other regions, with its standard error."""

    estimate: Floats
    se: Floats


def expected_counts(table: ArrayLike) -> Floats:
    """Counts if rows and columns were independent: row sum × column sum / N.

    When it misleads: given margins of hits, not of text: a longer article "expects" nothing.

    Examples
    --------
    >>> expected_counts([[10, 20], [30, 60]]).tolist()
    [[10.0, 20.0], [30.0, 60.0]]
    """
    return _margins(_table(table))[3]


def table_test(table: ArrayLike) -> TableTest:
    """Pearson's chi² with expected counts, residuals and Cramér's V.

    Parameters
    ----------
    table : array_like, shape (rows, columns)
        Counts. Empty rows and columns are left out of ``df`` and V, and their residuals are NaN.

    Raises
    ------
    MeasureError
        Where fewer than two rows or two columns hold a count.

    Notes
    -----
    When it misleads: |adjusted| > 2 means something only where expected is 5 or more, and one cell
    in twenty passes it by chance. p counts hits as if they were independent. Cramér's V of a small
    sparse table is biased upwards.

    Examples
    --------
    >>> result = table_test([[30, 10], [10, 30]])
    >>> round(result.chi2, 6), result.df, round(result.cramers_v, 6)
    (20.0, 1, 0.5)
    >>> result.adjusted[0].round(2).tolist()
    [4.47, -4.47]
    """
    observed = _table(table)
    rows, columns, whole, expected = _margins(observed)
    full_rows, full_columns = int((rows > 0).sum()), int((columns > 0).sum())
    if min(full_rows, full_columns) < 2:
        raise MeasureError(
            f"A table needs two rows and two columns with counts, but has {full_rows} and "
            f"{full_columns}: compare at least two regions and two themes."
        )
    with np.errstate(divide="ignore", invalid="ignore"):
        pearson = (observed - expected) / np.sqrt(expected)
        adjusted = pearson / np.sqrt((1 - rows / whole) * (1 - columns / whole))
    statistic = float(np.nansum(pearson**2))
    df = (full_rows - 1) * (full_columns - 1)
    v = (statistic / (whole * (min(full_rows, full_columns) - 1))) ** 0.5
    p = float(special.chdtrc(df, statistic))
    return TableTest(statistic, df, p, float(v), expected, pearson, adjusted)


def location_quotient(table: ArrayLike, *, level: float = 0.95) -> Interval:
    """A theme's share of a region's hits over its share of all hits: observed / expected.

    Parameters
    ----------
    table : array_like, shape (regions, themes)

    Returns
    -------
    Interval
        Each of the table's shape. The ends come from `location_quotient_rest`, of which this is a
        rising function, so both agree on whether 1 lies inside. NaN in an empty row or column.

    Notes
    -----
    When it misleads: shares are compositional; one frequent term of another theme pushes all others
    down. And each region is part of its own yardstick, so a large region is always near 1.

    Examples
    --------
    >>> quotient = location_quotient([[30, 10], [10, 30]])
    >>> quotient.estimate.tolist()
    [[1.5, 0.5], [0.5, 1.5]]
    """
    observed = _table(table)
    rows, _, whole, expected = _margins(observed)
    weight = np.broadcast_to(rows / whole, observed.shape)
    rest = location_quotient_rest(observed, level=level)
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = [1 / (weight + (1 - weight) / end) for end in (rest.low, rest.high)]
        return Interval(observed / expected, *ends)


def location_quotient_rest(table: ArrayLike, *, level: float = 0.95) -> Interval:
    """A theme's share of a region's hits over its share in all *other* regions.

    Parameters
    ----------
    table : array_like, shape (regions, themes)

    Returns
    -------
    Interval
        Each of the table's shape; the interval is Katz' (1978), on the log scale. 0 or infinite
        where one side has no hit: the end that is still informative has 0.5 added to each count.
        NaN where region, rest or theme is empty.

    Notes
    -----
    What misleads is as with `location_quotient`, but the region is not part of its yardstick.

    Examples
    --------
    >>> quotient = location_quotient_rest([[30, 10], [10, 30]])
    >>> [round(float(x[0, 0]), 2) for x in quotient]
    [3.0, 1.7, 5.28]
    """
    observed = _table(table)
    rows, columns, whole, _ = _margins(observed)
    a, b = observed, columns - observed
    n, m = np.broadcast_to(rows, a.shape), np.broadcast_to(whole - rows, a.shape)
    z = special.ndtri(1 - error_rate(level) / 2)
    empty = (a == 0) | (b == 0)
    add = np.where(empty, 0.5, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        estimate = (a / n) / (b / m)
        a, n, b, m = a + add, n + add, b + add, m + add
        centre = np.log(a / n) - np.log(b / m)
        reach = z * np.sqrt(1 / a - 1 / n + 1 / b - 1 / m)
    low = np.where(estimate == 0, 0.0, np.exp(centre - reach))
    high = np.where(np.isinf(estimate), np.inf, np.exp(centre + reach))
    unknown = np.isnan(estimate)
    low[unknown] = high[unknown] = np.nan
    return Interval(estimate, low, high)


def log_odds_rest(table: ArrayLike) -> LogOdds:
    """Log odds of a theme in a region against all others, 0.5 in each of the four cells.

    Parameters
    ----------
    table : array_like, shape (regions, themes)

    Returns
    -------
    LogOdds
        estimate (natural logarithm) and Wald's standard error, each of the table's shape, always
        finite (Haldane 1956, Anscombe 1956).

    Notes
    -----
    When it misleads: where a cell is empty, the 0.5 decides the value; see the standard error.
    In a theme or region without any hit the numbers are the correction's own.

    Examples
    --------
    >>> odds = log_odds_rest([[30, 10], [10, 30]])
    >>> round(float(odds.estimate[0, 0]), 3), round(float(odds.se[0, 0]), 3)
    (2.133, 0.506)
    """
    a = _table(table)
    rows, columns, whole, _ = _margins(a)
    b, c = rows - a, columns - a
    d = whole - rows - c
    four = [cell + 0.5 for cell in (a, b, c, d)]
    estimate = np.log(four[0] * four[3] / (four[1] * four[2]))
    return LogOdds(estimate, np.sqrt(sum(1 / cell for cell in four)))


def _table(table: ArrayLike) -> Floats:
    counts = numbers("table", table)
    if counts.ndim != 2:
        raise MeasureError(f"table must have rows and columns, but has {counts.ndim} dimensions.")
    if not counts.any():
        raise MeasureError("The table holds no count at all, so nothing can be compared.")
    return counts


def _margins(counts: Floats) -> tuple[Floats, Floats, float, Floats]:
    """Row sums (as a column), column sums (as a row), N, expected counts."""
    rows, columns = counts.sum(axis=1, keepdims=True), counts.sum(axis=0, keepdims=True)
    whole = float(counts.sum())
    return rows, columns, whole, rows * columns / whole
