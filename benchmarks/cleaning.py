"""Throughput of cleaning in MB of UTF-8 per CPU-second, beside OpenCC's own speed.

    python benchmarks/cleaning.py [SCALE.jsonl.gz] [--profile]

Clean text are laws, as many as make twenty megabytes; without the file, the five articles of
tests/quality/gold many times over. Noisy text are those articles in the eight styles of
tests/quality/noise.py, two of them with a reading behind each character; the study's own
seeds, two of which are noisy, stand between. `whole` leaves out the rules that tell an article
from its page.
"""

from __future__ import annotations

import argparse
import cProfile
import gzip
import json
import pstats
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from opencc import OpenCC

from liangwen.cleaning import clean_text

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "quality"))
SCALE = ROOT.parent / "shared" / "data" / "scale.jsonl.gz"
GOLD = sorted((ROOT / "tests" / "quality" / "gold").glob("*.txt"))

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def clean_texts(path: Path, megabytes: float) -> list[str]:
    """Return laws, or the gold articles repeated, of about so many megabytes."""
    texts: list[str] = []
    size = 0.0
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row["source"] == "laws":
                    texts.append(row["text"])
                    size += len(row["text"].encode()) / 1e6
                if size >= megabytes:
                    return texts
    articles = [file.read_text(encoding="utf-8") for file in GOLD]
    return articles * max(1, int(megabytes * 1e6 / sum(len(a.encode()) for a in articles)))


def noisy_texts(times: int) -> list[str]:
    """Return the gold articles in every style of noise, so many times with other chances."""
    from noise import STYLES

    articles = [file.read_text(encoding="utf-8") for file in GOLD]
    return [
        style(article, random.Random(turn))
        for turn in range(times)
        for style in STYLES.values()
        for article in articles
    ]


def speed(work: Callable[[str], object], texts: list[str]) -> float:
    """Return MB of UTF-8 per CPU-second, the best of three rounds."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            work(text)
        best = min(best, time.process_time() - start)
    return size / best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scale", nargs="?", type=Path, default=SCALE)
    parser.add_argument("--megabytes", type=float, default=20.0)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    wanted = parser.parse_args()
    clean_text("計(jì)量")  # dictionaries are loaded once
    samples = {
        "clean": clean_texts(wanted.scale, wanted.megabytes),
        "seeds": [file.read_bytes().decode() for file in SEEDS] * 20,
        "noisy": noisy_texts(6),
    }
    for name, texts in samples.items():
        print(f"{name}: {len(texts)} texts, {sum(len(t.encode()) for t in texts) / 1e6:.1f} MB")
        print(f"  OpenCC t2s        {speed(OpenCC('t2s').convert, texts):8.1f} MB/CPU-s")
        print(f"  clean_text, whole {speed(lambda t: clean_text(t, whole=True), texts):8.1f}")
        print(f"  clean_text        {speed(clean_text, texts):8.1f}")
        if wanted.profile:
            profile = cProfile.Profile()
            profile.enable()
            for text in texts:
                clean_text(text)
            profile.disable()
            pstats.Stats(profile).sort_stats("tottime").print_stats(18)


if __name__ == "__main__":
    main()
