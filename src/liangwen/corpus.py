"""Open the store: Parquet datasets in `corpus/`, with a manifest. :mod:`building` makes it."""

from __future__ import annotations

import copy
import datetime
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from .building.batches import Failure
from .building.run import BuildResult, Progress, build
from .building.swap import recover
from .errors import StudyError
from .published import published
from .schema import SCHEMA_VERSION
from .stage import note_part
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
    note_part(f"corpus/{dataset}")
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


_T = TypeVar("_T")

#: The places of a study that `all_articles` and what follows it are made from.
_ARTICLES = ("corpus/articles", "lexicon/regions.yaml", "lexicon/gazetteer.csv")


class _Part(Generic[_T]):
    """A property that is made once, and noted each time with the places that decide it."""

    def __init__(self, make: Callable[[Any], _T], places: tuple[str, ...]) -> None:
        self.make, self.places, self.__doc__ = make, places, make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, corpus: None, owner: type) -> _Part[_T]: ...
    @overload
    def __get__(self, corpus: Corpus, owner: type) -> _T: ...
    def __get__(self, corpus: Corpus | None, owner: type) -> _Part[_T] | _T:
        if corpus is None:
            return self
        corpus.note(*self.places)
        if self.name not in corpus.held:
            corpus.held[self.name] = self.make(corpus)
        found: _T = corpus.held[self.name]
        return found


def _part(*places: str) -> Callable[[Callable[[Any], _T]], _Part[_T]]:
    return lambda make: _Part(make, places)


class Corpus:
    """The store's datasets as DataFrames, read when they are first asked for.

    Parameters
    ----------
    study : Study

    Attributes
    ----------
    used : set of str
        Which datasets and files of the lexicon have been asked for: by them a run knows what a
        table or a notebook was made from, and so what a change touches.

    Notes
    -----
    `articles` holds what is compared: the articles of role *study* that are no reprint of
    another; `all_articles` holds every one. The other frames follow `articles`.
    """

    def __init__(self, study: Study) -> None:
        self.study = study
        self.manifest = read_manifest(study)
        self._elsewhere = published(study)
        self.held: dict[str, Any] = {}
        self.used: set[str] = set()

    def view(self) -> Corpus:
        """Return a corpus of the same frames that notes anew what is asked for."""
        view = copy.copy(self)
        view.used = set()
        return view

    def note(self, *places: str) -> None:
        """Note what is asked for."""
        for place in places:
            if place not in self.used:
                self.used.add(place)
                note_part(place)

    @property
    def failures(self) -> list[Failure]:
        """Seeds that did not become articles."""
        self.note("corpus/manifest.json")
        return [Failure(**failure) for failure in self.manifest["failures"]]

    @_part(*_ARTICLES)
    def all_articles(self) -> pd.DataFrame:
        """One row an article, in order of its region's code, date and id."""
        frame = self._read("articles")
        regions = _none(frame["region"])
        frame["region_en"] = [self.gazetteer.english(region) for region in regions]
        frame["order"] = [self.gazetteer.codes(region) or "~" for region in regions]
        frame = frame.sort_values(["order", "region", "date", "article_id"], na_position="last")
        return frame.drop(columns="order").reset_index(drop=True)

    @_part(*_ARTICLES)
    def articles(self) -> pd.DataFrame:
        """One row an article that is compared."""
        frame = self.all_articles
        copies = frame["flags"].map(lambda flags: bool({"duplicate", "excerpt"} & set(flags)))
        kept = frame[(frame["role"] == "study") & ~copies]
        return kept.reset_index(drop=True)

    @_part(*_ARTICLES, "corpus/edits")
    def edits(self) -> pd.DataFrame:
        """One row an edit."""
        frame = self.all_edits
        return frame[frame["article_id"].isin(self.articles["article_id"])].reset_index(drop=True)

    @_part("corpus/edits")
    def all_edits(self) -> pd.DataFrame:
        """One row an edit, of the articles that are not compared as well."""
        return self._read("edits")

    @_part(*_ARTICLES, "corpus/tokens")
    def tokens(self) -> pd.DataFrame:
        """One row an article: the lengths of its tokens."""
        return self._own("tokens")

    @_part(*_ARTICLES, "corpus/term_counts")
    def term_counts(self) -> pd.DataFrame:
        """One row a term of an article."""
        return self._own("term_counts")

    @_part(*_ARTICLES, "corpus/theme_hits")
    def theme_hits(self) -> pd.DataFrame:
        """One row a hit."""
        return self._own("theme_hits")

    @_part(*_ARTICLES, "corpus/region_mentions")
    def region_mentions(self) -> pd.DataFrame:
        """One row a mention."""
        return self._own("region_mentions")

    @_part("corpus/duplicates")
    def duplicates(self) -> pd.DataFrame:
        """One row a pair of articles that share text."""
        return self._read("duplicates")

    @_part("lexicon/themes.yaml")
    def themes(self) -> Any:
        """The study's theme lexicon."""
        from .lexicon import load_themes

        return load_themes(self.study.lexicon("themes.yaml"))

    @_part("lexicon/regions.yaml", "lexicon/gazetteer.csv")
    def gazetteer(self) -> Any:
        """The study's gazetteer."""
        from .regions import load_gazetteer

        files = (self.study.lexicon(name) for name in ("regions.yaml", "gazetteer.csv"))
        return load_gazetteer(*files)

    @_part("lexicon/stop_words.txt")
    def stop_words(self) -> frozenset[str]:
        """The study's stop words."""
        from .lexicon import read_words

        return frozenset(read_words(self.study.lexicon("stop_words.txt")))

    @_part("lexicon/terms.txt")
    def segmenter(self) -> Any:
        """The study's segmenter, with its user dictionary; its first cut loads both."""
        from .lexicon import read_words
        from .segment import Segmenter

        words = read_words(self.study.lexicon("terms.txt"), first_column=True)
        return Segmenter(words, hmm=self.study.settings.hmm, cache=self.study.cache)

    @_part("lexicon/regions.yaml", "lexicon/gazetteer.csv")
    def place_names(self) -> frozenset[str]:
        """Names of places: that a text of Hebei says 河北 sets it apart from none."""
        return frozenset(self.gazetteer.names("province", "city", "county"))

    @property
    def coding_sheets(self) -> list[Path]:
        """The sheets in which people coded sentences, as they lie there now."""
        self.note("coding")
        return self.study.coding_sheets

    @property
    def coding_note(self) -> dict[str, str]:
        """What the study says of its coders, a language."""
        self.note("coding")
        return self.study.coding_note

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
        import pyarrow.parquet as pq

        if self._elsewhere is not None:
            return self._elsewhere.frame(dataset)
        # One chunk a column: pandas takes rows out of many chunks at a sixth of the speed.
        table = pq.read_table(self.study.corpus / dataset).combine_chunks()
        frame: pd.DataFrame = table.to_pandas()
        return frame


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
