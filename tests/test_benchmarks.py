"""The benchmarks' own tools: text of a given amount, and what a command takes."""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter

import pytest

from benchmarks.scale.page import growth, table
from benchmarks.scale.texts import write_texts
from benchmarks.scale.tree import Taken, run

TEXTS = [f"第{n}条 计量工作应当符合国家规定。计量器具每{n}年检定一次；检定费用由本级财政承担。\n附则{n}。" for n in range(9)]


@pytest.fixture
def source(tmp_path):
    file = tmp_path / "texts.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"text": text}) + "\n" for text in TEXTS)
    return file


def test_real_texts_come_first_and_as_they_are(source, tmp_path):
    written = write_texts(source, tmp_path / "out", 0.0005)
    files = sorted((tmp_path / "out").glob("*.txt"))
    assert written == sum(file.stat().st_size for file in files) >= 500
    assert [file.read_text("utf-8") for file in files] == TEXTS[: len(files)]


def test_what_is_repeated_is_no_copy_and_has_the_same_characters(source, tmp_path):
    write_texts(source, tmp_path / "out", 0.006)
    texts = [file.read_text("utf-8") for file in sorted((tmp_path / "out").glob("*.txt"))]
    assert len(texts) > 3 * len(TEXTS) and len(set(texts)) > 0.9 * len(texts)
    once = len(TEXTS)
    bare = [
        Counter(c for c in "".join(part) if not c.isdigit())
        for part in (texts[:once], texts[once : 2 * once])
    ]
    assert bare[0] == bare[1]
    write_texts(source, tmp_path / "same", 0.006)
    assert [f.read_text("utf-8") for f in sorted((tmp_path / "same").glob("*.txt"))] == texts


def test_a_process_is_measured_with_its_children():
    child = "x = bytearray(60_000_000); sum(range(3_000_000)); import time; time.sleep(1.2)"
    taken = run([sys.executable, "-c",
                 f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"])  # fmt: skip
    assert isinstance(taken, Taken)
    assert taken.peak > 60 < taken.largest and taken.clock > 0.4 and taken.processor > 0.05


def test_what_processes_share_is_counted_once():
    taken = run([sys.executable, "-c",
                 "import os, time; x = b'x' * 100_000_000; os.fork(); time.sleep(1.2)"])  # fmt: skip
    assert isinstance(taken, Taken) and 90 < taken.peak < 150 and taken.largest > 90


def test_a_process_that_nobody_waits_for_counts_as_well():
    work = "import time\nwhile time.process_time() < .5: pass\ntime.sleep(.3)"
    taken = run([sys.executable, "-c",
                 f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {work!r}]);"
                 "time.sleep(2.5)"])  # fmt: skip
    assert isinstance(taken, Taken) and taken.processor > 0.2


def test_a_tool_that_fails_says_why():
    assert "no such thing" in str(run([sys.executable, "-c", "raise SystemExit('no such thing')"]))


def test_the_page_sets_each_tool_against_the_naive_way():
    def taken(seconds: float) -> dict[str, float]:
        return {"processor": seconds, "clock": seconds, "peak": 300.0, "largest": 300.0}

    size = {"megabytes": 10.0, "times": 3, "failed": {"cntext": "not installed"},
            "tools": {"naive": taken(10), "build 1": taken(4), "rjieba": taken(0.5),
                      "sklearn": {**taken(20), "turns": 1}}}  # fmt: skip
    lines = table(size).splitlines()
    assert "| liangwen, whole build | 2.50 | 2.50 | 4.0 | 300 |" in lines
    assert "The median of 3 turns." in lines
    assert "| CountVectorizer over jieba (one turn) | 0.50 | 0.50 | 20.0 | 300 |" in lines
    assert "| cntext | — | — | not installed | — |" in lines
    assert [line for line in lines if "rjieba" in line] == [lines[-2]]  # limits come last
    assert "| 10 | 4.0 | 0.400 | 300 |" in growth([size])
