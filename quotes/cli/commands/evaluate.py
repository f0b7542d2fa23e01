"""``quotes evaluate``."""

import json
import sys
from pathlib import Path

import click

from quotes.cli.options import Number


@click.command()
@click.argument("gold", required=False, type=click.Path(path_type=Path))
@click.option("--report", "full", is_flag=True, help="Every figure and every slice.")
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
@click.option("--errors", type=Number(), default=0, metavar="N", help="Print the first N errors.")
@click.option("--predictions", type=click.Path(path_type=Path), help="Score this output of quotes extract instead.")
def command(gold: Path | None, full: bool, as_json: bool, errors: int, predictions: Path | None) -> None:
    """Score extraction against gold articles; without a file, against the bundled ones.

    \b
    quotes evaluate
    quotes evaluate gold.jsonl --report

    who F1 is the headline: right words, right resolved speaker.
    """
    from quotes.evaluate import error_text, figures, headlines, load_gold, load_predictions, report, score
    from quotes.samples import gold_path

    articles = load_gold(gold or gold_path())
    found = load_predictions(predictions) if predictions is not None else _extracted(articles)
    scores = score(articles, found)
    if as_json:
        click.echo(json.dumps(figures(scores)))
        return
    sys.stdout.write(report(scores) if full else headlines(scores))
    texts = {each["id"]: each["text"] for each in articles}
    for error in scores.errors[:errors]:
        click.echo(error_text(error, texts[error[0]]))


def _extracted(articles: list[dict[str, object]]) -> dict[str, list[dict[str, object]]]:
    from quotes.ingest.records import article_of_record
    from quotes.output.records import quote_record
    from quotes.pipeline import extract_quotes

    found: dict[str, list[dict[str, object]]] = {}
    for number, record in enumerate(articles, 1):
        article = article_of_record(record, str(number))
        found[str(record["id"])] = [quote_record(quote) for quote in extract_quotes(article)]
    return found
