"""Reprints and excerpts: what is found, with exact numbers, the same every time."""

from __future__ import annotations

import random
import re
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liangwen import duplicates
from liangwen.duplicates import find_duplicates, shingles, sketch
from liangwen.shingle_hashes import in_common

HAN = [chr(code) for code in range(0x4E00, 0x5E00)]


def made(seed: int, length: int = 600) -> str:
    generator = random.Random(seed)
    return "".join(generator.choice(HAN) for _ in range(length))


def changed(text: str, places: int) -> str:
    """The text with so many characters replaced, far from one another."""
    step = len(text) // places
    return "".join("〇" if i % step == step // 2 else c for i, c in enumerate(text))


def kinds(texts: dict[str, str]) -> list[tuple[str, str, str]]:
    return [(p.article_id, p.original, p.kind) for p in find_duplicates(texts, list(texts))]


def by_sets(a: str, b: str) -> tuple[float, float]:
    """Jaccard and containment from sets of strings, as a reader would compute them."""
    first, second = ({t[i : i + 5] for i in range(len(t) - 4)} for t in (a, b))
    common = len(first & second)
    return common / len(first | second), common / min(len(first), len(second))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"a": made(1), "b": made(2)}, []),
        ({"a": made(1), "b": made(1)}, [("b", "a", "duplicate")]),
        ({"a": made(1), "b": changed(made(1), 10)}, [("b", "a", "duplicate")]),
        ({"a": made(1), "b": changed(made(1), 30)}, [("b", "a", "review")]),
        ({"a": made(1), "b": changed(made(1), 100)}, []),
        # of an excerpt the longer one is the original, whatever the order
        ({"a": made(1)[100:300], "b": made(1)}, [("a", "b", "excerpt")]),
        ({"a": made(1), "b": made(1)[100:300]}, [("b", "a", "excerpt")]),
        # abridged it is an excerpt, a version with words of its own is for review
        ({"a": made(1), "b": made(1)[:380]}, [("b", "a", "excerpt")]),
        ({"a": made(1), "b": made(1)[:380] + made(2)[:60]}, [("b", "a", "review")]),
        # the original of a copy is itself none
        (
            {"a": made(1)[:450], "b": made(1)[:455], "c": made(1)},
            [("a", "c", "excerpt"), ("b", "c", "excerpt")],
        ),
        ({"a": "", "b": "", "c": "计量", "d": "计量"}, []),
    ],
)
def test_what_is_whose_copy(texts, expected):
    assert kinds(texts) == expected


def test_punctuation_blanks_and_line_ends_do_not_count():
    text = made(3)
    spaced = "，\n ".join(text[i : i + 7] for i in range(0, len(text), 7))
    assert find_duplicates({"a": text, "b": spaced}, ["a", "b"])[0].similarity == 1.0


@settings(deadline=None, max_examples=40)
@given(st.text("甲乙丙丁", min_size=5, max_size=60), st.text("甲乙丙丁", min_size=5, max_size=60))
def test_numbers_are_those_of_the_sets(a, b):
    similarity, containment = by_sets(a, b)
    found = find_duplicates({"a": a, "b": b}, ["a", "b"])
    if similarity >= 0.5 or containment >= 0.8:
        assert len(found) == 1
        assert found[0].similarity == pytest.approx(similarity, abs=1e-6)
        assert found[0].containment == pytest.approx(containment, abs=1e-6)
    else:
        assert found == []


def corpus_of(articles: int) -> dict[str, str]:
    """Articles of which each tenth is a reprint, an excerpt or a relative of the one before."""
    texts: dict[str, str] = {}
    for i in range(articles):
        text = made(i)
        if i % 10 == 5:
            text = changed(texts[f"{i - 1:05}"], 8)
        if i % 10 == 8:
            text = texts[f"{i - 1:05}"][50:350]
        texts[f"{i:05}"] = text
    return texts


def test_many_articles_go_by_signatures_and_give_what_comparing_all_gives(monkeypatch):
    texts = corpus_of(200)
    by_signature = find_duplicates(texts, list(texts))
    monkeypatch.setattr(duplicates, "_FEW", 1000)
    assert by_signature == find_duplicates(texts, list(texts))
    assert [p.kind for p in by_signature].count("duplicate") == 20
    assert [p.kind for p in by_signature].count("excerpt") == 20


def test_the_order_of_the_mapping_does_not_matter():
    texts = corpus_of(120)
    order = sorted(texts)
    backwards = dict(reversed(texts.items()))
    assert find_duplicates(texts, order) == find_duplicates(backwards, order)


def test_a_text_that_is_reprinted_a_hundred_times_is_found_each_time():
    first = made(1)
    texts = {f"{i:03}": changed(first, 4 + i % 3) for i in range(100)}
    found = find_duplicates({"000": first, **texts}, sorted(texts))
    assert len(found) == 99
    assert {pair.original for pair in found} == {"000"}


def test_work_grows_with_the_articles_and_not_with_their_square():
    def seconds(articles: int) -> float:
        texts = corpus_of(articles)
        began = time.process_time()
        find_duplicates(texts, list(texts))
        return time.process_time() - began

    seconds(100)  # imports
    few, many = seconds(250), seconds(1000)
    assert many < 9 * few  # sixteen times were the square


def test_shingles_are_sorted_and_each_once():
    hashes = shingles("计量计量计量计量计量")
    assert len(hashes) == 2
    assert list(hashes) == sorted(hashes)


def plain_hash(letters: str) -> int:
    """The hash of a shingle in whole numbers, as stored sketches have it."""
    number, most = 0, 1 << 64
    for letter in letters:
        number = (number * 0x9E3779B97F4A7C15 + ord(letter)) % most
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        number = (number ^ number >> 33) * factor % most
    return number ^ number >> 33


@settings(deadline=None)
@given(st.text("计量标准a_1é，。 \n\ud800\U00020000\U0010ffff", max_size=400))
def test_hashes_are_those_that_stored_sketches_have(text):
    bare = "".join(re.findall(r"\w", text))
    hashes = {plain_hash(bare[i : i + 5]) for i in range(len(bare) - 4)}
    assert shingles(text).tolist() == sorted(hashes)
    sample = {value for value in hashes if value % 16 == 0}
    assert sketch(text).tolist() == sorted(sample if len(sample) >= 8 else hashes)


def test_a_hash_is_what_it_was():
    assert shingles("加强计量基").tolist() == [plain_hash("加强计量基")] == [10722240457466122820]


@given(st.sets(st.integers(0, 2**64 - 1)), st.sets(st.integers(0, 2**64 - 1)), st.data())
def test_what_two_sets_of_hashes_share_is_counted(first, second, data):
    shared = data.draw(st.sets(st.sampled_from(sorted(first)))) if first else set()
    second |= shared
    arrays = (np.array(sorted(own), dtype=np.uint64) for own in (first, second))
    assert in_common(*arrays) == len(first & second)
