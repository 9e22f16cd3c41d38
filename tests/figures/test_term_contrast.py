"""Two axes: each term at its two rates, named where there is room, coloured by its verdict."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from liangwen.figures.style import NothingToDraw
from liangwen.figures.term_contrast import GUTTER, contrasted, plot_term_contrast


def keyness(count: int = 60) -> pd.DataFrame:
    """Two regions; the first has one term apart upwards, the second the same one downwards."""
    rng = np.random.default_rng(count)
    here, there = rng.integers(1, 60, count), rng.integers(1, 60, count)
    here[0], there[0] = 80, 1
    there[1] = 0
    rows = []
    for region, english, own, other in (("广东", "Guangdong", here, there),
                                        ("天津", "Tianjin", there, here)):
        for i in range(count):
            ratio = float(np.log2((own[i] + 0.5) / (other[i] + 0.5)))
            rows.append({"region": region, "region_en": english, "term": f"词{i}",
                         "count": int(own[i]), "reference_count": int(other[i]),
                         "log_ratio": ratio, "lrc": np.sign(ratio) * 2.0 if i == 0 else 0.0,
                         "per_10k": own[i] * 2.0, "reference_per_10k": other[i] * 2.0,
                         "caution": "single article"})
    return pd.DataFrame(rows)


def dots(axes, kind):
    (found,) = [part for part in axes.collections if part.get_gid() == kind]
    return found


def test_each_term_stands_at_the_powers_of_its_two_rates():
    frame = keyness()
    axes = plot_term_contrast(frame)
    assert dots(axes, "more").get_offsets().tolist() == [pytest.approx(
        [np.log10(2.0), np.log10(160.0)], abs=1e-3)]
    own = frame[(frame["region"] == "广东") & (frame["lrc"] == 0) & (frame["reference_count"] > 0)]
    rates = own[["reference_per_10k", "per_10k"]].drop_duplicates()
    drawn = dots(axes, "alike").get_offsets()
    for place in np.log10(rates.to_numpy(dtype=float)):
        assert np.abs(np.asarray(drawn) - place).max(axis=1).min() < 1e-3
    assert len(drawn) == len(rates) + 1


def test_a_term_that_the_others_lack_stands_in_the_gutter():
    axes = plot_term_contrast(keyness())
    left = axes.get_xlim()[0]
    places = dots(axes, "alike").get_offsets()
    assert sum(x < left + GUTTER for x, _ in places) == 1
    assert "none" in [label.get_text() for label in axes.get_xticklabels()]


def test_terms_with_the_same_two_rates_are_one_larger_dot():
    frame = keyness().assign(lrc=0.0, per_10k=4.0, reference_per_10k=2.0)
    sizes = dots(plot_term_contrast(frame, region="天津"), "alike").get_sizes()
    assert sizes.tolist() == [pytest.approx(11 * np.sqrt(60))]


def test_the_region_with_the_clearest_term_is_drawn_unless_one_is_named():
    frame = keyness()
    assert contrasted(frame) == "广东"
    assert "Guangdong text" in plot_term_contrast(frame).get_ylabel()
    other = plot_term_contrast(frame, region="天津", language="zh")
    assert "天津一文" in other.get_ylabel()
    assert len(dots(other, "less").get_offsets()) == 1


def test_what_is_apart_is_named_first_and_leads_to_its_lines():
    axes = plot_term_contrast(keyness(400))
    named = {text.get_text(): text for text in axes.texts if text.get_text()}
    assert "词0" in named and named["词0"]._liangwen_lead.region == "广东"
    assert len(named) < 60


def test_a_single_region_is_a_sentence():
    frame = keyness()
    with pytest.raises(NothingToDraw, match="second region"):
        plot_term_contrast(frame[frame["region"] == "广东"])
