"""The figures as a page embeds them: as they are, or lighter where they are many and large."""

from __future__ import annotations

import base64
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from liangwen.figures.areas import Area, read_areas
from liangwen.report.images import pixels

#: PNG files that weigh more than this together are embedded as WebP at the width of a screen.
HEAVY = 2_200_000
#: Pixels: 1.7 times the width of the page's column.
SCREEN = 1280


@dataclass(frozen=True)
class Picture:
    """A picture as a data address, its size in pixels, and what its parts count."""

    data: str
    size: tuple[int, int]
    areas: list[Area]


def _address(kind: str, data: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"


def _light(data: bytes) -> bytes:
    """A picture as WebP: a third of the bytes, and no difference that an eye would find."""
    from PIL import Image

    image = Image.open(io.BytesIO(data)).convert("RGB")
    if image.width > SCREEN:
        size = (SCREEN, max(1, round(image.height * SCREEN / image.width)))
        image = image.resize(size, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.save(out, "WEBP", quality=55, method=4)
    return out.getvalue()


def pictures(images: dict[str, Path]) -> dict[str, Picture]:
    """Read the pictures of a report, by the names that the document calls them.

    Notes
    -----
    The same files give the same addresses. What the printed formats show is never made lighter.
    """
    read = {name: path.read_bytes() for name, path in images.items()}
    heavy = sum(map(len, read.values())) > HEAVY
    if heavy:
        with ThreadPoolExecutor(2) as pool:
            shown = dict(zip(read, pool.map(_light, read.values()), strict=True))
    made = {}
    for name, path in images.items():
        light = heavy and len(shown[name]) < len(read[name])
        address = _address("webp", shown[name]) if light else _address("png", read[name])
        made[name] = Picture(address, pixels(path), read_areas(read[name]))
    return made
