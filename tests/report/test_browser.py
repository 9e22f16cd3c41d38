"""The HTML report in a real browser: nothing leaves the page, and every way through it works.

Needs Chromium (Debian's chromium, or what CHROMIUM names) and playwright, which drives it.
"""

from __future__ import annotations

import os
import shutil
import time

import pytest

from liangwen.figures import plot_theme_intensity, save_figure
from liangwen.report.build import build_report
from liangwen.tables import all_tables

playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: tools/set_up.py --dev")
CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt install chromium"),
]
OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]


@pytest.fixture(scope="module")
def addresses(mini, tmp_path_factory):
    out = tmp_path_factory.mktemp("browser")
    tables = all_tables(mini)
    save_figure("theme_intensity", plot_theme_intensity, tables["theme_intensity"],
                figures=out / "figures", dpi=100)
    written = build_report(out, title="小 <b>", tables=tables, figures=out / "figures",
                           out=out / "report", formats=["html"], corpus=mini)
    return {path.name.split(".")[1]: path.as_uri() for path in written}


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, headless=True, args=OPTIONS)
        yield started
        started.close()


@pytest.fixture
def visit(browser, addresses):
    """Open a report; what it asked for and what went wrong stand on the page as attributes."""
    contexts = []

    def go(language="en", *, fragment="", script=True, size=(1280, 900)):
        context = browser.new_context(java_script_enabled=script,
                                      viewport=dict(zip(("width", "height"), size, strict=True)))
        contexts.append(context)
        page = context.new_page()
        page.asked, page.wrong = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("console", lambda said: page.wrong.append(said.text))
        page.goto(addresses[language] + fragment)
        return page

    yield go
    for context in contexts:
        context.close()


def outside(page):
    return [url for url in page.asked if not url.startswith(("file:", "data:"))]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_opens_at_once_and_asks_for_nothing(visit, language):
    began = time.monotonic()
    page = visit(language)
    assert time.monotonic() - began < 10
    page.mouse.wheel(0, 20000)
    assert [url.rsplit("/", 1)[1] for url in page.asked if url.startswith("file:")] == [
        f"report.{language}.html"]
    assert outside(page) == [] and page.wrong == []
    assert page.title() == "小 <b>"


def test_from_a_cell_of_the_picture_to_lines_to_the_article_and_back(visit):
    page = visit()
    cells = page.locator("svg.over a")
    titles = cells.locator("title").all_text_contents()
    cells.nth(titles.index("Hainan: quantum metrology (2)")).click()
    panel = page.locator("#panel")
    assert panel.locator("h2").first.text_content() == "Hainan: quantum metrology (2)"
    lines = panel.locator("li a")
    assert lines.locator("b").all_text_contents() == ["量子计量", "量子计量"]
    lines.nth(1).click()
    article = panel.locator("article")
    assert "量子计量是前沿的重要方向" in article.text_content()
    focused = page.evaluate("document.activeElement.textContent")
    assert focused == "量子计量"
    assert page.evaluate("[...CSS.highlights.get('here')].map(r => r.toString())") == ["量子计量"]
    panel.locator("button.back").click()
    assert panel.locator("li a").count() == 2
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    # The article stands in its place again.
    assert page.locator("#texts-all article").count() == 6
    assert outside(page) == [] and page.wrong == []


def test_removed_text_is_shown_on_demand_under_its_rule(visit):
    page = visit(fragment="#a0")
    gone = page.locator("#panel article del").first
    assert gone.is_visible() is False
    page.locator("#panel input.raw").check()
    assert gone.is_visible() and gone.text_content().strip()
    named = "getComputedStyle(document.querySelector('#panel del'), '::before').content"
    assert page.evaluate(named) not in ("none", '""')


def test_the_keyboard_alone_is_enough(visit):
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.locator("details.numbers summary").first.focus()
    page.keyboard.press("Enter")
    link = page.locator("details.numbers[open] td a").first
    link.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.locator("#panel").is_visible()
    seen = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.add(page.evaluate(
            "document.activeElement.closest('dialog, body').nodeName + "
            "(document.activeElement.textContent || '').slice(0, 20)"))
    assert any("Close" in name for name in seen)
    page.keyboard.press("Escape")
    assert not page.locator("#panel").is_visible()
    assert page.evaluate("document.activeElement.getAttribute('href')") == \
        link.get_attribute("href")


def test_tables_sort_and_filter(visit):
    page = visit()
    page.locator("details.numbers summary").first.click()
    table = page.locator("table.articles")
    heads = table.locator("thead th")
    column = heads.all_text_contents().index("Characters")
    numbers = f"[...document.querySelectorAll('table.articles tbody tr')].map(r => " \
              f"+r.cells[{column}].textContent)"
    before = page.evaluate(numbers)
    heads.nth(column).focus()
    page.keyboard.press("Enter")
    up = page.evaluate(numbers)
    assert up == sorted(before) and heads.nth(column).get_attribute("aria-sort") == "ascending"
    heads.nth(column).click()
    assert page.evaluate(numbers) == sorted(before, reverse=True)
    box = page.locator("p.filter-line:visible input").first
    box.fill("Hubei")
    status = page.locator("p.filter-line:visible [role=status]").first
    shown = int(status.text_content().split()[0])
    rows = box.evaluate("node => [...node.closest('p').nextElementSibling.querySelectorAll("
                        "'tbody tr:not(.group)')].filter(r => !r.hidden).map(r => r.textContent)")
    assert shown == len(rows) > 0
    assert page.wrong == []


def test_without_a_script_every_link_leads_to_text(visit):
    page = visit(script=False)
    page.locator("svg.over a").first.dispatch_event("click")
    page = visit(script=False, fragment="#e0")
    assert page.locator("#e0").is_visible()
    line = page.locator("#e0 li a").first
    line.click()
    target = page.locator(line.get_attribute("href"))
    assert target.is_visible() and target.evaluate("n => n.matches(':target')") is True
    box = page.locator("article input.raw").first
    box.check()
    assert page.locator("article del").first.is_visible()


@pytest.mark.parametrize("fragment", ["", "#e0", "#a1"])
def test_axe_finds_nothing(visit, fragment):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright",
                              reason="axe-playwright-python is not installed")
    page = visit("zh" if fragment else "en", fragment=fragment)
    page.evaluate("document.querySelectorAll('details').forEach(node => { node.open = true; })")
    found = axe.Axe().run(page).response["violations"]
    assert [(each["id"], each["impact"], each["nodes"][0]["html"]) for each in found] == []


def test_on_a_narrow_screen_nothing_sticks_out(visit):
    page = visit(size=(390, 800))
    assert page.evaluate("document.documentElement.scrollWidth") <= 392
