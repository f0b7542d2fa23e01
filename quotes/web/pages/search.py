"""The search page, its facets, and what it finds as a file."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from tempfile import SpooledTemporaryFile
from typing import IO, Any, NamedTuple, cast

from flask import Blueprint, Response, abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quotes.errors import NotFound, UsageProblem
from quotes.model import Kind, Modality
from quotes.output.tables import BINARY, Format, write, write_binary
from quotes.plurals import counted
from quotes.store.query.language import Order, Query
from quotes.store.search.facets import Facets, facets
from quotes.store.search.near import Near, near_wordings
from quotes.store.search.remarks import remarks
from quotes.store.search.rows import QUOTE_COLUMNS, WHOLE_COLUMNS, streamed, whole_rows
from quotes.store.search.search import how_many, listed, matching, ordered, search, suggestion, understood
from quotes.store.search.show import Passage, passages
from quotes.store.speakers.lookup import called, named_speakers
from quotes.store.statuses import Status
from quotes.web.asked import Asked
from quotes.web.marked import Piece, Place, excerpt
from quotes.web.shown import plain
from quotes.web.site import reading
from quotes.wording import occurrences

pages = Blueprint("search", __name__)
PER_PAGE = 20
LATEST = 10
"""Quotations on the first page, before anything is asked."""
IN_MEMORY = 2_000_000
"""Bytes of a file that are kept in memory; of more, on disk."""
DOWNLOADS = {"csv": "text/csv", "json": "application/json",
             "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}  # fmt: skip
"""The forms in which what was found can be had, and their types."""
SECONDS_OF_A_FILE = 300.0
CUT = "The query is too long for an address; only its beginning counts."
LONGEST_LINK = 500
"""Characters of an address up to which facets are shown: each of them is a link that holds the whole address."""
CHOICES = {"kind": tuple(Kind), "status": tuple(Status), "modality": tuple(Modality), "order": tuple(Order)}
"""The values of fields that have a few."""
NAMES = {
    "speaker": "Speaker", "outlet": "Outlet", "since": "Published from", "until": "Published to",
    "said_since": "Said from", "said_until": "Said to", "via": "Via", "kind": "Kind", "status": "Status",
    "modality": "Modality", "min_confidence": "Confidence from", "credited": "Credited", "all_versions": "All versions",
}  # fmt: skip
"""What filters are called on the page."""


class Result(NamedTuple):
    """A quotation that was found, with the pieces of its passage."""

    row: Mapping[str, Any]
    pieces: list[Piece]


class Found(NamedTuple):
    """What a search page shows."""

    results: list[Result]
    total: int
    facets: Facets | None
    remarks: list[str]
    near: list[tuple[str, str]]
    """Wordings nearby that find something: in words, and the address that asks it."""
    better: str | None
    """A query that finds something where this one doesn't."""
    chips: list[tuple[str, str, str]]
    """What narrows: name, value, and the address without it."""


NOTHING = Found([], 0, None, [], [], None, [])


@pages.get("/")
def page() -> ResponseReturnValue:
    """Shows the quotations that the address asks for; without any question the latest ones."""
    asked = Asked.of(request.args)
    if any(not value for value in request.args.values()) or request.args.get("order") == Order.DATE:
        return redirect(asked.address(url_for("search.page")))  # as a form without a script leaves it
    found, problem, status = NOTHING, "", 200
    try:
        with reading() as session:
            found = _found(session, asked) if asked.is_anything else _latest(session)
        if asked.query != request.args.get("q", "").strip():
            found = found._replace(remarks=[CUT, *found.remarks])
    except (NotFound, UsageProblem) as error:
        problem = plain(error)
        status = 404 if isinstance(error, NotFound) else 400
        found = found._replace(
            chips=[(NAMES[name], value, _without(asked, name)) for name, value in asked.given.items()]
        )
    shown = render_template(
        "search.html", asked=asked, found=found, problem=problem, per_page=PER_PAGE, choices=CHOICES, names=NAMES,
        downloads=DOWNLOADS,
    )  # fmt: skip
    return shown, status


def _found(session: Session, asked: Asked) -> Found:
    filters = asked.filters()
    parsed = understood(session, asked.query)
    matched = matching(session, parsed if parsed.groups else asked.query, filters)
    total = how_many(session, asked.query, filters)
    in_order = ordered(matched, Order(asked.order), parsed)
    rows = listed(session, in_order, PER_PAGE, parsed, offset=(asked.page - 1) * PER_PAGE) if total else []
    return Found(
        results(session, rows, parsed),
        total,
        facets(session, in_order) if total and len(asked.address()) <= LONGEST_LINK else None,
        remarks(session, parsed),
        [] if total else [_near(asked, parsed, each) for each in near_wordings(session, parsed, filters)],
        None if total else suggestion(session, asked.query, filters),
        _chips(session, asked),
    )


def _near(asked: Asked, parsed: Query, near: Near) -> tuple[str, str]:
    """Returns in words how a wording that finds something differs, and the address that asks it."""
    parts = [f"“{new}” for “{old}”" for old, new in near.instead] + [f"without “{word}”" for word in near.left_out]
    parts += ["the words in any order"] if near.in_any_order else []
    instead = dict(near.instead)
    group = parsed.groups[0]  # only a query of one alternative is varied
    words = [word for term in group.terms if not term.negated for word in term.words.split()]
    kept = [instead.get(word, word) for word in words if word not in near.left_out]
    others = [f'-"{term.words}"' for term in group.terms if term.negated]
    fields = [f'{"-" * term.negated}{term.field}:"{term.value}"' for term in group.fields]
    query = replace(asked, query=" ".join([*kept, *others, *fields]), page=1)
    return f"{', '.join(parts)}: {counted(near.found, 'quotation')}", query.address(url_for("search.page"))


def _latest(session: Session) -> Found:
    rows = search(session, "", Asked().filters(), limit=LATEST, order=Order.STORED)
    return NOTHING._replace(results=results(session, rows), total=len(rows))


def results(session: Session, rows: Iterable[Mapping[str, Any]], parsed: Query | None = None) -> list[Result]:
    """Returns *rows* with their passages, in which what *parsed* sought is marked."""
    listed_rows = list(rows)
    around = passages(session, [row["uid"] for row in listed_rows])
    sought = () if parsed is None else parsed.sought
    return [Result(row, _pieces(row["words"], around.get(row["uid"]), sought)) for row in listed_rows]


def _pieces(words: str, passage: Passage | None, sought: Iterable[tuple[str, bool]]) -> list[Piece]:
    text, (start, end) = (words, (0, len(words))) if passage is None else (passage.text, passage.quotation)
    places: list[Place] = [(start, end, "words")]
    places += [(start + a, start + b, "match") for a, b in occurrences(text[start:end], sought)]
    return excerpt(text, places, (start, end))


def _chips(session: Session, asked: Asked) -> list[tuple[str, str, str]]:
    found = []
    for name, value in asked.given.items():
        said = value
        if name == "speaker":
            fitting = named_speakers(session, value)
            said = called(fitting[0]) if len(fitting) == 1 else value
        found.append((NAMES[name], said, _without(asked, name)))
    return found


def _without(asked: Asked, name: str) -> str:
    return asked.with_(**{name: None}).address(url_for("search.page"))


@pages.get("/search.<form>")
def download(form: str) -> Response:
    """Gives all quotations that the address asks for as a file: what ``quotes search`` writes in that form."""
    if form not in DOWNLOADS:
        abort(404)
    asked = Asked.of(request.args)
    stream = cast(IO[bytes], SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115  # send_file closes it
    try:
        with reading(SECONDS_OF_A_FILE) as session:
            parsed = understood(session, asked.query)
            matched = matching(session, parsed if parsed.groups else asked.query, asked.filters())
            rows: Iterable[dict[str, Any]] = streamed(session, ordered(matched, Order(asked.order), parsed))
            if form == Format.JSON:
                _write_file(whole_rows(session, rows), WHOLE_COLUMNS, Format.JSON, stream)
            else:
                _write_file(rows, QUOTE_COLUMNS, Format(form), stream)
    except BaseException:
        stream.close()
        raise
    stream.seek(0)
    return send_file(stream, DOWNLOADS[form], as_attachment=True, download_name=f"quotes.{form}", etag=False)


def _write_file(rows: Iterable[dict[str, Any]], columns: tuple[str, ...], form: Format, stream: IO[bytes]) -> None:
    from io import TextIOWrapper

    if form in BINARY:
        write_binary(rows, columns, form, cast(Any, stream))
        return
    text = TextIOWrapper(cast(Any, stream), encoding="utf-8", newline="", write_through=True)
    write(rows, columns, form, text)
    text.detach()
