"""The store's datasets: names, columns and Arrow types. docs/codebook.md says what they mean."""

from __future__ import annotations

from typing import Any

#: Raised when a column changes its name, type or meaning; an older store is rebuilt.
SCHEMA_VERSION = "3"

# name -> (type, nullable)
_TYPES: dict[str, dict[str, tuple[str, bool]]] = {
    "articles": {
        "article_id": ("string", False),
        "seed": ("string", False),
        "sha256": ("string", False),
        "title": ("string", True),
        "date": ("date", True),
        "date_basis": ("string", True),
        "source": ("string", True),
        "author": ("string", True),
        "author_office": ("string", True),
        "issuer": ("string", True),
        "document_number": ("string", True),
        "kind": ("string", True),
        "scope": ("string", True),
        "region": ("string", True),
        "regions": ("strings", False),
        "region_basis": ("string", True),
        "region_confidence": ("float64", True),
        "script": ("string", False),
        "flags": ("strings", False),
        "n_paragraphs": ("int32", False),
        "n_sentences": ("int32", False),
        "n_tokens": ("int32", False),
        "n_han": ("int32", False),
        "text": ("string", False),
        "url": ("string", True),
        "national_document": ("string", True),
        "n_source": ("int32", False),
        "role": ("string", False),
        "encoding": ("string", False),
        "encoding_confidence": ("float64", False),
    },
    "edits": {
        "article_id": ("string", False),
        "rule": ("string", False),
        "source_start": ("int32", False),
        "source_end": ("int32", False),
        "text_start": ("int32", False),
        "text_end": ("int32", False),
        "removed": ("string", False),
        "inserted": ("string", False),
    },
    "tokens": {"article_id": ("string", False), "lengths": ("lengths", False)},
    "term_counts": {
        "article_id": ("string", False),
        "term": ("string", False),
        "count": ("int32", False),
    },
    "theme_hits": {
        "article_id": ("string", False),
        "theme": ("string", False),
        "term": ("string", False),
        "start": ("int32", False),
        "end": ("int32", False),
        "sentence": ("int32", False),
        "context": ("string", False),
    },
    "region_mentions": {
        "article_id": ("string", False),
        "place": ("string", False),
        "level": ("string", False),
        "alias": ("string", False),
        "start": ("int32", False),
        "end": ("int32", False),
        "sentence": ("int32", False),
    },
    "duplicates": {
        "article_id": ("string", False),
        "original": ("string", False),
        "similarity": ("float64", False),
        "containment": ("float64", False),
        "kind": ("string", False),
    },
    "sketches": {
        "article_id": ("string", False),
        "length": ("int32", False),
        "digest": ("string", False),
        "hashes": ("hashes", False),
    },
    "seeds": {
        "seed": ("string", False),
        "sha256": ("string", False),
        "key": ("string", False),
        "articles": ("strings", False),
        "problems": ("problems", False),
    },
}

DATASETS = tuple(_TYPES)
#: The datasets that follow from one article alone.
OF_AN_ARTICLE = tuple(name for name in _TYPES if name not in ("duplicates", "seeds"))


def schema(dataset: str) -> Any:
    """Return the `pyarrow.Schema` of a dataset, the schema version in its metadata."""
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "strings": pa.list_(pa.string()),
        "lengths": pa.list_(pa.uint32()),
        "hashes": pa.list_(pa.uint64()),
        "problems": pa.list_(
            pa.struct([(name, pa.string()) for name in ("seed", "reason", "remedy")])
        ),
        "date": pa.date32(),
        "int32": pa.int32(),
        "float64": pa.float64(),
    }
    columns = [
        pa.field(name, types[kind], nullable=nullable)
        for name, (kind, nullable) in _TYPES[dataset].items()
    ]
    return pa.schema(columns, metadata={"schema_version": SCHEMA_VERSION})
