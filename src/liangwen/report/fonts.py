"""The fonts that travel with the package, and what they cannot print."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from liangwen.errors import ReportError
from liangwen.report.tree import Node, walk


def _folder(package: str, *parts: str) -> Path:
    """Folder inside an installed package, without importing it."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ReportError(f"The package {package} is not installed: install the requirements.")
    return Path(next(iter(spec.submodule_search_locations))).joinpath(*parts)


def font_folders() -> list[Path]:
    """Folders with Noto Sans SC and Noto Serif SC, and with DejaVu Sans for ₂, ⅓ and the like."""
    return [_folder("pylopdf_fonts_zh_cn"), _folder("matplotlib", "mpl-data", "fonts", "ttf")]


@lru_cache(maxsize=1)
def covered() -> frozenset[int]:
    """Code points for which the PDF's fonts have a glyph."""
    from fontTools.ttLib import TTFont

    noto, dejavu = font_folders()
    points: set[int] = set()
    for path in (*sorted(noto.glob("Noto*.otf")), dejavu / "DejaVuSans.ttf"):
        with TTFont(path, lazy=True) as font:
            points |= set(font.getBestCmap())
    return frozenset(points)


def printable(text: str) -> str:
    """Write each character that no font can print as its number, so that none becomes a box.

    Examples
    --------
    >>> printable("CO₂和𠮷")
    'CO₂和[U+20BB7]'
    """
    known = covered()
    return "".join(sign if ord(sign) in known else f"[U+{ord(sign):04X}]" for sign in text)


def with_glyphs(tree: Any) -> Any:
    """Copy a document tree with `printable` on each text."""

    def change(node: Node) -> Node | None:
        if node["t"] in ("Str", "Code"):
            content = node["c"]
            if node["t"] == "Str":
                return {"t": "Str", "c": printable(content)}
            return {"t": "Code", "c": [content[0], printable(content[1])]}
        return None

    return walk(tree, change)
