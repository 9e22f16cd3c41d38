"""Made tables and figures for the report's tests."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

_spec = importlib.util.spec_from_file_location(
    "made_tables", Path(__file__).with_name("made_tables.py")
)
made_tables = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made_tables)


@pytest.fixture(scope="session")
def make_tables():
    """The function that makes all tables for a number of regions."""
    return made_tables.made


@pytest.fixture
def tables(make_tables):
    return make_tables(5)
