from __future__ import annotations

import json

import pytest

from liangwen.errors import ReportError
from liangwen.report.manifest import PARTS, manifest_of, read_manifest, text_of

CONTENT = {"inputs": {"b": "2", "a": "1"}, "outputs": {}, "settings": {"title": {"zh": "文"}},
           "versions": {"liangwen": "0.1"}, "source": "f00", "random": {"x": [1]},
           "articles": {}, "terms": {"t": ["词"]}}


def test_the_manifest_is_sorted_and_knows_no_time():
    text = text_of(manifest_of(**CONTENT))
    turned = {key: CONTENT[key] for key in reversed(CONTENT)}
    assert text == text_of(manifest_of(**turned)) and text.endswith("}\n")
    read = json.loads(text)
    assert list(read["inputs"]) == ["a", "b"] and set(PARTS) <= set(read)
    assert "文" in text and "time" not in text


def test_it_is_read_as_it_was_written(tmp_path):
    file = tmp_path / "manifest.json"
    file.write_text(text_of(manifest_of(**CONTENT)), "utf-8")
    assert {part: read_manifest(file)[part] for part in PARTS} == CONTENT


def test_an_older_one_lacks_parts(tmp_path):
    file = tmp_path / "manifest.json"
    file.write_text('{"schema": 1, "outputs": {"a": "1"}}', "utf-8")
    assert read_manifest(file)["terms"] == {} and read_manifest(file)["source"] == ""


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"outputs": 3}'])
def test_what_is_none_is_named(tmp_path, text):
    file = tmp_path / "manifest.json"
    file.write_text(text, "utf-8")
    with pytest.raises(ReportError, match=r"manifest\.json is no manifest"):
        read_manifest(file)
    with pytest.raises(ReportError, match="run `liangwen report` there first"):
        read_manifest(tmp_path / "no.json")
