from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure

from liangwen.figures.certainty import plot_certainty
from liangwen.figures.style import RUST, NothingToDraw, overlapping_texts

# Three themes, three articles: quantum hangs on Guangdong, the others change places or stay.
RANKS = {"": (1, 2, 3), "a": (3, 1, 2), "b": (1, 2, 3), "c": (1, 2, 3)}
REGIONS = {"": ("", ""), "a": ("广东", "Guangdong"), "b": ("天津", "Tianjin"), "c": (None, None)}


def hand() -> pd.DataFrame:
    themes = [("industry", "产业计量", "industrial metrology", False),
              ("quantum", "量子计量", "quantum metrology", True),
              ("legal", "法制计量", "legal metrology", False)]
    ranks = {"quantum": 0, "industry": 1, "legal": 2}
    return pd.DataFrame([
        {"theme": theme, "theme_zh": chinese, "theme_en": english, "focus": focus,
         "left_out": left_out, "left_out_region": REGIONS[left_out][0],
         "left_out_region_en": REGIONS[left_out][1], "rank": row[ranks[theme]]}
        for left_out, row in RANKS.items() for theme, chinese, english, focus in themes])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("regions", [2, 5, 31, 40])
def test_nothing_overlaps(frames, regions: int, language: str) -> None:
    axes = plot_certainty(frames(regions)["certainty"], language=language)
    assert overlapping_texts(axes.figure) == []


def test_dots_are_ranks_lines_are_ranges_and_focus_stands_first() -> None:
    axes = plot_certainty(hand())
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels == ["quantum metrology 量子计量", "industrial metrology 产业计量",
                      "legal metrology 法制计量"]
    dots = [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "o"]
    lines = [tuple(line.get_xdata()) for line in axes.lines if line.get_marker() != "o"]
    assert dots == [1, 2, 3]
    assert lines == [(1, 3), (1, 2), (2, 3)]
    first, second, third = axes.get_yticks()
    assert second - first > third - second


def test_the_article_that_moves_a_theme_is_named() -> None:
    assert [text.get_text() for text in plot_certainty(hand()).texts] == [
        "3 without Guangdong 广东", "1 without Guangdong 广东", "2 without Guangdong 广东"]
    assert plot_certainty(hand(), language="zh").texts[0].get_text() == "去掉广东后第3位"


def test_the_theme_that_moves_farthest_has_the_second_colour_and_the_title() -> None:
    axes = plot_certainty(hand())
    assert [line.get_color() == RUST for line in axes.lines] == [True, True] + [False] * 4
    title = axes.figure.texts[0].get_text().replace("\n", " ")
    assert title.startswith("No theme keeps its rank") and '"quantum metrology"' in title
    assert "n\xa0=\xa03 articles" in axes.figure.texts[-1].get_text()


def test_nothing_moves() -> None:
    still = hand()
    still["rank"] = still["theme"].map({"quantum": 1, "industry": 2, "legal": 3})
    axes = plot_certainty(still)
    assert axes.figure.texts[0].get_text().startswith("All 3 themes keep their rank")
    assert not axes.texts and len(axes.lines) == 3


def test_an_article_without_region_is_named_by_its_id() -> None:
    frame = hand()
    frame.loc[(frame["left_out"] == "c") & (frame["theme"] == "quantum"), "rank"] = 9
    assert plot_certainty(frame).texts[0].get_text() == "9 without c"


def test_one_article_of_several_of_its_region_is_said_to_be_one() -> None:
    frame = hand()
    frame.loc[frame["left_out"] == "b", ["left_out_region", "left_out_region_en"]] = [
        "广东", "Guangdong"]
    assert plot_certainty(frame).texts[0].get_text() == "3 without an article of Guangdong 广东"
    assert plot_certainty(frame, language="zh").texts[0].get_text() == "去掉广东的一篇后第3位"


def test_many_equal_moves_are_counted() -> None:
    frame = hand()
    frame.loc[(frame["left_out"] != "") & (frame["theme"] == "quantum"), "rank"] = 3
    assert plot_certainty(frame).texts[0].get_text() == "3 without any one of 3 articles"


def test_null_for_all_articles_is_understood() -> None:
    frame = hand()
    frame["left_out"] = frame["left_out"].replace("", None)
    assert len(plot_certainty(frame).get_yticks()) == 3


def test_axes_of_ones_own_get_no_title() -> None:
    axes = Figure((7, 3)).add_subplot()
    assert plot_certainty(hand(), ax=axes) is axes and not axes.figure.texts


def test_one_article_cannot_be_left_out() -> None:
    frame = hand()
    with pytest.raises(NothingToDraw):
        plot_certainty(frame[frame["left_out"].isin(["", "a"])])


def test_two_articles_that_move_a_theme_as_far_both_stand_there():
    ranks = {"": 5, "a": 7, "b": 3}
    frame = pd.DataFrame({
        "theme": "quantum", "theme_zh": "量子计量", "theme_en": "quantum metrology", "focus": True,
        "left_out": list(ranks), "left_out_region": ["", "广东", "天津"],
        "left_out_region_en": ["", "Guangdong", "Tianjin"], "rank": list(ranks.values())})
    (text,) = [t.get_text() for t in plot_certainty(frame, language="zh").texts]
    assert "广东" in text and "天津" in text
    turned = frame.iloc[[0, 2, 1]]
    assert [t.get_text() for t in plot_certainty(turned, language="zh").texts] == [text]
