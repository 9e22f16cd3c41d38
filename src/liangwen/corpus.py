"""Build and open the store: Parquet datasets in `corpus/`, with a manifest."""

from __future__ import annotations

import datetime
import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .articles import Article, Rows, Tools, article_rows, load_tools, read_articles
from .by_hand import orphans
from .catalog import Entry, list_seeds, read_catalog
from .duplicates import find_duplicates
from .errors import SeedError, StudyError
from .schema import DATASETS, SCHEMA_VERSION, schema
from .study import Study

if TYPE_CHECKING:
    import pandas as pd

_log = logging.getLogger(__name__)

#: A shard holds so many articles at most; then it splits by the next digit of the ids' hashes.
SHARD_ARTICLES = 512

Progress = Callable[[Sequence[Any], str], Iterable[Any]]


def _silent(items: Sequence[Any], label: str) -> Iterable[Any]:
    return items


@dataclass(frozen=True)
class Failure:
    """A seed that did not become an article, why, and what a person can do."""

    seed: str
    reason: str
    remedy: str


@dataclass
class BuildResult:
    """What a build made and what it could not."""

    articles: int
    failures: list[Failure] = field(default_factory=list)


def build(study: Study, *, progress: Progress = _silent) -> BuildResult:
    """Turn the study's seeds into its store.

    A seed that cannot be read never stops the build: it is listed among the failures, with the
    reason, and in the store's manifest. The new store replaces the old one when it is whole.

    Parameters
    ----------
    study : Study
    progress : callable, optional
        Given the seeds and a label, yields them one by one.

    Raises
    ------
    StudyError
        If there are no seeds, or none of them is an article.
    """
    catalog = read_catalog(study.seeds)
    names = list(list_seeds(study.seeds))
    if not names:
        raise StudyError(f"{study.seeds} holds no seeds; put the raw articles there.")
    tools = load_tools(study)
    failures = [_failure(name, error) for name, error in orphans(study.seeds)]
    articles: list[Article] = []
    seen = set(names)
    for name in progress(names, "clean"):
        entry = catalog.get(name, Entry(name))
        if entry.role == "exclude":
            continue
        try:
            path = study.seeds / name
            for article_id, found in read_articles(path, entry, study, tools.gazetteer, catalog):
                seen.add(article_id)
                if isinstance(found, Article):
                    articles.append(found)
                else:
                    failures.append(_failure(article_id, found))
        except SeedError as error:
            failures.append(_failure(name, error))
    failures += [
        Failure(name, "The catalog names it, but there is no such file or row.", "Add it there.")
        for name in sorted(set(catalog) - seen)
        if catalog[name].role != "exclude" or name.partition("#")[0] not in names
    ]
    rows = _all_rows(articles, tools, progress)
    _write(study, rows, failures)
    return BuildResult(len(articles), failures)


def _failure(name: str, error: SeedError) -> Failure:
    _log.warning("%s: %s", name, error)
    return Failure(name, error.reason, error.remedy)


def _all_rows(articles: list[Article], tools: Tools, progress: Progress) -> Rows:
    rows: Rows = {name: [] for name in DATASETS}
    # The likeliest original first: the earliest, then the longest, then by id.
    order = sorted(
        articles,
        key=lambda a: (a.metadata.date or "9999", -len(a.cleaned.text), a.article_id),
    )
    pairs = find_duplicates(
        {a.article_id: a.cleaned.text for a in articles}, [a.article_id for a in order]
    )
    for pair in pairs:
        rows["duplicates"].append(pair._asdict())
    copies = {pair.article_id: pair.kind for pair in pairs if pair.kind != "review"}
    for article in progress(articles, "count"):
        if kind := copies.get(article.article_id):
            article.flags.append(kind)
        for name, found in article_rows(article, tools).items():
            rows[name] += found
    return rows


def shards(ids: Iterable[str], *, most: int = SHARD_ARTICLES) -> dict[str, list[str]]:
    """Deal articles into shards, a pure function of the set of ids.

    Returns
    -------
    dict
        Prefix of the ids' SHA-256 -> sorted ids; a shard that would hold more than `most`
        splits by the next digit.

    Examples
    --------
    >>> list(shards(["a", "b"], most=1))
    ['3', 'c']
    """
    return _split(sorted(set(ids)), "", most)


def _split(ids: list[str], prefix: str, most: int) -> dict[str, list[str]]:
    if len(ids) <= most:
        return {prefix: ids}
    parts: dict[str, list[str]] = {}
    for name in ids:
        digit = hashlib.sha256(name.encode()).hexdigest()[len(prefix)]
        parts.setdefault(prefix + digit, []).append(name)
    found: dict[str, list[str]] = {}
    for key in sorted(parts):
        found |= _split(parts[key], key, most)
    return found


def _write(study: Study, rows: Rows, failures: list[Failure]) -> None:
    fresh = study.root / f".corpus-{os.getpid()}"
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        for dataset in DATASETS:
            _write_dataset(fresh / dataset, dataset, rows)
        _write_manifest(fresh, rows, failures)
        old = study.root / f".corpus-old-{os.getpid()}"
        if study.corpus.exists():
            study.corpus.rename(old)
        fresh.rename(study.corpus)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _write_dataset(folder: Path, dataset: str, rows: Rows) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True)
    own: dict[str, list[dict[str, Any]]] = {}
    for row in rows[dataset]:
        own.setdefault(row["article_id"], []).append(row)
    for prefix, ids in shards(row["article_id"] for row in rows["articles"]).items():
        found = [row for name in ids for row in own.get(name, [])]
        table = pa.Table.from_pylist(found, schema=schema(dataset))
        pq.write_table(table, folder / f"part-{prefix or '0'}.parquet", compression="zstd")


def _write_manifest(folder: Path, rows: Rows, failures: list[Failure]) -> None:
    content = {
        "schema_version": SCHEMA_VERSION,
        "articles": {row["article_id"]: row["sha256"] for row in rows["articles"]},
        "failures": [vars(failure) for failure in failures],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")


def read_manifest(study: Study) -> dict[str, Any]:
    """Read the store's manifest.

    Raises
    ------
    StudyError
        If there is no store yet, or it was built by another version.
    """
    file = study.corpus / "manifest.json"
    if not file.is_file():
        raise StudyError(
            f"{study.root} has no corpus yet; run `liangwen build` (or make build) there."
        )
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    if content.get("schema_version") != SCHEMA_VERSION:
        raise StudyError(
            "The corpus was built by another version of liangwen; run `liangwen build` to make "
            "it anew."
        )
    return content


def read_rows(study: Study, dataset: str, columns: list[str] | None = None) -> list[dict[str, Any]]:
    """Read a dataset's rows without pandas, in the order of the store."""
    import pyarrow.parquet as pq

    read_manifest(study)
    rows: list[dict[str, Any]] = []
    # File by file: pyarrow's reader of whole folders imports pandas.
    for file in sorted((study.corpus / dataset).glob("*.parquet")):
        rows += pq.ParquetFile(file).read(columns=columns).to_pylist()
    return rows


class Corpus:
    """The store's datasets as DataFrames, read when they are first asked for.

    Parameters
    ----------
    study : Study

    Notes
    -----
    `articles` holds what is compared: the articles of role *study* that are no reprint of
    another; `all_articles` holds every one. The other frames follow `articles`.
    """

    def __init__(self, study: Study) -> None:
        self.study = study
        self.manifest = read_manifest(study)

    @property
    def failures(self) -> list[Failure]:
        """Seeds that did not become articles."""
        return [Failure(**failure) for failure in self.manifest["failures"]]

    @cached_property
    def all_articles(self) -> pd.DataFrame:
        """One row an article, in order of its region's code, date and id."""
        frame = self._read("articles")
        regions = _none(frame["region"])
        frame["region_en"] = [self.gazetteer.english(region) for region in regions]
        frame["order"] = [self.gazetteer.codes(region) or "~" for region in regions]
        frame = frame.sort_values(["order", "region", "date", "article_id"], na_position="last")
        return frame.drop(columns="order").reset_index(drop=True)

    @cached_property
    def articles(self) -> pd.DataFrame:
        """One row an article that is compared."""
        frame = self.all_articles
        copy = frame["flags"].map(lambda flags: bool({"duplicate", "excerpt"} & set(flags)))
        kept = frame[(frame["role"] == "study") & ~copy]
        return kept.reset_index(drop=True)

    @cached_property
    def edits(self) -> pd.DataFrame:
        """One row an edit."""
        frame = self.all_edits
        return frame[frame["article_id"].isin(self.articles["article_id"])].reset_index(drop=True)

    @cached_property
    def all_edits(self) -> pd.DataFrame:
        """One row an edit, of the articles that are not compared as well."""
        return self._read("edits")

    @cached_property
    def tokens(self) -> pd.DataFrame:
        """One row an article: the lengths of its tokens."""
        return self._own("tokens")

    @cached_property
    def term_counts(self) -> pd.DataFrame:
        """One row a term of an article."""
        return self._own("term_counts")

    @cached_property
    def theme_hits(self) -> pd.DataFrame:
        """One row a hit."""
        return self._own("theme_hits")

    @cached_property
    def region_mentions(self) -> pd.DataFrame:
        """One row a mention."""
        return self._own("region_mentions")

    @cached_property
    def duplicates(self) -> pd.DataFrame:
        """One row a pair of articles that share text."""
        return self._read("duplicates")

    @cached_property
    def _tools(self) -> tuple[Any, Any]:
        from .lexicon import load_themes
        from .regions import load_gazetteer

        return (
            load_themes(self.study.lexicon("themes.yaml")),
            load_gazetteer(
                self.study.lexicon("regions.yaml"), self.study.lexicon("gazetteer.csv")
            ),
        )

    @property
    def themes(self) -> Any:
        """The study's theme lexicon."""
        return self._tools[0]

    @property
    def gazetteer(self) -> Any:
        """The study's gazetteer."""
        return self._tools[1]

    @cached_property
    def stop_words(self) -> frozenset[str]:
        """The study's stop words."""
        from .lexicon import read_words

        return frozenset(read_words(self.study.lexicon("stop_words.txt")))

    @cached_property
    def segmenter(self) -> Any:
        """The study's segmenter, with its user dictionary; loading takes a second."""
        from .lexicon import read_words
        from .segment import Segmenter

        words = read_words(self.study.lexicon("terms.txt"), first_column=True)
        return Segmenter(words, hmm=self.study.settings.hmm, cache=self.study.cache)

    @cached_property
    def place_names(self) -> frozenset[str]:
        """Names of places: that a text of Hebei says 河北 sets it apart from none."""
        return frozenset(self.gazetteer.names("province", "city", "county"))

    def source_text(self, article_id: str) -> str:
        """Rebuild an article's source text from its clean text and its edits."""
        from .concordance import edits_of
        from .edits import undo

        text = self.all_articles.set_index("article_id").at[article_id, "text"]
        return undo(text, edits_of(self.all_edits, article_id))

    def _own(self, dataset: str) -> pd.DataFrame:
        frame = self._read(dataset)
        kept = frame[frame["article_id"].isin(self.articles["article_id"])]
        return kept.reset_index(drop=True)

    def _read(self, dataset: str) -> pd.DataFrame:
        import pandas as pd

        return pd.read_parquet(self.study.corpus / dataset)


def _none(values: Iterable[Any]) -> list[str | None]:
    """Strings, with pandas' missing values as None."""
    return [value if isinstance(value, str) else None for value in values]


def open_corpus(study: Study | Path | str | None = None) -> Corpus:
    """Open the corpus of a study; of the nearest one above the working folder by default.

    Raises
    ------
    StudyError
        If there is none yet, or it was built by another version.
    """
    from .study import open_study

    return Corpus(study if isinstance(study, Study) else open_study(study))


def iso(value: Any) -> str | None:
    """Return a date as YYYY-MM-DD, or None for a missing one."""
    if isinstance(value, (datetime.date, datetime.datetime)) and value == value:
        return value.strftime("%Y-%m-%d")
    return None
