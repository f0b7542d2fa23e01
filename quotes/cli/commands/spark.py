"""``quotes spark``."""

import sys

import click

from quotes.cli.failures import tell_failure
from quotes.cli.options import Number, reading_options
from quotes.errors import QuotesError, SomeInputsFailed, UsageProblem


@click.command()
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@reading_options
@click.option("--master", metavar="URL", help="Where Spark runs.  [default: spark-submit's, else all cores here]")
@click.option("--conf", "settings", multiple=True, metavar="NAME=VALUE", help="A setting of Spark; repeat it for more.")
@click.option("--partitions", type=Number(1), metavar="N", help="Cut the work into N tasks.  [default: as IN is cut]")
def command(
    source: str,
    target: str,
    mapping: dict[str, str],
    raw: bool,
    language: str | None,
    master: str | None,
    settings: tuple[str, ...],
    partitions: int | None,
) -> None:
    """Extract articles on Apache Spark, from Parquet to Parquet; no database is touched.

    \b
    quotes spark articles.parquet quotations.parquet
    quotes add quotations.parquet
    spark-submit --master yarn quotes_on_spark.py spark hdfs:///news hdfs:///quotations

    IN is a Parquet file or a folder of such files, with a row an article (text, and perhaps id, outlet, date, title,
    author, url).  OUT is a new folder with a row an article and its quotations, which quotes add stores.  A row that
    cannot be processed says why as "error".  docs/spark.md has the columns, and what a cluster needs.

    Exit status 3 where rows failed; the others are written.
    """
    from quotes.output.lines import wrapped
    from quotes.plurals import counted
    from quotes.spark.job import extract_files, refuse_existing
    from quotes.spark.session import is_here, spark_session

    chosen = dict(_setting(each) for each in settings)
    if is_here(master) and "://" not in target:
        refuse_existing(target)
    with spark_session(master, chosen, progress=sys.stderr.isatty()) as session:
        done = extract_files(
            session, source, target, mapping=mapping, raw=raw, language=language, partitions=partitions
        )
    for identity, reason in done.failures:
        tell_failure(f"{source}: the article {identity or 'without an id'}", QuotesError(reason))
    failed = f", {done.failed:,} failed" if done.failed else ""
    found = f"{counted(done.articles, 'article')}, {counted(done.quotations, 'quotation')}{failed}; in {target}"
    click.echo(wrapped(found, width=80) if sys.stdout.isatty() else found)
    if done.failed:
        raise SomeInputsFailed  # which and why has been said


def _setting(given: str) -> tuple[str, str]:
    """Returns name and value of a setting.

    :raises UsageProblem: it is not written as NAME=VALUE.
    """
    name, equals, value = given.partition("=")
    if not name.strip() or not equals:
        raise UsageProblem(f"--conf {given}: write NAME=VALUE, as spark.driver.memory=4g")
    return name.strip(), value
