"""jieba's default mode over code points: the likeliest way through the dictionary's words.

Step by step what `jieba.Tokenizer.cut` and `jieba.finalseg.cut` do in jieba 0.42.1, with the same
sums in the same order, so that ties fall the same way. Where they compare a score and a position,
or a score and a state's letter, an equal score here gives way to the later one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..codepoints import Codes, compiled
from .trie import _FOLLOWED, Cells, Places, _next, _NOTHING as NOTHING

Floats = NDArray[np.float64]

#: Probability of what the model has never seen; enters at a first character, in states B and S.
UNSEEN = -3.14e100
_B, _S = -0.26268660809250016, -1.4652633398537678
#: From a state to the next: B and M are followed by M or E, S and E by B or S.
_BE, _BM = -0.51082562376599, -0.916290731874155
_EB, _ES = -0.5897149736854513, -0.8085250474669937
_ME, _MM = -0.33344856811948514, -1.2603623820268226
_SB, _SS = -0.7211965654669841, -0.6658631448798212
#: The characters that jieba takes for Chinese, and the order of states in its model's arrays.
HAN, LAST = 0x4E00, 0x9FD5
STATES = "BMES"


@compiled
def cut_codes(
    text: Codes,
    cells: Cells,
    first: Places,
    logs: Floats,
    log_total: float,
    seen: Floats,
    guess: bool,
) -> NDArray[np.uint32]:
    """Cut a text; return the length of each token.

    Parameters
    ----------
    text : array
        Code points.
    cells, first : array
        The dictionary's trie.
    logs : array
        Logarithm of each slot's count; −1 where there is none.
    log_total : float
        Logarithm of the sum of all counts.
    seen : array
        Four numbers a Chinese character: how likely it is in the states B, M, E and S.
    guess : bool
        Whether runs of single characters go through the hidden Markov model.
    """
    size = len(text)
    ends = np.empty(size + 1, np.uint32)
    score, to = np.empty(size + 1), np.empty(size + 1, np.int32)
    back = np.empty(size, np.uint8)
    found, place = 0, 0
    while place < size:
        start = place
        while place < size and _in_words(text[place]):
            place += 1
        if place > start:
            _route(text, start, place, cells, first, logs, log_total, score, to)
            if guess:
                found = _guessing(text, start, place, cells, logs, to, seen, back, ends, found)
            else:
                found = _joining(text, start, place, to, ends, found)
        else:
            pair = text[place] == 13 and place + 1 < size and text[place + 1] == 10
            place += 2 if pair else 1
            ends[found] = place
            found += 1
    lengths = np.empty(found, np.uint32)
    start = 0
    for token in range(found):
        lengths[token] = ends[token] - start
        start = ends[token]
    return lengths


@compiled
def _in_words(code: int) -> bool:
    """Whether jieba looks for words here: Chinese, Latin letters, digits, + # & . _ % -."""
    if code > 127:
        return HAN <= code <= LAST
    return _letter(code) or code in (35, 37, 38, 43, 45, 46, 95)


@compiled
def _letter(code: int) -> bool:
    return 97 <= code <= 122 or 48 <= code <= 57 or 65 <= code <= 90


@compiled
def _route(
    text: Codes,
    start: int,
    end: int,
    cells: Cells,
    first: Places,
    logs: Floats,
    log_total: float,
    score: Floats,
    to: Places,
) -> None:
    """Find for each place where the likeliest word ends that begins there, from the end back."""
    unknown = 0.0 - log_total
    score[end] = 0.0
    for place in range(end - 1, start - 1, -1):
        best, until = -np.inf, place + 1
        slot = first[text[place]]
        after = place + 1
        while slot >= 0:
            if logs[slot] >= 0.0:
                likely = logs[slot] - log_total + score[after]
                if likely >= best:
                    best, until = likely, after
            if after == end or not cells[slot] & _FOLLOWED:
                break
            slot = _next(slot, text[after], cells)
            after += 1
        if best == -np.inf:
            best = unknown + score[place + 1]
        score[place], to[place] = best, until


@compiled
def _joining(text: Codes, start: int, end: int, to: Places, ends: Codes, found: int) -> int:
    """Walk the route; letters and digits that stand alone are joined."""
    place = start
    joined = False
    while place < end:
        single = to[place] == place + 1 and _letter(text[place])
        if not (single and joined):
            found += 1
        joined = single
        place = to[place]
        ends[found - 1] = place
    return found


@compiled
def _guessing(
    text: Codes,
    start: int,
    end: int,
    cells: Cells,
    logs: Floats,
    to: Places,
    seen: Floats,
    back: NDArray[np.uint8],
    ends: Codes,
    found: int,
) -> int:
    """Walk the route; runs of single characters are cut by the model, unless they are a word."""
    place = start
    while place < end:
        begin = place
        while place < end and to[place] == place + 1:
            place += 1
        if place > begin:
            if place == begin + 1 or _is_word(text, begin, place, cells, logs):
                for single in range(begin, place):
                    ends[found] = single + 1
                    found += 1
            else:
                found = _run(text, begin, place, seen, back, ends, found)
        if place < end:
            place = to[place]
            ends[found] = place
            found += 1
    return found


@compiled
def _is_word(text: Codes, start: int, end: int, cells: Cells, logs: Floats) -> bool:
    slot = _next(NOTHING, text[start], cells)
    place = start + 1
    while slot >= 0 and place < end:
        slot = _next(slot, text[place], cells)
        place += 1
    return slot >= 0 and logs[slot] >= 0.0


@compiled
def _run(
    text: Codes,
    start: int,
    end: int,
    seen: Floats,
    back: NDArray[np.uint8],
    ends: Codes,
    found: int,
) -> int:
    """Cut a run as finalseg does: Chinese by the model, numbers with point and percent whole."""
    place = start
    while place < end:
        begin = place
        while place < end and text[place] >= HAN:
            place += 1
        if place > begin:
            found = _viterbi(text, begin, place, seen, back, ends, found)
            continue
        while place < end and _letter(text[place]):
            place += 1
        if place > begin:
            if place + 1 < end and text[place] == 46 and 48 <= text[place + 1] <= 57:
                place += 2
                while place < end and 48 <= text[place] <= 57:
                    place += 1
            if place < end and text[place] == 37:
                place += 1
        else:
            while place < end and text[place] < HAN and not _letter(text[place]):
                place += 1
        ends[found] = place
        found += 1
    return found


@compiled
def _viterbi(
    text: Codes,
    start: int,
    end: int,
    seen: Floats,
    back: NDArray[np.uint8],
    ends: Codes,
    found: int,
) -> int:
    """Cut Chinese by the hidden Markov model: tokens end where its states are E or S."""
    row = seen[text[start] - HAN]
    b, m, e, s = _B + row[0], UNSEEN + row[1], UNSEEN + row[2], _S + row[3]
    for place in range(start + 1, end):
        row = seen[text[place] - HAN]
        # A bit for each state: whether the better way comes from the later letter of its two.
        from_e, from_s = e + _EB + row[0], s + _SB + row[0]
        to_b, ways = max(from_e, from_s), 1 if from_s >= from_e else 0
        from_b, from_m = b + _BM + row[1], m + _MM + row[1]
        to_m, ways = max(from_b, from_m), ways | (2 if from_m >= from_b else 0)
        from_b, from_m = b + _BE + row[2], m + _ME + row[2]
        to_e, ways = max(from_b, from_m), ways | (4 if from_m >= from_b else 0)
        from_e, from_s = e + _ES + row[3], s + _SS + row[3]
        to_s, ways = max(from_e, from_s), ways | (8 if from_s >= from_e else 0)
        b, m, e, s = to_b, to_m, to_e, to_s
        back[place] = ways
    # Back through the states, and forth again for the ends.
    state = 3 if s >= e else 2
    for place in range(end - 1, start - 1, -1):
        ways = back[place]
        back[place] = state
        if state == 0 or state == 3:
            later = ways & (1 if state == 0 else 8)
            state = 3 if later else 2
        else:
            later = ways & (2 if state == 1 else 4)
            state = 1 if later else 0
    for place in range(start, end):
        if back[place] >= 2:
            ends[found] = place + 1
            found += 1
    return found
