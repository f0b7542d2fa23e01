"""Copies that are whole while others write, damage that is found and named, moves between engines without loss."""

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from quotes.errors import ProblemsFound, UsageProblem
from quotes.model import Article, Quote, SpeakerKind
from quotes.store.articles.save import save_article
from quotes.store.database import migrate, transfer
from quotes.store.database.backup import back_up
from quotes.store.database.check import check, reindex
from quotes.store.database.connect import Store, open_store
from quotes.store.database.verify import verify
from quotes.store.query.filters import Filter
from quotes.store.search.search import search
from quotes.store.search.statistics import statistics
from tests.store.corpus import ROWS, fill
from tests.store.dumps import contents, load

Maker = Callable[[str, Path], AbstractContextManager[str]]
on_sqlite = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    return store


def add(store: Store, number: int) -> None:
    words = f"This is quotation {number}."
    quote = Quote(start=1, end=1 + len(words), text=words, speaker="Dana Okafor", speaker_kind=SpeakerKind.PERSON)
    with store.writing() as session:
        save_article(session, Article(text=f"“{words}”", id=str(number)), [quote], extractor="t")


def test_a_backup_made_while_others_write_is_one_whole_state(filled: Store, tmp_path: Path) -> None:
    stop = threading.Event()
    added: list[int] = []

    def write() -> None:
        with open_store(filled.url) as store:
            while not stop.is_set():
                add(store, len(added))
                added.append(True)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = []
        for number in range(3):
            before = len(added)
            copy = back_up(filled, tmp_path / f"copy{number}.db", wait=30)
            copies.append((before, copy, len(added)))
    finally:
        stop.set()
        writer.join()
    for before, copy, after in copies:
        assert copy.stat().st_mode & 0o777 == 0o600
        with open_store(str(copy), read_only=True) as store:
            assert check(store) == []
            with store.reading() as session:
                found = verify(session)
                assert found.problems == ()
                assert before <= found.articles - len(ROWS) <= after + 1
                assert len(search(session, "quotation", Filter())) == found.articles - len(ROWS)
    assert added
    assert not list(tmp_path.glob(".*part*"))


def test_a_backup_replaces_nothing_and_leaves_nothing_half_done(filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    target = tmp_path / "copy.db"
    target.write_text("mine")
    with pytest.raises(UsageProblem, match="exists"):
        back_up(filled, target, wait=1)
    assert target.read_text() == "mine"
    target.unlink()

    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quotes.store.database.files.os.link", fails)
    with pytest.raises(Exception, match="no space left"):
        back_up(filled, target, wait=1)
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == []


@pytest.mark.parametrize("revision", [migrate.revisions()[-2]])
@pytest.mark.parametrize(
    ("first", "second"), [("sqlite", "postgresql"), ("postgresql", "sqlite"), ("sqlite", "sqlite")]
)
def test_a_copy_has_everything_and_goes_on_counting(
    migrated: Maker, tmp_path: Path, first: str, second: str, revision: str, empty_server: Callable[[], AbstractContextManager[str]]
) -> None:  # fmt: skip
    with empty_server() as server, migrated(second, tmp_path) as there:
        url = server if first == "postgresql" else str(tmp_path / "full.db")
        load(url, revision)
        migrate.upgrade(url)
        with open_store(url) as source:
            with source.writing() as session:  # ids given and erased again are not given twice
                session.execute(text("INSERT INTO outlet (name, name_key) VALUES ('Gone', 'gone')"))
                session.execute(text("DELETE FROM outlet WHERE name_key = 'gone'"))
            transfer.copy(source, there, wait=5)
            with open_store(there) as target, target.reading() as session, source.reading() as original:
                assert _rows(session) == _rows(original)
                assert check(target) == []
                for query in ("cafe", "speaker:okafor", "via:afp"):
                    assert search(session, query, Filter()) == search(original, query, Filter()) != []
            with open_store(there) as target, target.writing() as session:
                session.execute(text("INSERT INTO outlet (name, name_key) VALUES ('Next', 'next')"))
                assert session.scalar(text("SELECT id FROM outlet WHERE name_key = 'next'")) == 4
            with pytest.raises(UsageProblem, match="not empty"):
                transfer.copy(source, there, wait=5)
            with pytest.raises(UsageProblem, match="onto itself"):
                transfer.copy(source, url, wait=5)


def _rows(session: Session) -> dict[str, list[Any]]:
    from sqlalchemy import select

    from quotes.store.columns import Base

    return {
        table.name: list(session.execute(select(table).order_by(*table.primary_key)))
        for table in Base.metadata.sorted_tables
    }


def test_a_quotation_nested_in_a_later_one_is_copied(filled: Store, tmp_path: Path) -> None:
    with filled.writing() as session:
        session.execute(text("UPDATE quote SET parent = 5 WHERE id = 2"))
    copy = tmp_path / "copy.db"
    transfer.copy(filled, str(copy), wait=5)
    assert [row["parent"] for row in contents(str(copy))["quote"]][:5] == [None, 5, None, None, None]


def test_a_copy_that_differs_is_not_kept(filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def spelled(row: object) -> bytes:
        seen.append(row)
        return str(len(seen)).encode()

    monkeypatch.setattr("quotes.store.database.transfer._spelled", spelled)
    with pytest.raises(ProblemsFound, match="differs"):
        transfer.copy(filled, str(tmp_path / "copy.db"), wait=5)
    assert not (tmp_path / "copy.db").exists()


@contextmanager
def overheard(store: Store) -> Iterator[list[str]]:
    """The statements that *store* is given inside."""
    given: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        given.append(statement)

    event.listen(store.engine, "before_cursor_execute", listen)
    try:
        yield given
    finally:
        event.remove(store.engine, "before_cursor_execute", listen)


def test_articles_are_verified_many_at_a_time(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """One statement for all articles, and one for the quotations of each batch; the answer is the same."""
    with filled.reading() as session:
        whole = verify(session)
    for at_once, batches in ((1, whole.articles), (whole.articles - 1, 2), (whole.articles, 1)):
        monkeypatch.setattr("quotes.store.database.verify.AT_ONCE", at_once)
        with overheard(filled) as given, filled.reading() as session:
            assert verify(session) == whole
        assert sum("quote.words" in each for each in given) == batches
        assert sum("FROM article" in each for each in given) == 1


def test_statistics_look_at_the_quotations_twice(filled: Store) -> None:
    with overheard(filled) as given, filled.reading() as session:
        statistics(session)
    assert sum("FROM quote" in each for each in given) == 2, "by what they are, and their acts of speech"


@on_sqlite
def test_orphans_in_tables_of_a_person_are_found(filled: Store, tmp_path: Path) -> None:
    """Beside ours there may be tables whose keys name no column, or a name that must be quoted."""
    broken = back_up(filled, tmp_path / "broken.db", wait=1)
    with closing(sqlite3.connect(broken)) as connection:
        connection.execute('CREATE TABLE "my ""notes" (quote INTEGER REFERENCES quote, what TEXT)')
        connection.execute('INSERT INTO "my ""notes" VALUES (1, \'mine\')')
        connection.commit()
        with open_store(str(broken)) as store:
            back_up(store, tmp_path / "sound.db", wait=1)
        connection.execute('INSERT INTO "my ""notes" VALUES (999, \'lost\')')
        connection.commit()
    with open_store(str(broken)) as store, pytest.raises(ProblemsFound, match='my "notes'):
        back_up(store, tmp_path / "again.db", wait=1)


def test_nothing_is_wrong_with_a_sound_store(filled: Store) -> None:
    assert check(filled) == []
    assert check(filled, quick=True) == []


def damaged(store: Store, *statements: str) -> list[str]:
    """What ``check`` says after *statements*, each with its remedy, on a line."""
    engine = store.engine.execution_options(quotes_write=True)
    with engine.connect() as connection:
        if store.dialect == "sqlite":
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("PRAGMA writable_schema = OFF")
            connection.exec_driver_sql("BEGIN")
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()
    return [f"{each.what} → {each.remedy}" for each in check(store)]


INDEXED = "INSERT INTO quote_search (quote_search, rowid, search_words) VALUES ('delete', 1, 'we don t know yet in the u s of a')"
LOST = [
    (["DROP INDEX ix_quote_said_on"], "the index ix_quote_said_on is missing → run quotes db reindex"),
    (["DROP VIEW quote_list"], "quote_list, a view or trigger of the schema, is missing → run quotes db reindex"),
    (["UPDATE quote SET search_words = 'odd' WHERE id = 3"], "its search words are not its words folded → run quotes db reindex"),
]  # fmt: skip
ONLY_SQLITE = [
    ([INDEXED], "the full-text index is out of step → run quotes db reindex"),
    ([INDEXED, "INSERT INTO quote_search (rowid, search_words) VALUES (1, 'other words')"], "out of step with the quotations → run quotes db reindex"),
    (["DROP TRIGGER quote_search_insert"], "quote_search_insert, a view or trigger"),
]  # fmt: skip


@pytest.mark.parametrize(("statements", "says"), LOST, ids=[says[:30] for _, says in LOST])
def test_what_can_be_made_again_is_found_and_made_again(filled: Store, statements: list[str], says: str) -> None:
    assert any(says.replace(" → ", " → ") in line for line in damaged(filled, *statements))
    reindex(filled.url, wait=5)
    assert check(filled) == []


@on_sqlite
@pytest.mark.parametrize(("statements", "says"), ONLY_SQLITE, ids=range(len(ONLY_SQLITE)))
def test_an_index_out_of_step_is_found_and_made_again(filled: Store, statements: list[str], says: str) -> None:
    lines = damaged(filled, *statements)
    assert any(all(part in line for part in says.split(" → ")) for line in lines), lines
    reindex(filled.url, wait=5)
    assert check(filled) == []
    with filled.reading() as session:
        assert len(search(session, "don't", Filter())) == 2


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        (["UPDATE quote SET speaker = 999 WHERE id = 1"], "1 row of quote refer to a speaker that is not there (speaker), the first with id 1 → restore a backup"),
        (["DELETE FROM outlet WHERE name = 'Messenger'"], "of article refer to a outlet that is not there"),
        (["UPDATE article SET text = 'other' WHERE id = 2"], "its text has changed since it was stored"),
        (["UPDATE quote SET words = 'Not said' WHERE id = 2"], "its words are not those at 1-40 of the article → compare with a backup"),
        (["UPDATE article SET is_current = FALSE WHERE id = 2"], "no version of the story of article"),
        (["DELETE FROM speaker_alias WHERE speaker = 1"], "has no alias, so no name finds it → quotes speakers alias"),
        (["UPDATE quote SET parent = 2 WHERE id = 1"], "is nested in a quotation of another article"),
    ],
)  # fmt: skip
def test_damage_to_rows_is_found(filled: Store, statements: list[str], says: str) -> None:
    if filled.dialect == "postgresql" and says.startswith(("1 row", "of article")):
        statements = ["SET LOCAL session_replication_role = replica", *statements]  # the constraints look away
    lines = damaged(filled, *statements)
    assert any(says in line for line in lines), lines


@on_sqlite
def test_files_that_others_may_read_are_named(filled: Store) -> None:
    assert filled.path is not None
    backup = back_up(filled, wait=1)
    backup.chmod(0o644)
    filled.path.chmod(0o660)
    lines = [f"{each.what} → {each.remedy}" for each in check(filled)]
    assert f"{filled.path} may be read or written by others (mode 0660) → chmod 600 '{filled.path}'" in lines
    assert any(str(backup) in line and "0644" in line for line in lines)


def flipped(path: Path, place: int) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)
        file.seek(place)
        file.write(bytes([byte[0] ^ 0x55]))


@on_sqlite
@pytest.mark.parametrize(
    "sought", ["patience", "covid 19 changed", "peace at any price", "Gareth Lindqvist", "straße", "page"]
)
def test_a_flipped_byte_is_found(filled: Store, tmp_path: Path, sought: str) -> None:
    """In a text, in search words, in a name (by its index), in the middle of a tree's page."""
    whole = back_up(filled, tmp_path / "whole.db", wait=1)
    data = whole.read_bytes()
    places = []
    if sought == "page":
        size = int.from_bytes(data[16:18], "big")
        places = [number * size + 3 for number in range(1, len(data) // size) if data[number * size] in (2, 5, 10, 13)][
            :40
        ]
    else:
        place = data.find(sought.encode())
        while place >= 0:
            places.append(place + 2)
            place = data.find(sought.encode(), place + 1)
    found = 0
    for number, place in enumerate(places):
        copy = tmp_path / f"flipped{number}.db"
        shutil.copy(whole, copy)
        flipped(copy, place)
        try:
            with open_store(str(copy)) as store:
                found += bool(check(store))
        except Exception as error:
            assert "damaged" in str(error) or "not a SQLite" in str(error)  # noqa: PT017
            found += 1
    # An alias as it is spelled, or a title, has no second copy and no hash; every other place has.
    assert found >= len(places) - (2 if sought in ("Gareth Lindqvist",) else 0)
    assert places


@on_sqlite
def test_a_damaged_store_is_neither_backed_up_nor_upgraded(filled: Store, tmp_path: Path) -> None:
    broken = back_up(filled, tmp_path / "broken.db", wait=1)
    with closing(sqlite3.connect(broken)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE quote SET speaker = 999 WHERE id = 1")
        connection.commit()
    with open_store(str(broken)) as store, pytest.raises(ProblemsFound, match="is damaged"):
        back_up(store, tmp_path / "again.db", wait=1)
    assert not (tmp_path / "again.db").exists()


def test_statistics_count_what_readers_see(filled: Store) -> None:
    with filled.reading() as session:
        found = statistics(session)
    shown = [row for row in ROWS if row["id"] not in "kl"]
    assert found["articles"] == len(ROWS) - 1
    assert found["superseded versions"] == 1
    assert found["quotations"] == found["utterances"] == len(shown)
    assert found["uncredited"] == sum("speaker" not in row for row in shown)
    assert found["with a via"] == sum("via" in row for row in shown)
    assert found["  partial"] == 1
    assert found["  rejected"] == 1
    assert str(found["first published"]) == "2021-01-01"
    assert found["bytes"] > 100_000
