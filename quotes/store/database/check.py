"""Damage: what is broken in a store, and what to do about each thing."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Index, Table, func, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, aliased

from quotes.errors import DatabaseBusy, QuotesError
from quotes.store.columns import Base
from quotes.store.database import migrate
from quotes.store.database.connect import Store, open_store
from quotes.store.database.engine import explained
from quotes.store.database.refold import Refolded, refold
from quotes.store.database.runs import incomplete_runs
from quotes.store.database.verify import verify
from quotes.store.families.rebuild import Rebuilt, are_missing, faults, rebuild
from quotes.store.schema import ArticleRow, QuoteRow, RunItemRow, SpeakerAliasRow, SpeakerRow, metadata_for_ddl
from quotes.store.statuses import Outcome

MOST = 20
"""Troubles of one sort that are listed one by one."""

RESTORE = "restore a backup (quotes db backup makes them), or save what can be read with quotes db copy NEW.db"
REINDEX = "run quotes db reindex"


class Trouble(NamedTuple):
    """One fault of a store, and the command or step that mends it."""

    what: str
    remedy: str


def check(store: Store, *, quick: bool = False) -> list[Trouble]:
    """Returns every fault found in *store*, worst first; *quick* skips reading all texts and quotations."""
    found: list[Trouble] = []
    if store.path is not None:
        found += _modes(store.path)
    try:
        with store.reading() as session:
            connection = session.connection()
            pages = _pages(connection)
            found += pages
            if not pages:
                found += [*_indexes(connection), *_derived(connection), *_orphans(connection), *_stories(connection)]
                found += _families(connection, quick=quick)
                found += _lost(session)
        if not pages:
            found += _full_text(store)
    except DatabaseBusy:
        raise
    except QuotesError as error:
        return [*found, Trouble(f"it cannot be read to the end: {error}", RESTORE)]
    if pages:
        return found
    if not quick:
        with store.reading() as session:
            problems = verify(session).problems
        remedy = "compare with a backup; quotes articles reextract finds an article's quotations again"
        found += [
            Trouble(f"{each.uid}: {each.what}", REINDEX if "folded" in each.what else remedy)
            for each in problems[:MOST]
        ]
        if len(problems) > MOST:
            found.append(Trouble(f"{len(problems) - MOST} more of these", "quotes verify lists them all"))
    return found


def _modes(path: Path) -> Iterator[Trouble]:
    """Yields the files that others than their owner may read or write."""
    beside = [path, *(path.with_name(path.name + suffix) for suffix in ("-wal", "-shm", "-journal"))]
    beside += sorted(path.parent.glob(f"{path.name}.*.backup"))
    for each in beside:
        try:
            mode = stat.S_IMODE(each.stat().st_mode)
        except OSError:
            continue
        if mode & 0o077:
            yield Trouble(f"{each} may be read or written by others (mode {mode:04o})", f"chmod 600 '{each}'")


def _pages(connection: Connection) -> list[Trouble]:
    """Returns the faults that SQLite's own integrity check finds in the file."""
    if connection.dialect.name != "sqlite":
        return []
    try:
        lines = list(connection.scalars(text(f"PRAGMA integrity_check({MOST})")))
    except DBAPIError as error:
        return [Trouble(f"the file is damaged: {error.orig}", RESTORE)]
    return [Trouble(f"the file is damaged: {' '.join(line.split())}", RESTORE) for line in lines if line != "ok"]


def own_indexes(table: Table, dialect: str) -> list[Index]:
    """Returns the indexes that *table* has on that engine, by name."""
    found = [index for index in table.indexes if index.info.get("only", dialect) == dialect]
    return sorted(found, key=lambda index: str(index.name))


class Remade(NamedTuple):
    """What was folded anew in making a store's indexes again, and the families that were found."""

    refolded: Refolded
    rebuilt: Rebuilt


def reindex(url: str | None, *, wait: float) -> Remade:
    """Makes search words, keys of names, families, indexes, views and triggers of the store at *url* again; what was
    folded otherwise is folded anew.

    :raises NotFound: there is no store.
    """
    with migrate.changing(url, create=False, wait=wait) as change:
        connection = change.connection
        refolded = refold(connection)
        for table in metadata_for_ddl().sorted_tables:
            for index in own_indexes(table, connection.dialect.name):
                index.create(connection, checkfirst=True)
        if connection.dialect.name == "sqlite":
            connection.execute(text("INSERT INTO quote_search (quote_search) VALUES ('rebuild')"))
            connection.execute(text("REINDEX"))
        else:
            for table in Base.metadata.sorted_tables:
                connection.execute(text(f"REINDEX TABLE {table.name}"))
        rebuilt = rebuild(connection)
    return Remade(refolded, rebuilt)


def _indexes(connection: Connection) -> Iterator[Trouble]:
    """Yields the indexes of the schema that are missing, or that PostgreSQL takes for invalid."""
    looked = inspect(connection)
    dialect = connection.dialect.name
    for table in Base.metadata.sorted_tables:
        there = {index["name"] for index in looked.get_indexes(table.name)}
        if dialect == "postgresql":
            there |= set(
                connection.scalars(text("SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"))
            )
        for index in own_indexes(table, dialect):
            if index.name not in there:
                yield Trouble(f"the index {index.name} is missing", REINDEX)
    if dialect == "postgresql":
        invalid = text(
            "SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid "
            "JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE NOT indisvalid AND nspname = current_schema()"
        )
        for name in connection.scalars(invalid):
            yield Trouble(f"the index {name} is not valid", REINDEX)


def _derived(connection: Connection) -> Iterator[Trouble]:
    """Yields the views and triggers of the schema that are missing."""
    looked = inspect(connection)
    there = set(looked.get_view_names())
    if connection.dialect.name == "sqlite":
        there |= set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")))
    for name in migrate.derived_names(connection):
        if name not in there:
            yield Trouble(f"{name}, a view or trigger of the schema, is missing", REINDEX)


def _orphans(connection: Connection) -> Iterator[Trouble]:
    """Yields the rows that refer to rows that are not there. Each parent is looked for once, not for each row."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                parent = key.column.table.alias("parent")
                keys = select(column).where(column.is_not(None)).distinct().subquery()
                lost = ~select(parent.c.id).where(parent.c.id == keys.c[0]).exists()
                if connection.scalar(select(keys.c[0]).where(lost).limit(1)) is not None:
                    missing = column.is_not(None) & ~select(parent.c.id).where(parent.c.id == column).exists()
                    count = connection.scalar(select(func.count()).select_from(table).where(missing)) or 0
                    first = connection.scalar(select(func.min(table.c.id)).where(missing))
                    yield Trouble(
                        f"{count} row{'s' if count > 1 else ''} of {table.name} refer to a {key.column.table.name} "
                        f"that is not there ({column.name}), the first with id {first}",
                        f"restore a backup; or, where those rows are not needed, delete them from {table.name} in SQL",
                    )


def _stories(connection: Connection) -> Iterator[Trouble]:
    """Checks what no constraint can keep: a current version of each story, names of speakers, parents in the same
    article.
    """
    bare = ~select(SpeakerAliasRow.id).where(SpeakerAliasRow.speaker_id == SpeakerRow.id).exists()
    for uid, name in connection.execute(select(SpeakerRow.uid, SpeakerRow.name).where(bare).limit(MOST)):
        yield Trouble(
            f"speaker {uid} ({name}) has no alias, so no name finds it", f"quotes speakers alias {uid} '{name}'"
        )
    other = aliased(ArticleRow)
    current = select(other.id).where(other.story_key == ArticleRow.story_key, other.is_current).exists()
    lost = select(ArticleRow.uid).where(~current).order_by(ArticleRow.id).limit(MOST)
    for uid in connection.scalars(lost):
        yield Trouble(
            f"no version of the story of article {uid} is current, so searches pass it by", "add the article again"
        )
    parent = aliased(QuoteRow)
    strayed = select(QuoteRow.uid).join(parent, parent.id == QuoteRow.parent_id)
    for uid in connection.scalars(strayed.where(parent.article_id != QuoteRow.article_id).limit(MOST)):
        yield Trouble(f"{uid} is nested in a quotation of another article", "quotes articles reextract its article")


def _families(connection: Connection, *, quick: bool) -> Iterator[Trouble]:
    """Yields what is wrong with families; a store whose families nobody has asked for yet has none that could be."""
    if not are_missing(connection):
        yield from (Trouble(each, REINDEX) for each in faults(connection, quick=quick))


def _lost(session: Session) -> Iterator[Trouble]:
    """Finds what runs stored that is not there any more. Every item of a run was stored with its article, and is erased
    with it.

    A quotation recorded by hand belongs to no run, and one transaction that is gone leaves nothing that is in two
    places: a gap in the ids proves nothing, because one that is rolled back leaves it too.
    """
    again = "add the same sources again: what is there stays as it is"
    runs = incomplete_runs(session)
    for each in runs[:MOST]:
        yield Trouble(
            f"{each.missing} of the {each.noted} sources that run {each.run} ({each.command}, "
            f"{each.started_at:%Y-%m-%d %H:%M} UTC) noted are missing, with their articles",
            again,
        )
    if len(runs) > MOST:
        yield Trouble(f"{len(runs) - MOST} more runs of which something is missing", again)
    lost = RunItemRow.article_id.is_(None) & RunItemRow.outcome.in_([each.value for each in Outcome])
    for source, record in session.execute(
        select(RunItemRow.source, RunItemRow.record).where(lost).order_by(RunItemRow.id).limit(MOST)
    ):
        place = f"{source}:{record}" if record else source
        yield Trouble(f"{place} was stored, but its article is not known any more", again)


def _full_text(store: Store) -> list[Trouble]:
    """Tests whether SQLite's full-text index is in step with the quotations.

    FTS5 compares them itself, in a statement that counts as writing: it waits for its turn and is rolled back.
    PostgreSQL keeps its index in step as it does all of them.
    """
    if store.path is None:
        return []
    with explained(store.place), store.engine.connect() as connection:
        try:
            with connection.begin():
                rows = connection.scalar(text("SELECT COUNT(*) FROM quote"))
                indexed = connection.scalar(text("SELECT COUNT(*) FROM quote_search_docsize"))
        except DBAPIError as error:
            return [Trouble(f"the full-text index cannot be read: {error.orig}", REINDEX)]
    if rows != indexed:
        return [Trouble(f"the full-text index is out of step: quotations {rows}, in the index {indexed}", REINDEX)]
    if not (os.access(store.path, os.W_OK) and os.access(store.path.parent, os.W_OK)):
        return []  # read-only media: what can be compared without writing was
    with open_store(store.url, wait=store.wait) as writable:
        return _compared(writable)


def _compared(store: Store) -> list[Trouble]:
    with (
        explained(store.place),
        store.engine.execution_options(quotes_write=True).connect() as connection,
        connection.begin() as transaction,
    ):
        try:
            connection.execute(text("INSERT INTO quote_search (quote_search, rank) VALUES ('integrity-check', 1)"))
        except DBAPIError as error:
            if "CORRUPT" not in getattr(error.orig, "sqlite_errorname", ""):
                raise
            return [Trouble("the full-text index is out of step with the quotations", REINDEX)]
        finally:
            transaction.rollback()
    return []
