from __future__ import annotations

import pandas as pd
import pytest

from liangwen.cleaning.rule_names import RULE_WORDS, rule_words
from liangwen.figures.cleaning_account import plot_cleaning_account
from liangwen.figures.percents import percent
from liangwen.figures.style import NothingToDraw, overlapping_texts


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("regions", [2, 5, 31, 40])
def test_nothing_overlaps(frames, regions: int, language: str) -> None:
    figure = plot_cleaning_account(frames(regions)["cleaning_account"], language=language)
    assert overlapping_texts(figure) == []


@pytest.mark.parametrize("regions", [5, 31])
def test_kept_and_removed_add_up_to_the_whole(frames, regions: int) -> None:
    frame = frames(regions)["cleaning_account"]
    figure = plot_cleaning_account(frame)
    stack, *rules = figure.axes[1:]
    rows = frame["region"].nunique()
    widths = [bar.get_width() for bar in stack.patches]
    assert [sum(widths[row::rows]) for row in range(rows)] == pytest.approx([1.0] * rows)
    drawn = [[bar.get_width() for bar in axes.patches] for axes in rules]
    assert sum(map(sum, drawn)) == pytest.approx(sum(widths[rows:]))
    shares = frame.groupby("rule")["share"].sum().drop("kept").sort_values(ascending=False)
    assert sorted(map(sum, drawn), reverse=True) == pytest.approx(list(shares))


def test_each_share_is_written(frames) -> None:
    frame = frames(5)["cleaning_account"]
    figure = plot_cleaning_account(frame, language="zh")
    written = [text.get_text() for axes in figure.axes[1:] for text in axes.texts]
    expected = [percent(share, "zh") for share in frame["share"]]
    rules = frame["rule"].nunique() - 1
    assert sorted(text for text in written if text != "–") == sorted(expected)
    assert written.count("–") == 5 * rules + 5 - len(frame)


def test_many_rules_are_put_together() -> None:
    frame = pd.DataFrame({"article_id": "a", "region": "广东", "region_en": "Guangdong",
                          "rule": ["kept", *(f"rule_{i:02d}" for i in range(12))],
                          "removed": [1000, *range(12, 0, -1)]})
    figure = plot_cleaning_account(frame)
    heads = [text.get_text().replace("\n", " ") for text in figure.axes[0].texts]
    assert "rule_04" in heads and "rule_05" not in heads and "7 other rules" in heads
    note = figure.texts[-1].get_text()
    assert "rule_05" in note and "rule_11" in note and "rule_04" not in note
    last = figure.axes[-1].patches[0].get_width()
    assert last == pytest.approx(sum(range(1, 8)) / frame["removed"].sum())


def test_articles_of_one_region_are_told_apart() -> None:
    frame = pd.DataFrame({"article_id": ["a", "b"], "region": "广东", "region_en": "Guangdong",
                          "rule": "kept", "removed": [5, 7]})
    labels = [text.get_text() for text in plot_cleaning_account(frame).axes[0].texts]
    assert labels[1:] == ["Guangdong 广东 (1)", "Guangdong 广东 (2)"]
    assert plot_cleaning_account(frame).texts[0].get_text() == "Cleaning kept every character"


def test_a_source_without_region_or_body_has_its_row(frames) -> None:
    frame = frames(2)["cleaning_account"].query("rule != 'kept'").assign(region=None)
    figure = plot_cleaning_account(frame)
    assert figure.axes[0].texts[1].get_text().startswith("no region")
    assert overlapping_texts(figure) == []


def test_characters_go_before_removed(frames) -> None:
    frame = frames(5)["cleaning_account"]
    other = frame.assign(characters=frame["removed"],
                         removed=frame["removed"].where(frame["rule"] != "kept", 0))
    drawn = [[bar.get_width() for axes in plot_cleaning_account(table).axes
              for bar in axes.patches] for table in (frame, other)]
    assert drawn[0] == drawn[1]


def test_no_characters_no_figure() -> None:
    frame = pd.DataFrame({"article_id": ["a"], "region": ["广东"], "region_en": ["Guangdong"],
                          "rule": ["kept"], "removed": [0]})
    with pytest.raises(NothingToDraw):
        plot_cleaning_account(frame)


def test_rules_have_both_names_and_unknown_ones_their_own() -> None:
    assert all(english and chinese for english, chinese in RULE_WORDS.values())
    assert rule_words("house_rule", "zh") == "house_rule"


@pytest.mark.parametrize(("share", "text"), [(0, "0 %"), (0.0004, "<0.1 %"), (0.0994, "9.9 %"),
                                             (0.0996, "10 %"), (0.996, "99.6 %"), (1, "100 %")])
def test_percent(share: float, text: str) -> None:
    assert percent(share) == text
