from __future__ import annotations

import hashlib
import json

import pytest

from liangwen.errors import ReportError
from liangwen.report.manifest import write_manifest


def test_the_manifest_is_sorted_and_knows_no_time(tmp_path):
    (tmp_path / "seeds").mkdir()
    for name in ("b.txt", "a.txt"):
        (tmp_path / "seeds" / name).write_text(name, "utf-8")
    paths = [tmp_path / "seeds" / "b.txt", tmp_path / "seeds" / "a.txt"]
    target = tmp_path / "report" / "manifest.json"
    for order in (paths, paths[::-1]):
        write_manifest(target, inputs=order, outputs={}, settings={"b": 1, "a": "文"},
                       versions={"liangwen": "0.1"})
        content = target.read_bytes()
        read = json.loads(content)
        assert list(read["inputs"]) == ["seeds/a.txt", "seeds/b.txt"]
        assert read["inputs"]["seeds/a.txt"] == hashlib.sha256(b"a.txt").hexdigest()
        assert "文".encode() in content and content.endswith(b"}\n")
    assert read["settings"] == {"a": "文", "b": 1} and "time" not in content.decode()


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ReportError, match=r"outputs lack x\.csv"):
        write_manifest(tmp_path / "r" / "m.json", inputs=[], outputs=[tmp_path / "x.csv"],
                       settings={}, versions={})
