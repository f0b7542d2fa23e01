"""The page of one quotation: its passage, where it comes from, what proves it, and what people decided about it."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quotes.model import Kind, SpeakerKind
from quotes.output.explained import SENTENCES
from quotes.store.article_identity import text_hash
from quotes.store.articles.lookup import text_of
from quotes.store.decisions.log import operations
from quotes.store.search.show import QuotationCard, show
from quotes.store.search.variants import family_of
from quotes.web.changed import state_of
from quotes.web.marked import Piece, Place, excerpt, pieces
from quotes.web.site import reading, site

pages = Blueprint("quotations", __name__)
LONGEST_WORDS = 10_000
"""Characters of a quotation that its page shows whole; of a longer one, as a list does, and the article has all."""
BESIDE = 2
"""Neighbours that are shown on each side."""


@pages.get("/quotations/<uid>")
def page(uid: str) -> ResponseReturnValue:
    """Shows the quotation *uid*; an id or a beginning of a uid leads to its own address."""
    with reading() as session:
        card = show(session, uid, neighbours=BESIDE)
        own = card.row["uid"]
        if own != uid:
            return redirect(url_for("quotations.page", uid=own))
        facts = facts_of(session, card)
        if not site().settings.writes:
            return render_template("quotation.html", **facts)
        done = request.args.get("done", "")
        line = next(
            (each for each in operations(session, quotation=card.id, limit=1) if str(each.operation) == done), None
        )
        return render_template(
            "quotation_decided.html", done=line, kinds=tuple(Kind), speaker_kinds=tuple(SpeakerKind), **facts
        )


def facts_of(session: Session, card: QuotationCard) -> dict[str, Any]:
    """Returns what the page of a quotation shows, by the names of its template."""
    return {
        "card": card,
        "row": card.row,
        "pieces": passage_pieces(card),
        "proof": _proof(session, card),
        "family": family_of(session, card.id),
        "because": SENTENCES.get(card.row["reason"] or card.uncredited_because or ""),
        "seen": state_of(session, card.id),
    }


def passage_pieces(card: QuotationCard) -> list[Piece]:
    """Returns the passage with quotation, cue and speaker marked; without a text the words alone."""
    passage = card.passage
    if not passage.text:
        words = card.row["words"]
        return excerpt(words, [(0, len(words), "words")], (0, len(words)))
    marks = (("words", passage.quotation), ("cue", passage.cue), ("mention", passage.mention))
    places: list[Place] = [(place[0], place[1], mark) for mark, place in marks if place is not None]
    start, end = passage.quotation
    if end - start > LONGEST_WORDS:
        return excerpt(passage.text, places, passage.quotation)
    found = pieces(passage.text, places)
    before = [] if passage.begins else [Piece("… ", is_gap=True)]
    return [*before, *found, *([] if passage.ends else [Piece(" …", is_gap=True)])]


def _proof(session: Session, card: QuotationCard) -> dict[str, bool] | None:
    """Tests whether the words stand at their place and the text has its hash; None if there is no text to prove it."""
    row = card.row
    text = text_of(session, row["article_uid"])
    if text is None or row["start_offset"] is None:
        return None
    return {
        "words": text[row["start_offset"] : row["end_offset"]] == row["words"],
        "text": text_hash(text) == row["text_sha256"],
    }
