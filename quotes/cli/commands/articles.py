"""``quotes articles``."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from quotes.cli.commands.article_changes import gold, reextract, rm, set_
from quotes.cli.options import Day, database_options, opened, output_options, show_rows


@click.group(invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """List articles, show one, compare versions, read them again, change or erase them.

    \b
    quotes articles list --outlet "Example Daily"
    quotes articles versions a4ab7
    quotes articles reextract --dry-run
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@command.command("list")
@click.option("--outlet", metavar="NAME", help="Published by.")
@click.option("--since", type=Day(), help="Published on or after.")
@click.option("--until", type=Day(), help="Published on or before.")
@click.option("--all-versions", is_flag=True, help="Superseded versions too.")
@output_options("table")
@database_options
def list_(
    database: Mapping[str, Any],
    outlet: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    all_versions: bool = False,
    form: str = "table",
    output: Path | None = None,
    limit: int | None = None,
) -> None:
    """Articles, latest first, with their quotations and how many of those people have decided.

    \b
    quotes articles list --outlet "Example Daily" -n 20
    """
    from quotes.store.articles.lookup import ArticleLine, articles
    from quotes.store.query.filters import Filter

    filters = Filter(outlet=outlet, since=since, until=until, all_versions=all_versions)
    with opened(database) as store, store.reading() as session:
        found = articles(session, filters, limit=limit)
    if not found and form in ("table", "text"):
        click.echo("no articles", err=True)
    columns = BRIEF if form in ("table", "text", "md") else ArticleLine._fields
    show_rows((line._asdict() for line in found), columns, form, output)


BRIEF = ("uid", "published_on", "outlet", "title", "version", "quotations", "decided")
"""Columns of a list for the eye."""


@command.command("show")
@click.argument("article", metavar="ID|URL")
@click.option("--text", "with_text", is_flag=True, help="The text, as stored.")
@database_options
def show(database: Mapping[str, Any], article: str, with_text: bool) -> None:
    """One article: where it comes from, its versions, its quotations.

    \b
    quotes articles show a4ab7
    quotes articles show https://example.com/bridge --text
    """
    import sys

    from quotes.cli.options import styles, width_of
    from quotes.output.reading import block
    from quotes.store.articles.lookup import find_article, line_of, version_lines
    from quotes.store.search.show import of_article

    with opened(database) as store, store.reading() as session:
        row = find_article(session, article)
        line = line_of(session, row.id)
        versions = version_lines(session, row.story_key)
        rows = of_article(session, row.id)
        text, byline, language = row.text, row.byline, row.language
    if with_text:
        click.echo(text or "", nl=False)
        return
    facts = [
        ("title", line.title),
        ("byline", byline),
        ("outlet", line.outlet),
        ("published", line.published_on),
        ("url", line.url),
        ("language", language),
        ("article", f"{line.uid}, version {line.version}{'' if versions[-1].uid == line.uid else ', superseded'}"),
        ("versions", ", ".join(each.uid for each in versions) if len(versions) > 1 else None),
        ("extractor", line.extractor or "none: recorded by hand"),
        ("stored", line.added_at.strftime("%Y-%m-%d %H:%M UTC")),
    ]
    for name, value in facts:
        if value not in (None, ""):
            click.echo(f"{name:>10}  {value}")
    click.echo("")
    for each in rows:
        brief = {**each, "outlet": None, "published_on": None, "title": None}
        click.echo(block(brief, width=width_of(sys.stdout), styled=styles(sys.stdout)) + "\n")


@command.command("versions")
@click.argument("article", metavar="ID|URL")
@output_options("text")
@database_options
def versions(database: Mapping[str, Any], article: str, form: str, output: Path | None, limit: int | None) -> None:
    """Which quotations each version added, dropped or altered, word by word.

    \b
    quotes articles versions a4ab7

    [-so-] are words that were taken out, {+so+} words that were put in.
    """
    from quotes.plurals import counted
    from quotes.store.articles.lookup import find_article, version_lines
    from quotes.store.articles.versions import Difference, differences

    with opened(database) as store, store.reading() as session:
        key = find_article(session, article).story_key
        lines = version_lines(session, key)
        found = differences(session, key)[:limit]
    if form != "text":
        show_rows((each._asdict() for each in found), Difference._fields, form, output)
        return
    for line in lines:
        stored = line.added_at.strftime("%Y-%m-%d %H:%M UTC")
        click.echo(f"version {line.version}  {line.uid}  {stored}  {counted(line.quotations, 'quotation')}")
        for each in found:
            if each.version == line.version:
                who = each.speaker_after or each.speaker_before or "nobody credited"
                if each.speaker_before != each.speaker_after and each.change in ("altered", "speaker"):
                    who = f"[-{each.speaker_before or 'nobody'}-] {{+{each.speaker_after or 'nobody'}+}}"
                click.echo(f"  {each.change:<8} {' '.join(each.diff.split())}\n           — {who}")
    if len(lines) == 1:
        click.echo("there is only one version", err=True)


for each in (set_, reextract, rm, gold):
    command.add_command(each)
