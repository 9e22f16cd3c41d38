"""Promise 1: whoever has the clean text and the edits has the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangwen.compose_changes import compose
from liangwen.edits import (
    Change,
    OffsetMap,
    apply,
    apply_changes,
    characters_by_rule,
    place,
    undo,
)
from liangwen.errors import LiangwenError

ALPHABET = st.characters(codec="utf-8", categories=None, exclude_categories=("Cs",))
TEXTS = st.text(ALPHABET, max_size=60)


@st.composite
def changes_for(draw: st.DrawFn, text: str, rule: str) -> list[Change]:
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return [Change(a, b, draw(st.text("新字ab", max_size=3)), rule) for a, b in pairs]


@given(st.data(), TEXTS)
def test_three_rules_in_a_row_are_one_list_against_the_source(data, source):
    composed: list[Change] = []
    text = source
    for rule in ("first", "second", "third"):
        changes = data.draw(changes_for(text, rule))
        composed = compose(composed, changes, text)
        text = apply_changes(text, changes)
    edits = place(source, composed)

    assert apply(source, edits) == text
    assert undo(text, edits) == source
    position = 0
    for edit in edits:
        assert position <= edit.source_start <= edit.source_end
        assert source[edit.source_start : edit.source_end] == edit.removed
        assert text[edit.text_start : edit.text_end] == edit.inserted
        position = edit.source_end


@given(st.data(), TEXTS)
def test_untouched_characters_map_to_themselves_both_ways(data, source):
    changes = data.draw(changes_for(source, "rule"))
    edits = place(source, changes)
    text = apply(source, edits)
    offsets = OffsetMap(edits)
    replaced = {i for e in edits for i in range(e.text_start, e.text_end)}
    for i, character in enumerate(text):
        if i not in replaced:
            there = offsets.to_source(i)
            assert source[there] == character
            assert offsets.to_text(there) == i


@given(st.data(), TEXTS)
def test_the_account_adds_up(data, source):
    edits = place(source, data.draw(changes_for(source, "rule")))
    removed = sum(r for _, r, _ in characters_by_rule(edits).values())
    inserted = sum(i for _, _, i in characters_by_rule(edits).values())
    assert len(source) - removed + inserted == len(apply(source, edits))


def test_the_later_rule_names_what_both_touched():
    first = [Change(2, 9, "", "pinyin")]
    text = apply_changes("计量(liàng)菜单", first)
    composed = compose(first, [Change(0, 4, "", "navigation")], text)
    assert composed == [Change(0, 11, "", "navigation")]


def test_neighbours_stay_apart():
    first = [Change(0, 2, "", "navigation")]
    composed = compose(first, [Change(0, 1, "", "layout")], "\n正文")
    assert [c.rule for c in composed] == ["navigation", "layout"]


def test_overlapping_changes_are_an_error():
    with pytest.raises(LiangwenError, match="overlaps"):
        apply_changes("abc", [Change(0, 2, "", "r"), Change(1, 3, "", "r")])
