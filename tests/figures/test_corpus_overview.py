from __future__ import annotations

import pandas as pd
import pytest

from liangwen.figures.corpus_overview import plot_corpus_overview
from liangwen.figures.style import GREY, RUST, NothingToDraw, overlapping_texts


def words(figure: object) -> list[str]:
    return [text.get_text() for axes in figure.axes for text in axes.texts]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("regions", [2, 5, 31, 40])
def test_nothing_overlaps(frames, regions: int, language: str) -> None:
    assert overlapping_texts(plot_corpus_overview(frames(regions)["articles"],
                                                  language=language)) == []


@pytest.mark.parametrize("regions", [5, 31])
def test_bars_and_numbers_are_the_lengths(frames, regions: int) -> None:
    articles = frames(regions)["articles"]
    figure = plot_corpus_overview(articles)
    widths = [bar.get_width() for axes in figure.axes for bar in axes.patches]
    assert widths == list(articles["n_han"])
    assert {f"{n:,}" for n in articles["n_han"]} <= set(words(figure))


def test_unknown_things_are_said_in_grey(frames) -> None:
    articles = frames(5)["articles"].assign(title=None, date=None)
    articles["kind"] = articles["scope"] = pd.Series([None] * 5, dtype=object)
    figure = plot_corpus_overview(articles)
    texts = [text for axes in figure.axes for text in axes.texts]
    for unknown in ("no title in the text", "no date", "unknown"):
        assert {text.get_color() for text in texts if text.get_text() == unknown} == {GREY}


@pytest.mark.parametrize(("language", "foreign"), [
    ("en", "nationaldocument"), ("zh", "国家文件"),
])
def test_a_subject_elsewhere_is_in_the_second_colour(frames, language: str, foreign: str) -> None:
    articles = frames(5)["articles"].assign(scope=["national document"] + ["province"] * 4)
    figure = plot_corpus_overview(articles, language=language)
    texts = [text for axes in figure.axes for text in axes.texts]
    rust = ["".join(t.get_text().split()) for t in texts if t.get_color() == RUST]
    assert rust == [foreign]
    assert ("橙色" if language == "zh" else "Rust") in figure.texts[-1].get_text()
    plain = plot_corpus_overview(articles.assign(scope="province"), language=language)
    assert ("橙色" if language == "zh" else "Rust") not in plain.texts[-1].get_text()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_thousand_articles_are_counted_by_region_year_and_kind(frames, language: str) -> None:
    part = frames(31)["articles"]
    many = pd.concat(
        [part.assign(date=f"{1990 + i}-01-02", region=part["region"].where(part.index != i))
         for i in range(33)], ignore_index=True)
    many.loc[::20, "date"] = None
    figure = plot_corpus_overview(many, language=language)
    assert overlapping_texts(figure) == []
    counts = [int(text.replace(",", "")) for text in words(figure)
              if text.replace(",", "").isdigit()]
    # Three tables add up to all articles: n, by year, by kind; the bars' numbers to all characters.
    assert sum(counts) == 3 * len(many) + many["n_han"].sum()
    assert ("no region" if language == "en" else "无地区") in words(figure)


@pytest.mark.parametrize(("language", "said"), [("en", "(of event)"), ("zh", "（活动日）")])
def test_a_date_of_the_event_is_said_to_be_one(frames, language: str, said: str) -> None:
    articles = frames(5)["articles"].assign(date_basis="event", date="2021-12-29", scope="event")
    figure = plot_corpus_overview(articles, language=language)
    assert sum(said in text for text in words(figure)) == 5
    assert overlapping_texts(figure) == []


def test_many_articles_without_any_date_or_kind(frames) -> None:
    many = pd.concat([frames(31)["articles"]] * 2).assign(date=None, kind=None)
    figure = plot_corpus_overview(many)
    assert overlapping_texts(figure) == []
    assert {"no date", "unknown"} <= set(words(figure))


def test_no_article_is_no_figure(frames) -> None:
    with pytest.raises(NothingToDraw):
        plot_corpus_overview(frames(5)["articles"].head(0))


def test_own_words_are_used(frames) -> None:
    figure = plot_corpus_overview(frames(2)["articles"], title="T", subtitle="S", note="N")
    assert [text.get_text() for text in figure.texts] == ["T", "S", "N"]
