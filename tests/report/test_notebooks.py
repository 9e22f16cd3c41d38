from __future__ import annotations

import json
import sys

import pytest

from liangwen.errors import ReportError
from liangwen.report.notebooks import run_notebooks


def notebook(path, *sources):
    """A notebook whose first cell holds the parameters."""
    cells = [{"cell_type": "code", "id": f"x{n}", "metadata": {"tags": ["parameters"]} if n == 0
              else {"collapsed": True}, "source": source, "outputs": [], "execution_count": None}
             for n, source in enumerate(sources)]
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4,
                                "nbformat_minor": 5}), "utf-8")
    return path


def test_notebooks_run_with_parameters_and_give_the_same_bytes(tmp_path):
    first = notebook(tmp_path / "a.ipynb", "language = 'en'\nstudy = '.'",
                     "import sys, pathlib\nprint(language, pathlib.Path.cwd().name)\n"
                     "print('no' + 'ise', file=sys.stderr)", "object()")
    second = notebook(tmp_path / "b.ipynb", "language = 'en'", "import sys\nsys.executable")
    work = tmp_path / "work"
    work.mkdir()
    done = []
    runs = []

    def progress(items, label):
        for item in items:
            yield item
            done.append(item.name)

    for name, chosen in (("one", [first, second]), ("two", [first])):
        copies = run_notebooks(chosen, out=tmp_path / name, cwd=work,
                               parameters={"language": "zh"}, progress=progress)
        runs.append([path.read_bytes() for path in copies])
    assert runs[0][0] == runs[1][0]
    assert done[:2] == ["a.ipynb", "b.ipynb"]
    read = json.loads(runs[0][0])
    assert [cell["id"] for cell in read["cells"]] == [f"cell-{n:03d}" for n in range(1, 5)]
    text = runs[0][0].decode()
    assert "zh work" in text and "noise" not in text and "papermill" not in read["metadata"]
    assert "object at 0x…" in text
    shown = json.loads(runs[0][1])["cells"][2]["outputs"][0]["data"]["text/plain"]
    assert shown == [repr(sys.executable)]


def test_a_failing_cell_is_named(tmp_path):
    path = notebook(tmp_path / "bad.ipynb", "language = 'en'", "1 / 0")
    with pytest.raises(ReportError, match=r"bad\.ipynb, cell 2, failed with ZeroDivisionError"):
        run_notebooks([path], out=tmp_path / "out", parameters={"language": "zh"}, cwd=tmp_path)


def test_an_unknown_parameter_is_an_error(tmp_path):
    path = notebook(tmp_path / "a.ipynb", "language = 'en'")
    with pytest.raises(ReportError, match=r"no parameter 'langage'.*language"):
        run_notebooks([path], out=tmp_path / "out", parameters={"langage": "zh"}, cwd=tmp_path)


def test_a_file_that_is_no_notebook(tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_text("no json", "utf-8")
    with pytest.raises(ReportError, match="is no notebook"):
        run_notebooks([path], out=tmp_path / "out", parameters={}, cwd=tmp_path)
