"""A second run is compared with the first, byte for byte, and the study is left as it was."""

from __future__ import annotations

import re

import pytest
from quick_run import made, quick, quick_made, tree

from liangwen.errors import ReportError, StudyError
from liangwen.study import open_study
from liangwen.verify import lines_of, verify

__all__ = ["quick", "quick_made"]


def verified(study):
    before = tree(study, hidden=True)
    found = verify(open_study(study), progress=lambda items, label: items, tell=lambda words: None)
    assert tree(study, hidden=True) == before
    return found, "\n".join(lines_of(found, seconds=1))


def test_an_untouched_study_holds(quick):
    found, said = verified(quick)
    assert found.holds and found.checked > 20 and not found.changes
    assert said.startswith(f"Verified: {found.checked} outputs made again")


def test_outputs_that_are_gone_come_out_as_before(quick):
    (quick / "tables" / "articles.csv").unlink()
    found, said = verified(quick)
    assert found.holds and found.missing == ["tables/articles.csv"]
    assert "No longer in the study, and came out as before: tables/articles.csv." in said


def test_an_altered_output_is_named_with_its_place(quick):
    file = quick / "tables" / "theme_intensity.csv"
    file.write_bytes(file.read_bytes().replace(b",carbon,", b",Carbon,", 1))
    found, said = verified(quick)
    assert not found.holds and not found.different
    assert "Altered in the study since the report: tables/theme_intensity.csv: row 2" in said
    assert "column theme: carbon before, Carbon now" in said


def test_a_changed_term_is_named_with_the_first_row_that_it_moved(quick):
    file = quick / "lexicon" / "themes.yaml"
    text = file.read_text("utf-8").replace("[量子计量]", "[量子计量, 前沿]")
    file.write_text(text, encoding="utf-8")
    found, said = verified(quick)
    assert not found.holds
    assert found.different[0].name.startswith("corpus/theme_hits/")
    table = next(item for item in found.different if item.name == "tables/theme_intensity.csv")
    # Shrinkage moves every region's rate: the first row need not be one with a new hit.
    assert re.match(r"row \d+ \(.+\), column \w+: .+ before, .+ now", table.place)
    assert "1 term added: 前沿 (quantum)." in said


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("study.toml", "minimum_length = 3\n", "Setting minimum_length: 2 before, 3 now."),
        ("seeds/a1.txt", "湖北建设量子计量新高地工作。\n", "1 article changed: a1.txt."),
        ("notebooks/01_one.ipynb", "\n", "1 input file changed: notebooks/01_one.ipynb."),
        ("lexicon/stop_words.txt", "推进\n", "1 input file changed: lexicon/stop_words.txt."),
    ],
)
def test_what_changed_since_is_said(quick, name, text, said):
    with (quick / name).open("a", encoding="utf-8") as file:
        file.write(text)
    found, lines = verified(quick)
    assert not found.holds and said in lines


def test_another_version_is_said(quick, monkeypatch):
    monkeypatch.setattr("liangwen.running.documents.versions", lambda: {"liangwen": "9.9"})
    _, said = verified(quick)
    assert "Version of liangwen: 0." in said and "9.9 now" in said


def test_a_difference_without_a_cause_is_laid_to_what_lies_outside(quick, monkeypatch):
    from quick_run import run_notebooks

    def restless(notebooks, **options):
        done = run_notebooks(notebooks, **options)
        for path in done:
            path.write_text(path.read_text("utf-8") + str(options["parameters"]["study"]), "utf-8")
        return done

    monkeypatch.setattr("liangwen.report.notebooks.run_notebooks", restless)
    found, said = verified(quick)
    assert not found.holds and not found.changes and "outside the study" in said


def test_without_a_manifest_there_is_nothing_to_verify(quick):
    (quick / "report" / "manifest.json").unlink()
    with pytest.raises(ReportError, match="run `liangwen report` there first"):
        verify(open_study(quick), progress=lambda i, label: i, tell=lambda words: None)


def test_a_study_that_no_longer_runs_says_what_changed(quick):
    for seed in (quick / "seeds").glob("*.txt"):
        seed.write_text("短", encoding="utf-8")
    with pytest.raises(StudyError, match=r"nothing to report.*these changed: seeds/a1\.txt"):
        verify(open_study(quick), progress=lambda i, label: i, tell=lambda words: None)


def test_a_read_only_seed_is_no_hindrance(quick):
    for seed in (quick / "seeds").glob("*.txt"):
        seed.chmod(0o444)
    assert made(quick).unchanged
    assert verified(quick)[0].holds
