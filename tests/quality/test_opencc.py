"""OpenCC's own cases: no worse than OpenCC itself; 着 and 著 apart, where it leaves 著."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from opencc import OpenCC

from liangwen.cleaning import clean_text
from liangwen.cleaning.traditional import to_simplified

pytestmark = pytest.mark.quality

FILE = Path(__file__).parents[3] / "shared" / "data" / "opencc" / "testcases.json"
if not FILE.exists():
    pytest.skip("shared/data/opencc is not here", allow_module_level=True)

CASES = json.loads(FILE.read_text(encoding="utf-8"))["cases"]
#: Words, not forms: Taiwan's 老么 is 老幺, and no simplified text tells 么 from 幺.
NOT_FORMS = {"什么 怎么 这么 那么 多么 要么 好么 甚么 這么 老么"}


def of(name: str) -> list[tuple[str, str]]:
    return [(c["input"], c["expected"][name]) for c in CASES if name in c["expected"]]


def level(text: str) -> str:
    return text.replace("著", "着")


@pytest.mark.parametrize(("name", "number"), [("t2s", 55), ("hk2s", 21), ("tw2s", 32)])
def test_every_case(name, number):
    cases = of(name)
    assert len(cases) == number
    own = OpenCC(name)
    wrong = [
        (text, to_simplified(text))
        for text, expected in cases
        if level(to_simplified(text)) != level(expected) and text not in NOT_FORMS
        if level(own.convert(text)) == level(expected)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["t2s", "hk2s", "tw2s"])
def test_every_case_through_cleaning(name):
    wrong = [
        text
        for text, expected in of(name)
        if level(clean_text(text, whole=True).text) != level(expected) and text not in NOT_FORMS
    ]
    # 袷袢 and 夹衣 are characters of both scripts: nothing in the line says traditional.
    assert wrong == [text for text in wrong if text.startswith("袷袢")]


def test_the_particle_is_apart():
    """OpenCC leaves 慰藉著; the mainland writes 慰藉着."""
    differ = {
        text
        for name in ("t2s", "hk2s", "tw2s")
        for text, expected in of(name)
        if to_simplified(text) != expected and level(to_simplified(text)) == level(expected)
    }
    assert differ <= {"慰藉著受傷的心靈 慰藉着受伤的心灵"}
