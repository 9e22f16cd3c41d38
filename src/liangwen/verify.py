"""Run a study again somewhere else, and compare every output with what the manifest says."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .building.publish import bring
from .catalog import sha256_of
from .changes import Change, changes
from .changes import sentences as say
from .corpus import Progress
from .errors import LiangwenError
from .fingerprint import MORE, inputs, name_of
from .first_difference import first_difference
from .report.manifest import NAME, read_manifest
from .run import Tell, report
from .study import SETTINGS_FILE, STANDS_ALONE, Study, open_study

#: Folders of a study that hold what a person gave it.
GIVEN = ("seeds", "lexicon", "notebooks", "templates", *MORE)
#: The order of the data's way: a difference in the corpus explains those behind it.
ORDER = ("corpus/", "tables/", "figures/", "report/notebooks/", "report/")


@dataclass(frozen=True)
class Difference:
    """An output that is not what it was.

    Attributes
    ----------
    name : str
        The file, relative to the study.
    place : str
        Where the two first differ; why that cannot be told, where the old file is gone.
    """

    name: str
    place: str


@dataclass
class Verification:
    """What a second run came to.

    Attributes
    ----------
    checked : int
        Outputs that the manifest names.
    different : list of Difference
        Outputs whose bytes came out otherwise, the first of the data's way first.
    altered : list of Difference
        Outputs that came out as before, but were changed in the study since.
    missing : list of str
        Outputs that are no longer in the study; they came out as before.
    changes : list of Change
        What went in otherwise than in the first run.
    """

    checked: int
    different: list[Difference] = field(default_factory=list)
    altered: list[Difference] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether every output came out as the manifest says, and none was altered since."""
        return not self.different and not self.altered


def verify(study: Study, *, progress: Progress, tell: Tell) -> Verification:
    """Make everything again in a scratch folder and compare it, byte for byte.

    The study is only read. Pictures that came with the study (from another machine) stay where
    the new ones show the same, as in a report.

    Parameters
    ----------
    study : Study
    progress, tell : callable
        As for :func:`liangwen.run.report`.

    Raises
    ------
    ReportError
        If there is no manifest to compare with.
    LiangwenError
        If the study cannot be run any more; the message says what changed since it could.
    """
    old = read_manifest(study.report / NAME)
    with tempfile.TemporaryDirectory(prefix="liangwen-verify-") as scratch:
        root = Path(scratch).resolve() / "study"
        _copy(study, root, old)
        again = open_study(root)
        try:
            report(again, progress=progress, tell=lambda said: tell(f"again: {said.split(':')[0]}"))
        except LiangwenError as error:
            since = _since(study, old)
            raise type(error)(f"{error}{since}") if since and _plain(error) else error from error
        new = read_manifest(again.report / NAME)
        return compare(study.root, old, root, new)


def _plain(error: LiangwenError) -> bool:
    """Whether an error is made from one message alone, so that more can be added to it."""
    return len(error.args) == 1 and "reason" not in vars(error)


def _since(study: Study, old: dict[str, Any]) -> str:
    """Input files that are not what they were, for a run that cannot be repeated."""
    now = {name_of(path, study): sha256_of(path) for path in inputs(study) if path.is_file()}
    changed = sorted(n for n in {*now, *old["inputs"]} if now.get(n) != old["inputs"].get(n))
    return f" Since the report these changed: {', '.join(changed[:5])}." if changed else ""


def _copy(study: Study, root: Path, manifest: dict[str, Any]) -> None:
    """Copy what a person gave the study, and what its notebooks were seen to read."""
    root.mkdir(parents=True)
    shutil.copyfile(study.root / SETTINGS_FILE, root / SETTINGS_FILE)
    (root / STANDS_ALONE).parent.mkdir()
    (root / STANDS_ALONE).touch()
    if study.settings.seeds:
        bring(study)
        _copy_files(study.seeds.rglob("*"), study.seeds, root / "seeds")
    for name in GIVEN:
        if (study.root / name).is_dir():
            # Copies must be deletable, whatever the seeds' own permissions are.
            _copy_files((study.root / name).rglob("*"), study.root, root)
    _copy_files((study.root / name for name in manifest["inputs"]), study.root, root)
    kept = [study.root / name for name in manifest["outputs"] if name.endswith(".png")]
    _copy_files(
        (p for p in kept if p.is_file() and sha256_of(p) == manifest["outputs"][_name(p, study)]),
        study.root,
        root,
    )
    (root / "seeds").mkdir(exist_ok=True)


def _name(path: Path, study: Study) -> str:
    return path.relative_to(study.root).as_posix()


def _copy_files(paths: Iterable[Path], start: Path, root: Path) -> None:
    for path in paths:
        if path.is_file() and path.is_relative_to(start):
            target = root / path.relative_to(start)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def compare(root: Path, old: dict[str, Any], again: Path, new: dict[str, Any]) -> Verification:
    """Compare the outputs of two runs.

    Parameters
    ----------
    root, old
        The study's folder and its manifest.
    again, new
        The folder of the second run and its manifest.
    """
    found = Verification(len(old["outputs"]), changes=changes(old, new))
    for name in sorted({*old["outputs"], *new["outputs"]}, key=_way):
        before, now = old["outputs"].get(name), new["outputs"].get(name)
        path = root / name
        there = sha256_of(path) if path.is_file() else ""
        if before != now:
            found.different.append(Difference(name, _place(path, there, again / name, before, now)))
        elif not there:
            found.missing.append(name)
        elif there != before:
            found.altered.append(Difference(name, first_difference(again / name, path)))
    return found


def _way(name: str) -> tuple[int, bool, str]:
    place = next((i for i, start in enumerate(ORDER) if name.startswith(start)), len(ORDER))
    # A manifest only repeats, as hashes, what the files beside it show.
    return place, name.endswith("manifest.json"), name


def _place(path: Path, there: str, fresh: Path, before: str | None, now: str | None) -> str:
    if before is None:
        return "made now, and not named by the manifest"
    if now is None:
        return "named by the manifest, and made no more"
    if not there:
        return "other bytes; the old file is no longer there to compare with"
    place = first_difference(path, fresh)
    if not place:
        return "other bytes than the manifest says, and the study's file has these already"
    return place if there == before else f"{place} (and the study's own file was altered)"


def lines_of(found: Verification, *, seconds: float, most: int = 8) -> list[str]:
    """The result in words, the verdict first."""
    kept = found.checked - len(found.different)
    if found.holds:
        said = [
            f"Verified: {found.checked} outputs made again in {seconds:.0f} s, "
            "every one with the bytes that the manifest says."
        ]
    else:
        said = [
            f"Not the same: {kept} of {found.checked} outputs came out as the manifest says "
            f"({seconds:.0f} s)."
        ]
    if found.different:
        first = found.different[0]
        said.append(f"First difference: {first.name}: {first.place}.")
        said += [f"  {item.name}: {item.place}" for item in found.different[1:most]]
        said += _more(len(found.different) - most, "differ as well")
    for item in found.altered[:most]:
        said.append(f"Altered in the study since the report: {item.name}: {item.place}.")
    said += _more(len(found.altered) - most, "were altered as well")
    if found.missing:
        said.append(
            f"No longer in the study, and came out as before: "
            f"{', '.join(found.missing[:most])}"
            f"{' …' if len(found.missing) > most else ''}."
        )
    if found.changes:
        said.append("What changed since the report:")
        said += [f"  {line}" for line in say(found.changes)]
    elif found.different:
        said.append(
            "No input, setting, version or source has changed since the report: look for "
            "what a notebook takes from outside the study (the clock, the network)."
        )
    return said


def _more(number: int, words: str) -> list[str]:
    return [f"  {number} more {words}"] if number > 0 else []
