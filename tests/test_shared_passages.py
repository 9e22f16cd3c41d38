"""Shared passages: places that lead to both texts, direction by date, reference texts from the catalog."""

from __future__ import annotations

import pandas as pd
import pytest
from mini import make_study

from liangwen import shared_passages as passages
from liangwen import tables
from liangwen.corpus import build, open_corpus
from liangwen.study import open_study

PLAN = "加强计量基础研究，推动创新驱动发展，强化计量应用服务重点领域发展"
ARTICLES = {
    "a.txt": ("湖北省省长 王强", [f"{PLAN}。", "湖北今年的工作与往年不同，各项任务都已完成。"]),
    "b.txt": ("河北省省长 张伟", ["河北先谈别的事情，再谈计量工作。", f"{PLAN.replace('，', '、')}！"]),
    "plan.txt": ("作者：国务院", ["总则与目标写在前面的几段。", f"要{PLAN}，加强计量能力建设和赋能高质量发展。"]),
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = make_study(tmp_path_factory.mktemp("shared") / "study", ARTICLES)
    (folder / "seeds" / "catalog.csv").write_text(
        "seed,role,date\na.txt,study,2022-05-01\nb.txt,study,2022-03-01\nplan.txt,reference,2023-01-01\n",
        encoding="utf-8",
    )
    study = open_study(folder)
    build(study)
    return open_corpus(study)


def bare(text):
    return "".join(character for character in text if character.isalnum())


def test_the_reference_comes_first_then_the_earlier_article(corpus):
    found = tables.shared_passages(corpus)
    pairs = {(row.article_id, row.other_article_id, row.other_role) for row in found.itertuples()}
    assert pairs == {("a.txt", "plan.txt", "reference"), ("b.txt", "plan.txt", "reference"),
                     ("a.txt", "b.txt", "study")}
    assert "plan.txt" not in set(corpus.articles["article_id"])  # and is in no other comparison


def test_each_row_leads_to_both_texts_and_to_the_sources(corpus):
    found = tables.shared_passages(corpus)
    texts = corpus.all_articles.set_index("article_id")["text"]
    for row in found.itertuples():
        assert texts[row.article_id][row.start : row.end] == row.text
        assert bare(row.text) == bare(texts[row.other_article_id][row.other_start : row.other_end])
        assert len(bare(row.text)) == row.characters and bare(PLAN) in bare(row.text)
        assert corpus.source_text(row.article_id)[row.source_start] == row.text[0]
        assert row.position == pytest.approx(row.start / len(texts[row.article_id]), rel=1e-5)
    assert set(found["articles"]) == {3} and not found["common"].any()


def test_reuse_adds_up_the_passages(corpus):
    found = tables.text_reuse(corpus).set_index(["article_id", "other_article_id"])
    texts = corpus.all_articles.set_index("article_id")["text"]
    row = found.loc[("a.txt", "plan.txt")]
    assert row["passages"] == 1 and row["characters"] == row["longest"] == len(bare(PLAN))
    assert row["share"] == pytest.approx(len(bare(PLAN)) / len(bare(texts["a.txt"])), rel=1e-5)
    assert row["other_share"] < row["share"] == row["share_without_common"]


def test_common_formulae_are_marked(corpus):
    rows = passages.with_references(corpus.articles, corpus.all_articles)
    found = passages.shared_passages(rows, corpus.all_edits, common=2)
    assert found["common"].all() and len(found) == 2
    assert (passages.text_reuse(rows, common=2)["share_without_common"] == 0).all()


def test_only_the_longest_are_listed_and_it_is_said(corpus):
    rows = passages.with_references(corpus.articles, corpus.all_articles)
    found = passages.shared_passages(rows, corpus.all_edits, most=1)
    assert len(found) == 1 and found.attrs["left_out"] == "Of 3 shared passages the 1 longest are listed."


def test_very_much_text_is_compared_with_the_references_alone(corpus, monkeypatch):
    monkeypatch.setattr(passages, "MOST_CHARACTERS", 50)
    found = tables.shared_passages(corpus)
    assert set(found["other_role"]) == {"reference"} and "reference texts only" in found.attrs["left_out"]
    assert set(found["article_id"]) == {"a.txt", "b.txt"}


def test_one_article_shares_nothing(mini):
    one = mini.articles.head(1)
    assert passages.shared_passages(one, mini.edits).empty and passages.text_reuse(one).empty
    assert list(passages.shared_passages(one, mini.edits).columns) == passages.PASSAGE_COLUMNS


def test_articles_are_not_changed(corpus):
    rows = passages.with_references(corpus.articles, corpus.all_articles)
    before = rows.copy()
    passages.shared_passages(rows, corpus.all_edits)
    pd.testing.assert_frame_equal(rows, before)
