"""Every table, view and column of the newest schema is described, on both engines, and nothing else is."""

import json

from quotes.store.database.connect import open_store
from quotes.store.search.described import descriptions, tables_and_views
from quotes.store.search.rows import QUOTE_COLUMNS
from tests.cli.calls import Call
from tests.cli.conftest import call  # noqa: F401 - a fixture


def test_every_column_has_a_line(store_url: str) -> None:
    with open_store(store_url, create=True) as store, store.reading() as session:
        found = list(tables_and_views(session))
    tables, columns = descriptions()
    assert [each.name for each in found] == list(tables)
    views = [each.name for each in found if each.is_view]
    assert views == list(tables)[: len(views)], "views first"
    assert all(each.what for each in found)
    there = {(line.table, line.column) for each in found for line in each.columns}
    assert {(line.table, line.column) for each in found for line in each.columns if not line.what} == set()
    assert {key for key in columns if key not in there} <= {("quote", name) for name in QUOTE_COLUMNS}
    (listed,) = (each for each in found if each.name == "quote_list")
    assert tuple(line.column for line in listed.columns) == QUOTE_COLUMNS
    refers = {(line.table, line.column): line.refers_to for each in found for line in each.columns if line.refers_to}
    assert refers["quote", "speaker"] == "speaker.id"
    assert refers["quote", "parent"] == "quote.id"


def test_the_command(call: Call, store_url: str) -> None:  # noqa: F811
    call(f"record 'We open.' --speaker 'Dana Okafor' --db {store_url}")
    shown = call(f"db schema --db {store_url}")
    assert shown.status == 0
    assert shown.out.startswith("view quote_list\n")
    rows = json.loads(call(f"db schema speaker_apart --json --db {store_url}").out)
    assert [(row["column"], row["refers_to"]) for row in rows] == [
        ("id", None),
        ("a", "speaker.id"),
        ("b", "speaker.id"),
    ]
    for row in json.loads(call(f"db schema --json --db {store_url}").out):  # what is printed can be asked for
        assert (
            call(f"""sql 'SELECT "{row["column"]}" FROM {row["table"]} LIMIT 1' --csv --db {store_url}""").status == 0
        )
    unknown = call(f"db schema speekers --db {store_url}")
    assert (unknown.status, "did you mean" in unknown.err) == (4, True)
