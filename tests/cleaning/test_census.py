"""The compiled looks at a text find what plain definitions find."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liangwen.cleaning import census as c
from liangwen.cleaning.census import Census, census_of
from liangwen.cleaning.layout import BLANKS
from liangwen.cleaning.line_widths import (
    commonest,
    counted,
    gapped,
    line_halves,
    printed_halves,
    printed_width,
)
from liangwen.cleaning.mojibake import _GB_AS_LATIN, _UTF8_AS_LATIN, _may_be_latin
from liangwen.cleaning.probes import sentences, shared_grams, stand_again
from liangwen.codepoints import codes_of

TEXTS = st.text(
    st.one_of(
        st.sampled_from("计量的是。！；”）( （<rR>&;１\u200b縣发 　\t\n12a\ud800\U00020000"),
        st.characters(exclude_categories=()),
    ),
    max_size=60,
)
FEW = st.text(st.sampled_from("计量a。 \n"), max_size=80)


@pytest.fixture(scope="module")
def members():
    return {bit: frozenset(found) for bit, found in c._members().items()}


@given(TEXTS)
@settings(deadline=None)
def test_each_character_is_of_its_classes(members, text):
    census = Census(text)
    for bit, found in members.items():
        assert bool(census.held & bit) == (not found.isdisjoint(text))
        assert census.places(bit).tolist() == [i for i, x in enumerate(text) if x in found]
        per_line = [sum(x in found for x in line) for line in text.split("\n")]
        assert c.in_lines(census.classes, census.line_ends, bit).tolist() == per_line


@given(TEXTS)
@settings(deadline=None)
def test_lines_and_letters_behind_a_tag_sign(text):
    census = Census(text)
    ends = [found.start() for found in re.finditer("\n", text)]
    assert census.line_ends.tolist() == [*ends, len(text)]
    for letter in "rRUhfz":
        assert census.may_have_tag(letter) == (f"<{letter}" in text)


def test_the_last_census_is_kept_for_the_same_text_only():
    text = "计量\n(liàng)"
    assert census_of(text) is census_of(text)
    assert census_of(text + "<").held & c.TAG
    assert not census_of(text).held & c.TAG


def test_every_digit_is_one():
    decimal = [code for code in range(0x110000) if chr(code).isdecimal()]
    assert np.flatnonzero(c.digits()).tolist() == decimal


@given(TEXTS, st.integers(1, 9), st.integers(0, 3))
@settings(deadline=None)
def test_widths_of_lines(text, shortest, fewest):
    lines = text.split("\n")
    assert line_halves(text).tolist() == [2 * len(line) for line in lines]
    widths = [2 * printed_width(line.strip(BLANKS)) for line in lines]
    assert printed_halves(text).tolist() == widths
    starts, ends = gapped(census_of(text), shortest, fewest)
    assert [text[s:e] for s, e in zip(starts, ends, strict=True)] == [
        line
        for line in lines
        if (len(line) >= shortest or not fewest)
        and line.count(" ") + line.count("\u3000") >= fewest
    ]


@given(FEW, st.integers(0, 3))
@settings(deadline=None)
def test_the_commonest_width(text, slack):
    halves = line_halves(text)
    widths = [width for width in halves.tolist() if 4 <= width <= 20]
    beyond = sum(width > 20 for width in halves.tolist())
    assert counted(halves, 4, 20) == (len(widths), beyond)
    reach = {w: sum(w - slack <= other <= w for other in widths) for w in widths}
    best = min(reach, key=lambda w: (-reach[w], w), default=0)
    assert commonest(halves, 4, 20, slack) == (best, reach.get(best, 0))


@given(FEW, st.integers(3, 5), st.integers(1, 4))
@settings(deadline=None)
def test_stretches_that_stand_again(text, length, step):
    middle = max(0, len(text) // 2 - length)
    for behind, avoided in ((0, "\n"), (len(text) // 2, "")):
        probes = [
            i for i in range(0, middle, step) if not avoided or avoided not in text[i : i + length]
        ]
        again = [i for i in probes if text.find(text[i : i + length], max(i + length, behind)) >= 0]
        sign = ord(avoided) if avoided else -1
        codes = codes_of(text)
        assert stand_again(codes, middle, step, length, behind, 99, sign) == len(again)


@given(FEW, st.integers(2, 4), st.floats(0, 9))
@settings(deadline=None)
def test_grams_of_two_halves(text, length, reach):
    middle = len(text) // 2
    first, second = (
        {half[i : i + length]: i for i in range(len(half) - length, -1, -1)}
        for half in (text[:middle], text[middle:])
    )
    shared = first.keys() & second.keys()
    aligned = sum(abs(first[gram] - second[gram]) <= reach for gram in shared)
    found = shared_grams(codes_of(text), length, reach)
    assert found == (min(len(first), len(second)), len(shared), aligned)


@given(TEXTS)
@settings(deadline=None)
def test_sentences(text):
    pattern = re.compile(r"[^。！？；\n]*(?:[。！？；]+[”’」』）)]*|\n|$)")
    found = [m for m in pattern.finditer(text) if m[0].strip()]
    keys = ["".join(m[0].split()) for m in found]
    starts, ends, lengths, images = (part.tolist() for part in sentences(Census(text)))
    assert list(zip(starts, ends, strict=True)) == [m.span() for m in found]
    assert lengths == list(map(len, keys))
    assert images == [keys.index(key) for key in keys]


@given(st.text(st.sampled_from("áÃÂ¤ä½\xa0å¥½– a¼ÆÁ计"), max_size=14))
@settings(deadline=None)
def test_latin_letters_that_were_bytes_are_looked_at(text):
    found = _UTF8_AS_LATIN.search(text) or _GB_AS_LATIN.search(text)
    assert _may_be_latin(codes_of(text)) or not found
