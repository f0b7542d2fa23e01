"""The marked articles: their notation, and that every label fits its text letter for letter."""

import datetime as dt
import itertools
import re
from collections import Counter
from typing import Any

import pytest

from quotes.evaluate import load_gold
from quotes.model import Modality, Role
from quotes.samples import gold_path
from tests.quality.marked_articles import MarkedError, gold_record
from tests.quality.write_samples import content

GOLD = load_gold(gold_path())
LABELS = [
    pytest.param(record, segment, id=f"{record['id']}-{segment['start']}")
    for record in GOLD
    for segment in (*record["segments"], *record["nested"])
]
KINDS = ("person", "org", "group", "document", "unnamed")
OPENING = "“‘\"'`"
CLOSING = "”’\"'"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def test_the_bundled_file_is_what_the_marked_articles_give() -> None:
    """Where this fails: ``python -m tests.quality.write_samples``."""
    assert gold_path().read_text(encoding="utf-8") == content()


def test_articles_are_told_apart() -> None:
    for field in ("id", "url", "title", "text"):
        assert len({record[field] for record in GOLD}) == len(GOLD)


@pytest.mark.parametrize("record", GOLD, ids=lambda record: str(record["id"]))
def test_stretches_stand_in_order_and_apart(record: dict[str, Any]) -> None:
    outer = [(segment["start"], segment["end"]) for segment in record["segments"]]
    assert outer == sorted(outer)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(outer))
    for segment in record["nested"]:
        assert any(start <= segment["start"] and segment["end"] <= end for start, end in outer)


@pytest.mark.parametrize(("record", "segment"), LABELS)
def test_a_label_fits_its_text(record: dict[str, Any], segment: dict[str, Any]) -> None:
    text, start, end = record["text"], segment["start"], segment["end"]
    words = text[start:end]
    assert words == words.strip() != ""
    assert "\n" not in words
    if segment.get("unmarked"):
        assert text[start - 1] not in OPENING
    else:
        assert text[start - 1] in OPENING
        assert text[end] in CLOSING or text[end] == "\n", "closed, or left open at the end of its paragraph"


@pytest.mark.parametrize(("record", "segment"), LABELS)
def test_a_label_says_what_the_format_knows(record: dict[str, Any], segment: dict[str, Any]) -> None:
    text = record["text"]
    if segment["status"] == "quote":
        assert segment["type"] in KINDS
        titles = ("Mr ", "Mrs ", "Ms ", "Dr ", "Sir ") if segment["type"] == "person" else ("the ", "a ")
        assert not segment["speaker"].lower().startswith(tuple(each.lower() for each in titles))
        in_byline = segment["speaker"] == record["author"]
        assert segment["speaker"].lower() in text.lower() or in_byline or segment["speaker"].split()[0] in text
    else:
        assert segment["status"] in ("title", "scare", "other")
        assert segment["speaker"] is segment["type"] is None
    if modality := segment.get("modality"):
        assert Modality(modality) is not Modality.SAID
    for credit in segment.get("credits", ()):
        assert Role(credit["role"])
        assert credit["kind"] in KINDS
        assert credit["name"] in text


@pytest.mark.parametrize(("record", "segment"), [each for each in LABELS if each.values[1]["when"]])  # type: ignore[index]
def test_a_day_is_that_of_its_phrase(record: dict[str, Any], segment: dict[str, Any]) -> None:
    phrase, published = segment["when"], dt.date.fromisoformat(record["date"])
    assert phrase in record["text"]
    named = [number for number, day in enumerate(WEEKDAYS) if day in phrase]
    if named and segment["said_on"]:
        said = dt.date.fromisoformat(segment["said_on"])
        assert said.weekday() == named[0]
        assert dt.timedelta(0) <= published - said <= dt.timedelta(7 if "last" in phrase else 6)


def marked(text: str, *speakers: str) -> str:
    return "\n".join(("country: UK", "outlet: O", "date: 2025-01-01", "title: T", "byline: B", *speakers, "---", text))


def test_the_notation() -> None:
    record = gold_record(
        "x", marked("“<A;via=AFP;joint=B|She said ‘<B;m=denied|no>’,>” she said of “<-title|It>”.", *SPEAKERS)
    )
    assert record["text"] == "“She said ‘no’,” she said of “It”."
    said, title = record["segments"]
    (inner,) = record["nested"]
    assert (said["start"], said["end"], said["speaker"], said["also"], said["via"]) == (
        1,
        15,
        "Ann Lee",
        ["Lee"],
        "AFP",
    )
    assert said["credits"] == [{"name": "Bo Ray", "kind": "person", "role": "joint"}]
    assert (inner["start"], inner["end"], inner["speaker"], inner["modality"]) == (11, 13, "Bo Ray", "denied")
    assert (title["status"], title["speaker"]) == ("title", None)


SPEAKERS = ("A = Ann Lee | person | Lee", "B = Bo Ray | person |")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("“<C|no>”", "nothing tells who C is", id="a key without a speaker"),
        pytest.param("“<-joke|no>”", "nothing tells who -joke is", id="a status that is none"),
        pytest.param("“<A|no”", "has no end", id="a label without an end"),
        pytest.param("“no>”", "has not begun", id="an end without a label"),
        pytest.param("“<A;where=AFP|no>”", "not in the notation", id="an unknown value"),
        pytest.param("“<A;joint|no>”", "not in the notation", id="a value left out"),
    ],
)
def test_a_fault_in_the_notation_is_said(text: str, told: str) -> None:
    with pytest.raises(MarkedError, match=told):
        gold_record("x", marked(text, *SPEAKERS))


def test_facts_and_the_line_between_are_wanted() -> None:
    with pytest.raises(MarkedError, match="no line '---'"):
        gold_record("x", "outlet: O\n“no”")
    with pytest.raises(MarkedError, match="neither a fact nor a speaker"):
        gold_record("x", marked("“no”", "colour: red"))


def test_they_cover_many_countries_and_kinds() -> None:
    segments = [segment for record in GOLD for segment in record["segments"]]
    kinds = Counter(segment["type"] or segment["status"] for segment in segments)
    assert all(kinds[kind] > 5 for kind in (*KINDS, "title", "scare")), kinds
    words = [len(re.findall(r"\S+", record["text"])) for record in GOLD if not record["demo"]]
    assert all(250 <= count <= 700 for count in words)
    assert len(GOLD) >= 30
    assert len({record["country"] for record in GOLD} - {"international"}) >= 10


def test_they_cover_what_the_scorer_leaves_aside() -> None:
    """Every modality, every further party, words inside others, turns without marks."""
    outer = [segment for record in GOLD for segment in record["segments"]]
    inner = [segment for record in GOLD for segment in record["nested"]]
    assert {segment.get("modality", "said") for segment in outer + inner} == set(Modality)
    assert {credit["role"] for segment in outer for credit in segment.get("credits", ())} == set(Role)
    assert len(inner) > 10
    assert any(segment.get("unmarked") for segment in outer)
