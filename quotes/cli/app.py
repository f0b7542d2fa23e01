"""Groups all commands and runs one: errors, Ctrl-C and closed pipes become exit statuses.

A command's module is imported when it is called; ``quotes --help`` needs only Click.
"""

import errno
import os
import sys
import time
import traceback
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING

import click

from quotes.cli.collector import own
from quotes.cli.groups import CommandGroup
from quotes.cli.manual import ENVIRONMENT, STATUSES
from quotes.cli.seconds import Seconds
from quotes.cli.stopping import hear_the_end
from quotes.cli.terminal import close_quietly, open_screens
from quotes.errors import QuotesError
from quotes.extras import do_without_scipy, keep_arrow_small

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "demo": "A two-minute tour on bundled articles, offline, in a temporary database.",
    "add": "Add articles: files, folders, pages, JSON Lines; their quotations are found and stored.",
    "record": "Store one quotation by hand.",
    "extract": "Find quotations and who said them, without a database.",
    "spark": "Extract articles on Apache Spark, from Parquet to Parquet.",
    "evaluate": "Score extraction against gold articles.",
    "search": "Find stored quotations by words, speaker, outlet, date.",
    "show": "Show one quotation in its passage, with where it comes from.",
    "variants": "Show how one utterance was printed, in which wordings, by whom first.",
    "check": "Check the quotations of a draft against the store: words, speaker, date, outlet.",
    "export": "Write quotations as CSV (or another format) for spreadsheets and programs.",
    "import": "Store quotations that are attributed already, from a table: ours, or anyone's.",
    "report": "Run a report; without a name, list the reports.",
    "sql": "Ask the database in SQL, reading only.",
    "speakers": "List speakers, show one, and decide who is who.",
    "outlets": "List outlets, show one, name them, merge several into one.",
    "articles": "List articles, show one, compare versions, read them again, change or erase them.",
    "review": "Look at quotations one by one, the doubtful first, and decide by a key.",
    "confirm": "Say that words and speaker of quotations are right.",
    "correct": "Correct words, speaker, medium or day of quotations.",
    "reject": "Say that these are no quotations: nothing shows them any more.",
    "log": "List what people decided, newest first.",
    "undo": "Take back the newest decision, or a named one.",
    "verify": "Prove that every stored quotation is still letter for letter in its article.",
    "serve": "Search, read and review in a browser.",
    "stats": "Count what the store holds.",
    "db": "Say where the database is; bring it up to date, back it up, check it, copy it.",
    "datasette-config": "Write the metadata with which Datasette shows the database.",
    "completion": "Print a script by which bash, zsh or fish completes commands and options.",
    "man": "Write manual pages, one for each command.",
}
"""Every command and what it does, in the order of the help page."""

DEBUG = "QUOTES_DEBUG"
"""The variable that asks for tracebacks."""
OFF = frozenset({"", "0", "false", "no", "off"})
"""Values of the variable that ask for none, in whatever case."""
INTERRUPTED = 130
LONG = 1000
"""Characters of a message from which on its middle is left out."""
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What writing to standard output may meet."""


class Commands(CommandGroup):
    """The top level of commands by name, which are loaded when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Returns the names of all commands, in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """Returns the command called *name*, loaded from its own module."""
        if name not in COMMANDS:
            return None
        module = import_module(f"quotes.cli.commands.{name.replace('-', '_')}{'_' * iskeyword(name)}")
        command: click.Command = module.command
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Returns the commands and options that begin so, without loading any command."""
        from click.shell_completion import CompletionItem

        found = [CompletionItem(name, help=what) for name, what in COMMANDS.items() if name.startswith(incomplete)]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Writes the list of commands, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Writes what holds of every command."""
        with formatter.section("Environment variables"):
            formatter.write_dl(list(ENVIRONMENT.items()))
        with formatter.section("Exit status"):
            formatter.write_dl([(str(status), what) for status, what in STATUSES.items()])
        formatter.write_paragraph()
        formatter.write_text(
            "Every command has --help.  Times and days: 2025-10-09, 2025-10, 2025, -2w, yesterday, a..b."
        )


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--db", metavar="PATH|URL", help="The database: a file, or postgresql://…  [default: quotes db path]")
@click.option(
    "--wait",
    type=Seconds(),
    metavar="SECONDS",
    help="How long to wait for another writer.  [default: 30]",
)
@click.option("--debug", is_flag=True, help=f"Tracebacks of what fails ({DEBUG}=1 does the same).")
@click.version_option(package_name="quote-tracker", prog_name="quotes")
@click.pass_context
def quotes(ctx: click.Context, db: str | None, wait: float | None, debug: bool) -> None:
    """Find quotations in news, say who said them, and keep them.

    \b
    quotes add article.txt --outlet "Example Daily" --date 2025-10-10
    quotes search insurmountable
    quotes demo
    """
    ctx.obj = {"db": db, "wait": wait, "debug": debug or os.environ.get(DEBUG, "").strip().lower() not in OFF}


def main() -> None:
    """Runs the program: turns errors, Ctrl-C and closed pipes into exit statuses."""
    if os.environ.get("_QUOTES_COMPLETE"):
        from quotes.cli.completion import answer

        sys.exit(answer(quotes))
    own()
    hear_the_end()
    do_without_scipy()
    keep_arrow_small()
    open_screens()  # for good: tracebacks are written behind the end of run
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Carries out *arguments*; returns the exit status."""
    before = sys.stdout, sys.stderr
    open_screens()
    try:
        return _carried_out(arguments)
    finally:
        sys.stdout, sys.stderr = before


def _carried_out(arguments: list[str]) -> int:
    context = None
    try:
        # Not through Click's own main, which ends a closed pipe with status 1 and Ctrl-C too.
        with quotes.make_context("quotes", arguments) as context:
            quotes.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except (KeyboardInterrupt, click.Abort):
        _say("interrupted; what was stored so far is kept")
        return INTERRUPTED
    except OverflowError:
        if _clock_is_right():
            raise
        _say("the machine's clock shows a year that programs cannot tell (after 2262): set it right")
        return 1
    except BrokenPipeError:
        close_quietly()
        return 0
    except OSError as error:
        if error.errno not in FULL:
            raise
        close_quietly()
        _say(f"the output cannot be written ({error.strerror})")
        return 1
    except click.exceptions.NoArgsIsHelpError as bare:
        click.echo(bare.format_message())
    except click.ClickException as problem:
        _say_usage(problem)
        return problem.exit_code
    except QuotesError as error:
        if error.__cause__ is not None and context is not None and (context.obj or {}).get("debug"):
            click.echo("".join(traceback.format_exception(error.__cause__)).rstrip(), err=True)
        if str(error):
            _say(str(error))
        return error.exit_code
    return 0


def _clock_is_right() -> bool:
    try:
        time.time()
    except OverflowError:
        return False
    return True


def _say(message: str) -> None:
    said = " ".join(message.split())
    if len(said) > LONG:  # what was typed is in it, whatever that was
        said = f"{said[: LONG // 2]} … {said[-LONG // 2 :]}"
    click.echo(f"quotes: {said}", err=True)


def _say_usage(problem: click.ClickException) -> None:
    hint = ""
    if isinstance(problem, click.UsageError) and problem.ctx is not None:
        hint = f" (see {problem.ctx.command_path} --help)"
    _say(problem.format_message() + hint)
