"""Finds the stored speakers whom a typed name may mean, so that no second speaker of that name is made unasked."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from quotes.english import names
from quotes.errors import UsageProblem
from quotes.model import SpeakerKind
from quotes.store.name_keys import is_linkable, speaker_key
from quotes.store.query.identifiers import noted_speakers, speakers_called
from quotes.store.schema import SpeakerAliasRow, SpeakerFormerRow, SpeakerRow
from quotes.store.speakers.link import anywhere, named_by_a_person
from quotes.store.speakers.lookup import SHOWN, described
from quotes.store.speakers.namesakes import BEYOND_ARTICLES
from quotes.store.speakers.office_links import office_keys, the_holder
from quotes.wording import fold


def meant(session: Session, given: str) -> SpeakerRow | None:
    """Returns the id of the speaker whose uid *given* is (or was, before a merge), or whose name with its note.

    Returns None for anything else."""
    former = select(SpeakerFormerRow.speaker_id).where(SpeakerFormerRow.uid == given)
    row = session.scalar(select(SpeakerRow).where(or_(SpeakerRow.uid == given, SpeakerRow.id.in_(former))))
    if row is not None:
        return row
    noted = noted_speakers(session, given)
    return session.get_one(SpeakerRow, noted[0]) if len(noted) == 1 else None


def offered(session: Session, name: str, kind: str) -> list[SpeakerRow]:
    """Returns the speakers whom *name* fits without naming them in full: all bearers of a surname, or of one full name.

    Returns none if the name is one speaker's in full, or fits nobody.  Speakers known in one article are left out."""
    if meant(session, name) is not None:
        return []
    if is_linkable(name, kind):
        found = anywhere(session, name, kind, speaker_key(name, kind))
        return _rows(session, found) if len(found) > 1 else []
    if (
        kind != SpeakerKind.PERSON
        or named_by_a_person(session, name, kind)
        or the_holder(session, office_keys(None, name))
    ):
        return []
    bare = names.strip_titles(name)
    words, family = set(fold(bare).split()), names.family_key(bare)
    rows = _rows(session, speakers_called(session, bare))
    return [row for row in rows if _fits(session, row, words, family)]


def _rows(session: Session, ids: list[int]) -> list[SpeakerRow]:
    query = select(SpeakerRow).where(SpeakerRow.id.in_(ids), BEYOND_ARTICLES).order_by(SpeakerRow.id)
    return list(session.scalars(query))


def _fits(session: Session, row: SpeakerRow, words: set[str], family: str | None) -> bool:
    """Tests whether one of the speaker's names has all *words*, or that family name, as whole words."""
    aliases = session.execute(
        select(SpeakerAliasRow.alias, SpeakerAliasRow.family_key).where(SpeakerAliasRow.speaker_id == row.id)
    )
    return bool(words) and any(
        words <= set(fold(alias).split()) or (family and key == family) for alias, key in aliases
    )


def the_only_one(session: Session, name: str, kind: str) -> SpeakerRow | None:
    """Returns the speaker whom *name* means: by uid, by its note, or as the only one whom it fits; None for nobody.

    :raises UsageProblem: *name* fits several speakers; the message names them."""
    known = meant(session, name)
    if known is not None:
        return known
    found = offered(session, name, kind)
    if len(found) > 1:
        named = ", ".join(described(row) for row in found[:SHOWN])
        more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        raise UsageProblem(
            f"{name!r} may be {named}{more}: give the full name or the uid, or --new for somebody else of that name"
        )
    return found[0] if found else None
