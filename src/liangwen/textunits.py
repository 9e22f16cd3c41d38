"""Units of a text: paragraphs, sentences, Han characters. No character is lost by splitting."""

from __future__ import annotations

import re

#: Chinese characters, the denominator of rates (punctuation, Latin and digits not counted).
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]")

# A sentence ends behind its final mark and the closing marks that follow, or with its line.
_SENTENCE = re.compile(r"[^\n。！？!?；;…]*(?:[。！？!?；;…]+[”’\"'》」』）)】]*|\n|\Z)", re.DOTALL)


def count_han(text: str) -> int:
    """Count Chinese characters.

    Examples
    --------
    >>> count_han("到2035年，SI")
    2
    """
    return len(HAN.findall(text))


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
    spans: list[tuple[int, int]] = []
    for found in _SENTENCE.finditer(text):
        start, end = found.span()
        if start == end:
            continue
        if spans and not any(character.isalnum() for character in found[0]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans
