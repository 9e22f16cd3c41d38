"""The view of what cleaning removed: nothing missing, nothing twice, nothing that runs."""

from __future__ import annotations

import html
import re

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from mini import make_study

from liangwen.cleaning import clean_text
from liangwen.cli import main
from liangwen.corpus import build
from liangwen.edits import Change, apply_changes, place
from liangwen.errors import StudyError
from liangwen.inspect import View, as_marks, open_view, visible
from liangwen.inspect_page import page
from liangwen.study import open_study

SOURCE = "首页\n打印\n計(jì)量是科技創(chuàng)新的重要基礎,支撐高質量發展。\n\n版權所有 某網\n"


def view_of(source):
    cleaned = clean_text(source)
    return View("a.txt", cleaned.text, cleaned.edits)


def columns(view):
    """What stands in the two columns, without the rules' names."""
    tree = lxml_html.document_fromstring(page(view))
    found = []
    for number in (1, 2):
        cells = tree.xpath(f'//table[@class="texts"]/tbody/tr/td[{number}]')
        for cell in cells:
            for name in cell.xpath('.//i[@class="rule"]'):
                name.drop_tree()
        found.append("".join(cell.text_content() for cell in cells))
    return found


@st.composite
def views(draw):
    source = draw(st.text(st.sampled_from("计量ab \n\t<&\"'>—"), max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(source)), max_size=8)))
    changes = [
        Change(a, b, draw(st.sampled_from(["", "换", "\n", "x\ny"])), draw(st.sampled_from("rst")))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return source, View("v", apply_changes(source, changes), place(source, changes))


@given(views())
def test_the_left_column_is_the_source_and_the_right_one_the_clean_text(made):
    source, view = made
    assert columns(view) == [source, view.text]


@given(views())
def test_the_account_adds_up(made):
    source, view = made
    removed = sum(row.removed for row in view.account)
    assert view.kept + removed == view.characters == len(source)
    assert len(view.text) == view.kept + sum(row.inserted for row in view.account)


def test_each_removed_stretch_stands_once_under_its_rule():
    view = view_of(SOURCE)
    tree = lxml_html.document_fromstring(page(view))
    numbers = {row.rule: f"r{i}" for i, row in enumerate(view.account)}
    drawn = {name: "" for name in numbers.values()}
    for stretch in tree.xpath("//del"):
        drawn[stretch.get("class")] += stretch.text_content()
    for rule, name in numbers.items():
        assert drawn[name] == "".join(e.removed for e in view.edits if e.rule == rule)


def test_the_legend_names_every_rule_with_its_characters():
    view = view_of(SOURCE)
    rows = {
        "".join(row.xpath("./th//text()")): row.xpath("./td[1]/text()")[0]
        for row in lxml_html.document_fromstring(page(view)).xpath('//table[@class="account"]//tr')
        if row.xpath("./td")
    }
    amounts = [int(amount.replace(",", "")) for name, amount in rows.items() if "source" not in name]
    assert sum(amounts) == len(SOURCE)
    assert any("pinyin in brackets · 括注拼音" in name for name in rows)
    # a rule's name is text beside what it removed, not colour alone
    assert '<i class="rule">pinyin in brackets</i>' in page(view)


def test_hostile_text_is_text():
    attack = '<script>alert(1)</script><img src=x onerror="x">\'"&amp;</td></table><style>*{}'
    edits = place(attack, [Change(0, 8, "<b>", '<script>"')])
    view = View('<script>"', apply_changes(attack, [Change(0, 8, "<b>", '<script>"')]), edits,
                {"title": "</title><script>"})  # fmt: skip
    made = page(view)
    tree = lxml_html.document_fromstring(made)
    assert tree.xpath("//script | //img | //b") == []
    assert len(tree.xpath("//style")) == 1
    assert columns(view)[0] == attack
    assert "</title><script>" not in made


def test_the_page_asks_for_nothing_from_outside():
    made = page(view_of("<a href='http://example.com/x.png'>" + SOURCE))
    assert "default-src 'none'" in made
    assert not re.search(r"\s(?:src|href|action|poster|background)\s*=", re.sub(r">[^<]*<", "><", made))
    assert "url(" not in made and "@import" not in made


def test_what_cannot_be_seen_is_named():
    made = page(view_of("\ufeff计量是科技创新的重要\u200b基础,支撑高质量发展。\x00\n"))
    assert 'data-name="U+FEFF"' in made and 'data-name="U+200B"' in made
    assert "\x00" not in made
    made.encode("utf-8")
    page(View("x", "计\ud800", [])).encode("utf-8")


def test_marks_without_a_terminal_and_colours_on_one():
    view = view_of(SOURCE)
    plain = "\n".join(as_marks(view))
    assert "[-pinyin: (jì)-]" in plain and "{+计+}" in plain
    assert "\x1b" not in plain
    coloured = "\n".join(as_marks(view, colour=True))
    assert "\x1b[30;48;5;" in coloured
    assert f"{'source':<16}{len(SOURCE):>9}" in plain


def test_a_text_cannot_steer_the_terminal():
    assert visible("\x1b[2J\x07\r") == "␛[2J␇␍"
    lines = "\n".join(as_marks(View("x", "\x1b]0;owned\x07", []), colour=True))
    assert "\x1b]" not in lines


def test_articles_of_a_study_and_files_outside(tmp_path):
    study = open_study(make_study(tmp_path / "s"))
    build(study)
    assert open_view("a1.txt", study).facts["region"] == "湖北"
    assert open_view("a1", study).name == "a1.txt"
    assert open_view(str(study.seeds / "a1.txt"), study).name == "a1.txt"
    outside = tmp_path / "y.txt"
    outside.write_text(SOURCE, encoding="utf-8")
    assert open_view(str(outside)).text.startswith("计量是")
    with pytest.raises(StudyError, match=r"no article a9.txt. Did you mean a"):
        open_view("a9.txt", study)
    with pytest.raises(StudyError, match="fits 6 articles"):
        open_view(".txt", study)
    with pytest.raises(StudyError, match="is no file"):
        open_view("nothing")


def test_the_command(tmp_path):
    study = make_study(tmp_path / "s")
    build(open_study(study))
    runner = CliRunner()
    printed = runner.invoke(main, ["inspect", "a1", "--study", str(study)])
    assert printed.exit_code == 0 and "[-byline: " in printed.stdout
    out = tmp_path / "a1.html"
    assert runner.invoke(
        main, ["inspect", "a1", "--html", str(out), "--study", str(study)]
    ).exit_code == 0  # fmt: skip
    assert "湖北推进量子计量" in html.unescape(out.read_text(encoding="utf-8"))
    assert runner.invoke(main, ["inspect", "a9", "--study", str(study)]).exit_code == 1
