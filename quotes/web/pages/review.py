"""Reviewing: the queue by doubt or a sample of it, the decision about each quotation, and taking decisions back."""

import random
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from quotes.errors import NotFound, QuotesError, UsageProblem
from quotes.model import Kind, SpeakerKind
from quotes.output.review import precision_line
from quotes.output.rows import as_row
from quotes.store.decisions.log import operations
from quotes.store.decisions.operations import Receipt
from quotes.store.query.identifiers import find_quote
from quotes.store.review.review import by_doubt, is_open, precision, sample, undecided
from quotes.store.review.review_decisions import Correction, confirm, correct, reject
from quotes.store.search.show import show
from quotes.store.speakers.take_back import undo as undo_decision
from quotes.web.asked import Asked
from quotes.web.changed import check_state, just_stored
from quotes.web.guard import local_target
from quotes.web.pages.quotations import facts_of
from quotes.web.shown import plain
from quotes.web.site import may_write, reading, writing
from quotes.web.statuses import REFUSALS, status_of

pages = Blueprint("review", __name__)
LARGEST_SAMPLE = 1000
LOGGED = 100
"""Operations of the log that are shown."""
LONGEST_NOTE = 500
NUMBERS = 10_000
"""Numbers from which a sample's own is drawn."""


@pages.get("/review")
def page() -> ResponseReturnValue:
    """Shows the next quotation to decide about: the least sure of those that the address asks for, or of a sample."""
    may_write()
    asked = Asked.of(request.args)
    if request.args.get("sample") and not request.args.get("seed"):
        drawn = {"sample": request.args["sample"], "seed": str(random.SystemRandom().randrange(NUMBERS))}
        return redirect(asked.address(url_for("review.page"), **drawn))
    with reading() as session:
        state = _state(session, asked, request.args)
        if state["quotation"] is None:
            return render_template("review.html", asked=asked, row=None, **state)
        card = show(session, str(state["quotation"]))
        return render_template("review.html", asked=asked, **facts_of(session, card), **state, **CHOICES)


CHOICES = {"kinds": tuple(Kind), "speaker_kinds": tuple(SpeakerKind)}


def _state(session: Session, asked: Asked, parameters: "MultiDict[str, str]") -> dict[str, Any]:
    """Returns which quotation comes next, how many are left, and what a sample has measured so far."""
    filters = asked.filters()
    after = _number(parameters.get("after"))
    more = {name: parameters[name] for name in ("sample", "seed") if parameters.get(name)}
    state: dict[str, Any] = {
        "more": more,
        "measured": None,
        "after": after,
        "done": just_stored(session, parameters.get("done")),
    }
    if not more:
        following = by_doubt(session, asked.query, filters, limit=1, after=after)
        left = undecided(session, asked.query, filters)
        return {**state, "quotation": following[0] if following else None, "left": left}
    drawn = sample(session, asked.query, filters, _size(more.get("sample")), _number(more.get("seed")) or 0)
    begin = drawn.index(after) + 1 if after in drawn else 0
    open_ = [each for each in drawn if is_open(session, each)]
    following = [each for each in drawn[begin:] if each in set(open_)]
    measured = precision_line(as_row(precision(session, drawn)))
    return {**state, "quotation": following[0] if following else None, "left": len(open_), "measured": measured}


def _number(given: str | None) -> int | None:
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 19 else None


def _size(given: str | None) -> int:
    """Returns the size of a sample.

    :raises UsageProblem: it is none.
    """
    size = _number(given)
    if not size or size > LARGEST_SAMPLE:
        raise UsageProblem(f"a sample has 1 to {LARGEST_SAMPLE:,} quotations")
    return size


@pages.post("/quotations/<uid>/decide")
def decide(uid: str) -> ResponseReturnValue:
    """Stores the decision of a form about the quotation *uid*, unless somebody else has decided meanwhile."""
    form = request.form
    try:
        with writing() as session:
            quotation = find_quote(session, uid)
            check_state(session, quotation, form.get("seen", ""))
            receipt = _decided(session, quotation, form)
    except REFUSALS as error:
        return _again(uid, error)
    target = local_target(form.get("next")) or url_for("quotations.page", uid=uid)
    if receipt.operation is None:
        return redirect(target, 303)
    return redirect(f"{target}{'&' if '?' in target else '?'}done={receipt.operation}", 303)


def _decided(session: Session, quotation: int, form: Mapping[str, str]) -> Receipt:
    note = form.get("note", "").strip()[:LONGEST_NOTE] or None
    match form.get("action"):
        case "confirm":
            return confirm(session, [quotation], note=note)
        case "reject":
            return reject(session, [quotation], note=note)
        case "correct":
            return correct(session, [quotation], _correction(session, quotation, form), note=note)
    raise UsageProblem("say what to do: confirm, correct or reject")


def _correction(session: Session, quotation: int, form: Mapping[str, str]) -> Correction:
    """Returns what *form* changes: fields that say what the store says already are left out."""
    row = show(session, str(quotation)).row
    nobody = form.get("nobody") == "yes"
    said_by = form.get("speaker", "").strip()
    day = str(row["said_on"] or "")
    fields = {"words": row["words"], "via": row["via"] or "", "said_on": day, "kind": row["kind"]}
    changed: dict[str, Any] = {
        name: form[name].strip()
        for name, value in fields.items()
        if name in form and form[name].strip() != value.strip()
    }
    if said_by and not nobody and said_by not in (row["speaker"], row["speaker_uid"]):
        changed |= {"speaker": said_by, "new": form.get("new") == "yes"}
        changed |= {"kind_of_speaker": form.get("kind_of_speaker") or None}
    if nobody and row["speaker"]:
        changed["nobody"] = True
    if changed.get("words") == "":
        raise UsageProblem("there are no words; Reject says that this is no quotation")
    if changed.get("kind", Kind.DIRECT) not in tuple(Kind):
        raise UsageProblem(f"there is no kind {changed['kind'][:40]!r}")
    if changed.get("kind_of_speaker") not in (None, *SpeakerKind):
        raise UsageProblem(f"there is no kind of speaker {changed['kind_of_speaker'][:40]!r}")
    if not changed:
        raise UsageProblem("nothing was changed: the form says what the store says already")
    return Correction(**changed)


def _again(uid: str, error: QuotesError) -> ResponseReturnValue:
    """Shows the quotation as it is now, with what went wrong and what was typed."""
    message = _plain(error)
    with reading() as session:
        try:
            card = show(session, uid)
        except NotFound:
            raise NotFound("This quotation is not there any more: its article was erased.") from None
        target = local_target(request.form.get("next")) or url_for("quotations.page", uid=card.row["uid"])
        return render_template(
            "decide_again.html", message=message, typed=request.form, target=target,
            offers_new=isinstance(error, NotFound),
            **facts_of(session, card), **CHOICES,
        ), status_of(error)  # fmt: skip


def _plain(error: QuotesError) -> str:
    """Returns the message of *error* without what is to be typed at a terminal."""
    makes_new = "; --new makes one of that name" in str(error)
    return plain(error) + ("; tick “make a new speaker” if that is the name" if makes_new else "")


@pages.get("/log")
def log() -> ResponseReturnValue:
    """Shows the newest decisions."""
    with reading() as session:
        return render_template("log.html", log=operations(session, limit=LOGGED), most=LOGGED)


@pages.post("/undo")
def undo() -> ResponseReturnValue:
    """Takes back the operation that the form names."""
    number = _number(request.form.get("operation"))
    if number is None:
        raise UsageProblem("say which decision to take back")
    with writing() as session:
        undo_decision(session, number)
    return redirect(local_target(request.form.get("next")) or url_for("review.log"), 303)
