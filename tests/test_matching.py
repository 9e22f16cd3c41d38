"""Matching many strings at once gives what its definition says, one place after another."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liangwen.errors import LexiconError
from liangwen.matching import Match, StringMatcher

LETTERS = "计量标准\ud800\U00020000\x00@"
STRINGS = st.lists(st.text(LETTERS, min_size=1, max_size=5), max_size=8)
TEXTS = st.text(LETTERS + "\U0010ffff，", max_size=60)


def everywhere(strings: list[str], text: str) -> set[Match]:
    """Each string at each place where it stands."""
    return {
        Match(string, start, start + len(string))
        for string in strings
        for start in range(len(text))
        if text.startswith(string, start)
    }


def leftmost_longest(strings: list[str], text: str) -> list[Match]:
    found: list[Match] = []
    for match in sorted(everywhere(strings, text), key=lambda m: (m.start, -m.end)):
        if not found or match.start >= found[-1].end:
            found.append(match)
    return found


@settings(deadline=None)
@given(STRINGS, TEXTS)
def test_matches_are_those_of_the_definition(strings, text):
    matcher = StringMatcher(strings)
    assert matcher.find(text) == leftmost_longest(strings, text)
    every = sorted(everywhere(strings, text), key=lambda m: (m.end, m.start))
    assert matcher.find_overlapping(text) == every


def test_more_matches_than_there_was_room_for():
    text = "计量" * 500
    assert len(StringMatcher(["计量"]).find(text)) == 500
    assert len(StringMatcher(["计", "量", "计量", "量计"]).find_overlapping(text)) == 1999


def test_thousands_of_strings():
    strings = [chr(a) + chr(b) for a in range(0x4E00, 0x4E28) for b in range(0x5E00, 0x5E60)]
    text = "，".join(strings[::37]) + "".join(string[::-1] for string in strings[::41])
    assert StringMatcher(strings).find(text) == leftmost_longest(strings, text)


@pytest.mark.parametrize("strings", [[], ["计量"]])
def test_an_empty_text_and_an_empty_list_match_nothing(strings):
    assert StringMatcher(strings).find("") == []
    assert StringMatcher([]).find("计量") == []


def test_an_empty_string_is_an_error():
    with pytest.raises(LexiconError, match="empty string"):
        StringMatcher(["计量", ""])
