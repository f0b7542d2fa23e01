"""``quotes evaluate``."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.options import Number

if TYPE_CHECKING:
    from quotes.model import Article


@click.command()
@click.argument("gold", nargs=-1, metavar="[GOLD]…", type=click.Path(path_type=Path))
@click.option("--report", "full", is_flag=True, help="Every figure and every slice.")
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
@click.option("--errors", type=Number(), default=0, metavar="N", help="Print the first N errors.")
@click.option("--pages", is_flag=True, help="The arguments are folders of raw pages: score what is read from them.")
@click.option("--predictions", type=click.Path(path_type=Path), help="Score this output of quotes extract instead.")
def command(
    gold: tuple[Path, ...], full: bool, as_json: bool, errors: int, pages: bool, predictions: Path | None
) -> None:
    """Score extraction against gold articles; without a file, against the bundled ones.

    \b
    quotes evaluate
    quotes evaluate gold.jsonl --report
    quotes evaluate politics.jsonl sports.jsonl
    quotes evaluate --pages web-html

    who F1 is the headline: right words, right resolved speaker.  Of several files a table: a line each, all together,
    and the outlet of 30 quotations or more that does worst.
    """
    from quotes.evaluate import error_text, figures, headlines, load_gold, load_predictions, report, score
    from quotes.samples import gold_path

    if pages:
        _pages(gold, full or errors > 0 or predictions is not None, as_json)
        return
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
    """Scores several files into one table."""
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


def _pages(folders: tuple[Path, ...], of_gold: bool, as_json: bool) -> None:
    """Scores what is read from pages, and who said what in them against what the same articles' clean texts give."""
    from quotes.errors import UsageProblem
    from quotes.evaluate import figures, moved, page_folder, page_table, score, score_pages
    from quotes.output.records import quote_record
    from quotes.pipeline import extract_quotes

    if of_gold or not folders:
        raise UsageProblem("--pages takes folders of pages, and of the other options only --json")
    lines: list[tuple[str, dict[str, float | None]]] = []
    for path in folders:
        folder = page_folder(path)
        read = {name: article for name, file in folder.pages.items() if (article := _article(file, folder.right[name]))}
        scores = dict(score_pages(folder, read).figures())
        gold = [dict(record) for name, record in folder.gold.items() if name in folder.pages]
        if gold:
            found = {name: [quote_record(quote) for quote in extract_quotes(article)] for name, article in read.items()}
            from_pages = {
                name: moved(quotes, folder.gold[name]["text"]) for name, quotes in found.items() if name in folder.gold
            }
            scores["who F1, page"] = figures(score(gold, from_pages))["who F1"]
            scores["who F1, clean text"] = figures(score(gold, _extracted(gold)))["who F1"]
        lines.append((folder.name, scores))
    sys.stdout.write(json.dumps(dict(lines)) + "\n" if as_json else page_table(lines))


def _article(file: Path, right: Mapping[str, object]) -> "Article | None":
    """Returns the article of a page's file, or None if none can be read."""
    import gzip

    from quotes.errors import UnreadableSource
    from quotes.ingest import read_article

    data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    url = right.get("url")
    try:
        return read_article(data, url=url if isinstance(url, str) else None)
    except UnreadableSource:
        return None


def _extracted(articles: list[dict[str, object]]) -> dict[str, list[dict[str, object]]]:
    from quotes.ingest.records import article_of_record
    from quotes.output.records import quote_record
    from quotes.pipeline import extract_quotes

    found: dict[str, list[dict[str, object]]] = {}
    for number, record in enumerate(articles, 1):
        article = article_of_record(record, str(number))
        found[str(record["id"])] = [quote_record(quote) for quote in extract_quotes(article)]
    return found
