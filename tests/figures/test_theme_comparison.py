from __future__ import annotations

import numpy as np
import pytest

from liangwen.figures.style import BLUE, RUST, NothingToDraw
from liangwen.figures.theme_comparison import plot_theme_comparison


def dots(axes):
    """(rate, row, face, colour) of each dot."""
    return [(float(line.get_xdata()[0]), int(line.get_ydata()[0]), line.get_markerfacecolor(),
             line.get_color())
            for line in axes.lines if line.get_marker() == "o"]


def test_dots_stand_at_the_rates(frames):
    frame = frames("example")["theme_intensity"]
    figure = plot_theme_comparison(frame)
    assert len(figure.axes) == 3
    regions = list(frame["region"].drop_duplicates())
    for axes, theme in zip(figure.axes, ["dual_carbon", "quantum", "livelihood"], strict=True):
        rates = frame[frame["theme"] == theme].set_index("region")["per_10k"]
        for rate, row, face, colour in dots(axes):
            assert rate == pytest.approx(rates[regions[row]])
            assert (face == "white") == (rate == 0)
            assert colour == (RUST if rate == rates.max() else BLUE)


def test_the_counts_and_intervals_are_drawn(frames):
    frame = frames("example")["theme_intensity"]
    axes = plot_theme_comparison(frame, themes=["dual_carbon"]).axes[0]
    assert [text.get_text() for text in axes.texts] == ["1", "2", "3", "11", "0"]
    row = frame.query("region == '四川·重庆' and theme == 'dual_carbon'").iloc[0]
    lines = [tuple(line.get_xdata()) for line in axes.lines if len(line.get_xdata()) == 2]
    assert any(line == pytest.approx((row.low, row.high)) for line in lines)


def test_one_scale_for_all_panels(frames):
    figure = plot_theme_comparison(frames(31)["theme_intensity"])
    assert len({axes.get_xlim() for axes in figure.axes}) == 1


def test_many_regions_are_sorted_by_the_first_theme(frames):
    frame = frames(31)["theme_intensity"]
    axes = plot_theme_comparison(frame).axes[0]
    rates = [rate for rate, *_ in sorted(dots(axes), key=lambda dot: dot[1])]
    assert rates == sorted(rates, reverse=True)
    kept = plot_theme_comparison(frame, order="frame").axes[0]
    assert kept.get_yticklabels()[0].get_text() == "Beijing 北京"


def test_an_endless_interval_ends_in_an_arrow_and_the_note_says_so(frames):
    frame = frames("example")["theme_intensity"]
    frame.loc[frame["theme"] == "livelihood", "high"] = 5000.0
    figure = plot_theme_comparison(frame)
    assert figure.axes[0].get_xlim()[1] < 300
    assert any(line.get_marker() == ">" for line in figure.axes[2].lines)
    assert "Arrow" in figure.texts[-1].get_text()


def test_an_undefined_interval_has_no_line(frames):
    frame = frames("example")["theme_intensity"].query("theme == 'livelihood'").copy()
    frame[["low", "high"]] = np.nan
    figure = plot_theme_comparison(frame, language="zh")
    assert all(len(line.get_xdata()) == 1 for line in figure.axes[0].lines)
    assert "无横线" in figure.texts[-1].get_text()


def test_no_hit_no_figure(frames):
    with pytest.raises(NothingToDraw):
        plot_theme_comparison(frames(5)["theme_intensity"].assign(hits=0))


def test_more_than_four_themes_take_a_second_row_of_panels(frames):
    frame = frames(5)["theme_intensity"]
    figure = plot_theme_comparison(frame, themes=list(frame["theme"].drop_duplicates())[:6])
    heights = {round(axes.get_position().y0, 3) for axes in figure.axes}
    assert len(figure.axes) == 6 and len(heights) == 2


@pytest.mark.parametrize("regions", [5, 31])
def test_the_axis_title_is_centred_under_the_last_row_of_panels(frames, regions):
    frame = frames(regions)["theme_intensity"]
    for count, last in ((3, 3), (6, 2)):
        themes = list(frame["theme"].drop_duplicates())[:count]
        figure = plot_theme_comparison(frame, themes=themes)
        figure.draw_without_rendering()
        label = next(axes.xaxis.label for axes in figure.axes if axes.get_xlabel())
        boxes = [axes.get_window_extent() for axes in figure.axes[-last:]]
        box = label.get_window_extent()
        assert (box.x0 + box.x1) / 2 == pytest.approx((boxes[0].x0 + boxes[-1].x1) / 2, abs=2)
        assert box.y1 < boxes[0].y0


def test_the_title_has_no_capitals_within_the_sentence(frames):
    frame = frames(5)["theme_intensity"]
    frame["theme_en"] = frame["theme_en"].str.capitalize()
    title = plot_theme_comparison(frame).texts[0].get_text().replace("\n", " ")
    assert title == "Dual carbon, quantum metrology and livelihood metrology by region"


def test_all_articles_of_a_region_count_with_hits_or_without(frames):
    frame = frames(2)["theme_intensity"].assign(articles_with_hits=1)
    assert "n\u00a0=\u00a05 articles." in plot_theme_comparison(frame).texts[-1].get_text()
