"""The run of lines that is the body: where what speaks for an article adds up most."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..codepoints import compiled
from .line_forms import HEADING, PROSE
from .line_kinds import ABOUT, NOISE, is_prose
from .lines import Lines
from .site_lines import is_ambiguous

Weights = NDArray[np.float64]

#: What a line adds to the run it stands in; prose adds its length, up to a limit.
_WEIGHTS = {
    "heading": 6.0,
    "enactment": 12.0,
    "row": 4.0,
    "attachment": 2.0,
    "salutation": 1.0,
    "short": -6.0,
}
_NOISE_WEIGHT = -30.0
_ABOUT_WEIGHT = -8.0
#: A word of menus that a table may hold too.
_AMBIGUOUS_WEIGHT = -10.0
#: Noise that stands between paragraphs of an article often enough to part nothing.
_MILD = {
    "caption": -3.0,
    "contact": -8.0,
    "tags": -8.0,
    "promotion": -15.0,
    "credits": -15.0,
    "teaser": -15.0,
}
_PROSE_LIMIT = 150
_CLAUSE_LIMIT = 30
#: What a numbered line spares that holds no whole sentence.
_HEADING_SPARES = 30
_LINK_WEIGHT = -15.0
_OUTSIDE_WEIGHT = -200.0
#: A part set apart in the middle of the container (an advertisement, a list) parts little.
_WITHIN_WEIGHT = -20.0
#: Paragraphs near behind the article's own day or source: a sidebar has no such line.
_ANCHOR_REACH, _ANCHOR_FACTOR = 16, 2.0
#: What stands behind the editor's name, or so, is hardly article any more.
_CLOSED_FACTOR, _CLOSED_PROSE = 0.2, 60
_CLOSING = re.compile(r"责任?编辑?|编辑|[(（]完[)）]|正文已结束")


def body_run(lines: Lines, kinds: list[str], doubtful: Sequence[int]) -> tuple[int, int]:
    """Return (start, end) of the heaviest run of lines; (0, 0) if there is none.

    Parameters
    ----------
    lines : Lines
        A line outside the page's container is no body, a line that is a link hardly ever.
    kinds : list of str
    doubtful : sequence of int
        The lines whose weight does not follow from their form, in order.
    """
    weights = _by_form(lines)
    for i in doubtful:
        weights[i] = weight(kinds[i], lines.texts[i], lines.hints[i])
    start, end = _heaviest_run(_in_place(weights, lines.texts, kinds, lines.hints, doubtful))
    return int(start), int(end)


def weights_of(texts: list[str], kinds: list[str], hints: list[str | None]) -> list[float]:
    """What each line adds to its run, by itself and by what stands before it."""
    weights = np.array(list(map(weight, kinds, texts, hints)), float)
    found: list[float] = _in_place(weights, texts, kinds, hints, range(len(texts))).tolist()
    return found


def _by_form(lines: Lines) -> Weights:
    """The weights of the lines that are what their form says: :func:`weight`, for all at once."""
    forms = lines.census.forms
    starts = lines.census.starts
    counted = starts[1:] - starts[:-1] - 1 - _HEADING_SPARES * (forms == HEADING)
    limited = np.minimum(np.maximum(counted, 0), _PROSE_LIMIT)
    return limited + _WEIGHTS["heading"] * (forms != PROSE)


def _in_place(
    weights: Weights,
    texts: list[str],
    kinds: list[str],
    hints: list[str | None],
    doubtful: Sequence[int],
) -> Weights:
    """Give more to what stands behind the article's day, less to what stands behind its end."""
    _spare_what_lies_within(weights, hints)
    anchor = _anchor(kinds, hints, weights, doubtful)
    closed = _closed(weights, texts, kinds, doubtful)
    if anchor is None and closed is None:
        return weights
    factors = np.ones(len(weights))
    if closed is not None:
        factors[closed:] = _CLOSED_FACTOR
    if anchor is not None:
        factors[anchor + 1 : anchor + 1 + _ANCHOR_REACH] = _ANCHOR_FACTOR
    return np.where(weights > 0, weights * factors, weights)


def _closed(
    weights: Weights, texts: list[str], kinds: list[str], doubtful: Sequence[int]
) -> int | None:
    """The line behind enough prose that says that the article has ended."""
    prose, counted = 0, 0
    for i in doubtful:
        site = kinds[i] in {"credits", "navigation"} and weights[i] <= 0
        if site and _CLOSING.search(texts[i]):
            prose += sum(
                len(texts[j]) for j in range(counted, i) if kinds[j] == "prose" and weights[j] > 0
            )
            counted = i
            if prose >= _CLOSED_PROSE:
                return i
    return None


def _spare_what_lies_within(weights: Weights, hints: list[str | None]) -> None:
    """Outside lines between lines of the container stand in a part of it: one weight for all."""
    if "outside" not in hints:
        return
    inside = [i for i, hint in enumerate(hints) if hint in {None, "link", "item"}]
    for i in range(inside[0], inside[-1]) if inside else ():
        if hints[i] == "outside":
            weights[i] = 0.0 if hints[i - 1] == "outside" else _WITHIN_WEIGHT


def _anchor(
    kinds: list[str], hints: list[str | None], weights: Weights, doubtful: Sequence[int]
) -> int | None:
    """The first line of day or source with a paragraph near behind it."""
    for i in doubtful:
        if kinds[i] in {"date_line", "source_line"} and hints[i] not in {"hidden", "link"}:
            near = range(i + 1, min(i + _ANCHOR_REACH, len(kinds)))
            if any(kinds[j] in {"prose", "clause"} and weights[j] > 0 for j in near):
                return i
    return None


def weight(kind: str, text: str, hint: str | None = None) -> float:
    """What a line adds to its run: positive for what only an article has."""
    if hint == "item" and kind not in NOISE | {"prose", "clause", "heading", "attachment"}:
        return 0.0
    if hint is not None and hint not in {"link", "title", "item"}:
        return _OUTSIDE_WEIGHT
    if hint == "link" and kind not in {"prose", "attachment"}:
        return _LINK_WEIGHT
    if kind == "prose":
        return float(min(len(text), _PROSE_LIMIT)) * (0.3 if hint == "link" else 1.0)
    if kind in NOISE and is_ambiguous(text):
        return _AMBIGUOUS_WEIGHT
    if kind in NOISE:
        return _MILD.get(kind, _NOISE_WEIGHT)
    if kind in ABOUT:
        return _ABOUT_WEIGHT
    if kind == "clause":
        return float(min(len(text), _CLAUSE_LIMIT)) / 2
    if kind == "heading":
        # A numbered line that holds whole sentences is a paragraph.
        spare = 0 if is_prose(text) else _HEADING_SPARES
        return float(min(max(len(text) - spare, 0), _PROSE_LIMIT)) + _WEIGHTS["heading"]
    return _WEIGHTS.get(kind, 0.0)


@compiled
def _heaviest_run(weights: Weights) -> tuple[int, int]:
    """Return the run with the greatest sum (Kadane); (0, 0) if none is positive."""
    best, best_start, best_end = 0.0, 0, 0
    total, start = 0.0, 0
    for i in range(weights.size):
        if total <= 0:
            total, start = 0.0, i
        total += weights[i]
        if total > best:
            best, best_start, best_end = total, start, i + 1
    return best_start, best_end
