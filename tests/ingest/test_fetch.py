"""Fetching from a server of our own: what arrives, what is followed, what is refused."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from quotes.errors import UnreadableSource
from quotes.ingest import fetch as fetching
from quotes.ingest import read
from quotes.ingest.fetched import is_url
from quotes.ingest.items import Reading
from quotes.ingest.visits import Manners, Visits
from tests.ingest.pages import PAGE, page

fetch = partial(fetching.fetch, private=True)
NEAR = Manners(allow_private=True)
POLISH = "Lech Wałęsa said on Monday that the yard would open, and that he would be there to see it."
LATIN = "<html><p>“We open,” said Dana Okafor, who paid £5 for it at the café.</p></html>"


class Server(BaseHTTPRequestHandler):
    """Answers by path."""

    moved: ClassVar[dict[str, str]] = {
        "/old": "/bridge",
        "/round": "/round",
        "/to-file": "file:///etc/passwd",
        "/to-ftp": "ftp://127.0.0.1/bridge",
        "/to-blank": "/na%C3%AFve",
    }

    pages: ClassVar[dict[str, tuple[bytes, str]]] = {
        "/bridge": (PAGE.encode(), "text/html"),
        "/elsewhere": (page('<link rel="canonical" href="https://other.example/x">').encode(), "text/html"),
        "/latin": (LATIN.encode("cp1252"), "text/html; charset=ISO-8859-1"),
        "/polish": (f"<html><p>{POLISH}</p></html>".encode("iso-8859-2"), "text/html; charset=iso-8859-2"),
        "/plain": ("“We open,” said Dana Okafor.\r\nShe left.".encode(), "text/plain"),
        "/records": (b'{"text": "one"}\n{"text": "two"}\n', "application/jsonl"),
        "/record": (b'{\n"text": "one",\n"outlet": "Courier"\n}', "application/json"),
        "/picture": (b"\x89PNG\r\n" + bytes(100), "image/png"),
        "/empty": (b"", "text/html"),
        "/na%C3%AFve": (b"/na%C3%AFve", "text/plain"),
        "/a%20b?q=%E2%80%9Cx%E2%80%9D&r=1%2B1": (b"/a%20b?q=%E2%80%9Cx%E2%80%9D&r=1%2B1", "text/plain"),
    }

    def do_GET(self) -> None:
        path = self.path
        if path in self.moved:
            self.send_response(302)
            self.send_header("Location", self.moved[path])
            self.end_headers()
        elif path in self.pages:
            data, kind = self.pages[path]
            self.answer(data, kind=kind)
        elif path == "/slow":
            self.answer(b"<p>", length=10)
            self.server.closing.wait(10)  # type: ignore[attr-defined]
        elif path == "/cut":
            self.answer(b"<p>We op", length=900)
        elif path == "/drip":
            self.answer(b"", length=100)
            while not self.server.closing.wait(0.02):  # type: ignore[attr-defined]
                self.wfile.write(b"x")
        else:
            self.send_error(404, "Not here")

    def answer(self, data: bytes, *, kind: str = "text/html", length: int | None = None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        self.end_headers()
        self.wfile.write(data)
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Be quiet."""


class Loopback(ThreadingHTTPServer):
    daemon_threads = True
    closing = threading.Event()

    def handle_error(self, *_: object) -> None:
        """A client that leaves in the middle is part of the tests."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    Loopback.closing.clear()
    server = Loopback(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    Loopback.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("http://example.com", True),
        ("HTTPS://example.com/a", True),
        ("gopher://x", True),
        ("view-source+x.y://x", False),
        ("a.txt", False),
        ("folder/http:/x", False),
        ("://x", False),
        ("C:\\a.txt", False),
    ],
)
def test_what_is_written_as_a_url(source: str, expected: bool) -> None:
    assert is_url(source) is expected


def test_what_a_server_sends(site: str) -> None:
    found = fetch(f"{site}/latin")
    assert found.data == LATIN.encode("cp1252")
    assert found.url == f"{site}/latin"
    assert found.charset == "iso-8859-1"


def test_redirections_are_followed_and_the_end_is_known(site: str) -> None:
    assert fetch(f"{site}/old").url == f"{site}/bridge"


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("/naïve", "/na%C3%AFve"),
        ("/na%C3%AFve", "/na%C3%AFve"),
        ("/naïve#part", "/na%C3%AFve"),
        ("/a b?q=“x”&r=1%2B1", "/a%20b?q=%E2%80%9Cx%E2%80%9D&r=1%2B1"),
    ],
)
def test_characters_are_escaped_once(site: str, given: str, asked: str) -> None:
    assert fetch(f" {site}{given}\n").data.decode() == asked


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/none", "was refused by its server (404 Not here)"),
        ("/round", "redirected in a circle"),
        ("/to-file", "an address that is not read"),
        ("/to-ftp", "leads to ftp://127.0.0.1/bridge, which is not read"),
        ("/cut", "broke off before its end"),
    ],
)
def test_what_cannot_be_had_from_a_server(site: str, path: str, says: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        fetch(f"{site}{path}")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_page_that_is_too_large(site: str) -> None:
    with pytest.raises(UnreadableSource, match="larger than"):
        fetch(f"{site}/bridge", largest=100)


def test_a_server_that_stops_talking(site: str) -> None:
    with pytest.raises(UnreadableSource, match="timed out"):
        fetch(f"{site}/slow", timeout=0.2)


def test_a_server_that_talks_for_ever(site: str) -> None:
    with pytest.raises(UnreadableSource, match=r"longer than 0\.2 seconds"):
        fetch(f"{site}/drip", longest=0.2)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("gopher://example.com/x", "gopher://, which is not read; give http"),
        ("file:///etc/passwd", "file://, which is not read"),
        ("http://", "has no host"),
        ("http:///x", "has no host"),
        ("http://[::1", "not a URL that can be fetched"),
        ("http://localhost:port/", "not a URL that can be fetched"),
        ("http://" + "a" * 70 + "é.example/", "not a URL that can be fetched"),
        ("http://127.0.0.1:1/", "cannot be fetched"),
        ("http://no-such-host.invalid/", "cannot be fetched"),
    ],
)
def test_what_is_not_fetched(url: str, says: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        fetch(url)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("path", "texts", "url"),
    [
        pytest.param("/latin", ["“We open,” said Dana Okafor, who paid £5 for it at the café."], "/latin", id="page"),
        pytest.param("/polish", [POLISH], "/polish", id="the server's encoding"),
        pytest.param("/plain", ["“We open,” said Dana Okafor.\nShe left."], "/plain", id="plain text"),
        pytest.param("/records", ["one", "two"], None, id="JSON Lines"),
        pytest.param("/record", ["one"], None, id="one JSON object"),
    ],
)
def test_a_url_is_a_source(site: str, path: str, texts: list[str], url: str | None) -> None:
    items = list(read([f"{site}{path}"], reading=Reading(visits=Visits(NEAR))))
    assert [item.error for item in items] == [None] * len(texts)
    assert [item.article.text for item in items if item.article] == texts
    assert {item.article.url for item in items if item.article} == {f"{site}{url}" if url else None}
    assert all(item.sha256 and len(item.sha256) == 64 for item in items)


def test_a_page_has_the_url_it_came_from_at_last(site: str) -> None:
    for path, url in (("/old", "/bridge"), ("/elsewhere", "/elsewhere")):
        [item] = read([f"{site}{path}"], reading=Reading(visits=Visits(NEAR)))
        assert item.article is not None
        assert item.article.url == f"{site}{url}"
        assert item.source == f"{site}{path}"


@pytest.mark.parametrize(("path", "says"), [("/picture", "is a picture"), ("/empty", "is empty"), ("/none", "404")])
def test_a_url_without_an_article_is_one_item(site: str, path: str, says: str) -> None:
    [item] = read([f"{site}{path}"], reading=Reading(visits=Visits(NEAR)))
    assert item.article is None
    assert says in str(item.error)
