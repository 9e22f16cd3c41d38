"""The steps that write documents, and the manifest that says what they were made from."""

from __future__ import annotations

from typing import Any

from ..corpus import BuildResult, article_hashes
from ..fingerprint import (
    Hashes,
    code_hash,
    digest,
    hashes_of,
    inputs,
    settings_of,
    template_file,
    versions,
)
from ..ledger import write_whole
from ..stage import read_left_out
from ..study import Study
from .steps import Run


def write_documents(run: Run, built: BuildResult) -> None:
    """Fill each language's template and write its documents."""
    every = hashes_of(inputs(run.study), run.study)
    common = {**run.of_the_data(), **run.settings(), **every}
    notes = read_left_out(run.study)
    styled = run.study.reference_doc
    styles = hashes_of([styled], run.study) if styled and styled.is_file() else {}
    todo: list[tuple[str, Hashes, str]] = []
    for language in run.study.settings.languages:
        pictures = sorted((run.study.figures / language).glob("*.*"))
        decided = {
            **common,
            "reasons for figures left out": digest(notes.get(language, {})),
            "seeds that need a look": digest({"": [vars(f) for f in built.failures]}),
            **hashes_of([*pictures, template_file(run.study, language)], run.study),
            **styles,
        }
        why = run.ledger.why(f"report/{language}", decided)
        if why is None:
            run.done(f"report/{language}", "")
        else:
            todo.append((language, decided, why))
    for language, decided, why in run.progress(todo, "report") if todo else ():
        began = run.told(f"report/{language}", why)
        _write_document(run, language, decided, built, notes, every)
        run.done(f"report/{language}", why, began)


def _write_document(
    run: Run, language: str, decided: Hashes, built: BuildResult, notes: Any, every: Hashes
) -> None:
    from ..report.build import build_report

    stage = run.ledger.stage(f"report/{language}")
    build_report(
        run.study.root,
        title=run.study.settings.title,
        languages=[language],
        tables=run.tables,
        figures=run.study.figures,
        out=stage / "report",
        failures=[vars(failure) for failure in built.failures],
        templates=run.study.templates,
        left_out=notes,
        provenance={"versions": versions(), "inputs": every},
        corpus=run.corpus,
        reference_doc=run.study.reference_doc,
    )
    run.ledger.publish(f"report/{language}", decided, stage)


def write_manifest(run: Run) -> None:
    """Write what went in and what came out."""
    from ..report.manifest import NAME, manifest_of, text_of

    made = (f"{run.study.corpus.name}/", f"{run.study.tables.name}/")
    read = {
        name
        for entry in run.ledger.entries.values()
        for name in entry.reads
        if not name.startswith(made)
    }
    every = [*inputs(run.study), *(run.study.root / name for name in read)]
    content: dict[str, Any] = {
        "inputs": hashes_of(every, run.study),
        "outputs": {
            name: found
            for step in run.steps
            for name, found in run.ledger.digest_of(step.name).items()
            if not name.startswith(".")
        },
        "settings": settings_of(run.study),
        "versions": versions(),
        "source": code_hash(),
    }
    decided = {"everything": digest(content)}
    why = run.ledger.why("manifest", decided)
    if why is not None:
        stage = run.ledger.stage("manifest")
        whole = manifest_of(
            **content,
            random=_random_seeds(),
            articles=article_hashes(run.study),
            terms=_terms(run.study),
        )
        write_whole(stage / "report" / NAME, text_of(whole))
        run.ledger.publish("manifest", decided, stage)
    run.done("manifest", why or "")


def _terms(study: Study) -> dict[str, list[str]]:
    from ..lexicon import load_themes

    themes = load_themes(study.lexicon("themes.yaml")).themes
    return {theme.id: [term.term for term in theme.terms] for theme in themes}


def _random_seeds() -> dict[str, list[int]]:
    from ..figures.cloud import TRIES

    return {"word_clouds": list(range(TRIES))}
