"""The lexicons against texts: every term is said, and what is taken away is proposed again."""

from __future__ import annotations

import dataclasses
import random
import time
from collections import Counter
from pathlib import Path

import pytest

from liangwen.corpus import Corpus, build, open_corpus
from liangwen.lexicon import load_themes
from liangwen.study import STARTERS, open_study
from liangwen.suggest import suggest

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "data" / "gwr2026" / "seeds"
REPORTS = STARTERS / "lexicons" / "work_reports" / "themes.yaml"
#: Terms that come back among the first fifty proposals, of those taken away; pinned below what
#: was measured (48 of 84 for these four themes, .52 over all fourteen) so that a change for the worse is seen.
RECALL, MOST = 0.5, 50


@pytest.fixture(scope="module")
def reports(tmp_path_factory) -> Corpus:
    if not SEEDS.is_dir():
        pytest.skip("the 31 work reports of 2026 are not beside the project")
    folder = tmp_path_factory.mktemp("reports")
    (folder / "study.toml").write_text('title = "reports"\n', encoding="utf-8")
    (folder / "lexicon").mkdir()
    (folder / "lexicon" / "themes.yaml").write_bytes(REPORTS.read_bytes())
    (folder / "seeds").symlink_to(SEEDS)
    study = open_study(folder)
    build(study)
    return open_corpus(study)


def test_the_lexicon_of_work_reports_is_whole():
    lexicon = load_themes(REPORTS)
    assert len(lexicon.themes) == 14
    for theme in lexicon.themes:
        assert theme.name_zh and theme.name_en and len(theme.terms) >= 20
        assert all(term.source and term.en for term in theme.terms), theme.id
    assert sum(theme.focus for theme in lexicon.themes) in range(1, 6)


def test_every_term_is_said_in_the_reports(reports):
    said = Counter(reports.theme_hits["term"])
    silent = [
        term.term for theme in reports.themes.themes for term in theme.terms if not said[term.term]
    ]
    assert silent == []


def test_every_report_speaks_of_every_theme(reports):
    pairs = reports.theme_hits.groupby(["theme", "article_id"]).size()
    assert len(reports.articles) == 31
    assert len(pairs) >= 0.99 * 31 * len(reports.themes.themes)


def test_themes_are_matched_well_under_half_a_second(reports):
    texts = reports.articles["text"].tolist()
    reports.themes.match("热身")
    began = time.process_time()
    assert sum(len(reports.themes.match(text)) for text in texts) > 10_000
    assert time.process_time() - began < 0.5


def recall(corpus: Corpus, theme: str, seed: int) -> tuple[int, int]:
    """Take half of a theme's terms away, count those that are proposed again."""
    said = Counter(corpus.theme_hits["term"])
    own = next(t for t in corpus.themes.themes if t.id == theme)
    present = [term.term for term in own.terms if said[term.term] >= 3]
    gone = set(random.Random(seed).sample(present, len(present) // 2))
    kept = tuple(term for term in own.terms if term.term not in gone)
    themes = tuple(
        dataclasses.replace(t, terms=kept) if t.id == theme else t for t in corpus.themes.themes
    )
    found = suggest(
        corpus.articles, corpus.tokens, dataclasses.replace(corpus.themes, themes=themes), theme,
        stop_words=corpus.stop_words, top=MOST, minimum_count=3,
    )  # fmt: skip
    return len(gone & set(found["term"])), len(gone)


def test_terms_taken_away_are_proposed_again(reports):
    counts = [recall(reports, theme, 7) for theme in ("innovation", "rural", "safety", "opening")]
    back, gone = map(sum, zip(*counts, strict=True))
    assert back / gone >= RECALL, (back, gone)
