"""``stats`` and ``db backup | check | reindex | copy`` as commands, and what fails in one clear line."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calls import Call
from tests.cli.processes import COMMAND, PATIENCE


@pytest.fixture
def filled(call: Call, article: Path) -> Call:
    assert call(f"add {article} --outlet 'Tarnmouth Courier' --date 2025-03-14").status == 0
    return call


def quotes(
    home: Path, *arguments: str, prefix: tuple[str, ...] = (), **options: Any
) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("QUOTES_DB", "XDG_DATA_HOME")}
    found: subprocess.CompletedProcess[str] = subprocess.run(
        [*prefix, *COMMAND, *arguments], env={**kept, "HOME": str(home)}, capture_output=True, text=True, timeout=PATIENCE, check=False, **options
    )  # fmt: skip
    return found


def test_stats(filled: Call) -> None:
    found = filled("stats")
    assert "quotations                             3" in found.out
    assert "first published               2025-03-14" in found.out
    rows = {row["what"]: row["value"] for row in json.loads(filled("stats --json").out)}
    assert rows["quotations"] == 3
    assert rows["extracted"] == 3


def test_backup_check_reindex_copy(filled: Call, home: Path, tmp_path: Path) -> None:
    made = filled(f"db backup {tmp_path}/b.db")
    assert made.status == 0
    assert "checked" in made.out
    assert filled(f"search spring --db {tmp_path}/b.db").out == filled("search spring").out
    again = filled(f"db backup {tmp_path}/b.db")
    assert (again.status, again.err.count("\n")) == (2, 1)
    assert filled("db backup").status == 0
    assert len(list((home / ".local/share/quotes").glob("quotes.db.*.backup"))) == 1
    assert "nothing wrong" in filled("db check").out
    assert "made again" in filled("db reindex").out
    assert "1 article, 3 quotations, 2 speakers" in filled(f"db copy {tmp_path}/c.db").out
    assert filled(f"export --db {tmp_path}/c.db").out == filled("export").out
    assert filled(f"db copy {tmp_path}/c.db").status == 2


def test_check_says_what_to_do_and_ends_with_7(filled: Call, home: Path) -> None:
    database = home / ".local/share/quotes/quotes.db"
    database.chmod(0o644)
    found = filled("db check")
    assert found.status == 7
    assert f"→ chmod 600 '{database}'" in found.out
    assert "wrong with" in found.err
    database.chmod(0o600)
    with sqlite3.connect(database) as connection:
        connection.execute("DROP TRIGGER quote_search_insert")
    assert "quotes db reindex" in filled("db check").out
    assert filled("db reindex").status == 0
    assert filled("db check").status == 0


@pytest.mark.parametrize("line", ["stats", "db check", "db backup x.db", "db reindex", "db copy y.db"])
def test_none_of_them_makes_a_database(call: Call, tmp_path: Path, line: str) -> None:
    found = call(f"--db {tmp_path}/none.db {line}")
    assert found.status == 4
    assert not (tmp_path / "none.db").exists()


def one_line(found: subprocess.CompletedProcess[str], status: int, *says: str) -> None:
    assert found.returncode == status, found
    assert found.stderr.count("\n") == 1, found.stderr
    assert found.stderr.startswith("quotes: ")
    assert all(each in found.stderr for each in says), found.stderr


@pytest.fixture
def database(home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "q.db"
    assert quotes(home, "--db", str(path), "record", "We open.", "--speaker", "Jo Bloggs").returncode == 0
    return path


def sound(home: Path, database: Path, quotations: int = 1) -> None:
    assert quotes(home, "--db", str(database), "db", "check").returncode == 0
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM quote").fetchone() == (quotations,)


def test_a_file_too_damaged_to_be_opened(home: Path, database: Path) -> None:
    with database.open("r+b") as file:
        file.seek(100)
        file.write(b"\x55")
    one_line(quotes(home, "--db", str(database), "db", "check"), 7, "is damaged", "restore a backup")
    for line in (["search", "x"], ["stats"], ["verify"], ["record", "We close."]):
        one_line(quotes(home, "--db", str(database), *line), 1, "is damaged", "restore a backup")


def test_read_only_media(home: Path, tmp_path: Path) -> None:
    """What reads works; what writes says so; the superuser, who may write anywhere, is one no more."""
    setpriv = shutil.which("setpriv")
    if os.geteuid() == 0 and setpriv is None:
        pytest.skip("the superuser may write anywhere, and there is no setpriv")
    bound = (str(setpriv), "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
    folder = tmp_path / "media"
    folder.mkdir()
    path = folder / "q.db"
    assert quotes(home, "--db", str(path), "record", "We open.", "--speaker", "Jo Bloggs").returncode == 0
    path.chmod(0o400)
    folder.chmod(0o500)
    try:
        for line in (
            ["search", "open"],
            ["stats"],
            ["verify"],
            ["db", "check"],
            ["db", "backup", str(tmp_path / "b.db")],
            ["db", "copy", str(tmp_path / "c.db")],
        ):
            found = quotes(home, "--db", str(path), *line, prefix=bound)
            assert (found.returncode, found.stderr) == (0, ""), line
        for line in (["record", "We close."], ["db", "reindex"], ["undo"]):
            one_line(quotes(home, "--db", str(path), *line, prefix=bound), 1, "cannot be written", "read-only")
        one_line(quotes(home, "--db", str(path), "db", "backup", prefix=bound), 1, "cannot be")
        assert [each.name for each in folder.iterdir()] == ["q.db"]
    finally:
        folder.chmod(0o700)
    sound(home, tmp_path / "b.db")
    sound(home, tmp_path / "c.db")


LONG = "“" + "We open the bridge, all of it, " * 4000 + "” said Dana Okafor."


def test_a_file_that_may_not_grow(home: Path, tmp_path: Path, database: Path) -> None:
    """A limit on the size of files stands for a disk that takes no more."""
    import resource

    source = tmp_path / "long.txt"
    source.write_text(LONG)

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    found = quotes(home, "--db", str(database), "add", str(source), preexec_fn=limited)
    one_line(found, 1, "disk", "nothing of this step was stored")
    sound(home, database)
    copied = quotes(home, "--db", str(database), "db", "backup", str(tmp_path / "b.db"), preexec_fn=limited)
    one_line(copied, 1, "disk", "b.db")
    assert [path.name for path in tmp_path.iterdir() if "b.db" in path.name] == []


def test_a_full_disk(home: Path, tmp_path: Path, database: Path) -> None:
    """A file system of a few hundred kilobytes, in a mount namespace of the command's own."""
    space = tmp_path / "small"
    space.mkdir()
    unshare = shutil.which("unshare")
    mount = f"mount -t tmpfs -o size=500k tmpfs '{space}'"
    if (
        unshare is None
        or subprocess.run([unshare, "-Urm", "sh", "-c", mount], capture_output=True, check=False).returncode
    ):
        pytest.skip("no mount namespaces here; the test with a limit on files stands in")
    source = tmp_path / "long.txt"
    source.write_text(LONG)
    script = f"{mount} && cp '{database}' '{space}/q.db' && chmod 600 '{space}/q.db' && \"$@\"; status=$?; cp '{space}'/q.db* '{tmp_path}/kept/'; exit $status"
    (tmp_path / "kept").mkdir()
    packed = script.replace('&& "$@"', f"&& (cat /dev/zero > '{space}/rest' 2> /dev/null; :) && \"$@\"")
    for command in ("search open", "stats", "reject 1", f"db backup {tmp_path}/c.db"):  # without room for anything
        found = quotes(
            home, "--db", str(space / "q.db"), *command.split(), prefix=(unshare, "-Urm", "sh", "-c", packed, "sh")
        )
        one_line(found, 1, "the disk that holds", "is full or reports an error", "df")
        assert "stored" not in found.stderr
    inside = (unshare, "-Urm", "sh", "-c", script, "sh")
    one_line(
        quotes(home, "--db", str(space / "q.db"), "add", str(source), prefix=inside),
        1,
        "the disk that holds",
        "is full",
        "nothing of this step was stored",
    )
    (tmp_path / "kept" / "q.db").chmod(0o600)
    sound(home, tmp_path / "kept" / "q.db")
    full = (unshare, "-Urm", "sh", "-c", f'{mount.replace("500k", "100k")} && "$@"', "sh")
    for command in ("backup", "copy"):
        copied = quotes(home, "--db", str(database), "db", command, str(space / "b.db"), prefix=full)
        one_line(copied, 1, "is full", f"{space}/b.db ")
        assert ".part" not in copied.stderr


def test_a_locked_database(home: Path, tmp_path: Path, database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        for line in (["record", "We close."], ["db", "reindex"], ["db", "check"]):
            one_line(quotes(home, "--db", str(database), "--wait", "0.2", *line), 6, "locked", "--wait")
        for line in (
            ["search", "open"],
            ["stats"],
            ["verify"],
            ["db", "backup", str(tmp_path / "b.db")],
            ["db", "copy", str(tmp_path / "c.db")],
        ):
            assert quotes(home, "--db", str(database), "--wait", "0.2", *line).returncode == 0, line


def test_a_writer_in_its_transaction_is_waited_for_and_read_past(home: Path, store_url: str) -> None:
    from quotes.store.database.connect import open_store

    with open_store(store_url) as holder, holder.writing() as session:
        session.connection()  # begins the transaction
        for line in (["record", "We close."], ["db", "reindex"]):
            one_line(quotes(home, "--db", store_url, "--wait", "0.2", *line), 6, "locked", "--wait")
        for line in (["search", "open"], ["stats"], ["verify"]):
            assert quotes(home, "--db", store_url, "--wait", "0.2", *line).returncode == 0, line


@contextmanager
def forwarding(port: int) -> Iterator[tuple[int, Callable[[], None]]]:
    """A port that leads to *port* until it is cut; gives it, and what cuts it."""
    listener = socket.create_server(("127.0.0.1", 0))
    pairs: list[socket.socket] = []
    cut_off = threading.Event()

    def pump(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)

    def serve() -> None:
        with suppress(OSError):
            while not cut_off.is_set():
                client, _ = listener.accept()
                server = socket.create_connection(("127.0.0.1", port))
                pairs.extend((client, server))
                for one, other in ((client, server), (server, client)):
                    threading.Thread(target=pump, args=(one, other), daemon=True).start()

    def cut() -> None:
        cut_off.set()
        for each in [listener, *pairs]:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listener.getsockname()[1], cut
    finally:
        cut()


def with_port(url: str, port: int) -> str:
    head, _, tail = url.rpartition(":")
    return f"{head}:{port}/{tail.partition('/')[2]}"


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
def test_a_server_that_vanishes(home: Path, tmp_path: Path, store_url: str) -> None:
    """Cut in the middle of an addition: one line, and what was stored before is whole."""
    source = tmp_path / "many.jsonl"
    with source.open("w") as file:
        for number in range(3000):
            file.write(json.dumps({"id": str(number), "text": f"“We open bridge {number},” said Dana Okafor."}) + "\n")
    port = int(store_url.rpartition(":")[2].partition("/")[0])
    with forwarding(port) as (through, cut):
        environment = {**os.environ, "HOME": str(home)}
        process = subprocess.Popen(
            [*COMMAND, "--db", with_port(store_url, through), "add", str(source)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )  # fmt: skip
        assert process.stdout is not None
        for _ in range(10):
            process.stdout.readline()
        cut()
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1, err
    last = err.splitlines()[-1]
    assert last.startswith("quotes: "), err
    assert "server" in last
    assert "Traceback" not in err
    assert quotes(home, "--db", store_url, "db", "check").returncode == 0
    one_line(
        quotes(home, "--db", with_port(store_url, through), "search", "x"), 1, "the server of", "cannot be reached"
    )


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
def test_a_password_is_never_shown(home: Path, store_url: str) -> None:
    url = with_port(store_url, 1).replace("postgres@", "postgres:secret@")
    for line in (["search", "x"], ["db", "path"], ["stats"], ["db", "backup"]):
        found = quotes(home, "--db", url, *line)
        assert "secret" not in found.stdout + found.stderr


def test_a_backup_that_is_interrupted_leaves_nothing(home: Path, tmp_path: Path) -> None:
    database = tmp_path / "big.db"
    assert quotes(home, "--db", str(database), "record", "We open.").returncode == 0
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE ballast (x)")
        connection.execute(
            "INSERT INTO ballast SELECT randomblob(1000000) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150) SELECT i FROM n)"
        )
        connection.commit()
    process = subprocess.Popen([*COMMAND, "--db", str(database), "db", "backup", str(tmp_path / "b.db")], env={**os.environ, "HOME": str(home)}, stderr=subprocess.PIPE, text=True)  # fmt: skip
    while process.poll() is None and not list(tmp_path.glob(".b.db.part*")):
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode in (130, 0)
    assert "Traceback" not in err
    assert not list(tmp_path.glob(".b.db*"))
    assert (tmp_path / "b.db").exists() == (process.returncode == 0)
