"""The study's tables: one function a table, from the corpus with the study's settings.

A notebook cell and the report call the same function, so that a number cannot differ between
them. :func:`all_tables` makes every one; :mod:`table_files` puts them on disk.
"""

from __future__ import annotations

import logging
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
from .corpus import Corpus, iso
from .edits import characters_by_rule
from .kept import kept
from .periods import years
from .report.references import reference
from .tables_by_period import (
    by_period,
    emphasis_by_period,
    keyness_by_period,
    keyword_options,
    periods,
    readability_by_period,
    term_frequencies_by_period,
    theme_intensity_by_period,
)

_log = logging.getLogger(__name__)

Tables = dict[str, pd.DataFrame]

ARTICLE_COLUMNS = [
    "article_id", "seed", "title", "date", "date_basis", "kind", "scope", "region", "region_en",
    "source", "author", "author_office", "n_han", "n_tokens", "n_sentences", "n_paragraphs",
    "national_document", "year", "period",
]  # fmt: skip

DUPLICATE_COLUMNS = [
    "article_id",
    "title",
    "region",
    "region_en",
    "original",
    "original_title",
    "kind",
    "similarity",
    "containment",
    "counted",
]


@kept
def articles(corpus: Corpus) -> pd.DataFrame:
    """One row an article, compared or not, with its caution and its reference (GB/T 7714).

    `compared`: whether the article is counted (a reprint or a reference text is not). `year` and
    `period`: in which it is counted, see :mod:`liangwen.periods`.
    `removed_share` is the share of the source's characters that left the text without another in
    their place.
    """
    frame = corpus.all_articles
    edits = corpus.all_edits
    # What is replaced one to one (traditional by simplified) did not leave the text.
    gone = (edits["removed"].str.len() - edits["inserted"].str.len()).clip(lower=0)
    removed = gone.groupby(edits["article_id"]).sum()
    counted = by_period(corpus)
    counted = counted.assign(year=years(counted)).set_index("article_id")
    frame = frame.assign(
        year=frame["article_id"].map(counted["year"]).astype("Int64"),
        period=frame["article_id"].map(counted["period"]),
    )
    table = frame[ARTICLE_COLUMNS].copy()
    table["date"] = [iso(day) for day in frame["date"]]
    # Without any edit pandas would not know what type the sums have.
    lost = pd.Series([float(removed.get(name, 0)) for name in frame["article_id"]], frame.index)
    table["removed_share"] = lost / frame["n_source"].clip(lower=1)
    table["compared"] = frame["article_id"].isin(corpus.articles["article_id"])
    table["caution"] = [_caution(row) for row in frame[_CAUTIONED].itertuples(index=False)]
    # A reference begins with the text's first words where there is no title: not with all of it.
    cited = frame[_CITED].assign(text=frame["text"].str[:_FIRST_WORDS])
    table["reference"] = [_reference(row) for row in cited.itertuples(index=False)]
    return tidy(table)


_CAUTIONED = ["flags", "scope", "role"]
_CITED = ["title", "author", "source", "date", "date_basis", "url", "kind"]
_FIRST_WORDS = 400


def _caution(row: Any) -> str:
    codes = list(row.flags)
    if row.scope == "national document":
        codes.append("subject is a national document")
    if row.scope == "event":
        codes.append("event only")
    if row.role != "study":
        codes.append(row.role)
    return ";".join(codes)


def _reference(row: Any) -> str:
    def known(value: Any) -> str | None:
        return value if isinstance(value, str) and value else None

    return reference(
        title=known(row.title),
        author=known(row.author),
        source=known(row.source),
        date=None if row.date_basis == "event" else iso(row.date),
        url=known(row.url),
        kind=known(row.kind),
        text=row.text,
    )


@kept
def cleaning_account(corpus: Corpus) -> pd.DataFrame:
    """One row a rule of an article: characters kept, removed and inserted, and their share.

    Kept and removed characters add up to those of the source text.
    """
    edits = corpus.all_edits
    own = dict(iter(edits.groupby("article_id", sort=False)))
    records = []
    for row in corpus.all_articles.itertuples(index=False):
        rules = characters_by_rule(
            own[row.article_id].itertuples(index=False) if row.article_id in own else ()
        )
        removed = sum(found[1] for found in rules.values())
        kept = row.n_source - removed
        head = (row.article_id, row.region, row.region_en)
        records.append((*head, "kept", 0, 0, 0, kept, row.n_source))
        for rule, (count, gone, inserted) in sorted(rules.items(), key=lambda item: -item[1][1]):
            records.append((*head, rule, count, gone, inserted, gone, row.n_source))
    frame = pd.DataFrame(
        records,
        columns=["article_id", "region", "region_en", "rule", "edits", "removed", "inserted",
                 "characters", "source_characters"],
    )  # fmt: skip
    frame["share"] = frame["characters"] / frame["source_characters"]
    return tidy(frame)


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
def problems(corpus: Corpus) -> pd.DataFrame:
    """One row a seed that did not become an article, or a correction by hand that fits nothing."""
    return pd.DataFrame(
        [vars(failure) for failure in corpus.failures], columns=["seed", "reason", "remedy"]
    )


@kept
def duplicates(corpus: Corpus) -> pd.DataFrame:
    """One row an article that shares text with another: see :mod:`liangwen.duplicates`.

    Duplicates and excerpts are left out of all other tables but `articles` and
    `cleaning_account`; what stands for review is counted.
    """
    known = corpus.all_articles.set_index("article_id")
    table = corpus.duplicates.sort_values("article_id")
    for column in ("title", "region", "region_en"):
        table[column] = table["article_id"].map(known[column])
    table["original_title"] = table["original"].map(known["title"])
    table["counted"] = table["kind"] == "review"
    return tidy(table[DUPLICATE_COLUMNS])


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
