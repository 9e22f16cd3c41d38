"""Saved figures: what they draw is the frame, and no word covers another."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from liangwen.explorer.answers import answer, first_state, settle
from liangwen.explorer.figures import ROWS, plot_group_rates, plot_term_axes, plot_themes_by_group
from liangwen.figures.layout import overlapping_texts
from liangwen.figures.save import _spoken
from liangwen.figures.style import NothingToDraw, house_style


def made(count: int) -> pd.DataFrame:
    rates = [float(n % 13 + 1) for n in range(count)]
    return pd.DataFrame({
        "group": range(count), "label_en": [f"A long name of a group {n} 名称" for n in range(count)],
        "label_zh": [f"第{n}组名称" for n in range(count)], "hits": [int(r) for r in rates], "per_10k": rates,
        "low": [r / 2 for r in rates], "high": [r * 2 + 3 for r in rates]})


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("count", [1, 5, 31, 90])
def test_a_row_a_group(language, count):
    with house_style():
        figure = plot_group_rates(made(count), language=language, title="甲", subtitle="乙")
        assert overlapping_texts(figure) == []
    labels = figure.axes[0].get_yticklabels()
    assert len(labels) == min(count, ROWS)
    dots = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert len(dots) == min(count, ROWS)
    words = " ".join(text.get_text() for text in figure.texts)
    assert (str(count) in words) == (count > ROWS)


def test_nothing_to_draw_is_said():
    with pytest.raises(NothingToDraw):
        plot_group_rates(made(3).assign(hits=0), title="x", subtitle="y")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("tab", "view"), [("lines", "heat"), ("themes", "heat"), ("themes", "dots"),
                                           ("terms", "heat")])
@pytest.mark.parametrize("by", ["region", "article"])
def test_each_tab_has_a_figure_without_overlap(held, language, tab, view, by):
    state = settle(held, replace(first_state(held), tab=tab, view=view, by=by, minimum=1, language=language))
    drawing = answer(held, state)[0].drawing
    with house_style():
        drawn = drawing.plot(drawing.frame, language=language, **_spoken(dict(drawing.options), language))
        figure = getattr(drawn, "figure", None) or drawn
        assert overlapping_texts(figure) == []


def test_terms_stand_where_their_rates_are(held):
    frame = held.keyness("region", "海南", None, 1)
    with house_style():
        figure = plot_term_axes(frame, title="t", x_label="x", y_label="y")
    drawn = [line for line in figure.axes[0].lines if line.get_gid() in ("more", "less", "grey")]
    from liangwen.explorer.term_plot import axes_of, points_of

    axes, points = axes_of(frame), points_of(frame)
    assert sorted(y for line in drawn for y in line.get_ydata()) == sorted(map(axes.y.share, points["y"]))


def test_groups_whose_names_begin_alike_have_rows_of_their_own(held):
    table = held.intensity("article").assign(label_en="一模一样的名字", label_zh="一模一样的名字")
    with house_style():
        axes = plot_themes_by_group(table, language="zh", title="题")
    assert len(axes.patches) == len(table)
