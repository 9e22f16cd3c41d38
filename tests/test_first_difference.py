"""Where two files first differ."""

from __future__ import annotations

import json
import zipfile

import pytest
from PIL import Image

from liangwen.first_difference import first_difference


@pytest.mark.parametrize(
    ("suffix", "old", "new", "place"),
    [
        ("csv", "a,b\n1,2\n3,4\n", "a,b\n1,2\n3,5\n", "row 3 (3), column b: 4 before, 5 now"),
        ("csv", "a,b\n1,2\n", "a,b\n1,2\n3,5\n", "row 3 (3) only now"),
        ("csv", "a,b\n1,2\n3,5\n", "a,b\n1,2\n", "row 3 (3) only before"),
        ("csv", "a,b\n1,2\n", "a,c\n1,2\n", "columns: b only before, c only now"),
        ("csv", 'a,b\n1,"x\ny"\n', 'a,b\n1,"x\nz"\n', "row 2 (1), column b: x y before, x z now"),
        ("html", "<p>\nold\n", "<p>\nnew\n", "line 2: old before, new now"),
        ("svg", "<p>\n", "<p>\n<g>\n", "line 2 only now"),
        ("txt", "abc", "abd", "byte 2 (3 bytes before, 3 now)"),
        ("dta", "ab", "abc", "byte 2 (2 bytes before, 3 now)"),
        ("ipynb", "no notebook", "nor this", "byte 2 (11 bytes before, 8 now)"),
    ],
)
def test_the_place_is_told_in_the_words_of_the_kind(tmp_path, suffix, old, new, place):
    paths = [tmp_path / f"{name}.{suffix}" for name in "ab"]
    for path, text in zip(paths, (old, new), strict=True):
        path.write_bytes(text.encode())
    assert first_difference(*paths) == place
    assert first_difference(paths[0], paths[0]) == ""


def test_a_notebook_s_cell(tmp_path):
    for name, output in (("a", "1"), ("b", "2")):
        cells = [{"source": "x", "outputs": []}, {"source": "y", "outputs": [output]}]
        (tmp_path / f"{name}.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    assert first_difference(tmp_path / "a.ipynb", tmp_path / "b.ipynb") == "cell 2, its outputs"


def test_a_part_of_a_word_file(tmp_path):
    for name in "ab":
        with zipfile.ZipFile(tmp_path / f"{name}.docx", "w") as file:
            file.writestr("word/styles.xml", "same")
            file.writestr("word/document.xml", name)
    found = first_difference(tmp_path / "a.docx", tmp_path / "b.docx")
    assert found == "part word/document.xml"


def test_pixels_of_a_picture(tmp_path):
    for name, at in (("a", 3), ("b", 5)):
        image = Image.new("RGB", (20, 10), "white")
        image.putpixel((at, 4), (0, 0, 0))
        image.save(tmp_path / f"{name}.png")
    Image.new("RGB", (20, 12)).save(tmp_path / "c.png")
    first = tmp_path / "a.png"
    assert first_difference(first, tmp_path / "b.png") == "pixels from (3, 4) to (6, 5)"
    assert "20 × 10 pixels before, 20 × 12 now" in first_difference(first, tmp_path / "c.png")
