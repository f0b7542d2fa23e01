"""Who comes in, by which name, and which forms are believed."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from quotes.errors import UsageProblem
from quotes.store.database.connect import Store
from quotes.web.attempts import MOST, MOST_IN_ALL, SECONDS, Attempts
from quotes.web.guard import local_target
from quotes.web.settings import Settings, network
from tests.web.sites import client, secret_of

TOKEN = "correct-horse-battery"
PROXY: dict[str, Any] = {"user_header": "X-Remote-User", "trusted_proxies": (network("10.0.0.0/24"),)}
OPEN: dict[str, Any] = {"host": "0.0.0.0", "token": TOKEN}
HERE: dict[str, Any] = {"environ_overrides": {"REMOTE_ADDR": "10.0.0.7"}}


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"host": "0.0.0.0"}, "opens the store to the network"),
        ({"host": "quotes.example.org"}, "opens the store to the network"),
        ({"host": "::"}, "opens the store to the network"),
        ({"token": "short"}, "too short"),
        ({"user_header": "X-User"}, "belong together"),
        ({"trusted_proxies": (network("127.0.0.1"),)}, "belong together"),
    ],
)  # fmt: skip
def test_settings_that_would_let_anybody_in_are_refused(settings: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageProblem, match=says):
        Settings(**settings)


def test_an_address_that_is_none() -> None:
    with pytest.raises(UsageProblem, match="is no address"):
        network("the proxy")


@pytest.mark.parametrize(
    ("settings", "host", "known"),
    [
        ({}, "localhost:8000", True),
        ({}, "127.0.0.1:8000", True),
        ({}, "[::1]:8000", True),
        ({}, "LOCALHOST", True),
        ({}, "evil.example", False),
        ({}, "localhost.evil.example", False),
        ({}, "192.168.1.5", False),
        ({"names": frozenset({"quotes.example.org"})}, "quotes.example.org", True),
        (OPEN, "192.168.1.5:8000", True),
        (OPEN, "evil.example", False),
        (OPEN, "10.0.0.1.evil.example", False),
    ],
)
def test_names_of_the_server(samples: Store, settings: dict[str, Any], host: str, known: bool) -> None:
    """A page from elsewhere that gives its name our address (DNS rebinding) still calls us by its own name."""
    answer = client(samples, **settings).get("/", headers={"Host": host})
    assert (answer.status_code != 421) == known


@pytest.mark.parametrize("path", ["/", "/speakers", "/search.csv", "/nothing"])
def test_without_the_token_nothing_is_shown(samples: Store, path: str) -> None:
    answer = client(samples, **OPEN).get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/enter?next=")
    assert b"Harbour" not in answer.data


def test_the_token_opens_and_leads_on(samples: Store) -> None:
    reader = client(samples, **OPEN)
    secret = secret_of(reader, "/enter?next=/speakers?kind=person")
    answer = reader.post("/enter", data={"csrf": secret, "token": TOKEN, "next": "/speakers?kind=person"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/speakers?kind=person")
    assert reader.get("/speakers").status_code == 200
    left = reader.post("/leave", data={"csrf": secret_of(reader)})
    assert left.status_code == 303
    assert reader.get("/speakers").status_code == 302


def test_a_wrong_token(samples: Store) -> None:
    reader = client(samples, **OPEN)
    answer = reader.post("/enter", data={"csrf": secret_of(reader, "/enter"), "token": "guess"})
    assert answer.status_code == 401
    assert "That is not the token" in answer.text
    assert reader.get("/").status_code == 302


def test_a_program_shows_the_token_in_a_header(samples: Store) -> None:
    reader = client(samples, **OPEN)
    right, wrong = ({"Authorization": f"Bearer {token}"} for token in (TOKEN, "guess"))
    assert reader.get("/search.json?q=bridge", headers=right).status_code == 200
    assert reader.get("/search.json?q=bridge", headers=wrong).status_code == 302


def test_wrong_tokens_are_slowed_down(samples: Store) -> None:
    now = [0.0]
    reader = client(samples, Attempts(clock=lambda: now[0]), **OPEN)
    guess: dict[str, Any] = {"headers": {"Authorization": "Bearer guess"}}
    assert [reader.get("/", **guess).status_code for _ in range(MOST + 1)] == [302] * MOST + [429]
    blocked = reader.get("/", headers={"Authorization": f"Bearer {TOKEN}"})
    assert blocked.status_code == 429, "the right one too: else guessing would go on behind the limit"
    assert int(blocked.headers["Retry-After"]) <= SECONDS
    elsewhere: dict[str, Any] = {"environ_overrides": {"REMOTE_ADDR": "10.9.9.9"}}
    assert reader.get("/", headers={"Authorization": f"Bearer {TOKEN}"}, **elsewhere).status_code == 200
    now[0] += SECONDS
    assert reader.get("/", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_wrong_tokens_from_everywhere_are_slowed_down() -> None:
    now = [0.0]
    attempts = Attempts(clock=lambda: now[0])
    for number in range(MOST_IN_ALL):
        assert attempts.wait(f"10.0.0.{number}") == 0
        attempts.failed(f"10.0.0.{number}")
    assert attempts.wait("192.168.0.1") == SECONDS
    now[0] += SECONDS
    assert attempts.wait("192.168.0.1") == 0


def test_one_machine_has_many_addresses_of_ipv6() -> None:
    attempts = Attempts(clock=lambda: 0.0)
    for number in range(MOST):
        attempts.failed(f"2001:db8::{number}")
    assert attempts.wait("2001:db8::ffff") > 0
    assert attempts.wait("2001:db8:0:1::1") == 0


def test_a_session_outlives_the_server_but_not_the_token(samples: Store) -> None:
    first = client(samples, **OPEN)
    first.post("/enter", data={"csrf": secret_of(first, "/enter"), "token": TOKEN})
    cookie = first.get_cookie("quotes")
    assert cookie is not None
    for token, status in ((TOKEN, 200), (f"{TOKEN}-new", 302)):
        again = client(samples, **{**OPEN, "token": token})
        again.set_cookie("quotes", cookie.value)
        assert again.get("/").status_code == status


def test_the_proxys_user_is_believed_from_the_proxy_alone(samples: Store) -> None:
    reader = client(samples, host="0.0.0.0", writes=True, **PROXY)
    named: dict[str, Any] = {"headers": {"X-Remote-User": "Dana Okafor"}}
    assert "signed Dana Okafor" in reader.get("/", **named, **HERE).text
    assert reader.get("/", **named).status_code == 403
    assert reader.get("/", **HERE).status_code == 403, "the proxy names nobody"
    for name in ("x" * 101, "a\tb", " "):
        assert reader.get("/", headers={"X-Remote-User": name}, **HERE).status_code == 403


def test_a_token_beside_the_proxy(samples: Store) -> None:
    reader = client(samples, host="0.0.0.0", token=TOKEN, **PROXY)
    assert reader.get("/", headers={"X-Remote-User": "Dana Okafor"}, **HERE).status_code == 200
    assert reader.get("/", headers={"X-Remote-User": "Dana Okafor"}).status_code == 302


def test_only_the_token_in_a_header_stands_for_the_secret_of_a_form(samples: Store) -> None:
    """A browser sends the name and password of the proxy by itself, with any form."""
    reader = client(samples, host="0.0.0.0", token=TOKEN, writes=True, **PROXY)
    asked: dict[str, Any] = {"data": {"operation": "1"}, **HERE}
    by_browser = {"X-Remote-User": "Dana Okafor", "Authorization": "Basic ZGFuYTpkYW5h"}
    assert reader.post("/undo", headers=by_browser, **asked).status_code == 403
    by_program = {"Authorization": f"Bearer {TOKEN}"}
    assert reader.post("/undo", headers=by_program, data={"operation": "1"}).status_code == 404, "there is none"
    from_elsewhere = {**by_program, "Origin": "https://evil.example"}
    assert reader.post("/undo", headers=from_elsewhere, data={"operation": "1"}).status_code == 403


@pytest.mark.parametrize(("proto", "secure"), [("https", True), ("http", False)])
def test_cookies(samples: Store, proto: str, secure: bool) -> None:
    reader = client(samples, host="0.0.0.0", token=TOKEN, **PROXY)
    headers = {"X-Remote-User": "Dana Okafor", "X-Forwarded-Proto": proto}
    cookie = reader.get("/", headers=headers, **HERE).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert ("Secure" in cookie) == secure


PAGES = [
    "/",
    "/?q=bridge",
    "/speakers",
    "/outlets",
    "/articles",
    "/reports",
    "/reports/speakers",
    "/nothing",
    "/style.css",
]


@pytest.mark.parametrize("path", PAGES)
def test_what_browsers_may_do_with_every_answer(reader: FlaskClient, path: str) -> None:
    answer = reader.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in policy
    if path != "/style.css":
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert not re.search(r"<[^>]* (style|on\w+)=", answer.text), "nothing that the policy forbids"
        assert not re.search(r"<script(?! defer src=)|<style", answer.text)
        assert not re.search(r'(?:src|href)="(?:https?:)?//(?!tarnmouthcourier|\w+\.example)', answer.text)


FORMS = {
    "another site": {"Origin": "https://evil.example"},
    "a page without a site": {"Origin": "null"},
    "another port": {"Origin": "http://localhost:9000"},
    "another site, said by the browser alone": {"Sec-Fetch-Site": "cross-site"},
    "a neighbour of the domain": {"Sec-Fetch-Site": "same-site"},
}


@pytest.mark.parametrize("name", FORMS)
def test_forms_from_elsewhere_change_nothing(samples: Store, name: str) -> None:
    reader = client(samples, **OPEN)
    data = {"csrf": secret_of(reader, "/enter"), "token": TOKEN}
    assert reader.post("/enter", data=data, headers=FORMS[name]).status_code == 403
    assert reader.get("/").status_code == 302


@pytest.mark.parametrize("secret", [None, "", "guess", "ünïcode"])
def test_a_form_without_its_secret_changes_nothing(samples: Store, secret: str | None) -> None:
    reader = client(samples, **OPEN)
    secret_of(reader, "/enter")
    data = {"token": TOKEN} | ({} if secret is None else {"csrf": secret})
    answer = reader.post("/enter", data=data, headers={"Origin": "http://localhost"})
    assert answer.status_code == 403
    assert "load the page again" in answer.text


def test_the_secret_of_another_reader_is_none(samples: Store) -> None:
    app = client(samples, **OPEN).application
    one, other = app.test_client(), app.test_client()
    secret_of(other, "/enter")
    answer = other.post("/enter", data={"csrf": secret_of(one, "/enter"), "token": TOKEN})
    assert answer.status_code == 403


def test_an_oversized_form_is_refused(samples: Store) -> None:
    reader = client(samples, **OPEN)
    data = {"csrf": secret_of(reader, "/enter"), "token": "x" * 5_000_000}
    assert reader.post("/enter", data=data).status_code == 413
    many = {"csrf": secret_of(reader, "/enter"), **{f"field-{number}": "x" for number in range(200)}}
    assert reader.post("/enter", data=many, content_type="multipart/form-data").status_code == 413


@pytest.mark.parametrize(
    ("given", "led_to"),
    [
        ("/speakers?kind=person", "/speakers?kind=person"),
        ("//evil.example", None),
        ("/\\evil.example", None),
        ("https://evil.example/", None),
        ("javascript:alert(1)", None),
        ("/\nevil", None),
        ("", None),
        (None, None),
    ],
)
def test_no_form_leads_elsewhere(given: str | None, led_to: str | None) -> None:
    assert local_target(given) == led_to


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST"])
def test_pages_take_no_other_methods(reader: FlaskClient, method: str) -> None:
    assert reader.open("/speakers", method=method).status_code in (403, 405)
