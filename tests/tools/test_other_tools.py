"""The real datasette and sqlite-utils on a store; the same tables and views for a program on PostgreSQL."""

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote as escaped

import pytest
import sqlalchemy as sa

from quotes.cli import run
from quotes.model import Article, Quote, SpeakerKind
from quotes.store.articles.save import save_article
from quotes.store.database.connect import open_store
from quotes.store.database.engine import make_engine, parse_url
from quotes.store.database.migrate import upgrade
from quotes.store.search.report_files import bundled
from quotes.store.search.rows import QUOTE_COLUMNS
from tests.cli.processes import PATIENCE

TOOLS = "QUOTES_TEST_TOOLS"
ROWS = [("The café is lost,", "Priya Raman", "Courier"), ("We don’t know yet.", "Priya Raman", "Ledger"), ("A disgrace", None, "Ledger")]  # fmt: skip


def tool(name: str) -> str:
    """The program's path; skips where the tools aren't installed, fails where a skip would hide something."""
    folder = os.environ.get(TOOLS)
    if folder and (Path(folder) / name).exists():
        return str(Path(folder) / name)
    if os.environ.get("CI") == "true":
        pytest.fail(f"{TOOLS} names no folder with {name}: in CI it must be tested")
    pytest.skip(f"{TOOLS} names no folder with {name} (tests/tools/requirements.txt)")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "quotes.db"
    with open_store(str(path), create=True) as store, store.writing() as session:
        for words, speaker, outlet in ROWS:
            quote = Quote(start=1, end=1 + len(words), text=words, speaker=speaker, speaker_kind=SpeakerKind.PERSON if speaker else None)  # fmt: skip
            save_article(session, Article(text=f"“{words}”", outlet=outlet, title=f"On {words[:5]}"), [quote], extractor="t")  # fmt: skip
    return path


@pytest.fixture
def served(database: Path, tmp_path: Path) -> Callable[[str], str]:
    """Asks Datasette for a path of the database, with our metadata."""
    program = tool("datasette")
    assert run(["--db", str(database), "datasette-config", "-o", str(tmp_path / "metadata.json")]) == 0

    def get(path: str) -> str:
        command = [program, "serve", str(database), "-m", str(tmp_path / "metadata.json"), "--get", f"/quotes{path}"]
        found = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
        assert found.returncode == 0, found.stdout + found.stderr
        return found.stdout

    return get


@pytest.mark.parametrize(
    ("typed", "words"),
    [("cafe", ["The café is lost,"]), ("don't", ["We don’t know yet."]), ("know yet", ["We don’t know yet."]), ("zebra", []), ("LOST", ["The café is lost,"])],
)  # fmt: skip
def test_datasette_searches(served: Callable[[str], str], typed: str, words: list[str]) -> None:
    for path in (
        f"/quote.json?_shape=array&_search={escaped(typed)}",
        f"/search.json?_shape=array&words={escaped(typed)}",
    ):
        assert [row["words"] for row in json.loads(served(path))] == words, path


def test_datasette_shows_names_for_numbers_and_facets(served: Callable[[str], str]) -> None:
    found = json.loads(served("/quote.json?_labels=on&_shape=objects"))
    assert {row["speaker"]["label"] for row in found["rows"] if row["speaker"]} == {"Priya Raman"}
    assert {row["article"]["label"] for row in found["rows"]} == {"On The c", "On We do", "On A dis"}
    facets = {name: {each["label"]: each["count"] for each in facet["results"]} for name, facet in found["facet_results"].items()}  # fmt: skip
    assert facets["speaker"] == {"Priya Raman": 2}
    assert facets["kind"] == {"direct": 3}
    page = served("/quote")
    assert re.search(r'<input[^>]+name="_search"', page)
    assert ">Priya Raman</a>" in page


def test_datasette_shows_the_views(served: Callable[[str], str]) -> None:
    found = json.loads(served("/quote_list.json?_shape=objects"))
    assert tuple(found["columns"]) == QUOTE_COLUMNS
    assert {each["value"] for each in found["facet_results"]["outlet"]["results"]} == {"Courier", "Ledger"}
    assert json.loads(served("/speaker_counts.json?_shape=array"))[0]["utterances"] == 2
    assert 'href="search"' in served("/quote_list")
    home = served("")
    for name in ("quote_list", "speaker_counts", "Search the quotations"):
        assert name in home


def test_datasette_answers_every_report(served: Callable[[str], str]) -> None:
    for report in bundled():
        if report.step:  # SQL alone does not answer it
            continue
        found = json.loads(served(f"/{report.name}.json?_shape=objects"))
        assert found["columns"] == [column.name for column in report.columns]
    assert json.loads(served("/share.json?_shape=array&attribute=kind&period=all"))[0]["percent"] == 100.0
    page = served("/timeline")
    assert "How often, over time" in page
    assert all(f'name="{name}"' in page for name in ("period", "day"))


def test_sqlite_utils_searches(database: Path) -> None:
    program = tool("sqlite-utils")
    for typed, count in (("cafe", 1), ("lost", 1), ("yet know", 1), ("zebra", 0)):
        found = subprocess.run([program, "search", str(database), "quote", typed, "-c", "words"], capture_output=True, text=True, check=True)  # fmt: skip
        assert len(json.loads(found.stdout)) == count
    rows = subprocess.run([program, "rows", str(database), "quote_list"], capture_output=True, text=True, check=True)
    assert len(json.loads(rows.stdout)) == len(ROWS)


def test_the_metadata_names_only_what_is_there(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--db", str(database), "datasette-config"]) == 0
    (tables,) = (each["tables"] for each in json.loads(capsys.readouterr().out)["databases"].values())
    engine = make_engine(parse_url(str(database)), read_only=True)
    with engine.connect() as connection:
        looked = sa.inspect(connection)
        for name, settings in tables.items():
            columns = {column["name"] for column in looked.get_columns(name)}
            used = [*settings.get("facets", []), *(settings[key] for key in ("label_column", "sort", "sort_desc") if key in settings)]  # fmt: skip
            assert columns >= set(used), name
    engine.dispose()


@pytest.mark.parametrize("empty_url", ["postgresql"], indirect=True)
def test_postgresql_has_the_same_tables_views_and_columns(empty_url: str, database: Path, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    upgrade(empty_url)
    seen = []
    for url in (str(database), empty_url):
        engine = make_engine(parse_url(url), read_only=True)
        with engine.connect() as connection:
            looked = sa.inspect(connection)
            names = [name for name in (*looked.get_table_names(), *looked.get_view_names()) if not name.startswith("quote_search")]  # fmt: skip
            seen.append({name: [column["name"] for column in looked.get_columns(name)] for name in names})
        engine.dispose()
    assert seen[0] == seen[1]
    assert run(["--db", empty_url, "datasette-config"]) == 2
    assert "db copy" in capsys.readouterr().err
