"""Makes the application of ``quotes serve``: its guard, its pages, and how errors are shown."""

from http import HTTPStatus

from flask import Flask, render_template
from werkzeug.exceptions import HTTPException

from quotes.errors import QuotesError
from quotes.store.database.connect import Store
from quotes.web.addresses import teach
from quotes.web.attempts import Attempts
from quotes.web.guard import Guard
from quotes.web.pages import (
    additions,
    articles,
    assets,
    checks,
    entry,
    outlets,
    quotations,
    reports,
    review,
    search,
    speaker_changes,
    speakers,
)
from quotes.web.settings import Settings
from quotes.web.shown import FILTERS, plain
from quotes.web.site import KEY, Site
from quotes.web.statuses import status_of

LARGEST = 4_000_000
"""Bytes of a form: an article of four million letters, some sixty times the longest that papers print."""
MOST_FIELDS = 100
ADVICE = {
    400: "Change what you typed and try again.",
    403: "Nothing was changed.",
    404: "Search for it: it may have been merged, or erased.",
    405: "Use the pages' own links and buttons.",
    413: "Send less at a time; the command line takes articles of any length.",
    503: "Try again in a moment; narrow the search if it was one.",
}
"""What to do about an error that says nothing of it itself."""


def create_app(store: Store, settings: Settings, attempts: Attempts | None = None) -> Flask:
    """Returns the application that shows *store*; *attempts* counts wrong tokens."""
    app = Flask("quotes.web", static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST, MAX_FORM_MEMORY_SIZE=LARGEST, MAX_FORM_PARTS=MOST_FIELDS)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(settings=settings)
    teach(app)
    app.extensions[KEY] = Site(store, settings)
    guard = Guard(settings, attempts)
    app.extensions["guard"] = guard
    guard.protect(app)
    for page in (
        assets, entry, search, quotations, speakers, speaker_changes, outlets, articles, reports, checks, review,
        additions,
    ):  # fmt: skip
        app.register_blueprint(page.pages)
    app.register_error_handler(QuotesError, _problem)
    app.register_error_handler(HTTPException, _refusal)
    app.register_error_handler(Exception, _bug)
    return app


def _problem(error: QuotesError) -> tuple[str, int]:
    return _page(status_of(error), plain(error))


def _refusal(error: HTTPException) -> tuple[str, int] | HTTPException:
    if error.response is not None or error.code is None or error.code < 400:
        return error
    said = error.description or ""
    ours = not type(error).description or said != type(error).description
    return _page(error.code, said if ours else "")


def _bug(error: Exception) -> tuple[str, int]:
    from flask import current_app

    current_app.logger.exception("a bug of quotes serve", exc_info=error)
    return _page(500, "A bug of the program showed. Its log says where; nothing was changed.")


def _page(status: int, message: str) -> tuple[str, int]:
    title = HTTPStatus(status).phrase
    return render_template("error.html", title=title, message=message, advice=ADVICE.get(status, "")), status
