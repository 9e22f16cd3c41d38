"""No word of the data acts as markup."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liangwen.report.pandoc import read_markdown, run
from liangwen.report.text import Markdown, escape, plain
from liangwen.report.tree import text_of

HOSTILE = [
    "<script>alert(1)</script>", "{{ title }}", "{% raw %}", '=HYPERLINK("http://a.b","c")',
    "\\input{/etc/passwd}", "#let x = 1", "a | b", "`code`", "@citation", "[x](http://a.b)",
    "![x](y.png)", "$x^2$", "::: {.liangwen-slot number=\"0\"}", "# heading", "- item", "1. item",
    "---", "***bold***", "~~~", "&amp;", "http://a.b/c_d_e", "(@) x", "x^2^ H~2~O", "| a", "> q",
    "Term\n: definition", "    code", "[^1]: note", "...", "--", '"quoted"', "a\\", "*[a]: b",
    "第一条　总则", "CO₂", "𠮷野家", "\x00\x0b\ud800",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_out_as_text(text):
    tree = read_markdown(f"{escape(text)}\n")
    assert [block["t"] for block in tree["blocks"]] == ["Para"]
    assert {node["t"] for node in tree["blocks"][0]["c"]} <= {"Str", "Space"}
    assert text_of(tree["blocks"]) == plain(text)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=25))
def test_any_text_comes_out_as_text(texts):
    """Many texts a call: a heading each, so that one text cannot lean on the next."""
    texts = [text for text in map(plain, texts) if text]
    source = "\n\n".join(f"x{escape(text)}" for text in texts)
    blocks = read_markdown(source)["blocks"]
    assert [block["t"] for block in blocks] == ["Para"] * len(texts)
    # Runs of Unicode spaces that pandoc takes for one are compared without white space.
    assert ["".join(text_of(block).split()) for block in blocks] == [
        "".join(f"x{text}".split()) for text in texts]


def test_markdown_is_not_escaped_twice():
    assert escape(Markdown("*a*")) == "*a*"
    assert escape(None) == ""


def test_pandoc_reads_no_file_that_a_template_names(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    tree = json.loads(run(["--sandbox", "-f", "markdown", "-t", "json"], f"![a]({secret})"))
    assert "secret\\n" not in json.dumps(tree)
