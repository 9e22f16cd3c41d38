"""Themes: leftmost-longest over all, with exceptions that are declared."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangwen.errors import LexiconError
from liangwen.lexicon import Term, Theme, ThemeLexicon, load_themes, read_words
from liangwen.matching import StringMatcher
from liangwen.study import STARTERS

STARTER = STARTERS / "lexicon" / "themes.yaml"
ROOT = Path(__file__).parents[1]


def lexicon(**extra) -> ThemeLexicon:
    themes = (
        Theme("carbon", "双碳", "dual carbon", tuple(
            Term(t, "test") for t in ("碳达峰", "碳中和", "碳达峰碳中和", "碳达峰、碳中和")), True),
        Theme("law", "法制", "law", (Term("计量法", "test"), Term("法定计量", "test"))),
        Theme("standards", "标准", "standards", (
            Term("计量标准", "test"), Term("社会公用计量标准", "test"))),
        Theme("energy", "能源", "energy", (Term("新能源", "test", near=True),)),
    )  # fmt: skip
    return ThemeLexicon(themes, **extra)


def terms(found):
    return [(hit.theme, hit.term) for hit in found]


def test_the_longest_wins_and_nothing_is_counted_twice():
    assert terms(lexicon().match("建成社会公用计量标准和计量标准")) == [
        ("standards", "社会公用计量标准"),
        ("standards", "计量标准"),
    ]


def test_spellings_of_one_expression_count_under_one_name():
    one = lexicon(spellings={"碳达峰、碳中和": "碳达峰碳中和", "碳达峰碳中和": "碳达峰碳中和"})
    assert terms(one.match("碳达峰、碳中和目标与碳达峰碳中和，碳达峰")) == [
        ("carbon", "碳达峰碳中和"),
        ("carbon", "碳达峰碳中和"),
        ("carbon", "碳达峰"),
    ]


def test_excluded_strings_hold_no_hit():
    assert terms(lexicon(exclude=("化学计量标准学",)).match("化学计量标准学和计量标准")) == [
        ("standards", "计量标准")
    ]


def test_a_term_within_a_longer_string_is_none_and_what_it_hid_is_found():
    strict = lexicon(exclude_within={"计量法": ("计量法定",)})
    assert terms(strict.match("履行计量法定职责")) == []
    assert terms(strict.match("依据计量法")) == [("law", "计量法")]
    # 计量法 starts first; when it is struck out, 法定计量 behind it is a hit.
    assert terms(strict.match("计量法定计量机构")) == [("law", "法定计量")]


def test_generic_terms_count_only_near_the_field():
    near = lexicon(near=("计量", "测量"))
    assert terms(near.match("发展新能源。做好新能源计量。")) == [("energy", "新能源")]
    assert near.match("发展新能源。做好新能源计量。")[0].sentence == 1


TEXTS = st.lists(st.sampled_from("碳达峰中和、社会公用计量标准法定新能源。\n"), max_size=60).map(
    "".join
)


@given(TEXTS)
def test_hits_are_ordered_and_never_overlap(text):
    end = 0
    for hit in lexicon().match(text):
        assert hit.start >= end
        assert text[hit.start : hit.end] == hit.term or hit.term in lexicon().spellings.values()
        end = hit.end


@given(TEXTS, st.sets(st.text("碳达峰中和", min_size=1, max_size=4), min_size=1))
def test_matching_is_what_a_slow_reader_would_find(text, strings):
    slow, i = [], 0
    while i < len(text):
        longest = max((s for s in strings if text.startswith(s, i)), key=len, default=None)
        if longest:
            slow.append((longest, i))
            i += len(longest)
        else:
            i += 1
    assert [(m.string, m.start) for m in StringMatcher(strings).find(text)] == slow


def test_every_theme_bears_both_names_and_every_term_its_source():
    content = load_themes(STARTER)
    for theme in content.themes:
        assert theme.name_zh and theme.name_en
        assert all(term.source for term in theme.terms)
    assert [theme.id for theme in content.themes if theme.focus] == [
        "dual_carbon", "quantum", "livelihood",
    ]  # fmt: skip


@pytest.mark.parametrize("name", sorted(p.name for p in (STARTERS / "lexicon").iterdir()))
def test_the_study_of_this_repository_has_the_starters_lexicon(name):
    assert (ROOT / "lexicon" / name).read_bytes() == (STARTERS / "lexicon" / name).read_bytes()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("themes: [", "no valid YAML"),
        ("- a", "mapping"),
        ("thmes: []", "Did you mean themes"),
        ("global_exclude: 计量经济", "global_exclude has the wrong shape"),
        ("one_term: [量子]", "one_term has the wrong shape"),
        ("themes: [a, b]", "themes has the wrong shape"),
        ("themes: [{id: a, name_zh: 甲, name_en: A, terms: [2035]}]", "terms of theme a"),
        (
            "themes: [{id: a, name_zh: 甲, name_en: A, terms: []},"
            " {id: a, name_zh: 乙, name_en: B, terms: []}]",
            "two themes have the id a",
        ),
        ("themes: [{id: a, name_zh: 甲, terms: []}]", "no name_en"),
        ("themes: [{id: a, name_zh: 甲, name_en: A, terms: [{term: ''}]}]", "empty term"),
        ("themes: [{id: a, name_zh: 甲, name_en: A, terms: [{term: 碳, sorce: x}]}]", "source"),
        (
            "themes: [{id: a, name_zh: 甲, name_en: A, terms: [{term: 碳}]},"
            " {id: b, name_zh: 乙, name_en: B, terms: [{term: 碳}]}]",
            "belongs to one theme",
        ),
    ],
)
def test_a_broken_lexicon_says_what_and_where(tmp_path, text, message):
    file = tmp_path / "themes.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=message) as caught:
        load_themes(file)
    assert "themes.yaml" in str(caught.value)


def test_word_lists(tmp_path):
    file = tmp_path / "words.txt"
    file.write_text("# 说明\n的 了\n\n量值传递 seeds  # 出处\n", encoding="utf-8")
    assert read_words(file) == ["的", "了", "量值传递", "seeds"]
    assert read_words(file, first_column=True) == ["的", "量值传递"]
