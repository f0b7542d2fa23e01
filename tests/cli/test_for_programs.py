"""What programs read: uids of what was stored, keys as documented, columns, counts and pages of an answer."""

import json
from pathlib import Path

import pytest

from quotes.store.search.rows import QUOTE_COLUMNS, WHOLE_COLUMNS
from tests.cli.calls import Call

TOLD = """Fiona Hart and Priya Raman said in a joint statement: “We open the quay in spring.”

“He called me ‘a fool’ to my face,” said Dana Okafor. Okafor denied that she had ever said “the quay can rot”.
"""
EXTRACTED = {
    "start", "end", "text", "kind", "utterance", "parent", "setting", "modality", "speaker", "speaker_kind", "mention",
    "mention_start", "mention_end", "cue", "via", "said_on", "said_on_end", "said_on_precision", "said_on_phrase",
    "confidence", "reason", "uncredited_because", "credits",
}  # fmt: skip


@pytest.fixture
def told(call: Call, tmp_path: Path) -> Call:
    (tmp_path / "quay.txt").write_text(TOLD, encoding="utf-8")
    assert call(f"add {tmp_path}/quay.txt --outlet Courier --date 2025-10-10").status == 0
    return call


def test_adding_says_the_uids_of_what_was_stored(call: Call, tmp_path: Path, store_url: str) -> None:
    (tmp_path / "quay.txt").write_text(TOLD, encoding="utf-8")
    line = f"add --db {store_url} {tmp_path}/quay.txt {tmp_path}/none.txt --outlet Courier"
    added = call(f"{line} --json")
    assert added.status == 3
    first, second = json.loads(added.out)
    assert (first["outcome"], first["version"], first["error"]) == ("new", 1, None)
    assert (second["outcome"], second["uid"], second["source"]) == ("failed", None, f"{tmp_path}/none.txt")
    assert second["error"] in added.err
    stored = json.loads(call(f"export --db {store_url} --json").out)
    assert first["quotes"] == stored
    assert {row["article_uid"] for row in stored} == {first["uid"]}
    again = call(f"{line} --jsonl")
    assert [json.loads(each)["outcome"] for each in again.out.splitlines()] == ["already stored", "failed"]
    dry = json.loads(call(f"add --db {store_url} --dry-run --json {tmp_path}/quay.txt --outlet Post").out)
    assert [row["words"] for row in dry[0]["quotes"]] == [row["words"] for row in stored]
    assert call(f"{line} --json --jsonl").status == 2


def test_what_json_holds_of_a_quotation(told: Call, tmp_path: Path) -> None:
    rows = json.loads(told("export --json").out)
    assert all(tuple(row) == WHOLE_COLUMNS for row in rows)
    assert all(TOLD[row["start"] : row["end"]] == row["words"] for row in rows)
    by_words = {row["words"]: row for row in rows}
    joint = by_words["We open the quay in spring."]
    assert {joint["speaker"], *(credit["name"] for credit in joint["credits"])} == {"Fiona Hart", "Priya Raman"}
    assert by_words["a fool"]["parent"] == by_words["He called me ‘a fool’ to my face,"]["uid"]
    assert by_words["the quay can rot"]["modality"] == "denied"
    assert {row["setting"] for row in rows} == {"body"}
    shown = json.loads(told(f"show {joint['uid']} -C 1 --json").out)
    assert {name: shown[name] for name in WHOLE_COLUMNS} == joint
    assert [tuple(sorted(each)) for each in shown["later"]] == [tuple(sorted(WHOLE_COLUMNS))]
    (found,) = json.loads(told(f"extract {tmp_path}/quay.txt --json").out)
    assert all({*each} == EXTRACTED for each in found["quotes"])
    assert [each["text"] for each in found["quotes"]] == [row["words"] for row in rows]
    assert {*EXTRACTED} - {"text"} <= {*WHOLE_COLUMNS}


def test_an_article_as_json(told: Call) -> None:
    rows = json.loads(told("export --json").out)
    found = json.loads(told(f"articles show {rows[0]['article_uid']} --json").out)
    assert found["quotes"] == rows
    assert (found["uid"], found["outlet"], found["published_on"]) == (rows[0]["article_uid"], "Courier", "2025-10-10")
    assert [each["version"] for each in found["versions"]] == [1]
    assert "text" not in found
    assert json.loads(told("articles show 1 --json --text").out)["text"] == TOLD


@pytest.mark.parametrize("command", ["search", "export"])
def test_columns_in_the_order_asked_for(told: Call, command: str) -> None:
    found = told(f"{command} --columns words,modality,uid quay --csv")
    assert found.out.splitlines()[0] == "words,modality,uid"
    assert all(len(line.split(",q")) == 2 for line in found.out.splitlines()[1:])
    record = json.loads(told(f"{command} fool --jsonl --columns Start,parent,start_offset").out.splitlines()[0])
    assert list(record) == ["start", "parent", "start_offset"]
    assert record["start"] == record["start_offset"]
    table = told(f"{command} fool --columns uid,credits,setting --table").out.splitlines()
    assert table[0].split() == ["uid", "credits", "setting"]
    refused = told(f"{command} --columns uid,speeker")
    assert (refused.status, "did you mean speaker" in refused.err) == (2, True)
    assert all(name in refused.err for name in ("uid", "said_on", "credits"))


@pytest.mark.parametrize("options", ["", "--exact", "--regex", "--speaker Hart", "--order oldest", "--reverse"])
def test_pages_make_up_the_whole(told: Call, options: str) -> None:
    query = "" if options in ("--speaker Hart", "--order oldest", "--reverse") else "e"
    query = "quay" if options == "" else query
    line = f"search {query} {options} --columns uid --csv"
    whole = told(line).out.splitlines()[1:]
    number = int(told(f"search {query} {options} --count").out)
    assert whole
    assert number == len(whole)
    pages = [told(f"{line} -n 1 --offset {place}").out.splitlines()[1:] for place in range(number + 1)]
    assert pages == [[uid] for uid in whole] + [[]]
    assert told(f"{line} --offset 1").out.splitlines()[1:] == whole[1:]


def test_pages_of_an_export(told: Call) -> None:
    whole = told("export --columns uid").out.splitlines()[1:]
    assert told("export --count").out == f"{len(whole)}\n"
    assert told("export --columns uid -n 2 --offset 1").out.splitlines()[1:] == whole[1:3]
    assert told("export --columns uid --offset 2").out.splitlines()[1:] == whole[2:]
    assert told("export nothing-of-the-kind --count").out == "0\n"


def test_beyond_the_last_page(told: Call) -> None:
    found = told("search quay --offset 7")
    assert (found.status, found.out, found.err) == (0, "", "there are only 2\n")


def test_a_table_of_chosen_columns_leaves_none_out(told: Call) -> None:
    assert told("search quay --columns uid,words").out.splitlines()[0].split() == ["uid", "words"]
    assert {*QUOTE_COLUMNS} - {"start_offset", "end_offset"} <= {*WHOLE_COLUMNS}


def test_quietly_from_cron(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "quay.txt"
    path.write_bytes(TOLD.encode("cp1252"))  # a guess, which is said of what is new
    first = call(f"add -q {path} --outlet Courier")
    assert "1 new article" in first.out
    assert first.err
    assert call(f"add -q {path} --outlet Courier") == (0, "", "")
    assert "filled in" in call(f"add {path} --outlet Courier --date 2025-10-10").out
    assert call(f"add -q {path} --title Quay").out  # something was filled in
    assert call(f"add -q {path} --title Quay") == (0, "", "")
    failed = call(f"add -q {path} {tmp_path}/none.txt")
    assert (failed.status, "none.txt" in failed.err) == (3, True)


def test_speakers_of_a_kind(told: Call) -> None:
    told("record 'We object.' --speaker 'Quay Society' --kind-of-speaker organisation")
    everybody = json.loads(told("speakers list --json").out)
    for kind in ("person", "Organisation", "person,organisation", "document"):
        found = json.loads(told(f"speakers list --kind {kind} --json").out)
        assert found == [row for row in everybody if row["kind"] in kind.lower().split(",")]
    assert len(json.loads(told("speakers list --kind person,direct --json").out)) < len(everybody)
    assert told("speakers list --kind persn").status == 2
