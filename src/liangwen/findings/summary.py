"""All findings of a study, section by section, and the title of each figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from liangwen.findings import (
    certainty,
    comparing,
    corpus,
    keywords,
    regions,
    themes,
    time,
    time_titles,
    together,
    trends,
    validation,
)
from liangwen.findings.wording import compared

if TYPE_CHECKING:
    import pandas

def _first_cells(frame: pandas.DataFrame, *, language: str) -> list[str]:
    return regions.emphasised(frame, language=language, named=3)[:3]


def _densest_over_time(
    articles: pandas.DataFrame, frame: pandas.DataFrame, *, language: str
) -> str:
    # Where regions are compared, the densest themes are told of them already.
    return "" if len(compared(articles)) else time.densest(frame, language=language)


def _first_changes(frame: pandas.DataFrame, *, language: str) -> list[str]:
    return trends.changes(frame, language=language)[:1]


# Section -> (the tables a finding needs, the finding), in the order of reading.
_FINDINGS: dict[str, list[tuple[tuple[str, ...], Callable[..., str | list[str]]]]] = {
    "summary": [(("theme_intensity",), themes.focus_leaders),
                (("theme_intensity",), themes.densest),
                (("regional_emphasis",), _first_cells),
                (("articles", "theme_intensity_by_period"), _densest_over_time),
                (("keyness_by_period",), time.first_words),
                (("emphasis_by_period",), time.first_themes),
                (("theme_changes",), _first_changes),
                (("readability_by_period",), time.first_written),
                (("certainty",), certainty.largest_move),
                (("region_mentions", "articles"), regions.own_name)],
    "corpus": [(("articles",), corpus.size), (("articles",), corpus.kinds),
               (("articles",), corpus.dates), (("articles",), corpus.national_ties),
               (("articles",), corpus.cautions)],
    "cleaning": [(("cleaning_account",), corpus.cleaning_total),
                 (("cleaning_account",), corpus.cleaning_extremes)],
    "terms": [(("term_frequencies",), keywords.most_frequent),
              (("term_frequencies",), keywords.shared_terms)],
    "keyness": [(("keyness",), keywords.set_apart), (("keyness",), keywords.not_set_apart),
                (("keyness",), keywords.keyness_caution)],
    "together": [(("ngrams",), together.phrases), (("collocations",), together.neighbours),
                 (("co_occurrence",), together.linked)],
    "dictionary": [(("term_wholeness",), together.whole_terms),
                   (("new_words",), together.proposed)],
    "focus": [(("theme_intensity",), themes.focus_leaders), (("theme_intensity",), themes.absent)],
    "themes": [(("theme_intensity",), themes.densest),
               (("theme_intensity",), themes.hanging_on_one_term),
               (("theme_intensity",), themes.outside_titles)],
    "validation": [(("validation",), validation.validated),
                   (("validation",), validation.doubtful),
                   (("validation",), validation.agreement)],
    "positions": [(("theme_positions",), themes.positions)],
    "emphasis": [(("regional_emphasis",), regions.emphasised),
                 (("regional_emphasis",), regions.judged),
                 (("regional_emphasis",), regions.association),
                 (("regional_emphasis",), regions.weak_cells)],
    "mentions": [(("region_mentions",), regions.most_mentioned),
                 (("region_mentions", "articles"), regions.own_name)],
    "correspondence": [(("correspondence",), regions.plane)],
    "certainty": [(("certainty",), certainty.firm_top), (("certainty",), certainty.largest_move),
                  (("certainty",), certainty.focus_ranges)],
    "trend": [(("theme_changes",), trends.too_few_years), (("theme_changes",), trends.changes),
              (("theme_changes",), trends.steady), (("theme_changes",), trends.no_change),
              (("theme_changes",), trends.time_cautions)],
    "periods": [(("periods",), time.axis)],
    "period_words": [(("keyness_by_period",), time.words_apart),
                     (("keyness_by_period",), time.words_not_apart)],
    "period_themes": [(("emphasis_by_period",), time.themes_apart),
                      (("emphasis_by_period",), time.themes_judged)],
    "period_sentences": [(("readability_by_period",), time.written)],
    "similarity": [(("similarity",), comparing.alike)],
    "reuse": [(("shared_passages",), comparing.shared),
              (("text_reuse",), comparing.from_references)],
    "readability": [(("readability",), comparing.sentence_lengths)],
    "commitments": [(("commitments",), corpus.commitments)],
    "limits": [(("articles",), corpus.limits),
               (("periods",), time.limits),
               (("theme_evidence",), corpus.lexicon_from_these_texts)],
}

# Figure -> (the table that it draws, the function of its title).
HEADLINES: dict[str, tuple[str, Callable[..., str]]] = {
    "corpus_overview": ("articles", corpus.headline_corpus_overview),
    "cleaning_account": ("cleaning_account", corpus.headline_cleaning_account),
    "term_frequencies": ("term_frequencies", keywords.headline_term_frequencies),
    "term_heatmap": ("term_frequencies", keywords.headline_term_heatmap),
    "word_clouds": ("term_frequencies", keywords.headline_word_clouds),
    "keyness": ("keyness", keywords.headline_keyness),
    "term_contrast": ("keyness", keywords.headline_term_contrast),
    "word_network": ("co_occurrence", together.headline_word_network),
    "theme_intensity": ("theme_intensity", themes.headline_theme_intensity),
    "theme_comparison": ("theme_intensity", themes.headline_theme_comparison),
    "theme_positions": ("theme_positions", themes.headline_theme_positions),
    "regional_emphasis": ("regional_emphasis", regions.headline_regional_emphasis),
    "region_map": ("theme_intensity", regions.headline_region_map),
    "mention_network": ("region_mentions", regions.headline_mention_network),
    "correspondence": ("correspondence", regions.headline_correspondence),
    "certainty": ("certainty", certainty.headline_certainty),
    "theme_trend": ("theme_trend", trends.headline_theme_trend),
    "theme_by_period": ("theme_intensity_by_period", time_titles.headline_theme_by_period),
    "keyness_by_period": ("keyness_by_period", time_titles.headline_keyness_by_period),
    "terms_by_period": ("keyness_by_period", time_titles.headline_terms_by_period),
    "readability_by_period": ("readability_by_period", time_titles.headline_readability_by_period),
    "similarity": ("similarity", comparing.headline_similarity),
    "shared_passages": ("shared_passages", comparing.headline_shared_passages),
}


def _said(finding: str | list[str]) -> Iterator[str]:
    yield from ([finding] if isinstance(finding, str) else finding)


def _with_counts(tables: Mapping[str, pandas.DataFrame]) -> dict[str, pandas.DataFrame]:
    """The tables, each told how many texts a region has (``attrs["articles"]``)."""
    if "articles" not in tables:
        return dict(tables)
    everyone = tables["articles"]
    if "compared" in everyone.columns:
        # Reprints and texts kept for reference are listed, but no finding speaks of them.
        tables = {**tables, "articles": everyone[everyone["compared"].astype(bool)]}
    placed = tables["articles"].dropna(subset=["region"])
    counts = {str(key): int(n) for key, n in placed.groupby("region").size().items()}
    told = {}
    for name, frame in tables.items():
        told[name] = frame.copy(deep=False)
        told[name].attrs = {**frame.attrs, "articles": counts}
    periods = told["periods"].attrs.get("periods") if "periods" in told else None
    told["articles"].attrs["years_from"] = (periods or {}).get("years_from")
    return told


def found(tables: Mapping[str, pandas.DataFrame], *, language: str) -> dict[str, list[str]]:
    """Sentences of all findings, by section; a section is empty where its tables say nothing.

    Parameters
    ----------
    tables : mapping of str to frame
        By the names of the tables; what is not there is passed over.
    language : {"en", "zh"}
    """
    tables = _with_counts(tables)
    sections: dict[str, list[str]] = {}
    for section, entries in _FINDINGS.items():
        said: list[str] = []
        for names, finding in entries:
            if all(name in tables for name in names):
                said += _said(finding(*(tables[name] for name in names), language=language))
        sections[section] = [text for text in said if text]
    return sections


def headline_of(
    figure: str, tables: Mapping[str, pandas.DataFrame], *, language: str
) -> str:
    """Title of a figure by its name; the empty string for an unknown figure or a missing table."""
    table, title = HEADLINES.get(figure, ("", None))
    if title is None or table not in tables:
        return ""
    return title(_with_counts(tables)[table], language=language)
