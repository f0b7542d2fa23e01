"""Loops over matches come to an end by construction, whatever a pattern matches."""

import ast
import itertools
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.attribution import units
from quotes.mentions import capitalised_runs, mentions
from quotes.walking import Walk, onward
from tests.patterns.collected import patterns, trees

Find = Callable[[str, int], re.Match[str] | None]
WALKED = {
    "_CHAIN": capitalised_runs._CHAIN.search,
    "_PHRASE": mentions._PHRASE.match,
    "_OPENING": units._OPENING.search,
    "nothing": re.compile("").search,
    "nothing here": re.compile("").match,
    "ends": re.compile(r"\Z").search,
    "perhaps": re.compile("a*").search,
}
TEXT = st.text(st.sampled_from("aAs.'’-& \xa0\xad\u0302ÃdhnpPNEqo,()Mm\n")) | st.text()
ENDED_OTHERWISE = {
    "quotes.mentions.capitalised_runs._extend": "its chains begin ever later",
    "quotes.mentions.mentions._parts": "each possessive is read onward",
    "quotes.annotation.tokens._split": "at most three clitics",
    "quotes.annotation.scope.needed_paragraphs": "walks over paragraphs",
    "quotes.coreference.name_context.role_told": "at most five words",
    "quotes.name_lists.names_in": "each name ends with a separator, which is read; the last at the end",
}
"""While loops that ask for a match at a place but don't walk from one to the next."""


def places_of(find: Find, text: str, left: list[int]) -> list[int]:
    """Where a walk looks, when its reader says that it has read up to each of *left* in turn."""
    asked: list[int] = []

    def asking(given: str, place: int) -> re.Match[str] | None:
        asked.append(place)
        return find(given, place)

    walk = Walk(asking, text)
    for number, _ in enumerate(walk):
        if number < len(left):
            walk.reached = left[number]
    return asked


@given(st.sampled_from(sorted(WALKED)), TEXT, st.lists(st.integers(-3, 40)))
def test_places_grow_and_stay_in_the_text(name: str, text: str, left: list[int]) -> None:
    asked = places_of(WALKED[name], text, left)
    assert all(before < after for before, after in itertools.pairwise(asked))
    assert asked[0] == 0
    assert asked[-1] <= len(text)


@settings(max_examples=25)
@given(st.sampled_from([each for each in patterns() if not each.binary]), TEXT, st.lists(st.integers(-3, 40)))
def test_so_they_do_with_every_pattern_of_the_package(pattern, text: str, left: list[int]) -> None:  # type: ignore[no-untyped-def]
    compiled = pattern.compiled()
    for find in (compiled.search, compiled.match):
        asked = places_of(find, text, left)
        assert all(before < after for before, after in itertools.pairwise(asked))


@given(TEXT)
def test_walked_patterns_match_something(text: str) -> None:
    for name in ("_CHAIN", "_PHRASE", "_OPENING"):
        for place in range(len(text) + 1):
            found = WALKED[name](text, place)
            assert found is None or found.end() > place


def test_a_walk_left_alone_goes_from_match_to_match() -> None:
    found = [each.group() for each in Walk(re.compile(r"\w+").search, "we open in spring")]
    assert found == ["we", "open", "in", "spring"]


@given(st.integers(), st.integers())
def test_onward_is_always_beyond(place: int, reached: int) -> None:
    assert onward(place, reached) > place
    assert onward(place, reached) in (reached, place + 1)


def loops() -> dict[str, list[ast.While]]:
    """The while loops of the package that ask for a match at a place, by function."""
    found: dict[str, list[ast.While]] = {}
    for module, tree in trees().items():
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            for loop in ast.walk(function):
                if isinstance(loop, ast.While) and any(asks(node) for node in ast.walk(loop)):
                    found.setdefault(f"{module}.{function.name}", []).append(loop)
    return found


def asks(node: ast.AST) -> bool:
    """Whether it is a call such as ``pattern.match(text, place)``."""
    if not isinstance(node, ast.Call) or len(node.args) < 2:
        return False
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    return name in ("match", "search", "fullmatch")


def test_no_loop_walks_by_hand() -> None:
    assert set(loops()) == set(ENDED_OTHERWISE)


@pytest.mark.parametrize(("pattern", "text"), [(re.compile("()"), "Dana Okafor"), (re.compile("()(?=O)"), "D O O")])
def test_names_are_looked_for_to_an_end_even_where_the_pattern_matches_nothing(
    pattern: re.Pattern[str], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capitalised_runs, "_CHAIN", pattern)
    assert len(capitalised_runs.find_runs(text)) <= len(text) + 1
