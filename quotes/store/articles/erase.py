"""Erasure: an article or a speaker leaves the store with rows, index entries and the values in the log.

The log keeps that something was decided and erased, when and by whom, but no value: it cannot be undone.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, delete, exists, func, null, or_, select, text, update
from sqlalchemy.orm import Session

from quotes.plurals import counted
from quotes.store.articles.lookup import find_article
from quotes.store.articles.visits import forget_states
from quotes.store.columns import Base
from quotes.store.decisions.operations import (
    ERASED_ARTICLE,
    ERASED_SPEAKER,
    REEXTRACTED,
    Operation,
    Receipt,
    batched,
    next_number,
)
from quotes.store.families.upkeep import Upkeep
from quotes.store.schema import (
    ArticleRow,
    DecisionRow,
    FamilyTieRow,
    QuoteCreditRow,
    QuoteRow,
    RunItemRow,
    RunRow,
    SpeakerAliasRow,
    SpeakerApartRow,
    SpeakerAttributeRow,
    SpeakerFormerRow,
    SpeakerRow,
)
from quotes.store.speakers.lookup import described, one_speaker
from quotes.store.statuses import JUDGED


class Erasure(NamedTuple):
    """The rows that an erasure takes away, in words, and the number of log entries that lose their values."""

    what: str
    quotations: int
    decided: int
    decisions: int
    kept: str
    """What stays and may still name it."""


class _RowIds(NamedTuple):
    """Ids of the rows that go, by table."""

    articles: Sequence[int]
    quotes: Sequence[int]
    speakers: Sequence[int]


def planned_article_erasure(session: Session, given: Sequence[str]) -> Erasure:
    """Returns what :func:`erase_articles` would take away; changes nothing.

    :raises NotFound: there is no such article.
    """
    doomed = _articles(session, given)
    titles = [
        f"{row.uid}{f' ({row.title})' if row.title else ''}"
        for row in session.scalars(select(ArticleRow).where(ArticleRow.id.in_(doomed.articles)).order_by(ArticleRow.id))
    ]
    what = f"{counted(len(titles), 'article')}: {', '.join(titles[:5])}{' …' if titles[5:] else ''}"
    return _erasure(session, doomed, what, "")


def erase_articles(session: Session, given: Sequence[str], *, note: str | None = None) -> Receipt:
    """Deletes articles in all their versions, with quotations, what only they knew of speakers, and what was logged.

    :raises NotFound: there is no such article.
    """
    doomed = _articles(session, given)
    credited = _credited(session, doomed.quotes)
    said = f"erased {counted(len(doomed.articles), 'article')} with {counted(len(doomed.quotes), 'quotation')}"
    _log_values(session, doomed, ())
    number = _log(session, ERASED_ARTICLE, ArticleRow, doomed.articles, said, note)
    _delete(session, doomed)
    forget_states(session)
    orphans = [each for each in credited if each not in set(doomed.speakers) and _is_unused(session, each)]
    if orphans:
        left = _RowIds((), (), orphans)
        _log_values(session, left, ())
        _delete(session, left)
    _forget_index(session)
    return Receipt(number, said)


def planned_speaker_erasure(session: Session, name: str) -> Erasure:
    """Returns what :func:`erase_speaker` would take away; changes nothing.

    :raises NotFound: there is no such speaker.
    :raises UsageProblem: the name fits several.
    """
    doomed = _speaker(session, name)
    row = session.get_one(SpeakerRow, doomed.speakers[0])
    texts = session.scalar(select(func.count(QuoteRow.article_id.distinct())).where(QuoteRow.id.in_(doomed.quotes)))
    kept = f"the text of {counted(texts or 0, 'article')} may still name them: quotes articles rm erases those"
    return _erasure(session, doomed, described(row), kept)


def erase_speaker(session: Session, name: str, *, note: str | None = None) -> Receipt:
    """Deletes a speaker with names, attributes, credits and quotations, and what was logged of them.

    The texts of articles stay; reading one again, or adding another, brings the speaker back.

    :raises NotFound: there is no such speaker.
    :raises UsageProblem: the name fits several.
    """
    doomed = _speaker(session, name)
    names = session.scalars(select(SpeakerAliasRow.alias).where(SpeakerAliasRow.speaker_id.in_(doomed.speakers))).all()
    said = f"forgot a speaker with {counted(len(doomed.quotes), 'quotation')}"
    _log_values(session, doomed, names)
    number = _log(session, ERASED_SPEAKER, SpeakerRow, doomed.speakers, said, note)
    _delete(session, doomed)
    _forget_index(session)
    return Receipt(number, said)


def _articles(session: Session, given: Sequence[str]) -> _RowIds:
    keys = {find_article(session, each, whole=True).story_key for each in given}
    articles = session.scalars(
        select(ArticleRow.id).where(ArticleRow.story_key.in_(keys)).order_by(ArticleRow.id)
    ).all()
    quotes = session.scalars(select(QuoteRow.id).where(QuoteRow.article_id.in_(articles))).all()
    speakers = session.scalars(select(SpeakerRow.id).where(SpeakerRow.article_id.in_(articles))).all()
    return _RowIds(articles, quotes, speakers)


def _speaker(session: Session, name: str) -> _RowIds:
    speaker = one_speaker(session, name, whole=True)
    return _RowIds((), session.scalars(select(QuoteRow.id).where(QuoteRow.speaker_id == speaker)).all(), (speaker,))


def _erasure(session: Session, doomed: _RowIds, what: str, kept: str) -> Erasure:
    decided = sum(
        session.scalar(select(func.count()).where(QuoteRow.id.in_(some), QuoteRow.status.in_(JUDGED))) or 0
        for some in batched(doomed.quotes)
    )
    decisions = sum(
        session.scalar(select(func.count()).select_from(DecisionRow).where(condition)) or 0
        for condition in _logged(session, doomed)
    )
    return Erasure(what, len(doomed.quotes), decided, decisions, kept)


def _credited(session: Session, quotes: Sequence[int]) -> list[int]:
    found: set[int] = set()
    for some in batched(quotes):
        speakers = session.scalars(select(QuoteRow.speaker_id).where(QuoteRow.id.in_(some)))
        found |= {each for each in speakers if each is not None}
        found |= set(session.scalars(select(QuoteCreditRow.speaker_id).where(QuoteCreditRow.quote_id.in_(some))))
    return sorted(found)


def _is_unused(session: Session, speaker: int) -> bool:
    """Tests whether nothing is left of a speaker but names that articles gave."""
    used = or_(
        exists().where(QuoteRow.speaker_id == speaker),
        exists().where(QuoteCreditRow.speaker_id == speaker),
        exists().where(SpeakerAttributeRow.speaker_id == speaker),
        exists().where(or_(SpeakerApartRow.a == speaker, SpeakerApartRow.b == speaker)),
        exists().where(
            DecisionRow.subject == "speaker", DecisionRow.subject_id == speaker, DecisionRow.action != REEXTRACTED
        ),
    )
    return not session.scalar(select(used))


def _logged(session: Session, doomed: _RowIds) -> Iterable[ColumnElement[bool]]:
    """Yields conditions on the log that together hold for every decision about the rows that go."""
    subjects: dict[str, Sequence[int]] = {
        ArticleRow.__tablename__: doomed.articles,
        QuoteRow.__tablename__: doomed.quotes,
        SpeakerRow.__tablename__: doomed.speakers,
    }
    owned: tuple[tuple[type[Base], Any, Sequence[int]], ...] = (
        (QuoteCreditRow, QuoteCreditRow.quote_id, doomed.quotes),
        (QuoteCreditRow, QuoteCreditRow.speaker_id, doomed.speakers),
        (FamilyTieRow, FamilyTieRow.quote_id, doomed.quotes),
        (FamilyTieRow, FamilyTieRow.other_id, doomed.quotes),
        (SpeakerAliasRow, SpeakerAliasRow.speaker_id, doomed.speakers),
        (SpeakerAttributeRow, SpeakerAttributeRow.speaker_id, doomed.speakers),
        (SpeakerFormerRow, SpeakerFormerRow.speaker_id, doomed.speakers),
        (SpeakerApartRow, SpeakerApartRow.a, doomed.speakers),
        (SpeakerApartRow, SpeakerApartRow.b, doomed.speakers),
    )
    for row, column, owners in owned:
        table = row.__table__
        ids = [each for some in batched(owners) for each in session.scalars(select(table.c.id).where(column.in_(some)))]
        subjects[row.__tablename__] = [*subjects.get(row.__tablename__, ()), *ids]
    for name, numbers in subjects.items():
        for some in batched(numbers):
            yield (DecisionRow.subject == name) & DecisionRow.subject_id.in_(some)


def _log_values(session: Session, doomed: _RowIds, names: Sequence[str]) -> None:
    """Empties the values of every decision about the rows that go, of the merges that brought names into them, and of
    whatever else in the log spells one of *names*.
    """
    operations: set[int] = set()
    for condition in list(_logged(session, doomed)):
        operations |= set(session.scalars(select(DecisionRow.operation).where(condition).distinct()))
        _empty(session, condition)
    for some in batched(sorted(operations)):
        of_speakers = DecisionRow.subject.startswith("speaker")
        _empty(session, DecisionRow.operation.in_(some) & of_speakers)
        session.execute(update(DecisionRow).where(DecisionRow.operation.in_(some)).values(note=None))
    spelled = [name.casefold() for name in names]
    if spelled:
        rows = session.execute(
            select(DecisionRow.id, DecisionRow.before, DecisionRow.after, DecisionRow.note).execution_options(
                yield_per=1000
            )
        )
        hit = [
            row[0]
            for row in rows
            if any(name in json.dumps(list(row[1:]), ensure_ascii=False).casefold() for name in spelled)
        ]
        for some in batched(hit):
            _empty(session, DecisionRow.id.in_(some))
            session.execute(update(DecisionRow).where(DecisionRow.id.in_(some)).values(note=None))
    session.expire_all()


def _empty(session: Session, condition: ColumnElement[bool]) -> None:
    session.execute(update(DecisionRow).where(condition).values(before=null(), after=null()))


def _log(session: Session, action: str, row: type[Base], ids: Sequence[int], said: str, note: str | None) -> int:
    number = next_number(session)
    running = Operation(session, action, number=number)
    running.said = said
    for each in ids:
        running.log_erased(row, each)
    running.close(note)
    return number


def _delete(session: Session, doomed: _RowIds) -> None:
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA secure_delete = ON"))  # zeroes where the rows were
    families = Upkeep(session)
    families.before_delete(ArticleRow.__tablename__, doomed.articles)
    families.before_delete(QuoteRow.__tablename__, doomed.quotes)
    for some in batched(doomed.quotes):
        session.execute(delete(QuoteCreditRow).where(QuoteCreditRow.quote_id.in_(some)))
        tied = or_(FamilyTieRow.quote_id.in_(some), FamilyTieRow.other_id.in_(some))
        session.execute(delete(FamilyTieRow).where(tied))
        session.execute(update(QuoteRow).where(QuoteRow.parent_id.in_(some)).values(parent_id=None))
    for some in batched(doomed.quotes):
        session.execute(delete(QuoteRow).where(QuoteRow.id.in_(some)))
    for some in batched(doomed.speakers):
        session.execute(update(QuoteRow).where(QuoteRow.speaker_id.in_(some)).values(speaker_id=None))
        session.execute(delete(QuoteCreditRow).where(QuoteCreditRow.speaker_id.in_(some)))
        session.execute(delete(SpeakerAliasRow).where(SpeakerAliasRow.speaker_id.in_(some)))
        session.execute(delete(SpeakerAttributeRow).where(SpeakerAttributeRow.speaker_id.in_(some)))
        session.execute(delete(SpeakerApartRow).where(or_(SpeakerApartRow.a.in_(some), SpeakerApartRow.b.in_(some))))
        session.execute(delete(SpeakerFormerRow).where(SpeakerFormerRow.speaker_id.in_(some)))
        session.execute(delete(SpeakerRow).where(SpeakerRow.id.in_(some)))
    for some in batched(doomed.articles):
        _count_items(session, some)
        session.execute(delete(RunItemRow).where(RunItemRow.article_id.in_(some)))
        session.execute(delete(ArticleRow).where(ArticleRow.id.in_(some)))
    families.settle()
    session.expire_all()


def _count_items(session: Session, articles: Sequence[int]) -> None:
    """Notes with each run how many of its items go, so that they are not taken for lost."""
    here = RunItemRow.article_id.in_(articles)
    for run, count in session.execute(select(RunItemRow.run_id, func.count()).where(here).group_by(RunItemRow.run_id)):
        session.execute(update(RunRow).where(RunRow.id == run).values(erased=RunRow.erased + count))


def _forget_index(session: Session) -> None:
    """Merges the full-text index on SQLite, so that deleted words are gone from its segments."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("INSERT INTO quote_search (quote_search) VALUES ('optimize')"))
