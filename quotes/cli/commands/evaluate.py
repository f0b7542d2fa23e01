"""``quotes evaluate``."""

import json
import sys
from pathlib import Path

import click


@click.command()
@click.argument("gold", required=False, type=click.Path(path_type=Path))
@click.option("--report", "full", is_flag=True, help="Every figure and every slice.")
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="Print the first N errors.")
@click.option("--predictions", type=click.Path(path_type=Path), help="Score this output of quotes extract instead.")
def command(gold: Path | None, full: bool, as_json: bool, errors: int, predictions: Path | None) -> None:
    """Score extraction against gold articles; without a file, against the bundled ones.

    \b
    quotes evaluate
    quotes evaluate gold.jsonl --report

    who F1 is the headline: right words, right resolved speaker.
    """
    from quotes.evaluate import figures, load_gold, load_predictions, report, score
    from quotes.samples import gold_path

    articles = load_gold(gold or gold_path())
    found = load_predictions(predictions) if predictions is not None else _extracted(articles)
    scores = score(articles, found)
    if as_json:
        click.echo(json.dumps(figures(scores)))
        return
    if full:
        sys.stdout.write(report(scores))
    else:
        shown = figures(scores)
        for name in (
            "articles",
            "quote segments",
            "detection recall",
            "who F1",
            "who F1, loose",
            "false credit",
        ):
            value = shown[name]
            click.echo(f"{name:18} {value:.3f}" if isinstance(value, float) else f"{name:18} {value}")
    texts = {each["id"]: each["text"] for each in articles}
    for name, segment, predicted, kind in scores.errors[:errors]:
        text = texts[name]
        around = text[max(0, segment["start"] - 120) : segment["end"] + 120].replace("\n", " ¶ ")
        click.echo(f"\n[{kind}] {name}: gold {segment.get('speaker')!r}, got {predicted!r}\n   …{around}…")


def _extracted(articles: list[dict[str, object]]) -> dict[str, list[dict[str, object]]]:
    from quotes.ingest.records import article_of_record
    from quotes.output.records import quote_record
    from quotes.pipeline import extract_quotes

    found: dict[str, list[dict[str, object]]] = {}
    for number, record in enumerate(articles, 1):
        article = article_of_record(record, str(number))
        found[str(record["id"])] = [quote_record(quote) for quote in extract_quotes(article)]
    return found
