"""The house's colours, as colour-blind readers and black-and-white printers see them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from liangwen.figures.style import (
    AMOUNT,
    BLUE,
    DEEP,
    DIVERGING,
    GREY,
    GROUPS,
    INK,
    RUST,
    as_text,
)

#: Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
SIGHT = {
    "full": np.eye(3),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                            [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                              [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                            [0.004733, 0.691367, 0.303900]]),
}
XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                [0.0193339, 0.1191920, 0.9503041]])
WHITE = XYZ @ np.ones(3)


def linear(colour) -> np.ndarray:
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(colour, sight="full") -> np.ndarray:
    """CIELAB (D65) of a colour as it is seen."""
    seen = np.clip(SIGHT[sight] @ linear(colour), 0, 1)
    ratio = XYZ @ seen / WHITE
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(colour) -> float:
    """Contrast with white paper (WCAG 2)."""
    return 1.05 / (float(XYZ[1] @ linear(colour)) + 0.05)


def test_the_simulation_leaves_greys_and_loses_what_it_should():
    for sight in SIGHT:
        np.testing.assert_allclose(lab("#808080", sight), lab("#808080"), atol=0.6)
    apart = np.linalg.norm(lab("#ff0000") - lab("#00b000"))
    assert np.linalg.norm(lab("#c00000", "deuteranopia") - lab("#6d6d00", "deuteranopia")) < apart / 2


@pytest.mark.parametrize("sight", SIGHT)
def test_colours_of_groups_stay_apart(sight):
    distances = {
        (a, b): np.linalg.norm(lab(a, sight) - lab(b, sight))
        for a, b in itertools.combinations(GROUPS, 2)
    }
    # A difference of 2.3 is just seen side by side; marks stand apart from each other.
    assert min(distances.values()) > 17, min(distances, key=distances.get)
    assert len(GROUPS) == 8


def test_each_group_stands_off_the_paper_and_its_words_are_read():
    assert all(contrast(colour) >= 3 for colour in GROUPS)
    assert all(contrast(as_text(colour)) >= 4.5 for colour in [*GROUPS, RUST, BLUE, DEEP])
    assert contrast(GREY) >= 4.5 and contrast(INK) > 15


@pytest.mark.parametrize("sight", SIGHT)
def test_more_is_darker_to_every_eye_and_in_grey(sight):
    lightness = [lab(AMOUNT(share), sight)[0] for share in np.linspace(0, 1, 60)]
    # Strictly: where a step were lighter than the one before, less would be taken for more.
    assert (np.diff(lightness) < 0).all()
    assert lightness[0] - lightness[-1] > 70


@pytest.mark.parametrize("sight", SIGHT)
def test_both_sides_of_what_is_expected_grow_darker_and_differ(sight):
    less = [lab(DIVERGING(share), sight) for share in np.linspace(0.5, 0, 30)]
    more = [lab(DIVERGING(share), sight) for share in np.linspace(0.5, 1, 30)]
    for side in (less, more):
        assert (np.diff([colour[0] for colour in side]) < 0.05).all()
        assert side[0][0] - side[-1][0] > 45
    # From two fifths of the way on no one takes one side for the other.
    assert min(np.linalg.norm(a - b) for a, b in zip(less[12:], more[12:], strict=True)) > 12


def test_where_rust_and_another_word_stand_alike_grey_tells_them_apart():
    # Labels of bars are rust or ink, words of a cloud rust or deep blue.
    rust = lab(RUST)[0]
    assert rust - lab(INK)[0] > 35 and rust - lab(DEEP)[0] > 15
