from __future__ import annotations

import pandas as pd
import pytest

from liangwen.figures.style import RUST, NothingToDraw, overlapping_texts
from liangwen.figures.term_frequencies import articles_words, own_terms, plot_term_frequencies


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("regions", [2, 5, 31, 40])
def test_nothing_overlaps(frames, regions: int, language: str) -> None:
    figure = plot_term_frequencies(frames(regions)["term_frequencies"], language=language)
    assert overlapping_texts(figure) == []


def test_bars_are_the_rates_and_labels_the_counts(frames) -> None:
    frame = frames(5)["term_frequencies"]
    figure = plot_term_frequencies(frame, top=7)
    for axes, (_, part) in zip(figure.axes, frame.groupby("region", sort=False), strict=True):
        part = part.sort_values(["count", "term"], ascending=[False, True]).head(7)
        assert [bar.get_width() for bar in axes.patches] == list(part["per_10k"])
        assert [text.get_text() for text in axes.texts][:7] == [f"{n:,}" for n in part["count"]]
        assert [label.get_text() for label in axes.get_yticklabels()] == list(part["term"])
    assert len({axes.get_xlim() for axes in figure.axes}) == 1


def test_many_regions_have_a_row_each(frames) -> None:
    frame = frames(31)["term_frequencies"]
    figure = plot_term_frequencies(frame, language="zh")
    written = [text.get_text() for text in figure.axes[0].texts]
    assert set(frame["region"]) <= set(written)
    first = frame[frame["region"] == frame["region"].iloc[0]]
    first = first.sort_values(["count", "term"], ascending=[False, True]).head(6)
    assert written[1:13:2] == list(first["term"])
    assert written[2:14:2] == [f"{count:,}" for count in first["count"]]


def test_a_term_of_one_region_has_the_second_colour() -> None:
    frame = pd.DataFrame({"region": ["广东", "广东", "天津"], "term": ["计量", "量子", "计量"],
                          "count": [9, 3, 5], "per_10k": [90.0, 30.0, 50.0]})
    figure = plot_term_frequencies(frame)
    coloured = [label.get_text() for axes in figure.axes for label in axes.get_yticklabels()
                if label.get_color() == RUST]
    assert coloured == ["量子"]
    assert "计量 is the most frequent term" in figure.texts[0].get_text()
    assert own_terms({"广东": ["量子"]}) == {"广东": set()}


def test_a_region_without_terms_keeps_its_panel(frames) -> None:
    frame = frames(5)["term_frequencies"]
    frame.loc[frame["region"] == "天津", "count"] = 0
    figure = plot_term_frequencies(frame)
    assert len(figure.axes) == 5 and overlapping_texts(figure) == []


def test_number_of_articles_is_told_as_far_as_it_is_known() -> None:
    frame = pd.DataFrame({"region": ["广东", "天津"], "articles": [1, 1]})
    assert articles_words(frame, None, "en") == "n\xa0=\xa02 articles."
    assert articles_words(frame.assign(articles=[1, 4]), None, "zh").startswith("n\xa0≥\xa05")


def test_an_empty_table_is_no_figure(frames) -> None:
    with pytest.raises(NothingToDraw):
        plot_term_frequencies(frames(2)["term_frequencies"].head(0))
