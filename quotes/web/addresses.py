"""Writes addresses of pages, and the small parts that templates have in common."""

import re
from dataclasses import replace
from typing import Any

from flask import Flask, render_template, url_for
from markupsafe import Markup

from quotes.store.search.facets import Facets
from quotes.web.asked import Asked
from quotes.web.guard import form_secret
from quotes.web.shown import days
from quotes.web.site import site

MENU = (
    ("search.page", "Search"),
    ("speakers.listed", "Speakers"),
    ("outlets.listed", "Outlets"),
    ("articles.listed", "Articles"),
    ("reports.listed", "Reports"),
    ("checks.page", "Check"),
    ("review.page", "Review"),
    ("additions.page", "Add"),
)
"""The pages of the menu, in its order."""
WRITING = frozenset({"review.page", "additions.page"})
"""Those of them that a server has which stores decisions."""
UID = re.compile("[aq][0-9a-z]{16}")
"""The uid of an article or a quotation, as it stands in the cell of a report."""


def menu() -> list[tuple[str, str]]:
    """Returns the pages that this server has, for the menu."""
    writes = site().settings.writes
    return [(endpoint, label) for endpoint, label in MENU if writes or endpoint not in WRITING]


def csrf() -> Markup:
    """Returns the hidden field that every form carries which changes anything."""
    return Markup('<input type="hidden" name="csrf" value="{}">').format(form_secret())


def speaker_address(uid: str) -> str:
    """Returns the address of a speaker's page."""
    return url_for("speakers.page", uid=uid)


def outlet_address(name: str) -> str:
    """Returns the address of an outlet's page."""
    return url_for("outlets.page", name=name)


def article_address(uid: str, quotation: str | None = None) -> str:
    """Returns the address of an article's page, at the place of a *quotation* if one is given."""
    if quotation is None:
        return url_for("articles.page", uid=uid)
    return url_for("articles.page", uid=uid, at=quotation, _anchor=quotation)


def facet_address(asked: Asked, field: str, value: str) -> str:
    """Returns the address that narrows *asked* to a value of a facet."""
    narrowed = asked.with_(since=value, until=value) if field == "month" else asked.with_(**{field: value})
    return narrowed.address(url_for("search.page"))


def facet_place(field: str) -> int:
    """Returns where a facet stands among the :class:`Facets`."""
    return Facets._fields.index(field)


def better_address(query: str) -> str:
    """Returns the address that asks *query* alone."""
    return Asked(query).address(url_for("search.page"))


def pager(asked: Asked, total: int, per_page: int, path: str | None) -> Markup:
    """Returns links to the pages before and behind this one below *path*, or buttons of the form around them, which
    gets the number of the page as ``page``.
    """

    def at(page: int) -> str:
        return replace(asked, page=page).address(path or "")

    return Markup(render_template("pager.html", asked=asked, total=total, per_page=per_page, path=path, at=at))


def row_address(column: str, value: object) -> str | None:
    """Returns the address of the quotation or article whose uid a report gives in *column*, or None for other cells."""
    endpoint = {"quotation": "quotations.page", "article": "articles.page"}.get(column.rpartition("_")[2])
    is_uid = isinstance(value, str) and UID.fullmatch(value)
    return url_for(endpoint, uid=value) if endpoint and is_uid else None


def log_table(log: Any) -> Markup:
    """Returns the table of decisions *log*, each with a button that takes it back if decisions are stored here."""
    return Markup(render_template("log_table.html", log=log))


def teach(app: Flask) -> None:
    """Lets the templates of *app* use the functions of this module."""
    app.jinja_env.globals.update(
        menu=menu,
        csrf=csrf,
        speaker_address=speaker_address,
        outlet_address=outlet_address,
        article_address=article_address,
        facet_address=facet_address,
        facet_place=facet_place,
        better_address=better_address,
        pager=pager,
        row_address=row_address,
        log_table=log_table,
        days=days,
    )
