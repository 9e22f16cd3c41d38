"""Units of a text: paragraphs, sentences, Han characters. No character is lost by splitting."""

from __future__ import annotations

import re
from functools import lru_cache

#: Chinese characters, the denominator of rates (punctuation, Latin and digits not counted).
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]")
_HAN_RUN = re.compile(HAN.pattern + "+")
_LETTER = re.compile(r"[^\W_]")

# A sentence ends behind its final mark and the closing marks that follow, or with its line.
_SENTENCE = re.compile(r"[^\n。！？!?；;…]*(?:[。！？!?；;…]+[”’\"'》」』）)】]*|\n|\Z)", re.DOTALL)


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
    for found in _SENTENCE.finditer(text):
        start, end = found.span()
        if start == end:
            continue
        if spans and not _LETTER.search(text, start, end):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(spans)
