"""Each character of a whole corpus has a glyph, in the figures' fonts and in the report's."""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.figure import Figure

from liangwen.errors import LiangwenError
from liangwen.figures.fonts import FALLBACK, FAMILY, missing_glyphs
from liangwen.figures.save import save_figure
from liangwen.report.fonts import covered, printable

SEEDS = Path(__file__).parents[3] / "shared" / "data" / "gwr2026" / "seeds"


@pytest.fixture(scope="module")
def characters() -> list[str]:
    """Every visible character of 31 provincial work reports."""
    if not SEEDS.is_dir():
        pytest.skip("the provincial work reports lie beside the project, not in it")
    texts = [path.read_text("utf-8", errors="strict") for path in sorted(SEEDS.glob("*.txt"))]
    found = sorted({sign for text in texts for sign in text if sign.isprintable()} - {" "})
    assert len(found) > 2000
    return found


def sheet(characters: list[str]) -> Figure:
    """All characters in the settings in which figures draw words."""
    figure = Figure((7.2, 6))
    for start in range(0, len(characters), 60):
        figure.text(0.01, 0.99 - start / len(characters) * 0.97, "".join(characters[start:start + 60]),
                    fontsize=6.5)
    return figure


def test_figures_have_one_weight_of_one_family(characters):
    figure = sheet(characters)
    assert {text.get_fontfamily()[0] for text in figure.texts} == {FAMILY}
    assert {text.get_fontfamily()[1] for text in figure.texts} == {FALLBACK}
    assert {text.get_fontweight() for text in figure.texts} <= {"normal", 400}


def test_a_figure_of_the_whole_vocabulary_is_drawn_and_saved(characters, tmp_path):
    assert missing_glyphs(sheet(characters)) == []
    # Saving makes matplotlib's warning of a missing glyph an error, in PNG and in SVG.
    written = save_figure("all", lambda frame, *, language: sheet(frame), characters,
                          figures=tmp_path, languages=["zh"])
    svg = written["zh"].with_suffix(".svg").read_text("utf-8")
    assert "<text" not in svg and svg.count("<use ") > 1000


def test_the_report_s_fonts_print_the_whole_vocabulary(characters):
    assert [sign for sign in characters if ord(sign) not in covered()] == []
    text = "".join(characters)
    assert printable(text) == text


def test_a_character_without_a_glyph_is_refused_in_a_figure_and_named_in_a_report(tmp_path):
    with pytest.raises(LiangwenError, match=r"U\+20BB7"):
        save_figure("x", lambda frame, *, language: sheet(list("计𠮷")), None, figures=tmp_path)
    assert printable("𠮷") == "[U+20BB7]"
