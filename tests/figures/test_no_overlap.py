"""The example of the house style: no words over other words, none cut by the edge."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pytest

from liangwen.figures.correspondence import plot_correspondence
from liangwen.figures.fonts import missing_glyphs
from liangwen.figures.mention_network import plot_mention_network
from liangwen.figures.region_map import plot_region_map
from liangwen.figures.regional_emphasis import plot_regional_emphasis
from liangwen.figures.style import overlapping_texts
from liangwen.figures.theme_comparison import plot_theme_comparison
from liangwen.figures.theme_intensity import plot_theme_intensity
from liangwen.figures.theme_positions import plot_theme_positions

PLOTS = {
    plot_theme_intensity: "theme_intensity",
    plot_theme_comparison: "theme_intensity",
    plot_theme_positions: "theme_positions",
    plot_regional_emphasis: "regional_emphasis",
    plot_region_map: "theme_intensity",
    plot_mention_network: "region_mentions",
    plot_correspondence: "correspondence",
}
#: Smallest print, in points, that is still read on paper.
SMALLEST = 6.5


FORMS = [("example", "en"), ("example", "zh")]


@pytest.mark.parametrize(("regions", "language"), FORMS)
@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.__name__)
def test_words_are_clear_of_each_other(plot, regions, language, frames):
    tables = frames(regions)
    options = {"articles": tables["articles"]} if plot is plot_theme_intensity else {}
    drawn = plot(tables[PLOTS[plot]], language=language, **options)
    figure = getattr(drawn, "figure", None) or drawn
    assert overlapping_texts(figure) == []
    assert missing_glyphs(figure) == []
    width, height = figure.get_size_inches()
    assert width == pytest.approx(7.2) and height < 10.7
    sizes = [t.get_fontsize() for t in figure.findobj(plt.Text) if t.get_text()]
    assert min(sizes) >= SMALLEST


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.__name__)
def test_given_words_stand_on_the_figure(plot, frames):
    drawn = plot(frames(5)[PLOTS[plot]], title="标题 T", subtitle="副题 S", note="注 N")
    figure = getattr(drawn, "figure", None) or drawn
    assert [text.get_text() for text in figure.texts] == ["标题 T", "副题 S", "注 N"]
