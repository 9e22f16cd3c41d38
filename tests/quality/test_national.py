"""Fifty reports to the National People's Congress: decoded, each body once, wrapped or not."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from liangwen.cleaning import clean_text
from liangwen.edits import undo

pytestmark = pytest.mark.quality

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "national"
FILES = sorted(FOLDER.glob("*.txt"))
_SENTENCE = re.compile(r"[^。！？；\n]+")


def source(file: Path) -> str:
    return file.read_bytes().decode("gb18030")


if not FILES:
    pytest.skip("shared/data/national is not here", allow_module_level=True)


def test_there_are_fifty():
    assert len(FILES) == 50


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_body_once(file):
    found = clean_text(source(file))
    assert undo(found.text, found.edits) == found.source
    sentences = Counter(s for s in _SENTENCE.findall(found.text) if len(s) >= 20)
    # A report may say a sentence twice; a second copy would say hundreds.
    assert sum(count - 1 for count in sentences.values()) <= 5
    assert len(found.text) >= 3500
    assert "<U+" not in found.text and not re.search("[\uff10-\uff19]", found.text)
    assert "首页>>" not in found.text and "责任编辑" not in found.text


@pytest.mark.parametrize("file", FILES[::7], ids=lambda file: file.stem)
@pytest.mark.parametrize("width", [20, 34])
def test_wrapped_whole_counts_as_unwrapped(file, width):
    text = clean_text(source(file)).text
    plain = clean_text(text, whole=True).text
    broken = "\n".join(
        line[i : i + width] for line in text.split("\n") for i in range(0, len(line), width)
    )
    joined = clean_text(broken, whole=True).text
    assert joined.replace("\n", "") == plain.replace("\n", "")
    chance = random.Random(width)
    for _ in range(400):
        start = chance.randrange(len(plain) - 8)
        string = plain[start : start + chance.randint(2, 8)]
        # Within a sentence: a paragraph that ends at the very edge is joined to the next.
        if string.isalnum():
            assert joined.count(string) == plain.count(string)
