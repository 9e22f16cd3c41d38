"""A new study is whole, and a report can be made of it at once."""

from __future__ import annotations

import stat
import tomllib

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from mini import make_study

from liangwen.catalog import list_seeds
from liangwen.cli import main
from liangwen.errors import StudyError
from liangwen.lexicon import load_themes, read_words
from liangwen.new_study import lexicons, new_study
from liangwen.study import STARTERS


@pytest.fixture
def seeds(tmp_path):
    folder = make_study(tmp_path / "source") / "seeds"
    (folder / "deep").mkdir()
    (folder / "a1.txt").rename(folder / "deep" / "a1.txt")
    (folder / ".DS_Store").write_bytes(b"x")
    return folder


def test_it_has_all_that_a_person_may_want_to_change(tmp_path, seeds):
    study = new_study(tmp_path / "new", title="Jobs", title_zh="就业", seeds=seeds)
    for name in ("study.toml", "README.md", "README.zh-CN.md", ".gitignore", "lexicon/themes.yaml",
                 "lexicon/terms.txt", "lexicon/stop_words.txt", "templates/report.en.md.j2",
                 "templates/report.zh.md.j2", "notebooks/01_corpus.ipynb"):  # fmt: skip
        assert (study.root / name).is_file(), name
    assert study.settings.title == {"en": "Jobs", "zh": "就业"}
    assert (study.root / "README.zh-CN.md").read_text("utf-8").startswith("# 就业\n")
    assert list(list_seeds(study.seeds)) == list(list_seeds(seeds))
    assert not (study.seeds / ".DS_Store").exists()
    assert study.notebooks == study.root / "notebooks"


def test_read_only_seeds_stay_so_and_the_source_is_left_alone(tmp_path, seeds):
    (seeds / "a2.txt").chmod(0o444)
    before = {path: path.stat().st_mtime_ns for path in seeds.rglob("*")}
    study = new_study(tmp_path / "new", title="x", seeds=seeds)
    assert not (study.seeds / "a2.txt").stat().st_mode & stat.S_IWUSR
    assert {path: path.stat().st_mtime_ns for path in seeds.rglob("*")} == before


def test_without_seeds_a_notice_stands_there_that_is_no_seed(tmp_path):
    study = new_study(tmp_path / "new", title="x")
    assert [path.name for path in study.seeds.iterdir()] == ["README.txt"]
    assert list(list_seeds(study.seeds)) == []


@pytest.mark.parametrize("name", lexicons())
def test_each_lexicon_can_be_loaded(tmp_path, name):
    study = new_study(tmp_path / "new", title="x", lexicon=name)
    themes = load_themes(study.lexicon("themes.yaml"))
    assert bool(themes.themes) == (name != "empty")
    assert read_words(study.lexicon("stop_words.txt"))
    for file in ("themes.yaml", "terms.txt"):
        assert study.lexicon(file).is_relative_to(study.root)


def test_an_empty_lexicon_brings_no_words_of_another_field(tmp_path):
    study = new_study(tmp_path / "new", title="x", lexicon="empty")
    assert read_words(study.lexicon("terms.txt"), first_column=True) == []


@pytest.mark.parametrize("lexicon", [name for name in lexicons() if name != "metrology"])
def test_nothing_in_it_speaks_of_one_field(tmp_path, lexicon):
    study = new_study(tmp_path / "new", title="x", lexicon=lexicon)
    for path in study.root.rglob("*"):
        if path.is_file() and path.suffix in {".md", ".j2", ".toml", ".ipynb"}:
            text = path.read_text("utf-8").lower()
            assert [word for word in ("metrolog", "hebei", "hubei", "河北", "湖北") if word in text] == []


def test_the_readmes_say_the_same_commands(tmp_path):
    study = new_study(tmp_path / "new", title="x")
    blocks = {(study.root / name).read_text("utf-8").split("```")[1]
              for name in ("README.md", "README.zh-CN.md")}  # fmt: skip
    assert len(blocks) == 1
    commands = [line.removeprefix("liangwen ") for line in blocks.pop().split("\n") if line]
    assert len(commands) == 3 and set(commands) <= set(main.commands)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"title": "  "}, "title is empty"),
        ({"languages": ["de"]}, "languages"),
        ({"lexicon": "physics"}, "no lexicon 'physics': use"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(tmp_path, options, said):
    with pytest.raises(StudyError, match=said):
        new_study(tmp_path / "new", **{"title": "x", **options})
    assert not (tmp_path / "new").exists()


def test_a_folder_in_use_is_left_alone(tmp_path, seeds):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("x", encoding="utf-8")
    for place, said in ((tmp_path / "mine", "is not empty"), (tmp_path / "mine/notes.txt", "is a file")):
        with pytest.raises(StudyError, match=said):
            new_study(place, title="x")
    with pytest.raises(StudyError, match="is no folder"):
        new_study(tmp_path / "new", title="x", seeds=tmp_path / "nowhere")
    with pytest.raises(StudyError, match="lies in the folder of seeds"):
        new_study(seeds / "new", title="x", seeds=seeds)
    (tmp_path / "empty").mkdir()
    with pytest.raises(StudyError, match="holds no articles"):
        new_study(tmp_path / "new", title="x", seeds=tmp_path / "empty")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


@given(title=st.text(min_size=1, max_size=30).filter(lambda text: text.strip()))
def test_any_title_survives_the_settings(tmp_path_factory, title):
    from liangwen.new_study import _write_settings

    folder = tmp_path_factory.mktemp("title")
    try:
        title.encode("utf-8")
    except UnicodeEncodeError:
        return
    _write_settings(folder, {"en": title, "zh": title}, ["en"])
    content = tomllib.loads((folder / "study.toml").read_text("utf-8"))
    assert content["title"]["en"] == title.replace("\x7f", "")


def test_the_command(tmp_path, seeds):
    arguments = ["new", str(tmp_path / "n"), "--title", "Jobs", "--seeds", str(seeds), "--languages", "zh"]
    run = CliRunner().invoke(main, arguments)
    assert run.exit_code == 0 and "liangwen report" in run.stdout
    assert 'languages = ["zh"]' in (tmp_path / "n" / "study.toml").read_text("utf-8")
    again = CliRunner().invoke(main, arguments)
    assert again.exit_code == 1 and "is not empty" in again.stderr


def test_every_lexicon_has_a_folder_in_the_starters():
    assert {"empty", "metrology"} <= set(lexicons())
    assert (STARTERS / "lexicon" / "themes.yaml").is_file()
