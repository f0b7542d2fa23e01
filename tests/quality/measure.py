"""The figures of one gold set, as floors are set for them."""

import json
from functools import cache
from pathlib import Path

from quotes.evaluate import figures, load_gold, score
from quotes.ingest.records import article_of_record
from quotes.output.records import quote_record
from quotes.pipeline import extract_quotes
from quotes.samples import gold_path

Floors = dict[str, dict[str, float]]
FLOORS = Path(__file__).parent / "floors.json"
SHARED = Path(__file__).parents[3] / "shared"
FALLING = ("false credit", "calibration error")
"""Figures of which less is better: their floor is a ceiling."""


def read_floors(path: Path = FLOORS) -> Floors:
    """The floors by set and figure."""
    floors: Floors = json.loads(path.read_text(encoding="utf-8"))
    return floors


def gold_file(name: str) -> Path:
    """Where the gold set *name* is, if it is here."""
    return gold_path() if name == "samples" else SHARED / "bench" / f"{name}.jsonl"


@cache
def measured(name: str) -> dict[str, float | int]:
    """Every figure of the extraction over the gold set *name*."""
    gold = load_gold(gold_file(name))
    found = {
        each["id"]: [quote_record(quote) for quote in extract_quotes(article_of_record(each, "1"))] for each in gold
    }
    return figures(score(gold, found))
