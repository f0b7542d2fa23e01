"""Rows by what a person types for them: a quotation by id or uid, an outlet or a speaker by any of its names."""

import re

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from quotes.english import names
from quotes.english.offices import named_office
from quotes.errors import NotFound, UsageProblem
from quotes.nearest import nearest
from quotes.store.name_keys import outlet_key
from quotes.store.query.text_conditions import contains, occurs
from quotes.store.schema import (
    ArticleRow,
    OutletAliasRow,
    OutletRow,
    QuoteRow,
    SpeakerAliasRow,
    SpeakerFormerRow,
    SpeakerRow,
)
from quotes.wording import fold, storable

LONGEST_UID = 64
"""Characters beyond which nothing typed can be a uid or its beginning; theirs are far fewer."""
MOST_WORDS = 100
"""Words beyond which nothing typed is looked for as words of a name: databases limit the size of a statement."""


def find_quote(session: Session, given: str) -> int:
    """Returns the id of the quotation whose id, uid or unique beginning of a uid *given* is.

    :raises NotFound: there is none.
    :raises UsageProblem: several uids begin so.
    """
    given = given.strip()
    if given.isdecimal() and len(given) < 19:
        found = session.scalar(select(QuoteRow.id).where(QuoteRow.id == int(given)))
        if found is not None:
            return found
    ids: list[tuple[int, str]] = []
    if 2 <= len(given) <= LONGEST_UID and given.isalnum():
        query = select(QuoteRow.id, QuoteRow.uid).where(QuoteRow.uid.startswith(given.lower(), autoescape=True))
        ids = [(row[0], row[1]) for row in session.execute(query.order_by(QuoteRow.uid).limit(6))]
    if not ids:
        cure = other_kind(session, given) or "; quotes search lists them with their ids"
        raise NotFound(f"there is no quotation {given!r}{cure}")
    if len(ids) > 1 and ids[0][1] != given.lower():
        raise UsageProblem(f"{given!r} fits several quotations: {', '.join(uid for _, uid in ids)}; give more of it")
    return ids[0][0]


_UID = re.compile(r"[aqs][a-z2-7]{5,16}")
"""A uid or enough of its beginning not to be a name."""

_SHOWN_BY = {
    "a": (ArticleRow.uid, "an article", "quotes articles show"),
    "q": (QuoteRow.uid, "a quotation", "quotes show"),
    "s": (SpeakerRow.uid, "a speaker", "quotes speakers show"),
}
"""First letter of a uid, its column, what it belongs to, and the command that shows that."""


def other_kind(session: Session, given: str) -> str:
    """Returns what to say where *given* names nothing of the kind that was wanted, but is the uid of another kind, or
    the beginning of one: which kind, and the command that shows it.  Else returns an empty string.
    """
    typed = given.strip().lower()
    if not _UID.fullmatch(typed):
        return ""
    column, kind, command = _SHOWN_BY[typed[0]]
    uid = session.scalar(select(column).where(column.startswith(typed)).order_by(column).limit(1))
    return f"; that is {kind}: {command} {uid}" if uid else ""


def find_outlet(session: Session, name: str) -> int | None:
    """Returns the id of the outlet of that name or alias, else None.

    The very spelling comes first: of two outlets that older programs told apart by *ł* and *l* one has an old key.
    """
    if not name.isascii():
        spelt = session.scalar(select(OutletAliasRow.outlet_id).where(OutletAliasRow.alias == storable(name)).limit(1))
        if spelt is not None:
            return spelt
    return session.scalar(select(OutletAliasRow.outlet_id).where(OutletAliasRow.key == outlet_key(name)))


def one_outlet(session: Session, name: str) -> int:
    """Returns the id of the outlet of that name or alias.

    :raises NotFound: there is none.
    """
    outlet = find_outlet(session, name)
    if outlet is None:
        raise NotFound(f"no outlet is called {name!r}{outlet_hint(session, name) or '; quotes outlets lists them'}")
    return outlet


def outlet_hint(session: Session, name: str) -> str:
    """Returns ``; did you mean X?`` if an outlet's name is like *name*, or one of its words like a single word; else an
    empty string.
    """
    query = select(OutletAliasRow.alias, OutletRow.name).join(OutletRow, OutletRow.id == OutletAliasRow.outlet_id)
    return _hint(session, name, query.order_by(OutletAliasRow.id))


def speaker_hint(session: Session, name: str) -> str:
    """Returns ``; did you mean X?`` if a speaker's name is like *name*, or one of its words like a single word; else an
    empty string.
    """
    query = select(SpeakerAliasRow.alias, SpeakerRow.name).join(SpeakerRow, SpeakerRow.id == SpeakerAliasRow.speaker_id)
    return _hint(session, name, query.order_by(SpeakerRow.article_id.is_not(None), SpeakerAliasRow.id))


MOST_NAMES = 200_000
"""Names that are compared with one that isn't known, those of speakers known beyond an article first."""


def _hint(session: Session, name: str, query: Select[str, str]) -> str:
    """Returns :func:`did_you_mean` over the names that *query* finds, each with the name to show for its words."""
    typed = fold(name)
    one_word = " " not in typed
    names_of: dict[str, str] = {}
    for alias, shown in session.execute(query.limit(MOST_NAMES)) if typed else ():
        folded = fold(alias)
        names_of.setdefault(folded, alias)
        for word in folded.split() if one_word else ():
            names_of.setdefault(word, shown)
    near = nearest(typed, names_of)
    return f"; did you mean {names_of[near[0]]}?" if near else ""


def speakers_called(session: Session, name: str) -> list[int]:
    """Returns the ids of the speakers with *name* as uid (also one that was merged into them), name or alias; of office
    and surname (*President Obama*) those alone who are called so, of a name with its note (*John Smith (the
    footballer)*) those alone who have that note.

    Where none of those is known beyond an article, these too: those with its words, in any order, as words of one of
    their names; or those with names whose words begin so; or those with that family name in another spelling.
    """
    name = storable(name).strip()
    if noted := noted_speakers(session, name):
        return noted
    if office := named_office(name):
        titled = session.scalars(select(SpeakerAliasRow.speaker_id).where(SpeakerAliasRow.key == office).distinct())
        if holders := sorted(titled):
            return holders
    keys = {key for key in (names.person_key(name), names.organisation_key(name), fold(name)) if key}
    named = select(SpeakerAliasRow.speaker_id).where(SpeakerAliasRow.key.in_(keys))
    merged = select(SpeakerFormerRow.speaker_id).where(SpeakerFormerRow.uid == name)
    rows = session.execute(
        select(SpeakerRow.id, SpeakerRow.article_id, SpeakerRow.uid).where(
            or_(SpeakerRow.id.in_(named), SpeakerRow.uid == name, SpeakerRow.id.in_(merged))
        )
    ).all()
    exact = {row[0] for row in rows}
    if any(row[1] is None or row[2] == name for row in rows):
        return sorted(exact)
    return sorted(exact | _speakers_like(session, name))


_NOTE = re.compile(r"\s*\(([^()]+)\)\Z")


def noted_speakers(session: Session, name: str) -> list[int]:
    """Returns the ids of the speakers whose name and note are *name*."""
    note = _NOTE.search(name)
    if note is None or not name[: note.start()].strip():
        return []
    with_note = select(SpeakerRow.id).where(SpeakerRow.note == note[1])
    with_note_ids = set(session.scalars(with_note))
    return sorted(with_note_ids & set(speakers_called(session, name[: note.start()]))) if with_note_ids else []


def _speakers_like(session: Session, name: str) -> set[int]:
    words = fold(name).split()
    if not words or len(words) > MOST_WORDS:
        return set()
    found = _with_words(session, words)
    whole = {speaker for speaker, spoken in found if spoken.issuperset(words)}
    if whole:
        return whole
    begun = {
        speaker for speaker, spoken in found if all(any(each.startswith(word) for each in spoken) for word in words)
    }
    family = names.family_key(name) if not begun and len(name.split()) == 1 else None
    if not family:
        return begun
    return set(session.scalars(select(SpeakerAliasRow.speaker_id).where(SpeakerAliasRow.family_key == family)))


def _with_words(session: Session, words: list[str]) -> list[tuple[int, frozenset[str]]]:
    """Returns speakers with names in which *words* (folded) may occur, each with the folded words of such a name.

    The key has a name's letters folded but no blanks, so it finds what may fit; the words decide.
    """
    query = select(SpeakerAliasRow.speaker_id, SpeakerAliasRow.alias).where(
        *(
            or_(occurs(session, SpeakerAliasRow.key, word), contains(session, SpeakerAliasRow.alias, word))
            for word in words
        )
    )
    return [(speaker, frozenset(fold(alias).split())) for speaker, alias in session.execute(query)]
