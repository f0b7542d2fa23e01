"""``quotes search``."""

import re
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import (
    QueryCommand,
    columns_for,
    database_options,
    filter_options,
    opened,
    output_options,
    query_text,
    show_rows,
)
from quotes.errors import UsageProblem
from quotes.store.query.language import Order

if TYPE_CHECKING:
    from quotes.store.query.filters import Filter

DEFAULT_LIMIT = 50
"""Results shown for the eye unless -n says otherwise."""


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option(
    "--order",
    type=click.Choice([order.value for order in Order]),
    default=Order.DATE.value,
    show_default=True,
    help="Newest, best fitting, latest said, surest or latest stored first.",
)
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

    Words must all occur; "a phrase", -not, or, prefix*.  Narrow with speaker: outlet: via: said: date: kind:
    status: confidence: (the same one twice means either; -speaker:X leaves out; dates: 2025-10, -2w, a..b).
    """
    from quotes.store.database.timeouts import within
    from quotes.store.query.language import Query, parse_query
    from quotes.store.search.exact_search import SECONDS, containing, expression, fitting
    from quotes.store.search.rows import streamed
    from quotes.store.search.search import count, listed, matching, ordered, remarks, suggestion
    from quotes.wording import occurrences

    if exact and regex:
        raise UsageProblem("--exact and --regex exclude each other")
    if timeout is not None and not (exact or regex):
        raise UsageProblem("--timeout is for --exact and --regex")
    words = query_text(query)
    if (exact or regex) and not words:
        raise UsageProblem("say what to look for")
    seconds = SECONDS if timeout is None else timeout
    most = limit if limit is not None or form not in ("text", "table") else DEFAULT_LIMIT
    parsed = Query(()) if exact or regex else parse_query(words)
    pattern = expression(words) if regex else expression(re.escape(words))

    def places(found: str) -> list[tuple[int, int]]:
        if exact or regex:
            return [each.span() for each in pattern.finditer(found) if each.end() > each.start()]
        return occurrences(found, parsed.sought)

    with opened(database) as store, store.reading() as session:
        for remark in remarks(session, parsed):
            click.echo(f"quotes: {remark}", err=True)
        found = matching(session, "" if exact or regex else words, filters)
        if exact:
            found = containing(session, found, words)
        rows: Iterable[dict[str, Any]]
        with within(session, seconds) if exact else nullcontext():
            if regex:
                rows = fitting(session, ordered(found, Order(order)), pattern, limit=most, seconds=seconds)
            elif most is None:
                rows = streamed(session, ordered(found, Order(order), parsed))
            else:
                rows = listed(session, ordered(found, Order(order), parsed), most, parsed)
            written = show_rows(rows, columns_for(form), form, output, as_blocks=True, places=places)
        if most is not None and written == most and limit is None:
            if regex:
                click.echo(f"the first {written} shown; -n N shows more", err=True)
            elif (total := count(session, found)) > written:
                click.echo(f"{written} of {total} shown; -n {total} shows all", err=True)
        if not written:
            better = None if exact or regex else suggestion(session, words)
            click.echo("nothing found" + (f"; try: quotes search '{better}'" if better else ""), err=True)
