"""Accuracy has floors that only rise.  The bundled samples always count; the benchmark where it is present."""

import json
from functools import cache
from pathlib import Path

import pytest

from quotes.evaluate import figures, load_gold, score
from quotes.ingest.records import article_of_record
from quotes.output.records import quote_record
from quotes.pipeline import extract_quotes
from quotes.samples import gold_path

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text())
SHARED = Path(__file__).parents[3] / "shared"


def gold_file(name: str) -> Path:
    path = gold_path() if name == "samples" else SHARED / "bench" / f"{name}.jsonl"
    if not path.exists():
        pytest.skip(f"{name} is not here")
    return path


@cache
def measured(name: str) -> dict[str, float]:
    gold = load_gold(gold_file(name))
    found = {
        each["id"]: [quote_record(quote) for quote in extract_quotes(article_of_record(each, "1"))] for each in gold
    }
    return figures(score(gold, found))


@pytest.mark.parametrize(("name", "figure"), [(name, figure) for name, floors in FLOORS.items() for figure in floors])
def test_no_figure_falls(name: str, figure: str) -> None:
    wanted = FLOORS[name][figure]
    got = measured(name)[figure]
    if figure in ("false credit", "calibration error"):
        assert got <= wanted
    else:
        assert got >= wanted


SEED = SHARED / "articles" / "wpk-anniversary.gold.jsonl"


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not here")
def test_the_seed_articles_seven_quotations() -> None:
    gold = load_gold(SEED)
    found = {each["id"]: [quote_record(q) for q in extract_quotes(article_of_record(each, "1"))] for each in gold}
    assert len(found["wpk-anniversary"]) == 7
    assert figures(score(gold, found))["who F1"] == 1.0
    said = {q["via"]: q["said_on"] for q in found["wpk-anniversary"] if q["via"]}
    assert said == {"message": None, "joint statement": "2025-10-09", "address": "2025-10-09", "AFP": None}
