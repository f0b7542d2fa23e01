"""``quotes demo``."""

import sys
import tempfile
from pathlib import Path

import click

from quotes.cli.failures import tell_failure
from quotes.cli.options import show_rows
from quotes.cli.terminal import colours, styles, width_of


@click.command()
def command() -> None:
    """A two-minute tour on bundled articles, offline, in a temporary database.

    \b
    quotes demo
    """
    from quotes.cli.additions import line_of
    from quotes.ingest import Item
    from quotes.output.passage import quotation_page
    from quotes.output.reading import block
    from quotes.output.rows import as_row
    from quotes.output.summary import Summary
    from quotes.plurals import counted
    from quotes.samples import articles
    from quotes.store.database.connect import open_store
    from quotes.store.database.verify import verify
    from quotes.store.query.filters import Filter
    from quotes.store.search.search import search
    from quotes.store.search.show import show
    from quotes.store.search.sql import report, run_sql
    from quotes.workflow import add

    width, styled = width_of(sys.stdout), styles(sys.stdout)

    def step(call: str, what: str) -> None:
        click.echo(styled(f"\n$ quotes {call}", "speaker") + f"\n  {what}\n")

    with (
        tempfile.TemporaryDirectory(prefix="quotes-demo-") as folder,
        open_store(str(Path(folder) / "demo.db"), create=True) as store,
    ):
        step(
            "add samples/",
            "Eight fictional articles come with the program: their quotations are found and stored.",
        )
        summary = Summary(dry_run=False)
        items = (Item(article.id or "", None, None, article) for article in articles())
        for number, added in enumerate(add(store, items, {}, command="demo")):
            line = line_of(added)
            summary.count(line)
            if added.failed:
                tell_failure(added.item.place, added.item.error)
            if line is not None:
                click.echo(line.text(full=number == 0, width=width, styled=styled), nl=False)
        click.echo(summary.text("a temporary database"))
        with store.reading() as session:
            step("search bridge", "Words, wherever they were said.")
            rows = search(session, "bridge", Filter())
            click.echo("\n\n".join(block(row, width=width, styled=styled) for row in rows))
            step(
                "search 'speaker:\"Helena Strand\"'",
                "Everything one person said, whatever the article calls her.",
            )
            rows = search(session, 'speaker:"Helena Strand"', Filter())
            click.echo("\n\n".join(block(row, width=width, styled=styled) for row in rows))
            if rows:
                uid = rows[0]["uid"]
                step(f"show {uid[:6]}", "One quotation in its passage, with where it comes from.")
                page = as_row(show(session, uid))
                click.echo(quotation_page(page, width=width, styled=styled, colours=colours(sys.stdout)))
            step("report speakers -n 5", "Reports are SQL files; quotes report lists them.")
            _, table = report(session, "speakers", most=5)
            show_rows(
                [dict(zip(table.columns, row, strict=True)) for row in table.rows],
                table.columns,
                "table",
                None,
            )
            query = "SELECT speaker, words FROM quote_list WHERE via IS NOT NULL ORDER BY speaker LIMIT 5"
            step(f'sql "{query}"', "Or SQL of your own, reading only.")
            table = run_sql(session, query)
            show_rows(
                [dict(zip(table.columns, row, strict=True)) for row in table.rows],
                table.columns,
                "table",
                None,
            )
            step("verify", "Every stored quotation is still letter for letter in its article.")
            checked = verify(session)
            click.echo(
                f"{counted(checked.quotations, 'quotation')} in {counted(checked.articles, 'article')}: "
                f"{counted(len(checked.problems), 'problem')}"
            )
    click.echo(
        '\nYour own: quotes add article.txt --outlet "…" --date 2025-10-10 · quotes search WORDS · quotes --help'
    )
