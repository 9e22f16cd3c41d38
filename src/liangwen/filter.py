"""What the commands `clean` and `concordance` print: without pandas, so that they start fast."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from .articles import Article, flags_of
from .catalog import Entry
from .cleaning import clean_text
from .concordance import checked_query, context_of, find_terms
from .corpus import read_rows
from .edits import Edit, OffsetMap
from .errors import SeedError
from .kwic_sort import sort_key, sorting
from .metadata import read_metadata
from .read import Source, is_table, read_bytes, read_seed, read_table
from .regions import Gazetteer, load_gazetteer
from .row_metadata import override_by_row, with_row
from .study import Study, find_gazetteer, open_study


def clean_articles(
    path: Path, *, whole: bool = False, study: Path | None = None
) -> Iterator[tuple[str, dict[str, Any] | SeedError]]:
    """Clean one file of any name, outside any study: one article, or one a row of a table.

    Yields
    ------
    name, dict or SeedError
        The error says why a table's row is no article.

    Raises
    ------
    SeedError
        If the file holds no text, or no article.
    """
    if whole or not is_table(path):
        yield path.name, clean_file(path, whole=whole, study=study)
        return
    gazetteer = _gazetteer(study)
    for row in read_table(path, _columns(study)):
        name = f"{path.name}#{row.key}"
        try:
            if row.source is None:
                raise row.problem or SeedError("The row holds no article.", "Look at it.")
            yield name, _described(row.source, name, gazetteer, fields=row.fields)
        except SeedError as error:
            yield name, error


def clean_file(path: Path, *, whole: bool = False, study: Path | None = None) -> dict[str, Any]:
    """Clean one file of any name as one article, outside any study.

    Raises
    ------
    SeedError
        If it holds no text, or no article.
    """
    read = read_seed(path, any_name=True, columns=_columns(study))
    return _described(read, path.name, _gazetteer(study), whole=whole)


def clean_standard_input(
    data: bytes, *, whole: bool = False, study: Path | None = None
) -> dict[str, Any]:
    """Clean bytes that came through a pipe; what they are shows in themselves."""
    read = read_bytes(data, columns=_columns(study))
    return _described(read, "-", _gazetteer(study), whole=whole)


def _described(
    source: Source,
    name: str,
    gazetteer: Gazetteer,
    *,
    whole: bool = False,
    fields: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    cleaned = clean_text(source.text, whole=whole, hints=source.hints)
    if not cleaned.text:
        raise SeedError(
            "Nothing is left of it when menus and notices are taken off.",
            "If each line is wanted, say --whole.",
        )
    cleaned = with_row(cleaned, fields or {})
    metadata = override_by_row(read_metadata(cleaned, gazetteer), fields or {}, gazetteer)
    article = Article(Entry(name, whole=whole), "", cleaned, metadata, read=source)
    return {
        "seed": name,
        **metadata.columns(),
        "script": cleaned.script,
        "flags": flags_of(article),
        "evidence": metadata.evidence,
        "encoding": source.encoding,
        "encoding_confidence": source.confidence,
        "text": cleaned.text,
        "edits": [edit._asdict() for edit in cleaned.edits],
    }


def _columns(study: Path | None) -> Mapping[str, tuple[str, ...]]:
    return open_study(study).settings.columns if study else {}


def _gazetteer(study: Path | None) -> Gazetteer:
    if study is None:
        return load_gazetteer(find_gazetteer())
    found = open_study(study)
    return load_gazetteer(found.lexicon("regions.yaml"), found.lexicon("gazetteer.csv"))


def concordance_lines(
    study: Study,
    terms: str | Sequence[str],
    *,
    width: int = 24,
    match: str = "string",
    sort: str = "",
) -> Iterator[dict[str, Any]]:
    """Yield every hit of some terms in a study's clean texts, in order of article and place.

    Options are those of :func:`liangwen.concordance.concordance`; a step of `sort` is a word.
    """
    keys = sorting(sort)
    by_token = match == "token"
    lengths = read_rows(study, "tokens") if by_token or keys else None
    wanted = checked_query(terms, width, match, lengths)
    ends = {row["article_id"]: list(accumulate(row["lengths"])) for row in lengths or ()}
    texts = read_rows(study, "articles", ["article_id", "region", "text"])
    hits = []
    for row in sorted(texts, key=lambda row: row["article_id"]):
        own = ends.get(row["article_id"])
        for start, end in find_terms(row["text"], wanted, ends=own if by_token else None):
            hits.append((sort_key(row["text"], start, end, keys, own), row, start, end))
    if keys:
        hits.sort(key=lambda hit: hit[0])
    maps = _offset_maps(study, {row["article_id"] for _, row, _, _ in hits})
    for _, row, start, end in hits:
        left, right = context_of(row["text"], start, end, width)
        yield {
            "article_id": row["article_id"],
            "region": row["region"],
            "left": left,
            "hit": row["text"][start:end],
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
