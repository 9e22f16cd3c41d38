"""Theme intensity by any grouping: the same sums, covered words counted once, rates drawn to the mean."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from liangwen import tables, themes
from liangwen.errors import LiangwenError
from liangwen.measures.rate_models import estimate_gamma_prior, gamma_poisson
from liangwen.segment import is_word


@pytest.mark.parametrize("by", ["region", "article", "article_id", "kind", "source", "script"])
def test_the_sum_over_groups_is_the_whole(mini, by):
    articles = mini.articles.assign(kind=["plan", "plan", "speech"] * 2, source="made")
    found = themes.theme_intensity(articles, mini.theme_hits, mini.tokens, mini.themes.themes, by=by)
    assert found["hits"].sum() == len(mini.theme_hits)
    assert found.drop_duplicates(found.columns[0])["articles"].sum() == 6
    assert ("region_en" in found) == (by == "region")


def test_years_and_decades(mini):
    days = [pd.Timestamp(year, 1, 1).date() for year in (1998, 1999, 2001, 2001, 2009, 2010)]
    dated = mini.articles.assign(date=days)
    by_year = themes.theme_intensity(dated, mini.theme_hits, mini.tokens, mini.themes.themes, by="year")
    by_decade = themes.theme_intensity(dated, mini.theme_hits, mini.tokens, mini.themes.themes, by="decade")
    assert list(dict.fromkeys(by_year["year"])) == [1998, 1999, 2001, 2009, 2010]
    assert list(dict.fromkeys(by_decade["decade"])) == [1990, 2000, 2010]
    assert by_year["hits"].sum() == by_decade["hits"].sum() == len(mini.theme_hits)


def test_an_unknown_grouping_is_a_sentence(mini):
    with pytest.raises(LiangwenError, match="'province'"):
        tables.theme_intensity(mini, by="province")


def test_the_share_of_words_in_hits_is_what_a_plain_count_gives(mini):
    found = tables.theme_intensity(mini, by="article").set_index(["article_id", "theme"])["token_share"]
    lengths = dict(zip(mini.tokens["article_id"], mini.tokens["lengths"], strict=True))
    for row in mini.articles.itertuples():
        ends = np.cumsum(lengths[row.article_id])
        own = mini.theme_hits[mini.theme_hits["article_id"] == row.article_id]
        for theme, hits in own.groupby("theme"):
            inside = sum(
                is_word(row.text[end - length : end])
                and any(hit.start < end and end - length < hit.end for hit in hits.itertuples())
                for end, length in zip(ends.tolist(), lengths[row.article_id], strict=True)
            )
            assert found[row.article_id, theme] == pytest.approx(inside / row.n_tokens, rel=1e-5)


def test_shrunk_rates_are_the_posterior_means(mini):
    found = tables.theme_intensity(mini).set_index(["theme", "region"])
    rows = found.loc["livelihood"]
    prior = estimate_gamma_prior(rows["hits"], rows["han"])
    means = gamma_poisson(rows["hits"], rows["han"], shape=prior.shape, mean=prior.mean).estimate
    assert rows["per_10k_shrunk"].to_numpy() == pytest.approx(means, rel=1e-5)
    pooled = 1e4 * rows["hits"].sum() / rows["han"].sum()
    assert ((rows["per_10k_shrunk"] - pooled).abs() <= (rows["per_10k"] - pooled).abs() + 1e-3).all()
    assert found.loc["empty", "per_10k_shrunk"].isna().all()


def test_two_groups_are_not_shrunk(mini):
    two = mini.articles[mini.articles["region"] != "海南"]
    found = themes.theme_intensity(two, mini.theme_hits, mini.tokens, mini.themes.themes)
    assert found["per_10k_shrunk"].isna().all() and found["per_10k"].notna().all()


def test_no_hit_anywhere_and_no_article(mini):
    none = mini.theme_hits.head(0)
    found = themes.theme_intensity(mini.articles, none, mini.tokens, mini.themes.themes)
    assert (found["hits"] == 0).all() and found["top_term"].isna().all() and (found["token_share"] == 0).all()
    assert (found["interval"] == "garwood").all() and (found["high"] > 0).all()
    assert themes.theme_intensity(mini.articles.head(0), none, mini.tokens, mini.themes.themes).empty
