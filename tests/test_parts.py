"""What a notebook or a table is recorded to depend on."""

from __future__ import annotations

import pandas as pd
import pytest
from mini import make_study

from liangwen import tables
from liangwen.corpus import Corpus, build
from liangwen.fingerprint import digest
from liangwen.kept import FRAMES, file_of, read_frame, write_frame
from liangwen.parts import looks_elsewhere
from liangwen.stage import PARTS, STAGE, read_parts
from liangwen.study import open_study


@pytest.mark.parametrize(
    ("code", "elsewhere"),
    [
        ("desk.corpus.theme_hits", False),
        ("pandas.read_parquet(folder)", True),
        ("import duckdb", True),
        ("open(root / 'corpus' / 'manifest.json')", True),
        ("glob('../corpus/tokens/*')", True),
        ("desk.corpus.articles['text']", False),
    ],
)
def test_a_notebook_that_reads_the_store_by_itself_depends_on_all_of_it(tmp_path, code, elsewhere):
    file = tmp_path / "01_x.ipynb"
    file.write_text(code, encoding="utf-8")
    assert looks_elsewhere(file) is elsewhere


def test_a_frame_is_kept_as_it_is(tmp_path):
    frame = pd.DataFrame(
        {"a": [1, None], "b": ["计量", None], "c": [[1, 2], []]}, index=pd.Index([3, 5], name="n")
    )
    frame.attrs["articles"] = {"湖北": 2, 2026: 1}
    write_frame(frame, file_of(tmp_path, "x"))
    again = read_frame(file_of(tmp_path, "x"))
    pd.testing.assert_frame_equal(again, frame)
    assert again.attrs == frame.attrs and list(again.dtypes) == list(frame.dtypes)


@pytest.fixture
def corpus(tmp_path):
    study = open_study(make_study(tmp_path / "study"))
    build(study)
    return Corpus(study)


def test_within_a_run_a_notebook_gets_the_frame_that_the_run_has_made(corpus, monkeypatch, tmp_path):
    computed = tables.articles(corpus)
    frames = corpus.study.cache / "frames"
    write_frame(computed.assign(title="as kept"), file_of(frames, "articles"))
    assert "as kept" not in set(tables.articles(corpus)["title"])  # outside of a run
    (tmp_path / "stage").mkdir()
    monkeypatch.setenv(FRAMES, str(frames))
    monkeypatch.setenv(STAGE, str(tmp_path / "stage"))
    assert set(tables.articles(corpus.view())["title"]) == {"as kept"}
    assert read_parts(tmp_path / "stage") == ["table/articles"]
    # With options it is another table, and a table that is not kept is computed.
    by_year = tables.readability(corpus.view(), by="year")
    assert "year" in by_year and "corpus/tokens" in read_parts(tmp_path / "stage")


def test_the_frames_of_another_study_are_left_alone(corpus, monkeypatch, tmp_path):
    write_frame(pd.DataFrame({"x": [1]}), file_of(tmp_path / "elsewhere", "articles"))
    monkeypatch.setenv(FRAMES, str(tmp_path / "elsewhere"))
    assert "title" in tables.articles(corpus)


def test_what_is_asked_for_twice_is_noted_once(corpus, monkeypatch, tmp_path):
    monkeypatch.setenv(STAGE, str(tmp_path))
    for _ in range(2):
        assert len(corpus.theme_hits)
    lines = (tmp_path / PARTS).read_text("utf-8").splitlines()
    assert sorted(lines) == sorted(set(lines)) and "corpus/theme_hits" in lines


@pytest.mark.parametrize("name", tables.TABLES)
def test_a_table_comes_out_the_same_from_a_view(corpus, name):
    """And it asks for something: a table that notes nothing would never be made again."""
    view = corpus.view()
    first, again = tables.TABLES[name](corpus), tables.TABLES[name](view)
    pd.testing.assert_frame_equal(first, again)
    assert view.used and digest(dict.fromkeys(view.used, "")) != digest({})
