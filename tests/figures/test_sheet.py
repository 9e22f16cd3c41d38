from __future__ import annotations

import pytest

from liangwen.figures.sheet import (
    Entry,
    clipped_lines,
    label_column,
    new_figure,
    sheet,
    shortened,
    word_grid,
    write,
)
from liangwen.figures.style import overlapping_texts, text_width


@pytest.mark.parametrize("text", ["深入贯彻实施规划构建“大计量”工作格局", "a long title", "量", ""])
@pytest.mark.parametrize("width", [0.3, 1.0, 9.0])
def test_shortened_text_fits_or_is_one_mark(text: str, width: float) -> None:
    short = shortened(text, width, 8)
    assert text_width(short, 8) <= width or short == "…"
    assert short == text or short.endswith("…")


def test_clipped_lines_keep_the_beginning() -> None:
    assert clipped_lines("一\n二二\n三", 2) == "一\n二…"
    assert clipped_lines("一\n二", 2) == "一\n二"


def test_a_row_of_words_stands_on_one_line() -> None:
    axes = sheet(new_figure(1.0))
    heights = {write(axes, 1, 0.5, word, 8).get_position()[1] for word in ("计量", "axe", "jy")}
    assert len(heights) == 1


def test_labels_tell_their_width() -> None:
    labels, width = label_column(["Guangdong 广东", "Sichuan–Chongqing 四川·重庆"], 8, 1.2)
    assert labels == ["Guangdong 广东", "Sichuan–Chongqing\n四川·重庆"]
    assert width == pytest.approx(text_width("Sichuan–Chongqing", 8))


def test_grid_writes_each_word_with_its_number_and_a_dash_for_none() -> None:
    figure = word_grid({"广东": [Entry("计量", "117"), Entry("量子", "7")], "天津": []}, columns=2)
    written = [text.get_text() for text in figure.axes[0].texts]
    assert written == ["广东", "计量", "117", "量子", "7", "天津", "–"]
    assert overlapping_texts(figure) == []
