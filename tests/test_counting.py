"""Counted tokens come sorted, in steps that hardly grow faster than their number."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangwen.codepoints import codes_of
from liangwen.cutting.count import _sort, count_tokens, spell

EVERY = np.ones(0x110000, np.bool_)


def counted(words):
    text = codes_of("".join(words))
    rows = count_tokens(text, np.array(list(map(len, words)), np.uint32), EVERY)
    return text, rows, rows[:, 0].argsort()


@given(st.lists(st.text("ab计𠮷", min_size=1, max_size=7), max_size=90))
def test_words_are_spelt_in_the_order_of_their_code_points(words):
    spelt, starts, counts = spell(*counted(words))
    found = [spelt[a:b].tobytes().decode() for a, b in pairwise(starts)]
    assert found == sorted(set(words))
    assert counts.tolist() == [words.count(word) for word in found]


@pytest.mark.parametrize("size", [1_000, 8_000])
@pytest.mark.parametrize("way", ["up", "down", "by chance"])
def test_tokens_with_one_beginning_are_sorted_in_few_steps(size, way):
    words = [f"abc{number:08}" for number in range(size)]
    if way == "by chance":
        random.Random(1).shuffle(words)
    words = words[::-1] if way == "down" else words
    text, rows, _ = counted(words)
    order = np.arange(size)
    assert _sort(text, rows, order) < 2 * size * np.log2(size)
    assert np.array_equal(rows[order, 1], 11 * np.argsort(words))
