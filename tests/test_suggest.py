"""Proposals for a theme: what stands with it and is built like it, accepted only by a person."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner
from mini import make_study

from liangwen.cli import main
from liangwen.corpus import build
from liangwen.errors import LexiconError
from liangwen.lexicon import Term, Theme, ThemeLexicon, load_themes
from liangwen.study import open_study
from liangwen.suggest import COLUMNS, suggest
from liangwen.suggest_sheet import accept_suggestions, write_suggestions

CARBON = Theme("carbon", "双碳", "carbon", (Term("碳达峰", "x"), Term("碳市场", "x")))
MARKET = Theme("market", "市场", "market", (Term("集贸市场", "x"), Term("超市", "x")))
LEXICON = ThemeLexicon((CARBON, MARKET))
#: Token by token; ／ cuts and is no character of the text.
TEXTS = [
    "推进／碳达峰／和／林业／碳汇／工作／。\n检查／集贸市场／的／电子秤／。",
    "碳市场／与／海洋／碳汇／。\n超市／使用／电子秤／，／工作／有序／。",
    "碳达峰／需要／碳汇／。\n集贸市场／工作／。\n电子秤／检定／。",
]


#: Sentences of neither theme, so that company can be more than chance.
TEXTS[2] += "\n召开／会议／。" * 12


def frames(texts=TEXTS):
    articles = pd.DataFrame(
        {"article_id": [f"t{i}" for i in range(len(texts))],
         "text": [text.replace("／", "") for text in texts]}
    )  # fmt: skip
    tokens = articles[["article_id"]].assign(
        lengths=[[len(t) for part in text.split("\n") for t in [*part.split("／"), "\n"]][:-1]
                 for text in texts]
    )  # fmt: skip
    return articles, tokens


def test_company_that_could_be_chance_is_none_without_likeness():
    # Four sentences: 电子秤 shares two of its three with the market's hits, which is chance.
    few = [text.split("\n召开")[0] for text in TEXTS]
    assert "电子秤" not in suggest(*frames(few), LEXICON, "market")["term"].tolist()
    assert "碳汇" in suggest(*frames(few), LEXICON, "carbon")["term"].tolist()


def test_what_stands_with_a_theme_comes_first_with_its_counts():
    found = suggest(*frames(), LEXICON, "carbon", stop_words=["和", "的", "与"])
    assert found.columns.tolist() == COLUMNS
    first = found.iloc[0]
    assert (first.term, first["count"], first.articles) == ("碳汇", 3, 3)
    assert (first.sentences, first.with_theme, first.shared) == (3, 3, "碳")
    assert first.g2 > 0 and first.likeness > 0 and first.company > 0
    assert first.line_1 == "推进碳达峰和林业【碳汇】工作。"
    assert first.line_2 and first.line_3
    assert (found["score"] > 0).all() and found["score"].is_monotonic_decreasing
    assert "电子秤" in suggest(*frames(), LEXICON, "market")["term"].tolist()
    assert "电子秤" not in found["term"].tolist()


def test_nothing_that_a_theme_has_or_that_is_a_fragment_is_proposed():
    found = set(suggest(*frames(), LEXICON, "market", minimum_count=1)["term"])
    assert not found & {"碳达峰", "碳市场", "集贸市场", "超市"}
    # 子秤 stands in 电子秤 alone: 电 is always before it.
    cut = [text.replace("电子秤", "电／子秤") for text in TEXTS]
    assert "子秤" not in set(suggest(*frames(cut), LEXICON, "market")["term"])
    assert all("的" not in (term[0], term[-1]) for term in suggest(
        *frames(), LEXICON, "market", minimum_count=1, stop_words=["的"])["term"])  # fmt: skip


def test_a_spelling_and_a_word_of_the_field_are_known_already():
    lexicon = dataclasses.replace(LEXICON, spellings={"碳汇": "碳达峰"}, near=("电子秤",))
    assert not {"碳汇", "电子秤"} & set(suggest(*frames(), lexicon, "carbon")["term"])


def test_a_theme_without_hits_is_helped_by_likeness_alone():
    lexicon = ThemeLexicon(
        (dataclasses.replace(CARBON, terms=(Term("碳中和", "x"), Term("碳足迹", "x"))), MARKET)
    )
    found = suggest(*frames(), lexicon, "carbon")
    assert found["term"].tolist()[0] == "碳汇" and (found["company"] == 0).all()
    assert found["g2"].isna().all()


@pytest.mark.parametrize("texts", [[], ["。"], ["碳达峰／。"]])
def test_small_corpora_give_an_empty_table(texts):
    articles, tokens = frames(texts)
    found = suggest(articles, tokens, LEXICON, "carbon")
    assert found.empty and found.columns.tolist() == COLUMNS


def test_an_unknown_or_empty_theme_is_a_sentence():
    with pytest.raises(LexiconError, match="no theme none; the lexicon has: carbon, market"):
        suggest(*frames(), LEXICON, "none")
    empty = ThemeLexicon((dataclasses.replace(CARBON, terms=()),))
    with pytest.raises(LexiconError, match="carbon has no term yet"):
        suggest(*frames(), empty, "carbon")


def test_top_and_the_same_answer_each_time():
    whole = suggest(*frames(), LEXICON, "market", minimum_count=1)
    pd.testing.assert_frame_equal(
        suggest(*frames(), LEXICON, "market", minimum_count=1, top=2), whole.head(2)
    )
    articles, tokens = frames()
    tokens["lengths"] = [np.array(own, dtype="uint16") for own in tokens["lengths"]]
    pd.testing.assert_frame_equal(
        suggest(articles, tokens, LEXICON, "market", minimum_count=1), whole
    )


@pytest.fixture
def study(tmp_path):
    study = open_study(make_study(tmp_path / "study"))
    build(study)
    return study


def sheet(study, **cells):
    """A sheet of proposals for the quantum theme with cells of its first row filled in."""
    row = dict.fromkeys(COLUMNS, "") | {"theme": "quantum", "term": "前沿", "count": 1, "g2": None}
    frame = pd.DataFrame([row | {"line_1": "量子计量是【前沿】的重要方向。"}], columns=COLUMNS)
    path = study.root / "proposals.xlsx"
    write_suggestions(frame, path, corpus="6 articles")
    book = openpyxl.load_workbook(path)
    own = book["suggestions"]
    names = [cell.value for cell in own[1]]
    for name, value in cells.items():
        own.cell(2, names.index(name) + 1).value = value
    book.save(path)
    return path, frame


def test_only_what_a_person_accepts_is_added(study):
    before = (study.root / "lexicon" / "themes.yaml").read_text(encoding="utf-8")
    path, frame = sheet(study)
    assert accept_suggestions(study, path)[1] == []
    assert (study.root / "lexicon" / "themes.yaml").read_text(encoding="utf-8") == before
    path, _ = sheet(study, accept="yes", initials="LW", near="是", en="a gloss")
    term = frame.loc[0, "term"]
    file, added = accept_suggestions(study, path)
    assert added == [term]
    own = next(theme for theme in load_themes(file).themes if theme.id == "quantum")
    assert own.terms[-1] == Term(
        term, "suggested from 6 articles, accepted by LW", near=True, en="a gloss"
    )


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"accept": "perhaps"}, "row 2: accept = perhaps must be yes"),
        ({"accept": "yes", "near": "x"}, "row 2: near = x must be yes"),
        ({"accept": "yes", "theme": "quantm"}, "row 2: there is no theme quantm"),
        ({"accept": "yes", "term": "民生计量"}, "row 2: 民生计量 is a term of livelihood already"),
        ({"accept": "yes", "term": None}, "row 2: term is empty"),
        ({"accept": "yes", "term": 12}, "row 2: term holds the number or date 12"),
    ],
)
def test_a_wrong_cell_is_a_sentence_and_nothing_is_written(study, cells, message):
    before = (study.root / "lexicon" / "themes.yaml").read_bytes()
    with pytest.raises(LexiconError, match=message):
        accept_suggestions(study, sheet(study, **cells)[0])
    assert (study.root / "lexicon" / "themes.yaml").read_bytes() == before


def test_the_command(study):
    def run(*arguments):
        return CliRunner().invoke(main, [*map(str, arguments), "--study", str(study.root)])

    lines = run("suggest", "livelihood", "--json", "--top", "3").stdout.splitlines()
    assert len(lines) <= 3 and all(set(json.loads(line)) == set(COLUMNS) for line in lines)
    plain = run("suggest", "livelihood").stdout
    assert not plain or "【" in plain
    path = study.root / "x.xlsx"
    assert run("suggest", "livelihood", "--xlsx", path).exit_code == 0
    first = path.read_bytes()
    run("suggest", "livelihood", "--xlsx", path)
    assert path.read_bytes() == first
    assert "0 added" in run("suggest", "--accept", path).stderr
    assert run("suggest").exit_code == 2
    assert "There is no theme x" in run("suggest", "x").stderr
