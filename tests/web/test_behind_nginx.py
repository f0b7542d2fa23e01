"""What ``docs/serve.md`` gives for a desk works: nginx in front of the pages with its configuration, and the unit of
systemd.
"""

import base64
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPSConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from quotes.store.database.connect import Store
from quotes.store.schema import DecisionRow, QuoteRow
from quotes.web.app import create_app
from quotes.web.serving import Server
from quotes.web.settings import Settings, network
from tests.web.sites import store_article

DOCUMENT = Path(__file__).parents[2] / "docs" / "serve.md"
NAME = "quotes.example.org"
READER, PASSWORD = "Ines Calloway", "correct-horse-battery"
PATIENCE = 60
AROUND = """daemon off;
master_process off;
pid nginx.pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path body; proxy_temp_path proxied;
    fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    {server}
}}
"""
"""What a configuration needs around the lines of the document, to run without rights and beside others."""


def block(language: str) -> str:
    """The only block of the document that is written in *language*."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return str(found)


def needed(program: str) -> str:
    """The path of *program*, which Debian keeps where only administrators look; skips where it is missing."""
    found = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found


class Answer(NamedTuple):
    status: int
    text: str
    headers: Mapping[str, str]


class Desk(NamedTuple):
    """nginx on a port of this machine, as a browser meets it."""

    port: int

    def ask(self, path: str, form: Mapping[str, str] | None = None, *, login: bool = True, **headers: str) -> Answer:
        """Asks for *path*, or sends *form* to it; ``X_Y`` names the header ``X-Y``."""
        sent = {"Host": f"{NAME}:{self.port}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        if login:
            sent["Authorization"] = "Basic " + base64.b64encode(f"{READER}:{PASSWORD}".encode()).decode()
        body = None
        if form is not None:
            body = urlencode(form)
            sent |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{NAME}:{self.port}"}
        unverified = ssl._create_unverified_context()  # the test's own certificate
        connection = HTTPSConnection("127.0.0.1", self.port, timeout=PATIENCE, context=unverified)
        try:
            connection.request("GET" if body is None else "POST", path, body, sent)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read().decode(), dict(answer.getheaders()))
        finally:
            connection.close()


@contextmanager
def proxied(nginx: str, folder: Path, behind: int) -> Iterator[Desk]:
    """Runs the document's configuration in front of the port *behind*."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    making = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    paths = ["-keyout", str(folder / "quotes.key"), "-out", str(folder / "quotes.pem")]
    subprocess.run([needed("openssl"), *making, *paths], check=True, capture_output=True)
    (folder / "quotes.users").write_text(f"{READER}:{{PLAIN}}{PASSWORD}\n", encoding="utf-8")
    server = (
        block("nginx")
        .replace("listen 443 ", f"listen 127.0.0.1:{port} ")
        .replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
    )
    server = server.replace("/etc/ssl/", f"{folder}/").replace("/etc/nginx/", f"{folder}/")
    (folder / "nginx.conf").write_text(AROUND.format(server=server), encoding="utf-8")
    command = [nginx, "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with (folder / "said").open("w") as said, subprocess.Popen(command, stderr=said) as running:
        try:
            while True:
                assert running.poll() is None, (folder / "said").read_text(encoding="utf-8")
                with socket.socket() as tried:
                    if tried.connect_ex(("127.0.0.1", port)) == 0:
                        break
                threading.Event().wait(0.02)
            yield Desk(port)
        finally:
            running.terminate()
            running.wait(PATIENCE)


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Iterator[Desk]:
    """A desk with one article, its pages, and nginx in front of them."""
    nginx = needed("nginx")
    store_article(store, "“The bridge is safe,” said Dana Okafor.", outlet="Courier", url="https://courier.example/1")
    settings = Settings(
        writes=True, names=frozenset({NAME}), user_header="X-Remote-User", trusted_proxies=(network("127.0.0.1"),)
    )
    server = Server(create_app(store, settings), "127.0.0.1", 0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        with proxied(nginx, tmp_path, server.port) as found:
            yield found
    finally:
        server.end()
        thread.join(PATIENCE)


def test_the_proxy_lets_readers_in_and_signs_for_them(desk: Desk, store: Store) -> None:
    assert desk.ask("/", login=False).status == 401
    first = desk.ask("/review", X_Remote_User="Somebody Else")
    assert first.status == 200
    assert READER in desk.ask("/", X_Remote_User="Somebody Else").text
    cookie = first.headers["Set-Cookie"]
    assert "Secure" in cookie
    assert desk.ask("/", Host="elsewhere.example").status == 421
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', first.text))
    action = re.search(r'action="(/quotations/\w+/decide)"', first.text)
    assert action
    form = {**fields, "action": "confirm"}
    decided = desk.ask(action[1], form, Cookie=cookie.partition(";")[0])
    assert decided.status == 303, "the page's own Origin is believed, port and all"
    with store.reading() as session:
        assert session.scalars(select(DecisionRow.who)).all() == [READER]
        assert session.scalars(select(QuoteRow.status)).all() == ["confirmed"]


def test_the_proxy_takes_texts_as_long_as_the_pages_do(desk: Desk) -> None:
    page = desk.ask("/check")
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    secret = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert secret
    asked = {"csrf": secret[1], "text": "word " * 18_000}
    assert desk.ask("/check", asked, Cookie=cookie).status == 200
    assert desk.ask("/check", {**asked, "text": "word " * 1_000_000}, Cookie=cookie).status == 413


def test_the_unit_is_one(tmp_path: Path) -> None:
    program = needed("systemd-analyze")
    right = block("ini").replace("/opt/quotes/bin/quotes", sys.executable)
    unit = tmp_path / "quotes.service"
    for text, fits in ((right, True), (right.replace("on-failure", "perhaps"), False)):
        unit.write_text(text, encoding="utf-8")
        checked = subprocess.run([program, "verify", str(unit)], capture_output=True, text=True, check=False)
        assert (unit.name not in checked.stderr) == fits, checked.stderr
