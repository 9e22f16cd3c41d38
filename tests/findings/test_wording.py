from __future__ import annotations

import pytest

from liangwen.errors import LiangwenError
from liangwen.findings import wording
from liangwen.findings.headline import headline


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (0.04, "0.0"), (9.94, "9.9"), (9.95, "10"), (1234.4, "1,234")]
)
def test_a_rate_pretends_no_digit(value, written):
    assert wording.rate(value) == written


def test_an_interval_that_is_not_known_is_said_to_be_none():
    assert wording.interval(None, 3, "en") == "no interval can be given"
    assert wording.interval(1, float("inf"), "zh") == "无法给出区间"
    assert wording.interval(float("nan"), 3, "zh") == "无法给出区间"


@pytest.mark.parametrize(
    ("row", "language", "articles", "name"),
    [
        ({"region": "河北", "region_en": "Hebei"}, "en", 1, "the Hebei text"),
        ({"region": "河北", "region_en": "Hebei"}, "zh", 1, "河北一文"),
        ({"region": "河北", "region_en": "Hebei"}, "en", 12, "the 12 Hebei texts"),
        ({"region": "河北", "region_en": None}, "en", 1, "the 河北 text"),
        ({"region": "河北"}, "zh", 4, "河北4篇"),
        ({"region": "全国", "region_en": "National"}, "en", 1, "the national text"),
        ({"region": None}, "en", 1, "the text without a region"),
    ],
)
def test_the_subject_is_a_text(row, language, articles, name):
    assert wording.subject(row, language, articles=articles) == name


def test_an_unknown_language_is_named():
    with pytest.raises(LiangwenError, match="'fr'"):
        wording.pick("fr", "five", "五")


def test_a_headline_falls_back_to_the_plain_description():
    import pandas as pd

    @headline(needs=("region",), en="Plain", zh="平白")
    def title(frame, *, language):
        return ["x" * 200, "", f"{len(frame)} rows"]

    full = pd.DataFrame({"region": ["河北"]})
    assert title(full, language="en") == "1 rows"
    assert title(full.head(0), language="zh") == "平白"
    assert title(full.rename(columns={"region": "other"}), language="en") == "Plain"
