"""How often words are written: jieba's dictionary, for rules that must tell words from chance."""

from __future__ import annotations

import math
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

_LONGEST = 6
# Words with 著 that the dictionary lacks, or holds with a count too low to stand up to 着 and 的.
_MORE_WORDS = dict.fromkeys(
    ("卓著", "著有", "所著", "较著", "新著", "大著", "近著", "著名人物", "撰著", "显著性", "著作权",
     "昭著", "经典著作", "重要著作", "著于"), 3000,
)  # fmt: skip
# Within longer entries, 成效卓着, these are misspellings, too.
_MISSPELT = ("卓著", "显著", "著名", "著作", "专著", "昭著", "巨著", "原著")


@lru_cache(maxsize=1)
def _frequencies() -> tuple[dict[str, int], float]:
    """Return the words of up to six characters with their counts, and the log of all counts.

    The file is read as it stands: importing jieba would set its logger up and build its cache.
    """
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        return {}, 0.0
    counts: dict[str, int] = {}
    text = (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        word, number, *_ = line.split(" ")
        if len(word) <= _LONGEST:
            counts[word] = int(number)
    counts |= _MORE_WORDS
    # Misspellings: the dictionary holds 着名 beside 著名 and 显着 beside 显著.
    for particle in [word for word in counts if "着" in word and len(word) > 1]:
        written = particle.replace("着", "著")
        if written in counts:
            del counts[particle if counts[particle] <= counts[written] else written]
        elif any(word in written for word in _MISSPELT):
            counts[written] = counts.pop(particle)
    return counts, math.log(sum(counts.values()))


def log_likelihood(text: str) -> float:
    """Log-probability of the likeliest way to cut `text` into words, by their counts alone.

    Examples
    --------
    >>> log_likelihood("随着名单") > log_likelihood("随著名单")
    True
    """
    counts, total = _frequencies()
    best = [0.0] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        best[end] = best[end - 1] + math.log(counts.get(text[end - 1], 0) or 0.5) - total
        for start in range(max(0, end - _LONGEST), end - 1):
            word_count = counts.get(text[start:end], 0)
            if word_count:
                best[end] = max(best[end], best[start] + math.log(word_count) - total)
    return best[-1]


def share_in_words(text: str) -> float:
    """Share of the characters that stand in words of two or more, in the likeliest cut.

    Examples
    --------
    >>> share_in_words("计量发展"), share_in_words("韦韬")
    (1.0, 0.0)
    """
    counts, total = _frequencies()
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        found = (best[-1][0] + math.log(counts.get(text[end - 1], 0) or 0.5) - total, best[-1][1])
        for start in range(max(0, end - _LONGEST), end - 1):
            word_count = counts.get(text[start:end], 0)
            if word_count:
                score = best[start][0] + math.log(word_count) - total
                found = max(found, (score, best[start][1] + end - start))
        best.append(found)
    return best[-1][1] / len(text) if text else 0.0
