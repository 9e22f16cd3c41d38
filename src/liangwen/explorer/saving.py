"""What the explorer writes, on demand only: figures/explorer and tables/explorer."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from liangwen.errors import LiangwenError
from liangwen.study import Study
from liangwen.table_files import write_frame

from .words import Unanswered

FOLDER = "explorer"
_OTHER = re.compile(r"[^\w]+")
#: How the figures name a sign that their font lacks.
_SIGN = re.compile(r"U\+[0-9A-F]{4,6}")
#: Characters of a name that come from what was asked.
_LONGEST = 40


def file_name(*parts: str) -> str:
    """Make a file's name of what was asked: words of any script, and a mark of the whole question.

    Questions that look alike once signs are left out still have files of their own.

    Examples
    --------
    >>> file_name("lines", "量子; <b>", "region")
    'lines_量子_b_region_b656d3'
    """
    words = [_OTHER.sub("_", part).strip("_") for part in parts]
    readable = "_".join(word for word in words if word)[:_LONGEST].rstrip("_")
    mark = hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:6]
    return f"{readable}_{mark}"


def save_lines(study: Study, name: str, lines: pd.DataFrame) -> list[Path]:
    """Write concordance lines as CSV and XLSX below tables/explorer.

    Text that a spreadsheet would run as a formula cannot run there.

    Returns
    -------
    list of Path
        Below the study's folder.

    Raises
    ------
    Unanswered
        If there is no line, or a file cannot be written.
    """
    if lines.empty:
        raise Unanswered("nothing_to_save")
    folder = study.tables / FOLDER
    return _written(study, lambda: write_frame("lines", lines, folder, file=name))


def save_drawing(
    study: Study, name: str, plot: Callable[..., Any], frame: pd.DataFrame, **options: Any
) -> list[Path]:
    """Draw a figure in every language of the study and write it below figures/explorer.

    Parameters
    ----------
    study : Study
    name : str
        Of the files, from `file_name`.
    plot : callable
        ``plot(frame, *, language, **options)``.
    frame : DataFrame
    **options
        Handed to `plot`; a dict with a text a language is split.

    Raises
    ------
    Unanswered
        If a text holds a sign that the figures' font lacks, or a file cannot be written.
    """
    from liangwen.figures.save import save_figure
    from liangwen.figures.style import NothingToDraw

    def write() -> list[Path]:
        made = save_figure(
            name, plot, frame, figures=study.figures / FOLDER,
            languages=study.settings.languages, **options,
        )  # fmt: skip
        return [path for png in made.values() for path in (png, png.with_suffix(".svg"))]

    try:
        return _written(study, write)
    except NothingToDraw as error:
        raise Unanswered("nothing_to_save") from error
    except LiangwenError as error:
        sign = _SIGN.search(str(error))
        if sign is None:
            raise
        raise Unanswered("no_glyph", sign=sign[0]) from error


def _written(study: Study, write: Callable[[], list[Path]]) -> list[Path]:
    try:
        return [path.relative_to(study.root) for path in write()]
    except OSError as error:
        raise Unanswered(
            "not_written", file=error.filename or study.root, why=error.strerror or str(error)
        ) from error


def files_words(paths: list[Path]) -> str:
    """Name files as a reader looks for them: a folder once, its files behind it.

    Examples
    --------
    >>> files_words([Path("figures/explorer/en/a.png"), Path("figures/explorer/en/a.svg")])
    'figures/explorer/en/a.png, a.svg'
    """
    said, folder = [], None
    for path in paths:
        said.append(path.name if path.parent == folder else path.as_posix())
        folder = path.parent
    return ", ".join(said)


