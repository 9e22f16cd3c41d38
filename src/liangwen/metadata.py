"""Title, date, source, author and the rest, each with the words that it was read from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from .cleaning import Cleaned
from .cleaning.anatomy import Line
from .cleaning.bylines import Byline, read_byline
from .cleaning.line_kinds import date_in, source_in
from .errors import SeedError
from .kinds import EVENT_REPORT, find_kind, held_event
from .regions import NATIONAL, Gazetteer, find_regions

SCOPES = ("province", "national document", "event")

_FULL_DATE = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_MONTH_DAY = re.compile(r"(?<![\d年月])(\d{1,2})月(\d{1,2})日")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?=年)")
_MUNICIPAL_OURS = re.compile(r"我[省市区]|全[省市区](?!域)")
_NATIONAL_BODY = re.compile(
    r"国务院|中共中央|全国人大|总局|国家[\u4e00-\u9fff]{0,8}(?:局|委|委员会)|[\u4e00-\u9fff]{2,6}部(?=[、等和关印制联])"
)
_DOCUMENT = re.compile(r"《([^《》\n]{4,60})》")
_ISSUES = re.compile(r"印发|发布|出台|制定|颁布|公布|实施|批准")
_DOCUMENT_WORDS = re.compile(r"规划|意见|方案|通知|纲要|办法|条例|决定|行动计划|计划|法$")
_ISSUER = re.compile(r"^(.{2,30}?)(?:关于|印发)")
_GREETS = re.compile(r"欢迎(?:您)?(?:访问|光临|来到|关注|浏览)(?P<name>[^\s!！,，。|]{2,20})")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,8}[〔\[(（](?:19|20)\d\d[〕\])）]\d{1,4}号")


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
    url: str | None = None
    national_document: str | None = None
    evidence: dict[str, str] = field(default_factory=dict)

    @property
    def region(self) -> str | None:
        """The unit that is compared: one province, a joint unit, 全国, or None."""
        return "·".join(self.regions) or None


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
    found.kind, why = find_kind(found.title, lead, text, found.author, found.author_office)
    if found.kind:
        found.evidence["kind"] = why
    _read_date(found, cleaned, lead)
    _read_region(found, cleaned, gazetteer, lead)
    found.national_document = national_document(text, found.title)
    _read_scope(found, text, lead, gazetteer)
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
            found.region_basis = "catalog"
            _read_scope(found, text, _lead(text), gazetteer)
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
    day = _full_date(value)
    if day is None:
        raise SeedError(
            f"The catalog gives it the date {value}, which is none.",
            "Write it as 2022-05-20 into seeds/catalog.csv.",
        )
    return day


def _lead(text: str) -> str:
    """The first paragraph that says something: where a report tells what happened."""
    paragraphs = [line for line in text.split("\n") if len(line) >= 30]
    return paragraphs[0] if paragraphs else text[:200]


def _lines(cleaned: Cleaned, *kinds: str) -> list[Line]:
    return [line for line in cleaned.lines if line.kind in kinds]


def _read_title(found: Metadata, cleaned: Cleaned) -> None:
    title = cleaned.front_matter.get("title")
    if title is None:
        titles = _lines(cleaned, "title")
        title = titles[0].text if titles else None
    if title:
        found.title = title.strip()
        found.evidence["title"] = title


def _read_byline(found: Metadata, cleaned: Cleaned) -> None:
    byline: Byline | None = None
    line = ""
    for candidate in _lines(cleaned, "byline"):
        read = read_byline(candidate.text)
        if read and (byline is None or (read.office and not byline.office)):
            byline, line = read, candidate.text
    if byline is None:
        name = cleaned.front_matter.get("author")
        byline = read_byline(name) or Byline(name, None) if name else None
        line = name or ""
    if byline:
        found.author, found.author_office = byline
        found.evidence["author"] = line


def _read_source(found: Metadata, cleaned: Cleaned) -> None:
    for line in _lines(cleaned, "source_line", "date_line"):
        name = source_in(line.text)
        if name is None and line.kind == "source_line" and "来源" not in line.text:
            name = line.text  # the value stood on a line of its own behind 来源：
        if name:
            found.source, found.evidence["source"] = name, line.text
            return
    name = cleaned.front_matter.get("source")
    if name:
        found.source = found.evidence["source"] = name
    elif site := _site_name(cleaned):
        found.source, found.evidence["source"] = site


def _site_name(cleaned: Cleaned) -> tuple[str, str] | None:
    """The site's own name, where it greets by it at the head and signs by it at the foot.

    A copyright line alone may name a web agency or a holder of rights; only a name that stands
    at both ends is the publisher of the page.
    """
    for line in _lines(cleaned, "navigation"):
        greeting = _GREETS.search(line.text)
        if greeting:
            foot = [x for x in _lines(cleaned, "disclaimer") if greeting["name"] in x.text]
            if foot:
                return greeting["name"], f"{line.text} … {foot[-1].text}"
    return None


def _read_issuer(found: Metadata, cleaned: Cleaned) -> None:
    number = _NUMBER.search(cleaned.text[:600])
    if number and len(cleaned.text[: number.start()]) < 200:
        found.document_number = found.evidence["document_number"] = number[0]
    if found.title and (issuer := _ISSUER.match(found.title)) and "解读" not in found.title:
        found.issuer = issuer[1]
        found.evidence["issuer"] = found.title


def _read_date(found: Metadata, cleaned: Cleaned, lead: str) -> None:
    written = cleaned.front_matter.get("date")
    if written and (day := _full_date(written)):
        found.date, found.date_basis = day, "publication"
        found.evidence["date"] = written
        return
    first = next((i for i, line in enumerate(cleaned.lines) if line.kind == "body"), 0)
    for i, line in enumerate(cleaned.lines):
        # Date lines below the body belong to the site's lists, not to the article.
        if line.kind == "date_line" and i < first and (written := date_in(line.text)):
            day = _full_date(written)
            if day:
                found.date, found.date_basis = day, "publication"
                found.evidence["date"] = line.text
                return
    _read_event_date(found, cleaned, lead)


def _read_event_date(found: Metadata, cleaned: Cleaned, lead: str) -> None:
    delivered = _lines(cleaned, "delivery")
    if delivered and (day := _full_date(delivered[0].text)):
        found.date, found.date_basis = day, "event"
        found.evidence["date"] = delivered[0].text
        return
    event = held_event(lead) if found.kind == EVENT_REPORT else None
    if event is None:
        return
    day = _full_date(event.clause) or _completed(event.clause, event.sentence)
    if day:
        found.date, found.date_basis = day, "event"
        found.evidence["date"] = event.clause


def _full_date(words: str) -> str | None:
    match = _FULL_DATE.search(words)
    return _iso(*map(int, match.groups())) if match else None


def _completed(clause: str, sentence: str) -> str | None:
    """A day without its year, completed by the one year that the same sentence names."""
    day = _MONTH_DAY.search(clause)
    years = set(_YEAR.findall(sentence))
    if day and len(years) == 1:
        return _iso(int(years.pop()), int(day[1]), int(day[2]))
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    import datetime

    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _read_region(found: Metadata, cleaned: Cleaned, gazetteer: Gazetteer, lead: str) -> None:
    evidence = {
        "title": found.title or "",
        "byline": found.author_office or "",
        "delivery": " ".join(line.text for line in _lines(cleaned, "delivery")),
        "issuer": found.issuer or "",
    }
    event = held_event(lead) if found.kind == EVENT_REPORT else None
    if event:
        evidence["organiser"], evidence["venue"] = event.subject, event.venue
    region = find_regions(gazetteer, evidence, cleaned.text)
    found.regions, found.region_basis = region.regions, region.basis
    if region.basis:
        found.evidence["region"] = region.basis


def national_document(text: str, title: str | None) -> str | None:
    """Return the national document that an article rests on, by how often it cites it.

    A cited document is national if a national body stands in its name or issues it in the same
    sentence; one that is only cited once, and not in the title, is no tie.
    """
    cited: Counter[str] = Counter()
    short = {name: full for full, name in _short_names(text)}
    for match in _DOCUMENT.finditer(text):
        name = match[1]
        if _DOCUMENT_WORDS.search(name) and _is_national(text, match):
            cited[name] += 1
    for name, full in short.items():
        if full in cited:
            cited[full] += text.count(f"《{name}》")
    for match in _DOCUMENT.finditer(title or ""):
        if _NATIONAL_BODY.search(match[1]):
            cited[match[1]] += 5
    tied = [(count, name) for name, count in cited.items() if count >= 2 or len(cited) == 1]
    return max(tied, key=lambda item: (item[0], item[1]))[1] if tied else None


def _short_names(text: str) -> list[tuple[str, str]]:
    """(full name, short name) of documents introduced as 《…》(以下简称《规划》)."""
    return re.findall(
        r"《([^《》\n]{4,60})》\s*[(（](?:以下)?简称[“《\"]?([^《》\n”\"]{2,12})[”》\"]?[)）]", text
    )


def _is_national(text: str, match: re.Match[str]) -> bool:
    if _NATIONAL_BODY.search(match[1]):
        return True
    before = text[max(0, match.start() - 24) : match.start()]
    clause = re.split(r"[。；！？\n]", before)[-1]
    return bool(_NATIONAL_BODY.search(clause) and _ISSUES.search(clause))


def _read_scope(found: Metadata, text: str, lead: str, gazetteer: Gazetteer) -> None:
    """Scope: whom the text is about, apart from whom it was filed under."""
    if not found.regions or found.regions == ("全国",):
        return
    mentions = [gazetteer.province_of(m) for m in gazetteer.mentions(text)]
    own = sum(1 for province in mentions if province in found.regions)
    own += len(_MUNICIPAL_OURS.findall(text))
    if found.kind == EVENT_REPORT:
        event = held_event(lead)
        held_by_own = event is not None and any(
            gazetteer.province_of(m) in found.regions for m in gazetteer.mentions(event.subject)
        )
        found.scope = "province" if held_by_own else "event"
        found.evidence["scope"] = (event.subject or event.clause) if event else lead[:40]
    elif own == 0 and found.national_document:
        found.scope = "national document"
        found.evidence["scope"] = found.national_document
    elif own:
        found.scope = "province"
        found.evidence["scope"] = f"{own} mentions of the province in the text"
