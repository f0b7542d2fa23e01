"""Which row a speaker's name stands for: safe links across articles, else a row of the article's own."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes import names
from quotes.model import SpeakerKind
from quotes.store.schema import SpeakerAliasRow, SpeakerRow
from quotes.store.story import speaker_uid
from quotes.wording import fold, storable

LONGEST_KEY = 400
"""Characters of a key: PostgreSQL's index entries have a limit, and no name is that long."""


def speaker_key(name: str, kind: str) -> str:
    """The key that equal names of that kind share."""
    if kind == SpeakerKind.PERSON:
        found = names.person_key(name)
    elif kind == SpeakerKind.ORGANISATION:
        found = names.organisation_key(name)
    else:
        found = fold(name)
    return (found or fold(name) or name)[:LONGEST_KEY]


def is_linkable(name: str, kind: str) -> bool:
    """Whether a name says enough to be known beyond its article: a full name, or a body's proper name."""
    if kind == SpeakerKind.PERSON:
        return names.is_full(name)
    return kind == SpeakerKind.ORGANISATION and any(word[:1].isupper() for word in name.split())


def link(session: Session, name: str, kind: str, article: int) -> int:
    """The id of the speaker that *name* stands for in the article with id *article*.

    A linkable name goes to the only speaker of that kind it is surely a name of; where it is one of several, or
    says too little, the speaker belongs to the article.
    """
    name = storable(name)
    key = speaker_key(name, kind)
    if is_linkable(name, kind):
        found = _anywhere(session, name, kind, key)
        if len(found) == 1:
            add_alias(session, found[0], name, kind)
            return found[0]
        if not found:
            return new_speaker(session, name, kind, None)
    within = session.scalar(
        select(SpeakerRow.id).where(
            SpeakerRow.article_id == article, SpeakerRow.name_key == key, SpeakerRow.kind == kind
        )
    )
    return within if within is not None else new_speaker(session, name, kind, article)


def _anywhere(session: Session, name: str, kind: str, key: str) -> list[int]:
    """Ids of the speakers beyond articles that *name* surely names."""
    base = (
        select(SpeakerRow.id, SpeakerAliasRow.alias)
        .join(SpeakerAliasRow, SpeakerAliasRow.speaker_id == SpeakerRow.id)
        .where(SpeakerRow.article_id.is_(None), SpeakerRow.kind == kind)
    )
    same = {row[0] for row in session.execute(base.where(SpeakerAliasRow.key == key))}
    if same or kind != SpeakerKind.PERSON:
        return sorted(same)
    family = names.family_key(name)
    rows = session.execute(base.where(SpeakerAliasRow.family_key == family)).all()
    return sorted({row[0] for row in rows if names.compatible(row[1], name) is names.Match.SAME})


def new_speaker(session: Session, name: str, kind: str, article: int | None) -> int:
    """A new speaker with its name as first alias; its id."""
    row = SpeakerRow(
        uid=speaker_uid(), name=name, name_key=speaker_key(name, kind), kind=kind, note="", article_id=article
    )
    session.add(row)
    session.flush()
    add_alias(session, row.id, name, kind)
    return row.id


def add_alias(session: Session, speaker: int, alias: str, kind: str) -> None:
    """Note another spelling of a speaker's name; nothing where it is known."""
    known = session.scalar(
        select(SpeakerAliasRow.id).where(SpeakerAliasRow.speaker_id == speaker, SpeakerAliasRow.alias == alias)
    )
    if known is None:
        family = names.family_key(alias) if kind == SpeakerKind.PERSON else None
        session.add(SpeakerAliasRow(speaker_id=speaker, alias=alias, key=speaker_key(alias, kind), family_key=family))
        session.flush()
