"""What the commands `clean` and `concordance` print: without pandas, so that they start fast."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .articles import Article, flags_of
from .catalog import Entry
from .cleaning import clean_text
from .concordance import context_of, find_string
from .corpus import read_rows
from .edits import Edit, OffsetMap
from .errors import SeedError
from .metadata import read_metadata
from .read import Source, decode, read_seed
from .regions import Gazetteer, load_gazetteer
from .study import Study, find_gazetteer, open_study


def clean_file(path: Path, *, whole: bool = False, study: Path | None = None) -> dict[str, Any]:
    """Clean one file of any name, outside any study.

    Raises
    ------
    SeedError
        If it holds no text, or no article.
    """
    return _described(read_seed(path, any_name=True), path.name, whole=whole, study=study)


def clean_standard_input(
    data: bytes, *, whole: bool = False, study: Path | None = None
) -> dict[str, Any]:
    """Clean bytes that came through a pipe."""
    return _described(decode(data), "-", whole=whole, study=study)


def _described(source: Source, name: str, *, whole: bool, study: Path | None) -> dict[str, Any]:
    gazetteer = _gazetteer(study)
    cleaned = clean_text(source.text, whole=whole)
    if not cleaned.text:
        raise SeedError(
            "Nothing is left of it when menus and notices are taken off.",
            "If each line is wanted, say --whole.",
        )
    metadata = read_metadata(cleaned, gazetteer)
    article = Article(Entry(name, whole=whole), "", cleaned, metadata)
    return {
        "seed": name,
        "title": metadata.title,
        "date": metadata.date,
        "date_basis": metadata.date_basis,
        "source": metadata.source,
        "author": metadata.author,
        "author_office": metadata.author_office,
        "issuer": metadata.issuer,
        "document_number": metadata.document_number,
        "kind": metadata.kind,
        "scope": metadata.scope,
        "region": metadata.region,
        "regions": list(metadata.regions),
        "region_basis": metadata.region_basis,
        "script": cleaned.script,
        "flags": flags_of(article),
        "evidence": metadata.evidence,
        "text": cleaned.text,
        "edits": [edit._asdict() for edit in cleaned.edits],
    }


def _gazetteer(study: Path | None) -> Gazetteer:
    return load_gazetteer(open_study(study).lexicon("regions.yaml") if study else find_gazetteer())


def concordance_lines(study: Study, string: str, *, width: int = 24) -> Iterator[dict[str, Any]]:
    """Yield every hit of a plain string in a study's clean texts, in order of article and place."""
    texts = read_rows(study, "articles", ["article_id", "region", "text"])
    hits = [
        (row, start)
        for row in sorted(texts, key=lambda row: row["article_id"])
        for start in find_string(row["text"], string)
    ]
    maps = _offset_maps(study, {row["article_id"] for row, _ in hits})
    for row, start in hits:
        end = start + len(string)
        left, right = context_of(row["text"], start, end, width)
        yield {
            "article_id": row["article_id"],
            "region": row["region"],
            "left": left,
            "hit": string,
            "right": right,
            "start": start,
            "source_start": maps[row["article_id"]].to_source(start),
        }


def _offset_maps(study: Study, names: set[str]) -> dict[str, OffsetMap]:
    own: dict[str, list[Edit]] = {name: [] for name in names}
    if names:
        for row in read_rows(study, "edits"):
            name = row.pop("article_id")
            if name in own:
                own[name].append(Edit(**row))
    return {name: OffsetMap(edits) for name, edits in own.items()}
