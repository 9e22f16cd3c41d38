"""The lexicon out to Excel and back: nothing is lost, only what changed is touched, all is told."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from mini import make_study

from liangwen.cli import main
from liangwen.errors import LexiconError
from liangwen.lexicon import load_themes
from liangwen.lexicon.exchange import export_lexicon, import_lexicon
from liangwen.lexicon.file import parse_yaml, read_yaml
from liangwen.lexicon.workbook import COLUMNS, rows_of
from liangwen.lexicon.yaml_edits import edited
from liangwen.study import STARTERS, open_study

STARTER = STARTERS / "lexicon" / "themes.yaml"
#: Every way of writing that the project's files use, with comments in between.
WRITTEN = """\
# Of the carbon study.
version: "3"   # by hand
generic_near: [计量, 测量]
global_exclude:
- 计量经济   # economics
- 会计计量
exclude_within: {计量法: [计量法定]}
one_term:
  - [碳达峰碳中和, 碳达峰、碳中和]
themes:
- id: carbon   # first
  name_zh: 双碳
  name_en: "dual carbon"
  focus: true
  terms:
  # the goals
  - {term: "碳达峰碳中和", source: "seed 1", en: "both"}  # seen in Hebei
  - {term: "碳汇", source: 'plan', near: true}
  - 双碳
# the law
- {id: law, name_zh: 法制, name_en: law, terms: [计量法, 强制检定]}
"""


@pytest.fixture
def study(tmp_path):
    folder = make_study(tmp_path / "study")
    (folder / "lexicon" / "themes.yaml").write_text(WRITTEN, encoding="utf-8", newline="")
    return open_study(folder)


def changed(study, change, name="themes.xlsx"):
    """Export, let `change` edit the workbook, return its path."""
    path = export_lexicon(study, study.root / name)
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def lines_of_diff(old: str, new: str) -> tuple[list[str], list[str]]:
    gone = [line for line in old.splitlines() if line not in new.splitlines()]
    come = [line for line in new.splitlines() if line not in old.splitlines()]
    return gone, come


def text_of(study) -> str:
    return (study.root / "lexicon" / "themes.yaml").read_bytes().decode("utf-8")


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_out_and_in_again_changes_no_byte(study, line_end, mark):
    file = study.root / "lexicon" / "themes.yaml"
    file.write_bytes((mark + WRITTEN.replace("\n", line_end)).encode())
    before = file.read_bytes()
    _, count = import_lexicon(study, changed(study, lambda book: None))
    assert count == 0 and file.read_bytes() == before


def test_the_starters_lexicon_survives_excel(tmp_path):
    folder = make_study(tmp_path / "study")
    shutil.copy(STARTER, folder / "lexicon" / "themes.yaml")
    study = open_study(folder)
    import_lexicon(study, changed(study, lambda book: None))
    assert (folder / "lexicon" / "themes.yaml").read_bytes() == STARTER.read_bytes()


def test_the_same_lexicon_gives_the_same_workbook(study):
    first = export_lexicon(study, study.root / "a.xlsx").read_bytes()
    assert export_lexicon(study, study.root / "b.xlsx").read_bytes() == first


def test_each_term_is_a_row_with_all_that_the_file_says():
    rows = rows_of(read_yaml(STARTER))
    lexicon = load_themes(STARTER)
    assert len(rows["terms"]) == sum(len(theme.terms) for theme in lexicon.themes)
    by_term = {row["term"]: row for row in rows["terms"]}
    for theme in lexicon.themes:
        for term in theme.terms:
            row = by_term[term.term]
            assert (row["theme"], row["source"], row["en"] or None, row["near"] == "yes") == (
                theme.id, term.source, term.en, term.near)  # fmt: skip
    assert all(set(row) == set(COLUMNS[sheet]) for sheet in rows for row in rows[sheet])


def add_row(sheet, **cells):
    names = [cell.value for cell in sheet[1]]
    sheet.append([cells.get(name) for name in names])


def put(sheet, row, column, value):
    names = [cell.value for cell in sheet[1]]
    sheet.cell(row, names.index(column) + 1).value = value


@pytest.mark.parametrize(
    ("change", "gone", "come"),
    [
        (
            lambda b: put(b["terms"], 3, "en", "carbon sink"),
            ["""  - {term: "碳汇", source: 'plan', near: true}"""],
            ["""  - {term: "碳汇", source: 'plan', near: true, en: "carbon sink"}"""],
        ),
        (
            lambda b: put(b["terms"], 3, "near", None),
            ["""  - {term: "碳汇", source: 'plan', near: true}"""],
            ["""  - {term: "碳汇", source: 'plan'}"""],
        ),
        (
            lambda b: put(b["terms"], 3, "near", "计量|林草"),
            ["""  - {term: "碳汇", source: 'plan', near: true}"""],
            ["""  - {term: "碳汇", source: 'plan', near: [计量, 林草]}"""],
        ),
        (
            lambda b: add_row(b["terms"], theme="carbon", term="碳足迹", source="Hebei"),
            [],
            ["""  - {term: "碳足迹", source: "Hebei"}"""],
        ),
        (
            lambda b: add_row(b["terms"], theme="law", term="型式批准"),
            ["- {id: law, name_zh: 法制, name_en: law, terms: [计量法, 强制检定]}"],
            ["- {id: law, name_zh: 法制, name_en: law, terms: [计量法, 强制检定, 型式批准]}"],
        ),
        (
            lambda b: b["terms"].delete_rows(4),
            ["  - 双碳"],
            [],
        ),
        (
            lambda b: put(b["themes"], 2, "name_en", "two carbon goals"),
            ['  name_en: "dual carbon"'],
            ['  name_en: "two carbon goals"'],
        ),
        (
            lambda b: add_row(b["excludes"], string="后续计量"),
            [],
            ["- 后续计量"],
        ),
        (
            lambda b: add_row(b["themes"], theme="new", name_zh="新", name_en="new"),
            [],
            ["- id: new", "  name_zh: 新", "  name_en: new", "  terms: []"],
        ),
        (
            lambda b: put(b["rules"], 5, "value", "与|和"),
            [],
            ["joiners: [与, 和]"],
        ),
        (
            lambda b: put(b["terms"], 2, "spellings", "碳达峰、碳中和|碳达峰与碳中和"),
            ["  - [碳达峰碳中和, 碳达峰、碳中和]"],
            ["  - [碳达峰碳中和, 碳达峰、碳中和, 碳达峰与碳中和]"],
        ),
    ],
)  # fmt: skip
def test_a_change_touches_only_its_lines(study, change, gone, come):
    import_lexicon(study, changed(study, change))
    assert lines_of_diff(WRITTEN, text_of(study)) == (gone, come)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda b: put(b["terms"], 3, "theme", "carbn"),
         "sheet terms, row 3: there is no theme carbn. Did you mean carbon?"),
        (lambda b: put(b["terms"], 5, "term", "碳汇"),
         "sheet terms, row 5: 碳汇 stands in row 3 for carbon; a term belongs to one theme"),
        (lambda b: add_row(b["terms"], theme="carbon", term="碳汇"),
         "sheet terms, row 7: 碳汇 stands in row 3 already"),
        (lambda b: put(b["terms"], 3, "term", None), "sheet terms, row 3: term is empty"),
        (lambda b: put(b["terms"], 3, "term", 2035),
         "row 3: term holds the number or date 2035; format the cell as text"),
        (lambda b: put(b["terms"], 3, "source", "=A1"), "row 3: source holds a formula"),
        (lambda b: put(b["terms"], 3, "near", "maybe"), "row 3: near = maybe must be yes"),
        (lambda b: put(b["themes"], 2, "focus", "perhaps"), "sheet themes, row 2: focus = perhaps"),
        (lambda b: put(b["themes"], 2, "name_zh", None), "row 2: name_zh of carbon is empty"),
        (lambda b: put(b["themes"], 3, "theme", "carbon"),
         "row 3: the theme carbon stands in row 2 already"),
        (lambda b: b["terms"].merge_cells("A2:A3"), "row 2: the cells A2:A3 are merged"),
        (lambda b: put(b["terms"], 1, "source", "sorce"), "did you mean source?"),
        (lambda b: put(b["terms"], 1, "term", "Wort"), "the column term is missing"),
        (lambda b: put(b["rules"], 2, "rule", "verson"), "did you mean version?"),
        (lambda b: put(b["rules"], 4, "value", "shortest"), "overlaps = shortest is no rule"),
        (lambda b: add_row(b["excludes"], string="碳汇林", term="森林"), "森林 is no term"),
        (lambda b: add_row(b["excludes"], string="林业", term="碳汇"),
         "碳汇 does not stand in 林业"),
        (lambda b: setattr(b["terms"], "title", "term"), "did you mean terms?"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_a_sentence_with_its_place_and_nothing_is_written(study, change, sentence):
    path = changed(study, change, "edited.xlsx")
    with pytest.raises(LexiconError) as caught:
        import_lexicon(study, path)
    assert sentence in str(caught.value)
    assert all(line.startswith("edited.xlsx, sheet ") for line in str(caught.value).splitlines())
    assert text_of(study) == WRITTEN


def test_all_problems_are_told_at_once(study):
    def change(book):
        put(book["terms"], 3, "theme", "none")
        put(book["terms"], 4, "term", 7)
        put(book["terms"], 6, "near", "sure")

    with pytest.raises(LexiconError) as caught:
        import_lexicon(study, changed(study, change))
    # A number leaves the cell unread, so that what depends on it is told the next time.
    assert "row 4" in str(caught.value)
    path = changed(study, lambda b: (put(b["terms"], 3, "theme", "none"),
                                     put(b["terms"], 6, "near", "sure")))  # fmt: skip
    with pytest.raises(LexiconError) as caught:
        import_lexicon(study, path)
    assert len(str(caught.value).splitlines()) == 2


def test_a_file_that_is_no_workbook(study, tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"no")
    with pytest.raises(LexiconError, match=r"x\.xlsx cannot be opened"):
        import_lexicon(study, tmp_path / "x.xlsx")


def test_a_study_without_a_lexicon_gets_its_own(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "study.toml").write_text('title = "x"\n', encoding="utf-8")
    study = open_study(tmp_path)
    path = changed(study, lambda b: add_row(b["terms"], theme="quantum", term="量子钟"))
    file, count = import_lexicon(study, path)
    assert file == tmp_path / "lexicon" / "themes.yaml" and count == 1
    assert "量子钟" in {term.term for theme in load_themes(file).themes for term in theme.terms}


def test_a_file_with_anchors_is_left_alone(study):
    text = "generic_near: &near [计量]\njoiners: *near\nthemes: []\n"
    content = parse_yaml(text, Path("themes.yaml"))
    wanted = copy.deepcopy(content) | {"joiners": ["和"]}
    with pytest.raises(LexiconError, match="cannot be changed in place"):
        edited(text, wanted, Path("themes.yaml"))


WORDS = st.text("计量碳汇、，:#\"'{}[]- yn1%&*!|>@`", min_size=1, max_size=8).filter(
    lambda w: w.strip() == w
)
TERMS = st.lists(WORDS, max_size=5, unique=True)


@given(st.data())
def test_any_content_can_be_put_in(data):
    content = parse_yaml(WRITTEN, Path("themes.yaml"))
    for entry in content["themes"]:
        entry["terms"] = [item for item in entry["terms"] if data.draw(st.booleans())] + [
            {"term": "新" + word, "source": word} for word in data.draw(TERMS)
        ]
        entry["name_en"] = data.draw(WORDS)
    content["global_exclude"] = data.draw(TERMS)
    content["generic_near"] = data.draw(TERMS)
    if data.draw(st.booleans()):
        del content["one_term"]
    written = edited(WRITTEN, content, Path("themes.yaml"))
    assert parse_yaml(written, Path("themes.yaml")) == content
    for comment in ("# Of the carbon study.", "# first", "# the law"):
        assert comment in written


def test_the_command(study):
    def run(*arguments):
        return CliRunner().invoke(main, [str(a) for a in arguments])

    path = study.root / "out.xlsx"
    assert run("lexicon", "export", path, "--study", study.root).exit_code == 0
    book = openpyxl.load_workbook(path)
    add_row(book["terms"], theme="carbon", term="碳足迹")
    book.save(path)
    found = run("lexicon", "import", path, "--study", study.root)
    assert found.exit_code == 0 and "1 line" in found.stderr
    put(book["terms"], 2, "theme", "?")
    book.save(path)
    wrong = run("lexicon", "import", path, "--study", study.root)
    assert wrong.exit_code == 1 and "row 2" in wrong.stderr
