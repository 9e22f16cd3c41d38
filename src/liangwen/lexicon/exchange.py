"""Take a study's lexicon out to a workbook, and put an edited one back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import LexiconError
from .file import lexicon_of, parse_yaml, read_yaml
from .workbook import write_workbook
from .workbook_read import read_workbook
from .yaml_edits import edited

if TYPE_CHECKING:
    from ..study import Study

FILE = "themes.yaml"


def export_lexicon(study: Study, path: Path | None = None) -> Path:
    """Write the study's `themes.yaml` as a workbook, beside it by default, and return its path."""
    file = study.lexicon(FILE)
    content = read_yaml(file)
    lexicon_of(content, file)
    path = path or study.root / "lexicon" / "themes.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_workbook(content, path)
    return path


def import_lexicon(study: Study, path: Path) -> tuple[Path, int]:
    """Put an edited workbook back into the study's `themes.yaml`.

    Returns
    -------
    tuple
        The file, and how many of its lines are new or changed. A study that has no lexicon of its
        own gets one.

    Raises
    ------
    LexiconError
        With every problem of the workbook, a line each; then nothing is written.
    """
    content = read_yaml(study.lexicon(FILE))
    return save_content(study, read_workbook(path, content))


def save_content(study: Study, content: Mapping[str, Any]) -> tuple[Path, int]:
    """Change the study's `themes.yaml` to hold `content`; see :func:`import_lexicon`."""
    file = study.lexicon(FILE)
    own = study.root / "lexicon" / FILE
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise LexiconError(f"{FILE} is no UTF-8; save it as UTF-8.") from error
    written = edited(text, content, own)
    lexicon_of(parse_yaml(written.removeprefix("\ufeff"), own), own)
    if not own.is_file() or written != text:
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_bytes(written.encode("utf-8"))
    old = text.splitlines()
    return own, sum(line not in set(old) for line in written.splitlines()) or int(written != text)
