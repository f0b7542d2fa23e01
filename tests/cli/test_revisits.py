"""Pages and feeds that were fetched before are asked for only if they have changed, and what is not stored whole is."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from tests.cli.calls import Call
from tests.ingest.samples import MARKUP, PAGE, _feed

TAG, DAY = '"v1"', "Fri, 14 Mar 2025 09:30:00 GMT"


class Site(BaseHTTPRequestHandler):
    """Sends a page with its state, or 304 to who knows that state."""

    pages: ClassVar[dict[str, tuple[dict[str, str], str]]] = {}
    asked: ClassVar[list[tuple[str, int]]] = []

    def do_GET(self) -> None:
        headers, body = self.pages.get(self.path, ({}, ""))
        known = {"ETag": self.headers["If-None-Match"], "Last-Modified": self.headers["If-Modified-Since"]}
        same = bool(headers) and any(known[name] == value for name, value in headers.items())
        status = 404 if not body else 304 if same else 200
        self.asked.append((self.path, status))
        self.send_response(status)
        sent = b"" if status != 200 else body.encode()
        kind = "application/rss+xml" if self.path.endswith("rss") else "text/html; charset=utf-8"
        for name, value in {"Content-Type": kind, "Content-Length": str(len(sent)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr("quotes.ingest.visits.PAUSE", 0.0)
    Site.pages, Site.asked = {"/page": ({"ETag": TAG}, PAGE)}, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def statuses() -> list[int]:
    """The answers to what was asked for, without robots.txt."""
    found = [status for path, status in Site.asked if path != "/robots.txt"]
    Site.asked.clear()
    return found


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"ETag": TAG}, id="ETag"),
        pytest.param({"ETag": 'W/"weak"'}, id="weak ETag"),
        pytest.param({"Last-Modified": DAY}, id="Last-Modified"),
        pytest.param({"ETag": TAG, "Last-Modified": DAY}, id="both"),
    ],
)
def test_a_page_that_has_not_changed(call: Call, site: str, headers: dict[str, str]) -> None:
    Site.pages["/page"] = (headers, PAGE)
    add = f"add {site}/page --allow-private"
    assert call(add).out.startswith("Ferry to be mended")
    again = call(add)
    assert (again.status, again.err) == (
        0,
        f"quotes: {site}/page: has not changed since it was fetched: already stored\n",
    )
    assert again.out.startswith("1 unchanged; in ")
    assert call(f"{add} -q").out == ""
    assert statuses() == [200, 304, 304]
    record = json.loads(call(f"{add} --jsonl").out)
    assert (record["outcome"], record["error"]) == ("unchanged", None)
    Site.pages["/page"] = ({"ETag": '"v2"'}, PAGE.replace("in May", "in June"))
    assert "new version" in call(add).out
    assert statuses() == [304, 200]


@pytest.mark.parametrize(
    ("headers", "between", "more"),
    [
        pytest.param({}, None, "", id="a server that tells no state"),
        pytest.param({"ETag": "\u00e9"}, None, "", id="a state that cannot be sent back"),
        pytest.param({"ETag": "x" * 501}, None, "", id="a state without end"),
        pytest.param({"ETag": TAG}, None, "--outlet Ledger", id="more is said of it"),
        pytest.param({"ETag": TAG}, None, "--raw", id="it is to be read otherwise"),
        pytest.param({"ETag": TAG}, "articles rm -y {site}/page", "", id="erased since"),
    ],
)
def test_a_page_that_is_fetched_again(
    call: Call, site: str, headers: dict[str, str], between: str | None, more: str
) -> None:
    Site.pages["/page"] = (headers, PAGE)
    assert call(f"add {site}/page --allow-private").status == 0
    if between is not None:
        assert call(between.format(site=site)).status == 0
    assert call(f"add {site}/page --allow-private {more}").status == 0
    assert statuses() == [200, 200]


def test_nothing_is_kept_of_a_dry_run(call: Call, site: str) -> None:
    for _ in range(2):
        assert call(f"add {site}/page --allow-private --dry-run").status == 0
    call(f"add {site}/page --allow-private")
    assert statuses() == [200, 200, 200]


def test_a_feed_and_a_list_of_pages(call: Call, site: str, tmp_path: Path) -> None:
    Site.pages["/feed.rss"] = ({"ETag": '"f"'}, _feed(f"<content:encoded><![CDATA[{MARKUP}]]></content:encoded>"))
    urls = tmp_path / "pages.urls"
    urls.write_text(f"{site}/page\n{site}/feed.rss\n{site}/page\n")
    call(f"add {urls} --allow-private")
    assert statuses() == [200, 200, 304]
    again = call(f"add {urls} --allow-private")
    assert (again.status, again.out[:13]) == (0, "3 unchanged; ")
    assert statuses() == [304, 304, 304]


def test_a_feed_of_which_something_failed_is_fetched_again(call: Call, site: str) -> None:
    empty = "</item><item><title>Nothing</title><link>https://courier.example/2</link>"
    Site.pages["/feed.rss"] = (
        {"ETag": '"f"'},
        _feed(f"<content:encoded><![CDATA[{MARKUP}]]></content:encoded>{empty}"),
    )
    for _ in range(2):
        assert call(f"add {site}/feed.rss --allow-private").status == 3
    assert statuses() == [200, 200]


def test_a_server_that_sends_304_unasked_is_refused(call: Call, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Site, "pages", {"/page": ({"ETag": TAG}, PAGE)})
    monkeypatch.setattr(Site, "do_GET", lambda self: (self.send_response(304), self.end_headers()))
    found = call(f"add {site}/page --allow-private --ignore-robots")
    assert found.status == 3
    assert found.err.count("\n") == 1
