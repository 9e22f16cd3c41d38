"""The measured sizes as a table and a figure: docs/performance.md says the rest in words.

    python -m benchmarks.scale.page docs/performance.json docs

Between the two marks of docs/performance.md the tables are put in anew; the figure lies beside it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

MARKS = ("<!-- measured: begin -->", "<!-- measured: end -->")
NAMES = {
    "build 1": "liangwen, whole build",
    "build 2": "liangwen, two workers",
    "naive": "jieba + Counter + DataFrame",
    "sklearn": "CountVectorizer over jieba",
    "cntext": "cntext",
    "scattertext": "Scattertext",
    "textacy": "textacy over spaCy and jieba",
    "tmtoolkit": "tmtoolkit over spaCy and jieba",
    "rjieba": "rjieba, bare cut",
    "opencc": "OpenCC, bare conversion",
    "ahocorasick": "ahocorasick-rs, bare scan",
}
#: What only bounds a part of the work from below.
LIMITS = ("rjieba", "opencc", "ahocorasick")

Size = dict[str, Any]


def table(size: Size) -> str:
    """One size: a line a tool, the fastest first, ratios to the naive way and to the build."""
    tools = size["tools"]
    naive = tools.get("naive", {}).get("processor")
    head = [
        "| tool | MB a processor second | times the naive way | seconds by the clock | peak, MB |",
        "|---|--:|--:|--:|--:|",
    ]
    order = sorted(tools, key=lambda name: (name in LIMITS, tools[name]["processor"]))
    lines = [_line(name, tools[name], size, naive) for name in order]
    failed = [f"| {NAMES[name]} | — | — | {said} | — |" for name, said in size["failed"].items()]
    turns = size["times"]
    said = f"The median of {turns} turns." if turns > 1 else "A single turn."
    return "\n".join([f"### {size['megabytes']:,.0f} MB", said, "", *head, *lines, *failed])


def _line(name: str, taken: dict[str, float], size: Size, naive: float | None) -> str:
    times = f"{naive / taken['processor']:.2f}" if naive else "—"
    speed = size["megabytes"] / taken["processor"]
    once = " (one turn)" if taken.get("turns", size["times"]) < size["times"] else ""
    # A process that is over before it was looked at has no peak.
    peak = f"{taken['peak']:,.0f}" if taken["peak"] else "—"
    rest = f"{taken['clock']:.1f} | {peak}"
    return f"| {NAMES[name]}{once} | {speed:.2f} | {times} | {rest} |"


def growth(sizes: list[Size], tool: str = "build 1") -> str:
    """How processor time and memory of the build grow from size to size."""
    rows = [(size["megabytes"], size["tools"][tool]) for size in sizes if tool in size["tools"]]
    lines = [
        "| MB | processor seconds | seconds a MB | peak, MB |",
        "|--:|--:|--:|--:|",
        *(
            f"| {megabytes:,.0f} | {own['processor']:,.1f} | {own['processor'] / megabytes:.3f} "
            f"| {own['peak']:,.0f} |"
            for megabytes, own in rows
        ),
    ]
    return "\n".join(lines)


def figure(sizes: list[Size], file: Path) -> None:
    """Speed by size, a line a tool, labelled at its end."""
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter

    from liangwen.figures.style import house_style

    with house_style():
        picture = Figure(figsize=(6.3, 3.6), layout="constrained")
        axes = picture.subplots()
        ends: list[tuple[float, float, str, bool]] = []
        for name, label in NAMES.items():
            points = [
                (size["megabytes"], size["megabytes"] / size["tools"][name]["processor"])
                for size in sizes
                if name in size["tools"]
            ]
            if not points:
                continue
            own, limit = name.startswith("build"), name in LIMITS
            axes.plot(
                *zip(*points, strict=True), marker="o", markersize=3.5,
                color="#0b5a8a" if own else "#9a9a9a" if limit else "#b4522a",
                linestyle=":" if limit else "-", linewidth=2 if name == "build 1" else 1,
            )  # fmt: skip
            ends.append((*points[-1], label, own))
        axes.set(xscale="log", yscale="log", xlabel="megabytes of text",
                 ylabel="megabytes a processor second")  # fmt: skip
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        _labels(axes, ends)
        picture.savefig(file, dpi=200, metadata={"Software": None})


def _labels(axes: Any, ends: list[tuple[float, float, str, bool]]) -> None:
    """Names in a column at the right, kept apart from one another, near their lines."""
    import math

    axes.margins(x=0.05)
    low, high = (math.log10(limit) for limit in axes.get_ylim())
    right = max(x for x, _, _, _ in ends)
    ends = sorted(ends, key=lambda end: end[1])
    levels = apart([math.log10(y) for _, y, _, _ in ends], (high - low) / 17)
    for (x, y, label, own), level in zip(ends, levels, strict=True):
        axes.annotate(
            label, (x, y), xytext=(right * 1.4, 10**level), textcoords="data", fontsize=7,
            va="center", annotation_clip=False, color="#0b5a8a" if own else "black",
            arrowprops={"arrowstyle": "-", "linewidth": 0.4, "color": "#9a9a9a",
                        "relpos": (0, 0.5), "shrinkA": 1, "shrinkB": 3},
        )  # fmt: skip


def apart(wished: list[float], gap: float) -> list[float]:
    """Places at least `gap` apart, in the order given, each group around the middle of its wishes.

    Examples
    --------
    >>> apart([0.0, 0.0, 9.0], 1.0)
    [-0.5, 0.5, 9.0]
    """
    groups: list[list[float]] = []
    for wish in wished:
        groups.append([wish])
        while len(groups) > 1 and _top(groups[-2], gap) + gap > _bottom(groups[-1], gap):
            last = groups.pop()
            groups[-1] += last
    return [_bottom(group, gap) + gap * i for group in groups for i in range(len(group))]


def _bottom(group: list[float], gap: float) -> float:
    return sum(group) / len(group) - gap * (len(group) - 1) / 2


def _top(group: list[float], gap: float) -> float:
    return _bottom(group, gap) + gap * (len(group) - 1)


def main(file: Path, folder: Path) -> None:
    sizes = json.loads(file.read_text(encoding="utf-8"))["sizes"]
    page = folder / "performance.md"
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(MARKS[0])
    _, behind = rest.split(MARKS[1])
    tables = "\n\n".join([growth(sizes), *(table(size) for size in sizes)])
    page.write_text(f"{before}{MARKS[0]}\n{tables}\n{MARKS[1]}{behind}", encoding="utf-8")
    figure(sizes, folder / "performance.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
