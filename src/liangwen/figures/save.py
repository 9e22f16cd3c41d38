"""Figures to files: both languages, PNG and SVG, the same bytes each time.

The one module of the figures that touches the disk.
"""

from __future__ import annotations

import io
import logging
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from liangwen.errors import LiangwenError

from .areas import KEYWORD, areas_of, as_text, same_areas
from .fonts import missing_glyphs
from .style import check_language, house_style

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd
    from matplotlib.figure import Figure

log = logging.getLogger(__name__)

#: An existing PNG stays when no channel of any pixel differs by more than the first number (of
#: 255) and all of them by no more than the second on average. Processors round the last digit of a
#: coordinate differently, which shifts a smoothed edge by a shade; one changed digit of a label
#: at 7 points differs by over 100 in some pixel, and is written.
LARGEST_DIFFERENCE, MEAN_DIFFERENCE = 16, 0.01
#: More colours cost bytes and cannot be told apart: they are shades of smoothed edges.
_COLOURS, _FREQUENT = 192, 96


def _palette(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """At most 192 colours for an image, and the index of each pixel's colour.

    First the most frequent colours as they are, so that fills, ink and paper stay exact; then,
    one by one, the colour that is worst served so far, where many pixels weigh more than few.
    """
    packed = (pixels[..., 0].astype(np.uint32) << 16) | (pixels[..., 1].astype(np.uint32) << 8)
    packed |= pixels[..., 2]
    values, inverse, counts = np.unique(packed.ravel(), return_inverse=True, return_counts=True)
    colours = np.stack([values >> 16, values >> 8 & 255, values & 255], axis=1).astype(np.int32)
    order = np.lexsort((values, -counts.astype(np.int64)))
    weight = np.minimum(counts, 64)
    chosen: list[int] = []
    error = np.full(len(values), 1 << 20, dtype=np.int64)
    nearest = np.zeros(len(values), dtype=np.int64)
    while len(chosen) < min(_COLOURS, len(values)):
        frequent = len(chosen) < _FREQUENT
        pick = int(order[len(chosen)] if frequent else (error * weight).argmax())
        distance = ((colours - colours[pick]) ** 2).sum(axis=1)
        closer = distance < error
        nearest[closer], error[closer] = len(chosen), distance[closer]
        chosen.append(pick)
    return colours[chosen].astype(np.uint8), nearest[inverse].reshape(packed.shape)


def _png(figure: Figure, dpi: int) -> bytes:
    """The figure as a palette PNG: a third of the size, and the flat colours exact."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="rgba", dpi=dpi)
    width, height = (int(side) for side in figure.get_size_inches() * dpi)
    flat = np.frombuffer(buffer.getvalue(), dtype=np.uint8)
    if flat.size != width * height * 4:
        height = flat.size // 4 // width
    pixels = flat.reshape(height, width, 4)[..., :3]
    palette, index = _palette(pixels)
    image = Image.fromarray(index.astype(np.uint8), "P")
    image.putpalette(palette.tobytes())
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True, dpi=(dpi, dpi), pnginfo=_places(figure))
    return out.getvalue()


def _places(figure: Figure) -> PngInfo:
    """Where the figure's numbers stand, for the report's links; nothing where none is marked."""
    info = PngInfo()
    areas = areas_of(figure)
    if areas:
        info.add_text(KEYWORD, as_text(areas), zip=True)
    return info


def _svg(figure: Figure, name: str) -> bytes:
    buffer = io.BytesIO()
    with matplotlib.rc_context({"svg.hashsalt": name}):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return buffer.getvalue()


def same_picture(old: bytes, new: bytes) -> bool:
    """Whether two PNG files show the same to a reader (see LARGEST_DIFFERENCE).

    An unreadable old file is not the same as anything.
    """
    if old == new:
        return True
    try:
        first, second = (Image.open(io.BytesIO(data)) for data in (old, new))
        if first.size != second.size:
            return False
        a, b = (np.asarray(image.convert("RGB"), dtype=np.int16) for image in (first, second))
    except (OSError, SyntaxError, ValueError):
        return False
    difference = np.abs(a - b)
    return bool(difference.max() <= LARGEST_DIFFERENCE and difference.mean() <= MEAN_DIFFERENCE)


def _keep_or_write(path: Path, data: bytes) -> None:
    old = path.read_bytes() if path.exists() else None
    if old is not None and (
        same_picture(old, data) and same_areas(old, data) if path.suffix == ".png" else old == data
    ):
        log.debug("%s is unchanged", path)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _draw(
    name: str, plot: Callable[..., Any], frame: pd.DataFrame, language: str, options: dict[str, Any]
) -> Figure:
    """Call the plot and refuse a figure with a character that would print as a box."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        drawn = plot(frame, language=language, **options)
        figure = getattr(drawn, "figure", None) or drawn
    lacking = missing_glyphs(figure)
    if lacking:
        character, text = lacking[0]
        raise LiangwenError(
            f"figure {name} ({language}): the font has no glyph for {character!r} "
            f"(U+{ord(character):04X}) in {text!r}; write it another way."
        )
    return figure


def save_figure(
    name: str,
    plot: Callable[..., Any],
    frame: pd.DataFrame,
    *,
    figures: Path | str,
    languages: Sequence[str] = ("en", "zh"),
    dpi: int = 300,
    show: str | None = None,
    width: Literal["full", "column"] = "full",
    **options: Any,
) -> dict[str, Path]:
    """Draw a figure in every language and write it as PNG and SVG.

    Parameters
    ----------
    name : the files' name without suffix, e.g. "theme_intensity"
    plot : a plot function ``plot(frame, *, language, **options) -> Axes or Figure``
    frame : the table it draws
    figures : folder; files go to ``<figures>/<language>/<name>.png`` and ``.svg``
    languages : languages to draw
    dpi : pixels per inch of the PNG, also written into it
    show : language whose PNG is displayed in a notebook at its printed size; None for none
    width : "full" or "column", see `house_style`
    options : handed to the plot; a value that is a dict with exactly the languages as keys is
        split, so that ``title={"en": "…", "zh": "…"}`` gives each language its own

    Returns
    -------
    {language: path of the PNG}

    Raises
    ------
    LiangwenError
        for a character that the font lacks, an unknown language or an option that misses one
    NothingToDraw
        from the plot, when the frame holds no figure; nothing is written then

    Notes
    -----
    An existing PNG that shows the same is left as it was, so that a run on another processor
    leaves a committed picture alone; an SVG of equal bytes as well.
    """
    written: dict[str, Path] = {}
    for language in languages:
        check_language(language)
        with house_style(width=width):
            figure = _draw(name, plot, frame, language, _spoken(options, language))
            try:
                FigureCanvasAgg(figure)
                with warnings.catch_warnings():
                    warnings.filterwarnings("error", message="Glyph .* missing")
                    png, svg = _png(figure, dpi), _svg(figure, f"liangwen {name} {language}")
            finally:
                _forget(figure)
        path = Path(figures) / language / f"{name}.png"
        _keep_or_write(path, png)
        _keep_or_write(path.with_suffix(".svg"), svg)
        written[language] = path
    if show in written:
        _display(written[show])
    return written


def _forget(figure: Figure) -> None:
    """Close a figure that a plot of a user's own made through pyplot, which keeps a list."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close(figure)


def _spoken(options: dict[str, Any], language: str) -> dict[str, Any]:
    """Options for one language: a dict with only language codes as keys is a choice of texts."""
    chosen = {}
    for key, value in options.items():
        if isinstance(value, dict) and value and set(value) <= {"en", "zh"}:
            if language not in value:
                raise LiangwenError(
                    f"option {key!r} has no text for language {language!r}: give one for each."
                )
            value = value[language]
        chosen[key] = value
    return chosen


def _display(path: Path) -> None:
    from IPython.display import Image as Shown
    from IPython.display import display

    display(Shown(filename=str(path), width=720))
