"""Shares, and the bootstrap of all resamples."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from liangwen.errors import MeasureError
from liangwen.measures import intervals as ivl

BOTH = [(ivl.wilson, "wilson"), (ivl.clopper_pearson, "exact")]


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_shares_are_scipys_and_hold_the_estimate(case: tuple[int, int]) -> None:
    for measure, name in BOTH:
        found, wanted = measure(*case), stats.binomtest(*case).proportion_ci(method=name)
        assert [found.low, found.high] == pytest.approx([wanted.low, wanted.high], abs=1e-9)
        assert 0 <= found.low <= found.estimate <= found.high <= 1


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_right_and_wrong_mirror_each_other(case: tuple[int, int]) -> None:
    k, n = case
    for measure, _ in BOTH:
        assert measure(k, n).low == pytest.approx(1 - measure(n - k, n).high, abs=1e-9)


def test_none_and_all_by_hand() -> None:
    assert ivl.clopper_pearson(0, 10).high == pytest.approx(1 - 0.025 ** (1 / 10))
    assert ivl.clopper_pearson(10, 10).low == pytest.approx(0.025 ** (1 / 10))
    z2 = stats.norm.ppf(0.975) ** 2
    assert ivl.wilson(0, 10).high == pytest.approx(z2 / (10 + z2))
    assert (ivl.wilson(0, 10).low, ivl.wilson(10, 10).high) == (0, 1)


def test_many_at_once() -> None:
    found = ivl.wilson([0, 46, 50], 50)
    assert found.low.shape == (3,) and found.low[1] == ivl.wilson(46, 50).low


@pytest.mark.parametrize("case", [(3, 2), (0, 0), (-1, 5)])
def test_impossible_shares(case: tuple[int, int]) -> None:
    for measure, _ in BOTH:
        with pytest.raises(MeasureError, match=r"successes|tried"):
            measure(*case)


def test_bootstrap_by_hand() -> None:
    # Two articles: drawn (1, 1), (1, 2), (2, 1), (2, 2).
    found = ivl.exact_bootstrap([1, 3], [1000, 1000], percentiles=[50])
    assert found.mean == pytest.approx(20)
    assert found.sd == pytest.approx(math.sqrt(50))
    assert found.percentiles == pytest.approx([20])


def test_bootstrap_is_the_plain_loop() -> None:
    count, size = [3, 0, 2, 7], [40, 55, 38, 60]
    every = [
        1e4 * sum(count[i] for i in drawn) / sum(size[i] for i in drawn)
        for drawn in itertools.product(range(4), repeat=4)
    ]
    found = ivl.exact_bootstrap(count, size)
    assert [found.mean, found.sd] == pytest.approx([np.mean(every), np.std(every)])
    np.testing.assert_allclose(found.percentiles, np.percentile(every, [2.5, 50, 97.5]))


@pytest.mark.parametrize("articles", [1, 8])
def test_bootstrap_of_too_few_or_many(articles: int) -> None:
    with pytest.raises(MeasureError, match="two to 7 articles"):
        ivl.exact_bootstrap([1] * articles, [100] * articles)
