"""The store: what stands in it, and that it is a pure function of seeds, lexicon and settings."""

from __future__ import annotations

import hashlib
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mini import ARTICLES, make_study

from liangwen.building.layout import shards
from liangwen.corpus import Corpus, build, open_corpus
from liangwen.errors import StudyError
from liangwen.schema import DATASETS, SCHEMA_VERSION, schema
from liangwen.study import open_study


def test_regions_and_authors_are_read(mini):
    rows = mini.articles.set_index("article_id")
    assert list(rows.loc[list(ARTICLES), "region"]) == ["湖北"] * 2 + ["河北"] * 2 + ["海南"] * 2
    assert rows.at["a1.txt", "author"] == "李明"
    assert rows.at["a1.txt", "author_office"] == "湖北省副省长"


def test_articles_come_in_the_order_of_their_regions_codes(mini):
    assert list(dict.fromkeys(mini.articles["region"])) == ["河北", "湖北", "海南"]


def test_a_link_that_leads_nowhere_is_a_problem(tmp_path):
    study = open_study(make_study(tmp_path / "s"))
    link = study.seeds / "gone.txt"
    try:
        link.symlink_to(tmp_path / "nowhere.txt")
    except OSError:
        pytest.skip("links cannot be made here")
    (failure,) = build(study).failures
    assert failure.seed == "gone.txt" and "cannot be opened" in failure.reason
    assert "link" in failure.remedy


def test_six_lines_of_code_rebuild_the_source(mini):
    edits = pd.read_parquet(mini.study.corpus / "edits")
    for row in mini.articles.itertuples():
        own = edits[edits["article_id"] == row.article_id]
        source, at = "", 0
        for edit in own.itertuples():
            source += row.text[at : edit.text_start] + edit.removed
            at = edit.text_end
        source += row.text[at:]
        raw = (mini.study.seeds / row.seed).read_bytes()
        assert source.encode() == raw
        assert row.sha256 == hashlib.sha256(raw).hexdigest()
        assert mini.source_text(row.article_id) == source


def test_tokens_are_consecutive_slices_of_the_text(mini):
    texts = mini.articles.set_index("article_id")["text"]
    for row in mini.tokens.itertuples():
        assert sum(row.lengths) == len(texts[row.article_id])


def test_counts_are_the_tokens_that_are_words(mini):
    per_article = mini.term_counts.groupby("article_id")["count"].sum()
    assert per_article.to_dict() == mini.articles.set_index("article_id")["n_tokens"].to_dict()


def test_hits_stand_where_they_say(mini):
    texts = mini.articles.set_index("article_id")["text"]
    for hit in mini.theme_hits.itertuples():
        assert texts[hit.article_id][hit.start : hit.end] == hit.term


@pytest.mark.parametrize("dataset", DATASETS)
def test_columns_types_and_version_are_the_contract(mini, dataset):
    import pyarrow.parquet as pq

    for file in (mini.study.corpus / dataset).glob("*.parquet"):
        found = pq.read_schema(file)
        assert found.equals(schema(dataset))
        assert found.metadata[b"schema_version"].decode() == SCHEMA_VERSION


@pytest.mark.parametrize("dataset", DATASETS)
def test_each_column_stands_in_the_codebook(dataset):
    from pathlib import Path

    codebook = (Path(__file__).parents[1] / "docs" / "codebook.md").read_text(encoding="utf-8")
    section = codebook.split(f"### {dataset}\n", 1)[1].split("\n### ", 1)[0].split("\n## ", 1)[0]
    written = {
        tuple(cell.strip(" `") for cell in line.strip("|").split("|")[:3])
        for line in section.splitlines()
        if line.startswith("| `")
    }
    columns = {
        (field.name, str(field.type), "yes" if field.nullable else "no")
        for field in schema(dataset)
    }
    assert written == columns


def test_built_twice_and_elsewhere_the_store_is_the_same_bytes(tmp_path):
    stores = []
    for name in ("here", "there"):
        study = open_study(make_study(tmp_path / name))
        build(study)
        build(study)
        files = sorted(p for p in study.corpus.rglob("*") if p.is_file())
        stores.append([(p.relative_to(study.corpus).as_posix(), p.read_bytes()) for p in files])
    assert stores[0] == stores[1]


def bad_seeds(folder):
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "menus.txt").write_text("首页\n新闻\n版权所有 某网\n", encoding="utf-8")
    (folder / "page.pages").write_text("x", encoding="utf-8")


def test_bad_seeds_are_named_with_reason_and_remedy_and_stop_nothing(tmp_path):
    study = open_study(make_study(tmp_path / "s"))
    bad_seeds(study.seeds)
    result = build(study)
    assert result.articles == len(ARTICLES)
    reasons = {failure.seed: failure.reason for failure in result.failures}
    assert set(reasons) == {"empty.txt", "picture.txt", "menus.txt", "page.pages"}
    assert "empty" in reasons["empty.txt"] and "PNG" in reasons["picture.txt"]
    assert "No article" in reasons["menus.txt"]
    assert all(failure.remedy for failure in result.failures)
    assert open_corpus(study).failures == result.failures


def catalog(study, text):
    (study.seeds / "catalog.csv").write_text(text, encoding="utf-8")


def test_a_seed_that_differs_from_the_catalog_is_named(tmp_path):
    study = open_study(make_study(tmp_path / "s"))
    catalog(study, f"seed,sha256\na1.txt,{'0' * 64}\ngone.txt,\n")
    failures = {f.seed: f.reason for f in build(study).failures}
    assert "the catalog has 000000000000" in failures["a1.txt"]
    assert "no such file" in failures["gone.txt"]


def test_the_catalog_overrides_excludes_and_keeps_whole(tmp_path):
    study = open_study(make_study(tmp_path / "s"))
    catalog(
        study,
        "seed,role,title,date,region,whole\na1.txt,,题名,2020-01-02,四川·重庆,\na2.txt,exclude,,,,\n"
        "b1.txt,reference,,,,\nb2.txt,,,,,true\n",
    )
    assert build(study).failures == []
    corpus = open_corpus(study)
    rows = corpus.all_articles.set_index("article_id")
    assert rows.at["a1.txt", "title"] == "题名"
    assert str(rows.at["a1.txt", "date"]) == "2020-01-02"
    assert rows.at["a1.txt", "region"] == "四川·重庆"
    assert "a2.txt" not in rows.index
    assert "b1.txt" in rows.index and "b1.txt" not in set(corpus.articles["article_id"])
    assert "河北省副省长 刘洋" in rows.at["b2.txt", "text"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name\nx\n", "no column seed"),
        ("seed,role\na1.txt,boss\n", "unknown role"),
        ("seed,regon\na1.txt,湖北\n", "unknown column regon"),
        ("seed,whole\na1.txt,maybe\n", "true or false"),
        ("seed\na\na\n", "twice"),
    ],
)
def test_a_broken_catalog_is_an_error(tmp_path, text, message):
    study = open_study(make_study(tmp_path / "s"))
    catalog(study, text)
    with pytest.raises(StudyError, match=message):
        build(study)


def test_a_catalog_saved_by_excel_in_chinese_is_read(tmp_path):
    study = open_study(make_study(tmp_path / "s"))
    (study.seeds / "catalog.csv").write_bytes(
        "seed,title\r\na1.txt,湖北民生计量工作\r\n".encode("gbk")
    )
    build(study)
    rows = open_corpus(study).all_articles.set_index("article_id")
    assert rows.at["a1.txt", "title"] == "湖北民生计量工作"


def test_a_reprint_is_marked_and_not_compared(tmp_path):
    long = [f"湖北推进第{i}项民生计量工作,守护人民群众的美好生活。" for i in range(12)]
    articles = {"x.txt": ("湖北省省长 王强", long), "y.txt": ("湖北省省长 王强", [*long, "转载。"])}
    study = open_study(make_study(tmp_path / "s", articles))
    build(study)
    corpus = open_corpus(study)
    assert list(corpus.duplicates[["article_id", "original", "kind"]].itertuples(index=False)) == [
        ("x.txt", "y.txt", "duplicate")  # neither has a date: the longer one is the original
    ]
    assert list(corpus.articles["article_id"]) == ["y.txt"]
    assert len(corpus.all_articles) == 2


def test_no_store_and_an_old_store_say_what_to_do(tmp_path):
    study = open_study(make_study(tmp_path / "s"))
    with pytest.raises(StudyError, match="liangwen build"):
        open_corpus(study)
    build(study)
    manifest = study.corpus / "manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(content | {"schema_version": "0"}), encoding="utf-8")
    with pytest.raises(StudyError, match="another version"):
        open_corpus(study)


def test_a_study_without_seeds_says_so(tmp_path):
    study = open_study(make_study(tmp_path / "s", {}))
    with pytest.raises(StudyError, match="no seeds"):
        build(study)


@given(st.sets(st.text(max_size=6), max_size=60), st.integers(1, 8))
def test_shards_are_a_function_of_the_set_of_articles(ids, most):
    dealt = shards(sorted(ids), most=most)
    assert dealt == shards(sorted(ids, reverse=True), most=most)
    assert sorted(name for names in dealt.values() for name in names) == sorted(ids)
    assert all(len(names) <= most for names in dealt.values())
    for prefix, names in dealt.items():
        assert all(hashlib.sha256(n.encode()).hexdigest().startswith(prefix) for n in names)


PARTS = sorted(name for name, value in vars(Corpus).items() if hasattr(value, "places"))


@pytest.mark.parametrize("name", PARTS)
def test_a_property_names_every_place_that_it_is_made_from(tmp_path, name):
    """A place that a property forgets would leave a table as it is when that place changes."""
    study = open_study(make_study(tmp_path))
    build(study)
    own = Corpus(study)
    getattr(own, name)
    assert own.used == set(vars(Corpus)[name].places)


def test_a_view_has_the_same_frames_and_notes_of_its_own(tmp_path):
    study = open_study(make_study(tmp_path))
    build(study)
    corpus = Corpus(study)
    first = corpus.theme_hits
    view = corpus.view()
    assert view.theme_hits is first and "corpus/theme_hits" in view.used
    assert "corpus/tokens" not in view.used and view.tokens is corpus.tokens
