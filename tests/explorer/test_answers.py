"""What is shown for what is chosen: every choice has rows and lines, or a sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest
from html_page import Page

from liangwen.explorer.answers import answer, evidence, first_state, line_rows, settle
from liangwen.explorer.places import SORTS
from liangwen.explorer.state import TABS
from liangwen.explorer.words import WORDS


def chosen(holdings, **changes):
    return settle(holdings, replace(first_state(holdings), **changes))


def all_choices(holdings):
    base = first_state(holdings)
    for language, tab, by in product(("en", "zh"), TABS, holdings.groupings):
        for group in [None, *holdings.grouping(by).order]:
            state = settle(holdings, replace(base, language=language, tab=tab, by=by, group=group, minimum=1))
            yield state
            if tab == "themes":
                yield replace(state, view="dots")
            if tab == "terms":
                yield replace(state, direction="less", focus=group or state.focus)
            if tab == "lines":
                for mode, text in (("string", "计量"), ("word", "量子计量"), ("string", "没有的字串"), ("word", "")):
                    yield replace(state, mode=mode, texts={"string": text, "word": text})


@pytest.mark.parametrize("study", ["held", "one", "placeless", "hostile"])
def test_every_choice_has_an_answer_that_is_whole(study, request):
    holdings = request.getfixturevalue(study)
    for state in all_choices(holdings):
        overview, lines = answer(holdings, state)
        assert bool(overview.message) != bool(overview.rows)
        assert len(overview.rows) == len(overview.keys)
        if overview.rows:
            assert overview.drawing is not None
            assert bool(lines.message) == lines.places.empty
        page = Page(overview.head + "".join(row.html for row in overview.rows)
                    + "".join(row.html for row in line_rows(holdings, state, lines.places)))
        assert page.harmless()
        for sentence in filter(None, (overview.message, lines.message)):
            assert sentence.endswith("。" if state.language == "zh" else "."), sentence


def test_it_begins_with_a_theme_that_has_lines(held, placeless):
    state = first_state(held)
    assert (state.mode, state.theme, state.by, state.language) == ("theme", "carbon", "region", "en")
    assert len(answer(held, state)[1].places) == 1
    assert first_state(placeless).mode == "string"
    assert answer(placeless, first_state(placeless))[0].message == (
        "Type a string to look for, or pick a theme.")


def test_a_row_has_as_many_lines_as_it_says(held):
    for theme in held.themes:
        state = chosen(held, tab="themes", theme=theme)
        table = held.intensity("region")
        for group in held.grouping("region").order:
            hits = table[(table["theme"] == theme) & (table["group"] == group)]["hits"].iloc[0]
            assert len(evidence(held, replace(state, group=group)).places) == hits


def test_a_term_has_the_lines_that_its_count_says(held):
    state = chosen(held, tab="terms", focus="海南", minimum=1)
    table = held.keyness("region", "海南", None, 1)
    for row in table.itertuples():
        found = evidence(held, replace(state, picked=row.term)).places
        # A term that this side lacks shows the other's lines.
        assert len(found) == (row.count or row.reference_count)


@pytest.mark.parametrize("sort", SORTS)
def test_lines_stand_with_their_hit_marked(held, sort):
    state = chosen(held, mode="string", texts={"string": "计量", "word": ""}, sort=sort)
    places = evidence(held, state).places
    for row in line_rows(held, state, places):
        page = Page(row.html)
        assert "<strong" in row.html and "计量" in page.words
        assert row.words.startswith("Open: ")


def test_lines_outside_of_the_groups_are_told(held):
    from liangwen.explorer.holdings import Holdings

    corpus = held.corpus
    other = Holdings(corpus)
    other.articles = corpus.articles.copy()
    other.articles.loc[other.articles["article_id"] == "a1.txt", "region"] = None
    state = chosen(other, mode="string", texts={"string": "量子", "word": ""})
    overview, lines = answer(other, state)
    assert "One of the lines stands in an article without a region" in overview.note
    assert len(lines.places) == 3
    assert any("no region" in row.html for row in line_rows(other, state, lines.places))


def test_settled_choices_are_those_that_are_there(held):
    state = chosen(held, group="没有", focus="没有", reference="没有")
    assert (state.group, state.reference) == (None, None)
    assert state.focus == held.grouping("region").order[0]
    same = chosen(held, focus="湖北", reference="湖北")
    assert same.reference is None


def test_one_group_is_not_compared(one, held):
    overview, lines = answer(one, chosen(one, tab="terms"))
    assert "one article only" in overview.message and lines.places.empty
    same = type(held)(held.corpus)
    same.articles = held.articles.assign(source="人民网")
    overview, _ = answer(same, chosen(same, tab="terms", by="source"))
    assert "by source there is only one" in overview.message


def test_words_are_in_both_languages():
    for key, (english, chinese) in WORDS.items():
        assert english and chinese, key
        assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese) or key in {"range"}, key
        names = [set(re.findall(r"{(\w+)}", text)) for text in (english, chinese)]
        assert names[1] <= names[0], key
