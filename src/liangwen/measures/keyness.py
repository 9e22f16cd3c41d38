"""All numbers of the keyness table, one row a term.

The single measures live in `significance`, `effect_sizes`, `log_odds` and `multiplicity`, and can
be imported from here too.
"""

from __future__ import annotations

from typing import NamedTuple

from numpy.typing import ArrayLike

from liangwen.measures._checks import Floats, cells
from liangwen.measures.effect_sizes import (
    difference_coefficient,
    log_ratio,
    log_ratio_interval,
    lrc,
    odds_ratio,
    percent_difference,
    simple_maths,
)
from liangwen.measures.log_odds import DirichletLogOdds, dirichlet_log_odds, dirichlet_prior
from liangwen.measures.multiplicity import benjamini_hochberg, holm
from liangwen.measures.rates import rate_ratio_interval
from liangwen.measures.significance import (
    bic,
    chi2,
    fisher_exact,
    g2,
    p_value,
    signed_g2,
    williams_g2,
)

__all__ = [
    "DirichletLogOdds",
    "Keyness",
    "benjamini_hochberg",
    "bic",
    "chi2",
    "difference_coefficient",
    "dirichlet_log_odds",
    "dirichlet_prior",
    "fisher_exact",
    "g2",
    "holm",
    "keyness",
    "log_ratio",
    "log_ratio_interval",
    "lrc",
    "odds_ratio",
    "p_value",
    "percent_difference",
    "rate_ratio_interval",
    "signed_g2",
    "simple_maths",
    "williams_g2",
]


class Keyness(NamedTuple):
    """Columns of the keyness table, one value a term."""

    log_ratio: Floats
    """log2 of the ratio of rates, +0.5 in each cell."""
    log_ratio_low: Floats
    """Lower end of its exact interval, for one term by itself; may be −inf."""
    log_ratio_high: Floats
    """Upper end; may be inf."""
    lrc: Floats
    """Conservative log ratio at the family-wise level: rank by this."""
    g2: Floats
    """Four-cell log-likelihood ratio, negative where the term is rarer than in the reference."""
    p: Floats
    """Descriptive: tokens are not drawn one by one."""
    q: Floats
    """p after Benjamini and Hochberg over the terms of this call."""
    bic: Floats
    """Four-cell G2 − ln N."""


def keyness(
    count: ArrayLike,
    total: ArrayLike,
    reference_count: ArrayLike,
    reference_total: ArrayLike,
    *,
    level: float = 0.95,
    family: int | None = None,
) -> Keyness:
    """Compare one part with its reference, term by term.

    Parameters
    ----------
    count, reference_count : array_like, shape (terms,)
        Occurrences of each term; a term that both parts lack is an error.
    total, reference_total : array_like, scalar or shape (terms,)
        Tokens of the part and of its reference, counted as the terms are.
    level : float
        Confidence of the interval (for one term) and of LRC (for all terms together).
    family : int, optional
        Terms tested, for LRC. Default: as many as are given.

    Returns
    -------
    Keyness

    Notes
    -----
    When it misleads: with one article a side, each number describes these two texts. Sorted by
    ``log_ratio`` rare noise comes first, by ``g2`` frequent trivia; ``q`` cures neither.

    Examples
    --------
    >>> row = keyness([42, 9, 0], 5200, [18, 0, 12], 9800)
    >>> row.lrc.round(2).tolist()
    [1.14, 1.42, -0.11]
    >>> row.g2.round(1).tolist()
    [31.1, 19.1, -10.2]
    """
    parts = cells(count, total, reference_count, reference_total)
    ratio = log_ratio_interval(*parts, level=level)
    likelihood = signed_g2(*parts)
    p = p_value(likelihood)
    q = benjamini_hochberg(p.ravel()).reshape(p.shape)[()]
    return Keyness(
        ratio.estimate,
        ratio.low,
        ratio.high,
        lrc(*parts, level=level, family=family),
        likelihood,
        p,
        q,
        bic(likelihood, parts.total + parts.reference_total),
    )
