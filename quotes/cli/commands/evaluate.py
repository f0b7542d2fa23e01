"""``quotes evaluate``."""

import json
import sys
from pathlib import Path

import click

from quotes.cli.options import Number


@click.command()
@click.argument("gold", nargs=-1, metavar="[GOLD]…", type=click.Path(path_type=Path))
@click.option("--report", "full", is_flag=True, help="Every figure and every slice.")
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
@click.option("--errors", type=Number(), default=0, metavar="N", help="Print the first N errors.")
@click.option("--predictions", type=click.Path(path_type=Path), help="Score this output of quotes extract instead.")
def command(gold: tuple[Path, ...], full: bool, as_json: bool, errors: int, predictions: Path | None) -> None:
    """Score extraction against gold articles; without a file, against the bundled ones.

    \b
    quotes evaluate
    quotes evaluate gold.jsonl --report
    quotes evaluate politics.jsonl sports.jsonl

    who F1 is the headline: right words, right resolved speaker.  Of several files a table: a line each, all together,
    and the outlet of 30 quotations or more that does worst.
    """
    from quotes.evaluate import error_text, figures, headlines, load_gold, load_predictions, report, score
    from quotes.samples import gold_path

    if len(gold) > 1:
        _compare(gold, full or errors > 0 or predictions is not None, as_json)
        return
    articles = load_gold(gold[0] if gold else gold_path())
    found = load_predictions(predictions) if predictions is not None else _extracted(articles)
    scores = score(articles, found)
    if as_json:
        click.echo(json.dumps(figures(scores)))
        return
    sys.stdout.write(report(scores) if full else headlines(scores))
    texts = {each["id"]: each["text"] for each in articles}
    for error in scores.errors[:errors]:
        click.echo(error_text(error, texts[error[0]]))


def _compare(gold: tuple[Path, ...], of_one: bool, as_json: bool) -> None:
    """Score several files into one table."""
    from quotes.errors import UsageProblem
    from quotes.evaluate import compared, comparison, figures, load_gold

    if of_one:
        raise UsageProblem("--report, --errors and --predictions are for one gold file: give one, or leave them out")
    files = {path.stem: load_gold(path) for path in gold}
    if len(files) < len(gold):
        raise UsageProblem("two gold files have the same name: the table could not tell them apart")
    lines = compared(files, {name: _extracted(articles) for name, articles in files.items()})
    sys.stdout.write(
        json.dumps({line.name: figures(line.scores) for line in lines}) + "\n" if as_json else comparison(lines)
    )


def _extracted(articles: list[dict[str, object]]) -> dict[str, list[dict[str, object]]]:
    from quotes.ingest.records import article_of_record
    from quotes.output.records import quote_record
    from quotes.pipeline import extract_quotes

    found: dict[str, list[dict[str, object]]] = {}
    for number, record in enumerate(articles, 1):
        article = article_of_record(record, str(number))
        found[str(record["id"])] = [quote_record(quote) for quote in extract_quotes(article)]
    return found
