"""Speakers: lists with counts, and everything the store knows of one."""

import datetime as dt
import re
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Select, cast, func, or_, select, union_all
from sqlalchemy.orm import Session

from quotes.errors import NotFound, UsageProblem
from quotes.model import Role
from quotes.name_lists import noted
from quotes.store.query.filters import COUNTED, SPEAKERS, Filter, credited, narrowed
from quotes.store.query.identifiers import other_kind, speaker_hint, speakers_called
from quotes.store.schema import (
    ArticleRow,
    OutletRow,
    QuoteCreditRow,
    QuoteRow,
    SpeakerAliasRow,
    SpeakerApartRow,
    SpeakerAttributeRow,
    SpeakerFormerRow,
    SpeakerRow,
)
from quotes.store.statuses import HIDDEN
from quotes.wording import storable

FEW = 500
"""Speakers of a list up to which they are chosen first, and all their counts taken then."""


class SpeakerLine(NamedTuple):
    """A speaker in a list; utterances, quotations and articles count what was said, alone or not, and readers see."""

    uid: str
    speaker: str
    kind: str
    note: str
    utterances: int
    quotations: int
    articles: int
    first_on: dt.date | None
    last_on: dt.date | None


class SpeakerCard(NamedTuple):
    """Everything about one speaker."""

    line: SpeakerLine
    aliases: tuple[str, ...]
    outlets: tuple[tuple[str, int], ...]
    """Name and number of quotations, most first."""
    roles: tuple[tuple[str, int], ...]
    """Further parts in quotations that readers see (joint, for, reported_by) with their number."""
    stated: tuple[tuple[str, str, dt.date | None, dt.date | None], ...]
    """What the newsroom states: name, value, first and last day; the Wikidata id is one of them."""
    apart: tuple[str, ...]
    """Speakers that a person has said are not the same."""


Narrow = Callable[[Select[Any]], Select[Any]]
"""Puts all conditions of a count on a query over quotations and their articles."""


def _halves(columns: Sequence[Any], narrow: Narrow | None, among: Sequence[int] | None) -> list[Select[Any]]:
    """Returns two queries for *columns* of what *narrow* keeps of the quotations (default: what counts): with the
    speaker, and with each joint speaker.  Those *among* these ids alone, if any are given.

    A joint speaker said the words as the speaker did.  Both halves are narrowed on their own, so that each reads an
    index; only their rows are put together.
    """
    article = ArticleRow.id == QuoteRow.article_id
    halves = (each.join(ArticleRow, article) for each in _credited(columns, among))
    return [each.where(*COUNTED, ArticleRow.is_current) if narrow is None else narrow(each) for each in halves]


def _credited(columns: Sequence[Any], among: Sequence[int] | None = None) -> list[Select[Any]]:
    """Returns two queries for *columns* of all quotations: with the speaker, and with each joint speaker."""
    joint = QuoteCreditRow.speaker_id
    alone = select(QuoteRow.speaker_id.label("speaker"), *columns).select_from(QuoteRow)
    alone = alone.where(QuoteRow.speaker_id.is_not(None) if among is None else QuoteRow.speaker_id.in_(among))
    joined = select(joint.label("speaker"), *columns).select_from(QuoteCreditRow)
    joined = joined.join(QuoteRow, QuoteRow.id == QuoteCreditRow.quote_id).where(
        QuoteCreditRow.role == Role.JOINT.value, QuoteRow.speaker_id.is_distinct_from(joint)
    )
    return [alone, joined if among is None else joined.where(joint.in_(among))]


def _lines(narrow: Narrow | None = None, *, among: Sequence[int] | None = None) -> Select[*tuple[Any, ...]]:
    """Returns speakers, or those *among* these ids, with counts over what *narrow* keeps of the quotations (default:
    what counts).
    """
    day = func.coalesce(QuoteRow.said_on, ArticleRow.published_on, type_=QuoteRow.said_on.type).label("day")
    columns = (QuoteRow.article_id.label("article"), QuoteRow.utterance.label("utterance"), day)
    said = union_all(*_halves(columns, narrow, among)).subquery("said")
    # Counted by id first: with names, the sort of all quotations holds them too.
    totals = (
        select(
            said.c.speaker,
            func.count((said.c.article * 100_000 + said.c.utterance).distinct()).label("utterances"),
            func.count().label("quotations"),
            func.count(said.c.article.distinct()).label("articles"),
            func.min(said.c.day).label("first_on"),
            func.max(said.c.day).label("last_on"),
        )
        .group_by(said.c.speaker)
        .subquery("totals")
    )
    return (
        select(
            SpeakerRow.uid,
            SpeakerRow.name,
            SpeakerRow.kind,
            SpeakerRow.note,
            totals.c.utterances,
            totals.c.quotations,
            totals.c.articles,
            totals.c.first_on,
            totals.c.last_on,
        )
        .select_from(totals)
        .join(SpeakerRow, SpeakerRow.id == totals.c.speaker)
    )


def speakers(
    session: Session,
    *,
    every: bool = False,
    limit: int | None = None,
    filters: Filter | None = None,
    kinds: Sequence[str] = (),
) -> list[SpeakerLine]:
    """Returns speakers with counts, most quoted first; with *every* also those known only within one article.

    With *kinds* only persons, organisations …
    With *filters* only the quotations that it keeps count, and whoever said none of them is left out.

    :raises NotFound: it names a speaker or outlet that isn't in the store.
    """
    narrow: Narrow | None = None
    if filters is not None and filters != Filter():
        narrow = partial(narrowed, session, filters=filters, counting=True)

    def listed(query: Select[Any]) -> Select[Any]:
        query = query if every else query.where(SpeakerRow.article_id.is_(None))
        query = query.where(SpeakerRow.kind.in_(kinds)) if kinds else query
        most = query.selected_columns.quotations.desc()
        return query.order_by(most, SpeakerRow.name_key, SpeakerRow.id).limit(limit)

    among = None
    if limit is not None and limit <= FEW:
        among = [row.id for row in session.execute(listed(_ranked(narrow)))]
    return [SpeakerLine(*row) for row in session.execute(listed(_lines(narrow, among=among)))]


def _ranked(narrow: Narrow | None) -> Select[Any]:
    """Returns speakers by id with how many quotations *narrow* keeps of theirs (default: what counts).

    Measured over a million quotations on SQLite: 0.2 s of CPU where all counts take 1.5.
    """
    columns = (func.count().label("quotations"),)
    halves = _in_current(columns) if narrow is None else _halves(columns, narrow, None)
    said = union_all(*(each.group_by(each.selected_columns.speaker) for each in halves)).subquery("said")
    totals = select(said.c.speaker, cast(func.sum(said.c.quotations), BigInteger).label("quotations"))
    total = totals.group_by(said.c.speaker).subquery("totals")
    found = select(SpeakerRow.id, total.c.quotations).select_from(total)
    return found.join(SpeakerRow, SpeakerRow.id == total.c.speaker)


def _in_current(columns: Sequence[Any]) -> list[Select[Any]]:
    """Returns both queries for *columns* of what counts.  Superseded articles are few: leaving theirs out takes a
    quarter of the time of looking up the article of each quotation.
    """
    superseded = select(ArticleRow.id).where(~ArticleRow.is_current).cte("superseded").prefix_with("MATERIALIZED")
    halves = (
        each.join(superseded, superseded.c.id == QuoteRow.article_id, isouter=True) for each in _credited(columns)
    )
    return [each.where(*COUNTED, superseded.c.id.is_(None)) for each in halves]


def one_speaker(session: Session, name: str, *, whole: bool = False) -> int:
    """Returns the id of the only speaker that *name* (any name, ``name (note)``, or a uid) fits.

    With *whole* words of a name are not enough.

    :raises NotFound: there is none.
    :raises UsageProblem: it fits several; they are listed.
    """
    rows = named_speakers(session, name)
    if whole:
        fitting = rows
        rows = [row for row in fitting if _is_whole(session, row, name)]
        if not rows:
            raise NotFound(
                f"{name!r} is not the whole name of a speaker (perhaps {described(fitting[0])}): nothing was changed"
            )
    if len(rows) > 1:
        named = ", ".join(described(row) for row in rows[:SHOWN])
        more = f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
        raise UsageProblem(f"{name!r} fits {len(rows)} speakers: {named}{more}; give the full name or the uid")
    return rows[0].id


def named_speakers(session: Session, name: str, *, article: int | None = None) -> list[SpeakerRow]:
    """Returns the speakers whom *name* (any name, ``name (note)``, or a uid) may mean: at least one.

    Those known beyond an article come before those known only within one; with *article* the latter are that
    article's alone.

    :raises NotFound: there is none.
    """
    found = speakers_called(session, name)
    note = _PAREN.search(name)
    if not found and note is not None:
        found = speakers_called(session, name[: note.start()])
    query = select(SpeakerRow).where(SpeakerRow.id.in_(found)).order_by(SpeakerRow.id)
    rows = list(session.scalars(query))
    if note is not None:
        rows = [row for row in rows if row.note == note[1]] or [row for row in rows if row.name == name]
    if article is not None:
        rows = [row for row in rows if row.article_id in (None, article)]
    if not rows:
        cure = other_kind(session, name) or speaker_hint(session, name) or "; quotes speakers lists them"
        raise NotFound(f"no speaker is called {name!r}{cure}")
    exact = [row for row in rows if row.uid == name or name in (row.name, f"{row.name} ({row.note})")]
    anywhere = [row for row in rows if row.article_id is None]
    return [row for row in exact if row.article_id is None or row.uid == name] or anywhere or exact or rows


def _is_whole(session: Session, row: SpeakerRow, name: str) -> bool:
    """Tests whether *name* is a uid of that speaker, or one of its whole names, with or without the note; capitals
    don't matter.
    """
    if name == row.uid:
        return True
    former = select(SpeakerFormerRow.id).where(SpeakerFormerRow.speaker_id == row.id, SpeakerFormerRow.uid == name)
    if session.scalar(former) is not None:
        return True
    aliases = session.scalars(select(SpeakerAliasRow.alias).where(SpeakerAliasRow.speaker_id == row.id))
    names = {each for alias in (row.name, *aliases) for each in (alias, f"{alias} ({row.note})")}
    return _plain(name) in {_plain(each) for each in names}


def _plain(name: str) -> str:
    return " ".join(storable(name).casefold().split())


_PAREN = re.compile(r"\s\(([^()]+)\)\s*\Z")
SHOWN = 8
"""Candidates that a message names."""


def called(row: SpeakerRow) -> str:
    """Returns the name that tells a speaker from homonyms: ``John Smith (the footballer)``."""
    return noted(row.name, row.note)


def described(row: SpeakerRow) -> str:
    """Returns the name of a speaker for messages: ``John Smith (the footballer) [uid]``."""
    return identified(row.name, row.note, row.uid)


def names_by_id(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Returns the names, with the notes of homonyms, of those of the speakers *ids* that are there."""
    return {row.id: called(row) for row in session.scalars(select(SpeakerRow).where(SpeakerRow.id.in_(ids)))}


def of_one_article(session: Session, name: str, meant: int) -> str | None:
    """Returns a message that says who beside the speaker *meant* is called *name* too but known only within an article,
    or None if nobody is.  A name alone means somebody known beyond an article where there is one.
    """
    found = select(SpeakerRow).where(
        SpeakerRow.id.in_(speakers_called(session, name)), SpeakerRow.article_id.is_not(None), SpeakerRow.id != meant
    )
    rows = session.scalars(found.order_by(SpeakerRow.id)).all()
    if not rows:
        return None
    others = ", ".join(map(described, rows[:SHOWN])) + (f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else "")
    taken = described(session.get_one(SpeakerRow, meant))
    return f"{name!r} means {taken}; known within one article only: {others}: give the uid (quotes speakers list --all)"


def identified(name: str, note: str, uid: str) -> str:
    """Returns a speaker's name, with the note that tells homonyms apart, and uid, as messages have them."""
    return f"{noted(name, note)} [{uid}]"


def speaker_card(session: Session, name: str) -> SpeakerCard:
    """Returns everything that the store has about the speaker whom *name* fits.

    :raises NotFound: there is none.
    :raises UsageProblem: it fits several.
    """
    speaker = one_speaker(session, name)
    row = session.execute(_lines(among=[speaker])).first()
    if row is None:
        found = session.get_one(SpeakerRow, speaker)
        line = SpeakerLine(found.uid, found.name, found.kind, found.note, 0, 0, 0, None, None)
    else:
        line = SpeakerLine(*row)
    aliases = session.scalars(
        select(SpeakerAliasRow.alias).where(SpeakerAliasRow.speaker_id == speaker).order_by(SpeakerAliasRow.id)
    ).all()
    outlets = session.execute(
        select(OutletRow.name, func.count())
        .join(ArticleRow, ArticleRow.outlet_id == OutletRow.id)
        .join(QuoteRow, QuoteRow.article_id == ArticleRow.id)
        .where(credited(session, [speaker], SPEAKERS), ArticleRow.is_current, *COUNTED)
        .group_by(OutletRow.name, OutletRow.name_key)
        .order_by(func.count().desc(), OutletRow.name_key)
    ).all()
    roles = session.execute(
        select(QuoteCreditRow.role, func.count())
        .join(QuoteRow, QuoteRow.id == QuoteCreditRow.quote_id)
        .join(ArticleRow, ArticleRow.id == QuoteRow.article_id)
        .where(QuoteCreditRow.speaker_id == speaker, ArticleRow.is_current, QuoteRow.status.not_in(HIDDEN))
        .group_by(QuoteCreditRow.role)
        .order_by(QuoteCreditRow.role)
    ).all()
    return SpeakerCard(
        line,
        tuple(aliases),
        tuple((name, count) for name, count in outlets),
        tuple((role, count) for role, count in roles),
        _stated(session, speaker),
        _apart(session, speaker),
    )


def _stated(session: Session, speaker: int) -> tuple[tuple[str, str, dt.date | None, dt.date | None], ...]:
    wikidata = session.get_one(SpeakerRow, speaker).wikidata_id
    own = [("wikidata_id", wikidata, None, None)] if wikidata else []
    return (*own, *attributes_of(session, speaker))


def _apart(session: Session, speaker: int) -> tuple[str, ...]:
    pairs = select(SpeakerApartRow.a, SpeakerApartRow.b).where(
        or_(SpeakerApartRow.a == speaker, SpeakerApartRow.b == speaker)
    )
    others = [b if a == speaker else a for a, b in session.execute(pairs)]
    rows = session.scalars(select(SpeakerRow).where(SpeakerRow.id.in_(others)).order_by(SpeakerRow.id))
    return tuple(described(row) for row in rows)


def attributes_of(session: Session, speaker: int) -> list[tuple[str, str, dt.date | None, dt.date | None]]:
    """Returns name, value and days of each attribute that is stated of a speaker, ordered by name and first day."""
    rows = session.execute(
        select(
            SpeakerAttributeRow.name, SpeakerAttributeRow.value, SpeakerAttributeRow.since, SpeakerAttributeRow.until
        )
        .where(SpeakerAttributeRow.speaker_id == speaker)
        .order_by(SpeakerAttributeRow.name, SpeakerAttributeRow.since, SpeakerAttributeRow.id)
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]
