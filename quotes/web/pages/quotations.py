"""The page of one quotation: its passage, where it comes from, what proves it, and what people decided about it."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quotes.model import Kind, SpeakerKind
from quotes.output.explained import SENTENCES
from quotes.store.article_identity import text_hash
from quotes.store.articles.lookup import text_of
from quotes.store.decisions.log import operations
from quotes.store.search.show import DecisionLine, QuotationCard, show
from quotes.store.search.variants import family_of
from quotes.store.speakers.lookup import names_by_id
from quotes.web.changed import state_of
from quotes.web.marked import Piece, Place, excerpt, pieces
from quotes.web.site import reading, site

pages = Blueprint("quotations", __name__)
LONGEST_WORDS = 10_000
"""Characters of a quotation that its page shows whole; of a longer one, as a list does, and the article has all."""
LONGEST_VALUE = 200
"""Characters of a value in a decision that are shown."""
KEPT_BACK = frozenset(
    "id uid article parent outlet via_outlet run family wire utterance search_words name_key story_key text_sha256 "
    "start_offset end_offset mention_start mention_end".split()
)
"""Columns of decisions that tell a reader nothing: keys, places in texts, and what follows from other columns."""
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
        "decisions": _decisions(session, card.decisions),
    }


def _decisions(session: Session, lines: Sequence[DecisionLine]) -> list[tuple[DecisionLine, str, str]]:
    """Returns each decision with what it changed, before and after, in words."""
    sides = [side for line in lines for side in (line.before, line.after) if isinstance(side, dict)]
    speakers = names_by_id(session, {side["speaker"] for side in sides if isinstance(side.get("speaker"), int)})
    return [(line, _in_words(line.before, speakers), _in_words(line.after, speakers)) for line in lines]


def _in_words(side: Any, speakers: Mapping[int, str]) -> str:
    """Returns one side of a decision as a reader knows it: names instead of ids, and nothing of places and keys."""
    if not isinstance(side, dict):
        return "" if side is None else str(side)
    told = {name: value for name, value in side.items() if name not in KEPT_BACK}
    if told.get("speaker") is not None:
        told["speaker"] = speakers.get(told["speaker"], "somebody merged or forgotten since")
    return ", ".join(
        f"{name.replace('_', ' ')} {'none' if value is None else str(value)[:LONGEST_VALUE]}"
        for name, value in told.items()
    )


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
