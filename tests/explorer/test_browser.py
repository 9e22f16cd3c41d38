"""The explorer in a real browser, served by voila: choosing, opening, saving, and no traffic."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

import liangwen

pytest.importorskip("voila", reason="voila is not installed: pip install 'liangwen[explore]'")
playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: tools/set_up.py --dev")
CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt install chromium"),
]
OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
#: A loaded machine takes its time to start a server and a kernel.
PATIENCE = 120


def free_port():
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        return there.getsockname()[1]


@pytest.fixture
def address(hostile, tmp_path):
    root, port = tmp_path / "study", free_port()
    shutil.copytree(hostile.study.root, root)
    source = str(Path(liangwen.__file__).parents[1])
    call = [sys.executable, "-m", "liangwen", "explore", "--study", str(root), "--no-browser", "--port", str(port)]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(call, env={**os.environ, "PYTHONPATH": source}, stdout=log, stderr=log)
    try:
        until = time.monotonic() + PATIENCE
        while True:
            assert server.poll() is None and time.monotonic() < until, (tmp_path / "log").read_text()
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/static/voila.js", timeout=5)
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.3)
        yield f"http://127.0.0.1:{port}/", root
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def test_from_a_choice_to_a_place_in_its_article(address):
    url, root = address
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, headless=True, args=OPTIONS)
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(PATIENCE * 1000)
        answered, wrong, dialogs = [], [], []
        page.on("response", lambda got: answered.append(got.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda box: (dialogs.append(box.message), box.dismiss()))
        page.goto(url)
        lines = page.locator(".lw-evidence .lw-line")
        lines.first.wait_for()
        # A string; its lines, with what a template would fill as text.
        page.get_by_role("button", name="String").click()
        page.get_by_label("String").fill("民生计量")
        page.get_by_label("String").press("Enter")
        page.get_by_text("3 lines in 2 of 3 articles").wait_for()
        # The heading comes first, the lines a moment later.
        page.locator(".lw-evidence .lw-line strong", has_text="民生计量").nth(2).wait_for()
        assert page.locator(".lw-evidence .lw-line strong").all_text_contents() == ["民生计量"] * 3
        assert "{{ 7*7 }}" in "".join(lines.all_text_contents())
        # By keyboard alone: a line opens its place, rolled into sight.
        row = page.locator(".lw-evidence .lw-row button").last
        row.focus()
        row.press("Enter")
        text = page.locator(".lw-read .lw-text")
        text.wait_for()
        assert text.locator("b").inner_text().startswith("民生计量")
        box, hit = text.bounding_box(), text.locator("b").bounding_box()
        assert box["y"] <= hit["y"] <= box["y"] + box["height"]
        # What cleaning removed, markup as text, on demand.
        removed = page.locator(".lw-read del", has_text="<img src=x onerror=alert(1)>").first
        assert not removed.is_visible()
        page.locator(".lw-raw").check()
        assert removed.is_visible()
        # The other language, the other tabs.
        page.get_by_role("button", name="中文").click()
        page.get_by_role("button", name="保存例句").wait_for()
        for tab, seen in (("主题", ".lw-cells b"), ("用词", "svg.lw-plot circle")):
            page.locator(".lw-tabs").get_by_role("button", name=tab, exact=True).click()
            page.locator(seen).first.wait_for()
        page.locator(".lw-tabs").get_by_role("button", name="检索").click()
        page.get_by_role("button", name="保存例句").click()
        page.locator(".lw-done").wait_for()
        said = page.locator(".lw-done").inner_text()
        saved = re.findall(r"tables/explorer/\S+?\.csv", said)
        assert saved and (root / saved[0]).is_file()
        # Nothing covers or leaves the page at a narrow width either.
        page.set_viewport_size({"width": 900, "height": 1000})
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
        own = [got for got in answered if got.startswith((url, "data:", "blob:"))]
        assert set(answered) == set(own) and wrong == [] and dialogs == []
        browser.close()
