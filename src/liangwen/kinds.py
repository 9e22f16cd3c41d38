"""What kind of text an article is, and what an event report reports."""

from __future__ import annotations

import re
from typing import NamedTuple

from .textunits import sentence_spans

EVENT_REPORT = "event report"
KINDS = (
    EVENT_REPORT, "commentary", "interpretation", "speech", "plan", "regulation", "notice",
    "work report",
)  # fmt: skip

_TITLES = (
    ("interpretation", re.compile(r"解读|问答|答记者问|一图读懂|政策解析|图解")),
    ("work report", re.compile(r"(?:政府|常委会|法院|检察院)?工作报告")),
    ("speech", re.compile(r"讲话|致辞|致词|发言|演讲")),
    (
        "regulation",
        re.compile(r"(?:条例|办法|规定|规则|细则|[\u4e00-\u9fff]法)(?:[(（].{0,20}[)）])?$"),
    ),
    (
        "plan",
        re.compile(r"规划|行动计划|实施方案|工作方案|纲要|实施意见|指导意见|若干措施|若干意见"),
    ),
    ("notice", re.compile(r"通知|公告|通报|批复|决定$")),
)
_HELD = re.compile(r"召开|举行|举办|开幕|启动|开展|启幕|举行了|召开了")
_DAY = re.compile(r"(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日|日前|近日|今天|昨日|昨天")
_VENUE = re.compile(
    r"(?:在|于)((?:(?!\d)[\u4e00-\u9fff]){2,20}?)(?=召开|举行|举办|开幕|启动|联合|共同|隆重|顺利|成功)"
)
_SALUTATION = re.compile(r"^(?:各位|尊敬的|同志们|女士们)", re.MULTILINE)
_QUESTION = re.compile(r"^.{4,80}[?？]$", re.MULTILINE)
_ARTICLE_NUMBER = re.compile(r"^第[一二三四五六七八九十百]+条", re.MULTILINE)


class Event(NamedTuple):
    """What was held: the whole sentence, the clause with the verb, who held it, and where."""

    sentence: str
    clause: str
    subject: str
    venue: str


def held_event(lead: str) -> Event | None:
    """Read the event that a report's first sentence tells of.

    Returns
    -------
    Event or None
        None unless the sentence gives a day and says that something was held on it; a day on
        which a document was issued is no event.

    Examples
    --------
    >>> event = held_event("5月15日,四川省市场监管局在成都举办启动仪式。")
    >>> event.subject, event.venue
    ('四川省市场监管局', '成都')
    """
    spans = sentence_spans(lead)
    if not spans:
        return None
    sentence = lead[spans[0][0] : spans[0][1]]
    day, held = _DAY.search(sentence), _HELD.search(sentence)
    if not day or not held or day.start() > held.start():
        return None
    venue = _VENUE.search(sentence, max(0, day.start() - 40))
    clause = sentence[day.start() : held.end()]
    return Event(sentence, clause, _subject(sentence, day, held, venue), venue[1] if venue else "")


def _subject(
    sentence: str, day: re.Match[str], held: re.Match[str], venue: re.Match[str] | None
) -> str:
    """What stands before the verb and is not the place: between day and place, or before both."""
    limit = venue.start() if venue and venue.start() > day.start() else held.start()
    between = sentence[day.end() : limit].strip(" ,，、在于")
    if between:
        return between
    return re.split(r"[,，;；]", sentence[: day.start()])[-1].strip(" ,，、在于")


def find_kind(
    title: str | None, lead: str, text: str, author: str | None, office: str | None
) -> tuple[str | None, str]:
    """Return the kind and the words that speak for it; (None, "") where nothing does.

    A text that reports what was held is an event report, whatever its title says of the event;
    a text signed by an office-holder, with no other mark, is a commentary.
    """
    if title:
        for kind, pattern in _TITLES[:2]:
            if found := pattern.search(title):
                return kind, found[0]
    event = held_event(lead)
    if event and not _SALUTATION.search(text[:200]):
        return EVENT_REPORT, event.clause
    if title:
        for kind, pattern in _TITLES[2:]:
            # A signed article may bear 规划 in its title without being one.
            if author and office and kind in {"plan", "notice", "regulation"}:
                continue
            if found := pattern.search(title):
                return kind, found[0]
    return _by_form(text, author, office)


def _by_form(text: str, author: str | None, office: str | None) -> tuple[str | None, str]:
    questions = _QUESTION.findall(text)
    if len(questions) >= 3:
        return "interpretation", questions[0]
    if len(_ARTICLE_NUMBER.findall(text)) >= 5:
        return "regulation", "第一条"
    if salutation := _SALUTATION.search(text[:200]):
        return "speech", salutation[0]
    if author:
        return "commentary", f"{office or ''}{author}"
    return None, ""
