"""The command: what it prints, where, and with which exit status."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from mini import make_study

from liangwen.cli import main


def run(*arguments, **options):
    return CliRunner().invoke(main, [str(a) for a in arguments], **options)


@pytest.fixture
def study(tmp_path):
    return make_study(tmp_path / "study")


def test_build_and_concordance(study):
    assert run("build", "--study", study).exit_code == 0
    found = run("concordance", "民生计量", "--json", "--study", study)
    lines = [json.loads(line) for line in found.stdout.splitlines()]
    assert len(lines) == 3
    assert set(lines[0]) == {
        "article_id", "region", "left", "hit", "right", "start", "source_start",
    }  # fmt: skip
    plain = run("concordance", "民生计量", "--study", study)
    assert "【民生计量】" in plain.stdout


def test_a_bad_seed_is_listed_and_decides_the_exit_status(study):
    (study / "seeds" / "empty.txt").write_bytes(b"")
    found = run("build", "--study", study)
    assert found.exit_code == 1
    assert "empty.txt: The file is empty." in found.stderr
    assert run("build", "--study", study, "--keep-going").exit_code == 0


def test_clean_is_a_filter(study):
    file = study / "seeds" / "a1.txt"
    found = run("clean", file)
    assert found.stdout.splitlines() == [
        "湖北推进量子计量和民生计量工作。",
        "民生计量服务人民群众生活。",
    ]
    piped = run("clean", "--json", "-", input=file.read_bytes())
    article = json.loads(piped.stdout)
    assert article["author"] == "李明" and article["region"] == "湖北"
    assert {"seed", "title", "date", "date_basis", "source", "author", "author_office", "kind",
            "scope", "region", "regions", "region_basis", "script", "flags", "text", "edits",
            } <= set(article)  # fmt: skip


def test_clean_whole_keeps_every_line(study):
    text = run("clean", "--whole", study / "seeds" / "a1.txt").stdout
    assert text.splitlines()[-1] == "湖北省副省长 李明"


def test_clean_goes_on_behind_a_bad_file(study, tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n")
    found = run("clean", bad, study / "seeds" / "a1.txt")
    assert found.exit_code == 1
    assert found.stdout.startswith("湖北") and "bad.txt: The file is a PNG" in found.stderr


def test_errors_are_one_line_and_exit_1(tmp_path):
    found = run("build", "--study", tmp_path)
    assert found.exit_code == 1
    assert found.stderr.count("\n") == 1 and found.stderr.startswith("liangwen: ")


def test_wrong_usage_is_exit_2():
    assert run("clean").exit_code == 2
    assert run("nonsense").exit_code == 2


def test_a_lone_surrogate_does_not_stop_the_filter(tmp_path):
    file = tmp_path / "x.txt"
    file.write_text("计量是科技创新的重要基础\ud800。", encoding="utf-8", errors="surrogatepass")
    assert run("clean", file).exit_code in {0, 1}


def test_the_light_commands_import_no_pandas(study):
    assert run("build", "--study", study).exit_code == 0
    code = (
        "import sys; from liangwen.cli import main\n"
        f"main(['concordance', '计量', '--study', {str(study)!r}], standalone_mode=False)\n"
        "assert 'pandas' not in sys.modules and 'matplotlib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_concordance_takes_several_terms_and_sorts(study):
    assert run("build", "--study", study).exit_code == 0
    found = run("concordance", "民生计量", "量子计量", "--json", "--sort", "1R,left", "--study", study)
    lines = [json.loads(line) for line in found.stdout.splitlines()]
    assert {line["hit"] for line in lines} == {"民生计量", "量子计量"} and len(lines) == 6
    assert set(lines[0]) == {
        "article_id", "region", "left", "hit", "right", "start", "source_start",
    }  # fmt: skip
    words = run("concordance", "计量", "--by", "token", "--json", "--study", study)
    strings = run("concordance", "计量", "--json", "--study", study)
    assert len(words.stdout.splitlines()) < len(strings.stdout.splitlines())


@pytest.mark.parametrize("wrong", [["--width", "-3"], ["--sort", "5X"], ["--by", "page"], []])
def test_concordance_says_what_is_wrong_usage(study, wrong):
    found = run("concordance", *(["计量"] if wrong else []), *wrong, "--study", study)
    assert found.exit_code == 2
