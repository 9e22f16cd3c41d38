from __future__ import annotations

import pytest
from matplotlib.colors import to_hex

from liangwen.figures.regional_emphasis import plot_regional_emphasis, ratio_text
from liangwen.figures.style import NothingToDraw


def test_the_ratio_is_written_and_only_supported_cells_are_filled(frames):
    frame = frames("example")["regional_emphasis"]
    axes = plot_regional_emphasis(frame)
    framed = [patch for patch in axes.patches if patch.get_facecolor()[3] == 0]
    assert len(framed) == (frame["verdict"] == "in this text").sum() > 0
    assert len(axes.patches) == len(frame) + len(framed)
    filled = [patch for patch in axes.patches if patch.get_width() == 1
              and to_hex(patch.get_facecolor()) != "#ffffff"]
    assert len(filled) == (frame["verdict"] != "too few").sum()
    texts = [text.get_text() for text in axes.texts]
    expected = [ratio_text(row.observed, row.rate_ratio) for row in frame.itertuples()]
    assert texts == expected


def test_more_is_blue_and_less_is_rust(frames):
    frame = frames("example")["regional_emphasis"]
    axes = plot_regional_emphasis(frame)
    cells = [patch for patch in axes.patches if patch.get_facecolor()[3] > 0]
    for row, patch in zip(frame.itertuples(), cells, strict=True):
        if row.expected >= 5 and abs(row.residual) > 1:
            red, _, blue, _ = patch.get_facecolor()
            assert (blue > red) == (row.residual > 0)


def test_the_note_counts_the_cells_that_say_nothing(frames):
    frame = frames("example")["regional_emphasis"]
    figure = plot_regional_emphasis(frame, language="zh").figure
    few = (frame["verdict"] == "too few").sum()
    note = figure.texts[-1].get_text().replace("\n", "")
    assert f"80格中有{few}格" in note and "加框：在该文中突出" in note and "粗框" not in note


def test_the_frame_of_what_holds_over_the_table_is_the_thickest(frames):
    frame = frames("example")["regional_emphasis"]
    kinds = ["distinctive", "suggestive"] * len(frame)
    frame = frame.assign(verdict=kinds[: len(frame)])
    axes = plot_regional_emphasis(frame)
    widths = [patch.get_linewidth() for patch in axes.patches if patch.get_facecolor()[3] == 0]
    assert widths[0] > widths[1] and len(widths) == len(frame)
    note = axes.figure.texts[-1].get_text()
    assert "Thick frame" in note and "one in twenty" in note


def test_one_region_has_nothing_to_be_compared_with(frames):
    with pytest.raises(NothingToDraw, match="two regions"):
        plot_regional_emphasis(frames(5)["regional_emphasis"].query("region == '湖北'"))


def test_a_theme_without_a_hit_is_a_row_of_dashes(frames):
    axes = plot_regional_emphasis(frames(2)["regional_emphasis"])
    assert [text.get_text() for text in axes.texts].count("–") == 2
