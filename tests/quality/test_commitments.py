"""Quantities on sentences that a person read: precision, recall, and the object of each.

``commitments.json`` says how they were drawn and read. The sentences of the material beside the
project are named by their SHA-256 and looked for in the clean text.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from liangwen.cleaning import clean_text
from liangwen.commitments import find_quantities
from liangwen.textunits import sentence_spans

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "shared" / "data"
FOLDERS = {
    "seeds": HERE.parents[1] / "seeds", "gwr2026": DATA / "gwr2026" / "seeds",
    "national": DATA / "national",
}  # fmt: skip
ENCODING = {"national": "gb18030"}
#: half -> floors of precision, recall (number and unit), and share of right objects.
FLOORS = {"develop": (1.0, 1.0, 0.96), "held out": (1.0, 1.0, 0.94), "fresh": (1.0, 1.0, 0.98)}
GOLD = json.loads((HERE / "commitments.json").read_text(encoding="utf-8"))["sentences"]

pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not DATA.is_dir(), reason="the reports are not beside the project"),
]


@pytest.fixture(scope="module")
def sentences() -> dict[str, str]:
    """SHA-256 -> sentence, of all files that are named."""
    found = {}
    for source, file in sorted({(entry["source"], entry["file"]) for entry in GOLD}):
        data = (FOLDERS[source] / file).read_bytes()
        text = clean_text(data.decode(ENCODING.get(source, "utf-8"))).text
        for start, end in sentence_spans(text):
            sentence = text[start:end].strip()
            found[hashlib.sha256(sentence.encode()).hexdigest()] = sentence
    return found


def right(thing: str | None, wanted: list[dict | None]) -> bool:
    """Whether a name holds the head of a wanted one and does not leave its stretch."""
    for choice in wanted:
        if choice is None or thing is None:
            if choice is thing:
                return True
        elif choice["head"] in thing and thing.strip("“”") in choice["whole"]:
            return True
    return False


@pytest.mark.parametrize("half", FLOORS)
def test_quantities_as_a_reader_finds_them(half, sentences):
    true = extra = missed = named = 0
    for entry in GOLD:
        if entry["half"] != half:
            continue
        left = find_quantities(sentences[entry["sha256"]])
        for wanted in entry["quantities"]:
            key = (wanted["quantity"], wanted["unit"])
            match = next((q for q in left if (q.quantity, q.unit) == key), None)
            if match is None:
                missed += 1
                continue
            left.remove(match)
            true += 1
            named += right(match.object, wanted["objects"])
        extra += len(left)
    precision, recall, objects = true / (true + extra), true / (true + missed), named / true
    print(f"\n{half}: precision {precision:.3f}, recall {recall:.3f}, object {objects:.3f} of {true}")
    assert true > 50
    assert precision >= FLOORS[half][0] and recall >= FLOORS[half][1] and objects >= FLOORS[half][2]


def test_the_labels_cover_what_they_say():
    halves = [entry["half"] for entry in GOLD]
    assert [halves.count(half) for half in FLOORS] == [50, 50, 40]
    assert all("sentence" not in entry for entry in GOLD if entry["source"] != "seeds")
