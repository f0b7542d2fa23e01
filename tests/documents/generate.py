"""``python -m tests.documents.generate`` writes the documents that are made from the program itself.

``docs/commands.md`` holds what ``--help`` prints for every command, ``docs/schema.md`` the tables, views and columns of
a migrated database, ``docs/reports.md`` the reports.  ``test_generated.py`` fails when one of them is out of date.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from quotes.cli.app import quotes
from quotes.cli.manual import every_command
from quotes.store.database.connect import open_store
from quotes.store.search.described import TableLine, tables_and_views
from tests.documents.report_page import page

DOCS = Path(__file__).parents[2] / "docs"
RENEW = "python -m tests.documents.generate"
WIDTH = 100
"""Characters of a line of a help page."""
HEAD = f"<!-- Made by `{RENEW}`: change the program, not this page. -->\n\n"

COMMANDS_OPENING = """\
# Commands

Every command as its `--help` prints it. What holds of all of them (environment variables, exit statuses) stands under
[quotes](#quotes). `quotes completion bash|zsh|fish` prints a script that completes all of it at the prompt, `quotes man FOLDER` writes manual pages.
"""
SCHEMA_OPENING = """\
# The database

The views that are made for reading, then the tables, as `quotes db schema` lists them. Types are those of SQLite;
PostgreSQL has `bigint` for `integer`, `json` for JSON, `date` and `timestamp with time zone` (always UTC). Names of
columns that refer to a row of another table are links. `architecture.md` says what the tables are for and which rules
hold between them.
"""


def commands() -> str:
    """``docs/commands.md``: a list of all commands, then the help page of each."""
    with click.Context(quotes, terminal_width=WIDTH) as outermost:
        pages = [(path, command, context) for path, command, context in every_command(quotes, parent=outermost)]
        listed = "\n".join(
            f"- [{path}](#{path.replace(' ', '-')}): {command.get_short_help_str(WIDTH)}"
            for path, command, _ in pages[1:]
        )
        shown = (f"## {path}\n\n```text\n{command.get_help(context)}\n```\n" for path, command, context in pages)
        return "\n".join([HEAD + COMMANDS_OPENING, listed + "\n", *shown])


def schema() -> str:
    """``docs/schema.md``: every view and table of a new database with its columns."""
    with (
        TemporaryDirectory() as folder,
        open_store(f"{folder}/quotes.db", create=True) as store,
        store.reading() as session,
    ):
        tables = list(tables_and_views(session))
    return "\n".join([HEAD + SCHEMA_OPENING, *map(_described, tables)])


def _described(table: TableLine) -> str:
    rows = "\n".join(
        f"| `{column.column}` | {_type(column.type, column.refers_to)} | {_cell(column.what)} |"
        for column in table.columns
    )
    kind = "View" if table.is_view else "Table"
    return f"## {table.name}\n\n{kind}. {table.what}\n\n| column | type | what it holds |\n|---|---|---|\n{rows}\n"


def _type(type_: str, refers_to: str | None) -> str:
    return f"→ [{refers_to}](#{refers_to.partition('.')[0]})" if refers_to else type_


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def reports() -> str:
    """``docs/reports.md``: every report, with examples."""
    path = DOCS / "reports.md"
    return HEAD + page(path.read_text(encoding="utf-8") if path.exists() else "")


GENERATED: dict[str, Callable[[], str]] = {"commands.md": commands, "reports.md": reports, "schema.md": schema}
"""The pages below ``docs/`` that are made here, with the function that makes each."""


def renewed() -> Iterator[Path]:
    """Write every page that is out of date; gives their paths."""
    for name, make in GENERATED.items():
        path, text = DOCS / name, make()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            yield path


if __name__ == "__main__":
    for path in renewed():
        print(path)
