"""One build at a time where a store is published, on file systems that know no locks.

A build writes a file of its own and then lists such files: of two that begin together, the later
one to write sees the other. Both may see each other, and then neither builds; two never do, as
long as a file that was written is listed, which object stores and file servers promise.
"""

from __future__ import annotations

import datetime
import json
import logging
import os
import re
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..errors import StudyError
from ..remote import Folder, shown

_log = logging.getLogger(__name__)

#: A build renews its lock every so many seconds; one that has not for so long counts as dead.
RENEWED, DEAD = 60.0, 900.0
_LOCK = re.compile(r"lock-[\w.-]+\.json")


class Lock:
    """The lock of this build.

    Attributes
    ----------
    folder : Folder
    name : str
    """

    def __init__(self, folder: Folder) -> None:
        host = re.sub(r"[^\w.-]", "_", socket.gethostname())
        self.folder = folder
        self.name = f"lock-{host}-{os.getpid()}-{uuid.uuid4().hex[:8]}.json"
        self._began = time.time()

    def write(self, folder: Folder) -> None:
        """Say that the build lives."""
        content = {
            "host": socket.gethostname(), "pid": os.getpid(), "began": self._began,
            "renewed": time.time(),
        }  # fmt: skip
        folder.write(self.name, json.dumps(content).encode())

    def check(self) -> None:
        """See that nobody took this build for dead.

        Raises
        ------
        StudyError
            If the lock is gone: another build may have begun.
        """
        if self.name not in self.folder.top():
            raise StudyError(
                f"Another build took over {shown(self.folder.place)} while this one was thought "
                "dead; nothing was published. Build again."
            )


@contextmanager
def held(folder: Folder) -> Iterator[Lock]:
    """Hold a place for one build.

    Raises
    ------
    StudyError
        If another build holds it, with its machine and process, or it cannot be written.
    """
    lock = Lock(folder)
    lock.write(folder)
    ended = threading.Event()
    renewing = threading.Thread(target=_renew, args=(lock, ended), daemon=True)
    try:
        for name in folder.top():
            if _LOCK.fullmatch(name) and name != lock.name:
                _refuse_or_break(folder, name)
        renewing.start()
        yield lock
    finally:
        ended.set()
        if renewing.is_alive():
            renewing.join()
        try:
            if lock.name in folder.top():
                folder.remove(lock.name)
        except StudyError as error:
            _log.warning("The lock %s stays: %s", lock.name, error)


def _renew(lock: Lock, ended: threading.Event) -> None:
    while not ended.wait(RENEWED):
        try:
            lock.write(Folder(lock.folder.place, own=True))
        except StudyError as error:
            _log.warning("The lock was not renewed: %s", error)


def _refuse_or_break(folder: Folder, name: str) -> None:
    owner = _owner(folder, name)
    if owner is None:  # it was taken away meanwhile
        return
    if _is_dead(owner):
        _log.warning("The lock of a dead build (%s) is taken away.", name)
        folder.remove(name)
        return
    since = ""
    if owner:
        began = datetime.datetime.fromtimestamp(owner["began"], datetime.UTC)
        since = f" since {began:%Y-%m-%d %H:%M} UTC on {owner['host']}, process {owner['pid']}"
    raise StudyError(
        f"Another build of {shown(folder.place)} is running{since}; wait until it ends. If it is "
        f"dead, remove {name} there, or wait: after a quarter of an hour it counts as dead."
    )


def _owner(folder: Folder, name: str) -> dict[str, Any] | None:
    """Read whose a lock is; empty for one that is being written, None for one that is gone."""
    for _ in range(3):
        if name not in folder.top():
            return None
        try:
            found = json.loads(folder.read(name))
            return {key: found[key] for key in ("host", "pid", "began", "renewed")}
        except (ValueError, LookupError, TypeError, StudyError):
            time.sleep(0.3)
    return {}


def _is_dead(owner: dict[str, Any]) -> bool:
    if not owner:
        return False
    if time.time() - owner["renewed"] > DEAD:
        return True
    if owner["host"] != socket.gethostname() or os.name != "posix":
        return False
    try:
        os.kill(owner["pid"], 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
