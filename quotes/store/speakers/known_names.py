"""The names under which speakers are known beyond articles, looked up many at a time within one transaction."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quotes.english import names
from quotes.model import SpeakerKind
from quotes.store.decisions.operations import ALIASED, REEXTRACTED, UNALIASED, batched
from quotes.store.name_keys import is_linkable, speaker_key
from quotes.store.schema import DecisionRow, SpeakerAliasRow, SpeakerRow
from quotes.store.speakers.namesakes import BEYOND_ARTICLES, Alias, alike
from quotes.store.speakers.removed_aliases import RemovedAlias, removed_aliases
from quotes.wording import storable

PERSON = SpeakerKind.PERSON.value
TYPED_KINDS = (SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.GROUP)
"""Kinds by whose keys a name that a person typed is looked up."""


class KnownName(NamedTuple):
    """A name of a speaker who is known beyond one article."""

    speaker: int
    alias: str
    key: str
    kind: str
    """The kind of the speaker."""
    is_given: bool = False
    """Whether a person, not the program, gave the speaker the name."""


class Asked(NamedTuple):
    """A name that is going to be linked, and its kind."""

    name: str
    kind: str


class KnownNames:
    """Answers which speakers bear a name, from what the database holds and what the transaction has made since.

    All that is expected to be asked is read together, when the first of it is asked.  Nobody else writes meanwhile;
    where this transaction changes speakers by other ways than :meth:`learn`, :meth:`forget` makes it read again.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._expected: dict[Asked, None] = {}
        self._expected_keys: dict[str, None] = {}
        self.forget()

    def forget(self) -> None:
        """Forgets what was read, so that what is asked from now on is read again."""
        self._read: set[Asked] = set()
        self._keys: set[str] = set()
        self._by_key: dict[str, list[KnownName]] = defaultdict(list)
        self._by_family: dict[str | None, dict[Alias, None]] = defaultdict(dict)
        self._short: dict[str, set[int]] = defaultdict(set)
        self._some_removed: bool | None = None

    def expect(self, asked: Iterable[Asked], keys: Iterable[str] = ()) -> None:
        """Tells which names are about to be asked for, and which further keys."""
        self._expected.update(dict.fromkeys(asked))
        self._expected_keys.update(dict.fromkeys(keys))

    def with_key(self, key: str) -> list[KnownName]:
        """Returns the names with that key."""
        if key not in self._keys:
            self._read_keys({key, *self._expected_keys})
        return self._by_key.get(key, [])

    def of(self, name: str, kind: str) -> list[KnownName]:
        """Returns the names with the key of the full name *name*."""
        self._read_name(Asked(name, kind))
        return self.with_key(speaker_key(name, kind))

    def given_by_a_person(self, name: str) -> set[int]:
        """Returns the speakers, of any kind, to whom a person has given the full name *name*."""
        return {each.speaker for key in _typed_keys(name) for each in self.with_key(key) if each.is_given}

    def aliased(self, name: str, kind: str) -> set[int]:
        """Returns the speakers to whom a person has given the short name *name* by itself, not along with a merge."""
        self._read_name(Asked(name, kind))
        return set().union(*(self._short[key] for key in _typed_keys(name) if key in self._short))

    def alike(self, name: str) -> list[Alias]:
        """Returns names of people, each with its speaker, among which are all that surely are one person's with
        *name*.
        """
        self._read_name(Asked(name, PERSON))
        return list(self._by_family[names.family_key(name)])

    def removed(self, speaker: int) -> set[RemovedAlias]:
        """Returns the names that a person has taken away from *speaker*, who is in the database."""
        if self._some_removed is None:
            query = select(DecisionRow.id).where(DecisionRow.action == UNALIASED)
            self._some_removed = self._session.scalar(query.limit(1)) is not None
        return removed_aliases(self._session, speaker) if self._some_removed else set()

    def has(self, speaker: int, alias: str, key: str) -> bool:
        """Tests whether *speaker* is known to have that name with that key, as far as was read; no for what was not."""
        return any(each.speaker == speaker and each.alias == alias for each in self._by_key.get(key, ()))

    def learn(self, known: KnownName, family: str | None) -> None:
        """Takes in a name that was just given to a speaker known beyond articles, with its family key."""
        self._by_key[known.key].append(known)
        if known.kind == PERSON:
            self._by_family[family][Alias(known.speaker, known.alias)] = None

    def _read_name(self, asked: Asked) -> None:
        if asked in self._read:
            return
        new = [each for each in {asked: None, **self._expected} if each not in self._read]
        self._read.update(new)
        full = [each for each in new if is_linkable(*each)]
        self._read_keys(
            {key for each in full for key in (speaker_key(*each), *_typed_keys(each.name))} | {*self._expected_keys}
        )
        self._read_short([each for each in new if not is_linkable(*each)])
        unknown = [each.name for each in full if each.kind == PERSON and not self._is_known(each)]
        for row in alike(self._session, unknown) if unknown else ():
            self._by_family[row.family][Alias(row.speaker, row.alias)] = None

    def _is_known(self, asked: Asked) -> bool:
        return any(each.kind == asked.kind for each in self._by_key.get(speaker_key(*asked), ()))

    def _read_keys(self, keys: set[str]) -> None:
        new = sorted(keys - self._keys)
        self._keys.update(new)
        query = (
            select(
                SpeakerAliasRow.id,
                SpeakerAliasRow.speaker_id,
                SpeakerAliasRow.alias,
                SpeakerAliasRow.key,
                SpeakerRow.kind,
            )
            .join(SpeakerRow, SpeakerRow.id == SpeakerAliasRow.speaker_id)
            .where(BEYOND_ARTICLES)
        )
        rows = [
            row for some in batched(new) for row in self._session.execute(query.where(SpeakerAliasRow.key.in_(some)))
        ]
        decided = select(DecisionRow.subject_id).where(
            DecisionRow.subject == SpeakerAliasRow.__tablename__, DecisionRow.action != REEXTRACTED
        )
        given = {
            identity
            for some in batched([row[0] for row in rows])
            for identity in self._session.scalars(decided.where(DecisionRow.subject_id.in_(some)))
        }
        for identity, speaker, alias, key, kind in rows:
            self._by_key[key].append(KnownName(speaker, alias, key, kind, identity in given))

    def _read_short(self, asked: list[Asked]) -> None:
        """Reads who bears short names by a person's word.

        Half of the names of a large store may have such a key, as *police* or *official* has: the few decisions are
        where the query begins.
        """
        query = (
            select(SpeakerAliasRow.key, SpeakerAliasRow.speaker_id)
            .select_from(DecisionRow)
            .join(SpeakerAliasRow, SpeakerAliasRow.id == DecisionRow.subject_id)
            .join(SpeakerRow, SpeakerRow.id == SpeakerAliasRow.speaker_id)
            .where(
                BEYOND_ARTICLES,
                DecisionRow.subject == SpeakerAliasRow.__tablename__,
                DecisionRow.action == ALIASED,
            )
        )
        key = func.coalesce(SpeakerAliasRow.key, "")
        for some in batched(sorted({key for each in asked for key in _typed_keys(each.name)})):
            for found, speaker in self._session.execute(query.where(key.in_(some))):
                self._short[found].add(speaker)


def _typed_keys(name: str) -> set[str]:
    return {speaker_key(storable(name), kind) for kind in TYPED_KINDS}
