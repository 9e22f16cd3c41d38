"""Rates by group are those of the tables."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from liangwen.explorer.places import Query


@pytest.mark.parametrize("by", ["region", "article"])
@pytest.mark.parametrize("theme", ["quantum", "industry", "empty"])
def test_a_theme_has_the_rates_of_its_table(held, by, theme):
    ours = held.rates(Query("theme", theme=theme), by)
    table = held.intensity(by)
    table = table[table["theme"] == theme].reset_index(drop=True)
    for column in ("group", "hits", "per_10k", "low", "high", "interval", "articles", "articles_with_hits"):
        pd.testing.assert_series_equal(ours[column], table[column], check_dtype=False)


def test_sums_by_hand(held):
    frame = held.rates(Query("string", "量子"), "region").set_index("group")
    # 湖北 says it once (a1), 海南 twice (c1), 河北 never.
    assert frame["hits"].to_dict() == {"河北": 0, "湖北": 1, "海南": 2}
    assert frame["articles"].tolist() == [2, 2, 2]
    han = held.articles.groupby("region")["n_han"].sum()
    assert math.isclose(frame.at["海南", "per_10k"], 2e4 / han["海南"], rel_tol=1e-5)


def test_words_are_counted_per_word(held):
    frame = held.rates(Query("word", "量子计量"), "region").set_index("group")
    tokens = held.articles.groupby("region")["n_tokens"].sum()
    assert math.isclose(frame.at["海南", "per_10k"], 2e4 / tokens["海南"], rel_tol=1e-5)
