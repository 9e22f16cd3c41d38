"""The texts behind a report: where each theme, term and place stands in them, by article.

Offsets are those of the clean texts. Everything here is the same in each language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from liangwen.compared import by_region
from liangwen.edits import Edit
from liangwen.leads import Lead
from liangwen.periods import is_period
from liangwen.report.text import plain
from liangwen.tables_by_period import by_period

if TYPE_CHECKING:
    from liangwen.corpus import Corpus


class Place(NamedTuple):
    """A stretch of an article: the article's number and the offsets of its clean text."""

    article: int
    start: int
    end: int


class Mark(NamedTuple):
    """A hit of a theme in an article."""

    start: int
    end: int
    theme: str


@dataclass(frozen=True)
class Text:
    """An article as it is read: its clean text, the edits that made it, and what is known of it."""

    number: int
    article_id: str
    text: str
    edits: Sequence[Edit]
    marks: Sequence[Mark]
    facts: Mapping[str, Any]

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Start and end of each paragraph, without its line end."""
        spans, start = [], 0
        for part in self.text.split("\n"):
            spans.append((start, start + len(part)))
            start += len(part) + 1
        return spans


class Reading:
    """The texts of a corpus, and the places that a lead counts.

    Parameters
    ----------
    corpus : Corpus
        An open store.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        frame = corpus.all_articles
        edits: dict[str, list[Edit]] = {}
        for row in corpus.all_edits.itertuples(index=False):
            own = edits.setdefault(row.article_id, [])
            own.append(Edit(*(getattr(row, name) for name in Edit._fields)))
        marks: dict[str, list[Mark]] = {}
        for row in corpus.theme_hits.itertuples(index=False):
            marks.setdefault(row.article_id, []).append(Mark(row.start, row.end, row.theme))
        self.texts = [
            Text(number, row["article_id"], row["text"], edits.get(row["article_id"], []),
                 sorted(marks.get(row["article_id"], [])), row)
            for number, row in enumerate(frame.to_dict("records"))
        ]
        self.number = {text.article_id: text.number for text in self.texts}
        self.compared = set(corpus.articles["article_id"])
        rows = by_region(corpus.articles)
        self._region = dict(zip(rows["article_id"], rows["region"], strict=True))
        periods = by_period(corpus)
        self._period = dict(zip(periods["article_id"], periods["period"], strict=True))
        self.regions: dict[str, Any] = {
            row["region"]: row["region_en"] for row in rows.to_dict("records")}

    @cached_property
    def themes(self) -> dict[str, dict[str, Any]]:
        """Theme -> its names, in the lexicon's order."""
        return {theme.id: {"theme": theme.id, "theme_zh": theme.name_zh,
                           "theme_en": theme.name_en} for theme in self._corpus.themes.themes}

    def _in(self, article_id: str, region: str) -> bool:
        """Whether an article is one of a region's or period's compared texts; "" is all of them."""
        if not region:
            return article_id in (self._region or self.compared)
        own = self._period if is_period(region) else self._region
        return own.get(article_id) == region

    def places(self, leads: Iterable[Lead]) -> dict[Lead, list[Place]]:
        """The places that each lead counts, in the order of the articles.

        A lead that counts nothing, or is not known, has no places.
        """
        wanted = list(dict.fromkeys(leads))
        found: dict[Lead, list[Place]] = {lead: [] for lead in wanted}
        spots = {
            "theme": self._theme_spots(),
            "term": self._term_spots({lead.key for lead in wanted if lead.kind == "term"}),
            "place": self._place_spots(),
        }
        for lead in wanted:
            if lead.kind == "quote":
                found[lead] = self._quoted(lead)
            for spot in spots.get(lead.kind, {}).get(lead.key, ()):
                if self._in(self.texts[spot.article].article_id, lead.region):
                    found[lead].append(spot)
        return found

    def _theme_spots(self) -> dict[str, list[Place]]:
        spots: dict[str, list[Place]] = {}
        for text in self.texts:
            for mark in text.marks:
                spots.setdefault(mark.theme, []).append(Place(text.number, mark.start, mark.end))
        return spots

    def _term_spots(self, terms: set[str]) -> dict[str, list[Place]]:
        """Where the segmenter cut each of the terms: what the table counts, and nothing else."""
        spots: dict[str, list[Place]] = {term: [] for term in terms}
        lengths = dict(self._corpus.tokens[["article_id", "lengths"]].itertuples(index=False))
        for text in self.texts:
            start = 0
            for length in lengths.get(text.article_id, ()) if terms else ():
                end = start + int(length)
                token = text.text[start:end]
                if token in terms:
                    spots[token].append(Place(text.number, start, end))
                start = end
        return spots

    def _place_spots(self) -> dict[str, list[Place]]:
        spots: dict[str, list[Place]] = {}
        frame = self._corpus.region_mentions
        rows = [(self.number[row.article_id], row.start, row.end, row.place)
                for row in frame.itertuples(index=False)]
        for number, start, end, place in sorted(rows):
            spots.setdefault(place, []).append(Place(number, start, end))
        return spots

    def _quoted(self, lead: Lead) -> list[Place]:
        number = self.number.get(lead.region)
        if number is None or not lead.key:
            return []
        start = self.texts[number].text.find(lead.key)
        return [Place(number, start, start + len(lead.key))] if start >= 0 else []

    def facts(self, text: Text) -> dict[str, str]:
        """What is known of an article, without what is null."""
        names = ("date", "kind", "scope", "source", "author", "author_office", "issuer",
                 "document_number", "national_document", "url")
        facts = {name: plain(text.facts.get(name)) for name in names}
        if facts["date"]:
            facts["date"] = facts["date"][:10]
        return {name: value for name, value in facts.items() if value}
