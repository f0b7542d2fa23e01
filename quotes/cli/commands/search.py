"""``quotes search``."""

from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import One, QueryCommand, Rows, database_options, opened, row_options, show_rows, stream_for
from quotes.cli.search import Search, say_remarks
from quotes.cli.seconds import Seconds
from quotes.store.query.language import Order

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from quotes.store.query.filters import Filter
    from quotes.store.query.language import Query

DEFAULT_LIMIT = 50
"""Results shown for the eye unless -n says otherwise."""


@click.command(cls=QueryCommand)
@click.option(
    "--order",
    type=One("order", [order.value for order in Order]),
    default=Order.DATE.value,
    show_default=True,
    help="Newest, oldest, best fitting, latest said, surest or latest stored first.",
)
@click.option("--reverse", is_flag=True, help="Reverse the order.")
@click.option("--exact", is_flag=True, help="Look for QUERY letter for letter: capitals, marks and blanks count.")
@click.option("--regex", is_flag=True, help="QUERY is a regular expression (Python's).")
@click.option(
    "--timeout",
    type=Seconds(some=True),
    metavar="SECONDS",
    help="Stop --exact and --regex after so long.  [default: 20]",
)
@row_options("text", most=f"{DEFAULT_LIMIT} as text or table, else all")
@database_options
def command(
    database: dict[str, Any],
    query: str,
    order: str,
    reverse: bool,
    exact: bool,
    regex: bool,
    timeout: float | None,
    filters: "Filter",
    rows: Rows,
) -> None:
    """Find stored quotations.

    \b
    quotes search insurmountable
    quotes search '"special friendly feeling" or peace -war' --speaker "Kim Jong Un" --since 2025-10-01
    quotes search 'speaker:Radchenko said:2025-10..2025-11 diplom*' --csv
    quotes search --order relevance bridge toll
    quotes search --regex '£[0-9.]+(bn|m)' --outlet Courier
    quotes search bridge --count
    quotes search bridge --columns uid,speaker,words -n 20 --offset 20

    Words must all occur; "a phrase", -not, or, prefix*, (parentheses), AND, OR, NOT.  Narrow with speaker: outlet:
    via: said: date: kind: status: modality: confidence: title: byline: section: about: (words near by) and party: or
    what else is stated of speakers (the same one twice means either; -speaker:X leaves out; dates: 2025-10, -2w,
    yesterday, a..b).
    """
    most = rows.limit if rows.limit is not None or rows.form not in ("text", "table") else DEFAULT_LIMIT
    search = Search(query, filters, Order(order), most, exact, regex, timeout, reverse, rows.offset)
    with opened(database) as store, store.reading() as session:
        parsed = search.query(session)
        say_remarks(session, parsed)
        if rows.count:
            with stream_for(rows.output) as stream:
                stream.write(f"{search.count(session)}\n")
            return
        columns = rows.shown_columns(brief=True)
        with search.rows(session, parsed) as found:
            written = show_rows(
                rows.complete(session, found, columns),
                columns,
                rows.form,
                rows.output,
                as_blocks=rows.as_blocks,
                whole=not rows.as_blocks,
                places=lambda words: search.places(parsed, words),
            )
        for line in _remarks_behind(session, search, parsed, written, limited=rows.limit is not None):
            click.echo(line, err=True)


def _remarks_behind(session: "Session", search: Search, query: "Query", written: int, *, limited: bool) -> list[str]:
    """Returns what is said behind *written* rows that were shown: how many there are, or why there are none."""
    if search.most == 0:
        return ["-n 0 asks for no rows" + ("" if search.regex else f"; there are {search.count(session)}")]
    first = f"{search.offset + 1:,} to {search.offset + written:,}" if search.offset else f"{written}"
    if written and written == search.most and not limited:
        if search.regex:
            return [f"the first {written} shown; -n N shows more"]
        if (total := search.count(session)) > search.offset + written:
            return [f"{first} of {total} shown; -n {total} shows all"]
    if written:
        return []
    if search.offset and (total := search.count(session)):
        return [f"there are only {total}"]
    return ["; ".join(("nothing found", *search.advice(session, query)))]
