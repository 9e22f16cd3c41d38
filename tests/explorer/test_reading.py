"""A place in its article: nothing is lost, nothing runs."""

from __future__ import annotations

import pytest
from html_page import Page
from hypothesis import given
from hypothesis import strategies as st

from liangwen.edits import Edit
from liangwen.explorer.reading import REACH, Mark, Passage, reading_html

SIGNS = st.sampled_from(list("计量标。<&>\"'{}\n\u202e\u200b"))
LETTERS = st.text("计量标准。\n", min_size=1, max_size=60)


@st.composite
def passages(draw):
    text = draw(LETTERS)
    spot = st.integers(0, len(text))
    marks = [Mark(*sorted((draw(spot), draw(spot))), draw(st.integers(0, 1))) for _ in range(draw(st.integers(0, 3)))]
    starts = sorted({draw(spot) for _ in range(draw(st.integers(0, 4)))})
    edits = [Edit("layout", 0, 0, at, at, f"[{n}]", "") for n, at in enumerate(starts)]
    start, end = sorted((draw(spot), draw(spot)))
    return Passage(text, edits, sorted(marks), start, end, themes=["甲", "乙"])


def body(passage, **options):
    html = reading_html(passage, "en")
    return Page(html[html.index('<div class="lw-text"') : -len("</article>")], **options)


@given(passages())
def test_the_text_is_all_there_and_elements_never_cross(passage):
    # Folded paragraphs are in the page, too; the words of folding are not the text's.
    page = body(passage, without=("del", "lw-folded"))
    assert page.words == passage.text.replace("\n", "")


@given(passages())
def test_removed_text_stands_where_it_stood(passage):
    words = body(passage).words
    assert [f"[{n}]" in words for n in range(len(passage.edits))] == [True] * len(passage.edits)


@given(st.text(SIGNS, min_size=1, max_size=40))
def test_no_text_becomes_markup(text):
    passage = Passage(text, [Edit("markup", 0, 0, 0, 0, text, "")], [Mark(0, 1, 0)], 0, len(text),
                      facts=[(text, text)], title=text, themes=[text])
    page = Page(reading_html(passage, "zh"))
    assert page.harmless()
    assert page.tags <= {"article", "h3", "bdi", "dl", "div", "dt", "dd", "p", "ul", "li", "mark", "label",
                         "input", "span", "b", "i", "del"}


def test_the_place_is_marked_also_within_a_theme():
    html = reading_html(Passage("推进量子计量工作", [], [Mark(2, 6, 0)], 4, 8, themes=["量子"]), "zh")
    assert "<b><mark" in html and 'data-n="1">计量</mark></b><b>工作</b>' in html
    assert html.count("lw-anchor") == 1


def test_what_is_far_is_folded_and_counted():
    text = "\n".join(f"第{n}段" for n in range(9))
    start = text.index("第4段")
    html = reading_html(Passage(text, [], [], start, start + 3), "en")
    assert html.count("lw-far") == 4 and "2 paragraphs above" in html and "2 paragraphs below" in html
    assert "Show the whole article" in html
    near = reading_html(Passage("一段\n二段", [], [], 0, 2), "en")
    assert "Show the whole article" not in near and "Cleaning removed nothing" in near


def test_a_huge_article_is_cut_and_says_so():
    text = "计量。\n" * REACH
    start = len(text) // 8 * 4
    html = reading_html(Passage(text, [], [], start, start + 2), "zh")
    assert len(html) < 20 * REACH and f"全文共{len(text):,}个字符" in html


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_hostile_text_in_a_corpus(hostile, language):
    from liangwen.explorer.places import Query

    for row in hostile.places(Query("string", "计量")).itertuples():
        passage = hostile.passage(row.article_id, row.start, row.end, language)
        page = Page(reading_html(passage, language))
        assert page.harmless()
        assert "\u202e" not in page.words
