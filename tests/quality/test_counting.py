"""Counting is exact on 31 long reports: lines are strings, hits do not overlap, groups add up."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from liangwen import tables
from liangwen.concordance import concordance
from liangwen.corpus import build, open_corpus
from liangwen.lookups import look_up
from liangwen.study import open_study

SEEDS = Path(__file__).parents[3] / "shared" / "data" / "gwr2026" / "seeds"
pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the reports are not beside the project"),
]
STRINGS = 500


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    root = tmp_path_factory.mktemp("gwr")
    (root / "study.toml").write_text('title = "gwr"\n', encoding="utf-8")
    (root / "seeds").symlink_to(SEEDS)
    study = open_study(root)
    build(study)
    return open_corpus(study)


@pytest.fixture(scope="module")
def strings(corpus):
    chance = random.Random(20261122)
    text = "\n".join(corpus.articles["text"])
    found: set[str] = set()
    while len(found) < STRINGS:
        start, length = chance.randrange(len(text) - 6), chance.randint(1, 6)
        string = text[start : start + length]
        if "\n" not in string and string.strip():
            found.add(string)
    return sorted(found)


def test_lines_are_as_many_as_the_string_counts(corpus, strings):
    texts = dict(zip(corpus.articles["article_id"], corpus.articles["text"], strict=True))
    for string in strings:
        lines = concordance(corpus.articles, corpus.edits, string, width=0)
        counts = lines.groupby("article_id").size()
        assert {name: text.count(string) for name, text in texts.items() if string in text} == (
            counts.to_dict()
        )
        same = lines["article_id"].eq(lines["article_id"].shift(-1))
        assert (lines["start"].shift(-1) >= lines["end"])[same].all()


def test_groups_add_up(corpus, strings):
    whole = {s: sum(text.count(s) for text in corpus.articles["text"]) for s in strings}
    some = strings[::10]
    for by in ("region", "article"):
        found = look_up(corpus.articles, corpus.term_counts, some, by=by)
        assert found.groupby("term")["string_count"].sum().to_dict() == {s: whole[s] for s in some}


def test_the_tables_counts_add_up_to_the_store(corpus):
    found = tables.term_frequencies(corpus)
    whole = corpus.term_counts.groupby("term")["count"].sum()
    assert found.groupby("term")["count"].sum().to_dict() == {
        term: whole.get(term, 0) for term in found["term"].unique()
    }


def test_hits_lead_back_to_the_source(corpus):
    lines = concordance(corpus.articles, corpus.edits, ["发展", "计量"])
    for name, rows in lines.groupby("article_id"):
        source = corpus.source_text(name)
        inside = [source[row.source_start : row.source_end] for row in rows.itertuples()]
        assert all(text[0] == hit[0] for text, hit in zip(inside, rows["hit"], strict=True))
