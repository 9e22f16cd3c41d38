"""Collocations: counts a reader can do, measures of their module, and a line for each count."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_frames import frames

from liangwen.collocations import collocation_lines, collocations
from liangwen.errors import LiangwenError
from liangwen.measures import association as of

MADE = frames(
    {
        "a": "民生|计量|工作|。|加强|民生|计量|。|民生|，|计量|标准",
        "b": "民生|计量|，|测试|工作|。|标准|工作",
    }
)
ALL = {"minimum_count": 1, "minimum_g2": 0}


def test_neighbours_by_hand():
    found = collocations(MADE.articles, MADE.tokens, **ALL).set_index(["first", "second"])
    row = found.loc[("民生", "计量")]
    # Pairs: 民生计量 ×3, 计量工作, 加强民生, 计量标准, 测试工作, 标准工作.
    assert (row["count"], row["total"], row["articles"]) == (3, 8, 2)
    assert (row["first_count"], row["second_count"]) == (3, 3)
    assert row["log_dice"] == 14 and row["expected"] == pytest.approx(9 / 8)
    counts = (3, 3, 3, 8)
    assert row["g2"] == pytest.approx(float(of.association_g2(*counts)), rel=1e-5)
    assert row["mi3"] == pytest.approx(float(of.pmi(*counts, power=3)), rel=1e-5)
    assert row["delta_p_second"] == pytest.approx(1)
    assert ("民生", "标准") not in found.index and ("工作", "加强") not in found.index


def test_company_of_a_word_by_hand():
    found = collocations(MADE.articles, MADE.tokens, node="民生", window=2, **ALL)
    rows = found.set_index("second")
    # In a: 计量 工作 | 加强 计量 | 计量 标准 (the comma is stepped over); in b: 计量 测试.
    # 工作 and 标准 stand there, too, but less often than chance would have it.
    assert rows["count"].to_dict() == {"计量": 4, "加强": 1, "测试": 1}
    assert set(rows["first_count"]) == {8} and set(rows["total"]) == {11}
    assert rows.loc["计量", "log_dice"] == 14


@pytest.mark.parametrize("options", [{}, {"node": "民生", "window": 2}, {"node": "计量", "window": 1}])
def test_every_row_has_its_lines(options):
    found = collocations(MADE.articles, MADE.tokens, **options, **ALL)
    assert len(found)
    for row in found.itertuples():
        lines = collocation_lines(
            MADE.articles, MADE.tokens, MADE.edits, row.first, row.second,
            window=options.get("window"),
        )  # fmt: skip
        assert len(lines) == row.count
        assert all(row.second in hit and row.first in hit for hit in lines["hit"])


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["计", "量", "工", "，", "。"]), min_size=2, max_size=40),
       st.integers(1, 4))
def test_lines_are_as_many_as_the_count(words, window):
    made = frames({"a": "|".join(words)})
    for node in (None, "计"):
        found = collocations(made.articles, made.tokens, node=node, window=window, **ALL)
        for row in found.itertuples():
            lines = collocation_lines(
                made.articles, made.tokens, made.edits, row.first, row.second,
                window=None if node is None else window,
            )  # fmt: skip
            assert len(lines) == row.count


def test_rare_weak_and_stopped_pairs_are_left_out():
    assert collocations(MADE.articles, MADE.tokens, minimum_count=4).empty
    found = collocations(MADE.articles, MADE.tokens, minimum_count=1, minimum_g2=5)
    assert (found["g2"] >= 5).all() and (found["count"] > found["expected"]).all()
    stopped = collocations(MADE.articles, MADE.tokens, stop_words=["工作"], **ALL)
    assert not {"工作"} & {*stopped["first"], *stopped["second"]}


def test_by_group():
    found = collocations(MADE.articles, MADE.tokens, by="article", **ALL)
    assert list(found.columns[:3]) == ["article_id", "first", "second"]
    counts = found[(found["first"] == "民生") & (found["second"] == "计量")]
    assert counts.set_index("article_id")["count"].to_dict() == {"a": 2, "b": 1}


@pytest.mark.parametrize("options", [{"node": " "}, {"window": 0}, {"minimum_count": 0}])
def test_wrong_options_are_told(options):
    with pytest.raises(LiangwenError):
        collocations(MADE.articles, MADE.tokens, **options)


def test_a_word_that_is_not_there_has_no_company():
    assert collocations(MADE.articles, MADE.tokens, node="没有", **ALL).empty
    assert collocations(MADE.articles.iloc[:0], MADE.tokens, **ALL).empty
