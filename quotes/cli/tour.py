"""Leads the tour of ``quotes demo``: screens with a command each, over a store of the bundled articles."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.additions import line_of
from quotes.cli.commands.verify import outcome
from quotes.cli.failures import tell_failure
from quotes.cli.keys import CTRL_C, CTRL_D, read_key, single_keys
from quotes.cli.options import show_rows
from quotes.cli.terminal import colours, styles, width_of
from quotes.output.lines import fact, wrapped
from quotes.output.screen import write_own

if TYPE_CHECKING:
    from quotes.store.database.connect import Store
    from quotes.store.search.sql import Answer

NEXT = (
    ('quotes add FILE --outlet "…" --date 2025-10-10', "keeps articles of your own"),
    ("quotes search WORDS", "finds what was said"),
    ("quotes --help", "lists the commands, each with --help"),
)
"""What to do after the tour."""
PAUSE = "— any key: the next screen, q: enough — "

Screen = tuple[str, str, Callable[[], None]]
"""A command, what it is for, and what prints its answer."""


def show_tour(store: "Store") -> None:
    """Shows all screens, with a pause before each except the first at a terminal, and at the end what to do next."""
    styled = styles(sys.stdout)
    for number, (call, what, answer) in enumerate(_screens(store)):
        if number and not _goes_on():
            break
        width = width_of(sys.stdout)
        click.echo("\n" + styled(wrapped(f"$ quotes {call}", width=width, indent="    "), "speaker"))
        click.echo(wrapped(what, width=width, first="  ", indent="  ") + "\n")
        answer()
    click.echo("\nNext:")
    for command, what in NEXT:
        click.echo(fact(f"  {command:<{max(len(each) for each, _ in NEXT)}}", what, width=width_of(sys.stdout)))


def _goes_on() -> bool:
    """Tests whether the next screen is wanted; at a terminal it waits for a key."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    with single_keys():  # first: what is typed at the sight of the words must find it so
        click.echo(f"\n{PAUSE}", nl=False)
        sys.stdout.flush()
        key = read_key()
    write_own(sys.stdout, "\r" + " " * len(PAUSE) + "\r")
    return key.lower() not in ("q", CTRL_C, CTRL_D, "\x1b")


def _screens(store: "Store") -> Iterator[Screen]:
    """Yields the screens in order, one at a time, because each comes from what the ones before it did."""
    yield (
        "add samples/",
        "Eight of the fictional articles that come with the program: their quotations are found and stored.",
        lambda: _add(store),
    )
    yield "search bridge", "Words, wherever they were said.", lambda: _search(store, "bridge")
    query = 'speaker:"Helena Strand"'
    yield (
        f"search '{query}'",
        "Everything one person said, whatever the article calls her.",
        lambda: _search(store, query),
    )
    if uid := _first_uid(store, query):
        yield (
            f"show {uid[:6]}",
            "One quotation in its passage, with where it comes from.",
            lambda: _show(store, uid),
        )
    yield (
        "report speakers -n 5",
        "Reports are SQL files; quotes report lists them.",
        lambda: _report(store, "speakers", 5),
    )
    sql = "SELECT speaker, words FROM quote_list WHERE via IS NOT NULL ORDER BY speaker LIMIT 5"
    yield f'sql "{sql}"', "Or SQL of your own, reading only.", lambda: _sql(store, sql)
    yield "verify", "The proof that nothing was altered: texts and offsets.", lambda: _verify(store)


def _add(store: "Store") -> None:
    from quotes.ingest import Item
    from quotes.output.summary import Summary
    from quotes.samples import demo_articles
    from quotes.workflow import add

    summary, at_terminal = Summary(dry_run=False), sys.stdout.isatty()
    items = (Item(article.id or "", None, None, article) for article in demo_articles())
    width, styled = width_of(sys.stdout), styles(sys.stdout)
    for number, added in enumerate(add(store, items, {}, command="demo")):
        line = line_of(added)
        summary.count(line)
        if added.failed:
            tell_failure(added.item.place, added.item.error)
        if line is not None:
            click.echo(line.text(full=number == 0, width=width, styled=styled, broken=at_terminal), nl=False)
    click.echo(wrapped(summary.text("a temporary database"), width=width, indent="  "))


def _found(store: "Store", query: str) -> Sequence[Mapping[str, Any]]:
    from quotes.store.query.filters import Filter
    from quotes.store.search.search import search

    with store.reading() as session:
        return search(session, query, Filter())


def _search(store: "Store", query: str) -> None:
    from quotes.output.reading import block

    width, styled = width_of(sys.stdout), styles(sys.stdout)
    click.echo("\n\n".join(block(row, width=width, styled=styled) for row in _found(store, query)))


def _first_uid(store: "Store", query: str) -> str | None:
    return next((str(row["uid"]) for row in _found(store, query)), None)


def _show(store: "Store", uid: str) -> None:
    from quotes.output.passage import quotation_page
    from quotes.output.rows import as_row
    from quotes.store.search.show import show

    with store.reading() as session:
        page = as_row(show(session, uid))
    coloured = colours(sys.stdout)
    click.echo(quotation_page(page, width=width_of(sys.stdout), styled=styles(sys.stdout), colours=coloured))


def _report(store: "Store", name: str, most: int) -> None:
    from quotes.store.search.run_report import report

    with store.reading() as session:
        _, answer = report(session, name, most=most)
    _table(answer)


def _sql(store: "Store", query: str) -> None:
    from quotes.store.search.sql import run_sql

    with store.reading() as session:
        _table(run_sql(session, query))


def _table(answer: "Answer") -> None:
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    show_rows(rows, answer.columns, "table", None)


def _verify(store: "Store") -> None:
    from quotes.store.database.verify import verify

    with store.reading() as session:
        said = outcome(verify(session))
    click.echo(wrapped(said, width=width_of(sys.stdout), indent="  "))
