"""Gives the style sheet, the script and the icon, which every page has in common."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

from flask import Blueprint, Response, request

from quotes.output.charts.themed import scheme

pages = Blueprint("assets", __name__)
KEPT = "public, max-age=31536000, immutable"
"""How long browsers may keep them: for good, as their address changes with them."""


@cache
def _content(name: str) -> tuple[bytes, str]:
    """Returns the bytes of a file in ``static`` and a word that changes with them; the style sheet begins with the
    colours of charts, which are those of the pages.
    """
    text = (files("quotes.web") / "static" / name).read_text(encoding="utf-8")
    if name.endswith(".css"):
        dark = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {scheme('dark')} }} }}"
        text = f":root {{ {scheme('light')} }}\n{dark}\n{text}"
    content = text.encode()
    return content, sha256(content).hexdigest()[:12]


@pages.app_template_global()
def version_of(name: str) -> str:
    """Returns a word that changes with the file, for its address."""
    return _content(name)[1]


@pages.get("/style.css")
def style() -> Response:
    """Gives the style sheet."""
    return _answer("style.css", "text/css")


@pages.get("/script.js")
def script() -> Response:
    """Gives the script."""
    return _answer("script.js", "text/javascript")


@pages.get("/icon.svg")
def icon() -> Response:
    """Gives the picture for the tab."""
    return _answer("icon.svg", "image/svg+xml")


def _answer(name: str, kind: str) -> Response:
    content, version = _content(name)
    kept = KEPT if request.args.get("v") == version else "no-cache"
    return Response(content, content_type=f"{kind}; charset=utf-8", headers={"Cache-Control": kept})
