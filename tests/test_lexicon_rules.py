"""The rules a lexicon can declare, each alone, and what holds for any lexicon and any text."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangwen import tables
from liangwen.errors import LexiconError
from liangwen.lexicon import Term, Theme, ThemeLexicon, load_themes
from liangwen.lexicon.overlaps import RULES
from liangwen.textunits import sentence_spans


def lexicon_of(tmp_path, text: str) -> ThemeLexicon:
    file = tmp_path / "themes.yaml"
    file.write_text(text, encoding="utf-8")
    return load_themes(file)


def found(lexicon: ThemeLexicon, text: str) -> list[str]:
    return [hit.term for hit in lexicon.match(text)]


THEME = "themes: [{id: a, name_zh: 甲, name_en: A, terms: [%s]}]"


def test_a_term_may_have_field_words_of_its_own(tmp_path):
    lexicon = lexicon_of(
        tmp_path, "generic_near: [计量]\n" + THEME % "{term: 市场, near: [秤, 集贸]}, {term: 海洋, near: true}"
    )  # fmt: skip
    assert found(lexicon, "市场计量。市场的秤。海洋计量。海洋的秤。") == ["市场", "海洋"]


@pytest.mark.parametrize(
    "written", ["碳达峰、碳中和", "碳达峰碳中和", "碳达峰与碳中和", "碳达峰和碳中和"]
)
def test_joiners_make_one_hit_of_every_spelling(tmp_path, written):
    rules = "joiners: [与, 和]\n"
    lexicon = lexicon_of(tmp_path, rules + THEME % "碳达峰、碳中和, 碳达峰, 碳中和")
    assert found(lexicon, f"实现{written}目标") == ["碳达峰、碳中和"]
    without = lexicon_of(tmp_path, THEME % "碳达峰、碳中和, 碳达峰, 碳中和")
    assert len(found(without, f"实现{written}目标")) == (1 if written == "碳达峰、碳中和" else 2)


def test_joiners_rename_a_spelling_that_is_a_term_but_not_what_one_term_says(tmp_path):
    lexicon = lexicon_of(
        tmp_path,
        "joiners: [和]\none_term: [[甲乙, 甲、乙]]\n" + THEME % "甲、乙, 甲乙, 丙丁, 丙、丁",
    )
    assert found(lexicon, "甲、乙，甲乙，甲和乙") == ["甲乙"] * 3
    assert found(lexicon, "丙、丁，丙丁，丙和丁") == ["丙、丁"] * 3


def test_a_spelling_that_is_no_term_is_matched_for_the_theme_of_its_name(tmp_path):
    lexicon = lexicon_of(tmp_path, "one_term: [[三表, “三表”, 三种表]]\n" + THEME % "三表")
    assert found(lexicon, "三种表和“三表”") == ["三表", "三表"]
    assert lexicon.match("三种表")[0].theme == "a"


@pytest.mark.parametrize(
    ("rule", "hits"),
    [
        ("leftmost-longest", ["计量法"]),
        ("longest", ["法定计量"]),
        ("theme order", ["法定"]),
    ],
)
def test_overlaps_are_settled_by_the_declared_rule(tmp_path, rule, hits):
    lexicon = lexicon_of(
        tmp_path,
        f"overlaps: {rule}\nthemes:\n"
        "- {id: z, name_zh: 子, name_en: Z, terms: [法定]}\n"
        "- {id: a, name_zh: 甲, name_en: A, terms: [计量法]}\n"
        "- {id: b, name_zh: 乙, name_en: B, terms: [法定计量]}\n",
    )
    assert found(lexicon, "计量法定计量") == hits


def test_leftmost_longest_goes_on_behind_a_hit(tmp_path):
    lexicon = lexicon_of(
        tmp_path,
        "themes:\n- {id: a, name_zh: 甲, name_en: A, terms: [计量法]}\n"
        "- {id: b, name_zh: 乙, name_en: B, terms: [法定计量, 定计]}\n",
    )
    assert found(lexicon, "计量法定计量") == ["计量法", "定计"]


def test_what_a_rule_strikes_out_hides_nothing(tmp_path):
    lexicon = lexicon_of(
        tmp_path,
        "generic_near: [计量]\nglobal_exclude: [计量经济]\nexclude_within: {标准化: [标准化石]}\n"
        + THEME % "{term: 新能源汽车, near: true}, 汽车, 双碳计量, 双碳, 标准化, 标准",
    )
    assert found(lexicon, "新能源汽车。") == ["汽车"]
    assert found(lexicon, "新能源汽车计量。") == ["新能源汽车"]
    assert found(lexicon, "双碳计量经济学") == ["双碳"]
    assert found(lexicon, "标准化石") == ["标准"]


def test_a_term_that_holds_an_excluded_string_stands(tmp_path):
    lexicon = lexicon_of(tmp_path, "global_exclude: [计量经济]\n" + THEME % "计量经济学会, 经济")
    assert found(lexicon, "计量经济学会的计量经济与经济") == ["计量经济学会", "经济"]


def test_exclude_within_holds_for_each_place_of_the_term_in_the_string(tmp_path):
    lexicon = lexicon_of(tmp_path, "exclude_within: {光: [光阴光]}\n" + THEME % "光")
    assert found(lexicon, "光阴光和光") == ["光"]


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("overlaps: shortest\n", "overlaps = shortest is no rule; known: leftmost-longest"),
        ("one_term: [[乙, 丙]]\n", "counts 丙 as 乙, which is no term"),
        ("one_term: [[]]\n", "empty group"),
        ("one_term: [[甲, 丙], [丁, 丙]]\n", "counts 丙 as 甲 and as 丁"),
        ("generic_near: ['']\n", "generic_near holds an entry"),
        ("joiners: 和\n", "joiners has the wrong shape"),
        ("joiners: [1]\n", "joiners holds an entry that is no text"),
    ],
)
def test_a_rule_that_says_nothing_is_an_error(tmp_path, rules, message):
    with pytest.raises(LexiconError, match=message):
        lexicon_of(tmp_path, rules + THEME % "甲, 丁")


@pytest.mark.parametrize(
    ("term", "message"),
    [
        ("{term: 甲, near: '是'}", "near = 是 of 甲 must be true, false or a list"),
        ("{term: 2035}", "the term 2035 is no text"),
    ],
)
def test_a_term_with_a_wrong_value_is_an_error(tmp_path, term, message):
    with pytest.raises(LexiconError, match=message):
        lexicon_of(tmp_path, THEME % term)


LETTERS = "甲乙丙丁、和"
STRINGS = st.text(LETTERS, min_size=1, max_size=4)
TEXTS = st.text(LETTERS + "。\n", max_size=40)


@st.composite
def lexicons(draw) -> ThemeLexicon:
    """Any lexicon: themes, generic terms, exclusions, spellings, joiners, and a rule."""
    strings = draw(st.lists(STRINGS, unique=True, max_size=12))
    cuts = sorted(draw(st.lists(st.integers(0, len(strings)), min_size=2, max_size=2)))
    parts = (strings[: cuts[0]], strings[cuts[0] : cuts[1]], strings[cuts[1] :])
    themes = tuple(
        Theme(name, name, name, tuple(Term(s, "x", near=draw(st.booleans())) for s in part))
        for name, part in zip("abc", parts, strict=True)
    )
    within = {s: (draw(STRINGS) + s,) for s in strings if draw(st.booleans())}
    spellings = {draw(STRINGS): s for s in strings[:2]} if draw(st.booleans()) else {}
    return ThemeLexicon(
        themes,
        exclude=tuple(draw(st.lists(STRINGS, max_size=2))),
        exclude_within=within,
        spellings={k: v for k, v in spellings.items() if v not in spellings},
        near=draw(st.sampled_from([(), ("丁",)])),
        joiners=draw(st.sampled_from([(), ("和",)])),
        overlaps=draw(st.sampled_from(RULES)),
    )


@given(lexicons(), TEXTS)
def test_hits_never_overlap_and_stand_in_order(lexicon, text):
    hits = lexicon.match(text)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    spans = sentence_spans(text)
    for hit in hits:
        assert hit.start < hit.end <= len(text)
        low, high = spans[hit.sentence]
        assert low <= hit.start < high


@given(lexicons(), TEXTS)
def test_no_character_of_an_excluded_string_is_in_a_hit_that_does_not_hold_it(lexicon, text):
    for string in lexicon.exclude:
        at = text.find(string)
        # The search for excluded strings is itself leftmost-longest: take the first of one only.
        if at >= 0 and len(lexicon.exclude) == 1:
            for hit in lexicon.match(text):
                apart = hit.end <= at or hit.start >= at + len(string)
                assert apart or (hit.start <= at and at + len(string) <= hit.end)


@given(lexicons(), st.lists(TEXTS, max_size=5))
def test_the_themes_hits_add_up_to_the_whole_and_texts_do_not_touch_each_other(lexicon, texts):
    per_text = [lexicon.match(text) for text in texts]
    themes = Counter(hit.theme for hits in per_text for hit in hits)
    whole = lexicon.match("\n\n".join(texts))
    # A paragraph's end is a sentence's end, and no term holds one: texts may be counted one by one.
    assert sum(themes.values()) == len(whole)
    assert themes == Counter(hit.theme for hit in whole)


@given(lexicons(), TEXTS)
def test_what_is_left_out_overlaps_a_hit_or_is_struck_out(lexicon, text):
    """No term is missed for nothing: alone, without rules, it overlaps what was chosen."""
    plain = ThemeLexicon(lexicon.themes, overlaps=lexicon.overlaps)
    hits = plain.match(text)
    taken = {at for hit in hits for at in range(hit.start, hit.end)}
    for theme in lexicon.themes:
        for term in theme.terms:
            at = text.find(term.term)
            while at >= 0:
                assert taken & set(range(at, at + len(term.term)))
                at = text.find(term.term, at + 1)


@given(
    st.lists(st.sampled_from(["子丑", "寅", "卯辰巳", "午未"]), min_size=1, unique=True),
    st.text("子丑寅卯辰巳午未。和", max_size=60),
    st.sampled_from(RULES),
)
def test_plain_terms_that_do_not_nest_are_counted_as_str_count_does(terms, text, rule):
    theme = Theme("a", "甲", "A", tuple(Term(term, "x") for term in terms))
    counts = Counter(hit.term for hit in ThemeLexicon((theme,), overlaps=rule).match(text))
    assert {term: counts[term] for term in terms} == {term: text.count(term) for term in terms}


def test_the_sum_over_regions_and_over_articles_is_the_whole(mini):
    table = tables.theme_intensity(mini)
    assert table["hits"].sum() == len(mini.theme_hits) > 0
    whole = mini.theme_hits.groupby("theme").size()
    by_theme = table.groupby("theme")["hits"].sum()
    assert by_theme[by_theme > 0].to_dict() == whole.to_dict()
    assert len(tables.theme_evidence(mini)) == len(mini.theme_hits)
    texts = mini.articles.set_index("article_id")["text"]
    assert sum(len(mini.themes.match(text)) for text in texts) == len(mini.theme_hits)
