"""SQL over the store that can only read, and the reports that are kept as SQL files."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from typing import Any, NamedTuple

from sqlalchemy import CursorResult, Executable, bindparam, text
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.orm import Session

from quotes.errors import NotFound, UsageProblem
from quotes.nearest import did_you_mean
from quotes.store.database.driver_errors import explain
from quotes.store.database.timeouts import TookTooLong, within
from quotes.store.query.filters import Filter, narrowed
from quotes.store.search.rows import quotations
from quotes.wording import storable

SECONDS = 60.0
"""How long a query that a person wrote may take, unless another limit is given."""
MOST_ROWS = 2**31 - 1
"""Rows that SQLite gives at a time."""
_FIRST_WORD = re.compile(r"(?:\s|--[^\n]*(?:\n|\Z)|/\*[^*]*(?:\*(?!/)[^*]*)*\*/|\*/|\()*(\w+)")
"""Behind blanks, brackets and comments; ``*/`` alone ends one that holds another, as PostgreSQL has them."""
_READS = frozenset({"select", "with", "values", "explain", "table"})
_PARAMETER = re.compile(r"(?<![:\w]):([a-z_]+)\b")


class Answer(NamedTuple):
    """The answer to a query: column names, and rows in order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class Report(NamedTuple):
    """A report: its name, title, SQL and the parameters it takes."""

    name: str
    title: str
    sql: str
    parameters: tuple[str, ...]


def run_sql(
    session: Session,
    sql: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    most: int | None = None,
    seconds: float = SECONDS,
) -> Answer:
    """The answer to one reading statement; *session* must be a reading one, in which nothing can be changed.

    :raises UsageProblem: it isn't one, or the database refuses it; the message says why.
    :raises TookTooLong: after *seconds*.
    """
    sql = storable(sql)
    match = _FIRST_WORD.match(sql)
    if match is None or match[1].lower() not in _READS:
        raise UsageProblem("only reading is possible here: one SELECT, WITH, VALUES or EXPLAIN statement")
    statement = text(sql.strip().rstrip(";").rstrip()) if parameters else text(_plain(sql.strip().rstrip(";").rstrip()))
    if parameters:
        statement = statement.bindparams(*(bindparam(name, value) for name, value in parameters.items()))
    with within(session, seconds):
        return _answer(session, statement, most, seconds)


def _answer(session: Session, statement: Executable, most: int | None = None, seconds: float | None = None) -> Answer:
    try:
        with _one_statement(session):
            result = session.execute(statement)
        if not isinstance(result, CursorResult) or not result.returns_rows:
            raise UsageProblem("the statement gives no rows; only reading is possible here")
        rows = result.fetchmany(min(most, MOST_ROWS)) if most is not None else result.fetchall()
        return Answer(tuple(result.keys()), tuple(tuple(row) for row in rows))
    except (DBAPIError, StatementError) as error:
        if seconds is not None and _is_stopped(error):
            raise TookTooLong(f"the query was stopped after {seconds:g} s; --timeout allows more") from error
        known = explain(error, "the store") if isinstance(error, DBAPIError) else None
        if known is not None and not _is_mistake(error):
            raise known from error
        said = str(error.orig if error.orig is not None else error).strip().partition("\n")[0]
        if said.startswith("Could not decode to UTF-8"):
            raise UsageProblem("a text in the answer is not UTF-8; hex(…) shows its bytes") from error
        cure = "; quotes db schema lists tables and their columns" if _names_what_is_not_there(error) else ""
        raise UsageProblem(f"the database refuses the query: {said}{cure}") from error


def _names_what_is_not_there(error: Exception) -> bool:
    """Whether the statement asks for a table or column that doesn't exist (PostgreSQL: 42P01, 42703)."""
    orig = getattr(error, "orig", None)
    return getattr(orig, "sqlstate", None) in ("42P01", "42703") or str(orig).startswith(
        ("no such table:", "no such column:")
    )


def _is_stopped(error: Exception) -> bool:
    """Whether the statement was stopped at its time limit."""
    orig = getattr(error, "orig", None)
    return getattr(orig, "sqlite_errorname", None) == "SQLITE_INTERRUPT" or (
        getattr(orig, "sqlstate", None) == "57014" and "statement timeout" in str(orig)
    )


@contextmanager
def _one_statement(session: Session) -> Iterator[None]:
    """Has PostgreSQL take a single statement at a time, as SQLite always does.

    Sent plainly, ``SELECT 1; COMMIT; DELETE …`` would leave the reading transaction; a prepared statement cannot.
    """
    if session.get_bind().dialect.name == "sqlite":
        yield
        return
    driver: Any = session.connection().connection.driver_connection
    before = driver.prepare_threshold
    driver.prepare_threshold = 0  # prepare at first use
    try:
        yield
    finally:
        driver.prepare_threshold = before


def _is_mistake(error: Exception) -> bool:
    """Whether the statement itself is wrong, or tries to write, rather than the database unwell."""
    orig = getattr(error, "orig", None)
    name = getattr(orig, "sqlite_errorname", "") or ""
    state = getattr(orig, "sqlstate", "") or ""
    return name.startswith(("SQLITE_READONLY", "SQLITE_ERROR")) or state.startswith(("42", "25", "22"))


def _plain(sql: str) -> str:
    """*sql* with its colons escaped: SQLAlchemy takes them for parameters, and backslashes before them for escapes."""
    return sql.replace(":", "\\:")


def reports() -> tuple[Report, ...]:
    """All reports, by name."""
    folder = files("quotes.store.search") / "reports"
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".sql")]
    return tuple(_report(entry.name[:-4], entry.read_text(encoding="utf-8")) for entry in sorted(found, key=str))


def _report(name: str, content: str) -> Report:
    title, _, sql = content.partition("\n")
    return Report(name, title.removeprefix("--").strip(), sql, tuple(sorted(set(_PARAMETER.findall(sql)))))


def report(
    session: Session,
    name: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    filters: Filter | None = None,
    most: int | None = None,
) -> tuple[Report, Answer]:
    """The report called *name* and its answer, over the quotations that *filters* keeps; at *most* so many rows.

    The filter is put around the report: what its SQL calls ``quote_list`` is then narrowed, and without a filter by
    modality to what was said.

    :raises NotFound: there is none of that name, or no such speaker or outlet.
    :raises UsageProblem: a parameter that it doesn't take.
    """
    found = next((each for each in reports() if each.name == name), None)
    if found is None:
        known = [each.name for each in reports()]
        raise NotFound(f"there is no report {name!r}{did_you_mean(name, known)}; there are {', '.join(known)}")
    given = dict(parameters or {})
    unknown = sorted(set(given) - set(found.parameters))
    if unknown:
        raise UsageProblem(
            f"the report {name} takes no {unknown[0]!r}; it takes {', '.join(found.parameters) or 'nothing'}"
        )
    statement = text(found.sql).bindparams(*(bindparam(each, given.get(each)) for each in found.parameters))
    narrow = narrowed(session, quotations(), filters or Filter(), counting=True).cte("quote_list")
    return found, _answer(session, statement.columns().add_cte(narrow), most)
