"""Changes that people make to speakers: names, splits, keeping two apart. Each is one operation; merges are in
:mod:`quotes.store.speakers.merges`.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.english.offices import named_office
from quotes.errors import NotFound, UsageProblem
from quotes.model import SpeakerKind
from quotes.plurals import counted
from quotes.store.decisions.operations import ALIASED, UNALIASED, Operation, Receipt, batched, operation
from quotes.store.name_keys import alias_keys, is_linkable, speaker_key
from quotes.store.query.identifiers import find_quote, speakers_called
from quotes.store.schema import (
    QuoteRow,
    SpeakerAliasRow,
    SpeakerApartRow,
    SpeakerRow,
)
from quotes.store.speakers.lookup import called, described, one_speaker
from quotes.store.speakers.uids import new_uid
from quotes.wording import fold, text_or_none


def rename(session: Session, name: str, new: str, *, note: str | None = None) -> Receipt:
    """Calls a speaker *new*; the name so far stays as an alias.

    :raises NotFound: there is no such speaker.
    :raises UsageProblem: *name* fits several, or *new* is another speaker's.
    """
    speaker = session.get_one(SpeakerRow, one_speaker(session, name))
    new = _given(new, "the new name")
    with operation(session, "speaker rename", note=note) as running:
        running.said = f"renamed {called(speaker)} to {new}"
        key = speaker_key(new, speaker.kind)
        free_name(session, speaker.id, key, speaker.kind, speaker.note, speaker.article_id)
        identity, kind = speaker.id, speaker.kind
        running.update(SpeakerRow, SpeakerRow.id == identity, name=new, name_key=key)
        _name(running, identity, new, kind)
    return running.receipt


def add_name(session: Session, name: str, alias: str, *, note: str | None = None) -> Receipt:
    """Gives a speaker the further name *alias*: from now on that very name means this speaker, however short it is."""
    speaker = session.get_one(SpeakerRow, one_speaker(session, name))
    alias = _given(alias, "the alias")
    with operation(session, ALIASED, note=note) as running:
        running.said = f"{alias} is a name of {called(speaker)}"
        _free_alias(session, speaker, alias)
        _name(running, speaker.id, alias, speaker.kind)
    return running.receipt


def remove_name(session: Session, name: str, alias: str, *, note: str | None = None) -> Receipt:
    """Takes the name *alias* from a speaker for good: articles added later don't give it back, nor does that name mean
    this speaker again, unless it differs in spelling alone from another name of theirs.

    :raises NotFound: it is none of the speaker's names.
    :raises UsageProblem: it is the name that the speaker is called by.
    """
    speaker = session.get_one(SpeakerRow, one_speaker(session, name))
    aliases = session.execute(
        select(SpeakerAliasRow.id, SpeakerAliasRow.alias)
        .where(SpeakerAliasRow.speaker_id == speaker.id)
        .order_by(SpeakerAliasRow.id)
    ).all()
    gone = [each[0] for each in aliases if each[1] == alias]
    if not gone:
        raise NotFound(
            f"{alias!r} is no name of {speaker.name}; its names are {'; '.join(each[1] for each in aliases)}"
        )
    if alias == speaker.name:
        raise UsageProblem(f"{alias!r} is what the speaker is called; quotes speakers rename comes first")
    with operation(session, UNALIASED, note=note) as running:
        running.said = f"{alias} is no longer a name of {called(speaker)}"
        running.delete(SpeakerAliasRow, SpeakerAliasRow.id.in_(gone))
    return running.receipt


def apart(session: Session, one: str, other: str, *, note: str | None = None) -> Receipt:
    """Keeps two speakers apart for good: they are not suggested as one, and merging them is refused.

    :raises UsageProblem: they are one speaker, or a name fits several.
    """
    first = session.get_one(SpeakerRow, one_speaker(session, one))
    second = session.get_one(SpeakerRow, one_speaker(session, other))
    if first.id == second.id:
        said = f"{one!r} and {other!r} are one speaker: {described(first)}"
        raise UsageProblem(f"{said}; quotes speakers split makes two of it")
    with operation(session, "speaker apart", note=note) as running:
        running.said = f"{described(first)} and {described(second)} are not the same"
        set_apart(running, first.id, second.id)
    return running.receipt


def credited_to(session: Session, name: str, quotations: Sequence[str]) -> set[str]:
    """Returns those of *quotations* (uids) that are credited to a speaker.

    :raises NotFound: there is no such speaker.
    """
    credited = select(QuoteRow.uid).where(QuoteRow.speaker_id == one_speaker(session, name))
    return {uid for some in batched(quotations) for uid in session.scalars(credited.where(QuoteRow.uid.in_(some)))}


def split(
    session: Session,
    name: str,
    quotations: Sequence[str],
    *,
    into: str | None = None,
    tell_apart: str | None = None,
    note: str | None = None,
) -> Receipt:
    """Moves *quotations* (ids or uids) out of a speaker, with the other parts of their utterances, and sets
    both apart.

    They go to the speaker *into* (a name or uid that exists, else a new one), or to a new one of the same name that
    the words *tell_apart* ("the footballer") distinguish.

    :raises NotFound: the speaker or a quotation doesn't exist.
    :raises UsageProblem: a quotation isn't the speaker's, or nothing says whose they are.
    """
    speaker = session.get_one(SpeakerRow, one_speaker(session, name))
    into, tell_apart = text_or_none(into), text_or_none(tell_apart)
    if not into and not tell_apart:
        raise UsageProblem(
            "say whose they are: --into NAME, or --note WORDS where another person has the same name (the footballer)"
        )
    chosen: set[int] = set()
    for given in quotations:
        quote = session.get_one(QuoteRow, find_quote(session, given))
        if quote.speaker_id != speaker.id:
            whose = called(session.get_one(SpeakerRow, quote.speaker_id)) if quote.speaker_id else "nobody"
            raise UsageProblem(f"{quote.uid} is not credited to {called(speaker)} but to {whose}")
        chosen |= set(
            session.scalars(
                select(QuoteRow.id).where(
                    QuoteRow.article_id == quote.article_id,
                    QuoteRow.utterance == quote.utterance,
                    QuoteRow.speaker_id == speaker.id,
                )
            )
        )
    was, kind, within, left = speaker.name, speaker.kind, speaker.article_id, called(speaker)
    with operation(session, "speaker split", note=note) as running:
        other = None
        if into and not tell_apart:
            try:
                other = one_speaker(session, into)
            except NotFound:
                other = None
        if other == speaker.id:
            raise UsageProblem(f"{into!r} is the same speaker; --note WORDS tells a second one of that name apart")
        if other is None:
            new = into or was
            article = None if within is None or is_linkable(new, kind) else within
            first = session.scalar(select(QuoteRow.article_id).where(QuoteRow.id == min(chosen)))
            other = new_named(running, new, kind, tell_apart or "", article, first=first)
        running.update(QuoteRow, QuoteRow.id.in_(chosen), speaker=other)
        set_apart(running, speaker.id, other)
        goes = session.get_one(SpeakerRow, other)
        running.said = f"moved {counted(len(chosen), 'quotation')} from {left} to {described(goes)}"
    return running.receipt


def new_named(
    running: Operation, name: str, kind: str, tell_apart: str, article: int | None, *, first: int | None
) -> int:
    """Makes a speaker, of that article alone where *article* is given, first met in *first*; its id.

    :raises UsageProblem: there is one of that name, kind and note.
    """
    key = speaker_key(name, kind)
    free_name(running.session, None, key, kind, tell_apart, article)
    made = running.insert(
        SpeakerRow,
        uid=new_uid(running.session, key, kind, first),
        name=name,
        name_key=key,
        kind=kind,
        note=tell_apart,
        article=article,
    )
    _name(running, made, name, kind)
    return made


def _name(running: Operation, speaker: int, alias: str, kind: str) -> None:
    """Gives a speaker a name, unless it has it."""
    known = running.session.scalar(
        select(SpeakerAliasRow.id).where(SpeakerAliasRow.speaker_id == speaker, SpeakerAliasRow.alias == alias)
    )
    if known is None:
        office = named_office(alias) if kind == SpeakerKind.PERSON else None
        keys = {"key": office} if office else alias_keys(alias, kind)
        running.insert(SpeakerAliasRow, speaker=speaker, alias=alias, **keys)


def set_apart(running: Operation, one: int, other: int) -> None:
    """Notes that two speakers are not the same, unless that is known, or they are."""
    a, b = sorted((one, other))
    known = running.session.scalar(select(SpeakerApartRow.id).where(SpeakerApartRow.a == a, SpeakerApartRow.b == b))
    if known is None and a != b:
        running.insert(SpeakerApartRow, a=a, b=b)


def free_name(session: Session, speaker: int | None, key: str, kind: str, note: str, article: int | None) -> None:
    """Refuses a name that another speaker has with the same kind, note and article.

    :raises UsageProblem: there is such a speaker.
    """
    place = SpeakerRow.article_id.is_(None) if article is None else SpeakerRow.article_id == article
    taken = session.scalar(
        select(SpeakerRow).where(
            SpeakerRow.name_key == key,
            SpeakerRow.kind == kind,
            SpeakerRow.note == note,
            place,
            SpeakerRow.id != (speaker or 0),
        )
    )
    if taken is not None:
        cure = "merge with it, or tell them apart by a note (quotes speakers set UID note=…)"
        raise UsageProblem(f"there is a speaker of that name: {described(taken)}; {cure}")


def _free_alias(session: Session, speaker: SpeakerRow, alias: str) -> None:
    """Refuses an *alias* by which another speaker is called; speakers known in one article alone don't count.

    :raises UsageProblem: there is such a speaker.
    """
    key = speaker_key(alias, speaker.kind)
    others = select(SpeakerRow).where(
        SpeakerRow.id.in_(speakers_called(session, alias)),
        SpeakerRow.kind == speaker.kind,
        SpeakerRow.article_id.is_(None),
        SpeakerRow.id != speaker.id,
        SpeakerRow.name_key != speaker.name_key,
    )
    for taken in session.scalars(others.order_by(SpeakerRow.id)):
        if taken.name_key == key or fold(taken.name) == fold(alias):
            said = f"that is the name of another speaker: {described(taken)}"
            raise UsageProblem(f"{said}; quotes speakers merge makes one")


def _given(value: str, what: str) -> str:
    found = text_or_none(value)
    if not found:
        raise UsageProblem(f"{what} is empty")
    return " ".join(found.split())
