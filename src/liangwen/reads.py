"""Which files of a study a notebook opens: what it read decides whether it must run again."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

#: What is made later than a notebook runs, or by itself; corpus and tables are there before.
MADE = ("figures", "report", ".liangwen")


class _Watch:
    """An audit hook: it is called at every `open` of Python's, so it must be quick and silent."""

    def __init__(self, root: Path, notes: Path) -> None:
        self.root = str(root) + os.sep
        # That a corpus is opened says nothing; which of its datasets are asked for is noted.
        opened = os.path.join(self.root + "corpus", "manifest.json")
        # Python's own files may lie below the study: their versions decide, not their bytes.
        code = (sys.prefix, sys.base_prefix, str(Path(__file__).parent))
        folders = (*(self.root + name for name in MADE), *code)
        self.skipped = (opened, *(folder + os.sep for folder in folders))
        self.notes = str(notes)
        self.seen: set[str] = set()

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open" or not isinstance(arguments[0], str) or _writes(arguments[1]):
            return
        path = os.path.abspath(arguments[0])
        if not path.startswith(self.root) or path.startswith(self.skipped) or path in self.seen:
            return
        if path.endswith(".pyc"):
            return
        self.seen.add(path)
        if os.path.isfile(path):
            name = path.removeprefix(self.root).replace(os.sep, "/")
            with open(self.notes, "a", encoding="utf-8") as file:
                file.write(f"{name}\n")


def _writes(mode: Any) -> bool:
    return isinstance(mode, str) and bool({"w", "a", "x", "+"} & set(mode))


def note_reads(root: Path, notes: Path) -> None:
    """Note each file below `root` that this process opens from now on, one name a line.

    Figures, report and cache are not noted: they are made later, or from the notebook. Files that
    a library opens without Python's help (Parquet through Arrow) are not seen.
    """
    sys.addaudithook(_Watch(root.resolve(), notes.resolve()))
