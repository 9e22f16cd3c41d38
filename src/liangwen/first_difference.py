"""Where two files of one name first differ, said so that a person can look there."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path

#: Text of a cell or line that is shown, at most.
SHOWN = 60


def first_difference(old: Path, new: Path) -> str:
    """Say where two files first differ; the empty string where their bytes are equal.

    Parameters
    ----------
    old, new : Path
        Both must be there. The suffix decides how closely the place is told: row and column of a
        CSV file, cell of a notebook, line of a text, part of a Word or Excel file, else the byte.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> a, b = folder / "a.csv", folder / "b.csv"
    >>> _, _ = a.write_text("region,hits\\n河北,3\\n"), b.write_text("region,hits\\n河北,4\\n")
    >>> first_difference(a, b)
    'row 2 (河北), column hits: 3 before, 4 now'
    """
    first, second = old.read_bytes(), new.read_bytes()
    if first == second:
        return ""
    told = _TOLD.get(new.suffix.lower())
    try:
        found = told(first, second) if told else ""
    except (ValueError, KeyError, csv.Error, zipfile.BadZipFile, OSError):
        found = ""
    return found or _byte(first, second)


def _byte(first: bytes, second: bytes) -> str:
    place = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )
    return f"byte {place:,} ({len(first):,} bytes before, {len(second):,} now)"


def _cut(text: object) -> str:
    shown = " ".join(str(text).split())
    return f"{shown[:SHOWN]}…" if len(shown) > SHOWN else shown or "nothing"


def _csv(first: bytes, second: bytes) -> str:
    old, new = (
        list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        for data in (first, second)
    )
    heads = (old or [[]])[0], (new or [[]])[0]
    if heads[0] != heads[1]:
        gone = [name for name in heads[0] if name not in heads[1]]
        come = [name for name in heads[1] if name not in heads[0]]
        return f"columns: {_cut(', '.join(gone))} only before, {_cut(', '.join(come))} only now"
    for number, (a, b) in enumerate(zip_longest(old, new), start=1):
        if a is None:
            return f"row {number} ({_cut(_name(b))}) only now"
        if b is None:
            return f"row {number} ({_cut(_name(a))}) only before"
        for column, x, y in zip(heads[1], a, b, strict=False):
            if x != y:
                where = f"row {number} ({_name(b)}), column {column}"
                return f"{where}: {_cut(x)} before, {_cut(y)} now"
    return ""


def _name(row: list[str]) -> str:
    """A row by its first cell."""
    return _cut(row[0]) if row else ""


def _notebook(first: bytes, second: bytes) -> str:
    old, new = (json.loads(data)["cells"] for data in (first, second))
    for number, (a, b) in enumerate(zip_longest(old, new), start=1):
        if a is None or b is None:
            return f"cell {number} only {'now' if a is None else 'before'}"
        for part in ("source", "outputs"):
            if a.get(part) != b.get(part):
                return f"cell {number}, its {part}"
    return ""


def _line(first: bytes, second: bytes) -> str:
    old, new = (data.decode("utf-8", "replace").splitlines() for data in (first, second))
    for number, (a, b) in enumerate(zip_longest(old, new), start=1):
        if a != b:
            if a is None or b is None:
                return f"line {number} only {'now' if a is None else 'before'}"
            at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), 0)
            low = max(0, at - 20)
            return f"line {number}: {_cut(a[low:])} before, {_cut(b[low:])} now"
    return ""


def _zip(first: bytes, second: bytes) -> str:
    with (
        zipfile.ZipFile(io.BytesIO(first)) as old,
        zipfile.ZipFile(io.BytesIO(second)) as new,
    ):
        for name in [*old.namelist(), *(n for n in new.namelist() if n not in old.namelist())]:
            if name not in new.namelist() or name not in old.namelist():
                return f"part {name} only {'before' if name in old.namelist() else 'now'}"
            if old.read(name) != new.read(name):
                return f"part {name}"
    return ""


def _picture(first: bytes, second: bytes) -> str:
    from PIL import Image, ImageChops

    old, new = (Image.open(io.BytesIO(data)).convert("RGB") for data in (first, second))
    if old.size != new.size:
        return f"{old.size[0]} × {old.size[1]} pixels before, {new.size[0]} × {new.size[1]} now"
    box = ImageChops.difference(old, new).getbbox()
    if box is None:
        return "the pixels are the same, the file's own words about itself are not"
    return f"pixels from ({box[0]}, {box[1]}) to ({box[2]}, {box[3]})"


_TOLD: dict[str, Callable[[bytes, bytes], str]] = {
    ".csv": _csv, ".ipynb": _notebook, ".json": _line, ".html": _line, ".svg": _line,
    ".docx": _zip, ".xlsx": _zip, ".png": _picture,
}  # fmt: skip
