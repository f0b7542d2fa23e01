"""A writer gets its turn in the moment in which another has ended one transaction and not begun the next."""

import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from quotes.errors import DatabaseBusy
from quotes.store.database import engine
from quotes.store.database.connect import open_store


class Held:
    """A clock that only waiting moves on, and a writer who has the lock of the database except in *gaps*."""

    def __init__(self, path: Path, *gaps: tuple[float, float]) -> None:
        self._other = sqlite3.connect(path, isolation_level=None)
        self._gaps = gaps
        self.now = 0.0
        self._other.execute("BEGIN IMMEDIATE")

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        free = any(first <= self.now < last for first, last in self._gaps)
        if free and self._other.in_transaction:
            self._other.execute("COMMIT")
        elif not free and not self._other.in_transaction:
            self._other.execute("BEGIN IMMEDIATE")

    def close(self) -> None:
        self._other.close()


def test_a_gap_of_five_milliseconds_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "quotes.db"
    with open_store(str(path), create=True) as store, closing(Held(path, (0.731, 0.736))) as held:
        monkeypatch.setattr(engine, "time", SimpleNamespace(monotonic=held.monotonic, sleep=held.sleep))
        with store.writing() as session:
            session.connection()
        assert 0.731 <= held.now < 0.736


def test_a_writer_who_never_ends_is_waited_for_as_long_as_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "quotes.db"
    with open_store(str(path), create=True, wait=3) as store, closing(Held(path)) as held:
        monkeypatch.setattr(engine, "time", SimpleNamespace(monotonic=held.monotonic, sleep=held.sleep))
        with pytest.raises(DatabaseBusy, match="locked"), store.writing() as session:
            session.connection()
        assert held.now == pytest.approx(3, abs=0.01)
