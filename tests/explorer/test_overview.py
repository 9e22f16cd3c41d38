"""Rows of HTML: places on the scale, colours, and no markup from any text."""

from __future__ import annotations

import math
import re

import pandas as pd
import pytest
from html_page import HOSTILE, RIGHT_TO_LEFT, Page

from liangwen.explorer.overview import (
    colour_of,
    dot_row,
    heat_row,
    line_row,
    line_words,
    message,
    scale_end,
    term_row,
)

ROW = {"per_10k": 10.0, "low": 5.0, "high": 20.0, "hits": 3, "articles": 4, "articles_with_hits": 2}


def left_of(html: str, name: str) -> float:
    return float(re.search(rf'{name}[^>]*style="left:([\d.]+)%', html)[1])


def test_the_dot_stands_where_the_rate_is():
    html = dot_row(ROW, "湖北", 40.0, "en")
    assert left_of(html, "lw-dot") == 25.0
    assert left_of(html, "lw-bar") == 12.5 and "width:37.50%" in html
    assert "2/4" in html and "95 % interval 5.0–20" in html


def test_beyond_the_scale_an_arrow_and_without_an_interval_no_line():
    assert "lw-on" in dot_row(ROW, "x", 15.0, "en")
    bare = dot_row(ROW | {"low": math.nan, "high": math.nan}, "x", 40.0, "zh")
    assert "lw-bar" not in bare and "无区间" in bare
    assert 'lw-dot"' not in dot_row(ROW | dict.fromkeys(("per_10k", "low", "high"), math.nan), "x", 1.0, "en")
    assert "lw-ring" in dot_row(ROW | {"hits": 0, "per_10k": 0.0}, "x", 40.0, "en")


@pytest.mark.parametrize(("rates", "highs", "end"), [
    ([10, 5], [12, 8], 12), ([10, 5], [100, 8], 26), ([0, 0], [7, 3], 7), ([math.nan], [math.nan], 1e-9)])
def test_the_scale_holds_every_dot(rates, highs, end):
    assert math.isclose(scale_end(pd.DataFrame({"per_10k": rates, "high": highs}, dtype=float)), end)


def test_more_is_darker_and_can_be_read():
    def light(colour):
        return sum(int(colour[i : i + 2], 16) * w for i, w in ((1, 0.299), (3, 0.587), (5, 0.114)))

    shades = [light(colour_of(value, 100)[0]) for value in range(1, 101)]
    assert shades == sorted(shades, reverse=True)
    for value in range(101):
        back, ink = colour_of(value, 100)
        assert (light(back) > 128) == (ink != "#fff") or abs(light(back) - 128) < 20


def test_a_row_of_themes_frames_the_chosen_one_and_says_where_there_is_no_hit():
    rows = [{"theme": "a", "hits": 3, "per_10k": 4.0}, {"theme": "b", "hits": 0, "per_10k": 0.0}]
    html = heat_row(rows, "湖北", 4.0, chosen="b", wide=True)
    assert '<b class="lw-chosen">–</b>' in html and "<small>3</small>" in html


def test_terms_end_in_arrows_and_are_grey_within_chance():
    row = {"term": "计量", "log_ratio": 7.0, "log_ratio_low": 2.0, "log_ratio_high": math.inf, "lrc": 0.0,
           "count": 4, "reference_count": 0}
    html = term_row(row, 6.0, "en")
    assert "lw-on" in html and "lw-grey" in html and "4 : 0" in html and "∞" in html
    assert left_of(html, "lw-dot") == 100.0


@pytest.mark.parametrize("text", [HOSTILE, RIGHT_TO_LEFT + "x", '" onclick="x', "</div><script>"])
def test_no_text_becomes_markup(text):
    line = {"left": text, "hit": text, "right": text}
    term = {"term": text, "log_ratio": 1.0, "log_ratio_low": 0.0, "log_ratio_high": 2.0, "lrc": 1.0,
            "count": 1, "reference_count": 1}
    html = [line_row(line, text, text, 3.0), dot_row(ROW, text, 1.0, "en"), term_row(term, 3.0, "zh"),
            heat_row([{"theme": text, "hits": 1, "per_10k": 1.0}], text, 1.0, chosen=text, wide=False),
            message(text)]
    for fragment in html:
        assert Page(fragment).harmless()
    assert RIGHT_TO_LEFT not in line_words(line, text) and RIGHT_TO_LEFT not in html[0].split("<bdi>", 2)[2]
