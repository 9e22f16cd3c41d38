"""Weighted log-odds with a Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words")."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from liangwen.errors import MeasureError
from liangwen.measures._checks import Floats, numbers, same_shape

VarianceForm = Literal["two-term", "four-term"]


class DirichletLogOdds(NamedTuple):
    """One value a term, and what the caption must say."""

    delta: Floats
    """Difference of the smoothed log-odds, natural logarithm."""
    z: Floats
    """delta over its standard error."""
    prior_total: float
    """α₀, the pseudo-tokens that the prior adds to each part."""
    variance: VarianceForm


def dirichlet_prior(counts: ArrayLike, *, total: float | None = None) -> Floats:
    """Prior in the proportions of ``counts`` (mostly both parts together).

    Parameters
    ----------
    counts : array_like, one a term
        Zero is not allowed: a term without prior weight has no log-odds where it is not used.
    total : float, optional
        Scale to this α₀. Default: the counts themselves, which is a strong prior.

    Examples
    --------
    >>> dirichlet_prior([30, 10], total=4).tolist()
    [3.0, 1.0]
    """
    weights = numbers("counts", counts, positive=True)
    if total is None:
        return weights
    return weights * (float(numbers("total", total, positive=True)) / weights.sum())


def dirichlet_log_odds(
    count: ArrayLike,
    reference_count: ArrayLike,
    prior: ArrayLike,
    *,
    variance: VarianceForm = "two-term",
) -> DirichletLogOdds:
    """Log-odds of each term in a part against its reference, shrunk by a Dirichlet prior.

    Parameters
    ----------
    count, reference_count : array_like, shape (terms,)
        The *whole* vocabulary of both parts: the sizes are the sums over it.
    prior : array_like, shape (terms,) or scalar
        Pseudo-counts α, each greater than zero; a scalar is the same for each term.
    variance : {"two-term", "four-term"}
        Monroe's approximation 1/(y₁+α) + 1/(y₂+α), or with the two terms of all other words.

    Returns
    -------
    DirichletLogOdds
        delta and z a term, with α₀ and the form of the variance: print both.

    Raises
    ------
    MeasureError
        For a prior of zero, shapes that do not fit, or a vocabulary of fewer than two terms.

    Notes
    -----
    When it misleads: the prior decides. z of one and the same cell is 2.54, 1.97 or 1.04 under
    three usual priors (below), so no threshold of z means anything without α₀.

    Examples
    --------
    >>> part, rest = np.array([18, 4, 22, 9, 7]), np.array([44, 31, 47, 49, 33])
    >>> pooled = part + rest
    >>> round(float(dirichlet_log_odds(part, rest, 0.1).z[2]), 2)
    2.54
    >>> weak = dirichlet_prior(pooled, total=10)
    >>> round(float(dirichlet_log_odds(part, rest, weak, variance="four-term").z[2]), 2)
    1.97
    >>> round(float(dirichlet_log_odds(part, rest, pooled, variance="four-term").z[2]), 2)
    1.04
    """
    if variance not in ("two-term", "four-term"):
        raise MeasureError(f"variance must be 'two-term' or 'four-term', but is {variance!r}.")
    y1, y2, alpha = same_shape(
        numbers("count", count),
        numbers("reference_count", reference_count),
        numbers("prior", prior, positive=True),
        names="count, reference_count and prior",
    )
    if y1.ndim != 1 or y1.size < 2:
        raise MeasureError("Log-odds need a vocabulary of two or more terms: give the whole list.")
    one, two = y1 + alpha, y2 + alpha
    others_one, others_two = one.sum() - one, two.sum() - two
    delta = np.log(one / others_one) - np.log(two / others_two)
    spread = 1 / one + 1 / two
    if variance == "four-term":
        spread = spread + 1 / others_one + 1 / others_two
    return DirichletLogOdds(delta, delta / np.sqrt(spread), float(alpha.sum()), variance)
