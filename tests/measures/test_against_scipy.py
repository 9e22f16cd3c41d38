"""The measures beside scipy and beside the formula written out, on values that no file holds."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from liangwen.measures import association, contingency, dispersion, intervals, keyness, rates
from liangwen.measures.multiplicity import benjamini_hochberg, holm

RNG = np.random.default_rng(7)
CELLS = [
    (int(a), int(n), int(b), int(m))
    for a, n, b, m in zip(
        RNG.integers(0, 60, 20), RNG.integers(400, 90_000, 20), RNG.integers(1, 90, 20),
        RNG.integers(400, 3_000_000, 20), strict=True,
    )
] + [(0, 900, 3, 1200), (3, 900, 0, 1200), (250_000, 9_000_000, 180_000, 80_000_000)]  # fmt: skip


def four(a, n, b, m):
    return np.array([[a, n - a], [b, m - b]])


@pytest.mark.parametrize("cell", CELLS)
def test_g2_is_scipys_likelihood_ratio(cell):
    a, n, b, m = cell
    found = stats.chi2_contingency(four(*cell), correction=False, lambda_="log-likelihood")
    sign = 1 if a / n > b / m else -1
    assert float(keyness.signed_g2(*cell)) == pytest.approx(sign * found.statistic, rel=1e-8)
    assert abs(float(keyness.g2(*cell))) == pytest.approx(found.statistic, rel=1e-8)


@pytest.mark.parametrize("cell", CELLS)
def test_intervals_of_rates_and_shares(cell):
    a, n, b, m = cell
    found = rates.garwood(a, n)
    low = stats.chi2.ppf(0.025, 2 * a) / 2 if a else 0
    assert float(found.low) == pytest.approx(1e4 * low / n, rel=1e-9)
    assert float(found.high) == pytest.approx(1e4 * stats.chi2.ppf(0.975, 2 * a + 2) / 2 / n)
    share = stats.binomtest(a, n).proportion_ci(method="exact")
    mine = intervals.clopper_pearson(a, n)
    assert (float(mine.low), float(mine.high)) == pytest.approx((share.low, share.high), rel=1e-7)
    score = stats.binomtest(a, n).proportion_ci(method="wilson")
    mine = intervals.wilson(a, n)
    assert (float(mine.low), float(mine.high)) == pytest.approx(
        (score.low, score.high), rel=1e-7, abs=1e-12
    )
    ratio = rates.rate_ratio_interval(a, n, b, m)
    part = stats.binomtest(a, a + b).proportion_ci(method="exact")
    ends = [p / (1 - p) * m / n if p < 1 else math.inf for p in (part.low, part.high)]
    assert (float(ratio.low), float(ratio.high)) == pytest.approx(ends, rel=1e-6)


def test_whole_arrays_are_the_scalars_side_by_side():
    columns = [np.array(column) for column in zip(*CELLS, strict=True)]
    for measure in (keyness.log_ratio, keyness.signed_g2, keyness.simple_maths):
        single = [float(measure(*cell)) for cell in CELLS]
        assert measure(*columns) == pytest.approx(single, rel=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_tables_beside_scipy(seed):
    rng = np.random.default_rng(seed)
    table = rng.poisson(rng.uniform(0.5, 40), (rng.integers(2, 8), rng.integers(2, 9)))
    table[0, 0] += 3
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0] + (seed == 5) * 1_000_000
    found, wanted = contingency.table_test(table), stats.chi2_contingency(table, correction=False)
    assert (found.chi2, found.p, found.df) == pytest.approx(
        (wanted.statistic, wanted.pvalue, wanted.dof), rel=1e-7, abs=1e-300
    )
    assert found.expected == pytest.approx(wanted.expected_freq)
    assert found.cramers_v == pytest.approx(
        stats.contingency.association(table, method="cramer"), rel=1e-8
    )


@pytest.mark.parametrize("seed", range(4))
def test_many_tests_at_once(seed):
    p = np.random.default_rng(seed).random(40) ** 3
    assert benjamini_hochberg(p) == pytest.approx(stats.false_discovery_control(p))
    order, adjusted, so_far = np.argsort(p), np.empty(40), 0.0
    for rank, place in enumerate(order):
        so_far = max(so_far, min(1.0, (40 - rank) * p[place]))
        adjusted[place] = so_far
    assert holm(p) == pytest.approx(adjusted)


@pytest.mark.parametrize("pair", [(12, 40, 90, 10_000), (1, 1, 5, 300), (300, 5000, 900, 2_000_000)])
def test_association_from_its_formulas(pair):
    o, f1, f2, n = pair
    e = f1 * f2 / n
    assert float(association.pmi(*pair)) == pytest.approx(math.log2(o / e))
    assert float(association.pmi(*pair, power=3)) == pytest.approx(math.log2(o**3 / e))
    assert float(association.t_score(*pair)) == pytest.approx((o - e) / math.sqrt(o))
    assert float(association.z_score(*pair)) == pytest.approx((o - e) / math.sqrt(e))
    assert float(association.log_dice(o, f1, f2)) == pytest.approx(14 + math.log2(2 * o / (f1 + f2)))
    delta = association.delta_p(*pair)
    assert float(delta.second_given_first) == pytest.approx(o / f1 - (f2 - o) / (n - f1))


@pytest.mark.parametrize("seed", range(5))
def test_dispersion_from_its_formulas(seed):
    rng = np.random.default_rng(seed)
    size = rng.integers(200, 9000, 7)
    count = rng.integers(0, 20, 7)
    count[0] += 1
    share, expected = count / count.sum(), size / size.sum()
    dp = np.abs(share - expected).sum() / 2
    assert float(dispersion.dp(count, size)) == pytest.approx(dp)
    assert float(dispersion.dp_norm(count, size)) == pytest.approx(dp / (1 - expected.min()))
    assert float(dispersion.kld(count, size)) == pytest.approx(stats.entropy(share, expected, base=2))
    ratio = count / size
    juilland = 1 - ratio.std() / ratio.mean() / math.sqrt(6)
    assert float(dispersion.juilland_d(count, size)) == pytest.approx(juilland)


def test_location_quotient_and_log_odds_written_out():
    table = np.array([[12, 5, 0], [3, 9, 30], [8, 1, 4]])
    quotient = contingency.location_quotient(table).estimate
    odds = contingency.log_odds_rest(table).estimate
    whole = table.sum()
    for i in range(3):
        for j in range(3):
            a, row, column = table[i, j], table[i].sum(), table[:, j].sum()
            assert quotient[i, j] == pytest.approx((a / row) / (column / whole))
            b, c, d = row - a, column - a, whole - row - column + a
            wanted = math.log((a + 0.5) * (d + 0.5) / ((b + 0.5) * (c + 0.5)))
            assert odds[i, j] == pytest.approx(wanted)
