"""``quotes add``: what it says, what it stores, and what it leaves alone."""

import io
import json
import re
import sys
from pathlib import Path

import pytest

from tests.cli.calls import Call

SPOKEN = "“We’re open,” said Dana Okafor – for now. “It cost £5.”"
WORDS = ["We’re open,", "It cost £5."]


def page(declared: str) -> str:
    filler = "<p>The council of Tarnmouth had talked about it for most of the evening before it was told.</p>" * 3
    return (
        f'<html><head><meta charset="{declared}"></head><body><article><p>{SPOKEN}</p>{filler}</article></body></html>'
    )


def stored(call: Call) -> list[str]:
    found = call("export --jsonl")
    assert found.status == 0, found.err
    return [json.loads(line)["words"] for line in found.out.splitlines()]


def counts(call: Call) -> str:
    return call("sql 'SELECT (SELECT COUNT(*) FROM article), (SELECT COUNT(*) FROM quote)' --tsv").out.split("\n")[1]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        pytest.param("a.txt", SPOKEN.encode(), "", id="UTF-8"),
        pytest.param("a.txt", SPOKEN.encode("utf-8-sig"), "", id="byte order mark"),
        pytest.param("a.txt", SPOKEN.encode("utf-16"), "", id="UTF-16"),
        pytest.param("a.txt", SPOKEN.encode("cp1252"), "is not UTF-8; read as cp1252", id="detector"),
        pytest.param("a.txt", SPOKEN.encode() + b"\xff", "1 broken character was replaced", id="a broken byte"),
        pytest.param("a.html", page("windows-1252").encode("cp1252"), "", id="declared"),
        pytest.param("a.html", page("utf-8").encode("cp1252"), "is not UTF-8; read as cp1252", id="wrongly declared"),
    ],
)
def test_encodings(call: Call, tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = call(f"add {path} --outlet Courier --date 2025-03-14")
    assert found.status == 0
    assert stored(call) == WORDS
    assert found.err.startswith(f"quotes: {path}: {said}" if said else "")
    assert found.err.count("\n") == bool(said)
    assert call("verify").status == 0


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("none.txt", "does not exist"),
        ("''", "'' does not exist"),
        ("folder", "holds no articles: no file in it has an ending of what is read (text, "),
        ("picture.txt", "is a picture, not text"),
        ("binary", "is not text (it holds control characters)"),
        ("zero.txt", "is empty"),
        ("blank.txt", "is empty"),
        ("blank.jsonl", "is empty"),
        ("empty.html", "without an article"),
        ("list.json", "holds no article: JSON is read as"),
        ("gopher://example.com/x", "has the scheme gopher://, which is not read; give http:// or https://, or a file"),
        ("file:///etc/hostname", "has the scheme file://"),
        ("http://127.0.0.1:1/", "--allow-private reaches it"),
        ("x" * 300, "cannot be read (File name too long)"),
    ],
)
def test_a_source_that_cannot_be_read_gets_one_line(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("no_proxy", "*")
    Path("folder").mkdir()
    for name, data in {
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        "binary": bytes(range(256)) * 20,
        "zero.txt": b"",
        "blank.txt": b" \n\n",
        "blank.jsonl": b"\n\n",
        "empty.html": b"<html><body></body></html>",
        "list.json": b'[{"title": "x"}]',
    }.items():
        Path(name).write_bytes(data)
    for command in ("add", "extract"):
        found = call(f"{command} {source}")
        assert (found.status, found.out) == (3, "")
        assert re.fullmatch(r"quotes: [^\n]+\n", found.err)
        assert says in found.err
    assert counts(call) == "0\t0"


def test_what_can_be_read_is_stored_beside_what_cannot(call: Call, article: Path, tmp_path: Path) -> None:
    found = call(f"add {tmp_path / 'none.txt'} {article} {tmp_path / 'none.html'}")
    assert found.status == 3
    assert len(found.err.splitlines()) == 2
    assert "1 new article, 3 quotations (3 with a speaker), 2 failed" in found.out
    assert counts(call) == "1\t3"


def test_an_impossible_date_stores_nothing(call: Call, article: Path, home: Path) -> None:
    for date in ("2025-02-30", "2025-13-01", "tomorrow"):
        assert call(f"add {article} --date {date}").status == 2
    assert list(home.iterdir()) == []


def test_one_title_for_several_articles_stores_none_of_them(call: Call, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text('{"text": "“No,” said Priya Raman."}\n{"text": "“Yes,” said Dana Okafor."}\n')
    for sources in (f"{article} {other}", str(other), f"{article} {article}"):
        for option in ("--title Bridge", "--url https://courier.example/x"):
            found = call(f"add {sources} {option}")
            assert found.status == 2
            assert "several" in found.err
    assert counts(call) == "0\t0"


@pytest.mark.parametrize("first", [True, False])
def test_a_dry_run_changes_nothing_and_needs_no_database(call: Call, article: Path, home: Path, first: bool) -> None:
    if not first:
        call("record 'We close.' --speaker 'Jo Bloggs'")
    before = sorted((path, path.read_bytes()) for path in home.rglob("*") if path.is_file())
    for line in (f"add {article} --dry-run", "record 'We sail.' --speaker 'Jo Bloggs' --dry-run"):
        found = call(line)
        assert found.status == 0
        assert "dry run" in found.out
    assert sorted((path, path.read_bytes()) for path in home.rglob("*") if path.is_file()) == before


def test_the_words_speaker_and_confidence_of_each_quotation_are_shown(call: Call, article: Path) -> None:
    found = call(f"add {article} --outlet 'Tarnmouth Courier' --date 2025-03-14")
    lines = found.out.splitlines()
    assert re.fullmatch(r"bridge · Tarnmouth Courier · 2025-03-14 · a\w{16}: new", lines[0])
    assert lines[2:4] == ["  “We open in spring,”", "    — Dana Okafor, said 2025-03-10"]
    assert re.fullmatch(r"    q\w{16} · \d\d %", lines[4])
    assert re.fullmatch(r"1 new article, 3 quotations \(3 with a speaker\); in \S+quotes\.db", lines[-1])


def test_records_are_named_by_title_id_or_line(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    records = [{"text": "“A,” said Jo Bloggs.", "title": "A title"}, {"text": "Two.", "id": 7}, {"text": "Three."}]
    path.write_text("\n".join(map(json.dumps, records)))
    heads = [line for line in call(f"add {path}").out.splitlines() if line.endswith(": new")]
    assert [head.partition(" · ")[0] for head in heads] == ["A title", "7", f"{path}:3"]


def test_many_articles_get_a_line_each_and_quiet_none(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f'{{"text": "“Part {n},” said Jo Bloggs."}}\n' for n in range(6)))
    quiet = call(f"add -q {path} --dry-run")
    assert quiet.out.startswith("6 new articles, 6 quotations")
    assert call(f"add {path}").out.count(": new, 1 quotation\n") == 3
    again = call(f"add {path}")
    assert again.out.count(": already stored\n") == 6
    assert "6 already stored; in" in again.out


def test_standard_input(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SPOKEN.encode())))
    found = call("add - --outlet Courier")
    assert found.status == 0
    assert stored(call) == WORDS


def test_given_fields_go_before_what_the_source_says(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "“A,” said Jo Bloggs.", "outlet": "Ledger", "date": "2025-01-01", "title": "Old"}')
    call(f"add {path} --outlet Courier --date 2025-03-14 --title New --byline 'Ines C' --url https://courier.example/1")
    row = json.loads(call("export --jsonl").out)
    assert [row[name] for name in ("outlet", "published_on", "title", "byline", "url")] == [
        "Courier", "2025-03-14", "New", "Ines C", "https://courier.example/1",
    ]  # fmt: skip


def test_a_folder_with_its_folders(call: Call, tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "a.txt").write_text("“A,” said Jo Bloggs.")
    (tmp_path / "deep" / "b.html").write_text(page("utf-8"))
    (tmp_path / "deep" / "c.pdf").write_bytes(b"%PDF-1.7")
    found = call(f"add {tmp_path / 'deep'}")
    assert found.status == 0
    assert stored(call) == [*WORDS, "A,"]
