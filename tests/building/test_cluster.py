"""A build on a Dask cluster: real schedulers and workers, the same bytes, and sentences."""

from __future__ import annotations

import importlib.util
import os
import random
import shutil
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

from mini import make_study

from liangwen.building import cluster as on_cluster
from liangwen.building import deal, workers
from liangwen.building.cluster import Check, Checked
from liangwen.building.plan import made_with
from liangwen.corpus import build, open_corpus
from liangwen.errors import StudyError
from liangwen.study import Study, open_study

ROOT = Path(__file__).parents[2]


def tool():
    spec = importlib.util.spec_from_file_location("kill_workers", ROOT / "tools/kill_workers.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(deal, "BATCH_SEEDS", 2)
    monkeypatch.setattr(on_cluster, "PATIENCE", 3.0)
    monkeypatch.setattr(on_cluster, "_COME", 120.0)
    monkeypatch.setattr(on_cluster, "LOOK", 0.2)
    monkeypatch.setattr(workers, "LOOK", 0.2)


@contextmanager
def started(folder, count, source=ROOT / "src"):
    """A cluster whose workers take liangwen from some folder."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(source)
    cluster = tool().Cluster(folder, count)
    try:
        yield cluster
    finally:
        cluster.close()
        os.environ.pop("PYTHONPATH")
        if before is not None:
            os.environ["PYTHONPATH"] = before


def store(study):
    files = sorted(path for path in study.corpus.rglob("*") if path.is_file())
    return {path.relative_to(study.corpus).as_posix(): path.read_bytes() for path in files}


def forget(study):
    shutil.rmtree(study.corpus, ignore_errors=True)
    shutil.rmtree(study.cache, ignore_errors=True)


@pytest.fixture
def study(tmp_path):
    """Twenty articles: ten batches."""
    folder = make_study(tmp_path / "s", {})
    article, chance = tool().article, random.Random(1)
    for i in range(20):
        text = "\n".join(article(chance).splitlines()[-20:])
        (folder / "seeds" / f"{i:02}.txt").write_text(text, encoding="utf-8")
    return open_study(folder)


def after(results, what):
    """A progress that does something when so many batches are done."""

    def progress(items, label):
        for number, item in enumerate(items, start=1):
            yield item
            if number == results:
                what()

    return progress


def wait_for(address, count):
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(count, timeout=60)


@pytest.mark.slow
def test_one_to_four_workers_and_one_killed_in_the_middle_give_the_same_bytes(study, tmp_path):
    build(study)
    expected = store(study)
    with started(tmp_path / "dask", 1) as cluster:
        for count in (1, 2, 3, 4):
            wait_for(cluster.address, count)
            forget(study)
            assert build(study, cluster=cluster.address).changed
            assert store(study) == expected, count
            if count < 4:
                cluster.add(1)
        forget(study)
        build(
            study,
            cluster=cluster.address,
            progress=after(2, lambda: cluster.kill(cluster.workers[0])),
        )
        assert cluster.workers[0].returncode == -9
        assert store(study) == expected
        assert not list((study.cache).glob("worker-*"))


@pytest.mark.slow
@pytest.mark.parametrize("lost", ["every worker", "the scheduler"])
def test_a_lost_cluster_is_a_sentence_and_the_next_build_goes_on(
    study, tmp_path, monkeypatch, lost
):
    from liangwen import articles

    (study.seeds / "19.txt").rename(tmp_path / "19.txt")
    build(study)
    before = store(study)
    for path in sorted(study.seeds.iterdir()):
        path.write_text(path.read_text("utf-8").replace("工作", "事业"), encoding="utf-8")
    (tmp_path / "19.txt").rename(study.seeds / "19.txt")

    def lose():
        # Most batches are done, and lie on workers that are gone before they are asked for.
        done = study.cache / "build"
        for _ in range(600):
            if len(list(done.glob("*/outcome.json"))) >= 8:
                break
            time.sleep(0.1)
        for process in cluster.workers if lost == "every worker" else [cluster.scheduler]:
            cluster.kill(process)

    with started(tmp_path / "dask", 2) as cluster:
        wait_for(cluster.address, 2)
        with pytest.raises(StudyError, match="The old corpus stays"):
            build(study, cluster=cluster.address, progress=after(3, lose))
    assert store(study) == before
    assert len(open_corpus(study).all_articles) == 19
    read = []
    original = articles.read_articles
    monkeypatch.setattr(
        articles,
        "read_articles",
        lambda path, *more: (read.append(path.name), original(path, *more))[1],
    )
    build(study)
    assert len(read) <= 20 - 8 * 2
    found = store(study)
    forget(study)
    build(study)
    assert store(study) == found


@pytest.mark.parametrize(
    ("address", "message"),
    [("tcp://127.0.0.1:9", "No scheduler answers"), ("nonsense", "No scheduler answers"),
     ("what://127.0.0.1:9", "No scheduler answers")],
)  # fmt: skip
def test_a_scheduler_that_cannot_be_reached_is_a_sentence(study, monkeypatch, address, message):
    monkeypatch.setattr(on_cluster, "_ANSWER", 1.0)
    with pytest.raises(StudyError, match=message):
        build(study, cluster=address)
    assert not study.corpus.exists()


def test_a_cluster_without_workers_is_a_sentence(study, tmp_path, monkeypatch):
    monkeypatch.setattr(on_cluster, "_COME", 1.0)
    with started(tmp_path / "dask", 0) as cluster, pytest.raises(StudyError, match="no workers"):
        build(study, cluster=cluster.address)


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_workers_that_cannot_work_on_the_study_say_why(study, tmp_path, monkeypatch):
    other = tmp_path / "src"
    shutil.copytree(ROOT / "src", other)
    with (other / "liangwen" / "segment.py").open("a", encoding="utf-8") as file:
        file.write("# another version\n")
    # A path that leads elsewhere in each process stands for a folder of another machine.
    monkeypatch.chdir(study.root.parent)
    unseen = Study(Path("/proc/self/cwd") / study.root.name, study.settings)
    with started(tmp_path / "dask", 1, other) as cluster:
        with pytest.raises(StudyError, match=r"does not see /proc/self/cwd/s; .* \(worker tcp://"):
            build(unseen, cluster=cluster.address)
        with pytest.raises(StudyError, match="has another version"):
            build(study, cluster=cluster.address)
    assert not study.corpus.exists()


def test_a_worker_that_comes_later_is_looked_at_too(study):
    study.cache.mkdir()
    (study.cache / "cluster-token").write_text("now", encoding="utf-8")
    check = Check(study, "now", tuple(sorted(made_with(study).items())))
    assert Checked(len, check)("abc") == 3
    with pytest.raises(StudyError, match="does not see"):
        Checked(len, replace(check, token="earlier"))("abc")
