"""Rows that two runs' tables do not share."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangwen.errors import StudyError
from liangwen.table_changes import key_columns, read_table, table_change

HEAD = ("region", "region_en", "theme", "hits", "han", "per_10k", "low", "high")


def rows(*cells):
    return [dict(zip(HEAD, row.split(), strict=True)) for row in cells]


OLD = rows("河北 Hebei q 3 100 300.5 100 500", "河北 Hebei z 1 100 100 9 300",
           "湖北 Hubei q 2 200 100 20 250")  # fmt: skip
NEW = rows("河北 Hebei q 4 100 400 150 620", "湖北 Hubei q 2 200 100 20 250",
           "海南 Hainan q 1 200 50.25 1 99", "河北 Hebei z 1 100 100 9 301")  # fmt: skip


def test_rows_are_told_apart_by_what_they_are_about():
    assert key_columns(OLD, NEW, HEAD) == ["region", "theme"]


def test_rows_come_go_and_change():
    found = table_change("theme_intensity", OLD, NEW)
    assert found.main == "per_10k"
    assert [row["region"] for row in found.added] == ["海南"] and found.removed == []
    first, second = found.changed
    assert first.key == ("河北", "q") and first.size == pytest.approx(99.5)
    assert first.before == {"hits": "3", "per_10k": "300.5", "low": "100", "high": "500"}
    assert second.key == ("河北", "z") and second.size == 0 and second.after == {"high": "301"}


def test_a_table_that_was_empty():
    assert len(table_change("t", [], NEW).added) == len(NEW)
    assert len(table_change("t", OLD, []).removed) == len(OLD)
    assert not table_change("t", [], [])


def test_columns_come_and_go():
    new = [{**row, "more": "1"} for row in OLD]
    found = table_change("t", OLD, new)
    assert found.columns_added == ["more"] and found and not found.changed


def test_a_number_that_was_missing_is_the_largest_change():
    old = [{"region": "a", "per_10k": ""}, {"region": "b", "per_10k": "1.5"}]
    new = [{"region": "a", "per_10k": "1"}, {"region": "b", "per_10k": "900"}]
    found = table_change("t", old, new)
    assert [change.size for change in found.changed] == [math.inf, 898.5]


cell = st.sampled_from(["a", "b", "1", "2.5", ""])
table = st.lists(st.fixed_dictionaries({"x": cell, "y": cell, "hits": cell}), max_size=6)


@given(table, table)
def test_what_is_added_removed_and_shared_makes_up_both_tables(old, new):
    found = table_change("t", old, new)
    assert len(new) - len(found.added) == len(old) - len(found.removed)
    assert len(found.changed) <= len(old) - len(found.removed)


@given(table)
def test_a_table_is_no_change_of_itself(rows):
    assert not table_change("t", rows, list(rows))


def test_a_file_that_is_no_table_is_named(tmp_path):
    file = tmp_path / "x.csv"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StudyError, match=r"x\.csv cannot be read as a table"):
        read_table(file)
