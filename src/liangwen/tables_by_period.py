"""The study's tables by period: the same questions as by region, asked along time.

Each is empty where a study has no course of time; ``attrs["periods"]`` says why.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from . import emphasis, keywords, themes
from . import periods as time
from . import readability_periods as course
from .compared import tidy
from .corpus import Corpus
from .kept import kept
from .keyness_across import keyness_across
from .readability import readability
from .uncertainty import FEWEST_HITS


def keyword_options(corpus: Corpus) -> dict[str, Any]:
    """What a study's settings ask of every table of words."""
    settings = corpus.study.settings
    return {
        "minimum_count": settings.minimum_count,
        "minimum_length": settings.minimum_length,
    }


def by_period(corpus: Corpus) -> pd.DataFrame:
    """The compared articles with their `period`, null for all where there are none.

    ``attrs["periods"]`` tells the choice as :func:`liangwen.periods.choose` does, and from where
    the years come.
    """
    texts, setting = corpus.articles, corpus.study.settings.period
    rows = texts.assign(period=time.period_values(texts, setting=setting))
    rows.attrs["periods"] = time.choose(texts, setting=setting)._asdict() | {
        time.BASIS: time.years(texts).attrs[time.BASIS]
    }
    return rows


def _over_time(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Tell a table by period how many articles each has, and which periods there are."""
    table.attrs["period_articles"] = rows["period"].value_counts().sort_index().to_dict()
    table.attrs["periods"] = rows.attrs["periods"]
    return table


@kept
def periods(corpus: Corpus) -> pd.DataFrame:
    """One row a period in which articles are compared; none where there is no course of time.

    period, year (its first), articles, first_year and last_year with an article, han, tokens,
    kinds. ``attrs["periods"]`` says why there are none.
    """
    rows = by_period(corpus)
    held = rows.assign(year=time.years(rows), kind=rows["kind"].fillna("unknown"))
    held = held[held["period"].notna()]
    found = held.groupby("period").agg(
        articles=("article_id", "size"), first_year=("year", "min"), last_year=("year", "max"),
        han=("n_han", "sum"), tokens=("n_tokens", "sum"),
        kinds=("kind", lambda kinds: "、".join(sorted(set(kinds)))),
    ).reset_index()  # fmt: skip
    found.insert(1, "year", [time.first_year(name) for name in found["period"]])
    return _over_time(tidy(found), rows)


#: A term that is a year, an ordinal or a number in characters: each period has its own.
_DATED_TERM = r"第?[一二三四五六七八九〇零○十百千两]+[年月日个次届期五]*(?:计划)?"


@kept
def term_frequencies_by_period(corpus: Corpus) -> pd.DataFrame:
    """One row a term of a period: see :func:`liangwen.keywords.term_frequencies`."""
    rows = by_period(corpus)
    table = keywords.term_frequencies(
        rows, corpus.term_counts, by="period", stop_words=corpus.stop_words,
        **keyword_options(corpus),
    )  # fmt: skip
    return _over_time(table, rows)


@kept
def keyness_by_period(corpus: Corpus) -> pd.DataFrame:
    """One row a term of a period: see :func:`liangwen.keyness_across.keyness_across`.

    Place names are left out, and years written in characters: a period always has its own; so are
    terms with fewer than ten occurrences in all, which cannot be judged.
    """
    rows = by_period(corpus)
    terms = pd.Series(corpus.term_counts["term"].unique(), dtype="str")
    dated = set(terms[terms.str.fullmatch(_DATED_TERM)])
    table = keyness_across(
        rows, corpus.term_counts, by="period",
        stop_words=corpus.stop_words | corpus.place_names | dated,
        minimum_count=max(FEWEST_HITS, corpus.study.settings.minimum_count),
        minimum_length=corpus.study.settings.minimum_length,
    )  # fmt: skip
    return _over_time(table, rows)


@kept
def theme_intensity_by_period(corpus: Corpus) -> pd.DataFrame:
    """One row a theme of a period: see :func:`liangwen.themes.theme_intensity`."""
    rows = by_period(corpus)
    table = themes.theme_intensity(
        rows, corpus.theme_hits, corpus.tokens, corpus.themes.themes, by="period"
    )
    return _over_time(table, rows)


@kept
def emphasis_by_period(corpus: Corpus) -> pd.DataFrame:
    """One row a theme of a period: see :func:`liangwen.emphasis.regional_emphasis`."""
    rows = by_period(corpus)
    intensity = theme_intensity_by_period(corpus)
    counts = emphasis.hits_by_article(rows, corpus.theme_hits, by="period")
    table = emphasis.regional_emphasis(intensity, counts)
    table.insert(1, "year", [time.first_year(name) for name in table["period"]])
    return _over_time(table, rows)


@kept
def readability_by_period(corpus: Corpus) -> pd.DataFrame:
    """One row a measure of a period: see :mod:`liangwen.readability_periods`."""
    rows = by_period(corpus)
    none = rows["period"].isna().all()
    columns = ["article_id", *course.MEASURES]
    values = (
        pd.DataFrame(columns=columns)
        if none
        else readability(corpus.articles, corpus.tokens, by="article")
    )
    return _over_time(course.readability_by_period(rows, values), rows)
