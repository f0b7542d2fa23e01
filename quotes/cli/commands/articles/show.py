"""``quotes articles show``."""

import sys
from collections.abc import Mapping
from typing import Any

import click

from quotes.cli.options import database_options, opened
from quotes.cli.terminal import styles, width_of


@click.command("show")
@click.argument("article", metavar="ID|URL")
@click.option("--text", "with_text", is_flag=True, help="The text, as stored.")
@click.option("--json", "as_json", is_flag=True, help="All that is known of it, versions and quotations, as JSON.")
@database_options
def command(database: Mapping[str, Any], article: str, with_text: bool, as_json: bool) -> None:
    """Show one article: where it comes from, its versions, its quotations.

    \b
    quotes articles show a4ab7
    quotes articles show https://example.com/bridge --text
    quotes articles show a4ab7 --json --text
    """
    from quotes.output.article import article_lines, article_record
    from quotes.output.reading import block
    from quotes.output.rows import as_row
    from quotes.output.screen import data_stream
    from quotes.output.tables import one_line
    from quotes.store.articles.lookup import find_article, line_of, version_lines
    from quotes.store.search.rows import whole_rows
    from quotes.store.search.show import of_article

    with opened(database) as store, store.reading() as session:
        row = find_article(session, article)
        facts = {
            **as_row(line_of(session, row.id)),
            "byline": row.byline,
            "language": row.language,
            "section": row.section,
        }
        facts |= {"external_id": row.external_id, "text_sha256": row.text_sha256}
        versions = [as_row(each) for each in version_lines(session, row.story_key)]
        quotations = list(whole_rows(session, of_article(session, row.id)))
        text = row.text
    if as_json:
        text = (text or "") if with_text else None
        click.echo(one_line(article_record(facts, versions, quotations, text=text)))
        return
    if with_text:
        data_stream(sys.stdout).write(text or "")
        return
    for line in article_lines(facts, versions, width=width_of(sys.stdout)):
        click.echo(line)
    click.echo("")
    for each in quotations:
        brief = {**each, "outlet": None, "published_on": None, "title": None}
        click.echo(block(brief, width=width_of(sys.stdout), styled=styles(sys.stdout)) + "\n")
