"""Change points and slopes: exact cases, invariances, and false alarms under one rate."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from liangwen.errors import MeasureError
from liangwen.measures.change_points import SHORTEST, change_point, change_points
from liangwen.measures.slopes import slope

counts = st.lists(st.integers(0, 30), min_size=8, max_size=14).filter(lambda y: sum(y) >= 10)


@settings(max_examples=30, deadline=None)
@given(counts, st.floats(1.5, 9))
def test_scale_of_the_texts_does_not_matter(hits, factor):
    size = 1000 + 10 * np.arange(len(hits))
    first = change_point(hits, size, permutations=99)
    second = change_point(hits, size * factor, permutations=99)
    assert (first.place, first.low, first.high, first.p) == (second.place, second.low, second.high, second.p)
    assert first.ratio == pytest.approx(second.ratio) or first.ratio == second.ratio


@settings(max_examples=30, deadline=None)
@given(counts)
def test_the_place_lies_in_its_interval_and_leaves_three_years_a_side(hits):
    found = change_point(hits, [1000] * len(hits), permutations=99)
    assert SHORTEST <= found.low <= found.place <= found.high <= len(hits) - SHORTEST
    assert 0 < found.p <= 1 and found.dispersion >= 1


def test_the_statistic_is_the_largest_likelihood_ratio():
    hits, size = np.array([3, 1, 4, 1, 5, 9, 2, 6, 8, 7]), np.linspace(800, 1700, 10)
    ratios = {}
    for place in range(3, 8):
        parts = [(hits[:place], size[:place]), (hits[place:], size[place:])]
        apart = sum(stats.poisson.logpmf(y, y.sum() / n.sum() * n).sum() for y, n in parts)
        one = stats.poisson.logpmf(hits, hits.sum() / size.sum() * size).sum()
        ratios[place] = 2 * (apart - one)
    assert change_point(hits, size, permutations=9).place == max(ratios, key=ratios.get)


def test_p_is_the_share_of_orders_that_look_as_clear():
    """Four texts with hits behind four without: by hand, 2 of the 70 arrangements are as clear."""
    hits, size = [0] * 4 + [5] * 4, [1000] * 8
    found = change_point(hits, size, permutations=1999)
    arrangements = [set(places) for places in itertools.combinations(range(8), 4)]
    clear = sum(max(places) - min(places) == 3 and (min(places) == 0 or max(places) == 7)
                for places in arrangements)
    assert clear == 2 and found.p == pytest.approx(clear / len(arrangements), abs=0.012)
    assert found.ratio == np.inf and np.isfinite(found.ratio_low)


def test_one_rate_is_seldom_taken_for_two_however_much_years_vary():
    rng = np.random.default_rng(7)
    for shape in (np.inf, 1.5):
        named = 0
        for _ in range(150):
            size = rng.uniform(2000, 20000, 20)
            rate = 1e-3 * size * (1 if shape == np.inf else rng.gamma(shape, 1 / shape, 20))
            named += bool(change_points(rng.poisson(rate), size, permutations=199).named)
        # 5 % of 150 is 7.5; 15 has a chance of one in a hundred.
        assert named <= 15


def test_a_step_is_found_and_a_slope_is_called_one():
    rng = np.random.default_rng(3)
    size = rng.uniform(8000, 20000, 30)
    step = rng.poisson(1e-3 * size * np.where(np.arange(30) < 12, 1, 4))
    found = change_points(step, size)
    assert len(found.named) == 1 and found.named[0].low <= 12 <= found.named[0].high
    assert found.named[0].ratio_low < 4 < found.named[0].ratio_high
    line = rng.poisson(1e-3 * size * np.exp(np.linspace(0, 2, 30)))
    found = change_points(line, size)
    assert found.steady and found.named == ()


def test_the_same_each_time():
    hits = [4, 1, 0, 3, 9, 2, 7, 8, 6, 5]
    assert change_point(hits, [900] * 10) == change_point(hits, [900] * 10)


@pytest.mark.parametrize(("hits", "size"), [([9] * 7, [1000] * 7), ([1] * 9, [1000] * 9)])
def test_too_few_years_or_hits_are_an_error(hits, size):
    with pytest.raises(MeasureError, match="8 periods and 10 hits"):
        change_point(hits, size)


# slopes


def test_a_slope_is_the_poisson_regression_s():
    """Score equations of the fit, checked directly: Σ(y − μ) = 0 and Σ(y − μ)x = 0."""
    y, n, x = np.array([2, 3, 5, 6, 9, 12]), np.array([900, 1000, 1200, 800, 1000, 1500]), np.arange(6)
    found = slope(y, n, x, per=1)
    assert (y - found.fitted).sum() == pytest.approx(0, abs=1e-8)
    assert ((y - found.fitted) * x).sum() == pytest.approx(0, abs=1e-6)
    growth = (found.fitted / n)[1:] / (found.fitted / n)[:-1]
    assert growth == pytest.approx(found.ratio)


def test_an_exact_doubling_a_decade_is_found():
    x = np.array([1990, 1995, 2000, 2010, 2020])
    found = slope(100 * 2 ** ((x - 1990) / 10), [1000] * 5, x)
    assert found.ratio == pytest.approx(2) and found.dispersion == 1
    assert found.low < 2 < found.high


def test_hits_in_the_last_year_alone_have_no_upper_end():
    found = slope([0, 0, 0, 0, 12], [1000] * 5, range(5))
    assert found.low < found.ratio and found.p > 0.05


@pytest.mark.parametrize(("y", "x"), [([1, 2, 3, 4], range(4)), ([0] * 6, range(6)), ([1] * 6, [5] * 6)])
def test_what_has_no_slope_is_an_error(y, x):
    with pytest.raises(MeasureError):
        slope(y, [1000] * len(y), list(x))
