"""Texts that are made to let a regular expression backtrack: what one of its repeats takes, again and again, and then
something that doesn't fit."""

import random
import re
from collections.abc import Iterator
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from tests.patterns.steps import REPEATS, SINGLE, single

USUAL = "aAé1 _-.,'\n\x00"
LONG = 8
"""Repeats of fewer are no loops."""
TRIES = 5
"""Samples drawn of each repeat's body."""


class Attack(NamedTuple):
    """``before``, then ``pump`` again and again, then ``after``."""

    before: str
    pump: str
    after: str

    def text(self, times: int) -> str:
        return self.before + self.pump * times + self.after


def attacks(pattern: "re.Pattern[str]") -> tuple[Attack, ...]:
    """Those made from the pattern's own structure; the same every time."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    return tuple(dict.fromkeys(_Maker(tree, tree.state.flags).attacks()))


class _Maker:
    """Draws samples of a pattern's parts; what it looks at but doesn't take (lookarounds) is left out of account."""

    def __init__(self, tree: Any, flags: int) -> None:
        self.tree, self.flags = tree, flags
        self.draw = random.Random(str(tree))
        self.known = list(dict.fromkeys([*_literals(tree), *USUAL]))

    def attacks(self) -> Iterator[Attack]:
        for before, body, flags, behind in self._loops(list(self.tree), self.flags, [], []):
            for pump in self._pumps(body, flags):
                start = self._sample(before)
                rest = self._sample(behind)
                for after in ("", "\x00", "!", f"{rest}\x00", rest[:-1]):
                    yield Attack(start, pump, after)
                yield Attack("", start + pump, "")
                yield Attack("", start + pump + rest[:-1], "\x00")

    def _loops(
        self, items: list[Any], flags: int, before: list[tuple[Any, int]], behind: list[tuple[Any, int]]
    ) -> Iterator[tuple[list[tuple[Any, int]], list[Any], int, list[tuple[Any, int]]]]:
        """Every long repeat: what stands before it, its body and flags, what stands behind it."""
        for i, (op, value) in enumerate(items):
            first = [*before, *((each, flags) for each in items[:i])]
            last = [*((each, flags) for each in items[i + 1 :]), *behind]
            if op in REPEATS:
                if value[1] >= LONG:
                    yield first, list(value[2]), flags, last
                yield from self._loops(list(value[2]), flags, first, last)
            elif op is c.SUBPATTERN:
                yield from self._loops(list(value[3]), (flags | value[1]) & ~value[2], first, last)
            elif op is c.BRANCH:
                for each in value[1]:
                    yield from self._loops(list(each), flags, first, last)
            elif op is c.ATOMIC_GROUP:
                yield from self._loops(list(value), flags, first, last)
            elif op in (c.ASSERT, c.ASSERT_NOT):
                yield from self._loops(list(value[1]), flags, first, last)

    def _pumps(self, body: list[Any], flags: int) -> list[str]:
        if len(body) == 1 and body[0][0] in SINGLE:
            return self._fitting(body[0], flags)[: 2 * TRIES]
        found = [self._sample([(each, flags) for each in body]) for _ in range(2 * TRIES)]
        found += [a + b for a, b in zip(found[::2], found[1::2], strict=True)]
        return [each for each in dict.fromkeys(found) if each]

    def _fitting(self, item: Any, flags: int) -> list[str]:
        op, value = item
        fits = single(op, value, flags)
        found = [char for char in self.known if fits(char)]
        return found or [next(char for char in map(chr, range(0x3000)) if fits(char))]

    def _sample(self, items: list[tuple[Any, int]]) -> str:
        """A text that *items* take, one after another."""
        return "".join(self._drawn(op, value, flags) for (op, value), flags in items)

    def _drawn(self, op: Any, value: Any, flags: int) -> str:
        if op in SINGLE:
            return self.draw.choice(self._fitting((op, value), flags)[:6])
        if op is c.SUBPATTERN:
            return self._sample([(each, (flags | value[1]) & ~value[2]) for each in value[3]])
        if op is c.BRANCH:
            return self._sample([(each, flags) for each in self.draw.choice(value[1])])
        if op in REPEATS:
            times = self.draw.choice((value[0], min(value[1], value[0] + 1)))
            return "".join(self._sample([(each, flags) for each in value[2]]) for _ in range(times))
        if op is c.ATOMIC_GROUP:
            return self._sample([(each, flags) for each in value])
        return ""


def _literals(tree: Any) -> Iterator[str]:
    """The characters that a pattern names, one by one."""
    if isinstance(tree, _parser.SubPattern | list | tuple):
        if len(tree) == 2 and (tree[0] is c.LITERAL or tree[0] is c.NOT_LITERAL):
            yield chr(tree[1])
        elif len(tree) == 2 and tree[0] is c.RANGE:
            yield from map(chr, tree[1])
        else:
            for each in tree:
                yield from _literals(each)
