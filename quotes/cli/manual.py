"""Makes manual pages of the same texts as ``--help``, and holds what is true of every command, for both."""

import datetime as dt
import inspect
import os
from collections.abc import Iterable, Iterator

import click

from quotes.errors import UsageProblem

ENVIRONMENT = {
    "QUOTES_DB": "The database, where --db names none: a file, or postgresql://…",
    "QUOTES_WHO": "Who signs decisions in the log, in the place of the login name.",
    "QUOTES_DEBUG": "1 prints tracebacks of what fails, as --debug does; 0 and nothing do not.",
    "QUOTES_TOKEN": "What readers of quotes serve have to show, if --token-file names no file with it.",
    "JAVA_HOME": "The Java that quotes spark runs on.",
    "NO_COLOR": "Anything: no colours.",
    "FORCE_COLOR": "1: colours in pipes too (less -R).",
    "COLUMNS": "Characters of a line, in the place of the terminal's.",
    "SOURCE_DATE_EPOCH": "The day of manual pages (quotes man), for builds that can be repeated.",
    "XDG_DATA_HOME": "The folder in which quotes/quotes.db is kept on Linux.",
}
"""Variables that change what commands do."""

STATUSES = {
    0: "Done; also nothing new, nothing found.",
    1: "Failed, nothing changed.",
    2: "Usage: options, dates, columns, a question without a terminal.",
    3: "Some inputs failed, the rest is stored.",
    4: "A named quotation, speaker, outlet, report or database doesn't exist.",
    5: "The schema is older or newer than the program.",
    6: "The database was busy for longer than --wait.",
    7: "verify, db check or check found problems.",
    130: "Interrupted; what was stored so far is kept.",
}
"""How commands end."""


def pages() -> Iterator[tuple[str, str]]:
    """Yields name and text (roff, of the macros ``man``) of a page for ``quotes`` and for each command."""
    from quotes.cli.app import quotes

    for path, command, context in every_command(quotes):
        yield path.replace(" ", "-"), _page(path, command, context)


def every_command(
    command: click.Command, path: str = "quotes", parent: click.Context | None = None
) -> Iterator[tuple[str, click.Command, click.Context]]:
    """Yields *command* and all commands below it except hidden ones, in the order of their help pages.

    Each comes with its *path* (``quotes speakers merge``) and the context in which its help page is made.
    """
    context = click.Context(command, parent, path.rpartition(" ")[2], **command.context_settings)
    yield path, command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            if not child.hidden:
                yield from every_command(child, f"{path} {name}", context)


def _page(path: str, command: click.Command, context: click.Context) -> str:
    from importlib.metadata import version  # every command loads this module, for its lists

    name = path.replace(" ", "-")
    first, *paragraphs = _paragraphs(command)
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [
        f'.TH "{_roff(name.upper())}" 1 "{_day():%Y-%m-%d}" "quotes {version("quote-tracker")}" "quotes"',
        ".SH NAME",
        f"{_roff(name)} \\- {_roff(first.rstrip('.'))}",
        ".SH SYNOPSIS",
        f".B {_roff(path)}",
        _roff(usage),
        ".SH DESCRIPTION",
        _roff(first),
    ]
    for paragraph in paragraphs:
        if paragraph.startswith("\b\n"):
            lines += [".PP", ".nf", *map(_roff, paragraph.removeprefix("\b\n").split("\n")), ".fi"]
        else:
            lines += [".PP", _roff(" ".join(paragraph.split()))]
    records = [record for each in command.get_params(context) if (record := each.get_help_record(context))]
    lines += _listed("OPTIONS", [(option, what) for option, what in records if what])
    if isinstance(command, click.Group):
        children = [(each, command.get_command(context, each)) for each in command.list_commands(context)]
        lines += _listed("COMMANDS", [(each, _paragraphs(child)[0]) for each, child in children if child is not None])
    if context.parent is None:
        lines += _listed("ENVIRONMENT", ENVIRONMENT.items())
        lines += _listed("EXIT STATUS", ((str(status), what) for status, what in STATUSES.items()))
    else:
        lines += [".SH SEE ALSO", f".BR {_roff(path.rpartition(' ')[0].replace(' ', '-'))} (1)"]
    return "\n".join(lines) + "\n"


def _paragraphs(command: click.Command) -> list[str]:
    """Returns the text of a help page as its paragraphs."""
    return [each for each in inspect.cleandoc(command.help or "").split("\n\n") if each.strip()]


def _listed(heading: str, entries: Iterable[tuple[str, str]]) -> list[str]:
    lines = [f".SH {heading}"]
    for name, what in entries:
        lines += [".TP", f".B {_roff(name)}", _roff(" ".join(what.split()))]
    return lines if lines[1:] else []


def _roff(text: str) -> str:
    """Returns *text* with no character left that is a request or an escape; characters outside ASCII are written by
    their numbers.
    """
    safe = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    safe = safe.replace('"', "\\(dq").replace("~", "\\(ti").replace("^", "\\(ha")
    safe = "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in safe)
    return f"\\&{safe}" if safe.startswith(".") else safe


def _day() -> dt.date:
    """Returns the day of the pages: today, or the day that ``SOURCE_DATE_EPOCH`` says for builds that can be
    repeated.

    :raises UsageProblem: ``SOURCE_DATE_EPOCH`` says no day.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return dt.datetime.fromtimestamp(int(given), dt.UTC).date() if given else dt.datetime.now(dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise UsageProblem(f"SOURCE_DATE_EPOCH is no number of seconds since 1970: {given!r}") from None
