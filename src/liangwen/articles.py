"""One seed to its rows in every dataset: a pure function of bytes, lexicon and settings."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .catalog import Entry, sha256_of
from .cleaning import Cleaned, clean_text
from .contexts import ContextFinder
from .errors import SeedError
from .lexicon import ThemeLexicon, load_themes, read_words
from .metadata import Metadata, override, read_metadata
from .read import read_seed
from .regions import Gazetteer, load_gazetteer
from .segment import Segmenter, count_terms
from .study import Study
from .textunits import count_han, sentence_spans

#: An article needs so many Chinese characters; less is a menu or a stub, not an article.
FEWEST_HAN = 20

Rows = dict[str, list[dict[str, Any]]]


@dataclass
class Tools:
    """What turns seeds into rows; loaded once a build."""

    themes: ThemeLexicon
    gazetteer: Gazetteer
    segmenter: Segmenter


@dataclass
class Article:
    """A seed, cleaned and described, before it is counted."""

    entry: Entry
    sha256: str
    cleaned: Cleaned
    metadata: Metadata
    flags: list[str] = field(default_factory=list)

    @property
    def article_id(self) -> str:
        """The seed's relative path: two equal files are two articles."""
        return self.entry.seed


def load_tools(study: Study) -> Tools:
    """Load lexicon, gazetteer and segmenter of a study."""
    return Tools(
        load_themes(study.lexicon("themes.yaml")),
        load_gazetteer(study.lexicon("regions.yaml")),
        Segmenter(
            read_words(study.lexicon("terms.txt"), first_column=True),
            hmm=study.settings.hmm,
            cache=study.cache,
        ),
    )


def read_article(path: Path, entry: Entry, gazetteer: Gazetteer) -> Article:
    """Read, clean and describe one seed.

    Raises
    ------
    SeedError
        If the file is no text, holds no article, or differs from the catalog's hash.
    """
    sha256 = sha256_of(path)
    if entry.sha256 and entry.sha256 != sha256:
        raise SeedError(
            f"The file's sha256 is {sha256[:12]}…, the catalog has {entry.sha256[:12]}….",
            "Restore the file, or write the new hash into seeds/catalog.csv if it was meant.",
        )
    source = read_seed(path)
    cleaned = clean_text(source.text, whole=entry.whole)
    if count_han(cleaned.text) < FEWEST_HAN:
        raise SeedError(
            f"No article was found in it: {count_han(cleaned.text)} Chinese characters are left "
            "when menus and notices are taken off.",
            "Look at it; if it is an article, set whole to true for it in seeds/catalog.csv.",
        )
    metadata = override(read_metadata(cleaned, gazetteer), entry.overrides, gazetteer, cleaned.text)
    article = Article(entry, sha256, cleaned, metadata)
    article.flags = flags_of(article)
    return article


def flags_of(article: Article) -> list[str]:
    """What a reader of an article's row must know: what is damaged, missing or out of the rule."""
    found = {
        "mojibake": "\ufffd" in article.cleaned.text,
        "no date": article.metadata.date is None,
        "no region": not article.metadata.regions,
        "whole": article.entry.whole,
    }
    return [flag for flag, holds in found.items() if holds]


def article_rows(article: Article, tools: Tools) -> Rows:
    """Return the article's rows in each dataset."""
    text = article.cleaned.text
    tokens = tools.segmenter.cut(text)
    counts = count_terms(tokens)
    name = article.article_id
    return {
        "articles": [_article_row(article, n_tokens=counts.total())],
        "edits": [{"article_id": name, **edit._asdict()} for edit in article.cleaned.edits],
        "tokens": [{"article_id": name, "lengths": [len(token) for token in tokens]}],
        "term_counts": [
            {"article_id": name, "term": term, "count": count}
            for term, count in sorted(counts.items())
        ],
        "theme_hits": _theme_rows(name, text, tools.themes),
        "region_mentions": [
            {"article_id": name, **mention._asdict()} for mention in tools.gazetteer.mentions(text)
        ],
        "duplicates": [],
    }


def _theme_rows(name: str, text: str, themes: ThemeLexicon) -> list[dict[str, Any]]:
    contexts = ContextFinder(text)
    return [
        {"article_id": name, **hit._asdict(), "context": contexts.at(hit.start, hit.end)}
        for hit in themes.match(text)
    ]


def _article_row(article: Article, *, n_tokens: int) -> dict[str, Any]:
    text, metadata = article.cleaned.text, article.metadata
    return {
        "article_id": article.article_id,
        "seed": article.entry.seed,
        "sha256": article.sha256,
        "title": metadata.title,
        "date": datetime.date.fromisoformat(metadata.date) if metadata.date else None,
        "date_basis": metadata.date_basis,
        "source": metadata.source,
        "author": metadata.author,
        "author_office": metadata.author_office,
        "issuer": metadata.issuer,
        "document_number": metadata.document_number,
        "kind": metadata.kind,
        "scope": metadata.scope,
        "region": metadata.region,
        "regions": list(metadata.regions),
        "region_basis": metadata.region_basis,
        "script": article.cleaned.script,
        "flags": article.flags,
        "n_paragraphs": text.count("\n") + 1,
        "n_sentences": len(sentence_spans(text)),
        "n_tokens": n_tokens,
        "n_han": count_han(text),
        "text": text,
        "url": metadata.url,
        "national_document": metadata.national_document,
        "n_source": len(article.cleaned.source),
        "role": article.entry.role,
    }
