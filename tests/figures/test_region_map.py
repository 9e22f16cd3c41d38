from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.colors import to_hex

from liangwen.figures.region_map import highest, plot_region_map
from liangwen.figures.style import AMOUNT, NothingToDraw
from liangwen.figures.tiles import COLUMNS, OFFICIAL, ROWS, TILES, tile_owners
from liangwen.gazetteer import load_gazetteer

LEXICON = Path(__file__).parents[2] / "lexicon"


def test_the_official_order_is_the_gazetteers():
    assert list(OFFICIAL) == load_gazetteer(LEXICON / "regions.yaml").provinces
    assert set(OFFICIAL) == set(TILES)


def tiles(axes):
    """{code: patch}: texts and patches of a map are drawn in the same order."""
    return dict(zip([text.get_text() for text in axes.texts], axes.patches, strict=False))


def test_thirty_four_tiles_none_on_another():
    assert len(TILES) == 34
    spots = {tile[:2] for tile in TILES.values()}
    assert len(spots) == 34
    assert all(0 <= row < ROWS and 0 <= column < COLUMNS for row, column in spots)
    for position in (2, 3):
        assert len({tile[position] for tile in TILES.values()}) == 34


def test_tiles_bear_the_colour_of_their_rate(frames):
    frame = frames(31)["theme_intensity"]
    figure = plot_region_map(frame)
    rates = frame[frame["theme"] == "dual_carbon"].set_index("region")["per_10k"]
    drawn = tiles(figure.axes[0])
    for region, rate in rates.items():
        colour = to_hex(drawn[TILES[region][2]].get_facecolor())
        assert colour == (to_hex(AMOUNT(rate / rates.max())) if rate else "#ffffff")
    assert drawn["TW"].get_hatch() and not drawn["BJ"].get_hatch()


def test_a_joint_unit_fills_both_tiles_within_one_frame(frames):
    figure = plot_region_map(frames("example")["theme_intensity"], language="zh")
    axes = figure.axes[0]
    drawn = tiles(axes)
    assert drawn["川"].get_facecolor() == drawn["渝"].get_facecolor()
    frame = axes.patches[-1]
    assert (frame.get_width(), frame.get_height()) == (2, 1) and not frame.get_fill()
    assert "四川·重庆" in figure.texts[-1].get_text().replace("\n", "")


def test_own_texts_come_before_joint_ones_and_the_rest_is_named(frames):
    owners = tile_owners(["北京·天津", "北京", "全国"])
    assert owners == {"北京": "北京", "天津": "北京·天津"}
    figure = plot_region_map(frames(40)["theme_intensity"], language="zh")
    assert "图中未列：北京·天津" in figure.texts[-1].get_text().replace("\n", "")


def test_each_map_names_its_top_and_its_highest(frames):
    frame = frames("example")["theme_intensity"]
    words = [text.get_text() for text in plot_region_map(frame, language="zh").axes[1].texts]
    assert words == ["0", "84", "四川·重庆、天津、河北"]


def test_ties_are_not_broken_by_order(frames):
    rows = frames(5)["theme_intensity"].query("theme == 'quantum'").copy()
    rows["hits"], rows["per_10k"] = 1, [5.0, 3.0, 2.0, 2.0, 2.0]
    names = {region: region for region in rows["region"]}
    assert highest(rows, names, "、") == "湖北、广东"


def test_no_province_no_map(frames):
    frame = frames(5)["theme_intensity"].assign(region="全国")
    with pytest.raises(NothingToDraw, match="province-level"):
        plot_region_map(frame)


def test_five_maps_stand_in_two_rows(frames):
    frame = frames(5)["theme_intensity"]
    figure = plot_region_map(frame, themes=list(frame["theme"].drop_duplicates())[:5])
    assert len({round(axes.get_position().y1, 3) for axes in figure.axes[::2]}) == 2
