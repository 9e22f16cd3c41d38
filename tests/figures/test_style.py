from __future__ import annotations

import matplotlib
import pytest
from matplotlib import font_manager
from matplotlib.figure import Figure

from liangwen.errors import LiangwenError
from liangwen.figures import fonts, style
from liangwen.figures.style import footnote, headline, house_style, ink_on, need, wrap


def test_house_style_leaves_nothing_behind():
    with matplotlib.rc_context(matplotlib.rcParamsDefault):
        before = dict(matplotlib.rcParams)
        with house_style(medium="screen"):
            assert matplotlib.rcParams["font.family"][0] == fonts.FAMILY
        assert dict(matplotlib.rcParams) == before


def test_own_font_bears_a_name_that_no_other_font_has():
    fonts.register()
    entries = [e for e in font_manager.fontManager.ttflist if e.name == fonts.FAMILY]
    assert len(entries) == 1 and entries[0].fname == str(fonts.font_path())


def test_unknown_medium_is_refused():
    with pytest.raises(LiangwenError, match="'cinema'"), house_style(medium="cinema"):
        pass


@pytest.mark.parametrize(
    "text, width",
    [
        ("计量发展规划（2021—2035年），提出到二〇三五年的目标。", 1.2),
        ("health, environment, safety in the mmmm minimum memory", 1.0),
        ("Sichuan–Chongqing 四川·重庆 and 《计量法》实施细则", 0.9),
    ],
)
def test_wrapped_lines_fit_and_lose_nothing(text, width):
    lines = wrap(text, width, 9).split("\n")
    assert len(lines) > 1
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert fonts.text_width(line, 9) <= width
        assert line[0] not in fonts.NO_START and line[-1] not in fonts.NO_END


def test_latin_words_stay_whole():
    assert wrap("aerospace, marine, transport", 0.9, 9).replace("\n", " ").split() == [
        "aerospace,", "marine,", "transport"]


def test_figure_grows_by_title_and_note_and_panels_keep_their_size():
    figure = Figure((4, 2))
    axes = figure.add_axes((0.1, 0.2, 0.8, 0.6))
    axes.set_axis_off()
    headline(figure, "计量" * 40, "subtitle")
    footnote(figure, "a note " * 40)
    width, height = figure.get_size_inches()
    box = axes.get_position()
    assert height > 3 and width == 4
    assert box.height * height == pytest.approx(1.2)
    assert box.width * width == pytest.approx(3.2)
    assert not style.overlapping_texts(figure)


def test_a_constrained_layout_is_kept_as_it_came_out():
    figure = Figure((4, 2), layout="constrained")
    figure.subplots().set_ylabel("label")
    footnote(figure, "note")
    assert figure.get_layout_engine() is None or not figure.get_constrained_layout()
    assert figure.get_size_inches()[1] > 2


def test_ink_reads_on_every_amount():
    inks = [ink_on(style.AMOUNT(share / 10)) for share in range(11)]
    assert inks == sorted(inks) and set(inks) == {style.INK, "#ffffff"}


def test_missing_columns_are_named(frames):
    frame = frames(5)["theme_intensity"]
    with pytest.raises(LiangwenError, match="per_10k"):
        need(frame.drop(columns="per_10k"), ["theme", "per_10k"], "theme_intensity")
    with pytest.raises(style.NothingToDraw, match="no rows"):
        need(frame.iloc[:0], ["theme"], "theme_intensity")


def test_texts_outside_or_over_each_other_are_found():
    figure = Figure((2, 1))
    figure.text(0.9, 0.5, "a long text")
    figure.text(0.1, 0.5, "one")
    figure.text(0.1, 0.5, "two")
    found = style.overlapping_texts(figure)
    assert found == ["'a long text' leaves the figure", "'one' overlaps 'two'"]


def test_labels_of_hidden_axes_are_no_defect():
    figure = Figure((2, 1))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    assert style.overlapping_texts(figure) == []
