"""Articles: a list, the text with its quotations in the colours of their speakers, and versions side by side."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quotes.store.articles.lookup import articles, find_article, line_of, version_lines
from quotes.store.articles.versions import differences
from quotes.store.search.show import of_article
from quotes.store.statuses import HIDDEN
from quotes.web.asked import Asked
from quotes.web.marked import Place, pieces
from quotes.web.site import reading

pages = Blueprint("articles", __name__)
LISTED = 100
PART = 20_000
"""Characters of a text on one page; a part ends where a paragraph does, if one ends near."""
COLOURS = 8
"""Colours of the style sheet for speakers; more speakers share them, and the number behind a quotation tells."""
_CHANGED = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}", re.DOTALL)


class Voice(NamedTuple):
    """A speaker of an article: a number for the legend, and how many quotations on this page are theirs."""

    number: int
    name: str
    uid: str | None
    quotations: int

    @property
    def colour(self) -> int:
        """The number of the colour, from 1; 0 for nobody."""
        return (self.number - 1) % COLOURS + 1 if self.uid else 0


class Run(NamedTuple):
    """A stretch of an article's text: of no quotation, or of one, and then perhaps its beginning or its end."""

    text: str
    row: Mapping[str, Any] | None = None
    voice: Voice | None = None
    begins: bool = False
    ends: bool = False


@pages.get("/articles")
def listed() -> ResponseReturnValue:
    """Shows the latest articles; outlet and days of the address narrow."""
    asked = Asked.of(request.args)
    with reading() as session:
        lines = articles(session, asked.filters(), limit=LISTED)
    return render_template("articles.html", lines=lines, asked=asked, most=LISTED)


@pages.get("/articles/<uid>")
def page(uid: str) -> ResponseReturnValue:
    """Shows the article *uid*, the part of its text in which the quotation of the address stands, or that it names."""
    with reading() as session:
        row = find_article(session, uid)
        if row.uid != uid:
            return redirect(url_for("articles.page", uid=row.uid))
        rows = [each for each in of_article(session, row.id) if each["status"] not in HIDDEN]
        placed = sorted(
            (each for each in rows if each["start_offset"] is not None), key=lambda each: each["start_offset"]
        )
        text = row.text or ""
        cuts = parts(text)
        part = _part(cuts, placed)
        low, high = cuts[part - 1]
        here = [each for each in placed if each["start_offset"] < high and each["end_offset"] > low]
        voices = voices_of(here if text else rows)
        return render_template(
            "article.html",
            article=row,
            line=line_of(session, row.id),
            versions=version_lines(session, row.story_key),
            rows=rows,
            voices=list(voices.values()),
            runs=runs(text, low, high, here, voices),
            part=part,
            last=len(cuts),
        )


def parts(text: str) -> list[tuple[int, int]]:
    """Returns the stretches of *text* that stand on one page each, at least one."""
    found, low = [], 0
    while len(text) - low > PART:
        cut = text.rfind("\n", low + PART // 2, low + PART)
        high = cut + 1 if cut > 0 else low + PART
        found.append((low, high))
        low = high
    return [*found, (low, len(text))]


def _part(cuts: Sequence[tuple[int, int]], placed: Sequence[Mapping[str, Any]]) -> int:
    at = next((each for each in placed if each["uid"] == request.args.get("at")), None)
    if at is not None:
        return next(number for number, (_, high) in enumerate(cuts, 1) if at["start_offset"] < high)
    given = request.args.get("part", "")
    return min(int(given[:6]), len(cuts)) if given.isascii() and given.isdigit() and int(given[:6]) else 1


def voices_of(rows: Sequence[Mapping[str, Any]]) -> dict[str | None, Voice]:
    """Returns the speakers of *rows* by uid, numbered in the order in which they speak; nobody has the key None."""
    counts: dict[str | None, int] = {}
    names: dict[str | None, str] = {}
    for row in rows:
        uid = row["speaker_uid"]
        counts[uid] = counts.get(uid, 0) + 1
        names[uid] = row["speaker"] or "nobody credited"
    numbered = [uid for uid in counts if uid is not None]
    found: dict[str | None, Voice] = {
        uid: Voice(number, names[uid], uid, counts[uid]) for number, uid in enumerate(numbered, 1)
    }
    return found | ({None: Voice(0, names[None], None, counts[None])} if None in counts else {})


def runs(
    text: str, low: int, high: int, rows: Sequence[Mapping[str, Any]], voices: Mapping[str | None, Voice]
) -> list[Run]:
    """Returns ``text[low:high]`` in stretches, each of the innermost quotation that covers it, or of none."""
    by_uid = {row["uid"]: row for row in rows}
    places: list[Place] = [(row["start_offset"] - low, row["end_offset"] - low, row["uid"]) for row in rows]
    found: list[Run] = []
    at = low
    for piece in pieces(text[low:high], places):
        covering = [by_uid[uid] for uid in piece.marks]
        row = min(covering, key=lambda each: each["end_offset"] - each["start_offset"], default=None)
        if row is None:
            found.append(Run(piece.text))
        else:
            voice = voices[row["speaker_uid"]]
            begins, ends = at == max(low, row["start_offset"]), at + len(piece.text) == min(high, row["end_offset"])
            found.append(Run(piece.text, row, voice, begins, ends))
        at += len(piece.text)
    return found


@pages.get("/articles/<uid>/versions")
def versions(uid: str) -> ResponseReturnValue:
    """Shows what each version of the article's story changed in its quotations, before and after side by side."""
    with reading() as session:
        row = find_article(session, uid)
        found = [
            (each, _side(each.diff, "before"), _side(each.diff, "after"))
            for each in differences(session, row.story_key)
        ]
        return render_template(
            "versions.html", article=row, versions=version_lines(session, row.story_key), differences=found
        )


def _side(diff: str, side: str) -> list[tuple[str, bool]]:
    """Returns one side of *diff*, in which words taken out and put in are marked: pieces, and whether they changed."""
    found: list[tuple[str, bool]] = []
    done = 0
    for change in _CHANGED.finditer(diff):
        found.append((diff[done : change.start()], False))
        words = change[1] if side == "before" else change[2]
        if words is not None:
            found.append((words, True))
        done = change.end()
    return [each for each in [*found, (diff[done:], False)] if each[0].strip()]
