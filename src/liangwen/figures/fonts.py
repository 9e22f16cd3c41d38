"""The figures' own font: registered under a private name, measured, and asked what it lacks.

Noto Sans SC travels with the package ``pylopdf-fonts-zh-cn``, so Chinese prints on a machine
without Chinese fonts. It is entered into matplotlib's list under the name `FAMILY`, which no
other font bears: what a user's own figures find under "Noto Sans SC" stays what it was.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from matplotlib import font_manager, ft2font, get_data_path
from pylopdf_fonts_zh_cn import sans_path, serif_path

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure

FAMILY = "Liangwen Sans"
# DejaVu Sans comes with matplotlib itself and has the subscripts (CO₂) that every Noto font lacks.
FALLBACK = "DejaVu Sans"
#: Rows that may not begin with these marks, nor end with those (Chinese typesetting, GB/T 15834).
NO_START = set("、，。；：！？）》”’」』】〉…·–—%‰,.;:!?)")
NO_END = set("（《“‘「『【〈(")


def font_path(*, serif: bool = False) -> Path:
    """Path of the font file: Noto Sans SC, or Noto Serif SC (for word clouds and documents)."""
    return serif_path() if serif else sans_path()


@lru_cache(maxsize=1)
def register() -> str:
    """Make the font known to matplotlib once, in memory; its name is returned."""
    path = str(font_path())
    entry = replace(font_manager.ttfFontProperty(font_manager.get_font(path)), name=FAMILY)
    font_manager.fontManager.ttflist.append(entry)
    return FAMILY


@lru_cache(maxsize=1)
def _faces() -> tuple[ft2font.FT2Font, ...]:
    """Own faces for measuring; matplotlib's cached ones would be resized under its feet."""
    fallback = f"{get_data_path()}/fonts/ttf/DejaVuSans.ttf"
    return ft2font.FT2Font(str(font_path())), ft2font.FT2Font(fallback)


@lru_cache(maxsize=1)
def _charmaps() -> tuple[frozenset[int], ...]:
    """The characters of each face; a face itself makes a dictionary of them each time."""
    return tuple(frozenset(face.get_charmap()) for face in _faces())


@lru_cache(maxsize=20_000)
def advance(character: str) -> float:
    """Width of one character in em."""
    for face, charmap in zip(_faces(), _charmaps(), strict=True):
        if ord(character) in charmap:
            glyph = face.load_char(ord(character), flags=ft2font.LoadFlags.NO_SCALE)
            return glyph.horiAdvance / face.units_per_EM
    return 1.0


def text_width(text: str, size: float) -> float:
    """Width of the longest line of a text, in inches, at a font size in points.

    The sum of the characters' advances; kerning is left out, so that the true width is equal or
    a little smaller.

    Examples
    --------
    >>> round(text_width("计量", 36), 3)
    1.0
    >>> text_width("计量", 10) > text_width("ab", 10)
    True
    """
    return max(sum(map(advance, line)) for line in (text.split("\n") or [""])) * size / 72


def is_wide(character: str) -> bool:
    """Whether a character stands in a square of its own (Chinese and its marks).

    Not by its width: a Latin m is nearly as wide.
    """
    return character >= "\u2e80"


def _pieces(text: str) -> list[str]:
    """Split where a line may break: after spaces and dashes, and between Chinese characters."""
    pieces: list[str] = []
    for character in text:
        before = pieces[-1][-1] if pieces else ""
        wide = is_wide(character)
        joined = character in NO_START or before in NO_END or character == " "
        opened = wide or before in (" ", "–", "—", "·") or is_wide(before)
        if before and (joined or not opened):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def wrap(text: str, width: float, size: float) -> str:
    """Break a text into lines no wider than ``width`` inches at ``size`` points.

    Chinese breaks between any two characters, but no line starts with a closing mark or ends with
    an opening one; other scripts break at spaces. A single word wider than the line stays whole.

    Examples
    --------
    >>> print(wrap("计量发展规划，到二〇三五年。", 1.0, 12))
    计量发展规
    划，到二〇三
    五年。
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if line and text_width((line + piece).rstrip(), size) > width:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
        lines.append(line.rstrip())
    return "\n".join(lines)


def missing_glyphs(figure: Figure) -> list[tuple[str, str]]:
    """Characters of a figure's texts that the font and its fallback lack: (character, text).

    Such a character would be printed as an empty box.
    """
    from matplotlib.text import Text

    texts = {artist.get_text() for artist in figure.findobj(Text) if artist.get_visible()}
    covered = frozenset().union(*_charmaps())
    return sorted(
        (character, text)
        for text in texts
        for character in set(text)
        if character != "\n" and ord(character) not in covered
    )
