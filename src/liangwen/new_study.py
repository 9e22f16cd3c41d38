"""Make a new study: a folder with everything in it that a person may want to change."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template

from .catalog import NOTICE, list_seeds
from .errors import StudyError
from .study import LANGUAGES, SETTINGS_FILE, STARTERS, Study, check_settings, open_study

#: What a study begins with where nothing is chosen.
EMPTY = "empty"
#: The files that a lexicon is begun with; places (regions.yaml, gazetteer.csv) come from liangwen.
BEGUN_WITH = ("themes.yaml", "terms.txt", "stop_words.txt")


def lexicons() -> list[str]:
    """Names of the lexicons that a study can begin with, as they lie in the starters.

    Examples
    --------
    >>> "empty" in lexicons()
    True
    """
    found = (path for path in (STARTERS / "lexicons").iterdir() if path.is_dir())
    return sorted(path.name.replace("_", "-") for path in found if path.name[0] not in "._")


def new_study(
    folder: Path,
    *,
    title: str,
    title_zh: str | None = None,
    seeds: Path | None = None,
    lexicon: str = EMPTY,
    languages: Sequence[str] = LANGUAGES,
) -> Study:
    """Make a study that a report can be made of at once.

    Parameters
    ----------
    folder : Path
        Made where it is not there; it must be empty.
    title, title_zh : str
        The study's title; the Chinese one is the same where none is given.
    seeds : Path, optional
        A folder of raw articles, copied to ``seeds/``; it is only read.
    lexicon : str
        One of :func:`lexicons`.
    languages : sequence of str
        Of figures and reports.

    Raises
    ------
    StudyError
        For a folder that is not empty, a folder of seeds that is not there or holds none, an
        empty title, an unknown language or lexicon. Nothing is written then.
    """
    folder = folder.resolve()
    _check_place(folder)
    names = {"en": title.strip(), "zh": (title_zh or title).strip()}
    if not names["en"]:
        raise StudyError("The title is empty; say in a few words what the study is about.")
    check_settings({"title": names, "languages": list(languages)})
    if lexicon not in lexicons():
        raise StudyError(f"There is no lexicon {lexicon!r}: use {', '.join(lexicons())}.")
    if seeds is not None:
        _check_seeds(seeds.resolve(), folder)
    folder.mkdir(parents=True, exist_ok=True)
    _write_settings(folder, names, languages)
    _copy_seeds(seeds, folder / "seeds")
    _copy_lexicon(lexicon, folder / "lexicon")
    for part in ("notebooks", "templates"):
        _copy_tree(STARTERS / part, folder / part)
    _write_papers(folder, names, lexicon)
    return open_study(folder)


def _check_place(folder: Path) -> None:
    if folder.is_file():
        raise StudyError(f"{folder} is a file; give the name of a folder that is not there yet.")
    if folder.is_dir() and any(folder.iterdir()):
        raise StudyError(
            f"{folder} is not empty; give another folder, so that nothing is overwritten."
        )


def _check_seeds(seeds: Path, folder: Path) -> None:
    if not seeds.is_dir():
        raise StudyError(f"{seeds} is no folder; give the folder that holds the raw articles.")
    if folder.is_relative_to(seeds):
        raise StudyError(f"{folder} lies in the folder of seeds; make the study somewhere else.")
    if not any(list_seeds(seeds)):
        raise StudyError(f"{seeds} holds no articles; leave --seeds out and add them later.")


def _write_settings(folder: Path, names: Mapping[str, str], languages: Sequence[str]) -> None:
    # A JSON string of one line is a TOML string as well, but for the one control that JSON allows.
    quoted = {
        f"title_{key}": json.dumps(value, ensure_ascii=False).replace("\x7f", "")
        for key, value in names.items()
    }
    text = _filled("study.toml", languages=json.dumps(list(languages)), **quoted)
    (folder / SETTINGS_FILE).write_text(text, encoding="utf-8", newline="\n")


def _filled(name: str, **values: str) -> str:
    text = (STARTERS / "study" / name).read_text(encoding="utf-8")
    return Template(text).substitute(values)


def _copy_seeds(seeds: Path | None, target: Path) -> None:
    target.mkdir()
    if seeds is None:
        shutil.copyfile(STARTERS / "study" / "seeds.txt", target / NOTICE)
    else:
        _copy_tree(seeds, target)


def _copy_tree(source: Path, target: Path) -> None:
    """Copy files with their permissions (a read-only seed stays read-only), hidden ones not."""
    for path in sorted(source.rglob("*")):
        inner = path.relative_to(source)
        hidden = any(part[0] == "." or part == "__pycache__" for part in inner.parts)
        if path.is_file() and not hidden:
            (target / inner).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target / inner)


def _copy_lexicon(name: str, target: Path) -> None:
    """Copy a lexicon; what it lacks is empty, and function words are the same for every study."""
    target.mkdir()
    own = STARTERS / "lexicons" / name.replace("-", "_")
    whole = STARTERS / "lexicon"
    places = [own, STARTERS / "lexicons" / EMPTY, whole]
    if not (own / "themes.yaml").is_file():
        places = [whole]
    for file in BEGUN_WITH:
        source = next(place / file for place in places if (place / file).is_file())
        shutil.copyfile(source, target / file)
    for path in sorted(own.iterdir()):
        if path.is_file() and path.name not in (*BEGUN_WITH, "README.md"):
            shutil.copyfile(path, target / path.name)


def _write_papers(folder: Path, names: Mapping[str, str], lexicon: str) -> None:
    for name, language in (("README.md", "en"), ("README.zh-CN.md", "zh")):
        # A title may hold what Markdown reads as markup or a line end.
        title = " ".join(names[language].split())
        (folder / name).write_text(
            _filled(name, title=title, lexicon=lexicon), encoding="utf-8", newline="\n"
        )
    (folder / ".gitignore").write_text(_filled("gitignore.txt"), encoding="utf-8", newline="\n")
