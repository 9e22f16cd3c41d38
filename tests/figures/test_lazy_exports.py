from __future__ import annotations

import subprocess
import sys

import pytest

from liangwen import figures


def test_importing_the_package_costs_no_matplotlib():
    code = "import sys, liangwen.figures as f; dir(f); sys.exit('matplotlib' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_figure_has_its_plot():
    for name in figures.NAMES:
        assert callable(getattr(figures, f"plot_{name}"))
        assert f"plot_{name}" in dir(figures)


def test_unknown_names_are_attribute_errors():
    with pytest.raises(AttributeError, match="plot_pie"):
        figures.plot_pie  # noqa: B018
