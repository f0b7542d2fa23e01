"""Checking: each quotation of a draft is judged beside its source.  Nothing of the draft is stored."""

from typing import NamedTuple

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from quotes.checking import Checked, Checker, Match, Verdict, claims_of, is_listed, remarks
from quotes.comparison import differences
from quotes.comparison.marking import Piece, pieces
from quotes.errors import UsageProblem
from quotes.ingest import parse_date
from quotes.model import Article
from quotes.web.marked import Piece as Marked
from quotes.web.marked import excerpt
from quotes.web.site import reading

pages = Blueprint("checks", __name__)
LONGEST_TEXT = 100_000
"""Characters of a draft: quotes check takes longer ones."""
MOST = 100
"""Quotations of a draft that are checked."""
SECONDS = 60.0
SOURCES = 3
"""Places in which the words stand that are shown of each."""
VERDICTS = {
    Verdict.EXACT: "Word for word",
    Verdict.ALTERED: "Altered",
    Verdict.SPEAKER: "Another speaker’s",
    Verdict.DATE_OR_OUTLET: "Another day or outlet",
    Verdict.UNKNOWN: "Not in the store",
}
"""What the page calls the verdicts."""
EDITED = "Exact, but for what an editor may do"
"""What it calls exact words that are not those of the store letter by letter."""


class Judged(NamedTuple):
    """A quotation of the draft with its verdict, what differs from the first source, and its sources."""

    checked: Checked
    verdict: str
    marked: tuple[Piece, ...]
    remarks: list[str]
    sources: list[tuple[Match, list[Marked]]]


@pages.route("/check", methods=["GET", "POST"])
def page() -> ResponseReturnValue:
    """Shows the form for a draft, and below it what the store says of each of its quotations."""
    if request.method == "GET":
        return render_template("check.html", typed={}, judged=None, problem="")
    text = request.form.get("text", "").replace("\r\n", "\n").replace("\r", "\n")
    try:
        article = _draft(text, request.form.get("date", "").strip())
    except UsageProblem as error:
        return render_template("check.html", typed=request.form, judged=None, problem=str(error)), 400
    claims = claims_of(article)
    with reading(SECONDS) as session:
        checker = Checker(session, most=SOURCES)
        checked = [each for each in map(checker.check, claims[:MOST]) if is_listed(each)]
    judged = list(map(_judged, checked))
    return render_template("check.html", typed=request.form, judged=judged, left=len(claims) - MOST, problem="")


def _draft(text: str, day: str) -> Article:
    """Returns the draft that a form holds.

    :raises UsageProblem: there is no text, it is too long, or the day is none.
    """
    if not text.strip():
        raise UsageProblem("paste a draft: text with the quotations that are to be checked")
    if len(text) > LONGEST_TEXT:
        raise UsageProblem(f"the draft has more than {LONGEST_TEXT:,} characters: check a part of it")
    return Article(text=text, published_on=parse_date(day) if day else None)


def _judged(checked: Checked) -> Judged:
    first = checked.matches[0] if checked.matches else None
    marked = () if first is None else pieces(first.comparison, checked.claim.words, first.words)
    sources = []
    for match in checked.matches:
        passage = match.appearance.passage
        text = passage.text or match.appearance.row["words"]
        place = passage.quotation if passage.text else (0, len(text))
        sources.append((match, excerpt(text, [(*place, "words")], place)))
    return Judged(checked, _verdict(checked), marked, remarks(checked), sources)


def _verdict(checked: Checked) -> str:
    """Returns what the page calls the verdict on *checked*; a difference that a remark tells is not word for word."""
    if checked.verdict is Verdict.EXACT:
        first = checked.matches[0]
        if differences(first.comparison, checked.claim.words, first.words):
            return EDITED
    return VERDICTS[checked.verdict]
