"""Carries out one import as ``quotes import`` was asked for it: what is read as what, which rows are rejected, what is
stored.
"""

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import click

from quotes.cli.options.output import stream_for
from quotes.cli.rejects import is_same
from quotes.errors import Interrupted, NotFound, QuotesError, UnreadableSource, UsageProblem
from quotes.ingest.quotation_rows import REJECTED_BECAUSE, Columns, columns_of
from quotes.ingest.tables import Table, TableKind, open_table
from quotes.occupied import is_database, is_occupied
from quotes.output.rejects import RejectedRows
from quotes.output.screen import visible_line
from quotes.plurals import counted
from quotes.store.articles.import_quotations import Imported
from quotes.workflow import import_rows

if TYPE_CHECKING:
    from quotes.store.database.connect import Store

IN_MEMORY = 1 << 24
"""Bytes of standard input that are kept in memory; more go to a file."""
TEXTS = (TableKind.CSV, TableKind.TSV)


def mapping_of(pairs: Sequence[str]) -> dict[str, str]:
    """Returns what ``--map`` gives, from field to column; the column is empty for a field that is not to be read.

    :raises UsageProblem: a pair is not written as FIELD=COLUMN.
    """
    strange = next((pair for pair in pairs if "=" not in pair), None)
    if strange is not None:
        raise UsageProblem(f"--map {strange}: write FIELD=COLUMN")
    return {field.strip(): column for field, _, column in (pair.partition("=") for pair in pairs)}


def import_table(
    store: "Store",
    path: Path,
    mapping: Mapping[str, str],
    *,
    sheet: str | None,
    reject_file: Path | None,
    dry_run: bool,
) -> int:
    """Imports the table *path* and returns how many rows were rejected.

    :raises NotFound: there is no such file.
    :raises UsageProblem: a column is missing, or the rejected rows cannot go into such a file.
    :raises QuotesError: it cannot be read to its end; nothing is stored.
    :raises Interrupted: Ctrl-C was pressed; nothing is stored.
    """
    name = str(path)
    if reject_file is not None and is_same(reject_file, name):
        raise UsageProblem(f"--reject-file {reject_file} is read too; name another file")
    if reject_file is not None and is_database(reject_file):
        raise UsageProblem(f"--reject-file {reject_file} is a database; name another file")
    try:
        if is_occupied(path):
            raise UnreadableSource("is the database that is being written")
        with _opened(path, sheet) as table:
            columns = columns_of(table.columns, mapping)
            _say_columns(name, table, columns)
            counts = _carried_out(store, name, table, columns, reject_file, dry_run=dry_run)
    except UnreadableSource as error:
        raise QuotesError(f"{name} {error}: nothing was stored") from None
    except KeyboardInterrupt:
        raise Interrupted("interrupted; nothing was stored") from None
    except FileNotFoundError:
        raise NotFound(f"there is no file {name}") from None
    except OSError as error:
        raise QuotesError(f"{name} cannot be read ({error.strerror or error})") from error
    _say_end(store, counts, reject_file, dry_run=dry_run)
    return counts[Imported.REFUSED]


@contextmanager
def _opened(path: Path, sheet: str | None) -> Iterator[Table]:
    """Opens the table; standard input is read to its end first, because a store must not be locked while somebody
    types.
    """
    if str(path) != "-":
        with open_table(path, sheet=sheet) as table:
            yield table
        return
    if sys.stdin is None:
        raise UnreadableSource("cannot be read (standard input is closed)")
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as spooled:
        shutil.copyfileobj(sys.stdin.buffer, spooled)
        spooled.seek(0)
        with open_table(cast("BinaryIO", spooled), sheet=sheet) as table:
            yield table


def _say_columns(name: str, table: Table, columns: Columns) -> None:
    for note in table.notes:
        _say(f"{name}: {note}")
    if not columns.guessed and not columns.unread:
        return
    read = ", ".join(f"{field} is {columns.of[field]}" for field in columns.guessed)
    unread = f"not read: {', '.join(columns.unread)}" if columns.unread else ""
    _say(f"{name}: {'; '.join(filter(None, (read, unread)))} (--map FIELD=COLUMN says otherwise)")


def _carried_out(
    store: "Store", name: str, table: Table, columns: Columns, reject_file: Path | None, *, dry_run: bool
) -> Counter[Imported]:
    between = _between(table, reject_file)
    counts: Counter[Imported] = Counter()
    said: set[str] = set()
    with ExitStack() as stack:
        rejects: RejectedRows | None = None
        for row, result in import_rows(store, name, table, columns, dry_run=dry_run):
            counts[result.outcome] += 1
            if result.note is not None and result.note not in said:
                said.add(result.note)
                _say(f"{name}, {table.unit} {row.number} {result.note} (and so in further rows)")
            if result.outcome is not Imported.REFUSED:
                continue
            _say(f"{name}, {table.unit} {row.number} {result.reason}")
            if reject_file is not None:
                if rejects is None:
                    stream = stack.enter_context(stream_for(reject_file))
                    rejects = RejectedRows(stream, table.columns, between, REJECTED_BECAUSE)
                rejects.write(row.cells, row.raw, result.reason or "")
    return counts


def _between(table: Table, reject_file: Path | None) -> str | None:
    """Returns what stands between the cells of the rejected rows, or None if these are JSON Lines.

    :raises UsageProblem: the file's ending is that of another kind.
    """
    is_text = table.kind in TEXTS
    wanted = (".csv", ".tsv", ".tab", ".txt") if is_text else (".jsonl", ".ndjson")
    if reject_file is not None and reject_file.suffix and reject_file.suffix.lower() not in wanted:
        raise UsageProblem(
            f"rejected rows of {table.kind} go into a file that ends in {wanted[0]}, not {reject_file.name}"
        )
    return table.between if is_text else None


def _say_end(store: "Store", counts: Counter[Imported], reject_file: Path | None, *, dry_run: bool) -> None:
    stored, again, refused = (counts[each] for each in (Imported.STORED, Imported.ALREADY_STORED, Imported.REFUSED))
    if not counts:
        _say("the table has no rows")
    parts = [f"{counted(stored, 'quotation')} {'would be ' if dry_run else ''}stored"]
    parts += [f"{again:,} already stored"] if again else []
    if refused:
        where = f" ({reject_file})" if reject_file is not None else ""
        parts.append(f"{counted(refused, 'row')} rejected{where}")
    click.echo(f"{', '.join(parts)} · {store.place}{' (dry run)' if dry_run else ''}")


def _say(message: str) -> None:
    click.echo(f"quotes: {visible_line(message)}", err=True)
