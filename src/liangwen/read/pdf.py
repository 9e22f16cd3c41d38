"""PDF: the text of each page, a printed line a line, in the order in which it was set."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..errors import SeedError
from .archives import too_large
from .source import Source, of_blocks

_MOST_PAGES = 5_000
_MOST_CHARACTERS = 20_000_000
#: So many characters a page have text; a scan with a stamped number has fewer.
_LEAST_A_PAGE = 10
#: Pairs of glyphs that are compared to place a stretch; a printed line needs some thousands.
_MOST_COMPARED = 1_000_000
#: A share of characters that the fonts do not name, above which the text cannot be trusted.
_MOST_UNNAMED = 0.3

_PAGE_NUMBER = re.compile(r"\W*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\W*(?:共|/|of)\s*\d{1,4}\s*页?)?\W*")
_DIGITS = re.compile(r"\d+")
_UNNAMED = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")

_LOCKED = SeedError(
    "The PDF file is locked with a password.",
    "Open it with the password and save it without one, or collect its text.",
)
_SCAN = SeedError(
    "The PDF file holds pictures of pages and no text.",
    "Run text recognition on it (OCR), or find the article as a web page.",
)


class _Glyph(NamedTuple):
    """A character on its page; lengths in points, `y` the baseline, counted upwards."""

    character: str
    left: float
    right: float
    y: float
    size: float


@dataclass
class _Line:
    """A printed line: its glyphs, and the place in reading order of its longest stretch."""

    glyphs: list[_Glyph]
    order: int
    longest: int
    y: float
    size: float
    left: float
    right: float

    @classmethod
    def of(cls, glyphs: list[_Glyph], order: int) -> _Line:
        """A line of one stretch, so far."""
        size = max(glyph.size for glyph in glyphs)
        left, right = glyphs[0].left, glyphs[-1].right
        return cls(list(glyphs), order, len(glyphs), glyphs[0].y, size, left, right)

    def add(self, glyphs: list[_Glyph], order: int) -> None:
        """Put a stretch in."""
        if len(glyphs) > self.longest:
            self.order, self.longest = order, len(glyphs)
        self.glyphs += glyphs
        self.size = max(self.size, *(glyph.size for glyph in glyphs))
        self.left = min(self.left, glyphs[0].left)
        self.right = max(self.right, glyphs[-1].right)

    def takes(self, glyphs: list[_Glyph]) -> bool:
        """Whether a stretch stands on this line: same baseline, touching, covering nothing."""
        left, right, size = glyphs[0].left, glyphs[-1].right, max(self.size, glyphs[0].size)
        if abs(self.y - glyphs[0].y) > 0.45 * size:
            return False
        if not self.left - 0.7 * size <= right or not left <= self.right + 0.7 * size:
            return False
        if len(glyphs) * len(self.glyphs) > _MOST_COMPARED:
            return False
        touches = False
        for own in self.glyphs:
            if own.right > left and own.left < right and _covers(own, glyphs):
                return False
            touches = touches or min(abs(left - own.right), abs(own.left - right)) <= 0.7 * size
        return touches


def _covers(own: _Glyph, glyphs: list[_Glyph]) -> bool:
    """Whether a glyph stands where another one does; a hole between glyphs is free."""
    return any(
        min(own.right, other.right) - max(own.left, other.left) > 0.3 * own.size for other in glyphs
    )


def read_pdf(data: bytes) -> Source:
    """Read the text of a PDF file.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    Source
        A printed line a line, columns one after another. A line that is set in from those
        around it by one to three characters, as a Chinese paragraph begins, begins with
        U+3000 twice. Page numbers and the lines that head or foot the pages have the hint
        "outside". The flag "pages without text" tells of scanned pages among others.

    Raises
    ------
    SeedError
        If it is locked, damaged, or holds no text.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise _LOCKED from error
        raise SeedError("The PDF file is damaged.", "Collect it again.") from error
    try:
        pages, scans = _pages(document)
    finally:
        document.close()
    lines = [line for page in pages for line in page]
    text = "".join(lines)
    if len(text) < _LEAST_A_PAGE or len(pages) == scans:
        raise _SCAN
    if len(_UNNAMED.findall(text)) > _MOST_UNNAMED * len(text):
        raise SeedError(
            "The PDF file's fonts do not tell which characters they draw.",
            "Run text recognition on it (OCR), or find the article as a web page.",
        )
    flags = ("pages without text",) if scans else ()
    return of_blocks(lines, _hints(pages), what="PDF file", flags=flags)


def _pages(document: Any) -> tuple[list[list[str]], int]:
    import pypdfium2

    if len(document) > _MOST_PAGES:
        raise too_large(f"{_MOST_PAGES} pages")
    pages: list[list[str]] = []
    characters = scans = 0
    for number in range(len(document)):
        try:
            lines, scan = _page(document[number])
        except pypdfium2.PdfiumError as error:
            raise SeedError(
                f"Page {number + 1} of the PDF file is damaged.", "Collect it again."
            ) from error
        characters += sum(map(len, lines))
        scans += scan
        if characters > _MOST_CHARACTERS:
            raise too_large(f"{_MOST_CHARACTERS} characters")
        pages.append(lines)
    return pages, scans


def _page(page: Any) -> tuple[list[str], bool]:
    """Return the page's lines, and whether it is a scan: a picture and hardly a character."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    try:
        if text.count_chars() > _MOST_CHARACTERS:
            raise too_large(f"{_MOST_CHARACTERS} characters")
        lines = _lines(_glyphs(text.raw, text.count_chars()))
        found = [_written(line, indent) for line, indent in _with_indents(lines)]
        if len(found) > 8 and sum(map(len, found)) < 2 * len(found):
            # Set upright or turned: the baselines say nothing, the order in the file does.
            found = text.get_text_range().replace("\r\n", "\n").replace("\r", "\n").split("\n")
        found = [line for line in found if line.strip()]
        few = sum(map(len, found)) < _LEAST_A_PAGE
        kinds = [pdfium.FPDF_PAGEOBJ_IMAGE]
        return found, few and any(True for _ in page.get_objects(filter=kinds, max_depth=3))
    finally:
        text.close()
        page.close()


def _glyphs(page: Any, count: int) -> list[_Glyph]:
    """The characters that the page itself sets, in its order; made-up spaces are none."""
    import pypdfium2.raw as pdfium

    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    glyphs: list[_Glyph] = []
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(page, index)
        if pdfium.FPDFText_IsGenerated(page, index) == 1 or code in {2, 10, 13}:
            continue
        pdfium.FPDFText_GetLooseCharBox(page, index, box)
        pdfium.FPDFText_GetCharOrigin(page, index, x, y)
        size = abs(box.top - box.bottom) or 1.0
        left, right = min(box.left, box.right), max(box.left, box.right)
        glyphs.append(_Glyph(_character(code), left, right, y.value, size))
    return _whole_characters(glyphs)


def _character(code: int) -> str:
    if code in {0, 0xFFFE, 0xFFFF} or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)


def _whole_characters(glyphs: list[_Glyph]) -> list[_Glyph]:
    """Join the two halves that a character beyond U+FFFF is given as on some systems."""
    whole: list[_Glyph] = []
    for glyph in glyphs:
        if whole and "\udc00" <= glyph.character <= "\udfff":
            first = whole[-1].character
            if "\ud800" <= first <= "\udbff":
                pair = (first + glyph.character).encode("utf-16", "surrogatepass")
                whole[-1] = whole[-1]._replace(character=pair.decode("utf-16"))
                continue
        whole.append(glyph)
    return whole


def _lines(glyphs: list[_Glyph]) -> list[_Line]:
    """Put the stretches of a page into lines.

    Programs set what another font draws (quotation marks, Latin letters) before or behind the
    paragraph that it belongs to; its place on the page tells the line.
    """
    lines: list[_Line] = []
    near: dict[int, list[_Line]] = {}
    last: _Line | None = None
    for order, stretch in enumerate(_stretches(glyphs)):
        at = round(stretch[0].y / 8)
        close = [line for y in (at, at - 1, at + 1) for line in near.get(y, ())[-40:]]
        line = next((line for line in close if line.takes(stretch)), None)
        if line is None and last is not None and _follows(last, stretch):
            line = last  # the next cell of a table's row
        if line is None:
            line = _Line.of(stretch, order)
            lines.append(line)
            near.setdefault(at, []).append(line)
        else:
            line.add(stretch, order)
        last = line
    return sorted(lines, key=lambda line: line.order)


def _follows(line: _Line, stretch: list[_Glyph]) -> bool:
    same = abs(line.y - stretch[0].y) <= 0.2 * line.size
    return same and stretch[0].left >= line.right


def _stretches(glyphs: list[_Glyph]) -> list[list[_Glyph]]:
    """Cut the page's characters where the next one does not stand right behind the last."""
    found: list[list[_Glyph]] = []
    for glyph in glyphs:
        if found and _goes_on(found[-1][-1], glyph):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return found


def _goes_on(last: _Glyph, glyph: _Glyph) -> bool:
    if abs(glyph.y - last.y) > 0.2 * max(glyph.size, last.size):
        return False
    # One glyph may stand for two characters (——): they share a box.
    together = glyph.left == last.left and glyph.right == last.right
    return together or -0.6 * last.size <= glyph.left - last.right <= 0.6 * last.size


def _with_indents(lines: list[_Line]) -> list[tuple[_Line, bool]]:
    """Tell which lines are set in, as the first line of a paragraph is."""
    found: list[tuple[_Line, bool]] = []
    for index, line in enumerate(lines):
        around = [
            other.left
            for other in (lines[max(index - 1, 0)], lines[min(index + 1, len(lines) - 1)])
            if other is not line and abs(other.left - line.left) < 4 * line.size
        ]
        inset = line.left - min(around) if around else 0.0
        found.append((line, line.size < inset < 3 * line.size))
    return found


def _written(line: _Line, indent: bool) -> str:
    """The characters of a line from left to right, a space where there is a gap."""
    glyphs = sorted(line.glyphs, key=lambda glyph: glyph.left)
    written = "\u3000\u3000" if indent else ""
    last: _Glyph | None = None
    for glyph in glyphs:
        if last is not None and glyph.left - last.right > _gap(last, glyph):
            written += " "
        written += glyph.character
        last = glyph
    return written.replace("\r", "").replace("\n", "").rstrip(" ")


def _gap(last: _Glyph, glyph: _Glyph) -> float:
    """How far apart two characters stand before a space is between them."""
    if last.character.isspace() or glyph.character.isspace():
        return float("inf")
    latin = last.character.isascii() and glyph.character.isascii()
    return (0.22 if latin else 0.9) * min(last.size, glyph.size)


def _hints(pages: list[list[str]]) -> list[str | None]:
    """Mark page numbers, and the lines that stand first or last on several pages."""
    ends = Counter(
        _DIGITS.sub("0", line.strip())
        for page in pages
        for line in {*page[:2], *page[-2:]}
        if len(line) < 60
    )
    hints: list[str | None] = []
    for page in pages:
        for index, line in enumerate(page):
            at_end = min(index, len(page) - 1 - index)
            common = ends[_DIGITS.sub("0", line.strip())] >= max(3, len(pages) // 3)
            number = _PAGE_NUMBER.fullmatch(line.strip())
            outside = (at_end < 2 and common) or (at_end == 0 and number)
            hints.append("outside" if outside else None)
    return hints
