"""The explorer's notebook: stored tidy, handed out as it is, and it runs."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from liangwen.report.notebooks import run_notebooks
from liangwen.study import STARTERS

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "notebooks" / "explorer.ipynb"


def cells():
    return json.loads(BOOK.read_text(encoding="utf-8"))["cells"]


def test_it_is_stored_without_outputs_and_in_plain_form():
    text = BOOK.read_text(encoding="utf-8")
    book = json.loads(text)
    assert text == json.dumps(book, ensure_ascii=False, indent=1) + "\n"
    assert set(book["metadata"]) == {"kernelspec", "language_info"}
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


def test_starters_hand_out_the_same():
    assert (STARTERS / "notebooks" / "explorer.ipynb").read_bytes() == BOOK.read_bytes()


def test_the_logic_is_not_in_it():
    code = ["".join(cell["source"]) for cell in cells() if cell["cell_type"] == "code"]
    assert len(code) == 2
    nodes = [node for one in code for node in ast.walk(ast.parse(one))]
    assert not [n for n in nodes if isinstance(n, (ast.FunctionDef, ast.ClassDef, ast.For, ast.Lambda))]


def test_a_report_does_not_run_it():
    assert not BOOK.name[0].isdigit()


@pytest.mark.slow
def test_it_runs(own, tmp_path):
    made = run_notebooks([BOOK], out=tmp_path, parameters={"study": str(own.study.root), "language": "zh"},
                         cwd=own.study.root)
    book = json.loads(next(iter(made)).read_text(encoding="utf-8")) if made else None
    assert book is not None
    outputs = [out for cell in book["cells"] if cell["cell_type"] == "code" for out in cell["outputs"]]
    assert not [out for out in outputs if out["output_type"] in ("error", "stream")]
