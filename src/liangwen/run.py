"""A whole run: seeds to corpus, tables, figures, reports and the manifest."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .corpus import BuildResult, Failure, Progress, build, open_corpus
from .errors import StudyError
from .study import SETTINGS_FILE, Study

_log = logging.getLogger(__name__)

#: Packages whose version can change a byte of what is made.
PACKAGES = (
    "ahocorasick-rs", "jieba", "jinja2", "matplotlib", "numpy", "opencc", "pandas", "pyarrow",
    "pylopdf-fonts-zh-cn", "pypandoc-binary", "pypinyin", "rjieba", "scipy", "typst", "wordcloud",
    "xlsxwriter",
)  # fmt: skip

#: The files of a lexicon.
LEXICON = ("themes.yaml", "regions.yaml", "gazetteer.csv", "terms.txt", "stop_words.txt")

#: Told what a run is doing, a step before each part.
Tell = Callable[[str], None]


@dataclass
class RunResult:
    """What a run made, where, and what needs a look."""

    articles: int
    failures: list[Failure]
    written: list[Path] = field(default_factory=list)


def report(study: Study, *, progress: Progress, tell: Tell = _log.info) -> RunResult:
    """Make everything of a study anew.

    Parameters
    ----------
    study : Study
    progress : callable
        Wraps a sequence that takes a while; see :func:`liangwen.corpus.build`.
    tell : callable
        Told of each step in a few words.

    Raises
    ------
    StudyError
        If no seed became an article; there is nothing to report then.
    ReportError
        If a notebook or a document could not be made.
    """
    tell("corpus: clean, segment and match the seeds")
    built = build(study, progress=progress)
    if not built.articles:
        raise StudyError(_nothing(built))
    corpus = open_corpus(study)
    tell("tables")
    from .tables import all_tables, write_tables

    tables = all_tables(corpus)
    written = write_tables(tables, study.tables)
    tell("figures: run the notebooks")
    notebooks = _run_notebooks(study, progress)
    tell("report: HTML, Word and PDF")
    from .desk import read_left_out
    from .report.build import build_report

    documents = build_report(
        study.root,
        title=study.settings.title,
        languages=study.settings.languages,
        tables=tables,
        figures=study.figures,
        out=study.report,
        failures=[vars(failure) for failure in built.failures],
        templates=study.templates,
        left_out=read_left_out(study),
        provenance={"versions": versions(), "inputs": _input_hashes(study)},
    )
    written += [*sorted(study.figures.rglob("*.png")), *notebooks, *documents]
    written.append(_manifest(study, written))
    return RunResult(built.articles, built.failures, written)


def versions() -> dict[str, str]:
    """Versions of liangwen and of what decides the bytes it makes."""
    from importlib.metadata import version

    from . import __version__

    return {"liangwen": __version__} | {name: version(name) for name in PACKAGES}


def inputs(study: Study) -> list[Path]:
    """Every file that a run of the study depends on and that a person may change."""
    found = [study.root / SETTINGS_FILE]
    found += [path for path in sorted(study.seeds.rglob("*")) if path.is_file()]
    found += [study.lexicon(name) for name in LEXICON]
    found += sorted(study.notebooks.glob("*.ipynb"))
    found += study.coding_sheets
    found += sorted((study.root / "coding").glob("note.*.txt"))
    return found


def _name_of(path: Path, study: Study) -> str:
    """A file's name in the manifest: within the study, or as a starter of the package."""
    if path.is_relative_to(study.root):
        return path.relative_to(study.root).as_posix()
    return f"starters/{path.parent.name}/{path.name}"


def _input_hashes(study: Study) -> dict[str, str]:
    from .catalog import sha256_of

    return {_name_of(path, study): sha256_of(path) for path in inputs(study)}


def _nothing(built: BuildResult) -> str:
    reasons = "; ".join(f"{f.seed}: {f.reason}" for f in built.failures[:5])
    return f"No seed became an article, so there is nothing to report. {reasons}"


def _run_notebooks(study: Study, progress: Progress) -> list[Path]:
    from .report.notebooks import run_notebooks

    out = study.report / "notebooks"
    shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(study.cache / "left_out", ignore_errors=True)
    return run_notebooks(
        sorted(study.notebooks.glob("[0-9]*.ipynb")),
        out=out,
        parameters={"study": str(study.root), "language": study.settings.languages[0]},
        cwd=study.root,
        progress=progress,
    )


def _manifest(study: Study, written: list[Path]) -> Path:
    from .report.manifest import write_manifest

    path = study.report / "manifest.json"
    write_manifest(
        path,
        inputs={_name_of(file, study): file for file in inputs(study)},
        outputs={_name_of(file, study): file for file in written},
        settings={
            "title": dict(study.settings.title),
            **{k: v for k, v in vars(study.settings).items() if k != "title"},
        },
        versions=versions(),
        root=study.root,
    )
    return path
