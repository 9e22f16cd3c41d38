"""Sentences computed from the tables: findings, their numbers, and the titles of the figures.

Each function takes a table (or two) and a language and returns a sentence, or a list of them; the
empty string or list where the data does not carry a finding. The subject is always a text.
"""

from __future__ import annotations

from liangwen.findings.certainty import headline_certainty
from liangwen.findings.comparing import headline_shared_passages, headline_similarity
from liangwen.findings.corpus import headline_cleaning_account, headline_corpus_overview
from liangwen.findings.keywords import (
    headline_keyness,
    headline_term_contrast,
    headline_term_frequencies,
    headline_term_heatmap,
    headline_word_clouds,
)
from liangwen.findings.regions import (
    headline_correspondence,
    headline_mention_network,
    headline_region_map,
    headline_regional_emphasis,
)
from liangwen.findings.summary import found
from liangwen.findings.themes import (
    headline_theme_comparison,
    headline_theme_intensity,
    headline_theme_positions,
)
from liangwen.findings.time_titles import (
    headline_keyness_by_period,
    headline_readability_by_period,
    headline_terms_by_period,
    headline_theme_by_period,
)
from liangwen.findings.together import headline_word_network
from liangwen.findings.trends import headline_theme_trend

__all__ = [
    "found",
    "headline_certainty",
    "headline_cleaning_account",
    "headline_corpus_overview",
    "headline_correspondence",
    "headline_keyness",
    "headline_keyness_by_period",
    "headline_mention_network",
    "headline_readability_by_period",
    "headline_region_map",
    "headline_regional_emphasis",
    "headline_shared_passages",
    "headline_similarity",
    "headline_term_contrast",
    "headline_term_frequencies",
    "headline_term_heatmap",
    "headline_terms_by_period",
    "headline_theme_by_period",
    "headline_theme_comparison",
    "headline_theme_intensity",
    "headline_theme_positions",
    "headline_theme_trend",
    "headline_word_clouds",
    "headline_word_network",
]
