"""Where the words of a cloud stand: laid out by the package ``wordcloud``, on boxes.

The package is given a font of boxes: each character is a filled rectangle as wide as its advance
and as tall as a line. So what it reserves for a word, what it takes for occupied and what is
printed there agree, and no small word slips into a gap between the strokes of a large one. The
words are then printed in the figures' own font, each inside its box.
"""

from __future__ import annotations

import io
from functools import lru_cache
from math import ceil
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from .fonts import advance, is_wide, text_width

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Points: the smallest word that reads well in print, and the sizes tried for the largest.
SMALLEST, LARGEST = 6.5, 54
#: A box's ends above and below the baseline, in em: Han characters, and letters with tails.
TOP, BOTTOM, TAIL = 0.88, 0.12, 0.24
#: Air between boxes in points, pixels a point on the package's canvas, clouds tried a size.
AIR, FINE, TRIES = 1.5, 3, 4
#: No random cloud ever filled more of its panel: larger type is not even tried.
FULLEST = 0.85


class Placed(NamedTuple):
    """A word of a cloud: left end and baseline in points, from the panel's lower left corner."""

    word: str
    number: int
    x: float
    y: float
    size: float


class _Boxes(io.BytesIO):
    """A font in memory that can be opened again and again, as the package opens it a word."""

    def read(self, size: int | None = -1, /) -> bytes:
        return self.getvalue()


@lru_cache(maxsize=64)
def box_font(characters: str) -> _Boxes:
    """A font in 1/1000 em in which each of these characters is a box."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    top, glyphs, metrics = round(1000 * TOP), {}, {}
    names = {ord(character): f"box{ord(character)}" for character in characters}
    for name, character in [(".notdef", "一"), *zip(names.values(), characters, strict=True)]:
        width, low = round(1000 * advance(character)), round(-1000 * depth(character))
        pen = TTGlyphPen(None)
        pen.moveTo((0, low))
        for corner in ((0, top), (width, top), (width, low)):
            pen.lineTo(corner)
        pen.closePath()
        glyphs[name], metrics[name] = pen.glyph(), (width, 0)
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap(names)
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics(metrics)
    font.setupHorizontalHeader(ascent=top, descent=round(-1000 * TAIL))
    font.setupOS2(usWinAscent=top, usWinDescent=round(1000 * TAIL))
    font.setupNameTable({"familyName": "Liangwen Boxes", "styleName": "Regular"})
    font.setupPost(keepGlyphNames=False)
    boxes = _Boxes()
    font.save(boxes)
    return boxes


def depth(text: str) -> float:
    """How far the box of a text goes below its baseline, in em."""
    return BOTTOM if all(map(is_wide, text)) else TAIL


def cloud_layout(counts: Mapping[str, int], *, width: float, height: float) -> list[Placed]:
    """Place words on a panel, the area of each in proportion to its count.

    Parameters
    ----------
    counts : word -> occurrences (positive), the most frequent first
    width, height : of the panel, in points

    Returns
    -------
    The words drawn, in the same order. The largest type is the largest at which each word that
    then prints at 6.5 points or more finds a place; rarer words are left out.

    Notes
    -----
    The package makes a word smaller where it does not fit, and with it all that follow. Here such
    a cloud is thrown away and a smaller one tried, so that sizes stay in proportion.

    Examples
    --------
    >>> large, small = cloud_layout({"计量": 36, "量子": 9}, width=120, height=60)
    >>> large.word, large.size / small.size
    ('计量', 2.0)
    """
    most = max(counts.values())
    for largest in range(LARGEST, int(SMALLEST), -1):
        sizes = {word: largest * (count / most) ** 0.5 for word, count in counts.items()}
        sizes = {word: size for word, size in sizes.items() if size >= SMALLEST}
        for seed in range(TRIES if _area(sizes) <= FULLEST * width * height else 0):
            places = _place(sizes, width, height, seed)
            if places is not None:
                return [
                    Placed(word, counts[word], x, y, size)
                    for (word, size), (x, y) in zip(sizes.items(), places, strict=True)
                ]
    word, count = next(iter(counts.items()))
    return [Placed(word, count, (width - 72 * text_width(word, SMALLEST)) / 2,
                   height / 2 - 0.36 * SMALLEST, SMALLEST)]


def _area(sizes: Mapping[str, float]) -> float:
    """What the boxes cover with their air, in square points."""
    return sum((72 * text_width(word, size) + AIR) * ((TOP + depth(word)) * size + AIR)
               for word, size in sizes.items())


def _place(
    sizes: Mapping[str, float], width: float, height: float, seed: int
) -> list[tuple[float, float]] | None:
    """Left end and baseline of each word as the package places them, or None if one did not fit.

    Its canvas has whole pixels: a box is as large as the size rounded up, the word as it should be.
    """
    from wordcloud import WordCloud

    # As frequencies the package is given the sizes themselves: relative_scaling=1 keeps them.
    pixels = {word: ceil(size * FINE) for word, size in sizes.items()}
    cloud = WordCloud(
        font_path=box_font("".join(sorted(set().union(*sizes)))),
        width=int(width * FINE), height=int(height * FINE), margin=round(AIR * FINE),
        prefer_horizontal=1, relative_scaling=1, max_words=len(sizes),
        max_font_size=max(pixels.values()), min_font_size=min(pixels.values()),
        # The first word that does not fit ends the cloud.
        font_step=max(pixels.values()), random_state=Random(seed),
        color_func=lambda *_, **__: "white",
    ).generate_from_frequencies(pixels)
    found = {word: place for (word, _), size, place, *_ in cloud.layout_ if size == pixels[word]}
    if len(found) < len(sizes):
        return None
    places = [found[word] for word in sizes]
    return [
        (int(left) / FINE, height - int(top) / FINE - TOP * size)
        for (word, size), (top, left) in zip(sizes.items(), places, strict=True)
    ]
