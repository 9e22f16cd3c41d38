from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from liangwen.figures.fonts import missing_glyphs
from liangwen.figures.style import NothingToDraw, overlapping_texts
from liangwen.figures.word_network import COLUMNS, plot_word_network

WORDS = [f"{a}{b}" for a in "计量标准发展建设技" for b in "工作能力体系服务创新研究保障"]


def network(pairs, *, long=False, unit="sentence"):
    """A frame of links; a term's count and community follow from its number."""
    names = [word * (3 if long else 1) for word in WORDS]
    rows = [
        {"first": names[a], "second": names[b], "together": 20, "jaccard": round(0.9 - i * 0.005, 3),
         "first_units": 25, "second_units": 24, "first_count": 200 // (a + 1) + 3,
         "second_count": 200 // (b + 1) + 3, "first_community": 1 + a // 9,
         "second_community": 1 + b // 9, "unit": unit, "units": 1234}
        for i, (a, b) in enumerate(pairs)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=[*COLUMNS, "first_units", "second_units"])


def some(seed, edges=80, terms=60):
    rng = np.random.default_rng(seed)
    found = {tuple(sorted(rng.choice(terms, 2, replace=False).tolist())) for _ in range(edges)}
    return sorted(found)


SHAPES = {
    "one pair": [(0, 1)],
    "pairs": [(2 * i, 2 * i + 1) for i in range(45)],
    "star": [(0, i) for i in range(1, 40)],
    "chain": [(i, i + 1) for i in range(30)],
    "clique": [(a, b) for a in range(13) for b in range(a)],
    "random": some(1),
    "sparse": some(2, edges=40),
    "triangles": [(3 * i + a, 3 * i + b) for i in range(20) for a, b in ((0, 1), (1, 2), (0, 2))],
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("long", [False, True], ids=["short", "long"])
@pytest.mark.parametrize("shape", SHAPES)
def test_words_are_clear_of_each_other(shape, long, language):
    figure = plot_word_network(network(SHAPES[shape], long=long), language=language).figure
    assert overlapping_texts(figure) == [] and missing_glyphs(figure) == []
    width, height = figure.get_size_inches()
    assert width == pytest.approx(7.2) and height < 10.7
    assert min(t.get_fontsize() for t in figure.findobj(plt.Text) if t.get_text()) >= 6.5


def test_a_line_joins_its_two_words_and_is_as_wide_as_their_tie():
    frame = network(SHAPES["sparse"])
    ax = plot_word_network(frame)
    places = {text.get_text(): text.get_position() for text in ax.texts}
    lines = {line.get_gid(): line for line in ax.lines}
    assert len(lines) == len(frame)
    for row in frame.itertuples():
        line = lines[f"{row.first}—{row.second}"]
        ends = list(zip(line.get_xdata(), line.get_ydata(), strict=True))
        assert ends == [places[row.first], places[row.second]]
        assert line.get_linewidth() == pytest.approx(0.5 + 3.5 * row.jaccard)


def test_the_more_frequent_term_is_larger():
    ax = plot_word_network(network(SHAPES["chain"]))
    sizes = {text.get_text(): text.get_fontsize() for text in ax.texts}
    assert sizes[WORDS[0]] > sizes[WORDS[5]] > sizes[WORDS[30]]


def test_one_community_has_one_colour():
    ax = plot_word_network(network(SHAPES["chain"]))
    colours = {text.get_text(): text.get_color() for text in ax.texts}
    assert len({colours[WORDS[i]] for i in range(9)}) == 1
    assert colours[WORDS[0]] != colours[WORDS[10]]


@pytest.mark.parametrize(
    ("unit", "language", "said"),
    [("sentence", "en", "1,234 sentences"), ("article", "en", "1,234 articles"),
     ("sentence", "zh", "1,234个句子"), ("article", "zh", "1,234篇文章")],
)  # fmt: skip
def test_the_note_says_what_was_counted(unit, language, said):
    figure = plot_word_network(network(SHAPES["star"], unit=unit), language=language).figure
    note = figure.texts[-1].get_text().replace("\n", " ").replace("\u00a0", " ")
    assert said in note or said in note.replace(" ", "")


def test_links_that_are_not_drawn_are_said():
    figure = plot_word_network(network(SHAPES["random"]), most=20).figure
    assert f"The 20 strongest of {len(SHAPES['random'])} links." in figure.texts[-1].get_text()


def test_no_link_is_no_figure():
    with pytest.raises(NothingToDraw):
        plot_word_network(network([]))


def test_axes_of_ones_own_bear_no_words():
    _, ax = plt.subplots(figsize=(7.2, 5))
    assert plot_word_network(network(SHAPES["star"]), ax=ax) is ax
    assert ax.figure.texts == []


def test_small_islands_fill_what_is_free_beside_the_large():
    # A star of forty terms and eight pairs: each pair in a row of its own would need 2.5 inches.
    pairs = [*SHAPES["star"], *((40 + 2 * i, 41 + 2 * i) for i in range(8))]
    alone = plot_word_network(network(SHAPES["star"]), most=90).get_ylim()[0]
    together = plot_word_network(network(pairs), most=90).get_ylim()[0]
    assert together - alone < 1.2


def test_a_term_of_few_sentences_leads_to_them_and_one_of_thousands_does_not():
    frame = network([(0, 1)]).assign(second_count=4000)
    first, second = plot_word_network(frame).texts
    assert first._liangwen_lead.key == first.get_text()
    assert not hasattr(second, "_liangwen_lead")
