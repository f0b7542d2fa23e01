"""``quotes review``."""

import random
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import Number, database_options, filter_options, opened, show_rows
from quotes.errors import UsageProblem

if TYPE_CHECKING:
    from quotes.store.query.filters import Filter


@click.command()
@click.option("--query", default="", metavar="QUERY", help="Those that quotes search QUERY finds.")
@click.option("--sample", "size", type=Number(1), metavar="N", help="N at random, then their precision.")
@click.option("--seed", type=int, metavar="S", help="The same seed draws the same sample.  [default: a new one, said]")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the verdicts on the sample as CSV, beside what had been found.",
)
@filter_options
@database_options
def command(
    database: Mapping[str, Any],
    query: str,
    size: int | None,
    seed: int | None,
    output: Path | None,
    filters: "Filter",
) -> None:
    """Look at quotations one by one, the doubtful first; a key decides, and is stored at once.

    \b
    quotes review
    quotes review --outlet "Example Daily" --since 2025-10-01
    quotes review --sample 100 --seed 7 -o verdicts.csv

    Keys: y right, e edit the words, s another speaker, r reject, k skip, n note, u undo, ? help, q quit.  A sample is
    drawn from all that the filters keep, decided or not, and ends with the share that was right and its interval.
    """
    from quotes.cli.review import Review
    from quotes.output.review import precision_line
    from quotes.output.rows import as_row
    from quotes.plurals import counted
    from quotes.store.review.review import by_doubt, is_open, precision, sample
    from quotes.store.review.verdicts import COLUMNS, verdicts

    if seed is not None and size is None:
        raise UsageProblem("--seed belongs to --sample N")
    if output is not None and size is None:
        raise UsageProblem("-o belongs to --sample N; quotes export writes what was decided")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageProblem("review asks at a terminal; quotes confirm, correct and reject work without one")
    with opened(database, read_only=False) as store:
        with store.reading() as session:
            if size is None:
                queue = drawn = by_doubt(session, query, filters)
            else:
                seed = seed if seed is not None else random.SystemRandom().randrange(10_000)
                drawn = sample(session, query, filters, size, seed)
                queue = [each for each in drawn if is_open(session, each)]
                decided = f", {len(drawn) - len(queue)} of them decided already" if len(queue) < len(drawn) else ""
                click.echo(f"{counted(len(drawn), 'quotation')} at random (--seed {seed}){decided}")
        if not drawn:
            click.echo("nothing to review: no undecided quotations" if size is None else "nothing to review")
            return
        review = Review(store, queue)
        try:
            if queue:
                review.run()
        finally:
            counts = ", ".join(f"{count} {what}" for what, count in review.counts().items() if count)
            click.echo(f"\n{counts or 'nothing decided'}; quotes log lists decisions")
            if size is not None:
                with store.reading() as session:
                    click.echo(precision_line(as_row(precision(session, drawn))))
                    if output is not None:
                        show_rows(verdicts(session, drawn), COLUMNS, "csv", output)
                        click.echo(f"{counted(len(drawn), 'verdict')} in {output}")
