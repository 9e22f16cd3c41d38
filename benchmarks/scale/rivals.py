"""What others do with the same folder of texts, each in the way its own documentation shows.

    python rivals.py NAME FOLDER

One process a name; its imports count. Each ends with counts of terms by text, or with what its
library makes of them. Nothing of liangwen is imported, so that another environment may run it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

OUT = "rival.parquet"


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.txt")):
        yield path.name, path.read_text(encoding="utf-8", errors="replace")


def naive(folder: Path) -> None:
    """jieba, a Counter a text, and a long DataFrame."""
    import jieba
    import pandas as pd

    jieba.setLogLevel(60)
    rows: list[tuple[str, str, int]] = []
    for name, text in _texts(folder):
        rows += [(name, term, count) for term, count in Counter(jieba.cut(text)).items()]
    frame = pd.DataFrame(rows, columns=["article", "term", "count"])
    frame.to_parquet(folder.parent / OUT)


def sklearn(folder: Path) -> None:
    """scikit-learn's CountVectorizer over jieba."""
    import jieba
    from sklearn.feature_extraction.text import CountVectorizer

    jieba.setLogLevel(60)
    vectorizer = CountVectorizer(tokenizer=jieba.lcut, token_pattern=None, lowercase=False)
    vectorizer.fit_transform(text for _, text in _texts(folder))


def cntext(folder: Path) -> None:
    """cntext: the frequency of words, text by text."""
    import cntext as ct

    for _, text in _texts(folder):
        ct.word_count(text, lang="chinese")


def scattertext(folder: Path) -> None:
    """Scattertext's corpus of two categories, with its own Chinese parser."""
    import pandas as pd
    import scattertext as st

    rows = [(text, number % 2) for number, (_, text) in enumerate(_texts(folder))]
    frame = pd.DataFrame(rows, columns=["text", "side"])
    frame["side"] = frame["side"].map({0: "a", 1: "b"})
    frame["parsed"] = frame["text"].map(st.chinese_nlp)
    corpus = st.CorpusFromParsedDocuments(frame, category_col="side", parsed_col="parsed").build()
    corpus.get_term_freq_df()


def textacy(folder: Path) -> None:
    """textacy's vectorizer over spaCy's Chinese tokenizer, jieba."""
    import spacy
    from textacy.representations import Vectorizer

    language = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    language.max_length = 10**9
    docs = language.pipe(text for _, text in _texts(folder))
    Vectorizer(tf_type="linear").fit_transform([token.text for token in doc] for doc in docs)


def tmtoolkit(folder: Path) -> None:
    """tmtoolkit's document-term matrix over spaCy's Chinese tokenizer, jieba."""
    import spacy
    from tmtoolkit.corpus import Corpus, dtm

    language = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    language.max_length = 10**9
    dtm(Corpus(dict(_texts(folder)), spacy_instance=language, max_workers=1))


def rjieba(folder: Path) -> None:
    """The limit of cutting: rjieba's bare cut."""
    import rjieba as bare

    cut = bare.Jieba()
    for _, text in _texts(folder):
        cut.cut(text)


def opencc(folder: Path) -> None:
    """The limit of conversion: OpenCC's bare one."""
    import opencc as bare

    converter = bare.OpenCC("t2s")
    for _, text in _texts(folder):
        converter.convert(text)


def ahocorasick(folder: Path) -> None:
    """The limit of matching: a bare scan for six hundred words of the texts."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    first = "".join(text for _, (_, text) in zip(range(40), _texts(folder), strict=False))
    words = sorted({first[i : i + 4] for i in range(0, min(len(first), 2400), 4)} - {""})
    matcher = AhoCorasick(
        words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
    )
    for _, text in _texts(folder):
        matcher.find_matches_as_indexes(text)


TOOLS: dict[str, Callable[[Path], None]] = {
    tool.__name__: tool
    for tool in (
        naive, sklearn, cntext, scattertext, textacy, tmtoolkit, rjieba, opencc, ahocorasick
    )
}  # fmt: skip

#: What needs no more than liangwen's own requirements, and runs beside it on the same versions.
OURS_TOO = frozenset({"naive", "rjieba", "opencc", "ahocorasick"})

if __name__ == "__main__":
    TOOLS[sys.argv[1]](Path(sys.argv[2]))
