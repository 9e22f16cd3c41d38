"""The blocks of a page: what a reader sees on lines of their own, each with its element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any, NamedTuple

from lxml import etree, html

#: Elements whose text nobody reads.
_UNREAD = frozenset(
    [
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "svg", "math",
    "iframe", "object", "embed", "canvas", "audio", "video", "map", "textarea", "select", "option",
    "datalist",
]
)  # fmt: skip
_INLINE = frozenset(
    [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "o:p", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img",
    "image", "input", "button", "nobr", "data",
]
)  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:^|[;\s])(?:font-size|opacity)\s*:\s*0(?:px|"
    r"em|%)?\s*(?:;|!|$)|"
    r"(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_DOUBLE = re.compile(r" {2,}")
_EDGES = " \u3000\xa0"
_BLANKS_BUT_LINES = re.compile(r"[ \t\r\f\u2028\u2029\u0085\v\x1c-\x1e]+")
_BLANKS = re.compile(r"[ \t\r\n\f\u2028\u2029\u0085\v\x1c-\x1e]+")
#: libxml2 cuts a tree at this depth and drops what lies deeper.
_DEEPEST = 2000


@dataclass
class Block:
    """A line of the page.

    Attributes
    ----------
    text : str
    element : object or None
        The innermost block element; None where the page is too deep for a tree.
    links : int
        So many of the characters are a link's.
    hidden : bool
    heading : int
        Rank of the heading that it is, 0 for none.
    """

    text: str
    element: Any = None
    links: int = 0
    hidden: bool = False
    heading: int = 0

    @property
    def is_link(self) -> bool:
        """Whether hardly anything but links stands in the line."""
        bare = len(re.sub(r"\s", "", self.text))
        return bool(self.links) and self.links >= 0.75 * bare


@dataclass
class _Line:
    parts: list[str] = field(default_factory=list)
    links: int = 0


def parse(text: str) -> Any:
    """Parse a page; None where there is nothing in it, or it is nested too deep for a tree."""
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return None if root is None or _is_cut(root, text) else root


def _is_cut(root: Any, text: str) -> bool:
    if text.count("<") < _DEEPEST:
        return False
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest >= _DEEPEST


def blocks_of(root: Any) -> list[Block]:
    """Return the visible blocks of a parsed page, and the hidden ones with their mark, in order."""
    return [part for block in _walk(root) if block.text for part in _by_line(block)]


def _by_line(block: Block) -> list[Block]:
    """Lines of preformatted text are blocks of their own."""
    lines = [line.strip(_EDGES) for line in block.text.split("\n")]
    if len(lines) == 1:
        return [block]
    share = block.links / max(1, len(block.text))
    return [replace(block, text=x, links=round(share * len(x))) for x in lines if x]


class _Place(NamedTuple):
    """Where the walk stands: the innermost block, and what holds for all in it."""

    block: Any
    hidden: bool = False
    link: bool = False
    heading: int = 0
    unread: bool = False


def _walk(root: Any) -> Iterator[Block]:
    """Read the tree in order; readings above characters stand in brackets, as without ruby."""
    line = _Line()
    places = [_Place(root)]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else "script"
        outer = places[-1] if event == "start" else places[-2]
        inner = _enter(outer, element, tag) if event == "start" else places[-1]
        if (tag not in _INLINE and not inner.unread) or inner.hidden != outer.hidden:
            yield _block(line, places[-1])
            line = _Line()
        if event == "start":
            places.append(inner)
            text = element.text
            _add(line, f"({text or ''})" if tag == "rt" else None if tag == "rp" else text, inner)
        else:
            places.pop()
            if element is not root:
                _add(line, element.tail, outer)
    yield _block(line, places[-1])


def _enter(outer: _Place, element: Any, tag: str) -> _Place:
    return _Place(
        outer.block if tag in _INLINE or tag in _UNREAD else element,
        outer.hidden or _is_hidden(element, tag),
        outer.link or tag == "a",
        int(tag[1]) if tag in _HEADINGS else outer.heading,
        outer.unread or tag in _UNREAD,
    )


def _add(line: _Line, text: str | None, place: _Place) -> None:
    if not text or place.unread:
        return
    preformatted = place.block is not None and place.block.tag == "pre"
    words = (_BLANKS_BUT_LINES if preformatted else _BLANKS).sub(" ", text)
    line.parts.append(words)
    if place.link:
        line.links += len(re.sub(r"\s", "", words))


def _block(line: _Line, place: _Place) -> Block:
    text = _DOUBLE.sub(" ", "".join(line.parts)).strip(_EDGES + "\n")
    return Block(text, place.block, line.links, place.hidden, place.heading)


def _is_hidden(element: Any, tag: str) -> bool:
    if tag in {"body", "html"}:
        return False
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDING.search(style))


class _Flat(HTMLParser):
    """Blocks without a tree, for pages that are nested too deep for one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._line = _Line()
        self._unread = 0
        self._link = False

    def _end(self) -> None:
        self.blocks.append(_block(self._line, _Place(None)))
        self._line = _Line()

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Pass over ``<![x`` as browsers do, up to the next >, where the parser would give up."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.rawdata.find(">", i) + 1 or -1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in {"script", "style", "noscript", "template", "title"}
        self._link = tag == "a" or self._link
        if tag not in _INLINE:
            self._end()

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style", "noscript", "template", "title"}:
            self._unread = max(0, self._unread - 1)
        self._link = self._link and tag != "a"
        if tag not in _INLINE:
            self._end()

    def handle_data(self, data: str) -> None:
        if not self._unread:
            _add(self._line, data, _Place(None, link=self._link))


def flat_blocks(text: str) -> list[Block]:
    """Return the blocks of a page read tag by tag, without the tree's knowledge."""
    reader = _Flat()
    reader.feed(text)
    reader.close()
    reader._end()
    return [block for block in reader.blocks if block.text]
