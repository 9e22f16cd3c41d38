"""Where in a picture each number stands: marks on artists, kept in the PNG for the report.

A plot marks the cells, bars and rows that count something; `areas_of` asks the drawn figure where
they lie. The PNG carries the answer in a text chunk of its own, so that a picture and its places
cannot be parted; every other program passes it over.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from liangwen.leads import Lead

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: The keyword of the PNG's text chunk.
KEYWORD = "liangwen-areas"
#: Two drawings of one figure have the same areas if none differs by more than this share of it.
TOLERANCE = 0.004


class Area(NamedTuple):
    """A part of a picture, in shares of its width and height from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    lead: Lead


def lead_to(artist: Artist, kind: str, region: str, key: str) -> None:
    """Mark an artist (a cell, a tile) as the place of a number."""
    artist._liangwen_lead = Lead(kind, str(region), str(key))  # type: ignore[attr-defined]


def lead_row(ax: Axes, y: float, kind: str, region: str, key: str, *, half: float = 0.42) -> None:
    """Mark a row of axes, from one side to the other, as the place of a number."""
    rows = getattr(ax, "_liangwen_rows", None)
    if rows is None:
        rows = ax._liangwen_rows = []  # type: ignore[attr-defined]
    rows.append((y - half, y + half, Lead(kind, str(region), str(key))))


def areas_of(figure: Figure) -> list[Area]:
    """Ask a drawn figure where its marked artists and rows lie.

    Notes
    -----
    The figure must have been drawn: before that an axes does not know its limits.
    """
    width, height = figure.bbox.width, figure.bbox.height

    def area(box: Any, lead: Lead) -> Area:
        sides = (box.x0 / width, 1 - box.y1 / height, box.x1 / width, 1 - box.y0 / height)
        left, top, right, bottom = (round(min(max(float(side), 0.0), 1.0), 4) for side in sides)
        return Area(left, top, right, bottom, lead)

    found = []
    for ax in figure.axes:
        for artist in ax.get_children():
            if hasattr(artist, "_liangwen_lead"):
                found.append(area(artist.get_window_extent(), artist._liangwen_lead))
        for low, high, lead in getattr(ax, "_liangwen_rows", ()):
            ends = ax.get_yaxis_transform().transform([(0, low), (1, high)])
            (x0, y0), (x1, y1) = ends.min(axis=0), ends.max(axis=0)
            found.append(area(_Box(x0, y0, x1, y1), lead))
    return found


class _Box(NamedTuple):
    x0: float
    y0: float
    x1: float
    y1: float


def as_text(areas: list[Area]) -> str:
    """Write areas as one line of JSON."""
    return json.dumps([[*area[:4], *area.lead] for area in areas], ensure_ascii=True,
                      separators=(",", ":"))


def read_areas(png: bytes) -> list[Area]:
    """Read the areas that a PNG carries; none where it carries none, or is no PNG."""
    from PIL import Image

    try:
        image = Image.open(io.BytesIO(png))
        rows = json.loads(image.text.get(KEYWORD, "[]"))  # type: ignore[attr-defined]
    except (OSError, SyntaxError, ValueError, AttributeError):
        return []
    return [Area(x0, y0, x1, y1, Lead(*lead)) for x0, y0, x1, y1, *lead in rows]


def same_areas(old: bytes, new: bytes) -> bool:
    """Whether two PNG files lead to the same numbers from the same places."""
    first, second = read_areas(old), read_areas(new)
    return len(first) == len(second) and all(
        a.lead == b.lead
        and all(abs(x - y) <= TOLERANCE for x, y in zip(a[:4], b[:4], strict=True))
        for a, b in zip(first, second, strict=True)
    )
