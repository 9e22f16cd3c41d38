"""The five seeds against what a person read in them (README.md beside this file)."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from liangwen.cleaning import clean_text
from liangwen.filter import clean_file

pytestmark = pytest.mark.quality

ROOT = Path(__file__).parents[2]
GOLD = Path(__file__).parent / "gold"
METADATA = json.loads((GOLD / "metadata.json").read_text(encoding="utf-8"))
STEMS = sorted(METADATA)
FIELDS = (
    "title", "date", "date_basis", "source", "author", "author_office", "kind", "scope", "region",
    "regions", "script",
)  # fmt: skip
#: Letters, digits and Chinese characters that may differ; never raised.
CHARACTER_ERROR = 0.001


def read_gold(stem: str) -> str:
    return (GOLD / f"{stem}.txt").read_text(encoding="utf-8").rstrip("\n")


def kept_characters(text: str) -> list[str]:
    return re.findall(r"[^\W_]", text)


def distance(a: list[str], b: list[str]) -> int:
    """Levenshtein's distance; texts that agree cost nothing."""
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    if not a or not b:
        return len(a) + len(b)
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


def test_the_gold_is_the_gold():
    for line in (GOLD / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((GOLD / name.lstrip("*")).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("stem", STEMS)
def test_body(stem):
    found = clean_file(ROOT / "seeds" / f"{stem}.txt")["text"]
    gold = read_gold(stem)
    wrong = distance(kept_characters(found), kept_characters(gold))
    print(f"{stem}: {wrong} of {len(kept_characters(gold))} characters wrong")
    assert wrong <= CHARACTER_ERROR * len(kept_characters(gold))
    assert found.count("\n") + 1 == METADATA[stem]["n_paragraphs"]


@pytest.mark.parametrize("stem", STEMS)
def test_metadata_under_another_name(stem, tmp_path):
    copy = tmp_path / "any name.dat"
    copy.write_bytes((ROOT / "seeds" / f"{stem}.txt").read_bytes())
    found = clean_file(copy)
    assert {key: found[key] for key in FIELDS} == {key: METADATA[stem][key] for key in FIELDS}
    # What is claimed has its words.
    for key in ("title", "date", "source", "author", "kind", "scope", "region"):
        assert (found[key] is not None) == (key in found["evidence"])


@pytest.mark.parametrize("stem", STEMS)
def test_counts_that_a_reader_can_do_by_hand(stem):
    found = clean_text((ROOT / "seeds" / f"{stem}.txt").read_bytes().decode()).text
    expected = METADATA[stem]["string_counts"]
    assert {string: found.count(string) for string in expected} == expected
