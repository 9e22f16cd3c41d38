"""Words that stand together, and strings that are words."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.spatial import distance

from liangwen.errors import MeasureError
from liangwen.measures import association as asc
from liangwen.measures import new_words

WITH_TOTAL = [
    asc.pmi,
    asc.npmi,
    asc.t_score,
    asc.z_score,
    asc.association_g2,
    asc.pair_odds_ratio,
]
WITHOUT_TOTAL = [asc.dice, asc.log_dice, asc.jaccard, asc.minimum_sensitivity]


@st.composite
def pairs(draw: st.DrawFn) -> tuple[int, int, int, int]:
    f1, f2 = draw(st.integers(1, 300)), draw(st.integers(1, 300))
    o = draw(st.integers(0, min(f1, f2)))
    return o, f1, f2, f1 + f2 - o + draw(st.integers(0, 5000))


def test_by_hand() -> None:
    # 4 together, 8 and 16 alone, 64 places: expected 2.
    four = 4, 8, 16, 64
    assert asc.pmi(*four) == pytest.approx(1)
    assert asc.pmi(*four, power=2) == pytest.approx(3)
    assert asc.pmi(*four, power=3) == pytest.approx(5)
    assert asc.npmi(*four) == pytest.approx(1 / 4)
    assert asc.t_score(*four) == pytest.approx(1)
    assert asc.z_score(*four) == pytest.approx(math.sqrt(2))
    assert asc.dice(*four[:3]) == pytest.approx(1 / 3)
    assert asc.jaccard(*four[:3]) == pytest.approx(1 / 5)
    assert asc.log_dice(*four[:3]) == pytest.approx(14 + math.log2(1 / 3))
    assert asc.minimum_sensitivity(*four[:3]) == pytest.approx(1 / 4)
    assert asc.pair_odds_ratio(*four) == pytest.approx(4.5 * 44.5 / (4.5 * 12.5))
    both = asc.delta_p(*four)
    assert both.second_given_first == pytest.approx(4 / 8 - 12 / 56)
    assert both.first_given_second == pytest.approx(4 / 16 - 4 / 48)


@given(pairs())
def test_both_words_are_treated_alike(four: tuple[int, int, int, int]) -> None:
    o, f1, f2, n = four
    for measure in WITH_TOTAL:
        assert measure(o, f1, f2, n) == pytest.approx(measure(o, f2, f1, n), abs=1e-9)
    for measure in WITHOUT_TOTAL:
        assert measure(o, f1, f2) == pytest.approx(measure(o, f2, f1), abs=1e-9)
    here, there = asc.delta_p(o, f1, f2, n), asc.delta_p(o, f2, f1, n)
    assert here.second_given_first == pytest.approx(there.first_given_second, nan_ok=True)


@given(pairs())
def test_bounds(four: tuple[int, int, int, int]) -> None:
    o, f1, f2, _ = four
    assert -1 - 1e-9 <= asc.npmi(*four) <= 1 + 1e-9
    assert asc.log_dice(o, f1, f2) <= 14
    assert 0 <= asc.jaccard(o, f1, f2) <= asc.dice(o, f1, f2) <= 1
    assert asc.association_g2(*four) >= 0
    for delta in asc.delta_p(*four):
        assert math.isnan(delta) or -1 <= delta <= 1


@given(pairs())
def test_g2_is_scipys(four: tuple[int, int, int, int]) -> None:
    o, f1, f2, n = four
    table = [[o, f1 - o], [f2 - o, n - f1 - f2 + o]]
    if n in (f1, f2):
        assert asc.association_g2(*four) == 0
        return
    wanted = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert asc.association_g2(*four) == pytest.approx(wanted, rel=1e-9, abs=1e-9)


@given(st.integers(0, 20))
def test_more_together_is_more(o: int) -> None:
    for measure in WITH_TOTAL[:4]:
        assert measure(o + 1, 40, 50, 9000) > measure(o, 40, 50, 9000)
    for measure in WITHOUT_TOTAL:
        assert measure(o + 1, 40, 50) > measure(o, 40, 50)


def test_a_pair_that_never_occurs_is_defined() -> None:
    never = 0, 10, 20, 1000
    assert asc.pmi(*never) == asc.t_score(*never) == asc.log_dice(*never[:3]) == -math.inf
    assert asc.npmi(*never) == -1
    assert asc.dice(*never[:3]) == asc.jaccard(*never[:3]) == 0
    assert asc.z_score(*never) == pytest.approx(-math.sqrt(0.2))


def test_words_at_every_place() -> None:
    always = 10, 10, 10, 10
    assert asc.npmi(*always) == 1 and asc.pmi(*always) == 0
    assert asc.association_g2(*always) == 0
    assert asc.t_score(*always, variance="binomial") == 0
    assert all(map(math.isnan, asc.delta_p(*always)))


def test_many_pairs_are_as_one_by_one() -> None:
    o, f1, f2 = np.array([0, 4, 10]), np.array([9, 8, 10]), np.array([5, 16, 10])
    for measure in WITH_TOTAL:
        single = [measure(*row, 64) for row in zip(o, f1, f2, strict=True)]
        np.testing.assert_allclose(measure(o, f1, f2, 64), single)


@pytest.mark.parametrize(
    ("four", "message"),
    [
        ((3, 2, 9, 100), "together cannot exceed"),
        ((0, 0, 9, 100), "first must be finite and greater than zero"),
        ((1, 60, 60, 100), "total is smaller than the places"),
    ],
)
def test_contradictions_are_named(four: tuple, message: str) -> None:
    with pytest.raises(MeasureError, match=message):
        asc.pmi(*four)


def test_unknown_variance() -> None:
    with pytest.raises(MeasureError, match="variance must be"):
        asc.t_score(1, 2, 3, 10, variance="normal")


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=1, max_size=15))
def test_the_matrix_is_scipys(presence: list[list[bool]]) -> None:
    table = np.array(presence)
    found = asc.jaccard_matrix(table)
    held = table.any(axis=0)
    wanted = np.ones((held.sum(), held.sum()))
    if held.sum() > 1:
        wanted = 1 - distance.squareform(distance.pdist(table[:, held].T, "jaccard"))
    np.testing.assert_allclose(found[np.ix_(held, held)], wanted)
    assert not found[~held].any() and not found[:, ~held].any()


def test_counts_in_a_unit_are_presence() -> None:
    np.testing.assert_array_equal(
        asc.jaccard_matrix([[3, 1], [0, 2]]), asc.jaccard_matrix([[1, 1], [0, 1]])
    )
    with pytest.raises(MeasureError, match="units down and terms across"):
        asc.jaccard_matrix([1, 0])


@given(st.text("计量发展", max_size=8), st.text("计量发展", min_size=1, max_size=8))
def test_jaccard_of_sets(one: str, two: str) -> None:
    assert asc.set_jaccard(one, two) == asc.set_jaccard(two, one)
    assert asc.set_jaccard(two, two) == 1
    assert 0 <= asc.set_jaccard(one, two) <= 1


def test_two_empty_sets() -> None:
    with pytest.raises(MeasureError, match="Both sets are empty"):
        asc.set_jaccard([], [])


# --- new words -----------------------------------------------------------------------------------


def test_evidence_by_hand() -> None:
    # 碳达峰 twice, always after 早; before 吗 and at the end, where nobody stands.
    found = new_words.word_evidence("早碳达峰吗早碳达峰", "碳达峰")
    assert found.frequency == 2
    assert found.left_entropy == found.right_entropy == found.freedom == 0
    # 9 characters; 碳|达峰 and 碳达|峰 each 2 × 2.
    assert found.aggregation == pytest.approx(2 * 9 / 4)


def test_overlapping_occurrences_count() -> None:
    assert new_words.word_evidence("哈哈哈", "哈哈").frequency == 2


@given(st.lists(st.integers(0, 20), max_size=10))
def test_entropy_is_scipys(counts: list[int]) -> None:
    wanted = stats.entropy(counts) if any(counts) else 0
    assert new_words.branching_entropy(counts) == pytest.approx(wanted, abs=1e-12)
    assert new_words.branching_entropy(counts) <= math.log(max(len(counts), 1)) + 1e-12


@pytest.mark.parametrize(
    ("word", "message"), [("计", "two or more characters"), ("量子", "does not hold")]
)
def test_no_evidence(word: str, message: str) -> None:
    with pytest.raises(MeasureError, match=message):
        new_words.word_evidence("计量发展", word)
