"""Makes several speakers one: what people merge, and what the program links and takes back with the same steps."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from quotes.errors import UsageProblem
from quotes.plurals import counted
from quotes.store.decisions.operations import Operation, Receipt, operation
from quotes.store.schema import (
    QuoteCreditRow,
    QuoteRow,
    SpeakerAliasRow,
    SpeakerApartRow,
    SpeakerAttributeRow,
    SpeakerFormerRow,
    SpeakerRow,
)
from quotes.store.speakers.changes import free_name, set_apart
from quotes.store.speakers.lookup import called, described, of_one_article, one_speaker


class SpeakerMerge(NamedTuple):
    """A planned merge: the speaker that goes, the one that stays, and the numbers of rows that move."""

    gone: str
    into: str
    quotations: int
    articles: int
    credits: int
    attributes: int
    names: tuple[str, ...]
    warnings: tuple[str, ...]


def planned_merges(session: Session, gone: Sequence[str], into: str) -> list[SpeakerMerge]:
    """Returns what :func:`merge` would do, for each speaker that would go; changes nothing.

    :raises NotFound: one of them doesn't exist.
    :raises UsageProblem: a name fits several, a speaker is to be merged into itself, or they were set apart.
    """
    target, sources = _merged(session, gone, into)
    found: list[SpeakerMerge] = []
    for source in sources:
        quotations, articles = session.execute(
            select(func.count(), func.count(QuoteRow.article_id.distinct())).where(QuoteRow.speaker_id == source.id)
        ).one()
        warnings = []
        if source.kind != target.kind:
            warnings.append(f"{source.name} is a {source.kind}, {target.name} a {target.kind}")
        if source.wikidata_id and target.wikidata_id and source.wikidata_id != target.wikidata_id:
            warnings.append(f"their Wikidata ids differ: {source.wikidata_id}, {target.wikidata_id}")
        if source.note and target.note and source.note != target.note:
            warnings.append(f"their notes differ: {source.note}; {target.note}")
        found.append(
            SpeakerMerge(
                described(source),
                described(target),
                quotations,
                articles,
                session.scalar(
                    select(func.count()).select_from(QuoteCreditRow).where(QuoteCreditRow.speaker_id == source.id)
                )
                or 0,
                session.scalar(
                    select(func.count())
                    .select_from(SpeakerAttributeRow)
                    .where(SpeakerAttributeRow.speaker_id == source.id)
                )
                or 0,
                tuple(
                    session.scalars(
                        select(SpeakerAliasRow.alias)
                        .where(SpeakerAliasRow.speaker_id == source.id)
                        .order_by(SpeakerAliasRow.id)
                    )
                ),
                tuple(warnings),
            )
        )
    return found


def merge(session: Session, gone: Sequence[str], into: str, *, note: str | None = None) -> Receipt:
    """Makes the speakers *gone* one with *into*, which keeps its name and takes over quotations, credits, names,
    attributes and who is not the same.

    A speaker known only within an article comes out of it when others are merged into it.

    :raises NotFound: one of them doesn't exist.
    :raises UsageProblem: a name fits several, a speaker is to be merged into itself, or they were set apart.
    """
    target, sources = _merged(session, gone, into)
    keep = target.id
    wikidata = target.wikidata_id
    with operation(session, "speaker merge", note=note) as running:
        moved = 0
        for source in sources:
            moved += take_over(running, source.id, keep)
            wikidata = wikidata or source.wikidata_id
            leave(running, source, keep)
        if target.article_id is not None and any(each.article_id != target.article_id for each in sources):
            free_name(session, keep, target.name_key, target.kind, target.note, None)
            running.update(SpeakerRow, SpeakerRow.id == keep, article=None)
        running.update(SpeakerRow, SpeakerRow.id == keep, wikidata_id=wikidata)
        gone_names = ", ".join(called(each) for each in sources)
        running.said = f"merged {gone_names} into {called(target)} ({counted(moved, 'quotation')})"
    return running.receipt


def _merged(session: Session, gone: Sequence[str], into: str) -> tuple[SpeakerRow, list[SpeakerRow]]:
    target = session.get_one(SpeakerRow, one_speaker(session, into))
    sources: dict[int, SpeakerRow] = {}
    for name in gone:
        source = session.get_one(SpeakerRow, one_speaker(session, name))
        if source.id == target.id:
            others = of_one_article(session, name, target.id)
            raise UsageProblem(others or f"{name!r} and {into!r} are one speaker already: {described(target)}")
        sources[source.id] = source
    everyone = [target.id, *sources]
    apart = session.execute(
        select(SpeakerApartRow.a, SpeakerApartRow.b)
        .where(SpeakerApartRow.a.in_(everyone), SpeakerApartRow.b.in_(everyone))
        .limit(1)
    ).first()
    if apart is not None:
        first, second = (described(session.get_one(SpeakerRow, each)) for each in apart)
        raise UsageProblem(
            f"{first} and {second} were set apart by a person; quotes log shows when, and undoing that comes first"
        )
    session.expunge_all()  # what is read here stays as it was while the merge changes rows
    return target, list(sources.values())


def take_over(running: Operation, source: int, keep: int) -> int:
    """Moves everything of *source* to *keep*; returns how many quotations."""
    session = running.session
    moved = running.update(QuoteRow, QuoteRow.speaker_id == source, speaker=keep)
    own = select(QuoteRow.id).where(QuoteRow.speaker_id == keep)
    names_kept = select(SpeakerAliasRow.alias).where(SpeakerAliasRow.speaker_id == keep)
    roles = session.execute(
        select(QuoteCreditRow.quote_id, QuoteCreditRow.role).where(QuoteCreditRow.speaker_id == keep)
    ).all()
    for quote, role in roles:
        running.delete(
            QuoteCreditRow,
            (QuoteCreditRow.speaker_id == source) & (QuoteCreditRow.quote_id == quote) & (QuoteCreditRow.role == role),
        )
    running.delete(
        QuoteCreditRow, QuoteCreditRow.speaker_id.in_([source, keep]) & QuoteCreditRow.quote_id.in_(own)
    )  # nobody speaks jointly with themselves
    running.update(QuoteCreditRow, QuoteCreditRow.speaker_id == source, speaker=keep)
    running.delete(SpeakerAliasRow, (SpeakerAliasRow.speaker_id == source) & SpeakerAliasRow.alias.in_(names_kept))
    running.update(SpeakerAliasRow, SpeakerAliasRow.speaker_id == source, speaker=keep)
    stated_of_both = session.execute(
        select(SpeakerAttributeRow.name, SpeakerAttributeRow.value).where(SpeakerAttributeRow.speaker_id == keep)
    ).all()
    for name, value in stated_of_both:
        running.delete(
            SpeakerAttributeRow,
            (SpeakerAttributeRow.speaker_id == source)
            & (SpeakerAttributeRow.name == name)
            & (SpeakerAttributeRow.value == value),
        )
    running.update(SpeakerAttributeRow, SpeakerAttributeRow.speaker_id == source, speaker=keep)
    pairs = session.execute(
        select(SpeakerApartRow.a, SpeakerApartRow.b).where(
            or_(SpeakerApartRow.a == source, SpeakerApartRow.b == source)
        )
    ).all()
    running.delete(SpeakerApartRow, or_(SpeakerApartRow.a == source, SpeakerApartRow.b == source))
    for a, b in pairs:
        set_apart(running, keep, b if a == source else a)
    return moved


def leave(running: Operation, gone: SpeakerRow, into: int) -> None:
    """Deletes the speaker *gone*, of whom nothing is left; the uid leads to *into* from now on."""
    uid, identity = gone.uid, gone.id
    running.update(SpeakerFormerRow, SpeakerFormerRow.speaker_id == identity, speaker=into)
    running.delete(SpeakerRow, SpeakerRow.id == identity)
    running.insert(SpeakerFormerRow, uid=uid, speaker=into)
