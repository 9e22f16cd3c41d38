"""Pooled rates and shrinkage: Poisson, negative binomial, Gamma–Poisson.

Each takes hits and amount of text, one pair a text, and gives rates per 10,000.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from liangwen.errors import MeasureError
from liangwen.measures._checks import Floats, Interval, error_rate, numbers, same_shape
from liangwen.measures.rates import PER


class PoissonFit(NamedTuple):
    """A pooled rate and how far the texts stray from it."""

    rate: float
    se_log: float
    """Standard error of the log rate if hits fell independently."""
    dispersion: float
    """Pearson's chi² over D − 1: 1 is Poisson, 3 means three times its variance."""
    se_log_quasi: float
    """se_log widened by √dispersion."""


class NegativeBinomialFit(NamedTuple):
    """A pooled rate with variation between texts."""

    rate: float
    size: float
    """θ: small is strong variation, infinite none beyond Poisson."""
    log_likelihood: float


class GammaPrior(NamedTuple):
    """How rates vary between texts: mean per 10,000 and shape (infinite: not at all)."""

    shape: float
    mean: float


def poisson_fit(count: ArrayLike, size: ArrayLike, *, per: float = PER) -> PoissonFit:
    """One rate for all texts, with log-scale standard errors (a Poisson model with an offset).

    Raises
    ------
    MeasureError
        For fewer than two texts, or where no text holds a hit.

    Notes
    -----
    When it misleads: ``se_log`` ignores that texts differ. Where ``dispersion`` is well above 1,
    it is too small; ``se_log_quasi`` still reads a normal quantile into D texts: `rates.log_t`.

    Examples
    --------
    >>> fit = poisson_fit([14, 3, 9, 0, 22], [5200, 3100, 4800, 2600, 6100])
    >>> round(fit.rate, 2), round(fit.dispersion, 2)
    (22.02, 3.53)
    """
    y, n = _texts(count, size)
    pooled = y.sum() / n.sum()
    expected = pooled * n
    dispersion = float(((y - expected) ** 2 / expected).sum() / (y.size - 1))
    se = float(1 / np.sqrt(y.sum()))
    return PoissonFit(float(per * pooled), se, dispersion, se * dispersion**0.5)


def negative_binomial_fit(
    count: ArrayLike, size: ArrayLike, *, per: float = PER
) -> NegativeBinomialFit:
    """Pooled rate and θ by maximum likelihood; the variance of a count is μ + μ² / θ.

    Where texts vary no more than chance, θ is infinite and the fit is the Poisson one.

    Raises
    ------
    MeasureError
        For fewer than two texts, or where no text holds a hit.

    Notes
    -----
    When it misleads: θ from five texts is a guess; its sampling error is as large as itself.

    Examples
    --------
    >>> fit = negative_binomial_fit([14, 3, 9, 0, 22], [5200, 3100, 4800, 2600, 6100])
    >>> round(fit.rate, 3), round(fit.size, 3), round(fit.log_likelihood, 3)
    (19.127, 2.051, -15.272)
    """
    from scipy.optimize import minimize_scalar

    y, n = _texts(count, size)
    pooled = y.sum() / n.sum()
    expected = pooled * n
    # Slope of the likelihood in 1/θ at Poisson: where it is not upward, nothing is gained by θ.
    if ((y - expected) ** 2 - y).sum() <= 0:
        poisson = special.xlogy(y, expected) - expected - special.gammaln(y + 1)
        return NegativeBinomialFit(float(per * pooled), np.inf, float(poisson.sum()))

    def loss(log_theta: float) -> float:
        theta = np.exp(log_theta)
        return -_negative_binomial_likelihood(y, _best_rate(y, n, theta) * n, theta)

    best = minimize_scalar(loss, bounds=(-12.0, 18.0), method="bounded", options={"xatol": 1e-9})
    theta = float(np.exp(best.x))
    return NegativeBinomialFit(float(per * _best_rate(y, n, theta)), theta, float(-best.fun))


def estimate_gamma_prior(
    count: ArrayLike,
    size: ArrayLike,
    *,
    method: Literal["moments", "likelihood"] = "moments",
    per: float = PER,
) -> GammaPrior:
    """How rates vary between texts, as the prior of `gamma_poisson`.

    ``moments``: the variance between texts is what Σ n (r − m)² holds beyond Poisson's share,
    (D − 1) m, over N − Σn²/N; its shape is m² over it. ``likelihood``: `negative_binomial_fit`.

    Raises
    ------
    MeasureError
        For fewer than two texts, where no text holds a hit, or for an unknown method.

    Notes
    -----
    When it misleads: from five texts the shape is rough, and where texts happen to agree it is
    infinite, so that shrinkage is complete. Print it.

    Examples
    --------
    >>> prior = estimate_gamma_prior([14, 3, 9, 0, 22], [5200, 3100, 4800, 2600, 6100])
    >>> round(prior.shape, 2), round(prior.mean, 2)
    (3.7, 22.02)
    """
    if method == "likelihood":
        fit = negative_binomial_fit(count, size, per=per)
        return GammaPrior(fit.size, fit.rate)
    if method != "moments":
        raise MeasureError(f"method must be 'moments' or 'likelihood', but is {method!r}.")
    y, n = _texts(count, size)
    mean = y.sum() / n.sum()
    surplus = (n * (y / n - mean) ** 2).sum() - (y.size - 1) * mean
    between = surplus / (n.sum() - (n**2).sum() / n.sum())
    return GammaPrior(float(mean**2 / between) if between > 0 else np.inf, float(per * mean))


def gamma_poisson(
    count: ArrayLike,
    size: ArrayLike,
    *,
    shape: float,
    mean: float,
    level: float = 0.95,
    per: float = PER,
) -> Interval:
    """Rates shrunk towards a common mean: small texts much, large ones little.

    The prior is a gamma distribution with this shape and mean; the posterior has shape + hits and
    shape / mean + size.

    Parameters
    ----------
    count, size : array_like
        Hits and amount of text; a text without a hit is welcome.
    shape, mean : float
        Of the prior, mean per ``per``; see `estimate_gamma_prior`.

    Returns
    -------
    Interval
        Posterior mean and its central interval. With an infinite shape all are the mean.

    Notes
    -----
    For ranking small rates. When it misleads: it presumes that texts are exchangeable draws around
    one mean, and the interval knows nothing of the prior's own uncertainty.

    Examples
    --------
    >>> [round(float(x), 2) for x in gamma_poisson(0, 2600, shape=2, mean=22)]
    [5.7, 0.69, 15.88]
    """
    y, n = same_shape(
        numbers("count", count), numbers("size", size, positive=True), names="count and size"
    )
    if not (shape > 0 and 0 < mean < np.inf):
        raise MeasureError(
            f"shape and mean must be greater than zero, but are {shape!r} and {mean!r}: "
            "take them from estimate_gamma_prior."
        )
    if np.isinf(shape):
        return Interval(*(np.full(y.shape, float(mean))[()] for _ in range(3)))
    tail = error_rate(level) / 2
    posterior, exposure = shape + y, shape / mean + n / per
    return Interval(
        posterior / exposure,
        special.gammaincinv(posterior, tail) / exposure,
        special.gammainccinv(posterior, tail) / exposure,
    )


def _texts(count: ArrayLike, size: ArrayLike) -> list[Floats]:
    y, n = same_shape(
        numbers("count", count), numbers("size", size, positive=True), names="count and size"
    )
    if y.ndim != 1 or y.size < 2:
        raise MeasureError("A pooled rate needs two or more texts: one count and size each.")
    if not y.any():
        raise MeasureError("No text holds a hit, so there is no rate to model: leave it out.")
    return [y, n]


def _best_rate(y: Floats, n: Floats, theta: float) -> float:
    """The rate at which the negative binomial's score is zero, for a fixed θ."""
    from scipy.optimize import brentq

    rates = y / n
    if rates.max() - rates.min() < 1e-12 * rates.max():
        return float(rates.max())

    def score(r: float) -> float:
        return float(((y - r * n) / (1 + r * n / theta)).sum())

    return float(brentq(score, rates.min(), rates.max(), xtol=1e-18, rtol=1e-14))


def _negative_binomial_likelihood(y: Floats, mu: Floats, theta: float) -> float:
    terms = special.gammaln(y + theta) - special.gammaln(theta) - special.gammaln(y + 1)
    return float((terms + special.xlogy(y, mu / (mu + theta)) - theta * np.log1p(mu / theta)).sum())
