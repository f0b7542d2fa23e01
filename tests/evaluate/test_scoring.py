"""Our scores are those of the benchmark's own scorer, to the digit."""

import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

from quotes.errors import NotFound, UsageProblem
from quotes.evaluate import figures, load_gold, load_predictions, report, score
from quotes.samples import gold_path

SCORER = Path(__file__).parents[3] / "shared" / "bench" / "score.py"


def perturbed(gold: list[dict[str, Any]], seed: int) -> dict[str, list[dict[str, Any]]]:
    """Predictions made from the gold with every kind of mistake."""
    chance = random.Random(seed)
    found: dict[str, list[dict[str, Any]]] = {}
    for article in gold:
        quotes = []
        for segment in article["segments"]:
            if chance.random() < 0.1:
                continue
            shift = chance.choice([0, 0, 0, 1, -1, 5])
            name = segment["speaker"] or chance.choice([None, "Somebody Else"])
            if name and chance.random() < 0.3:
                name = chance.choice([name.split()[-1], "she", f"Mr. {name}", name.upper(), "Dana Okafor", None])
            quotes.append(
                {
                    "start": max(0, segment["start"] + shift),
                    "end": segment["end"],
                    "speaker": name,
                    "mention_start": segment["start"] - 5,
                    "mention_end": segment["start"] - 1,
                    "via": segment.get("via") if chance.random() < 0.7 else "AFP",
                    "said_on_phrase": segment.get("when") if chance.random() < 0.7 else None,
                    "confidence": round(chance.random(), 3),
                }
            )
            if chance.random() < 0.3:  # said of the same words again, inside it or beside it
                inner = chance.choice([0, 0, 2, (segment["end"] - segment["start"]) // 2 + 1])
                again = {
                    "start": min(segment["start"] + inner, segment["end"] - 1),
                    "end": segment["end"],
                    "speaker": chance.choice([name, "Dana Okafor", None]),
                    "parent": chance.choice([None, len(quotes) - 1]),
                }
                quotes.insert(chance.choice([len(quotes), len(quotes) - 1]), again)
        quotes.append({"start": 0, "end": 300, "speaker": "Too Long", "confidence": 0.4})
        if chance.random() < 0.03:
            continue
        found[article["id"]] = quotes
    return found


@pytest.mark.skipif(not SCORER.exists(), reason="the benchmark's scorer is not here")
@pytest.mark.parametrize("name", ["samples", *sorted(path.stem for path in SCORER.parent.glob("*-dev.jsonl"))])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_equal_to_the_benchmarks_scorer(name: str, seed: int) -> None:
    spec = importlib.util.spec_from_file_location("scorer", SCORER)
    assert spec
    assert spec.loader
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    gold = load_gold(gold_path() if name == "samples" else SCORER.with_name(f"{name}.jsonl"))
    predictions = perturbed(gold, seed)
    ours = score(gold, predictions)
    n, slices, errors, confident = theirs.score(gold, predictions)
    assert figures(ours) == theirs.figures(n, confident)
    assert ours.counts == n
    assert ours.slices == slices
    assert ours.errors == errors
    assert ours.confident == confident


def test_what_stands_inside_a_quotation_is_no_surplus() -> None:
    text = "“He said ‘we open’ to me,” said Dana Okafor."
    gold = [
        {
            "id": "1",
            "text": text,
            "segments": [
                {
                    "start": 1,
                    "end": 25,
                    "status": "quote",
                    "speaker": "Dana Okafor",
                    "type": "person",
                    "also": [],
                    "source": None,
                }
            ],
        }
    ]
    outer = {"start": 1, "end": 25, "speaker": "Dana Okafor", "parent": None}
    inner = {"start": 1, "end": 20, "speaker": "Sam Grant"}
    for parent, surplus in ((0, 0), (None, 1)):
        assert figures(score(gold, {"1": [outer, {**inner, "parent": parent}]}))["surplus"] == surplus


def test_the_report_has_every_figure() -> None:
    gold = load_gold(gold_path())
    text = report(score(gold, perturbed(gold, 3)))
    for wanted in ("who F1 ", "who F1, loose", "false credit", "via F1", "calibration error", "type person", "errors:"):
        assert wanted in text


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": 1}', '{"id": 1, "text": "x", "segments": [{"start": 0, "end": 9}]}']
)
def test_a_bad_gold_file_is_said(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": 0, "text": "x", "segments": []}) + "\n" + line)
    with pytest.raises(UsageProblem, match=":2 is no gold article"):
        load_gold(path)


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": 1}', '{"id": 1, "quotes": 3}', '{"id": 1, "quotes": [{"start": 1}]}']
)
def test_a_bad_file_of_predictions_is_said(tmp_path: Path, line: str) -> None:
    path = tmp_path / "found.jsonl"
    path.write_text(json.dumps({"id": 0, "quotes": []}) + "\n\n" + line)
    with pytest.raises(UsageProblem, match=":3 is no line of quotes extract"):
        load_predictions(path)


def test_files_that_are_not_there(tmp_path: Path) -> None:
    for load in (load_gold, load_predictions):
        with pytest.raises(NotFound):
            load(tmp_path / "none.jsonl")
        with pytest.raises(UsageProblem, match="cannot be read"):
            load(tmp_path)
        (tmp_path / "odd.jsonl").write_bytes(b"\xff\xfe\0")
        with pytest.raises(UsageProblem, match="cannot be read"):
            load(tmp_path / "odd.jsonl")
