"""Changes to a speaker: another name, further names, and quotations that are somebody else's."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from quotes.errors import QuotesError, UsageProblem
from quotes.store.decisions.operations import Receipt
from quotes.store.query.filters import Filter
from quotes.store.query.language import Order
from quotes.store.search.search import how_many, listed, matching, ordered, understood
from quotes.store.speakers.changes import add_name, credited_to, remove_name, rename, split
from quotes.store.speakers.lookup import speaker_card
from quotes.web.asked import Asked
from quotes.web.changed import check_speaker
from quotes.web.pages.search import results
from quotes.web.pages.speakers import shown
from quotes.web.shown import plain
from quotes.web.site import may_write, reading, writing
from quotes.web.statuses import REFUSALS, status_of

pages = Blueprint("speaker_changes", __name__)
LONGEST_NAME = 200
"""Characters of a name that is typed: no name is longer, and a page of them stays readable."""
LONGEST_NOTE = 500
PER_PAGE = 50
"""Quotations of a speaker that are offered at a time, to be split off."""


@pages.post("/speakers/<uid>/names")
def names(uid: str) -> ResponseReturnValue:
    """Renames the speaker *uid*, adds a name or takes one away, as the form says."""

    def again(session: Session, error: QuotesError) -> str:
        return shown(session, speaker_card(session, uid), plain(error), request.form)

    return _changed(uid, _named, again)


def _changed(
    uid: str,
    change: Callable[[Session, str, Any], Receipt],
    again: Callable[[Session, QuotesError], str],
) -> ResponseReturnValue:
    """Carries out the *change* that the form asks for, unless somebody has changed the speaker *uid* since it was
    shown, and leads to the speaker's page, where it can be taken back.

    What is refused shows the page that *again* makes.
    """
    form = request.form
    try:
        with writing() as session:
            check_speaker(session, uid, form.get("seen", ""))
            receipt = change(session, uid, form)
    except REFUSALS as error:
        with reading() as session:
            return again(session, error), status_of(error)
    return redirect(url_for("speakers.page", uid=uid, done=receipt.operation), 303)


def _named(session: Session, uid: str, form: Mapping[str, str]) -> Receipt:
    name, note = _typed(form, "name", LONGEST_NAME), _typed(form, "note", LONGEST_NOTE) or None
    match form.get("action"):
        case "rename":
            return rename(session, uid, name, note=note)
        case "add":
            return add_name(session, uid, name, note=note)
        case "remove":
            return remove_name(session, uid, form.get("name", ""), note=note)
    raise UsageProblem("say what to do: rename, add a name, or remove one")


def _typed(form: Mapping[str, str], field: str, longest: int) -> str:
    """Returns what was typed into a field.

    :raises UsageProblem: it is longer than such a thing is.
    """
    given = form.get(field, "").strip()
    if len(given) > longest and form.get("action") != "remove":
        raise UsageProblem(f"that is too long: a {field} has at most {longest} characters")
    return given


@pages.route("/speakers/<uid>/split", methods=["GET", "POST"])
def parts(uid: str) -> ResponseReturnValue:
    """Lists what the speaker *uid* said; the form moves what is ticked to somebody else, or shows another page or part
    of the list and keeps what is ticked.
    """
    may_write()
    asked, form = Asked.of(request.args), request.form
    turned = asked if request.method == "GET" else _turned(asked, form)
    if turned is not None:
        with reading() as session:
            return _quotations(session, uid, turned, form)

    def again(session: Session, error: QuotesError) -> str:
        return _quotations(session, uid, asked, form, error)

    return _changed(uid, _parted, again)


def _turned(asked: Asked, form: Mapping[str, str]) -> Asked | None:
    """Returns what the form asks to see instead of moving anything, or None if it is to move what is ticked.

    Enter in the field of the query presses the button that moves: a query that was changed there is what is meant.
    """
    typed = Asked.of(MultiDict({"q": form.get("q", asked.query), "page": form.get("page", "")}))
    if typed.query != asked.query and "move" not in form:
        return replace(asked, query=typed.query, page=1)
    return replace(asked, page=typed.page) if "page" in form else None


def _parted(session: Session, uid: str, form: Any) -> Receipt:
    chosen = [each for each in form.getlist("quotation") if each]
    into, tell_apart = _typed(form, "into", LONGEST_NAME), _typed(form, "words", LONGEST_NAME)
    if not chosen:
        raise UsageProblem("tick the quotations that somebody else said")
    if not into and not tell_apart:
        raise UsageProblem("say whose they are: a name, or words that tell a second person of this name apart")
    note = _typed(form, "note", LONGEST_NOTE) or None
    return split(session, uid, chosen, into=into, tell_apart=tell_apart, note=note)


def _quotations(session: Session, uid: str, asked: Asked, form: Any, error: QuotesError | None = None) -> str:
    card = speaker_card(session, uid)
    filters = Filter(speaker=card.line.uid)
    parsed = understood(session, asked.query)
    found = matching(session, parsed if parsed.groups else asked.query, filters)
    rows = listed(session, ordered(found, Order.DATE, parsed), PER_PAGE, parsed, offset=(asked.page - 1) * PER_PAGE)
    shown = [each for each in results(session, rows, parsed) if each.row["speaker_uid"] == card.line.uid]
    ticked = [each for each in dict.fromkeys(form.getlist("quotation")) if each.isalnum()]
    theirs = credited_to(session, card.line.uid, ticked) - {each.row["uid"] for each in shown}
    return render_template(
        "split.html",
        line=card.line,
        asked=asked,
        total=how_many(session, asked.query, filters),
        per_page=PER_PAGE,
        results=shown,
        problem=plain(error) if error else "",
        typed=form,
        ticked=ticked,
        elsewhere=[each for each in ticked if each in theirs],
    )
