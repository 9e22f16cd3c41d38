"""Coding sheets out and back: blind, complete, checked, and scored as by hand."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from mini import make_study

from liangwen import tables
from liangwen.cli import main
from liangwen.coding import read_coding, sample_sentences, validation, write_sheets
from liangwen.coding.score import VALIDATION_COLUMNS, recall_interval
from liangwen.corpus import Corpus, build, open_corpus
from liangwen.errors import LexiconError, MeasureError, StudyError
from liangwen.findings.summary import found
from liangwen.lexicon import Theme, load_themes
from liangwen.measures.agreement import kappa_interval
from liangwen.study import open_study


def drawn(mini: Corpus, **options):
    return sample_sentences(mini.articles, mini.themes, **options)


def test_the_strata_are_what_the_matcher_says(mini):
    items = drawn(mini)
    texts = mini.articles.set_index("article_id")["text"]
    for item in items:
        sentence = texts[item.article_id][item.start : item.end]
        assert sentence.strip() == item.text
        hit = any(h.theme == item.theme for h in mini.themes.match(sentence))
        assert (item.stratum == "hit") == hit
    # Twelve sentences a theme; of the quantum theme three say 量子计量.
    quantum = [item for item in items if item.theme == "quantum"]
    assert len(quantum) == 12
    assert [i.stratum for i in quantum].count("hit") == 3
    assert {i.stratum_size for i in quantum if i.stratum == "other"} == {9}


def test_the_same_seed_draws_the_same_and_no_more_than_asked(mini):
    some = drawn(mini, hits=1, others=2, seed=3)
    assert some == drawn(mini, hits=1, others=2, seed=3)
    counts = pd.DataFrame(some).groupby(["theme", "stratum"]).size()
    assert (counts.xs("hit", level=1) <= 1).all() and (counts.xs("other", level=1) == 2).all()
    assert {i.theme for i in drawn(mini, themes=["carbon"])} == {"carbon"}
    with pytest.raises(LexiconError, match="no theme none"):
        drawn(mini, themes=["none"])


def test_a_coder_cannot_see_which_sentences_hold_a_hit(mini, tmp_path):
    items = drawn(mini)
    paths = write_sheets(items, mini.themes, tmp_path)
    orders = []
    for path in paths:
        book = openpyxl.load_workbook(path)
        assert book["key"].sheet_state == "veryHidden"
        head = [cell.value for cell in book["code"][1]]
        assert "stratum" not in head and "term" not in head
        rows = list(book["code"].iter_rows(min_row=2, values_only=True))
        assert not any(row[head.index("code")] for row in rows)
        validations = book["code"].data_validations.dataValidation
        assert any('"yes,no"' in v.formula1 for v in validations)
        orders.append([row[0] for row in rows])
        assert sorted(orders[-1]) == sorted(item.id for item in items)
        assert book["help"]["B1"].value == "编码说明"
    assert orders[0] != orders[1]
    assert len({item.id for item in items}) == len(items)


def test_the_same_sheets_each_time_and_none_written_over(mini, tmp_path):
    items = drawn(mini)
    first = [p.read_bytes() for p in write_sheets(items, mini.themes, tmp_path / "a")]
    assert [p.read_bytes() for p in write_sheets(items, mini.themes, tmp_path / "b")] == first
    with pytest.raises(LexiconError, match="may be filled in"):
        write_sheets(items, mini.themes, tmp_path / "a")
    with pytest.raises(LexiconError, match="no sentence"):
        write_sheets([], mini.themes, tmp_path / "c")
    with pytest.raises(LexiconError, match="coders = 3"):
        write_sheets(items, mini.themes, tmp_path / "c", coders=3)


def fill(path, code):
    """Fill a sheet; `code` is asked for each row's id, and may leave a cell empty."""
    book = openpyxl.load_workbook(path)
    for row in book["code"].iter_rows(min_row=2):
        row[5].value = code(row[0].value)
    book.save(path)


def test_codes_come_back_with_their_place_and_stratum(mini, tmp_path):
    items = {item.id: item for item in drawn(mini)}
    paths = write_sheets(list(items.values()), mini.themes, tmp_path)
    answers = dict(zip(sorted(items), ["yes", "NO", "是", "0", None] * len(items), strict=False))
    fill(paths[0], answers.get)
    codes = read_coding([paths[0]])
    assert len(codes) == sum(answer is not None for answer in answers.values())
    for row in codes.itertuples():
        item = items[row.id]
        assert (row.article_id, row.start, row.stratum) == (
            item.article_id, item.start, item.stratum)  # fmt: skip
        assert row.code == {"yes": "yes", "NO": "no", "是": "yes", "0": "no"}[answers[row.id]]
        assert row.coder == "A" and row.version == "test"


@pytest.mark.parametrize(
    ("row", "column", "value", "sentence"),
    [
        (3, 6, "maybe", "sheet code, row 3: code = maybe must be yes, no or empty."),
        (3, 6, "=A1", "sheet code, row 3: code holds a formula"),
        (4, 1, "abc", "sheet code, row 4: the id abc is none of this sheet's."),
        (1, 6, "kode", "did you mean code?"),
    ],
)
def test_a_wrong_cell_is_a_sentence(mini, tmp_path, row, column, value, sentence):
    path = write_sheets(drawn(mini), mini.themes, tmp_path)[0]
    fill(path, lambda _: "yes")
    book = openpyxl.load_workbook(path)
    book["code"].cell(row, column).value = value
    book.save(path)
    with pytest.raises(LexiconError) as caught:
        read_coding([path])
    assert sentence in str(caught.value) and "coder_A.xlsx" in str(caught.value)


def test_a_row_twice_a_foreign_workbook_and_a_coder_twice_are_sentences(mini, tmp_path):
    path = write_sheets(drawn(mini), mini.themes, tmp_path, coders=1)[0]
    fill(path, lambda _: "yes")
    book = openpyxl.load_workbook(path)
    book["code"].append([cell.value for cell in book["code"][2]])
    book.save(tmp_path / "twice.xlsx")
    with pytest.raises(LexiconError, match="stands twice"):
        read_coding([tmp_path / "twice.xlsx"])
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    with pytest.raises(LexiconError, match="no coding sheet"):
        read_coding([tmp_path / "other.xlsx"])
    (tmp_path / "copy.xlsx").write_bytes(path.read_bytes())
    with pytest.raises(LexiconError, match="coder A's already"):
        read_coding([path, tmp_path / "copy.xlsx"])


THEMES = [Theme("a", "甲", "A", ()), Theme("b", "乙", "B", ())]


def codes_of(*cells, theme="a", coder="A", sizes=(10, 100)) -> pd.DataFrame:
    """Codes from (stratum, code) pairs."""
    return pd.DataFrame(
        [
            (f"{theme}{i}", theme, "x", i, i + 1, stratum, sizes[stratum == "other"], "1", coder, c)
            for i, (stratum, c) in enumerate(cells)
        ],
        columns=["id", "theme", "article_id", "start", "end", "stratum", "stratum_size", "version",
                 "coder", "code"],
    )  # fmt: skip


def test_scores_as_by_hand():
    # 3 of 4 coded hits are right, of 10: 7.5 sentences; 1 of 5 others is missed, of 100: 20.
    cells = [("hit", "yes")] * 3 + [("hit", "no")] + [("other", "yes")] + [("other", "no")] * 4
    row = validation(codes_of(*cells), THEMES).iloc[0]
    assert (row.coded_hits, row.right_hits, row.coded_others, row.missed_others) == (4, 3, 5, 1)
    assert row.precision == 0.75 and row.recall == pytest.approx(7.5 / 27.5)
    # Wilson by hand: z = 1.959964, (p + z²/2n ± z√(p(1−p)/n + z²/4n²))/(1 + z²/n).
    assert row.precision_low == pytest.approx(0.30064, abs=1e-5)
    assert row.precision_high == pytest.approx(0.95441, abs=1e-5)
    assert row.recall_low < row.recall < row.recall_high
    assert row.both_coded == 0 and math.isnan(row.kappa)


def test_two_coders_and_all_themes_together():
    one = [("hit", "yes"), ("hit", "no"), ("other", "no"), ("other", "no")]
    two = [("hit", "yes"), ("hit", "yes"), ("other", "no"), ("other", "no")]
    frame = validation(
        pd.concat([codes_of(*one), codes_of(*two, coder="B"), codes_of(*one, theme="b"),
                   codes_of(*one, theme="gone")]),
        THEMES,
    )  # fmt: skip
    assert frame["theme"].tolist() == ["a", "b", "all"]
    first = frame.iloc[0]
    # Agreement 3/4; by chance 1/4·2/4 + 3/4·2/4 = 1/2; kappa (3/4 − 1/2)/(1/2).
    assert (first.both_coded, first.disagreements, first.kappa) == (4, 1, 0.5)
    assert first.precision == 0.5
    together = frame.iloc[2]
    assert (together.coded_hits, together.hit_sentences, together.both_coded) == (4, 20, 4)


def test_nothing_coded_is_an_empty_table():
    assert validation(codes_of(), THEMES).columns.tolist() == VALIDATION_COLUMNS
    assert validation(codes_of(("hit", "yes"), theme="gone"), THEMES).empty


def test_full_agreement_on_one_code_has_no_kappa():
    same = [("hit", "yes"), ("other", "yes")]
    row = validation(pd.concat([codes_of(*same), codes_of(*same, coder="B")]), THEMES).iloc[0]
    assert row.both_coded == 2 and row.disagreements == 0 and math.isnan(row.kappa)


@given(st.integers(1, 60), st.integers(0, 200), st.integers(1, 60), st.integers(0, 2000), st.data())
def test_recall_lies_in_its_interval(coded, more, coded_others, more_others, data):
    right = data.draw(st.integers(0, coded))
    missed = data.draw(st.integers(0, coded_others))
    value, low, high = recall_interval(
        right, coded, coded + more, missed, coded_others, coded_others + more_others
    )
    if right or missed:
        assert 0 <= low <= value + 1e-9 and value <= high + 1e-9 and high <= 1
    else:
        assert math.isnan(value)
    if not more and not more_others and (right or missed):
        # Everything was read: nothing is left to chance.
        assert low == pytest.approx(value) and high == pytest.approx(value)


def test_the_recall_interval_covers_what_it_promises():
    rng = np.random.default_rng(5)
    covered = []
    for hits, p, others, q in (
        (200, 0.85, 3000, 0.02),
        (60, 0.7, 500, 0.1),
        (300, 0.95, 900, 0.05),
    ):
        truth = hits * p / (hits * p + others * q)
        inside = 0
        for _ in range(400):
            right = rng.hypergeometric(round(hits * p), hits - round(hits * p), 50)
            missed = rng.hypergeometric(round(others * q), others - round(others * q), 50)
            _, low, high = recall_interval(right, 50, hits, missed, 50, others)
            inside += low <= truth <= high
        covered.append(inside / 400)
    assert min(covered) >= 0.92, covered


def test_the_interval_of_kappa():
    # Computed apart from the formula in Fleiss, Cohen and Everitt (1969) with fractions.
    found_ = kappa_interval([[20, 5], [10, 15]])
    assert float(found_.estimate) == pytest.approx(0.4)
    assert float(found_.low) < 0.4 < float(found_.high)
    # A bootstrap of the fifty items has the same spread.
    rng = np.random.default_rng(3)
    draws = rng.multinomial(50, np.array([20, 5, 10, 15]) / 50, size=4000) / 50
    chance = (draws[:, 0] + draws[:, 1]) * (draws[:, 0] + draws[:, 2]) + (
        draws[:, 2] + draws[:, 3]
    ) * (draws[:, 1] + draws[:, 3])
    kappas = (draws[:, 0] + draws[:, 3] - chance) / (1 - chance)
    spread = (float(found_.high) - float(found_.low)) / 2 / 1.959964
    assert spread == pytest.approx(kappas.std(), rel=0.08)
    with pytest.raises(MeasureError, match="single category"):
        kappa_interval([[5, 0], [0, 0]])


def test_the_study_reads_its_sheets_and_the_report_has_the_words(tmp_path):
    study = open_study(make_study(tmp_path / "study"))
    build(study)
    corpus = open_corpus(study)
    empty = tables.validation(corpus)
    assert empty.empty and empty.columns.tolist() == VALIDATION_COLUMNS
    for language, words in (("en", "Nobody has coded"), ("zh", "未经检验")):
        assert words in found({"validation": empty}, language=language)["validation"][0]

    def run(*arguments):
        return CliRunner().invoke(main, [*map(str, arguments), "--study", str(study.root)])

    assert run("coding-score").exit_code == 1
    assert run("coding-sheet", "--theme", "quantum", "--others", "5").exit_code == 0
    for path in study.coding_sheets:
        fill(path, lambda name: "yes" if name < "8" else "no")
    (study.root / "coding" / "note.en.txt").write_text("Two interns\nread.\n", encoding="utf-8")
    scored = run("coding-score")
    assert scored.exit_code == 0 and scored.stdout.startswith("quantum\t")
    table = tables.validation(corpus)
    assert table["theme"].tolist() == ["quantum"] and table.loc[0, "both_coded"] == 8
    said = " ".join(found({"validation": table}, language="en")["validation"])
    assert "three coded sentences" in said and said.endswith("Two interns read.")
    assert run("coding-sheet").exit_code == 1


def test_the_metrology_studys_own_coding_is_whole():
    """The sheets of this repository: every row coded twice, and what it says of its coders."""
    study = open_study(Path(__file__).parents[1])
    codes = read_coding(study.coding_sheets)
    assert codes.groupby("coder").size().tolist() == [1057, 1057]
    assert set(study.coding_note) == {"en", "zh"}
    frame = validation(codes, open_corpus_themes(study))
    whole = frame[frame["theme"] == "all"].iloc[0]
    assert (whole.coded_hits, whole.right_hits, whole.disagreements) == (257, 218, 10)


def open_corpus_themes(study):
    return load_themes(study.lexicon("themes.yaml")).themes


def test_a_note_that_is_no_utf_8_is_a_sentence(tmp_path):
    study = open_study(make_study(tmp_path / "study"))
    (study.root / "coding").mkdir()
    (study.root / "coding" / "note.zh.txt").write_bytes("计量".encode("gb18030"))
    with pytest.raises(StudyError, match=r"coding/note\.zh\.txt is no UTF-8"):
        _ = study.coding_note
