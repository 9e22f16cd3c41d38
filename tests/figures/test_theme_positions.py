from __future__ import annotations

import numpy as np
import pytest

from liangwen.figures.style import NothingToDraw
from liangwen.figures.theme_positions import plot_theme_positions


def strokes(collection):
    return sorted(segment[0][0] for segment in collection.get_segments())


def test_each_hit_is_a_stroke_at_its_place(frames):
    frame = frames("example")["theme_positions"]
    axes = plot_theme_positions(frame).axes[0]
    assert sum(len(c.get_segments()) for c in axes.collections) == len(frame)
    first = frame[(frame["region"] == "广东") & (frame["theme"] == "dual_carbon")]["position"]
    assert strokes(axes.collections[0]) == pytest.approx(sorted(first * 100))


def test_counts_stand_at_the_right(frames):
    frame = frames("example")["theme_positions"]
    axes = plot_theme_positions(frame).axes[0]
    numbers = [int(t.get_text()) for t in axes.texts if t.get_text().isdigit()]
    assert len(numbers) == 5 * 4 and sum(numbers) == len(frame)


def test_many_regions_have_a_panel_a_theme_and_one_for_the_others(frames):
    frame = frames(31)["theme_positions"]
    figure = plot_theme_positions(frame, language="zh", themes=["quantum", "livelihood"])
    titles = [axes.get_title("left") for axes in figure.axes]
    assert titles == ["量子计量与国际单位制变革", "民生计量", "其他主题"]
    drawn = sum(len(c.get_segments()) for axes in figure.axes for c in axes.collections)
    assert drawn == len(frame)
    assert len(figure.axes[0].get_yticklabels()) == 31


def test_only_one_theme_leaves_no_grey_lane(frames):
    frame = frames(5)["theme_positions"].query("theme == 'quantum'")
    axes = plot_theme_positions(frame).axes[0]
    assert "all other themes" not in [text.get_text() for text in axes.texts]


def test_hits_without_a_place_are_no_figure(frames):
    with pytest.raises(NothingToDraw):
        plot_theme_positions(frames(5)["theme_positions"].assign(position=np.nan))


def test_the_order_of_the_themes_is_the_lexicon_s_where_the_table_tells_it(frames):
    frame = frames("example")["theme_positions"].iloc[::-1]
    frame.attrs["themes"] = ["quantum", "livelihood", "dual_carbon", "digital"]
    names = [text.get_text() for text in plot_theme_positions(frame, language="zh").axes[0].texts]
    assert names[-4:] == ["量子计量与国际单位制变革", "民生计量", "双碳", "其他主题"]
