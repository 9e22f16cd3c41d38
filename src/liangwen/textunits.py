"""Units of a text: paragraphs, sentences, Han characters. No character is lost by splitting."""

from __future__ import annotations

import re
from itertools import pairwise

#: Chinese characters, the denominator of rates (punctuation, Latin and digits not counted).
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]")
#: A sentence ends behind its final marks and the closing marks that follow, or with its line.
FINAL_MARKS, CLOSING_MARKS = "。！？!?；;…", "”’\"'》」』）)】"

#: The text that was asked for last, where its sentences start, and its Han characters: places,
#: themes and counts of one article ask one after another.
_last: list[tuple[str, tuple[int, ...], int]] = [("", (), 0)]


def count_han(text: str) -> int:
    """Count Chinese characters.

    Examples
    --------
    >>> count_han("到2035年，SI")
    2
    """
    return _units(text)[1]


def sentence_starts(text: str) -> tuple[int, ...]:
    """Return where each sentence starts, as :func:`sentence_spans` tells them apart.

    Examples
    --------
    >>> sentence_starts("计量是基础。“测得准！”")
    (0, 6)
    """
    return _units(text)[0]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence; together they are the whole text.

    A sentence ends with 。！？； or a line end; closing quotation marks belong to it. What holds
    no letter or character (an empty line) is joined to the sentence before.

    Examples
    --------
    >>> text = "计量是基础。“测得准！”"
    >>> [text[a:b] for a, b in sentence_spans(text)]
    ['计量是基础。', '“测得准！”']
    """
    return list(pairwise((*sentence_starts(text), len(text))))


def _units(text: str) -> tuple[tuple[int, ...], int]:
    known, starts, han = _last[0]
    if known is not text:
        from .sentence_scan import starts_and_han

        starts, han = starts_and_han(text)
        _last[0] = text, starts, han
    return starts, han
