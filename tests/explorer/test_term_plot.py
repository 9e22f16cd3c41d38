"""Terms on two axes: each term is at a point, the points are where the rates are."""

from __future__ import annotations

import pandas as pd
import pytest
from html_page import HOSTILE, Page

from liangwen.explorer.term_plot import axes_of, named_terms, points_of, spots_of, term_svg


@pytest.fixture
def frame(held):
    return held.keyness("region", "海南", None, 1)


def test_every_term_is_at_a_point(frame):
    points = points_of(frame)
    assert points["terms"].sum() == len(frame)
    assert not points.duplicated(["x", "y", "tone"]).any()


def test_the_axes_hold_every_rate_and_zero_stands_at_the_edge(frame):
    axes = axes_of(frame)
    for axis, column in zip(axes, ("reference_per_10k", "per_10k"), strict=True):
        shares = [axis.share(rate) for rate in frame[column]]
        assert all(0 <= share <= 1 for share in shares)
        assert all((share == 0) == (rate == 0) for share, rate in zip(shares, frame[column], strict=True))
    low, high = axes.even
    assert low < high


def test_names_cover_no_other(frame):
    names = named_terms(frame)
    spots = [spot for spot in spots_of(names, axes_of(frame)) if spot is not None]
    assert spots
    for i, spot in enumerate(spots):
        assert not any(spot.meets(other.box) for other in spots[i + 1 :])


def test_both_directions_are_named():
    frame = pd.DataFrame({"term": [f"词{n}" for n in range(40)], "log_ratio": [1.0] * 30 + [-1.0] * 10})
    named = named_terms(frame, 26)
    assert len(named) == 26 and (named["log_ratio"] < 0).sum() == 10


def test_the_drawing_is_whole_and_escaped(frame):
    hostile = frame.assign(term=[HOSTILE, *frame["term"][1:]])
    page = Page(term_svg(hostile, x_label=HOSTILE, y_label="<b>", chosen=HOSTILE))
    assert page.harmless() and "b" not in page.tags
    circles = [given for tag, given in page.elements if tag == "circle"]
    assert len(circles) == len(points_of(hostile)) + 1


def test_a_side_without_any_of_the_terms_is_drawn(frame):
    only = frame[frame["reference_per_10k"] == 0]
    assert "<svg" in term_svg(only, x_label="x", y_label="y")
