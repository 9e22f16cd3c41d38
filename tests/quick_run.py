"""A run whose notebooks and documents are made in no time, from all that real ones may depend on.

Corpus and tables are the real ones. What stands in for a notebook's figure and for a document is
text that holds every byte it could have been made from: a dependency that the record forgets
shows as a stale file.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest
from mini import make_study

from liangwen import tables
from liangwen.gazetteer import Gazetteer
from liangwen.regions import load_gazetteer
from liangwen.run import RunResult, report
from liangwen.segment import Segmenter
from liangwen.stage import LEFT_OUT, PARTS, READS, STAGE
from liangwen.study import Study, open_study

NOTEBOOK = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def sha(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def tree(folder: Path, *, hidden: bool = False) -> dict[str, str]:
    """File -> hash of all that lies in a folder, what may be deleted at any time left out."""
    return {
        path.relative_to(folder).as_posix(): sha(path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (hidden or ".liangwen" not in path.parts)
    }


def _everything(study: Study) -> str:
    seen = [*tree(study.corpus).items(), *tree(study.tables).items()]
    seen += [(name, sha(study.lexicon(name).read_bytes())) for name in ("themes.yaml", "stop_words.txt")]
    return json.dumps([seen, repr(study.settings)], ensure_ascii=False)


def _terms(study: Study) -> str:
    """What a notebook sees that asks for the counts of terms alone."""
    return json.dumps([tree(study.corpus / "term_counts"), repr(study.settings)])


def _every_part(study: Study) -> list[str]:
    datasets = [f"corpus/{path.name}" for path in study.corpus.iterdir()]
    lexicon = ["lexicon/themes.yaml", "lexicon/stop_words.txt", "coding"]
    return [*datasets, *lexicon, *(f"table/{name}" for name in TABLES)]


def run_notebooks(notebooks, *, out, parameters, cwd, progress=None, environment=None, **_):
    """Stands in for the real one: a figure a notebook, or a note where its file says none."""
    done = []
    for path in notebooks:
        study = open_study(parameters["study"])
        stage = Path(environment[path][STAGE])
        own = _terms(study) if "terms" in path.name else _everything(study)
        text = path.read_text(encoding="utf-8") + own
        parts = ["corpus/term_counts"] if "terms" in path.name else _every_part(study)
        (stage / PARTS).write_text("\n".join(parts), encoding="utf-8")
        read = study.root / "data" / "more.csv"
        if "reads" in path.name:
            (stage / READS).write_text("data/more.csv\n", encoding="utf-8")
            text += read.read_text(encoding="utf-8")
        for language in study.settings.languages:
            target = stage / "study" / "figures" / language / f"of_{path.stem}.svg"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        if "silent" in path.name:
            note = stage / LEFT_OUT / "nothing.json"
            note.parent.mkdir(parents=True, exist_ok=True)
            note.write_text(json.dumps({"en": f"None: {len(text)}"}), encoding="utf-8")
        copy = out[path] / path.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(text, encoding="utf-8")
        done.append(copy)
    return done


def build_report(root, *, title, languages, tables, figures, out, failures, templates, left_out,
                 provenance, **_):  # fmt: skip
    """Stands in for the real one: a document a language that holds all it was given."""
    out.mkdir(parents=True, exist_ok=True)
    for language in languages:
        own = None if templates is None else templates / f"report.{language}.md.j2"
        parts = [
            dict(title), own.read_text("utf-8") if own and own.is_file() else "",
            {name: frame.to_csv() for name, frame in tables.items()},
            tree(figures / language) if (figures / language).is_dir() else {},
            left_out.get(language, {}), failures, provenance,
        ]  # fmt: skip
        text = json.dumps(parts, ensure_ascii=False, sort_keys=True)
        (out / f"report.{language}.html").write_text(text, encoding="utf-8")


#: Enough tables to see that they follow corpus, lexicon and settings.
TABLES = ("articles", "term_frequencies", "theme_intensity", "theme_evidence", "panel", "problems")
_segmenters: dict[tuple[tuple[str, ...], bool], Segmenter] = {}
_gazetteers: dict[str, Gazetteer] = {}


def _segmenter(words, *, hmm, cache):
    """One dictionary for all runs: loading it takes longer than all else here."""
    key = tuple(words), hmm
    if key not in _segmenters:
        _segmenters[key] = Segmenter(words, hmm=hmm, cache=cache)
    return _segmenters[key]


def _gazetteer(*files):
    key = sha(*(file.read_bytes() for file in files))
    if key not in _gazetteers:
        _gazetteers[key] = load_gazetteer(*files)
    return _gazetteers[key]


def stand_in(patch: pytest.MonkeyPatch) -> None:
    """Put quick parts in the place of slow ones."""
    patch.setattr("liangwen.report.notebooks.run_notebooks", run_notebooks)
    patch.setattr("liangwen.report.build.build_report", build_report)
    patch.setattr("liangwen.articles.Segmenter", _segmenter)
    for module in ("articles", "regions"):
        patch.setattr(f"liangwen.{module}.load_gazetteer", _gazetteer)
    few = {name: tables.TABLES[name] for name in TABLES}
    patch.setattr("liangwen.tables.TABLES", few)


@pytest.fixture(scope="session")
def quick_made(tmp_path_factory):
    """A small study of which a report was made, to be copied."""
    with pytest.MonkeyPatch.context() as patch:
        stand_in(patch)
        folder = quick_study(tmp_path_factory.mktemp("quick") / "study")
        made(folder)
    return folder


@pytest.fixture
def quick(monkeypatch, tmp_path, quick_made):
    """A copy of it: two notebooks, a template, a report that is as it should be."""
    stand_in(monkeypatch)
    return copied(quick_made, tmp_path / "study")


def copied(study: Path, target: Path) -> Path:
    return shutil.copytree(study, target, ignore=shutil.ignore_patterns("jieba.cache"))


def quick_study(folder: Path) -> Path:
    make_study(folder)
    (folder / "notebooks").mkdir()
    for name in ("01_one", "02_silent", "03_terms"):
        text = json.dumps({**NOTEBOOK, "name": name})
        (folder / "notebooks" / f"{name}.ipynb").write_text(text, encoding="utf-8")
    (folder / "templates").mkdir()
    (folder / "templates" / "report.en.md.j2").write_text("# Hello\n", encoding="utf-8")
    (folder / "lexicon" / "stop_words.txt").write_text("的 和\n", encoding="utf-8")
    return folder


def made(folder: Path, *, force: bool = False) -> RunResult:
    return report(open_study(folder), progress=lambda items, label: items, tell=_silent, force=force)


def _silent(words: str) -> None:
    assert os.linesep not in words


def steps_done(result: RunResult) -> set[str]:
    """The steps that had to be done; the manifest follows every change."""
    return {step.name for step in result.steps if step.why} - {"manifest"}
