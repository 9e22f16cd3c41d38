"""One build at a time, and the old store for the new one in one step."""

from __future__ import annotations

import ctypes
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import StudyError
from ..study import Study

_log = logging.getLogger(__name__)

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def _fresh(study: Study) -> Path:
    return study.root / ".corpus-new"


def _old(study: Study) -> Path:
    return study.root / ".corpus-old"


@contextmanager
def locked(study: Study, work: str = "build", *, name: str = "") -> Iterator[None]:
    """Hold the study for one build, or other work, by a file of that name in its cache.

    Raises
    ------
    StudyError
        If another one holds it. The lock of a killed process is gone with it.
    """
    from filelock import FileLock, Timeout

    study.cache.mkdir(parents=True, exist_ok=True)
    lock = FileLock(study.cache / f"{name or work}.lock", timeout=0)
    try:
        with lock:
            yield
    except Timeout as error:
        raise StudyError(
            f"Another {work} of {study.root} is running; wait until it ends, or stop it."
        ) from error


@contextmanager
def fresh_store(study: Study) -> Iterator[Path]:
    """Give a folder for the new store; when all went well it takes the old one's place."""
    fresh = _fresh(study)
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    try:
        yield fresh
        _flush(fresh)
        _replace(study)
    except OSError as error:
        raise StudyError(
            f"The corpus of {study.root} could not be written ({error.strerror}); the old one "
            "stays. Free some space or mend the folder, and build again."
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _flush(folder: Path) -> None:
    """Bring the manifest and the folder to the disk before the old store goes."""
    for path in (folder / "manifest.json", folder):
        if path.is_dir() and sys.platform == "win32":
            continue
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _replace(study: Study) -> None:
    fresh, old = _fresh(study), _old(study)
    if study.corpus.exists():
        if _exchange(fresh, study.corpus):
            shutil.rmtree(fresh, ignore_errors=True)
            return
        shutil.rmtree(old, ignore_errors=True)
        study.corpus.rename(old)
    fresh.rename(study.corpus)
    shutil.rmtree(old, ignore_errors=True)


def _exchange(a: Path, b: Path) -> bool:
    """Exchange two folders in one step, where the system can (Linux)."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    done: int = rename(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _RENAME_EXCHANGE)
    return done == 0


def recover(study: Study) -> None:
    """Put back the old store of a build that was killed between two renames."""
    old = _old(study)
    if old.is_dir() and not study.corpus.exists():
        _log.warning("A build was broken off; the corpus from before it is put back.")
        try:
            old.rename(study.corpus)
        except OSError:  # another process was quicker
            return
