"""Tables of regions by themes, their map, and agreement."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from liangwen.errors import MeasureError
from liangwen.measures import agreement, contingency, correspondence

TABLE = np.array([[18, 4, 22, 9], [6, 15, 10, 12], [25, 2, 12, 6]])
WITH_EMPTY = np.array([[18, 0, 4, 22], [0, 0, 0, 0], [6, 0, 15, 10], [25, 0, 2, 12]])

tables = arrays(int, st.tuples(st.integers(2, 6), st.integers(2, 6)), elements=st.integers(0, 40))
full_tables = tables.filter(lambda t: t.any(axis=0).all() and t.any(axis=1).all())


# --- chi² --------------------------------------------------------------------------------------


@given(full_tables)
def test_the_test_is_scipys(table: np.ndarray) -> None:
    found = contingency.table_test(table)
    wanted = stats.chi2_contingency(table, correction=False)
    assert [found.chi2, found.df] == pytest.approx([wanted.statistic, wanted.dof], abs=1e-9)
    assert found.p == pytest.approx(wanted.pvalue, rel=1e-6, abs=1e-12)
    np.testing.assert_allclose(found.expected, wanted.expected_freq)
    assert found.cramers_v == pytest.approx(
        stats.contingency.association(table, method="cramer"), abs=1e-7
    )
    assert -1e-9 <= found.cramers_v <= 1 + 1e-9


@given(full_tables)
def test_transposed_table_says_the_same(table: np.ndarray) -> None:
    here, there = contingency.table_test(table), contingency.table_test(table.T)
    assert here.chi2 == pytest.approx(there.chi2)
    np.testing.assert_allclose(here.adjusted, there.adjusted.T)


def test_adjusted_residual_of_two_by_two_is_the_root_of_chi2() -> None:
    found = contingency.table_test([[30, 10], [10, 30]])
    np.testing.assert_allclose(np.abs(found.adjusted), math.sqrt(found.chi2))


def test_empty_rows_and_columns_change_nothing_and_are_nan() -> None:
    found = contingency.table_test(WITH_EMPTY)
    without = contingency.table_test(WITH_EMPTY[[0, 2, 3]][:, [0, 2, 3]])
    assert found[:4] == pytest.approx(without[:4])
    assert np.isnan(found.adjusted[1]).all() and np.isnan(found.adjusted[:, 1]).all()
    np.testing.assert_allclose(found.adjusted[0, [0, 2, 3]], without.adjusted[0])


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ([[1, 2]], "two rows and two columns with counts, but has 1 and 2"),
        ([[1, 0], [2, 0]], "has 2 and 1"),
        ([[0, 0], [0, 0]], "no count at all"),
        ([1, 2], "rows and columns, but has 1 dimensions"),
        ([[1, -1], [2, 3]], "table must be finite and zero or more"),
    ],
)
def test_no_table(table: list, message: str) -> None:
    with pytest.raises(MeasureError, match=message):
        contingency.table_test(table)


# --- location quotients and log odds -------------------------------------------------------------


@given(full_tables)
def test_quotients_agree_with_each_other(table: np.ndarray) -> None:
    whole, rest = contingency.location_quotient(table), contingency.location_quotient_rest(table)
    for quotient in (whole, rest):
        with np.errstate(invalid="ignore"):
            assert (quotient.low <= quotient.estimate * (1 + 1e-9)).all()
            assert (quotient.estimate <= quotient.high * (1 + 1e-9)).all()
    np.testing.assert_array_equal(whole.low > 1 + 1e-9, rest.low > 1 + 1e-9)


def test_quotient_rest_is_scipys_relative_risk() -> None:
    found = contingency.location_quotient_rest(TABLE)
    rows, columns = TABLE.sum(axis=1), TABLE.sum(axis=0)
    for i, j in np.ndindex(TABLE.shape):
        risk = stats.contingency.relative_risk(
            int(TABLE[i, j]),
            int(rows[i]),
            int(columns[j] - TABLE[i, j]),
            int(TABLE.sum() - rows[i]),
        )
        interval = risk.confidence_interval(0.95)
        got = [found.estimate[i, j], found.low[i, j], found.high[i, j]]
        assert got == pytest.approx([risk.relative_risk, interval.low, interval.high])


def test_quotients_with_zeros() -> None:
    table = [[5, 0, 7], [0, 9, 6]]
    rest = contingency.location_quotient_rest(table)
    assert rest.estimate[0].tolist() == [math.inf, 0, pytest.approx(7 / 12 / (6 / 15))]
    assert rest.high[0, 0] == math.inf and 0 < rest.low[0, 0] < math.inf
    assert rest.low[0, 1] == 0 and 0 < rest.high[0, 1] < math.inf
    whole = contingency.location_quotient(table)
    # Infinite against the rest is 1 over the region's own share of all hits.
    assert whole.estimate[0, 0] == whole.high[0, 0] == pytest.approx(27 / 12)


def test_quotients_of_what_is_empty_are_nan() -> None:
    for measure in (contingency.location_quotient, contingency.location_quotient_rest):
        for part in measure(WITH_EMPTY):
            assert np.isnan(part[1]).all() and np.isnan(part[:, 1]).all()
            assert np.isfinite(part[0, [0, 2, 3]]).all()


@given(tables.filter(np.any))
def test_log_odds_are_finite_and_turn_in_a_table_of_two_rows(table: np.ndarray) -> None:
    found = contingency.log_odds_rest(table)
    assert np.isfinite(found.estimate).all() and (found.se > 0).all()
    two = contingency.log_odds_rest(table[:2] if table[:2].any() else table[:2] + 1)
    np.testing.assert_allclose(two.estimate[0], -two.estimate[1], atol=1e-9)


def test_log_odds_by_hand() -> None:
    found = contingency.log_odds_rest([[3, 1], [1, 3]])
    assert found.estimate[0, 0] == pytest.approx(math.log(3.5 * 3.5 / (1.5 * 1.5)))
    assert found.se[0, 0] == pytest.approx(math.sqrt(2 / 3.5 + 2 / 1.5))


# --- correspondence analysis ---------------------------------------------------------------------


@given(full_tables)
def test_inertia_is_chi2_over_n(table: np.ndarray) -> None:
    found = correspondence.correspondence(table)
    assert found.inertia.sum() == pytest.approx(
        contingency.table_test(table).chi2 / table.sum(), abs=1e-9
    )
    assert len(found.inertia) <= min(table.shape) - 1
    np.testing.assert_allclose(found.row_contributions.sum(axis=0), 1)
    np.testing.assert_allclose(found.column_contributions.sum(axis=0), 1)
    # Each axis has its origin at the mean profile, and its inertia as variance.
    np.testing.assert_allclose(found.row_masses @ found.row_coordinates, 0, atol=1e-9)
    np.testing.assert_allclose(
        found.column_masses @ found.column_coordinates**2, found.inertia, atol=1e-12
    )


def test_distances_among_rows_are_chi2_distances() -> None:
    found = correspondence.correspondence(TABLE)
    profiles = TABLE / TABLE.sum(axis=1, keepdims=True)
    masses = TABLE.sum(axis=0) / TABLE.sum()
    wanted = ((profiles[0] - profiles[1]) ** 2 / masses).sum()
    got = ((found.row_coordinates[0] - found.row_coordinates[1]) ** 2).sum()
    assert got == pytest.approx(wanted)


@given(full_tables)
def test_the_farthest_column_is_positive_on_each_axis(table: np.ndarray) -> None:
    found = correspondence.correspondence(table)
    far = np.abs(found.column_coordinates).argmax(axis=0) if found.inertia.size else []
    for axis, column in enumerate(far):
        value = found.column_coordinates[:, axis]
        assert value[column] > 0 or np.isclose(value.max(), -value[column], rtol=1e-6)


def test_signs_do_not_depend_on_the_order_of_the_rows() -> None:
    here = correspondence.correspondence(TABLE)
    there = correspondence.correspondence(TABLE[::-1])
    np.testing.assert_allclose(here.row_coordinates, there.row_coordinates[::-1])


def test_what_is_empty_is_left_out_by_name() -> None:
    found = correspondence.correspondence(WITH_EMPTY, rows=list("甲乙丙丁"), columns=list("abcd"))
    assert (found.empty_rows, found.empty_columns) == (["乙"], ["b"])
    assert (found.rows, found.columns) == (["甲", "丙", "丁"], ["a", "c", "d"])
    without = correspondence.correspondence(WITH_EMPTY[[0, 2, 3]][:, [0, 2, 3]])
    np.testing.assert_allclose(found.row_coordinates, without.row_coordinates)


def test_equal_profiles_have_no_axis() -> None:
    found = correspondence.correspondence([[1, 2, 3], [2, 4, 6]])
    assert found.inertia.size == found.share.size == 0
    assert found.row_coordinates.shape == (2, 0) and found.column_coordinates.shape == (3, 0)


@pytest.mark.parametrize(
    ("table", "names", "message"),
    [
        ([[1, 2], [0, 0]], None, "has 1 and 2: leave the map out"),
        ([[0, 0], [0, 0]], None, "has 0 and 0"),
        ([[1, 2], [3, 4]], ["甲"], "rows has 1 names for 2 rows"),
        ([1, 2], None, "rows and columns"),
    ],
)
def test_no_map(table: list, names: list[str] | None, message: str) -> None:
    with pytest.raises(MeasureError, match=message):
        correspondence.correspondence(table, rows=names)


# --- agreement -----------------------------------------------------------------------------------


def test_kappa_by_hand() -> None:
    # 70 % equal, 50 % by chance.
    assert agreement.kappa([[35, 15], [15, 35]]) == pytest.approx(0.4)
    assert agreement.kappa([[5, 0], [0, 5]]) == 1
    assert agreement.kappa([[0, 5], [5, 0]]) == -1


@given(arrays(int, (3, 3), elements=st.integers(0, 20)).filter(lambda t: np.trace(t) < t.sum()))
def test_kappa_does_not_mind_who_is_first(table: np.ndarray) -> None:
    found = agreement.kappa(table)
    assert found == pytest.approx(agreement.kappa(table.T)) and -1 - 1e-9 <= found < 1


@pytest.mark.parametrize(
    ("table", "message"),
    [([[1, 2]], "square"), ([[0, 0], [0, 0]], "square"), ([[9, 0], [0, 0]], "single category")],
)
def test_no_kappa(table: list, message: str) -> None:
    with pytest.raises(MeasureError, match=message):
        agreement.kappa(table)


TEXT = st.text("计量发展", min_size=1, max_size=12)


@given(TEXT, st.data())
def test_a_segmentation_agrees_with_itself(text: str, data: st.DataObject) -> None:
    def cut() -> list[str]:
        ends = sorted(data.draw(st.sets(st.integers(1, len(text) - 1)))) if len(text) > 1 else []
        return [text[a:b] for a, b in zip([0, *ends], [*ends, len(text)], strict=True)]

    gold, system = cut(), cut()
    assert agreement.span_scores(gold, gold) == (1, 1, 1)
    here, there = agreement.span_scores(gold, system), agreement.span_scores(system, gold)
    assert (here.precision, here.recall) == (there.recall, there.precision)
    assert here.f1 == pytest.approx(there.f1)


def test_different_texts_cannot_be_compared() -> None:
    for gold, system in ((["计量"], ["计", "算"]), ([], [])):
        with pytest.raises(MeasureError, match="segmentations of one text"):
            agreement.span_scores(gold, system)


def test_precision_without_finds_is_zero() -> None:
    assert agreement.precision_recall(0, 0, 5) == (0, 0, 0)
    for right, found, wanted in ((2, 1, 5), (0, 3, 0), (-1, 2, 2)):
        with pytest.raises(MeasureError, match="contradict"):
            agreement.precision_recall(right, found, wanted)
