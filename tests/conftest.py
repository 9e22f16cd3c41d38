"""What all tests share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import settings

from liangwen.corpus import Corpus

sys.path.insert(0, str(Path(__file__).parent))

from mini import make_corpus

# The first example loads dictionaries; a deadline would measure that and nothing else.
settings.register_profile("liangwen", deadline=None, derandomize=True)
settings.load_profile("liangwen")


@pytest.fixture(scope="session")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The corpus of `mini.ARTICLES`; read it, do not change it."""
    return make_corpus(tmp_path_factory.mktemp("mini") / "study")
