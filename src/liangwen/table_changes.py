"""Rows that one run's table has and another's has not, or has with other numbers."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .errors import StudyError

Record = dict[str, str]
Table = list[Record]

#: The number that a row is about, the first of these that a table has, with its interval's ends.
MAIN: dict[str, tuple[str, str] | None] = {
    "log_ratio": ("log_ratio_low", "log_ratio_high"),
    "rate_ratio": ("rr_low", "rr_high"),
    "per_10k": ("low", "high"),
    "share": None,
    "removed_share": None,
    "hits": None,
    "mentions": None,
    "count": None,
    "rank": None,
    "similarity": None,
}
#: Names that repeat what another column says, in another language or form.
REPEATS = ("_en", "_zh")


@dataclass(frozen=True)
class RowChange:
    """A row that two runs have with different values.

    Attributes
    ----------
    key : tuple of str
        What the row is about: the values of the table's key columns.
    before, after : dict
        The columns that differ, and the interval of the main number where the table has one.
    size : float
        How far the main number moved; infinite where it was or is missing.
    """

    key: tuple[str, ...]
    before: Record
    after: Record
    size: float


@dataclass
class TableChange:
    """How two runs' tables of one name differ.

    Attributes
    ----------
    name : str
    keys : list of str
        The columns that tell the rows apart.
    main : str
        The number that the rows are about; "" where the table has none.
    added, removed : list of dict
        Whole rows.
    changed : list of RowChange
        The largest change of the main number first.
    columns_added, columns_removed : list of str
    """

    name: str
    keys: list[str]
    main: str = ""
    added: Table = field(default_factory=list)
    removed: Table = field(default_factory=list)
    changed: list[RowChange] = field(default_factory=list)
    columns_added: list[str] = field(default_factory=list)
    columns_removed: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed
                    or self.columns_added or self.columns_removed)  # fmt: skip


def read_table(path: Path) -> Table:
    """Read a table as text, a dict a row.

    Raises
    ------
    StudyError
        If the file is no CSV table in UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        # A cell may hold the whole of a long sentence.
        csv.field_size_limit(2**31 - 1)
        return list(csv.DictReader(io.StringIO(text, newline="")))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise StudyError(f"{path} cannot be read as a table ({error}); make it again.") from error


def table_change(name: str, old: Table, new: Table) -> TableChange:
    """Compare two runs' tables of one name.

    Examples
    --------
    >>> old = [{"region": "河北", "theme": "q", "hits": "3"}]
    >>> new = [{"region": "河北", "theme": "q", "hits": "5"}]
    >>> table_change("t", old, new).changed[0].size
    2.0
    """
    heads = [list(table[0]) if table else [] for table in (old, new)]
    shared = [column for column in heads[1] if column in heads[0]] or heads[1] or heads[0]
    keys = key_columns(old, new, shared)
    found = TableChange(name, keys, next((n for n in MAIN if n in shared and n not in keys), ""))
    if all(heads):
        found.columns_added = [column for column in heads[1] if column not in heads[0]]
        found.columns_removed = [column for column in heads[0] if column not in heads[1]]
    before, after = _keyed(old, keys), _keyed(new, keys)
    found.added = [row for key, row in after.items() if key not in before]
    found.removed = [row for key, row in before.items() if key not in after]
    for key, row in after.items():
        other = before.get(key)
        if other is not None and any(other[column] != row[column] for column in shared):
            found.changed.append(_row_change(key[:-1], other, row, shared, found.main))
    found.changed.sort(key=lambda change: (-change.size, change.key))
    return found


def _keyed(table: Table, keys: Sequence[str]) -> dict[tuple[str, ...], Record]:
    """Rows by key; equal keys are told apart by their order."""
    seen: Counter[tuple[str, ...]] = Counter()
    found = {}
    for row in table:
        key = tuple(row.get(column) or "" for column in keys)
        found[(*key, str(seen[key]))] = row
        seen[key] += 1
    return found


def key_columns(old: Table, new: Table, columns: Sequence[str]) -> list[str]:
    """The columns that tell rows apart in both tables: the first that do, and no more than needed.

    Columns of numbers with decimals are measures and no keys.

    Examples
    --------
    >>> rows = [{"region": "a", "theme": "x", "per_10k": "1.5"},
    ...         {"region": "a", "theme": "y", "per_10k": "2"}]
    >>> key_columns(rows, [{"region": "b", "theme": "x", "per_10k": "1"}], list(rows[0]))
    ['theme']
    """
    usable = [
        column
        for column in columns
        if column not in MAIN and not column.endswith(REPEATS) and not _decimal(column, old, new)
    ]
    chosen = list(usable)
    for column in reversed(usable):
        fewer = [other for other in chosen if other != column]
        if (
            fewer
            and _distinct(old, fewer) >= _distinct(old, chosen)
            and (_distinct(new, fewer) >= _distinct(new, chosen))
        ):
            chosen = fewer
    return chosen


def _decimal(column: str, *tables: Table) -> bool:
    values = (row.get(column) or "" for table in tables for row in table)
    return any("." in value and _number(value) is not None for value in values)


def _distinct(table: Table, columns: Sequence[str]) -> int:
    return len({tuple(row.get(column) for column in columns) for row in table})


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _row_change(
    key: tuple[str, ...], old: Record, new: Record, columns: Sequence[str], main: str
) -> RowChange:
    shown = [column for column in columns if old[column] != new[column]]
    ends = MAIN.get(main)
    if main in shown and ends:
        shown += [end for end in ends if end in columns and end not in shown]
    before, after = _number(old.get(main)), _number(new.get(main))
    if not main or main not in shown:
        size = 0.0
    elif before is None or after is None:
        size = math.inf
    else:
        size = round(abs(after - before), 9)
    parts = [{column: row[column] for column in shown} for row in (old, new)]
    return RowChange(key, parts[0], parts[1], size)


def tables_in(folder: Path) -> dict[str, Path]:
    """Name -> file of each table of a folder."""
    return {path.stem: path for path in sorted(folder.glob("*.csv"))}


def table_changes(old: Mapping[str, Path], new: Mapping[str, Path]) -> list[TableChange]:
    """Compare the tables that both runs have, in the order of their names."""
    found = (
        table_change(name, read_table(old[name]), read_table(new[name]))
        for name in sorted(old)
        if name in new and old[name].read_bytes() != new[name].read_bytes()
    )
    return [change for change in found if change]
