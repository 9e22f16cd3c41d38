"""The hashes of the seeds; a file whose size and time stand as they were is not read again.

Size and time live in the cache, and what the cache says is never written to the store.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..by_hand import SUFFIXES
from ..catalog import sha256_of
from ..study import Study

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: numpy's type of a SHA-256 as it is written; empty for a file that cannot be opened.
HASH = "S64"
#: A file that changed within so many seconds before it was hashed may change again unseen.
RACY = 2.0


class Hashes(NamedTuple):
    """What the files of a study hold.

    Attributes
    ----------
    sha256, sizes : array
        Of each seed the hash of its bytes (empty if it cannot be opened), and how many they are.
    corrections : dict
        Name of a file of corrections -> its hash.
    """

    sha256: NDArray[np.bytes_]
    sizes: NDArray[np.int64]
    corrections: dict[str, str]


def hash_files(study: Study, names: Sequence[str]) -> Hashes:
    """Hash seeds and what corrects them."""
    import numpy as np

    cache = study.cache / "seeds.json"
    remembered = _remembered(cache)
    found = Hashes(np.zeros(len(names), dtype=HASH), np.zeros(len(names), dtype=np.int64), {})
    stats: dict[str, list[Any]] = {}
    now, folder = time.time(), study.seeds
    for place, name in enumerate(names):
        for file in (name, *(name + suffix for suffix in SUFFIXES)):
            path = f"{folder}/{file}"  # three a seed: a Path costs more than the question
            try:
                stat = os.stat(path)
            except OSError:
                continue
            state = [stat.st_size, stat.st_mtime_ns, stat.st_ino]
            old = remembered.get(file)
            sha256 = str(old[3]) if old and old[:3] == state else hash_of(Path(path))
            if file == name:
                found.sha256[place], found.sizes[place] = sha256.encode(), stat.st_size
            else:
                found.corrections[file] = sha256
            if now - stat.st_mtime > RACY:
                stats[file] = [*state, sha256]
    if stats != remembered:
        _remember(cache, stats)
    return found


def forget(study: Study, names: Collection[str]) -> None:
    """Let the next build hash some files again, whatever their size and time say."""
    cache = study.cache / "seeds.json"
    remembered = _remembered(cache)
    _remember(cache, {name: stat for name, stat in remembered.items() if name not in names})


def hash_of(path: Path) -> str:
    """Hash a seed's bytes; empty if it cannot be opened."""
    try:
        return sha256_of(path)
    except OSError:  # it is named as a seed that cannot be opened when it is read
        return ""


def _remember(cache: Path, stats: dict[str, list[Any]]) -> None:
    cache.parent.mkdir(parents=True, exist_ok=True)
    draft = cache.with_suffix(".draft")
    draft.write_text(json.dumps(stats, ensure_ascii=False), encoding="utf-8")
    draft.replace(cache)


def _remembered(cache: Path) -> dict[str, list[Any]]:
    try:
        content = json.loads(cache.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
