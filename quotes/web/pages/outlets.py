"""Outlets: a list, and for each its articles and who is quoted there."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from quotes.store.articles.lookup import articles
from quotes.store.outlets.lookup import outlet_names, outlets
from quotes.store.query.filters import Filter
from quotes.store.speakers.lookup import speakers
from quotes.web.site import reading

pages = Blueprint("outlets", __name__)
SPEAKERS = 20
ARTICLES = 20


@pages.get("/outlets")
def listed() -> ResponseReturnValue:
    """Shows all outlets."""
    with reading() as session:
        return render_template("outlets.html", lines=outlets(session))


@pages.get("/outlet")
def page() -> ResponseReturnValue:
    """Shows the outlet that the address names: names of outlets hold any character, and have no uid."""
    name = request.args.get("name", "").strip()
    if not name:
        abort(404, "Say which outlet.")
    with reading() as session:
        line = outlets(session, name)[0]
        filters = Filter(outlet=line.outlet)
        return render_template(
            "outlet.html",
            line=line,
            names=outlet_names(session, line.outlet),
            speakers=speakers(session, filters=filters, limit=SPEAKERS),
            articles=articles(session, filters, limit=ARTICLES),
            most=ARTICLES,
        )
