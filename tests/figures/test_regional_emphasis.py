from __future__ import annotations

import pytest
from matplotlib.colors import to_hex

from liangwen.figures.regional_emphasis import plot_regional_emphasis, ratio_text
from liangwen.figures.style import NothingToDraw


def test_the_ratio_is_written_and_only_supported_cells_are_filled(frames):
    frame = frames("example")["regional_emphasis"]
    axes = plot_regional_emphasis(frame)
    assert len(axes.patches) == len(frame)
    filled = [patch for patch in axes.patches if patch.get_width() == 1
              and to_hex(patch.get_facecolor()) != "#ffffff"]
    assert len(filled) == (frame["expected"] >= 5).sum()
    texts = [text.get_text() for text in axes.texts]
    expected = [ratio_text(row.observed, row.rate_ratio) for row in frame.itertuples()]
    assert texts == expected


def test_more_is_blue_and_less_is_rust(frames):
    frame = frames("example")["regional_emphasis"]
    axes = plot_regional_emphasis(frame)
    for row, patch in zip(frame.itertuples(), axes.patches, strict=True):
        if row.expected >= 5 and abs(row.residual) > 1:
            red, _, blue, _ = patch.get_facecolor()
            assert (blue > red) == (row.residual > 0)


def test_the_note_counts_the_cells_that_say_nothing(frames):
    frame = frames("example")["regional_emphasis"]
    figure = plot_regional_emphasis(frame, language="zh").figure
    few = (frame["expected"] < 5).sum()
    assert f"80格中有{few}格" in figure.texts[-1].get_text().replace("\n", "")


def test_one_region_has_nothing_to_be_compared_with(frames):
    with pytest.raises(NothingToDraw, match="two regions"):
        plot_regional_emphasis(frames(5)["regional_emphasis"].query("region == '湖北'"))


def test_a_theme_without_a_hit_is_a_row_of_dashes(frames):
    axes = plot_regional_emphasis(frames(2)["regional_emphasis"])
    assert [text.get_text() for text in axes.texts].count("–") == 2
