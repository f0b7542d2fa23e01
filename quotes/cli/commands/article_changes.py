"""``quotes articles set | reextract | rm | gold``."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from quotes.cli.commands.speaker_changes import show_erasure
from quotes.cli.deciding import decision_options, sure, tell, yes_option
from quotes.cli.failures import tell_failure
from quotes.cli.options import Day, database_options, opened, output_options, show_rows, stream_for
from quotes.errors import SomeInputsFailed, UsageProblem


@click.command("set")
@click.argument("article", metavar="ID|URL")
@click.option("--title", metavar="TEXT", help="Its headline; empty takes it away, as below.")
@click.option("--byline", metavar="NAME", help="Who wrote it.")
@click.option("--date", "published_on", type=Day(), help="Day of publication.")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--language", metavar="CODE", help="Its language (en).")
@decision_options
def set_(
    database: Mapping[str, Any],
    article: str,
    title: str | None,
    byline: str | None,
    published_on: dt.date | None,
    outlet: str | None,
    language: str | None,
    why: str | None,
    dry_run: bool,
) -> None:
    """Change what is known of an article.  A new date gives "on Friday" its day anew.

    \b
    quotes articles set a4ab7 --date 2025-10-10 --title "Bridge opens"
    """
    from quotes.workflow import set_article

    given = {
        "title": title,
        "byline": byline,
        "published_on": published_on,
        "outlet": outlet,
        "language": language,
    }
    fields = {name: value for name, value in given.items() if value is not None}
    with opened(database, read_only=False) as store:
        receipt = set_article(store, article, fields, dry_run=dry_run, note=why)
    tell(receipt, dry_run=dry_run)


@click.command()
@click.argument("articles", nargs=-1, metavar="[ID|URL]…")
@click.option("--outlet", metavar="NAME", help="All that it published.")
@click.option("--since", type=Day(), help="All published on or after.")
@click.option("--until", type=Day(), help="All published on or before.")
@click.option("--stale", is_flag=True, help="Only those that another version of the program has read.")
@output_options("text")
@yes_option
@decision_options
def reextract(
    database: Mapping[str, Any],
    articles: tuple[str, ...],
    outlet: str | None,
    since: dt.date | None,
    until: dt.date | None,
    stale: bool,
    form: str,
    output: Path | None,
    limit: int | None,
    yes: bool,
    why: str | None,
    dry_run: bool,
) -> None:
    """Read stored articles again with this version of the program, and say what changes.

    \b
    quotes articles reextract --dry-run
    quotes articles reextract a4ab7
    quotes articles reextract --stale --csv -o changes.csv

    Without IDs all current articles, or those that the filters keep.  What people decided is never changed; what
    isn't found any more is withdrawn, not deleted.  It is one operation, which quotes undo takes back.
    """
    from quotes.plurals import counted
    from quotes.store.articles.lookup import article_ids, find_article
    from quotes.store.query.filters import Filter
    from quotes.store.review.reextract import QuotationChange
    from quotes.workflow import EXTRACTOR, Failed
    from quotes.workflow import reextract as read_again

    filters = Filter(outlet=outlet, since=since, until=until)
    if articles and (filters != Filter() or stale):
        raise UsageProblem("name articles by their ids, or by filters, not by both")
    totals: Counter[str] = Counter()
    changes: list[QuotationChange] = []
    number = failed = 0
    with opened(database, read_only=False) as store:
        with store.reading() as session:
            if articles:
                ids = [find_article(session, each).id for each in articles]
            else:
                ids = article_ids(session, filters, other_than=EXTRACTOR if stale else None)
        if not articles and ids:
            click.echo(f"{counted(len(ids), 'article')} to read again", err=True)
            sure("Read again?", yes=yes, dry_run=dry_run)
        for operation, done in read_again(store, ids, dry_run=dry_run, note=why):
            if isinstance(done, Failed):
                failed += 1
                tell_failure(done.article, done.error)
                continue
            number = operation
            changes += done.changes
            totals.update({
                name: getattr(done, name) for name in ("same", "changed", "added", "withdrawn", "decided")
            })  # fmt: skip
    rows = (each._asdict() for each in changes[:limit])
    if form != "text":
        show_rows(rows, QuotationChange._fields, form, output)
    else:
        with stream_for(output) as stream:
            for each in changes[:limit]:
                stream.write(line_of(each) + "\n")
    counts = f"{totals['same']} the same, {totals['changed']} changed, {totals['added']} added, "
    counts += f"{totals['withdrawn']} withdrawn, {totals['decided']} left as people decided them"
    if failed:
        counts += f", {counted(failed, 'article')} failed"
    undo = ""
    if number and any(totals[name] for name in ("changed", "added", "withdrawn")):
        undo = " (dry run: nothing was changed)" if dry_run else f" (quotes undo {number} takes it back)"
    click.echo(f"{counted(len(ids), 'article')}: {counts}{undo}", err=form != "text")
    if failed:
        raise SomeInputsFailed  # which and why has been said


def line_of(change: Any) -> str:
    """One change for the eye."""
    words = " ".join(change.words.split())
    short = f"{words[:60]}…" if len(words) > 60 else words
    if change.change in ("added", "withdrawn", "back"):
        return f"{change.quotation}  {change.change:<9} “{short}” — {change.after or change.before or 'nobody'}"
    return f"{change.quotation}  {change.change}: {change.before or 'none'} → {change.after or 'none'}  “{short}”"


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ID|URL…")
@yes_option
@decision_options
def rm(database: Mapping[str, Any], articles: tuple[str, ...], yes: bool, why: str | None, dry_run: bool) -> None:
    """Erase articles in all their versions, with quotations and what the log holds of them.  Nothing takes it back.

    \b
    quotes articles rm a4ab7
    """
    from quotes.store.articles.erase import erase_articles, planned_article_erasure

    with opened(database, read_only=False) as store:
        with store.reading() as session:
            plan = planned_article_erasure(session, articles)
        show_erasure(plan)
        sure("Erase for good?", yes=yes, dry_run=dry_run)
        if dry_run:
            click.echo("dry run: nothing was changed")
            return
        with store.writing() as session:
            receipt = erase_articles(session, articles, note=why)
        store.settle()
    click.echo(f"{receipt.said}; nothing takes this back")


@click.command()
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@database_options
def gold(database: Mapping[str, Any], output: Path | None) -> None:
    """What people decided about quotations, as gold for quotes evaluate: one article a line.

    \b
    quotes articles gold -o gold.jsonl
    quotes evaluate gold.jsonl
    """
    from quotes.store.review.gold_export import gold_articles

    with opened(database) as store, store.reading() as session, stream_for(output) as stream:
        count = 0
        for count, article in enumerate(gold_articles(session), 1):  # noqa: B007
            stream.write(json.dumps(article, ensure_ascii=False) + "\n")
    if not count:
        click.echo("nobody has decided about quotations of an article yet", err=True)
