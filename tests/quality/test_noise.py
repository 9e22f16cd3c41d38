"""Noise of eight styles over clean text, taken back; floors are pinned and never raised."""

from __future__ import annotations

import random
import re
import sys
from difflib import SequenceMatcher
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from noise import STYLES, TRAPS, with_traps

from liangwen.cleaning import clean_text
from liangwen.edits import undo

pytestmark = pytest.mark.quality

GOLD = sorted((Path(__file__).parent / "gold").glob("*.txt"))
REPORTS = Path(__file__).parents[3] / "shared" / "data" / "gwr2026" / "seeds"
#: Letters, digits and Chinese characters wrong, 着 and 著 apart.
CHARACTER_ERROR = 0.0002
PARTICLE_ERROR = 0.0002
_KEPT = re.compile(r"[^\W_]")


def gold() -> list[str]:
    return [file.read_text(encoding="utf-8").rstrip("\n") for file in GOLD]


def reports() -> list[str]:
    """A few whole reports, as they are once cleaned."""
    files = sorted(REPORTS.glob("*.txt"))[::12]
    return [
        clean_text(clean_text(file.read_bytes().decode("utf-8")).text, whole=True).text
        for file in files
    ]


def errors(expected: str, found: str) -> tuple[int, int]:
    """Return (characters wrong, of 着 and 著 wrong)."""
    a, b = _KEPT.findall(expected), _KEPT.findall(found)
    if a == b:
        return 0, 0
    wrong = particles = 0
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "replace" and set(a[i:j] + b[k:m]) <= set("着著"):
            particles += j - i
        elif tag != "equal":
            wrong += max(j - i, m - k)
    return wrong, particles


@pytest.mark.parametrize("style", STYLES)
def test_noise_is_taken_back(style):
    texts = gold() + reports()
    wrong = particles = total = 0
    for number, text in enumerate(texts):
        noisy = STYLES[style](text, random.Random(number))
        found = clean_text(noisy, whole=style != "layout")
        assert undo(found.text, found.edits) == noisy
        errs = errors(text, found.text)
        wrong, particles = wrong + errs[0], particles + errs[1]
        total += len(_KEPT.findall(text))
    print(f"{style}: {wrong} and {particles} of 着/著 wrong in {total}")
    assert wrong <= CHARACTER_ERROR * total
    assert particles <= PARTICLE_ERROR * total


@pytest.mark.parametrize("style", STYLES)
def test_traps_stay_verbatim(style):
    for number, text in enumerate(gold()):
        noisy = with_traps(STYLES[style], text, random.Random(number))
        for whole in (True, False):
            lines = clean_text(noisy, whole=whole).text.split("\n")
            assert [trap for trap in TRAPS if trap not in lines] == []


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_mixtures_in_any_encoding(seed, encoding):
    chance = random.Random(seed)
    text = chance.choice(gold())
    noisy = text
    # Characters first, brackets last: what is annotated twice is not one mistake but two.
    script = chance.choice(("annotated", "subset", "sparse", "doubled", "traditional"))
    for style in (*chance.sample(["layout", "characters"], k=chance.randint(1, 2)), script):
        if style == "characters":
            noisy = "\n".join(STYLES["characters"](line, chance) for line in noisy.split("\n"))
        else:
            noisy = STYLES[style](noisy, chance)
    stored = noisy.encode(encoding)
    decoded = stored.decode(encoding)
    found = clean_text(decoded)
    assert undo(found.text, found.edits) == decoded
    wrong, particles = errors(text, found.text)
    assert (wrong, particles) == (0, 0)
