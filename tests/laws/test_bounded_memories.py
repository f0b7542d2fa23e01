"""What extraction remembers of words is bounded, so that memory stays flat however many articles come."""

import functools
import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

import quotes
from quotes.annotation import tagger, tokens
from quotes.attribution import units
from quotes.circumstances import trigger_words
from quotes.mentions.name_kinds import NAME_KINDS
from quotes.pipeline import extract_quotes
from quotes.samples import articles
from quotes.weights import sums

MOST = 20_000
"""Entries that one memory may hold.  All together, full, hold some 100 MB; those of news mostly hold a third."""
FEW = 50
FINITE = {
    "quotes.english.lexicons.lexicon": "the names of our files",
    "quotes.english.lexicons.lines": "the same",
    "quotes.weights.parameters": "the same",
    "quotes.weights.sums.sums": "the same",
    "quotes.weights.sums.rows": "the same",
    "quotes.output.charts.letters._font": "two fonts",
    "quotes.output.charts.letters._em": "titles of charts",
    "quotes.store.database.migrate._scripts": "one folder",
}
"""Functions that remember all that they are asked, and why there is an end to it."""
BOUNDED: tuple[ModuleType, ...] = (tokens, tagger, units, trigger_words, sums)
"""Modules with a bound of their own for dictionaries that add what is missing."""


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(quotes.__path__, "quotes."):
        if not found.name.startswith(("quotes.learn", "quotes.__main__", "quotes.spark", "quotes.web")):
            yield import_module(found.name)


def test_what_functions_remember_has_a_bound() -> None:
    endless, large = set(), {}
    for module in modules():
        for name, value in vars(module).items():
            if not isinstance(value, functools._lru_cache_wrapper) or value.__module__ != module.__name__:
                continue
            most = value.cache_info().maxsize
            if most is not None and most > MOST:
                large[f"{module.__name__}.{name}"] = most
            if most is None and inspect.signature(value).parameters:
                endless.add(f"{module.__name__}.{name}")
    assert endless == set(FINITE)
    assert not large


def memories() -> dict[str, dict[Any, Any]]:
    """The dictionaries of this process that add what is missing."""
    return {
        "tokens": tokens._WORDS,
        "words of the tagger": tagger._model()._words,
        **{f"units of {tag}": kinds for tag, kinds in units._KINDS_OF_WORDS.items()},
        "cues": trigger_words._cues(),
        **{name: sums.sums(name) for name in ("attribution", "antecedents", "confidence")},
        "name_kinds": sums.rows("name_kinds", len(NAME_KINDS)),
    }


def test_a_full_memory_begins_anew_and_changes_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    some = articles()
    expected = [extract_quotes(article) for article in some]
    assert sum(len(memory) > FEW for memory in memories().values()) >= 6
    for module in BOUNDED:
        assert vars(module)["REMEMBERED"] <= MOST
        monkeypatch.setattr(module, "REMEMBERED", FEW)
    for memory in memories().values():
        memory.clear()
    assert [extract_quotes(article) for article in some] == expected
    assert max(map(len, memories().values())) == FEW
