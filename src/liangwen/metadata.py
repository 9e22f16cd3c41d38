"""Title, date, source, author and the rest, each with the words that it was read from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .cleaning import Cleaned
from .cleaning.anatomy import Line
from .cleaning.bylines import Byline, read_byline
from .errors import SeedError
from .events import held_event
from .kinds import EVENT_REPORT, find_kind
from .page_data import (
    Found,
    delivery_date,
    full_date,
    iso,
    page_date,
    page_number,
    page_title,
)
from .page_names import page_author, page_source
from .regions import NATIONAL, Gazetteer, find_regions
from .scope import national_document, read_scope

__all__ = ["SCOPES", "Metadata", "national_document", "override", "read_metadata"]

SCOPES = ("province", "national document", "event")

_MONTH_DAY = re.compile(r"(?<![\d年月])(\d{1,2})月(\d{1,2})日")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?=年)")
_ISSUER = re.compile(r"^(.{2,30}?)(?:关于|印发)")
_PARAGRAPH = re.compile(r"[^\n]{30,}")
_GREETS = re.compile(r"欢迎(?:您)?(?:访问|光临|来到|关注|浏览)(?P<name>[^\s!！,，。|]{2,20})")


@dataclass
class Metadata:
    """What is known of an article; what is not known is None.

    `evidence` maps a field's name to the words it was read from.
    """

    title: str | None = None
    date: str | None = None
    date_basis: str | None = None
    source: str | None = None
    author: str | None = None
    author_office: str | None = None
    issuer: str | None = None
    document_number: str | None = None
    kind: str | None = None
    scope: str | None = None
    regions: tuple[str, ...] = ()
    region_basis: str | None = None
    region_confidence: float | None = None
    url: str | None = None
    national_document: str | None = None
    evidence: dict[str, str] = field(default_factory=dict)

    @property
    def region(self) -> str | None:
        """The unit that is compared: one province, a joint unit, 全国, or None."""
        return "·".join(self.regions) or None

    def columns(self) -> dict[str, Any]:
        """Return what is known under the names of the store's columns."""
        own = (
            "title", "date", "date_basis", "source", "author", "author_office", "issuer",
            "document_number", "kind", "scope", "region", "region_basis", "region_confidence",
        )  # fmt: skip
        return {name: getattr(self, name) for name in own} | {"regions": list(self.regions)}


def read_metadata(cleaned: Cleaned, gazetteer: Gazetteer) -> Metadata:
    """Read an article's metadata from its own words.

    Parameters
    ----------
    cleaned : Cleaned
    gazetteer : Gazetteer

    Returns
    -------
    Metadata
    """
    found = Metadata()
    text = cleaned.text
    _read_title(found, cleaned)
    _read_byline(found, cleaned)
    _read_source(found, cleaned)
    _read_issuer(found, cleaned)
    lead = _lead(text)
    # A reporter signs news, not a commentary.
    signed = None if "记者" in found.evidence.get("author", "") else found.author
    found.kind, why = find_kind(found.title, lead, text, signed, found.author_office)
    if found.kind:
        found.evidence["kind"] = why
    _read_date(found, cleaned, lead)
    _read_region(found, cleaned, gazetteer, lead)
    found.national_document = national_document(text, found.title)
    read_scope(found, text, lead, gazetteer)
    if cleaned.links:
        found.url = cleaned.links[0]
    return found


def override(
    found: Metadata, wishes: Mapping[str, str], gazetteer: Gazetteer, text: str
) -> Metadata:
    """Put in what a person wrote into the catalog; empty cells change nothing.

    A region that is set decides the scope anew, unless that is set as well.

    Raises
    ------
    SeedError
        For a date that is none, a region that the gazetteer does not have, an unknown scope.
    """
    for key, value in wishes.items():
        if not value:
            continue
        if key == "region":
            found.regions = _known_regions(value, gazetteer)
            found.region_basis, found.region_confidence = "catalog", 1.0
            read_scope(found, text, _lead(text), gazetteer)
        elif key == "date":
            found.date, found.date_basis = _known_date(value), "catalog"
        else:
            setattr(found, key, value)
        found.evidence[key] = "catalog"
    if found.scope is not None and found.scope not in SCOPES:
        raise SeedError(
            f"The catalog gives it the unknown scope {found.scope}.",
            f"Write one of {', '.join(SCOPES)} into seeds/catalog.csv.",
        )
    return found


def _known_regions(value: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    if value.strip() == NATIONAL:
        return (NATIONAL,)
    regions = [gazetteer.province_named(part) for part in re.split(r"[·;、,，；]", value) if part]
    if not regions or None in regions:
        raise SeedError(
            f"The catalog gives it the region {value}, which is no province of the gazetteer.",
            "Write a province such as 湖北, several joined by ·, or 全国 into seeds/catalog.csv.",
        )
    return tuple(sorted({region for region in regions if region}))


def _known_date(value: str) -> str:
    day = full_date(value)
    if day is None:
        raise SeedError(
            f"The catalog gives it the date {value}, which is none.",
            "Write it as 2022-05-20 into seeds/catalog.csv.",
        )
    return day


def _lead(text: str) -> str:
    """The first paragraph that says something: where a report tells what happened."""
    paragraph = _PARAGRAPH.search(text)
    return paragraph[0] if paragraph else text[:200]


def _lines(cleaned: Cleaned, *kinds: str) -> list[Line]:
    return [line for line in cleaned.marked if line.kind in kinds]


def _read_title(found: Metadata, cleaned: Cleaned) -> None:
    title = cleaned.front_matter.get("title")
    if title:
        found.title, found.evidence["title"] = title.strip(), title
    elif read := page_title(cleaned):
        found.title, found.evidence["title"] = read


def _read_byline(found: Metadata, cleaned: Cleaned) -> None:
    read = page_author(cleaned, found.title)
    if read is None and (name := cleaned.front_matter.get("author")):
        read = (read_byline(name) or Byline(name, None), name)
    if read:
        (found.author, found.author_office), found.evidence["author"] = read


def _read_source(found: Metadata, cleaned: Cleaned) -> None:
    read = page_source(cleaned)
    if read is None and (name := cleaned.front_matter.get("source")):
        read = Found(name, name)
    if read := read or _site_name(cleaned):
        found.source, found.evidence["source"] = read


def _site_name(cleaned: Cleaned) -> Found | None:
    """The site's own name, where it greets by it at the head and signs by it at the foot.

    A copyright line alone may name a web agency or a holder of rights; only a name that stands
    at both ends is the publisher of the page.
    """
    for line in _lines(cleaned, "navigation"):
        greeting = _GREETS.search(line.text)
        if greeting:
            foot = [x for x in _lines(cleaned, "disclaimer") if greeting["name"] in x.text]
            if foot:
                return Found(greeting["name"], f"{line.text} … {foot[-1].text}")
    return None


def _read_issuer(found: Metadata, cleaned: Cleaned) -> None:
    if number := page_number(cleaned):
        found.document_number, found.evidence["document_number"] = number
    if found.title and (issuer := _ISSUER.match(found.title)) and "解读" not in found.title:
        found.issuer = issuer[1]
        found.evidence["issuer"] = found.title


def _read_date(found: Metadata, cleaned: Cleaned, lead: str) -> None:
    written = cleaned.front_matter.get("date")
    day = full_date(written) if written else None
    read = Found(day, written) if day and written else page_date(cleaned)
    if read:
        (found.date, found.evidence["date"]), found.date_basis = read, "publication"
    else:
        _read_event_date(found, cleaned, lead)


def _read_event_date(found: Metadata, cleaned: Cleaned, lead: str) -> None:
    if delivered := delivery_date(cleaned):
        (found.date, found.evidence["date"]), found.date_basis = delivered, "event"
        return
    event = held_event(lead) if found.kind == EVENT_REPORT else None
    if event is None:
        return
    day = full_date(event.clause) or _completed(event.clause, event.sentence)
    if day:
        found.date, found.date_basis = day, "event"
        found.evidence["date"] = event.clause


def _completed(clause: str, sentence: str) -> str | None:
    """A day without its year, completed by the one year that the same sentence names."""
    day = _MONTH_DAY.search(clause)
    years = set(_YEAR.findall(sentence))
    if day and len(years) == 1:
        return iso(int(years.pop()), int(day[1]), int(day[2]))
    return None


def _read_region(found: Metadata, cleaned: Cleaned, gazetteer: Gazetteer, lead: str) -> None:
    evidence = {
        "title": found.title or "",
        "byline": found.author_office or "",
        "delivery": " ".join(line.text for line in _lines(cleaned, "delivery")),
        "issuer": found.issuer or "",
        "source": found.source or "",
    }
    event = held_event(lead) if found.kind == EVENT_REPORT else None
    if event:
        evidence["organiser"], evidence["venue"] = event.subject, event.venue
    region = find_regions(gazetteer, evidence, cleaned.text)
    found.regions, found.region_basis, found.region_confidence = region
    if region.basis:
        found.evidence["region"] = region.basis
    elif doubtful := gazetteer.doubtful(" ".join(evidence.values())):
        found.evidence["ambiguous_places"] = "、".join(doubtful)
