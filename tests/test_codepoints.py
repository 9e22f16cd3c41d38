"""Code points as arrays, and what compiled loops may use."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import liangwen
from liangwen.codepoints import codes_of

SOURCE = Path(liangwen.__file__).parent
MODULES = [path for path in sorted(SOURCE.rglob("*.py")) if "@compiled" in path.read_text("utf-8")]


@given(st.text(st.characters(), max_size=30))
def test_codes_are_those_of_the_characters(text):
    assert codes_of(text).tolist() == [ord(character) for character in text]
    assert codes_of(text).dtype == np.uint32


def test_the_codes_of_the_last_text_are_not_given_for_another():
    for text in ("计量", "量子", "计量"):
        assert [chr(code) for code in codes_of(text)] == list(text)


#: Prints what some loops give; every warning of ours is an error, but that numba is not there.
GIVEN = """
import sys, warnings
warnings.filterwarnings("error", module="liangwen")
{}
from liangwen.cleaning.repeated import is_spun
from liangwen.sentence_scan import starts_and_han
from liangwen.shingle_hashes import hashes_of
from liangwen.string_tree import occurrences, tree_of
text = "计量是基础，计量工作要加强。第二条 SI也是。" * 40
found = is_spun(text), starts_and_han(text), hashes_of(text, 5).tolist()
print(*found, occurrences(tree_of(["计量", "计量工作", "基础"]), text))
"""
WITHOUT = """sys.modules["numba"] = None
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    import liangwen.codepoints
assert "numba" in str(told[0].message) and len(told) == 1"""


@pytest.mark.parametrize(
    ("first", "environment"), [("", {"NUMBA_DISABLE_JIT": "1"}), (WITHOUT, {})],
    ids=["not compiled", "no numba"],
)  # fmt: skip
def test_loops_give_the_same_uncompiled_and_warn_of_nothing(first, environment):
    def given(code, more):
        return subprocess.run(
            [sys.executable, "-c", GIVEN.format(code)], env={**os.environ, **more},
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip

    assert given(first, environment) == given("", {})


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_kept_loop_uses_nothing_of_other_modules(path):
    # What is kept of a loop is made anew when its own file changes, and not when another does.
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.level or "liangwen" in (node.module or ""))
        for alias in node.names
    }
    loops = [
        node for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(d, ast.Name) and d.id == "compiled" for d in node.decorator_list)
    ]  # fmt: skip
    assert loops
    for loop in loops:
        used = {n.id for step in loop.body for n in ast.walk(step) if isinstance(n, ast.Name)}
        assert not used & imported, loop.name
