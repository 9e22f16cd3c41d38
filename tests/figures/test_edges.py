"""Frames as a young study has them: nulls, one theme, one region, no focus."""

from __future__ import annotations

import pandas as pd
import pytest

from liangwen.errors import LiangwenError
from liangwen.figures.region_map import plot_region_map
from liangwen.figures.regional_emphasis import plot_regional_emphasis
from liangwen.figures.style import NothingToDraw, overlapping_texts
from liangwen.figures.theme_comparison import plot_theme_comparison
from liangwen.figures.theme_intensity import plot_theme_intensity

THEME_PLOTS = [plot_theme_intensity, plot_theme_comparison, plot_region_map]


def figure_of(drawn):
    return getattr(drawn, "figure", None) or drawn


@pytest.mark.parametrize("plot", THEME_PLOTS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_one_theme_and_one_region(plot, language, frames):
    frame = frames(5)["theme_intensity"].query("region == '广东' and theme == 'quantum'")
    assert overlapping_texts(figure_of(plot(frame, language=language))) == []


@pytest.mark.parametrize("plot", THEME_PLOTS)
def test_texts_without_a_region_are_in_no_comparison(plot, frames):
    frame = frames(5)["theme_intensity"]
    frame.loc[frame["region"] == "湖北", ["region", "region_en"]] = None
    assert overlapping_texts(figure_of(plot(frame))) == []
    with pytest.raises(NothingToDraw):
        plot(frame.assign(region=None))


@pytest.mark.parametrize("plot", THEME_PLOTS)
def test_columns_full_of_nulls(plot, frames):
    nulls = pd.Series([None] * 80, dtype=object)
    frame = frames(5)["theme_intensity"].assign(
        theme_en=nulls, low=nulls, high=nulls, top_term=nulls, top_term_share=nulls, focus=False)
    assert overlapping_texts(figure_of(plot(frame))) == []


def test_emphasis_without_defined_ratios(frames):
    frame = frames(5)["regional_emphasis"].assign(rate_ratio=None, residual=None)
    texts = [text.get_text() for text in plot_regional_emphasis(frame).texts]
    assert set(texts) <= {"∞", "–"}


@pytest.mark.parametrize("plot", [*THEME_PLOTS, plot_regional_emphasis])
def test_a_foreign_frame_or_language_is_refused(plot, frames):
    with pytest.raises(LiangwenError, match="has no column"):
        plot(frames(5)["articles"])
    with pytest.raises(LiangwenError, match="'de'"):
        plot(frames(5)["theme_intensity"], language="de")


def test_frames_are_not_changed(frames):
    frame = frames(5)["theme_intensity"]
    before = frame.copy()
    for plot in THEME_PLOTS:
        plot(frame)
    pd.testing.assert_frame_equal(frame, before)
