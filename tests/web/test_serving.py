"""The server answers what is in flight before it ends, and the command says where it is."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import func, select

from quotes.errors import QuotesError
from quotes.store.database.connect import Store
from quotes.store.schema import DecisionRow
from quotes.web.serving import LONGEST_HEAD, Server
from tests.cli.calls import Call

PATIENCE = 60
TOKEN = "correct-horse-battery"


@contextmanager
def running(server: Server) -> Iterator[threading.Thread]:
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield thread
    finally:
        server.end()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_a_request_in_flight_is_answered_and_nobody_new_comes_in() -> None:
    app = Flask(__name__)
    begun, goes_on = threading.Event(), threading.Event()

    @app.get("/")
    def slow() -> str:
        begun.set()
        assert goes_on.wait(PATIENCE)
        return "done" * 50_000

    server = Server(app, "127.0.0.1", 0)
    with running(server) as thread:
        waiting = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        waiting.request("GET", "/")
        assert begun.wait(PATIENCE)
        server.end()
        while server.listens:
            thread.join(0.01)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
        goes_on.set()
        assert waiting.getresponse().read() == b"done" * 50_000
        waiting.close()


def test_a_server_that_has_ended_may_be_asked_to_end_again() -> None:
    server = Server(Flask(__name__), "127.0.0.1", 0)
    with running(server) as thread:
        server.end()
        thread.join(PATIENCE)
    server.end()


def test_an_idle_connection_holds_nothing_up() -> None:
    server = Server(Flask(__name__), "127.0.0.1", 0)
    with running(server):
        idle = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
    idle.close()


def test_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(QuotesError, match="--port takes another one"):
        Server(Flask(__name__), "127.0.0.1", taken.getsockname()[1])


def test_a_host_that_is_none() -> None:
    with pytest.raises(QuotesError, match="cannot listen at"):
        Server(Flask(__name__), "no-such-host.invalid", 0)


@contextmanager
def served(store: Store, *options: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """``quotes serve`` in a process of its own; gives it and its port."""
    command = [sys.executable, "-m", "quotes", "--db", store.url, "serve", "--port", "0", *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment}
    ) as process:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", process.stdout.readline())
        assert found, process.stderr and process.stderr.read()
        try:
            yield process, int(found[1])
        finally:
            process.kill()


def get(port: int, path: str = "/", **headers: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    found = answer.status, answer.read().decode()
    connection.close()
    return found


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_status_0(samples: Store, number: signal.Signals) -> None:
    with served(samples) as (process, port):
        status, page = get(port)
        assert (status, "Read only" in page) == (200, True)
        assert get(port, Host="evil.example")[0] == 421
        process.send_signal(number)
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out, err) == (0, "ended\n", "")


def test_the_token_comes_from_a_file_or_the_environment_and_is_never_shown(samples: Store, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    file.chmod(stat.S_IRUSR)
    for options, environment in ((("--token-file", str(file)), {}), ((), {"QUOTES_TOKEN": TOKEN})):
        with served(samples, *options, **environment) as (process, port):
            assert get(port)[0] == 302
            assert get(port, Authorization=f"Bearer {TOKEN}")[0] == 200
            process.send_signal(signal.SIGTERM)
            out, err = process.communicate(timeout=PATIENCE)
        assert TOKEN not in out + err


def test_an_endless_head_is_refused(samples: Store) -> None:
    with served(samples) as (process, port):
        assert get(port, "/?q=" + "x" * LONGEST_HEAD)[0] == 431
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)


def test_a_server_killed_during_a_decision_leaves_nothing_of_it(samples: Store) -> None:
    """The decision waits for another writer when the server dies; afterwards another server stores it."""

    def send(reader: HTTPConnection, page: str, cookie: str) -> None:
        form = page.partition('<div class="decide">')[2].partition("</form>")[0]
        fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)) | {"action": "confirm"}
        path = re.search(r'action="(/quotations/\w+/decide)"', form)
        assert path
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        reader.request("POST", path[1], urlencode(fields), headers)

    def decisions() -> int:
        with samples.reading() as session:
            return session.scalar(select(func.count()).select_from(DecisionRow)) or 0

    for killed in (True, False):
        with served(samples, "--write") as (process, port):
            reader = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            reader.request("GET", "/review")
            answer = reader.getresponse()
            page, cookie = answer.read().decode(), (answer.getheader("Set-Cookie") or "").partition(";")[0]
            if killed:
                with samples.writing():
                    send(reader, page, cookie)
                    process.kill()
                    process.wait(PATIENCE)
            else:
                send(reader, page, cookie)
                assert reader.getresponse().status == 303
            reader.close()
        assert decisions() == (0 if killed else 1)


REFUSED = {
    "serve --host 0.0.0.0": (2, "opens the store to the network"),
    "serve --user-header X-User": (2, "belong together"),
    "serve --user-header X-User --trusted-proxy here": (2, "is no address"),
    "serve --token-file nowhere": (4, "there is no file nowhere"),
    "serve": (4, "there is no database"),
    "serve --port many": (2, "--port"),
    "serve --port 99999": (2, "no number from 0 to 65535"),
}


@pytest.mark.parametrize("line", REFUSED)
def test_what_cannot_be_served(call: Call, line: str) -> None:
    status, says = REFUSED[line]
    found = call(line)
    assert (found.status, found.out) == (status, "")
    assert says in found.err
    assert len(found.err.strip().splitlines()) == 1


def test_an_empty_file_is_no_token(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.touch()
    found = call(f"serve --token-file {file}")
    assert (found.status, "is empty" in found.err) == (2, True)


def test_without_the_extra_it_says_which(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "waitress", None)
    found = call("serve")
    assert (found.status, "quote-tracker[web]" in found.err) == (1, True)
