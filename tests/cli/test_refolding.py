"""What ``db upgrade`` and ``db reindex`` say of letters that an older program folded otherwise, and what then merges."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.calls import Call
from tests.store.dumps import load
from tests.store.test_upgrades import NAMED


@pytest.fixture
def older(tmp_path: Path) -> str:
    path = tmp_path / "older.db"
    load(str(path), "0006")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(NAMED)
    return str(path)


def test_an_upgrade_says_what_it_folded_and_what_is_left(call: Call, older: str) -> None:
    done = call(f"--db {older} db upgrade")
    assert done.status == 0
    assert "letters like ł, ø and æ folded as people type them: 1 quotation, 8 keys of names" in done.out
    assert "the outlets Æsir and Aesir have one name now: quotes outlets merge 'Æsir' Aesir" in done.out
    assert "names that two speakers have now: Þóra Ðal; quotes speakers suggest lists them" in done.out
    assert "Lech" not in done.out
    assert call(f"--db {older} outlets merge Æsir Aesir -y").status == 0
    assert "Þóra Ðal" in call(f"--db {older} speakers suggest").out
    assert "Æsir" not in call(f"--db {older} outlets list").out
    again = call(f"--db {older} db reindex")
    assert again.status == 0
    assert again.out == "made again\nnames that two speakers have now: Þóra Ðal; quotes speakers suggest lists them\n"
    assert call(f"--db {older} undo").status == 0, "although the outlet comes back with its old key"
    assert "Æsir" in call(f"--db {older} outlets list").out
    assert "Łatwo" in call(f"--db {older} search latwo --modality denied").out


def test_a_store_without_such_letters_is_upgraded_without_a_word_of_them(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    load(str(path), "0006")
    assert "letters" not in call(f"--db {path} db upgrade").out


def test_an_upgrade_tells_languages_also_at_the_newest_schema(call: Call, older: str) -> None:
    done = call(f"--db {older} db upgrade")
    assert " got a language, that of the text: " in done.out
    with closing(sqlite3.connect(older)) as connection:
        assert connection.execute(
            "SELECT count(*) FROM article WHERE language IS NULL AND text IS NOT NULL"
        ).fetchone() == (0,)
        connection.execute(
            "UPDATE article SET language = NULL WHERE id = (SELECT min(id) FROM article WHERE text IS NOT NULL)"
        )
        connection.commit()
    again = call(f"--db {older} db upgrade")
    assert [line.partition(",")[0] for line in again.out.splitlines()] == [
        again.out.splitlines()[0],
        "1 article got a language",
    ]
    assert call(f"--db {older} db upgrade").out.count("\n") == 1
