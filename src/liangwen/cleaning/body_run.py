"""The run of lines that is the body: where what speaks for an article adds up most."""

from __future__ import annotations

import re

from .line_kinds import ABOUT, NOISE, is_prose
from .site_lines import is_ambiguous

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
_LINK_WEIGHT = -15.0
_OUTSIDE_WEIGHT = -200.0
#: A part set apart in the middle of the container (an advertisement, a list) parts little.
_WITHIN_WEIGHT = -20.0
#: Paragraphs near behind the article's own day or source: a sidebar has no such line.
_ANCHOR_REACH, _ANCHOR_FACTOR = 16, 2.0
#: What stands behind the editor's name, or so, is hardly article any more.
_CLOSED_FACTOR, _CLOSED_PROSE = 0.2, 60
_CLOSING = re.compile(r"责任?编辑?|编辑|[(（]完[)）]|正文已结束")


def body_run(texts: list[str], kinds: list[str], hints: list[str | None]) -> tuple[int, int]:
    """Return (start, end) of the heaviest run of lines; (0, 0) if there is none.

    Parameters
    ----------
    texts, kinds : list of str
    hints : list of str or None
        A line outside the page's container is no body, a line that is a link hardly ever.
    """
    return _heaviest_run(weights_of(texts, kinds, hints))


def weights_of(texts: list[str], kinds: list[str], hints: list[str | None]) -> list[float]:
    """What each line adds to its run, by itself and by what stands before it."""
    weights = [
        # The commonest line by far, without a call.
        float(min(len(t), _PROSE_LIMIT)) if h is None and k == "prose" else weight(k, t, h)
        for k, t, h in zip(kinds, texts, hints, strict=True)
    ]
    _spare_what_lies_within(weights, hints)
    anchor = _anchor(kinds, hints, weights)
    if anchor is None and "credits" not in kinds and "navigation" not in kinds:
        return weights
    prose, closed = 0, False
    for i, kind in enumerate(kinds):
        if weights[i] > 0:
            near = anchor is not None and anchor < i <= anchor + _ANCHOR_REACH
            weights[i] *= _ANCHOR_FACTOR if near else _CLOSED_FACTOR if closed else 1.0
            prose += len(texts[i]) if kind == "prose" else 0
        elif kind in {"credits", "navigation"} and prose >= _CLOSED_PROSE:
            closed = closed or bool(_CLOSING.search(texts[i]))
    return weights


def _spare_what_lies_within(weights: list[float], hints: list[str | None]) -> None:
    """Outside lines between lines of the container stand in a part of it: one weight for all."""
    if "outside" not in hints:
        return
    inside = [i for i, hint in enumerate(hints) if hint in {None, "link", "item"}]
    for i in range(inside[0], inside[-1]) if inside else ():
        if hints[i] == "outside":
            weights[i] = 0.0 if hints[i - 1] == "outside" else _WITHIN_WEIGHT


def _anchor(kinds: list[str], hints: list[str | None], weights: list[float]) -> int | None:
    """The first line of day or source with a paragraph near behind it."""
    if "date_line" not in kinds and "source_line" not in kinds:
        return None
    for i, kind in enumerate(kinds):
        if kind in {"date_line", "source_line"} and hints[i] not in {"hidden", "link"}:
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
        spare = 0 if is_prose(text) else 30
        return float(min(max(len(text) - spare, 0), _PROSE_LIMIT)) + _WEIGHTS["heading"]
    return _WEIGHTS.get(kind, 0.0)


def _heaviest_run(weights: list[float]) -> tuple[int, int]:
    """Return the run with the greatest sum (Kadane); (0, 0) if none is positive."""
    best, best_run = 0.0, (0, 0)
    total, start = 0.0, 0
    for i, value in enumerate(weights):
        if total <= 0:
            total, start = 0.0, i
        total += value
        if total > best:
            best, best_run = total, (start, i + 1)
    return best_run
