from __future__ import annotations

import pytest

from liangwen.figures.style import NothingToDraw, overlapping_texts
from liangwen.figures.term_heatmap import plot_term_heatmap, rate_words


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("regions", [2, 5, 31, 40])
def test_nothing_overlaps(frames, regions: int, language: str) -> None:
    figure = plot_term_heatmap(frames(regions)["term_frequencies"], language=language)
    assert overlapping_texts(figure) == []


@pytest.mark.parametrize("regions", [5, 31])
def test_each_cell_bears_its_number_and_zero_is_a_dash(frames, regions: int) -> None:
    frame = frames(regions)["term_frequencies"]
    axes = plot_term_heatmap(frame, top=12).axes[0]
    totals = frame.groupby("term")["count"].sum().reset_index()
    chosen = totals.sort_values(["count", "term"], ascending=[False, True])["term"].head(12)
    shown = frame[frame["term"].isin(chosen)]
    written = [text.get_text() for text in axes.texts]
    assert len(axes.patches) == 12 * regions
    assert written.count("–") == 12 * regions - len(shown)
    for rate in shown["per_10k"]:
        assert rate_words(rate) in written


def test_a_dash_stands_on_white_and_never_on_a_pale_colour(frames) -> None:
    frame = frames(5)["term_frequencies"]
    axes = plot_term_heatmap(frame).axes[0]
    white = sum(patch.get_facecolor() == (1, 1, 1, 1) for patch in axes.patches)
    assert white == sum(text.get_text() == "–" for text in axes.texts)


def test_the_bend_of_the_scale_is_told(frames) -> None:
    frame = frames(2)["term_frequencies"].assign(per_10k=50.0)
    assert "square root" not in plot_term_heatmap(frame).texts[-1].get_text()
    frame.loc[frame.index[0], "per_10k"] = 900.0
    assert "square root" in plot_term_heatmap(frame).texts[-1].get_text()


def test_terms_that_occur_nowhere_are_no_figure(frames) -> None:
    with pytest.raises(NothingToDraw):
        plot_term_heatmap(frames(2)["term_frequencies"].assign(count=0))


def test_latin_and_long_terms_have_room(frames) -> None:
    frame = frames(31)["term_frequencies"].replace(
        {"term": {"计量": "ISO9001", "发展": "社会公用计量标准装置体系"}})
    assert overlapping_texts(plot_term_heatmap(frame)) == []
