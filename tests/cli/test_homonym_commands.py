"""Homonyms in what commands print: the warning, and after a split the note in every listing for the eye."""

import json
from pathlib import Path

import pytest

from tests.cli.calls import Call

RECORDS = [
    {"text": "“We win,” said Jo Marl, the Tarnmouth striker.", "outlet": "Courier", "date": "2025-01-01"},
    {"text": "“Taxes fall,” said Jo Marl, the finance minister. “No,” said Ann Oke and Jo Marl.", "outlet": "Ledger", "date": "2025-01-02"},
]  # fmt: skip
TWO = "maybe two: minister in 1 article, striker in 1 article"


@pytest.fixture
def corpus(call: Call, tmp_path: Path) -> str:
    (tmp_path / "two.jsonl").write_text("".join(json.dumps(each) + "\n" for each in RECORDS), encoding="utf-8")
    return call(f"add -q {tmp_path}/two.jsonl").out


def test_a_summary_says_that_a_name_may_be_two(call: Call, corpus: str) -> None:
    assert (
        "maybe two people of one name: Jo Marl (minister in 1 article, striker in 1 article): quotes speakers suggest"
        in corpus
    )
    assert TWO in call("speakers suggest").out
    uid = json.loads(call("search taxes --json").out)[0]["uid"]
    assert TWO in call(f"show {uid}").out


def test_after_a_split_every_listing_tells_them_apart(call: Call, corpus: str) -> None:
    uid = json.loads(call("search taxes --json").out)[0]["uid"]
    assert call(f"speakers split 'Jo Marl' {uid} --note 'the minister'").status == 0
    noted = "Jo Marl (the minister)"
    for line in ("search taxes", "search taxes --table", "search taxes -f md", f"show {uid}", "speakers list", "speakers list -f md",
                 "report speakers", "log", f"speakers show '{noted}'", f"search 'speaker:\"{noted}\"'"):  # fmt: skip
        assert noted in call(line).out, line
    (row,) = json.loads(call("search taxes --json").out)
    assert (row["speaker"], row["speaker_note"]) == ("Jo Marl", "the minister")
    assert ",the minister," in call("search taxes --csv").out
    listed = json.loads(call("speakers list --json").out)
    assert {(each["speaker"], each["note"]) for each in listed} >= {("Jo Marl", ""), ("Jo Marl", "the minister")}
    assert TWO not in call("speakers suggest").out
