"""Labelled pages of other people's sites: what is body, and what is not.

The pages lie beside the project (``../shared/data/pages``; its README has the metric). They are
for measuring only: no rule may name one of their sites.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

from liangwen.cleaning import clean_text
from liangwen.edits import undo
from liangwen.extract import read_html
from liangwen.metadata import Metadata, read_metadata
from liangwen.regions import load_gazetteer
from liangwen.study import STARTERS

PAGES = Path(__file__).parents[3] / "shared" / "data" / "pages"
pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not PAGES.is_dir(), reason="the labelled pages are not beside the project"),
]

FORMS = ("html", "dumps")
FIELDS = ("title", "date", "source", "author")
#: Never lowered quietly: F over all chunks, mean of F over sites, and the share of right fields.
FLOORS = {
    "html": {"F": 0.99, "sites": 0.99, "title": 0.97, "date": 0.97, "source": 0.95, "author": 0.97},
    "dumps": {
        "F": 0.99, "sites": 0.99, "title": 0.95, "date": 0.97, "source": 0.95, "author": 0.97,
    },
}  # fmt: skip


class Chunks(NamedTuple):
    """How many chunks were found that belong, and that do not, and how many belong."""

    right: int
    wrong: int
    wanted: int

    def __add__(self, other: object) -> Chunks:
        assert isinstance(other, Chunks)
        return Chunks(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.right + self.wrong + self.wanted)


def bare(words: str | None) -> str:
    return re.sub(r"[\s\u200b\ufeff\u00ad]", "", words or "")


@lru_cache(maxsize=1)
def labels() -> list[dict]:
    return json.loads((PAGES / "labels.json").read_text(encoding="utf-8"))


def cleaned(name: str, form: str):
    if form == "dumps":
        return clean_text((PAGES / form / f"{name}.txt").read_text(encoding="utf-8"))
    text, hints = read_html((PAGES / form / f"{name}.html").read_bytes())
    return clean_text(text, hints=hints)


@lru_cache(maxsize=2)
def measured(form: str) -> tuple[dict[str, list[Chunks]], Counter[str], list[str]]:
    """(chunks of each site's pages, right fields, what went wrong)."""
    gazetteer = load_gazetteer(STARTERS / "lexicon" / "regions.yaml")
    sites: dict[str, list[Chunks]] = defaultdict(list)
    fields: Counter[str] = Counter()
    wrongs: list[str] = []
    for label in labels():
        found = cleaned(label["name"], form)
        text = bare(found.text)
        lost = [chunk for chunk in label["with"] if bare(chunk) not in text]
        left = [chunk for chunk in label["without"] if bare(chunk) in text]
        wanted = len(label["with"])
        sites[label["site"]].append(Chunks(wanted - len(lost), len(left), wanted))
        wrongs += [f"{label['name']}: lost {chunk[:30]}" for chunk in lost]
        wrongs += [f"{label['name']}: left in {chunk[:30]}" for chunk in left]
        data: Metadata = read_metadata(found, gazetteer)
        for name in FIELDS:
            same = bare(getattr(data, name)) == bare(label[name])
            fields[name] += same
            if not same:
                wrongs.append(f"{label['name']}: {name} {getattr(data, name)} for {label[name]}")
    return sites, fields, wrongs


@pytest.mark.parametrize("form", FORMS)
def test_pages(form):
    sites, fields, wrongs = measured(form)
    each = {site: sum(pages, Chunks(0, 0, 0)) for site, pages in sites.items()}
    total = sum(each.values(), Chunks(0, 0, 0))
    pages = len(labels())
    shares = {name: fields[name] / pages for name in FIELDS}
    shares["F"] = total.f1
    shares["sites"] = sum(chunks.f1 for chunks in each.values()) / len(each)
    precision = total.right / (total.right + total.wrong)
    print(f"\n{form}: P {precision:.4f} R {total.right / total.wanted:.4f} F {total.f1:.4f}")
    print(f"  mean of F over {len(each)} sites {shares['sites']:.4f}")
    print("  " + "  ".join(f"{name} {fields[name]}/{pages}" for name in FIELDS))
    print("  " + "  ".join(f"{site} {chunks.f1:.3f}" for site, chunks in sorted(each.items())))
    print("\n".join(f"  {wrong}" for wrong in wrongs))
    assert {k: v for k, v in shares.items() if v < FLOORS[form][k]} == {}


@pytest.mark.parametrize("form", FORMS)
def test_each_page_can_be_rebuilt(form):
    for label in labels():
        found = cleaned(label["name"], form)
        assert undo(found.text, found.edits) == found.source
