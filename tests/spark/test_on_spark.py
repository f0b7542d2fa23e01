"""Extraction on Spark, in several partitions and processes, gives row for row what one process gives."""

import datetime as dt
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from quotes.errors import Interrupted, NotFound, QuotesError, UsageProblem
from quotes.ingest import Reading
from quotes.spark import extract
from quotes.spark.columns import arrow_schema
from quotes.spark.frame import extracted_batches
from quotes.spark.job import TASKS_A_CORE, extract_files, leaves_cores_idle
from quotes.spark.rows import extracted_row
from tests.spark.invented_rows import BAD, SCHEMA, all_rows, good_rows, write_articles

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

pytestmark = pytest.mark.spark
EXPECTED = [dict.fromkeys(arrow_schema().names) | extracted_row(row, Reading()) for row in all_rows()]


def by_text(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (str(row["id"]), str(row["text"])))


def collected(frame: "DataFrame") -> list[dict[str, Any]]:
    """The rows of a data frame as Arrow has them, in the session's own order."""
    table = frame.toArrow()
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


@pytest.fixture
def articles(session: "SparkSession", tmp_path: Path) -> "DataFrame":
    """Articles in several partitions, some of them bad."""
    return session.read.parquet(str(write_articles(tmp_path / "in.parquet", all_rows()))).repartition(5)


def test_rows_are_those_of_one_process(articles: "DataFrame") -> None:
    assert articles.rdd.getNumPartitions() == 5
    assert by_text(collected(extract(articles))) == by_text(EXPECTED)


def test_a_partition_keeps_its_order(session: "SparkSession", tmp_path: Path) -> None:
    one = session.read.parquet(str(write_articles(tmp_path / "in.parquet", all_rows()))).coalesce(1)
    assert collected(extract(one)) == EXPECTED


def test_poisoned_rows_are_rows_with_errors(articles: "DataFrame") -> None:
    failed = collected(extract(articles).where("error IS NOT NULL").select("id", "error", "quotes"))
    assert {row["id"] for row in failed} == set(BAD)
    for row in failed:
        assert row["error"].startswith(BAD[row["id"]][1])
        assert row["quotes"] == []


def test_a_killed_worker_changes_nothing(articles: "DataFrame", tmp_path: Path) -> None:
    """The first worker that has a batch done kills itself; Spark begins its task again in another."""
    marker = str(tmp_path / "killed")

    def mortal(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in extracted_batches(batches, mapping={}, raw=False, language=None):
            yield batch
            try:
                os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                continue
            os.kill(os.getpid(), signal.SIGKILL)

    rows = articles.select(SCHEMA.names).mapInArrow(mortal, extract(articles).schema)
    assert by_text(collected(rows)) == by_text(EXPECTED)
    assert Path(marker).exists()


def test_resources_are_loaded_once_a_worker(session: "SparkSession", tmp_path: Path) -> None:
    path = str(write_articles(tmp_path / "in.parquet", good_rows()))
    articles = session.read.parquet(path).repartition(8)

    def telling(batches: Iterator[Any]) -> Iterator[Any]:
        from quotes.annotation.punkt import punkt

        for _ in extracted_batches(batches, mapping={}, raw=False, language=None):
            loads = punkt.cache_info().misses
            yield pa.RecordBatch.from_pydict({"process": [os.getpid()], "loads": [loads]})

    found = articles.mapInArrow(telling, "process bigint, loads bigint").collect()
    assert len(found) == 8
    assert {row["loads"] for row in found} == {1}
    assert len({row["process"] for row in found}) <= 4  # two cores; more than two only where Spark starts one anew


def test_columns_have_the_types_that_are_documented(session: "SparkSession", tmp_path: Path) -> None:
    source, target = write_articles(tmp_path / "in.parquet", all_rows()), tmp_path / "out.parquet"
    done = extract_files(session, str(source), str(target))
    read = pa.parquet.read_table(target)
    assert [(field.name, plain(field.type)) for field in read.schema] == [
        (field.name, plain(field.type)) for field in arrow_schema()
    ]
    assert by_text(read.to_pylist()) == by_text(EXPECTED)
    quotations = sum(len(row["quotes"]) for row in EXPECTED)
    assert (done.articles, done.quotations, done.failed) == (len(EXPECTED), quotations, len(BAD))
    assert {identity for identity, _ in done.failures} == set(BAD)


def plain(type_: pa.DataType) -> str:
    """A type without the names that Parquet gives the elements of lists."""
    if pa.types.is_list(type_):
        return f"list of {plain(type_.value_type)}"
    if pa.types.is_struct(type_):
        return f"struct of {[(field.name, plain(field.type)) for field in type_]}"
    return str(type_)


DAY = dt.date(2025, 10, 9)
NOON = dt.datetime(2025, 10, 9, 12, 30)
TYPES: list[tuple[pa.DataType, Any, dt.date | None]] = [
    (pa.string(), "2025-10-09", DAY),
    (pa.string(), "9 October 2025", DAY),
    (pa.date32(), DAY, DAY),
    (pa.timestamp("us", tz="UTC"), NOON.replace(tzinfo=dt.UTC), DAY),
    (pa.timestamp("us"), NOON, DAY),
    (pa.int64(), 1_760_000_000, DAY),
    (pa.string(), None, None),
]


@pytest.mark.parametrize(("type_", "value", "day"), TYPES)
def test_days_of_every_type(
    session: "SparkSession", tmp_path: Path, type_: pa.DataType, value: Any, day: dt.date | None
) -> None:
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    text = pa.array(["“We open,” said Dana Okafor."])
    pa.parquet.write_table(pa.table({"text": text, "published": pa.array([value], type_), "id": [7]}), source)
    assert extract_files(session, str(source), str(target)).failed == 0
    (row,) = pa.parquet.read_table(target).to_pylist()
    assert (row["published_on"], row["id"]) == (day, "7")
    assert row["published_at"] == (NOON.replace(tzinfo=dt.UTC) if type_ == pa.timestamp("us", tz="UTC") else None)


SHAPES: dict[str, tuple[dict[str, int], int | None]] = {
    "one file of one group of rows": ({"in.parquet": 20_000}, None),
    "one file, groups of ten rows": ({"in.parquet": 10}, 5),
    "files of other sizes, the largest last": ({"a.parquet": 20, "b.parquet": 7, "c.parquet": 20_000}, 3),
}
"""By name: rows of a group of each file, the first two files holding as many rows; and the number of partitions."""


@pytest.mark.parametrize("shape", SHAPES)
def test_rows_come_in_the_order_of_the_source_where_it_is_cut(
    session: "SparkSession", tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shape: str
) -> None:
    monkeypatch.setattr("quotes.spark.job.FEW", 2)
    groups, partitions = SHAPES[shape]
    rows, folder = all_rows(), tmp_path / "in"
    folder.mkdir()
    for place, (name, group) in enumerate(groups.items()):
        last = place == len(groups) - 1
        part, rows = (rows, []) if last else (rows[:group], rows[group:])
        write_articles(folder / name, part, group=group)
    extract_files(session, str(folder), str(tmp_path / "out"), partitions=partitions)
    parts = sorted((tmp_path / "out").glob("*.parquet"))
    assert len(parts) == (partitions or TASKS_A_CORE * 2)
    assert [row for part in parts for row in pa.parquet.read_table(part).to_pylist()] == EXPECTED


UNEVEN: list[tuple[str, list[int], int, bool]] = [
    ("one partition for one core", [100_000], 1, False),
    ("one partition for two cores", [100_000], 2, True),
    ("nothing at all", [], 2, False),
    ("few articles", [300], 2, False),
    ("as many partitions as cores", [50_000, 50_000], 2, False),
    ("some more in one of them", [52_000, 48_000], 2, False),
    ("three equal ones for two cores", [40_000, 40_000, 40_000], 2, True),
    ("a big one at the end", [10_000, 10_000, 10_000, 90_000], 2, True),
    ("a big one at the start, small ones beside it", [30_000, 10_000, 10_000, 10_000], 2, False),
    ("many small ones", [1_000] * 101, 2, False),
]


@pytest.mark.parametrize(("point", "sizes", "cores", "idle"), UNEVEN)
def test_where_cores_would_be_idle(point: str, sizes: list[int], cores: int, idle: bool) -> None:
    assert leaves_cores_idle(sizes, cores) is idle, point


def test_other_names_nested_fields_and_paragraphs(session: "SparkSession", tmp_path: Path) -> None:
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    row = {"paras": ["“We open,” said Dana Okafor.", "It holds."], "source": {"name": "Harbour Post"}, "blob": b"\xff"}
    pa.parquet.write_table(pa.Table.from_pylist([row]), source)
    extract_files(session, str(source), str(target), mapping={"text": "paras"}, language="en", raw=True)
    (found,) = pa.parquet.read_table(target).to_pylist()
    assert (found["text"], found["outlet"]) == ("“We open,” said Dana Okafor.\n\nIt holds.", "Harbour Post")
    assert [quote["speaker"] for quote in found["quotes"]] == ["Dana Okafor"]


def test_no_rows_are_no_rows(session: "SparkSession", tmp_path: Path) -> None:
    source, target = write_articles(tmp_path / "in.parquet", []), tmp_path / "out.parquet"
    assert extract_files(session, str(source), str(target)) == (0, 0, 0, ())
    assert pa.parquet.read_table(target).num_rows == 0
    assert pa.parquet.read_table(target).schema.names == arrow_schema().names


NO_TEXT = pa.table({"id": ["a"], "words": ["“We open.”"]})
FAULTS: dict[str, tuple[pa.Table | None, dict[str, Any], type[QuotesError], str]] = {
    "no column of texts": (NO_TEXT, {}, UsageProblem, "no column is called 'text'; name the one with the texts"),
    "a text of another type": (pa.table({"text": [1]}), {}, UsageProblem, "'text' is of the type bigint, in which no text"),
    "a day of another type": (
        pa.table({"text": ["a"], "date": [True]}), {}, UsageProblem, "'date' is of the type boolean, in which no date"
    ),
    "a title of another type": (pa.table({"text": ["a"], "title": [b"x"]}), {}, UsageProblem, "'title' is of the type binary"),
    "a mapped column": (NO_TEXT, {"mapping": {"text": "wrds"}}, UsageProblem, "no column 'wrds'; did you mean words?"),
    "no such file": (None, {}, NotFound, "cannot be read as Parquet: there is no such file or folder"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_read_is_one_line_and_nothing_written(
    session: "SparkSession", tmp_path: Path, fault: str
) -> None:
    table, given, error, said = FAULTS[fault]
    source = tmp_path / "in.parquet"
    if table is not None:
        pa.parquet.write_table(table, source)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(error) as raised:
        extract_files(session, str(source), str(tmp_path / "out.parquet"), **given)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("", "'' cannot be written: "),
        ("a:b", "a:b cannot be written: "),
        ("nosuch://x/out", "nosuch://x/out cannot be "),
    ],
)
def test_a_target_that_cannot_be_a_folder(session: "SparkSession", tmp_path: Path, target: str, said: str) -> None:
    source = write_articles(tmp_path / "in.parquet", good_rows()[:2])
    with pytest.raises(QuotesError) as raised:
        extract_files(session, str(source), target)
    assert str(raised.value).startswith(said)
    assert "Exception" not in str(raised.value)


def test_a_file_that_is_no_parquet(session: "SparkSession", tmp_path: Path) -> None:
    (tmp_path / "in.parquet").write_text("“We open,” said Dana Okafor.")
    with pytest.raises(QuotesError, match=r"cannot be read as Parquet: [^\n]+ is no Parquet, or is damaged\Z"):
        extract_files(session, str(tmp_path / "in.parquet"), str(tmp_path / "out.parquet"))
    assert [path.name for path in tmp_path.iterdir()] == ["in.parquet"]


def test_a_file_that_is_cut_off_in_its_middle(session: "SparkSession", tmp_path: Path) -> None:
    source = write_articles(tmp_path / "in.parquet", good_rows())
    data = bytearray(source.read_bytes())
    data[1000:9000] = bytes(8000)
    source.write_bytes(data)
    with pytest.raises(QuotesError, match=r"Spark gave up: [^\n]+\Z"):
        extract_files(session, str(source), str(tmp_path / "out.parquet"))
    assert [path.name for path in tmp_path.iterdir() if not path.name.endswith(".crc")] == ["in.parquet"]


def test_a_bug_in_a_worker_is_one_line_and_the_whole_its_cause(
    session: "SparkSession", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(batches: Iterator[Any], **_: object) -> Iterator[Any]:
        for batch in batches:
            raise KeyError(batch.num_columns)
        yield from ()

    monkeypatch.setattr("quotes.spark.frame.extracted_batches", broken)
    source = write_articles(tmp_path / "in.parquet", good_rows())
    with pytest.raises(QuotesError) as raised:
        extract_files(session, str(source), str(tmp_path / "out.parquet"))
    assert str(raised.value).startswith("Spark gave up: a worker failed (KeyError: ")
    assert "in broken" in str(raised.value.__cause__)
    assert [path.name for path in tmp_path.iterdir() if not path.name.endswith(".crc")] == ["in.parquet"]


def test_an_interruption_before_java_has_begun(
    session: "SparkSession", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job begins behind it, makes its folder, and is ended: nothing is left, whichever is first."""

    class Impatient(ThreadPoolExecutor):
        def submit(self, *given: Any, **named: Any) -> Any:
            working = super().submit(*given, **named)
            monkeypatch.setattr(working, "result", interrupt)
            return working

    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("quotes.spark.job.ThreadPoolExecutor", Impatient)
    source = write_articles(tmp_path / "in.parquet", good_rows(40))
    with pytest.raises(Interrupted, match=r"interrupted; .*out\.parquet was not written"):
        extract_files(session, str(source), str(tmp_path / "out.parquet"))
    assert [path.name for path in tmp_path.iterdir() if not path.name.endswith(".crc")] == ["in.parquet"]


def test_what_exists_stays(session: "SparkSession", tmp_path: Path) -> None:
    source, target = write_articles(tmp_path / "in.parquet", good_rows()), tmp_path / "out.parquet"
    target.write_text("mine")
    with pytest.raises(UsageProblem, match="exists already: name another folder, or remove it"):
        extract_files(session, str(source), str(target))
    assert target.read_text() == "mine"
