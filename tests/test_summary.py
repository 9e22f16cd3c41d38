"""The last words of a run."""

from __future__ import annotations

from pathlib import Path

from liangwen.corpus import Failure
from liangwen.run import RunResult, StepDone
from liangwen.study import Study
from liangwen.summary import lines_of

STUDY = Study(Path("/a/study"))
STEPS = ("corpus", "tables", "notebooks/01_one", "notebooks/02_two", "report/en", "manifest")


def said(result):
    return "\n".join(lines_of(result, STUDY, seconds=12.34))


def steps(*done):
    return [StepDone(name, "x changed" if name in done else "", 3.0, 4) for name in STEPS]


def test_nothing_changed():
    text = said(RunResult(1, [], [], steps()))
    assert "1 article, " in text and "Nothing has changed since the last run" in text


def test_what_was_made_and_how_long_it_took():
    text = said(RunResult(5, [], [], steps("notebooks/01_one", "notebooks/02_two", "report/en")))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "corpus/ 4 files, as before" in lines
    # Notebooks run side by side: their times are not added up.
    assert "figures/, report/notebooks/ 2 of 2 notebooks, 8 files, 3 s" in lines
    assert "report/ 1 of 1 language, 4 files, 3 s" in lines and lines[-1] == "12 s"


def test_what_needs_a_look_stands_at_the_end():
    text = said(RunResult(5, [Failure("a.pdf", "No text.", "Scan it.")], [], steps(), ["tables/x.csv"]))
    assert text.splitlines()[-2:] == ["1 seed needs a look:", "  a.pdf: No text. Scan it."]
    assert "nothing makes it any more: tables/x.csv" in text
