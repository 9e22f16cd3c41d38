"""Bring here what a build needs of other file systems: the seeds, and the store of before.

Both are copies in the study's cache or in `corpus/`, and both may be deleted. What a file system
says of a file (a hash, or size and time) decides whether it is brought again, so that an unchanged
seed costs a line of a list.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from ..by_hand import SUFFIXES
from ..catalog import CATALOG, NOTICE, sha256_of
from ..errors import StudyError
from ..published import Generation, read_note
from ..remote import Folder, RemoteFile, shown
from ..study import Study
from .hashes import RACY
from .merge import write_manifest
from .swap import fresh_store

_log = logging.getLogger(__name__)

#: What was brought is noted after so many files.
_NOTED = 64


def bring_seeds(study: Study) -> None:
    """Make the study's copy of remote seeds what they are now; nothing for seeds that lie here.

    Over the remote files lie those that a person keeps in the study's own `seeds/`: the catalog
    and corrections.

    Raises
    ------
    StudyError
        If the place cannot be read, or `seeds/` holds raw files besides.
    """
    if not study.seeds_url:
        return
    folder = Folder(study.seeds_url)
    own = _own_files(study)
    found = {name: file for name, file in folder.files().items() if name not in own}
    _check_names(found, folder)
    notes = study.cache / "seeds-brought.json"
    marks = _marks(notes, folder)
    remembered: dict[str, str] = {}
    copies = study.seeds
    copies.mkdir(parents=True, exist_ok=True)
    for group in _groups(found, _NOTED):
        for name, mark in _each(
            folder, group, lambda name, file: _bring(folder, copies, name, file, marks.get(name))
        ):
            if mark is not None:
                remembered[name] = mark
        _note(notes, folder, marks | remembered)
    _note(notes, folder, remembered)
    for name, path in own.items():
        shutil.copyfile(path, draft := _draft(copies))
        _replace_by(copies / name, draft)
    _take_away(copies, {*found, *own})


def _own_files(study: Study) -> dict[str, Path]:
    """Catalog and corrections of the study's own folder."""
    folder = study.root / "seeds"
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or path.name.startswith((".", "~$")) or name == NOTICE:
            continue
        if name != CATALOG and path.suffix not in SUFFIXES:
            raise StudyError(
                f"seeds/{name} lies here, but study.toml says that the seeds lie at "
                f"{shown(study.seeds_url)}; put it there, or take that line out of study.toml."
            )
        found[name] = path
    return found


def _check_names(found: Mapping[str, RemoteFile], folder: Folder) -> None:
    """See that each name can be that of a file here, and below the folder of copies."""
    for name in found:
        path = PurePosixPath(name)
        bad = path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name
        if bad or any(parent.as_posix() in found for parent in path.parents):
            raise StudyError(
                f"{shown(folder.place)} holds {name!r}, which cannot be the name of a file here; "
                "rename it there."
            )


def _groups(found: Mapping[str, RemoteFile], size: int) -> Iterator[list[tuple[str, RemoteFile]]]:
    items = iter(found.items())
    while group := list(islice(items, size)):
        yield group


def _each(
    folder: Folder,
    group: Iterable[tuple[str, RemoteFile]],
    function: Callable[[str, RemoteFile], str | None],
) -> list[tuple[str, str | None]]:
    """Do something for each file, several at once where the file system can."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(folder.at_once) as pool:
        names = [name for name, _ in group]
        marks = pool.map(lambda item: function(*item), group)
        return list(zip(names, marks, strict=True))


def _bring(
    folder: Folder, copies: Path, name: str, file: RemoteFile, known: str | None
) -> str | None:
    """Bring a file unless it is here; return the mark that tells next time."""
    if file.mark is None:
        file = folder.looked_up(file)
    path = copies / name
    if file.mark is not None and file.mark == known and path.is_file():
        return known
    now = time.time()
    draft = _draft(copies)
    folder.download(file, draft)
    if file.size is not None and draft.stat().st_size != file.size:
        raise StudyError(
            f"{shown(folder.place)}: {name} came with {draft.stat().st_size} bytes instead of "
            f"{file.size}; it may be changing. Build again."
        )
    _replace_by(path, draft)
    # Within a moment a file may change again and keep size and time.
    racy = file.when is not None and now - file.when <= RACY
    return None if racy else file.mark


def _draft(copies: Path) -> Path:
    """Name a file beside the copies, for what is not whole yet."""
    folder = copies.with_name("seeds-draft")
    folder.mkdir(parents=True, exist_ok=True)
    return folder / uuid.uuid4().hex


def _replace_by(path: Path, draft: Path) -> None:
    """Move a file to its place; a copy that has its bytes stays, so that it counts as unchanged."""
    same = path.is_file() and path.stat().st_size == draft.stat().st_size
    if same and path.read_bytes() == draft.read_bytes():
        draft.unlink()
        return
    if path.is_dir():
        shutil.rmtree(path)
    for parent in path.parents:
        if parent.is_file():
            parent.unlink()
    path.parent.mkdir(parents=True, exist_ok=True)
    os.replace(draft, path)


def _take_away(copies: Path, kept: set[str]) -> None:
    """Remove copies of files that are no more, and folders that they leave empty."""
    for path in sorted(copies.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(copies).as_posix() not in kept:
            path.unlink()
    shutil.rmtree(copies.with_name("seeds-draft"), ignore_errors=True)


def _marks(notes: Path, folder: Folder) -> dict[str, str]:
    try:
        content = json.loads(notes.read_text(encoding="utf-8"))
        known = content["files"] if content["place"] == shown(folder.place) else {}
        return dict(known)
    except (OSError, ValueError, LookupError, TypeError):
        return {}


def _note(notes: Path, folder: Folder, marks: Mapping[str, str]) -> None:
    draft = notes.with_suffix(".draft")
    content: dict[str, Any] = {"place": shown(folder.place), "files": dict(marks)}
    draft.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    draft.replace(notes)


def bring_store(study: Study, folder: Folder, generation: Generation | None) -> None:
    """Put the published store into `corpus/`, unless a store that came of it is there.

    It is only where a build begins: whatever it begins with, it ends with the same bytes. So a
    published store that is damaged is passed over, and made whole when this build is published.
    """
    note = read_note(study)
    near = generation is None or note.get("generation") == generation.name
    if generation is None or (
        near
        and note.get("place") == study.corpus_place
        and (study.corpus / "manifest.json").is_file()
    ):
        return
    brought = study.cache / "brought"
    brought.mkdir(parents=True, exist_ok=True)
    there = folder.files()
    places: dict[str, Path] = {}
    for name, wanted in generation.files.items():
        places[name] = brought / wanted["sha256"]
        own = study.corpus / name
        if _is(places[name], wanted):
            continue
        if _is(own, wanted):
            shutil.copyfile(own, places[name])
            continue
        file = there.get(wanted["key"])
        if file is not None:
            folder.download(file, draft := brought / "draft")
            os.replace(draft, places[name])
        if file is None or not _is(places[name], wanted):
            _log.warning("%s: %s is damaged; the build goes on without what was published.",
                         shown(folder.place), wanted["key"])  # fmt: skip
            if file is not None:
                folder.remove(wanted["key"])
            return
    with fresh_store(study) as fresh:
        for name, path in places.items():
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, fresh / name)
        write_manifest(fresh, generation.manifest)
    shutil.rmtree(brought, ignore_errors=True)


def _is(path: Path, wanted: Mapping[str, Any]) -> bool:
    return (
        path.is_file()
        and path.stat().st_size == wanted["size"]
        and sha256_of(path) == wanted["sha256"]
    )
