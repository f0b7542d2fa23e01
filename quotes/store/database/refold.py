"""Folds again every folded word and key of a store, for rows that an older program folded otherwise.

No migration can do it, as none imports the program.  What is folded already as it should be is not written, and names
in ASCII are folded as ever.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, bindparam, select, text, update

from quotes.english import names
from quotes.letters import plain
from quotes.model import SpeakerKind
from quotes.store.columns import Base
from quotes.store.name_keys import alias_keys, outlet_key, speaker_key
from quotes.store.schema import (
    ArticleRow,
    DecisionRow,
    OutletAliasRow,
    OutletRow,
    QuoteRow,
    SpeakerAliasRow,
    SpeakerRow,
)
from quotes.wording import fold

BATCH = 5000
"""Rows read, or written, at a time."""


class Refolded(NamedTuple):
    """Counts of the search words and keys that were folded otherwise, and the names that two rows now share."""

    words: int
    keys: int
    outlets: tuple[tuple[str, str], ...] = ()
    """Outlets that keep their old key because another has the new one: the name of each, and of the other."""
    speakers: tuple[str, ...] = ()
    """Names of speakers that keep their old key because another has the new one."""


def refold(connection: Connection) -> Refolded:
    """Folds again search words, keys of names and story keys, in rows and in the values that decisions keep."""
    words = _words(connection)
    outlets = _Outlets(connection)
    outlets.refold()
    keys, speakers = _speakers(connection)
    aliases = _aliases(connection)
    decisions = _decisions(connection)
    changed = outlets.changed + keys + aliases + decisions
    return Refolded(words, changed, tuple(outlets.clashes), tuple(speakers))


def _pages(connection: Connection, row: type[Base], *columns: str) -> Iterator[Any]:
    """Returns the rows of a table by id, with those columns."""
    table = _table(row)
    page = select(table.c.id, *(table.c[name] for name in columns)).order_by(table.c.id).limit(BATCH)
    last = 0
    while rows := connection.execute(page.where(table.c.id > last)).all():
        yield from rows
        last = rows[-1][0]


def _write(connection: Connection, row: type[Base], values: list[dict[str, Any]]) -> int:
    """Sets columns, named ``new_`` and their own name, in the rows with the id ``row``; returns how many rows."""
    if not values:
        return 0
    table = _table(row)
    columns: dict[str, Any] = {name.removeprefix("new_"): bindparam(name) for name in values[0] if name != "row"}
    statement = update(table).where(table.c.id == bindparam("row")).values(**columns)
    for first in range(0, len(values), BATCH):
        connection.execute(statement, values[first : first + BATCH])
    return len(values)


def _table(row: type[Base]) -> Table:
    table = row.__table__
    assert isinstance(table, Table)
    return table


def _words(connection: Connection) -> int:
    changed: list[dict[str, Any]] = []
    count = 0
    for number, words, stored in _pages(connection, QuoteRow, "words", "search_words"):
        if (folded := fold(words)) != stored:
            changed.append({"row": number, "new_search_words": folded})
        if len(changed) == BATCH:
            count += _write(connection, QuoteRow, changed)
            changed = []
    count += _write(connection, QuoteRow, changed)
    if count and connection.dialect.name == "sqlite":  # the triggers that do this are not there during a migration
        connection.execute(text("INSERT INTO quote_search (quote_search) VALUES ('rebuild')"))
    return count


class _Outlets:
    """Keys of outlets and their names, and what they are part of: the keys of stories."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.changed = 0
        self.clashes: list[tuple[str, str]] = []

    def refold(self) -> None:
        """Folds the keys of outlets and of their stories again."""
        outlets = list(_pages(self.connection, OutletRow, "name", "name_key"))
        name_of = {number: name for number, name, _ in outlets}
        bearer = {key: number for number, _, key in outlets}
        for number, name, key in outlets:
            folded = key if name.isascii() else outlet_key(name)
            if folded == key:
                continue
            if folded in bearer:
                self._clash(name, name_of[bearer[folded]])
                continue
            self.changed += _write(self.connection, OutletRow, [{"row": number, "new_name_key": folded}])
            bearer[folded] = number
            self._stories(number, key, folded)
        aliases = list(_pages(self.connection, OutletAliasRow, "outlet", "alias", "key"))
        bearer = {key: outlet for _, outlet, _, key in aliases}
        for number, outlet, alias, key in aliases:
            folded = key if alias.isascii() else outlet_key(alias)
            if folded == key:
                continue
            if folded not in bearer:
                self.changed += _write(self.connection, OutletAliasRow, [{"row": number, "new_key": folded}])
                bearer[folded] = outlet
            elif bearer[folded] != outlet:
                self._clash(name_of[outlet], name_of[bearer[folded]])
        self._titles()

    def _clash(self, name: str, other: str) -> None:
        if (name, other) not in self.clashes:
            self.clashes.append((name, other))

    def _stories(self, outlet: int, before: str, after: str) -> None:
        """Names an outlet by its new key in the keys of its stories."""
        for kind in ("text", "recorded"):
            beginning = f"{kind}:{before}:"
            query = select(ArticleRow.id, ArticleRow.story_key).where(
                ArticleRow.outlet_id == outlet, ArticleRow.story_key.startswith(beginning, autoescape=True)
            )
            for number, story in self.connection.execute(query).all():
                self._rename(number, story, f"{kind}:{after}:{story.removeprefix(beginning)}")

    def _titles(self) -> None:
        """Folds the title that is part of the keys of what people recorded without a URL."""
        query = select(ArticleRow.id, ArticleRow.story_key).where(ArticleRow.story_key.startswith("recorded:"))
        for number, story in self.connection.execute(query).all():
            beginning, _, title = story.rpartition(":")
            if not story.isascii() and "://" not in story and (folded := fold(title)) != title:
                self._rename(number, story, f"{beginning}:{folded}")

    def _rename(self, article: int, story: str, name: str) -> None:
        """Gives a story its new key, unless there is a story under that key already."""
        taken = select(ArticleRow.id).where(ArticleRow.story_key == name, ArticleRow.id != article).limit(1)
        versions = select(ArticleRow.id).where(ArticleRow.story_key == story)
        if self.connection.scalar(taken) is not None:
            return
        ids = self.connection.scalars(versions).all()
        self.changed += _write(self.connection, ArticleRow, [{"row": each, "new_story_key": name} for each in ids])


def _speakers(connection: Connection) -> tuple[int, list[str]]:
    """Returns how many keys of speakers were folded otherwise, and the names of those that keep theirs."""
    rows = list(_pages(connection, SpeakerRow, "name", "kind", "note", "article", "name_key"))
    taken = {(article, key, kind, note) for _, _, kind, note, article, key in rows}
    kept: list[str] = []
    changed: list[dict[str, Any]] = []
    for number, name, kind, note, article, key in rows:
        folded = key if name.isascii() else speaker_key(name, kind)
        if folded == key:
            continue
        if (article, folded, kind, note) in taken:
            kept.append(name)
            continue
        taken.add((article, folded, kind, note))
        changed.append({"row": number, "new_name_key": folded})
    return _write(connection, SpeakerRow, changed), kept


def _aliases(connection: Connection) -> int:
    kinds = {row[0]: row[1] for row in _pages(connection, SpeakerRow, "kind")}
    changed: list[dict[str, Any]] = []
    for number, speaker, *stored in _pages(
        connection, SpeakerAliasRow, "speaker", "alias", "key", "family_key", "given_key"
    ):
        before = dict(zip(("alias", "key", "family_key", "given_key"), stored, strict=True))
        after = {**before, **({} if before["alias"].isascii() else _alias_keys(before, kinds[speaker]))}
        if after != before:
            del after["alias"]
            changed.append({"row": number, **{f"new_{name}": value for name, value in after.items()}})
    return _write(connection, SpeakerAliasRow, changed)


def _alias_keys(values: dict[str, Any], kind: str) -> dict[str, Any]:
    """Returns the keys of a speaker's name; of office and surname (``president: obama``) the surname is folded."""
    alias = values["alias"]
    if kind == SpeakerKind.PERSON and values.get("family_key") is None:
        office, colon, _ = values["key"].partition(": ")
        return {"key": f"{office}{colon}{names.family_key(alias) or ''}"} if colon else {}
    return alias_keys(alias, kind)


def _decisions(connection: Connection) -> int:
    """Folds what decisions say was in folded columns, so that an undo knows the rows again.

    Rows that an undo brings back keep an old key where another row has the new one.
    """
    changed: list[dict[str, Any]] = []
    bearers = _bearers(connection)
    for number, subject, identity, *values in _pages(
        connection, DecisionRow, "subject", "subject_id", "before", "after"
    ):
        before, after = values
        folded = [_folded_values(subject, each) for each in values]
        keys = [str(each.get("name_key", each.get("key"))) for each in folded if isinstance(each, dict)]
        if any(bearers.get((subject, key), {identity}) != {identity} for key in keys):
            continue
        new = {"new_before": folded[0], "new_after": folded[1]}
        if new != {"new_before": before, "new_after": after}:
            changed.append({"row": number, **new})
    return _write(connection, DecisionRow, changed)


def _bearers(connection: Connection) -> dict[tuple[str, str], set[int]]:
    """Returns the ids of the rows with a key, by table and key, where keys tell rows apart."""
    found: dict[tuple[str, str], set[int]] = {}
    for row, column in ((OutletRow, "name_key"), (OutletAliasRow, "key"), (SpeakerRow, "name_key")):
        for number, key in _pages(connection, row, column):
            found.setdefault((row.__tablename__, key), set()).add(number)
    return found


def _folded_values(subject: str, values: Any) -> Any:
    if not isinstance(values, dict):
        return values
    folded = dict(values)
    for name in ("search_words", "name_key", "key", "story_key"):
        if isinstance(value := folded.get(name), str):
            folded[name] = _folded_key(subject, name, value)
    if "family_key" in folded and not folded["alias"].isascii():
        folded |= _alias_keys(folded, SpeakerKind.PERSON)
    return folded


def _folded_key(subject: str, name: str, value: str) -> str:
    if value.isascii():
        return value
    if name == "search_words" or subject == OutletRow.__tablename__ or subject == OutletAliasRow.__tablename__:
        return fold(value) or value
    if name == "story_key":
        return (
            value if "://" in value else ":".join(part if part.isascii() else fold(part) for part in value.split(":"))
        )
    return plain(value)
