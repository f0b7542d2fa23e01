"""Turns what a database driver reports into one line that says what is wrong and what to do."""

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from quotes.errors import Damaged, DatabaseBusy, NotFound, QuotesError, UnreadableSource, UsageProblem

SQLITE: tuple[tuple[str, type[QuotesError], str], ...] = (
    (
        "SQLITE_BUSY",
        DatabaseBusy,
        "{place} is locked by another program; try again, or wait longer with --wait",
    ),
    (
        "SQLITE_LOCKED",
        DatabaseBusy,
        "{place} is locked by another program; try again, or wait longer with --wait",
    ),
    ("SQLITE_NOTADB", QuotesError, "{place} is not a SQLite database"),
    ("SQLITE_CORRUPT", Damaged, "{place} is damaged; restore a backup (quotes db backup makes them)"),
    ("SQLITE_FULL", QuotesError, "the disk that holds {place} or temporary files is full{stored}"),
    ("SQLITE_READONLY", QuotesError, "{place} cannot be written: the file or its folder is read-only"),
    (
        "SQLITE_CANTOPEN",
        QuotesError,
        "{place} cannot be opened: check that its folder exists and may be written",
    ),
    ("SQLITE_PERM", QuotesError, "{place} cannot be opened: permission denied"),
    ("SQLITE_IOERR_READ", QuotesError, "the disk that holds {place} cannot be read: it reports an error{stored}"),
    (
        "SQLITE_IOERR",
        QuotesError,
        "the disk that holds {place} is full or reports an error{stored}; see how much room it has (df)",
    ),
    ("SQLITE_INTERRUPT", QuotesError, "the query was stopped: it took longer than allowed"),
    ("SQLITE_TOOBIG", UnreadableSource, "a text is longer than SQLite can hold in {place}"),
)
"""Beginning of SQLite's extended result name, the error class, the message; the first that fits is used."""

NOTHING_STORED = "; nothing of this step was stored"
"""What ``{stored}`` stands for where something was to be stored."""

POSTGRESQL: tuple[tuple[str, type[QuotesError], str], ...] = (
    ("55P03", DatabaseBusy, "{place} is locked by another writer; try again, or wait longer with --wait"),
    ("40P01", DatabaseBusy, "{place} is locked by another writer; try again"),
    ("40001", DatabaseBusy, "{place} is in use by another writer; try again"),
    ("53100", QuotesError, "the server's disk is full ({place}){stored}"),
    ("53", DatabaseBusy, "the server of {place} has no room for another connection: {first}"),
    ("57014", QuotesError, "the query was stopped: it took longer than allowed"),
    ("57P", QuotesError, "the server of {place} was shut down{stored}"),
    ("25006", QuotesError, "{place} cannot be written: the server is read-only"),
    ("3D000", NotFound, "there is no database at {place}; create it with createdb"),
    ("28", QuotesError, "the server refuses the login for {place}: {first}"),
    ("42501", QuotesError, "the login for {place} may not do that: {first}"),
    (
        "2BP01",
        QuotesError,
        "other objects depend on a view of {place}; drop them, upgrade, make them again: {first}",
    ),
    ("54000", UnreadableSource, "a text is longer than PostgreSQL can index in {place}"),
)
"""Beginning of SQLSTATE, the error class, the message; the first that fits is used."""


def explain(error: DBAPIError | Exception, place: str, *, writing: bool = False) -> QuotesError | None:
    """Returns the error to show for *error*, SQLAlchemy's or the driver's own.

    *place* is where it was met: a path, or a URL without its password.  With *writing* something was to be stored.

    None where it is nothing that a person can mend, so a bug of ours: constraint violations, bad SQL.
    """
    orig = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(orig, "sqlite_errorname", None)
    table = SQLITE
    if code is None:
        code = getattr(orig, "sqlstate", None)
        table = POSTGRESQL
    first = str(orig).strip().partition("\n")[0]
    for beginning, kind, message in table:
        if code is not None and code.startswith(beginning):
            return kind(message.format(place=place, first=first, stored=NOTHING_STORED if writing else ""))
    from_server = type(orig).__module__.partition(".")[0] == "psycopg"
    if code is None and from_server and first.startswith("invalid connection option"):
        return UsageProblem(f"the database URL cannot be used: {first}")
    if code is None and from_server and type(orig).__name__ == "OperationalError":  # no connection, no SQLSTATE
        if "database" in first and "does not exist" in first:
            return NotFound(f"there is no database at {place}; create it with createdb")
        if any(each in first for each in ("authentication failed", "no pg_hba.conf entry", 'FATAL:  role "')):
            return QuotesError(f"the server refuses the login for {place}: {first}")
        return QuotesError(f"the server of {place} cannot be reached: {first}")
    return None


def is_of_article(error: Exception) -> bool:
    """Tests whether *error*, met while an article was stored, is about that article and not about the database.

    Values that a database refuses are; what a person can mend about the database (busy, full, not reachable), and
    statements that it doesn't understand, are not: every other article would meet them too.
    """
    if isinstance(error, QuotesError):
        return isinstance(error, UnreadableSource)
    return not isinstance(error, DBAPIError) or isinstance(error, DataError | IntegrityError)
