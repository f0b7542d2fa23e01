"""The figures of one gold set, as floors are set for them."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from quotes.evaluate import figures, load_gold, score
from quotes.evaluate.matching import right
from quotes.ingest.records import article_of_record
from quotes.output.records import quote_record
from quotes.pipeline import extract_quotes
from quotes.samples import gold_path

Floors = dict[str, dict[str, float]]
FLOORS = Path(__file__).parent / "floors.json"
SHARED = Path(__file__).parents[3] / "shared"
FALLING = ("false credit", "calibration error", "flagged")
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
    return figures(score(gold, found)) | beyond_the_scorer(gold, found)


def beyond_the_scorer(
    gold: Iterable[Mapping[str, Any]], found: Mapping[str, Iterable[Mapping[str, Any]]]
) -> dict[str, float]:
    """Figures of labels that only the bundled articles have; each is left out where there are no such labels.

    ``modality`` is the share of the words not simply said that have their code; ``flagged`` that of all others which
    have one; ``credits`` the share of joint speakers, parties spoken for and tellers that are named; ``nested`` the
    share of words quoted inside a quotation whose speaker is right.
    """
    hits: dict[str, list[bool]] = {"modality": [], "flagged": [], "credits": [], "nested": []}
    for article in gold:
        quotes = {(quote["start"], quote["end"]): quote for quote in found[article["id"]]}
        for segment in (*article["segments"], *article.get("nested", ())):
            quote = quotes.get((segment["start"], segment["end"]), {})
            modality = segment.get("modality", "said")
            same = quote.get("modality", "said") == modality
            hits["flagged" if modality == "said" else "modality"].append(same is (modality != "said"))
            parties = {(each["name"], each["role"]) for each in quote.get("credits", ())}
            hits["credits"] += [(each["name"], each["role"]) in parties for each in segment.get("credits", ())]
        for segment in article.get("nested", ()):
            speaker = quotes.get((segment["start"], segment["end"]), {}).get("speaker")
            told = segment["status"] == "quote"
            hits["nested"].append(right(speaker, None, segment, article["text"], full=True) if told else not speaker)
    if not hits["modality"]:
        del hits["flagged"]
    return {name: sum(each) / len(each) for name, each in hits.items() if each}
