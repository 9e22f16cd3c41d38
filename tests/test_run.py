"""A run does what has changed and nothing else, and comes to what a run from nothing comes to."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import replace as replace_fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from quick_run import copied, made, quick, quick_made, stand_in, steps_done, tree

from liangwen.building.swap import locked
from liangwen.corpus import build
from liangwen.errors import ReportError, StudyError
from liangwen.run import report
from liangwen.stage import read_left_out
from liangwen.study import open_study

__all__ = ["quick", "quick_made"]

EVERYTHING = {
    "corpus", "tables", "notebooks/01_one", "notebooks/02_silent", "notebooks/03_terms",
    "report/en", "report/zh",
}  # fmt: skip
AFTER_TABLES = EVERYTHING - {"corpus"}
#: What asks for the counts of terms alone.
TERMS = {"notebooks/03_terms"}


def append(name: str, text: str):
    def change(study: Path) -> None:
        file = study / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as handle:
            handle.write(text)

    return change


def replace(name: str, old: str, new: str):
    def change(study: Path) -> None:
        file = study / name
        file.write_text(file.read_text("utf-8").replace(old, new), encoding="utf-8")

    return change


def remove(name: str):
    def change(study: Path) -> None:
        (study / name).unlink(missing_ok=True)

    return change


CHANGES = {
    "nothing": (lambda study: None, set()),
    "a seed grows": (append("seeds/a1.txt", "湖北建设量子计量新高地工作。\n"), EVERYTHING),
    "a seed more": (append("seeds/d.txt", "广东推进产业计量工作，服务企业发展，建设产业计量测试中心。\n广东省省长 王伟\n"), EVERYTHING),
    "a seed fewer": (remove("seeds/c2.txt"), EVERYTHING),
    "a seed is renamed": (lambda s: (s / "seeds/b1.txt").rename(s / "seeds/b9.txt"), EVERYTHING),
    "a bad seed": (lambda s: (s / "seeds" / "bad.pdf").write_bytes(b"%PDF-"), EVERYTHING - TERMS),
    "a term": (replace("lexicon/themes.yaml", "[民生计量]", "[民生计量, 人民群众]"), EVERYTHING - TERMS),
    "a stop word": (append("lexicon/stop_words.txt", "推进\n"), AFTER_TABLES - TERMS),
    "a threshold": (append("study.toml", "minimum_length = 3\n"), AFTER_TABLES),
    "the title": (replace("study.toml", '"小"', '"大"'), AFTER_TABLES - {"tables"}),
    "the segmenter": (append("study.toml", "hmm = false\n"), EVERYTHING),
    "a notebook": (append("notebooks/01_one.ipynb", "\n"), {"notebooks/01_one", "report/en", "report/zh"}),
    "a module beside": (append("notebooks/own.py", "x = 1\n"), AFTER_TABLES - {"tables"}),
    "a coded sentence": (append("coding/coder_A.csv", "x\n"), AFTER_TABLES - {"tables"} - TERMS),
    "a template": (append("templates/report.en.md.j2", "More.\n"), {"report/en", "report/zh"}),
    "an altered table": (append("tables/articles.csv", "x\n"), {"tables"}),
    "a lost table": (remove("tables/panel.csv"), {"tables"}),
    "a lost figure": (remove("figures/en/of_01_one.svg"), {"notebooks/01_one"}),
    "an altered shard": (append("corpus/articles/part-0.parquet", "x"), {"corpus"}),
    "a lost report": (remove("report/report.zh.html"), {"report/zh"}),
    "a lost note": (remove(".liangwen/left_out/02_silent/nothing.json"), {"notebooks/02_silent"}),
    "a lost record": (remove(".liangwen/steps.json"), EVERYTHING),
    "a damaged record": (append(".liangwen/steps.json", "}"), EVERYTHING),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_runs_again_what_it_touches_and_no_more(quick, name):
    change, touched = CHANGES[name]
    change(quick)
    assert steps_done(made(quick)) == touched
    assert made(quick).unchanged


@pytest.fixture(scope="module")
def stand_ins():
    with pytest.MonkeyPatch.context() as patch:
        stand_in(patch)
        yield


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=4))
def test_any_sequence_of_changes_comes_to_what_a_run_from_nothing_makes(
    stand_ins, quick_made, names
):
    with tempfile.TemporaryDirectory() as folder:
        study, fresh = Path(folder) / "study", Path(folder) / "elsewhere" / "fresh"
        copied(quick_made, study)
        for name in names:
            try:
                CHANGES[name][0](study)
            except FileNotFoundError:
                continue
            made(study)
        fresh.mkdir(parents=True)
        for given_part in ("study.toml", "seeds", "lexicon", "notebooks", "templates", "coding"):
            source = study / given_part
            copy = shutil.copytree if source.is_dir() else shutil.copyfile
            if source.exists():
                copy(source, fresh / given_part)
        made(fresh)
        assert tree(study) == tree(fresh)


def test_what_is_no_longer_made_is_taken_away(quick):
    (quick / "notebooks" / "01_one.ipynb").unlink()
    result = made(quick)
    assert "figures/en/of_01_one.svg" in result.removed
    assert not (quick / "figures" / "en" / "of_01_one.svg").exists()
    assert not (quick / "report" / "notebooks" / "01_one.ipynb").exists()


def test_what_a_person_altered_is_not_taken_away(quick):
    (quick / "notebooks" / "01_one.ipynb").unlink()
    (quick / "figures" / "en" / "of_01_one.svg").write_text("mine", encoding="utf-8")
    assert "figures/en/of_01_one.svg" not in made(quick).removed
    assert (quick / "figures" / "en" / "of_01_one.svg").read_text("utf-8") == "mine"


def test_two_notebooks_cannot_make_one_figure(quick, monkeypatch):
    def same_name(notebooks, **options):
        for path in notebooks:
            target = Path(options["environment"][path]["LIANGWEN_STAGE"]) / "study/figures/en/x.svg"
            target.parent.mkdir(parents=True)
            target.write_text(path.name, encoding="utf-8")

    monkeypatch.setattr("liangwen.report.notebooks.run_notebooks", same_name)
    with pytest.raises(ReportError, match=r"01_one and notebooks/02_silent make figures/en/x\.svg"):
        made(quick, force=True)


def test_a_file_that_a_notebook_reads_decides_as_well(quick):
    append("data/more.csv", "1\n")(quick)
    (quick / "notebooks" / "01_one.ipynb").rename(quick / "notebooks" / "01_reads.ipynb")
    made(quick)
    assert made(quick).unchanged
    append("data/more.csv", "2\n")(quick)
    assert "notebooks/01_reads" in steps_done(made(quick))
    manifest = json.loads((quick / "report" / "manifest.json").read_text("utf-8"))
    assert "data/more.csv" in manifest["inputs"]


def test_a_run_that_stops_halfway_leaves_nothing_that_is_taken_for_whole(quick, monkeypatch):
    before = tree(quick)
    append("notebooks/01_one.ipynb", "\n")(quick)

    def killed(notebooks, *, out, environment, **_):
        target = Path(environment[notebooks[0]]["LIANGWEN_STAGE"]) / "study/figures/en/half.svg"
        target.parent.mkdir(parents=True)
        target.write_text("half", encoding="utf-8")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("liangwen.report.notebooks.run_notebooks", killed)
        with pytest.raises(KeyboardInterrupt):
            made(quick)
    now = tree(quick)
    now.pop("notebooks/01_one.ipynb"), before.pop("notebooks/01_one.ipynb")
    assert now == before
    assert not list((quick / ".liangwen").glob("stage-*"))
    assert "notebooks/01_one" in steps_done(made(quick))


def test_a_stop_between_two_moves_is_noticed(quick, monkeypatch):
    append("lexicon/stop_words.txt", "推进\n")(quick)
    from liangwen import ledger

    real, moved = ledger.os.replace, []

    def stops(source, target):
        if "stage-" in str(source) and len(moved) == 3:
            raise KeyboardInterrupt
        moved.append(target) if "stage-" in str(source) else None
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(ledger.os, "replace", stops)
        with pytest.raises(KeyboardInterrupt):
            made(quick)
    # The change is taken back: by inputs alone the old record would fit again.
    replace("lexicon/stop_words.txt", "推进\n", "")(quick)
    assert "tables" in steps_done(made(quick))
    shutil.copytree(quick, quick.parent / "again", ignore=shutil.ignore_patterns(
        "corpus", "tables", "figures", "report", ".liangwen"))  # fmt: skip
    made(quick.parent / "again")
    assert tree(quick) == tree(quick.parent / "again")


def test_an_altered_store_is_not_built_upon(quick):
    """Though a seed has changed as well, which by itself asks for that seed alone."""
    append("corpus/articles/part-0.parquet", "x")(quick)
    append("corpus/tokens/part-0.parquet", "x")(quick)
    CHANGES["a seed more"][0](quick)
    assert "corpus" in steps_done(made(quick))
    shutil.copytree(quick, quick.parent / "again", ignore=shutil.ignore_patterns(
        "corpus", "tables", "figures", "report", ".liangwen"))  # fmt: skip
    made(quick.parent / "again")
    assert tree(quick) == tree(quick.parent / "again")


def test_a_store_that_the_command_build_has_brought_up_to_date_is_taken_as_it_is(quick, monkeypatch):
    CHANGES["a seed more"][0](quick)
    build(open_study(quick))
    was = tree(quick / "corpus")
    done = []
    monkeypatch.setattr("liangwen.building.run.run_batch", lambda batch: done.append(batch))
    assert "corpus" in steps_done(made(quick))
    assert tree(quick / "corpus") == was and not done


def test_force_does_everything(quick):
    assert steps_done(made(quick, force=True)) == EVERYTHING


def test_another_version_of_the_code_does_everything(quick, monkeypatch):
    monkeypatch.setattr("liangwen.running.steps.code_hash", lambda: "another")
    assert steps_done(made(quick)) == EVERYTHING
    monkeypatch.setattr("liangwen.running.steps.versions", lambda: {"liangwen": "9"})
    assert steps_done(made(quick)) == EVERYTHING


def test_a_study_without_articles_says_so_each_time(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "study.toml").write_text('title = "x"\n', encoding="utf-8")
    (tmp_path / "seeds" / "a.txt").write_text("短", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(StudyError, match="nothing to report"):
            made(tmp_path)


def test_notes_on_figures_left_out_go_with_their_notebook(quick):
    assert "nothing" in read_left_out(open_study(quick))["en"]
    (quick / "notebooks" / "02_silent.ipynb").unlink()
    made(quick)
    assert read_left_out(open_study(quick))["en"] == {}


def test_a_second_run_of_the_same_study_says_so(quick):
    with locked(open_study(quick), "report"), pytest.raises(StudyError, match="Another report of"):
        made(quick)
    assert made(quick).unchanged


def test_a_word_template_from_elsewhere_decides_the_documents(quick, tmp_path):
    template = tmp_path / "office.docx"
    template.write_bytes(b"one")
    study = open_study(quick)
    styled = replace_fields(study, settings=replace_fields(study.settings, reference_doc=str(template)))

    def run():
        return steps_done(report(styled, progress=lambda items, label: items, tell=lambda words: None))

    assert run() == {"report/en", "report/zh"}
    assert run() == set()
    template.write_bytes(b"two")
    assert run() == {"report/en", "report/zh"}
    assert str(tmp_path / "office.docx") not in (quick / ".liangwen" / "steps.json").read_text("utf-8")
