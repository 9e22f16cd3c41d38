"""The steps that run notebooks, each of which saves its figures."""

from __future__ import annotations

import time
from pathlib import Path

from ..fingerprint import Hashes, hashes_of, notebook_companions, notebook_files
from ..kept import FRAMES
from ..parts import asked_for, looks_elsewhere, recorded, tables_in
from ..stage import LEFT_OUT, STAGE, read_parts, read_reads
from ..study import SETTINGS_FILE
from .steps import Run


def run_notebooks(run: Run) -> None:
    """Run the notebooks that something has changed for; each saves its figures."""
    common = {
        **run.code,
        **run.settings("reference_doc"),
        **hashes_of(notebook_companions(run.study), run.study),
    }
    parts = {**run.parts, **tables_in(run.ledger, run.table_names)}
    found: dict[Path, tuple[Hashes, str | None]] = {}
    for path in notebook_files(run.study):
        name = f"notebooks/{path.stem}"
        decided = {**common, **hashes_of([path], run.study)}
        why = run.ledger.why(name, {**decided, **recorded(run.ledger, name, parts)})
        found[path] = (decided, why)
    todo = [path for path, (_, why) in found.items() if why is not None]
    if not todo:
        for path in found:
            run.done(f"notebooks/{path.stem}", "")
        return
    for path in todo:
        run.tell(f"notebooks/{path.stem}: {found[path][1]}")
    began = time.monotonic()
    stages = _executed(run, todo)
    for path, (decided, why) in found.items():
        name = f"notebooks/{path.stem}"
        if why is None:
            run.done(name, "")
            continue
        asked = list(parts) if looks_elsewhere(path) else read_parts(stages[path])
        # Settings decide by what they say, which stands in `decided` already.
        reads = [name for name in read_reads(stages[path]) if name != SETTINGS_FILE]
        run.ledger.publish(
            name, {**decided, **asked_for(asked, parts)}, stages[path] / "study", reads=reads
        )
        run.done(name, why, began)


def _executed(run: Run, todo: list[Path]) -> dict[Path, Path]:
    """Run notebooks, each into a stage of its own; return the stages."""
    from ..report.notebooks import run_notebooks

    names = [f"notebooks/{path.stem}" for path in todo]
    run.ledger.begin(names)
    stages = {path: run.ledger.stage(name) for path, name in zip(todo, names, strict=True)}
    run_notebooks(
        todo,
        out={path: stage / "study" / "report" / "notebooks" for path, stage in stages.items()},
        parameters={
            "study": str(run.study.root),
            "language": run.study.settings.languages[0],
        },
        cwd=run.study.root,
        progress=run.progress,
        environment={
            path: {STAGE: str(stage), FRAMES: str(run.frames)}
            for path, stage in stages.items()
        },
    )
    for path, stage in stages.items():
        notes = stage / LEFT_OUT
        if notes.is_dir():
            kept = stage / "study" / ".liangwen" / LEFT_OUT / path.stem
            kept.parent.mkdir(parents=True, exist_ok=True)
            notes.rename(kept)
    return stages
