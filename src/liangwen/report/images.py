"""The size of a PNG on the page, read from its first bytes."""

from __future__ import annotations

import struct
from pathlib import Path

from liangwen.errors import ReportError

#: Width of the text on an A4 page with margins of 20 mm, and what a figure may take in height.
TEXT_WIDTH_CM, TALLEST_CM = 17.0, 21.0


def pixels(path: Path) -> tuple[int, int]:
    """Width and height of a PNG in pixels.

    Raises
    ------
    ReportError
        If the file is no PNG.
    """
    with path.open("rb") as file:
        head = file.read(24)
    if len(head) < 24 or head[:8] != b"\x89PNG\r\n\x1a\n":
        raise ReportError(f"{path} is no PNG: draw the figure again.")
    width, height = struct.unpack(">II", head[16:24])
    return int(width), int(height)


def page_width(path: Path) -> str:
    """Width on the page: that of the text, less where the figure would be taller than a page."""
    width, height = pixels(path)
    fitting = min(TEXT_WIDTH_CM, TALLEST_CM * width / max(1, height))
    return f"{fitting:.2f}cm"
