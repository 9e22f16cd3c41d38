"""Every figure with 2, 5, 31 and 40 groups: words clear of each other, none cut, none too small."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

import liangwen.figures
from liangwen.figures.fonts import missing_glyphs
from liangwen.figures.placement import crosses
from liangwen.figures.style import NothingToDraw, house_style, overlapping_texts
from liangwen.periods import name_of
from liangwen.readability_periods import MEASURES

from .conftest import TERMS, copied, english, region_names

#: The table that a figure draws, where it has another name.
TABLE = {
    "theme_comparison": "theme_intensity", "region_map": "theme_intensity",
    "word_clouds": "term_frequencies", "term_heatmap": "term_frequencies",
    "mention_network": "region_mentions", "corpus_overview": "articles",
    "word_network": "co_occurrence", "term_contrast": "keyness",
    "terms_by_period": "keyness_by_period",
}
#: Smallest print, in points, that is still read on paper; the highest figure that a page holds.
SMALLEST, HIGHEST = 6.5, 10.7
#: Figures that have a form as narrow as a journal's column, with at most so many groups.
NARROW = {
    "term_frequencies": 5, "word_clouds": 5, "theme_comparison": 5, "keyness": 5, "region_map": 40,
    "word_network": 40, "term_contrast": 40, "theme_trend": 5,
}


def co_occurrence(count: int) -> pd.DataFrame:
    """Pairs of terms in groups: a chain of terms a region, some tied across."""
    rng = np.random.default_rng(count)
    terms = [f"{term}{'' if i < len(TERMS) else '工作'}" for i, term in enumerate(TERMS * 2)]
    rows = []
    for i in range(min(len(terms) - 1, 8 + 2 * count)):
        other = i + 1 if i % 5 else int(rng.integers(0, i + 1))
        if other == i:
            continue
        rows.append({"first": terms[i], "second": terms[other], "together": 9,
                     "jaccard": round(float(rng.uniform(0.1, 0.9)), 3),
                     "first_count": int(rng.integers(5, 90)), "second_count": 20,
                     "first_community": i // 6, "second_community": other // 6,
                     "unit": "sentence", "units": 500})
    frame = pd.DataFrame(rows).drop_duplicates(["first", "second"])
    return frame.sort_values("jaccard", ascending=False, kind="stable").reset_index(drop=True)


def pairs(count: int) -> pd.DataFrame:
    rng = np.random.default_rng(count)
    regions = region_names(count)
    rows = [{"article_id": f"{i}.txt", "region": a, "region_en": english(a),
             "other_article_id": f"{j}.txt", "other_region": b, "other_region_en": english(b),
             "similarity": round(float(rng.uniform(0.1, 0.6)), 3)}
            for i, a in enumerate(regions) for j, b in enumerate(regions) if i < j]
    return pd.DataFrame(rows)


def passages(count: int) -> pd.DataFrame:
    frame = pairs(count).drop(columns="similarity")
    place = np.linspace(0.05, 0.9, len(frame))
    return frame.assign(other_role="study", common=np.arange(len(frame)) % 3 == 0, position=place,
                        position_end=place + 0.01, other_position=place[::-1],
                        other_position_end=place[::-1] + 0.02)


def trend(count: int) -> pd.DataFrame:
    """As many years as there are groups, of the themes that the other tables have."""
    rng = np.random.default_rng(count)
    themes = copied(5)["theme_intensity"].drop_duplicates("theme")
    rows = [{"theme": row.theme, "theme_zh": row.theme_zh, "theme_en": row.theme_en,
             "focus": row.focus, "year": 2026 - count + year, "hits": int(hits),
             "per_10k": float(hits), "low": hits * 0.4, "high": hits * 1.9 + 2, "articles": 1}
            for row in themes.itertuples()
            for year, hits in enumerate(rng.poisson(5, count))]
    return pd.DataFrame(rows).astype({"hits": "Int64"})


def in_periods(frame: pd.DataFrame, count: int) -> pd.DataFrame:
    """A table by region as one by period: decades, or, with more than twelve, years."""
    length = 10 if count <= 12 else 1
    periods = [name_of(2030 - length * (count - i), length) for i in range(count)]
    placed = frame.assign(period=frame["region"].map(dict(zip(region_names(count), periods,
                                                              strict=True))))
    placed = placed.drop(columns=["region", "region_en"])
    placed.attrs["period_articles"] = {period: 1 + i % 12 for i, period in enumerate(periods)}
    return placed.sort_values("period", kind="stable").reset_index(drop=True)


def words_by_period(count: int) -> pd.DataFrame:
    """Terms by period; of the first period no term can be judged, others have no interval."""
    frame = in_periods(copied(count)["keyness"], count)
    firm = np.where(frame["lrc"] != 0, "distinctive", "not set apart")
    first = (frame["period"] == frame["period"].min()) & (count > 2)
    bare = frame["reference_count"] < 3
    ends = {name: frame[name].mask(bare) for name in ("log_ratio_low", "log_ratio_high")}
    return frame.assign(verdict=np.where(first, "too few", firm), per_10k=frame["count"] / 50,
                        interval=np.where(bare, "articles", "log-t"), **ends)


def readability(count: int) -> pd.DataFrame:
    """Means of each period's articles, with a dot an article."""
    rng = np.random.default_rng(count)
    periods = sorted(set(in_periods(copied(count)["theme_intensity"], count)["period"]))
    rows = []
    for period in periods:
        for measure in MEASURES:
            mean = float(rng.uniform(20, 60) if "characters" in measure else rng.uniform(0.1, 0.9))
            rows.append({"period": period, "year": int(period[:4]), "measure": measure,
                         "articles": 5, "mean": mean, "low": mean * 0.9, "high": mean * 1.2})
    frame = pd.DataFrame(rows)
    frame.attrs["texts"] = [
        {"article_id": f"{row['period']}-{i}", "year": row["year"], row["measure"]: row["mean"]}
        for row in rows for i in range(2)]
    return frame


MADE = {"co_occurrence": co_occurrence, "similarity": pairs, "shared_passages": passages,
        "theme_trend": trend, "keyness_by_period": words_by_period,
        "readability_by_period": readability,
        "theme_by_period": lambda count: in_periods(copied(count)["theme_intensity"], count)}


def draw(name: str, count: int, language: str):
    """The figure of a name, or why there is none."""
    table = TABLE.get(name, name)
    tables = copied(count)
    frame = MADE[table](count) if table in MADE else tables[table]
    if table == "keyness":
        frame = frame.assign(per_10k=frame["count"] / 50, reference_per_10k=frame["reference_count"]
                             / 50 / max(count - 1, 1))
    options = {"articles": tables["articles"]} if name == "theme_intensity" else {}
    if name == "theme_by_period":
        options = {"emphasis": in_periods(tables["regional_emphasis"], count)}
    plot = getattr(import_module(f"liangwen.figures.{name}"), f"plot_{name}")
    drawn = plot(frame, language=language, **options)
    return getattr(drawn, "figure", None) or drawn


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("count", [2, 5, 31, 40])
@pytest.mark.parametrize("name", liangwen.figures.NAMES)
def test_words_are_clear_of_each_other_and_of_the_edge(name, count, language):
    try:
        figure = draw(name, count, language)
    except NothingToDraw as said:
        # Two regions have no plane, two years no trend: a sentence stands in the figure's place.
        assert count == 2 and name in ("correspondence", "theme_trend")
        assert len(str(said)) > 20
        return
    assert overlapping_texts(figure) == []
    assert missing_glyphs(figure) == []
    width, height = figure.get_size_inches()
    assert width == pytest.approx(7.2) and height < HIGHEST
    assert min(t.get_fontsize() for t in figure.findobj(Text) if t.get_text()) >= SMALLEST


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", NARROW)
def test_a_column_of_a_journal_holds_it(name, language):
    for count in (5, 31):
        if count > NARROW[name]:
            continue
        with house_style(width="column"):
            figure = draw(name, count, language)
            assert overlapping_texts(figure) == []
        assert figure.get_size_inches()[0] == pytest.approx(3.5)
        sizes = [t.get_fontsize() for t in figure.findobj(Text) if t.get_text()]
        assert min(sizes) >= SMALLEST


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("count", [5, 31])
def test_no_line_to_a_name_runs_through_another_name(count, language):
    figure = draw("correspondence", count, language)
    figure.draw_without_rendering()
    axes = figure.axes[0]
    words = [(t, t.get_window_extent()) for t in axes.texts if t.get_text()]
    lines = [t.arrow_patch for t in axes.texts if t.arrow_patch is not None]
    for line in lines:
        path = line.get_path().transformed(line.get_transform()).vertices
        through = [text.get_text() for text, box in words
                   if crosses(tuple(path[0]), tuple(path[-1]),
                              (box.x0 + 2, box.y0 + 3, box.x1 - 2, box.y1 - 3))]
        assert through == []
