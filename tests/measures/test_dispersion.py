"""How evenly a word is spread."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangwen.errors import MeasureError
from liangwen.measures import dispersion as disp

ONE_IS_EVEN = [disp.juilland_d, disp.carroll_d2, disp.rosengren_s, disp.da]
ZERO_IS_EVEN = [disp.dp, disp.dp_norm, disp.kld]
ALL = ONE_IS_EVEN + ZERO_IS_EVEN


@st.composite
def spreads(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    parts = draw(st.integers(2, 12))
    counts = draw(st.lists(st.integers(0, 30), min_size=parts, max_size=parts).filter(any))
    sizes = draw(st.lists(st.integers(1, 5000), min_size=parts, max_size=parts))
    return counts, sizes


def test_by_hand() -> None:
    # All four hits in the first of two equal parts.
    counts, sizes = [4, 0], [100, 100]
    assert disp.relative_range(counts) == 0.5
    assert disp.dp(counts, sizes) == pytest.approx(0.5)
    assert disp.dp_norm(counts, sizes) == pytest.approx(1)
    assert disp.kld(counts, sizes) == pytest.approx(1)
    assert disp.rosengren_s(counts, sizes) == pytest.approx(0.5)
    assert [disp.juilland_d(counts, sizes), disp.carroll_d2(counts, sizes)] == [0, 0]
    assert disp.da(counts, sizes) == pytest.approx(0)


@pytest.mark.parametrize("measure", ALL)
def test_even_by_size_is_even(measure) -> None:  # type: ignore[no-untyped-def]
    wanted = 1 if measure in ONE_IS_EVEN else 0
    assert measure([2, 4, 6], [100, 200, 300]) == pytest.approx(wanted, abs=1e-12)


@given(spreads())
def test_bounds(case: tuple[list[int], list[int]]) -> None:
    for measure in [disp.carroll_d2, disp.rosengren_s, disp.da, disp.dp, disp.dp_norm]:
        assert -1e-9 <= measure(*case) <= 1 + 1e-9
    assert -1e-9 <= disp.juilland_d(*case) <= 1 + 1e-9
    assert disp.kld(*case) >= 0
    assert disp.dp(*case) <= disp.dp_norm(*case) + 1e-12
    assert disp.dp_norm(*case) <= disp.dp_norm(*case, least_used=True) + 1e-12


@given(spreads(), st.integers(2, 9))
def test_ten_times_the_text_is_the_same_spread(
    case: tuple[list[int], list[int]], times: int
) -> None:
    counts, sizes = map(np.array, case)
    for measure in ALL:
        assert measure(counts * times, sizes * times) == pytest.approx(
            measure(counts, sizes), abs=1e-9
        )


@given(spreads(), st.randoms())
def test_order_of_the_parts_does_not_matter(case: tuple, random) -> None:  # type: ignore[no-untyped-def]
    order = list(range(len(case[0])))
    random.shuffle(order)
    counts, sizes = map(np.array, case)
    for measure in ALL:
        assert measure(counts[order], sizes[order]) == pytest.approx(
            measure(counts, sizes), abs=1e-9
        )


def test_many_terms_are_as_one_by_one() -> None:
    counts = np.array([[1, 2, 3], [0, 0, 5], [4, 4, 4]])
    sizes = [90, 100, 110]
    for measure in ALL:
        np.testing.assert_allclose(
            measure(counts, sizes), [measure(row, sizes) for row in counts], atol=1e-12
        )
    np.testing.assert_allclose(disp.relative_range(counts), [1, 1 / 3, 1])


def test_one_part_has_no_dispersion() -> None:
    for measure in (disp.juilland_d, disp.carroll_d2, disp.da, disp.dp_norm):
        assert math.isnan(measure([7], [100]))
    assert disp.dp([7], [100]) == 0


@pytest.mark.parametrize("measure", ALL)
def test_wrong_numbers_are_named(measure) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(MeasureError, match="without any occurrence"):
        measure([0, 0], [10, 10])
    with pytest.raises(MeasureError, match="without any occurrence"):
        measure([[1, 0], [0, 0]], [10, 10])
    with pytest.raises(MeasureError, match="one number a part"):
        measure([1, 2, 3], [10, 10])
    with pytest.raises(MeasureError, match="sizes must be finite and greater than zero"):
        measure([1, 2], [10, 0])
    with pytest.raises(MeasureError, match="parts are its last axis"):
        measure(3, [10])


# --- distances between hits --------------------------------------------------------------------


def test_reduced_frequency_by_hand() -> None:
    # Gaps on the ring of 12: 1, 1, 10; segments of 4: (1 + 1 + 4) / 4.
    assert disp.average_reduced_frequency([0, 1, 2], 12) == pytest.approx(1.5)
    assert disp.average_waiting_time([0, 1, 2], 12) == pytest.approx((1 + 102 / 12) / 2)
    assert disp.average_logarithmic_distance([0, 1, 2], 12) == pytest.approx(10 / 12)


@given(st.sets(st.integers(0, 99), min_size=1))
def test_reduced_frequency_lies_between_one_and_the_frequency(at: set[int]) -> None:
    found = disp.average_reduced_frequency(list(at), 100)
    assert 1 - 1e-9 <= found <= len(at) + 1e-9
    moved = [(position + 37) % 100 for position in at]
    assert disp.average_reduced_frequency(moved, 100) == pytest.approx(found)


@pytest.mark.parametrize("positions", [[], [5, 5], [10], [[1, 2]]])
def test_positions_must_be_different_places_in_the_text(positions: list) -> None:
    with pytest.raises(MeasureError, match="positions must be"):
        disp.average_reduced_frequency(positions, 10)
