"""Loads what makes rows: imported by the process that workers are forked from, and by no other.

Dictionaries, patterns and compiled loops take two seconds and 200 MB; loaded once, they are
shared by all workers of a build.
"""

from __future__ import annotations

from ..cleaning import clean_text
from ..cutting.dictionary import dictionary_of, hidden_model
from ..duplicates import sketch
from ..segment import Segmenter
from ..textunits import count_han

_TEXT = "为了加强计量(jì liàng)监督，保障國家計量單位制的統一。\n第二条 本办法自公布之日起施行。"

_CLEAN = clean_text(_TEXT).text
Segmenter().count(_CLEAN)
sketch(_CLEAN)
count_han(_CLEAN)
dictionary_of()
hidden_model()
