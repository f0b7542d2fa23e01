"""Stores a person's verdict on quotations: right, wrong, or right after a correction. Each verdict is one operation."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quotes.errors import NotFound, UsageProblem
from quotes.name_lists import noted
from quotes.plurals import counted
from quotes.store.articles.places import pattern_of
from quotes.store.articles.record import kind_of_name
from quotes.store.decisions.operations import Operation, Receipt, batched, operation
from quotes.store.name_keys import is_linkable
from quotes.store.query.filters import Filter
from quotes.store.query.identifiers import find_outlet, find_quote
from quotes.store.query.values import days
from quotes.store.schema import ArticleRow, QuoteCreditRow, QuoteRow, SpeakerRow
from quotes.store.search.search import matching
from quotes.store.speakers.changes import new_named
from quotes.store.speakers.lookup import called, described, named_speakers
from quotes.store.speakers.offers import the_only_one
from quotes.store.statuses import TYPED, Status
from quotes.wording import fold, text_or_none

BY_A_PERSON = "decided"
"""Why nobody is credited where a person said so."""


def chosen(session: Session, ids: Sequence[str], query: str, filters: Filter) -> list[int]:
    """Returns the ids of the quotations named by *ids* (id, uid, beginning of one), else of those that query and
    filters find.

    :raises NotFound: one that is named doesn't exist, or the filters name a speaker or outlet that doesn't.
    :raises UsageProblem: the beginning of a uid fits several, or nothing says which quotations are meant.
    """
    filtered = query.strip() or filters != Filter()
    if ids and filtered:
        raise UsageProblem("name quotations by their ids, or by a query and filters, not by both")
    if ids:
        return list(dict.fromkeys(find_quote(session, each) for each in ids))
    if not filtered:
        raise UsageProblem("say which quotations: ids, or --query and filters")
    found = matching(session, query, filters).with_only_columns(QuoteRow.id, maintain_column_froms=True)
    return list(session.scalars(found.order_by(QuoteRow.id)))


def confirm(session: Session, ids: Sequence[int], *, note: str | None = None) -> Receipt:
    """States that words and speaker of these quotations are right. What a person has corrected or recorded stays as it
    is.
    """
    return _judged(session, "confirm", ids, Status.CONFIRMED, QuoteRow.status.not_in(TYPED), note)


def reject(session: Session, ids: Sequence[int], *, note: str | None = None) -> Receipt:
    """States that these are no quotations to keep: they stay in the store, but no list, search or report shows them."""
    return _judged(session, "reject", ids, Status.REJECTED, QuoteRow.id.is_not(None), note)


def _judged(session: Session, action: str, ids: Sequence[int], status: Status, where: Any, note: str | None) -> Receipt:
    with operation(session, action, note=note) as running:
        changed = sum(
            running.update(QuoteRow, QuoteRow.id.in_(some) & where, status=status.value) for some in batched(ids)
        )
        running.said = f"{status.value} {_which(session, ids) if len(ids) == 1 else counted(changed, 'quotation')}"
    return running.receipt


def _which(session: Session, ids: Sequence[int]) -> str:
    uid = session.get_one(QuoteRow, ids[0]).uid
    return f"{uid}" if len(ids) == 1 else counted(len(ids), "quotation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The new values of a quotation; a field that is None stays as it is.

    ``speaker`` is a name, ``name (note)`` or uid; with *new* a name that nobody has makes a speaker of
    *kind_of_speaker*.  ``nobody`` credits no one.  ``said_on`` is a year, month or day.  Empty ``via`` or ``said_on``
    takes it away.
    """

    words: str | None = None
    speaker: str | None = None
    new: bool = False
    kind_of_speaker: str | None = None
    nobody: bool = False
    via: str | None = None
    said_on: str | None = None
    kind: str | None = None


def correct(session: Session, ids: Sequence[int], correction: Correction, *, note: str | None = None) -> Receipt:
    """Corrects these quotations. Words are always words of the article: correcting them moves the ends.

    :raises NotFound: there is no such speaker.
    :raises UsageProblem: words that aren't in the article, of several quotations or another one's; a name that fits
        several; nothing to correct.
    """
    if correction == Correction(new=correction.new, kind_of_speaker=correction.kind_of_speaker):
        raise UsageProblem("say what to correct: --words, --to or --nobody, --set-via, --set-said-on, --set-kind")
    if correction.words is not None and len(ids) > 1:
        raise UsageProblem("--words belongs to one quotation, and there are several here")
    if correction.speaker is not None and correction.nobody:
        raise UsageProblem("--to and --nobody contradict each other")
    with operation(session, "correct", note=note) as running:
        speakers: dict[int, None] = {}
        for identity in ids:
            values = _values(running, identity, correction)
            if values.get("speaker") is not None:
                speakers[values["speaker"]] = None
            row = session.get_one(QuoteRow, identity)
            table = QuoteRow.__table__.c
            stored = session.execute(select(*(table[name] for name in values)).where(table.id == row.id)).one()
            if tuple(values.values()) != tuple(stored):
                running.update(
                    QuoteRow, QuoteRow.id == identity, **values, status=Status.CORRECTED.value, confidence=None
                )
            if values.get("speaker") is not None:
                running.delete(
                    QuoteCreditRow,
                    (QuoteCreditRow.quote_id == identity) & (QuoteCreditRow.speaker_id == values["speaker"]),
                )
        if correction.nobody or correction.speaker is not None:
            _part_utterances(running, ids)
        running.said = f"corrected {_which(session, ids)}{_summary(session, correction, speakers)}"
    return running.receipt


def _part_utterances(running: Operation, ids: Sequence[int]) -> None:
    """Gives those of the quotations *ids* that share their utterance with another speaker's an utterance of their own:
    two people make no act of speech together.
    """
    session, corrected = running.session, frozenset(ids)
    of = (QuoteRow.article_id, QuoteRow.utterance)
    acts = {tuple(row) for some in batched(ids) for row in session.execute(select(*of).where(QuoteRow.id.in_(some)))}
    for article, utterance in sorted(acts):
        here = QuoteRow.article_id == article
        rows = session.execute(
            select(QuoteRow.id, QuoteRow.speaker_id).where(here, QuoteRow.utterance == utterance).order_by(QuoteRow.id)
        ).all()
        stay = {speaker for identity, speaker in rows if identity not in corrected}
        moved = [identity for identity, speaker in rows if identity in corrected and speaker not in stay]
        if stay and moved:
            latest = session.scalar(select(func.max(QuoteRow.utterance)).where(here)) or 0
            running.update(QuoteRow, QuoteRow.id.in_(moved), utterance=latest + 1)


def _summary(session: Session, correction: Correction, speakers: Iterable[int]) -> str:
    """Returns what was corrected, for the log; of *speakers*, whom the name that was typed means, their own names."""
    parts = []
    if correction.words is not None:
        parts.append("words")
    if correction.speaker is not None:
        rows = [session.get_one(SpeakerRow, each) for each in speakers]
        parts.append(f"said by {', '.join(dict.fromkeys(noted(row.name, row.note) for row in rows))}")
    if correction.nobody:
        parts.append("said by nobody")
    parts += [
        f"{name} {value or 'none'}"
        for name in ("via", "said_on", "kind")
        if (value := getattr(correction, name)) is not None
    ]
    return f": {', '.join(parts)}" if parts else ""


def _values(running: Operation, identity: int, correction: Correction) -> dict[str, Any]:
    """Returns the columns of one quotation that the correction sets."""
    session = running.session
    row = session.get_one(QuoteRow, identity)
    values: dict[str, Any] = {}
    if correction.words is not None:
        values |= _words(session, row, correction.words)
    if correction.nobody:
        values |= {"speaker": None, "uncredited_because": row.uncredited_because or BY_A_PERSON} | _UNNAMED
    elif correction.speaker is not None:
        speaker = _speaker(running, row, correction)
        values |= {"speaker": speaker, "uncredited_because": None}
        if speaker != row.speaker_id:
            values |= _UNNAMED
    if correction.via is not None:
        via = text_or_none(correction.via)
        values |= {"via": via, "via_outlet": find_outlet(session, via) if via else None}
    if correction.said_on is not None:
        values |= _said_on(correction.said_on)
    if correction.kind is not None:
        values["kind"] = correction.kind
    return values


_UNNAMED: dict[str, Any] = {"mention": None, "mention_start": None, "mention_end": None, "cue": None, "reason": None}
"""What told who spoke, and the words that report it, which are another's where a person says that somebody else spoke.
"""


def _speaker(running: Operation, row: QuoteRow, correction: Correction) -> int:
    name = text_or_none(correction.speaker)
    if not name:
        raise UsageProblem("the speaker's name is empty; --nobody credits no one")
    try:
        found = named_speakers(running.session, name, article=row.article_id)
    except NotFound:
        kind = correction.kind_of_speaker or kind_of_name(name)
        if not correction.new:
            known = the_only_one(running.session, name, kind)  # behind a title
            if known is not None:
                return known.id
            raise NotFound(f"no speaker is called {name!r}; --new makes one of that name") from None
        within = None if is_linkable(name, kind) else row.article_id
        return new_named(running, name, kind, "", within, first=row.article_id)
    if len(found) > 1:
        named = ", ".join(described(each) for each in found[:8])
        raise UsageProblem(f"{name!r} fits {len(found)} speakers: {named}; give the full name or the uid")
    return found[0].id


def _said_on(given: str) -> dict[str, Any]:
    if not given.strip():
        return {"said_on": None, "said_on_end": None, "said_on_precision": None, "said_on_phrase": None}
    span = days(given.strip())
    if span is None or span[0] is None or ".." in given:
        raise UsageProblem(f"{given!r} is no day, month or year (2025-10-09, 2025-10, 2025)")
    precision = ("year", "month", "day")[given.strip().count("-")]
    return {"said_on": span[0], "said_on_end": span[1], "said_on_precision": precision}


def _words(session: Session, row: QuoteRow, words: str) -> dict[str, Any]:
    if not fold(words):
        raise UsageProblem("there are no words")
    article = session.get_one(ArticleRow, row.article_id)
    if article.text is None or row.start_offset is None or row.end_offset is None:
        clean = (text_or_none(words) or "").strip(MARKS)
        return {"words": clean, "search_words": fold(clean)}
    start, end = locate(article.text, words, row.start_offset, row.end_offset)
    other = session.scalar(
        select(QuoteRow.uid).where(
            QuoteRow.article_id == article.id,
            QuoteRow.start_offset == start,
            QuoteRow.end_offset == end,
            QuoteRow.id != row.id,
        )
    )
    if other is not None:
        raise UsageProblem(f"these are the words of another quotation already: {other}")
    found = article.text[start:end]
    return {"words": found, "search_words": fold(found), "start_offset": start, "end_offset": end}


MARKS = '"“”„‟«»' + " \t\n"


def locate(text: str, words: str, start: int, end: int) -> tuple[int, int]:
    """Returns the position of *words* in *text*, whatever the blanks and the form of marks and dashes: at the quotation
    ``[start, end)``, else at the only other place.

    :raises UsageProblem: nowhere, or in several places none of which is the quotation's.
    """
    bare = words.strip()
    enclosed = bare[:1] in MARKS and bare[-1:] in MARKS
    for given in (bare.strip(MARKS) if enclosed else bare, bare, bare.strip(MARKS)):
        found = [match.span() for match in re.finditer(pattern_of(given), text)]
        near = [span for span in found if span[0] < end and start < span[1]]
        if near:
            return min(near, key=lambda span: abs(span[0] - start))
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageProblem(f"these words stand {len(found)} times in the article, never at this quotation")
    raise UsageProblem("these words are not in the article; quotes show prints the passage")


def overview(session: Session, ids: Sequence[int]) -> tuple[dict[str, int], list[str]]:
    """Returns how many of these quotations have which status, and the names of their speakers."""
    statuses: dict[str, int] = {}
    said_by: set[str] = set()
    for some in batched(ids):
        query = select(QuoteRow.status, SpeakerRow).outerjoin(SpeakerRow, SpeakerRow.id == QuoteRow.speaker_id)
        for status, speaker in session.execute(query.where(QuoteRow.id.in_(some))):
            statuses[status] = statuses.get(status, 0) + 1
            said_by |= {called(speaker)} if speaker else set()
    return statuses, sorted(said_by)
