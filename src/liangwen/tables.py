"""The study's tables: one function a table, from the corpus with the study's settings.

A notebook cell and the report call the same function, so that a number cannot differ between
them. :func:`all_tables` makes every one; :mod:`table_files` puts them on disk.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from . import collocations as pairs
from . import emphasis, keywords, networks, themes, trends
from . import new_words as candidates
from . import ngrams as runs
from . import panel as panels
from . import readability as sentences
from . import shared_passages as passages
from . import similarity as similarities
from . import tokens as cut_tokens
from .commitments import commitments as find_commitments
from .compared import grouped, tidy
from .corpus import Corpus
from .kept import kept
from .tables_by_period import (
    emphasis_by_period,
    keyness_by_period,
    keyword_options,
    periods,
    readability_by_period,
    term_frequencies_by_period,
    theme_intensity_by_period,
)
from .tables_of_articles import articles, cleaning_account, duplicates, problems

Tables = dict[str, pd.DataFrame]


@kept
def term_frequencies(corpus: Corpus, *, by: str = "region") -> pd.DataFrame:
    """One row a term of a region: see :func:`liangwen.keywords.term_frequencies`."""
    table = keywords.term_frequencies(
        corpus.articles,
        corpus.term_counts,
        by=by,
        stop_words=corpus.stop_words,
        **keyword_options(corpus),
    )
    return _told(table, corpus, by)


@kept
def keyness(corpus: Corpus, *, by: str = "region", **options: Any) -> pd.DataFrame:
    """One row a term of a region: see :func:`liangwen.keyness.keyness`; place names left out.

    Options such as ``group``, ``reference`` and ``measures`` are handed on.
    """
    table = keywords.keyness(
        corpus.articles,
        corpus.term_counts,
        by=by,
        stop_words=corpus.stop_words | corpus.place_names,
        **keyword_options(corpus) | options,
    )
    return _told(table, corpus, by)


def _told(table: pd.DataFrame, corpus: Corpus, by: str) -> pd.DataFrame:
    """Tell a table how many articles each group has (``attrs["articles"]``), for its notes."""
    table.attrs["articles"] = grouped(corpus.articles, by=by).groupby("group").size().to_dict()
    return table


@kept
def ngrams(corpus: Corpus, *, by: str = "region") -> pd.DataFrame:
    """One row a run of tokens of a region: see :func:`liangwen.ngrams.ngrams`.

    Runs that begin or end with a stop word, or stand only in a longer one, are left out.
    """
    return runs.ngrams(
        corpus.articles, corpus.tokens, by=by, stop_words=corpus.stop_words, drop_nested=True,
        minimum_count=corpus.study.settings.minimum_count,
    )  # fmt: skip


@kept
def collocations(corpus: Corpus) -> pd.DataFrame:
    """One row a pair of neighbours: see :func:`liangwen.collocations.collocations`."""
    return pairs.collocations(corpus.articles, corpus.tokens, stop_words=corpus.stop_words)


@kept
def co_occurrence(corpus: Corpus) -> pd.DataFrame:
    """One row a pair of terms that share sentences: see :func:`liangwen.networks.co_occurrence`.

    The 80 strongest links of the hundred most frequent terms.
    """
    return networks.co_occurrence(
        corpus.articles, corpus.tokens, top=80, stop_words=corpus.stop_words
    )


@kept
def new_words(corpus: Corpus) -> pd.DataFrame:
    """One row a candidate for terms.txt: see :func:`liangwen.new_words.new_words`."""
    return candidates.new_words(
        corpus.articles, corpus.segmenter, tokens=corpus.tokens, stop_words=corpus.stop_words
    )


@kept
def term_wholeness(corpus: Corpus) -> pd.DataFrame:
    """One row a term of the lexicon: see :func:`liangwen.tokens.term_wholeness`."""
    return cut_tokens.term_wholeness(
        corpus.articles, corpus.tokens, corpus.themes.themes, corpus.segmenter
    )


@kept
def theme_intensity(corpus: Corpus, *, by: str = "region") -> pd.DataFrame:
    """One row a theme of a region: see :func:`liangwen.themes.theme_intensity`."""
    return themes.theme_intensity(
        corpus.articles, corpus.theme_hits, corpus.tokens, corpus.themes.themes, by=by
    )


@kept
def theme_evidence(corpus: Corpus) -> pd.DataFrame:
    """One row a hit: see :func:`liangwen.themes.theme_evidence`."""
    table = themes.theme_evidence(
        corpus.articles,
        corpus.theme_hits,
        corpus.edits,
        width=corpus.study.settings.evidence_width,
    )
    table["term_source"] = table["term"].map(corpus.themes.sources)
    return table


@kept
def theme_positions(corpus: Corpus) -> pd.DataFrame:
    """One row a hit: see :func:`liangwen.themes.theme_positions`."""
    return themes.theme_positions(corpus.articles, corpus.theme_hits, corpus.themes.themes)


@kept
def regional_emphasis(corpus: Corpus) -> pd.DataFrame:
    """One row a theme of a region: see :func:`liangwen.emphasis.regional_emphasis`."""
    counts = emphasis.hits_by_article(corpus.articles, corpus.theme_hits)
    return emphasis.regional_emphasis(theme_intensity(corpus), counts)


@kept
def region_mentions(corpus: Corpus) -> pd.DataFrame:
    """One row a place named by a region's texts: see :func:`liangwen.emphasis.mention_table`."""
    return emphasis.mention_table(corpus.articles, corpus.region_mentions, corpus.gazetteer)


@kept
def correspondence(corpus: Corpus) -> pd.DataFrame:
    """One row a region or theme: see :func:`liangwen.emphasis.correspondence_map`."""
    return emphasis.correspondence_map(theme_intensity(corpus))


@kept
def certainty(corpus: Corpus) -> pd.DataFrame:
    """One row a theme and article left out: see :func:`liangwen.themes.ranking_certainty`."""
    return themes.ranking_certainty(corpus.articles, corpus.theme_hits, corpus.themes.themes)


@kept
def commitments(corpus: Corpus) -> pd.DataFrame:
    """One row a quantity: see :func:`liangwen.commitments.commitments`."""
    return find_commitments(corpus.articles, corpus.edits)


@kept
def panel(corpus: Corpus, *, balanced: bool = False) -> pd.DataFrame:
    """One row a theme of a region's texts of a year: see :func:`liangwen.panel.panel`."""
    return panels.panel(
        corpus.articles, corpus.theme_hits, corpus.themes.themes, corpus.gazetteer,
        balanced=balanced,
    )  # fmt: skip


@kept
def theme_trend(corpus: Corpus) -> pd.DataFrame:
    """One row a theme of a year: see :func:`liangwen.trends.theme_trend`.

    ``attrs["changes"]`` holds the rows of `theme_changes`, for the figure and its title.
    """
    table = trends.theme_trend(corpus.articles, corpus.theme_hits, corpus.themes.themes)
    table.attrs["changes"] = theme_changes(corpus).to_dict("records")
    return table


@kept
def theme_changes(corpus: Corpus) -> pd.DataFrame:
    """One row a theme, or change point of it: see :func:`liangwen.trends.theme_changes`."""
    return trends.theme_changes(corpus.articles, corpus.theme_hits, corpus.themes.themes)


@kept
def similarity(corpus: Corpus, *, by: str = "article") -> pd.DataFrame:
    """One row a pair: see :func:`liangwen.similarity.similarity`; place names left out."""
    return similarities.similarity(
        corpus.articles, corpus.term_counts, by=by,
        stop_words=corpus.stop_words | corpus.place_names,
    )  # fmt: skip


@kept
def region_similarity(corpus: Corpus) -> pd.DataFrame:
    """One row a pair of regions, each region's texts as one: see `similarity`."""
    return similarity(corpus, by="region")


@kept
def shared_passages(corpus: Corpus) -> pd.DataFrame:
    """One row a passage of an article that an earlier or reference text has verbatim.

    See :func:`liangwen.shared_passages.shared_passages`.
    """
    texts = passages.with_references(corpus.articles, corpus.all_articles)
    return passages.shared_passages(texts, corpus.all_edits)


@kept
def text_reuse(corpus: Corpus) -> pd.DataFrame:
    """One row a pair that shares a passage: see :func:`liangwen.shared_passages.text_reuse`."""
    return passages.text_reuse(passages.with_references(corpus.articles, corpus.all_articles))


@kept
def readability(corpus: Corpus, *, by: str = "article") -> pd.DataFrame:
    """One row an article: see :func:`liangwen.readability.readability`."""
    return sentences.readability(corpus.articles, corpus.tokens, by=by)


@kept
def validation(corpus: Corpus) -> pd.DataFrame:
    """One row a theme that people coded: see :func:`liangwen.coding.score.validation`.

    Empty where the study's coding/ holds no filled sheet. ``attrs["note"]`` is what the study says
    of its coders, a language.
    """
    from .coding import read_coding, validation

    table = tidy(validation(read_coding(corpus.coding_sheets), corpus.themes.themes))
    table.attrs["note"] = corpus.coding_note
    return table


#: Every table of a study, by the name of its file.
TABLES: dict[str, Callable[[Corpus], pd.DataFrame]] = {
    function.__name__: function
    for function in (
        articles, cleaning_account, term_frequencies, keyness, ngrams, collocations, co_occurrence,
        new_words, term_wholeness, theme_intensity, theme_evidence,
        validation, theme_positions, regional_emphasis, region_mentions, correspondence, certainty,
        commitments, panel, theme_trend, theme_changes, similarity, region_similarity,
        shared_passages, text_reuse, readability, periods, term_frequencies_by_period,
        keyness_by_period, theme_intensity_by_period, emphasis_by_period, readability_by_period,
        duplicates, problems,
    )
}  # fmt: skip


def all_tables(corpus: Corpus) -> Tables:
    """Make every table.

    Returns
    -------
    dict
        Name -> frame, in the order of `TABLES`.
    """
    return {name: function(corpus) for name, function in TABLES.items()}
