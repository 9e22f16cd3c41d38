"""Keyness that lets articles differ: hand sums, what a single article may not do, no false alarms."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_course import THEMES, course, three_decades

from liangwen.emphasis import hits_by_article, regional_emphasis
from liangwen.keyness_across import keyness_across
from liangwen.readability_periods import readability_by_period
from liangwen.term_uncertainty import compare_terms, term_verdicts
from liangwen.themes import theme_intensity
from liangwen.uncertainty import mean_across


def told(made, **options):
    return keyness_across(made.articles, made.term_counts, minimum_count=1, **options)


def row(frame, period, term):
    (found,) = frame[(frame["period"] == period) & (frame["term"] == term)].to_dict("records")
    return found


def test_counts_rates_and_articles_by_hand():
    found = row(told(three_decades()), "1950–1959", "合作社")
    assert (found["count"], found["reference_count"]) == (9 + 10 + 9 + 10 + 9, 0)
    assert (found["articles"], found["group_articles"], found["reference_articles"]) == (5, 5, 0)
    assert found["interval"] == "articles" and pd.isna(found["log_ratio_low"])
    # Five of five texts, none of ten others: 2 / C(15, 5).
    assert found["p"] == pytest.approx(2 / 3003, rel=1e-4)
    assert found["verdict"] == "distinctive" and found["year"] == 1950


def test_a_word_of_all_times_is_not_set_apart():
    found = told(three_decades())
    assert set(found.loc[found["term"] == "发展", "verdict"]) == {"not set apart"}
    assert set(found.loc[found["term"] == "发展", "interval"]) == {"log-t"}


def test_counts_over_the_periods_add_up():
    made = three_decades()
    found = told(made)
    sums = made.term_counts.groupby("term")["count"].sum()
    for term, total in sums.items():
        own = found[found["term"] == term]
        assert own["count"].sum() == total
        assert (own["count"] + own["reference_count"] == total).all()


def test_one_article_does_not_make_a_word_its_periods():
    words = [{"发展": 20} for _ in range(12)]
    words[1] = {"发展": 20, "大跃进": 60}
    years = [*range(1950, 1956), *range(1980, 1986)]
    found = row(told(course(years, words)), "1950–1959", "大跃进")
    assert found["lrc"] > 0  # pooled counting takes it for the decade's
    assert (found["interval"], found["verdict"]) == ("none", "too few")


def test_a_period_of_one_article_speaks_of_that_text():
    words = [{"发展": 20, "计量": 60}] + [{"发展": 20, "计量": 2}] * 3
    found = row(told(course([2019, 2020, 2021, 2022], words)), "2019", "计量")
    assert (found["interval"], found["verdict"]) == ("exact", "in this text")
    assert found["caution"] == "single article"


@settings(max_examples=8)
@given(st.permutations(range(15)))
def test_the_order_of_the_articles_does_not_matter(order):
    made = three_decades()
    mixed = made._replace(articles=made.articles.iloc[order].reset_index(drop=True))
    pd.testing.assert_frame_equal(told(made), told(mixed))


@settings(max_examples=12)
@given(st.integers(0, 40))
def test_shuffled_years_set_hardly_anything_apart(seed):
    chance = np.random.default_rng(seed)
    rates = chance.gamma(2, 4, size=40)
    words = [{f"词{k}": int(chance.poisson(rates[k] * chance.gamma(4, 0.25))) for k in range(40)}
             for _ in range(18)]
    years = chance.permutation([1955] * 6 + [1985] * 6 + [2015] * 6).tolist()
    found = told(course(years, words))
    assert (found["verdict"] == "distinctive").sum() <= 2


def test_fewer_than_two_periods_give_no_row():
    assert told(course([2020, 2020], [{"发展": 3}] * 2)).empty
    assert told(course([None, None], [{"发展": 3}] * 2)).empty


def test_no_term_at_all():
    assert compare_terms(np.zeros((0, 4)), np.ones(4), np.arange(4) < 2).empty
    nothing = pd.DataFrame({"interval": ["none"], "expected": [0.0], "p": [np.nan]})
    assert term_verdicts(nothing)["verdict"].tolist() == ["too few"]


@given(st.lists(st.integers(0, 30), min_size=8, max_size=8))
def test_an_interval_holds_its_estimate(counts):
    size = np.full(8, 1000.0)
    own = np.arange(8) < 4
    found = compare_terms(np.array([counts]), size, own).iloc[0]
    if found["interval"] == "log-t":
        ratio = np.log2(sum(counts[:4]) / sum(counts[4:]))
        assert found["log_ratio_low"] <= ratio <= found["log_ratio_high"]
        assert 0 <= found["p"] <= 1


def test_themes_over_periods_add_up_and_follow_time():
    made = three_decades()
    found = theme_intensity(*(made.articles, made.theme_hits, made.tokens), THEMES, by="period")
    assert list(dict.fromkeys(found["period"])) == ["1950–1959", "1980–1989", "2010–2019"]
    for theme in THEMES:
        total = (made.theme_hits["theme"] == theme.id).sum()
        assert found.loc[found["theme"] == theme.id, "hits"].sum() == total
    assert found.drop_duplicates("period")["han"].sum() == made.articles["n_han"].sum()
    sea = found[(found["theme"] == "sea")].set_index("period")
    assert sea.loc["2010–2019", "hits"] == 10 + 11 + 12 + 13 + 10
    counts = hits_by_article(made.articles, made.theme_hits, by="period")
    stressed = regional_emphasis(found, counts).set_index(["period", "theme"])
    assert stressed.loc[("2010–2019", "sea"), "verdict"] == "distinctive"


def test_means_of_readability_by_hand():
    made = three_decades(3)
    values = pd.DataFrame({
        "article_id": made.articles["article_id"], "sentence_characters": [30.0, 34, 38] * 3,
        "clause_characters": np.nan, "long_share": 0.1, "mattr": 0.8, "uncommon_share": 0.2,
    })  # fmt: skip
    found = readability_by_period(made.articles, values)
    first = found[found["measure"] == "sentence_characters"].iloc[0]
    assert first["mean"] == 34 and first["interval"] == "t"
    assert first["low"] == pytest.approx(34 - 4.302653 * 4 / 3**0.5, rel=1e-5)
    none = found[found["measure"] == "clause_characters"].iloc[0]
    assert none["articles"] == 0 and pd.isna(none["mean"])
    assert len(found.attrs["texts"]) == 9


@pytest.mark.parametrize(("values", "kind"), [([], "none"), ([3.0], "none"), ([3.0, 4, 5], "t")])
def test_a_mean_needs_three_articles(values, kind):
    assert mean_across(np.array(values)).interval == kind
