"""Bundled articles, fictional and our own, in the manner of news; with their quotations labelled.

``index.json`` says what each is; ``gold.jsonl`` has their labels in the format that ``quotes evaluate`` takes.
"""

import json
from importlib.resources import as_file, files
from pathlib import Path

from quotes.ingest.dates import parse_date
from quotes.model import Article


def articles() -> tuple[Article, ...]:
    """The sample articles, in the order of the index."""
    folder = files(__name__)
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    return tuple(
        Article(
            text=(folder / entry["file"]).read_text(encoding="utf-8"),
            id=entry["file"].removesuffix(".txt"),
            outlet=entry["outlet"],
            published_on=parse_date(entry["date"]),
            title=entry["title"],
            byline=entry["byline"],
            url=entry["url"],
        )
        for entry in index
    )


def gold_path() -> Path:
    """Where the labels lie on disk."""
    with as_file(files(__name__) / "gold.jsonl") as path:
        return path
