"""What every report answers over two stores, on both engines, kept as it was looked at."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from quotes.store.database.connect import Store, open_store
from quotes.store.search.report_files import bundled, find_report
from quotes.store.search.run_report import run_report
from tests.store.report_stores import FOLDER, PLAIN, RENEW, STORES, Asked, answered

Made = Callable[[str, Path], AbstractContextManager[str]]
CASES = [(name, asked) for name, (_, questions) in STORES.items() for asked in questions]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def stores(
    request: pytest.FixtureRequest, migrated: Made, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Store]]:
    """The two stores of the engine that is asked for, made once."""
    found: dict[str, Store] = {}
    folder = tmp_path_factory.mktemp("reports")
    with migrated(request.param, folder) as one, migrated(request.param, folder) as other:
        for url, (name, (made, _)) in zip((one, other), STORES.items(), strict=True):
            made(url)
            found[name] = open_store(url, read_only=True)
        yield found
        for store in found.values():
            store.close()


@pytest.mark.parametrize(("name", "asked"), CASES, ids=[f"{name} {asked.file}" for name, asked in CASES])
def test_an_answer_is_what_it_was(stores: dict[str, Store], name: str, asked: Asked) -> None:
    kept = (FOLDER / name / f"{asked.file}.csv").read_text(encoding="utf-8")
    assert answered(stores[name], asked) == kept, f"look at the difference, then {RENEW}"


def test_every_report_is_asked() -> None:
    assert {asked.report for asked in PLAIN} == {each.name for each in bundled()}
    kept = {path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.csv")}
    assert kept == {f"{name}/{asked.file}" for name, (_, questions) in STORES.items() for asked in questions}


@pytest.mark.parametrize("asked", PLAIN, ids=[asked.file for asked in PLAIN])
def test_numbers_are_of_pythons_own_kinds(stores: dict[str, Store], asked: Asked) -> None:
    """JSON, Excel and Parquet write them as numbers, whatever the engine calls them."""
    with stores["labelled"].reading() as session:
        given = run_report(session, find_report(asked.report))
    kinds = {type(cell) for row in given.rows for cell in row}
    assert kinds <= {str, int, float, type(None), dt.date}
