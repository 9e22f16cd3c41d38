"""Settings are checked; a study finds its things, its own first."""

from __future__ import annotations

import pytest

from liangwen.errors import StudyError
from liangwen.study import STARTERS, check_settings, find_study, open_study, own_notebooks


def write(folder, text):
    (folder / "study.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_title_alone_is_a_study(tmp_path):
    study = open_study(write(tmp_path, 'title = "计量"'))
    assert study.settings.title == {"en": "计量", "zh": "计量"}
    assert study.settings.languages == ("en", "zh")
    assert study.lexicon("themes.yaml") == STARTERS / "lexicon" / "themes.yaml"


def test_own_lexicon_comes_first(tmp_path):
    study = open_study(write(tmp_path, 'title = "x"'))
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "themes.yaml").write_text("themes: []", encoding="utf-8")
    assert study.lexicon("themes.yaml").parent == tmp_path / "lexicon"


def test_the_nearest_study_above_is_found(tmp_path):
    deep = write(tmp_path, 'title = "x"') / "notebooks" / "old"
    deep.mkdir(parents=True)
    assert find_study(deep) == tmp_path


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({}, "title is missing"),
        ({"title": ""}, "title is missing"),
        ({"title": "x", "langauges": ["en"]}, "Did you mean languages"),
        ({"title": "x", "colour": 1}, "Known:"),
        ({"title": "x", "languages": ["fr"]}, "en and zh"),
        ({"title": "x", "languages": []}, "en and zh"),
        ({"title": "x", "minimum_count": 0}, "whole number"),
        ({"title": "x", "evidence_width": "many"}, "whole number"),
        ({"title": "x", "minimum_length": True}, "whole number"),
        ({"title": "x", "hmm": 1}, "true or false"),
    ],
)
def test_bad_settings_say_so(content, message):
    with pytest.raises(StudyError, match=message):
        check_settings(content)


def test_broken_toml_names_the_line(tmp_path):
    with pytest.raises(StudyError, match="line 2"):
        open_study(write(tmp_path, 'title = "x"\nlanguages = en\nhmm = true'))


def test_notebooks_are_copied_once(tmp_path):
    study = open_study(write(tmp_path, 'title = "x"'))
    folder, made = own_notebooks(study)
    assert made and sorted(p.name for p in folder.iterdir()) == sorted(
        p.name for p in (STARTERS / "notebooks").glob("*.ipynb")
    )
    assert own_notebooks(study) == (folder, False)


def test_no_study_says_what_to_do(tmp_path):
    with pytest.raises(StudyError, match="--study"):
        find_study(tmp_path)
