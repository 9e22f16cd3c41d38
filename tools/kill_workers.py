"""Kill workers of a Dask cluster at random moments of a build, and see that the bytes stay.

    python tools/kill_workers.py --trials 10

A study of made-up articles is built once in this process. Then, trial after trial, a scheduler and
one to four workers are started with Dask's own commands on 127.0.0.1 and the study is built there
from nothing. Once a first batch is done, workers are killed (SIGKILL) at random times: some of
them; or all, and a new one is started; or all, and none comes. In the last case the build must
stop with a sentence, and the next one, in this process, must go on from what was done. However it
went, the corpus must be the first one, byte for byte.
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
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

PROVINCES = ("湖北", "河北", "海南", "四川", "广东")
WORDS = ("量子计量", "民生计量", "产业计量", "碳达峰碳中和", "计量标准", "测试中心")


class Cluster:
    """A scheduler and workers, each a process of Dask's own command, on this machine only.

    Parameters
    ----------
    folder : Path
        For the scheduler's address and the workers' scratch files.
    workers : int
    """

    def __init__(self, folder: Path, workers: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._file = folder, folder / "scheduler.json"
        self._file.unlink(missing_ok=True)
        self.scheduler = self._start("scheduler", "--port", "0", "--no-dashboard", "--no-show")
        self.workers: list[subprocess.Popen[bytes]] = []
        self.add(workers)

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "dask", *command, "--host", "127.0.0.1"]
        words += ["--scheduler-file", str(self._file)]
        log = (self._folder / "log.txt").open("ab")
        with log:
            return subprocess.Popen(words, cwd=self._folder, stdout=log, stderr=log)

    @property
    def address(self) -> str:
        """The scheduler's address, once it has said it."""
        import json

        for _ in range(600):
            try:
                return str(json.loads(self._file.read_text(encoding="utf-8"))["address"])
            except (OSError, ValueError):
                time.sleep(0.05)
        raise RuntimeError("The scheduler did not start.")

    def add(self, workers: int) -> None:
        """Start workers, without Dask's nannies, which would start a killed one anew."""
        self._wait()
        for _ in range(workers):
            self.workers.append(
                self._start("worker", "--nthreads", "1", "--no-nanny", "--no-dashboard",
                            "--local-directory", str(self._folder))
            )  # fmt: skip

    def _wait(self) -> None:
        _ = self.address

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """Kill a worker without warning."""
        worker.send_signal(signal.SIGKILL)
        worker.wait()

    def close(self) -> None:
        """End every process that is left."""
        for process in [*self.workers, self.scheduler]:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
            process.wait()


def article(chance: random.Random) -> str:
    """Write an article of a province."""
    province = chance.choice(PROVINCES)
    lines = [
        f"{province}推进第{chance.randrange(9999)}项{chance.choice(WORDS)}工作,"
        f"服务{chance.choice(WORDS)}和{chance.choice(WORDS)}。"
        for _ in range(chance.randrange(20, 400))
    ]
    return "\n".join([*lines, f"{province}省省长 王强"]) + "\n"


def make(study: Path, articles: int, chance: random.Random) -> None:
    """Write a study of so many articles."""
    (study / "seeds").mkdir(parents=True)
    (study / "study.toml").write_text('title = "workers"\n', encoding="utf-8")
    for i in range(articles):
        (study / "seeds" / f"{i:04}.txt").write_text(article(chance), encoding="utf-8")


def state(study: Path) -> str:
    """Hash every file of a store."""
    found = hashlib.sha256()
    for path in sorted(p for p in (study / "corpus").rglob("*") if p.is_file()):
        found.update(path.relative_to(study).as_posix().encode() + path.read_bytes())
    return found.hexdigest()


def trial(study: Path, place: Path, longest: float, chance: random.Random) -> tuple[str, int]:
    """Build once on a cluster and kill workers meanwhile; return what happened, and kills."""
    from liangwen.corpus import build
    from liangwen.errors import StudyError
    from liangwen.study import open_study

    cluster = Cluster(place, workers := chance.randrange(1, 5))
    spared = chance.choice(("some", "replaced", "none")) if workers > 1 else "replaced"
    victims = cluster.workers[: chance.randrange(1, workers) if spared == "some" else workers]
    moments = sorted(chance.uniform(0.0, longest / workers) for _ in victims)
    killed = 0
    begun = threading.Event()

    def progress(batches: Sequence[Any], label: str) -> Iterator[Any]:
        for batch in batches:
            begun.set()
            yield batch

    def kill() -> None:
        nonlocal killed
        begun.wait(120)
        began = time.monotonic()
        for moment, victim in zip(moments, victims, strict=True):
            time.sleep(max(0.0, moment - (time.monotonic() - began)))
            if building:
                cluster.kill(victim)
                killed += 1
        if spared == "replaced":
            cluster.add(1)

    building = True
    killer = threading.Thread(target=kill)
    opened = open_study(study)
    said = ""
    try:
        killer.start()
        build(opened, cluster=cluster.address, progress=progress)
    except StudyError as error:
        said = str(error)
    finally:
        building = False
        begun.set()
        killer.join()
        cluster.close()
    if said:
        assert not (study / "corpus").exists(), "a half store"
        build(opened)
    ended = f"stopped ({said}), then built here" if said else "built on the cluster"
    return f"{workers} workers, {spared} left: {ended}", killed


def run(trials: int, seed: int, articles: int) -> int:
    """Make so many trials; return how many corpora were not as they must be."""
    from liangwen.building import cluster, deal
    from liangwen.corpus import build
    from liangwen.study import open_study

    cluster.PATIENCE = 10.0  # a trial need not wait as long as an analyst would
    cluster._COME = 120.0
    deal.BATCH_SEEDS = 20  # many batches, so that a kill falls into the middle of some
    chance = random.Random(seed)
    wrong = kills = 0
    with tempfile.TemporaryDirectory() as folder:
        study = Path(folder) / "study"
        make(study, articles, chance)
        build(open_study(study))
        expected = state(study)
        shutil.rmtree(study / "corpus")
        began = time.monotonic()
        build(open_study(study))
        longest = time.monotonic() - began
        for number in range(trials):
            shutil.rmtree(study / "corpus")
            shutil.rmtree(study / ".liangwen")
            what, killed = trial(study, Path(folder) / f"dask-{number}", longest, chance)
            kills += killed
            same = state(study) == expected
            wrong += not same
            print(f"{number + 1}: {what}; {killed} killed; same bytes: {same}", flush=True)
    print(f"{trials} trials, {kills} workers killed, {wrong} wrong")
    return wrong


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--trials", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers")
    parser.add_argument("--articles", type=int, default=600)
    options = parser.parse_args()
    return 1 if run(options.trials, options.seed, options.articles) else 0


if __name__ == "__main__":
    sys.exit(main())
