"""Units of a text: paragraphs, sentences, Han characters. No character is lost by splitting."""

from __future__ import annotations

import re
from functools import lru_cache

#: Chinese characters, the denominator of rates (punctuation, Latin and digits not counted).
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]")
_HAN_RUN = re.compile(HAN.pattern + "+")
_LETTER = re.compile(r"[^\W_]")

# A sentence ends behind its final mark and the closing marks that follow, or with its line.
# One class at the front lets the search leap from mark to mark.
_END = re.compile(r"[\n。！？!?；;…](?:(?<=\n)|[。！？!?；;…]*[”’\"'》」』）)】]*)")


def count_han(text: str) -> int:
    """Count Chinese characters.

    Examples
    --------
    >>> count_han("到2035年，SI")
    2
    """
    # What is left without them is counted: runs go at once, a list of characters does not.
    return len(text) - len(_HAN_RUN.sub("", text))


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
    return list(_spans(text))


@lru_cache(maxsize=2)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    # Places, themes and counts of one article ask for its sentences one after another.
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _ends(text):
        # Nearly every sentence begins with a character, which is told without a search.
        if text[start].isalnum() or not spans or _LETTER.search(text, start, end):
            spans.append((start, end))
        else:
            spans[-1] = (spans[-1][0], end)
        start = end
    return tuple(spans)


def _ends(text: str) -> list[int]:
    """Where each sentence ends; what stands behind the last mark is one, too."""
    ends = [found.end() for found in _END.finditer(text)]
    return ends if not text or (ends and ends[-1] == len(text)) else [*ends, len(text)]
