"""Tables that a run has made, kept for the notebooks and documents that ask for them again.

A run makes each table once and puts the frame into the study's cache. The notebooks that it runs
ask for the same tables by the same functions: they get that frame, and the run learns which
tables a notebook depends on. Outside of a run every table is computed when it is asked for.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from .stage import note_part

if TYPE_CHECKING:
    import pandas as pd

#: The variable by which a run tells its notebooks where the frames are.
FRAMES = "LIANGWEN_FRAMES"

_F = TypeVar("_F", bound="Callable[..., Any]")


def file_of(folder: Path, name: str) -> Path:
    """Where the frame of a table lies in the folder of frames."""
    return folder / f"{name}.pickle"


def write_frame(frame: pd.DataFrame, file: Path) -> None:
    """Keep a frame exactly as it is: types, index and notes.

    The cache holds nothing but what this program has made on this machine, and its record has
    each file's hash: no frame of another origin is ever loaded.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as handle:
        pickle.dump(frame, handle, protocol=5)


def read_frame(file: Path) -> pd.DataFrame:
    """Read a frame of :func:`write_frame`."""
    with file.open("rb") as handle:
        frame: pd.DataFrame = pickle.load(handle)
    return frame


def kept(function: _F) -> _F:
    """Let a table's function hand out the frame that the run around it has made already.

    Only a call without options, of the study that is run, is served so.
    """
    name = function.__name__

    @wraps(function)
    def wrapper(corpus: Any, **options: Any) -> Any:
        folder = os.environ.get(FRAMES)
        if folder and not options and Path(folder).is_relative_to(corpus.study.root):
            file = file_of(Path(folder), name)
            if file.is_file():
                note_part(f"table/{name}")
                return read_frame(file)
        return function(corpus, **options)

    return cast("_F", wrapper)
