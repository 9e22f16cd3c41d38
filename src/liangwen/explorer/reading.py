"""A place in its article: themes marked, what cleaning removed on demand. No script, no widget.

What is folded away is folded by the style sheet alone, so that it works wherever HTML is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple

from liangwen.cleaning.rule_names import rule_words
from liangwen.edits import Edit
from liangwen.findings.wording import missing, pick, whole
from liangwen.report.article_page import shown
from liangwen.report.text import plain

from .words import say

#: Paragraphs shown on each side of the place before a reader asks for the whole article.
AROUND = 2
#: Longer articles are shown so far on each side of the place, in characters.
REACH = 100_000
#: Of a longer removed stretch the middle is left out, and its length said.
REMOVED = 4000


class Mark(NamedTuple):
    """A hit of a theme: its place, and the theme's number in the lexicon from 0."""

    start: int
    end: int
    theme: int


@dataclass(frozen=True)
class Passage:
    """An article and the place in it that a reader opened.

    Attributes
    ----------
    text : str
        The clean text.
    edits : sequence of Edit
        Ordered.
    marks : sequence of Mark
    start, end : int
        The place.
    facts : sequence of (str, str)
        What is known of the article, named in the reader's language.
    title : str
    themes : sequence of str
        The lexicon's themes by name.
    source_start : int
        The place in the source text.
    """

    text: str
    edits: Sequence[Edit]
    marks: Sequence[Mark]
    start: int
    end: int
    facts: Sequence[tuple[str, str]] = ()
    title: str = ""
    themes: Sequence[str] = ()
    source_start: int = 0


def facts_of(article: Mapping[str, Any], region: str, kind: str, language: str
             ) -> list[tuple[str, str]]:  # fmt: skip
    """What stands over an article, as (name, value); what is unknown is left out."""
    date = article.get("date")
    values = {
        "region_of": region,
        "date": "" if missing(date) else str(date)[:10],
        "kind_of": kind,
        "source_of": plain(article.get("source")),
        "seed": plain(article.get("seed")),
    }
    return [(say(key, language), value) for key, value in values.items() if value]


def reading_html(passage: Passage, language: str) -> str:
    """Return the place in its article as a fragment of HTML.

    All text is escaped, and signs that leave no trace are named.
    """
    facts = "".join(
        f"<div><dt>{escape(name)}</dt><dd><bdi>{escape(value)}</bdi></dd></div>"
        for name, value in passage.facts
    )
    title = escape(passage.title or say("untitled", language))
    where = say("place", language, n=whole(passage.source_start))
    body, near = _body(passage, language)
    return (
        f'<article class="lw-read"><h3 lang="zh-CN"><bdi>{title}</bdi></h3>'
        f'<dl lang="{pick(language, "en", "zh-CN")}">{facts}'
        f'<div><dd class="lw-where">{escape(where)}</dd></div></dl>'
        f"{_legend(passage, language)}{_switches(passage, near, language)}"
        f'<div class="lw-text" lang="zh-CN">{body}</div></article>'
    )


def _legend(passage: Passage, language: str) -> str:
    counts: dict[int, int] = {}
    for mark in passage.marks:
        counts[mark.theme] = counts.get(mark.theme, 0) + 1
    if not counts:
        return ""
    items = "".join(
        f'<li><mark class="c{number % 8}" data-n="{number + 1}">'
        f"{escape(passage.themes[number])}</mark> {whole(counts[number])}</li>"
        for number in sorted(counts)
    )
    return f'<div class="lw-legend"><p>{say("themes_marked", language)}</p><ul>{items}</ul></div>'


def _switches(passage: Passage, whole_is_near: bool, language: str) -> str:
    removed = sum(len(edit.removed) for edit in passage.edits)
    parts = []
    if not whole_is_near:
        parts.append(f'<label><input type="checkbox" class="lw-all"> {say("whole", language)}'
                     "</label>")  # fmt: skip
    if removed:
        words = say("show_removed", language, n=whole(removed))
        parts.append(f'<label><input type="checkbox" class="lw-raw"> {words}</label>')
    else:
        parts.append(f"<span>{say('nothing_removed', language)}</span>")
    if len(passage.text) > 2 * REACH:
        parts.append(f"<span>{say('long', language, n=whole(len(passage.text)))}</span>")
    return f'<p class="lw-switches">{" ".join(parts)}</p>'


def _body(passage: Passage, language: str) -> tuple[str, bool]:
    """The paragraphs, and whether all of them are near the place."""
    spans = _paragraphs(passage.text)
    here = next((i for i, (_, end) in enumerate(spans) if passage.start <= end), len(spans) - 1)
    low, high = here - AROUND, here + AROUND
    first = _first_edits(passage, spans)
    parts, above, below = [], 0, 0
    for number, (start, end) in enumerate(spans):
        if end < passage.start - REACH or start > passage.end + REACH:
            continue
        inner = "".join(_pieces(passage, start, end, first[number], first[number + 1], language))
        if not inner:
            continue
        above, below = above + (number < low), below + (number > high)
        far = "" if low <= number <= high else " lw-far"
        at = " lw-at" if number == here else ""
        classes = f' class="{(far + at).strip()}"' if far or at else ""
        parts.append(f"<p{classes}>{inner}</p>")
    return (
        _folded("above", above, language) + "".join(parts) + _folded("below", below, language),
        not above and not below,
    )


def _folded(which: str, paragraphs: int, language: str) -> str:
    if not paragraphs:
        return ""
    words = say(f"one_{which}" if paragraphs == 1 else which, language, n=whole(paragraphs))
    return f'<div class="lw-folded">⋯ {words}</div>'


def _paragraphs(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for part in text.split("\n"):
        spans.append((start, start + len(part)))
        start += len(part) + 1
    return spans


def _first_edits(passage: Passage, spans: Sequence[tuple[int, int]]) -> list[int]:
    """For each paragraph the first of its edits, and one number more: how many there are.

    What was removed at a line end belongs to the paragraph that ends there.
    """
    found, at = [], 0
    for number, (_, end) in enumerate(spans):
        found.append(at)
        last = number == len(spans) - 1
        while at < len(passage.edits) and (passage.edits[at].text_start <= end or last):
            at += 1
    return [*found, at]


def _pieces(
    passage: Passage, start: int, end: int, first: int, last: int, language: str
) -> Iterator[str]:
    """A paragraph, cut wherever a mark, the place or a removed stretch begins or ends.

    No element ever crosses another, whatever overlaps. A rule is named once a paragraph.
    """
    removed: dict[int, list[Edit]] = {}
    for edit in passage.edits[first:last]:
        if edit.removed:
            removed.setdefault(min(max(edit.text_start, start), end), []).append(edit)
    marks = [mark for mark in passage.marks if mark.start < end and mark.end > start]
    cuts = {start, end, *removed}
    for a, b in [(passage.start, passage.end), *((mark.start, mark.end) for mark in marks)]:
        cuts |= {min(max(a, start), end), min(max(b, start), end)}
    edges = sorted(cuts)
    named: set[str] = set()
    for a, b in zip(edges, [*edges[1:], end], strict=True):
        for edit in removed.get(a, ()):
            yield _removed(edit, language, named=edit.rule not in named)
            named.add(edit.rule)
        if b > a:
            yield _stretch(passage, marks, a, b)


def _stretch(passage: Passage, marks: Sequence[Mark], a: int, b: int) -> str:
    inner = shown(passage.text[a:b])
    mark = next((mark for mark in marks if mark.start <= a and b <= mark.end), None)
    if mark is not None:
        name = escape(passage.themes[mark.theme])
        number = f' data-n="{mark.theme + 1}"' if b == mark.end else ""
        inner = f'<mark class="c{mark.theme % 8}" title="{name}"{number}>{inner}</mark>'
    if not (passage.start <= a and b <= passage.end):
        return inner
    # The style sheet rolls the text to the anchor.
    anchor = '<i class="lw-anchor"></i>' if a == passage.start else ""
    return f"{anchor}<b>{inner}</b>"


def _removed(edit: Edit, language: str, *, named: bool) -> str:
    text, block = edit.removed, "\n" in edit.removed.strip("\n")
    inner = shown(text)
    if len(text) > REMOVED:
        half = REMOVED // 2
        cut = say("cut", language, n=whole(len(text) - 2 * half))
        inner = f"{shown(text[:half])}<i>{cut}</i>{shown(text[-half:])}"
    rule = f"<i>{escape(rule_words(edit.rule, language))}</i>" if named else ""
    return f"<del{' class=lw-block' if block else ''}>{rule}{inner}</del>"
