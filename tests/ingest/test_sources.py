"""Reading: files, pages, records, odd bytes."""

import json
from pathlib import Path

import pytest

from quotes.errors import UsageProblem
from quotes.ingest import parse_date, read, read_article
from quotes.ingest.clean import clean_for_store

PAGE = """<!doctype html><html lang="en"><head><title>Bridge to open | Courier</title>
<meta property="og:site_name" content="Tarnmouth Courier"><meta property="og:title" content="Bridge to open">
<meta property="article:published_time" content="2025-03-14T08:00:00Z"><meta name="author" content="Ines Calloway">
<link rel="canonical" href="https://courier.example/bridge"></head><body><nav>Home News Sport</nav>
<article><h1>Bridge to open</h1>
<p>The harbour bridge will open in spring, the council of Tarnmouth said on Monday after a long debate about it.</p>
<p>“We open in spring,” said Dana Okafor, the chief engineer, who has led the repairs since last summer.</p>
<p>The works took eleven months and cost more than anybody had expected when they began, she added at the end.</p>
</article><div id="comments"><p>“I hate it,” said a commenter who never liked bridges of any kind at all, ever.</p></div></body></html>"""


def test_line_ends_and_the_name(tmp_path: Path) -> None:
    path = tmp_path / "a.b.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    article = read_article(path, outlet="Courier")
    assert (article.text, article.id, article.outlet) == ("one\ntwo\nthree\n", "a.b", "Courier")


def test_a_page(tmp_path: Path) -> None:
    path = tmp_path / "bridge.html"
    path.write_text(PAGE)
    article = read_article(path)
    assert "“We open in spring,” said Dana Okafor" in article.text
    assert "commenter" not in article.text
    assert "Home News" not in article.text
    assert article.outlet == "Tarnmouth Courier"
    assert str(article.published_on) == "2025-03-14"
    assert article.title == "Bridge to open"
    assert article.byline == "Ines Calloway"


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


@pytest.mark.parametrize("value", ["", "soon", "2025", "14/03/2025", "2025-02-29", "2025-13-01"])
def test_impossible_dates(value: str) -> None:
    with pytest.raises(UsageProblem):
        parse_date(value)


def test_what_a_store_cannot_hold() -> None:
    assert clean_for_store("a\0b\ud800c") == ("a\ufffdb\ufffdc", 2)
