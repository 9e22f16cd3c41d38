"""What the tests of reading share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


@pytest.fixture(scope="session")
def article() -> str:
    """A clean text of the study's own seeds, some 3,000 characters."""
    from liangwen.filter import clean_file

    return clean_file(SEEDS[1])["text"]
