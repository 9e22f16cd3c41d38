"""The row of the keyness table, weighted log-odds, and adjusted p."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from liangwen.errors import MeasureError
from liangwen.measures import keyness as key

PROBABILITIES = st.lists(st.floats(0, 1), min_size=1, max_size=40)


def test_a_row_is_what_the_single_measures_say() -> None:
    parts = np.array([42, 9, 0, 5]), 5200, np.array([18, 0, 12, 9]), 9800
    row = key.keyness(*parts)
    np.testing.assert_array_equal(row.g2, key.signed_g2(*parts))
    np.testing.assert_array_equal(row.log_ratio, key.log_ratio(*parts))
    np.testing.assert_array_equal(row.lrc, key.lrc(*parts, family=4))
    np.testing.assert_array_equal(row.q, key.benjamini_hochberg(row.p))
    np.testing.assert_allclose(row.bic, np.abs(row.g2) - np.log(15_000))
    assert (row.log_ratio_low <= row.log_ratio).all() and (
        row.log_ratio <= row.log_ratio_high
    ).all()


def test_one_term_gives_scalars() -> None:
    row = key.keyness(42, 5200, 18, 9800)
    assert all(np.ndim(value) == 0 for value in row)
    assert row.q == row.p


def test_thousands_of_terms() -> None:
    rng = np.random.default_rng(1)
    row = key.keyness(rng.integers(1, 50, 20_000), 1e6, rng.integers(0, 50, 20_000), 2e6)
    assert row.lrc.shape == (20_000,) and np.isfinite(row.lrc).all()


def test_the_family_may_be_larger_than_the_call() -> None:
    few, many = (key.keyness([42], 5200, [18], 9800, family=f).lrc[0] for f in (1, 5000))
    assert 0 < many < few


# --- weighted log-odds -------------------------------------------------------------------------


def test_log_odds_by_hand() -> None:
    # (2 + 1) : (1 + 1) against (1 + 1) : (2 + 1)
    found = key.dirichlet_log_odds([2, 1], [1, 2], 1.0)
    np.testing.assert_allclose(found.delta, [np.log(9 / 4), -np.log(9 / 4)])
    np.testing.assert_allclose(found.z, found.delta / np.sqrt(1 / 3 + 1 / 2))
    assert found.prior_total == 2


def test_four_terms_are_more_careful_than_two() -> None:
    two, four = (
        key.dirichlet_log_odds([5, 2, 9], [1, 8, 4], 0.5, variance=form).z
        for form in ("two-term", "four-term")
    )
    assert (np.abs(four) < np.abs(two)).all()


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=2, max_size=20))
def test_log_odds_turn_with_the_parts(counts: list[tuple[int, int]]) -> None:
    one, two = np.array(counts).T
    here, there = key.dirichlet_log_odds(one, two, 0.1), key.dirichlet_log_odds(two, one, 0.1)
    np.testing.assert_allclose(here.z, -there.z, atol=1e-9)
    assert np.isfinite(here.z).all()


def test_a_stronger_prior_shrinks() -> None:
    part, rest = np.array([18, 4, 22]), np.array([44, 31, 47])
    deltas = [
        np.abs(key.dirichlet_log_odds(part, rest, key.dirichlet_prior(part + rest, total=a)).delta)
        for a in (1, 100, 10_000)
    ]
    assert (deltas[0] > deltas[1]).all() and (deltas[1] > deltas[2]).all()


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (([1, 2], [1, 2], 0), {}, "prior must be finite and greater than zero"),
        (([1, 2], [1, 2, 3], 1), {}, "shapes that do not fit"),
        (([1], [2], 1), {}, "two or more terms"),
        (([1, 2], [1, 2], 1), {"variance": "exact"}, "variance must be"),
    ],
)
def test_log_odds_say_what_is_wrong(arguments: tuple, options: dict, message: str) -> None:
    with pytest.raises(MeasureError, match=message):
        key.dirichlet_log_odds(*arguments, **options)


# --- many tests at once ------------------------------------------------------------------------


def test_adjusted_by_hand() -> None:
    np.testing.assert_allclose(key.benjamini_hochberg([0.02, 0.5, 0.01]), [0.03, 0.5, 0.03])
    np.testing.assert_allclose(key.holm([0.02, 0.5, 0.01]), [0.04, 0.5, 0.03])


@given(PROBABILITIES)
def test_benjamini_hochberg_is_scipys(p: list[float]) -> None:
    np.testing.assert_allclose(key.benjamini_hochberg(p), stats.false_discovery_control(p))


@given(PROBABILITIES)
def test_holm_is_the_more_careful(p: list[float]) -> None:
    q, h = key.benjamini_hochberg(p), key.holm(p)
    assert (np.asarray(p) <= q + 1e-12).all() and (q <= h + 1e-12).all() and (h <= 1).all()


@given(PROBABILITIES, st.randoms())
def test_order_does_not_matter(p: list[float], random) -> None:  # type: ignore[no-untyped-def]
    order = list(range(len(p)))
    random.shuffle(order)
    for adjust in (key.benjamini_hochberg, key.holm):
        np.testing.assert_allclose(adjust(np.array(p)[order]), adjust(p)[order])


def test_no_test_at_all() -> None:
    assert key.benjamini_hochberg([]).size == key.holm([]).size == 0


@pytest.mark.parametrize("p", [[1.2], [-0.1], [np.nan], [[0.1]]])
def test_what_is_no_list_of_probabilities(p: list) -> None:
    for adjust in (key.benjamini_hochberg, key.holm):
        with pytest.raises(MeasureError, match="p must"):
            adjust(p)
