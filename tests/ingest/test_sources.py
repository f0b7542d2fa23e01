"""Reading: files, pages, records, odd bytes."""

import json
from pathlib import Path

import pytest

from quotes.ingest import read, read_article
from quotes.ingest.clean import clean_for_store


def test_line_ends_and_the_name(tmp_path: Path) -> None:
    path = tmp_path / "a.b.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    article = read_article(path, outlet="Courier")
    assert (article.text, article.id, article.outlet) == ("one\ntwo\nthree\n", "a.b", "Courier")


def test_a_folder_is_read_by_name_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("two")
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / "note.pdf").write_text("no")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "c.jsonl").write_text('{"text": "three"}\n{"text": "four", "id": 9}\n')
    items = list(read([str(tmp_path)]))
    assert [(item.article.id, item.article.text) for item in items if item.article] == [
        ("a", "one"), ("b", "two"), ("1", "three"), ("9", "four"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"id": 1}', "no 'text'"),
        ('{"text": " "}', "empty"),
        ('{"text": 5}', "odd"),
        ('{"text": "x", "date": "2025-02-30"}', "date"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_a_bad_record_is_one_item_and_the_others_stay(tmp_path: Path, record: str, problem: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "good"}\n' + record + '\n\n{"text": "also good"}')
    items = list(read([str(path)]))
    assert [item.article is not None for item in items] == [True, False, True]
    assert problem in str(items[1].error)
    assert items[1].place == f"{path}:2"


def test_records_keep_their_text_and_take_other_names(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    record = {"body": " a\r\nb ", "paper": "Courier", "authors": ["A", "B"], "published": "2025-03-14T10:00:00+01:00"}
    path.write_text(json.dumps(record))
    (item,) = read([str(path)], mapping={"text": "body", "outlet": "paper"})
    assert item.article is not None
    assert item.article.text == " a\r\nb "
    assert (item.article.outlet, item.article.byline, str(item.article.published_on)) == (
        "Courier",
        "A, B",
        "2025-03-14",
    )


def test_what_a_store_cannot_hold() -> None:
    assert clean_for_store("a\0b\ud800c") == ("a\ufffdb\ufffdc", 2)
