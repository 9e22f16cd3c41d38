"""The parts of a study that tables and notebooks ask for, each with a hash.

A part is a dataset of the corpus (`corpus/theme_hits`), a file of the lexicon, a table that a run
keeps (`table/keyness`), or the folder of what people coded. What was asked for when something
was made is recorded with it; it is made again when one of those parts has changed, and not when
another has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from .fingerprint import Hashes, digest, hashes_of, lexicon_files, more_files
from .ledger import Ledger
from .study import Study

#: A step that makes one table, and the name of the part that it makes.
TABLE = "table/"
#: What a notebook says that looks into the store or at its files without the corpus' properties.
_OPAQUE = re.compile(r"parquet|pyarrow|duckdb|polars|corpus/|[\"']corpus[\"']")


def parts_of(study: Study, ledger: Ledger) -> Hashes:
    """Part -> hash, of the corpus as it is recorded and the lexicon as it lies there."""
    return {
        **_datasets(study, ledger.digest_of("corpus")),
        **_lexicon(study),
        "coding": digest(hashes_of(more_files(study), study)),
    }


def _datasets(study: Study, files: Mapping[str, str]) -> Hashes:
    own: dict[str, Hashes] = {}
    folder = study.corpus.relative_to(study.root).as_posix() + "/"
    for name, found in files.items():
        dataset = name.removeprefix(folder).split("/")[0]
        own.setdefault(f"corpus/{dataset}", {})[name] = found
    return {dataset: digest(hashes) for dataset, hashes in own.items()}


def _lexicon(study: Study) -> Hashes:
    # Under one name, whether the study has the file itself or the package stands in for it.
    found = hashes_of(lexicon_files(study), study)
    return {f"lexicon/{name.rpartition('lexicon/')[2]}": known for name, known in found.items()}


def tables_in(ledger: Ledger, names: Iterable[str]) -> Hashes:
    """Part -> hash, of the tables that a run keeps."""
    return {f"{TABLE}{name}": digest(ledger.digest_of(f"{TABLE}{name}")) for name in names}


def recorded(ledger: Ledger, step: str, parts: Mapping[str, str]) -> Hashes:
    """The parts that a step asked for when it was recorded, with the hashes of today."""
    entry = ledger.entries.get(step)
    known = entry.inputs if entry else {}
    return {name: parts.get(name, "") for name in known if _is_part(name)}


def asked_for(names: Iterable[str], parts: Mapping[str, str]) -> Hashes:
    """Hashes of the parts that were asked for."""
    return {name: parts.get(name, "") for name in sorted(set(names))}


def _is_part(name: str) -> bool:
    return name == "coding" or name.startswith(("corpus/", "lexicon/", TABLE))


def looks_elsewhere(notebook: Path) -> bool:
    """Say whether a notebook may read the store by other means than the corpus' properties.

    Such a notebook depends on all of it.
    """
    return _OPAQUE.search(notebook.read_text(encoding="utf-8", errors="replace")) is not None
