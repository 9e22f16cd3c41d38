"""The record of what was made from what: a step is done again only where a hash differs.

Each step writes into a stage (a folder of its own below `.liangwen/`); what it made is moved to
its place file by file, and only then recorded. A run that is killed leaves either the old record,
whose hashes no longer fit, or the new one: never a half file that is taken for a whole one.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .catalog import sha256_of
from .errors import ReportError
from .fingerprint import Hashes
from .study import Study

#: A change of what a record means makes every older one worthless.
SCHEMA = 1
#: What a killed run left behind is taken away when it is older than a day, in seconds.
LEFTOVER = 86_400


@dataclass
class Entry:
    """One step as it was recorded.

    Attributes
    ----------
    inputs : dict
        Name -> hash of all that decided the step's bytes.
    outputs : dict
        File, relative to the study -> hash of what lies there.
    made : dict
        The same for files that were kept because they show the same: hash of what was made.
    reads : dict
        Files of the study that the step was seen to open -> hash.
    """

    inputs: Hashes
    outputs: Hashes
    made: Hashes = field(default_factory=dict)
    reads: Hashes = field(default_factory=dict)


class Ledger:
    """The record of a study.

    Parameters
    ----------
    study : Study
    force : bool
        Whether every step is to be done again.
    """

    def __init__(self, study: Study, *, force: bool = False) -> None:
        self.study = study
        self.force = force
        self.file = study.cache / "steps.json"
        self.entries = _read(self.file)
        self._hashes: Hashes = {}

    def why(self, step: str, inputs: Hashes) -> str | None:
        """Say why a step must be done, as a clause; None where it need not be."""
        entry = self.entries.get(step)
        if self.force:
            return "as asked"
        if entry is None:
            return "not made here yet"
        if "interrupted" in entry.inputs:
            return "the last run was interrupted"
        if entry.inputs != inputs:
            names = [n for n in {**entry.inputs, **inputs} if entry.inputs.get(n) != inputs.get(n)]
            return f"{_few(names)} changed"
        for found, verb in ((entry.reads, "changed"), (entry.outputs, "")):
            names = [name for name, known in found.items() if self._hash(name) != known]
            if names:
                lost = [name for name in names if not (self.study.root / name).is_file()]
                said = verb or ("is gone" if lost else "was altered")
                return f"{_few(lost or names)} {said}"
        return None

    def altered(self, step: str) -> list[str]:
        """Files of a step that are gone, or not what they were when they were recorded."""
        entry = self.entries.get(step)
        known = entry.outputs if entry else {}
        return [name for name in known if self._hash(name) != known[name]]

    def digest_of(self, step: str) -> Hashes:
        """The hashes of a step's files."""
        return dict(self.entries[step].outputs)

    def stage(self, step: str) -> Path:
        """Make an empty folder that a step can write into, laid out like the study."""
        folder = self._stages() / step.replace("/", "-")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def publish(
        self, step: str, inputs: Hashes, stage: Path, *, reads: Iterable[str] = ()
    ) -> list[str]:
        """Move what a step made to its place, take away what it no longer makes, record it.

        Returns
        -------
        list of str
            The step's files, relative to the study.
        """
        old = self.entries.get(step)
        outputs: Hashes = {}
        made: Hashes = {}
        for path in sorted(path for path in stage.rglob("*") if path.is_file()):
            name = path.relative_to(stage).as_posix()
            self._check_owner(step, name)
            fresh = sha256_of(path)
            outputs[name] = self._move(path, name, fresh, old)
            if outputs[name] != fresh:
                made[name] = fresh
        self._record(step, Entry(inputs, outputs, made, self._read_now(reads)))
        return list(outputs)

    def record(self, step: str, inputs: Hashes, files: Iterable[Path]) -> None:
        """Record a step that has put its files in their places itself."""
        names = [path.relative_to(self.study.root).as_posix() for path in files]
        self._record(step, Entry(inputs, {n: sha256_of(self.study.root / n) for n in names}))

    def begin(self, steps: Iterable[str]) -> None:
        """Forget steps that are about to be done anew; what they made is known as theirs still."""
        for step in steps:
            if entry := self.entries.get(step):
                entry.inputs = {"interrupted": ""}
        self._save()

    def retire(self, kept: Iterable[str]) -> list[str]:
        """Drop steps that are no more, with what they made and nobody has altered since.

        Returns
        -------
        list of str
            Files that were taken away.
        """
        gone: list[str] = []
        for step in sorted(set(self.entries) - set(kept)):
            gone += self._take_away(self.entries.pop(step).outputs, keep=self._all_outputs())
        self._save()
        return gone

    def clear(self) -> None:
        """Remove the stages, and those that a killed run left."""
        shutil.rmtree(self._stages(), ignore_errors=True)
        left = [*self.study.cache.glob("stage-*"), *self.study.root.glob(".corpus-*")]
        for folder in left:
            if time.time() - folder.stat().st_mtime > LEFTOVER:
                shutil.rmtree(folder, ignore_errors=True)

    def _stages(self) -> Path:
        return self.study.cache / f"stage-{os.getpid()}"

    def _hash(self, name: str) -> str:
        """A file's hash, taken once a run; empty where there is no file."""
        if name not in self._hashes:
            path = self.study.root / name
            self._hashes[name] = sha256_of(path) if path.is_file() else ""
        return self._hashes[name]

    def _read_now(self, names: Iterable[str]) -> Hashes:
        return {name: self._hash(name) for name in sorted(set(names)) if self._hash(name)}

    def _check_owner(self, step: str, name: str) -> None:
        for other, entry in self.entries.items():
            if other != step and name in entry.outputs and "interrupted" not in entry.inputs:
                raise ReportError(
                    f"Both {other} and {step} make {name}: let one of them save it by another name."
                )

    def _move(self, path: Path, name: str, fresh: str, old: Entry | None) -> str:
        """Put one file in its place; return the hash of what lies there then."""
        target = self.study.root / name
        self._hashes.pop(name, None)
        there = sha256_of(target) if target.is_file() else ""
        if there == fresh:
            return fresh
        # A picture that was made here is replaced by its successor, whatever the eye says; one
        # that came with the study stays where the new one shows the same.
        own = old is not None and name in old.outputs and name not in old.made
        if there and not own and path.suffix == ".png" and _looks_the_same(target, path):
            return there
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, target)
        return fresh

    def _record(self, step: str, entry: Entry) -> None:
        old = self.entries.get(step)
        self.entries[step] = entry
        for name in entry.outputs:
            self._hashes[name] = entry.outputs[name]
        if old is not None:
            self._take_away(old.outputs, keep=self._all_outputs())
        self._save()

    def _all_outputs(self) -> set[str]:
        return {name for entry in self.entries.values() for name in entry.outputs}

    def _take_away(self, outputs: Hashes, *, keep: set[str]) -> list[str]:
        gone = []
        for name, known in outputs.items():
            path = self.study.root / name
            if name not in keep and path.is_file() and sha256_of(path) == known:
                path.unlink()
                self._hashes.pop(name, None)
                gone.append(name)
        return gone

    def _save(self) -> None:
        content = {
            "schema": SCHEMA,
            "steps": {step: vars(entry) for step, entry in sorted(self.entries.items())},
        }
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
        write_whole(self.file, f"{text}\n")


def write_whole(path: Path, text: str) -> None:
    """Write a text file so that no reader ever sees a part of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}-{os.getpid()}")
    fresh.write_bytes(text.encode())
    os.replace(fresh, path)


def _read(file: Path) -> dict[str, Entry]:
    """The recorded steps; none where the record is missing, damaged or of another kind."""
    try:
        content: Any = json.loads(file.read_text(encoding="utf-8"))
        if content["schema"] != SCHEMA:
            return {}
        return {step: Entry(**entry) for step, entry in content["steps"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _few(names: list[str], most: int = 2) -> str:
    """A few names of files, and how many more.

    Examples
    --------
    >>> _few(["a", "b", "c", "d"])
    'a, b and 2 more'
    """
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"


def _looks_the_same(old: Path, new: Path) -> bool:
    from .figures.areas import same_areas
    from .figures.save import same_picture

    first, second = old.read_bytes(), new.read_bytes()
    return same_picture(first, second) and same_areas(first, second)
