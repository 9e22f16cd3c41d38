from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from liangwen.errors import LiangwenError
from liangwen.figures.save import _palette, same_picture, save_figure
from liangwen.figures.theme_comparison import plot_theme_comparison

TWICE = """
import sys
sys.path.insert(0, {tests!r})
import conftest
from liangwen.figures import plot_region_map, save_figure
save_figure("map", plot_region_map, conftest.copied(5)["theme_intensity"],
            figures=sys.argv[1], languages=["zh"], dpi=100)
"""


def plot_text(frame, *, language="en", text="计量 CO₂ −1", title=None):
    _, axes = plt.subplots(figsize=(2, 1))
    axes.set_title(title or text)
    return axes


def test_both_languages_png_and_svg(frames, tmp_path):
    paths = save_figure("comparison", plot_theme_comparison, frames(5)["theme_intensity"],
                        figures=tmp_path)
    assert paths == {lang: tmp_path / lang / "comparison.png" for lang in ("en", "zh")}
    for path in paths.values():
        with Image.open(path) as image:
            assert image.size[0] == 2160 and image.mode == "P"
            assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert path.stat().st_size < 130_000
        assert path.with_suffix(".svg").read_text("utf-8").startswith("<?xml")
    assert plt.get_fignums() == []


def test_two_processes_write_the_same_bytes(tmp_path):
    code = TWICE.format(tests=str(Path(__file__).parent))
    for folder in ("a", "b"):
        subprocess.run([sys.executable, "-c", code, str(tmp_path / folder)], check=True)
    for name in ("map.png", "map.svg"):
        first, second = ((tmp_path / folder / "zh" / name).read_bytes() for folder in "ab")
        assert first == second


def test_a_missing_glyph_is_an_error_that_names_it(frames, tmp_path):
    with pytest.raises(LiangwenError, match=r"'𠮷'.*U\+20BB7.*野家𠮷"):
        save_figure("x", plot_text, None, figures=tmp_path, text="野家𠮷")
    assert list(tmp_path.iterdir()) == []


def test_each_language_gets_its_own_title(tmp_path):
    seen = []

    def plot(frame, *, language, title=None):
        seen.append((language, title))
        return plot_text(frame, title=title)

    save_figure("x", plot, None, figures=tmp_path, dpi=50, title={"en": "one", "zh": "一"})
    assert seen == [("en", "one"), ("zh", "一")]
    with pytest.raises(LiangwenError, match=r"title.*'zh'"):
        save_figure("x", plot, None, figures=tmp_path, dpi=50, title={"en": "one"})


def test_a_picture_that_looks_the_same_is_left_alone(tmp_path):
    path = save_figure("x", plot_text, None, figures=tmp_path, languages=["en"])["en"]
    with Image.open(path) as image:
        pixels = np.asarray(image.convert("RGB")).copy()
    pixels[0, :20] -= 3
    Image.fromarray(pixels).save(path)
    nearly = path.read_bytes()
    save_figure("x", plot_text, None, figures=tmp_path, languages=["en"])
    assert path.read_bytes() == nearly
    save_figure("x", plot_text, None, figures=tmp_path, languages=["en"], text="计量 CO₂ −7")
    assert path.read_bytes() != nearly


def test_a_broken_file_is_no_picture(tmp_path):
    assert not same_picture(b"not a png", b"neither")


def test_frequent_colours_stay_exact():
    rng = np.random.default_rng(1)
    pixels = rng.integers(0, 255, (60, 60, 3)).astype(np.uint8)
    pixels[:30] = (11, 110, 153)
    palette, index = _palette(pixels)
    assert len(palette) <= 192
    assert (palette[index][:30] == (11, 110, 153)).all()
    assert np.abs(palette[index].astype(int) - pixels).max() < 90


def test_displays_one_language(tmp_path, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    save_figure("x", plot_text, None, figures=tmp_path, dpi=50, show="zh")
    assert len(shown) == 1
