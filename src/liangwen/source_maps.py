"""From places in clean texts to places in their sources, for many hits at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

_COLUMNS = ["text_start", "text_end", "source_start", "source_end"]


class SourceMap:
    """From places in one clean text to places in its source, O(log n) each.

    Parameters
    ----------
    places : array of int, shape (n, 4)
        Of each edit, in order: text_start, text_end, source_start, source_end.
    """

    def __init__(self, places: NDArray[np.int64]) -> None:
        self._places = places
        self._starts = places[:, 0]

    def start(self, offset: int) -> int:
        """Return where character `offset` stands: behind what was removed before it."""
        index = int(self._starts.searchsorted(offset, side="right")) - 1
        if index < 0:
            return offset
        _, text_end, source_start, source_end = self._places[index].tolist()
        return int(source_start if offset < text_end else source_end + offset - text_end)

    def end(self, offset: int) -> int:
        """Return where a stretch ends that ends before character `offset` of the clean text."""
        index = int(self._starts.searchsorted(offset - 1, side="right")) - 1
        if index < 0:
            return offset
        _, text_end, _, source_end = self._places[index].tolist()
        return int(source_end if offset <= text_end else source_end + offset - text_end)


def source_maps(edits: pd.DataFrame, names: set[str]) -> dict[str, SourceMap]:
    """Return the maps of some articles; one without edits maps each place to itself."""
    import numpy as np
    import pandas as pd

    own = edits[edits["article_id"].isin(list(names))]
    codes, known = pd.factorize(own["article_id"])
    # An article's edits stand one behind the other in the store; elsewhere they keep their order.
    order = np.argsort(codes, kind="stable")
    places = own[_COLUMNS].to_numpy(dtype=np.int64)[order]
    ends = np.cumsum(np.bincount(codes, minlength=len(known))).tolist()
    maps = {name: SourceMap(np.empty((0, 4), dtype=np.int64)) for name in sorted(names)}
    for name, start, end in zip(known, [0, *ends], ends, strict=False):
        maps[name] = SourceMap(places[start:end])
    return maps
