from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from PIL import Image, ImageDraw, ImageFont

from liangwen.figures.cloud import SMALLEST, TAIL, TOP, box_font, cloud_layout
from liangwen.figures.fonts import font_path
from liangwen.figures.style import NothingToDraw, overlapping_texts
from liangwen.figures.word_clouds import PANELS, plot_word_clouds

TABLE = Path(__file__).parents[2] / "tables" / "term_frequencies.csv"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("regions", [2, 5, 31])
def test_nothing_overlaps(frames, regions: int, language: str) -> None:
    figure = plot_word_clouds(frames(regions)["term_frequencies"], language=language)
    assert overlapping_texts(figure) == []


COUNTS = {"计量": 120, "高质量发展": 60, "CO2": 30, "民生": 30}
COUNTS |= {f"词{i}": 20 - i for i in range(18)}


def test_the_area_of_a_word_is_its_count() -> None:
    layout = cloud_layout(COUNTS, width=180, height=110)
    shares = {round(placed.size**2 / placed.number, 9) for placed in layout}
    assert len(shares) == 1
    assert min(placed.size for placed in layout) >= SMALLEST


def ink(layout) -> dict[str, tuple[float, float, float, float]]:
    """Box of the strokes themselves, in points."""
    font = FontProperties(fname=str(font_path()))
    return {p.word: TextPath((p.x, p.y), p.word, size=p.size, prop=font).get_extents().extents
            for p in layout}


def vocabularies():
    """The test's words, and each region's of the published table where there is one."""
    found = [COUNTS]
    if TABLE.exists():
        for _, part in pd.read_csv(TABLE).groupby("region"):
            part = part.nlargest(40, "count")
            found.append(dict(zip(part["term"], part["count"], strict=True)))
    return found


@pytest.mark.parametrize("width", [165, 250])
def test_words_stay_apart_and_inside(width: int) -> None:
    for counts in vocabularies():
        boxes = ink(cloud_layout(counts, width=width, height=105))
        assert len(boxes) >= min(15, len(counts))
        for word, (x0, y0, x1, y1) in boxes.items():
            assert x0 >= 0 and y0 >= 0 and x1 <= width and y1 <= 105, word
        for (word, a), (other, b) in itertools.combinations(boxes.items(), 2):
            gap = max(a[0] - b[2], b[0] - a[2], a[1] - b[3], b[1] - a[3])
            assert gap > 0.5, (word, other)


@pytest.mark.parametrize("word", ["计量", "一", "CO2", "京津冀gp", "高质量发展"])
@pytest.mark.parametrize("size", [20, 33, 160])
def test_a_word_is_drawn_where_its_box_was_asked_for(word: str, size: int) -> None:
    font = ImageFont.truetype(box_font("".join(sorted(set(word)))), size)
    image = Image.new("L", (1200, 300))
    draw = ImageDraw.Draw(image)
    draw.text((7, 5), word, fill="white", font=font)
    rows, columns = (np.flatnonzero(np.asarray(image).any(axis=axis)) for axis in (1, 0))
    box = draw.textbbox((0, 0), word, font=font, anchor="lt")
    assert abs(rows[0] - 5) <= 1 and abs(columns[0] - 7) <= 1
    assert abs(rows[-1] + 1 - 5 - box[3]) <= 1 and abs(columns[-1] + 1 - 7 - box[2]) <= 1
    assert box[3] <= (TOP + TAIL) * size + 2


def test_the_same_counts_give_the_same_cloud() -> None:
    first, again = (cloud_layout(COUNTS, width=180, height=110) for _ in range(2))
    assert first == again


def test_another_process_gives_the_same_cloud() -> None:
    code = ("from liangwen.figures.cloud import cloud_layout; "
            f"print(cloud_layout({COUNTS!r}, width=180, height=110))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8",
                          check=True, env={**os.environ, "PYTHONHASHSEED": "7",
                                           "PYTHONIOENCODING": "utf-8"})
    assert done.stdout.strip() == str(cloud_layout(COUNTS, width=180, height=110))


def test_a_word_too_long_for_the_panel_is_still_told() -> None:
    assert [p.word for p in cloud_layout({"计" * 40: 3}, width=90, height=60)] == ["计" * 40]


def test_words_are_in_compatible_form(frames) -> None:
    frame = frames(2)["term_frequencies"].replace({"term": {"计量": "CO₂"}})
    words = {text.get_text() for axes in plot_word_clouds(frame).axes for text in axes.texts}
    assert "CO2" in words and "CO₂" not in words


def test_of_many_regions_the_most_different_are_chosen_and_the_note_says_so(frames) -> None:
    frame = frames(31)["term_frequencies"]
    odd = frame["region"].unique()[20]
    frame.loc[frame["region"] == odd, "term"] = "另" + frame["term"]
    figure = plot_word_clouds(frame, language="zh")
    assert len(figure.axes) == PANELS
    assert any(text.get_text() == odd for axes in figure.axes for text in axes.texts)
    assert "31个地区中只画12个" in figure.texts[-1].get_text().replace("\n", "")


def test_the_scale_stands_below_each_panel(frames) -> None:
    frame = frames(2)["term_frequencies"]
    for axes, (_, part) in zip(plot_word_clouds(frame).axes, frame.groupby("region", sort=False),
                               strict=True):
        top = part.sort_values(["count", "term"], ascending=[False, True]).iloc[0]
        assert axes.texts[-1].get_text().startswith(f"{top['term']} {top['count']:,} times")


def test_the_note_counts_the_articles_of_the_regions_shown(frames) -> None:
    frame = frames(31)["term_frequencies"]
    assert plot_word_clouds(frame).texts[-1].get_text().endswith("n\u00a0=\u00a012 articles.")
    frame.attrs["articles"] = {region: 2 for region in frame["region"]}
    assert plot_word_clouds(frame).texts[-1].get_text().endswith("n\u00a0=\u00a024 articles.")


def test_no_words_no_figure(frames) -> None:
    with pytest.raises(NothingToDraw):
        plot_word_clouds(frames(2)["term_frequencies"].assign(count=0))
