"""Which files of a study a process opens."""

from __future__ import annotations

import subprocess
import sys


def test_files_of_the_study_are_noted_once_and_what_a_run_makes_is_not(tmp_path):
    for name in ("data", "tables", "figures", "corpus"):
        (tmp_path / "study" / name).mkdir(parents=True)
        (tmp_path / "study" / name / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "study" / "corpus" / "manifest.json").write_text("{}", encoding="utf-8")
    (tmp_path / "outside.csv").write_text("a\n", encoding="utf-8")
    # A hook cannot be taken away again, so this is asked of a process of its own.
    code = """
import os, sys
from pathlib import Path
from liangwen.reads import note_reads
note_reads(Path("study"), Path("notes.txt"))
import pandas
os.chdir("study")
for _ in range(2):
    pandas.read_csv("data/x.csv")
open("tables/x.csv").close(), open("../outside.csv").close()
open("figures/x.csv").close(), open("corpus/manifest.json").close()
open("made.txt", "w").close()
"""
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
    notes = (tmp_path / "notes.txt") if (tmp_path / "notes.txt").exists() else None
    assert notes is not None and notes.read_text("utf-8").splitlines() == ["data/x.csv", "tables/x.csv"]
