"""Runs SQL over the store that can only read."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, CursorResult, Executable
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.orm import Session

from quotes.errors import UsageProblem
from quotes.store.database.driver_errors import explain
from quotes.store.database.timeouts import TookTooLong, within
from quotes.store.search.parameters import spelt_parameters, statement
from quotes.wording import storable

SECONDS = 60.0
"""How long a query that a person wrote may take, unless another limit is given."""
MOST_ROWS = 2**31 - 1
"""Rows that SQLite gives at a time."""
FIRST_WORD = re.compile(r"(?:\s|--[^\n]*(?:\n|\Z)|/\*[^*]*(?:\*(?!/)[^*]*)*\*/|\*/|\()*(\w+)")
"""Behind blanks, brackets and comments; ``*/`` alone ends one that holds another, as PostgreSQL has them."""
SCHEMA = "; quotes db schema lists tables and their columns"
_LOOKS = frozenset({"show", "describe", "desc", "pragma"})
"""Beginnings of what other programs take for a look at the schema, as they do ``.tables`` and ``\\dt``."""
_READS = frozenset({"select", "with", "values", "explain", "table"})
_READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})
"""What SQLite may do in a statement: nothing that writes, attaches a file, or changes a setting."""
_FORBIDDEN = frozenset({"load_extension", "fts3_tokenizer", "writefile", "edit"})
"""Functions of SQLite that reach beyond the database."""
_PRAGMAS = frozenset(
    "collation_list compile_options data_version database_list foreign_key_list function_list index_info index_list "
    "index_xinfo page_count page_size schema_version table_info table_list table_xinfo user_version".split()
)
"""Pragmas that may be asked for, as in ``SELECT * FROM pragma_table_info('quote')``."""


class Answer(NamedTuple):
    """The answer to a query: column names, and rows in order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def run_sql(
    session: Session,
    sql: str,
    bound: Mapping[str, BindParameter[Any]] | None = None,
    *,
    most: int | None = None,
    seconds: float = SECONDS,
) -> Answer:
    """Returns the answer to one reading statement; *session* must be a reading one, in which nothing can be changed.

    :raises UsageProblem: it is no reading statement, it has a parameter that *bound* lacks, or the database refuses it;
        the message says why.
    :raises TookTooLong: it lasts longer than *seconds*.
    """
    sql = reading_statement(sql)
    given = bound or {}
    missing = [name for name in spelt_parameters(sql) if name not in given]
    if missing:
        raise UsageProblem(f"the statement has a parameter :{missing[0]}; give it with -p {missing[0]}=VALUE")
    return answer(session, statement(sql, given), most, seconds)


def reading_statement(sql: str) -> str:
    """Returns *sql* without the semicolon at its end.

    :raises UsageProblem: *sql* begins as no reading statement does.
    """
    sql = storable(sql)
    match = FIRST_WORD.match(sql)
    if match is None or match[1].lower() not in _READS:
        cure = SCHEMA if match is None or match[1].lower() in _LOOKS else ""
        raise UsageProblem(f"only reading is possible here: one SELECT, WITH, VALUES or EXPLAIN statement{cure}")
    return sql.strip().rstrip(";").rstrip()


def answer(session: Session, asked: Executable, most: int | None, seconds: float) -> Answer:
    """Returns the answer to *asked*, at most so many rows.

    :raises UsageProblem: the statement writes, or the database refuses it.
    :raises TookTooLong: it lasts longer than *seconds*.
    """
    with within(session, seconds):
        return _answer(session, asked, most, seconds)


def _answer(session: Session, asked: Executable, most: int | None, seconds: float) -> Answer:
    try:
        with _one_statement(session):
            result = session.execute(asked)
        if not isinstance(result, CursorResult) or not result.returns_rows:
            raise UsageProblem("the statement gives no rows; only reading is possible here")
        rows = result.fetchmany(min(most, MOST_ROWS)) if most is not None else result.fetchall()
        return Answer(tuple(result.keys()), tuple(tuple(row) for row in rows))
    except (DBAPIError, StatementError) as error:
        if _is_stopped(error):
            raise TookTooLong(f"the query was stopped after {seconds:g} s; --timeout allows more") from error
        known = explain(error, "the store") if isinstance(error, DBAPIError) else None
        if known is not None and not _is_mistake(error):
            raise known from error
        said = str(error.orig if error.orig is not None else error).strip().partition("\n")[0]
        if said.startswith("Could not decode to UTF-8"):
            raise UsageProblem("a text in the answer is not UTF-8; hex(…) shows its bytes") from error
        cure = SCHEMA if _names_what_is_not_there(error) else ""
        raise UsageProblem(f"the database refuses the query: {said}{cure}") from error


def _names_what_is_not_there(error: Exception) -> bool:
    """Tests whether the statement asks for a table or column that doesn't exist (PostgreSQL: 42P01, 42703)."""
    orig = getattr(error, "orig", None)
    return getattr(orig, "sqlstate", None) in ("42P01", "42703") or str(orig).startswith(
        ("no such table:", "no such column:")
    )


def _is_stopped(error: Exception) -> bool:
    """Tests whether the statement was stopped at its time limit."""
    orig = getattr(error, "orig", None)
    return getattr(orig, "sqlite_errorname", None) == "SQLITE_INTERRUPT" or (
        getattr(orig, "sqlstate", None) == "57014" and "statement timeout" in str(orig)
    )


@contextmanager
def _one_statement(session: Session) -> Iterator[None]:
    """Lets the database take a single statement at a time, and lets that only read.

    PostgreSQL's transaction is READ ONLY, but sent plainly, ``SELECT 1; COMMIT; DELETE …`` would leave it; a prepared
    statement cannot.  SQLite takes one at a time, in a connection that cannot write (``query_only``); what it may do
    beside reading is refused as the statement is read.
    """
    driver: Any = session.connection().connection.driver_connection
    if session.get_bind().dialect.name == "sqlite":
        driver.set_authorizer(_authorized)
        try:
            yield
        finally:
            driver.set_authorizer(None)
        return
    before = driver.prepare_threshold
    driver.prepare_threshold = 0  # prepare at first use
    try:
        yield
    finally:
        driver.prepare_threshold = before


def _authorized(action: int, first: str | None, second: str | None, _database: str | None, _within: str | None) -> int:
    """Answers SQLite's question whether a statement may do *action*; a pragma may be asked for its value, not set."""
    if action == sqlite3.SQLITE_FUNCTION:
        return sqlite3.SQLITE_DENY if (second or "").lower() in _FORBIDDEN else sqlite3.SQLITE_OK
    if (
        action == sqlite3.SQLITE_UPDATE and first == "sqlite_master"
    ):  # asked as a virtual table is opened: FTS5, pragma_…
        return sqlite3.SQLITE_OK  # the schema itself stays closed: nobody set writable_schema
    if action == sqlite3.SQLITE_PRAGMA:  # as a table: pragma_table_info('quote'); FTS5 asks for data_version
        return sqlite3.SQLITE_OK if (first or "") in _PRAGMAS else sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY


def _is_mistake(error: Exception) -> bool:
    """Tests whether the statement itself is wrong or tries to write, rather than the database being unwell."""
    orig = getattr(error, "orig", None)
    name = getattr(orig, "sqlite_errorname", "") or ""
    state = getattr(orig, "sqlstate", "") or ""
    return name.startswith(("SQLITE_READONLY", "SQLITE_ERROR")) or state.startswith(("42", "25", "22"))
