"""Compare two runs: what went in otherwise, which tables' rows differ, which findings changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .changes import Change, changes
from .errors import StudyError
from .report.manifest import NAME, read_manifest
from .study import SETTINGS_FILE
from .table_changes import TableChange, read_table, table_changes, tables_in

if TYPE_CHECKING:
    import pandas as pd

#: Where a cell may be empty and say so: there it is no missing value.
MAY_BE_EMPTY = ("caution", "left", "right", "left_out", "removed", "inserted", "context")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Run:
    """One of two runs: its tables, and its manifest where there is one."""

    label: str
    tables: Mapping[str, Path]
    manifest: Mapping[str, Any] | None


@dataclass
class FindingChange:
    """A finding that is new, is gone, or says other numbers."""

    section: str
    before: str | None
    after: str | None


@dataclass
class RunDifference:
    """How run B differs from run A.

    Attributes
    ----------
    labels : tuple of str
        The two runs as they were given.
    inputs : list of Change or None
        What went in otherwise; None where a run has no manifest that could tell.
    tables : list of TableChange
    tables_added, tables_removed : list of str
    findings : list of FindingChange
    """

    labels: tuple[str, str]
    inputs: list[Change] | None
    tables: list[TableChange]
    tables_added: list[str] = field(default_factory=list)
    tables_removed: list[str] = field(default_factory=list)
    findings: list[FindingChange] = field(default_factory=list)

    @property
    def same(self) -> bool:
        """Whether the tables say the same."""
        return not (self.tables or self.tables_added or self.tables_removed)

    def plain(self) -> dict[str, Any]:
        """The whole comparison as plain values, for JSON."""
        return {
            "a": self.labels[0],
            "b": self.labels[1],
            "inputs": None if self.inputs is None else [asdict(change) for change in self.inputs],
            "tables": [
                {**asdict(table), "changed": [
                    {"key": dict(zip(table.keys, row.key, strict=True)), "before": row.before,
                     "after": row.after}
                    for row in table.changed]}
                for table in self.tables
            ],
            "tables_added": self.tables_added,
            "tables_removed": self.tables_removed,
            "findings": [asdict(finding) for finding in self.findings],
        }  # fmt: skip


def open_run(place: Path) -> Run:
    """Open a run by its study's folder, its folder of tables, or its manifest.

    Raises
    ------
    StudyError
        If there is nothing of the kind, or the study has no tables yet.
    """
    place = place.resolve()
    if place.is_file() and place.suffix == ".json":
        root = place.parent.parent
        return Run(str(place), tables_in(root / "tables"), read_manifest(place))
    if (place / SETTINGS_FILE).is_file():
        tables = tables_in(place / "tables")
        if not tables:
            raise StudyError(f"{place} has no tables yet; run `liangwen report` there first.")
        file = place / "report" / NAME
        return Run(str(place), tables, read_manifest(file) if file.is_file() else None)
    tables = tables_in(place) if place.is_dir() else {}
    if not tables:
        raise StudyError(
            f"{place} is no run: give a study's folder, a folder with tables (*.csv), or a "
            f"report's {NAME}."
        )
    return Run(str(place), tables, None)


def compare_runs(old: Run, new: Run, *, language: str = "en") -> RunDifference:
    """Compare two runs.

    Parameters
    ----------
    old, new : Run
    language : {"en", "zh"}
        Of the findings.

    Notes
    -----
    When it misleads: a changed number says that inputs changed, not that the world did. Where
    intervals are given, read a change against them.
    """
    inputs = None
    if old.manifest is not None and new.manifest is not None:
        inputs = changes(old.manifest, new.manifest)
    found = RunDifference(
        (old.label, new.label),
        inputs,
        table_changes(old.tables, new.tables),
        [name for name in new.tables if name not in old.tables],
        [name for name in old.tables if name not in new.tables],
    )
    if found.tables:
        found.findings = finding_changes(*(findings_of(r, language) for r in (old, new)))
    return found


def findings_of(run: Run, language: str) -> dict[str, list[str]]:
    """The sentences that a run's tables carry, by section.

    Those on the plane of correspondence are silent: its share stands in no column.
    """
    from .findings import found

    return found({name: frame_of(path) for name, path in run.tables.items()}, language=language)


def frame_of(path: Path) -> pd.DataFrame:
    """Read a table from its file as it was before it was written.

    An empty cell is a missing value, but for the columns in `MAY_BE_EMPTY`.
    """
    import pandas as pd

    rows = read_table(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.readline().rstrip("\r\n").split(",")
    frame = pd.DataFrame(rows, columns=head if not rows else list(rows[0]))
    for name in frame.columns:
        frame[name] = _typed(name, frame[name])
    return frame


def _typed(name: str, values: pd.Series) -> pd.Series:
    import pandas as pd

    known = values[values != ""]
    if len(known) and set(known) <= {"True", "False"} and len(known) == len(values):
        return values == "True"
    # Codes such as 42;13 and dates are text; whatever is all numbers is a number.
    if len(known) and known.map(_is_number).all():
        return pd.to_numeric(values.where(values != "", None))
    if name in MAY_BE_EMPTY:
        return values
    return values.where(values != "", None)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def finding_changes(
    old: Mapping[str, list[str]], new: Mapping[str, list[str]]
) -> list[FindingChange]:
    """Pair the findings of two runs: the same sentence with other numbers is one that changed.

    Examples
    --------
    >>> finding_changes({"focus": ["3 hits."]}, {"focus": ["5 hits."]})
    [FindingChange(section='focus', before='3 hits.', after='5 hits.')]
    """
    found: list[FindingChange] = []
    told: set[tuple[str | None, str | None]] = set()
    for section in {**old, **new}:
        before = [text for text in old.get(section, []) if text not in new.get(section, [])]
        after = [text for text in new.get(section, []) if text not in old.get(section, [])]
        masks = {_NUMBER.sub("#", str(text)): str(text) for text in before}
        for text in map(str, after):
            found.append(FindingChange(section, masks.pop(_NUMBER.sub("#", text), None), text))
        found += [FindingChange(section, text, None) for text in masks.values()]
    # The summary repeats what the sections say: each change is told once, where it belongs.
    kept = []
    for change in sorted(found, key=lambda change: change.section == "summary"):
        if (change.before, change.after) not in told:
            told.add((change.before, change.after))
            kept.append(change)
    return kept
