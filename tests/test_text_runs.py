"""Shared runs: all maximal ones are found, against a search that looks at every pair of places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liangwen.errors import LiangwenError
from liangwen.text_runs import bare, covered, shared_runs

texts = st.text("甲乙丙，", max_size=40)


def slowly(own: str, other: str, shortest: int) -> set[tuple[int, int]]:
    """Stretches (start, length) of `own` that stand in `other`, none inside another."""
    found = set()
    for start in range(len(own)):
        length = 0
        while start + length < len(own) and own[start : start + length + 1] in other:
            length += 1
        if length >= shortest:
            found.add((start, length))
    return {(s, n) for s, n in found
            if not any((t, m) != (s, n) and t <= s and s + n <= t + m for t, m in found)}


@settings(max_examples=300, deadline=None)
@given(texts, texts)
def test_every_maximal_run_of_two_texts_is_found(first, second):
    bares = [bare(first), bare(second)]
    runs = shared_runs(bares, shortest=4, common=5)
    plain = [text.replace("，", "") for text in (first, second)]
    # A string that stands very often is paired with its first place only; these texts are short.
    assert {(run.start, run.length) for run in runs} == slowly(plain[1], plain[0], 4)
    for run in runs:
        assert (plain[1][run.start : run.start + run.length]
                == plain[0][run.other_start : run.other_start + run.length])


@settings(max_examples=100, deadline=None)
@given(st.lists(texts, min_size=3, max_size=7))
def test_runs_hold_the_same_characters_and_the_earlier_text_is_the_source(many):
    bares = [bare(text) for text in many]
    for run in shared_runs(bares, shortest=4, common=2):
        assert run.b < run.a and 2 <= run.texts <= len(many)
        own = bares[run.a].codes[run.start : run.start + run.length]
        assert (own == bares[run.b].codes[run.other_start : run.other_start + run.length]).all()


@given(st.text(max_size=60))
def test_bare_places_lead_back_to_the_characters(text):
    found = bare(text)
    assert len(found.codes) == len(found.places)
    for code, place in zip(found.codes.tolist(), found.places.tolist(), strict=True):
        assert chr(code).lower() == text[place].lower() or chr(code) == text[place]


def test_punctuation_and_line_breaks_are_passed_over():
    (run,) = shared_runs([bare("推进计量，\n监管工作ABC"), bare("要推进计量监管工作abc。")], shortest=6)
    assert (run.start, run.other_start, run.length) == (1, 0, 11)


def test_a_formula_of_many_texts_is_listed_once_a_text():
    formula = "以习近平新时代中国特色社会主义思想为指导"
    many = [bare(f"{sign * 9}{formula}") for sign in "甲乙丙丁戊己庚"]
    runs = shared_runs(many, common=5)
    assert [(run.a, run.b, run.texts) for run in runs] == [(a, 0, 7) for a in range(1, 7)]
    assert len(shared_runs(many, common=7)) == 7 * 6 // 2


def test_a_formula_inside_a_longer_passage_does_not_part_it():
    formula = "坚持稳中求进工作总基调统筹发展和安全"
    long = f"甲乙丙丁戊己庚辛壬癸子丑寅卯{formula}辰巳午未申酉戌亥天地玄黄宇宙"
    many = [bare(long), *[bare(f"{sign * 9}{formula}") for sign in "东西南北上下"], bare(long)]
    runs = [run for run in shared_runs(many) if (run.a, run.b) == (7, 0)]
    assert [(run.start, run.length) for run in runs] == [(0, len(long))]


def test_sources_are_not_compared_with_each_other():
    text = bare("量值传递溯源体系建设工作取得新的进展")
    assert {(run.a, run.b) for run in shared_runs([text] * 3, only_b=[True, True])} == {(2, 0), (2, 1)}


def test_texts_without_a_run_and_no_texts_at_all():
    assert shared_runs([]) == [] and shared_runs([bare(""), bare("短")]) == []
    with pytest.raises(LiangwenError, match="four or more"):
        shared_runs([bare("计量")], shortest=3)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9)), max_size=8))
def test_covered_counts_each_character_once(spans):
    spans = [(start, start + length) for start, length in spans]
    assert covered(spans) == len({place for start, end in spans for place in range(start, end)})
