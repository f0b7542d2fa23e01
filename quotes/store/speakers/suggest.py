"""Speakers that may be one: pairs with the reason, for a person to decide.  Nothing is merged here."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from quotes.english import names
from quotes.model import SpeakerKind
from quotes.plurals import counted
from quotes.store.decisions.operations import batched
from quotes.store.schema import QuoteRow, SpeakerAliasRow, SpeakerApartRow, SpeakerRow
from quotes.store.speakers.homonyms import MaybeTwo, every_maybe_two
from quotes.store.speakers.likely_pairs import (
    BEGINNING,
    BLOCK,
    Pair,
    Profile,
    crowded,
    last_word,
    likely_pairs,
    profiles,
)
from quotes.store.speakers.lookup import one_speaker
from quotes.store.statuses import HIDDEN

FIRST = 8000
"""Speakers that are compared first for a short list, the most quoted; four times as many each time it isn't full.

Measured on a store of a million quotations by 39,000 speakers, with 3,000 pairs: these give the first 70, in half a
second of CPU."""


class Suggestion(NamedTuple):
    """Two speakers that may be one: the less quoted, the more quoted, why, and how often each is quoted."""

    gone: str
    into: str
    reason: str
    quotations: int
    quotations_into: int
    gone_uid: str
    into_uid: str


def suggestions(
    session: Session,
    *,
    limit: int | None = None,
    most: int | None = None,
    say: Callable[[str], None] = lambda _: None,
    doubts: bool = True,
) -> list[Suggestion]:
    """Returns likely duplicates, those with most quotations first; pairs that a person has set apart are left out. With
    *doubts* a speaker who may be two people is there too, paired with itself.

    With *limit* only so many; the speakers quoted most are compared first, since a pair comes before another if the
    less quoted of its two is quoted more. With *most* no more than about so many speakers are compared. *say* is told
    where not all names were compared.
    """
    counts = _counts(session)
    doubted = every_maybe_two(session) if doubts else []
    for quotations in _least_quoted(counts, limit, most):
        known = profiles(
            session, counts, [each for each in counts if counts[each] >= quotations] if quotations else None
        )
        found = _listed(likely_pairs(session, known), _apart(session), known, doubted)
        if limit is not None and len(found) >= limit:
            break
    else:
        if quotations:
            say(_compared(len(known), quotations))
    if crowds := crowded(known):
        say(
            f"{counted(crowds, 'group')} of names with more than {BLOCK} speakers: only the most quoted {BLOCK} of "
            "each were compared for spelling"
        )
    return found[:limit]


def suggestions_of(session: Session, uid: str) -> list[Suggestion]:
    """Returns those of :func:`suggestions` in which the speaker *uid* is; only speakers whose names share something
    with that one's are read.

    :raises NotFound: there is no such speaker.
    """
    speaker = session.get_one(SpeakerRow, one_speaker(session, uid))
    known = profiles(session, _counts(session), sorted({speaker.id, *_near(session, speaker)}))
    pairs = (pair for pair in likely_pairs(session, known) if speaker.id in (pair[0].id, pair[1].id))
    return _listed(pairs, _apart(session), known, every_maybe_two(session, [speaker.id]))


def maybe_two_people(
    session: Session, *, limit: int, most: int, say: Callable[[str], None] = lambda _: None
) -> list[Suggestion]:
    """Returns at most *limit* speakers who may be two people, the most quoted first, each paired with itself.

    The most quoted are read first, and no others than needed; *say* is told where that ended after *most* speakers.
    """
    counts = _counts(session)
    ranked = sorted(counts, key=lambda each: (-counts[each], each))
    found: list[Suggestion] = []
    for some in batched(ranked[:most]):
        found += _listed(iter(()), set(), profiles(session, counts, some), every_maybe_two(session, some))
        if len(found) >= limit:
            return found[:limit]
    if most < len(ranked):
        say(_compared(most, counts[ranked[most - 1]]))
    return found


def _compared(speakers: int, quotations: int) -> str:
    return f"compared were the {counted(speakers, 'speaker')} quoted {counted(quotations, 'time')} or more"


def _least_quoted(counts: Mapping[int, int], limit: int | None, most: int | None) -> Iterator[int]:
    """Yields how often a speaker must be quoted to be compared, less each time; 0 compares all of them."""
    size = FIRST if limit is not None else most
    ranked = sorted(counts.values(), reverse=True)
    while size is not None and size < len(ranked) and (most is None or size <= most):
        yield ranked[size - 1]
        size *= 4
    if most is None or size is None or len(ranked) <= most:
        yield 0


def _listed(
    pairs: Iterator[Pair], apart: set[tuple[int, int]], known: list[Profile], doubts: list[MaybeTwo]
) -> list[Suggestion]:
    found: dict[tuple[int, int], Pair] = {}
    for one, other, reason in pairs:
        pair = (min(one.id, other.id), max(one.id, other.id))
        if pair not in apart:
            found.setdefault(pair, (one, other, reason))
    listed = [_suggestion(*each) for each in found.values()]
    by_id = {each.id: each for each in known}
    for doubt in doubts:
        if (profile := by_id.get(doubt.speaker)) is not None:
            listed.append(_suggestion(profile, profile, f"{doubt} (quotes speakers split parts them)"))
    listed.sort(key=lambda each: (-min(each.quotations, each.quotations_into), -each.quotations_into, each.gone))
    return listed


def _counts(session: Session) -> dict[int, int]:
    """Returns the number of quotations that readers see of each speaker who has some, by id."""
    counts = (
        select(QuoteRow.speaker_id, func.count()).where(QuoteRow.status.not_in(HIDDEN)).group_by(QuoteRow.speaker_id)
    )
    return {speaker: number for speaker, number in session.execute(counts) if speaker is not None}


def _apart(session: Session) -> set[tuple[int, int]]:
    return {(row[0], row[1]) for row in session.execute(select(SpeakerApartRow.a, SpeakerApartRow.b))}


def _near(session: Session, speaker: SpeakerRow) -> set[int]:
    """Returns the ids of all whom a rule may pair with *speaker*, and of those who stand in one crowd with them."""
    found: set[int] = set()
    if speaker.wikidata_id:
        found |= set(session.scalars(select(SpeakerRow.id).where(SpeakerRow.wikidata_id == speaker.wikidata_id)))
    if speaker.kind == SpeakerKind.PERSON:
        return found | _of_the_family(session, speaker) | _beginning_alike(session, speaker)
    return found | _bodies_near(session, speaker) if speaker.kind == SpeakerKind.ORGANISATION else found


def _of_the_family(session: Session, speaker: SpeakerRow) -> set[int]:
    family = SpeakerAliasRow.family_key == names.family_key(speaker.name)
    return set(session.scalars(select(SpeakerAliasRow.speaker_id).where(family)))


def _beginning_alike(session: Session, speaker: SpeakerRow) -> set[int]:
    begins = speaker.name_key[:BEGINNING]
    alike = select(SpeakerRow.id).where(SpeakerRow.name_key.startswith(begins, autoescape=True))
    return set(session.scalars(alike.where(SpeakerRow.kind == SpeakerKind.PERSON.value)))


def _bodies_near(session: Session, speaker: SpeakerRow) -> set[int]:
    """Returns the ids of organisations whose key ends alike, whose name is short for one of the speaker's, or one of
    whose names the speaker's is short for.
    """
    named = select(SpeakerRow.id, SpeakerAliasRow.alias).join(SpeakerRow, SpeakerRow.id == SpeakerAliasRow.speaker_id)
    bodies = named.where(SpeakerRow.kind == SpeakerKind.ORGANISATION.value)
    own = session.scalars(select(SpeakerAliasRow.alias).where(SpeakerAliasRow.speaker_id == speaker.id))
    short = {each for alias in own for each in names.acronyms(alias)}
    ending = SpeakerRow.name_key.endswith(last_word(speaker.name_key), autoescape=True)
    found = set(session.scalars(bodies.where(or_(ending, func.replace(SpeakerRow.name, ".", "").in_(sorted(short))))))
    wanted = speaker.name.replace(".", "")
    return found | {number for number, alias in session.execute(bodies) if wanted in names.acronyms(alias)}


def _suggestion(one: Profile, other: Profile, reason: str) -> Suggestion:
    gone, into = sorted((one, other), key=lambda each: (each.article is None, each.quotations, -each.id))
    return Suggestion(gone.shown, into.shown, reason, gone.quotations, into.quotations, gone.uid, into.uid)
