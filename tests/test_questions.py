"""Keywords, themes, emphasis, mentions: sums that a reader can do by hand on the mini corpus."""

from __future__ import annotations

import numpy as np
import pytest
from mini import make_corpus

from liangwen import emphasis, keywords, tables, themes
from liangwen.compared import significant, tidy
from liangwen.concordance import concordance, find_string
from liangwen.measures.clustered import rate_across
from liangwen.measures.rates import garwood


@pytest.fixture(scope="module")
def frequencies(mini):
    return tables.term_frequencies(mini).set_index(["region", "term"])


@pytest.fixture(scope="module")
def intensity(mini):
    return tables.theme_intensity(mini).set_index(["region", "theme"])


def test_counts_by_hand(frequencies, mini):
    row = frequencies.loc[("湖北", "民生计量")]
    assert (row["count"], row["string_count"], row["articles"]) == (3, 3, 2)
    tokens = mini.articles.query("region == '湖北'")["n_tokens"].sum()
    assert row["per_10k"] == pytest.approx(1e4 * 3 / tokens, rel=1e-5)


def test_tokens_and_strings_part_where_a_longer_word_swallows_a_shorter(frequencies):
    # In 湖北 计量 stands in 量子计量 and three times in 民生计量, never as a word of its own.
    row = frequencies.loc[("湖北", "计量")]
    assert (row["count"], row["string_count"]) == (0, 4)


def test_three_ways_of_counting_agree_on_the_seeds_expression(mini, intensity, frequencies):
    """碳达峰碳中和 stands once in 湖北: one string, one token, one hit; 碳达峰 only as a string."""
    text = "\n".join(mini.articles["text"])
    assert text.count("碳达峰碳中和") == text.count("碳达峰") == 1
    assert frequencies.loc[("湖北", "碳达峰碳中和"), "count"] == 1
    assert ("湖北", "碳达峰") not in frequencies.index
    assert intensity.loc[("湖北", "carbon"), "hits"] == 1
    assert len(concordance(mini.articles, mini.edits, "碳达峰")) == 1


def test_stop_words_are_left_out_but_counted_in_the_denominator(mini):
    full = keywords.term_frequencies(mini.articles, mini.term_counts, minimum_count=1)
    less = keywords.term_frequencies(
        mini.articles, mini.term_counts, minimum_count=1, stop_words=["计量"]
    )
    assert "计量" in set(full["term"]) and "计量" not in set(less["term"])
    merged = full.merge(less, on=["region", "term"])
    assert (merged["per_10k_x"] == merged["per_10k_y"]).all()


def test_the_sum_over_regions_is_the_whole(mini, frequencies):
    whole = mini.term_counts.groupby("term")["count"].sum()
    summed = frequencies.groupby("term")["count"].sum()
    assert all(whole[term] == count for term, count in summed.items() if count)


def test_keyness_compares_a_region_with_all_others(mini):
    found = tables.keyness(mini).set_index(["region", "term"])
    row = found.loc[("海南", "量子计量")]
    assert (row["count"], row["reference_count"], row["articles"]) == (2, 1, 1)
    assert row["log_ratio"] > 0 and row["log_ratio_low"] < row["log_ratio"] < row["log_ratio_high"]
    assert row["lrc"] == 0  # two against one is no finding
    assert found.loc[("湖北", "量子计量"), "log_ratio"] < row["log_ratio"]
    assert not {"湖北", "河北", "海南"} & set(found.index.get_level_values("term"))


def test_keyness_needs_two_regions(mini):
    one = mini.articles[mini.articles["region"] == "湖北"]
    assert keywords.keyness(one, mini.term_counts).empty


def test_theme_hits_by_hand(intensity):
    expected = {
        ("湖北", "livelihood"): 3, ("湖北", "quantum"): 1, ("湖北", "carbon"): 1,
        ("河北", "industry"): 4, ("海南", "quantum"): 2, ("海南", "empty"): 0,
    }  # fmt: skip
    assert {key: intensity.loc[key, "hits"] for key in expected} == expected


def test_two_articles_have_a_rate_and_no_interval(mini, intensity):
    row = intensity.loc[("湖北", "livelihood")]
    han = mini.articles.query("region == '湖北'")["n_han"].sum()
    assert row["per_10k"] == pytest.approx(3e4 / han, rel=1e-5)
    assert row["interval"] == "none" and np.isnan(row["low"])
    assert "few articles" in row["caution"]


def test_several_articles_with_hits_enough_have_the_interval_across_them(tmp_path):
    counts = [3, 4, 5, 2]
    articles = {
        f"{i}.txt": (f"湖北省省长 王强{'一二三四'[i]}", [f"第{i}{j}号民生计量工作关系湖北{'甲乙丙丁'[i] * 9}。" for j in range(n)])
        for i, n in enumerate(counts)
    }
    corpus = make_corpus(tmp_path / "s", articles)
    row = tables.theme_intensity(corpus).set_index("theme").loc["livelihood"]
    rows = corpus.all_articles.sort_values("article_id")
    expected = rate_across(counts, rows["n_han"].to_numpy())
    assert row["interval"] == "log-t"
    assert [row["per_10k"], row["low"], row["high"]] == pytest.approx(
        [float(x) for x in expected], rel=1e-5
    )


def test_one_article_has_the_exact_interval_and_a_caution(mini):
    one = mini.articles[mini.articles["article_id"].isin(["a1.txt", "c1.txt"])]
    found = themes.theme_intensity(one, mini.theme_hits, mini.tokens, mini.themes.themes)
    row = found.set_index(["region", "theme"]).loc[("湖北", "livelihood")]
    han = int(one.set_index("region").at["湖北", "n_han"])
    assert [row["per_10k"], row["low"], row["high"]] == pytest.approx(
        [float(x) for x in garwood(2, han)], rel=1e-5
    )
    assert "single article" in row["caution"] and row["interval"] == "garwood"


def test_shares_of_tokens_and_sentences(mini, intensity):
    row = intensity.loc[("湖北", "livelihood")]
    own = mini.articles.query("region == '湖北'")
    assert row["token_share"] == pytest.approx(3 / own["n_tokens"].sum(), rel=1e-5)
    assert row["sentence_share"] == pytest.approx(3 / own["n_sentences"].sum(), rel=1e-5)
    assert (row["top_term"], row["top_term_share"]) == ("民生计量", 1.0)


def test_every_hit_has_its_line_and_its_place_in_the_source(mini):
    evidence = tables.theme_evidence(mini)
    assert len(evidence) == len(mini.theme_hits)
    for row in evidence.itertuples():
        source = mini.source_text(row.article_id)
        assert source[row.source_start :].startswith(row.hit)


def test_emphasis_adds_up(mini):
    found = tables.regional_emphasis(mini)
    assert found["observed"].sum() == len(mini.theme_hits)
    assert found["expected"].sum() == pytest.approx(len(mini.theme_hits), rel=1e-4)
    row = found.set_index(["region", "theme"]).loc[("湖北", "livelihood")]
    assert row["location_quotient"] == pytest.approx(row["observed"] / row["expected"], rel=1e-4)
    # Two articles a region say nothing of how its articles vary.
    assert row["rate_ratio"] == np.inf and row["interval"] == "none" and np.isnan(row["rr_low"])
    assert row["caution"] == "expected < 5" and row["verdict"] == "too few"
    assert "empty" not in set(found["theme"])


def test_emphasis_and_plane_need_something_to_compare(mini, intensity):
    one = intensity.reset_index().query("region == '湖北'")
    assert emphasis.regional_emphasis(one).empty
    assert emphasis.correspondence_map(one).empty


def test_the_plane_holds_what_has_hits(mini):
    plane = tables.correspondence(mini)
    assert set(plane.query("item == 'region'")["key"]) == {"湖北", "河北", "海南"}
    assert "empty" not in set(plane["key"])
    assert sum(plane.attrs["inertia"]) == pytest.approx(1)


def test_mentions_by_hand(mini):
    found = tables.region_mentions(mini).set_index(["region", "place"])
    assert found.loc[("海南", "海南"), "mentions"] == 3
    assert found.loc[("海南", "一带一路"), "level"] == "strategy"
    assert found.loc[("湖北", "湖北"), "articles"] == 2


def test_ranking_without_each_article(mini):
    found = tables.certainty(mini)
    assert set(found["left_out"]) == {"", *mini.articles["article_id"]}
    full = found[found["left_out"] == ""].set_index("theme")
    assert full.loc["industry", "rank"] == 1 and full.loc["industry", "hits"] == 4
    without = found[found["left_out"] == "b2.txt"].set_index("theme")
    assert without.loc["industry", "hits"] == 2
    assert "empty" not in full.index


def test_commitments(mini):
    (row,) = tables.commitments(mini).itertuples()
    assert (row.region, row.quantity, row.unit, row.object) == (
        "河北",
        "31",
        "家",
        "产业计量测试中心",
    )


def test_the_account_of_cleaning_adds_up_to_the_source(mini):
    account = tables.cleaning_account(mini)
    for name, rows in account.groupby("article_id"):
        assert rows["share"].sum() == pytest.approx(1, abs=1e-4)
        assert rows["characters"].sum() == len(mini.source_text(name))
        assert "byline" in set(rows["rule"])


def test_positions_run_from_start_to_end(mini):
    found = tables.theme_positions(mini)
    assert found["position"].between(0, 1).all() and len(found) == len(mini.theme_hits)


def test_panel_has_a_row_a_region_year_and_theme(mini):
    found = tables.panel(mini)
    assert len(found) == 3 * 5
    assert found["hits"].sum() == len(mini.theme_hits)
    assert found["year"].isna().all()
    assert set(found["codes"]) == {"130000", "420000", "460000"}


def test_concordance_counts_what_the_string_counts(mini):
    for string in ("计量", "海南", "，", "不在"):
        assert len(concordance(mini.articles, mini.edits, string)) == sum(
            text.count(string) for text in mini.articles["text"]
        )
    assert list(find_string("计计计", "计计")) == [0]


def test_a_frame_is_not_changed(mini):
    before = mini.articles.copy(deep=True)
    tables.all_tables(mini)
    assert mini.articles.equals(before)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [(1234567.0, 1234570.0), (0.0, 0.0), (-0.0, 0.0), (float("inf"), float("inf"))],
)
def test_numbers_are_rounded_for_print(value, rounded):
    assert significant(value) == rounded and str(significant(value)) != "-0.0"


def test_tidy_leaves_its_input_alone(mini):
    frame = mini.term_counts.assign(x=1 / 3)
    assert tidy(frame)["x"].iloc[0] == 0.333333 and frame["x"].iloc[0] == 1 / 3
