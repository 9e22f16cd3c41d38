"""Lines that a pattern nearly matches, with many blanks wherever it takes any number of them."""

from __future__ import annotations

import random
import re
from importlib import import_module

from pattern_proof import ops, parser

compiler = import_module("re._compiler")
#: What may stand for a class of characters.
_SAMPLES = "1年a国一，。：:)（-/|>"


def blank_lines(pattern: re.Pattern[str], blanks: int, count: int) -> list[str]:
    """Make lines along ways through a pattern that are chosen by chance, the same each time."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    made = _Lines(blanks, tree.state)
    return [made.of(tree) + end for _ in range(count) for end in ("", "\uffff")]


class _Lines:
    def __init__(self, blanks: int, state) -> None:
        self.blanks, self.state, self.chance = " " * blanks, state, random.Random(5)

    def of(self, tree) -> str:
        return "".join(self._step(op, value) for op, value in tree)

    def _step(self, op, value) -> str:
        if op in {ops.AT, ops.ASSERT, ops.ASSERT_NOT}:
            return ""
        if op is ops.BRANCH:
            return self.of(self.chance.choice(value[1]))
        if op is ops.SUBPATTERN:
            return self.of(value[-1])
        if op is ops.ATOMIC_GROUP:
            return self.of(value)
        if op in {ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT}:
            return self._repeated(*value)
        if op is ops.LITERAL:
            return chr(value)
        one = compiler.compile(parser.SubPattern(self.state, [(op, value)]))
        return next(filter(one.fullmatch, _SAMPLES), "国")

    def _repeated(self, least: int, most: int, tree) -> str:
        if most > 9 and compiler.compile(tree).fullmatch(" "):
            return self.blanks[:most]
        times = self.chance.randint(least, min(most, least + 1))
        return "".join(self.of(tree) for _ in range(times))

