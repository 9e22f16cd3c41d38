"""A build of a study whose seeds or store lie elsewhere: bring, build here, publish.

The build itself knows nothing of it. New shards are sent first, under names that hold the hash of
their bytes, the generation that names them last; what nobody needs any more goes after that.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..catalog import sha256_of
from ..errors import StudyError
from ..published import (
    Generation,
    generation_name,
    generation_names,
    newest,
    read_note,
    write_note,
)
from ..remote import Folder, shown
from ..schema import DATASETS
from ..study import Study
from .bring import bring_seeds, bring_store
from .remote_lock import Lock, held
from .swap import locked

_log = logging.getLogger(__name__)

_SHARD = re.compile(rf"({'|'.join(DATASETS)})/part-[0-9a-f]+\.[0-9a-f]{{16}}\.parquet")


@contextmanager
def at_hand(study: Study) -> Iterator[None]:
    """Bring here what lies elsewhere; when all went well, publish the store.

    Raises
    ------
    StudyError
        If a place cannot be reached, another build holds it, or the store cannot be sent. What
        was published before stays readable, and the next build goes on.
    """
    if not study.seeds_url and not study.corpus_place:
        yield
        return
    with locked(study, name="bring"):
        if not study.corpus_place:
            with _room(study):
                bring_seeds(study)
            yield
            return
        folder = Folder(study.corpus_place)
        with held(folder) as lock:
            before = newest(folder)
            with _room(study):
                bring_seeds(study)
                bring_store(study, folder, before)
            same = bool(before) and read_note(study).get("state") == "same"
            write_note(study, before, "building")
            yield
            after = _publish(study, folder, before, lock)
            write_note(study, after, "same")
            if not same or after != before:
                _sweep(folder, [after, before])


def bring(study: Study) -> None:
    """Bring remote seeds, for what must see them before it knows whether to build.

    Raises
    ------
    StudyError
        If the place cannot be reached, or a build is bringing them.
    """
    if study.seeds_url:
        with locked(study, name="bring"), _room(study):
            bring_seeds(study)


@contextmanager
def _room(study: Study) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StudyError(
            f"What lies elsewhere could not be copied to {study.cache} ({error.strerror}); the "
            "corpus stays as it is. Free some space or mend the folder, and build again."
        ) from error


def _publish(study: Study, folder: Folder, before: Generation | None, lock: Lock) -> Generation:
    files = {name: _described(name, path) for name, path in _shards(study.corpus)}
    manifest: dict[str, Any] = json.loads((study.corpus / "manifest.json").read_text("utf-8"))
    there = folder.files()
    for name, file in files.items():
        if not _is_there(there, file):
            folder.upload(study.corpus / name, file["key"])
    now = folder.files()
    lost = [file["key"] for file in files.values() if not _is_there(now, file)]
    if lost:
        raise StudyError(
            f"{lost[0]} did not arrive whole at {shown(folder.place)}; what was published before "
            "stays. Build again: only what is missing is sent."
        )
    if before is not None and (before.manifest, before.files) == (manifest, files):
        return before
    lock.check()
    if newest(folder) != before:
        raise StudyError(
            f"Another build was published at {shown(folder.place)} meanwhile; build again."
        )
    number = max((int(name.split("-")[1]) for name in generation_names(folder)), default=0) + 1
    content = json.dumps(
        {"files": files, "manifest": manifest}, ensure_ascii=False, indent=1, sort_keys=True
    ).encode()
    name = generation_name(number, content)
    folder.write(name, content)
    return Generation(number, name, manifest, files)


def _shards(corpus: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(corpus.rglob("*.parquet")):
        yield path.relative_to(corpus).as_posix(), path


def _described(name: str, path: Path) -> dict[str, Any]:
    sha256 = sha256_of(path)
    key = f"{name.removesuffix('.parquet')}.{sha256[:16]}.parquet"
    return {"key": key, "size": path.stat().st_size, "sha256": sha256}


def _is_there(there: Mapping[str, Any], file: Mapping[str, Any]) -> bool:
    found = there.get(file["key"])
    return found is not None and found.size == file["size"]


def _sweep(folder: Folder, kept: list[Generation | None]) -> None:
    """Remove what neither this store needs nor the one before, which may still be read."""
    generations = [generation for generation in kept if generation is not None]
    needed = {file["key"] for own in generations for file in own.files.values()}
    needed |= {own.name for own in generations}
    try:
        unneeded = [*generation_names(folder), *filter(_SHARD.fullmatch, folder.files())]
        for name in unneeded:
            if name not in needed:
                folder.remove(name)
    except StudyError as error:
        _log.warning("Some files of an older corpus stay: %s", error)
