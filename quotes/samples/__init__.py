"""Bundled articles, invented and in our own words, in the manner of many countries' papers, with labelled quotations.

``gold.jsonl`` holds them, one a line, in the format that ``quotes evaluate`` takes.  It is made by
``python -m tests.quality.write_samples`` from the marked articles of ``tests/quality/marked``.
"""

import json
from importlib.resources import as_file, files
from pathlib import Path

from quotes.ingest.records import article_of_record
from quotes.model import Article


def articles() -> tuple[Article, ...]:
    """Returns all sample articles: first those that ``quotes demo`` adds, in its order."""
    return tuple(article_of_record(record, record["id"]) for record in _records())


def demo_articles() -> tuple[Article, ...]:
    """Returns the few short articles that ``quotes demo`` adds."""
    return tuple(article_of_record(record, record["id"]) for record in _records() if record["demo"])


def gold_path() -> Path:
    """Returns where the labelled articles lie on disk."""
    with as_file(files(__name__) / "gold.jsonl") as path:
        return path


def _records() -> list[dict[str, str]]:
    content = (files(__name__) / "gold.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in content.split("\n") if line]
