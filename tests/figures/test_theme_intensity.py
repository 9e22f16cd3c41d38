from __future__ import annotations

import matplotlib.pyplot as plt
import pytest

from liangwen.figures.style import NothingToDraw
from liangwen.figures.theme_intensity import plot_theme_intensity


def cells(axes):
    """{(x, y) of the cell: texts in it}, rounded to whole cells."""
    found = {}
    for text in axes.texts:
        if text.get_position()[1] >= 0 and text.get_text():
            x, y = text.get_position()
            found.setdefault((round(x), round(y, 0)), []).append(text.get_text())
    return found


def test_rate_and_count_stand_in_the_cell(frames):
    axes = plot_theme_intensity(frames("example")["theme_intensity"])
    columns = [label.get_text() for label in axes.get_xticklabels()]
    assert columns[3].replace("\n", " ").startswith("Sichuan– Chongqing 四川·重庆")
    assert cells(axes)[3, 0] == ["84", "11"]
    assert cells(axes)[4, 0] == ["–"]


def test_every_hit_of_the_frame_is_drawn(frames):
    frame = frames(31)["theme_intensity"]
    axes = plot_theme_intensity(frame, language="zh")
    drawn = [text.get_text() for text in axes.texts]
    assert drawn.count("–") == (frame["hits"] == 0).sum()
    assert len(drawn) == (frame["hits"] == 0).sum() + 2 * (frame["hits"] > 0).sum()


def test_many_regions_become_rows(frames):
    axes = plot_theme_intensity(frames(31)["theme_intensity"])
    rows = [label.get_text() for label in axes.get_yticklabels()]
    assert len(rows) == 31 and rows[0] == "Beijing 北京"
    assert len(axes.get_xticklabels()) == 16


def test_the_themes_asked_for_stand_apart(frames):
    axes = plot_theme_intensity(frames(5)["theme_intensity"])
    ticks = axes.get_yticks()
    assert ticks[1] - ticks[0] == 1 and ticks[3] - ticks[2] > 1


def test_kind_and_year_under_the_name(frames):
    tables = frames(5)
    axes = plot_theme_intensity(tables["theme_intensity"], articles=tables["articles"],
                                language="zh")
    texts = [text.get_text().replace("\n", "") for text in axes.texts]
    assert "活动报道，2021" in texts and "解读，无日期" in texts


def test_several_articles_are_counted(frames):
    tables = frames(2)
    axes = plot_theme_intensity(tables["theme_intensity"], articles=tables["articles"])
    assert "3 articles" in [text.get_text() for text in axes.texts]


def test_the_note_names_a_term_that_carries_a_cell(frames):
    frame = frames("example")["theme_intensity"]
    carried = (frame["region"] == "河北") & (frame["theme"] == "capacity")
    frame["top_term_share"] = carried * 0.87
    axes = plot_theme_intensity(frame)
    note = axes.figure.texts[-1].get_text().replace("\n", " ").replace("\u00a0", " ")
    assert "Hebei text: 87 % of the hits are one term" in note
    assert note.endswith("n = 5 articles.")


def test_nothing_in_nothing_out(frames):
    with pytest.raises(NothingToDraw):
        plot_theme_intensity(frames(5)["theme_intensity"].assign(hits=0))


def test_draws_into_given_axes_without_headline(frames):
    figure, axes = plt.subplots(figsize=(7, 6))
    assert plot_theme_intensity(frames(5)["theme_intensity"], ax=axes) is axes
    assert figure.texts == []


def test_one_theme_one_region(frames):
    frame = frames(5)["theme_intensity"].query("region == '广东' and theme == 'quantum'")
    assert cells(plot_theme_intensity(frame))[0, 0][1] == str(frame["hits"].iloc[0])
