"""``quotes add`` stores articles that were extracted elsewhere, on both engines, as if it had extracted them here."""

import csv
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest

from quotes.ingest import Reading
from quotes.spark.columns import arrow_schema
from quotes.spark.rows import extracted_row
from tests.cli.calls import Call
from tests.spark.invented_rows import BAD, all_rows, good_rows, write_articles
from tests.store.dumps import contents

OLDER = "quotes extraction 2"
OWN = frozenset(("run", "run_item"))
TIMES = frozenset(("added_at", "external_id"))


def write(folder: Path, rows: list[dict[str, Any]], parts: int = 1) -> Path:
    """A folder of parts, as Spark writes it."""
    folder.mkdir()
    for part in range(parts):
        table = pa.Table.from_pylist(rows[part::parts], schema=arrow_schema())
        pa.parquet.write_table(table, folder / f"part-{part:05}.zstd.parquet")
    (folder / "_SUCCESS").touch()
    (folder / "._SUCCESS.crc").write_bytes(b"crc")
    return folder


def stored(url: str) -> dict[str, list[dict[str, Any]]]:
    """Everything in the store but its runs, times, and the ids that rows without one are given."""
    return {
        table: [{name: value for name, value in row.items() if name not in TIMES} for row in rows]
        for table, rows in contents(url).items()
        if table not in OWN
    }


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [extracted_row(row, Reading()) for row in all_rows()]


def test_the_store_is_the_same_either_way(
    call: Call,
    store_url: str,
    tmp_path: Path,
    migrated: Any,
    rows: list[dict[str, Any]],
) -> None:
    plain = write_articles(tmp_path / "articles.parquet", all_rows())
    here = call(f"--db {store_url} add {plain} --quiet")
    assert here.status == 3
    dialect = "postgresql" if store_url.startswith("postgresql") else "sqlite"
    with migrated(dialect, tmp_path) as other:
        elsewhere = call(f"--db {other} add {write(tmp_path / 'out.parquet', rows)} --quiet")
        assert elsewhere.status == 3
        assert stored(other) == stored(store_url)
        assert elsewhere.out.replace(other, store_url) == here.out
        assert call(f"--db {other} verify").status == 0
        again = call(f"--db {other} add {tmp_path / 'out.parquet'}")
        assert "already stored" in again.out
        assert stored(other) == stored(store_url)


def test_nothing_is_extracted_again(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [extracted_row(row, Reading()) for row in good_rows()[:3]]

    def fail(_: Any) -> Any:
        raise AssertionError("it was extracted again")

    monkeypatch.setattr("quotes.extraction.extract_quotes", fail)
    folder = write(tmp_path / "out.parquet", rows, parts=2)
    assert call(f"--db {tmp_path}/q.db add {folder} --outlet 'Harbour Post'").status == 0


def exported(call: Call, database: str) -> list[dict[str, str]]:
    return list(csv.DictReader(call(f"--db {database} export --csv").out.splitlines()))


ARTICLE = {"id": "a", "text": "“We open in spring,” said Dana Okafor on Monday.", "date": "2025-10-09"}


def test_the_extractor_is_kept_and_said_once(call: Call, store_url: str, tmp_path: Path) -> None:
    rows = [
        extracted_row(ARTICLE | {"text": f"{ARTICLE['text']} {n}."}, Reading()) | {"extractor": OLDER} for n in range(3)
    ]
    folder = write(tmp_path / "out.parquet", rows, parts=2)
    found = call(f"--db {store_url} add {folder}")
    assert found.err.count("extracted by quotes extraction 2, which is kept; quotes articles reextract --stale") == 1
    assert {row["extractor"] for row in exported(call, store_url)} == {OLDER}
    again = call(f"--db {store_url} articles reextract --stale -y")
    assert again.status == 0
    assert OLDER not in {row["extractor"] for row in contents(store_url)["article"]}


@pytest.mark.parametrize(
    ("option", "column", "value"),
    [("--date 2025-10-20", "said_on", "2025-10-20"), ("--language fr", "speaker", "")],
)
def test_what_a_person_says_of_it_is_extracted_with(
    call: Call,
    tmp_path: Path,
    option: str,
    column: str,
    value: str,
) -> None:
    row = extracted_row(ARTICLE, Reading()) | {"extractor": OLDER}
    folder = write(tmp_path / "out.parquet", [row])
    database = f"{tmp_path}/q.db"
    assert call(f"--db {database} add {folder} {option}").status == 0
    (found,) = exported(call, database)
    assert found[column] == value
    assert found["extractor"] != OLDER


def test_a_refused_row_is_said_and_can_be_read_again(call: Call, tmp_path: Path) -> None:
    good = extracted_row(ARTICLE, Reading())
    other = extracted_row(ARTICLE | {"id": "b", "text": "“We wait,” said Priya Raman."}, Reading())
    bad = other | {"quotes": [other["quotes"][0] | {"text": "We do not wait,"}]}
    folder, rejects, database = write(tmp_path / "out.parquet", [bad, good]), tmp_path / "r.jsonl", f"{tmp_path}/q.db"
    found = call(f"--db {database} add {folder} --reject-file {rejects}")
    assert found.status == 3
    assert found.err == (
        f"quotes: {folder}/part-00000.zstd.parquet:1 is not as it was extracted: its quotation 1 has other words than "
        "stand at 1-9 of its text\n"
    )
    assert [row["words"] for row in exported(call, database)] == ["We open in spring,"]
    assert call(f"--db {database} add {rejects}").status == 0
    assert [row["words"] for row in exported(call, database)] == ["We open in spring,", "We wait,"]


def test_failures_are_told_with_their_reasons(call: Call, tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    found = call(f"--db {tmp_path}/q.db add {write(tmp_path / 'out.parquet', rows, parts=3)} -q")
    assert found.status == 3
    for _, reason in BAD.values():
        assert reason in found.err
    assert found.err.count("\n") == len(BAD) + sum(bool(row["notes"]) for row in rows)
