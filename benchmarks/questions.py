"""How long the questions take on a built study, imports not counted.

    python benchmarks/questions.py [STUDY]

For the 31 reports of gwr2026 make a study of them first: a folder with `seeds/` and a `study.toml`
that holds a title, and `liangwen build` in it. Each question is asked three times of a corpus
that is open already; printed is the shortest time by the clock, with the processor's.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from liangwen import tables
from liangwen.concordance import concordance
from liangwen.corpus import Corpus, open_corpus

#: A question must take no longer, in seconds, on the 31 reports.
LIMITS = {"keyness": 3.0, "KWIC": 0.3, "theme table": 0.5}

Questions = dict[str, Callable[[], Any]]


def word_questions(corpus: Corpus) -> Questions:
    """Questions about words."""
    articles, edits, tokens = corpus.articles, corpus.edits, corpus.tokens
    return {
        "keyness": lambda: tables.keyness(corpus),
        "keyness, every measure": lambda: tables.keyness(corpus, measures="all"),
        "KWIC": lambda: concordance(articles, edits, "发展"),
        "KWIC, by token, sorted": lambda: concordance(
            articles, edits, ["发展", "建设"], match="token", tokens=tokens, sort="1R 1L"
        ),
        "term frequencies": lambda: tables.term_frequencies(corpus),
        "n-grams": lambda: tables.ngrams(corpus),
        "collocations": lambda: tables.collocations(corpus),
        "co-occurrence": lambda: tables.co_occurrence(corpus),
        "new words": lambda: tables.new_words(corpus),
        "wholeness of terms": lambda: tables.term_wholeness(corpus),
    }


def theme_questions(corpus: Corpus) -> Questions:
    """Questions about themes, and what rests on them."""
    return {
        "theme table": lambda: tables.theme_intensity(corpus),
        "emphasis": lambda: tables.regional_emphasis(corpus),
        "commitments": lambda: tables.commitments(corpus),
    }


def measure(questions: Questions) -> None:
    """Ask each question three times and print the shortest time."""
    for name, ask in questions.items():
        best, processor, rows = float("inf"), float("inf"), 0
        for _ in range(3):
            start, work = time.perf_counter(), time.process_time()
            rows = len(ask())
            processor = min(processor, time.process_time() - work)
            best = min(best, time.perf_counter() - start)
        limit = f", limit {LIMITS[name]} s" if name in LIMITS else ""
        print(f"{name:24} {best:6.2f} s, processor {processor:6.2f} s, {rows} rows{limit}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("study", nargs="?", type=Path, default=Path("."))
    corpus = open_corpus(parser.parse_args().study)
    # What is read from disk once is no part of a question.
    _ = corpus.edits, corpus.tokens, corpus.term_counts, corpus.segmenter, corpus.place_names
    _ = corpus.theme_hits, corpus.themes
    print(f"{len(corpus.articles)} articles, {corpus.articles['n_tokens'].sum():,} words")
    measure(word_questions(corpus) | theme_questions(corpus))


if __name__ == "__main__":
    main()
