"""Figures of texts compared: what is drawn is what the tables say, gaps and changes included."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgba

from liangwen.figures.article_labels import article_labels, both_sides
from liangwen.figures.shared_passages import plot_shared_passages
from liangwen.figures.similarity import plot_similarity
from liangwen.figures.style import RUST, NothingToDraw, overlapping_texts
from liangwen.figures.theme_trend import plot_theme_trend

REGIONS = ["北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建",
           "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西",
           "甘肃", "青海", "宁夏", "新疆"]


def trend(themes: int, years: int, *, gap: bool = True) -> pd.DataFrame:
    rng = np.random.default_rng(themes * 100 + years)
    rows = []
    for number in range(themes):
        for place in range(years):
            empty = gap and years > 6 and place in (3, 4)
            hits = None if empty else int(rng.poisson(4 * (1 + (place > years / 2))))
            rate = np.nan if empty else float(hits)
            rows.append((f"t{number}", f"主题{number}与计量发展", f"theme {number} of metrology", number < 3,
                         2025 - years + place, hits, rate, rate * 0.4, rate * 1.9 + 2, 0 if empty else 1))
    frame = pd.DataFrame(rows, columns=["theme", "theme_zh", "theme_en", "focus", "year", "hits", "per_10k",
                                        "low", "high", "articles"])
    frame["hits"] = frame["hits"].astype("Int64")
    return frame


def changes(**row) -> pd.DataFrame:
    plain = {"theme": "t0", "verdict": "change", "change": 2010, "change_low": 2008, "change_high": 2012, "ratio": 2.5}
    return pd.DataFrame([plain | row])


def pairs(count: int) -> pd.DataFrame:
    rng = np.random.default_rng(count)
    rows = [(f"{i}.txt", REGIONS[i], f"Region{i}", f"{j}.txt", REGIONS[j], f"Region{j}",
             round(float(rng.uniform(0.1, 0.6)), 3)) for i in range(count) for j in range(i + 1, count)]
    names = ["article_id", "region", "region_en"]
    return pd.DataFrame(rows, columns=[*names, *(f"other_{name}" for name in names), "similarity"])


def passages(count: int) -> pd.DataFrame:
    frame = pairs(count).drop(columns="similarity")
    place = np.linspace(0.05, 0.9, len(frame))
    return frame.assign(other_role="study", common=np.arange(len(frame)) % 3 == 0, position=place,
                        position_end=place + 0.01, other_position=place[::-1], other_position_end=place[::-1] + 0.02)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("themes", "years"), [(1, 5), (3, 5), (3, 50), (15, 5), (15, 50), (20, 30)])
def test_words_are_clear_of_each_other_in_a_trend(themes, years, language):
    figure = plot_theme_trend(trend(themes, years), language=language, changes=changes(change=2023, change_low=2021, change_high=2024))
    assert overlapping_texts(figure) == []
    assert len(figure.axes) == min(themes, 15) and figure.get_size_inches()[1] < 10.7


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("count", [2, 5, 31])
@pytest.mark.parametrize("plot", [plot_similarity, plot_shared_passages])
def test_words_are_clear_of_each_other(plot, count, language):
    drawn = plot(pairs(count) if plot is plot_similarity else passages(count), language=language)
    figure = getattr(drawn, "figure", None) or drawn
    assert overlapping_texts(figure) == []
    assert min(t.get_fontsize() for t in figure.findobj(plt.Text) if t.get_text()) >= 6.5
    assert figure.get_size_inches()[1] < 10.7


def test_a_gap_breaks_the_line_and_is_shaded():
    frame = trend(1, 12)
    axes = plot_theme_trend(frame).axes[0]
    line = axes.lines[0].get_ydata()
    assert np.isnan(line[[3, 4]]).all() and np.isfinite(np.delete(line, [3, 4])).all()
    spans = [patch for patch in axes.patches if patch.get_x() == 2013 + 3 - 0.5]
    assert len(spans) == 1 and spans[0].get_width() == 2


def test_a_zero_is_a_ring_on_the_axis():
    frame = trend(1, 6).assign(per_10k=[0.0, 2, 3, 0, 5, 1])
    rings = next(line for line in plot_theme_trend(frame).axes[0].lines if line.get_markerfacecolor() == "white")
    assert rings.get_xdata().tolist() == [2019, 2022]


def test_a_change_is_a_line_with_its_interval_as_a_band():
    axes = plot_theme_trend(trend(1, 30), changes=changes()).axes[0]
    band = next(patch for patch in axes.patches if patch.get_facecolor()[:3] == to_rgba(RUST)[:3])
    assert (band.get_x(), band.get_x() + band.get_width()) == (2007.5, 2012.5)
    assert "2010 (×2.5)" in [text.get_text() for text in axes.texts]


@pytest.mark.parametrize(("ratio", "told"), [(np.inf, "2010 (from none)"), (0.0, "2010 (to none)"), (33.2, "2010 (×33)")])
def test_ratios_without_end_are_words(ratio, told):
    axes = plot_theme_trend(trend(1, 30), changes=changes(ratio=ratio)).axes[0]
    assert told in [text.get_text() for text in axes.texts]


def test_what_is_not_shown_is_not_drawn_and_it_is_said():
    for frame in (changes(verdict="none"), changes(change=1990)):
        figure = plot_theme_trend(trend(1, 30), changes=frame)
        assert not [p for p in figure.axes[0].patches if p.get_facecolor()[:3] == to_rgba(RUST)[:3]]
        assert "No change point is shown in any theme." in figure.texts[-1].get_text().replace("\n", " ")


def test_the_frame_may_bring_its_changes():
    frame = trend(1, 30)
    frame.attrs["changes"] = changes().to_dict("records")
    assert "2010 (×2.5)" in [text.get_text() for text in plot_theme_trend(frame).axes[0].texts]


@pytest.mark.parametrize(("language", "said"), [("en", "cover 4 years only"), ("zh", "只覆盖4个年份")])
def test_too_few_years_are_a_sentence(language, said):
    with pytest.raises(NothingToDraw, match=said):
        plot_theme_trend(trend(3, 4), language=language)
    with pytest.raises(NothingToDraw):
        plot_theme_trend(trend(3, 9).assign(hits=0), language=language)
    with pytest.raises(NothingToDraw, match=r"date|日期"):
        plot_theme_trend(trend(3, 9).head(0), language=language)


def test_each_cell_is_the_pair_s_cosine_on_both_sides():
    frame = pairs(5)
    axes = plot_similarity(frame)
    names = [label.get_text() for label in axes.get_yticklabels()]
    told = {(round(text.get_position()[1]), round(text.get_position()[0])): text.get_text() for text in axes.texts}
    assert len(told) == 5 * 4
    for row in frame.itertuples():
        i, j = (names.index(f"{english} {region}") for english, region in
                ((row.region_en, row.region), (row.other_region_en, row.other_region)))
        assert told[i, j] == told[j, i] == f"{row.similarity:.2f}".replace("0.", ".")


def test_like_articles_stand_side_by_side():
    frame = pairs(4).assign(similarity=0.1)
    frame.loc[(frame["article_id"] == "0.txt") & (frame["other_article_id"] == "3.txt"), "similarity"] = 0.9
    names = [label.get_text() for label in plot_similarity(frame, language="zh").get_yticklabels()]
    assert abs(names.index("北京") - names.index("山西")) == 1


def test_one_article_or_no_passage_is_a_sentence():
    with pytest.raises(NothingToDraw, match="one article"):
        plot_similarity(pairs(1))
    with pytest.raises(NothingToDraw, match="没有两篇"):
        plot_shared_passages(passages(1), language="zh")


def test_a_passage_stands_in_both_texts_and_its_share_beside():
    frame = passages(2).assign(position=0.2, position_end=0.25, other_position=0.5, other_position_end=0.6,
                               other_role="reference", common=False)
    axes = plot_shared_passages(frame).axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Region0 北京", "Region1 天津"]
    # The reference text's own strip says that an article has its words, not that it has its own.
    assert {t.get_text() for t in axes.texts} >= {"5.0 %", "10 %", "■ also in a reference text"}


def test_articles_of_one_region_are_told_apart_by_their_files():
    frame = pd.DataFrame({"article_id": ["x/甲.txt", "x/乙.txt", "z.csv#7"], "region": ["湖北", "湖北", "河北"],
                          "region_en": ["Hubei", "Hubei", "Hebei"]})
    assert list(article_labels(frame, "zh").values()) == ["湖北 · 甲", "湖北 · 乙", "河北"]
    assert list(article_labels(frame.assign(region="全国"), "en").values()) == ["甲", "乙", "7"]
    same = frame.assign(article_id=["a/甲.txt", "b/甲.txt", "c.txt"])
    assert list(article_labels(same, "zh").values())[:2] == ["湖北 · 甲 (1)", "湖北 · 甲 (2)"]
    assert both_sides(pairs(3))["article_id"].tolist() == ["0.txt", "1.txt", "2.txt"]


def test_strips_stand_in_the_official_order_of_regions_then_by_file():
    names = [("2.txt", "浙江"), ("1.txt", "北京"), ("9.txt", None), ("4.txt", "新疆")]
    frame = passages(3).iloc[:3].assign(
        article_id=[names[i][0] for i in (1, 3, 1)], other_article_id=[names[i][0] for i in (0, 2, 3)],
        region=[names[i][1] for i in (1, 3, 1)], other_region=[names[i][1] for i in (0, 2, 3)],
        region_en=None, other_region_en=None)  # fmt: skip
    axes = plot_shared_passages(frame, language="zh").axes[0]
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["北京", "浙江", "新疆", "9"]
    frame = frame.assign(region="全国", other_region="全国")
    axes = plot_shared_passages(frame, language="zh").axes[0]
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["1", "2", "4", "9"]
