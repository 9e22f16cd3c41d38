"""The story notebooks as they are stored: tidy, more prose than code, each figure saved once."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from liangwen.figures import NAMES
from liangwen.findings.summary import found
from liangwen.study import STARTERS

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "notebooks"
STORIES = (
    "01_corpus", "02_keywords", "03_themes", "04_regions", "05_certainty", "06_comparing",
    "07_time",
)
#: A cell holds so many lines at most, without blank ones and imports.
MOST_LINES = 5
#: Words of prose for each line of code, at least.
PROSE = 12

Cell = dict[str, Any]


def cells(name: str) -> list[Cell]:
    return json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]


def source(cell: Cell) -> str:
    return "".join(cell["source"])


def code_of(name: str) -> list[Cell]:
    return [cell for cell in cells(name) if cell["cell_type"] == "code"]


def prose_of(name: str) -> str:
    return "\n\n".join(source(cell) for cell in cells(name) if cell["cell_type"] == "markdown")


def lines_of(cell: Cell) -> list[str]:
    """Lines that do something: neither blank nor an import."""
    lines = [line for line in source(cell).split("\n") if line.strip()]
    return [line for line in lines if not re.match(r"(from|import) ", line)]


def calls(name: str) -> list[ast.Call]:
    trees = [ast.parse(source(cell)) for cell in code_of(name)]
    return [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]


def arguments(method: str) -> list[str]:
    """First arguments of the calls ``desk.<method>("…")`` in all stories."""
    return [
        call.args[0].value
        for name in STORIES
        for call in calls(name)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == method
        and isinstance(call.args[0], ast.Constant)
    ]


def test_the_folder_holds_the_stories() -> None:
    assert {path.stem for path in FOLDER.glob("[0-9]*.ipynb")} == set(STORIES)


@pytest.mark.parametrize("name", STORIES)
def test_stored_without_outputs(name: str) -> None:
    for cell in code_of(name):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


@pytest.mark.parametrize("name", STORIES)
def test_format_ids_and_metadata_are_plain(name: str) -> None:
    text = (FOLDER / f"{name}.ipynb").read_text(encoding="utf-8")
    book = json.loads(text)
    assert text == json.dumps(book, ensure_ascii=False, indent=1) + "\n"
    assert (book["nbformat"], book["nbformat_minor"]) == (4, 5)
    assert book["metadata"]["kernelspec"]["name"] == "python3"
    assert set(book["metadata"]) == {"kernelspec", "language_info"}
    ids = [cell["id"] for cell in book["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", one) for one in ids)
    assert all(set(cell["metadata"]) <= {"tags"} for cell in book["cells"])


@pytest.mark.parametrize("name", STORIES)
def test_parameters_come_first_and_have_defaults(name: str) -> None:
    tagged = [cell for cell in cells(name) if "parameters" in cell["metadata"].get("tags", [])]
    assert tagged == code_of(name)[:1]
    values: dict[str, Any] = {}
    exec(source(tagged[0]), values)
    assert (values["study"], values["language"]) == ("..", "en")


@pytest.mark.parametrize("name", STORIES)
def test_no_definitions(name: str) -> None:
    nodes = [node for cell in code_of(name) for node in ast.walk(ast.parse(source(cell)))]
    defined = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    assert not [ast.unparse(node) for node in nodes if isinstance(node, defined)]


@pytest.mark.parametrize("name", STORIES)
def test_short_cells_and_more_prose_than_code(name: str) -> None:
    counts = {cell["id"]: len(lines_of(cell)) for cell in code_of(name)}
    assert {one: n for one, n in counts.items() if n > MOST_LINES} == {}
    words = len(prose_of(name).split())
    assert words >= PROSE * sum(counts.values())


@pytest.mark.parametrize("name", STORIES)
def test_begins_and_ends_with_prose(name: str) -> None:
    kinds = [cell["cell_type"] for cell in cells(name)]
    assert (kinds[0], kinds[-1]) == ("markdown", "markdown")
    # A result, its figure and its table may follow each other; then a sentence reads them.
    assert "code code code code" not in " ".join(kinds)


@pytest.mark.parametrize("name", STORIES)
def test_prose_states_no_number_that_the_data_decide(name: str) -> None:
    # Rates and counts of a study are computed; what prose may say are simulated percentages.
    assert not re.findall(r"\d+ (?:texts|regions|hits|articles)\b", prose_of(name))
    assert not re.findall(r"the (?:Hebei|Hubei|Tianjin|Guangdong) text(?!\")", prose_of(name))


def test_each_figure_is_saved_once() -> None:
    saved = Counter(arguments("save_figure"))
    assert saved == Counter(NAMES)


@pytest.mark.parametrize("name", STORIES)
def test_a_figure_is_drawn_by_its_own_function(name: str) -> None:
    for call in calls(name):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "save_figure":
            figure, plot = (ast.unparse(part) for part in call.args[:2])
            assert plot == f"plot_{ast.literal_eval(figure)}"


def test_findings_are_sections_that_exist() -> None:
    assert set(arguments("findings")) <= set(found({}, language="en"))


@pytest.mark.parametrize("name", STORIES)
def test_starters_hand_out_the_same(name: str) -> None:
    own = (FOLDER / f"{name}.ipynb").read_bytes()
    assert (STARTERS / "notebooks" / f"{name}.ipynb").read_bytes() == own
