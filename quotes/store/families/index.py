"""The index by which wordings and texts find each other: rows of a key, the number of a day, and an id."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, Table, text

from quotes.store.families.keys import NO_DAY

Entry = tuple[int, int, int]
"""A row of the index: a key, the number of a day, and the id of what has the key."""
Keys = Mapping[int, tuple[int, Collection[int]]]
"""Ids, each with the number of its day and its keys."""

_FIRST = "(SELECT MIN(s.{of}) FROM {table} AS s WHERE s.shingle = k.value AND s.day = 0)"
_FIRSTS = {
    "sqlite": f"SELECT k.value, {_FIRST} FROM json_each(:keys) AS k",
    "postgresql": f"SELECT k.value, {_FIRST} FROM UNNEST(CAST(:keys AS bigint[])) AS k(value)",
}
_BETWEEN = "s.day BETWEEN :first AND :last"
_ENTRIES = {
    "sqlite": "SELECT s.shingle, s.{of} FROM json_each(:keys) AS k CROSS JOIN {table} AS s "
    f"WHERE s.shingle = k.value AND {_BETWEEN}",
    "postgresql": f"SELECT s.shingle, s.{{of}} FROM {{table}} AS s WHERE s.shingle = ANY(:keys) AND {_BETWEEN}",
}
"""Each query gets all keys as one parameter: a statement with a parameter for each takes longer to write than to
answer."""


def insert_entries(connection: Connection, table: Table, entries: Sequence[Entry]) -> None:
    """Inserts *entries* into *table*, save those that are there."""
    if not entries:
        return
    into = f"INSERT INTO {table.name} ({', '.join(table.c.keys())})"
    if connection.dialect.name == "postgresql":
        # The driver would send a row at a time.
        columns = ", ".join(f"CAST(:c{place} AS bigint[])" for place in range(len(table.c)))
        values = {f"c{place}": list(column) for place, column in enumerate(zip(*entries, strict=True))}
        connection.execute(text(f"{into} SELECT * FROM UNNEST({columns}) ON CONFLICT DO NOTHING"), values)
    else:
        # Plain tuples: a dictionary for each row costs twice what its insertion does.
        connection.exec_driver_sql(f"{into} VALUES (?, ?, ?) ON CONFLICT DO NOTHING", list(entries))


def firsts(connection: Connection, table: Table, keys: Collection[int]) -> dict[int, int]:
    """Returns the least id of the entries without a day that have each of *keys*; a key that none has is left out.

    One row is read for a key, even if a thousand entries have it.
    """
    found = _asked(connection, _FIRSTS, table, keys)
    return {key: identity for key, identity in found if identity is not None}


def in_common(connection: Connection, table: Table, own: Keys, days: int) -> Iterator[tuple[int, int, int]]:
    """Yields two ids, the lesser first, and a key that both have, if their days are at most *days* apart.

    One of the two is of *own*; the other is of *own* too, or has an entry in *table*.  It is quicker to ask before the
    entries of *own* are inserted: afterwards they are found again, and the same may be yielded twice.
    """
    having: dict[int, list[int]] = {}
    on_day: dict[int, set[int]] = defaultdict(set)
    for identity, (day, keys) in own.items():
        on_day[day].update(keys)
        for key in keys:
            having.setdefault(key, []).append(identity)
    for key, ids in having.items():
        if len(ids) > 1:
            for a, b in combinations(ids, 2):
                if are_days_near(own[a][0], own[b][0], days):
                    yield min(a, b), max(a, b), key
    for day, sought in on_day.items():
        first, last = (NO_DAY, NO_DAY) if day == NO_DAY else (day - days, day + days)
        for key, other in _asked(connection, _ENTRIES, table, sought, first=first, last=last):
            for identity in having[key]:
                if identity != other and own[identity][0] == day:
                    yield min(identity, other), max(identity, other), key


def are_days_near(a: int, b: int, days: int) -> bool:
    """Tests whether two days are at most *days* apart; what has none is near to what has none, too."""
    return (a == b) if NO_DAY in (a, b) else abs(a - b) <= days


def _asked(
    connection: Connection, queries: Mapping[str, str], table: Table, keys: Collection[int], **more: int
) -> list[tuple[int, Any]]:
    """Returns keys, each with what the query for this engine, one of *queries*, finds for *keys* in *table*."""
    engine = connection.dialect.name
    query = queries[engine].format(table=table.name, of=table.c.keys()[-1])
    given = json.dumps(list(keys)) if engine == "sqlite" else list(keys)
    return [(row[0], row[1]) for row in connection.execute(text(query), {"keys": given, **more})]
