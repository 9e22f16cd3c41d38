"""A build that takes up what an earlier one left gives what a build from nothing gives."""

from __future__ import annotations

import json
import os
import random
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mini import make_corpus, make_study

from liangwen.building import batches, deal, layout, merge
from liangwen.building.hashes import hash_files
from liangwen.building.sources import Sources
from liangwen.building.swap import locked
from liangwen.corpus import build, open_corpus
from liangwen.errors import StudyError
from liangwen.study import open_study


def store(study):
    """Every file of the store and its bytes."""
    files = sorted(path for path in study.corpus.rglob("*") if path.is_file())
    return {path.relative_to(study.corpus).as_posix(): path.read_bytes() for path in files}


def from_nothing(study, tmp_path):
    """The store of the same study, built elsewhere without a past."""
    other = tmp_path / "again"
    shutil.rmtree(other, ignore_errors=True)
    skip = shutil.ignore_patterns("corpus", ".liangwen", ".corpus-*")
    shutil.copytree(study.root, other, ignore=skip)
    fresh = open_study(other)
    build(fresh)
    return store(fresh)


def text_of(seed):
    """An article of a province, long enough that reprints are found."""
    chance = random.Random(seed)
    province = ("湖北", "河北", "海南")[seed % 3]
    words = ("量子计量", "民生计量", "产业计量", "碳达峰碳中和", "计量标准", "测试中心")
    lines = [
        f"{province}推进第{chance.randrange(99)}项{chance.choice(words)}工作,服务{chance.choice(words)}。"
        for _ in range(8)
    ]
    return "\n".join([*lines, f"{province}省省长 王强"]) + "\n"


CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.integers(0, 9), st.integers(0, 5)),
        st.tuples(st.just("remove"), st.integers(0, 9), st.just(0)),
        st.tuples(st.just("drop"), st.integers(0, 9), st.integers(0, 1)),
        st.tuples(st.just("role"), st.integers(0, 9), st.integers(0, 2)),
        st.tuples(st.just("table"), st.integers(0, 4), st.integers(0, 5)),
        st.tuples(st.just("theme"), st.integers(0, 3), st.just(0)),
        st.tuples(st.just("term"), st.integers(0, 3), st.just(0)),
    ),
    min_size=1,
    max_size=3,
)


def change(study, what, number, how):
    """Do to a study what an analyst may do between two builds."""
    seed = study.seeds / f"{number}.txt"
    if what == "write":
        seed.write_text(text_of(how), encoding="utf-8")
    elif what == "remove":
        seed.unlink(missing_ok=True)
    elif what == "drop":
        corrections = seed.with_name(seed.name + ".drop")
        corrections.write_text("工作\n" if how else "没有这一行\n", encoding="utf-8")
    elif what == "role":
        role = ("study", "reference", "exclude")[how]
        # The one seed that always is there is left out at times, too, so that none may be left.
        name = f"{number}.txt" if number else "always.txt"
        catalog = f"seed,role\n{name},{role}\n"
        (study.seeds / "catalog.csv").write_text(catalog, encoding="utf-8")
    elif what == "table":
        rows = [json.dumps({"id": i, "text": text_of(i + how)}) for i in range(number)]
        (study.seeds / "t.jsonl").write_text("\n".join(rows), encoding="utf-8")
    elif what == "theme":
        file = study.root / "lexicon" / "themes.yaml"
        terms = ("测试中心", "计量标准", "工作", "服务")[number]
        text = file.read_text(encoding="utf-8").replace("从来没有的词", terms)
        file.write_text(text, encoding="utf-8")
    else:
        words = ("测试中心", "计量工作", "推进第", "服务")[number]
        (study.root / "lexicon" / "terms.txt").write_text(f"{words}\n", encoding="utf-8")


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(CHANGES, min_size=1, max_size=4))
def test_any_sequence_of_changes_ends_where_a_build_from_nothing_ends(tmp_path, monkeypatch, steps):
    monkeypatch.setattr(layout.shards, "__kwdefaults__", {"most": 3})
    monkeypatch.setattr(deal, "BATCH_SEEDS", 2)
    monkeypatch.setattr(batches, "PART_CHARACTERS", 400)
    shutil.rmtree(tmp_path / "s", ignore_errors=True)
    study = open_study(make_study(tmp_path / "s", {}))
    (study.seeds / "always.txt").write_text(text_of(7), encoding="utf-8")
    build(study)
    for changes in steps:
        for one in changes:
            change(study, *one)
        build(study)
    assert store(study) == from_nothing(study, tmp_path)


def counted(monkeypatch):
    """How many seeds each build read."""
    from liangwen import articles

    read: list[str] = []
    original = articles.read_articles

    def reading(path, *arguments):
        read.append(path.name)
        return original(path, *arguments)

    monkeypatch.setattr(articles, "read_articles", reading)
    return read


def test_only_what_changed_is_read_again(tmp_path, monkeypatch):
    study = make_corpus(tmp_path / "s").study
    read = counted(monkeypatch)
    assert not build(study).changed
    assert read == []
    (study.seeds / "new.txt").write_text(text_of(1), encoding="utf-8")
    assert build(study).changed
    assert read == ["new.txt"]
    (study.seeds / "a1.txt").unlink()
    build(study)
    assert read == ["new.txt"]
    assert "a1.txt" not in set(open_corpus(study).all_articles["article_id"])


@pytest.mark.parametrize(
    ("name", "old", "new", "differs"),
    [
        ("themes.yaml", "从来没有的词", "前沿", {"theme_hits", "manifest.json"}),
        ("terms.txt", "量子计量\n", "", {"tokens", "term_counts", "articles", "manifest.json"}),
    ],
)
def test_a_changed_lexicon_touches_what_it_decides(tmp_path, monkeypatch, name, old, new, differs):
    study = make_corpus(tmp_path / "s").study
    before = store(study)
    read = counted(monkeypatch)
    file = study.root / "lexicon" / name
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert build(study).changed
    assert read == []
    after = store(study)
    found = {path.split("/")[0] for path in after if after[path] != before.get(path)}
    assert found == differs
    assert after == from_nothing(study, tmp_path)


def test_a_file_that_keeps_its_size_and_time_within_a_moment_is_still_seen(tmp_path):
    study = open_study(make_study(tmp_path / "s"))
    seed = study.seeds / "a1.txt"
    first = hash_files(study, ["a1.txt"])
    seed.write_text(seed.read_text(encoding="utf-8").replace("生活", "日子"), encoding="utf-8")
    assert hash_files(study, ["a1.txt"]).sha256[0] != first.sha256[0]


def test_a_broken_off_build_leaves_the_old_store_and_is_taken_up(tmp_path, monkeypatch):
    study = make_corpus(tmp_path / "s").study
    before = store(study)
    monkeypatch.setattr(deal, "BATCH_SEEDS", 1)
    for i in range(4):
        (study.seeds / f"new{i}.txt").write_text(text_of(i), encoding="utf-8")
    read = counted(monkeypatch)

    def stopped(batches, label):
        for place, batch in enumerate(batches):
            if place == 2:
                raise KeyboardInterrupt
            yield batch

    with pytest.raises(KeyboardInterrupt):
        build(study, progress=stopped)
    assert store(study) == before
    first = list(read)
    build(study)
    assert sorted(read) == [f"new{i}.txt" for i in range(4)], first
    assert store(study) == from_nothing(study, tmp_path)


@pytest.mark.parametrize("step", ["write_manifest", "_write"])
def test_a_full_disk_is_a_sentence_and_the_old_store_stays(tmp_path, monkeypatch, step):
    study = make_corpus(tmp_path / "s").study
    before = store(study)
    (study.seeds / "new.txt").write_text(text_of(1), encoding="utf-8")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(merge, step, full)
    with pytest.raises(StudyError, match="No space left"):
        build(study)
    assert store(study) == before
    monkeypatch.undo()
    build(study)
    assert store(study) == from_nothing(study, tmp_path)


def test_no_room_for_rows_is_a_sentence_and_no_damage(tmp_path, monkeypatch, caplog):
    study = make_corpus(tmp_path / "s").study
    before = store(study)
    (study.seeds / "new.txt").write_text(text_of(1), encoding="utf-8")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("liangwen.building.batches.write_part", full)
    with pytest.raises(StudyError, match="Rows could not be written"):
        build(study)
    assert store(study) == before
    assert "damaged" not in caplog.text


@pytest.mark.parametrize("harm", ["gone", "garbled", "no manifest", "half a manifest"])
@pytest.mark.parametrize("dataset", ["seeds", "articles"])
def test_a_damaged_store_is_made_anew(tmp_path, dataset, harm):
    study = make_corpus(tmp_path / "s").study
    before = store(study)
    (study.seeds / "new.txt").write_text(text_of(1), encoding="utf-8")
    file = next((study.corpus / dataset).iterdir())
    manifest = study.corpus / "manifest.json"
    if harm == "gone":
        file.unlink()
    elif harm == "garbled":
        file.write_bytes(b"PAR1" + b"x" * 99)
    elif harm == "no manifest":
        manifest.unlink()
    else:
        manifest.write_bytes(before["manifest.json"][:40])
    build(study)
    assert store(study) == from_nothing(study, tmp_path)


def test_two_builds_at_once_on_one_study(tmp_path):
    study = make_corpus(tmp_path / "s").study
    with locked(study), pytest.raises(StudyError, match="Another build"):
        build(study)
    build(study)


def test_a_store_that_was_moved_aside_is_put_back(tmp_path):
    study = make_corpus(tmp_path / "s").study
    before = store(study)
    study.corpus.rename(study.root / ".corpus-old")
    open_corpus(study)
    assert store(study) == before


def test_workers_give_the_same_bytes(tmp_path, monkeypatch):
    study = make_corpus(tmp_path / "s").study
    before = store(study)
    monkeypatch.setattr(deal, "BATCH_SEEDS", 2)
    shutil.rmtree(study.corpus)
    build(study, workers=2)
    assert store(study) == before
    # Of articles that stay and articles that come, the shards are written by the workers, too.
    for i in range(4):
        (study.seeds / f"new{i}.txt").write_text(text_of(i), encoding="utf-8")
    build(study, workers=2)
    assert store(study) == from_nothing(study, tmp_path)


def test_a_worker_that_wrote_half_a_shard_leaves_nothing_in_the_store(tmp_path, monkeypatch):
    study = make_corpus(tmp_path / "s").study
    expected = store(study)
    shutil.rmtree(study.corpus)
    rows = Sources.rows

    def given_up(sources, dataset, names, columns=None):
        for folder in study.root.glob(".corpus-new/.drafts"):
            (folder / f"half-{dataset}").write_bytes(b"PAR1")
        return rows(sources, dataset, names, columns)

    monkeypatch.setattr(Sources, "rows", given_up)
    build(study)
    assert store(study) == expected


def test_a_study_whose_articles_are_all_gone_has_an_empty_store(tmp_path):
    study = make_corpus(tmp_path / "s", {"a.txt": ("湖北省省长 王强", ["湖北推进民生计量工作。"] * 3)}).study
    (study.seeds / "a.txt").write_text("首页\n", encoding="utf-8")
    result = build(study)
    assert (result.articles, len(result.failures)) == (0, 1)
    assert open_corpus(study).articles.empty


def test_a_study_whose_seeds_are_all_left_out_has_an_empty_store(tmp_path):
    study = open_study(make_study(tmp_path / "s", {}))
    (study.seeds / "a.txt").write_text(text_of(1), encoding="utf-8")
    build(study)
    (study.seeds / "catalog.csv").write_text("seed,role\na.txt,exclude\n", encoding="utf-8")
    assert build(study).articles == 0
    assert store(study) == from_nothing(study, tmp_path)


def test_an_excluded_seed_that_comes_or_goes_is_noticed(tmp_path):
    study = open_study(make_study(tmp_path / "s"))
    (study.seeds / "catalog.csv").write_text("seed,role\nx.txt,exclude\n", encoding="utf-8")
    assert [failure.seed for failure in build(study).failures] == ["x.txt"]
    (study.seeds / "x.txt").write_text(text_of(1), encoding="utf-8")
    assert build(study).failures == []
    assert not build(study).changed
    (study.seeds / "x.txt").unlink()
    assert [failure.seed for failure in build(study).failures] == ["x.txt"]


def same_state(path, text):
    """Change a file so that neither its size nor its time says so."""
    stat = path.stat()
    assert len(text.encode()) == stat.st_size
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def test_what_was_read_is_noted_where_it_is_not_what_was_hashed(tmp_path, caplog):
    study = open_study(make_study(tmp_path / "s"))
    seed = study.seeds / "a1.txt"
    os.utime(seed, ns=(10**18, 10**18))
    build(study)
    old = seed.read_text(encoding="utf-8")
    same_state(seed, old.replace("生活", "日子"))
    build(study, afresh=True)  # the hash is the cache's, the text is the new one
    assert "a1.txt was changed while it was read" in caplog.text
    assert "日子" in open_corpus(study).articles.set_index("article_id")["text"]["a1.txt"]
    assert build(study).changed
    assert store(study) == from_nothing(study, tmp_path)
    assert not build(study).changed


def test_a_seed_that_was_away_for_a_moment_is_read_by_the_next_build(tmp_path, monkeypatch):
    study = open_study(make_study(tmp_path / "s"))
    seed, away = study.seeds / "a1.txt", tmp_path / "away"
    run_batch = batches.run_batch

    def vanishing(batch):
        seed.rename(away)
        run_batch(batch)

    monkeypatch.setattr("liangwen.building.run.run_batch", vanishing)
    assert [failure.seed for failure in build(study).failures] == ["a1.txt"]
    monkeypatch.undo()
    away.rename(seed)
    assert build(study).failures == []
    assert store(study) == from_nothing(study, tmp_path)


def test_rows_that_were_left_are_not_used_for_other_bytes(tmp_path, monkeypatch):
    study = open_study(make_study(tmp_path / "s"))
    seed = study.seeds / "a1.txt"
    old = seed.read_text(encoding="utf-8")
    run_batch = batches.run_batch

    def other_bytes(batch):
        seed.write_text(old.replace("生活", "日子"), encoding="utf-8")
        run_batch(batch)
        seed.write_text(old, encoding="utf-8")
        raise KeyboardInterrupt

    monkeypatch.setattr("liangwen.building.run.run_batch", other_bytes)
    with pytest.raises(KeyboardInterrupt):
        build(study)
    monkeypatch.undo()
    build(study)
    assert store(study) == from_nothing(study, tmp_path)


def test_the_catalog_knows_rows_of_a_table_with_a_hash_in_its_name(tmp_path):
    study = open_study(make_study(tmp_path / "s", {}))
    rows = [json.dumps({"id": str(i), "text": text_of(i)}) for i in range(3)]
    (study.seeds / "t#1.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (study.seeds / "t").write_text("首页\n", encoding="utf-8")
    catalog = study.seeds / "catalog.csv"
    catalog.write_text("seed,role\nt#1.jsonl#2,exclude\nt#1.jsonl#9,study\n", encoding="utf-8")
    result = build(study)
    assert result.articles == 2
    assert {failure.seed for failure in result.failures} == {"t", "t#1.jsonl#9"}
    catalog.write_text("seed,role\nt#1.jsonl#1,exclude\n", encoding="utf-8")
    build(study)
    assert set(open_corpus(study).articles["article_id"]) == {"t#1.jsonl#0", "t#1.jsonl#2"}
    assert store(study) == from_nothing(study, tmp_path)


def test_a_name_that_cannot_be_an_id_is_a_sentence(tmp_path):
    study = open_study(make_study(tmp_path / "s"))
    (study.seeds / "t.jsonl").write_text(
        json.dumps({"id": "1.txt", "text": text_of(1)}), encoding="utf-8"
    )
    (study.seeds / "t.jsonl#1.txt").write_text(text_of(2), encoding="utf-8")
    files = 2
    try:
        (study.seeds / os.fsdecode(b"\xff.txt")).write_text(text_of(3), encoding="utf-8")
        files += 1
    except OSError:  # not every file system takes such a name
        pass
    found = {failure.seed: failure.reason for failure in build(study).failures}
    assert found.pop("t.jsonl#1.txt") == "Its name is that of a row of t.jsonl."
    assert len(found) == files - 2
    assert not found or "no UTF-8" in found["\\udcff.txt"]
    assert "t.jsonl#1.txt" in set(open_corpus(study).articles["article_id"])
    assert not build(study).changed


def test_a_failure_tells_of_characters_that_cannot_be_written(tmp_path):
    study = open_study(make_study(tmp_path / "s"))
    (study.seeds / "t.jsonl").write_text('{"\\ud800": "x", "b": 1}\n', encoding="utf-8")
    assert [failure.seed for failure in build(study).failures] == ["t.jsonl"]
    assert not build(study).changed
