"""Every row of the tables in ``docs/inputs.md`` is true: each sample is read, or refused in one line, by both commands."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.calls import Call
from tests.cli.conftest import call  # noqa: F401 - a fixture
from tests.ingest.samples import READ, REFUSED

PAGE = (Path(__file__).parents[2] / "docs" / "inputs.md").read_text(encoding="utf-8")
SPOKEN = {"The ferry leaks,": "Nora Quist", "We mend it in May.": "Nora Quist", "late but welcome": "Owen Pratt",
          "Nobody asked the crews,": "Lena Farrow", "The ferry leaks, and it has since May.": "Nora Quist",
          "Can it be mended?": "Owen Pratt", "It can.": "Nora Quist"}  # fmt: skip


def rows(heading: str) -> list[str]:
    """The first cells of the table below a *heading* of the page."""
    part = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [row for row in re.findall(r"(?m)^\| ([^|]+?) +\|", part) if not set(row) <= {"-"}][1:]


def test_every_row_has_its_sample_and_every_sample_its_row() -> None:
    assert rows("What is read") == list(READ)
    assert rows("What is refused") == list(REFUSED)


@pytest.fixture
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    name, data, _ = {**READ, **REFUSED}[request.param]
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize(("sample", "kind"), [(kind, kind) for kind in READ], indirect=["sample"], ids=list(READ))
def test_what_is_read(sample: Path, kind: str, call: Call) -> None:  # noqa: F811
    database = sample.with_name("quotes.db")
    added = call(f"--db {database} add {sample}")
    assert added.status == 0, added.err
    exported = json.loads(call(f"--db {database} export --json").out)
    assert {row["words"]: row["speaker"] for row in exported}.items() <= SPOKEN.items()
    assert exported
    title, outlet, day = READ[kind][2]
    assert (title, outlet, day) in {(row["title"], row["outlet"], row["published_on"]) for row in exported}
    extracted = [json.loads(line) for line in call(f"extract -f jsonl {sample}").out.splitlines()]
    found = sorted(quote["text"] for record in extracted for quote in record["quotes"])
    assert found == sorted(row["words"] for row in exported)


@pytest.mark.parametrize(("sample", "kind"), [(kind, kind) for kind in REFUSED], indirect=["sample"], ids=list(REFUSED))
def test_what_is_refused(sample: Path, kind: str, call: Call) -> None:  # noqa: F811
    database = sample.with_name("quotes.db")
    for command in (f"--db {database} add", "extract"):
        found = call(f"{command} {sample}")
        assert (found.status, found.out) == (3, "")
        assert re.fullmatch(r"quotes: [^\n]+\n", found.err)
        assert REFUSED[kind][2] in found.err
