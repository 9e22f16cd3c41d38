"""Where numbers stand in a picture: marked by plots, carried by the PNG, compared on writing."""

from __future__ import annotations

import io

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.patches import Rectangle
from PIL import Image

import liangwen.figures
from liangwen.figures import plot_theme_intensity
from liangwen.figures.areas import areas_of, lead_row, lead_to, read_areas, same_areas
from liangwen.figures.region_map import plot_region_map
from liangwen.figures.regional_emphasis import plot_regional_emphasis
from liangwen.figures.save import save_figure
from liangwen.figures.theme_comparison import plot_theme_comparison
from liangwen.leads import Lead


@pytest.fixture
def figure():
    figure = plt.figure(figsize=(4, 2))
    ax = figure.add_axes((0.5, 0.0, 0.5, 1.0))
    ax.set(xlim=(0, 2), ylim=(2, 0))
    patch = Rectangle((1, 0), 1, 1)
    ax.add_patch(patch)
    lead_to(patch, "theme", "湖北", "quantum")
    lead_row(ax, 1.5, "term", "河北", "计量", half=0.5)
    figure.canvas.draw()
    yield figure
    plt.close(figure)


def test_cells_and_rows_lie_where_they_were_drawn(figure):
    cell, row = areas_of(figure)
    assert cell.lead == Lead("theme", "湖北", "quantum")
    # Half a line's width goes beyond a patch.
    assert cell[:4] == pytest.approx((0.75, 0.0, 1.0, 0.5), abs=0.01)
    assert row.lead == Lead("term", "河北", "计量")
    assert row[:4] == pytest.approx((0.5, 0.5, 1.0, 1.0), abs=0.001)


@pytest.mark.parametrize(
    ("plot", "table"),
    [(plot_theme_intensity, "theme_intensity"), (plot_theme_comparison, "theme_intensity"),
     (plot_regional_emphasis, "regional_emphasis"), (plot_region_map, "theme_intensity")],
)
def test_a_saved_picture_leads_to_each_row_it_draws(frames, tmp_path, plot, table):
    frame = frames(5)[table]
    path = save_figure("x", plot, frame, figures=tmp_path, languages=["en"])["en"]
    areas = read_areas(path.read_bytes())
    drawn = frame if plot not in (plot_theme_comparison, plot_region_map) else frame[frame["focus"]]
    expected = {Lead("theme", row.region, row.theme) for row in drawn.itertuples()}
    assert {area.lead for area in areas} == expected
    assert all(area.left < area.right and area.top < area.bottom for area in areas)


MORE = {
    "word_clouds": ("term_frequencies", {Lead("term", "广东", "计量"), Lead("term", "天津", "计量")}),
    "mention_network": ("region_mentions", {Lead("place", "", "长江经济带发展")}),
    "certainty": ("certainty", {Lead("theme", "", theme) for theme in ("quantum", "industry")}),
    "correspondence": ("correspondence", {Lead("theme", "", "quantum")}),
    "theme_positions": ("theme_positions", {Lead("theme", "广东", "dual_carbon")}),
}


@pytest.mark.parametrize("name", MORE)
def test_what_is_no_cell_leads_to_its_lines_too(frames, tmp_path, name):
    table, some = MORE[name]
    plot = getattr(liangwen.figures, f"plot_{name}")
    frame = frames("example" if name == "theme_positions" else 5)[table]
    path = save_figure("x", plot, frame, figures=tmp_path, languages=["zh"])["zh"]
    areas = read_areas(path.read_bytes())
    assert some <= {area.lead for area in areas}
    assert all(area.left < area.right and area.top < area.bottom for area in areas)
    known = set(frame["theme"]) if "theme" in frame else None
    assert known is None or {area.lead.key for area in areas} <= known


def test_the_areas_cover_the_cells_and_not_their_neighbours(frames, tmp_path):
    frame = frames(5)["theme_intensity"]
    path = save_figure("x", plot_theme_intensity, frame, figures=tmp_path, languages=["en"])["en"]
    pixels = np.asarray(Image.open(path).convert("RGB"), dtype=int)
    height, width = pixels.shape[:2]
    rates = {(r.region, r.theme): r.per_10k for r in frame.itertuples()}
    by_rate = sorted(read_areas(path.read_bytes()), key=lambda a: rates[a.lead.region, a.lead.key])
    shade = [
        np.median(pixels[int(a.top * height) + 8 : int(a.bottom * height) - 8,
                         int(a.left * width) + 8 : int(a.right * width) - 8].mean(axis=2))
        for a in by_rate
    ]
    assert shade[-1] < shade[len(shade) // 2] <= shade[0]


def test_a_picture_without_marks_has_no_areas():
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, "PNG")
    assert read_areas(out.getvalue()) == [] and read_areas(b"no picture") == []
    assert same_areas(out.getvalue(), b"no picture")


def test_the_same_picture_with_other_marks_is_written_again(tmp_path):
    def plot(frame, *, language="en"):
        figure = plt.figure(figsize=(2, 1))
        ax = figure.add_axes((0, 0, 1, 1))
        patch = Rectangle((0, 0), 1, 1)
        ax.add_patch(patch)
        lead_to(patch, "theme", frame, "quantum")
        return ax

    for region in ("湖北", "河北"):
        path = save_figure("x", plot, region, figures=tmp_path, languages=["en"])["en"]
        assert [area.lead.region for area in read_areas(path.read_bytes())] == [region]
