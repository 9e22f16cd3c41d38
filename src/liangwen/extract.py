"""A saved page to source text: its visible blocks, one a line, and what its tree says of each.

Nothing is cut here. The source text holds every line that a reader of the page could see; the
hints tell which of them the tree places outside the article, and the cleaning rules take them
out as edits.
"""

from __future__ import annotations

import codecs
import re
from typing import Any, NamedTuple

from .html_blocks import Block, blocks_of, flat_blocks, parse
from .html_vote import hints_of

#: Hints a line may bear: the page's <title> and <meta> data come first, as lines of their own.
HINTS = (
    "page_title", "meta_date", "meta_source", "meta_author", "title", "outside", "link", "item",
    "hidden",
)  # fmt: skip

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Names under which a page says less than it holds.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
#: A page may have a few broken bytes; more of them means another encoding.
_BROKEN_SHARE = 0.002

_META = {
    "meta_date": (
        "pubdate", "publishdate", "publish_date", "publishtime", "article:published_time",
        "og:release_date", "apub:time", "datepublished", "weibo:article:create_at", "dc.date",
        "firstpublishedtime",
    ),
    "meta_source": ("source", "contentsource", "articlesource", "mediaid"),
    "meta_author": ("author", "article:author"),
}  # fmt: skip
_BODY = re.compile(r"<(?:body|frameset)\b", re.IGNORECASE)
_HEAD_PART = re.compile(
    r"\s*(?:<[!?][^>]*>|</?(?:html|head)\b[^>]*>|<(?:meta|link|base)\b[^>]*>|"
    r"<(?P<name>title|script|style|noscript)\b.*?</(?P=name)\s*>)",
    re.IGNORECASE | re.DOTALL,
)
#: So much hidden prose, where hardly any is shown, is what a script would show.
_HIDDEN_PROSE, _SHOWN_PROSE = 120, 60
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}(?:[ 、,，][\u4e00-\u9fff]{2,4}){0,3}")


class Page(NamedTuple):
    """A page as source text, with a hint for each of its lines."""

    text: str
    hints: list[str | None]


def decode_page(data: bytes, declared: str | None = None) -> tuple[str, str, float]:
    """Decode a page by its mark, its declarations, and by what its bytes really are.

    Returns
    -------
    text, encoding, confidence
        Confidence is 1 where a byte-order mark or a declaration fits all bytes.

    Examples
    --------
    >>> decode_page('<meta charset="utf-8"><p>计量</p>'.encode("gb18030"))[1]
    'gb18030'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff"), encoding, 1.0
    names = [declared] if declared else []
    names += [m[1].decode("ascii", "replace") for m in _XML_DECLARED.finditer(data[:400])]
    names += [m[1].decode("ascii", "replace") for m in _DECLARED.finditer(data[:20000])]
    tried = []
    for name in [_WIDER.get(n.lower(), n) for n in names]:
        if _is_known(name) and name not in tried:
            tried.append(name)
    for name in dict.fromkeys([*tried, "utf-8", "gb18030", "big5hkscs"]):
        try:
            return data.decode(name), name, 1.0 if name in tried else 0.9
        except (UnicodeDecodeError, LookupError):
            continue
    broken = {n: data.decode(n, "replace") for n in dict.fromkeys([*tried, "utf-8", "gb18030"])}
    best = min(broken, key=lambda n: broken[n].count("\ufffd"))
    share = broken[best].count("\ufffd") / max(1, len(broken[best]))
    return broken[best], best, 0.8 if share <= _BROKEN_SHARE else 0.3


def read_html(data: bytes | str, declared: str | None = None) -> Page:
    """Read a saved page.

    Parameters
    ----------
    data : bytes or str
    declared : str, optional
        The encoding that came with the page, from a header.

    Returns
    -------
    Page
        (text, hints): the blocks of one parsed tree, one a line; a hint of :data:`HINTS` or None
        for each line. The page's title and publication data stand first.

    Notes
    -----
    A hint is a vote, not a verdict: which lines leave is decided in :mod:`.cleaning.anatomy`.

    Examples
    --------
    >>> read_html("<title>计量</title><p>计量是基础。</p>").hints
    ['page_title', None]
    """
    text = data if isinstance(data, str) else decode_page(data, declared)[0]
    text = text.replace("\x00", "")
    root = parse(_with_body(text))
    if root is None:
        blocks, head = flat_blocks(text), []
    else:
        blocks, head = blocks_of(root), _head(root)
    blocks = _with_rescued(blocks)
    title = next((words for words, hint in head if hint == "page_title"), "")
    lines = [*head, *zip((b.text for b in blocks), hints_of(blocks, title), strict=True)]
    if not lines:
        return Page("", [None])
    return Page("\n".join(words for words, _ in lines), [hint for _, hint in lines])


def _with_body(text: str) -> str:
    """Put in the <body> that a page may leave out.

    The parser would take the elements that it does not know, such as <article>, for the head's.

    Examples
    --------
    >>> _with_body("<title>计量</title><article>计量是基础。</article>")
    '<title>计量</title><body><article>计量是基础。</article>'
    """
    if _BODY.search(text) or "<" not in text:
        return text
    end = 0
    while found := _HEAD_PART.match(text, end):
        end = found.end()
    return f"{text[:end]}<body>{text[end:]}"


def _is_known(name: str) -> bool:
    try:
        return bool(codecs.lookup(name)._is_text_encoding)
    except LookupError:
        return False


def _with_rescued(blocks: list[Block]) -> list[Block]:
    """Where nearly all prose is hidden until a script shows it, hiding tells nothing."""
    prose = [(len(b.text), b.hidden) for b in blocks if "。" in b.text and not b.is_link]
    shown = sum(n for n, hidden in prose if not hidden)
    if sum(n for n, hidden in prose if hidden) > _HIDDEN_PROSE and shown < _SHOWN_PROSE:
        for block in blocks:
            block.hidden = False
    return blocks


def _head(root: Any) -> list[tuple[str, str]]:
    """The page's title and its data on publication, each with its hint."""
    found = []
    title = " ".join((root.findtext(".//title") or "").split())
    if title:
        found.append((title, "page_title"))
    for hint, names in _META.items():
        words = _meta(root, names)
        if words and (hint != "meta_author" or _NAME.fullmatch(words)):
            found.append((words, hint))
    return found


def _meta(root: Any, names: tuple[str, ...]) -> str | None:
    values: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").lower()
        content = " ".join((meta.get("content") or "").split())
        if name in names and content and len(content) <= 100:
            values.setdefault(name, content)
    return next((values[name] for name in names if name in values), None)
