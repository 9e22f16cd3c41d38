"""`liangwen explore`: for this machine alone, with the study's own notebook or the starter's."""

from __future__ import annotations

import importlib.util
import json

import pytest
from click.testing import CliRunner

from liangwen.cli import main
from liangwen.cli_explore import NOTEBOOK, POLICY, notebook_of, voila_arguments


def test_without_voila_a_sentence_says_what_to_install(own, monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name == "voila" else find(name, *rest))
    done = CliRunner().invoke(main, ["explore", "--study", str(own.study.root)])
    assert done.exit_code == 1
    assert done.output.count("\n") == 1 and 'pip install "voila' in done.output


def test_without_a_corpus_a_sentence_says_so(tmp_path):
    (tmp_path / "study.toml").write_text('title = "x"\n')
    done = CliRunner().invoke(main, ["explore", "--study", str(tmp_path)])
    assert done.exit_code == 1 and "liangwen build" in done.output


@pytest.mark.parametrize("port", ["0", "70000", "x"])
def test_no_such_port_is_wrong_usage(port):
    assert CliRunner().invoke(main, ["explore", "--port", port]).exit_code == 2


def test_a_study_without_the_notebook_is_given_to_a_copy(own, tmp_path):
    book = notebook_of(own.study, tmp_path)
    assert book == tmp_path / NOTEBOOK
    cells = json.loads(book.read_text(encoding="utf-8"))["cells"]
    values: dict[str, object] = {}
    exec(next("".join(c["source"]) for c in cells if "parameters" in c["metadata"].get("tags", [])), values)
    assert values["study"] == str(own.study.root)


def test_a_study_with_the_notebook_is_served_its_own(own, tmp_path):
    folder = own.study.root / "notebooks"
    folder.mkdir()
    (folder / NOTEBOOK).write_text("{}")
    assert notebook_of(own.study, tmp_path) == folder / NOTEBOOK


def test_it_is_bound_to_this_machine_and_asks_nobody_else(tmp_path):
    given = voila_arguments(tmp_path / NOTEBOOK, port=8899, browser=True)
    assert "--Voila.ip=127.0.0.1" in given and "--port=8899" in given and "--no-browser" not in given
    assert "http:" not in POLICY and "https:" not in POLICY and "*;" not in POLICY.replace("127.0.0.1:*;", "")
