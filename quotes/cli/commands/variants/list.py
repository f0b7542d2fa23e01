"""``quotes variants list``."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import (
    QueryCommand,
    database_options,
    filter_options,
    opened,
    output_options,
    show_rows,
    stream_for,
)
from quotes.cli.options.query import query_text
from quotes.cli.terminal import styles, width_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from quotes.store.query.filters import Filter
    from quotes.store.search.variants import Family

_ID = re.compile(r"\d{1,18}|q[a-z2-7]{6,16}")
"""What is an id, or a uid or long enough a beginning of one: words such as *queen* are shorter."""
WHOLE_UID = 17
FAMILIES = 20
"""Families shown for the eye unless -n says otherwise."""


@click.command("list", cls=QueryCommand)
@click.argument("query", nargs=-1, metavar="[ID|QUERY]…")
@filter_options
@output_options("text", most=f"{FAMILIES} utterances as text, else all", columns=True)
@database_options
def command(
    database: dict[str, Any],
    query: tuple[str, ...],
    filters: "Filter",
    form: str,
    output: Path | None,
    limit: int | None,
) -> None:
    """Show each wording of an utterance: who carried it, when first, and what differs.

    \b
    quotes variants list qabc123
    quotes variants qabc123
    quotes variants '"this bridge"' --since 2025-03
    quotes variants --speaker "Dana Okafor" --csv

    Without an id or a query: of everything, what most outlets carried first.  Words in [-brackets-] are those of a
    fuller wording; words in {+braces+} are only here.  -n N counts utterances.
    """
    from quotes.output.rows import as_row
    from quotes.output.screen import stream_of
    from quotes.output.variants import COLUMNS, family_page, variant_rows

    most = FAMILIES if limit is None and form == "text" else limit
    with opened(database) as store, store.reading() as session:
        found = [as_row(each) for each in _asked(session, query_text(query), filters, most)]
    if not found:
        click.echo("-n 0 asks for no rows" if limit == 0 else "nothing was printed twice", err=True)
    if form != "text":
        show_rows(variant_rows(found), COLUMNS, form, output)
        return
    with stream_for(output) as out:
        stream = stream_of(out, form)
        for each in found:
            stream.write(family_page(each, width=width_of(stream), styled=styles(stream)) + "\n\n")
    if limit is None and len(found) == FAMILIES:
        click.echo(f"the first {FAMILIES} shown; -n N shows more", err=True)


def _asked(session: "Session", query: str, filters: "Filter", most: int | None) -> "list[Family]":
    """Returns the family of the quotation that *query* names, else those of the quotations that it finds.

    :raises NotFound: it is a whole uid, and there is no such quotation.
    """
    from quotes.cli.search import say_remarks
    from quotes.errors import NotFound
    from quotes.store.query.identifiers import find_quote
    from quotes.store.search.variants import families, family_of, labels

    if _ID.fullmatch(query):
        try:
            found = family_of(session, find_quote(session, query), all_versions=filters.all_versions)
            return [] if found is None else [found]
        except NotFound:
            if len(query) == WHOLE_UID:
                raise
    if query:
        say_remarks(session, query)
    wanted = labels(session, query, filters, limit=most)
    return list(families(session, wanted, all_versions=filters.all_versions))
