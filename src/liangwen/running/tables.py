"""The steps that make tables: each frame by itself, and all of them as files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..kept import file_of, write_frame
from ..parts import TABLE, asked_for, recorded, tables_in
from .steps import OF_DOCUMENTS, Run


def make_tables(run: Run) -> None:
    """Compute the tables that something has changed for, and write all of them."""
    _make_frames(run)
    decided = {
        **run.code,
        **run.settings(*OF_DOCUMENTS),
        **tables_in(run.ledger, run.table_names),
    }
    why = run.ledger.why("tables", decided)
    if why is None:
        run.done("tables", "")
        return
    began = run.told("tables", why)
    from ..table_files import write_tables

    stage = run.ledger.stage("tables")
    write_tables(run.tables, stage / "tables")
    run.ledger.publish("tables", decided, stage)
    run.done("tables", why, began)


def _make_frames(run: Run) -> None:
    """Compute each table anew that something it was made from has changed for."""
    from ..tables import TABLES

    common = {**run.code, **run.settings(*OF_DOCUMENTS)}
    todo: dict[str, str] = {}
    for name in TABLES:
        step = f"{TABLE}{name}"
        decided = {**common, **recorded(run.ledger, step, run.parts)}
        if why := run.ledger.why(step, decided):
            todo[name] = why
    if not todo:
        return
    run.tell(f"{len(todo)} of {len(TABLES)} tables: {_most_common(todo.values())}")
    run.ledger.begin(f"{TABLE}{name}" for name in todo)
    for name in run.progress(list(todo), "tables"):
        corpus = run.corpus.view()
        stage = run.ledger.stage(f"{TABLE}{name}")
        frame = TABLES[name](corpus)
        write_frame(frame, file_of(stage / run.frames.relative_to(run.study.root), name))
        decided = {**common, **asked_for(corpus.used, run.parts)}
        run.ledger.publish(f"{TABLE}{name}", decided, stage)


def _most_common(reasons: Iterable[str]) -> str:
    return Counter(reasons).most_common(1)[0][0]
