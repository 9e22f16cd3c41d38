"""Text of any amount: real texts as files, repeated with changes where they do not suffice."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

_SENTENCE = re.compile(r"[^。；\n]*[。；\n]+|[^。；\n]+$")
_NUMBER = re.compile(r"\d+")
#: So many texts give their sentences to one another.
_BLOCK = 500


def write_texts(source: Path, folder: Path, megabytes: float) -> int:
    """Write texts of so many megabytes (UTF-8) as files into a folder; return their bytes.

    Parameters
    ----------
    source : Path
        A folder of text files, or a file of JSON lines (.jsonl, .jsonl.gz) with a `text` each.
    folder : Path
        Made if it is not there.
    megabytes : float
        Of a million bytes each.

    Notes
    -----
    The first time through, the texts are written as they are. Each further time the sentences of
    five hundred texts at a time are shuffled together and dealt anew, and their numbers changed,
    with a fixed seed: the vocabulary and the lengths of sentences and texts stay those of real
    texts, and no text is another's copy.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written, number, wanted = 0, 0, int(megabytes * 1e6)
    time = 0
    while written < wanted:
        before = written
        for text in _texts(source) if time == 0 else _mixed(_texts(source), time):
            content = text.encode()
            (folder / f"text{number:07}.txt").write_bytes(content)
            written, number = written + len(content), number + 1
            if written >= wanted:
                break
        if written == before:
            raise SystemExit(f"{source} holds no text; name a folder of .txt or a .jsonl.gz file.")
        time += 1
    return written


def _texts(source: Path) -> Iterator[str]:
    if source.is_dir():
        for path in sorted(source.rglob("*.txt")):
            yield path.read_text(encoding="utf-8", errors="replace")
        return
    opened = gzip.open if source.suffix == ".gz" else open
    with opened(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["text"] if isinstance(row, dict) else row


def _mixed(texts: Iterator[str], time: int) -> Iterator[str]:
    """Texts of the sentences of many, dealt anew: each as long as one that was there."""
    chance = random.Random(time)
    while block := list(islice(texts, _BLOCK)):
        sentences = [_SENTENCE.findall(text) for text in block]
        pool = [sentence for own in sentences for sentence in own]
        chance.shuffle(pool)
        start = 0
        for own in sentences:
            text = "".join(pool[start : start + len(own)])
            start += len(own)
            yield _NUMBER.sub(lambda found: _number(chance, found), text)


def _number(chance: random.Random, found: re.Match[str]) -> str:
    return str(chance.randrange(10 ** min(len(found[0]), 9)))
