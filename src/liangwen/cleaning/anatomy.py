"""Which lines of a dump are the article.

Each line is judged by itself (:mod:`.line_kinds`) and by what it stands behind
(:mod:`.zones`); the body is the run of lines that weighs most (:mod:`.body_run`), the title
stands above it (:mod:`.headline`), the byline at one of its ends. The lines that are not body
leave under the name of their kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, repeat
from typing import NamedTuple

from ..edits import Change
from .body_edges import (
    EVIDENCE,
    OUT,
    SIGNED_DAY,
    keep_among_plain,
    widen_down,
    widen_up,
    with_signature,
)
from .body_run import body_run
from .bylines import is_bare_name, read_byline
from .headline import find_title
from .line_kinds import ABOUT, NOISE, kinds_by
from .lines import Lines, lines_of
from .site_lines import is_ambiguous
from .structures import CLOCK
from .tails import tail_of
from .zones import put_in_place

#: At the body's ends a byline or a credit is looked for in so many lines.
_EDGE_LINES = 3
#: A line that is all link and as long as a headline leads to another article.
_LINK_LINE = 6


class Line(NamedTuple):
    """A line of the text, without its blanks, what it was found to be, and its hint."""

    start: int
    end: int
    text: str
    kind: str
    hint: str | None = None


#: A tuple's own constructor: half the time of the class's, for each line of each text.
_new_line: Callable[[type[Line], tuple[int, int, str, str, str | None]], Line] = tuple.__new__


def read_anatomy(text: str, *, hints: Sequence[str | None] | None = None) -> list[Line]:
    """Say of each line what it is.

    Parameters
    ----------
    text : str
        It went through the rule `layout`: no empty lines, no blanks at a line's ends.
    hints : sequence of str or None, optional
        What the page's structure says of each line (:mod:`liangwen.extract` lists the hints).

    Returns
    -------
    list of Line
        All lines of `text`, in order. Kinds: "body", "title", "byline", the kinds of
        :mod:`.line_kinds`, "hidden", and "page_head" and "page_foot" for what lies around the
        article.
    """
    lines = lines_of(text, hints)
    kinds = kinds_by(lines.census, lines.texts)
    put_in_place(lines.texts, kinds, lines.hints)
    found = _assign(lines, kinds)
    starts = lines.census.starts.tolist()
    ends = (lines.census.starts[1:] - 1).tolist()
    every = zip(starts, ends, lines.texts, found, lines.hints, strict=False)
    return list(map(_new_line, repeat(Line), every))


def remove_lines(lines: list[Line]) -> list[Change]:
    """Remove each line that is not body, with one line end.

    Behind the last line that stays it is the line end before, so that none is left over.
    """
    others = [i for i, line in enumerate(lines) if line.kind != "body"]
    body = (i for i in reversed(range(len(lines))) if lines[i].kind == "body")
    ends = list(islice(body, _EDGE_LINES))
    last = ends[0] if ends else -1
    changes = []
    for i in sorted([*others, *ends]):
        line = lines[i]
        if i in ends:
            tail = tail_of(line.text, line.start)
            changes += [tail] if tail else []
        elif i < last:
            changes.append(Change(line.start, line.end + 1, "", line.kind))
        else:
            changes.append(Change(max(line.start - 1, 0), line.end, "", line.kind))
    return changes


def body_lines(lines: list[Line]) -> list[str]:
    """Return the article's paragraphs and sub-headings."""
    return [line.text for line in lines if line.kind == "body"]


def _assign(lines: Lines, kinds: list[str]) -> list[str]:
    texts, hints = lines.texts, lines.hints
    doubtful = lines.doubtful(kinds)
    start, end = body_run(lines, kinds, doubtful)
    if start == end:
        if not set(kinds) & (NOISE | ABOUT) and not set(hints) & OUT:
            return ["body"] * len(kinds)
        return [_outside(kind, "page_foot") for kind in kinds]
    title = find_title(lines, kinds, start, end, doubtful)
    if title is not None and start <= title < end:
        start = title + 1
    first = widen_up(texts, kinds, start, title, hints)
    end = with_signature(texts, kinds, widen_down(kinds, end, hints), hints)
    structured = "outside" in hints
    result = ["body"] * len(kinds)
    for i in _to_judge(kinds, first, end, hints, doubtful):
        kind = kinds[i]
        if i == title:
            result[i] = "title"
        elif hints[i] == "hidden":
            result[i] = "hidden"
        elif i < first or hints[i] in EVIDENCE:
            result[i] = _head(texts[i], kind)
        elif i >= end:
            byline = i < end + _EDGE_LINES and read_byline(texts[i]) is not None
            result[i] = "byline" if byline else _outside(kind, "page_foot")
        else:
            result[i] = _inside(texts, kinds, i, first, end, hints, structured)
    keep_among_plain(texts, kinds, hints, result, title, first, end, doubtful)
    return _without_repeated_title(texts, result, title)


def _to_judge(
    kinds: list[str], first: int, end: int, hints: list[str | None], doubtful: list[int]
) -> Iterator[int]:
    """The lines that may be something else than body: all but the plain ones well within it."""
    above, below = first + _EDGE_LINES, max(end - _EDGE_LINES, first + _EDGE_LINES)
    yield from range(min(above, len(kinds)))
    for i in doubtful:
        known = hints[i] is not None or kinds[i] in NOISE or kinds[i] in ABOUT
        if above <= i < below and known:
            yield i
    yield from range(below, len(kinds))


def _head(text: str, kind: str) -> str:
    if kind in {"short", "salutation", "clause"} and read_byline(text) is not None:
        return "byline"
    return _outside(kind, "page_head")


def _outside(kind: str, place: str) -> str:
    return kind if kind in NOISE or kind in ABOUT else place


def _inside(
    texts: list[str],
    kinds: list[str],
    i: int,
    first: int,
    end: int,
    hints: list[str | None],
    structured: bool,
) -> str:
    """Within the run a line stays unless it is noise or metadata at the run's ends."""
    kind = kinds[i]
    at_edge = i - first < _EDGE_LINES or end - i <= _EDGE_LINES
    if hints[i] == "outside":
        return _outside(kind, "page_foot")
    if hints[i] == "link" and kind in {"short", "clause"} and len(texts[i]) >= _LINK_LINE:
        return "related_links"
    if i > 0 and i - first < _EDGE_LINES and kinds[i - 1] in ABOUT and is_bare_name(texts[i]):
        return "byline"
    if (
        kind in {"short", "prose", "salutation", "clause"}
        and at_edge
        and read_byline(texts[i]) is not None
    ):
        return "byline"
    if kind in NOISE and not (kind == "tags" and hints[i] == "item"):
        closed = SIGNED_DAY.fullmatch(texts[end - 1]) is not None
        return (
            kind if _is_noise_here(texts, kinds, i, at_edge and not closed, structured) else "body"
        )
    signed_above = i - first >= 2 and kinds[i - 1] == "prose"
    signed = (end - i <= _EDGE_LINES or signed_above) and SIGNED_DAY.fullmatch(texts[i])
    if kind == "date_line" and signed:
        return "body"
    if kind == "date_line" and CLOCK.fullmatch(texts[i]):
        return kind
    if kind in ABOUT and (at_edge or kind != "date_line"):
        return kind
    return "body"


def _is_noise_here(
    texts: list[str], kinds: list[str], i: int, at_edge: bool, structured: bool
) -> bool:
    """Noise that an article may hold, too, leaves only where its place speaks against it."""
    if kinds[i] == "teaser":
        return not _ends_a_thought(texts, i)
    if kinds[i] == "contact":
        return at_edge and not structured
    if kinds[i] in {"navigation", "comments"} and is_ambiguous(texts[i]):
        near = [j for j in (i - 1, i + 1) if 0 <= j < len(kinds)]
        return any(kinds[j] in NOISE and not is_ambiguous(texts[j]) for j in near)
    return True


def _ends_a_thought(texts: list[str], i: int) -> bool:
    """A line that trails off is a teaser only if another line repeats its beginning."""
    beginning = texts[i].rstrip(".…。")[:12]
    return not any(other.startswith(beginning) for j, other in enumerate(texts) if j != i)


def _without_repeated_title(texts: list[str], kinds: list[str], title: int | None) -> list[str]:
    if title is None or texts.count(texts[title]) == 1:
        return kinds
    return [
        "title" if kind in {"body", "page_head"} and text == texts[title] else kind
        for text, kind in zip(texts, kinds, strict=True)
    ]
