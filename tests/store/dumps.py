"""Dumps of the schema as each revision left it, with rows in every table; upgrades are tested from them.

Before a new revision is added, the one before it is dumped, once:

    QUOTES_TEST_POSTGRES=postgresql://… python tests/store/dumps.py REVISION

That takes the rows of the dump before, upgraded, and :data:`ROWS` for tables that have none yet.  A dump is never
changed afterwards: it is what people's databases look like.  Needs ``pg_dump``.
"""

import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa

from quotes.store.article_identity import article_uid, quote_uid, text_hash
from quotes.store.database import migrate
from quotes.store.database.engine import make_engine, parse_url
from quotes.store.schema import VERSION_TABLE
from quotes.wording import fold

FOLDER = Path(__file__).parent / "dumps"
ENGINES = ("sqlite", "postgresql")
NOW = "2025-03-14 12:00:00.000000"


def dump_path(revision: str, dialect: str) -> Path:
    return FOLDER / f"{revision}.{dialect}.sql"


def first_rows() -> dict[str, list[dict[str, Any]]]:
    """Rows for every table of the first revision, parents first."""
    said = ["Wir öffnen im café,", "the bridge, she said, is “safe” now", "safe"]
    text = f"“{said[0]}” said Dana Okafor, joined by Jo Li. “{said[1]}”\n\nOlder words: 4e7ce5 " + "x" * 300
    url = "https://courier.example/1"
    key, old = f"url:{url}", "“We wait.”"
    uid = article_uid(key, 2)
    articles = [
        {"id": 1, "uid": article_uid(key, 1), "outlet": 1, "story_key": key, "version": 1, "is_current": False, "url": url, "text": old, "text_sha256": text_hash(old), "added_at": NOW, "run": 1},
        {"id": 2, "uid": uid, "outlet": 1, "story_key": key, "version": 2, "is_current": True, "external_id": "b", "url": url, "title": "Bridge", "byline": "Ada",
         "published_on": "2025-03-14", "published_at": NOW, "text": text, "text_sha256": text_hash(text), "language": "en", "regions": json.dumps({"headlines": [[0, 2]], "captions": []}),
         "extractor": "quotes 0.1.0", "added_at": NOW, "run": 1},
    ]  # fmt: skip
    quotations = []
    for number, words in enumerate([*said, "x" * 300], 1):
        start = text.rindex(words) if number > 2 else text.index(words)
        quotations.append(
            {"id": number, "uid": quote_uid(uid, start, start + len(words)), "article": 2, "speaker": 1 if number < 4 else None, "words": words,
             "search_words": fold(words) if number < 4 else words, "start_offset": start, "end_offset": start + len(words), "kind": "direct", "parent": 2 if number == 3 else None,
             "utterance": min(number, 2), "setting": "body", "modality": "said", "mention": "Dana Okafor" if number == 1 else None, "cue": "said" if number == 1 else None,
             "reason": "name-then-verb", "uncredited_because": "term" if number == 4 else None, "via": "AFP" if number == 1 else None, "via_outlet": 2 if number == 1 else None,
             "said_on": "2025-03-10", "said_on_end": "2025-03-10", "said_on_precision": "day", "said_on_phrase": "on Monday", "confidence": 0.25 * number, "status": "extracted", "extractor": "quotes 0.1.0"}
        )  # fmt: skip
    return {
        "outlet": [{"id": 1, "name": "Courier", "name_key": "courier"}, {"id": 2, "name": "AFP", "name_key": "afp", "domain": "afp.example"}],
        "outlet_alias": [{"id": 1, "outlet": 1, "alias": "Courier", "key": "courier"}, {"id": 2, "outlet": 2, "alias": "AFP", "key": "afp"}],
        "run": [{"id": 1, "command": "add", "program": "quotes 0.1.0", "started_at": NOW, "finished_at": NOW}],
        "article": articles,
        "run_item": [{"id": 1, "run": 1, "article": 2, "source": "a.txt", "record": None, "sha256": "0" * 64, "outcome": "new", "error": None, "at": NOW}],
        "speaker": [
            {"id": 1, "uid": "s" + "a" * 16, "name": "Dana Okafor", "name_key": "dana okafor", "kind": "person", "note": "", "article": None, "wikidata_id": "Q1"},
            {"id": 2, "uid": "s" + "b" * 16, "name": "Jo Li", "name_key": "jo li", "kind": "person", "note": "the footballer", "article": None},
            {"id": 7, "uid": "s" + "c" * 16, "name": "Li", "name_key": "li", "kind": "person", "note": "", "article": 2},
        ],
        "speaker_alias": [{"id": n, "speaker": s, "alias": a, "key": fold(a), "family_key": fold(a).split()[-1]} for n, s, a in ((1, 1, "Dana Okafor"), (2, 2, "Jo Li"), (3, 7, "Li"))],
        "speaker_attribute": [{"id": 1, "speaker": 1, "name": "party", "value": "Green", "since": "2020-01-01", "until": None}],
        "speaker_apart": [{"id": 1, "a": 1, "b": 2}],
        "quote": quotations,
        "quote_credit": [{"id": 1, "quote": 1, "speaker": 2, "role": "joint", "position": 0}],
        "decision": [{"id": 1, "operation": 1, "at": NOW, "who": "Ada", "action": "confirm", "subject": "quote", "subject_id": 1, "before": json.dumps({"status": "extracted"}),
                      "after": json.dumps({"status": "confirmed"}), "note": "phoned", "undoes": None}],
    }  # fmt: skip


ROWS: dict[str, dict[str, list[dict[str, Any]]]] = {
    "0001": first_rows(),
    "0004": {"speaker_former": [{"id": 1, "uid": "s" + "d" * 16, "speaker": 1}]},
    "0009": {"family_tie": [{"id": 1, "quote": 1, "other": 2}]},
    "0010": {"page_visit": [{"id": 1, "url": "https://courier.example/1", "etag": '"1"', "program": "0.1", "at": NOW}]},
}
"""Rows for tables that a revision brought, by revision."""


def load(url: str, revision: str) -> None:
    """Fill the empty database at *url* from the dump of *revision*."""
    parsed = parse_url(url)
    script = dump_path(revision, parsed.get_backend_name()).read_text(encoding="utf-8")
    if parsed.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(str(parsed.database))) as connection:
            connection.executescript(script)
        Path(str(parsed.database)).chmod(0o600)
        return
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(script)


def contents(url: str) -> dict[str, list[dict[str, Any]]]:
    """Every table's rows by id, values as the database gives them; not those of indexes that the program makes."""
    engine = make_engine(parse_url(url), read_only=True)
    with engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        names = [name for name in tables if not name.startswith("quote_search") and not name.endswith("_shingle")]
        found = {
            name: [dict(row) for row in connection.execute(sa.text(f"SELECT * FROM {name} ORDER BY 1")).mappings()]
            for name in names
            if name != VERSION_TABLE
        }
    engine.dispose()
    return found


def _insert(url: str, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Add *rows* to tables that have none."""
    engine = make_engine(parse_url(url))
    with engine.connect().execution_options(quotes_write=True) as connection, connection.begin():
        for table, values in rows.items():
            if connection.execute(sa.text(f"SELECT COUNT(*) FROM {table}")).scalar():
                continue
            for row in values:
                names = ", ".join(f'"{name}"' for name in row)
                marks = ", ".join(f":{name}" for name in row)
                connection.execute(sa.text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), row)
            if connection.dialect.name == "postgresql":
                numbered = f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT MAX(id) FROM {table}))"
                connection.execute(sa.text(numbered))
    engine.dispose()


def _dump_sqlite(path: str) -> str:
    order = "CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 WHEN 'trigger' THEN 2 ELSE 3 END, rowid"
    with closing(sqlite3.connect(path)) as connection:
        things = connection.execute(
            f"SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'quote_search_%' ESCAPE '!' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' OR type = 'trigger' ORDER BY {order}"
        ).fetchall()
        lines = ["PRAGMA foreign_keys = OFF;", "BEGIN;", *(f"{sql};" for _, sql in things)]
        tables = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'quote_search%' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY rowid"
            )
        ]
        for table in tables:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            quoted = " || ', ' || ".join(f'quote("{column}")' for column in columns)
            lines += [
                f"INSERT INTO {table} VALUES ({values});"
                for (values,) in connection.execute(f"SELECT {quoted} FROM {table} ORDER BY 1")
            ]
        lines += ["COMMIT;", ""]
    return "\n".join(lines)  # fmt: skip


def _dump_postgresql(url: str) -> str:
    command = ["pg_dump", "--no-owner", "--no-privileges", "--inserts", "--dbname", url]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    kept = [
        line
        for line in found.splitlines()
        if not line.startswith(("--", "\\", "SET ")) and "set_config('search_path'" not in line
    ]
    return re.sub(r";\n+", ";\n", "\n".join(kept)).strip() + "\n"


def make(revision: str) -> None:
    """Write the dumps of *revision* for both engines."""
    before = [name for name in migrate.revisions() if name < revision and dump_path(name, "sqlite").exists()]
    server = os.environ["QUOTES_TEST_POSTGRES"].rpartition("/")[0]
    name = f"dump_{uuid.uuid4().hex[:8]}"
    with (
        tempfile.TemporaryDirectory() as folder,
        psycopg.connect(os.environ["QUOTES_TEST_POSTGRES"], autocommit=True) as admin,
    ):
        admin.execute(f"CREATE DATABASE {name}")
        try:
            for dialect, url in (("sqlite", f"{folder}/q.db"), ("postgresql", f"{server}/{name}")):
                if before:
                    load(url, before[-1])
                migrate.upgrade(url, revision)
                for rows in ROWS.values():
                    _insert(url, {table: values for table, values in rows.items() if table in contents(url)})
                empty = [table for table, rows in contents(url).items() if not rows]
                if empty:
                    raise SystemExit(f"no rows for {', '.join(empty)}: add them to ROWS")
                dump = _dump_sqlite(url) if dialect == "sqlite" else _dump_postgresql(url)
                dump_path(revision, dialect).write_text(dump, encoding="utf-8")
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    make(sys.argv[1])
