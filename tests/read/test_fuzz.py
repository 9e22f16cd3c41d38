"""A short run of tools/fuzz.py: broken files are read or refused, broken texts can be undone."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

_FILE = Path(__file__).parents[2] / "tools" / "fuzz.py"


@pytest.mark.parametrize(("what", "count"), [("read", 300), ("clean", 100)])
def test_broken_inputs(what, count, monkeypatch, tmp_path):
    spec = importlib.util.spec_from_file_location("fuzz", _FILE)
    fuzz = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fuzz)
    monkeypatch.setattr(fuzz, "ROOT", tmp_path)
    assert fuzz.run(what, count, seed=5, limit=20.0, seconds=60.0) == 0
