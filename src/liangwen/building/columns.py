"""Articles to the columns of each dataset."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from ..contexts import ContextFinder
from ..duplicates import sketch
from ..schema import OF_AN_ARTICLE, schema
from ..textunits import count_han, sentence_starts

if TYPE_CHECKING:
    import pyarrow as pa

    from ..articles import Article, Tools
    from ..lexicon import ThemeLexicon
    from ..segment import Segmenter

#: What follows from an article's text and one part of the lexicon alone.
MATCHED = ("theme_hits",)
CUT = ("tokens", "term_counts")


class Columns:
    """The rows of some articles, dataset by dataset, column by column.

    Attributes
    ----------
    names : list of str
        The articles' ids, in the order in which they were added.
    """

    def __init__(self, datasets: tuple[str, ...] = OF_AN_ARTICLE) -> None:
        self.names: list[str] = []
        self._columns: dict[str, dict[str, list[Any]]] = {name: {} for name in datasets}
        self._counts: dict[str, list[int]] = {name: [] for name in datasets}

    def add(self, article_id: str, rows: dict[str, dict[str, Any]]) -> None:
        """Take in an article's rows: dataset -> column -> values; all columns equally long."""
        self.names.append(article_id)
        for dataset, columns in self._columns.items():
            own = rows[dataset]
            self._counts[dataset].append(len(next(iter(own.values()))))
            for name, values in own.items():
                columns.setdefault(name, []).append(values)

    def tables(self) -> dict[str, pa.Table]:
        """Return each dataset as an Arrow table."""
        import numpy as np
        import pyarrow as pa

        names = pa.array(self.names, pa.string())
        found = {}
        for dataset, columns in self._columns.items():
            own = schema(dataset)
            full = {field.name: _joined(columns.get(field.name, [])) for field in own}
            # An id a row, without a Python object a row.
            places = np.repeat(np.arange(len(self.names)), self._counts[dataset])
            full["article_id"] = names.take(pa.array(places))
            found[dataset] = pa.table(full, schema=own)
        return found

    def counts(self, dataset: str) -> list[int]:
        """Return how many rows each article has in a dataset."""
        return self._counts[dataset]


def _joined(pieces: list[Any]) -> Any:
    """One column of the articles' columns, which are Arrow's, numpy's or Python's own."""
    import numpy as np
    import pyarrow as pa

    if pieces and isinstance(pieces[0], pa.Array):
        return pa.concat_arrays(pieces)
    if pieces and isinstance(pieces[0], np.ndarray):
        return np.concatenate(pieces)
    return list(chain.from_iterable(pieces))


def columns_of(article: Article, tools: Tools) -> dict[str, dict[str, Any]]:
    """Return an article's rows in each dataset, as columns."""
    text = article.cleaned.text
    cut = cut_columns(text, tools.segmenter)
    edits = article.cleaned.edits
    mentions = tools.gazetteer.mentions(text)
    return {
        "articles": {
            name: [value]
            for name, value in _article(article, int(cut["term_counts"]["count"].sum())).items()
        },
        "edits": _fields(edits, "rule", "source_start", "source_end", "text_start", "text_end",
                         "removed", "inserted"),
        **cut,
        "theme_hits": match_columns(text, tools.themes),
        "region_mentions": _fields(mentions, "place", "level", "alias", "start", "end", "sentence"),
        "sketches": {
            "length": [len(text)],
            "digest": [hashlib.sha256(text.encode()).hexdigest()[:16]],
            "hashes": [sketch(text)],
        },
    }  # fmt: skip


def cut_columns(text: str, segmenter: Segmenter) -> dict[str, dict[str, Any]]:
    """Return the rows of `tokens` and `term_counts` of a text."""
    import pyarrow as pa

    found = segmenter.count(text)
    # No string a word: its bytes go into the column as they are.
    terms = pa.StringArray.from_buffers(
        len(found.counts), pa.py_buffer(found.starts), pa.py_buffer(found.spelt)
    )
    return {
        "tokens": {"lengths": [found.lengths]},
        "term_counts": {"term": terms, "count": found.counts},
    }


def match_columns(text: str, themes: ThemeLexicon) -> dict[str, Any]:
    """Return the rows of `theme_hits` of a text."""
    hits = themes.match(text)
    columns = _fields(hits, "theme", "term", "start", "end", "sentence")
    contexts = ContextFinder(text) if hits else None
    columns["context"] = [contexts.at(hit.start, hit.end) for hit in hits] if contexts else []
    return columns


def _fields(rows: Sequence[NamedTuple], *names: str) -> dict[str, Any]:
    """Some fields of rows, as columns."""
    if not rows:
        return {name: () for name in names}
    # All columns at once, at a fifth of what asking each row for each name costs.
    columns = dict(zip(rows[0]._fields, zip(*rows, strict=True), strict=True))
    return {name: columns[name] for name in names}


def _article(article: Article, n_tokens: int) -> dict[str, Any]:
    text, metadata = article.cleaned.text, article.metadata
    return {
        "seed": article.entry.seed,
        "sha256": article.sha256,
        **metadata.columns(),
        "date": datetime.date.fromisoformat(metadata.date) if metadata.date else None,
        "script": article.cleaned.script,
        "flags": article.flags,
        "n_paragraphs": text.count("\n") + 1,
        "n_sentences": len(sentence_starts(text)),
        "n_tokens": n_tokens,
        "n_han": count_han(text),
        "text": text,
        "url": metadata.url,
        "national_document": metadata.national_document,
        "n_source": len(article.cleaned.source),
        "role": article.entry.role,
        "encoding": article.read.encoding,
        "encoding_confidence": article.read.confidence,
    }
