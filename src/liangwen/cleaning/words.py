"""How often words are written: jieba's dictionary, for rules that must tell words from chance."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from ..cutting import file_of_jieba

_LONGEST = 6
# Words with 著 that the dictionary lacks, or holds with a count too low to stand up to 着 and 的.
_MORE_WORDS = dict.fromkeys(
    ("卓著", "著有", "所著", "较著", "新著", "大著", "近著", "著名人物", "撰著", "显著性", "著作权",
     "昭著", "经典著作", "重要著作", "著于"), 3000,
)  # fmt: skip
# Lines of jieba's dictionary: a word, its count, its tag.
_PARTICLE = re.compile(r"^(?=\S{0,5}[着著])(\S{1,6}) (\d+)", re.MULTILINE)
_LONGER = re.compile(r"^(\S{7,}) (\d+)", re.MULTILINE)
# Within longer entries, 成效卓着, these are misspellings, too.
_MISSPELT = ("卓著", "显著", "著名", "著作", "专著", "昭著", "巨著", "原著")


@lru_cache(maxsize=1)
def _frequencies() -> tuple[dict[str, int], float]:
    """Return the counts of words with 着 or 著, put right, and the log of the sum of all counts.

    All other words of up to six characters have the count that they have in jieba's dictionary.
    """
    from ..cutting.dictionary import dictionary_of

    text = file_of_jieba("dict.txt").read_text(encoding="utf-8")
    # Nothing that is longer takes part.
    longer = {word: int(number) for word, number in _LONGER.findall(text)}
    before = {word: int(number) for word, number in _PARTICLE.findall(text)}
    counts = before | _MORE_WORDS
    # Misspellings: the dictionary holds 着名 beside 著名 and 显着 beside 显著.
    for particle in [word for word in counts if "着" in word and len(word) > 1]:
        written = particle.replace("着", "著")
        if written in counts:
            del counts[particle if counts[particle] <= counts[written] else written]
        elif any(word in written for word in _MISSPELT):
            counts[written] = counts.pop(particle)
    total = int(dictionary_of().counts.sum()) - sum(longer.values()) - sum(before.values())
    return counts, math.log(total + sum(counts.values()))


def _counts_in(text: str) -> list[list[int]]:
    """Return for each character how often what begins there is written: one, two … characters."""
    from ..cutting.dictionary import dictionary_of

    own, _ = _frequencies()
    found: list[list[int]] = dictionary_of().counts_in(text, _LONGEST).tolist()
    for particle in re.finditer("[着著]", text):
        for start in range(max(0, particle.end() - _LONGEST), particle.end()):
            for length in range(particle.end() - start, min(_LONGEST, len(text) - start) + 1):
                found[start][length - 1] = own.get(text[start : start + length], 0)
    return found


def log_likelihood(text: str) -> float:
    """Log-probability of the likeliest way to cut `text` into words, by their counts alone.

    Examples
    --------
    >>> log_likelihood("随着名单") > log_likelihood("随著名单")
    True
    """
    _, total = _frequencies()
    counts = _counts_in(text)
    best = [0.0] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        best[end] = best[end - 1] + math.log(max(counts[end - 1][0], 0.5)) - total
        for start in range(max(0, end - _LONGEST), end - 1):
            word_count = counts[start][end - start - 1]
            if word_count > 0:
                best[end] = max(best[end], best[start] + math.log(word_count) - total)
    return best[-1]


def share_in_words(text: str) -> float:
    """Share of the characters that stand in words of two or more, in the likeliest cut.

    Examples
    --------
    >>> share_in_words("计量发展"), share_in_words("韦韬")
    (1.0, 0.0)
    """
    _, total = _frequencies()
    counts = _counts_in(text)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        found = (best[-1][0] + math.log(max(counts[end - 1][0], 0.5)) - total, best[-1][1])
        for start in range(max(0, end - _LONGEST), end - 1):
            word_count = counts[start][end - start - 1]
            if word_count > 0:
                score = best[start][0] + math.log(word_count) - total
                found = max(found, (score, best[start][1] + end - start))
        best.append(found)
    return best[-1][1] / len(text) if text else 0.0
