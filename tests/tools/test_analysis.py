"""The page on analysis: what it shows of pandas, DuckDB and Datasette is run with them, its SQL on both engines.

``python -m tests.tools.test_analysis`` writes what is printed today into the page; QUOTES_TEST_TOOLS names the tools.
"""

import os
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from quotes.store.database.connect import open_store
from quotes.store.search.sql import run_sql
from tests.documents.examples import ROOT, agrees, examples, renewed, run
from tests.store.report_stores import labelled
from tests.tools.test_other_tools import TOOLS, tool

PAGE = ROOT / "docs" / "analysis.md"
TEXT = PAGE.read_text(encoding="utf-8")
HERE = "is in the environment of tests/tools"
STATEMENTS = re.findall(r"```sql\n(.*?)^```\n", TEXT, re.S | re.M)


def test_the_examples_run_and_print_what_the_page_shows(tmp_path: Path) -> None:
    tools = Path(tool("datasette")).parent
    found = examples(TEXT, also=HERE)
    assert len(found) > len(examples(TEXT))
    status, printed = run(found, tmp_path, tools)
    assert status == 0, f"{found[len(printed) - 1].code}\n{printed[-1]}"
    for example, text in zip(found, printed, strict=True):
        assert example.printed is None or agrees(example.printed, text), f"{example.code}\n{text}"


def test_its_sql_answers_alike_on_both_engines(store_url: str) -> None:
    labelled(store_url)
    with open_store(store_url, read_only=True) as store, store.reading() as session:
        first, second = (run_sql(session, statement) for statement in STATEMENTS)
    assert (first.columns, second.columns) == (("outlet", "month", "percent"), ("party", "utterances"))
    assert len(first.rows) > 20
    assert [(str(month), float(percent)) for outlet, month, percent in first.rows if outlet == "Fenland Messenger"] == [
        ("2025-02-01", 10.0)
    ]
    assert {party for party, _ in second.rows} >= {"Green", "(not stated)"}


def test_r_is_not_run_but_its_statement_is(store_url: str) -> None:
    (statement,) = re.findall(r'dbGetQuery\(store, "\n(.*?)"\)', TEXT, re.S)
    labelled(store_url)
    with open_store(store_url, read_only=True) as store, store.reading() as session:
        assert run_sql(session, statement).columns == ("published_on", "speaker", "utterances")


def main() -> None:
    """Write what is printed today into the page."""
    found = examples(TEXT, also=HERE)
    with TemporaryDirectory() as folder:
        status, printed = run(found, Path(folder), Path(os.environ[TOOLS]))
    if status:
        sys.exit(printed[-1])
    PAGE.write_text(renewed(TEXT, found, printed), encoding="utf-8")


if __name__ == "__main__":
    main()
