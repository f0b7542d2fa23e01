"""Rules that pair speakers who may be one, with the reason, and the profiles that they compare.

A rule's pairs among the most quoted speakers are those that it finds among all of them: what it leaves out of a crowd
is the least quoted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.english import names
from quotes.model import SpeakerKind
from quotes.store.decisions.operations import batched
from quotes.store.name_keys import given_words, spellings
from quotes.store.schema import ArticleRow, SpeakerAliasRow, SpeakerRow
from quotes.store.speakers.lookup import identified
from quotes.store.speakers.namesakes import BEYOND_ARTICLES
from quotes.store.speakers.office_links import office_keys, the_holder

ALIKE = 88.0
"""Least likeness (of 100) of two names that may be one misspelt: one letter in eight or nine."""

BLOCK = 200
"""Speakers of a family, of a beginning or of a last word that are compared with each other at most, the most quoted:
each is compared with each."""

BEGINNING = 3
"""Letters with which two names of different families begin alike, so that their spelling is compared."""


class Profile(NamedTuple):
    """What the rules know of a speaker; ``key`` is the stored key of the name, ``shown`` the name with note and uid."""

    id: int
    uid: str
    name: str
    key: str
    shown: str
    kind: str
    article: int | None
    wikidata: str | None
    aliases: tuple[str, ...]
    quotations: int


def profiles(session: Session, counts: Mapping[int, int], among: Sequence[int] | None) -> list[Profile]:
    """Returns the persons and organisations, or those *among* these ids, ordered by id; *counts* are of quotations."""
    kinds = (SpeakerKind.PERSON.value, SpeakerKind.ORGANISATION.value)
    rows = select(
        SpeakerRow.id,
        SpeakerRow.uid,
        SpeakerRow.name,
        SpeakerRow.name_key,
        SpeakerRow.note,
        SpeakerRow.kind,
        SpeakerRow.article_id,
        SpeakerRow.wikidata_id,
    ).where(SpeakerRow.kind.in_(kinds))
    names_of = select(SpeakerAliasRow.speaker_id, SpeakerAliasRow.alias).order_by(SpeakerAliasRow.id)
    found: list[Any] = []
    aliases: dict[int, list[str]] = defaultdict(list)
    for some in [None] if among is None else batched(among):
        found += session.execute(rows if some is None else rows.where(SpeakerRow.id.in_(some))).all()
        for speaker, alias in session.execute(
            names_of if some is None else names_of.where(SpeakerAliasRow.speaker_id.in_(some))
        ):
            aliases[speaker].append(alias)
    return [
        Profile(
            number, uid, name, key, identified(name, note, uid), kind, article, wikidata,
            tuple(aliases[number]), counts.get(number, 0),
        )
        for number, uid, name, key, note, kind, article, wikidata in sorted(found)
    ]  # fmt: skip


Pair = tuple[Profile, Profile, str]
Pairs = Iterator[Pair]


def likely_pairs(session: Session, known: Sequence[Profile]) -> Pairs:
    """Yields two of the speakers *known* and why they may be one, the surest rules first; a pair may come again."""
    yield from _people(families(known))
    yield from _bodies(known)
    yield from _same_item(known)
    yield from _titled(session, known)
    yield from _surnames(session, known)


def crowded(known: Iterable[Profile]) -> int:
    """Returns in how many families and beginnings of names not all were compared for spelling."""
    return sum(len(block) > BLOCK for block in _alike_blocks(families(known)))


def _most_quoted(block: Iterable[Profile]) -> list[Profile]:
    return sorted(block, key=lambda each: (-each.quotations, each.id))[:BLOCK]


def _people(families: Mapping[str, Sequence[Profile]]) -> Pairs:
    """Yields people whose full names can be one person's, or are nearly spelt alike."""
    for block in families.values():
        for one, other in namesakes(block) if len(block) > 1 else ():
            if names.person_key(one.name) == names.person_key(other.name):
                yield one, other, "the same name"
            elif names.compatible(one.name, other.name) is names.Match.SAME:
                yield one, other, "names that can be one person's"
            elif any(names.compatible(a, b) is names.Match.SAME for a in one.aliases for b in other.aliases):
                yield one, other, "other names of theirs that can be one person's"
    for block in _alike_blocks(families):
        compared = _most_quoted(block)
        spelt = [names.fold_name(each.name) for each in compared]
        for place, one in enumerate(compared):
            behind = process.extract_iter(spelt[place], spelt[place + 1 :], scorer=fuzz.ratio, score_cutoff=ALIKE)
            for _, alike, further in behind:
                other = compared[place + 1 + further]
                if alike < 100 and not _differ_by_an_initial(one.name, other.name):
                    yield one, other, "names spelt nearly alike"


def families(known: Iterable[Profile]) -> dict[str, list[Profile]]:
    """Returns the people named in full, by family."""
    found: dict[str, list[Profile]] = defaultdict(list)
    for each in known:
        if each.kind == SpeakerKind.PERSON and names.is_full(each.name):
            found[names.family_key(each.name) or ""].append(each)
    return found


def _alike_blocks(families: Mapping[str, Sequence[Profile]]) -> Iterator[Sequence[Profile]]:
    """Yields people whose spelling may be nearly alike: those of a family, and those whose names begin alike."""
    beginnings: dict[str, list[Profile]] = defaultdict(list)
    for block in families.values():
        for each in block:
            beginnings[each.key[:BEGINNING]].append(each)
    yield from beginnings.values()
    yield from families.values()


def namesakes(block: Sequence[Profile]) -> Iterator[tuple[Profile, Profile]]:
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


def _bodies(known: Iterable[Profile]) -> Pairs:
    """Yields organisations of which one is the other's acronym, or the other's name with further words."""
    bodies = [each for each in known if each.kind == SpeakerKind.ORGANISATION]
    by_acronym: dict[str, list[Profile]] = defaultdict(list)
    by_last: dict[str, list[Profile]] = defaultdict(list)
    for each in bodies:
        for short in {short for alias in each.aliases for short in names.acronyms(alias)}:
            by_acronym[short].append(each)
        by_last[last_word(each.key)].append(each)
    for each in bodies:
        for other in _most_quoted(by_acronym.get(each.name.replace(".", ""), ())):
            if other.id != each.id:
                yield each, other, "one is the other's acronym"
    for block in by_last.values():
        for one, other in combinations(_most_quoted(block), 2):
            a, b = set(one.key.split()), set(other.key.split())
            if len(a & b) > 1 and (a < b or b < a):
                yield one, other, "one name holds the other"


def last_word(key: str) -> str:
    """Returns the last word of a key: organisations that may be one share it."""
    return key.rpartition(" ")[2]


def _same_item(known: Iterable[Profile]) -> Pairs:
    """Yields the speakers with one Wikidata id."""
    items: dict[str, list[Profile]] = defaultdict(list)
    for each in known:
        if each.wikidata:
            items[each.wikidata].append(each)
    for block in items.values():
        for one, other in combinations(block, 2):
            yield one, other, "the same Wikidata id"


def _surnames(session: Session, known: Iterable[Profile]) -> Pairs:
    """Yields bare surnames of one article where only one speaker beyond articles has that family name."""
    people = {each.id: each for each in known if each.kind == SpeakerKind.PERSON}
    bare = [each for each in people.values() if each.article is not None and not names.is_full(each.name)]
    bearers = _bearers(session, {family for each in bare if (family := names.family_key(each.name))})
    for each in bare:
        found = bearers.get(names.family_key(each.name) or "", ())
        if len(found) == 1 and found[0] in people:
            yield each, people[found[0]], "a surname that only one speaker has"


def _bearers(session: Session, family_keys: Iterable[str]) -> dict[str, list[int]]:
    """Returns the ids of the people beyond articles whose name, not only another name of theirs, has each key."""
    query = (
        select(SpeakerAliasRow.family_key, SpeakerRow.id)
        .join(SpeakerRow, SpeakerRow.id == SpeakerAliasRow.speaker_id)
        .where(BEYOND_ARTICLES, SpeakerRow.kind == SpeakerKind.PERSON.value, SpeakerRow.name == SpeakerAliasRow.alias)
    )
    found: dict[str, list[int]] = defaultdict(list)
    for some in batched(sorted(family_keys)):
        for family, speaker in session.execute(query.where(SpeakerAliasRow.family_key.in_(some))):
            found[str(family)].append(speaker)
    return found


def _titled(session: Session, known: Iterable[Profile]) -> Pairs:
    """Yields surnames to which their article gives an office that only one speaker is known to hold."""
    people = {each.id: each for each in known if each.kind == SpeakerKind.PERSON}
    offices = session.scalars(select(SpeakerAliasRow.key).where(SpeakerAliasRow.key.contains(": ")))
    families = {key.partition(": ")[2] for key in offices}
    for each in people.values():
        if each.article is None or names.is_full(each.name) or names.family_key(each.name) not in families:
            continue
        text = session.scalar(select(ArticleRow.text).where(ArticleRow.id == each.article))
        found = the_holder(session, office_keys(text, each.name))
        if found is not None and found.speaker in people:
            yield each, people[found.speaker], "a surname with an office in its article that only one speaker has"
