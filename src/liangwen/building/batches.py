"""A batch of work to rows on disk; runs in any process that sees the study's folder."""

from __future__ import annotations

import logging
import shutil
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..catalog import Entry, written_out
from ..collector import uncollected
from ..errors import SeedError
from ..study import Study
from .columns import CUT, MATCHED, Columns, columns_of, cut_columns, match_columns
from .hashes import hash_of
from .memory import lean
from .spill import finish, is_whole, read_seeds, write_part, write_seeds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_log = logging.getLogger(__name__)

#: A part of a batch is written when its articles hold so many characters together.
PART_CHARACTERS = 1_500_000


@dataclass(frozen=True)
class Failure:
    """A seed that did not become an article, why, and what a person can do."""

    seed: str
    reason: str
    remedy: str


@dataclass(frozen=True)
class Batch:
    """Work that one process does at a time.

    Attributes
    ----------
    key : str
        The hash of all that decides the result; a finished batch of that key is used again.
    study : Study
    lexicon : str
        The hash of the lexicon, so that a process that goes on living loads a changed one anew.
    seeds : tuple of str
        To be read and cleaned.
    sha256 : array, optional
        What the seeds' bytes hashed to when the build was planned.
    catalog : mapping
        The catalog's lines for these seeds and for single rows of them.
    shard : str, optional
        The old store's shard whose texts are to be matched or cut again, instead of seeds.
    again : tuple of str
        The datasets that are made anew from that shard's texts.
    """

    key: str
    study: Study
    lexicon: str
    seeds: tuple[str, ...] = ()
    sha256: NDArray[np.bytes_] | None = None
    catalog: Mapping[str, Entry] = field(default_factory=dict)
    shard: str | None = None
    again: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """Where its rows go."""
        return scratch(self.study) / self.key


def failure_of(seed: str, error: SeedError) -> dict[str, str]:
    """Say what went wrong, and return it as it is kept: in characters that can be written."""
    failure = Failure(*map(written_out, (seed, error.reason, error.remedy)))
    _log.warning("%s: %s %s", failure.seed, failure.reason, failure.remedy)
    return vars(failure)


def scratch(study: Study) -> Path:
    """Return the folder of unfinished work; it may be deleted while no build runs."""
    return study.cache / "build"


def run_batch(batch: Batch) -> None:
    """Make the rows of a batch, unless an earlier run has."""
    if is_whole(batch.folder):
        if _as_planned(batch):
            return
        shutil.rmtree(batch.folder)
    # Two machines of a cluster may have processes of one number, so that is no name of its own.
    draft = batch.folder.with_name(f"{batch.key}.{uuid.uuid4().hex}.draft")
    draft.mkdir(parents=True)
    try:
        with uncollected(), lean():
            parts = _again(batch, draft) if batch.shard is not None else _clean(batch, draft)
        finish(draft, batch.folder, {"parts": parts})
    finally:
        shutil.rmtree(draft, ignore_errors=True)


@lru_cache(maxsize=1)
def _tools(study: str, lexicon: str, hmm: bool) -> Any:
    from ..articles import load_tools
    from ..study import open_study

    return load_tools(open_study(study))


def _tools_of(batch: Batch) -> Any:
    return _tools(str(batch.study.root), batch.lexicon, batch.study.settings.hmm)


class _Parts:
    """Collects rows and writes them out before they grow large."""

    def __init__(self, draft: Path, datasets: tuple[str, ...] | None = None) -> None:
        self.written = 0
        self._draft, self._datasets = draft, datasets
        self._begin()

    def _begin(self) -> None:
        self._columns = Columns(self._datasets) if self._datasets else Columns()
        self._characters = 0

    def add(self, name: str, rows: Any, characters: int) -> None:
        self._columns.add(name, rows)
        self._characters += characters
        if self._characters >= PART_CHARACTERS:
            self.write()

    def write(self) -> None:
        if self._columns.names:
            write_part(self._draft / f"{self.written:04}", self._columns)
            self.written += 1
            self._begin()


def _clean(batch: Batch, draft: Path) -> int:
    """Write the rows of a batch's seeds; return in how many parts."""
    from ..articles import Article

    tools = _tools_of(batch)
    parts = _Parts(draft)
    seeds: list[dict[str, Any]] = []
    for seed in batch.seeds:
        articles: list[str] = []
        problems: list[dict[str, str]] = []
        sha256 = ""
        for name, found in _articles(batch, batch.catalog.get(seed, Entry(seed)), tools):
            if isinstance(found, Article):
                articles.append(name)
                sha256 = found.sha256
                parts.add(name, columns_of(found, tools), len(found.cleaned.text))
            else:
                problems.append(failure_of(name, found))
        sha256 = sha256 or hash_of(batch.study.seeds / seed)
        seeds.append(
            {"seed": seed, "sha256": sha256, "articles": articles, "problems": problems}
        )
    parts.write()
    write_seeds(draft, seeds)
    return parts.written


def _as_planned(batch: Batch) -> bool:
    """Tell whether a finished batch is of the very bytes that the plan has seen."""
    import numpy as np

    if batch.sha256 is None:
        return True
    found = np.array(read_seeds(batch.folder)["sha256"].to_pylist(), dtype=batch.sha256.dtype)
    return np.array_equal(found, batch.sha256)


def _articles(batch: Batch, entry: Entry, tools: Any) -> Iterator[tuple[str, Any]]:
    from ..articles import read_articles

    path = batch.study.seeds / entry.seed
    try:
        yield from read_articles(path, entry, batch.study, tools.gazetteer, batch.catalog)
    except SeedError as error:
        yield entry.seed, error


def _again(batch: Batch, draft: Path) -> int:
    """Match or cut the texts of a shard again, without reading and cleaning their seeds."""
    from .sources import read_shard

    tools = _tools_of(batch)
    cut = CUT[0] in batch.again
    parts = _Parts(draft, batch.again)
    articles = read_shard(batch.study.corpus, "articles", batch.shard or "")
    for row in articles.to_pylist():
        name, text = row.pop("article_id"), row["text"]
        rows: dict[str, Any] = {}
        if MATCHED[0] in batch.again:
            rows[MATCHED[0]] = match_columns(text, tools.themes)
        if cut:
            rows |= cut_columns(text, tools.segmenter)
            row["n_tokens"] = int(rows["term_counts"]["count"].sum())
            rows["articles"] = {column: [value] for column, value in row.items()}
        parts.add(name, rows, len(text))
    parts.write()
    return parts.written
