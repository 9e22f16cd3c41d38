"""The widgets: every choice goes through, nothing ends in a traceback."""

from __future__ import annotations

import subprocess
import sys

import ipywidgets as widgets
import pytest

from liangwen.explorer import open_explorer
from liangwen.explorer.answers import LINES, first_state
from liangwen.explorer.app import App
from liangwen.explorer.state import TABS


@pytest.fixture
def app(own):
    return App(own, first_state(own))


def control(app, label):
    return next(widget for widget in app._bar.children if widget.description == label)


def lines(app):
    return [item.children[0].children[0].description for item in app._lines.box.children]


def pick(rows, number):
    rows.box.children[number].children[0].children[0].click()


def test_importing_liangwen_imports_no_widgets_and_no_drawing():
    code = (
        "import sys, liangwen, liangwen.cli, liangwen.explorer, liangwen.explorer.answers\n"
        "print([m for m in ('ipywidgets', 'matplotlib.pyplot', 'voila') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_tab_in_both_languages(app):
    for language in ("zh", "en"):
        app._language.value = language
        for tab in TABS:
            app._tabs.value = tab
            assert app.state.tab == tab and app._said.value == ""
            labels = [widget.description for widget in app._bar.children]
            assert all(labels) and len(set(labels)) == len(labels)
            chinese = any("\u4e00" <= sign <= "\u9fff" for sign in "".join(labels))
            assert chinese == (language == "zh")


def test_a_typed_string_finds_its_lines(app, own):
    control(app, "Look for").value = 0
    assert "Type a string" in app._heading.value
    control(app, "String").value = "计量"
    assert len(app.evidence.places) == sum(text.count("计量") for text in own.texts.values())
    assert len(lines(app)) == min(LINES, len(app.evidence.places))
    control(app, "String").value = "<script>"
    assert "&lt;script&gt;" in app._heading.value and lines(app) == []


def test_a_group_is_picked_and_left_by_its_row_and_by_the_list(app):
    app._tabs.value = "themes"
    pick(app._rows, 2)
    third = app.holdings.grouping("region").order[2]
    assert app.state.group == third and control(app, "Show").value == 3
    pick(app._rows, 2)
    assert app.state.group is None and control(app, "Show").value == 0
    control(app, "Show").value = 1
    assert app.state.group == app.holdings.grouping("region").order[0]


def test_a_control_that_stays_keeps_its_place(app):
    before = control(app, "Group by")
    before.value = list(app.holdings.groupings).index("article")
    assert control(app, "Group by") is before and app.state.by == "article"
    assert len(control(app, "Show").options) == 7


def test_a_line_opens_below_itself_and_closes(app):
    detail = app._lines.box.children[0].children[1]
    pick(app._lines, 0)
    assert "lw-read" in detail.value and "lw-picked" in app._lines.box.children[0]._dom_classes
    pick(app._lines, 0)
    assert detail.value == ""


def test_pages_are_turned(app):
    app.choose(mode="string", texts={"string": "计;量;工;作;建;设", "word": ""})
    total = len(app.evidence.places)
    assert total > LINES and len(lines(app)) == LINES
    app._pager._on.click()
    assert app.state.page == 1 and len(lines(app)) == min(LINES, total - LINES)
    app._pager._back.click()
    assert app.state.page == 0 and app._pager._back.disabled


def test_a_term_is_picked(app):
    app._tabs.value = "terms"
    control(app, "Minimum count").value = 1
    pick(app._rows, 0)
    assert app.state.picked and lines(app)
    control(app, "Minimum count").value = 900
    assert "No term stands 900 times" in app._heading.value and lines(app) == []


def test_saving_says_where(app):
    app._save_lines.click()
    assert "tables/explorer/lines_carbon_region" in app._said.value
    app._save_figure.click()
    assert "figures/explorer/en/lines_carbon_region" in app._said.value
    assert len(list((app.holdings.study.figures / "explorer" / "zh").iterdir())) == 2


def test_what_goes_wrong_is_a_sentence(app, monkeypatch, caplog):
    def broken(*_, **__):
        raise ZeroDivisionError("x")

    monkeypatch.setattr("liangwen.explorer.app.answer", broken)
    app.choose(sort="left")
    assert "This did not work (ZeroDivisionError)" in app._said.value
    assert "Traceback" not in app._said.value and caplog.records


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_folder_without_a_corpus_is_a_sentence(tmp_path, language):
    page = open_explorer(tmp_path, language)
    assert isinstance(page, widgets.Widget)
    assert ("cannot be opened" if language == "en" else "无法打开") in page.children[-1].value


@pytest.mark.parametrize("study", ["one", "placeless", "hostile"])
def test_small_and_odd_studies(study, request):
    app = App(request.getfixturevalue(study), first_state(request.getfixturevalue(study)))
    for tab in TABS:
        app._tabs.value = tab
        assert app._said.value == ""
        assert "<script" not in app._heading.value + app._lines_title.value
