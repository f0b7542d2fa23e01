"""``quotes extract``."""

import datetime as dt
from pathlib import Path
from typing import Any

import click

from quotes.cli.options import Day, stream_for, styles, width_of
from quotes.errors import SomeInputsFailed, UsageProblem


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE…")
@click.option("-f", "--format", "form", type=click.Choice(["text", "jsonl", "json"]), default="text", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Same as -f json.")
@click.option("--jsonl", "as_jsonl", is_flag=True, help="Same as -f jsonl.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@click.option("--date", "published_on", type=Day(), help="Day of publication: “on Friday” becomes a date.")
@click.option("--byline", metavar="NAME", help="Who wrote it: whom “I” stands for in a column.")
@click.option("--map", "mapping", multiple=True, metavar="FIELD=KEY", help="Another key in records: text=body.")
@click.option("--explain", is_flag=True, help="The candidates for each quotation, and what spoke for them.")
def command(
    sources: tuple[str, ...],
    form: str,
    as_json: bool,
    as_jsonl: bool,
    output: Path | None,
    published_on: dt.date | None,
    byline: str | None,
    mapping: tuple[str, ...],
    explain: bool,
) -> None:
    """Find quotations and who said them; no database is touched.

    \b
    quotes extract article.txt
    quotes extract -f jsonl articles.jsonl > quotations.jsonl
    cat article.txt | quotes extract - --explain

    With -f jsonl one line an article, in input order.
    """
    if not sources:
        raise UsageProblem("say what to read: a file, a folder, a URL, or - for standard input")
    from dataclasses import replace

    from quotes.cli.add_ import mapping_of
    from quotes.ingest import read
    from quotes.output.records import article_record
    from quotes.output.tables import one_line
    from quotes.pipeline import extract_quotes

    form = "json" if as_json else "jsonl" if as_jsonl else form
    failed = 0
    given: dict[str, Any] = {k: v for k, v in (("published_on", published_on), ("byline", byline)) if v}
    with stream_for(output) as stream:
        first = True
        if form == "json":
            stream.write("[")
        for item in read(sources, mapping=mapping_of(mapping)):
            if item.article is None:
                failed += 1
                click.echo(f"quotes: {item.place} {item.error}", err=True)
                continue
            for note in item.notes:
                click.echo(f"quotes: {item.place}: {note}", err=True)
            article = replace(item.article, **given)
            quotes = extract_quotes(article, explain=explain)
            if form == "text":
                stream.write(_for_the_eye(article.id, quotes, width_of(stream), styles(stream)))
            else:
                lead = "" if form == "jsonl" else "\n" if first else ",\n"
                stream.write(lead + one_line(article_record(article.id, quotes)) + ("\n" if form == "jsonl" else ""))
            first = False
        if form == "json":
            stream.write("\n]\n" if not first else "]\n")
    if failed:
        raise SomeInputsFailed  # which and why has been said


def _for_the_eye(name: str | None, quotes: Any, width: int, styled: Any) -> str:
    from quotes.output.reading import block, counted

    parts = [f"{name}: {counted(len(quotes), 'quotation')}\n\n" if name else ""]
    for quote in quotes:
        row = {
            "words": quote.text,
            "speaker": quote.speaker,
            "via": quote.via,
            "said_on": quote.said_on,
            "said_on_end": quote.said_on_end,
            "said_on_phrase": quote.said_on_phrase,
            "confidence": quote.confidence,
            "uid": quote.reason or quote.uncredited_because,
        }
        parts.append(block(row, width=width, styled=styled) + "\n")
        for candidate in quote.explanation.get("candidates", ()):
            parts.append(f"      {candidate['probability']:.3f}  {' '.join(candidate['candidate'].split())}\n")
            weighed = ", ".join(f"{name} {weight:+.2f}" for name, weight in candidate["features"].items())
            parts.append(f"             {weighed}\n")
        parts.append("\n")
    return "".join(parts)
