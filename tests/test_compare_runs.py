"""Two runs compared: inputs, rows, findings."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from quick_run import copied, made, quick, quick_made

from liangwen import table_files, tables
from liangwen.cli import main
from liangwen.compare_runs import compare_runs, finding_changes, findings_of, open_run
from liangwen.compare_text import lines_of
from liangwen.errors import StudyError
from liangwen.findings import found

__all__ = ["quick", "quick_made"]


@pytest.fixture
def two(quick, tmp_path):
    """A study, and the same with a term and an article more."""
    # One text for Hainan: an interval is known where a region has a single text.
    (quick / "seeds" / "c2.txt").unlink()
    made(quick)
    other = copied(quick, tmp_path / "other")
    file = other / "lexicon" / "themes.yaml"
    file.write_text(file.read_text("utf-8").replace("[量子计量]", "[量子计量, 前沿]"), "utf-8")
    text = "广东推进量子计量工作，量子计量服务全省各类企业。\n广东省省长 王伟\n"
    (other / "seeds" / "d1.txt").write_text(text, encoding="utf-8")
    made(other)
    return quick, other


def test_what_went_in_and_what_came_of_it(two):
    difference = compare_runs(*map(open_run, two))
    assert [(c.kind, c.name, c.verb) for c in difference.inputs] == [
        ("article", "d1.txt", "added"), ("term", "前沿", "added"),
        ("file", "lexicon/themes.yaml", "changed"),
    ]  # fmt: skip
    intensity = next(t for t in difference.tables if t.name == "theme_intensity")
    assert {row["region"] for row in intensity.added} == {"广东"} and not intensity.removed
    change = next(c for c in intensity.changed if c.key == ("海南", "quantum"))
    assert (change.before["hits"], change.after["hits"]) == ("2", "3")
    assert {"low", "high"} <= set(change.after)
    assert any(f.after and "Guangdong" in f.after for f in difference.findings)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_text_names_causes_findings_and_rows(two, language):
    text = "\n".join(lines_of(compare_runs(*map(open_run, two), language=language), language=language))
    assert "d1.txt" in text and "前沿" in text and "### theme_intensity" in text
    own = text.split("### theme_intensity")[1].splitlines()
    row = next(line for line in own if line.startswith("- `海南 · quantum`"))
    assert "per_10k" in row and "(95 %: " in row and "→" in row


def test_nothing_changed(quick):
    text = "\n".join(lines_of(compare_runs(open_run(quick), open_run(quick))))
    assert "are the same, byte for byte" in text and "Nothing: articles" in text


def test_folders_of_tables_and_manifests_will_do(two):
    bare = compare_runs(*(open_run(study / "tables") for study in two))
    whole = compare_runs(*(open_run(study / "report" / "manifest.json") for study in two))
    assert bare.inputs is None and whole.inputs
    assert bare.tables == whole.tables and bare.findings == whole.findings


def test_what_is_no_run_is_said(tmp_path):
    with pytest.raises(StudyError, match="is no run"):
        open_run(tmp_path)
    (tmp_path / "study.toml").write_text('title = "x"\n', encoding="utf-8")
    with pytest.raises(StudyError, match="has no tables yet"):
        open_run(tmp_path)


def test_findings_from_files_are_those_of_the_tables(mini, tmp_path):
    made_tables = tables.all_tables(mini)
    table_files.write_tables(made_tables, tmp_path)
    for language in ("en", "zh"):
        read = findings_of(open_run(tmp_path), language)
        told = found(made_tables, language=language)
        # How much of the differences the plane shows stands in no column.
        assert read.pop("correspondence") == [] and told.pop("correspondence")
        # Nor does why there is no course of time.
        assert read.pop("periods") == [] and told.pop("periods")
        assert read == told


def test_findings_are_paired_by_their_words():
    old = {"summary": ["A has 3."], "focus": ["A has 3.", "B leads.", "C has 1,200."]}
    new = {"summary": ["A has 4."], "focus": ["A has 4.", "D leads.", "C has 1,200."]}
    pairs = [(f.section, f.before, f.after) for f in finding_changes(old, new)]
    assert pairs == [
        ("focus", "A has 3.", "A has 4."), ("focus", None, "D leads."), ("focus", "B leads.", None),
    ]  # fmt: skip


def test_the_command(two, tmp_path):
    page = tmp_path / "diff.md"
    run = CliRunner().invoke(main, ["diff", *map(str, two), "--json", "--markdown", str(page)])
    assert run.exit_code == 0
    content = json.loads(run.stdout)
    assert content["inputs"][0]["name"] == "d1.txt"
    row = next(t for t in content["tables"] if t["name"] == "theme_intensity")["changed"][0]
    assert set(row["key"]) == {"region", "theme"}
    assert page.read_text("utf-8").startswith("# What changed between two runs")
    assert CliRunner().invoke(main, ["diff", str(two[0]), str(tmp_path / "no")]).exit_code == 1
