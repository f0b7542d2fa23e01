"""``quotes search``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import (
    One,
    QueryCommand,
    columns_for,
    database_options,
    filter_options,
    opened,
    output_options,
    query_text,
    show_rows,
)
from quotes.store.query.language import Order

if TYPE_CHECKING:
    from quotes.store.query.filters import Filter

DEFAULT_LIMIT = 50
"""Results shown for the eye unless -n says otherwise."""


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option(
    "--order",
    type=One("order", [order.value for order in Order]),
    default=Order.DATE.value,
    show_default=True,
    help="Newest, oldest, best fitting, latest said, surest or latest stored first.",
)
@click.option("--reverse", is_flag=True, help="The other way round, whatever the order.")
@click.option("--exact", is_flag=True, help="QUERY is looked for letter for letter: capitals, marks, blanks count.")
@click.option("--regex", is_flag=True, help="QUERY is a regular expression (Python's).")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Stop --exact and --regex after so long.  [default: 20]",
)
@filter_options
@output_options("text")
@database_options
def command(
    database: dict[str, Any],
    query: tuple[str, ...],
    order: str,
    reverse: bool,
    exact: bool,
    regex: bool,
    timeout: float | None,
    filters: "Filter",
    form: str,
    output: Path | None,
    limit: int | None,
) -> None:
    """Find stored quotations.

    \b
    quotes search insurmountable
    quotes search '"special friendly feeling" or peace -war' --speaker "Kim Jong Un" --since 2025-10-01
    quotes search 'speaker:Radchenko said:2025-10..2025-11 diplom*' --csv
    quotes search --order relevance bridge toll
    quotes search --regex '£[0-9.]+(bn|m)' --outlet Courier

    Words must all occur; "a phrase", -not, or, prefix*, (parentheses), AND, OR, NOT.  Narrow with speaker: outlet:
    via: said: date: kind: status: modality: confidence: title: byline: about: (words near by) and party: or what else
    is stated of speakers (the same one twice means either; -speaker:X leaves out; dates: 2025-10, -2w, yesterday,
    a..b).
    """
    from quotes.cli.search import Search
    from quotes.store.search.remarks import remarks
    from quotes.store.search.rows import with_credits
    from quotes.store.search.search import count

    most = limit if limit is not None or form not in ("text", "table") else DEFAULT_LIMIT
    search = Search(query_text(query), filters, Order(order), most, exact, regex, timeout, reverse)
    with opened(database) as store, store.reading() as session:
        parsed = search.query(session)
        for remark in remarks(session, parsed):
            click.echo(f"quotes: {remark}", err=True)
        with search.rows(session, parsed) as rows:
            columns = columns_for(form)
            shown = with_credits(session, rows) if "credits" in columns else rows
            written = show_rows(
                shown, columns, form, output, as_blocks=True, places=lambda said: search.places(parsed, said)
            )
        if limit == 0:
            there = "" if regex else f"; there are {count(session, search.matching(session))}"
            click.echo(f"-n 0 asks for no rows{there}", err=True)
            return
        if most is not None and written == most and limit is None:
            if regex:
                click.echo(f"the first {written} shown; -n N shows more", err=True)
            elif (total := count(session, search.matching(session))) > written:
                click.echo(f"{written} of {total} shown; -n {total} shows all", err=True)
        if not written:
            click.echo("; ".join(("nothing found", *search.advice(session, parsed))), err=True)
