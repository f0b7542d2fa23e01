"""Speakers: a list, and for each the names, when and where they are quoted, beside whom, and who may be the same."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quotes.errors import NotFound, UsageProblem
from quotes.model import SpeakerKind
from quotes.name_lists import noted
from quotes.output.charts.answered import Answered
from quotes.store.decisions.log import operations
from quotes.store.query.filters import Filter
from quotes.store.query.language import Order
from quotes.store.search.companions import companions
from quotes.store.search.coverage import coverage
from quotes.store.search.run_report import report
from quotes.store.search.search import search
from quotes.store.speakers.changes import apart
from quotes.store.speakers.lookup import SpeakerCard, called, named_speakers, one_speaker, speaker_card, speakers
from quotes.store.speakers.merges import merge as merge_speakers
from quotes.store.speakers.merges import planned_merges
from quotes.store.speakers.suggest import maybe_two_people, suggestions, suggestions_of
from quotes.web.asked import choice
from quotes.web.changed import just_stored
from quotes.web.pages.search import results
from quotes.web.pictures import drawn
from quotes.web.shown import plain
from quotes.web.site import may_change, may_write, reading, writing

pages = Blueprint("speakers", __name__)
LISTED = 100
"""Speakers of the list, the most quoted."""
LATEST = 5
NEIGHBOURS = 12
PAIRS = 50
COMPARED = 8000
"""Speakers who are compared for a page of pairs, the most quoted: a store of a million quotations has 40,000."""
LONGEST_NOTE = 500


@pages.get("/speakers")
def listed() -> ResponseReturnValue:
    """Shows the most quoted speakers, or those whom a name may mean."""
    name = request.args.get("name", "").strip()[:200]
    kind = choice(request.args.get("kind"), tuple(SpeakerKind), "kind of speaker")
    with reading() as session:
        if name:
            try:
                fitting = named_speakers(session, name)
            except NotFound as error:
                return render_template("speakers.html", name=name, kind=kind, missing=plain(error)), 404
            if len(fitting) == 1:
                return redirect(url_for("speakers.page", uid=fitting[0].uid))
            found = [(row.uid, called(row), row.kind) for row in fitting[:LISTED]]
            return render_template("speakers.html", name=name, kind=kind, fitting=found, more=len(fitting) - LISTED)
        lines = speakers(session, limit=LISTED, kinds=(kind,) if kind else ())
    return render_template("speakers.html", name="", kind=kind, kinds=tuple(SpeakerKind), lines=lines, most=LISTED)


@pages.get("/speakers/<uid>")
def page(uid: str) -> ResponseReturnValue:
    """Shows the speaker *uid*; a uid that was merged into another leads there."""
    with reading() as session:
        card = speaker_card(session, uid)
        own = card.line.uid
        if own != uid:
            return redirect(url_for("speakers.page", uid=own))
        return shown(session, card)


def shown(session: Session, card: SpeakerCard, problem: str = "", typed: Mapping[str, str] | None = None) -> str:
    """Returns the page of a speaker, with what went wrong in a form of it and what was typed there, if anything."""
    own = card.line.uid
    filters = Filter(speaker=own)
    latest = search(session, "", filters, limit=LATEST, order=Order.DATE)
    return render_template(
        "speaker.html",
        card=card,
        line=card.line,
        seen=noted(card.line.speaker, card.line.note),
        picture=_timeline(session, filters) if card.line.utterances else None,
        beside=companions(session, own, limit=NEIGHBOURS),
        results=results(session, latest),
        log=operations(session, speaker=one_speaker(session, own), limit=10),
        done=just_stored(session, request.args.get("done")) if may_change() else None,
        problem=problem,
        typed=typed or {},
    )


def _timeline(session: Session, filters: Filter) -> Any:
    asked, answer = report(session, "timeline", filters=filters)
    source = coverage(session, filters)
    named = {**asdict(filters), "speaker": None}  # the page's heading has the name
    return drawn(Answered(asked, answer.columns, answer.rows, source, named, {}))


@pages.get("/duplicates")
def duplicates() -> ResponseReturnValue:
    """Shows pairs of speakers who may be one, the most quoted first, or speakers who may be two; both of one speaker if
    the address names one.
    """
    of, two = request.args.get("of", "")[:200], request.args.get("two") == "yes"
    remarks: list[str] = []
    with reading() as session:
        if of:
            pairs = suggestions_of(session, of)
        elif two:
            pairs = maybe_two_people(session, limit=PAIRS, most=COMPARED, say=remarks.append)
        else:
            pairs = suggestions(session, limit=PAIRS, most=COMPARED, say=remarks.append, doubts=False)
    return render_template("duplicates.html", pairs=pairs[:PAIRS], of=of, two=two, remarks=remarks, most=PAIRS)


@pages.route("/speakers/<uid>/merge", methods=["GET", "POST"])
def merge(uid: str) -> ResponseReturnValue:
    """Shows what merging the speaker *uid* into another would move; the form's button does it, or sets them apart."""
    may_write()
    into = request.values.get("into", "").strip()[:200]
    if request.method == "POST":
        note = request.form.get("note", "").strip()[:LONGEST_NOTE] or None
        with writing() as session:
            if request.form.get("apart") == "yes":
                apart(session, uid, into, note=note)
            else:
                merge_speakers(session, [uid], into, note=note)
        return redirect(url_for("speakers.page", uid=uid), 303)
    problem, plans = "", []
    with reading() as session:
        name = called(named_speakers(session, uid)[0])
        try:
            plans = planned_merges(session, [uid], into) if into else []
        except (NotFound, UsageProblem) as error:
            problem = plain(error)
    return render_template("merge.html", uid=uid, into=into, name=name, plans=plans, problem=problem)
