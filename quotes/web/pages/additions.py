"""Adding: a text or a page of the web is read, what is found in it is shown, and then it is stored."""

import hashlib
from collections.abc import Mapping, Sequence
from itertools import islice
from threading import Lock
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from quotes.batches import Addition
from quotes.errors import QuotesError, UsageProblem
from quotes.ingest import Item, Reading, parse_date, read
from quotes.ingest.visits import Visits
from quotes.model import Article
from quotes.web.guard import form_secret
from quotes.web.previews import Previews
from quotes.web.site import may_write, site
from quotes.workflow import add

pages = Blueprint("additions", __name__)
LONGEST_TEXT = 400_000
"""Characters of a text: a book goes through the command line."""
MOST_ARTICLES = 20
"""Articles that one address may give: more of them go through the command line."""
FIELDS = ("outlet", "title", "byline", "url")
LONGEST_FIELD = 500
SOURCE = "web"
"""What runs note as the source of a text that was typed."""
KEY = "previews"
_extracting = Lock()
"""One text is read at a time: reading is work for the processor, and others are searching meanwhile."""


@pages.get("/add")
def page() -> ResponseReturnValue:
    """Shows the form for a text or an address."""
    may_write()
    return render_template("add.html", typed={}, problem="")


@pages.post("/add")
def preview() -> ResponseReturnValue:
    """Shows what is found in a text or at an address; nothing is stored yet."""
    may_write()
    try:
        given = _given(request.form)
        items = _items(request.form, given)
        found = _added(items[:MOST_ARTICLES], given, dry_run=True)
    except UsageProblem as error:
        return render_template("add.html", typed=request.form, problem=str(error)), 400
    number = _previews().keep([each.item for each in found if not each.failed], given, form_secret())
    most = MOST_ARTICLES if len(items) > MOST_ARTICLES else None
    shown = render_template("added.html", found=found, number=number, stored=False, most=most)
    return shown, 422 if all(each.failed for each in found) else 200


@pages.post("/add/store")
def store() -> ResponseReturnValue:
    """Stores what was shown before."""
    may_write()
    number = request.form.get("preview", "")
    kept = _previews().get(number, form_secret())
    if kept is None:
        problem = "What was shown is not kept any more. Nothing was stored: show it again."
        return render_template("add.html", typed={}, problem=problem), 409
    found = _added(kept.items, kept.given, dry_run=False)
    _previews().forget(number)
    return render_template("added.html", found=found, number=None, stored=True)


def _previews() -> Previews:
    return cast(Previews, current_app.extensions.setdefault(KEY, Previews()))


def _given(form: Mapping[str, str]) -> dict[str, Any]:
    """Returns what was typed about the article.

    :raises UsageProblem: the day is none, or a field is longer than any can be.
    """
    given: dict[str, Any] = {name: form.get(name, "").strip() for name in FIELDS}
    if any(len(value) > LONGEST_FIELD for value in given.values()):
        raise UsageProblem(f"outlet, title, byline and address have at most {LONGEST_FIELD} characters")
    day = form.get("date", "").strip()
    return {**given, "published_on": parse_date(day) if day else None}


def _items(form: Mapping[str, str], given: dict[str, Any]) -> Sequence[Item]:
    """Returns the articles to show: that of the text, else those at the address, one more than are shown at most.

    :raises UsageProblem: there is neither, the text is too long, or the address is none of the web.
    """
    text = form.get("text", "").replace("\r\n", "\n").replace("\r", "\n")
    if text.strip():
        if len(text) > LONGEST_TEXT:
            raise UsageProblem(f"the text has more than {LONGEST_TEXT:,} characters; quotes add takes longer ones")
        return [Item(SOURCE, None, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), Article(text=text))]
    address = given.pop("url")
    if not address:
        raise UsageProblem("paste a text, or the address of a page")
    return list(islice(_fetched(address), MOST_ARTICLES + 1))


def _fetched(address: str) -> Any:
    """Yields the articles at *address*, which is never one of this machine or of a private network.

    :raises UsageProblem: it is no address of the web: a file's path is never read.
    """
    try:
        parts = urlsplit(address)
        is_web = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web:
        raise UsageProblem(f"{address[:80]!r} is no address of a page (https://…)")
    return read([address], reading=Reading(visits=Visits()))


def _added(items: Sequence[Item], given: Mapping[str, Any], *, dry_run: bool) -> list[Addition]:
    if len(items) > 1 and (given.get("title") or given.get("url")):
        raise UsageProblem("the address gives several articles: leave title and address empty")
    with _extracting:
        found = list(add(site().store, items, dict(given), dry_run=dry_run, command="serve"))
    if not found:
        raise QuotesError("there was nothing to read")
    return found
