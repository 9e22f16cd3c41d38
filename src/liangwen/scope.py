"""Whom an article is about: its own province, a national document, or only an event there."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from .events import held_event
from .kinds import EVENT_REPORT

if TYPE_CHECKING:
    from .metadata import Metadata
    from .regions import Gazetteer

_MUNICIPAL_OURS = ("我省", "我市", "我区", "全省", "全市", "全区")
_NOT_OURS = ("全省域", "全市域", "全区域")
_NATIONAL_BODY = re.compile(
    r"国务院|中共中央|全国人大|总局|国家[\u4e00-\u9fff]{0,8}(?:局|委|委员会)|"
    r"[\u4e00-\u9fff]{2,6}部(?=[、等和关印制联])"
)
_DOCUMENT = re.compile(r"《([^《》\n]{4,60})》")
_ISSUES = re.compile(r"印发|发布|出台|制定|颁布|公布|实施|批准")
_DOCUMENT_WORDS = re.compile(r"规划|意见|方案|通知|纲要|办法|条例|决定|行动计划|计划|法$")


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
    if "简称" not in text:
        return []
    return re.findall(
        r"《([^《》\n]{4,60})》\s*[(（](?:以下)?简称[“《\"]?([^《》\n”\"]{2,12})[”》\"]?[)）]", text
    )


def _is_national(text: str, match: re.Match[str]) -> bool:
    if _NATIONAL_BODY.search(match[1]):
        return True
    before = text[max(0, match.start() - 24) : match.start()]
    clause = re.split(r"[。；！？\n]", before)[-1]
    return bool(_NATIONAL_BODY.search(clause) and _ISSUES.search(clause))


def read_scope(found: Metadata, text: str, lead: str, gazetteer: Gazetteer) -> None:
    """Set the scope: whom the text is about, apart from whom it was filed under."""
    if not found.regions or found.regions == ("全国",):
        return
    if found.kind == EVENT_REPORT:
        event = held_event(lead)
        held_by_own = event is not None and any(
            gazetteer.province_of(m) in found.regions for m in gazetteer.mentions(event.subject)
        )
        found.scope = "province" if held_by_own else "event"
        found.evidence["scope"] = (event.subject or event.clause) if event else lead[:40]
        return
    mentions = [gazetteer.province_of(m) for m in gazetteer.mentions(text)]
    own = sum(1 for province in mentions if province in found.regions)
    own += sum(map(text.count, _MUNICIPAL_OURS)) - sum(map(text.count, _NOT_OURS))
    if own == 0 and found.national_document:
        found.scope = "national document"
        found.evidence["scope"] = found.national_document
    elif own:
        found.scope = "province"
        found.evidence["scope"] = f"{own} mentions of the province in the text"
