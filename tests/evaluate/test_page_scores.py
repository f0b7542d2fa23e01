"""What is read from raw pages against what is right for them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from quotes.cli import quotes
from quotes.errors import NotFound, UsageProblem
from quotes.evaluate.pages import moved, page_folder, score_pages, word_f1
from tests.ingest.pages import PAGE

RIGHT = {
    "title": "Bridge to open",
    "authors": ["Ines Calloway"],
    "published": "2025-03-14",
    "outlet": "Tarnmouth Courier",
}
TEXT = "The bridge  opens.\n“We open in spring,” said Dana Okafor. “We open in spring,” she said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "web-html").mkdir()
    (tmp_path / "web-html" / "one.html").write_text(PAGE, "utf-8")
    (tmp_path / "web-meta.json").write_text(json.dumps({"one": RIGHT}), "utf-8")
    return tmp_path / "web-html"


def test_a_page_read_right(folder: Path) -> None:
    answer = CliRunner().invoke(quotes, ["evaluate", "--pages", str(folder), "--json"])
    assert json.loads(answer.output)["web"] == {"headline": 1, "authors": 1, "date": 1, "outlet": 1, "word F1": None}


@pytest.mark.parametrize(
    ("field", "right", "share"),
    [
        ("title", "Another", ("headline", 0)),
        ("title_also", ["Bridge to open!"], ("headline", 1)),
        ("authors", ["Ines Calloway", "Dev Patel"], ("authors", 0)),
        ("authors_also", [["Dev Patel"], ["ines calloway"]], ("authors", 1)),
        ("published", "2025-03-13", ("date", 0)),
        ("outlet", None, ("outlet", None)),
    ],
)
def test_each_field(folder: Path, field: str, right: object, share: tuple[str, float | None]) -> None:
    folder.with_name("web-meta.json").write_text(json.dumps({"one": {**RIGHT, field: right}}), "utf-8")
    table = CliRunner().invoke(quotes, ["evaluate", "--pages", str(folder), "--json"]).output
    assert json.loads(table)["web"][share[0]] == share[1]


def test_a_page_that_was_not_read_is_wrong(folder: Path) -> None:
    assert set(score_pages(page_folder(folder), {}).figures().values()) == {0, None}


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no folder"):
        page_folder(tmp_path / "web-html")
    (tmp_path / "web-html").mkdir()
    with pytest.raises(NotFound, match=r"web-meta\.json"):
        page_folder(tmp_path / "web-html")
    (tmp_path / "web-meta.json").write_text("{", "utf-8")
    with pytest.raises(UsageProblem, match="not JSON"):
        page_folder(tmp_path / "web-html")


@pytest.mark.parametrize(
    ("found", "right", "f1"), [("a b", "a b", 1), ("a b", "b", 2 / 3), ("a", "b", 0), ("", "", 0), ("a a", "a", 2 / 3)]
)
def test_word_f1(found: str, right: str, f1: float) -> None:
    assert word_f1(found, right) == pytest.approx(f1)


def test_quotations_are_moved_to_the_clean_text_in_order() -> None:
    words = "We open in spring,"
    quotes = moved([{"text": words}, {"text": words}, {"text": "Elsewhere"}, {"text": "bridge opens."}], TEXT)
    assert [TEXT[quote["start"] : quote["end"]] for quote in quotes] == [words, words, "", "bridge  opens."]
