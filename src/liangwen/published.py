"""A store that lies on another file system: generations of files that never change.

A shard is written once, under a name that holds the hash of its bytes. A *generation* is one small
file, ``generation-NNNNNNNN-HASH.json``, that names the shards of a whole store and holds its
manifest; it is written last. The newest whole generation is the store. Nothing is renamed or
replaced, so no file system needs to be able to, and half a file is never taken for a whole one: the
hash in a generation's name is that of its bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .errors import StudyError
from .remote import Folder, shown
from .study import Study

if TYPE_CHECKING:
    import pandas as pd

_GENERATION = re.compile(r"generation-(\d{8})-([0-9a-f]{16})\.json")


@dataclass(frozen=True)
class Generation:
    """A store as it once was.

    Attributes
    ----------
    number : int
        The higher, the later.
    name : str
        The file that holds it.
    manifest : dict
        The store's manifest.
    files : dict
        Shard (``articles/part-0.parquet``) -> its ``key`` there, ``size`` and ``sha256``.
    """

    number: int
    name: str
    manifest: dict[str, Any]
    files: dict[str, dict[str, Any]]


def generation_name(number: int, content: bytes) -> str:
    """Return the name of a generation's file."""
    return f"generation-{number:08}-{hashlib.sha256(content).hexdigest()[:16]}.json"


def generation_names(folder: Folder) -> list[str]:
    """List the files of generations, whole or not, the newest first."""
    return sorted((name for name in folder.top() if _GENERATION.fullmatch(name)), reverse=True)


def newest(folder: Folder) -> Generation | None:
    """Return the newest whole generation, if there is any."""
    for name in generation_names(folder):
        found = _known.get((folder.place, name)) or _read(folder, name)
        if found is not None:
            _known.clear()
            _known[folder.place, name] = found
            return found
    return None


#: The generation that was read last; its file never changes.
_known: dict[tuple[str, str], Generation] = {}


def _read(folder: Folder, name: str) -> Generation | None:
    match = _GENERATION.fullmatch(name)
    content = folder.read(name)
    if match is None or hashlib.sha256(content).hexdigest()[:16] != match[2]:
        return None
    plain = json.loads(content)
    return Generation(int(match[1]), name, plain["manifest"], plain["files"])


class Published:
    """The store of one generation, read where it lies.

    Parameters
    ----------
    folder : Folder
    generation : Generation
        It stays readable while the next one is published, and until the one after that is.
    """

    def __init__(self, folder: Folder, generation: Generation) -> None:
        self.folder, self.generation = folder, generation

    def rows(self, dataset: str, columns: list[str] | None = None) -> list[dict[str, Any]]:
        """Return a dataset's rows without pandas, in the order of the store."""
        found: list[dict[str, Any]] = self._table(dataset, columns).to_pylist()
        return found

    def frame(self, dataset: str, columns: list[str] | None = None) -> pd.DataFrame:
        """Return a dataset as pandas reads it from a folder here."""
        found: pd.DataFrame = self._table(dataset, columns).to_pandas()
        return found

    def _table(self, dataset: str, columns: list[str] | None) -> Any:
        from concurrent.futures import ThreadPoolExecutor

        import pyarrow as pa

        files = self.generation.files
        keys = [files[name]["key"] for name in sorted(files) if name.startswith(f"{dataset}/")]

        def read(key: str) -> Any:
            return self.folder.table(key, columns)

        with ThreadPoolExecutor(self.folder.at_once) as pool:
            return pa.concat_tables(pool.map(read, keys)).combine_chunks()


def published(study: Study) -> Published | None:
    """Open the published store of a study.

    Returns
    -------
    Published or None
        None where the store is not published, or where the same one lies in `corpus/` as well.

    Raises
    ------
    StudyError
        If it cannot be reached, or nothing is published there yet.
    """
    if not study.corpus_place:
        return None
    folder = Folder(study.corpus_place)
    found = newest(folder)
    if found is None:
        raise StudyError(
            f"{shown(folder.place)} has no corpus yet; run `liangwen build` (or make build) in "
            f"{study.root}."
        )
    return None if is_here(study, found) else Published(folder, found)


# --- what lies in corpus/ besides -----------------------------------------------------------------


def read_note(study: Study) -> dict[str, str]:
    """Read what is noted of `corpus/`: which generation it came of, and whether it still is that.

    Returns
    -------
    dict
        ``place``, ``generation``, ``state`` ("same", or "building" from the beginning of a build
        until it is published); empty where nothing is noted.
    """
    try:
        found = json.loads(_note_file(study).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_note(study: Study, generation: Generation | None, state: str) -> None:
    """Note which generation `corpus/` came of."""
    study.cache.mkdir(parents=True, exist_ok=True)
    content = {
        "place": study.corpus_place,
        "generation": generation.name if generation else "",
        "state": state,
    }
    draft = _note_file(study).with_suffix(".draft")
    draft.write_text(json.dumps(content), encoding="utf-8")
    draft.replace(_note_file(study))


def is_here(study: Study, generation: Generation) -> bool:
    """Tell whether `corpus/` holds a generation."""
    wanted = {"place": study.corpus_place, "generation": generation.name, "state": "same"}
    return read_note(study) == wanted and (study.corpus / "manifest.json").is_file()


def state_of(study: Study) -> str:
    """Name the generation that is published now, and whether `corpus/` holds it."""
    if not study.corpus_place:
        return ""
    found = newest(Folder(study.corpus_place))
    if found is None:
        return "nothing is published"
    return found.name if is_here(study, found) else f"{found.name}, not in corpus/"


def _note_file(study: Study) -> Any:
    return study.cache / "published.json"
