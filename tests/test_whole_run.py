"""A study made new, reported and verified with nothing stood in for: kernel, pandoc and typst."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from mini import make_study
from quick_run import tree

from liangwen.stage import read_left_out
from liangwen.study import open_study

CODE = """from liangwen import tables
from liangwen.desk import open_desk
from liangwen.figures import plot_corpus_overview, plot_theme_intensity
desk = open_desk(study, language)
print(open(desk.study.root / "data.txt").read())
desk.save_figure("corpus_overview", plot_corpus_overview, desk.articles)
desk.save_figure("theme_intensity", plot_theme_intensity, tables.theme_intensity(desk.corpus))
"""


def notebook(code: str) -> str:
    """A notebook of two cells: parameters, and some code."""
    sources = (("parameters",), 'study = ".."\nlanguage = "en"'), ((), code)
    cells = [
        {"cell_type": "code", "id": f"c{n}", "metadata": {"tags": list(tags)}, "source": source,
         "outputs": [], "execution_count": None}
        for n, (tags, source) in enumerate(sources)
    ]  # fmt: skip
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def liangwen(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "liangwen", *map(str, arguments)]
    found = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env={**os.environ, **environment}
    )
    assert found.returncode == 0, found.stderr
    return found


@pytest.mark.slow
def test_a_new_study_is_reported_unchanged_and_verified(tmp_path: Path) -> None:
    seeds = make_study(tmp_path / "source") / "seeds"
    folder = tmp_path / "new"
    liangwen("new", folder, "--title", "Six texts", "--seeds", seeds, "--languages", "en")
    for path in (folder / "notebooks").glob("*.ipynb"):
        path.unlink()
    (folder / "notebooks" / "01_texts.ipynb").write_text(notebook(CODE), encoding="utf-8")
    (folder / "data.txt").write_text("read by a notebook", encoding="utf-8")

    first = liangwen("report", "--study", folder, TZ="Asia/Shanghai", PYTHONHASHSEED="1")
    assert "6 articles" in first.stderr and "%|" not in first.stderr
    study = open_study(folder)
    # The lexicon is empty: a sentence stands where the figure of themes would.
    assert "holds no theme yet" in read_left_out(study)["en"]["theme_intensity"]
    assert (study.figures / "en" / "corpus_overview.png").is_file()
    assert "holds no theme yet" in (study.report / "report.en.html").read_text("utf-8")
    manifest = json.loads((study.report / "manifest.json").read_text("utf-8"))
    assert "data.txt" in manifest["inputs"] and manifest["terms"] == {}

    before = tree(folder, hidden=True)
    again = liangwen("report", "--study", folder)
    assert "Nothing has changed" in again.stderr
    assert tree(folder, hidden=True) == before

    options = {"TZ": "America/New_York", "PYTHONHASHSEED": "2", "LC_ALL": "C"}
    verified = liangwen("verify", "--study", folder, **options)
    assert verified.stdout.startswith(f"Verified: {len(manifest['outputs'])} outputs")
    assert tree(folder, hidden=True) == before
