"""A corpus with a course of time, made by rule: texts by year, each word and theme counted by hand."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from liangwen.lexicon import Term, Theme

THEMES = (
    Theme("steel", "钢铁", "steel", (Term("钢铁", "made"),), focus=True),
    Theme("sea", "海洋", "sea", (Term("海洋", "made"),)),
)


class Course(NamedTuple):
    articles: pd.DataFrame
    term_counts: pd.DataFrame
    theme_hits: pd.DataFrame
    tokens: pd.DataFrame


def course(
    years: list[int | None], words: list[dict[str, int]], *, regions: list[str | None] | None = None,
    seeds: list[str] | None = None, titles: list[str | None] | None = None, filler: int = 900,
) -> Course:
    """One article a year given; its words as often as told, and so many tokens of 的 besides."""
    names = seeds or [f"t{i}.txt" for i in range(len(years))]
    texts = ["".join(w * n for w, n in own.items()) + "的" * filler for own in words]
    lengths = [[len(w) for w, n in own.items() for _ in range(n)] + [1] * filler for own in words]
    articles = pd.DataFrame({
        "article_id": names, "seed": names,
        "date": [None if y is None else pd.Timestamp(y, 3, 5).date() for y in years],
        "date_basis": "publication", "region": regions or ["全国"] * len(years),
        "title": titles or [None] * len(years), "kind": "plan", "scope": "province",
        "n_tokens": [len(own) for own in lengths], "n_han": [len(text) for text in texts],
        "n_sentences": 1, "text": texts,
    })
    articles["region_en"] = articles["region"].map(lambda name: f"R{name}")
    counts = [(a, w, n) for a, own in zip(names, words, strict=True) for w, n in own.items() if n]
    hits: list[tuple[Any, ...]] = []
    known = {"钢铁": "steel", "海洋": "sea"}
    for name, own in zip(names, words, strict=True):
        start = 0
        for word, number in own.items():
            for _ in range(number):
                if word in known:
                    hits.append((name, known[word], word, start, start + 2, 0, "running text"))
                start += len(word)
    return Course(
        articles,
        pd.DataFrame(counts, columns=["article_id", "term", "count"]),
        pd.DataFrame(hits, columns=[
            "article_id", "theme", "term", "start", "end", "sentence", "context"]),
        pd.DataFrame({"article_id": names, "lengths": lengths}),
    )  # fmt: skip


def three_decades(each: int = 5) -> Course:
    """Texts of three decades: 合作社 and 钢铁 in the first, 数字 and 海洋 in the last, 发展 always."""
    years, words = [], []
    for decade in (1950, 1980, 2010):
        for i in range(each):
            years.append(decade + i)
            words.append({
                "发展": 20 + i % 3,
                "合作社": 9 + i % 2 if decade == 1950 else 0,
                "钢铁": {1950: 16, 1980: 8, 2010: 4}[decade] + i % 3,
                "数字": 12 + i % 2 if decade == 2010 else i % 2,
                "海洋": 10 + i % 4 if decade == 2010 else 3,
            })
    return course(years, words)
