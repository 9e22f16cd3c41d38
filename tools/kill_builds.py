"""Kill builds at random moments, and see that no store is ever damaged.

    python tools/kill_builds.py --kills 200

A study of made-up articles is changed at random and built in a process of its own, which is killed
(SIGKILL) after a random time. What must hold then: the store opens, holds each article once, and
is either the one from before or the new one, whole; and the next build that is left alone ends
with the bytes of a build from nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROVINCES = ("湖北", "河北", "海南", "四川", "广东")
WORDS = ("量子计量", "民生计量", "产业计量", "碳达峰碳中和", "计量标准", "测试中心")


def article(chance: random.Random) -> str:
    """Write an article of a province; now and then it is one that was written before."""
    own = random.Random(chance.randrange(400))
    province = own.choice(PROVINCES)
    lines = [
        f"{province}推进第{own.randrange(999)}项{own.choice(WORDS)}工作,服务{own.choice(WORDS)}。"
        for _ in range(own.randrange(5, 40))
    ]
    return "\n".join([*lines, f"{province}省省长 王强"]) + "\n"


def change(seeds: Path, chance: random.Random) -> None:
    """Add, change and remove some seeds."""
    for _ in range(chance.randrange(1, 30)):
        seed = seeds / f"{chance.randrange(150):03}.txt"
        if chance.random() < 0.25:
            seed.unlink(missing_ok=True)
        else:
            seed.write_text(article(chance), encoding="utf-8")
    (seeds / "always.txt").write_text(article(random.Random(0)), encoding="utf-8")


def state(study: Path) -> str:
    """Hash every file of a store."""
    found = hashlib.sha256()
    for path in sorted(p for p in (study / "corpus").rglob("*") if p.is_file()):
        found.update(path.relative_to(study).as_posix().encode() + path.read_bytes())
    return found.hexdigest()


def start(study: Path) -> subprocess.Popen[bytes]:
    """Start a build of a study."""
    command = [sys.executable, "-m", "liangwen", "build", "--study", str(study), "--keep-going"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def check_whole(study: Path) -> None:
    """Open the store; each article must stand in it once, in every dataset it belongs to."""
    from liangwen.corpus import read_manifest, read_rows
    from liangwen.study import open_study

    opened = open_study(study)
    count = int(read_manifest(opened)["articles"])
    for dataset in ("articles", "tokens", "sketches"):
        names = [row["article_id"] for row in read_rows(opened, dataset, ["article_id"])]
        assert len(names) == len(set(names)) == count, (dataset, len(names), count)


def from_nothing(study: Path, folder: Path) -> str:
    """Build a study elsewhere, without its past, and hash the store."""
    shutil.rmtree(folder, ignore_errors=True)
    skip = shutil.ignore_patterns("corpus", ".liangwen", ".corpus-*")
    shutil.copytree(study, folder, ignore=skip)
    assert start(folder).wait() == 0
    return state(folder)


def run(kills: int, seed: int) -> int:
    """Kill so many builds; return how many stores were not as they must be."""
    chance = random.Random(seed)
    wrong = done = 0
    with tempfile.TemporaryDirectory() as place:
        study = Path(place) / "study"
        (study / "seeds").mkdir(parents=True)
        (study / "study.toml").write_text('title = "kills"\n', encoding="utf-8")
        change(study / "seeds", chance)
        began = time.monotonic()
        assert start(study).wait() == 0
        longest = time.monotonic() - began
        while done < kills:
            before = state(study)
            change(study / "seeds", chance)
            after = from_nothing(study, Path(place) / "again")
            for _ in range(4):
                build = start(study)
                time.sleep(chance.uniform(0.2, longest * 1.1))
                build.send_signal(signal.SIGKILL)
                build.wait()
                done += 1
                check_whole(study)
                wrong += state(study) not in (before, after)
            assert start(study).wait() == 0
            wrong += state(study) != after
            print(f"{done} kills, {wrong} wrong", flush=True)
    return wrong


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers")
    options = parser.parse_args()
    return 1 if run(options.kills, options.seed) else 0


if __name__ == "__main__":
    sys.exit(main())
