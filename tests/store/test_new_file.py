"""A new SQLite file gets its schema from a file of its own: what migrating leaves, to the letter.

``python -m tests.store.test_new_file`` writes that file from a store that was migrated: after each new revision.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import quotes.store.database.new_file as new_file
from quotes.errors import QuotesError
from quotes.store.database import migrate
from quotes.store.database.connect import open_store
from quotes.store.schema import HEAD

RENEW = "python -m tests.store.test_new_file"
OURS = "sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name NOT LIKE 'quote!_search!_%' ESCAPE '!'"
"""What a statement has made: not what SQLite makes by itself, nor the tables of the index of words."""


def schema(path: Path) -> str:
    """The content of ``new_file.sql`` for a store that was migrated."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            f"SELECT sql FROM sqlite_master WHERE {OURS} OR type = 'trigger' ORDER BY rowid"
        ).fetchall()
    return "".join(f"{statement};\n\n" for (statement,) in found).rstrip("\n") + "\n"


def holding(path: Path) -> dict[str, Any]:
    """All that a SQLite file holds: each thing with its statement, each table with its rows, and the file's settings."""
    with closing(sqlite3.connect(path)) as connection:
        things = connection.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
        ).fetchall()
        tables = [name for kind, name, *_ in things if kind == "table"]
        rows = {table: connection.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables}
        pragmas = ("user_version", "application_id", "page_size", "auto_vacuum", "encoding", "journal_mode")
        return {
            "things": things,
            "rows": rows,
            "settings": {name: connection.execute(f"PRAGMA {name}").fetchone() for name in pragmas},
        }


def test_a_new_file_holds_what_migrating_leaves(tmp_path: Path) -> None:
    open_store(str(tmp_path / "new.db"), create=True).close()
    migrate.upgrade(str(tmp_path / "migrated.db"))
    assert holding(tmp_path / "new.db") == holding(tmp_path / "migrated.db"), RENEW


def test_the_file_is_what_a_migrated_store_says(tmp_path: Path) -> None:
    migrate.upgrade(str(tmp_path / "migrated.db"))
    written = Path(new_file.__file__).with_name(new_file.SCHEMA).read_text(encoding="utf-8")
    assert written == schema(tmp_path / "migrated.db"), RENEW


def test_a_new_file_can_go_down_and_up_again(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    open_store(str(path), create=True).close()
    before = holding(path)
    migrate.downgrade(str(path), "0009")
    assert migrate.upgrade(str(path)).after == HEAD
    after = holding(path)
    assert (after["rows"], after["settings"]) == (before["rows"], before["settings"])


def test_alembic_is_not_loaded_to_add_to_a_new_file(tmp_path: Path) -> None:
    program = (
        "import sys; from quotes.store.database.connect import open_store; open_store(sys.argv[1], create=True).close(); "
        "print(*sorted({'alembic', 'mako', 'sqlalchemy.dialects.postgresql'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "new.db")], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_many_may_make_one_file_at_once(tmp_path: Path) -> None:
    path = str(tmp_path / "new.db")

    def made(_: int) -> str:
        with open_store(path, create=True) as store:
            return store.place

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(made, range(8))) == {path}
    migrate.upgrade(str(tmp_path / "migrated.db"))
    assert holding(Path(path)) == holding(tmp_path / "migrated.db")


def test_a_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE readings (value REAL)")
    with pytest.raises(QuotesError, match="another program"):
        open_store(str(path), create=True)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("readings",)]


def test_what_fails_leaves_the_file_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of a schema would be no store and no empty file."""
    path = tmp_path / "new.db"
    whole: Callable[[], Any] = new_file.statements
    monkeypatch.setattr(new_file, "statements", lambda: [*whole(), "CREATE TABLE quote (id)"])
    with pytest.raises(Exception, match="already exists"):
        open_store(str(path), create=True)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone() == (0,)
    monkeypatch.undo()
    open_store(str(path), create=True).close()


def write() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "migrated.db")
        migrate.upgrade(os.fspath(path))
        Path(new_file.__file__).with_name(new_file.SCHEMA).write_text(schema(path), encoding="utf-8")


if __name__ == "__main__":
    write()
