"""Why a figure is left out, in the reader's language."""

from __future__ import annotations

import pytest

from liangwen.figures import NAMES
from liangwen.findings.left_out import Extent, why_left_out


@pytest.mark.parametrize(
    ("name", "extent", "empty", "en", "zh"),
    [
        ("theme_intensity", Extent(5, 5, 0, 0), True, "holds no theme yet", "尚无主题"),
        ("certainty", Extent(5, 5, 0, 0), True, "holds no theme yet", "尚无主题"),
        ("term_frequencies", Extent(5, 0, 0, 0), True, "belongs to a province-level", "均不属于"),
        ("theme_intensity", Extent(5, 0, 3, 9), True, "belongs to a province-level", "均不属于"),
        ("theme_intensity", Extent(5, 5, 3, 0), False, "No text holds a term", "均未出现"),
        ("keyness", Extent(5, 1, 3, 9), True, "All texts are of one region", "同一地区"),
        ("correspondence", Extent(5, 1, 3, 9), True, "All texts are of one region", "同一地区"),
        ("certainty", Extent(1, 1, 3, 9), True, "a single text", "只有一篇"),
        ("region_map", Extent(5, 5, 3, 9), False, "as the figure said", "省级单位"),
        ("word_network", Extent(5, 0, 3, 9), True, "as the figure said", "共现于同一句"),
        ("theme_trend", Extent(5, 0, 3, 9), True, "as the figure said", "时间走势"),
        ("theme_trend", Extent(5, 5, 3, 0), False, "No text holds a term", "均未出现"),
        ("similarity", Extent(1, 0, 3, 9), True, "as the figure said", "两篇文章"),
        ("shared_passages", Extent(5, 0, 3, 9), True, "as the figure said", "段落"),
        ("of_a_person", Extent(5, 5, 3, 9), False, "as the figure said", "of_a_person"),
    ],
)
def test_the_reason_is_what_the_study_lacks(name, extent, empty, en, zh):
    for language, part in (("en", en), ("zh", zh)):
        assert part in why_left_out(name, extent, "as the figure said", empty=empty, language=language)


@pytest.mark.parametrize("name", NAMES)
def test_each_figure_has_a_reason_in_chinese(name):
    for extent in (Extent(1, 1, 1, 1), Extent(5, 0, 0, 0), Extent(9, 9, 9, 9)):
        text = why_left_out(name, extent, "said", empty=True, language="zh")
        assert text.endswith("。") and "said" not in text


def test_what_a_figure_says_in_chinese_stands():
    said = "有日期的文本只覆盖3个年份：时间走势至少需要五个年份。"
    assert why_left_out("theme_trend", Extent(3, 3, 1, 9), said, empty=False, language="zh") == said
