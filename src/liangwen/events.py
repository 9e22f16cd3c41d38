"""The event that a report tells of: what was held, by whom, where, on which day."""

from __future__ import annotations

import re
from typing import NamedTuple

from .textunits import sentence_spans

_HELD = re.compile(r"召开|举行|举办|开幕|启动|开展|启幕|举行了|召开了")
#: A day, with its year or without, or a word for one.
DAY = re.compile(r"(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日|日前|近日|今天|昨日|昨天")
_VENUE = re.compile(
    r"(?:在|于)((?:(?!\d)[\u4e00-\u9fff]){2,20}?)(?=召开|举行|举办|开幕|启动|联合|共同|隆重|顺利|成功)"
)


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
    spans = sentence_spans(lead) if _HELD.search(lead) else []
    if not spans:
        return None
    sentence = lead[spans[0][0] : spans[0][1]]
    day, held = DAY.search(sentence), _HELD.search(sentence)
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
