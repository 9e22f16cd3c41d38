"""What has changed since the last build, and what therefore must be done.

A seed is known by the hash of its bytes, of its catalog line and of its corrections; the store
notes that hash beside the articles that came of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..by_hand import SUFFIXES
from ..catalog import CATALOG, Entry, seed_of, sha256_of
from ..schema import SCHEMA_VERSION
from ..study import Study
from .columns import CUT, MATCHED
from .hashes import HASH, hash_files
from .layout import key_of

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

#: Source files of these folders and modules change no row of the store.
_BESIDE = ("figures", "findings", "report", "starters", "measures")
#: Packages that do.
_PACKAGES = (
    "ahocorasick-rs", "charset-normalizer", "jieba", "lxml", "numba", "numpy", "opencc",
    "pyarrow", "pypdfium2", "pypinyin",
)  # fmt: skip

CLEAN, MATCH, CUT_AGAIN = "clean", "match", "cut"


@dataclass
class Plan:
    """What a build has to do; of each seed its name and a row of arrays, whatever their number.

    Attributes
    ----------
    seeds : sequence of str
        All that are not excluded.
    sha256, keys, sizes : array
        Of each seed the hash of its bytes, the hash of what decides its articles, and how many
        bytes it has.
    lines : dict
        Seed -> the catalog's lines for it and for single rows of it.
    clean : array
        Places in `seeds` of those to read and clean (new, changed, or all), in the order in which
        articles are dealt.
    kept : pyarrow.Table
        What the store notes of the seeds that stay as they are.
    before : list of str
        The ids of the old store's articles, if any of them may stay.
    again : tuple of str
        Datasets to make anew from the texts that stay.
    made_with : dict
        What the store is made with: hashes of code, lexicon and settings by what they decide.
    changed : bool
        Whether anything is to be done at all.
    """

    seeds: Sequence[str]
    sha256: NDArray[np.bytes_]
    keys: NDArray[np.bytes_]
    sizes: NDArray[np.int64]
    lines: dict[str, list[str]]
    clean: NDArray[np.intp]
    kept: pa.Table
    before: list[str]
    again: tuple[str, ...]
    made_with: dict[str, str]
    changed: bool


def made_with(study: Study) -> dict[str, str]:
    """Hash what decides the store besides its seeds.

    Returns
    -------
    dict
        "clean": what cleaning and describing depend on; "match": what theme hits depend on
        besides; "cut": what tokens depend on besides.
    """
    settings = study.settings
    lexicon = {
        name: sha256_of(path) if (path := study.lexicon(name)).is_file() else ""
        for name in ("regions.yaml", "gazetteer.csv", "themes.yaml", "terms.txt")
    }
    columns = json.dumps({k: list(v) for k, v in settings.columns.items()}, sort_keys=True)
    return {
        CLEAN: digest(
            SCHEMA_VERSION, _code(), lexicon["regions.yaml"], lexicon["gazetteer.csv"], columns
        ),
        MATCH: digest(lexicon["themes.yaml"]),
        CUT_AGAIN: digest(lexicon["terms.txt"], str(settings.hmm)),
    }


def digest(*parts: str) -> str:
    """Hash strings, each of them apart from the next.

    Examples
    --------
    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _code() -> str:
    """Hash the package's own source and the versions of what it stands on."""
    from importlib.metadata import PackageNotFoundError, version

    root = Path(__file__).parents[1]
    files = sorted(
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if path.relative_to(root).parts[0] not in _BESIDE
    )
    parts = [f"{name} {sha256_of(root / name)}" for name in files]
    for name in _PACKAGES:
        try:
            parts.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            parts.append(name)
    return digest(*parts)


def make_plan(
    study: Study,
    names: Sequence[str],
    catalog: Mapping[str, Entry],
    old: Mapping[str, Any] | None,
    known: pa.Table,
) -> Plan:
    """Compare what lies in the study with what the store was made of.

    Parameters
    ----------
    study : Study
    names : sequence of str
        The seeds.
    catalog : mapping
    old : mapping or None
        The old store's manifest; None where there is none that can be used.
    known : pyarrow.Table
        The old store's dataset `seeds`; empty where there is none.
    """
    import numpy as np

    made = made_with(study)
    before = (old or {}).get("made_with", {})
    usable = before.get(CLEAN) == made[CLEAN]
    lines = lines_of(catalog, names)
    seeds, sha256, keys, sizes = _with_keys(study, names, catalog, lines)
    keys_before = dict(zip(known["seed"].to_pylist(), _hashes(known["key"]), strict=True))
    stays = np.array([usable and keys_before.get(seed) == key for seed, key in zip(
        seeds, keys.tolist(), strict=True)], dtype=np.bool_)  # fmt: skip
    again: list[str] = []
    if stays.any():
        again += MATCHED if before.get(MATCH) != made[MATCH] else ()
        again += (*CUT, "articles") if before.get(CUT_AGAIN) != made[CUT_AGAIN] else ()
    same = usable and stays.all() and not again and len(keys_before) == len(seeds)
    staying = {seeds[place] for place in np.flatnonzero(stays).tolist()}
    return Plan(
        seeds=seeds,
        sha256=sha256,
        keys=keys,
        sizes=sizes,
        lines=lines,
        clean=np.array(
            sorted(np.flatnonzero(~stays).tolist(), key=lambda place: key_of(seeds[place])),
            dtype=np.intp,
        ),
        kept=_only(known, [name in staying for name in keys_before]),
        before=known["articles"].combine_chunks().flatten().to_pylist() if stays.any() else [],
        again=tuple(again),
        made_with=made,
        changed=not same,
    )


def lines_of(catalog: Mapping[str, Entry], names: Collection[str]) -> dict[str, list[str]]:
    """Return for each seed in the catalog its lines there, those of its rows included."""
    every = set(names) if catalog else ()
    found: dict[str, list[str]] = {}
    for line in catalog:
        found.setdefault(seed_of(line, every), []).append(line)
    found.pop("", None)
    return found


def _with_keys(
    study: Study,
    names: Sequence[str],
    catalog: Mapping[str, Entry],
    lines: Mapping[str, Sequence[str]],
) -> tuple[Sequence[str], NDArray[np.bytes_], NDArray[np.bytes_], NDArray[np.int64]]:
    """The seeds that are not excluded, their hashes, their keys, their sizes."""
    import numpy as np

    found = hash_files(study, names)
    keys = np.zeros(len(names), dtype=HASH)
    for place, name in enumerate(names):
        entry = catalog.get(name, Entry(name))
        if entry.role == "exclude":
            continue
        sha256 = found.sha256[place].decode()
        corrections = [found.corrections.get(name + suffix, "") for suffix in SUFFIXES]
        rows = [catalog[line] for line in lines.get(name, ()) if line != name]
        keys[place] = digest(sha256, *corrections, *map(repr, (entry, *rows))).encode()
    used = keys != b""
    seeds = names if used.all() else [name for name, own in zip(names, used, strict=True) if own]
    return seeds, found.sha256[used], keys[used], found.sizes[used]


def _only(rows: pa.Table, wanted: list[bool]) -> pa.Table:
    import pyarrow as pa

    # Most often all or none, and a mask of pyarrow's takes an import of pandas.
    return rows if all(wanted) else rows.filter(pa.array(wanted)) if any(wanted) else rows[:0]


def _hashes(column: pa.ChunkedArray) -> list[bytes]:
    import pyarrow as pa

    return column.cast(pa.binary()).to_pylist()


def catalog_hash(study: Study) -> str:
    """Hash the catalog; nothing where there is none."""
    file = study.seeds / CATALOG
    return sha256_of(file) if file.is_file() else ""
