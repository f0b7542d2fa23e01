"""One article that goes wrong in the middle of many: one line, exit status 3, and everything else is stored."""

import errno
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DataError, IntegrityError, OperationalError, StatementError

import quotes.extraction
import quotes.pipeline
import quotes.workflow
from quotes.cli import run
from quotes.errors import ArticleFailed, DatabaseBusy, QuotesError, UnreadableSource
from quotes.ingest.html import article_of_page
from quotes.ingest.readers import json_records, pages
from quotes.model import Article, Quote
from quotes.store.articles.added_again import StoredArticle
from quotes.store.articles.save import ArticleWriter
from quotes.store.database.driver_errors import explain, is_of_article
from tests.cli.calls import Call

BAD = "BAD"


def recursion() -> None:
    recursion()


def raises(error: BaseException) -> Callable[[], None]:
    def raising() -> None:
        raise error

    return raising


FAULTS = {
    "RecursionError": recursion,
    "MemoryError": raises(MemoryError()),
    "ValueError": raises(ValueError("two\nlines")),
    "KeyError": raises(KeyError("x")),
    "OverflowError": raises(OverflowError("date value out of range")),
    "StopIteration": raises(StopIteration()),
    "FileNotFoundError": raises(OSError(errno.ENOENT, "No such file")),
    "AssertionError": raises(AssertionError("x" * 5000)),
}


def records(tmp_path: Path, *texts: str) -> Path:
    path = tmp_path / "articles.jsonl"
    lines = [json.dumps({"id": f"a{number}", "text": text}) for number, text in enumerate(texts, 1)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def good(number: int) -> str:
    return f"“We open bridge {number},” said Dana Okafor on Monday."


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return records(tmp_path, good(1), f"{BAD} article: “Here,” said Jo Grant.", good(3))


def break_extraction(monkeypatch: pytest.MonkeyPatch, fault: Callable[[], None]) -> None:
    whole = quotes.pipeline.extract_quotes

    def breaking(article: Article, *, explain: bool = False) -> tuple[Quote, ...]:
        if article.text.startswith(BAD):
            fault()
        return whole(article, explain=explain)

    monkeypatch.setattr(quotes.pipeline, "extract_quotes", breaking)
    monkeypatch.setattr(quotes.extraction, "extract_quotes", breaking)
    monkeypatch.setattr(quotes.workflow, "extract_quotes", breaking)


def one_line(err: str, place: str, name: str) -> None:
    lines = [line for line in err.splitlines() if "could not be processed" in line]
    (line,) = lines
    assert line.startswith(f"quotes: {place} could not be processed ({name}")
    assert len(line) < len(place) + 350
    assert "Traceback" not in err


def rows(call: Call, database: str, query: str) -> list[list[str]]:
    found = call(f'--db {database} sql "{query}" --tsv')
    assert found.status == 0
    return [line.split("\t") for line in found.out.splitlines()[1:]]


@pytest.mark.parametrize("name", FAULTS)
def test_adding_goes_on_behind_an_article_whose_extraction_fails(
    call: Call, source: Path, store_url: str, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with monkeypatch.context() as patch:
        break_extraction(patch, FAULTS[name])
        found = call(f"--db {store_url} add {source}")
    assert found.status == 3
    one_line(found.err, f"{source}:2", name)
    assert "2 new articles" in found.out
    assert "1 failed" in found.out
    assert rows(call, store_url, "SELECT external_id FROM article ORDER BY id") == [["a1"], ["a3"]]
    outcomes = rows(call, store_url, "SELECT record, outcome, error FROM run_item ORDER BY id")
    assert [row[:2] for row in outcomes] == [["1", "new"], ["2", "failed"], ["3", "new"]]
    assert name in outcomes[1][2]
    assert call(f"--db {store_url} verify").status == 0
    again = call(f"--db {store_url} add {source}")
    assert again.status == 0
    assert "1 new article" in again.out
    assert "2 already stored" in again.out


def test_the_first_article_may_be_the_bad_one(
    call: Call, tmp_path: Path, store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run that its transaction began is gone with it."""
    source = records(tmp_path, BAD, good(2))

    whole = ArticleWriter.save

    def saving(writer: ArticleWriter, article: Article, *rest: Any) -> StoredArticle:
        found = whole(writer, article, *rest)
        if article.text == BAD:
            raise ValueError("half done")
        return found

    monkeypatch.setattr(ArticleWriter, "save", saving)
    assert call(f"--db {store_url} add {source} --dry-run").status == 3
    found = call(f"--db {store_url} add {source}")
    assert found.status == 3
    one_line(found.err, f"{source}:1", "ValueError: half done")
    assert rows(call, store_url, "SELECT external_id FROM article ORDER BY id") == [["a2"]]
    assert rows(call, store_url, "SELECT outcome FROM run_item ORDER BY id") == [["failed"], ["new"]]


def busy(name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(name)
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("error", "status", "stored"),
    [
        pytest.param(KeyboardInterrupt(), 130, 0, id="Ctrl-C"),
        pytest.param(OperationalError("x", {}, busy("SQLITE_BUSY")), 6, 0, id="busy"),
        pytest.param(OperationalError("x", {}, busy("SQLITE_FULL")), 1, 0, id="disk full"),
        pytest.param(OperationalError("x", {}, busy("SQLITE_IOERR")), 1, 0, id="a failing disk"),
        pytest.param(IntegrityError("x", {}, sqlite3.IntegrityError("CHECK")), 3, 2, id="a value that is refused"),
        pytest.param(DataError("x", {}, sqlite3.DataError("too big")), 3, 2, id="a value that doesn't fit"),
        pytest.param(StatementError("x", "y", {}, OverflowError("int")), 3, 2, id="a value that no driver takes"),
        pytest.param(OperationalError("x", {}, busy("SQLITE_TOOBIG")), 3, 2, id="a text longer than SQLite holds"),
    ],
)
def test_what_is_about_the_article_and_what_ends_the_whole(
    call: Call,
    source: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    status: int,
    stored: int,
) -> None:
    whole = ArticleWriter.save

    def saving(writer: ArticleWriter, article: Article, *rest: Any) -> StoredArticle:
        if article.text.startswith(BAD):
            raise error
        return whole(writer, article, *rest)

    monkeypatch.setattr(ArticleWriter, "save", saving)
    database = tmp_path / "q.db"
    found = call(f"--db {database} add {source}")
    assert found.status == status
    assert ("failed" in found.out) is (status == 3)
    assert len(rows(call, str(database), "SELECT id FROM article")) == stored


def test_an_unknown_error_of_the_database_keeps_its_traceback(
    call: Call, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def saving(*_: object, **__: object) -> None:
        raise OperationalError("SELECT", {}, busy("SQLITE_ERROR"))

    monkeypatch.setattr(ArticleWriter, "save", saving)
    with pytest.raises(OperationalError):
        call(f"--db {tmp_path / 'q.db'} add {source}")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ValueError("x"), True),
        (MemoryError(), True),
        (UnreadableSource("x"), True),
        (QuotesError("x"), False),
        (DatabaseBusy("x"), False),
        (explain(OperationalError("x", {}, busy("SQLITE_TOOBIG")), "p"), True),
        (explain(OperationalError("x", {}, busy("SQLITE_CORRUPT")), "p"), False),
    ],
)
def test_whose_error_it_is(error: Exception, expected: bool) -> None:
    assert is_of_article(error) is expected


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("form", ["jsonl", "json", "csv", "text"])
def test_extraction_goes_on_and_keeps_the_order(
    call: Call, source: Path, monkeypatch: pytest.MonkeyPatch, form: str, name: str
) -> None:
    break_extraction(monkeypatch, FAULTS[name])
    found = call(f"extract -f {form} {source}")
    assert found.status == 3
    one_line(found.err, f"{source}:2", name)
    assert "bridge 1" in found.out
    assert "bridge 3" in found.out
    if form in ("jsonl", "json"):
        whole = json.loads(found.out) if form == "json" else [json.loads(line) for line in found.out.splitlines()]
        assert [record["id"] for record in whole] == ["a1", "a2", "a3"]
        assert ["error" in record for record in whole] == [False, True, False]
        assert whole[1]["quotes"] == []
        assert name in whole[1]["error"]
        assert "\n" not in whole[1]["error"]


@pytest.mark.parametrize("how", ["--debug extract", "--debug add", "extract"])
def test_the_traceback_can_be_had(call: Call, source: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    break_extraction(monkeypatch, FAULTS["KeyError"])
    if not how.startswith("--debug"):
        monkeypatch.setenv("QUOTES_DEBUG", "1")
    found = call(f"{how} {source}")
    assert found.status == 3
    assert "Traceback (most recent call last)" in found.err
    assert "in breaking" in found.err
    assert "KeyError: 'x'" in found.err


def test_what_an_error_comes_from_can_be_had(call: Call, source: Path) -> None:
    assert call(f"add -q {source}").status in (0, 3)
    assert call("sql 'SELECT nope FROM quote'").err.count("\n") == 1
    found = call("--debug sql 'SELECT nope FROM quote'")
    assert found.status == 2
    assert found.err.startswith("Traceback (most recent call last)")
    assert found.err.splitlines()[-1].startswith("quotes: ")


@pytest.mark.parametrize("value", ["", " ", "0", "false", "False", "no", "off"])
def test_the_variable_can_say_no_to_tracebacks(
    call: Call, source: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    break_extraction(monkeypatch, FAULTS["KeyError"])
    monkeypatch.setenv("QUOTES_DEBUG", value)
    found = call(f"extract {source}")
    assert found.status == 3
    assert "KeyError: 'x'" in found.err
    assert "Traceback" not in found.err


@pytest.mark.parametrize("dry_run", ["", " --dry-run"])
@pytest.mark.parametrize("name", FAULTS)
def test_reading_again_goes_on(
    call: Call, source: Path, store_url: str, monkeypatch: pytest.MonkeyPatch, name: str, dry_run: str
) -> None:
    assert call(f"--db {store_url} add {source}").status == 0
    (uid,) = rows(call, store_url, "SELECT uid FROM article WHERE external_id = 'a2'")[0]
    before = rows(call, store_url, "SELECT uid, words, status FROM quote ORDER BY id")
    break_extraction(monkeypatch, FAULTS[name])
    found = call(f"--db {store_url} articles reextract -y{dry_run}")
    assert found.status == 3
    one_line(found.err, uid, name)
    assert "3 articles: 2 the same, 0 changed" in found.out
    assert "1 article failed" in found.out
    assert rows(call, store_url, "SELECT uid, words, status FROM quote ORDER BY id") == before


def test_the_articles_behind_a_bad_one_are_read_again(
    call: Call, source: Path, store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call(f"--db {store_url} add {source}").status == 0
    whole = quotes.pipeline.extract_quotes

    def other(article: Article) -> tuple[Quote, ...]:
        if article.text.startswith(BAD):
            raise ValueError
        return whole(article)[1:]

    with monkeypatch.context() as patch:
        patch.setattr(quotes.workflow, "extract_quotes", other)
        found = call(f"--db {store_url} articles reextract -y")
    assert found.status == 3
    assert "2 withdrawn" in found.out
    assert "quotes undo 1 takes it back" in found.out
    statuses = "SELECT q.status FROM quote q JOIN article a ON a.id = q.article ORDER BY a.id"
    assert rows(call, store_url, statuses) == [["withdrawn"], ["extracted"], ["withdrawn"]]
    assert call(f"--db {store_url} undo 1").status == 0
    assert rows(call, store_url, statuses) == [["extracted"]] * 3


@pytest.mark.parametrize("where", ["record_of_line", "decode"])
def test_a_record_whose_reading_fails(call: Call, source: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    whole = getattr(json_records, where)

    def breaking(data: str | bytes, *rest: Any, **more: Any) -> Any:
        if BAD.encode() in (data if isinstance(data, bytes) else data.encode()):
            raise RecursionError("too deep")
        return whole(data, *rest, **more)

    monkeypatch.setattr(json_records, where, breaking)
    found = call(f"extract -f jsonl {source}")
    assert found.status == 3
    one_line(found.err, f"{source}:2", "RecursionError: too deep")
    assert [json.loads(line)["id"] for line in found.out.splitlines()] == ["a1", "a3"]


def test_a_source_whose_reading_fails(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.html").write_text(
            f"<html><p>“We open {name},” said Dana Okafor of the council.</p></html>"
        )

    def breaking(page: str, *rest: Any) -> Article:
        if "open b" in page:
            raise IndexError("pop from an empty list")
        return article_of_page(page, *rest)

    monkeypatch.setattr(pages, "article_of_page", breaking)
    found = call(f"--db {tmp_path / 'q.db'} add {tmp_path}")
    assert found.status == 3
    one_line(found.err, str(tmp_path / "b.html"), "IndexError")
    assert "2 new articles" in found.out


def test_records_at_the_ends_of_the_calendar_are_stored(call: Call, tmp_path: Path, store_url: str) -> None:
    path = tmp_path / "old.jsonl"
    texts = (
        "“We open,” said President Dana Okafor last week.",
        "“We open,” President Okafor said this week. It closed.",
        "“We open,” said Okafor yesterday, or the year before last week, or 99 years ago.",
    )
    lines = [{"text": f"{text} ({date})", "date": date} for date in ("0001-01-01", "9999-12-31") for text in texts]
    path.write_text("\n".join(json.dumps(line) for line in [*lines, *lines[::-1]]), encoding="utf-8")
    found = call(f"--db {store_url} add {path}")
    assert found.status == 0
    assert {line.partition(": its ")[2] for line in found.err.splitlines()} == {
        "day of publication, 9999-12-31, lies ahead"
    }
    assert "6 new articles" in found.out


def test_the_traceback_of_a_failure_holds_no_frame_alive() -> None:
    """What the article had in memory is free again while the next is read."""
    failure: ArticleFailed | None = None
    try:
        recursion()
    except RecursionError as error:
        failure = ArticleFailed(error)
    assert failure is not None
    assert failure.__cause__ is None
    assert "in recursion" in failure.trace
    assert len(failure.trace) < 3000


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_a_name_that_is_no_text_is_stored_as_far_as_it_is(
    migrated: Callable[[str, Path], AbstractContextManager[str]],
    tmp_path: Path,
    home: Path,
    capsys: pytest.CaptureFixture[str],
    dialect: str,
) -> None:
    """Folders from other systems hold names in other encodings: their bytes reach Python as lone surrogates."""
    folder = tmp_path / "old disk"
    folder.mkdir()
    (folder / "a.txt").write_text(good(1), encoding="utf-8")
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(good(2), encoding="utf-8")
    (folder / os.fsdecode(b"z\xff.txt")).write_bytes(b"")
    with migrated(dialect, tmp_path) as url:
        assert run(["--db", url, "add", str(folder)]) == 3  # the empty one
        capsys.readouterr()
        query = "SELECT source, outcome FROM run_item ORDER BY source"
        assert run(["--db", url, "sql", query, "-f", "jsonl"]) == 0
        items = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(Path(each["source"]).name, each["outcome"]) for each in items] == [
        ("a.txt", "new"), ("caf\ufffd.txt", "new"), ("z\ufffd.txt", "failed"),
    ]  # fmt: skip
