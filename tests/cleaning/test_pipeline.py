"""The rules together: whatever goes in can be had back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangwen.cleaning import clean_text
from liangwen.edits import OffsetMap, characters_by_rule, undo

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))

PIECES = st.sampled_from(
    ["計(jì)量", "量值传递", "\n", "\r\n", "　", "<p>", "</p>", "首页", "来源：", "2021-11-16", "。", "(CO)",
     "著", "…", "&amp;", "\u200b", "相关链接", "---\n", "a: b\n", "\ufffd", "18 MHz", "ä½\xa0å¥½", "計 (jì) 量", "<ruby>字<rt>zì</rt></ruby>", "计 量 发 展", "2011 年 12 月",
     "&amp;ldquo;", "ldquo;", "<!--", "-->", "２０．５", "<U+00A0>", "加强\n计量\n,保障", "計量發展,", "量值传递与计量保障,服务发展\n", "産", "《", "》", "🧪"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS, st.booleans())
def test_undo_gives_the_source_back(source, whole):
    found = clean_text(source, whole=whole)
    assert undo(found.text, found.edits) == source


@given(TEXTS)
def test_edits_are_ordered_and_say_what_they_did(source):
    found = clean_text(source)
    position = 0
    for edit in found.edits:
        assert position <= edit.source_start
        assert source[edit.source_start : edit.source_end] == edit.removed
        assert found.text[edit.text_start : edit.text_end] == edit.inserted
        assert edit.removed != edit.inserted
        position = edit.source_end


@given(TEXTS)
def test_characters_in_are_characters_kept_and_removed(source):
    found = clean_text(source)
    rules = characters_by_rule(found.edits).values()
    kept = len(source) - sum(removed for _, removed, _ in rules)
    assert kept + sum(inserted for _, _, inserted in rules) == len(found.text)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_every_seed_can_be_rebuilt_and_every_place_found(seed):
    source = seed.read_bytes().decode()
    found = clean_text(source)
    assert undo(found.text, found.edits) == source
    offsets = OffsetMap(found.edits)
    replaced = {i for edit in found.edits for i in range(edit.text_start, edit.text_end)}
    for i in range(len(found.text)):
        if i not in replaced:
            assert source[offsets.to_source(i)] == found.text[i]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_clean_text_is_clean(seed):
    once = clean_text(seed.read_bytes().decode()).text
    again = clean_text(once, whole=True)
    assert again.text == once
