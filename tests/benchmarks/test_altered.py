"""Altered quotations of real wording are found first, and what is unrelated is not called altered (``pytest -m size``)."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from quotes.store.database.connect import open_store
from tests.benchmarks.altered import BENCH, QUOTATIONS, alterations, build, measure, parted, real_articles

needs_real_wording = pytest.mark.skipif(not BENCH.is_dir(), reason="the labelled news stands beside the project only")


@needs_real_wording
def test_every_way_of_altering_has_its_share() -> None:
    stored, held_back = parted(real_articles())
    asked = alterations(stored, 20)
    ways = [one.way for one in asked]
    assert {way: ways.count(way) for way in ways} == dict.fromkeys(sorted(set(ways)), 20)
    assert len(set(ways)) == 6
    assert not {each.quotations for each in stored} & {each.quotations for each in held_back if each.quotations}


@needs_real_wording
@pytest.mark.size
@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_among_a_million_they_are_found_first(
    dialect: str, migrated: Callable[[str, Path], AbstractContextManager[str]], tmp_path: Path
) -> None:
    """Takes minutes; ``QUOTES_ALTERED_SQLITE`` or ``QUOTES_ALTERED_POSTGRESQL`` names a store made before."""
    with migrated(dialect, tmp_path) as own:
        made = os.environ.get(f"QUOTES_ALTERED_{dialect.upper()}")
        if not made:
            build(own, QUOTATIONS)
        with open_store(made or own, read_only=True) as store:
            found = measure(store, 50)
    assert found["found first, all"] >= 0.98
    assert found["median ms"] <= 300
    assert found["called altered"] <= 0.01
