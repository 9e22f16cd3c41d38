"""The join of sampled shingles: the same pairs as a count by hand, however it is dealt."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangwen import shared_shingles
from liangwen.shared_shingles import pairs_that_share

SHINGLES = [(7 * i) << 57 | i << 4 for i in range(1, 19)]


def table(sketches):
    names = [f"{i:02}.txt" for i in range(len(sketches))]
    return pa.table(
        {"article_id": names, "hashes": [sorted(own) for own in sketches]},
        schema=pa.schema([("article_id", pa.string()), ("hashes", pa.list_(pa.uint64()))]),
    )


def by_hand(sketches, share, *, common=50, first=3):
    shared = {}
    for shingle in SHINGLES:
        holders = [i for i, own in enumerate(sketches) if shingle in own]
        for place, (a, b) in ((holders.index(a), (a, b)) for a, b in combinations(holders, 2)):
            if len(holders) <= common or place < first:
                shared[a, b] = shared.get((a, b), 0) + 1
    enough = [(a, b) for (a, b), n in shared.items()
              if n >= share * min(len(sketches[a]), len(sketches[b]))]  # fmt: skip
    return sorted(enough, key=lambda pair: pair[::-1])


@given(st.lists(st.sets(st.sampled_from(SHINGLES)), min_size=1, max_size=9))
def test_pairs_are_those_counted_by_hand(sketches):
    found = pairs_that_share(table(sketches), list(table(sketches)["article_id"].to_pylist()), share=0.4)
    assert found == by_hand(sketches, 0.4)


@pytest.mark.parametrize(("a_file", "pairs"), [(1, 9), (30, 10_000), (10_000, 50), (10_000, 10_000)])
def test_into_how_many_files_they_are_dealt_changes_nothing(monkeypatch, tmp_path, a_file, pairs):
    chance = np.random.default_rng(3)
    places = [chance.choice(len(SHINGLES), chance.integers(1, 9), replace=False) for _ in range(70)]
    sketches = [{SHINGLES[place] for place in own} for own in places]
    whole = table(sketches)
    order = whole["article_id"].to_pylist()
    for number in range(4):
        pq.write_table(whole.slice(number * 18, 18), tmp_path / f"part-{number}.parquet")
    expected = by_hand(sketches, 0.4)
    assert expected and len({s for own in sketches for s in own}) > 9
    monkeypatch.setattr(shared_shingles, "A_FILE", a_file)
    monkeypatch.setattr(shared_shingles, "PAIRS", pairs)
    monkeypatch.setattr(shared_shingles, "_STEP", 3)
    assert pairs_that_share(tmp_path, order, share=0.4) == expected
    assert pairs_that_share(whole, order, share=0.4) == expected


def test_a_shingle_of_many_links_them_to_the_first_few():
    sketches = [{SHINGLES[0]} for _ in range(60)]
    found = pairs_that_share(table(sketches), table(sketches)["article_id"].to_pylist(), share=0.4)
    assert found == by_hand(sketches, 0.4) and len(found) == 59 + 58 + 57


def test_articles_outside_of_the_order_are_left_out():
    sketches = [{SHINGLES[0]}, {SHINGLES[0]}, {SHINGLES[0]}]
    assert pairs_that_share(table(sketches), ["02.txt", "00.txt"], share=0.4) == [(0, 1)]
