"""Speakers that may be one: pairs with the reason, for a person to decide.  Nothing is merged here."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz, process
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quotes.english import names
from quotes.model import SpeakerKind
from quotes.plurals import counted
from quotes.store.name_keys import given_words, spellings
from quotes.store.schema import ArticleRow, QuoteRow, SpeakerAliasRow, SpeakerApartRow, SpeakerRow
from quotes.store.speakers.homonyms import every_maybe_two
from quotes.store.speakers.lookup import identified
from quotes.store.speakers.office_links import office_keys, the_holder
from quotes.store.statuses import HIDDEN

ALIKE = 88.0
"""Least likeness (of 100) of two names that may be one misspelt: one letter in eight or nine."""

BLOCK = 200
"""Speakers whose spelling is compared with each other at most, the most quoted of a family or of a beginning: each is
compared with each."""


class Suggestion(NamedTuple):
    """Two speakers that may be one: the less quoted, the more quoted, why, and how often each is quoted."""

    gone: str
    into: str
    reason: str
    quotations: int
    quotations_into: int
    gone_uid: str
    into_uid: str


class _Profile(NamedTuple):
    id: int
    uid: str
    name: str
    shown: str
    kind: str
    article: int | None
    wikidata: str | None
    aliases: tuple[str, ...]
    quotations: int


def suggestions(
    session: Session, *, limit: int | None = None, say: Callable[[str], None] | None = None
) -> list[Suggestion]:
    """Returns likely duplicates, those with most quotations first; pairs that a person has set apart are left out. A
    speaker who may be two people is paired with itself.

    *say* is told where not all names were compared.
    """
    known = _profiles(session)
    families = _families(known)
    if say is not None and (crowded := sum(len(block) > BLOCK for block in _alike_blocks(families))):
        say(
            f"{counted(crowded, 'group')} of names with more than {BLOCK} speakers: only the most quoted {BLOCK} of "
            "each were compared for spelling"
        )
    apart = {(row[0], row[1]) for row in session.execute(select(SpeakerApartRow.a, SpeakerApartRow.b))}
    found: dict[tuple[int, int], tuple[_Profile, _Profile, str]] = {}
    pairs = (*_people(families), *_bodies(known), *_same_item(known), *_titled(session, known), *_surnames(known))
    for one, other, reason in pairs:
        pair = (min(one.id, other.id), max(one.id, other.id))
        if pair not in apart:
            found.setdefault(pair, (one, other, reason))
    listed = [_suggestion(*each) for each in found.values()]
    by_id = {each.id: each for each in known}
    for doubt in every_maybe_two(session):
        profile = by_id[doubt.speaker]
        listed.append(_suggestion(profile, profile, f"{doubt} (quotes speakers split parts them)"))
    listed.sort(key=lambda each: (-min(each.quotations, each.quotations_into), -each.quotations_into, each.gone))
    return listed[:limit]


def _profiles(session: Session) -> list[_Profile]:
    counted = (
        select(QuoteRow.speaker_id, func.count()).where(QuoteRow.status.not_in(HIDDEN)).group_by(QuoteRow.speaker_id)
    )
    counts = {row[0]: row[1] for row in session.execute(counted)}
    aliases: dict[int, list[str]] = defaultdict(list)
    for speaker, alias in session.execute(
        select(SpeakerAliasRow.speaker_id, SpeakerAliasRow.alias).order_by(SpeakerAliasRow.id)
    ):
        aliases[speaker].append(alias)
    kinds = (SpeakerKind.PERSON.value, SpeakerKind.ORGANISATION.value)
    query = select(
        SpeakerRow.id,
        SpeakerRow.uid,
        SpeakerRow.name,
        SpeakerRow.note,
        SpeakerRow.kind,
        SpeakerRow.article_id,
        SpeakerRow.wikidata_id,
    ).where(SpeakerRow.kind.in_(kinds))
    return [
        _Profile(
            number,
            uid,
            name,
            identified(name, note, uid),
            kind,
            article,
            wikidata,
            tuple(aliases[number]),
            counts.get(number, 0),
        )
        for number, uid, name, note, kind, article, wikidata in session.execute(query.order_by(SpeakerRow.id))
    ]


Pairs = Iterator[tuple[_Profile, _Profile, str]]


def _people(families: Mapping[str, Sequence[_Profile]]) -> Pairs:
    """Yields people whose full names can be one person's, or are nearly spelt alike."""
    for block in families.values():
        for one, other in _namesakes(block):
            if names.person_key(one.name) == names.person_key(other.name):
                yield one, other, "the same name"
            elif names.compatible(one.name, other.name) is names.Match.SAME:
                yield one, other, "names that can be one person's"
            elif any(names.compatible(a, b) is names.Match.SAME for a in one.aliases for b in other.aliases):
                yield one, other, "other names of theirs that can be one person's"
    for block in _alike_blocks(families):
        compared = sorted(block, key=lambda each: -each.quotations)[:BLOCK]
        spelt = [names.fold_name(each.name) for each in compared]
        for place, one in enumerate(compared):
            behind = process.extract_iter(spelt[place], spelt[place + 1 :], scorer=fuzz.ratio, score_cutoff=ALIKE)
            for _, alike, further in behind:
                other = compared[place + 1 + further]
                if alike < 100 and not _differ_by_an_initial(one.name, other.name):
                    yield one, other, "names spelt nearly alike"


def _families(known: Iterable[_Profile]) -> dict[str, list[_Profile]]:
    """Returns the people named in full, by family."""
    found: dict[str, list[_Profile]] = defaultdict(list)
    for each in known:
        if each.kind == SpeakerKind.PERSON and names.is_full(each.name):
            found[names.family_key(each.name) or ""].append(each)
    return found


def _alike_blocks(families: Mapping[str, Sequence[_Profile]]) -> Iterator[Sequence[_Profile]]:
    """Yields people whose spelling may be nearly alike: those of a family, and those whose names begin alike."""
    beginnings: dict[str, list[_Profile]] = defaultdict(list)
    for block in families.values():
        for each in block:
            beginnings[names.fold_name(each.name)[:3]].append(each)
    yield from beginnings.values()
    yield from families.values()


def _namesakes(block: Sequence[_Profile]) -> Iterator[tuple[_Profile, _Profile]]:
    """Returns all pairs of a family who have names that can be one person's, and few besides: some given name of one
    must be some given name of the other.
    """
    by_key: dict[str, set[int]] = defaultdict(set)
    for place, each in enumerate(block):
        for name in each.aliases:
            by_key[names.person_key(name)].add(place)
            for word in given_words(name):
                by_key[f"{names.transliterated(word)} "].add(place)
                by_key[f"{word[0]}…"].add(place)
    for place, each in enumerate(block):
        near: set[int] = set()
        for name in each.aliases:
            near |= by_key[names.person_key(name)]
            for word in given_words(name):
                keys = {f"{names.transliterated(other)} " for other in spellings(word)}
                for key in (*keys, *([f"{word}…"] if len(word) == 1 else [])):
                    near |= by_key.get(key, set())
        yield from ((each, block[other]) for other in sorted(near) if other > place)


def _differ_by_an_initial(one: str, other: str) -> bool:
    a, b = (set(names.fold_name(name).split()) for name in (one, other))
    return all(len(word) == 1 for word in a ^ b)


def _bodies(known: Iterable[_Profile]) -> Pairs:
    """Yields organisations of which one is the other's acronym, or the other's name with further words."""
    bodies = [each for each in known if each.kind == SpeakerKind.ORGANISATION]
    by_acronym: dict[str, list[_Profile]] = defaultdict(list)
    by_last: dict[str, list[_Profile]] = defaultdict(list)
    for each in bodies:
        for short in {short for alias in each.aliases for short in names.acronyms(alias)}:
            by_acronym[short].append(each)
        by_last[names.organisation_key(each.name).rpartition(" ")[2]].append(each)
    for each in bodies:
        for other in by_acronym.get(each.name.replace(".", ""), ())[:BLOCK]:
            if other.id != each.id:
                yield each, other, "one is the other's acronym"
    for block in by_last.values():
        for one, other in combinations(block[:BLOCK], 2):
            a, b = (set(names.organisation_key(each.name).split()) for each in (one, other))
            if len(a & b) > 1 and (a < b or b < a):
                yield one, other, "one name holds the other"


def _same_item(known: Iterable[_Profile]) -> Pairs:
    """Yields the speakers with one Wikidata id."""
    items: dict[str, list[_Profile]] = defaultdict(list)
    for each in known:
        if each.wikidata:
            items[each.wikidata].append(each)
    for block in items.values():
        for one, other in combinations(block, 2):
            yield one, other, "the same Wikidata id"


def _surnames(known: Iterable[_Profile]) -> Pairs:
    """Yields bare surnames of one article where only one speaker beyond articles has that family name."""
    bearers: dict[str, list[_Profile]] = defaultdict(list)
    bare: list[_Profile] = []
    for each in known:
        if each.kind != SpeakerKind.PERSON:
            continue
        if each.article is not None and not names.is_full(each.name):
            bare.append(each)
        elif each.article is None:
            bearers[names.family_key(each.name) or ""].append(each)
    for each in bare:
        found = bearers.get(names.family_key(each.name) or "", ())
        if len(found) == 1:
            yield each, found[0], "a surname that only one speaker has"


def _titled(session: Session, known: Iterable[_Profile]) -> Pairs:
    """Yields surnames to which their article gives an office that only one speaker is known to hold."""
    people = {each.id: each for each in known if each.kind == SpeakerKind.PERSON}
    offices = session.scalars(select(SpeakerAliasRow.key).where(SpeakerAliasRow.key.contains(": ")))
    families = {key.partition(": ")[2] for key in offices}
    for each in people.values():
        if each.article is None or names.is_full(each.name) or names.family_key(each.name) not in families:
            continue
        text = session.scalar(select(ArticleRow.text).where(ArticleRow.id == each.article))
        found = the_holder(session, office_keys(text, each.name))
        if found is not None:
            yield each, people[found.speaker], "a surname with an office in its article that only one speaker has"


def _suggestion(one: _Profile, other: _Profile, reason: str) -> Suggestion:
    gone, into = sorted((one, other), key=lambda each: (each.article is None, each.quotations, -each.id))
    return Suggestion(gone.shown, into.shown, reason, gone.quotations, into.quotations, gone.uid, into.uid)
