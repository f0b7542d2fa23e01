"""A listing of quotations that lies among the articles to be added: refused in one line, and no page is fetched."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from quotes.errors import UnreadableSource
from quotes.ingest import read
from quotes.ingest.items import Reading
from quotes.ingest.visits import Visits

Row = dict[str, str]
URL = "https://daily.invalid/bridge"
ROW = {"uid": "qabc", "words": "We open in spring", "speaker": "Dana Okafor", "url": URL}
"""A row of ``quotes export``, as far as reading looks at it."""


def lines(rows: Sequence[Row]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def separated(rows: Sequence[Row]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


KINDS: dict[str, Callable[[Sequence[Row]], str]] = {"csv": separated, "jsonl": lines, "json": json.dumps}
REFUSED = "holds quotations, not articles; quotes import reads it"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []

    def fetch(_: Visits, url: str) -> None:
        asked.append(url)
        raise UnreadableSource("cannot be fetched")

    monkeypatch.setattr(Visits, "fetch", fetch)
    return asked


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rows", [[ROW], [ROW, ROW]], ids=["one row", "two rows"])
def test_a_listing_of_quotations_is_refused_as_a_whole(kind: str, rows: list[Row], tmp_path: Path, asked: list[str]) -> None:  # fmt: skip
    (tmp_path / f"export.{kind}").write_text(KINDS[kind](rows), encoding="utf-8")
    assert [str(item.error) for item in read([str(tmp_path)])] == [REFUSED]
    assert asked == []


@pytest.mark.parametrize(
    ("row", "mapping", "fetched"),
    [
        pytest.param({"title": "Bridge", "url": URL}, {}, True, id="a list of pages"),
        pytest.param({"words": "812", "url": URL}, {}, True, id="a list of pages that counts their words"),
        pytest.param(ROW, {"url": "url"}, True, id="a person asks for the pages"),
        pytest.param(ROW, {"text": "words"}, False, id="a person says that the words are the text"),
        pytest.param({**ROW, "text": "“It is safe,” said Dana Okafor."}, {}, False, id="articles with other columns"),
    ],
)
def test_other_tables_are_read_as_before(
    row: Row, mapping: dict[str, str], fetched: bool, tmp_path: Path, asked: list[str]
) -> None:
    (tmp_path / "table.csv").write_text(separated([row]), encoding="utf-8")
    (item,) = read([str(tmp_path / "table.csv")], reading=Reading(mapping))
    assert (item.article is None) == fetched
    assert asked == [URL] * fetched
