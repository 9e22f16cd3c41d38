"""Title, day and number of a document as its page gives them, each with the words it was read from.

What stands nearest the article counts first: labelled lines between title and body, then lines
beside the day, then the page's <meta> data, then what stands below the body. Sidebars, lists and
comments are never asked.
"""

from __future__ import annotations

import datetime
import re
import weakref
from typing import NamedTuple

from .cleaning import Cleaned
from .cleaning.anatomy import Line
from .cleaning.article_lines import DOCUMENT_NUMBER
from .cleaning.body_edges import SIGNED_DAY
from .cleaning.headline import without_site_name
from .cleaning.line_kinds import date_in, kind_of
from .cleaning.occasions import title_before

#: Below the body's last line credits and sources are the article's for so many lines.
_TAIL_LINES = 6
#: Above the body, so many.
_HEAD_LINES = 30
#: The day below a document has its attachments below it.
_SIGNED_WITHIN = 8

_FULL_DATE = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_PUBLISHED = re.compile(r"发布|发表|公布|刊发|上传|录入|添加|来源|发文")
_NOT_PUBLISHED = re.compile(r"更新|成文|生成|截止|有效|修改")
_ENACTED = re.compile(r"公布|发布|印发|颁布")
_CHINESE_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_CHINESE_DATE = re.compile(r"(二[〇○零]\S{2})年(\S{1,3})月(\S{1,3})日")


class Found(NamedTuple):
    """A value and the words that speak for it."""

    value: str
    evidence: str


class Parts(NamedTuple):
    head: list[Line]
    between: list[Line]
    body: list[Line]
    tail: list[Line]


#: The article that was asked for last: title, day, source and author ask one after another.
_last: list[tuple[weakref.ref[Cleaned], Parts]] = []


def parts_of(cleaned: Cleaned) -> Parts:
    """The lines above the title, between title and body, of the body, and just below it."""
    known = _last[:]
    if known and known[0][0]() is cleaned:
        return known[0][1]
    parts = _parts(cleaned.lines)
    _last[:] = [(weakref.ref(cleaned), parts)]
    return parts


def _parts(lines: list[Line]) -> Parts:
    every = range(len(lines))
    first = next((i for i in every if lines[i].kind == "body"), len(lines))
    last = next((i for i in reversed(every) if lines[i].kind == "body"), len(lines) - 1)
    titles = (i for i in reversed(range(first)) if lines[i].kind == "title")
    title = next(titles, max(-1, first - _HEAD_LINES))
    return Parts(
        _shown(lines[max(0, title - _HEAD_LINES) : title + 1]),
        _shown(lines[title + 1 : first]),
        lines[first : last + 1],
        _shown(lines[last + 1 : last + 1 + _TAIL_LINES]),
    )


def _shown(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.hint not in {"hidden", "link"}]


def page_title(cleaned: Cleaned) -> Found | None:
    """The line that was found to be the title, or what stands before the occasion of delivery."""
    line = next((line for line in cleaned.marked if line.kind == "title"), None)
    if line is None:
        glued = [line for line in cleaned.marked if line.kind == "delivery"]
        titles = [Found(title, x.text) for x in glued if (title := title_before(x.text))]
        return titles[0] if titles else None
    bare = without_site_name(line.text) if line.hint == "page_title" else line.text
    return Found(re.sub(r"^#+\s*", "", bare).strip(), line.text)


def page_date(cleaned: Cleaned) -> Found | None:
    """The day of publication: as the page shows it, else as its <meta> data have it."""
    parts = parts_of(cleaned)
    shown = _dated(parts.between) or _dated(parts.body[:3]) or _dated(parts.head)
    if shown:
        return shown
    for line in cleaned.marked:
        if line.hint == "meta_date" and (day := full_date(line.text)):
            return Found(day, line.text)
    labelled = [x for x in parts.tail if x.kind == "date_line" and _PUBLISHED.search(x.text)]
    return _dated(labelled) or _enacted(cleaned) or _signed_day(parts.body)


def _dated(lines: list[Line]) -> Found | None:
    """The best of the date lines: one labelled as publication before one labelled otherwise."""
    best: tuple[int, Found] | None = None
    for i, line in enumerate(lines):
        if line.kind != "date_line":
            continue
        words = line.text if full_date(line.text) else _on_lines(lines[i : i + 2])
        before = lines[i - 1].text if i and not full_date(lines[i - 1].text) else ""
        day = full_date(date_in(words) or words)
        if day:
            label = f"{before if len(before) < 10 else ''} {words}"
            rank = 2 if _PUBLISHED.search(label) else 0 if _NOT_PUBLISHED.search(label) else 1
            if best is None or rank > best[0]:
                best = (rank, Found(day, words))
    return best[1] if best else None


def _on_lines(lines: list[Line]) -> str:
    return "/".join(line.text for line in lines)


def _enacted(cleaned: Cleaned) -> Found | None:
    """The day on which a law was made known, from the lines below its title."""
    for line in cleaned.lines[:12]:
        day = full_date(line.text) if _ENACTED.search(line.text) else None
        if day and kind_of(line.text) == "enactment":
            return Found(day, line.text)
    return None


def _signed_day(body: list[Line]) -> Found | None:
    """The day below a document, where its issuer's name stands."""
    for line in body[-_SIGNED_WITHIN:]:
        if SIGNED_DAY.fullmatch(line.text) and (day := full_date(line.text)):
            return Found(day, line.text)
    return None


def delivery_date(cleaned: Cleaned) -> Found | None:
    """The day on which a report or a speech was given."""
    words = " ".join(line.text for line in cleaned.marked if line.kind == "delivery")
    day = full_date(words)
    return Found(day, words) if day else None


def page_number(cleaned: Cleaned) -> Found | None:
    """The document's own number: on a line of its own or behind 文号, never one it cites."""
    parts = parts_of(cleaned)
    for line in (*parts.head, *parts.between, *parts.body[:4]):
        if found := DOCUMENT_NUMBER.fullmatch(line.text):
            return Found(found["number"], line.text)
    return None


def full_date(words: str) -> str | None:
    """Return the first whole date in `words` as YYYY-MM-DD.

    Examples
    --------
    >>> full_date("二〇二六年一月二十七日"), full_date("2026/2/3 09:00"), full_date("2026-02-30")
    ('2026-01-27', '2026-02-03', None)
    """
    match = _FULL_DATE.search(words)
    if match:
        return iso(*map(int, match.groups()))
    match = _CHINESE_DATE.search(words)
    if match is None:
        return None
    year = "".join(_CHINESE_DIGITS.get(c, "") for c in match[1])
    month, day = _chinese_number(match[2]), _chinese_number(match[3])
    return iso(int(year), month, day) if len(year) == 4 and month and day else None


def _chinese_number(words: str) -> int:
    if words.isdigit():
        return int(words)
    tens, _, ones = words.rpartition("十")
    if "十" in words:
        unit = int(_CHINESE_DIGITS.get(ones, "0")) if ones else 0
        return (int(_CHINESE_DIGITS.get(tens, "0")) if tens else 1) * 10 + unit
    return int(_CHINESE_DIGITS.get(words, "0"))


def iso(year: int, month: int, day: int) -> str | None:
    """YYYY-MM-DD, or None where there is no such day."""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
