from __future__ import annotations

import pytest

from liangwen.figures.correspondence import plot_correspondence
from liangwen.figures.placement import Spot, place_labels
from liangwen.figures.style import NothingToDraw


def marks(axes):
    return {line.get_gid(): line for line in axes.lines if ":" in (line.get_gid() or "")}


def test_every_row_is_a_mark_at_its_place(frames):
    frame = frames("example")["correspondence"]
    drawn = marks(plot_correspondence(frame))
    assert len(drawn) == len(frame)
    for row in frame.itertuples():
        line = drawn[f"{row.item}:{row.key}"]
        assert (line.get_xdata()[0], line.get_ydata()[0]) == pytest.approx((row.x, row.y))
        assert line.get_marker() == ("o" if row.item == "region" else "s")


def test_axes_tell_their_share_of_the_inertia(frames):
    frame = frames("example")["correspondence"]
    frame.attrs["inertia"] = [0.431, 0.339]
    axes = plot_correspondence(frame, language="zh")
    assert axes.get_xlabel() == "第1轴：占总惯量的43%"
    assert axes.get_ylabel() == "第2轴：占总惯量的34%"


def test_one_scale_in_both_directions(frames):
    axes = plot_correspondence(frames("example")["correspondence"])
    box = axes.get_window_extent()
    across = box.width / (axes.get_xlim()[1] - axes.get_xlim()[0])
    up = box.height / (axes.get_ylim()[1] - axes.get_ylim()[0])
    assert across == pytest.approx(up, rel=0.03)


def test_a_region_with_few_hits_is_open(frames):
    frame = frames("example")["correspondence"]
    frame.loc[frame["key"] == "湖北", "mass"] = 0.001
    axes = plot_correspondence(frame)
    drawn = marks(axes)
    assert drawn["region:湖北"].get_markerfacecolor() == "white"
    assert drawn["region:河北"].get_markerfacecolor() != "white"
    assert "Open:" in axes.figure.texts[-1].get_text()


def test_a_caution_in_the_frame_decides(frames):
    frame = frames("example")["correspondence"].assign(caution="")
    frame.attrs["inertia"] = [0.4, 0.3]
    frame.loc[frame["key"] == "天津", "caution"] = "few hits"
    drawn = marks(plot_correspondence(frame))
    open_ones = [key for key, line in drawn.items() if line.get_markerfacecolor() == "white"]
    assert open_ones == ["region:天津"]


def test_names_are_all_written_or_told(frames):
    frame = frames(31)["correspondence"]
    axes = plot_correspondence(frame, language="zh")
    written = {text.get_text().replace("\n", "") for text in axes.texts}
    note = axes.figure.texts[-1].get_text().replace("\n", "")
    for name in frame["label_zh"]:
        assert name in written or name in note


def test_two_regions_have_no_plane(frames):
    with pytest.raises(NothingToDraw, match="2 and"):
        plot_correspondence(frames(2)["correspondence"])


def test_labels_in_a_crowd_keep_clear():
    points = [(2 + 0.05 * i, 2 + 0.04 * (i % 3)) for i in range(12)]
    spots = place_labels(points, ["湖北省计量"] * 12, (0, 0, 5, 5))
    assert all(isinstance(spot, Spot) for spot in spots)
    assert not any(a.meets(b.box) for i, a in enumerate(spots) for b in spots[:i])


def test_no_room_is_none():
    assert place_labels([(0.1, 0.1)], ["a very long label"], (0, 0, 0.2, 0.2)) == [None]
