"""Which lines of a dump are the article.

Each line is judged by itself (:mod:`.line_kinds`), then by its neighbours: the body is the
run of lines whose summed weight is greatest (prose weighs by its length, menus, teasers and
disclaimers weigh against), widened to the headings above it; the title stands above the body,
the byline at one of its ends. The lines that are not body leave under the name of their kind.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..edits import Change
from .bylines import read_byline
from .line_kinds import ABOUT, NOISE, kind_of

#: What a line adds to the run it stands in; prose adds its length, up to a limit.
_WEIGHTS = {"heading": 6.0, "salutation": 1.0, "short": -6.0}
_NOISE_WEIGHT = -30.0
_ABOUT_WEIGHT = -8.0
_PROSE_LIMIT = 150
#: Behind a marker such as 相关链接 only a real paragraph is article again.
_REAL_PARAGRAPH = 100
#: So far above the body a title is looked for.
_HEAD_LINES = 25
#: At the body's ends a byline or a credit is looked for in so many lines.
_EDGE_LINES = 3
#: So few lines, none of them noise, are a scrap of text and not a page: all of it is body.
_SCRAP_LINES = 3

_LABEL_ONLY = re.compile(
    r"(?:(?:发布|发表|更新|公布)?(?:日期|时间)|(?:文章|稿件|信息)?来源|作者|责任编辑|编辑)\s*[:：]"
)
_BOOK = re.compile(r"《[^《》]*》")
_TITLE_WORDS = re.compile(
    r"报告|意见|规划|方案|通知|条例|办法|决定|公告|解读|答记者问|讲话|致辞|会议|工作|活动|发展|计量|建设"
)


class Line(NamedTuple):
    """A line of the text, without its blanks, and what it was found to be."""

    start: int
    end: int
    text: str
    kind: str


def read_anatomy(text: str) -> list[Line]:
    """Say of each line what it is.

    Returns
    -------
    list of Line
        All lines of `text`, in order. Kinds: "body", "title", "byline", the kinds of
        :mod:`.line_kinds`, "page_head" and "page_foot" for what lies around the article.

    Notes
    -----
    `text` went through the rule `layout`: no empty lines, no blanks at a line's ends.
    """
    texts = text.split("\n")
    found = _assign(texts, _kinds(texts))
    lines, start = [], 0
    for words, kind in zip(texts, found, strict=True):
        lines.append(Line(start, start + len(words), words, kind))
        start += len(words) + 1
    return lines


def remove_lines(lines: list[Line]) -> list[Change]:
    """Remove each line that is not body, with one line end.

    Behind the last line that stays it is the line end before, so that none is left over.
    """
    last = max((i for i, line in enumerate(lines) if line.kind == "body"), default=-1)
    return [
        Change(line.start, line.end + 1, "", line.kind)
        if i < last
        else Change(max(line.start - 1, 0), line.end, "", line.kind)
        for i, line in enumerate(lines)
        if line.kind != "body"
    ]


def body_lines(lines: list[Line]) -> list[str]:
    """Return the article's paragraphs and sub-headings."""
    return [line.text for line in lines if line.kind == "body"]


def _kinds(texts: list[str]) -> list[str]:
    """Kinds from the line and from the state that the lines before it leave behind."""
    kinds = [kind_of(text) for text in texts]
    behind_marker = False
    for i, text in enumerate(texts):
        if _LABEL_ONLY.fullmatch(text):
            kinds[i] = "source_line" if "来源" in text else "date_line"
            if "来源" in text and i + 1 < len(texts) and kinds[i + 1] == "short":
                kinds[i + 1] = "source_line"
        if kinds[i] == "related_links":
            behind_marker = True
        elif behind_marker and kinds[i] == "prose" and len(text) >= _REAL_PARAGRAPH:
            behind_marker = False
        elif behind_marker and kinds[i] in {"short", "heading", "prose", "salutation"}:
            kinds[i] = "related_links" if read_byline(text) is None else kinds[i]
    return kinds


def _assign(texts: list[str], kinds: list[str]) -> list[str]:
    start, end = _heaviest_run([_weight(k, t) for k, t in zip(kinds, texts, strict=True)])
    if start == end:
        if len(kinds) <= _SCRAP_LINES and not set(kinds) & (NOISE | ABOUT):
            return ["body"] * len(kinds)
        return [_outside(kind, "page_foot") for kind in kinds]
    title = _title_above(texts, kinds, start)
    first = _widen_up(texts, kinds, start, title)
    result = []
    for i, kind in enumerate(kinds):
        if i == title:
            result.append("title")
        elif i < first:
            result.append(_head(texts[i], kind))
        elif i >= end:
            byline = i < end + _EDGE_LINES and read_byline(texts[i]) is not None
            result.append("byline" if byline else _outside(kind, "page_foot"))
        else:
            result.append(_inside(texts, kinds, i, first, end))
    return _without_repeated_title(texts, result, title)


def _weight(kind: str, text: str) -> float:
    if kind == "prose":
        return float(min(len(text), _PROSE_LIMIT))
    if kind in NOISE:
        return _NOISE_WEIGHT
    if kind in ABOUT:
        return _ABOUT_WEIGHT
    if kind == "heading":
        # A numbered line that holds whole sentences is a paragraph.
        return float(min(max(len(text) - 30, 0), _PROSE_LIMIT)) + _WEIGHTS["heading"]
    return _WEIGHTS.get(kind, 0.0)


def _heaviest_run(weights: list[float]) -> tuple[int, int]:
    """Return (start, end) of the run with the greatest sum (Kadane); (0, 0) if none is positive."""
    best, best_run = 0.0, (0, 0)
    total, start = 0.0, 0
    for i, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, i
        total += weight
        if total > best:
            best, best_run = total, (start, i + 1)
    return best_run


def _title_above(texts: list[str], kinds: list[str], start: int) -> int | None:
    """Index of the title: the likeliest of the plain lines above the body."""
    candidates = [
        i
        for i in range(max(0, start - _HEAD_LINES), start)
        if kinds[i] in {"short", "salutation"} and _may_be_title(texts[i])
    ]
    if not candidates:
        return None
    return max(candidates, key=lambda i: (_title_score(texts, kinds, i, start), i))


def _may_be_title(text: str) -> bool:
    bare = _BOOK.sub("", text)
    return (
        4 <= len(text) <= 100
        and not bare.endswith(("。", "；", "：", ":", ","))
        and read_byline(text) is None
    )


def _title_score(texts: list[str], kinds: list[str], i: int, start: int) -> float:
    text = texts[i]
    score = min(len(text), 30) / 10
    score += 1.5 * bool(_TITLE_WORDS.search(text))
    behind = kinds[i + 1 : min(i + 5, start)]
    score += 2.0 * any(kind in {"date_line", "source_line", "delivery"} for kind in behind)
    score -= 0.15 * (start - i)
    score += 0.5 * (text in texts[:i])  # the page's <title> came before
    return score


def _widen_up(texts: list[str], kinds: list[str], start: int, title: int | None) -> int:
    """Take headings and salutations above the first paragraph into the body."""
    first = start
    lowest = (title + 1) if title is not None else 0
    while first > lowest:
        above = first - 1
        plain = kinds[above] == "short" and title is not None and _is_caption(texts[above])
        if kinds[above] not in {"heading", "salutation", "prose"} and not plain:
            break
        first = above
    return first


def _is_caption(text: str) -> bool:
    """A short line between title and body: the article's own unless it is a byline."""
    return len(text) >= 4 and read_byline(text) is None


def _head(text: str, kind: str) -> str:
    if kind in {"short", "salutation"} and read_byline(text) is not None:
        return "byline"
    return _outside(kind, "page_head")


def _outside(kind: str, place: str) -> str:
    return kind if kind in NOISE or kind in ABOUT else place


def _inside(texts: list[str], kinds: list[str], i: int, first: int, end: int) -> str:
    """Within the run a line stays unless it is noise or metadata at the run's ends."""
    kind = kinds[i]
    at_edge = i - first < _EDGE_LINES or end - i <= _EDGE_LINES
    if kind in {"short", "prose", "salutation"} and at_edge and read_byline(texts[i]) is not None:
        return "byline"
    if kind in NOISE and not (kind == "teaser" and _ends_a_thought(texts, i)):
        return kind
    if kind in ABOUT and (at_edge or kind != "date_line"):
        return kind
    return "body"


def _ends_a_thought(texts: list[str], i: int) -> bool:
    """A line that trails off is a teaser only if another line repeats its beginning."""
    beginning = texts[i].rstrip(".…。")[:12]
    return not any(other.startswith(beginning) for j, other in enumerate(texts) if j != i)


def _without_repeated_title(texts: list[str], kinds: list[str], title: int | None) -> list[str]:
    if title is None:
        return kinds
    return [
        "title" if kind in {"body", "page_head"} and text == texts[title] else kind
        for text, kind in zip(texts, kinds, strict=True)
    ]
