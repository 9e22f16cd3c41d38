"""Tables on disk: a CSV file each, all of them in one workbook, the panel in two formats more."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from .codebook import codebook, number_format
from .panel_files import FIXED_TIME, write_parquet, write_stata

#: What marks a table by period, in its ``attrs``: see :func:`liangwen.tables.periods`.
COURSE = "periods"
#: Signs that make a spreadsheet take a cell of a CSV file for a formula, full-width ones too.
_FORMULA = r"[=+\-@\t\r＝＋－＠]"
#: Characters that a cell of a workbook holds, less one for the ellipsis.
CELL = 32_766
#: Rows of a sheet; a table of more goes on in its CSV file, and the sheet's last row says so.
SHEET_ROWS = 20_000


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> list[Path]:
    """Write the tables as CSV, all of them as one XLSX, and the panel as Parquet and for Stata.

    A table by period without rows has no file. Equal tables give equal bytes. A file whose bytes
    would not change is left as it is.

    Returns
    -------
    list of Path
    """
    folder.mkdir(parents=True, exist_ok=True)
    # A study without a course of time has no tables of it; all others stand also where empty.
    tables = {name: frame for name, frame in tables.items()
              if len(frame) or frame.attrs.get(COURSE) is None}
    written = [_write_csv(frame, folder / f"{name}.csv") for name, frame in tables.items()]
    written.append(_write_workbook(tables, folder / "tables.xlsx"))
    if not tables["panel"].empty:
        written.append(write_parquet(tables["panel"], folder / "panel.parquet"))
        written.append(write_stata(tables["panel"], folder / "panel.dta"))
    return written


def write_frame(
    name: str, frame: pd.DataFrame, folder: Path, *, file: str | None = None
) -> list[Path]:
    """Write one frame as CSV and as a workbook with the meaning of its columns.

    Parameters
    ----------
    name : str
        What the codebook knows the frame as.
    frame : DataFrame
    folder : Path
        Made where it is not there.
    file : str, optional
        The files' name without suffix; `name` by default.

    Returns
    -------
    list of Path
    """
    folder.mkdir(parents=True, exist_ok=True)
    stem = folder / (file or name)
    written = [_write_csv(frame, stem.with_name(f"{stem.name}.csv"))]
    return [*written, _write_workbook({name: frame}, stem.with_name(f"{stem.name}.xlsx"))]


def _write_csv(frame: pd.DataFrame, path: Path) -> Path:
    text = _as_text(frame).to_csv(index=False, lineterminator="\n", float_format="%.6g")
    # utf-8-sig: Excel reads a CSV file as UTF-8 only behind a byte-order mark.
    data = text.encode("utf-8-sig")
    if not path.is_file() or path.read_bytes() != data:
        path.write_bytes(data)
    return path


def _as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before text that a spreadsheet would run as a formula.

    A CSV file cannot say that a cell is text; see docs/decisions/.
    """
    changed = frame.copy(deep=False)
    for column in frame.columns:
        values = frame[column]
        if pd.api.types.is_string_dtype(values) or values.dtype == object:
            begins = values.astype("str").str.match(_FORMULA).fillna(False) & values.notna()
            if begins.any():
                changed[column] = values.where(~begins, "'" + values.astype("str"))
    return changed


def _cut(frame: pd.DataFrame) -> pd.DataFrame:
    """Shorten, with an ellipsis, text that a cell of a workbook cannot hold."""
    changed = frame.copy(deep=False)
    for column in frame.columns:
        values = frame[column]
        if pd.api.types.is_string_dtype(values) or values.dtype == object:
            long = values.astype("str").str.len() > CELL
            if long.any():
                changed[column] = values.where(~long, values.astype("str").str.slice(0, CELL) + "…")
    return changed


def _write_workbook(tables: Mapping[str, pd.DataFrame], path: Path) -> Path:
    # Text that starts with = stays text, and an address no link.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    with pd.ExcelWriter(path, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        writer.book.set_properties({"created": FIXED_TIME})
        for name, frame in {"codebook": codebook(tables), **tables}.items():
            cells = _cut(frame.head(SHEET_ROWS))
            cells.to_excel(writer, sheet_name=name[:31], index=False, freeze_panes=(1, 0))
            sheet = writer.sheets[name[:31]]
            _dress_sheet(writer.book, sheet, name, cells)
            if more := len(frame) - len(cells):
                beside = f"{path.stem if len(tables) == 1 else name}.csv"
                note = f"{more:,} more rows stand in {beside} · 其余{more}行见{beside}"
                sheet.write_string(len(cells) + 1, 0, note)
    return path


def _dress_sheet(book: Any, sheet: Any, name: str, frame: pd.DataFrame) -> None:
    """Widths, number formats, and arrows at the heads that filter and sort."""
    for i, column in enumerate(frame.columns):
        shown = number_format(name, str(column), frame[column])
        look = book.add_format({"num_format": shown}) if shown else None
        sheet.set_column(i, i, _width(column, frame[column]), look)
    if len(frame.columns):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def _width(name: str, values: pd.Series) -> float:
    """Column width in characters; Chinese takes two, and a head's arrow hides what is narrower."""
    shown = [str(value) for value in values.head(200)]
    longest = max([len(name), *(sum(2 if ord(c) > 0x2E7F else 1 for c in s) for s in shown)])
    return float(min(max(longest, 3) + 2, 60))
