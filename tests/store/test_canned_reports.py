"""The reports as Datasette gets them: defaults in the SQL, every value a text, and the same answers."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from quotes.store.database.connect import Store, open_store
from quotes.store.search.datasette import metadata
from quotes.store.search.report_files import bundled, find_report
from quotes.store.search.run_report import run_report
from tests.store.report_stores import labelled

QUERIES = metadata("quotes")["databases"]["quotes"]["queries"]
CANNED = [each for each in bundled() if each.step is None]
"""Those that are SQL alone."""
TYPED = [
    ("share", {"attribute": "party", "period": "all"}),
    ("timeline", {"period": "week", "day": "said"}),
    ("matrix", {"speakers": "3", "outlets": "2"}),
    ("uncertain", {"below": "0.9"}),
    ("one-source", {"least": "2"}),
    ("co-quoted", {"speaker": "Dana Okafor"}),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("canned") / "quotes.db"
    labelled(str(path))
    with open_store(str(path), read_only=True) as opened:
        yield opened


@pytest.mark.parametrize(("name", "given"), [*((each.name, dict[str, str]()) for each in CANNED), *TYPED], ids=str)
def test_a_canned_report_answers_as_the_program_does(store: Store, name: str, given: dict[str, str]) -> None:
    report = find_report(name)
    with store.reading() as session:
        expected = run_report(session, report, given)
    assert expected.rows or name in ("one-source", "repeated")
    values = {each.name: given.get(each.name, "") for each in report.parameters}
    with closing(sqlite3.connect(Path(str(store.path)))) as connection:
        cursor = connection.execute(QUERIES[name]["sql"], values)
        rows = tuple(cursor.fetchall())
        assert tuple(column[0] for column in cursor.description) == expected.columns
    assert rows == expected.rows


def test_the_page_of_a_canned_report_says_what_it_answers() -> None:
    assert set(QUERIES) == {"search", *(each.name for each in CANNED)}
    share = QUERIES["share"]
    assert share["title"] == "Share of voice"
    assert "period: how long a period is (day, week, month, year, all), else month" in share["description"]
    assert json.dumps(QUERIES)
