"""Who published an article, and who wrote it or gave it, as its page says.

A label counts first, then a name beside the day, then the page's <meta> data, then what stands
below the body.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from .cleaning import Cleaned
from .cleaning.anatomy import Line
from .cleaning.article_lines import DATE, DOCUMENT_NUMBER, TIME
from .cleaning.bylines import (
    NAME,
    Byline,
    is_bare_name,
    is_name,
    name_at_the_end,
    names_within,
    read_byline,
)
from .cleaning.line_kinds import kind_of, source_in
from .cleaning.occasions import speaker_behind
from .page_data import Found, Parts, parts_of

_SPARE = re.compile(
    rf"{DATE}|{TIME}|[\[【(（][^\])）】]{{0,12}}[\])）】]|(?:发布|发表|更新|上传)(?:日期|时间|"
    rf"于)?\s*[:：]?|"
    r"(?:日期|时间)\s*[:：]|(?:浏览|阅读|点击|评论|字[号体])\S*.*$"
)
_MEDIA = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9·.\-]{0,16}?(?:报|网|社|刊|新闻|杂志|电视台|电台|客户端|频道|周刊|"
    r"时报|发布|在线|之声|观察|"
    r"办公室|办公厅|委员会|人民政府|局|厅|中心|研究院|研究所|学会|协会|公众号)"
)
_PAPER = re.compile(r"《(?P<name>[^》]{2,10}(?:报|周刊|杂志))》")
_PRESS = re.compile(r"[\u4e00-\u9fff]{2,10}(?:报|网|通讯社|新闻社|电视台)")
_REPORTS = re.compile(
    rf"(?P<office>[\u4e00-\u9fff]{{0,12}}?(?:省长|市长|主席|州长|县长|区长))(?P<name>{NAME}?)"
    r"(?:同志)?(?:代表[^，。]{1,14})?(?:在[^，。]{2,30})?(?:向大会)?作(?:政府)?工作?报告"
)


def page_source(cleaned: Cleaned) -> Found | None:
    """Who published the article, by a label or by a name beside the day."""
    parts = parts_of(cleaned)
    near = [*parts.between, *(x for x in parts.body[:3] if x.kind != "body")]
    for lines in (near, parts.head):
        if found := _labelled_source(lines):
            # 来源：某某号 names a platform; who posted there stands beside the button to follow.
            platform = re.search(r"号(?:$|[·•|])", found.value)
            return (_followed(near) or found) if platform else found
    for lines in (near, parts.head[-3:-1]):
        if found := _beside_the_day(lines, parts):
            return found
    for line in cleaned.marked:
        if line.hint == "meta_source":
            return Found(source_in(line.text) or line.text.split()[0], line.text)
    below = _labelled_source(_within(cleaned, parts) + parts.tail)
    return below or _signed(parts.tail)


def _within(cleaned: Cleaned, parts: Parts) -> list[Line]:
    """The lines between the body's first and last that are none of it."""
    start, end = (parts.body[0].start, parts.body[-1].end) if parts.body else (0, 0)
    return [x for x in cleaned.marked if x.kind != "body" and start <= x.start < end]


def _followed(lines: list[Line]) -> Found | None:
    for line, button in itertools.pairwise(lines):
        if re.fullmatch(r"\W*(?:已?关注|订阅)", button.text) and _is_name(line.text, ""):
            return Found(line.text, f"{line.text} {button.text}")
    return None


def _signed(tail: list[Line]) -> Found | None:
    """The publisher's name alone, right below the last paragraph."""
    if tail and tail[0].kind == "page_foot" and _PRESS.fullmatch(tail[0].text):
        return Found(tail[0].text, tail[0].text)
    return None


def _labelled_source(lines: list[Line]) -> Found | None:
    for line in lines:
        if line.kind not in {"source_line", "date_line", "credits", "visits"}:
            continue
        name = source_in(line.text)
        if name is None and line.kind == "source_line" and "来源" not in line.text:
            name = line.text.strip("《》")  # on a line of its own, behind 来源： or below the text
        if name and re.search(r"\w", name):
            return Found(name, line.text)
    return None


def _beside_the_day(lines: list[Line], parts: Parts) -> Found | None:
    """A name without a label: in the line of the day, or on the line above or below it."""
    people = " ".join(x.text for x in (*lines, *parts.body[:3]) if x.kind == "byline")
    for i, line in enumerate(lines):
        if line.kind != "date_line":
            continue
        if _people_beside(line.text):
            return None
        if paper := _PAPER.search(line.text):
            return Found(paper["name"], line.text)
        names = _beside(line.text)
        # A person may stand beside the publisher: 李明 某某发布 2024-05-20.
        for name in sorted(names, key=is_name) if len(names) > 1 else names:
            if _is_name(name, people):
                return Found(name, line.text)
        around = [lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines)]
        for other in around:
            if other.kind in {"page_head", "body", "byline"} and len(other.text) <= 20:
                name = re.split(r"[/／]", other.text)[-1].strip()
                if _MEDIA.fullmatch(name) or (
                    not people and other.kind == "page_head" and _is_name(name, people)
                ):
                    return Found(name, other.text)
    return None


def _beside(text: str) -> list[str]:
    """What a line says beside the day."""
    return [x for x in re.split(r"[|｜·•丨,，]|\s+", _SPARE.sub(" ", text)) if x]


def _people_beside(text: str) -> str | None:
    """Several short names beside the day are people: 2020-06-05 20:35 李明 王小红"""
    names = _beside(text)
    several = len(names) > 1 and all(re.fullmatch(r"[\u4e00-\u9fff]{2,4}", x) for x in names)
    return " ".join(names) if several and all(kind_of(x) == "short" for x in names) else None


def _is_name(words: str, people: str) -> bool:
    return (
        2 <= len(words) <= 16
        and bool(re.match(r"[\u4e00-\u9fffA-Za-z]", words))
        and words not in people
        and not DOCUMENT_NUMBER.fullmatch(words)
        and not re.search(r"作者|时间|日期|发表于|实录|直播|介绍|简介|导航|[:：%]", words)
        and kind_of(words) == "short"
    )


def page_author(cleaned: Cleaned, title: str | None) -> tuple[Byline, str] | None:
    """Who wrote or gave it: a byline, else a name in the lines of the day or at the text's end."""
    parts = parts_of(cleaned)
    office: tuple[Byline, str] | None = None
    plain: tuple[Byline, str] | None = None
    for line in cleaned.marked:
        if line.kind not in {"byline", "delivery"} or line.hint in {"hidden", "link"}:
            continue
        words = line.text if line.kind == "byline" else speaker_behind(line.text)
        read = read_byline(words) if words else None
        if read is None and line.kind == "byline" and is_bare_name(line.text):
            read = Byline(re.sub(r"\s", "", line.text), None)
        if read and read.office and office is None:
            office = (read, line.text)
        elif read and plain is None:
            plain = (read, line.text)
    return office or plain or _reported(cleaned, parts, title) or _named(cleaned, parts)


def _reported(cleaned: Cleaned, parts: Parts, title: str | None) -> tuple[Byline, str] | None:
    """省长某某作政府工作报告, below a picture: who gave the report that this is."""
    if not title or "报告" not in title:
        return None
    for line in [*parts.between, *parts.body[:4]]:
        found = _REPORTS.search(line.text) if len(line.text) <= 120 else None
        if found and found["name"]:
            return Byline(re.sub(r"\s", "", found["name"]), found["office"]), line.text
    return None


def _own(lines: Iterable[Line], most: int) -> list[Line]:
    """The first of the lines that are the article's own."""
    return list(itertools.islice((line for line in lines if line.kind == "body"), most))


def _named(cleaned: Cleaned, parts: Parts) -> tuple[Byline, str] | None:
    first, last = _own(parts.body, 8), _own(reversed(parts.body), 2)[::-1]
    for line in (*parts.between, *first):
        if line.kind in {"body", "page_head"} and len(line.text) <= 30:
            if (read := read_byline(line.text)) and not read.office:
                return read, line.text
        elif line.kind == "date_line" and (names := _people_beside(line.text)):
            return Byline(names, None), line.text
    near = (*parts.between, *parts.head[-4:])
    about = [line for line in near if line.kind in {"date_line", "source_line"}]
    for line in parts.between:
        if line.kind == "page_head" and about and is_bare_name(line.text):
            return Byline(re.sub(r"\s", "", line.text), None), line.text
    for line in (*about, *first[:3], *last[-1:]):
        if name := names_within(line.text[:200] if line in first[:3] else line.text[-60:]):
            return Byline(name, None), line.text
    for line in about:
        beside = _beside(line.text)
        people = [x for x in beside if is_name(x)]
        if len(people) == 1 and len(beside) > 1 and line.kind == "date_line":
            return Byline(people[0], None), line.text
    for line in last:
        if name := name_at_the_end(line.text):
            return Byline(name, None), line.text
    edited = " ".join(line.text for line in cleaned.marked if line.kind == "credits")
    for line in cleaned.marked:
        if line.hint == "meta_author" and re.fullmatch(NAME, line.text) and line.text not in edited:
            return Byline(line.text, None), line.text
    return None
