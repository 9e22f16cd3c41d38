"""jieba's hidden Markov model: where words end in a run of characters no dictionary has as one.

What `jieba.finalseg.cut` does in jieba 0.42.1, with the same sums in the same order. It compares
a probability and a state's letter, so of two that are equal the later letter of B, E, M, S wins.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..codepoints import Codes, compiled

Floats = NDArray[np.float64]
Lengths = NDArray[np.uint32]

#: Probability of what the model has never seen; and of the first character's states B and S.
UNSEEN = -3.14e100
START_B, START_S = -0.26268660809250016, -1.4652633398537678
#: From a state to the next: B and M are followed by M or E, S and E by B or S.
BE, BM = -0.51082562376599, -0.916290731874155
EB, ES = -0.5897149736854513, -0.8085250474669937
ME, MM = -0.33344856811948514, -1.2603623820268226
SB, SS = -0.7211965654669841, -0.6658631448798212
#: The first and last character that jieba takes for Chinese, and the order of states.
HAN, LAST = 0x4E00, 0x9FD5
STATES = "BMES"
_B, _M, _E, _S = 0, 1, 2, 3
#: The two states that come before each, the later letter second.
_BEFORE = ((_E, _S), (_B, _M), (_B, _M), (_E, _S))


@compiled
def cut_runs(text: Codes, pieces: NDArray[np.int32], seen: Floats) -> Lengths:
    """Cut the runs among the pieces of a text; return the length of each token.

    Parameters
    ----------
    text : array
        Code points.
    pieces : array
        Of `liangwen.cutting.trie.cut_words`: the length of each piece, that of a run negative.
    seen : array
        Four numbers a Chinese character: how likely it is in the states B, M, E and S.
    """
    lengths = np.empty(len(text), np.uint32)
    back = np.empty(len(text), np.uint8)
    found, place = 0, 0
    for piece in pieces:
        if piece > 0:
            lengths[found] = piece
            found += 1
            place += piece
        else:
            found = _run(text, place, place - piece, seen, back, lengths, found)
            place -= piece
    return lengths[:found].copy()


@compiled
def _run(
    text: Codes,
    start: int,
    end: int,
    seen: Floats,
    back: NDArray[np.uint8],
    lengths: Lengths,
    found: int,
) -> int:
    """Cut a run: Chinese by the model, numbers with point and percent sign whole."""
    place = start
    while place < end:
        begin = place
        while place < end and text[place] >= HAN:
            place += 1
        if place > begin:
            found = _viterbi(text[begin:place], seen, back, lengths, found)
            continue
        while place < end and _letter(text[place]):
            place += 1
        if place > begin:
            if place + 1 < end and text[place] == 46 and _digit(text[place + 1]):
                place += 2
                while place < end and _digit(text[place]):
                    place += 1
            if place < end and text[place] == 37:
                place += 1
        else:
            while place < end and text[place] < HAN and not _letter(text[place]):
                place += 1
        lengths[found] = place - begin
        found += 1
    return found


@compiled
def _viterbi(
    text: Codes, seen: Floats, back: NDArray[np.uint8], lengths: Lengths, found: int
) -> int:
    """Cut Chinese: tokens end where the likeliest row of states has E or S."""
    row = seen[text[0] - HAN]
    b, m, e, s = START_B + row[_B], UNSEEN + row[_M], UNSEEN + row[_E], START_S + row[_S]
    for place in range(1, len(text)):
        row = seen[text[place] - HAN]
        e_b, s_b = e + EB + row[_B], s + SB + row[_B]
        b_m, m_m = b + BM + row[_M], m + MM + row[_M]
        b_e, m_e = b + BE + row[_E], m + ME + row[_E]
        e_s, s_s = e + ES + row[_S], s + SS + row[_S]
        # A bit for each state: whether the better way comes from the later letter of its two.
        back[place] = (s_b >= e_b) | (m_m >= b_m) << 1 | (m_e >= b_e) << 2 | (s_s >= e_s) << 3
        b, m, e, s = max(e_b, s_b), max(b_m, m_m), max(b_e, m_e), max(e_s, s_s)
    # Back through the states, and forth again for the lengths.
    state = _S if s >= e else _E
    for place in range(len(text) - 1, -1, -1):
        later = back[place] >> state & 1
        back[place] = state
        state = _BEFORE[state][later]
    start = 0
    for place in range(len(text)):
        if back[place] >= _E:
            lengths[found] = place + 1 - start
            start = place + 1
            found += 1
    return found


@compiled
def _letter(code: int) -> bool:
    return 97 <= code <= 122 or _digit(code) or 65 <= code <= 90


@compiled
def _digit(code: int) -> bool:
    return 48 <= code <= 57
