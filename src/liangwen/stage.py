"""What a run of the report and the notebooks that it runs say to each other, through files.

A notebook's desk writes into a stage, never to the study: what a notebook that fails or is killed
has made so far is thrown away with it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from .study import Study

#: The variable by which a run tells a notebook's desk where to put what it makes.
STAGE = "LIANGWEN_STAGE"
#: In a stage: why figures were not drawn, which files of the study were opened, and which
#: datasets, tables and files of the lexicon were asked for.
LEFT_OUT, READS, PARTS = "left_out", "reads.txt", "parts.txt"


def write_left_out(stage: Path, name: str, reasons: dict[str, str]) -> None:
    """Note why a figure was not drawn, for the report to say; no reasons take the note away."""
    file = stage / LEFT_OUT / f"{name}.json"
    if not reasons:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(reasons, ensure_ascii=False, sort_keys=True)
    file.write_text(text, encoding="utf-8")


def read_left_out(study: Study) -> dict[str, dict[str, str]]:
    """Language -> figure -> why it was not drawn."""
    found: dict[str, dict[str, str]] = {language: {} for language in study.settings.languages}
    for file in sorted((study.cache / LEFT_OUT).glob("*/*.json")):
        for language, reason in json.loads(file.read_text(encoding="utf-8")).items():
            found.setdefault(language, {})[file.stem] = reason
    return found


def read_reads(stage: Path) -> list[str]:
    """Files of the study that a notebook was seen to open, as it noted them."""
    notes = stage / READS
    return sorted(set(notes.read_text(encoding="utf-8").splitlines())) if notes.is_file() else []


def note_part(name: str) -> None:
    """Note that a dataset, a table or a file of the lexicon is asked for, if a run wants to know.

    A notebook that a run executes tells it so through its stage; elsewhere nothing is written.
    """
    stage = os.environ.get(STAGE)
    if stage:
        with (Path(stage) / PARTS).open("a", encoding="utf-8") as file:
            file.write(f"{name}\n")


def read_parts(stage: Path) -> list[str]:
    """What a notebook was seen to ask for, as it noted it."""
    notes = stage / PARTS
    return sorted(set(notes.read_text(encoding="utf-8").splitlines())) if notes.is_file() else []
