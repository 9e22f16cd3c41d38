"""A corpus held ready for one question after another: what each answer needs is kept."""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any

import pandas as pd

from liangwen import keyness as words
from liangwen import themes
from liangwen.concordance import context_lines, edits_of
from liangwen.corpus import Corpus, iso
from liangwen.findings.wording import KINDS_ZH, missing
from liangwen.regions import NATIONAL
from liangwen.report.text import plain
from liangwen.source_maps import source_maps

from .groups import Grouping, article_labels, by_word, grouping, groupings, held
from .places import Query, find, ordered
from .rates import rates
from .reading import Mark, Passage, facts_of
from .words import Unanswered

#: So many questions of each kind are kept.
_KEPT = 48


class Holdings:
    """What the explorer asks of a study.

    Parameters
    ----------
    corpus : Corpus

    Raises
    ------
    StudyError
        If there is no article to compare.

    Notes
    -----
    Each method gives a frame that is its own: change a copy, never the frame.
    """

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.study = corpus.study
        self.articles = corpus.articles
        if self.articles.empty:
            raise Unanswered("no_articles")
        self.groupings = groupings(self.articles)
        self.texts: dict[str, str] = dict(
            zip(self.articles["article_id"], self.articles["text"], strict=True)
        )
        self.dates: dict[str, str] = {
            name: iso(pd.to_datetime(day) if isinstance(day, str) else day) or ""
            for name, day in zip(self.articles["article_id"], self.articles["date"], strict=True)
        }
        # One method call a question: the caches live as long as the corpus is held.
        self.grouping = lru_cache(_KEPT)(self._grouping)
        self.places = lru_cache(_KEPT)(self._places)
        self.rates = lru_cache(_KEPT)(self._rates)
        self.intensity = lru_cache(_KEPT)(self._intensity)
        self.keyness = lru_cache(_KEPT)(self._keyness)

    @cached_property
    def ends(self) -> dict[str, list[int]]:
        """article_id -> where each of its tokens ends."""
        frame = self.corpus.tokens
        return {
            name: list(accumulate(int(length) for length in lengths))
            for name, lengths in zip(frame["article_id"], frame["lengths"], strict=True)
        }

    @cached_property
    def themes(self) -> dict[str, tuple[str, str]]:
        """Theme -> its English and its Chinese name, in the lexicon's order."""
        return {
            theme.id: (theme.name_en or theme.name_zh or theme.id, theme.name_zh or theme.id)
            for theme in self.corpus.themes.themes
        }

    @cached_property
    def _marks(self) -> dict[str, list[Mark]]:
        number = {theme: i for i, theme in enumerate(self.themes)}
        marks: dict[str, list[Mark]] = {}
        for row in self.corpus.theme_hits.itertuples(index=False):
            if row.theme in number:
                mark = Mark(int(row.start), int(row.end), number[row.theme])
                marks.setdefault(row.article_id, []).append(mark)
        return {name: sorted(own) for name, own in marks.items()}

    @cached_property
    def _rows(self) -> dict[str, dict[str, Any]]:
        return {row["article_id"]: row for row in self.articles.to_dict("records")}

    @cached_property
    def titles(self) -> dict[str, dict[str, str]]:
        """Language -> article_id -> what an article is called."""
        return {
            language: article_labels(self.articles, language) for language in ("en", "zh")
        }

    def is_national(self, article_id: str) -> bool:
        """Whether an article is of the whole nation."""
        return bool(self._rows[article_id]["region"] == NATIONAL)

    def terms_of(self, theme: str) -> list[tuple[str, int]]:
        """The terms of a theme that have a hit, with their hits: the most frequent first."""
        own = self.corpus.theme_hits
        own = own[(own["theme"] == theme) & own["article_id"].isin(self.texts)]
        counts = {str(term): int(number) for term, number in own["term"].value_counts().items()}
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    def _grouping(self, by: str) -> Grouping:
        return grouping(self.articles, by)

    def _places(self, query: Query, sort: str = "place") -> pd.DataFrame:
        if query.mode == "theme" and query.theme not in self.themes:
            raise Unanswered("no_themes" if not self.themes else "nothing_asked")
        if sort == "place":
            ends = self.ends if query.mode == "word" else {}
            return find(query, self.texts, ends, self.corpus.theme_hits)
        ends = self.ends if sort in ("left", "right") else {}
        return ordered(self.places(query), sort, self.texts, self.dates, ends)

    def _rates(self, query: Query, by: str) -> pd.DataFrame:
        unit = "n_tokens" if query.mode == "word" else "n_han"
        return rates(self.places(query), self.articles, self.grouping(by), unit=unit)

    def _intensity(self, by: str) -> pd.DataFrame:
        if not self.themes:
            raise Unanswered("no_themes")
        column = "article_id" if by == "article" else by
        table = themes.theme_intensity(
            held(self.articles, by),
            self.corpus.theme_hits,
            self.corpus.tokens,
            self.corpus.themes.themes,
            by=by,
        )
        if not table["hits"].sum() > 0:
            raise Unanswered("no_theme_hits")
        return table.rename(columns={column: "group"})

    def _keyness(self, by: str, group: Any, reference: Any, minimum: int) -> pd.DataFrame:
        groups = self.grouping(by)
        if len(self.texts) < 2:
            raise Unanswered("one_text")
        if len(groups.order) < 2:
            raise Unanswered("one_group", by=_pair(by))
        table = words.keyness(
            held(self.articles, by),
            self.corpus.term_counts,
            by=by,
            group=group,
            reference=reference,
            stop_words=self.corpus.stop_words | self.corpus.place_names,
            minimum_count=minimum,
            minimum_length=self.study.settings.minimum_length,
        )
        if table.empty:
            raise Unanswered("no_terms", n=minimum)
        return table

    def lines(self, places: pd.DataFrame, *, width: int | None = None) -> pd.DataFrame:
        """Return the concordance lines of some places.

        One row a place, in their order: article_id, region, left, hit, right, start,
        source_start, end, term.
        """
        wide = self.study.settings.evidence_width if width is None else width
        found = context_lines(self.articles, self.corpus.edits, places, width=wide)
        return found.assign(end=places["end"].to_numpy(), term=places["term"].to_numpy())

    def saved_lines(self, places: pd.DataFrame, by: str) -> pd.DataFrame:
        """Return the lines with what a reader of a spreadsheet needs beside them."""
        groups, found = self.grouping(by), self.lines(places)
        rows = [self._rows[name] for name in found["article_id"]]
        found.insert(1, "title", [None if missing(row["title"]) else row["title"] for row in rows])
        found.insert(2, "date", [self.dates[name] or None for name in found["article_id"]])
        if by not in ("region", "year", "article"):
            found.insert(3, by, [groups.of.get(name) for name in found["article_id"]])
        if by == "year":
            years = [groups.of.get(name) for name in found["article_id"]]
            found.insert(3, by, pd.array(years, dtype="Int64"))
        return found

    def passage(self, article_id: str, start: int, end: int, language: str) -> Passage:
        """Return a place with all that its reading view shows."""
        row, second = self._rows[article_id], language == "zh"
        region = self.grouping("region").names[language].get(row["region"]) or plain(row["region"])
        kind = plain(row["kind"])
        return Passage(
            text=row["text"],
            edits=edits_of(self.corpus.edits, article_id),
            marks=self._marks.get(article_id, []),
            start=start,
            end=end,
            facts=facts_of(
                row, region, KINDS_ZH.get(kind, kind) if second else kind, language
            ),
            title=plain(row["title"]),
            themes=[names[second] for names in self.themes.values()],
            source_start=source_maps(self.corpus.edits, {article_id})[article_id].start(start),
        )


def _pair(by: str) -> tuple[str, str]:
    return by_word(by, "en"), by_word(by, "zh")


def open_holdings(study: Any) -> Holdings:
    """Open a study's corpus for the explorer.

    Raises
    ------
    StudyError
        If there is no corpus, or it was built by another version.
    Unanswered
        If it holds no article to compare.
    """
    from liangwen.corpus import open_corpus

    return Holdings(open_corpus(study))
