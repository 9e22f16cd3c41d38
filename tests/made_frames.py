"""Frames of a corpus from tokens that a test writes down: articles, tokens, term counts, edits."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from liangwen.edits import Edit
from liangwen.segment import count_terms
from liangwen.textunits import count_han, sentence_spans


class Frames(NamedTuple):
    articles: pd.DataFrame
    tokens: pd.DataFrame
    term_counts: pd.DataFrame
    edits: pd.DataFrame


def frames(texts: dict[str, str], **columns: list[object]) -> Frames:
    """Make frames of texts that are written with | between tokens, in the order given.

    Without a column `region` each article is of a region of its own.
    """
    rows, lengths, counts = [], [], []
    for name, marked in texts.items():
        words = [word for word in marked.split("|") if word]
        text = "".join(words)
        found = count_terms(words)
        rows.append(
            {"article_id": name, "text": text, "n_tokens": found.total(), "n_han": count_han(text),
             "n_sentences": len(sentence_spans(text)), "scope": "province", "date": None}
        )  # fmt: skip
        lengths.append({"article_id": name, "lengths": [len(word) for word in words]})
        counts += [
            {"article_id": name, "term": term, "count": number}
            for term, number in sorted(found.items())
        ]
    articles = pd.DataFrame(rows).assign(
        **({"region": list(texts), "region_en": [f"R{name}" for name in texts]} | columns)
    )
    if "region" in columns:
        articles["region_en"] = [f"R{name}" for name in columns["region"]]
    return Frames(
        articles,
        pd.DataFrame(lengths),
        pd.DataFrame(counts, columns=["article_id", "term", "count"]),
        pd.DataFrame(columns=["article_id", *Edit._fields]),
    )
