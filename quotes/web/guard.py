"""Decides who may come in, and refuses forms that were not made here.

In this order: the name by which the server was called, the reader (a proxy's word, a token, or this machine), and for
what changes anything the page that it comes from and the secret of its form.
"""

import hashlib
import hmac
import math
import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface
from werkzeug.wrappers import Response as AnyResponse

from quotes.store.decisions.signature import LONGEST, signature
from quotes.web.attempts import Attempts
from quotes.web.settings import Settings
from quotes.wording import storable

POLICY = "; ".join((
    "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "form-action 'self'",
    "base-uri 'none'", "frame-ancestors 'none'",
))  # fmt: skip
"""What a browser may load and do on our pages: our style sheet and our script, and no words of an article as either."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
OPEN = frozenset({"assets.icon", "assets.script", "assets.style", "entry.enter"})
"""Endpoints for readers who haven't shown their token yet."""


class _Sessions(SecureCookieSessionInterface):
    """Keeps sessions in a signed cookie, which goes over TLS only if the reader came over TLS."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002
        """Tests whether this request came over TLS, as far as a trusted proxy says."""
        return bool(g.get("secure", False))


class Guard:
    """Checks every request of one application."""

    def __init__(self, settings: Settings, attempts: Attempts | None = None) -> None:
        self.settings = settings
        self.attempts = attempts or Attempts()
        token = settings.token
        self.secret = (
            secrets.token_bytes(32)
            if token is None
            # Of the token, so that readers stay known when the server starts again, and nobody does with a new token.
            else hmac.new(token.encode(), b"quotes serve", hashlib.sha256).digest()
        )

    def protect(self, app: Flask) -> None:
        """Makes *app* check every request, and say what browsers may do with its answers."""
        app.secret_key = self.secret
        app.session_interface = _Sessions()
        app.config.update(SESSION_COOKIE_NAME="quotes", SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax")
        app.before_request(self.check)
        app.after_request(_with_headers)

    def check(self) -> AnyResponse | None:
        """Refuses the request, leads to the page that asks for the token, or lets the request through (None)."""
        by_proxy = self.settings.trusts(request.remote_addr)
        g.address = _last(request.headers.get("X-Forwarded-For")) if by_proxy else None
        g.address = g.address or request.remote_addr or ""
        g.secure = request.is_secure or (by_proxy and _last(request.headers.get("X-Forwarded-Proto")) == "https")
        g.user, g.by_header = None, False
        host = urlsplit(f"//{request.host}").hostname if request.host else None
        if not host or not self.settings.knows(host):
            abort(421, "This server does not go by that name. quotes serve --name NAME gives it one.")
        if request.endpoint in OPEN and request.endpoint != "entry.enter":
            return None
        refused = None if request.endpoint == "entry.enter" else self._identify(by_proxy=by_proxy)
        if refused is None and request.method not in ("GET", "HEAD", "OPTIONS"):
            self._check_form()
        return refused

    def _identify(self, *, by_proxy: bool) -> AnyResponse | None:
        """Finds out who is reading; returns the way to the token's page for somebody unknown."""
        settings = self.settings
        if settings.user_header is not None and by_proxy:
            name = storable(request.headers.get(settings.user_header, "")).strip()
            if name and len(name) <= LONGEST and name.isprintable():
                g.user = name
                return None
        g.user = settings.user or signature()
        if settings.token is not None:
            if session.get("known") is True:
                return None
            if self._bears_token():
                g.by_header = True
                return None
            if request.method == "GET":
                return redirect(url_for("entry.enter", next=request.full_path.rstrip("?")))
            abort(401, "Show the token first: your browser has forgotten that you did.")
        if settings.user_header is not None:
            abort(403, "This server is read through the desk's proxy, which says who you are.")
        return None

    def _bears_token(self) -> bool:
        kind, _, given = request.headers.get("Authorization", "").partition(" ")
        return kind.lower() == "bearer" and self.is_token(given.strip())

    def is_token(self, given: str) -> bool:
        """Tests whether *given* is the token; ends the request with status 429 for those who tried too often."""
        wait = self.attempts.wait(g.address)
        if wait > 0:
            seconds = math.ceil(wait)
            answer = Response(f"Too many wrong tokens. Try again in {seconds} seconds.\n", 429, mimetype="text/plain")
            answer.headers["Retry-After"] = str(seconds)
            abort(answer)
        right = self.settings.token is not None and hmac.compare_digest(given.encode(), self.settings.token.encode())
        if not right:
            self.attempts.failed(g.address)
        return right

    def _check_form(self) -> None:
        """Ends the request with status 403 unless it comes from a page of ours, with the secret of its form.

        Programs that show the token in a header need no form: no page from elsewhere can send that header.
        """
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc.lower() != request.host.lower():
            abort(403, "This form was sent from another site. Nothing was changed.")
        if origin is None and request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            abort(403, "This form was sent from another site. Nothing was changed.")
        if g.by_header:
            return
        known = session.get("csrf", "")
        if not known or not hmac.compare_digest(str(known).encode(), request.form.get("csrf", "").encode()):
            abort(
                403,
                "This form is older than the server, or your browser kept no cookie of it. Nothing was changed. "
                "Go back, load the page again and repeat it.",
            )


def form_secret() -> str:
    """Returns the secret that every form of this reader carries; made at the first form."""
    if "csrf" not in session:
        session["csrf"] = secrets.token_urlsafe(24)
    return str(session["csrf"])


def local_target(given: str | None) -> str | None:
    """Returns *given* if it is a path of this server, else None: no form sends a reader elsewhere."""
    if not given or not given.startswith("/") or given.startswith(("//", "/\\")) or not given.isprintable():
        return None
    parts = urlsplit(given)
    return None if parts.netloc or parts.scheme else given


def _last(values: str | None) -> str:
    """Returns the last of several values of a header: the one that the proxy itself has put there."""
    return (values or "").rpartition(",")[2].strip()


def _with_headers(answer: Response) -> Response:
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    answer.headers.setdefault("Cache-Control", "private, no-store")
    return answer
