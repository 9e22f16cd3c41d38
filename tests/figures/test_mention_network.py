from __future__ import annotations

import pandas as pd
import pytest

from liangwen.figures.mention_network import MOST_PLACES, chosen_places, plot_mention_network
from liangwen.figures.style import NothingToDraw


def links(axes):
    return {patch.get_gid(): patch.get_linewidth() for patch in axes.patches}


def test_width_grows_with_mentions(frames):
    frame = frames(5)["region_mentions"]
    drawn = links(plot_mention_network(frame, most=60))
    per_mention = set()
    for row in frame.itertuples():
        key = f"{row.region}→{row.place}"
        if row.place in row.region.split("·"):
            assert key not in drawn
        else:
            per_mention.add(round(drawn[key] / row.mentions, 9))
    assert len(per_mention) == 1


def test_places_have_their_totals(frames):
    frame = frames(5)["region_mentions"]
    texts = [text.get_text() for text in plot_mention_network(frame, language="zh").texts]
    total = frame.loc[frame["place"] == "长江经济带发展", "mentions"].sum()
    assert texts[texts.index("长江经济带发展") + 1] == str(total)


def test_strategies_stay_and_places_are_limited(frames):
    frame = frames(31)["region_mentions"]
    strategies, places = chosen_places(frame, MOST_PLACES)
    assert set(strategies) == set(frame.loc[frame["level"] == "strategy", "place"])
    assert len(strategies) + len(places) == MOST_PLACES
    figure = plot_mention_network(frame).figure
    assert "most-mentioned places" in figure.texts[-1].get_text().replace("\n", " ")


def test_the_choice_does_not_hang_on_the_order_of_rows(frames):
    frame = frames(31)["region_mentions"]
    assert chosen_places(frame, 20) == chosen_places(frame.iloc[::-1], 20)


def test_a_text_that_never_names_its_region_is_told(frames):
    frame = frames(5)["region_mentions"]
    frame = frame[~((frame["region"] == "河北") & (frame["place"] == "河北"))]
    note = plot_mention_network(frame).figure.texts[-1].get_text().replace("\n", " ")
    assert "never name their own region: Hebei" in note


def test_only_own_names_are_no_network(frames):
    frame = frames(5)["region_mentions"].query("region == '湖北' and place == '湖北'")
    with pytest.raises(NothingToDraw):
        plot_mention_network(frame)


def test_a_joint_units_own_name_is_no_other_place():
    rows = [("四川·重庆", "Sichuan–Chongqing", "川渝", "Sichuan–Chongqing", "area", 9),
            ("四川·重庆", "Sichuan–Chongqing", "一带一路", "Belt and Road", "strategy", 2),
            ("湖北", "Hubei", "川渝", "Sichuan–Chongqing", "area", 1)]
    frame = pd.DataFrame(rows, columns=["region", "region_en", "place", "place_en", "level",
                                        "mentions"])
    axes = plot_mention_network(frame)
    lines = {patch.get_gid() for patch in axes.patches}
    assert "四川·重庆→川渝" not in lines and "湖北→川渝" in lines
