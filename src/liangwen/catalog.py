"""The catalog of seeds: what only a person can know."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from .by_hand import SUFFIXES
from .errors import SeedError, StudyError
from .read import decode
from .read.seeds import is_table

CATALOG = "catalog.csv"
#: What `liangwen new` leaves in an empty folder of seeds.
NOTICE = "README.txt"
ROLES = ("study", "reference", "exclude")
#: So many bytes of a file are hashed at a time; most seeds have fewer.
_BLOCK = 2**20
OVERRIDES = ("title", "date", "source", "author", "region", "scope", "url")


@dataclass(frozen=True)
class Entry:
    """A seed as the catalog has it; without a catalog each seed is part of the study.

    A line may also be for one row of a table of articles: `name.csv#key`.
    """

    seed: str
    sha256: str = ""
    role: str = "study"
    whole: bool = False
    overrides: dict[str, str] = field(default_factory=dict)


def read_catalog(seeds: Path) -> dict[str, Entry]:
    """Read `catalog.csv`; only its column `seed` is obligatory, the file may be absent.

    Raises
    ------
    StudyError
        For a file without that column, an unknown role, or a seed that stands twice.
    """
    file = seeds / CATALOG
    if not file.is_file():
        return {}
    try:
        # Excel in Chinese saves CSV as GBK unless told otherwise.
        text = decode(file.read_bytes()).text.lstrip("\ufeff")
    except SeedError as error:
        raise StudyError(f"{CATALOG} cannot be read. {error}") from error
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if "seed" not in (rows.fieldnames or []):
        raise StudyError(f"{CATALOG} has no column seed; add one with each file's name.")
    unknown = sorted(set(rows.fieldnames or []) - {"seed", "sha256", "role", "whole", *OVERRIDES})
    if unknown:
        raise StudyError(
            f"{CATALOG} has the unknown column {unknown[0]}; known: seed, sha256, role, whole, "
            f"{', '.join(OVERRIDES)}."
        )
    entries: dict[str, Entry] = {}
    for number, row in enumerate(rows, start=2):
        entry = _entry({k: (v or "").strip() for k, v in row.items() if k}, number)
        if entry.seed in entries:
            raise StudyError(f"{CATALOG}, line {number}: {entry.seed} stands there twice.")
        entries[entry.seed] = entry
    return entries


def _entry(row: dict[str, str], number: int) -> Entry:
    role = row.get("role") or "study"
    if role not in ROLES:
        raise StudyError(
            f"{CATALOG}, line {number}: unknown role {role}; use one of {', '.join(ROLES)}."
        )
    wishes = {key: row[key] for key in OVERRIDES if row.get(key)}
    whole = row.get("whole", "").lower()
    if whole not in {"", "true", "1", "yes", "false", "0", "no"}:
        raise StudyError(f"{CATALOG}, line {number}: whole = {whole}; write true or false.")
    kept_whole = whole in {"true", "1", "yes"}
    return Entry(row["seed"], row.get("sha256", "").lower(), role, kept_whole, wishes)


def entry_of_row(table: Entry, own: Entry | None) -> Entry:
    """Return the entry of a table's row: the table's, with what its own line says put in.

    Examples
    --------
    >>> entry_of_row(Entry("a.csv", role="reference"), None).role
    'reference'
    """
    if own is None:
        return table
    return replace(
        table, role=own.role, whole=own.whole, overrides=table.overrides | own.overrides
    )


def list_seeds(seeds: Path) -> Iterator[str]:
    """Names of all raw files below `seeds`, in order.

    Catalog, notice and corrections are none. A link that leads nowhere is one: reading it says
    what is missing.
    """
    if not seeds.is_dir():
        raise StudyError(f"{seeds} is missing; make the folder and put the raw articles in it.")
    for name in _files(str(seeds)):
        hidden = name.rpartition("/")[2].startswith((".", "~$"))
        if not hidden and name not in (CATALOG, NOTICE) and not name.endswith(SUFFIXES):
            yield name


def unfit_names(names: Sequence[str]) -> Iterator[tuple[str, SeedError]]:
    """Yield the files whose names would not do as the id of an article.

    Yields
    ------
    name, SeedError
        Such a name may hold what cannot be written; see :func:`written_out`.
    """
    every = set(names)
    for name in names:
        if written_out(name) != name:
            yield name, SeedError(
                f"Its name is no UTF-8 ({written_out(name)}).", "Rename the file."
            )
        elif (table := seed_of(name.rpartition("#")[0], every)) and is_table(table):
            yield name, SeedError(
                f"Its name is that of a row of {table}.", "Rename one of the two files."
            )


def written_out(text: str) -> str:
    r"""Return text with halved characters spelt out, so that it can be put into a file.

    Examples
    --------
    >>> written_out("计\udcff")
    '计\\udcff'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def seed_of(line: str, seeds: Collection[str]) -> str:
    """Return the seed that a line of the catalog is of: itself, or the table whose row it names.

    Empty if there is none. Of two tables whose names fit, the one with the longer name.

    Examples
    --------
    >>> seed_of("a#1.csv#7", {"a#1.csv", "b.txt"}), seed_of("b.txt", {"b.txt"}), seed_of("c", {"b"})
    ('a#1.csv', 'b.txt', '')
    """
    while line and line not in seeds:
        line = line.rpartition("#")[0]
    return line


def _files(folder: str, above: str = "") -> Iterator[str]:
    """Files below a folder, in the order of their paths; links to folders are not followed."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except PermissionError:
        return
    for entry in entries:
        name = above + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, name + "/")
        elif entry.is_file(follow_symlinks=False) or _is_link_to_file_or_nowhere(entry):
            yield name


def _is_link_to_file_or_nowhere(entry: os.DirEntry[str]) -> bool:
    return entry.is_symlink() and (os.path.isfile(entry.path) or not os.path.exists(entry.path))


def sha256_of(path: Path) -> str:
    """Hash a file's bytes."""
    found = hashlib.sha256()
    with path.open("rb", buffering=0) as handle:
        while block := handle.read(_BLOCK):
            found.update(block)
    return found.hexdigest()
