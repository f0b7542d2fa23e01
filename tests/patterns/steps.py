"""How many steps a regular expression takes on a text, counted: a backtracking matcher over the tree that ``re`` reads.

It tries what ``re`` tries, in the same order; the law holds it to finding the same.  Counted steps are the same on
every machine and every version, however busy.
"""

import re
from collections.abc import Callable
from functools import cache
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Then = Callable[[int], bool]
"""What is to match behind: given a position, whether it does."""
Matcher = Callable[[int, Then], bool]


class TooMany(Exception):
    """More steps than allowed."""


class Counter:
    """One pattern; ``steps`` is what the last call of :meth:`match` or :meth:`walk` took, ``most`` what it may."""

    def __init__(self, pattern: "re.Pattern[str]", most: int = 1_000_000) -> None:
        tree = _parser.parse(pattern.pattern, pattern.flags)
        self.most, self.steps, self.text = most, 0, ""
        self.groups: dict[int, tuple[int, int]] = {}
        self.matcher = self._sequence(list(tree), tree.state.flags)

    def match(self, text: str, *, whole: bool = False) -> int:
        """Where the match at the beginning of *text* ends, or -1; with *whole* it has to take all of it.

        :raises TooMany: it takes too many steps.
        """
        self.steps = 0
        return self._match(text, 0, whole)

    def _match(self, text: str, place: int, whole: bool = False) -> int:
        self.text, self.groups = text, {}
        reached = [-1]

        def done(i: int) -> bool:
            reached[0] = i
            return not whole or i == len(text)

        return reached[0] if self.matcher(place, done) else -1

    def walk(self, text: str) -> tuple[int, int] | None:
        """The first match in *text*; goes on behind each as ``finditer`` does, and counts that too.

        :raises TooMany: it takes too many steps.
        """
        self.steps = 0
        first: tuple[int, int] | None = None
        place = 0
        while place <= len(text):
            end = self._match(text, place)
            if end >= 0 and first is None:
                first = (place, end)
            place = max(end, place + 1)
        return first

    def _count(self) -> None:
        self.steps += 1
        if self.steps > self.most:
            raise TooMany

    def _sequence(self, items: list[Any], flags: int) -> Matcher:
        parts = [self._one(op, value, flags) for op, value in items]
        if len(parts) == 1:
            return parts[0]

        def run(i: int, then: Then, at: int = 0) -> bool:
            if at == len(parts):
                return then(i)
            return parts[at](i, lambda j: run(j, then, at + 1))

        return run

    def _one(self, op: Any, value: Any, flags: int) -> Matcher:
        if op in SINGLE:
            return self._character(single(op, value, flags))
        if op is c.SUBPATTERN:
            group, add, take, body = value
            return self._group(group, self._sequence(list(body), (flags | add) & ~take))
        if op is c.BRANCH:
            return self._branch([self._sequence(list(each), flags) for each in value[1]])
        if op in REPEATS:
            return self._repeat(op, value, flags)
        if op is c.ATOMIC_GROUP:
            return self._atomic(self._sequence(list(value), flags))
        if op in (c.ASSERT, c.ASSERT_NOT):
            direction, body = value
            back = body.getwidth()[0] if direction < 0 else 0
            return self._look(self._sequence(list(body), flags), back, op is c.ASSERT)
        if op is c.AT:
            return self._at(re.compile({c.AT_BEGINNING: "^", c.AT_END: "$"}.get(value) or _AT[value], flags & _KEPT))
        if op is c.GROUPREF:
            return self._again(value)
        raise NotImplementedError(op)

    def _character(self, fits: Callable[[str], bool]) -> Matcher:
        def run(i: int, then: Then) -> bool:
            self._count()
            return i < len(self.text) and fits(self.text[i]) and then(i + 1)

        return run

    def _group(self, group: int | None, body: Matcher) -> Matcher:
        if group is None:
            return body

        def run(i: int, then: Then) -> bool:
            def behind(j: int) -> bool:
                before = self.groups.get(group)
                self.groups[group] = (i, j)
                if then(j):
                    return True
                if before is None:
                    del self.groups[group]
                else:
                    self.groups[group] = before
                return False

            return body(i, behind)

        return run

    def _branch(self, branches: list[Matcher]) -> Matcher:
        return lambda i, then: any(each(i, then) for each in branches)

    def _repeat(self, op: Any, value: Any, flags: int) -> Matcher:
        least, most, body = value
        lazy = op is c.MIN_REPEAT
        inner = self._sequence(list(body), flags)
        if op is c.POSSESSIVE_REPEAT:
            return self._atomic(self._greedy(inner, least, most))
        if len(body) == 1 and body[0][0] in SINGLE:
            only, taken = body[0]
            fits = single(only, taken, flags)
            return self._few(fits, least, most) if lazy else self._many(fits, least, most)
        return self._reluctant(inner, least, most) if lazy else self._greedy(inner, least, most)

    def _many(self, fits: Callable[[str], bool], least: int, most: int) -> Matcher:
        def run(i: int, then: Then) -> bool:
            j = i
            while j < len(self.text) and j - i < most and fits(self.text[j]):
                self._count()
                j += 1
            self._count()
            while j - i >= least:
                self._count()
                if then(j):
                    return True
                j -= 1
            return False

        return run

    def _few(self, fits: Callable[[str], bool], least: int, most: int) -> Matcher:
        def run(i: int, then: Then) -> bool:
            j = i
            while True:
                self._count()
                if j - i >= least and then(j):
                    return True
                if j - i >= most or j >= len(self.text) or not fits(self.text[j]):
                    return False
                j += 1

        return run

    def _greedy(self, body: Matcher, least: int, most: int) -> Matcher:
        def run(i: int, then: Then, count: int = 0) -> bool:
            self._count()
            if count < most and body(i, lambda j: (j > i or count < least) and run(j, then, count + 1)):
                return True
            return count >= least and then(i)

        return run

    def _reluctant(self, body: Matcher, least: int, most: int) -> Matcher:
        def run(i: int, then: Then, count: int = 0) -> bool:
            self._count()
            if count >= least and then(i):
                return True
            return count < most and body(i, lambda j: (j > i or count < least) and run(j, then, count + 1))

        return run

    def _atomic(self, body: Matcher) -> Matcher:
        def run(i: int, then: Then) -> bool:
            reached = [-1]

            def done(j: int) -> bool:
                reached[0] = j
                return True

            return body(i, done) and then(reached[0])

        return run

    def _look(self, body: Matcher, back: int, wanted: bool) -> Matcher:
        def run(i: int, then: Then) -> bool:
            self._count()
            return (i >= back and body(i - back, lambda _: True)) is wanted and then(i)

        return run

    def _at(self, here: "re.Pattern[str]") -> Matcher:
        def run(i: int, then: Then) -> bool:
            self._count()
            return here.match(self.text, i) is not None and then(i)

        return run

    def _again(self, group: int) -> Matcher:
        def run(i: int, then: Then) -> bool:
            if group not in self.groups:
                return False
            start, end = self.groups[group]
            self.steps += end - start
            self._count()
            return self.text.startswith(self.text[start:end], i) and then(i + end - start)

        return run


_AT = {
    c.AT_BEGINNING_STRING: r"\A", c.AT_END_STRING: r"\Z", c.AT_BOUNDARY: r"\b", c.AT_NON_BOUNDARY: r"\B",
}  # fmt: skip
_KEPT = re.MULTILINE | re.ASCII
SINGLE = frozenset((c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN))
REPEATS = frozenset((c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT))
_CATEGORIES = {
    c.CATEGORY_DIGIT: r"\d", c.CATEGORY_NOT_DIGIT: r"\D", c.CATEGORY_SPACE: r"\s", c.CATEGORY_NOT_SPACE: r"\S",
    c.CATEGORY_WORD: r"\w", c.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def single(op: Any, value: Any, flags: int) -> Callable[[str], bool]:
    """Whether one character fits; remembers."""
    if op is c.ANY:
        return lambda char: bool(flags & re.DOTALL) or char != "\n"
    items = value if op is c.IN else [(c.LITERAL, value)]
    negated = op is c.NOT_LITERAL or items[0][0] is c.NEGATE
    spelled = "".join(_spelled(*item) for item in items if item[0] is not c.NEGATE)
    pattern = re.compile(f"[{'^' * negated}{spelled}]", flags & (re.IGNORECASE | re.ASCII))

    @cache
    def fits(char: str) -> bool:
        return pattern.match(char) is not None

    return fits


def _spelled(op: Any, value: Any) -> str:
    """One item of a set of characters, as it is written."""
    if op is c.RANGE:
        return f"\\U{value[0]:08x}-\\U{value[1]:08x}"
    return _CATEGORIES[value] if op is c.CATEGORY else f"\\U{value:08x}"
