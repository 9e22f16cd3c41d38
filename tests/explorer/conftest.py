"""The mini corpus, held for the explorer; and one whose texts want to be taken for markup."""

from __future__ import annotations

import shutil

import pytest
from html_page import HOSTILE, RIGHT_TO_LEFT
from mini import ARTICLES, make_study

from liangwen.corpus import build, open_corpus
from liangwen.explorer.holdings import Holdings
from liangwen.study import open_study


@pytest.fixture(scope="session")
def held(mini):
    """The mini corpus; read it, do not write to it."""
    return Holdings(mini)


@pytest.fixture
def own(mini, tmp_path):
    """A copy of the mini study that a test may write to."""
    folder = tmp_path / "study"
    shutil.copytree(mini.study.root, folder)
    return Holdings(open_corpus(folder))


def make(folder, articles=ARTICLES, *, themes=True):
    """A study of these articles, built."""
    root = make_study(folder, articles)
    if not themes:
        (root / "lexicon" / "themes.yaml").write_text("version: x\nthemes: []\n", encoding="utf-8")
    study = open_study(root)
    build(study)
    return Holdings(open_corpus(study))


@pytest.fixture(scope="session")
def one(tmp_path_factory):
    """One article."""
    return make(tmp_path_factory.mktemp("one") / "study", {"a1.txt": ARTICLES["a1.txt"]})


@pytest.fixture(scope="session")
def placeless(tmp_path_factory):
    """Two articles of no region, and no theme."""
    lines = ["推进量子计量和民生计量工作任务。", "建设测试中心服务人民群众生活。"]
    articles = {f"p{i}.txt": ("本报记者 李明", lines[i:] + lines[:i]) for i in range(2)}
    return make(tmp_path_factory.mktemp("placeless") / "study", articles, themes=False)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    """A text with markup, a template and a mark of direction in its sentences."""
    lines = [f"湖北推进量子计量{HOSTILE}和民生计量工作。", f"民生计量{RIGHT_TO_LEFT}服务人民群众生活。",
             "=HYPERLINK(1)量子计量研究和应用工作开展。"]
    articles = {"h.txt": ("湖北省副省长 李明", lines), "a2.txt": ARTICLES["a2.txt"],
                "b1.txt": ARTICLES["b1.txt"]}
    return make(tmp_path_factory.mktemp("hostile") / "study", articles)
