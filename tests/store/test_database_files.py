"""Nothing but SQLite opens a database that this process has open, and nothing takes its locks away."""

import ast
import gc
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

import quotes
from quotes.cli import run
from quotes.errors import DatabaseBusy, NotFound, QuotesError, UsageProblem
from quotes.ingest import read
from quotes.occupied import BESIDE, is_occupied
from quotes.store.database import files as database_file
from quotes.store.database import transfer
from quotes.store.database.backup import back_up
from quotes.store.database.connect import Store, open_store
from quotes.store.database.copies import copy_file
from quotes.store.database.files import in_its_place
from quotes.store.database.migrate import upgrade

SOURCES = Path(quotes.__file__).parent
OWNER = "store/database/files.py"

OPENS = frozenset(
    "open fdopen FileIO read_text read_bytes write_text write_bytes touch truncate copy copy2 copyfile copytree move "
    "copyfileobj mmap memmap mkstemp NamedTemporaryFile sendfile unlink remove rename replace link symlink mkfifo mknod"
    .split()
)  # fmt: skip
"""Last names of calls that open a file, put one in another's place or take one away."""
MODULES = frozenset("sqlite3 os shutil mmap io gzip bz2 lzma zipfile tarfile tempfile dbm shelve fileinput".split())
"""Modules whose functions of those names mean files; of other things only methods of paths do."""
NOT_FILES = frozenset({"copy", "replace", "move", "remove", "link", "truncate"})
"""Names that sets, strings and modules of ours have too: they count only as functions of :data:`MODULES`."""

ELSEWHERE = {
    "occupied.py": "a file that is to be written over, to see whether it is a database: never one that is open",
    "cli/terminal.py": "the null device, for standard streams that are closed, or whose reader has gone",
    "cli/options/output.py": "the output of a listing: refused where it is the database",
    "output/whole_file.py": "the same, under a name of its own until it is whole",
    "cli/commands/speakers/import_.py": "a table, read before the store is opened",
    "evaluate/gold.py": "gold, where no store is open",
    "ingest/fetch.py": "addresses, not files",
    "ingest/expected.py": "articles, to count them: left alone where they are the database",
    "spark/job.py": "folders of Spark's, through Hadoop, beside no store",
    "web/pages/assets.py": "data of the package",
    "cli/commands/serve.py": "the token that readers show, before the store is opened",
    "ingest/sources.py": "articles: refused where they are the database",
    "english/lexicons/__init__.py": "data of the package",
    "samples/__init__.py": "data of the package",
    "weights/__init__.py": "data of the package",
    "weights/tables.py": "data of the package",
    "store/search/report_files.py": "data of the package, and a newsroom's own reports",
    "languages/__init__.py": "data of the package",
    "evaluate/pages.py": "gold, where no store is open",
    "cli/commands/evaluate.py": "the same",
    "cli/report_pages.py": "no file: text for a formatter",
    "cli/checking.py": "no file: text for a formatter",
    "cli/imports.py": "no file: standard input, kept in memory or in a file without a name",
    "cli/rejects.py": "the file of rejected records: refused where it is a database",
    "ingest/kinds.py": "no file: a member of an archive",
    "ingest/readers/packed.py": "the same",
    "ingest/tables/open.py": "a table: refused where it is the database",
    "output/excel.py": "no file: a temporary one without a name, copied into the stream",
    "store/search/described.py": "data of the package: what tables and columns mean",
    "store/database/new_file.py": "data of the package: the newest schema",
    "cli/app.py": "no file: text for a formatter",
}
"""Modules that open something, and why that is no database in use."""


def opening(path: Path) -> Iterator[str]:
    """Calls in the source file *path* that open, make, replace or remove a file, or connect to SQLite."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        owner, _, name = called.rpartition(".")
        if (called.startswith("sqlite3.") and name in ("connect", "Connection")) or (
            name in OPENS and (owner in MODULES or name not in NOT_FILES) and (owner or name == "open")
        ):
            yield called
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module in MODULES:
            for each in node.names:
                if each.name in (*OPENS, "connect", "Connection"):
                    yield f"from {node.module} import {each.name}"


def test_only_one_module_opens_database_files() -> None:
    found = {
        str(path.relative_to(SOURCES)): list(opening(path))
        for path in sorted(SOURCES.rglob("*.py"))
        if path.relative_to(SOURCES).parts[0] != "learn"  # never beside a store: import-linter sees to that
    }
    opens = {name for name, calls in found.items() if calls}
    assert opens == {OWNER, *ELSEWHERE}, {name: found[name] for name in opens ^ {OWNER, *ELSEWHERE}}
    assert set(found["store/search/report_files.py"]) == {"path.read_text", "(folder / name).read_text"}


@pytest.mark.parametrize(
    "line",
    [
        "open(path)",
        "path.open('rb')",
        "path.read_bytes()",
        "os.open(path, 0)",
        "os.close(os.open(path, os.O_CREAT))",
        "shutil.copy(path, copy)",
        "sqlite3.connect(path)",
        "path.touch(0o600)",
        "path.unlink()",
        "os.replace(path, copy)",
        "from sqlite3 import connect",
        "from shutil import copyfile",
    ],
)
def test_what_opens_a_file_is_seen(tmp_path: Path, line: str) -> None:
    source = tmp_path / "source.py"
    source.write_text(line)
    assert list(opening(source))


WATCH = """
import os, sys

folder = os.path.realpath(sys.argv[1])
seen = []

def watch(event, arguments):
    # What is opened, by Python, while this process has it open already: SQLite's own calls are not seen here.
    if event != "open" or isinstance(arguments[0], int):
        return
    try:
        asked = os.stat(arguments[0])
    except OSError:
        return
    for descriptor in range(3, 256):
        try:
            held = os.fstat(descriptor)
        except OSError:
            continue
        if os.path.samestat(asked, held) and os.path.realpath(arguments[0]).startswith(folder):
            seen.append(str(arguments[0]))

sys.addaudithook(watch)

from quotes.cli import run
from quotes.store.database.connect import open_store

new, old = folder + "/new.db", folder + "/old.db"
failed = []

def call(*line):
    if run(list(line)) != 0:
        failed.append(line)

def others_are_kept_out(path):
    code = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1], timeout=0).execute('PRAGMA journal_mode=DELETE').fetchone())"
    import subprocess
    found = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True)
    if "locked" not in found.stderr:
        failed.append(("the locks of", path, "are gone", found.stdout))

with open_store(new, create=True) as held, open_store(old, create=True) as second:
    with held.reading(), second.reading():
        for line in LINES:
            call("--db", new, *line)
            others_are_kept_out(new)
        call("--db", old, "db", "reindex")
        with open_store(old), open_store(old, read_only=True):
            pass
        others_are_kept_out(old)
print(len(failed), failed)
print(len(seen), seen)
if "control" in sys.argv:
    with open_store(new):
        open(new, "rb").close()
    print(len(seen))
"""

LINES = [
    "record|We sail.|--speaker|Jo Bloggs",
    "add|-q|{folder}/articles",
    "add|{folder}/articles/a.txt|--dry-run",
    "search|bridge",
    "show|1",
    "export|--csv|-o|{folder}/out.csv",
    "report|speakers",
    "sql|SELECT 1",
    "speakers|list",
    "speakers|rename|Jo Bloggs|Joan Bloggs",
    "undo",
    "articles|list",
    "articles|reextract|2",
    "verify",
    "stats",
    "log",
    "datasette-config",
    "db|info",
    "db|backup",
    "db|backup|{folder}/backup.db",
    "db|check",
    "db|copy|{folder}/copy.db",
    "db|upgrade",
    "db|upgrade|--dry-run",
    "speakers|forget|Jo Bloggs|-y",
    "articles|rm|2|-y",
    "db|check",
]


@pytest.mark.skipif(os.name != "posix", reason="POSIX drops locks when a file is closed")
def test_no_command_opens_a_database_that_is_open(home: Path, tmp_path: Path) -> None:
    """All in one process that holds the store open all along: were it opened by us, its locks would be gone."""
    folder = tmp_path / "watched"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "a.txt").write_text("“The bridge opens,” said Dana Okafor.", encoding="utf-8")
    lines = [[part.format(folder=folder) for part in line.split("|")] for line in LINES]
    script = WATCH.replace("LINES", repr(lines))
    found = subprocess.run(
        [sys.executable, "-c", script, str(folder), "control"], capture_output=True, text=True, timeout=300, check=False
    )
    assert found.returncode == 0, found.stderr
    failed, seen, control = found.stdout.splitlines()[-3:]
    assert failed.startswith("0 "), failed + found.stderr
    assert seen.startswith("0 "), seen
    assert control == "1", "the watch sees what it should"


def kept_out(path: Path) -> bool:
    """Whether another process finds the database in use."""
    code = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('PRAGMA journal_mode = DELETE')"
    found = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    assert found.returncode == 0 or "database is locked" in found.stderr, found.stderr
    return found.returncode != 0


@pytest.mark.parametrize(
    "doing",
    [
        lambda store, _: open_store(store.url).close(),
        lambda store, _: open_store(store.url, create=True, read_only=False).close(),
        lambda store, _: upgrade(store.url),
        lambda store, folder: back_up(store, folder / "backup.db", wait=1),
        lambda store, folder: transfer.copy(store, str(folder / "copy.db"), wait=1),
        lambda store, _: list(read([str(store.path)])),
        lambda _, folder: list(read([str(folder / "link.txt")])),
        lambda store, _: run(["--db", store.url, "search", "x", "-o", store.url]),
    ],
    ids="again again-creating upgrade backup copy as-a-source as-a-linked-source as-an-output".split(),
)
@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_a_store_keeps_its_locks(store: Store, tmp_path: Path, doing: Callable[[Store, Path], object]) -> None:
    assert store.path is not None
    with store.reading() as session:
        session.connection().exec_driver_sql("SELECT COUNT(*) FROM article")
        assert kept_out(store.path)
        (tmp_path / "link.txt").hardlink_to(store.path)
        doing(store, tmp_path)
        assert kept_out(store.path)
    with store.writing() as session:
        session.connection().exec_driver_sql("INSERT INTO outlet (name, name_key) VALUES ('Courier', 'courier')")


@pytest.mark.parametrize("ending", [*BESIDE[:3], "through a link", "through a folder's link", "by another name"])
def test_all_files_of_an_open_database_are_occupied(tmp_path: Path, ending: str) -> None:
    folder = tmp_path / "real"
    folder.mkdir()
    path = folder / "q.db"
    (tmp_path / "folder").symlink_to(folder)
    asked = {
        "through a link": tmp_path / "link",
        "through a folder's link": tmp_path / "folder" / "q.db",
        "by another name": tmp_path / "name",
    }.get(ending, path.with_name(path.name + ending))
    with open_store(str(path), create=True) as store, store.writing() as session:
        session.connection().exec_driver_sql("INSERT INTO outlet (name, name_key) VALUES ('Courier', 'courier')")
        (tmp_path / "link").symlink_to(path)
        (tmp_path / "name").hardlink_to(path)
        assert is_occupied(asked)
        assert not is_occupied(tmp_path / "other")
    assert not is_occupied(asked)


def test_a_connection_that_is_forgotten_occupies_nothing(tmp_path: Path) -> None:
    path = tmp_path / "q.db"
    database_file.make(path)
    connection = database_file.connect(path, wait=1)
    assert is_occupied(path)
    del connection
    gc.collect()
    assert not is_occupied(path)


def test_a_database_is_not_its_own_source_or_output(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    path = tmp_path / "q.txt"  # as a folder's articles end
    assert run(["--db", str(path), "record", "We sail."]) == 0
    (tmp_path / "a.txt").write_text("“The bridge opens,” said Dana Okafor.", encoding="utf-8")
    assert run(["--db", str(path), "add", "-q", str(tmp_path)]) == 3
    assert f"quotes: {path} is the database that is being written" in capsys.readouterr().err
    assert run(["--db", str(path), "db", "check"]) == 0
    assert run(["--db", str(path), "search", "opens"]) == 0


@pytest.mark.parametrize(
    "line",
    ["report speakers -o", "sql SELECT(1) -o", "speakers list -o", "outlets list -o", "articles list -o", "log -o",
     "stats -o", "search sail -o", "export -o", "report speakers --chart"],
)  # fmt: skip
def test_no_answer_is_written_over_the_database_it_came_from(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    path = tmp_path / ("q.svg" if "--chart" in line else "q.db")
    assert run(["--db", str(path), "record", "We sail.", "--speaker", "Dana Okafor"]) == 0
    before = path.read_bytes()
    link = tmp_path / f"answer{path.suffix}"
    link.symlink_to(path)
    for name in (path, link):
        assert run(["--db", str(path), *line.split(), str(name)]) == 2
        assert "is a database; name another file" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_database_is_no_table_of_its_own(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "q.csv"
    assert run(["--db", str(path), "record", "We sail."]) == 0
    assert run(["--db", str(path), "import", str(path)]) == 1
    assert f"quotes: {path} is the database that is being written: nothing was stored" in capsys.readouterr().err


def test_rejected_records_are_not_written_over_a_database(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    path, other = tmp_path / "q.db", tmp_path / "other.db"
    odd = tmp_path / "odd.jsonl"
    odd.write_text('{"text": 5}\n', encoding="utf-8")
    for each in (path, other):
        assert run(["--db", str(each), "record", "We sail."]) == 0
    before = [each.read_bytes() for each in (path, other)]
    for each in (path, other):
        capsys.readouterr()
        assert run(["--db", str(path), "add", str(odd), "--reject-file", str(each)]) == 2
        assert f"--reject-file {each} is a database; name another file" in capsys.readouterr().err
        assert run(["--db", str(path), "search", "sail", "-o", str(each)]) == 2
        assert run(["--db", str(path), "import", str(odd), "--reject-file", str(each)]) == 2
        assert f"--reject-file {each} is a database; name another file" in capsys.readouterr().err
    assert [each.read_bytes() for each in (path, other)] == before


CONTENTS = {
    "text": b"Dear Sir or Madam, this is a letter.",
    "short": b"x",
    "zeroes": bytes(4096),
    "page": b"<!DOCTYPE html>" + b"x" * 9000,
}


@pytest.mark.parametrize("content", CONTENTS)
@pytest.mark.parametrize("create", [False, True])
def test_a_file_of_another_kind_is_told_by_sqlite_and_left_alone(tmp_path: Path, content: str, create: bool) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(CONTENTS[content])
    with pytest.raises(QuotesError, match="is not a SQLite database"):
        open_store(str(path), create=create)
    assert path.read_bytes() == CONTENTS[content]
    assert list(tmp_path.iterdir()) == [path]


def test_only_the_users_own_folder_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotFound, match="does not exist; make it first"):
        open_store(str(tmp_path / "deks" / "quotes.db"), create=True)
    assert not list(tmp_path.iterdir())
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data" / "home"))
    monkeypatch.delenv("QUOTES_DB", raising=False)
    with open_store(create=True):
        assert (tmp_path / "data" / "home" / "quotes" / "quotes.db").exists()
    monkeypatch.chdir(tmp_path)
    with open_store("here.db", create=True):
        assert (tmp_path / "here.db").exists()


@pytest.mark.parametrize("home", ["/proc/nope", "/dev/null/home", "{file}", "{file}/deeper"])
def test_a_data_folder_that_cannot_be_made_is_what_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    """Not that there is no database, which the command that says so was to make."""
    (tmp_path / "file").touch()
    folder = Path(home.format(file=tmp_path / "file"))
    monkeypatch.setattr("quotes.store.database.files.data_folder", lambda: folder)
    with pytest.raises(QuotesError, match=r"the folder .* cannot be made .*--db FILE") as found:
        open_store(str(folder / "quotes.db"), create=True)
    assert str(folder) in str(found.value)
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]


@pytest.mark.parametrize("name", ["b\udcff.db", "100%41.db", "a?mode=ro&b#c.db", "ö\n.db"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    """Bytes that are no UTF-8 among them: they are lone surrogates in Python, which no URL can hold."""
    path = tmp_path / name
    with open_store(str(path), create=True) as store:
        copied = back_up(store, path.with_name(name + ".copy"), wait=5)
        with open_store(store.url) as again:
            assert again.path == path
    assert set(tmp_path.iterdir()) == {path, copied}


def test_a_pipe_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "pipe.db"
    os.mkfifo(path)
    with pytest.raises(QuotesError, match="is not a SQLite database"):
        open_store(str(path), create=True)


@pytest.mark.parametrize("number", sorted(database_file.NO_LINKS))
def test_where_there_are_no_hard_links_the_file_is_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def link(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("quotes.store.database.files.os.link", link)
    whole, target = tmp_path / "whole.db", tmp_path / "copy.db"
    open_store(str(whole), create=True).close()
    with in_its_place(target) as part:
        copy_file(whole, part)
    open_store(str(target)).close()
    before = target.read_bytes()
    with pytest.raises(UsageProblem, match="exists"), in_its_place(target) as part:
        pass
    with pytest.raises(UsageProblem, match="exists"), in_its_place(tmp_path / "late.db") as part:
        (tmp_path / "late.db").write_text("mine")
    assert (tmp_path / "late.db").read_text() == "mine"
    assert target.read_bytes() == before
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("ending", ["", "-wal", "-journal"])
@pytest.mark.parametrize("late", [False, True])
def test_no_file_is_put_beside_the_log_of_another(tmp_path: Path, ending: str, late: bool) -> None:
    """SQLite would write a log that was left behind into the new file."""
    target = tmp_path / "copy.db"
    left = tmp_path / f"copy.db{ending}"

    def leave() -> None:
        left.write_text("left")

    if not late:
        leave()
    with pytest.raises(UsageProblem, match=f"{left.name} exists"), in_its_place(target):
        leave()
    assert left.read_text() == "left"
    assert list(tmp_path.iterdir()) == [left]


def test_two_copies_to_one_place_are_one_whole_copy(tmp_path: Path) -> None:
    """The one that ends last is refused, and takes nothing away from the other."""
    whole, target = tmp_path / "whole.db", tmp_path / "copy.db"
    open_store(str(whole), create=True).close()

    def copied() -> None:
        with in_its_place(target) as first:
            copy_file(whole, first)
            with in_its_place(target) as second:
                copy_file(whole, second)

    with pytest.raises(UsageProblem, match="exists"):
        copied()
    open_store(str(target)).close()
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not list(tmp_path.glob(".*"))


def test_a_copy_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(QuotesError, match="cannot be written: not a directory"), in_its_place(tmp_path / "file/x.db"):
        pass


def test_a_copy_that_somebody_has_open_is_not_kept(tmp_path: Path) -> None:
    """Its log could not be put into it."""
    whole, target = tmp_path / "whole.db", tmp_path / "copy.db"
    open_store(str(whole), create=True).close()

    def copied(stack: ExitStack) -> None:
        with in_its_place(target) as part:
            copy_file(whole, part)
            other = stack.enter_context(closing(database_file.connect(part, wait=1)))
            other.execute("PRAGMA journal_mode = WAL")
            other.execute("CREATE TABLE mine (x)")

    with ExitStack() as stack, pytest.raises(DatabaseBusy, match="locked"):
        copied(stack)
    assert not target.exists()
