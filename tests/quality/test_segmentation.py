"""Segmentation equals jieba's over real texts, and is seven times as fast and more.

A sample by default; every text of the folder, some 120 MB, where LIANGWEN_ALL is set (as `make
quality` sets it): twenty minutes.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from liangwen.lexicon import read_words

_SPEC = importlib.util.spec_from_file_location(
    "segmentation_benchmark", Path(__file__).parents[2] / "benchmarks" / "segmentation.py"
)
benchmark = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(benchmark)

DATA = benchmark.DATA
EVERY = 1 if os.environ.get("LIANGWEN_ALL") else 150
#: The whole must hold so much; the sample is what it is.
FEWEST_MEGABYTES = 50 if EVERY == 1 else 0.3
TIMES_AS_FAST = 7

pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"{DATA} is not there: real texts to cut"),
]


@pytest.mark.parametrize("name", benchmark.SETTINGS)
def test_no_text_is_cut_differently(name, capsys):
    hmm, with_words = benchmark.SETTINGS[name]
    words = read_words(benchmark.TERMS, first_column=True) if with_words else []
    found = benchmark.compare(benchmark.chosen(DATA, every=EVERY), hmm=hmm, words=words)
    with capsys.disabled():
        print(f"\n{name}: {found.megabytes:.1f} MB, {found.ratio:.1f} times as fast as jieba")
    assert found.different == []
    assert found.megabytes >= FEWEST_MEGABYTES
    # A sample of a second is too short to time on a busy machine.
    assert EVERY > 1 or found.ratio >= TIMES_AS_FAST
