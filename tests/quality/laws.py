"""What cleaning takes from clean laws: characters removed by rule, and the largest removals.

    python tests/quality/laws.py [SCALE.jsonl.gz] [--largest 100]

Laws are clean text: whatever a rule removes from them is to be read and understood. Not part
of the test run; it takes about half a minute.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from liangwen.cleaning import clean_text
from liangwen.edits import undo

SCALE = Path(__file__).parents[3] / "shared" / "data" / "scale.jsonl.gz"


def laws(path: Path) -> Iterator[dict[str, str]]:
    """Yield the laws of the file, one object each."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["source"] == "laws":
                yield row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scale", nargs="?", type=Path, default=SCALE)
    parser.add_argument("--largest", type=int, default=100)
    parser.add_argument("--whole", action="store_true", help="without the rules on lines")
    wanted = parser.parse_args()
    texts = total = 0
    removed: Counter[str] = Counter()
    edits: Counter[str] = Counter()
    flags: Counter[str] = Counter()
    largest: list[tuple[int, str, str, str]] = []
    for row in laws(wanted.scale):
        found = clean_text(row["text"], whole=wanted.whole)
        assert undo(found.text, found.edits) == row["text"], row["id"]
        texts += 1
        total += len(row["text"])
        flags.update(found.flags)
        for edit in found.edits:
            lost = len(edit.removed) - len(edit.inserted)
            removed[edit.rule] += lost
            edits[edit.rule] += 1
            if edit.removed.strip():
                largest.append((lost, edit.rule, row["id"], edit.removed.strip()))
        largest = sorted(largest, key=lambda item: -item[0])[: wanted.largest]
    print(f"{texts} laws, {total} characters; flags {dict(flags)}")
    for rule, number in removed.most_common():
        print(f"{rule:16} {edits[rule]:8} edits {number:9} characters {number / total:.4%}")
    for lost, rule, name, words in largest:
        print(f"{lost:6} {rule:14} {name:12} {words[:90]!r}")


if __name__ == "__main__":
    main()
