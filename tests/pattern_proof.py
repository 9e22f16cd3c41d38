"""Whether every string that a pattern matches must hold one of some words: a proof, no sample."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module

#: Python's own parser of patterns, which has no public name; where it changes, the proofs fail.
ops, parser = (import_module(f"re.{name}") for name in ("_constants", "_parser"))

#: A class of more characters may be any character.
_MOST = 40
#: Letters that others match, too, where case does not matter: ſ, K, İ, ı.
_ALSO_OTHERS = "iksIKS"


def always_holds(pattern: re.Pattern[str], words: Iterable[str]) -> bool:
    """Prove that nothing matches `pattern` in full that holds none of `words`.

    The pattern is walked with the set of what may stand right before each place on a way on
    which no word has been seen; where no such way is left at the end, the words cannot be missed.
    """
    tree = parser.parse(pattern.pattern, pattern.flags)
    return not _Walk(frozenset(words), bool(pattern.flags & re.IGNORECASE)).through(tree, {""})


class _Walk:
    def __init__(self, words: frozenset[str], any_case: bool) -> None:
        self.words, self.any_case = words, any_case
        self.reach = max(map(len, words)) - 1

    def through(self, tree, ways: set[str]) -> set[str]:
        for op, value in tree:
            ways = self._step(op, value, ways)
        return ways

    def _step(self, op, value, ways: set[str]) -> set[str]:
        if op in {ops.AT, ops.ASSERT_NOT}:
            return ways
        if op is ops.ASSERT:
            return ways if value[0] < 0 or self.through(value[1], {""}) else set()
        if op is ops.BRANCH:
            return set().union(*(self.through(branch, ways) for branch in value[1]))
        if op is ops.SUBPATTERN:
            return self.through(value[-1], ways)
        if op is ops.ATOMIC_GROUP:
            return self.through(value, ways)
        if op in {ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT}:
            return self._repeated(*value, ways)
        return self._behind(self._characters(op, value), ways)

    def _repeated(self, least: int, most: int, tree, ways: set[str]) -> set[str]:
        for _ in range(min(least, self.reach + 2)):
            ways = self.through(tree, ways)
        found, new = set(ways), ways
        for _ in range(min(most, 50) - least):
            new = self.through(tree, new) - found
            if not new:
                break
            found |= new
        return found

    def _behind(self, characters: set[str] | None, ways: set[str]) -> set[str]:
        if characters is None:
            return {""} if ways else set()
        longer = {way + character for way in ways for character in characters}
        return {
            way[-self.reach :] if self.reach else ""
            for way in longer
            if not any(way.endswith(word) for word in self.words)
        }

    def _characters(self, op, value) -> set[str] | None:
        """What a single place may hold; None for anything."""
        if op is ops.LITERAL:
            found = {chr(value)}
        elif op is ops.IN and all(what in {ops.LITERAL, ops.RANGE} for what, _ in value):
            found = set()
            for what, part in value:
                low, high = (part, part) if what is ops.LITERAL else part
                if high - low > _MOST:
                    return None
                found |= set(map(chr, range(low, high + 1)))
        else:
            return None
        if self.any_case:
            if found & set(_ALSO_OTHERS):
                return None
            found |= {c.lower() for c in found} | {c.upper() for c in found}
        return found if len(found) <= _MOST else None
