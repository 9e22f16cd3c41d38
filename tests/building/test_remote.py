"""Seeds and store on other file systems: the same bytes, and nothing half is taken for whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

pytest.importorskip("fsspec", reason="the extra `remote` is not installed")
sys.path.insert(0, str(Path(__file__).parent))

from far import in_memory, on_ftp, on_http, on_s3
from mini import ARTICLES, make_study

from liangwen.building import layout, publish, remote_lock
from liangwen.building.remote_lock import held
from liangwen.concordance import concordance
from liangwen.corpus import build, open_corpus, read_manifest, read_rows
from liangwen.errors import StudyError
from liangwen.published import newest
from liangwen.remote import Folder, RemoteFile, shown
from liangwen.study import check_settings, open_study

SYSTEMS = {"memory": in_memory, "ftp": on_ftp, "s3": on_s3}
FRAMES = (
    "all_articles", "articles", "edits", "tokens", "term_counts", "theme_hits", "region_mentions",
    "duplicates",
)  # fmt: skip


@pytest.fixture(params=SYSTEMS)
def far(request, tmp_path):
    """The URL of a place that can be written."""
    with SYSTEMS[request.param](tmp_path / "far") as place:
        yield place


@pytest.fixture
def memory(tmp_path):
    with in_memory(tmp_path) as place:
        yield place


def text_of(name):
    byline, sentences = ARTICLES[name]
    return "\n".join([*sentences, byline]).encode() + b"\n"


def fill(place, names=ARTICLES):
    folder = Folder(f"{place}/raw")
    for name in names:
        folder.write(name, text_of(name))
    return folder


def make(folder, place, *, seeds=True, corpus=True):
    """A study whose seeds, whose store or both lie elsewhere."""
    make_study(folder, {} if seeds else ARTICLES)
    lines = [f'seeds = "{place}/raw"\n'] * seeds + [f'corpus = "{place}/store"\n'] * corpus
    with (folder / "study.toml").open("a", encoding="utf-8") as file:
        file.writelines(lines)
    return open_study(folder)


def store(study):
    files = sorted(path for path in study.corpus.rglob("*") if path.is_file())
    return {path.relative_to(study.corpus).as_posix(): path.read_bytes() for path in files}


def forget(study):
    """Leave of a study only what a person gave it, as on another machine."""
    shutil.rmtree(study.corpus, ignore_errors=True)
    shutil.rmtree(study.cache, ignore_errors=True)


def expected(tmp_path, names=ARTICLES):
    study = open_study(make_study(tmp_path / "here", {name: ARTICLES[name] for name in names}))
    build(study)
    return study


def fetched(monkeypatch):
    """The files that are brought from now on."""
    found = []
    original = Folder.download

    def download(self, file, path):
        found.append(file.key.rpartition("/")[2])
        return original(self, file, path)

    monkeypatch.setattr(Folder, "download", download)
    return found


def test_the_bytes_are_those_of_a_study_that_lies_here(tmp_path, far):
    fill(far)
    study, here = make(tmp_path / "s", far), expected(tmp_path)
    assert build(study).changed
    assert store(study) == store(here)
    assert not build(study).changed


def test_a_published_store_is_read_where_it_lies(tmp_path, far, monkeypatch):
    monkeypatch.setattr(layout.shards, "__kwdefaults__", {"most": 2})
    fill(far)
    study, here = make(tmp_path / "s", far), open_corpus(expected(tmp_path))
    build(study)
    forget(study)
    found = open_corpus(study)
    assert not study.corpus.exists()
    for name in FRAMES:
        pd.testing.assert_frame_equal(getattr(found, name), getattr(here, name))
    assert read_manifest(study) == here.manifest
    columns = ["article_id", "text"]
    assert read_rows(study, "articles", columns) == read_rows(here.study, "articles", columns)
    lines = [concordance(c.articles, c.edits, "民生计量") for c in (found, here)]
    assert len(lines[0]) == 3
    pd.testing.assert_frame_equal(*lines)


def test_tables_of_a_published_store(tmp_path, memory):
    from liangwen.tables import TABLES

    fill(memory)
    study, here = make(tmp_path / "s", memory), open_corpus(expected(tmp_path))
    build(study)
    forget(study)
    found = open_corpus(study)
    for name in ("articles", "theme_intensity", "theme_evidence", "term_frequencies"):
        pd.testing.assert_frame_equal(TABLES[name](found), TABLES[name](here))


def test_only_what_changed_is_brought_and_sent(tmp_path, far, monkeypatch):
    raw = fill(far, ["a1.txt", "a2.txt", "b1.txt"])
    study = make(tmp_path / "s", far)
    build(study)
    monkeypatch.setattr("liangwen.building.bring.RACY", -9.0)  # the files are some seconds old
    build(study)
    found, sent = fetched(monkeypatch), []
    original = Folder.upload
    monkeypatch.setattr(
        Folder, "upload", lambda self, path, name: (sent.append(name), original(self, path, name))
    )
    assert not build(study).changed
    assert (found, sent) == ([], [])
    raw.write("b2.txt", text_of("b2.txt"))
    raw.remove("a2.txt")
    assert build(study).changed
    assert found == ["b2.txt"]
    assert sent and not {name for name in sent if name.startswith("duplicates/")}
    assert store(study) == store(expected(tmp_path, ["a1.txt", "b1.txt", "b2.txt"]))
    time.sleep(1.1)  # FTP tells seconds
    raw.write("b2.txt", text_of("c1.txt"))
    found.clear()
    build(study)
    assert found == ["b2.txt"]


def test_on_another_machine_the_published_store_is_taken_up(tmp_path, far, monkeypatch):
    from liangwen import articles

    raw = fill(far, ["a1.txt", "b1.txt"])
    build(make(tmp_path / "one", far))
    raw.write("c1.txt", text_of("c1.txt"))
    other = make(tmp_path / "two", far)
    read = []
    original = articles.read_articles
    monkeypatch.setattr(
        articles,
        "read_articles",
        lambda path, *more: (read.append(path.name), original(path, *more))[1],
    )
    build(other)
    assert read == ["c1.txt"]
    assert store(other) == store(expected(tmp_path, ["a1.txt", "b1.txt", "c1.txt"]))


def test_seeds_on_the_web(tmp_path):
    with on_http(tmp_path / "web") as place:
        for name in ARTICLES:
            path = tmp_path / "web" / "raw" / "湖 北" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text_of(name))
        study = make(tmp_path / "s", place, corpus=False)
        assert build(study).articles == len(ARTICLES)
        names = set(open_corpus(study).all_articles["article_id"])
        assert names == {f"湖 北/{name}" for name in ARTICLES}
        assert not build(study).changed


def test_a_store_on_the_web_is_read_and_cannot_be_written(tmp_path):
    web = tmp_path / "web"
    writer = make(tmp_path / "s", str(web), seeds=False)
    build(writer)
    with on_http(web) as place:
        reader = make(tmp_path / "r", place, seeds=False)
        here, found = open_corpus(expected(tmp_path)), open_corpus(reader)
        for name in FRAMES:
            pd.testing.assert_frame_equal(getattr(found, name), getattr(here, name))
        with pytest.raises(StudyError, match="cannot be written"):
            build(reader)


def breaking(monkeypatch, after, half):
    """Let the network break while a file is sent: the first so many still arrive whole."""
    left = [after]
    upload, write = Folder.upload, Folder.write

    def broken(self, name, content, original):
        if name.startswith("lock-"):
            return write(self, name, content)
        left[0] -= 1
        if left[0] >= 0:
            return original()
        if half and left[0] == -1:
            write(self, name, content[: len(content) // 2])
        raise StudyError("The network is gone.")

    monkeypatch.setattr(
        Folder,
        "upload",
        lambda self, path, name: broken(
            self, name, path.read_bytes(), lambda: upload(self, path, name)
        ),
    )
    monkeypatch.setattr(
        Folder,
        "write",
        lambda self, name, content: broken(self, name, content, lambda: write(self, name, content)),
    )


@pytest.mark.parametrize("first", [True, False], ids=["the first build", "a later build"])
@pytest.mark.parametrize(
    ("after", "half"), [*((after, True) for after in range(11)), (0, False), (5, False), (9, False)]
)
def test_a_broken_upload_leaves_the_old_store_and_the_next_build_goes_on(
    tmp_path, memory, monkeypatch, after, first, half
):
    raw = fill(memory, ["a1.txt", "b1.txt"])
    study = make(tmp_path / "s", memory)
    reader = make(tmp_path / "r", memory)
    if not first:
        build(study)
        raw.write("c1.txt", text_of("c1.txt"))
    names = ["a1.txt", "b1.txt"] + ["c1.txt"] * (not first)
    breaking(monkeypatch, after, half)
    sent_all = False
    try:
        build(study)
        sent_all = True
    except StudyError as error:
        assert "network" in str(error)
    # Of nine shards and a generation all but `duplicates` change.
    assert sent_all == (after >= (10 if first else 9))
    if first and not sent_all:
        with pytest.raises(StudyError, match="no corpus yet"):
            open_corpus(reader)
    else:
        found = set(open_corpus(reader).all_articles["article_id"])
        assert found == set(names if sent_all else names[:2])
        assert open_corpus(reader).tokens["article_id"].nunique() == len(found)
    monkeypatch.undo()
    build(study)
    here = expected(tmp_path, names)
    assert store(study) == store(here)
    pd.testing.assert_frame_equal(open_corpus(reader).tokens, open_corpus(here).tokens)
    kept = newest(Folder(study.corpus_place))
    for file in kept.files.values():
        assert Folder(study.corpus_place).files()[file["key"]].size == file["size"]


def test_half_a_generation_is_none(tmp_path, memory):
    raw = fill(memory, ["a1.txt"])
    study = make(tmp_path / "s", memory)
    build(study)
    before = newest(Folder(study.corpus_place))
    raw.write("b1.txt", text_of("b1.txt"))
    build(study)
    folder = Folder(study.corpus_place)
    after = newest(folder)
    folder.write(after.name, folder.read(after.name)[:-9])
    from liangwen import published

    published._known.clear()  # as in another process
    assert newest(folder) == before
    forget(study)
    assert list(open_corpus(study).all_articles["article_id"]) == ["a1.txt"]


def test_who_reads_the_store_before_can_go_on(tmp_path, memory):
    raw = fill(memory, ["a1.txt", "b1.txt"])
    writer, reader = make(tmp_path / "s", memory), make(tmp_path / "r", memory)
    build(writer)
    opened = open_corpus(reader)
    raw.write("c1.txt", text_of("c1.txt"))
    build(writer)
    assert set(opened.all_articles["article_id"]) == {"a1.txt", "b1.txt"}
    raw.remove("a1.txt")
    build(writer)
    keys = {name for name in Folder(writer.corpus_place).files() if name.startswith("tokens/")}
    assert len(keys) == 2  # this store and the one before; what the first one had is gone
    with pytest.raises(StudyError, match="cannot be read"):
        _ = opened.tokens


def test_foreign_files_stay(tmp_path, memory):
    fill(memory)
    folder = Folder(f"{memory}/store")
    for name in ("notes.txt", "tokens/mine.parquet", "generation-1.json"):
        folder.write(name, b"x")
    build(make(tmp_path / "s", memory))
    assert {"notes.txt", "tokens/mine.parquet", "generation-1.json"} <= set(folder.files())


def test_a_published_file_that_was_damaged_is_sent_again(tmp_path, memory):
    fill(memory)
    study = make(tmp_path / "s", memory)
    build(study)
    folder = Folder(study.corpus_place)
    key = newest(folder).files["tokens/part-0.parquet"]["key"]
    size = folder.files()[key].size
    folder.write(key, b"x" * size)
    forget(study)
    build(study)
    forget(study)
    pd.testing.assert_frame_equal(open_corpus(study).tokens, open_corpus(expected(tmp_path)).tokens)


def test_two_builds_at_once_on_one_place(tmp_path, far):
    fill(far)
    study = make(tmp_path / "s", far)
    with (
        held(Folder(study.corpus_place)),
        pytest.raises(StudyError, match=r"Another build of .* since"),
    ):
        build(study)
    build(study)
    assert not [name for name in Folder(study.corpus_place).top() if name.startswith("lock-")]


@pytest.mark.parametrize("how", ["killed here", "long silent elsewhere"])
def test_the_lock_of_a_dead_build_is_taken_away(tmp_path, memory, monkeypatch, how):
    fill(memory)
    study = make(tmp_path / "s", memory)
    lock = remote_lock.Lock(Folder(study.corpus_place))
    if how == "killed here":
        ended = subprocess.Popen([sys.executable, "-c", ""])
        ended.wait()
        monkeypatch.setattr(os, "getpid", lambda: ended.pid)
        lock.write(lock.folder)
        monkeypatch.undo()
    else:
        monkeypatch.setattr(remote_lock.socket, "gethostname", lambda: "elsewhere")
        monkeypatch.setattr(remote_lock.time, "time", lambda: 1e9)
        lock.write(lock.folder)
        monkeypatch.undo()
    build(study)
    assert lock.name not in lock.folder.top()


def test_a_build_that_was_thought_dead_publishes_nothing(tmp_path, memory, monkeypatch):
    fill(memory)
    study = make(tmp_path / "s", memory)
    original = publish.newest
    seen = []

    def taken(folder):
        if not seen:
            folder.remove(next(name for name in folder.top() if name.startswith("lock-")))
        seen.append(1)
        return original(folder)

    monkeypatch.setattr(publish, "newest", taken)
    with pytest.raises(StudyError, match="took over"):
        build(study)
    monkeypatch.undo()
    assert newest(Folder(study.corpus_place)) is None


def test_a_lock_is_renewed_while_a_build_lasts(memory, monkeypatch):
    monkeypatch.setattr(remote_lock, "RENEWED", 0.05)
    folder = Folder(f"{memory}/store")
    with held(folder) as lock:
        first = remote_lock._owner(folder, lock.name)["renewed"]
        for _ in range(100):
            time.sleep(0.05)
            if remote_lock._owner(folder, lock.name)["renewed"] > first:
                break
        else:
            pytest.fail("the lock was not renewed")


def test_catalog_and_corrections_stay_here(tmp_path, memory):
    fill(memory)
    study = make(tmp_path / "s", memory)
    (study.root / "seeds" / "catalog.csv").write_text(
        "seed,role\na1.txt,exclude\n", encoding="utf-8"
    )
    (study.root / "seeds" / "b1.txt.drop").write_text("31家\n", encoding="utf-8")
    (study.root / "seeds" / "b1.txt.keep").write_text("河北建设\n", encoding="utf-8")
    Folder(f"{memory}/raw").write("b1.txt", text_of("b1.txt") + text_of("b2.txt"))
    build(study)
    rows = open_corpus(study).all_articles.set_index("article_id")
    assert "a1.txt" not in rows.index
    assert "31家" not in rows.at["b1.txt", "text"]
    (study.root / "seeds" / "b1.txt.drop").unlink()
    (study.root / "seeds" / "b1.txt.keep").unlink()
    fill(memory, ["b1.txt"])
    (study.root / "seeds" / "catalog.csv").unlink()
    build(study)
    assert store(study) == store(expected(tmp_path))


def test_a_report_of_what_lies_elsewhere_and_its_verification(tmp_path, memory, monkeypatch):
    from quick_run import stand_in

    from liangwen.run import report
    from liangwen.verify import verify

    def made(study):
        return report(study, progress=lambda items, label: items, tell=lambda words: None)

    stand_in(monkeypatch)
    raw = fill(memory, ["a1.txt", "b1.txt"])
    study = make(tmp_path / "s", memory)
    made(study)
    assert made(study).unchanged
    manifest = json.loads((study.report / "manifest.json").read_text("utf-8"))
    assert {"seeds/a1.txt", "seeds/b1.txt"} <= set(manifest["inputs"])
    assert "corpus/articles/part-0.parquet" in manifest["outputs"]
    there = Folder(memory).files()
    assert verify(study, progress=lambda items, label: items, tell=lambda words: None).holds
    assert Folder(memory).files() == there
    raw.write("c1.txt", text_of("c1.txt"))
    assert made(study).articles == 3
    raw.remove("a1.txt")
    build(make(tmp_path / "other", memory))
    assert made(study).articles == 2
    assert made(study).unchanged


def test_raw_files_here_and_elsewhere_are_an_error(tmp_path, memory):
    fill(memory)
    study = make(tmp_path / "s", memory)
    (study.root / "seeds" / "more.txt").write_bytes(text_of("a1.txt"))
    with pytest.raises(StudyError, match=r"seeds/more\.txt lies here"):
        build(study)


@pytest.mark.parametrize("names", [["../out.txt"], ["a\\b.txt"]])
def test_names_that_lead_elsewhere_are_refused(tmp_path, memory, monkeypatch, names):
    found = {name: RemoteFile(name, 1, "x", None) for name in names}
    monkeypatch.setattr(Folder, "files", lambda self: found)
    with pytest.raises(StudyError, match="cannot be the name"):
        build(make(tmp_path / "s", memory, corpus=False))


def test_a_place_without_seeds_and_one_that_does_not_answer(tmp_path, memory):
    with pytest.raises(StudyError, match=r"raw holds no seeds"):
        build(make(tmp_path / "a", memory))
    gone = make(tmp_path / "b", "ftp://127.0.0.1:9")
    with pytest.raises(StudyError, match="cannot be reached"):
        build(gone)
    with pytest.raises(StudyError, match="cannot be reached"):
        open_corpus(gone)
    unknown = make(tmp_path / "c", "nothing-like-it://x")
    with pytest.raises(StudyError, match="no place that fsspec knows"):
        build(unknown)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"seeds": 3}, "seeds = 3 must be a path or a URL"),
        ({"corpus": "ftp://me:secret@host/x"}, "holds a password"),
        ({"corpus": "corpus/"}, "a folder of the study"),
        ({"seeds": "s3://b/x", "corpus": "s3://b/x"}, "must not be one place"),
    ],
)
def test_bad_places_say_so(content, message):
    with pytest.raises(StudyError, match=message):
        check_settings({"title": "x", **content})


def test_no_room_for_copies_is_a_sentence(tmp_path, memory, monkeypatch):
    from liangwen.building import bring

    raw = fill(memory, ["a1.txt"])
    study = make(tmp_path / "s", memory)
    build(study)
    before = store(study)
    raw.write("b1.txt", text_of("b1.txt"))

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bring.os, "replace", full)
    with pytest.raises(StudyError, match="No space left"):
        build(study)
    monkeypatch.undo()
    assert store(study) == before
    build(study)
    assert store(study) == store(expected(tmp_path, ["a1.txt", "b1.txt"]))


def test_seeds_in_another_folder(tmp_path):
    study = make(tmp_path / "s", "..", corpus=False)
    (tmp_path / "raw").mkdir()
    for name in ARTICLES:
        (tmp_path / "raw" / name).write_bytes(text_of(name))
    build(study)
    assert store(study) == store(expected(tmp_path))


def test_fsspec_is_imported_only_for_a_place_elsewhere(tmp_path):
    study = make_study(tmp_path / "s")
    code = (
        "import sys; from pathlib import Path; from liangwen.corpus import build, open_corpus\n"
        "from liangwen.study import open_study\n"
        f"study = open_study(Path({str(study)!r})); build(study); open_corpus(study).articles\n"
        "print([n for n in sys.modules if n.startswith(('fsspec', 'distributed'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_passwords_are_not_shown():
    assert shown("ftp://me:secret@host:21/x") == "ftp://me@host:21/x"
