"""Manners on the web: robots.txt, pauses, Retry-After, and no address that is not the internet's."""

import threading
from collections.abc import Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from quotes.errors import UnreadableSource
from quotes.ingest import exchange, read
from quotes.ingest.exchange import is_public
from quotes.ingest.items import Reading
from quotes.ingest.readers.addresses import is_url_list
from quotes.ingest.visits import LONGEST_PAUSE, PAUSE, Manners, Visits
from tests.ingest.pages import PAGE

NEAR = Manners(allow_private=True)


class Host(BaseHTTPRequestHandler):
    """Answers by path; what was asked for, and by whom, is kept."""

    answers: ClassVar[dict[str, list[tuple[int, dict[str, str], bytes]]]] = {}
    asked: ClassVar[list[str]] = []
    agents: ClassVar[set[str]] = set()

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.agents.add(self.headers["User-Agent"])
        several = self.answers.get(self.path, [(404, {}, b"")])
        status, headers, body = several.pop(0) if len(several) > 1 else several[0]
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "*")
    Host.answers, Host.asked, Host.agents = {"/page": [(200, {}, b"page")], "/two": [(200, {}, b"two")]}, [], set()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


class Clock:
    """Time that passes only where it is slept through."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def visits(self, manners: Manners = NEAR) -> Visits:
        return Visits(manners, clock=lambda: self.now, sleep=self.sleep)


def rules(text: str, status: int = 200) -> None:
    Host.answers["/robots.txt"] = [(status, {}, text.encode())]


@pytest.mark.parametrize(
    ("text", "status", "open_"),
    [
        pytest.param("", 404, True, id="no rules"),
        pytest.param("User-agent: *\nDisallow: /private", 200, True, id="another folder"),
        pytest.param("User-agent: *\nDisallow: /", 200, False, id="everything closed"),
        pytest.param(
            "User-agent: quotes\nDisallow: /\n\nUser-agent: *\nAllow: /", 200, False, id="closed to us by name"
        ),
        pytest.param("User-agent: *\nDisallow: /\n\nUser-agent: quotes\nAllow: /", 200, True, id="open to us by name"),
        pytest.param("User-agent: *\nDisallow: /*ge$", 200, False, id="by a pattern"),
        pytest.param("User-agent: *\nDisallow: /\nAllow: /page", 200, True, id="the longer rule counts"),
        pytest.param("<html>not rules</html>", 200, True, id="a page in their place"),
        pytest.param("", 403, True, id="refused rules are none (RFC 9309)"),
        pytest.param("", 503, False, id="rules that cannot be asked"),
    ],
)
def test_robots(host: str, text: str, status: int, open_: bool) -> None:
    rules(text, status)
    if open_:
        assert Clock().visits().fetch(f"{host}/page").data == b"page"
    else:
        with pytest.raises(UnreadableSource, match=r"robots\.txt.*--ignore-robots"):
            Clock().visits().fetch(f"{host}/page")
        assert "/page" not in Host.asked
        ignoring = Manners(allow_private=True, ignore_robots=True)
        assert Clock().visits(ignoring).fetch(f"{host}/page").data == b"page"


def test_rules_are_asked_once_and_we_say_who_we_are(host: str) -> None:
    rules("")
    visits = Clock().visits()
    for path in ("/page", "/two", "/page"):
        visits.fetch(host + path)
    assert Host.asked == ["/robots.txt", "/page", "/two", "/page"]
    assert all(agent.startswith("quotes/") for agent in Host.agents)


@pytest.mark.parametrize(
    ("text", "pause"),
    [("", PAUSE), ("User-agent: *\nCrawl-delay: 7", 7.0), ("User-agent: *\nCrawl-delay: 9999", LONGEST_PAUSE)],
)
def test_a_host_is_left_a_pause(host: str, text: str, pause: float) -> None:
    rules(text)
    clock = Clock()
    visits = clock.visits()
    visits.fetch(f"{host}/page")
    clock.now += 0.5
    visits.fetch(f"{host}/two")
    assert clock.slept == [pause - 0.5]


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("when", ["30", "date"])
def test_a_busy_host_is_asked_once_more(host: str, status: int, when: str) -> None:
    later = formatdate(usegmt=True) if when == "date" else when
    Host.answers["/page"] = [(status, {"Retry-After": later}, b""), (200, {}, b"page")]
    clock = Clock()
    assert clock.visits().fetch(f"{host}/page").data == b"page"
    assert clock.slept[0] == (0 if when == "date" else 30)


@pytest.mark.parametrize(
    ("after", "says"),
    [({"Retry-After": "7200"}, "come back in 2 hours"), ({}, "429"), ({"Retry-After": "soon"}, "429")],
)
def test_a_host_that_is_busy_for_long_is_left_alone(host: str, after: dict[str, str], says: str) -> None:
    Host.answers["/page"] = [(429, after, b"")]
    with pytest.raises(UnreadableSource, match=says):
        Clock().visits().fetch(f"{host}/page")
    assert Host.asked.count("/page") == 1


def test_offline_nothing_is_asked(host: str) -> None:
    with pytest.raises(UnreadableSource, match="--offline"):
        Clock().visits(Manners(offline=True, allow_private=True)).fetch(f"{host}/page")
    assert Host.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("0.0.0.0", False), ("::1", False), ("fe80::1%eth0", False), ("fd00::1", False), ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False), ("224.0.0.1", False), ("courier.example", False),
    ],
)  # fmt: skip
def test_addresses_of_the_internet(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_this_machine_is_not_reached(host: str, name: str) -> None:
    with pytest.raises(UnreadableSource, match="--allow-private"):
        Clock().visits(Manners()).fetch(f"{host.replace('127.0.0.1', name)}/page")
    assert Host.asked == []


def test_a_redirection_does_not_lead_inside(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "is_public", lambda address: address == "127.0.0.1")
    Host.answers["/page"] = [(302, {"Location": f"{host.replace('127.0.0.1', '127.0.0.2')}/two"}, b"")]
    with pytest.raises(UnreadableSource, match=r"127\.0\.0\.2"):
        Clock().visits(Manners()).fetch(f"{host}/page")
    assert "/two" not in Host.asked


def test_a_proxy_may_be_inside_but_no_address_behind_it(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("no_proxy")
    monkeypatch.setenv("http_proxy", host)
    Host.answers["http://courier.example/page"] = [(200, {}, b"by proxy")]
    assert Clock().visits(Manners()).fetch("http://courier.example/page").data == b"by proxy"
    with pytest.raises(UnreadableSource, match="--allow-private"):
        Clock().visits(Manners()).fetch("http://10.0.0.7/page")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.txt", "# what to read\n{host}/story\n\n  {host}/gone  \n"),
        ("list.csv", "outlet,link\nCourier,{host}/story\nCourier,{host}/gone\n"),
    ],
)
def test_a_list_of_urls(host: str, tmp_path: Path, name: str, text: str) -> None:
    Host.answers["/story"] = [(200, {"Content-Type": "text/html"}, PAGE.encode())]
    path = tmp_path / name
    path.write_text(text.format(host=host), "utf-8")
    story, gone = read([str(path)], reading=Reading(visits=Clock().visits()))
    assert story.article is not None
    assert story.article.title == "Bridge to open"
    assert f"{host}/gone was refused by its server (404" in str(gone.error)
    assert gone.place.startswith(f"{path}:")


@pytest.mark.parametrize(
    ("text", "is_list"),
    [
        ("https://a.example/1\nhttps://a.example/2\n", True),
        ("https://a.example/1", True),
        ("# mine\r\nhttps://a.example/1\r\n\r\n", True),
        ("https://a.example/1\n“We open,” said Dana Okafor.\n", False),
        ("See https://a.example/1\n", False),
        ("# a heading\n\n", False),
    ],
)
def test_what_is_a_list_of_urls(text: str, is_list: bool) -> None:
    assert is_url_list(text.encode()) is is_list
