"""How large a difference is."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangwen.errors import MeasureError
from liangwen.measures import effect_sizes as sizes

MEASURES = [
    sizes.log_ratio,
    sizes.log_ratio_interval,
    sizes.lrc,
    sizes.percent_difference,
    sizes.simple_maths,
    sizes.odds_ratio,
    sizes.difference_coefficient,
]


@st.composite
def comparisons(draw: st.DrawFn) -> tuple[int, int, int, int]:
    n, m = draw(st.integers(50, 50_000)), draw(st.integers(50, 50_000))
    a = draw(st.integers(0, 50))
    return a, n, draw(st.integers(0 if a else 1, 50)), m


def test_by_hand() -> None:
    # 8 of 1,000 against 2 of 1,000: four times.
    parts = 8, 1000, 2, 1000
    assert sizes.log_ratio(*parts, add=0) == pytest.approx(2)
    assert sizes.log_ratio(*parts) == pytest.approx(math.log2(8.5 / 2.5))
    assert sizes.percent_difference(*parts) == pytest.approx(300)
    assert sizes.simple_maths(*parts, add=1000) == pytest.approx(9000 / 3000)
    assert sizes.odds_ratio(*parts) == pytest.approx(8 * 998 / (2 * 992))
    assert sizes.difference_coefficient(*parts) == pytest.approx(0.6)


def test_zero_cells_are_defined() -> None:
    present, absent = (9, 100, 0, 100), (0, 100, 9, 100)
    inf = math.inf
    assert [sizes.log_ratio(*x, add=0) for x in (present, absent)] == [inf, -inf]
    assert [sizes.percent_difference(*x) for x in (present, absent)] == [inf, -100]
    assert [sizes.odds_ratio(*x) for x in (present, absent)] == [inf, 0]
    assert [sizes.difference_coefficient(*x) for x in (present, absent)] == [1, -1]
    assert sizes.log_ratio_interval(*present).high == inf
    assert sizes.log_ratio_interval(*absent).low == -inf
    assert np.isfinite([sizes.log_ratio(*present), sizes.lrc(*present), sizes.lrc(*absent)]).all()


def test_a_part_of_nothing_but_the_word() -> None:
    assert sizes.odds_ratio(7, 7, 9, 9) == 1
    assert sizes.odds_ratio(7, 7, 8, 9) == math.inf


@pytest.mark.parametrize("measure", MEASURES)
def test_both_zero_is_an_error(measure) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(MeasureError, match="Both counts are zero"):
        measure(0, 10, 0, 10)


@given(comparisons())
def test_swapping_the_parts(parts: tuple[int, int, int, int]) -> None:
    a, n, b, m = parts
    here, there = (a, n, b, m), (b, m, a, n)
    assert sizes.log_ratio(*here) == pytest.approx(-sizes.log_ratio(*there), abs=1e-9)
    assert sizes.lrc(*here) == pytest.approx(-sizes.lrc(*there), abs=1e-9)
    assert sizes.simple_maths(*here) == pytest.approx(1 / sizes.simple_maths(*there))
    assert sizes.difference_coefficient(*here) == pytest.approx(
        -sizes.difference_coefficient(*there), abs=1e-9
    )


@given(comparisons(), st.floats(0.5, 0.999))
def test_the_interval_contains_the_estimate(parts: tuple[int, int, int, int], level: float) -> None:
    found = sizes.log_ratio_interval(*parts, level=level)
    plain = sizes.log_ratio(*parts, add=0)
    assert found.low <= plain <= found.high
    if level >= 0.9:  # the +0.5 pulls towards equal counts, never out of a usual interval
        assert found.low <= found.estimate <= found.high


@given(comparisons(), st.integers(1, 100_000))
def test_lrc_is_the_bound_nearer_to_zero(parts: tuple[int, int, int, int], family: int) -> None:
    level = 1 - 0.05 / family
    _, low, high = sizes.log_ratio_interval(*parts, level=level)
    wanted = 0.0 if low <= 0 <= high else (low if low > 0 else high)
    assert sizes.lrc(*parts, family=family) == pytest.approx(wanted, abs=1e-9)


@given(comparisons())
def test_a_larger_family_is_more_careful(parts: tuple[int, int, int, int]) -> None:
    one, many = sizes.lrc(*parts, family=1), sizes.lrc(*parts, family=1000)
    assert abs(many) <= abs(one)
    assert abs(one) <= abs(sizes.log_ratio(*parts, add=0))


def test_the_family_is_all_terms_of_the_call() -> None:
    counts, reference = [42, 9, 0], [18, 0, 12]
    by_default = sizes.lrc(counts, 5200, reference, 9800)
    np.testing.assert_allclose(by_default, sizes.lrc(counts, 5200, reference, 9800, family=3))
    assert abs(by_default[1]) < abs(sizes.lrc(9, 5200, 0, 9800))


def test_wrong_options_are_named() -> None:
    with pytest.raises(MeasureError, match="family must be 1 or more, but is 0"):
        sizes.lrc(1, 10, 1, 10, family=0)
    with pytest.raises(MeasureError, match="level must lie between 0 and 1, but is 95"):
        sizes.log_ratio_interval(1, 10, 1, 10, level=95)
    with pytest.raises(MeasureError, match="add must be"):
        sizes.log_ratio(1, 10, 1, 10, add=-1)
    with pytest.raises(MeasureError, match="add must be"):
        sizes.simple_maths(1, 10, 1, 10, add=0)


def test_small_maths_ranks_noise() -> None:
    """The warning in the docstring, as a number: nine hits at N = 1 outdo a solid keyword."""
    rare, solid = (9, 5200, 0, 9800), (420, 5200, 180, 9800)
    assert sizes.simple_maths(*rare, add=1) > 100 * sizes.simple_maths(*solid, add=1)
    assert sizes.lrc(*solid) > 0
