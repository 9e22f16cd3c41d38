"""Co-occurrence: units with both terms over units with either, the same in every process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from made_frames import frames

from liangwen.errors import LiangwenError
from liangwen.networks import co_occurrence, network_nodes

MADE = frames(
    {
        "a": "民生|计量|工作|。|民生|计量|计量|。|标准|测试|。|标准|测试|，|工作|。",
        "b": "民生|计量|。|标准|。|工作|。",
    }
)
ALL = {"minimum_together": 1, "minimum_jaccard": 0}


def edges(**options):
    found = co_occurrence(MADE.articles, MADE.tokens, **(ALL | options))
    return {frozenset((row.first, row.second)): row for row in found.itertuples()}


def test_sentences_by_hand():
    found = edges()
    row = found[frozenset(("民生", "计量"))]
    assert (row.together, row.jaccard, row.units, row.unit) == (3, 1.0, 7, "sentence")
    assert sorted((row.first_count, row.second_count)) == [3, 4]
    row = found[frozenset(("标准", "测试"))]
    assert (row.together, row.jaccard) == (2, pytest.approx(2 / 3))
    assert frozenset(("民生", "标准")) not in found


def test_articles_by_hand():
    found = edges(unit="article")
    assert found[frozenset(("民生", "标准"))].jaccard == 1.0
    assert found[frozenset(("民生", "测试"))].jaccard == 0.5
    assert {row.units for row in found.values()} == {2}


def test_edges_are_kept_by_strength_or_number():
    assert all(row.jaccard >= 0.5 for row in edges(minimum_jaccard=0.5).values())
    assert len(edges(top=1)) == 1 and frozenset(("民生", "计量")) in edges(top=1)
    assert set(edges(minimum_together=3)) == {frozenset(("民生", "计量"))}


def test_terms_can_be_chosen():
    found = edges(terms=["标准", "测试", "没有"])
    assert set(found) == {frozenset(("标准", "测试"))}
    assert co_occurrence(MADE.articles, MADE.tokens, terms=["没有"]).empty
    assert not any("工作" in pair for pair in edges(stop_words=["工作"]))


def test_nodes_have_their_counts_and_communities():
    found = co_occurrence(MADE.articles, MADE.tokens, **ALL, stop_words=["工作"])
    nodes = network_nodes(found).set_index("term")
    assert nodes["count"].to_dict() == {"计量": 4, "民生": 3, "标准": 3, "测试": 2}
    assert nodes.loc["民生", "community"] == nodes.loc["计量", "community"]
    assert nodes.loc["标准", "community"] != nodes.loc["计量", "community"]
    assert nodes["degree"].sum() == 2 * len(found)


def test_the_same_in_every_process():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import test_networks as t\n"
        "print(t.co_occurrence(t.MADE.articles, t.MADE.tokens, **t.ALL).to_csv())"
    )
    here = str(Path(__file__).parent)
    said = {
        subprocess.run(
            [sys.executable, "-c", code, here], env={"PYTHONHASHSEED": seed, "PYTHONPATH": p},
            capture_output=True, check=True,
        ).stdout
        for seed, p in (("1", ":".join(sys.path)), ("2", ":".join(sys.path)))
    }  # fmt: skip
    assert len(said) == 1 and b"community" in said.pop()


def test_little_or_nothing():
    assert co_occurrence(MADE.articles.iloc[:0], MADE.tokens).empty
    assert network_nodes(co_occurrence(MADE.articles.iloc[:0], MADE.tokens)).empty
    with pytest.raises(LiangwenError, match="unit must be"):
        co_occurrence(MADE.articles, MADE.tokens, unit="paragraph")
