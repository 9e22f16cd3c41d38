"""Open the store: Parquet datasets in `corpus/`, with a manifest. :mod:`building` makes it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .building.batches import Failure
from .building.run import BuildResult, Progress, build
from .building.swap import recover
from .errors import StudyError
from .published import published
from .schema import SCHEMA_VERSION
from .study import Study

__all__ = [
    "BuildResult", "Corpus", "Failure", "Progress", "article_hashes", "build", "open_corpus",
    "read_manifest", "read_rows",
]  # fmt: skip

if TYPE_CHECKING:
    import pandas as pd


def read_manifest(study: Study) -> dict[str, Any]:
    """Read the store's manifest.

    Raises
    ------
    StudyError
        If there is no store yet, or it was built by another version.
    """
    store = published(study)
    if store is not None:
        return _checked(dict(store.generation.manifest))
    recover(study)
    file = study.corpus / "manifest.json"
    if not file.is_file():
        raise StudyError(
            f"{study.root} has no corpus yet; run `liangwen build` (or make build) there."
        )
    return _checked(json.loads(file.read_text(encoding="utf-8")))


def _checked(content: dict[str, Any]) -> dict[str, Any]:
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
    if (store := published(study)) is not None:
        return store.rows(dataset, columns)
    rows: list[dict[str, Any]] = []
    # File by file: pyarrow's reader of whole folders imports pandas.
    for file in sorted((study.corpus / dataset).glob("*.parquet")):
        rows += pq.ParquetFile(file).read(columns=columns).to_pylist()
    return rows


def article_hashes(study: Study) -> dict[str, str]:
    """Return the SHA-256 of the seed of each article, by its id."""
    rows = read_rows(study, "articles", ["article_id", "sha256"])
    return {row["article_id"]: row["sha256"] for row in sorted(rows, key=lambda r: r["article_id"])}


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
        self._elsewhere = published(study)

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

        if self._elsewhere is not None:
            return self._elsewhere.frame(dataset)
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
