"""A row of an article becomes a row with its quotations, which can be read again: without Spark."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest

from quotes.errors import UnreadableSource
from quotes.ingest import Reading, read
from quotes.model import Article, Quote
from quotes.output.records import quote_record
from quotes.pipeline import extract_quotes
from quotes.spark.arrow import packed
from quotes.spark.columns import COLUMNS, QUOTATION, arrow_schema
from quotes.spark.frame import ROWS as ROWS_AT_A_TIME
from quotes.spark.frame import extracted_batches
from quotes.spark.rows import extracted_row
from quotes.version import EXTRACTOR
from tests.spark.invented_rows import BAD, all_rows, good_rows

ROWS = [extracted_row(row, Reading()) for row in all_rows()]


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    pa.parquet.write_table(pa.Table.from_pylist(rows, schema=arrow_schema()), path)
    return path


def test_a_row_says_what_extraction_of_its_article_says() -> None:
    for row in ROWS:
        if row["error"] is None:
            article = Article(**{name: row[name] for name in Article.__dataclass_fields__ if name in row})
            found = extract_quotes(article)
            days = [
                quote | {name: str(quote[name]) for name in ("said_on", "said_on_end") if quote[name]}
                for quote in row["quotes"]
            ]
            assert days == [quote_record(quote) for quote in found]
    assert sum(len(row["quotes"]) for row in ROWS) > 100


def test_the_fields_of_a_quotation_are_those_of_extract() -> None:
    assert list(QUOTATION) == list(quote_record(Quote(start=0, end=1, text="a")))


def test_every_row_has_every_column() -> None:
    assert {frozenset(row) | {"error"} for row in ROWS if row["error"] is None} == {frozenset(COLUMNS)}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_row_becomes_one_that_says_why(name: str) -> None:
    row = next(row for row in ROWS if row["id"] == name)
    assert row["error"].startswith(BAD[name][1])
    assert (row["quotes"], row["extractor"]) == ([], EXTRACTOR)


def test_a_bug_of_ours_is_one_rows_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Article) -> tuple[Quote, ...]:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("quotes.extraction.extract_quotes", fail)
    row = extracted_row({"id": 7, "text": "“We open,” said Dana Okafor."}, Reading())
    assert (row["id"], row["text"], row["quotes"]) == ("7", "“We open,” said Dana Okafor.", [])
    assert row["error"].startswith("could not be processed (ZeroDivisionError: a bug)")


def test_what_is_read_again_is_what_was_extracted(tmp_path: Path) -> None:
    items = list(read([str(write(tmp_path / "rows.parquet", ROWS))]))
    assert len(items) == len(ROWS)
    for item, row in zip(items, ROWS, strict=True):
        if row["error"] is not None:
            assert (item.article, str(item.error)) == (None, row["error"])
            continue
        assert item.article is not None
        assert item.found is not None
        assert item.found.quotes == extract_quotes(item.article)
        assert {name: getattr(item.article, name) for name in COLUMNS if hasattr(item.article, name)} == {
            name: row[name] for name in COLUMNS if hasattr(item.article, name)
        }
        assert (item.found.extractor, list(item.notes)) == (EXTRACTOR, row["notes"])


GOOD: dict[str, Any] = extracted_row(
    {"id": "a", "text": "“We open in spring,” said Dana Okafor, joined by Jo Li. “It holds.”", "date": "2025-10-09"},
    Reading(),
)
IN_A_QUOTATION: list[tuple[str, Any, str]] = [
    ("text", "We open in autumn,", "its quotation 2 has other words than stand at"),
    ("text", None, "its quotation 2 has no 'text'"),
    ("start", None, "its quotation 2 has no 'start'"),
    ("start", -1, "its quotation 2 has other words than stand at -1-"),
    ("end", 10_000, "its quotation 2 has other words than stand at"),
    ("kind", "shouted", "its quotation 2 has the 'kind' 'shouted'; there are direct, partial, block"),
    ("kind", None, "its quotation 2 has the 'kind' None"),
    ("modality", "sung", "its quotation 2 has the 'modality' 'sung'"),
    ("setting", "margin", "its quotation 2 has the 'setting' 'margin'"),
    ("speaker_kind", "robot", "its quotation 2 has the 'speaker_kind' 'robot'"),
    ("speaker_kind", None, "its quotation 2 has a speaker without 'speaker_kind'"),
    ("said_on_precision", "hour", "its quotation 2 has the 'said_on_precision' 'hour'"),
    ("parent", 1, "its quotation 2 has the 'parent' 1, which is none before it"),
    ("parent", -1, "its quotation 2 has the 'parent' -1"),
    ("utterance", 0, "its quotation 2 has the 'utterance' 0"),
    ("utterance", None, "its quotation 2 has no 'utterance'"),
    ("confidence", 1.5, "its quotation 2 has the 'confidence' 1.5"),
    ("mention_start", 10_000, "its quotation 2 has a mention at 10000-"),
    ("mention_end", None, "its quotation 2 has a mention at"),
    ("speaker", "Dana\0Okafor", "its quotation 2 has a character in 'speaker' that cannot be stored"),
    ("credits", [{"name": None, "kind": "person", "role": "joint"}], "its quotation 2 has no 'name'"),
    ("credits", [{"name": "Jo Li", "kind": "person", "role": "singer"}], "its quotation 2 has the 'role' 'singer'"),
    ("credits", [None], "its quotation 2 has 'credits' that are none"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value", "said"), IN_A_QUOTATION)
def test_a_changed_quotation_refuses_its_row(tmp_path: Path, field: str, value: Any, said: str) -> None:
    changed = GOOD | {"quotes": [GOOD["quotes"][0], GOOD["quotes"][1] | {field: value}]}
    bad, good = read([str(write(tmp_path / "rows.parquet", [changed, GOOD]))])
    assert bad.article is None
    assert f"is not as it was extracted: {said}" in str(bad.error)
    assert good.found is not None


OF_THE_ROW: list[tuple[str, Any, str]] = [
    ("text", None, "has an empty 'text'"),
    ("text", "“We open in autumn,” said Dana Okafor.", "its quotation 1 has other words"),
    ("quotes", GOOD["quotes"][:1] * 2, "its quotation 2 stands where another does"),
    ("quotes", [None], "its quotation 1 is no record"),
    ("extractor", None, "does not say which 'extractor'"),
    ("extractor", " ", "does not say which 'extractor'"),
    ("title", "a\0b", "has a character in 'title' that cannot be stored"),
    ("error", "has no 'text'", "has no 'text'"),
]


@pytest.mark.parametrize(("field", "value", "said"), OF_THE_ROW)
def test_a_changed_row_is_refused(tmp_path: Path, field: str, value: Any, said: str) -> None:
    bad, good = read([str(write(tmp_path / "rows.parquet", [GOOD | {field: value}, GOOD]))])
    assert isinstance(bad.error, UnreadableSource)
    assert said in str(bad.error)
    assert good.found is not None


OTHER_TYPES: list[tuple[str, Any]] = [
    ("text", pa.array([1])), ("extractor", pa.array([1.5])), ("published_on", pa.array(["today"])), ("quotes", pa.array(["none"])),
    ("quotes", pa.array([[{"start": "1", "end": 2, "text": "a"}]])), ("published_at", pa.array(["noon"])), ("url", pa.array([b"x"])),
]  # fmt: skip


@pytest.mark.parametrize(("column", "values"), OTHER_TYPES)
def test_a_column_of_another_type_is_one_line_a_row(tmp_path: Path, column: str, values: Any) -> None:
    table = pa.Table.from_pylist([GOOD], schema=arrow_schema())
    path = tmp_path / "rows.parquet"
    pa.parquet.write_table(table.set_column(table.column_names.index(column), column, values), path)
    (item,) = read([str(path)])
    assert item.article is None
    assert f"has an odd '{column if column != 'quotes' else ''}" in str(item.error)


def batches(table: pa.Table) -> list[dict[str, Any]]:
    """What a worker makes of a table."""
    found = extracted_batches(iter(table.to_batches()), mapping={}, raw=False, language=None)
    return [row for batch in found for row in batch.to_pylist()]


def test_a_worker_takes_many_rows_in_small_batches() -> None:
    text = [f"“We open bridge {number},” said Dana Okafor." for number in range(2 * ROWS_AT_A_TIME + 1)]
    found = batches(pa.table({"text": text}))
    assert [row["text"] for row in found] == text
    assert {row["quotes"][0]["speaker"] for row in found} == {"Dana Okafor"}


@pytest.mark.parametrize(
    ("type_", "beyond"),
    [(pa.date32(), 10**8), (pa.timestamp("s"), 10**14), (pa.timestamp("us", tz="UTC"), 10**18)],
)
def test_a_day_that_python_cannot_hold_is_one_rows_error(type_: pa.DataType, beyond: int) -> None:
    text = ["“We open,” said Dana Okafor.", "“We wait,” said Priya Raman."]
    number = pa.int32() if type_ == pa.date32() else pa.int64()
    bad, good = batches(pa.table({"id": ["a", "b"], "text": text, "date": pa.array([beyond, 0], number).view(type_)}))
    assert (bad["id"], bad["text"], bad["quotes"]) == ("a", text[0], [])
    assert "has a date that is none: 'a value beyond the year 9999' is not a date" in bad["error"]
    assert (good["error"], good["quotes"][0]["speaker"]) == (None, "Priya Raman")


def test_a_row_that_arrow_cannot_hold_is_one_rows_error() -> None:
    bad, good = packed([GOOD | {"id": "a\ud800", "title": "b\ud800"}, GOOD], arrow_schema()).to_pylist()
    assert (bad["id"], bad["quotes"], bad["text"]) == ("a\ufffd", [], None)
    assert bad["error"].startswith("cannot be written (")
    assert good["quotes"] == GOOD["quotes"]


def test_there_are_good_rows_with_everything_in_them() -> None:
    records = [quote for row in ROWS for quote in row["quotes"]]
    never = {name for name in QUOTATION if all(record[name] in (None, []) for record in records)}
    assert never == set()
    assert len(good_rows()) > 20
