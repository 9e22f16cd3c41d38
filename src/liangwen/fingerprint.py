"""What decides the bytes of a run: inputs, settings, versions and liangwen's own source, hashed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from .by_hand import SUFFIXES
from .catalog import sha256_of
from .study import SETTINGS_FILE, STARTERS, Study

#: Packages whose version can change a byte of what is made.
PACKAGES = (
    "ahocorasick-rs", "jieba", "jinja2", "matplotlib", "numba", "numpy", "opencc", "pandas",
    "pyarrow", "pylopdf-fonts-zh-cn", "pypandoc-binary", "pypinyin", "scipy", "typst",
    "wordcloud", "xlsxwriter",
)  # fmt: skip

#: Parts of the starters that are inputs of a study which has none of its own.
STAND_INS = tuple(STARTERS / name for name in ("lexicon", "notebooks", "templates"))

#: Folders of a study whose files tables and documents may read, beside seeds and lexicon.
MORE = ("coding",)

Hashes = dict[str, str]


@cache
def versions() -> dict[str, str]:
    """Versions of liangwen and of what decides the bytes it makes."""
    from importlib.metadata import version

    from . import __version__

    return {"liangwen": __version__} | {name: version(name) for name in PACKAGES}


@cache
def code_hash() -> str:
    """SHA-256 over the package's own files: a changed line of source is a changed version.

    Starters that stand in for a study's own files are left out: where a study uses one, it is an
    input of that study and hashed as such.
    """
    package = Path(__file__).parent
    sha = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        stands_in = any(path.is_relative_to(folder) for folder in STAND_INS)
        if stands_in or not path.is_file() or "__pycache__" in path.parts:
            continue
        sha.update(path.relative_to(package).as_posix().encode() + b"\0")
        sha.update(sha256_of(path).encode())
    return sha.hexdigest()


def name_of(path: Path, study: Study) -> str:
    """A file's name in manifest and record: within the study, or as a starter of the package.

    A seed is named as if it lay in the study's folder `seeds/`, wherever it does. Of a file
    outside, such as an office's Word template, the folder is not told: it is of one machine.
    """
    if study.settings.seeds and path.is_relative_to(study.seeds):
        return f"seeds/{path.relative_to(study.seeds).as_posix()}"
    # Before the study's folder, which may hold this package's source as well.
    if path.is_relative_to(STARTERS):
        return f"starters/{path.relative_to(STARTERS).as_posix()}"
    if path.is_relative_to(study.root):
        return path.relative_to(study.root).as_posix()
    return f"elsewhere/{path.name}"


def hashes_of(paths: Iterable[Path], study: Study) -> Hashes:
    """Name -> SHA-256 of files, in the order of the names."""
    named = {name_of(path, study): path for path in paths}
    return {name: sha256_of(named[name]) for name in sorted(named)}


def seed_files(study: Study) -> list[Path]:
    """Raw files, the catalog and corrections by hand; hidden and lock files are none."""
    return [
        path
        for path in sorted(study.seeds.rglob("*"))
        if path.is_file() and (path.suffix in SUFFIXES or not path.name.startswith((".", "~$")))
    ]


def lexicon_files(study: Study) -> list[Path]:
    """The files of the lexicon, and whatever else lies in the study's own folder of it."""
    own = study.root / "lexicon"
    more = [path for path in sorted(own.rglob("*")) if path.is_file() and path.name[0] != "."]
    names = [path.name for path in sorted((STARTERS / "lexicon").glob("*.*"))]
    return sorted({*(study.lexicon(name) for name in names), *more})


def more_files(study: Study) -> list[Path]:
    """What else a person may have put into the study for tables and documents to read."""
    found = (path for name in MORE for path in sorted((study.root / name).rglob("*")))
    return [path for path in found if path.is_file() and not path.name.startswith((".", "~$"))]


def notebook_files(study: Study) -> list[Path]:
    """The notebooks that a report runs: those whose names begin with a digit."""
    return sorted(study.notebooks.glob("[0-9]*.ipynb"))


def notebook_companions(study: Study) -> list[Path]:
    """What else lies in the folder of notebooks: modules and data that they may read."""
    return [
        path
        for path in sorted(study.notebooks.rglob("*"))
        if path.is_file()
        and path.suffix not in {".ipynb", ".pyc"}
        and not any(part.startswith(".") for part in path.relative_to(study.notebooks).parts)
    ]


def template_file(study: Study, language: str) -> Path:
    """The template that a language's report is filled from."""
    from .report.template import find_template

    return find_template(language, study.templates)


def inputs(study: Study) -> list[Path]:
    """Every file that a run of the study depends on and that a person may change."""
    found = [study.root / SETTINGS_FILE, *seed_files(study), *lexicon_files(study)]
    found += [*more_files(study), *notebook_files(study), *notebook_companions(study)]
    found += [template_file(study, language) for language in study.settings.languages]
    return found


def settings_of(study: Study, *, without: Iterable[str] = ()) -> dict[str, Any]:
    """The settings as plain values, for the manifest and for records."""
    left_out = set(without)
    kept = {key: value for key, value in vars(study.settings).items() if key not in left_out}
    plain: dict[str, Any] = json.loads(json.dumps(kept, default=dict, ensure_ascii=False))
    return plain


def digest(content: Mapping[str, Any]) -> str:
    """One hash of many values, whatever the order that they were put together in.

    Examples
    --------
    >>> digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    True
    """
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=dict)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
