"""Rates per 10,000 and their intervals."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from liangwen.errors import MeasureError
from liangwen.measures import rate_models, rates

COUNTS, SIZES = [14, 3, 9, 0, 22], [5200, 3100, 4800, 2600, 6100]
LEVELS = st.floats(0.5, 0.999)


def test_rate_by_hand() -> None:
    assert rates.rate(3, 1500) == 20
    assert rates.rate(3, 1500, per=1000) == 2


# --- one text --------------------------------------------------------------------------------


@given(st.integers(0, 500), st.integers(100, 20_000), LEVELS)
def test_garwood_is_the_chi2_form_and_holds_the_rate(k: int, n: int, level: float) -> None:
    found = rates.garwood(k, n, level=level)
    tail = (1 - level) / 2
    low = stats.chi2.ppf(tail, 2 * k) / 2 if k else 0
    assert found.low == pytest.approx(low * 1e4 / n, rel=1e-9)
    assert found.high == pytest.approx(stats.chi2.isf(tail, 2 * k + 2) / 2 * 1e4 / n, rel=1e-9)
    assert found.low <= found.estimate <= found.high


def test_no_hit_by_hand() -> None:
    # The upper end of zero hits is −ln 0.025.
    found = rates.garwood(0, 10_000)
    assert (found.estimate, found.low) == (0, 0)
    assert found.high == pytest.approx(-math.log(0.025))


def test_half_a_hit_is_taken_as_it_is() -> None:
    """Means of two coders' counts are legitimate."""
    assert rates.garwood(0.5, 10_000).low == pytest.approx(stats.gamma.ppf(0.025, 0.5))
    assert rates.garwood(0.5, 10_000).low < 0.5 < rates.garwood(0.5, 10_000).high


def test_more_confidence_is_wider() -> None:
    wide, narrow = rates.garwood(COUNTS, SIZES, level=0.99), rates.garwood(COUNTS, SIZES)
    assert (wide.low <= narrow.low).all() and (wide.high > narrow.high).all()


# --- two texts -------------------------------------------------------------------------------


@st.composite
def two_rates(draw: st.DrawFn) -> tuple[int, int, int, int]:
    a = draw(st.integers(0, 80))
    b = draw(st.integers(0 if a else 1, 80))
    return a, draw(st.integers(100, 9000)), b, draw(st.integers(100, 9000))


@given(two_rates(), LEVELS)
def test_ratio_is_clopper_pearson_of_the_share(parts: tuple, level: float) -> None:
    a, n, b, m = parts
    found = rates.rate_ratio_interval(*parts, level=level)
    share = stats.binomtest(a, a + b).proportion_ci(level)
    for end, p in ((found.low, share.low), (found.high, share.high)):
        wanted = p / (1 - p) * m / n if p < 1 else math.inf
        assert end == pytest.approx(wanted, rel=1e-6)
    assert found.low <= found.estimate <= found.high


@given(two_rates())
def test_ratio_turns_with_the_parts(parts: tuple) -> None:
    a, n, b, m = parts
    here, there = rates.rate_ratio(a, n, b, m), rates.rate_ratio(b, m, a, n)
    assert here.p == pytest.approx(there.p, rel=1e-6)
    if a and b:
        assert here.estimate == pytest.approx(1 / there.estimate)
        assert here.low == pytest.approx(1 / there.high)


def test_ratio_with_a_zero() -> None:
    assert rates.rate_ratio_interval(0, 100, 5, 100)[:2] == (0, 0)
    assert rates.rate_ratio_interval(5, 100, 0, 100)[::2] == (math.inf, math.inf)
    with pytest.raises(MeasureError, match="Both counts are zero"):
        rates.rate_ratio_interval([1, 0], 100, [2, 0], 100)


def test_ratio_of_many_and_of_fractions() -> None:
    many = rates.rate_ratio([14, 3], [5200, 3100], [34, 45], [16_600, 18_700])
    assert many.p.shape == (2,)
    assert many.p[0] == rates.rate_ratio(14, 5200, 34, 16_600).p
    with pytest.raises(MeasureError, match="whole numbers"):
        rates.rate_ratio(1.5, 10, 1, 10)


# --- several articles ------------------------------------------------------------------------


def test_log_t_by_hand() -> None:
    # Two articles of 1,000: 4 and 6 hits. R = 5, residuals ∓1: se = √(2 · 2) / 10 = 0.2.
    found = rates.log_t([4, 6], [1000, 1000])
    reach = math.exp(stats.t.ppf(0.975, 1) * 0.2)
    assert found.estimate == pytest.approx(50)
    assert [found.low, found.high] == pytest.approx([50 / reach, 50 * reach])


@pytest.mark.parametrize("counts", [[0, 0, 0], [0, 9, 0]])
def test_log_t_is_undefined_where_fewer_than_two_articles_hold_a_hit(counts: list[int]) -> None:
    found = rates.log_t(counts, [1000, 2000, 1500])
    assert found.estimate == pytest.approx(1e4 * sum(counts) / 4500)
    assert math.isnan(found.low) and math.isnan(found.high)


def test_log_t_of_many_themes() -> None:
    table = np.array([COUNTS, [0, 0, 0, 0, 7], [1, 2, 1, 3, 2]])
    found = rates.log_t(table, SIZES)
    single = rates.log_t(table[2], SIZES)
    assert found.low.shape == (3,) and np.isnan(found.low).tolist() == [False, True, False]
    assert (found.low[2], found.high[2]) == (single.low, single.high)


def test_log_t_needs_articles() -> None:
    for count in (3, [3]):
        with pytest.raises(MeasureError, match="two or more articles; for one text use garwood"):
            rates.log_t(count, 1000)


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(500, 9000)), min_size=2, max_size=12))
def test_log_t_holds_the_rate_and_grows_with_confidence(pairs: list[tuple[int, int]]) -> None:
    count, size = np.array(pairs).T
    usual, careful = rates.log_t(count, size), rates.log_t(count, size, level=0.99)
    assert 0 < careful.low <= usual.low <= usual.estimate <= usual.high <= careful.high
    order = np.argsort(count)
    assert rates.log_t(count[order], size[order]).low == pytest.approx(usual.low)


def test_coverage_holds_where_articles_vary() -> None:
    """The reason for log_t: five articles, rates that vary by a gamma distribution of shape 2."""
    rng = np.random.default_rng(2026)
    size = rng.integers(2000, 7000, (4000, 5))
    count = rng.poisson(20 / 1e4 * size * rng.gamma(2, 1 / 2, (4000, 5)))
    log_t = rates.log_t(count, size)
    poisson = rates.garwood(count.sum(axis=1), size.sum(axis=1))

    def covered(interval: rates.Interval) -> float:
        return float(((interval.low <= 20) & (interval.high >= 20)).mean())

    assert covered(log_t) > 0.92
    assert covered(poisson) < 0.70


# --- models ----------------------------------------------------------------------------------


def test_poisson_by_hand() -> None:
    fit = rate_models.poisson_fit([4, 6], [1000, 1000])
    assert fit.rate == pytest.approx(50) and fit.se_log == pytest.approx(1 / math.sqrt(10))
    assert fit.dispersion == pytest.approx(2 / 5)
    assert fit.se_log_quasi == pytest.approx(fit.se_log * math.sqrt(2 / 5))


def test_negative_binomial_is_at_the_top_of_scipys_likelihood() -> None:
    fit = rate_models.negative_binomial_fit(COUNTS, SIZES)

    def likelihood(rate: float, theta: float) -> float:
        mu = rate * np.array(SIZES) / 1e4
        return float(stats.nbinom.logpmf(COUNTS, theta, theta / (theta + mu)).sum())

    top = likelihood(fit.rate, fit.size)
    assert fit.log_likelihood == pytest.approx(top)
    for rate, theta in ((1.01, 1), (0.99, 1), (1, 1.02), (1, 0.98)):
        assert likelihood(fit.rate * rate, fit.size * theta) < top


def test_without_variation_the_negative_binomial_is_poisson() -> None:
    fit = rate_models.negative_binomial_fit([5, 5, 5], [1000, 1000, 1000])
    assert fit.size == math.inf and fit.rate == pytest.approx(50)
    assert fit.log_likelihood == pytest.approx(stats.poisson.logpmf([5, 5, 5], 5).sum())
    for method in ("moments", "likelihood"):
        prior = rate_models.estimate_gamma_prior([5, 5, 5], [1000] * 3, method=method)
        assert prior.shape == math.inf and prior.mean == pytest.approx(50)


def test_priors_find_what_was_put_in() -> None:
    rng = np.random.default_rng(7)
    size = rng.integers(3000, 9000, 3000)
    count = rng.poisson(30 / 1e4 * size * rng.gamma(3, 1 / 3, 3000))
    for method in ("moments", "likelihood"):
        prior = rate_models.estimate_gamma_prior(count, size, method=method)
        assert prior.mean == pytest.approx(30, rel=0.05)
        assert prior.shape == pytest.approx(3, rel=0.1)


@given(st.integers(0, 60), st.integers(100, 9000), st.floats(0.1, 50), st.floats(1, 100))
def test_shrinkage_lies_between_the_rate_and_the_mean(
    k: int, n: int, shape: float, mean: float
) -> None:
    found = rate_models.gamma_poisson(k, n, shape=shape, mean=mean)
    own = 1e4 * k / n
    assert min(own, mean) - 1e-9 <= found.estimate <= max(own, mean) + 1e-9
    posterior = stats.gamma(shape + k, scale=1 / (shape / mean + n / 1e4))
    assert found.low == pytest.approx(posterior.ppf(0.025), rel=1e-6, abs=1e-12)
    assert found.high == pytest.approx(posterior.ppf(0.975), rel=1e-6)


def test_complete_shrinkage() -> None:
    found = rate_models.gamma_poisson([0, 9], 1000, shape=math.inf, mean=22)
    assert [list(part) for part in found] == [[22, 22]] * 3


@pytest.mark.parametrize(
    "model",
    [
        rate_models.poisson_fit,
        rate_models.negative_binomial_fit,
        rate_models.estimate_gamma_prior,
    ],
)
def test_models_say_what_they_cannot_do(model) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(MeasureError, match="two or more texts"):
        model([3], [1000])
    with pytest.raises(MeasureError, match="No text holds a hit"):
        model([0, 0], [1000, 1000])


def test_wrong_priors_are_named() -> None:
    for shape, mean in ((0, 22), (2, 0), (2, math.inf), (math.nan, 2)):
        with pytest.raises(MeasureError, match="shape and mean must be greater than zero"):
            rate_models.gamma_poisson(1, 1000, shape=shape, mean=mean)
    with pytest.raises(MeasureError, match="method must be"):
        rate_models.estimate_gamma_prior(COUNTS, SIZES, method="guess")
