"""DOCX: the text that a reader of the document sees, a paragraph a line."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

from ..errors import SeedError
from .archives import Package
from .numbering import Numbering
from .source import Source, of_blocks

_MAIN_TYPE = "/officeDocument"
#: Deleted and moved-away text, and the second copy that old programs show of a text box.
_NOT_SHOWN = frozenset({"del", "moveFrom", "Fallback", "rPrChange", "pPrChange", "sectPrChange"})
_OFF = frozenset({"0", "false", "off", "none"})
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def read_docx(data: bytes | Package) -> Source:
    """Read the visible text of a DOCX file.

    Parameters
    ----------
    data : bytes or Package

    Returns
    -------
    Source
        A paragraph a line: the body in its order, tables cell by cell, text boxes where they are
        anchored, then foot- and endnotes. The numbers that Word gives to headings and lists
        stand as Word shows them. Headers, footers, comments, deleted revisions and hidden text
        are left out; pinyin above characters stands behind them in brackets.

    Raises
    ------
    SeedError
        If the file is damaged or holds no text.
    """
    package = data if isinstance(data, Package) else Package(data)
    numbering = Numbering(
        package.read("word/numbering.xml", default=b""),
        package.read("word/styles.xml", default=b""),
    )
    lines = _Reader(numbering).lines(package.read(_main_part(package)))
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        if notes := package.read(part, default=b""):
            lines += _Reader(numbering, notes=True).lines(notes)
    return of_blocks(lines, what="Word file")


def _main_part(package: Package) -> str:
    for element in elements(package.read("_rels/.rels", default=b"")):
        if str(element.get("Type", "")).endswith(_MAIN_TYPE):
            return str(element.get("Target", "")).lstrip("/")
    return "word/document.xml"


def elements(xml: bytes) -> list[Any]:
    """Parse a small part; return its elements, none for an empty one."""
    return [element for event, element in walk(xml, keep=True) if event == "start"]


def walk(xml: bytes, *, keep: bool = False) -> Any:
    """Yield (event, element) of a part as it is parsed, dropping what has been seen.

    Raises
    ------
    SeedError
        For XML that is not well-formed, or nested or expanded beyond the parser's bounds.
    """
    from lxml import etree

    if not xml:
        return
    events = etree.iterparse(
        io.BytesIO(xml),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for event, element in events:
            yield event, element
            if event == "end" and not keep:
                # The element itself may not go yet: the parser still hangs its tail on it.
                element.clear(keep_tail=True)
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise SeedError(
            "The document's XML cannot be read.",
            "Open it in Word, WPS or LibreOffice and save it again as .docx.",
        ) from error


def local(element: Any) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Any, name: str) -> str | None:
    """An attribute's value, whatever its namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


@dataclass
class _Paragraph:
    text: list[str] = field(default_factory=list)
    style: str | None = None
    list_id: str | None = None
    level: str | None = None
    reading: str = ""


class _Reader:
    """Walks a part once; paragraphs may nest, by the text boxes that they hold."""

    def __init__(self, numbering: Numbering, *, notes: bool = False) -> None:
        self._numbering = numbering
        self._notes = notes
        self._open: list[_Paragraph] = []
        self._not_shown = 0
        self._hidden = False
        self._reading_from = 0
        self._lines: list[str] = []

    def lines(self, xml: bytes) -> list[str]:
        for event, element in walk(xml):
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                self._start(local(element), element)
            else:
                self._end(local(element), element)
        return self._lines

    def _start(self, name: str, element: Any) -> None:
        if name in _NOT_SHOWN or (self._notes and self._is_separator(name, element)):
            self._not_shown += 1
        elif name == "p":
            self._open.append(_Paragraph())
        elif name == "r":
            self._hidden = False
        elif name == "rt" and self._open:
            self._reading_from = len(self._open[-1].text)

    def _end(self, name: str, element: Any) -> None:
        if name in _NOT_SHOWN or (self._notes and self._is_separator(name, element)):
            self._not_shown -= 1
        elif name == "p":
            self._close()
        elif not self._open:
            return
        elif name == "t":
            if self._shown:
                self._add(element.text or "")
        elif name in _CHARACTERS:
            # In a paragraph's settings a tab is a stop of the ruler, not a character.
            if self._shown and local(element.getparent()) == "r":
                self._add(_CHARACTERS[name])
        elif name == "sym":
            self._symbol(element)
        elif name == "rt":
            # The reading comes first in the file, and stands above the character on the page.
            text = self._open[-1].text
            self._open[-1].reading = "".join(text[self._reading_from :])
            del text[self._reading_from :]
        elif name == "rubyBase":
            if reading := self._open[-1].reading:
                self._add(f"({reading})")
            self._open[-1].reading = ""
        elif name == "vanish":
            if local(element.getparent().getparent()) == "r":
                self._hidden = (attribute(element, "val") or "1") not in _OFF
        elif name in {"pStyle", "numId", "ilvl"}:
            self._setting(name, element)

    @property
    def _shown(self) -> bool:
        return not self._not_shown and not self._hidden

    @staticmethod
    def _is_separator(name: str, element: Any) -> bool:
        return name in {"footnote", "endnote"} and (attribute(element, "type") or "normal") not in {
            "normal"
        }

    def _add(self, text: str) -> None:
        if self._open:
            self._open[-1].text.append(text)

    def _symbol(self, element: Any) -> None:
        try:
            code = int(attribute(element, "char") or "", 16)
        except ValueError:
            return
        if self._shown and 0 < code < 0x110000:
            self._add(chr(code))

    def _setting(self, name: str, element: Any) -> None:
        if self._not_shown:
            return
        value, paragraph = attribute(element, "val"), self._open[-1]
        if name == "pStyle":
            paragraph.style = value
        elif name == "numId":
            paragraph.list_id = value
        else:
            paragraph.level = value

    def _close(self) -> None:
        if not self._open:
            return
        paragraph = self._open.pop()
        text = "".join(paragraph.text)
        if self._not_shown or not text.strip():
            return
        number = self._numbering.next(paragraph.style, paragraph.list_id, paragraph.level)
        self._lines += (number + text).split("\n")
