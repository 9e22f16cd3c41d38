"""Does the fast segmenter cut as jieba does, and how much faster is it? Over real text.

    python benchmarks/segmentation.py [FOLDER] [--megabytes N] [--every N]

FOLDER holds `scale.jsonl.gz` (one JSON object with `text` a line) or any text files; each text is
cut by jieba 0.42.1 and by liangwen.segment, with the hidden Markov model and without, with the
study's user dictionary and without. Every text whose tokens differ is counted; speed is MB of
UTF-8 per CPU-second, both in the same run over the same texts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from liangwen.errors import SeedError
from liangwen.lexicon import read_words
from liangwen.read import read_seed
from liangwen.segment import Segmenter

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
TERMS = ROOT / "lexicon" / "terms.txt"
#: Name -> (hidden Markov model, user dictionary).
SETTINGS = {
    "HMM, user dictionary": (True, True),
    "HMM": (True, False),
    "no HMM, user dictionary": (False, True),
    "no HMM": (False, False),
}


class Outcome(NamedTuple):
    """What one setting gave over all texts."""

    texts: int
    megabytes: float
    different: list[str]
    """The first differing line of each text that is cut differently."""
    jieba_seconds: float
    fast_seconds: float

    @property
    def ratio(self) -> float:
        """How many times as fast as jieba, by processor time."""
        return self.jieba_seconds / self.fast_seconds


def texts(folder: Path) -> Iterator[str]:
    """Yield every text of a folder: the rows of its JSON lines, and all files that can be read."""
    for file in sorted(folder.rglob("*")):
        if file.name.endswith(".jsonl.gz"):
            with gzip.open(file, "rt", encoding="utf-8") as lines:
                yield from (json.loads(line)["text"] for line in lines)
        elif file.suffix in {".txt", ".html", ".csv", ".json", ".md"}:
            try:
                yield read_seed(file, any_name=True).text
            except SeedError:
                continue


def chosen(folder: Path, *, every: int = 1, megabytes: float = float("inf")) -> Iterator[str]:
    """Yield each n-th text until so many megabytes are reached."""
    size = 0.0
    for number, text in enumerate(texts(folder)):
        if number % every == 0:
            yield text
            size += len(text.encode("utf-8", "replace")) / 1e6
            if size >= megabytes:
                return


def compare(found: Iterator[str], *, hmm: bool, words: list[str]) -> Outcome:
    """Cut each text twice and compare."""
    segmenter, jieba = Segmenter(words, hmm=hmm), own_jieba(words)
    segmenter.cut("")  # both dictionaries are loaded before the clock starts
    number, size, different, slow, fast = 0, 0.0, [], 0.0, 0.0
    for text in found:
        start = time.process_time()
        expected = jieba.lcut(text, HMM=hmm)
        middle = time.process_time()
        tokens = segmenter.cut(text)
        fast += time.process_time() - middle
        slow += middle - start
        number += 1
        size += len(text.encode("utf-8", "replace")) / 1e6
        if tokens != expected:
            lines = (x for x in text.split("\n") if segmenter.cut(x) != jieba.lcut(x, HMM=hmm))
            different.append(next(lines, text[:80]))
    return Outcome(number, size, different, slow, fast)


def own_jieba(words: list[str]) -> Any:
    """A jieba of its own with the words, as a user of jieba alone would load them."""
    import jieba

    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    for word in sorted(set(words)):
        tokenizer.add_word(word)
    tokenizer.initialize()
    return tokenizer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DATA)
    parser.add_argument("--megabytes", type=float, default=float("inf"))
    parser.add_argument("--every", type=int, default=1, help="take each n-th text only")
    wanted = parser.parse_args()
    words = read_words(TERMS, first_column=True)
    failed = False
    for name, (hmm, with_words) in SETTINGS.items():
        some = chosen(wanted.folder, every=wanted.every, megabytes=wanted.megabytes)
        found = compare(some, hmm=hmm, words=words if with_words else [])
        if not found.texts:
            sys.exit(f"{wanted.folder} holds no text; name a folder with texts.")
        print(
            f"{name}: {found.texts} texts, {found.megabytes:.1f} MB, "
            f"{len(found.different)} cut differently; jieba "
            f"{found.megabytes / found.jieba_seconds:.2f} MB/CPU-s, liangwen "
            f"{found.megabytes / found.fast_seconds:.1f}, {found.ratio:.1f} times as fast",
            flush=True,
        )
        for line in found.different[:5]:
            print(f"  {line[:100]}")
        failed = failed or bool(found.different)
    sys.exit(failed)


if __name__ == "__main__":
    main()
