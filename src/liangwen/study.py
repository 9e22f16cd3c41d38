"""A study: a folder with `seeds/` and a `study.toml`; all else it may hold has defaults."""

from __future__ import annotations

import difflib
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from .errors import StudyError
from .periods import CHOICES
from .read.columns import ROLES
from .remote import is_url, shown

SETTINGS_FILE = "study.toml"
LANGUAGES = ("en", "zh")
#: In a copy of a study, the file that says: seeds and store lie here, whatever the settings say.
STANDS_ALONE = ".liangwen/stands-alone"
#: What stands in where a study has no lexicon, notebooks or templates of its own.
STARTERS = Path(__file__).parent / "starters"


@dataclass(frozen=True)
class Settings:
    """What `study.toml` says, checked.

    Attributes
    ----------
    title : dict
        Language -> title; a plain string in the file holds for each language.
    languages : tuple of str
        The languages that figures and reports come in.
    hmm : bool
        Whether the segmenter may guess unknown words.
    minimum_count : int
        A term that stands less often in the compared texts is in no keyword table.
    minimum_length : int
        A term of fewer characters is in no keyword table.
    evidence_width : int
        Characters of context on each side of a concordance line.
    seeds : str
        Where the raw files lie instead of `seeds/`: a path, or a URL that fsspec knows.
    corpus : str
        Where the store is published and read, in the same words; "" for `corpus/` alone.
    period : str
        In which periods articles are compared: "auto" (a rule decides, see
        :func:`liangwen.periods.choose`), "year", "decade" or "none".
    reference_doc : str
        A Word file, below the study's folder, whose styles the Word report takes; "" for none.
    columns : dict
        What a column of a table of articles holds (text, title, date …) -> its names.
    """

    title: Mapping[str, str]
    languages: tuple[str, ...] = LANGUAGES
    hmm: bool = True
    minimum_count: int = 3
    minimum_length: int = 2
    evidence_width: int = 24
    period: str = "auto"
    reference_doc: str = ""
    seeds: str = ""
    corpus: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Study:
    """Where the things of a study lie.

    Attributes
    ----------
    root : Path
    settings : Settings
    """

    root: Path
    settings: Settings = field(default_factory=lambda: Settings({"en": "", "zh": ""}))

    @property
    def seeds_url(self) -> str:
        """Where remote seeds lie; empty for seeds that lie on this machine."""
        place = self.settings.seeds
        return place if is_url(place) and not self._stands_alone else ""

    @property
    def corpus_place(self) -> str:
        """Where the store is published; empty where `corpus/` is all there is."""
        place = self.settings.corpus
        if not place or self._stands_alone:
            return ""
        return place if is_url(place) else str((self.root / place).resolve())

    @property
    def _stands_alone(self) -> bool:
        return (self.root / STANDS_ALONE).is_file()

    @property
    def seeds(self) -> Path:
        """The raw files, never written to; of remote ones the copy that a build brought."""
        place = self.settings.seeds
        if self.seeds_url:
            return self.cache / "seeds"
        near = not place or self._stands_alone
        return self.root / "seeds" if near else (self.root / place).resolve()

    @property
    def corpus(self) -> Path:
        """The store; where it is published elsewhere, the one that a build here works on."""
        return self.root / "corpus"

    @property
    def tables(self) -> Path:
        """CSV, XLSX and Stata files of results."""
        return self.root / "tables"

    @property
    def figures(self) -> Path:
        """A folder a language, PNG and SVG."""
        return self.root / "figures"

    @property
    def report(self) -> Path:
        """Reports, executed notebooks and the manifest."""
        return self.root / "report"

    @property
    def cache(self) -> Path:
        """What may be deleted at any time."""
        return self.root / ".liangwen"

    @property
    def notebooks(self) -> Path:
        """The study's notebooks, or the starter's where it has none."""
        own = self.root / "notebooks"
        return own if own.is_dir() else STARTERS / "notebooks"

    @property
    def coding_sheets(self) -> list[Path]:
        """Coding sheets that people filled in: coding/*.xlsx, but not Excel's lock files."""
        found = sorted((self.root / "coding").glob("*.xlsx"))
        return [path for path in found if not path.name.startswith("~")]

    @property
    def coding_note(self) -> dict[str, str]:
        """Language -> who coded, in coding/note.<language>.txt, for the report to print."""
        files = {name: self.root / "coding" / f"note.{name}.txt" for name in LANGUAGES}
        found = {}
        for name, file in files.items():
            if not file.is_file():
                continue
            try:
                found[name] = " ".join(file.read_text(encoding="utf-8-sig").split())
            except UnicodeDecodeError as error:
                raise StudyError(f"coding/{file.name} is no UTF-8; save it as UTF-8.") from error
        return found

    @property
    def templates(self) -> Path | None:
        """The study's own report templates, if it has any."""
        own = self.root / "templates"
        return own if own.is_dir() else None

    @property
    def reference_doc(self) -> Path | None:
        """The Word file whose styles the Word report takes, if the study names one."""
        name = self.settings.reference_doc
        return self.root / name if name else None

    def lexicon(self, name: str) -> Path:
        """Return the study's lexicon file `name`, or the starter's where it has none."""
        own = self.root / "lexicon" / name
        return own if own.is_file() else STARTERS / "lexicon" / name


def own_notebooks(study: Study) -> tuple[Path, bool]:
    """Return the study's own notebooks, and whether they had to be copied from the starter.

    A notebook is edited where it lies, so nobody should open the package's own.
    """
    folder = study.root / "notebooks"
    if folder.is_dir():
        return folder, False
    shutil.copytree(STARTERS / "notebooks", folder, ignore=shutil.ignore_patterns(".*"))
    return folder, True


def find_study(start: Path | None = None) -> Path:
    """Return the nearest folder at or above `start` that holds a `study.toml`."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    raise StudyError(
        f"No {SETTINGS_FILE} in {here} or above it; go to a study's folder, give one with "
        f'--study, or write a {SETTINGS_FILE} with the line: title = "…"'
    )


def find_gazetteer() -> Path:
    """Return the starter's gazetteer, for what runs outside any study."""
    return STARTERS / "lexicon" / "regions.yaml"


def open_study(root: Path | str | None = None) -> Study:
    """Open a study.

    Parameters
    ----------
    root : path, optional
        The folder with `study.toml`; the nearest one above the working folder by default.

    Raises
    ------
    StudyError
        If there is none, or a setting is unknown or of the wrong type.
    """
    folder = find_study() if root is None else Path(root).resolve()
    file = folder / SETTINGS_FILE
    if not file.is_file():
        raise StudyError(f"{folder} holds no {SETTINGS_FILE}; write one with the line: title = …")
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StudyError(f"{SETTINGS_FILE} is no valid TOML: {error}. Mend that line.") from error
    return Study(folder, check_settings(content))


def check_settings(content: Mapping[str, Any]) -> Settings:
    """Check what a `study.toml` says.

    Examples
    --------
    >>> check_settings({"title": "计量政策"}).title["en"]
    '计量政策'
    >>> check_settings({"title": "x", "languges": ["en"]})
    Traceback (most recent call last):
    liangwen.errors.StudyError: study.toml: unknown key languges. Did you mean languages?
    """
    known = {item.name: item for item in fields(Settings)}
    for key in content:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1, cutoff=0.7)
            hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(known)}."
            raise StudyError(f"{SETTINGS_FILE}: unknown key {key}. {hint}")
    values: dict[str, Any] = dict(content)
    values["title"] = _title(content.get("title"))
    values["languages"] = _languages(content.get("languages", list(LANGUAGES)))
    for key in ("minimum_count", "minimum_length", "evidence_width"):
        value = values.get(key, 1)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise StudyError(f"{SETTINGS_FILE}: {key} = {value!r} must be a whole number from 1.")
    if values.get("period", "auto") not in CHOICES:
        raise StudyError(
            f"{SETTINGS_FILE}: period = {values['period']!r} must be one of {', '.join(CHOICES)}."
        )
    if not isinstance(values.get("hmm", True), bool):
        raise StudyError(f"{SETTINGS_FILE}: hmm = {values['hmm']!r} must be true or false.")
    for key in ("seeds", "corpus"):
        _check_place(key, values.get(key, ""))
    if values.get("corpus") and values.get("corpus") == values.get("seeds"):
        raise StudyError(f"{SETTINGS_FILE}: seeds and corpus must not be one place.")
    if not isinstance(values.get("reference_doc", ""), str):
        raise StudyError(
            f"{SETTINGS_FILE}: reference_doc = {values['reference_doc']!r} must be the path of a "
            "Word file."
        )
    if "columns" in values:
        values["columns"] = _columns(values["columns"])
    return Settings(**values)


def _check_place(key: str, value: Any) -> None:
    if not isinstance(value, str):
        raise StudyError(f"{SETTINGS_FILE}: {key} = {value!r} must be a path or a URL.")
    if shown(value) != value:
        raise StudyError(
            f"{SETTINGS_FILE}: {key} holds a password, and this file is handed on; take it out "
            "there, and give it to fsspec (docs/scale.md says how)."
        )
    own = Path(value).as_posix().removesuffix("/")
    if key == "corpus" and not is_url(value) and own in ("corpus", "seeds", ".liangwen"):
        raise StudyError(
            f"{SETTINGS_FILE}: corpus = {value!r} is a folder of the study; name one elsewhere."
        )


def _columns(value: Any) -> dict[str, tuple[str, ...]]:
    """Check the names of columns: a string or a list of strings for each thing they hold."""
    if not isinstance(value, Mapping):
        raise StudyError(f'{SETTINGS_FILE}: columns must be a table: [columns] text = "正文".')
    found: dict[str, tuple[str, ...]] = {}
    for role, names in value.items():
        if role not in ROLES:
            near = difflib.get_close_matches(role, ROLES, 1)
            hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(ROLES)}."
            raise StudyError(f"{SETTINGS_FILE}: unknown key {role} in [columns]. {hint}")
        listed = [names] if isinstance(names, str) else names
        if (
            not isinstance(listed, list)
            or not listed
            or not all(isinstance(name, str) and name.strip() for name in listed)
        ):
            raise StudyError(
                f"{SETTINGS_FILE}: columns.{role} = {names!r} must be the name of a column, or a "
                "list of names."
            )
        found[role] = tuple(listed)
    return found


def _title(value: Any) -> dict[str, str]:
    if isinstance(value, str) and value.strip():
        return {language: value for language in LANGUAGES}
    known = isinstance(value, Mapping) and value and set(value) <= set(LANGUAGES)
    if known and all(isinstance(v, str) for v in value.values()):
        first = next(iter(value.values()))
        return {language: value.get(language, first) for language in LANGUAGES}
    raise StudyError(
        f'{SETTINGS_FILE}: title is missing or empty; write title = "…", or one a language: '
        'title = {en = "…", zh = "…"}.'
    )


def _languages(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or any(v not in LANGUAGES for v in value):
        raise StudyError(
            f"{SETTINGS_FILE}: languages = {value!r} must be a list of {' and '.join(LANGUAGES)}."
        )
    return tuple(dict.fromkeys(value))
