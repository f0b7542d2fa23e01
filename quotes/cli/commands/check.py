"""``quotes check``."""

import datetime as dt
from pathlib import Path
from typing import Any

import click

from quotes.cli.options import Day, database_options, opened, output_options
from quotes.cli.options.pictures import PAGES, Ending
from quotes.errors import NotFound, ProblemsFound, UsageProblem

MOST = 500
"""Quotations of a draft that are checked unless -n says otherwise."""


@click.command()
@click.argument("draft", required=False, metavar="DRAFT")
@click.option("--words", metavar="WORDS", help="Ask about these words instead of a draft.")
@click.option("--speaker", metavar="NAME", help="Who is to have said --words.")
@click.option("--date", "published_on", type=Day(), help="Day of the draft: “on Friday” becomes a date.")
@click.option("--strict", is_flag=True, help="Exit status 7 also where a quotation is unknown.")
@click.option("--html", "page", type=Ending(PAGES, "a page"), metavar="FILE", help="Write a page to read and to print.")
@output_options("text", most=f"{MOST}", columns=False)
@database_options
def command(
    database: dict[str, Any],
    draft: str | None,
    words: str | None,
    speaker: str | None,
    published_on: dt.date | None,
    strict: bool,
    page: Path | None,
    form: str,
    output: Path | None,
    limit: int | None,
) -> None:
    """Check the quotations of a draft against the store: words, speaker, date and outlet.

    \b
    quotes check draft.docx
    quotes check draft.md --html checked.html
    cat draft.txt | quotes check - --json --strict
    quotes check --words "we will not pay for the bridge" --speaker "Dana Okafor"

    DRAFT is text, Markdown, HTML, .docx or a URL.  A quotation is exact (a cut at its ends, capitals, spelling,
    digits, square brackets are an editor's), altered, another speaker's, of another date or outlet, or unknown.
    Where the words stand is told with the first appearance first.

    Exit status 7 where one is altered or another speaker's.
    """
    from quotes.cli.checking import checked_rows, draft_of, one_claim, problem_of, show_checked, write_page
    from quotes.store.search.appearances import is_empty

    if (draft is None) == (words is None):
        raise UsageProblem("name a draft, or give words with --words")
    if speaker is not None and words is None:
        raise UsageProblem("--speaker belongs to --words; a draft says itself who speaks")
    with opened(database) as store, store.reading() as session:
        if is_empty(session):
            raise NotFound(f"{store.place} holds no quotation to check against; quotes add fills it")
        asked = one_claim(words, speaker) if words is not None else draft_of(draft or "", published_on)
        rows = checked_rows(session, asked, MOST if limit is None else limit)
    for note in asked.notes:
        click.echo(f"quotes: {note}", err=True)
    if page is not None:
        write_page(rows, asked.name, page)
    show_checked(rows, form, output)
    if (problem := problem_of(rows, strict=strict)) is not None:
        raise ProblemsFound(problem)
