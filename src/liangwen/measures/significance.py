"""Is a word's difference between two parts more than chance? G2, chi², Fisher, BIC.

All of them take the word's count and the size of the part, then the same of the reference, in one
unit (tokens with tokens, Han characters with Han characters).

They assume that each token is drawn by itself. Words come in bursts, an article at a time: with one
article against four and no true difference, G2 at p < .05 raises 5 % false alarms if articles do
not vary and 33–62 % once they do. So a p from here describes these texts; it is no test of what
their provinces think.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from liangwen.errors import MeasureError
from liangwen.measures._checks import Cells, Floats, cells, numbers


def g2(
    count: ArrayLike,
    total: ArrayLike,
    reference_count: ArrayLike,
    reference_total: ArrayLike,
    *,
    form: Literal[2, 4] = 4,
) -> Floats:
    """Log-likelihood ratio of a word in two parts, zero or more.

    Parameters
    ----------
    count, reference_count : array_like
        Occurrences of each term in the part and in its reference.
    total, reference_total : array_like
        All tokens of the part and of its reference.
    form : {4, 2}
        4 sums over the word and all other words (Dunning 1993); 2 over the word only (Rayson and
        Garside 2000). They differ in the third digit: name the form beside the number.

    Returns
    -------
    ndarray or scalar
        2 Σ O ln(O / E), where a cell without an observation adds nothing.

    Raises
    ------
    MeasureError
        Where both counts are zero, a count exceeds its total, or ``form`` is unknown.

    Notes
    -----
    When it misleads: it grows with the amount of text, so frequent trivia come first. It says that
    there is a difference, never how large it is.

    Examples
    --------
    >>> round(float(g2(42, 5200, 18, 9800)), 3), round(float(g2(42, 5200, 18, 9800, form=2)), 3)
    (31.142, 31.009)
    """
    if form not in (2, 4):
        raise MeasureError(f"form must be 2 or 4 (the cells that are summed), but is {form!r}.")
    table = cells(count, total, reference_count, reference_total)
    observed, expected = _observed_and_expected(table)
    terms = special.rel_entr(observed[:form], expected[:form])
    # Rounding can leave −1e-15 where the rates are equal.
    return np.maximum(2 * terms.sum(axis=0), 0.0)


def signed_g2(
    count: ArrayLike, total: ArrayLike, reference_count: ArrayLike, reference_total: ArrayLike
) -> Floats:
    """Four-cell G2, negative where the term is rarer than in the reference.

    Parameters, errors and what misleads are those of `g2`.

    Examples
    --------
    >>> round(float(signed_g2(0, 5200, 12, 9800)), 3)
    -10.221
    """
    a, n, b, m = cells(count, total, reference_count, reference_total)
    return np.sign(a * m - b * n) * g2(a, n, b, m)


def williams_g2(
    count: ArrayLike, total: ArrayLike, reference_count: ArrayLike, reference_total: ArrayLike
) -> Floats:
    """Four-cell G2 with Williams' correction for small tables, G2 / q.

    q = 1 + (N/R₁ + N/R₂ − 1)(N/C₁ + N/C₂ − 1) / 6N, after Williams (1976). Zero where every token
    is the word. Parameters and errors are those of `g2`.

    When it misleads: it only mends the approximation by chi²; bursts remain.

    Examples
    --------
    >>> round(float(williams_g2(3, 850, 1, 4100)), 3)
    5.16
    """
    a, n, b, m = cells(count, total, reference_count, reference_total)
    whole, word = n + m, a + b
    with np.errstate(divide="ignore"):
        rows = whole / word + whole / (whole - word) - 1
    q = 1 + rows * (whole / n + whole / m - 1) / (6 * whole)
    return g2(a, n, b, m) / q


def chi2(
    count: ArrayLike,
    total: ArrayLike,
    reference_count: ArrayLike,
    reference_total: ArrayLike,
    *,
    yates: bool = False,
) -> Floats:
    """Pearson's chi² of the 2 × 2 table, on request with Yates' correction.

    The correction takes half a count from each deviation, but never more than the deviation
    itself, so equal rates give 0. Zero where every token is the word. Parameters and errors are
    those of `g2`.

    When it misleads: for rare words (an expected count under 5) it is far too large; Dunning's
    3 of 3 against 0 of 31,774 gives 31,777.

    Examples
    --------
    >>> round(float(chi2(9, 5200, 0, 9800)), 3), round(float(chi2(9, 5200, 0, 9800, yates=True)), 3)
    (16.972, 14.208)
    """
    a, n, b, m = cells(count, total, reference_count, reference_total)
    whole, word = n + m, a + b
    deviation = np.abs(a * (m - b) - b * (n - a))
    if yates:
        deviation = np.maximum(deviation - whole / 2, 0.0)
    margins = word * (whole - word) * n * m
    # Without a second row there is no deviation either: 0 / 1.
    return whole * deviation**2 / np.where(margins > 0, margins, 1.0)


def fisher_exact(
    count: ArrayLike,
    total: ArrayLike,
    reference_count: ArrayLike,
    reference_total: ArrayLike,
    *,
    alternative: Literal["two-sided", "less", "greater"] = "two-sided",
) -> Floats:
    """Fisher's exact p of the 2 × 2 table.

    ``greater`` asks whether the term is more frequent in the part. Up to 10 ms a term in a large
    corpus: for thousands of terms `g2` is the quicker answer. Parameters and errors are those of
    `g2`; counts must be whole numbers.

    When it misleads: exact only if tokens were drawn one by one, which words are not.

    Examples
    --------
    >>> round(float(fisher_exact(3, 850, 1, 4100)), 4)
    0.0176
    """
    from scipy import stats

    table = cells(count, total, reference_count, reference_total)
    p = [
        stats.fisher_exact([[a, b], [n - a, m - b]], alternative=alternative).pvalue
        for a, n, b, m in zip(*(_whole(part).flat for part in table), strict=True)
    ]
    return np.reshape(p, table.word.shape)[()]


def p_value(statistic: ArrayLike, *, df: int = 1) -> Floats:
    """Probability of a chi² as large as this one, or larger, without a true difference.

    Parameters
    ----------
    statistic : array_like
        G2 or chi²; a sign is ignored.
    df : int
        Degrees of freedom: 1 for two parts.

    Notes
    -----
    When it misleads: always, if read as more than a description (see the head of this module).

    Examples
    --------
    >>> round(float(p_value(3.841459)), 4)
    0.05
    """
    return special.chdtrc(df, np.abs(np.asarray(statistic, dtype=float)))


def bic(statistic: ArrayLike, total: ArrayLike, *, df: int = 1) -> Floats:
    """Approximate Bayes factor of a G2: G2 − df · ln N (Wilson 2013).

    Parameters
    ----------
    statistic : array_like
        G2 of either form, a sign is ignored; say which form.
    total : array_like
        N, the tokens of both parts together.

    Notes
    -----
    Above 2 there is evidence for a difference, above 10 very strong; below −2 evidence for none.
    When it misleads: it stands on the same independence of tokens as G2.

    Examples
    --------
    >>> round(float(bic(g2(120, 10_000, 180, 30_000, form=2), 40_000)), 3)
    21.873
    """
    return np.abs(np.asarray(statistic, dtype=float)) - df * np.log(
        numbers("total", total, positive=True)
    )


def _observed_and_expected(table: Cells) -> tuple[Floats, Floats]:
    """The four cells, the word's own two first, stacked on a new first axis."""
    a, n, b, m = table
    observed = np.stack([a, b, n - a, m - b])
    share = (a + b) / (n + m)
    return observed, np.stack([n * share, m * share, n * (1 - share), m * (1 - share)])


def _whole(values: Floats) -> np.ndarray:
    rounded = np.rint(values).astype(np.int64)
    if (rounded != values).any():
        raise MeasureError("Fisher's test takes whole numbers: give counts, not rates.")
    return rounded
