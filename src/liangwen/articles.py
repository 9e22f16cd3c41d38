"""One seed to its articles: a pure function of bytes, gazetteer and settings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from .by_hand import ByHand, read_by_hand
from .catalog import Entry, entry_of_row, sha256_of
from .cleaning import Cleaned, clean_text
from .errors import SeedError
from .lexicon import ThemeLexicon, load_themes, read_words
from .metadata import Metadata, override, read_metadata
from .read import Row, Source, is_table, read_seed, read_table
from .read.archives import MOST_BYTES
from .read.columns import Wishes
from .regions import Gazetteer, load_gazetteer
from .row_metadata import override_by_row, with_row
from .segment import Segmenter
from .study import Study
from .textunits import count_han

#: An article needs so many Chinese characters; less is a menu or a stub, not an article.
FEWEST_HAN = 20
#: An encoding that was chosen with less confidence than this is worth a look.
LEAST_CONFIDENCE = 0.3
NOT_READ = Source("", "utf-8", 1.0)


@dataclass
class Tools:
    """What turns seeds into rows; loaded once a build."""

    themes: ThemeLexicon
    gazetteer: Gazetteer
    segmenter: Segmenter


@dataclass
class Article:
    """A seed, or a row of one, cleaned and described, before it is counted."""

    entry: Entry
    sha256: str
    cleaned: Cleaned
    metadata: Metadata
    flags: list[str] = field(default_factory=list)
    read: Source = NOT_READ
    key: str = ""

    @property
    def article_id(self) -> str:
        """The seed's relative path, and the key of its row: two equal files are two articles."""
        return f"{self.entry.seed}#{self.key}" if self.key else self.entry.seed


def load_tools(study: Study) -> Tools:
    """Load lexicon, gazetteer and segmenter of a study.

    What was loaded from files of the same content is used again within a process: none of the
    three changes in use, and each takes some tenths of a second to load.
    """
    regions, divisions = study.lexicon("regions.yaml"), study.lexicon("gazetteer.csv")
    themes, terms = study.lexicon("themes.yaml"), study.lexicon("terms.txt")
    words = tuple(sorted(set(read_words(terms, first_column=True))))
    return Tools(
        load_themes(themes),
        _gazetteer(regions, divisions, _content(regions), _content(divisions)),
        _segmenter(words, study.settings.hmm, study.cache),
    )


def _content(path: Path) -> str:
    return sha256_of(path) if path.is_file() else ""


@lru_cache(maxsize=2)
def _gazetteer(regions: Path, divisions: Path, *_: str) -> Gazetteer:
    return load_gazetteer(regions, divisions)


#: Segmenters by their words; the folder where jieba keeps its dictionary changes nothing.
_segmenters: dict[tuple[tuple[str, ...], bool], Segmenter] = {}


def _segmenter(words: tuple[str, ...], hmm: bool, cache: Path) -> Segmenter:
    if (words, hmm) not in _segmenters:
        if len(_segmenters) > 1:
            _segmenters.clear()
        _segmenters[words, hmm] = Segmenter(words, hmm=hmm, cache=cache)
    return _segmenters[words, hmm]


def read_articles(
    path: Path, entry: Entry, study: Study, gazetteer: Gazetteer, rows: Mapping[str, Entry]
) -> Iterator[tuple[str, Article | SeedError]]:
    """Read the articles of one seed: one, or as many as a table has rows.

    Parameters
    ----------
    path : Path
    entry : Entry
        The seed's. A table that is kept whole is one article.
    study : Study
        For the names of a table's columns.
    gazetteer : Gazetteer
    rows : mapping
        article_id -> entry, of the catalog's lines for single rows (`name.csv#key`).

    Yields
    ------
    article_id, Article or SeedError
        The error says why a row is no article.

    Raises
    ------
    SeedError
        If the whole seed cannot be read.
    """
    by_hand = read_by_hand(path)
    if entry.whole or not is_table(path):
        columns = study.settings.columns
        article = read_article(path, entry, gazetteer, columns=columns, by_hand=by_hand)
        yield entry.seed, article
        yield from by_hand.problems(entry.seed)
        return
    sha256 = _checked(path, entry)[0]
    for row in read_table(path, study.settings.columns):
        name = f"{entry.seed}#{row.key}"
        own = entry_of_row(entry, rows.get(name))
        if own.role == "exclude":
            continue
        try:
            yield name, _article_of_row(row, own, sha256, gazetteer, by_hand)
        except SeedError as error:
            yield name, error
    yield from by_hand.problems(entry.seed)


def read_article(
    path: Path,
    entry: Entry,
    gazetteer: Gazetteer,
    *,
    columns: Wishes | None = None,
    by_hand: ByHand | None = None,
) -> Article:
    """Read, clean and describe one seed as one article.

    Raises
    ------
    SeedError
        If the file is no text, holds no article, or differs from the catalog's hash.
    """
    sha256, data = _checked(path, entry)
    read = read_seed(path, columns=columns, data=data)
    cleaned = _clean(read, entry, by_hand)
    metadata = override(
        read_metadata(cleaned, gazetteer), entry.overrides, gazetteer, cleaned.text
    )
    article = Article(entry, sha256, cleaned, metadata, read=read)
    article.flags = flags_of(article)
    return article


def _article_of_row(
    row: Row, entry: Entry, sha256: str, gazetteer: Gazetteer, by_hand: ByHand | None
) -> Article:
    if row.source is None:
        raise row.problem or SeedError("The row holds no article.", "Look at it.")
    cleaned = with_row(_clean(row.source, entry, by_hand), row.fields)
    metadata = override_by_row(read_metadata(cleaned, gazetteer), row.fields, gazetteer)
    metadata = override(metadata, entry.overrides, gazetteer, cleaned.text)
    article = Article(entry, sha256, cleaned, metadata, read=row.source, key=row.key)
    article.flags = flags_of(article)
    return article


def _checked(path: Path, entry: Entry) -> tuple[str, bytes | None]:
    """A seed's hash, and the very bytes that were hashed unless they are too many to be kept."""
    try:
        data = None if path.stat().st_size > MOST_BYTES else path.read_bytes()
        sha256 = sha256_of(path) if data is None else hashlib.sha256(data).hexdigest()
    except OSError as error:
        raise SeedError(
            f"The file cannot be opened ({error.strerror}).",
            "Restore what the link leads to, or remove the link."
            if path.is_symlink()
            else "Look whether it is there and may be read.",
        ) from error
    if entry.sha256 and entry.sha256 != sha256:
        raise SeedError(
            f"The file's sha256 is {sha256[:12]}…, the catalog has {entry.sha256[:12]}….",
            "Restore the file, or write the new hash into seeds/catalog.csv if it was meant.",
        )
    return sha256, data


def _clean(read: Source, entry: Entry, by_hand: ByHand | None) -> Cleaned:
    cleaned = clean_text(read.text, whole=entry.whole, hints=read.hints, by_hand=by_hand)
    if (han := count_han(cleaned.text)) < FEWEST_HAN:
        raise SeedError(
            f"No article was found in it: {han} Chinese characters are left "
            "when menus and notices are taken off.",
            "Look at it; if it is an article, set whole to true for it in seeds/catalog.csv.",
        )
    return cleaned


def flags_of(article: Article) -> list[str]:
    """What a reader of an article's row must know: what is damaged, missing or out of the rule."""
    found = {
        **dict.fromkeys(article.cleaned.flags, True),
        "no date": article.metadata.date is None,
        "no region": not article.metadata.regions,
        "ambiguous place": "ambiguous_places" in article.metadata.evidence,
        "whole": article.entry.whole,
        "encoding uncertain": article.read.confidence < LEAST_CONFIDENCE,
    }
    return [*(flag for flag, holds in found.items() if holds), *article.read.flags]
