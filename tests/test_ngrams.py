"""Runs of tokens: counted as a reader would count them, in the sentence and without marks."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_frames import frames

from liangwen.concordance import concordance
from liangwen.errors import LiangwenError
from liangwen.ngrams import ngrams
from liangwen.segment import is_word

MADE = frames(
    {
        "a": "民生|计量|工作|。|加强|民生|计量|工作|。|民生|，|计量",
        "b": "民生|计量|和|工作|。|民生|计量|和|工作",
        "c": "标准",
    },
    region=["甲", "甲", "乙"],
)


def found(made=MADE, **options):
    table = ngrams(made.articles, made.tokens, **({"minimum_count": 1} | options))
    return table.set_index(["region", "ngram"])


def test_counts_by_hand():
    table = found()
    row = table.loc[("甲", "民生 计量")]
    assert (row["n"], row["string"], row["count"], row["articles"]) == (2, "民生计量", 4, 2)
    assert row["per_10k"] == pytest.approx(1e4 * 4 / 17, rel=1e-5)
    assert table.loc[("甲", "民生 计量 工作"), "count"] == 2
    assert ("甲", "计量 加强") not in table.index  # over the sentence's end
    assert "乙" not in table.index.get_level_values("region")


def test_stop_words_go_at_the_edges_only():
    table = found(stop_words=["和"])
    assert ("甲", "计量 和 工作") in table.index
    assert ("甲", "计量 和") not in table.index and ("甲", "和 工作") not in table.index


def test_a_run_that_stands_only_in_a_longer_one_can_be_left_out():
    table = found(minimum_count=2, drop_nested=True, lengths=[2, 3, 4])
    names = set(table.index.get_level_values("ngram"))
    # 民生 计量 stands four times, in two different runs; 计量 和 only in the one.
    assert {"民生 计量", "民生 计量 工作", "民生 计量 和 工作"} == names


@st.composite
def corpora(draw):
    word = st.sampled_from(["计", "量", "工", "，", "\n", "A"])
    texts = draw(st.lists(st.lists(word, min_size=1, max_size=25), min_size=1, max_size=3))
    return frames({f"a{i}": "|".join(words) for i, words in enumerate(texts)})


@given(corpora(), st.integers(1, 3))
def test_equal_to_counting_one_by_one(made, minimum):
    expected: dict[str, Counter] = {}
    for row, lengths in zip(made.articles.itertuples(), made.tokens["lengths"], strict=True):
        words = [row.text[sum(lengths[:i]) : sum(lengths[: i + 1])] for i in range(len(lengths))]
        counts = expected.setdefault(row.region, Counter())
        for n in (2, 3, 4, 5):
            for i in range(len(words) - n + 1):
                run = words[i : i + n]
                if all(map(is_word, run)) and any(w != "A" for w in run):
                    counts[" ".join(run)] += 1
    total = sum(expected.values(), Counter())
    kept = {
        (region, run): n
        for region, counts in expected.items()
        for run, n in counts.items()
        if total[run] >= minimum
    }
    assert found(made, minimum_count=minimum)["count"].to_dict() == kept


def test_a_run_leads_to_its_lines():
    table = found().reset_index()
    for row in table[table["n"] == 3].itertuples():
        lines = concordance(
            MADE.articles, MADE.edits, row.ngram, match="token", tokens=MADE.tokens
        )
        assert (lines["region"] == row.region).sum() == row.count
        assert set(lines["hit"]) == {row.string}


def test_any_grouping():
    table = ngrams(MADE.articles, MADE.tokens, by="article", minimum_count=1)
    assert table.columns[0] == "article_id" and set(table["article_id"]) == {"a", "b"}


@pytest.mark.parametrize("options", [{"lengths": [1, 2]}, {"lengths": []}, {"minimum_count": 0}])
def test_wrong_options_are_told(options):
    with pytest.raises(LiangwenError):
        found(**options)


def test_nothing_to_count():
    assert ngrams(MADE.articles.iloc[:0], MADE.tokens).empty
    assert ngrams(MADE.articles.tail(1), MADE.tokens).empty
