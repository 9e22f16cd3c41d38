"""What a build has to do, and what knowing it takes."""

from __future__ import annotations

import tracemalloc

import pytest
from mini import make_study

from liangwen.building.deal import in_batches
from liangwen.building.plan import make_plan
from liangwen.building.seed_rows import known_seeds, problems, unknown
from liangwen.catalog import Entry, list_seeds, read_catalog
from liangwen.corpus import build, open_corpus
from liangwen.study import open_study


def planned(study):
    """The plan and the batches of a build from nothing."""
    names = list(list_seeds(study.seeds))
    catalog = read_catalog(study.seeds)
    plan = make_plan(study, names, catalog, None, known_seeds(study.corpus, None))
    return plan, in_batches(study, plan, catalog, [])


def test_a_seed_takes_little_memory_beside_its_name(tmp_path):
    study = open_study(make_study(tmp_path / "s", {}))
    taken = {}
    for number in (0, 1000, 3000):
        for place in range(number):
            (study.seeds / f"{place:06}.txt").write_text("加强计量。", encoding="utf-8")
        tracemalloc.start()
        kept = planned(study)
        taken[number] = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert len(kept[0].seeds) == number
    # Hashes and places, and the name itself: a Python object for each was 3 KB in all.
    assert (taken[3000] - taken[1000]) / 2000 < 400


def test_batches_hold_each_seed_once_in_the_order_of_the_plan(tmp_path, monkeypatch):
    monkeypatch.setattr("liangwen.building.deal.BATCH_SEEDS", 3)
    study = open_study(make_study(tmp_path / "s", {}))
    for place in range(10):
        (study.seeds / f"{place}.txt").write_text("加强计量。", encoding="utf-8")
    plan, batches = planned(study)
    dealt = [seed for batch in batches for seed in batch.seeds]
    assert dealt == [plan.seeds[place] for place in plan.clean]
    assert sorted(dealt) == sorted(plan.seeds) and {len(b.seeds) for b in batches} == {3, 1}


def test_a_seed_with_a_hash_in_its_name_has_its_line_of_the_catalog(tmp_path):
    study = open_study(make_study(tmp_path / "s", {}))
    text = "湖北省人民政府关于加强计量工作的意见\n" + "湖北推进民生计量工作。" * 30
    for name in ("a#1.txt", "b.txt"):
        (study.seeds / name).write_text(text + name, encoding="utf-8")
    (study.seeds / "catalog.csv").write_text("seed,role\na#1.txt,reference\n", encoding="utf-8")
    result = build(study)
    assert (result.articles, result.failures) == (2, [])
    articles = open_corpus(study).all_articles.set_index("article_id")
    assert dict(articles["role"]) == {"a#1.txt": "reference", "b.txt": "study"}


@pytest.mark.parametrize(
    ("line", "role", "named"),
    [
        ("gone.txt", "study", True),
        ("gone.txt", "exclude", True),
        ("t.jsonl#7", "study", True),
        ("t.jsonl#7", "exclude", False),  # a row that is left out stands nowhere
        ("t.jsonl#1", "study", False),
        ("t.jsonl", "study", False),
        ("t.jsonl#2", "study", False),  # is there, and failed
    ],
)
def test_lines_of_the_catalog_that_fit_nothing(tmp_path, line, role, named):
    import pyarrow as pa

    from liangwen.schema import schema

    ill = {"seed": "t.jsonl#2", "reason": "It is empty.", "remedy": "Fill it."}
    rows = pa.Table.from_pylist(
        [{"seed": "t.jsonl", "sha256": "0", "key": "1", "articles": ["t.jsonl#1"],
          "problems": [ill]}], schema=schema("seeds"),
    )  # fmt: skip
    assert problems(rows) == [ill]
    found = unknown({line: Entry(line, role=role)}, ["t.jsonl"], rows)
    assert [own["seed"] for own in found] == ([line] if named else [])
