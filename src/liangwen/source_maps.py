"""From places in clean texts to places in their sources, for many hits at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


class SourceMap:
    """From places in one clean text to places in its source, O(log n) each."""

    def __init__(self, places: Sequence[tuple[int, int, int, int]]) -> None:
        # (text_start, text_end, source_start, source_end), ordered.
        self._places = places
        self._starts = [place[0] for place in places]

    def start(self, offset: int) -> int:
        """Return where character `offset` stands: behind what was removed before it."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return offset
        _, text_end, source_start, source_end = self._places[index]
        return source_start if offset < text_end else source_end + offset - text_end

    def end(self, offset: int) -> int:
        """Return where a stretch ends that ends before character `offset` of the clean text."""
        index = bisect_right(self._starts, offset - 1) - 1
        if index < 0:
            return offset
        _, text_end, _, source_end = self._places[index]
        return source_end if offset <= text_end else source_end + offset - text_end


def source_maps(edits: pd.DataFrame, names: set[str]) -> dict[str, SourceMap]:
    """Return the maps of some articles; one without edits maps each place to itself."""
    own = edits[edits["article_id"].isin(list(names))]
    places: dict[str, list[tuple[int, int, int, int]]] = {name: [] for name in sorted(names)}
    columns = ["text_start", "text_end", "source_start", "source_end"]
    numbers = own[columns].to_numpy().tolist()
    for name, place in zip(own["article_id"], numbers, strict=True):
        places[name].append(tuple(place))
    return {name: SourceMap(found) for name, found in places.items()}
