"""Where the body ends: what stands around the heaviest run of lines and belongs to it.

Headings and an address above the first paragraph; below the last one its last short lines, the
issuer's name, the day, the attachments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .article_lines import DOCUMENT_NUMBER
from .bylines import is_bare_name, read_byline
from .line_kinds import ABOUT, NOISE
from .site_lines import is_ambiguous

#: Lines of the page that only give evidence; they are never body.
EVIDENCE = frozenset({"page_title", "meta_date", "meta_source", "meta_author"})
OUT = frozenset({"outside", "hidden"}) | EVIDENCE
#: A longer stretch of plain lines is a list of the site, with or without noise in it.
_PLAIN_STRETCH = 40
#: So many plain lines are taken above the first paragraph; below a date line, more.
_PLAIN_ABOVE, _PLAIN_BELOW_DATE = 3, 14
_PLAIN_BELOW = 14
_SIGNATURE_LINES = 6
_PLAIN = frozenset(
    {"short", "clause", "heading", "prose", "salutation", "enactment", "row", "attachment"}
)
_PUBLICITY = re.compile(r"[(（](?:此件|本文|主动公开|依申请公开|联系人)[^。()（）]{0,40}[)）]")
#: The day below a document, with the issuer's name above it.
SIGNED_DAY = re.compile(r"[(（]?(?:(?:19|20)\d\d|二[〇○零]\S\S)年\S{1,3}月(?:\S{1,4}日)?[)）]?")


def widen_up(
    texts: list[str], kinds: list[str], start: int, title: int | None, hints: list[str | None]
) -> int:
    """Take headings, salutations and a few plain lines above the first paragraph into the body."""
    first, plain = start, 0
    lowest = (title + 1) if title is not None and title < start else 0
    reach = [i for i in range(max(lowest, start - _PLAIN_BELOW_DATE), start) if kinds[i] in ABOUT]
    allowed = _PLAIN_BELOW_DATE if reach else _PLAIN_ABOVE
    while first > lowest and hints[first - 1] not in OUT:
        above = first - 1
        if kinds[above] in {"short", "clause"} and hints[above] != "link":
            plain += 1
            if title is None or plain > allowed or not _is_caption(texts[above]):
                break
        elif kinds[above] not in {"heading", "salutation", "prose", "enactment", "row"}:
            break
        first = above
    return first


def _is_caption(text: str) -> bool:
    """A short line between title and body: the article's own unless it is about it."""
    return len(text) >= 4 and read_byline(text) is None and not DOCUMENT_NUMBER.fullmatch(text)


def widen_down(kinds: list[str], end: int, hints: list[str | None]) -> int:
    """Take the plain lines below the last paragraph, if credits or the container close them."""
    plain = _PLAIN | ({"contact"} if "outside" in hints else set())
    i = end
    while i < len(kinds) and i < end + _PLAIN_BELOW and kinds[i] in plain:
        if hints[i] in OUT or (hints[i] == "link" and kinds[i] != "attachment"):
            return i
        i += 1
    closed = i < len(kinds) and (kinds[i] == "credits" or hints[i] in OUT)
    return i if closed and i < end + _PLAIN_BELOW else end


def with_signature(texts: list[str], kinds: list[str], end: int, hints: list[str | None]) -> int:
    """Take the issuer's name and the day below a document into the body, and its attachments."""
    end = _with_attachments(texts, kinds, end, hints)
    for i in range(end, min(end + _SIGNATURE_LINES, len(kinds))):
        if hints[i] in OUT:
            break
        if SIGNED_DAY.fullmatch(texts[i]):
            return _with_attachments(texts, kinds, i + 1, hints)
        if kinds[i] not in {"short", "heading", "contact", "salutation"} or len(texts[i]) > 60:
            break
    return end


def _with_attachments(texts: list[str], kinds: list[str], end: int, hints: list[str | None]) -> int:
    while end < len(kinds) and (kinds[end] == "attachment" or _PUBLICITY.fullmatch(texts[end])):
        if hints[end] in OUT:
            break
        end += 1
    return end


def keep_among_plain(
    texts: list[str],
    kinds: list[str],
    hints: list[str | None],
    result: list[str],
    title: int | None,
    first: int,
    end: int,
    doubtful: Sequence[int],
) -> None:
    """Where no noise stands around an article, what stands there is the article's own."""
    noisy = {i for i in doubtful if kinds[i] in NOISE and not is_ambiguous(texts[i])}
    limit = _PLAIN_STRETCH if noisy else len(kinds)
    top = (title + 1) if title is not None else 0
    for place, stretch in (("page_head", range(top, first)), ("page_foot", range(end, len(kinds)))):
        if len(stretch) <= limit and noisy.isdisjoint(stretch):
            for i in stretch:
                stays = result[i] == place or (result[i] == kinds[i] and kinds[i] in NOISE)
                if (
                    stays
                    and hints[i] not in OUT
                    and hints[i] != "link"
                    and not _names(texts, kinds, i)
                ):
                    result[i] = "body"


def _names(texts: list[str], kinds: list[str], i: int) -> bool:
    """A name alone beside the day, or the document's number: said of the article, not by it."""
    near = kinds[max(i - 1, 0) : i + 2]
    return bool(DOCUMENT_NUMBER.fullmatch(texts[i])) or (
        is_bare_name(texts[i]) and any(kind in {"date_line", "source_line"} for kind in near)
    )
