from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from liangwen.figures.keyness import plot_keyness, strongest
from liangwen.figures.style import BLUE, GREY, RUST, NothingToDraw, overlapping_texts


def table(rows: list[tuple[str, str, int, int, float, float, float, float]]) -> pd.DataFrame:
    columns = ["region", "term", "count", "reference_count", "log_ratio", "log_ratio_low",
               "log_ratio_high", "lrc"]
    return pd.DataFrame(rows, columns=columns)


HAND = table([
    ("广东", "量子", 7, 2, 3.0, 1.5, 4.5, 0.4), ("广东", "机构", 2, 48, -2.9, -4.5, -1.2, -0.3),
    ("广东", "罕见", 1, 0, 2.0, -np.inf, np.inf, 0.0),
    ("广东", "计量", 117, 270, 0.3, 0.1, 0.6, 0.0),
    ("天津", "量子", 1, 8, -1.7, -5.0, 0.3, 0.0), ("天津", "机构", 1, 49, -2.9, -5.3, -0.6, 0.0),
])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("regions", [2, 5, 31, 40])
def test_nothing_overlaps(frames, regions: int, language: str) -> None:
    assert overlapping_texts(plot_keyness(frames(regions)["keyness"], language=language)) == []


def test_strongest_first_what_is_more_above_what_is_less_and_rare_noise_last() -> None:
    part = strongest(HAND[HAND["region"] == "广东"], 3)
    assert list(part["term"]) == ["量子", "计量", "机构"]


def test_dots_lines_and_counts_are_the_frame() -> None:
    axes = plot_keyness(HAND).axes[0]
    dots = [line for line in axes.lines if line.get_marker() == "o"]
    shown = strongest(HAND[HAND["region"] == "广东"], 8)
    assert [line.get_xdata()[0] for line in dots] == list(shown["log_ratio"])
    assert [line.get_color() for line in dots] == [BLUE, GREY, GREY, RUST]
    counts = [f"{a} : {b}" for a, b in zip(shown["count"], shown["reference_count"], strict=True)]
    assert [text.get_text() for text in axes.texts][:4] == counts
    ends = [tuple(line.get_xdata()) for line in axes.lines if len(line.get_xdata()) == 2][1:]
    assert ends[0] == (1.5, 4.5)


def test_an_endless_line_ends_in_an_arrow() -> None:
    axes = plot_keyness(HAND).axes[0]
    marks = [line.get_marker() for line in axes.lines]
    assert marks.count("<") == 1 and marks.count(">") == 1
    assert np.isfinite(axes.get_xlim()).all()


@pytest.mark.parametrize(("language", "one", "none"), [
    ("en", "one article: chance within this text only", "no term beyond it"),
    ("zh", "只有一篇：仅指该文内部的偶然", "没有超出偶然的词"),
])
def test_captions_say_what_chance_means(language: str, one: str, none: str) -> None:
    figure = plot_keyness(HAND.assign(articles=1), language=language)
    first, second = ([text.get_text() for text in axes.texts][-1] for axes in figure.axes)
    assert first == one
    assert second.startswith(one) and none in second
    several = plot_keyness(HAND, language=language, articles={"广东": 4, "天津": 3})
    assert [text.get_text() for text in several.axes[0].texts][-1] == ""
    assert "7" in several.texts[-1].get_text()


def test_many_regions_have_a_row_of_terms_with_their_log_ratio(frames) -> None:
    frame = frames(31)["keyness"]
    figure = plot_keyness(frame, language="zh")
    written = [text.get_text() for text in figure.axes[0].texts]
    assert set(frame["region"]) <= set(written)
    first = strongest(frame[frame["region"] == frame["region"].iloc[0]], 5)
    assert written[1:11:2] == list(first["term"])
    assert written[2] == f"{first['log_ratio'].iloc[0]:+.1f}".replace("-", "−")


def test_one_region_has_nothing_to_be_compared_with() -> None:
    with pytest.raises(NothingToDraw, match="one region"):
        plot_keyness(HAND[HAND["region"] == "广东"])
