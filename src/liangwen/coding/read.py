"""Read filled coding sheets; a cell that cannot be read is a sentence with its place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from ..lexicon.workbook_read import Problems, open_sheets, read_sheet
from .sheet import COLUMNS, KEY, KEY_COLUMNS, NO, SHEET, YES

_CODES = {"yes": YES, "y": YES, "1": YES, "是": YES, "no": NO, "n": NO, "0": NO, "否": NO}
CODE_COLUMNS = [*KEY_COLUMNS, "coder", "code"]


def read_coding(paths: Iterable[Path]) -> pd.DataFrame:
    """Read the sheets that :func:`liangwen.coding.write_sheets` wrote and people filled in.

    Parameters
    ----------
    paths : iterable of Path
        A workbook a coder.

    Returns
    -------
    DataFrame
        One row a coded sentence of a coder: id, theme, article_id, start, end, stratum (hit or
        other), stratum_size, version (of the lexicon that drew it), coder, code (yes or no). Empty
        cells are left out.

    Raises
    ------
    LexiconError
        With every problem, a line each: file, sheet, row, what is wrong and what to do.
    """
    frames = []
    found: list[str] = []
    coders: dict[str, str] = {}
    for path in sorted(paths):
        problems = Problems(path.name)
        frame, coder = _read(path, problems)
        if coder in coders:
            problems.add(KEY, 1, f"{coders[coder]} is coder {coder}'s already; read one of them.")
        coders[coder] = path.name
        found += problems.found
        frames.append(frame)
    all_problems = Problems("")
    all_problems.found = found
    all_problems.raise_if_any()
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=CODE_COLUMNS)


def _read(path: Path, problems: Problems) -> tuple[pd.DataFrame, str]:
    sheets = {
        sheet.title: sheet
        for sheet in open_sheets(path, {SHEET: COLUMNS, KEY: KEY_COLUMNS}, problems)
    }
    if set(sheets) != {SHEET, KEY}:
        problems.add(
            SHEET, None, "this is no coding sheet; take one that liangwen coding-sheet wrote."
        )
        return pd.DataFrame(columns=CODE_COLUMNS), path.name
    key, coder = _key(sheets[KEY])
    coded = read_sheet(_Loose(sheets[SHEET]), COLUMNS, ("id", "code"), problems)
    rows, seen = [], set()
    for number, row in coded.rows:
        if not row["code"]:
            continue
        code = _CODES.get(row["code"].lower())
        if row["id"] not in key:
            problems.add(SHEET, number, f"the id {row['id'] or '(empty)'} is none of this sheet's.")
        elif row["id"] in seen:
            problems.add(SHEET, number, f"the id {row['id']} stands twice; remove one row.")
        elif code is None:
            problems.add(SHEET, number, f"code = {row['code']} must be yes, no or empty.")
        else:
            rows.append({**key[row["id"]], "coder": coder, "code": code})
        seen.add(row["id"])
    return pd.DataFrame(rows, columns=CODE_COLUMNS), coder


def _key(sheet: Any) -> tuple[dict[str, dict[str, Any]], str]:
    lines = list(sheet.iter_rows(values_only=True))
    coder = str(lines[0][len(KEY_COLUMNS) + 1])
    keys = [dict(zip(KEY_COLUMNS, line, strict=False)) for line in lines[1:]]
    for row in keys:
        row["version"] = str(row["version"] or "")
    return {row["id"]: row for row in keys}, coder


class _Loose:
    """A sheet whose places and codes may be numbers: 1 and 0 are codes, too."""

    def __init__(self, sheet: Any) -> None:
        self.title = sheet.title
        self.merged_cells = sheet.merged_cells
        self._sheet = sheet

    def iter_rows(self, **options: Any) -> Any:
        for cells in self._sheet.iter_rows(**options):
            for cell in cells:
                if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                    cell.value = f"{cell.value:g}"
            yield cells
