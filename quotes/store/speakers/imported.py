"""Finds the speakers whom a table of attributed quotations names: by uid, as ``add`` links names, or somebody new."""

import re
from collections import defaultdict

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from quotes.attributed import Party
from quotes.english import names
from quotes.model import SpeakerKind
from quotes.name_lists import noted
from quotes.store.name_keys import is_linkable, speaker_key
from quotes.store.schema import SpeakerFormerRow, SpeakerRow
from quotes.store.speakers.link import add_alias, anywhere, link
from quotes.store.speakers.offers import meant
from quotes.store.speakers.uids import new_uid

_NOTE = re.compile(r"(.+?)\s\(([^()]+)\)\Z", re.DOTALL)


class ImportedSpeakers:
    """The speakers of one import.

    A table that was exported from a store tells its speakers apart by uid: two uids never become one speaker here,
    however alike their names are, unless the store had that one before.  In other tables names are linked as those of
    a new article are.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._by_uid: dict[str, int] = {}
        self._taken: set[int] = set()
        """Speakers whom a uid of the table stands for."""
        self._made: dict[str, list[int]] = defaultdict(list)
        """Speakers that this import has made for a table of ours, by name and note as cells have them."""
        self._made_ids: set[int] = set()
        self._linked: dict[tuple[str, str, int], int] = {}
        """Speakers of other tables, by name, kind and article."""
        self._local: dict[int, int] = {}
        """Those of them that are known only in one article, with the article."""
        self._without_uid: set[int] = set()
        """Those of them whose uid the table hasn't told yet: a cell names further parties by name alone."""

    def of(self, party: Party, article: int, *, is_ours: bool) -> int:
        """Returns the id of the speaker whom *party* names in the article with that id; *is_ours* tells whether a store
        exported it.
        """
        if party.uid is not None:
            return self._of_uid(party, article)
        if is_ours or party.note is not None:
            return self._named(party, article)
        kind = (party.kind or _kind_of(party.name)).value
        asked = (party.name, kind, article)
        if asked not in self._linked:
            row = meant(self._session, party.name)
            self._linked[asked] = link(self._session, party.name, kind, article) if row is None else row.id
        return self._linked[asked]

    def _of_uid(self, party: Party, article: int) -> int:
        uid = party.uid or ""
        found = self._by_uid.get(uid)
        if found is None:
            former = select(SpeakerFormerRow.speaker_id).where(SpeakerFormerRow.uid == uid)
            own = select(SpeakerRow.id).where((SpeakerRow.uid == uid) | SpeakerRow.id.in_(former))
            found = self._session.scalar(own)
        if found in self._without_uid:  # whose uid was made up here
            self._renumber(found, article)
            found = None
        if found is None:
            found = self._told_now(party, article) or self._known_before(party) or self._new(party, article)
        self._by_uid[uid] = found
        self._taken.add(found)
        self._met_in(found, article)
        return found

    def _renumber(self, speaker: int, article: int) -> None:
        """Gives a speaker without a uid of the table another than the one that somebody of the table has."""
        row = self._session.get_one(SpeakerRow, speaker)
        row.uid = new_uid(self._session, row.name_key, row.kind, article)
        self._session.flush()

    def _told_now(self, party: Party, article: int) -> int | None:
        """Returns the speaker whom an earlier row had named without a uid; what the table says of them now is
        theirs.
        """
        kind = (party.kind or _kind_of(party.name)).value
        key, note = speaker_key(party.name, kind), party.note or ""
        for identity in self._made[noted(party.name, party.note)]:
            if identity not in self._without_uid or self._local.get(identity, article) != article:
                continue
            row = self._session.get_one(SpeakerRow, identity)
            if (key, kind, note) != (row.name_key, row.kind, row.note):
                scope = SpeakerRow.article_id.is_not_distinct_from(row.article_id)
                if self._session.scalar(_same(key, kind, note).where(scope)) is not None:
                    continue  # another has that name there
            row.uid, row.name, row.name_key, row.kind, row.note = party.uid or "", party.name, key, kind, note
            self._session.flush()
            add_alias(self._session, identity, party.name, kind)
            self._without_uid.discard(identity)
            return identity
        return None

    def _known_before(self, party: Party) -> int | None:
        """Returns the one speaker of the store, from before this import, whom the name surely means."""
        kind = (party.kind or _kind_of(party.name)).value
        if not is_linkable(party.name, kind):
            return None
        found = anywhere(self._session, party.name, kind, speaker_key(party.name, kind))
        ids = [each for each in found if each not in self._made_ids and each not in self._taken]
        rows = [self._session.get_one(SpeakerRow, each) for each in ids]
        if party.note is not None:
            rows = [row for row in rows if row.note == party.note]
        if len(rows) != 1:
            return None
        add_alias(self._session, rows[0].id, party.name, kind)
        return rows[0].id

    def _named(self, party: Party, article: int) -> int:
        """Returns the speaker of a name, perhaps with its note, in a cell of a table of ours."""
        printed = noted(party.name, party.note)
        made = [each for each in self._made[printed] if self._local.get(each, article) == article]
        if made:
            return max(made, key=lambda each: each in self._local)
        if party.note is None and (match := _NOTE.match(printed)):
            party = Party(name=match[1], note=match[2], role=party.role)
        return self._known_before(party) or self._new(party, article)

    def _new(self, party: Party, article: int) -> int:
        """Makes a new speaker and returns its id; it is known beyond the article if the name says enough and nobody
        else has it there.
        """
        kind = (party.kind or _kind_of(party.name)).value
        key, note = speaker_key(party.name, kind), party.note or ""
        same = _same(key, kind, note)
        is_free = self._session.scalar(same.where(SpeakerRow.article_id.is_(None))) is None
        is_local = not is_linkable(party.name, kind) or not is_free
        own = self._session.scalar(same.where(SpeakerRow.article_id == article)) if is_local else None
        if own is not None and not is_free:
            return own
        is_local = is_local and own is None  # of two whose names have one key, one is known beyond the article
        row = SpeakerRow(
            uid=party.uid or new_uid(self._session, key, kind, article),
            name=party.name,
            name_key=key,
            kind=kind,
            note=note,
            article_id=article if is_local else None,
        )
        self._session.add(row)
        self._session.flush()
        add_alias(self._session, row.id, party.name, kind)
        self._made[noted(party.name, party.note)].append(row.id)
        self._made_ids.add(row.id)
        if is_local:
            self._local[row.id] = article
        if party.uid is None:
            self._without_uid.add(row.id)
        return row.id

    def _met_in(self, speaker: int, article: int) -> None:
        """Makes a speaker who is credited in a second article known beyond the first, unless another one has that name
        there.
        """
        if self._local.get(speaker, article) == article:
            return
        row = self._session.get_one(SpeakerRow, speaker)
        same = _same(row.name_key, row.kind, row.note).where(SpeakerRow.article_id.is_(None))
        if self._session.scalar(same) is None:
            row.article_id = None
            self._session.flush()
            del self._local[speaker]


def _same(key: str, kind: str, note: str) -> Select[int]:
    """Returns the query for the speakers with that name, kind and note."""
    return select(SpeakerRow.id).where(SpeakerRow.name_key == key, SpeakerRow.kind == kind, SpeakerRow.note == note)


def _kind_of(name: str) -> SpeakerKind:
    return SpeakerKind.ORGANISATION if names.is_organisation_like(name) else SpeakerKind.PERSON
