"""The index by which wordings and texts find each other: rows of a key, the number of a day, and an id.

However many have a key, only those nearest in time to who asks are read.
"""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, text

from quotes.store.families.keys import NO_DAY

Entry = tuple[int, int, int]
"""A row of the index: a key, the number of a day, and the id of what has the key."""
Keys = Mapping[int, tuple[int, Collection[int]]]
"""Ids, each with the number of its day and its keys."""

_ID_BITS = 40
_ID = (1 << _ID_BITS) - 1
"""A *place* is a day and an id in one number, the id in these bits: as places sort, so do the rows of a key."""
_GIVEN = {"sqlite": "json_each(:keys) AS k", "postgresql": "UNNEST(CAST(:keys AS bigint[])) AS k(value)"}
"""Each query gets all keys as one parameter: a statement with a parameter for each takes longer to write than to
answer."""
_LIST = {"sqlite": "group_concat", "postgresql": "array_agg"}
_FIRSTS = "SELECT k.value, (SELECT MIN(s.{of}) FROM {table} AS s WHERE s.shingle = k.value AND s.day = 0) FROM {given}"
_SIDE = f"""(SELECT {{list}}(place) FROM (
    SELECT (CAST(s.day AS bigint) << {_ID_BITS}) + s.{{of}} AS place FROM {{table}} AS s
    WHERE s.shingle = k.value AND s.day BETWEEN %s ORDER BY s.day %s, s.{{of}} %s LIMIT :most
) AS side)"""
_UNTIL, _AFTER = _SIDE % (":first AND :day", "DESC", "DESC"), _SIDE % (":next AND :last", "ASC", "ASC")
_NEAREST = f"""SELECT k.value, {_UNTIL}, {_AFTER} FROM {{given}}
    WHERE EXISTS (SELECT 1 FROM {{table}} AS s WHERE s.shingle = k.value AND s.day BETWEEN :first AND :last)"""


class Reach(NamedTuple):
    """How far a look into the index goes: for each key the *most* entries nearest in time until a day, and the *most*
    nearest after it, none more than *days* away.
    """

    days: int
    most: int


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
    return {key: first for key, first in _asked(connection, _FIRSTS, table, keys) if first is not None}


def holders(
    connection: Connection, table: Table, asking: Collection[int], own: Keys, reach: Reach
) -> Iterator[tuple[int, list[int]]]:
    """Yields each of *asking*, which are among *own*, with the ids of others that have one of its keys, as far as
    *reach*; once for every key that it shares.

    The entries of *own* count as if they had come one after the other, each asking about those before it, so the same
    is found however many come at once.  They are best inserted afterwards: what *table* has is found whatever its id.
    """
    shared = _shared(own)
    on_day: dict[int, list[int]] = defaultdict(list)
    for identity in asking:
        on_day[own[identity][0]].append(identity)
    for day, ids in on_day.items():
        first, last = (NO_DAY, NO_DAY) if day == NO_DAY else (max(NO_DAY + 1, day - reach.days), day + reach.days)
        bounds = {"first": first, "day": day, "next": day + 1, "last": last, "most": reach.most}
        sought = {key for identity in ids for key in own[identity][1]}
        there = {
            key: (*_places(until), *_places(after))
            for key, until, after in _asked(connection, _NEAREST, table, sought, **bounds)
        }
        for identity in ids:
            for key in own[identity][1]:
                places: Collection[int] = there.get(key, ())
                if key in shared:
                    before = (place for place in shared[key] if place & _ID < identity)
                    near = {place for place in before if first <= place >> _ID_BITS <= last}
                    places = _nearest(near.union(places), day, reach.most) if near else places
                if places and (others := [place & _ID for place in places if place & _ID != identity]):
                    yield identity, others


def _shared(own: Keys) -> dict[int, list[int]]:
    """Returns the keys that more than one of *own* has, with the places of those."""
    found: dict[int, list[int]] = {}
    first: dict[int, int] = {}
    for identity, (day, keys) in own.items():
        place = _place(day, identity)
        for key in keys:
            if (other := first.setdefault(key, place)) != place:
                found.setdefault(key, [other]).append(place)
    return found


def are_days_near(a: int, b: int, days: int) -> bool:
    """Tests whether two days are at most *days* apart; what has none is near to what has none, too."""
    return (a == b) if NO_DAY in (a, b) else abs(a - b) <= days


def _place(day: int, identity: int) -> int:
    return (day << _ID_BITS) + identity


def _places(listed: str | list[int] | None) -> list[int]:
    """Returns places as a query lists them: as text on SQLite."""
    return [int(place) for place in listed.split(",")] if isinstance(listed, str) else listed or []


def _nearest(places: Collection[int], day: int, most: int) -> list[int]:
    """Returns the *most* of *places* that are nearest to the end of *day*, on either side of it."""
    ordered = sorted(places)
    end = bisect_left(ordered, _place(day + 1, 0))
    return ordered[max(0, end - most) : end + most]


def _asked(connection: Connection, query: str, table: Table, keys: Collection[int], **more: int) -> Iterator[Any]:
    """Yields keys, each with what *query* finds for it in *table*."""
    engine = connection.dialect.name
    query = query.format(table=table.name, of=table.c.keys()[-1], given=_GIVEN[engine], list=_LIST[engine])
    given = json.dumps(list(keys)) if engine == "sqlite" else list(keys)
    yield from connection.execute(text(query), {"keys": given, **more})
