"""Which interval is printed, and what may be said: on sums by hand, and on articles drawn."""

from __future__ import annotations

import importlib.util
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from liangwen import emphasis, tables
from liangwen.errors import MeasureError
from liangwen.measures.apart import stands_apart
from liangwen.measures.clustered import jackknife_log_rate, rate_across, ratio_across
from liangwen.uncertainty import SPOKEN, compare_groups, pooled_rate, verdicts

_path = Path(__file__).parents[1] / "benchmarks" / "covering.py"
_spec = importlib.util.spec_from_file_location("coverage_benchmark", _path)
coverage = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(coverage)

COUNT, SIZE = [14, 3, 9, 0, 22], [5200, 3100, 4800, 2600, 6100]


def test_the_jackknife_by_hand():
    """Three articles of 1,000 characters with 2, 4 and 6 hits: R = 12/3000.

    Without the first R is 10/2000, then 8/2000, then 6/2000; against 4/1000 that is 5/4, 1 and
    3/4. So se² = 2/3 · (ln² 1.25 + 0 + ln² 0.75) = 2/3 · (0.04979 + 0.08276) = 0.08837.
    """
    found = jackknife_log_rate([2, 4, 6], [1000] * 3)
    assert float(found.log_rate) == pytest.approx(math.log(0.004))
    assert float(found.se) ** 2 == pytest.approx(0.08837, abs=1e-5)
    assert float(found.df) == 2


def test_the_interval_of_a_rate_from_its_parts():
    found, parts = rate_across(COUNT, SIZE), jackknife_log_rate(COUNT, SIZE)
    reach = stats.t.ppf(0.975, parts.df) * parts.se
    assert float(found.estimate) == pytest.approx(1e4 * 48 / 21800)
    assert float(found.low) == pytest.approx(1e4 * 48 / 21800 / math.exp(reach))
    assert float(found.high) == pytest.approx(
        1e4 * 48 / 21800 * math.exp(reach + float(parts.se) ** 2 / 2)
    )


def test_many_rows_at_once_and_one_article():
    rows = rate_across([COUNT, [1, 1, 1, 1, 1], [7, 0, 0, 0, 0]], SIZE)
    assert rows.low[0] == pytest.approx(float(rate_across(COUNT, SIZE).low))
    assert np.isnan(rows.low[2]) and not np.isnan(rows.low[1])
    with pytest.raises(MeasureError, match="two or more"):
        rate_across([3], [1000])


def test_welch_and_the_p_of_a_ratio():
    a, b = ([14, 3, 9], [5200, 3100, 4800]), ([4, 2, 1, 3], [4000] * 4)
    found = ratio_across(*a, *b)
    own, other = jackknife_log_rate(*a), jackknife_log_rate(*b)
    v, w = float(own.se) ** 2, float(other.se) ** 2
    df = (v + w) ** 2 / (v**2 / own.df + w**2 / other.df)
    assert float(found.df) == pytest.approx(df)
    t = (math.log(float(found.estimate)) - w / 2) / math.sqrt(v + w)
    assert float(found.p) == pytest.approx(2 * stats.t.sf(t, df))
    level = 1 - float(found.p)
    assert float(ratio_across(*a, *b, level=level).low) == pytest.approx(1)


counts = st.lists(st.tuples(st.integers(0, 40), st.integers(300, 20_000)), min_size=10, max_size=31)


@given(counts)
def test_apart_agrees_with_its_interval_and_knows_no_order(texts):
    y, n = (np.array(part) for part in zip(*texts, strict=True))
    found = stands_apart(y, n)
    if not y.any():
        assert np.isnan(found.p).all()
        return
    assert ((found.p >= 0) & (found.p <= 1)).all()
    outside = (found.low > 1) | (found.high < 1)
    assert (outside == (found.p < 0.05))[np.abs(found.p - 0.05) > 1e-9].all()
    turned = stands_apart(y[::-1], n[::-1])
    assert turned.p[::-1] == pytest.approx(found.p, rel=1e-6, abs=1e-12)


def test_apart_is_never_firmer_than_chance_alone():
    """One text of ten with 12 of 30 hits, all equally long: the binomial's tail, twice."""
    y = np.array([12, 2, 2, 2, 2, 2, 2, 2, 2, 2])
    found = stands_apart(y, np.full(10, 5000))
    exact = 2 * stats.binom.sf(11, 30, 0.1)
    assert found.p[0] >= exact * (1 - 1e-9)
    assert found.p[0] == pytest.approx(exact, rel=1e-6)
    with pytest.raises(MeasureError, match="nine others"):
        stands_apart(y[:9], np.full(9, 5000))


@pytest.mark.parametrize(
    ("count", "kind"),
    [([5], "garwood"), ([0, 0, 0], "garwood"), ([9, 1], "none"), ([12, 0, 0, 0], "none"),
     ([3, 3, 3], "none"), ([4, 3, 3], "log-t"), ([8, 1, 1, 0, 0], "log-t")],
)  # fmt: skip
def test_which_interval_is_printed(count, kind):
    found = pooled_rate(np.array(count), np.full(len(count), 2000))
    assert found.interval == kind and np.isnan(found.low) == (kind == "none")
    assert found.estimate == pytest.approx(1e4 * sum(count) / 2000 / len(count))


def test_which_comparison_is_made():
    size = np.full(20, 3000.0)
    hits = np.array([9, 7, 8, 5, 4, 6, 3, 5, 4, 6, 3, 5, 4, 6, 3, 5, 4, 6, 3, 5])
    groups = np.array(["a"] * 3 + ["b"] * 2 + ["c"] + ["d"] * 14)
    found = compare_groups(hits, size, groups)
    assert found["interval"].tolist() == ["log-t", "none", "prediction", "log-t"]
    assert found.loc["a", "rate_ratio"] == pytest.approx((24 / 3) / (77 / 17))
    assert found.loc["c", "texts"] == 20 and found.loc["c", "others_low"] > 0
    five = compare_groups(hits[:5], size[:5], np.array(list("abcde")))
    assert (five["interval"] == "exact").all() and five["power"].isna().all()
    none = compare_groups(np.zeros(12), size[:12], np.array(list("abcdefghijkl")))
    assert (none["interval"] == "none").all() and none["rate_ratio"].isna().all()
    rare = compare_groups(np.eye(1, 12)[0] * 12, size[:12], np.array(list("abcdefghijkl")))
    assert (rare["interval"] == "none").all()  # all hits in one text: lengths would decide


def test_verdicts_are_one_family():
    frame = pd.DataFrame({"interval": "log-t", "expected": 9.0, "p": [0.004] + [0.5] * 11})
    assert verdicts(frame)["verdict"].tolist() == ["distinctive"] + ["not set apart"] * 11
    more = pd.DataFrame({"interval": "log-t", "expected": 9.0, "p": [0.004] + [0.5] * 19})
    assert verdicts(more)["verdict"].iloc[0] == "suggestive"
    few = verdicts(frame.assign(expected=4.9))
    assert set(few["verdict"]) == {"too few"} and few["p_family"].isna().all()
    alone = verdicts(frame.assign(interval="exact"))
    assert alone["verdict"].iloc[0] == "in this text" and "distinctive" in SPOKEN


def test_emphasis_by_hand(mini):
    """海南 has 2 of 3 hits of quantum metrology, in 2 of 6 articles: too few for a word of it."""
    frame = tables.regional_emphasis(mini).set_index(["region", "theme"])
    row = frame.loc[("海南", "quantum")]
    han = mini.articles.groupby("region")["n_han"].sum()
    ratio = (2 / han["海南"]) / (1 / (han["湖北"] + han["河北"]))
    assert row["rate_ratio"] == pytest.approx(ratio, rel=1e-5)
    assert (row["interval"], row["verdict"], row["articles"]) == ("none", "too few", 2)
    # Hits: 湖北 1 carbon, 1 quantum, 3 livelihood; 河北 4 industry; 海南 2 quantum. N = 11.
    # E(湖北, livelihood) = 5 · 3 / 11; chi² = N (Σ O²/(row · column) − 1).
    chi2 = 11 * (1 / 5 + 1 / 15 + 9 / 15 + 16 / 16 + 4 / 6 - 1)
    whole = tables.regional_emphasis(mini).attrs
    assert whole["chi2"] == pytest.approx(chi2, rel=1e-4) and whole["df"] == 6
    assert whole["cramers_v"] == pytest.approx(math.sqrt(chi2 / (11 * 2)), rel=1e-4)
    assert frame.loc[("湖北", "livelihood"), "expected"] == pytest.approx(15 / 11, rel=1e-4)


def test_emphasis_by_another_grouping_and_of_one_theme(mini):
    counts = emphasis.hits_by_article(mini.articles, mini.theme_hits, by="article")
    assert counts["hits"].sum() == len(mini.theme_hits)
    sums = counts.groupby(["article_id", "theme"], as_index=False).agg(
        hits=("hits", "sum"), han=("han", "first")
    )
    found = emphasis.regional_emphasis(sums.assign(articles=1), counts)
    assert found.columns[0] == "article_id" and found["observed"].sum() == len(mini.theme_hits)
    assert set(found["interval"]) == {"exact"}
    one = emphasis.regional_emphasis(
        sums[sums["theme"] == "industry"].assign(articles=1), counts
    )
    assert len(one) == 6 and one["expected"].isna().all() and one["rate_ratio"].notna().all()


def test_without_its_articles_a_group_of_several_has_no_interval(mini):
    intensity = tables.theme_intensity(mini)
    found = emphasis.regional_emphasis(intensity)
    assert set(found["interval"]) == {"none"} and found["rate_ratio"].notna().any()


# A small part of benchmarks/covering.py; the whole stands in docs/coverage.md.


def test_the_intervals_cover_where_they_are_printed():
    frame = coverage.rate_coverage(draws=120)
    usual = frame[frame["printed"] >= coverage.TOO_RARE]
    assert len(usual) > 50
    assert np.average(usual["covered"], weights=usual["printed"]) > 0.93
    # Three standard errors of 120 draws below .92.
    assert usual["covered"].min() > 0.92 - 3 * math.sqrt(0.92 * 0.08 / 60)


@pytest.mark.parametrize("design", [(5, 1), (31, 1), (25, 5)])
def test_a_false_verdict_is_rare(design):
    rng = np.random.default_rng(coverage.SEED)
    strong = coverage.VARIATIONS[-1]
    drawn = [coverage.table_of(*design, "reports", strong, 1.0, rng) for _ in range(25)]
    cells = pd.concat([table for table, _ in drawn])
    judged = cells[cells["verdict"] != "too few"]
    assert (judged["verdict"] == "distinctive").mean() < 0.005
    assert (judged["verdict"] == "suggestive").mean() < 0.06
    if design == (5, 1):
        assert not cells["verdict"].isin(["distinctive", "suggestive"]).any()


def test_a_fourfold_rate_is_seen_where_articles_agree():
    rng = np.random.default_rng(coverage.SEED)
    none = coverage.VARIATIONS[0]
    drawn = [coverage.table_of(31, 1, "reports", none, 4.0, rng) for _ in range(12)]
    cells = pd.concat([table[marks] for table, marks in drawn])
    assert (cells["verdict"] == "distinctive").mean() > 0.6
