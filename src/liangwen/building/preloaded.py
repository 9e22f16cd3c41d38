"""Loads what makes rows: imported by the process that workers are forked from, and by no other.

Dictionaries, patterns and compiled loops take two seconds and 200 MB; loaded once, they are
shared by all workers of a build.
"""

from __future__ import annotations

from ..cleaning import clean_text
from ..cutting.dictionary import dictionary_of, hidden_model
from ..duplicates import sketch
from ..precompile import PAGE
from ..segment import Segmenter
from ..string_tree import occurrences, tree_of
from ..textunits import count_han

_CLEAN = clean_text(PAGE).text
# With a word, as a study may have.
Segmenter(["量值传递"]).count(_CLEAN)
sketch(_CLEAN)
occurrences(tree_of(["计量"]), _CLEAN)
count_han(_CLEAN)
dictionary_of()
hidden_model()
