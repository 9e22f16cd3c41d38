"""What has changed since the last build, and what therefore must be done.

A seed is known by the hash of its bytes, of its catalog line and of its corrections; the store
notes that hash beside the articles that came of it. Size and time of a file only spare reading it
again: they live in the cache, and what the cache says is never written to the store.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..by_hand import SUFFIXES
from ..catalog import CATALOG, Entry, sha256_of
from ..schema import SCHEMA_VERSION
from ..study import Study
from .columns import CUT, MATCHED

#: Source files of these folders and modules change no row of the store.
_BESIDE = ("figures", "findings", "report", "starters", "measures")
#: Packages that do.
_PACKAGES = (
    "ahocorasick-rs", "charset-normalizer", "jieba", "lxml", "numba", "numpy", "opencc",
    "pyarrow", "pypdfium2", "pypinyin",
)  # fmt: skip
#: A file that changed within so many seconds before it was hashed may change again unseen.
RACY = 2.0

CLEAN, MATCH, CUT_AGAIN = "clean", "match", "cut"


@dataclass
class Plan:
    """What a build has to do.

    Attributes
    ----------
    clean : list of Entry
        Seeds to read and clean: new, changed, or all.
    keys : dict
        Seed -> the hash of what decides its articles, of all seeds that are not excluded.
    hashes, sizes : dict
        Seed -> the hash of its bytes, and how many they are.
    before : list of str
        The ids of the old store's articles, if any of them may stay.
    kept : dict
        Seed -> what the store notes of it, of the seeds that stay as they are.
    again : tuple of str
        Datasets to make anew from the texts that stay.
    made_with : dict
        What the store is made with: hashes of code, lexicon and settings by what they decide.
    changed : bool
        Whether anything is to be done at all.
    """

    clean: list[Entry] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    kept: dict[str, dict[str, Any]] = field(default_factory=dict)
    before: list[str] = field(default_factory=list)
    again: tuple[str, ...] = ()
    made_with: dict[str, str] = field(default_factory=dict)
    changed: bool = True


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
    names: Iterable[str],
    catalog: Mapping[str, Entry],
    old: Mapping[str, Any] | None,
    known: Mapping[str, Mapping[str, Any]],
) -> Plan:
    """Compare what lies in the study with what the store was made of.

    Parameters
    ----------
    study : Study
    names : iterable of str
        The seeds.
    catalog : mapping
    old : mapping or None
        The old store's manifest; None where there is none that can be used.
    known : mapping
        Seed -> what the old store notes of it.
    """
    plan = Plan(made_with=made_with(study))
    before = (old or {}).get("made_with", {})
    usable = before.get(CLEAN) == plan.made_with[CLEAN]
    hashes = hash_files(study, names)
    plan.hashes = {name: sha256 for name, (sha256, _) in hashes.items()}
    plan.sizes = {name: size for name, (_, size) in hashes.items()}
    if usable:
        plan.before = [name for record in known.values() for name in record["articles"]]
    rows: dict[str, list[Entry]] = {}
    for name, entry in catalog.items():
        if "#" in name:
            rows.setdefault(name.partition("#")[0], []).append(entry)
    for name in plan.hashes:
        if name.endswith(SUFFIXES):
            continue
        entry = catalog.get(name, Entry(name))
        if entry.role == "exclude":
            continue
        corrections = [plan.hashes.get(name + suffix, "") for suffix in SUFFIXES]
        lines = [repr(line) for line in (entry, *rows.get(name, ()))]
        plan.keys[name] = digest(plan.hashes[name], *corrections, *lines)
        if usable and known.get(name, {}).get("key") == plan.keys[name]:
            plan.kept[name] = dict(known[name])
        else:
            plan.clean.append(entry)
    again: list[str] = []
    if usable and plan.kept:
        again += MATCHED if before.get(MATCH) != plan.made_with[MATCH] else ()
        again += (*CUT, "articles") if before.get(CUT_AGAIN) != plan.made_with[CUT_AGAIN] else ()
    plan.again = tuple(again)
    plan.changed = not (
        usable and not plan.clean and not plan.again and set(known) == set(plan.keys)
    )
    return plan


def hash_files(study: Study, names: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Hash the seeds and what corrects them; a file whose size and time stand is not read.

    Returns
    -------
    dict
        File -> SHA-256 (empty for a file that cannot be opened) and size in bytes.
    """
    cache = study.cache / "seeds.json"
    remembered = _remembered(cache)
    found: dict[str, tuple[str, int]] = {}
    stats: dict[str, list[Any]] = {}
    now, folder = time.time(), study.seeds
    for name in names:
        for file in (name, *(name + suffix for suffix in SUFFIXES)):
            path = f"{folder}/{file}"  # three a seed: a Path costs more than the question
            try:
                stat = os.stat(path)
            except OSError:
                if file == name:
                    found[name] = "", 0
                continue
            state = [stat.st_size, stat.st_mtime_ns, stat.st_ino]
            old = remembered.get(file)
            fresh = old and old[:3] == state
            sha256 = str(old[3]) if old and fresh else _hash(Path(path))
            found[file] = sha256, stat.st_size
            if now - stat.st_mtime > RACY:
                stats[file] = [*state, sha256]
    if stats != remembered:
        cache.parent.mkdir(parents=True, exist_ok=True)
        draft = cache.with_suffix(".draft")
        draft.write_text(json.dumps(stats, ensure_ascii=False), encoding="utf-8")
        draft.replace(cache)
    return found


def _hash(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError:  # it is named as a seed that cannot be opened when it is read
        return ""


def _remembered(cache: Path) -> dict[str, list[Any]]:
    try:
        content = json.loads(cache.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def catalog_hash(study: Study) -> str:
    """Hash the catalog; nothing where there is none."""
    file = study.seeds / CATALOG
    return sha256_of(file) if file.is_file() else ""
