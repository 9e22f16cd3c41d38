"""Lines that a person keeps or drops."""

from __future__ import annotations

import pytest
from mini import make_study

from liangwen.by_hand import ByHand, read_by_hand
from liangwen.catalog import list_seeds
from liangwen.cleaning import clean_text
from liangwen.corpus import build, open_corpus
from liangwen.edits import undo
from liangwen.errors import SeedError
from liangwen.study import open_study

SOURCE = "首页\n新闻\n計量是科技創新的重要基礎,支撐高質量發展。\n本段是網站加的一句無關的話。\n版權所有 某網\n"


def corrections(folder, *, keep="", drop=""):
    seed = folder / "a.txt"
    for suffix, patterns in ((".keep", keep), (".drop", drop)):
        if patterns:
            (folder / f"a.txt{suffix}").write_text(patterns, encoding="utf-8")
    return read_by_hand(seed)


@pytest.mark.parametrize(
    "pattern", ["無關的話", "无关的话", "/^本段是.*话。$/", "# a remark\n\n无关的话"]
)
def test_a_line_is_dropped_by_its_source_or_its_clean_words(tmp_path, pattern):
    by_hand = corrections(tmp_path, drop=pattern)
    found = clean_text(SOURCE, by_hand=by_hand)
    assert found.text == "计量是科技创新的重要基础,支撑高质量发展。"
    assert "by_hand" in {edit.rule for edit in found.edits}
    assert undo(found.text, found.edits) == SOURCE
    assert list(by_hand.problems("a.txt")) == []


def test_a_line_that_the_rules_take_is_kept(tmp_path):
    found = clean_text(SOURCE, by_hand=corrections(tmp_path, keep="版权所有"))
    assert found.text.endswith("版权所有 某网")
    assert undo(found.text, found.edits) == SOURCE


def test_keep_has_the_last_word(tmp_path):
    by_hand = corrections(tmp_path, keep="计量", drop="/./")
    assert clean_text(SOURCE, by_hand=by_hand).text == "计量是科技创新的重要基础,支撑高质量发展。"


def test_drop_holds_for_a_whole_text_too(tmp_path):
    by_hand = corrections(tmp_path, drop="首页")
    found = clean_text(SOURCE, whole=True, by_hand=by_hand)
    assert found.text.startswith("新闻")
    assert undo(found.text, found.edits) == SOURCE


def test_without_files_nothing_changes(tmp_path):
    by_hand = corrections(tmp_path)
    assert not by_hand and by_hand == ByHand()
    assert clean_text(SOURCE, by_hand=by_hand) == clean_text(SOURCE)


def test_a_broken_expression_is_an_error_that_names_it(tmp_path):
    with pytest.raises(SeedError, match=r"a.txt.drop: /\(/ is no regular expression"):
        corrections(tmp_path, drop="/(/")


def test_in_a_study_they_are_no_seeds_and_what_fits_nothing_is_told(tmp_path):
    study = open_study(make_study(tmp_path / "s"))
    seed = study.seeds / "a1.txt"
    seed.write_text(seed.read_text(encoding="utf-8") * 2 + "本段无关。\n", encoding="utf-8")
    (study.seeds / "a1.txt.drop").write_text("民生计量服务\n从来没有\n", encoding="utf-8")
    (study.seeds / "gone.txt.keep").write_text("计量\n", encoding="utf-8")
    assert "a1.txt.drop" not in list(list_seeds(study.seeds))
    failures = {failure.seed: failure.reason for failure in build(study).failures}
    assert set(failures) == {"a1.txt.drop", "gone.txt.keep"}
    assert "从来没有 fits no line of a1.txt" in failures["a1.txt.drop"]
    texts = open_corpus(study).all_articles.set_index("article_id")["text"]
    assert "湖北推进量子计量" in texts["a1.txt"] and "民生计量服务" not in texts["a1.txt"]
