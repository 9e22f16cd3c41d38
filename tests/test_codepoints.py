"""Code points as arrays, and what compiled loops may use."""

from __future__ import annotations

import ast
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


def test_two_equal_texts_are_told_apart_from_another():
    for text in ("计量", "量子", "计量"):
        assert [chr(code) for code in codes_of(text)] == list(text)


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
