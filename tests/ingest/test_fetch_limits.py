"""Servers that would never end: one deadline and one size hold over the whole exchange, whatever its parts do.

What drips comes a byte at a time and sooner than any timeout of a socket.  Every server stops at last (and says that
it was outlived), so that a limit that doesn't hold is a test that fails, not one that hangs.
"""

import socket
import socketserver
import ssl
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest

from quotes.errors import UnreadableSource
from quotes.ingest import fetch as fetching
from quotes.ingest.exchange import Limits, addresses, connect

fetch = partial(fetching.fetch, private=True)
CERTIFICATE = Path(__file__).parent / "loopback.pem"
"""A key and a self-signed certificate for 127.0.0.1, made for these tests alone."""

OK = b"HTTP/1.1 200 OK\r\n"
TEXT = OK + b"Content-Type: text/plain\r\n"
PAGE = TEXT + b"Content-Length: 5\r\n\r\nhello"
TO_PAGE = b"HTTP/1.1 302 Found\r\nLocation: /page\r\n"
CHUNKED = TEXT + b"Transfer-Encoding: chunked\r\n\r\n"

PAUSE = 0.005
"""Seconds between the bytes of what drips."""
DRIPS = 12_000
"""How many of them there are at most: a minute."""
FLOOD = 400
"""Pieces of 64 KB that are sent at once."""


def drip(first: bytes, each: bytes, last: bytes) -> Iterator[tuple[bytes, float]]:
    yield first, 0
    yield from repeat((each, PAUSE), DRIPS)
    yield last, 0
    OUTLIVED.append(first)


def flood(first: bytes, each: bytes, last: bytes) -> Iterator[tuple[bytes, float]]:
    yield first, 0
    yield from repeat((each * (65_536 // len(each)), 0.0), FLOOD)
    yield last, 0


def at_once(data: bytes) -> Iterable[tuple[bytes, float]]:
    return [(data, 0)]


def later(data: bytes, seconds: float) -> Iterable[tuple[bytes, float]]:
    return [(b"", 0), (data, seconds)]


def moved(to: str, more: bytes = b"") -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {to}\r\n".encode() + more + b"Content-Length: 0\r\n\r\n"


OUTLIVED: list[bytes] = []
"""What dripped to its end because its client was still there."""
Script = Callable[[], Iterable[tuple[bytes, float]]]
SLOW: dict[str, Script] = {
    "/silence": lambda: later(PAGE, PAUSE * DRIPS),
    "/status-line": lambda: drip(b"HTTP/1.1 200 ", b"O", b"\r\n" + PAGE.partition(b"\r\n")[2]),
    "/header": lambda: drip(TEXT + b"X-Long: ", b"x", b"\r\nContent-Length: 5\r\n\r\nhello"),
    "/continue": lambda: drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n", PAGE),
    "/header-of-continue": lambda: drip(b"HTTP/1.1 100 Continue\r\nX: ", b"x", b"\r\n\r\n" + PAGE),
    "/body": lambda: drip(TEXT + b"Content-Length: %d\r\n\r\n" % DRIPS, b"x", b""),
    "/body-without-length": lambda: drip(TEXT + b"\r\n", b"x", b""),
    "/chunk-size": lambda: drip(CHUNKED, b"0", b"5\r\nhello\r\n0\r\n\r\n"),
    "/chunk-extension": lambda: drip(CHUNKED + b"5;", b"x", b"\r\nhello\r\n0\r\n\r\n"),
    "/chunks": lambda: drip(CHUNKED, b"1\r\nx\r\n", b"0\r\n\r\n"),
    "/trailer": lambda: drip(CHUNKED + b"5\r\nhello\r\n0\r\nX: ", b"x", b"\r\n\r\n"),
    "/to-body": lambda: at_once(moved("/body")),
    "/to-to-header": lambda: at_once(moved("/to-header")),
    "/to-header": lambda: at_once(moved("/header")),
    "/slow-steps": lambda: later(moved("/slow-step-2"), 0.06),
    **{f"/slow-step-{n}": partial(later, moved(f"/slow-step-{n + 1}"), 0.06) for n in range(2, 9)},
    "/slow-step-9": lambda: later(PAGE, 0.06),
}
WIDE = b"".join(b"X-%d: " % n + b"x" * 1000 + b"\r\n" for n in range(50))
"""Headers of 50 KB."""
LARGE: dict[str, Script] = {
    "/much": lambda: flood(TEXT + b"\r\n", b"x", b""),
    "/much-with-length": lambda: flood(TEXT + b"Content-Length: %d\r\n\r\n" % (FLOOD * 65_536), b"x", b""),
    "/much-in-chunks": lambda: flood(CHUNKED, b"8\r\nxxxxxxxx\r\n", b"0\r\n\r\n"),
    "/many-continues": lambda: flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n", PAGE),
    "/many-trailers": lambda: flood(CHUNKED + b"5\r\nhello\r\n0\r\n", b"X: 7\r\n", b"\r\n"),
    "/to-much": lambda: at_once(moved("/much")),
    "/wide-steps": lambda: at_once(moved("/wide-step-2", WIDE)),
    **{f"/wide-step-{n}": partial(at_once, moved(f"/wide-step-{n + 1}", WIDE)) for n in range(2, 9)},
    "/wide-step-9": lambda: at_once(PAGE),
}
OTHER: dict[str, Script] = {
    "/page": lambda: at_once(PAGE),
    "/to-page": lambda: at_once(moved("/page")),
    "/many-headers": lambda: flood(OK, b"X: 7\r\n", b"\r\n"),
    "/long-header": lambda: flood(OK + b"X: ", b"x", b"\r\n\r\n"),
    "/long-chunk-size": lambda: flood(CHUNKED, b"0", b"\r\n\r\n"),
    "/refused": lambda: flood(b"HTTP/1.1 500 Broken\r\n\r\n", b"x", b""),
    "/redirection-that-floods": lambda: flood(TO_PAGE + b"\r\n", b"x", b""),
    "/redirection-that-drips": lambda: drip(TO_PAGE + b"\r\n", b"x", b""),
    "/redirection-in-chunks": lambda: flood(TO_PAGE + b"Transfer-Encoding: chunked\r\n\r\n", b"8\r\nxxxxxxxx\r\n", b""),
    **{f"/step-{n}": (lambda n=n: at_once(moved(f"/step-{n + 1}"))) for n in range(40)},  # type: ignore[misc]
}
SCRIPTS = {**SLOW, **LARGE, **OTHER}


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, handler: type[socketserver.BaseRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.closing = threading.Event()
        self.port = self.server_address[1]

    def handle_error(self, *_: object) -> None:
        """A client that leaves in the middle is what is tested."""


class Handler(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        words = self.rfile.readline().split()
        while self.rfile.readline().strip():
            pass
        self.play(SCRIPTS[words[1].decode()]())

    def play(self, script: Iterable[tuple[bytes, float]]) -> None:
        for data, pause in script:
            if pause and self.server.closing.wait(pause):
                return
            self.wfile.write(data)


class Tunnel(Handler):
    """A proxy whose answer to CONNECT never ends."""

    def handle(self) -> None:
        self.play(drip(b"HTTP/1.1 200 ", b"O", b"\r\n\r\n"))


class Handshake(Handler):
    """What begins like a TLS record of 16 KB and drips."""

    def handle(self) -> None:
        self.play(drip(b"\x16\x03\x03\x40\x00", b"\x02", b""))


class Secure(Server):
    def get_request(self) -> Any:
        connection, address = super().get_request()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        return context.wrap_socket(connection, server_side=True), address


def serving(server: Server) -> Iterator[Server]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    for server in serving(Server(Handler)):
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture(scope="module")
def secure_site() -> Iterator[str]:
    for server in serving(Secure(Handler)):
        yield f"https://127.0.0.1:{server.port}"


@pytest.fixture(scope="module")
def tunnel() -> Iterator[str]:
    for server in serving(Server(Tunnel)):
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture(scope="module")
def handshake() -> Iterator[str]:
    for server in serving(Server(Handshake)):
        yield f"https://127.0.0.1:{server.port}"


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    OUTLIVED.clear()
    yield
    assert OUTLIVED == []


@pytest.mark.parametrize("path", [path for path in SLOW if "step-" not in path])
def test_the_deadline_holds_over_the_whole(site: str, path: str) -> None:
    with pytest.raises(UnreadableSource, match=r"^took longer than 0\.2 seconds$"):
        fetch(site + path, longest=0.2)


@pytest.mark.parametrize("path", ["/header", "/continue", "/chunk-size", "/to-body"])
def test_the_deadline_holds_behind_tls(secure_site: str, path: str) -> None:
    with pytest.raises(UnreadableSource, match=r"^took longer than 0\.2 seconds$"):
        fetch(secure_site + path, longest=0.2)


def test_a_page_behind_tls(secure_site: str) -> None:
    found = fetch(f"{secure_site}/to-page")
    assert (found.data, found.url) == (b"hello", f"{secure_site}/page")


def test_a_certificate_that_nobody_vouches_for(secure_site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(UnreadableSource, match="certificate verify failed"):
        fetch(f"{secure_site}/page")


def test_the_deadline_holds_in_a_handshake(handshake: str) -> None:
    with pytest.raises(UnreadableSource, match=r"^took longer than 0\.2 seconds$"):
        fetch(handshake, longest=0.2)


def test_the_deadline_holds_in_a_tunnel(tunnel: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("no_proxy")
    monkeypatch.setenv("https_proxy", tunnel)
    with pytest.raises(UnreadableSource, match=r"^took longer than 0\.2 seconds$"):
        fetch("https://courier.example/bridge", longest=0.2)


@pytest.mark.parametrize("path", [path for path in LARGE if "step-" not in path])
def test_the_size_holds_over_the_whole(site: str, path: str) -> None:
    with pytest.raises(UnreadableSource, match=r"^is larger than 0\.2 MB$"):
        fetch(site + path, largest=200_000)


@pytest.mark.parametrize("path", [*(path for path in LARGE if "step-" not in path), "/redirection-that-floods"])
def test_memory_stays_within_the_size(site: str, path: str) -> None:
    tracemalloc.start()
    try:
        with suppress(UnreadableSource):
            fetch(site + path, largest=1_000_000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4_000_000


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/many-headers", "cannot be fetched (got more than 100 headers)"),
        ("/long-header", "cannot be fetched (got more than 65536 bytes when reading header line)"),
        ("/long-chunk-size", "cannot be fetched (got more than 65536 bytes when reading chunk size)"),
        ("/refused", "was refused by its server (500 Broken)"),
        ("/step-0", "is redirected in a circle, or to an address that is not read"),
    ],
)
def test_what_ends_by_itself(site: str, path: str, says: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        fetch(site + path)
    assert str(caught.value) == says


@pytest.mark.parametrize("path", [path for path in OTHER if path.startswith("/redirection")])
def test_what_a_redirection_says_besides_is_not_read(site: str, path: str) -> None:
    found = fetch(site + path, largest=100_000)
    assert (found.data, found.url) == (b"hello", f"{site}/page")


def test_a_timeout_is_for_the_next_bytes(site: str) -> None:
    with pytest.raises(UnreadableSource, match="timed out"):
        fetch(f"{site}/silence", timeout=0.1)


# --- names and addresses -------------------------------------------------------------------------------------------


@pytest.fixture
def limits() -> Limits:
    return Limits(timeout=5, longest=5, largest=1000)


def test_a_resolver_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = threading.Event()

    def hang(*_: object) -> list[Any]:
        asked.wait(30)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    try:
        with pytest.raises(UnreadableSource, match=r"^took longer than 0\.1 seconds$"):
            fetch("http://courier.example/", longest=0.1)
        with pytest.raises(UnreadableSource, match=r"^cannot be fetched \(its name was not found in time\)$"):
            fetch("http://courier.example/", timeout=0.1)
    finally:
        asked.set()


def test_what_a_resolver_raises_arrives(monkeypatch: pytest.MonkeyPatch, limits: Limits) -> None:
    def fail(*_: object) -> list[Any]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(socket.gaierror, match="not known"):
        addresses("courier.example", 80, limits)


def test_the_next_address_is_tried(site: str, monkeypatch: pytest.MonkeyPatch, limits: Limits) -> None:
    """Nobody listens at the first; the second answers."""
    port = int(site.rpartition(":")[2])
    stream = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "")
    known = [(*stream, ("127.0.0.1", 1)), (*stream, ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: known)
    with connect(limits, ("courier.example", port)) as connected:
        assert connected.getpeername() == ("127.0.0.1", port)
    known.pop()
    with pytest.raises(ConnectionRefusedError):
        connect(limits, ("courier.example", port))
    known.clear()
    with pytest.raises(OSError, match="no address"):
        connect(limits, ("courier.example", port))


def test_addresses_that_swallow_what_is_sent_share_one_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each waits for what is left, not for a deadline of its own."""
    waits: list[float] = []

    class Swallowing(socket.socket):
        def settimeout(self, seconds: float | None) -> None:
            assert seconds is not None
            waits.append(seconds)

        def connect(self, _address: object) -> None:
            now[0] += waits[-1]
            raise TimeoutError("timed out")

    now = [time.monotonic()]
    stream = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", 1))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: [stream] * 9)
    monkeypatch.setattr(socket, "socket", Swallowing)
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    with pytest.raises(UnreadableSource, match="longer than 50 seconds"):
        connect(Limits(timeout=20, longest=50, largest=1), ("courier.example", 80))
    assert waits == pytest.approx([20, 20, 10])
