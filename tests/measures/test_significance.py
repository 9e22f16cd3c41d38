"""G2, chi², Fisher and what is made of them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from liangwen.errors import LiangwenError, MeasureError
from liangwen.measures import significance as sig

MEASURES = [sig.g2, sig.signed_g2, sig.williams_g2, sig.chi2, sig.fisher_exact]


@st.composite
def comparisons(draw: st.DrawFn) -> tuple[int, int, int, int]:
    """Two parts with at least one hit between them."""
    n, m = draw(st.integers(1, 5000)), draw(st.integers(1, 5000))
    a = draw(st.integers(0, n))
    b = draw(st.integers(0 if a else 1, m))
    return a, n, b, m


def test_two_cells_by_hand() -> None:
    # 3 of 10 and 1 of 10: expected 2 and 2.
    wanted = 2 * (3 * math.log(3 / 2) + 1 * math.log(1 / 2))
    assert sig.g2(3, 10, 1, 10, form=2) == pytest.approx(wanted)


def test_four_cells_by_hand() -> None:
    wanted = 2 * sum(o * math.log(o / e) for o, e in [(3, 2), (1, 2), (7, 8), (9, 8)])
    assert sig.g2(3, 10, 1, 10) == pytest.approx(wanted)


@given(comparisons())
def test_four_cells_and_chi2_are_scipys(parts: tuple[int, int, int, int]) -> None:
    a, n, b, m = parts
    if a + b == n + m:  # scipy refuses a row of zeros
        assert sig.g2(*parts) == 0 == sig.chi2(*parts)
        return
    table = [[a, b], [n - a, m - b]]
    likelihood = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
    assert sig.g2(*parts) == pytest.approx(likelihood.statistic, rel=1e-9, abs=1e-9)
    assert sig.p_value(sig.g2(*parts)) == pytest.approx(likelihood.pvalue, rel=1e-6, abs=1e-9)
    for yates in (False, True):
        pearson = stats.chi2_contingency(table, correction=yates).statistic
        assert sig.chi2(*parts, yates=yates) == pytest.approx(pearson, rel=1e-9, abs=1e-9)


@given(comparisons())
def test_swapping_the_parts_turns_the_sign_only(parts: tuple[int, int, int, int]) -> None:
    a, n, b, m = parts
    assert sig.signed_g2(a, n, b, m) == pytest.approx(-sig.signed_g2(b, m, a, n), abs=1e-9)
    assert sig.g2(*parts) == pytest.approx(abs(sig.signed_g2(*parts)), abs=1e-9)


@given(comparisons())
def test_corrections_only_make_smaller(parts: tuple[int, int, int, int]) -> None:
    assert 0 <= sig.williams_g2(*parts) <= sig.g2(*parts) + 1e-9
    assert 0 <= sig.chi2(*parts, yates=True) <= sig.chi2(*parts) + 1e-9


@given(st.integers(2, 60), st.integers(100, 5000), st.integers(100, 5000))
def test_more_hits_of_an_overused_word_say_more(a: int, n: int, m: int) -> None:
    assert sig.signed_g2(a + 1, n, 1, m) > sig.signed_g2(a, n, 1, m)


@pytest.mark.parametrize("form", [2, 4])
def test_a_cell_without_a_hit_is_defined(form: int) -> None:
    assert sig.g2(0, 100, 5, 100, form=form) > 0
    assert sig.g2(5, 100, 0, 100, form=form) > 0


def test_a_part_of_nothing_but_the_word() -> None:
    assert [float(measure(7, 7, 9, 9)) for measure in MEASURES] == [0, 0, 0, 0, 1]


@pytest.mark.parametrize("measure", MEASURES)
def test_both_zero_is_an_error_with_a_sentence(measure) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(MeasureError, match=r"Both counts are zero.*leave it out"):
        measure(0, 10, 0, 10)
    with pytest.raises(MeasureError, match="position 1"):
        measure([1, 0], 10, [0, 0], 10)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((11, 10, 1, 10), "count 11 is greater than its total 10"),
        ((1, 10, 11, 10), "reference_count 11 is greater"),
        ((-1, 10, 1, 10), "count must be finite and zero or more, but -1"),
        ((1, 0, 1, 10), "total must be finite and greater than zero, but 0"),
        ((np.nan, 10, 1, 10), "count must be finite"),
        (("many", 10, 1, 10), "count must be numbers"),
        (([1, 2], [10, 10, 10], 1, 10), "shapes that do not fit"),
    ],
)
def test_wrong_numbers_are_named(arguments: tuple, message: str) -> None:
    with pytest.raises(MeasureError, match=message):
        sig.g2(*arguments)
    assert issubclass(MeasureError, (LiangwenError, ValueError))


def test_unknown_form() -> None:
    with pytest.raises(MeasureError, match="form must be 2 or 4"):
        sig.g2(1, 10, 1, 10, form=3)


def test_many_terms_are_as_one_by_one() -> None:
    counts, reference = np.array([42, 9, 0, 5]), np.array([18, 0, 12, 9])
    for measure in MEASURES:
        together = measure(counts, 5200, reference, 9800)
        single = [measure(a, 5200, b, 9800) for a, b in zip(counts, reference, strict=True)]
        assert together.shape == (4,)
        np.testing.assert_allclose(together, single)


def test_fisher_has_sides_and_takes_counts_only() -> None:
    less, greater = (
        float(sig.fisher_exact(3, 850, 1, 4100, alternative=side)) for side in ("less", "greater")
    )
    assert less > 0.99 and greater < 0.05
    with pytest.raises(MeasureError, match="whole numbers"):
        sig.fisher_exact(1.5, 10, 1, 10)


def test_bic_and_p_do_not_mind_the_sign() -> None:
    assert sig.bic(-12.0, 1000) == sig.bic(12.0, 1000) == pytest.approx(12 - math.log(1000))
    assert sig.p_value(-12.0) == sig.p_value(12.0)
