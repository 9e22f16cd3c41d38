"""Figures by period: read off the artists; periods in the order of time, never by size."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from made_course import THEMES, course, three_decades

from liangwen.emphasis import hits_by_article, regional_emphasis
from liangwen.figures import (
    NothingToDraw,
    house_style,
    overlapping_texts,
    plot_corpus_overview,
    plot_keyness_by_period,
    plot_readability_by_period,
    plot_terms_by_period,
    plot_theme_by_period,
)
from liangwen.figures.theme_trend import MOST_SORTED, _places
from liangwen.keyness_across import keyness_across
from liangwen.periods import name_of
from liangwen.readability_periods import MEASURES, readability_by_period
from liangwen.themes import theme_intensity

LANGUAGES = ("en", "zh")


def made(corpus=None):
    corpus = corpus or three_decades()
    intensity = theme_intensity(
        corpus.articles, corpus.theme_hits, corpus.tokens, THEMES, by="period")
    counts = hits_by_article(corpus.articles, corpus.theme_hits, by="period")
    rng = np.random.default_rng(3)
    values = pd.DataFrame({name: rng.uniform(0.2, 0.4, len(corpus.articles)) for name in MEASURES})
    values["article_id"] = corpus.articles["article_id"]
    return {
        "theme_by_period": intensity,
        "emphasis": regional_emphasis(intensity, counts),
        "keyness_by_period": keyness_across(
            corpus.articles, corpus.term_counts, minimum_count=1),
        "readability_by_period": readability_by_period(corpus.articles, values),
    }  # fmt: skip


def texts_of(figure):
    return [text.get_text() for axes in figure.axes for text in axes.texts if text.get_text()]


def words_of(figure):
    return " ".join(text.get_text() for text in figure.texts).replace("\n", " ")


@pytest.mark.parametrize(("language", "decades"), [
    ("en", ["1950s", "1980s", "2010s"]), ("zh", ["1950年代", "1980年代", "2010年代"])])
def test_themes_by_period(language, decades):
    tables = made()
    figure = plot_theme_by_period(
        tables["theme_by_period"], language=language, emphasis=tables["emphasis"])
    texts = texts_of(figure)
    assert [text for text in texts if text in decades] == decades
    assert texts.count("n\u00a0=\u00a05") == 3
    assert str(10 + 11 + 12 + 13 + 10) in texts  # the sea in the last decade
    frames = [patch for axes in figure.axes for patch in axes.patches
              if patch.get_linewidth() == 1.1]
    firm = tables["emphasis"]["verdict"].isin(["distinctive", "in this text"]).sum()
    assert len(frames) == firm > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_by_period(language):
    figure = plot_keyness_by_period(made()["keyness_by_period"], language=language)
    heads = [t for t in texts_of(figure) if t.startswith(("1950", "1980", "2010"))]
    assert heads == sorted(heads) and len(heads) == 3
    assert "47 : 0" in texts_of(figure)  # 合作社
    assert ("grey" in words_of(figure)) == (language == "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_rise_and_fall_in_the_order_of_use(language):
    figure = plot_terms_by_period(made()["keyness_by_period"], language=language)
    terms = [text for text in texts_of(figure) if text in ("合作社", "钢铁", "海洋", "数字")]
    # 数字 stands in too many of the other texts to be the last decade's; 发展 is of all times.
    assert terms == ["合作社", "钢铁", "海洋"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_readability_has_a_mean_a_period_and_a_dot_an_article(language):
    tables = made()
    figure = plot_readability_by_period(tables["readability_by_period"], language=language)
    assert len(figure.axes) == 4
    frame = tables["readability_by_period"]
    own = frame[frame["measure"] == "sentence_characters"]["mean"].tolist()
    lines = [line.get_ydata().tolist() for line in figure.axes[0].lines]
    assert lines[-1] == pytest.approx(own) and len(lines[0]) == 15


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["three", "thirty years", "twelve", "one article each"])
def test_nothing_overlaps_and_nothing_is_cut(language, kind):
    rng = np.random.default_rng(1)
    years = {"three": None, "thirty years": [1990 + i // 3 for i in range(90)],
             "twelve": [1900 + 10 * (i // 5) for i in range(60)],
             "one article each": list(range(2010, 2022))}[kind]
    corpus = None if years is None else course(years, [
        {"发展": 20, "海洋": int(rng.poisson(9 if y % 3 else 2)), "钢铁": 4,
         f"词{(y // 10) % 10}": 12, f"新词{y % 4}": 20} for y in years])
    if corpus is not None and kind == "thirty years":
        corpus.articles["period"] = [name_of(year, 1) for year in years]
    tables = made(corpus)
    with house_style():
        drawn = [plot_theme_by_period(tables["theme_by_period"], language=language,
                                      emphasis=tables["emphasis"]),
                 plot_readability_by_period(tables["readability_by_period"], language=language)]
        for plot in (plot_keyness_by_period, plot_terms_by_period):
            try:
                drawn.append(plot(tables["keyness_by_period"], language=language))
            except NothingToDraw:
                assert kind != "three"
        assert [overlapping_texts(figure) for figure in drawn] == [[]] * len(drawn)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_period_is_a_sentence_in_the_readers_language(language):
    tables = made(course([2020, 2020, 2020], [{"发展": 9, "海洋": 3}] * 3))
    plots = {"theme_by_period": plot_theme_by_period, "keyness_by_period": plot_keyness_by_period,
             "readability_by_period": plot_readability_by_period}
    for name, plot in [*plots.items(), ("keyness_by_period", plot_terms_by_period)]:
        with pytest.raises(NothingToDraw) as reason:
            plot(tables[name], language=language)
        assert str(reason.value).isascii() == (language == "en")


def test_many_articles_without_regions_are_listed_by_period():
    frame = pd.DataFrame({
        "article_id": [f"a{i}" for i in range(60)], "region": "全国", "region_en": "National",
        "n_han": 100, "kind": "plan", "scope": "province", "title": None, "date": "2006-02-16",
        "date_basis": "publication", "year": [1980 + i for i in range(60)],
        "period": [name_of((1980 + i) // 10 * 10, 10) for i in range(60)],
    })  # fmt: skip
    texts = texts_of(plot_corpus_overview(frame, language="en"))
    assert [text for text in texts if text.endswith("0s")] == [
        "1980s", "1990s", "2000s", "2010s", "2020s", "2030s"]
    assert not any("2006" in text for text in texts)


@pytest.mark.parametrize("at", [
    [1984], [1982, 1999], [1992, 2005], [1978, 1986], [1984, 1992, 2014], [1981, 2001, 2011],
    [1990, 1996, 2004, 2012], [1956, 1957, 1958, 1959, 2018]])
def test_the_words_of_a_change_point_stand_across_no_other_line(at):
    widths = [22.0] * len(at)
    places = _places([float(x) for x in at], widths, 1950.0, 2020.0)
    assert sorted(row for row, _ in places) == list(range(len(at)))
    for x, width, (row, leftward) in zip(at, widths, places, strict=True):
        start, end = (x - width, x) if leftward else (x, x + width)
        assert start >= 1950 and end <= 2020
        higher = [other for other, (line, _) in zip(at, places, strict=True) if line < row]
        assert [other for other in higher if start < other < end] == []


def test_more_change_points_than_can_be_sorted_have_their_words_all_the_same():
    at = [1960.0 + 5 * i for i in range(MOST_SORTED + 3)]
    places = _places(at, [9.0] * len(at), 1950.0, 2020.0)
    assert [row for row, _ in places] == list(range(len(at)))
