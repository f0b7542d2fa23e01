"""A text or an address is shown before it is stored; no file and no private address is ever read."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from quotes.ingest import Item
from quotes.model import Article
from quotes.store.database.connect import Store
from quotes.store.schema import ArticleRow, RunRow
from quotes.web.pages import additions
from quotes.web.previews import MOST, SECONDS, Previews
from tests.web.sites import HOSTILE, client, secret_of
from tests.web.test_web_pages import check

TEXT = "“We open in spring,” said Dana Okafor, an engineer.\r\n\r\nMayor Gareth Lindqvist called the delay “a disgrace”.\r\n"


@pytest.fixture
def adder(store: Store) -> FlaskClient:
    return client(store, writes=True)


def articles(store: Store) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(ArticleRow)) or 0


def show(adder: FlaskClient, **typed: str) -> Any:
    return adder.post("/add", data={"csrf": secret_of(adder, "/add"), **typed}, content_type="multipart/form-data")


def preview_of(page: str) -> str:
    found = re.search(r'name="preview" value="([^"]+)"', page)
    assert found
    return found[1]


def keep(adder: FlaskClient, page: str) -> Any:
    return adder.post("/add/store", data={"csrf": secret_of(adder, "/add"), "preview": preview_of(page)})


def test_a_text_is_shown_then_stored(store: Store, adder: FlaskClient) -> None:
    shown = show(
        adder, text=TEXT, outlet="Tarnmouth Courier", date="2025-03-14", title="Bridge", byline="Ines Calloway"
    )
    assert shown.status_code == 200
    check(shown.text)
    assert "Dana Okafor" in shown.text
    assert "new, 2 quotations" in shown.text
    assert articles(store) == 0, "nothing is stored yet"
    stored = keep(adder, shown.text)
    assert stored.status_code == 200
    check(stored.text)
    with store.reading() as session:
        row = session.scalars(select(ArticleRow)).one()
        assert (row.text, row.title, row.byline) == (TEXT.replace("\r\n", "\n"), "Bridge", "Ines Calloway")
        assert session.scalars(select(RunRow.command)).one() == "serve"
    assert adder.get(f"/articles/{row.uid}").status_code == 200
    again = show(adder, text=TEXT, outlet="Tarnmouth Courier", date="2025-03-14")
    assert "already stored" in again.text


def test_storing_twice_stores_once(store: Store, adder: FlaskClient) -> None:
    shown = show(adder, text=TEXT).text
    assert keep(adder, shown).status_code == 200
    again = keep(adder, shown)
    assert again.status_code == 409
    assert "Nothing was stored: show it again" in again.text
    assert articles(store) == 1


def test_nobody_stores_what_another_was_shown(store: Store, adder: FlaskClient) -> None:
    other = adder.application.test_client()
    shown = show(adder, text=TEXT).text
    assert keep(other, shown).status_code == 409
    assert articles(store) == 0


def test_previews_are_kept_for_a_while() -> None:
    now = [0.0]
    previews = Previews(clock=lambda: now[0])
    items = [Item("web", None, None, Article(text="x"))]
    first, *rest = [previews.keep(items, {}, "mine") for _ in range(MOST + 1)]
    assert previews.get(first, "mine") is None
    assert previews.get(rest[0], "mine") is not None
    assert previews.get(rest[0], "another") is None
    previews.forget(rest[1])
    assert previews.get(rest[1], "mine") is None
    now[0] = SECONDS
    assert previews.get(rest[0], "mine") is None


WRONG = {
    "nothing": ({}, "paste a text"),
    "blanks": ({"text": " \r\n "}, "paste a text"),
    "a path": ({"url": "/etc/passwd"}, "is no address of a page"),
    "a file": ({"url": "file:///etc/passwd"}, "is no address of a page"),
    "standard input": ({"url": "-"}, "is no address of a page"),
    "a script": ({"url": "javascript:alert(1)"}, "is no address of a page"),
    "no host": ({"url": "https://"}, "is no address of a page"),
    "a broken host": ({"url": "https://[::1"}, "is no address of a page"),
    "a day": ({"text": TEXT, "date": "yesteryear"}, "yesteryear"),
    "a long title": ({"text": TEXT, "title": "x" * 501}, "at most 500 characters"),
    "a long text": ({"text": "word " * 100_000}, "more than 400,000 characters"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_shown_says_why(samples: Store, name: str) -> None:
    typed, says = WRONG[name]
    before = articles(samples)
    answer = show(client(samples, writes=True), **typed)
    assert answer.status_code == 400
    assert says in answer.text
    check(answer.text)
    assert articles(samples) == before


@contextmanager
def served(page: bytes) -> Iterator[tuple[int, list[str]]]:
    """A server of this machine that a page must never make ours ask."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port, asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


PRIVATE = ["http://127.0.0.1:{}/", "http://localhost:{}/", "http://[::ffff:127.0.0.1]:{}/", "http://0.0.0.0:{}/", "http://2130706433:{}/",
           "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[::1]:{}/"]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_never_reached(samples: Store, address: str) -> None:
    with served("“We open in spring,” said Dana Okafor.".encode()) as (port, asked):
        answer = show(client(samples, writes=True), url=address.format(port))
    assert asked == []
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "Store</button>" not in answer.text


def test_an_address_is_fetched_once(samples: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    article = Article(text=TEXT, title=f"Bridge {HOSTILE}", url="https://courier.example/bridge", outlet="Courier")

    def read(sources: list[str], **_: Any) -> Iterator[Item]:
        calls.extend(sources)
        yield Item(sources[0], None, None, article)

    monkeypatch.setattr(additions, "read", read)
    adder = client(samples, writes=True)
    shown = show(adder, url="https://courier.example/bridge")
    assert "<script>" not in shown.text
    assert keep(adder, shown.text).status_code == 200
    assert calls == ["https://courier.example/bridge"]
    with samples.reading() as session:
        assert session.scalars(select(ArticleRow).where(ArticleRow.url == article.url)).one().outlet_id


def test_an_address_that_gives_several_articles(samples: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    items = [Item("feed", str(number), None, Article(text=f"{number} {TEXT}")) for number in range(100)]
    monkeypatch.setattr(additions, "read", lambda *_, **__: iter(items))
    adder = client(samples, writes=True)
    shown = show(adder, url="https://courier.example/feed")
    assert shown.text.count("<section>") == additions.MOST_ARTICLES
    assert "these are the first 20. quotes add takes them all" in shown.text
    stored = keep(adder, shown.text)
    assert stored.text.count("<section>") == additions.MOST_ARTICLES
    del items[additions.MOST_ARTICLES :]
    assert "The address gives more" not in show(adder, url="https://courier.example/feed").text
    assert show(adder, url="https://courier.example/feed", title="One title").status_code == 400


def test_a_reader_cannot_add(reader: FlaskClient) -> None:
    assert reader.get("/add").status_code == 403
    assert "--write" in reader.get("/add").text


def test_no_text_is_a_path(samples: Store, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("“Nobody reads this,” said Dana Okafor.")
    for typed in ({"text": str(secret)}, {"url": str(secret)}, {"url": secret.as_uri()}):
        assert "Nobody reads this" not in show(client(samples, writes=True), **typed).text
