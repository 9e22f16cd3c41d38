from __future__ import annotations

import pytest

from liangwen.errors import LiangwenError
from liangwen.figures import labels


def test_english_labels_bear_both_names(frames):
    frame = frames(5)["theme_intensity"]
    assert labels.region_labels(frame, "en")["四川·重庆"] == "Sichuan–Chongqing 四川·重庆"
    assert labels.region_labels(frame, "zh")["湖北"] == "湖北"
    assert labels.theme_labels(frame, "en")["dual_carbon"] == "dual carbon 双碳"


def test_a_missing_english_name_leaves_the_chinese(frames):
    frame = frames(5)["theme_intensity"]
    frame.loc[frame["region"] == "湖北", "region_en"] = None
    assert labels.region_labels(frame, "en")["湖北"] == "湖北"


def test_unknown_language_is_refused(frames):
    with pytest.raises(LiangwenError, match="'fr'"):
        labels.region_labels(frames(5)["theme_intensity"], "fr")


def test_focus_themes_come_first_and_the_rest_by_rate(frames):
    frame = frames("example")["theme_intensity"]
    focus, rest = labels.ordered_themes(frame)
    assert focus == ["dual_carbon", "quantum", "livelihood"]
    assert rest[0] == "capacity" and len(rest) == 13


def test_chosen_themes(frames):
    frame = frames("example")["theme_intensity"]
    assert labels.chosen_themes(frame, None) == ["dual_carbon", "quantum", "livelihood"]
    assert labels.chosen_themes(frame, ["digital"]) == ["digital"]
    assert labels.chosen_themes(frame.assign(focus=False), None)[0] == "capacity"
    with pytest.raises(LiangwenError, match=r"'carbon'.*dual_carbon"):
        labels.chosen_themes(frame, ["carbon"])


def test_articles_are_counted_once_a_region(frames):
    for count, articles in ((2, 5), (5, 5), (31, 31)):
        assert labels.count_articles(frames(count)["theme_intensity"]) == articles
