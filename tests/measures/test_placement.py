"""One text among ten or more."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from liangwen.errors import MeasureError
from liangwen.measures.placement import place_among

HITS, LENGTHS = [12, 9, 11, 14, 10, 8, 13, 0, 12, 10, 60], [5000] * 5 + [4000] * 6


def test_placement_is_the_prediction_interval_of_the_others() -> None:
    found = place_among(HITS, LENGTHS)
    log_rate = np.log((np.array(HITS) + 0.5) / LENGTHS * 1e4)
    for text in range(len(HITS)):
        others = np.delete(log_rate, text)
        reach = stats.t.ppf(0.975, 9) * others.std(ddof=1) * math.sqrt(1 + 1 / 10)
        assert math.log(found.low[text]) == pytest.approx(others.mean() - reach)
        assert math.log(found.high[text]) == pytest.approx(others.mean() + reach)
        assert math.log(found.typical[text]) == pytest.approx(others.mean())
    assert found.rank[10] == 1 and found.rank[7] == 11


def test_equal_rates_share_a_rank_and_none_is_outside() -> None:
    found = place_among([7] * 12, [3000] * 12)
    assert set(found.rank) == {1} and not found.outside.any()


def test_low_and_high_texts_are_outside() -> None:
    found = place_among([50] * 10 + [1, 1000], [9000] * 12)
    wide = place_among([45, 50, 55, 48, 52, 47, 53, 49, 51, 50, 5], [9000] * 11)
    assert found.outside[:10].any() is np.False_ and found.rank[11] == 1
    assert wide.outside[10] == -1


def test_no_hit_anywhere_places_nobody() -> None:
    found = place_among([[0] * 10, [3] * 10], [1000] * 10)
    assert np.isnan(found.rate[0]).all() and not found.outside.any()
    assert np.isfinite(found.low[1]).all()


def test_nine_texts_are_too_few() -> None:
    with pytest.raises(MeasureError, match="ten or more texts, but has 9"):
        place_among([1] * 9, [1000] * 9)


def test_false_alarms_stay_near_the_level_where_texts_vary() -> None:
    rng = np.random.default_rng(2026)
    size = rng.integers(6000, 18_000, (1000, 20))
    count = rng.poisson(20 / 1e4 * size * rng.gamma(4, 1 / 4, size.shape))
    assert 0.02 < (place_among(count, size).outside[:, 0] != 0).mean() < 0.09


def test_many_themes_at_once() -> None:
    table = np.array([HITS, HITS[::-1]])
    found = place_among(table, LENGTHS)
    single = place_among(HITS, LENGTHS)
    for together, alone in zip(found, single, strict=True):
        np.testing.assert_allclose(together[0], alone)
