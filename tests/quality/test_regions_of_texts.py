"""The region decision on real texts whose province is known; floors are never lowered quietly."""

from __future__ import annotations

import csv
import gzip
import json
import random
from pathlib import Path

import pytest

from liangwen.cleaning import clean_text
from liangwen.metadata import read_metadata
from liangwen.read import read_seed
from liangwen.regions import load_gazetteer
from liangwen.study import STARTERS

DATA = Path(__file__).parents[3] / "shared" / "data"
GAZETTEER = load_gazetteer(STARTERS / "lexicon" / "regions.yaml")

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real texts are not beside the project")


def region_of(text, hints=None):
    return read_metadata(clean_text(text, hints=hints), GAZETTEER).region


def region_of_file(path):
    read = read_seed(path)
    return region_of(read.text, read.hints)


def test_the_provinces_work_reports_31_of_31():
    with (DATA / "gwr2026" / "truth.csv").open(encoding="utf-8") as handle:
        truth = {row["seed"]: row["province"] for row in csv.DictReader(handle)}
    wrong = {}
    for seed, province in truth.items():
        region = region_of_file(DATA / "gwr2026" / "seeds" / seed)
        if region is None or not province.startswith(region):
            wrong[seed] = (province, region)
    print(f"work reports of 2026: {len(truth) - len(wrong)} of {len(truth)} provinces")
    assert wrong == {}


def test_the_state_councils_work_reports_50_of_50():
    files = sorted((DATA / "national").glob("*.txt"))
    wrong = {f.name: r for f in files if (r := region_of_file(f)) != "全国"}
    print(f"work reports of the State Council: {len(files) - len(wrong)} of {len(files)} national")
    assert wrong == {}


def test_a_sample_of_500_regulations_of_seven_provinces():
    with gzip.open(DATA / "scale.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line) for line in lines]
    regulations = [t for t in texts if t["source"] == "laws" and t["province"]]
    sample = random.Random(7).sample(regulations, 500)
    found = [(region_of(t["text"]), t["province"]) for t in sample]
    right = sum(region == province for region, province in found)
    told = sum(region is not None for region, _ in found)
    print(f"regulations: precision {right / told:.4f} ({right} of {told}), recall {right / 500:.4f}")
    assert right / told >= 0.995
    assert right / 500 >= 0.98
