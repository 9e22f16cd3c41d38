from __future__ import annotations

import pytest

from liangwen.report.references import reference


@pytest.mark.parametrize(
    ("given", "entry"),
    [
        (("深入贯彻", "陈良贤", "中国市场监管新闻网", "2022-05-20", "https://a.b/c", "commentary"),
         "陈良贤. 深入贯彻[EB/OL]. 中国市场监管新闻网, (2022-05-20). https://a.b/c."),
        (("2026年政府工作报告", "河北省人民政府", None, "2026-01-20", None, "work report"),
         "河北省人民政府. 2026年政府工作报告[R/OL]. (2026-01-20)."),
        (("标题", None, None, None, None, None), "标题[EB/OL]. [日期不详]."),
        ((None, None, "某网", None, None, None), "[题名不详][EB/OL]. 某网, [日期不详]."),
    ],
)
def test_entries(given, entry):
    assert reference(*given) == entry


def test_a_text_without_title_is_named_by_its_first_words():
    long = "计" * 40 + "。"
    assert reference(None, text=long).startswith("[" + "计" * 24 + "…（拟题）]")
    assert reference("", text="会议召开，代表出席。") == "[会议召开，代表出席（拟题）][EB/OL]. [日期不详]."


def test_the_day_of_a_visit_stands_after_the_date():
    assert reference("题", date="2022-05-20", accessed="2026-11-01", url="u") == (
        "题[EB/OL]. (2022-05-20)[2026-11-01]. u.")


def test_what_was_never_on_a_site():
    assert reference("题", date="2022", online=False) == "题[Z]. (2022)."


def test_null_values_of_a_table_are_nothing():
    assert reference("题", float("nan"), None, float("nan")) == "题[EB/OL]. [日期不详]."
