"""Laws of every regular expression of the package: read rightly by every Python that it runs on, and never for long."""

import ast
import importlib
import re
import sys
from collections.abc import Iterator
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from tests.patterns.collected import Pattern, patterns, trees
from tests.patterns.pumped import LONG, Attack, attacks
from tests.patterns.steps import REPEATS, Counter, TooMany

TIMES = 8
"""How often a text is pumped at first; then twice and four times as often."""
STEEPEST = 5.3
"""Most times the steps for a text twice as long: quadratic work takes four times as many, cubic work eight."""
MOST = 1_000_000
"""Steps that no pattern takes for the longest of these texts, unless their number doubles with every pump."""
READ_WRONGLY = {"POSSESSIVE_REPEAT", "ATOMIC_GROUP"}
WALK, MATCH, WHOLE = "search", "match", "fullmatch"


@pytest.fixture(autouse=True, scope="module")
def _deep() -> Iterator[None]:
    """The counter calls itself for every part of a text."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(50_000)
    yield
    sys.setrecursionlimit(before)


def operations(tree: Any) -> Iterator[str]:
    """What a pattern is made of, at any depth: the names, for the numbers are characters' codes too."""
    if isinstance(tree, _parser.SubPattern | list | tuple):
        for each in tree:
            yield from operations(each)
    elif isinstance(tree, type(c.LITERAL)):
        yield str(tree)


def ways(pattern: Pattern) -> list[str]:
    """How the package asks for it."""
    return [way for way, used in ((WALK, pattern.walks), (WHOLE, pattern.whole)) if used] or [MATCH]


def steps(counter: Counter, text: str, way: str) -> int:
    if way == WALK:
        counter.walk(text)
    else:
        counter.match(text, whole=way == WHOLE)
    return counter.steps


def steepest(pattern: "re.Pattern[str]", way: str, tried: tuple[Attack, ...]) -> Attack | None:
    """An attack that takes more than quadratic work, if any does.

    Both doublings tell it: a bound that the first passes (*at least ten of these*) costs steps only once.
    """
    counter = Counter(pattern, MOST)
    for attack in tried:
        try:
            first = steps(counter, attack.text(TIMES), way)
            second = steps(counter, attack.text(2 * TIMES), way)
            if second > STEEPEST * first and steps(counter, attack.text(4 * TIMES), way) > STEEPEST * second:
                return attack
        except TooMany:
            return attack
    return None


def place(pattern: Pattern) -> str:
    return pattern.place


@pytest.mark.parametrize("pattern", patterns(), ids=place)
def test_no_pattern_uses_what_python_3_11_0_to_3_11_4_read_wrongly(pattern: Pattern) -> None:
    used = set(operations(_parser.parse(pattern.text, pattern.flags)))
    assert used.isdisjoint(READ_WRONGLY)


@pytest.mark.parametrize("text", [r"a*+", r"a++b", r"(?:ab)?+", r"x(?:a|b{2,3}+)", r"(?=(?>a|b))"])
def test_possessive_repeats_and_atomic_groups_are_seen_at_any_depth(text: str) -> None:
    assert not set(operations(_parser.parse(text))).isdisjoint(READ_WRONGLY)


@pytest.mark.parametrize("pattern", patterns(), ids=place)
def test_no_pattern_takes_more_than_quadratic_work(pattern: Pattern) -> None:
    compiled = pattern.compiled()
    for way in ways(pattern):
        assert steepest(compiled, way, attacks(compiled)) is None, way


@pytest.mark.parametrize("pattern", patterns(), ids=place)
def test_what_is_counted_finds_what_re_finds(pattern: Pattern) -> None:
    compiled = pattern.compiled()
    counter = Counter(compiled, MOST)
    for attack in attacks(compiled):
        text = attack.text(3)
        walked, matched, whole = compiled.search(text), compiled.match(text), compiled.fullmatch(text)
        assert counter.walk(text) == (walked and walked.span()), text
        assert counter.match(text) == (matched.end() if matched else -1), text
        assert counter.match(text, whole=True) == (whole.end() if whole else -1), text


@pytest.mark.parametrize(
    ("text", "way"),
    [
        (r"(a+)+\Z", MATCH),
        (r"(?:a|a)*b", MATCH),
        (r"(?:a|aa)+\Z", MATCH),
        (r"(?:\w+\s?)*:", MATCH),
        (r"(?:[^\W_]+|['’])*+x|(?:[^\W_]+)*\.", MATCH),
        (r"(?:(?:\w|-)+,?)*;", MATCH),
        (r"x(?=(?:a*)*b)", MATCH),
        (r"(?:a*?)*?b", MATCH),
        (r"(\w+)*\1!", MATCH),
        (r"(?:\.\d+|\d+)+!", MATCH),
        (r"(?:a{1,9}){1,99}b", MATCH),
        (r"\s*\s*\s*x", MATCH),
        (r"\w*\d*[a1]*-", MATCH),
        (r".*,.*,.*;", MATCH),
        (r"(?:\w+ )?\w*\w*:", WALK),
        (r"x.*y.*z", WALK),
        (r"\d+\w+\Z", WALK),
        (r".*\d+\Z", WALK),
        (r"\s*[–—-]+[^,]*[–—-]+\s*", WHOLE),
        (r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|p)\b", MATCH),  # pages of comments
        (r"(?:\s|--[^\n]*(?:\n|\Z)|/\*.*?\*/|\()*(\w+)", MATCH),  # statements behind comments
        (r"(?P<who>[^\n():]{1,60}?)\s*(?:\([^()\n]{1,40}\))?\s*[:.]\s*\Z", WHOLE),  # labels
        (r"\s*,\s*(?:\w+ly,?\s+)?|\s*[–—-]+[^\x00,]{0,60}[–—-]+\s*", WHOLE),  # dashes
    ],
)
def test_patterns_that_take_more_are_seen(text: str, way: str) -> None:
    pattern = re.compile(text, re.DOTALL)
    assert steepest(pattern, way, attacks(pattern)) is not None


@pytest.mark.parametrize("text", [r"a*b", r"(?:ab?)*c", r"\w+(?: \w+)*!", r"(?:[^*]|\*(?!/))*\*/", r"(?=(a+))\1+b"])
def test_patterns_that_take_no_more_pass(text: str) -> None:
    pattern = re.compile(text, re.DOTALL)
    assert attacks(pattern)
    assert steepest(pattern, MATCH, attacks(pattern)) is None


@pytest.mark.parametrize("pattern", patterns(), ids=place)
def test_every_pattern_with_a_long_repeat_is_attacked(pattern: Pattern) -> None:
    def long(tree: Any) -> bool:
        if isinstance(tree, tuple) and any(tree[0] is each for each in REPEATS) and tree[1][1] >= LONG:
            return True
        return isinstance(tree, _parser.SubPattern | list | tuple) and any(map(long, tree))

    assert bool(attacks(pattern.compiled())) is long(_parser.parse(pattern.text, pattern.flags))


def test_every_pattern_that_the_package_holds_is_among_them() -> None:
    known = {each.text for each in patterns()}

    def held(value: object) -> Iterator[str]:
        if isinstance(value, re.Pattern):
            yield value.pattern if isinstance(value.pattern, str) else value.pattern.decode("latin-1")
        elif isinstance(value, tuple | list | set | frozenset | dict):
            for each in value.values() if isinstance(value, dict) else value:
                yield from held(each)

    found = {
        text
        for module in trees()
        if not module.startswith("quotes.learn")
        for value in vars(importlib.import_module(module)).values()
        for text in held(value)
    }
    assert len(found) > 100
    assert found <= known


def test_patterns_are_only_made_by_calls_of_re_that_are_read_here() -> None:
    for module, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                assert node.module not in ("re", "regex"), module
            elif isinstance(node, ast.Import):
                assert all(each.name != "regex" and (each.name != "re" or not each.asname) for each in node.names)
