"""Links a speaker's name to a row: across articles where that is safe, else to a row of the article's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from quotes.english import names
from quotes.english.lexicons import lexicon
from quotes.model import SpeakerKind
from quotes.store.article_identity import speaker_uid
from quotes.store.columns import Base
from quotes.store.database.pending import PendingRows
from quotes.store.decisions.operations import Operation
from quotes.store.name_keys import alias_keys, given_words, is_given, is_linkable, speaker_key
from quotes.store.schema import ArticleRow, QuoteRow, SpeakerAliasRow, SpeakerRow
from quotes.store.speakers.known_names import Asked, KnownName, KnownNames
from quotes.store.speakers.namesakes import aliases_of
from quotes.store.speakers.office_links import holder, office_keys
from quotes.store.speakers.removed_aliases import RemovedAlias
from quotes.store.speakers.uids import free_uid, taken_uids
from quotes.wording import storable


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The article in which names are linked, as far as linking asks for it."""

    article: int
    """Its id, or the number of its row that waits to be inserted."""
    uid: str
    story_key: str = ""
    text: str | None = None
    is_new: bool = False
    """Whether the store knew nothing of it before."""
    again: bool = True
    """Whether somebody may be credited already in it, or in another version of its story."""


def surroundings(session: Session, article: int, *, again: bool = True) -> Surroundings:
    """Returns what linking asks of the stored article with that id."""
    row = session.get(ArticleRow, article)
    if row is None:
        return Surroundings(article, "", again=again)
    return Surroundings(article, row.uid, row.story_key, row.text, again=again)


class Rows(Protocol):
    """Takes new rows; :class:`quotes.store.database.pending.PendingRows` is one that inserts them later."""

    def add(self, row: type[Base], values: dict[str, Any]) -> int:
        """Takes a row, with a value for every column but the id, and returns its number."""

    def real(self, number: int) -> int:
        """Returns the id of the row with that number."""

    def flush(self) -> None:
        """Inserts the rows that wait."""


class LoggedRows:
    """Inserts each row at once, as a part of an operation that can be undone."""

    def __init__(self, operation: Operation) -> None:
        self._operation = operation

    def add(self, row: type[Base], values: dict[str, Any]) -> int:
        """Inserts a row and returns its id."""
        return self._operation.insert(row, **values)

    def real(self, number: int) -> int:
        """Returns *number*, which is an id."""
        return number

    def flush(self) -> None:
        """Does nothing: no row waits."""


class Linker:
    """Links names to speakers in one transaction; the rows that it makes go to *rows*."""

    def __init__(self, session: Session, rows: Rows) -> None:
        self.session, self.rows = session, rows
        self.names = KnownNames(session)
        self._uids: dict[str, bool] = {}
        """Uids of speakers, and whether somebody has them."""
        self._local: set[int] = set()
        """Speakers made here who are known in one article alone."""
        self._given: set[tuple[int, str]] = set()
        """The names given here, each with its speaker."""

    def expect(self, asked: Iterable[Asked], articles: Iterable[tuple[str, Asked]], keys: Iterable[str]) -> None:
        """Tells the names that are about to be linked, so that they are looked up together.

        *articles* are names, each with the uid of the new article that gives it; *keys* are those of offices.
        """
        self.names.expect(asked, keys)
        uids = {speaker_uid(speaker_key(storable(each.name), each.kind), each.kind, uid) for uid, each in articles}
        self._uids |= dict.fromkeys(uids, False) | dict.fromkeys(taken_uids(self.session, uids), True)

    def flush(self) -> None:
        """Inserts what waits, so that any question can be asked of the database."""
        self.rows.flush()
        self.names.forget()

    def link(self, name: str, kind: str, article: Surroundings, own: dict[tuple[str, str], int]) -> int:
        """Returns the speaker that *name* refers to in *article*; makes one if need be.

        *own* are the speakers that this reading of the article has made for it alone, by kind and key.

        A full name is linked to the one speaker who surely bears it.  If several bear it, or if the name says too
        little (a bare surname), the speaker belongs to this article alone.  Three things come before that rule: a
        speaker who is credited in the article under the name already keeps it; a name that a person gave to one speaker
        means that speaker; a surname to which the article gives an office is that of the office's holder, see
        :mod:`quotes.store.speakers.office_links`.
        """
        name = storable(name)
        key = speaker_key(name, kind)
        known = own.get((kind, key))
        if known is None and not article.is_new:
            known = self._known_here(name, kind, key, article)
        if known is not None:
            return self.rows.real(known)
        linkable = is_linkable(name, kind)
        found = self.anywhere(name, kind, key) if linkable else sorted(self._real(self.names.aliased(name, kind)))
        if not found and not linkable and kind == SpeakerKind.PERSON:
            meant = self._holder(name, article)
            if meant is not None:
                return meant
        if len(found) == 1:
            self.add_alias(found[0], name, kind)
            return found[0]
        local = None if linkable and not found else article.article
        made = self.new_speaker(name, kind, local, first=article.uid)
        if local is not None:
            own[kind, key] = made
        return made

    def _known_here(self, name: str, kind: str, key: str, article: Surroundings) -> int | None:
        """Returns the speaker who is known by that name in this article alone, or is credited in it under it."""
        self.flush()
        known = _own(self.session, kind, key, self.rows.real(article.article))
        if known is not None or not article.again:
            return known
        offices = office_keys(article.text, name) if kind == SpeakerKind.PERSON else ()
        return _credited_as(self.session, (key, *offices), article)

    def _holder(self, name: str, article: Surroundings) -> int | None:
        """Returns the holder of the office that *article* gives the surname *name*, if that is sure."""
        keys = office_keys(article.text, name)
        if not keys or not all(self.names.with_key(each) for each in keys):
            return None
        self.flush()
        row = self.session.get_one(ArticleRow, self.rows.real(article.article))
        return holder(self.session, row, name)

    def anywhere(self, name: str, kind: str, key: str) -> list[int]:
        """Returns the speakers, known beyond one article, whom the full name *name* surely names."""
        same = {each.speaker for each in self.names.of(name, kind) if each.key == key and each.kind == kind}
        if not same:
            same = self.names.given_by_a_person(name)
        if same or kind != SpeakerKind.PERSON:
            return sorted(self._real(same))
        fits = self._real({each.speaker for each in self.names.alike(name) if surely_same(each.alias, name)})
        fits -= {each for each in fits if any(gone.key == key for gone in self._removed(each))}
        if fits and is_given(given_words(name)):
            family = names.family_key(name)
            known = [each for each in self.names.alike(name) if each.speaker in fits]
            known += aliases_of(self.session, [each for each in fits if each > 0], family)
            fits -= {self.rows.real(each.speaker) for each in known if _speaks_against(each.alias, name)}
        return sorted(fits)

    def _real(self, numbers: Iterable[int]) -> set[int]:
        return {self.rows.real(each) for each in numbers}

    def _removed(self, speaker: int) -> set[RemovedAlias]:
        return self.names.removed(speaker) if speaker > 0 else set()

    def is_beyond(self, speaker: int) -> bool:
        """Tests whether *speaker* is known beyond one article."""
        if speaker < 0:
            return speaker not in self._local
        query = select(SpeakerRow.id).where(SpeakerRow.id == speaker, SpeakerRow.article_id.is_(None))
        return self.session.scalar(query) is not None

    def new_speaker(self, name: str, kind: str, article: int | None, *, first: str = "") -> int:
        """Makes a speaker with its name as first alias and returns it.

        With *article* the speaker is known in that article alone.  *first* is the uid of the article that first names
        it.
        """
        key = speaker_key(name, kind)
        uid = free_uid(key, kind, first, self._is_taken)
        self._uids[uid] = True
        values = {"uid": uid, "name": name, "name_key": key, "kind": kind, "note": "", "article": article}
        speaker = self.rows.add(SpeakerRow, {**values, "wikidata_id": None})
        if article is not None:
            self._local.add(speaker)
        self._add(speaker, name, kind, alias_keys(name, kind))
        return speaker

    def _is_taken(self, uid: str) -> bool:
        if uid not in self._uids:
            self._uids[uid] = bool(taken_uids(self.session, [uid]))
        return self._uids[uid]

    def add_alias(self, speaker: int, alias: str, kind: str, *, key: str | None = None) -> bool:
        """Adds another spelling of a speaker's name, or with *key* a name that is looked up by that key.

        Does nothing, and returns False, if the speaker has the name already, or if a person has taken it away."""
        keys = alias_keys(alias, kind) if key is None else {"key": key}
        if self._has(speaker, alias, str(keys["key"])):
            return False
        if any(gone.alias == alias or gone.key == key for gone in self._removed(speaker)):
            return False
        self._add(speaker, alias, kind, keys)
        return True

    def _has(self, speaker: int, alias: str, key: str) -> bool:
        if (speaker, alias) in self._given or self.names.has(speaker, alias, key):
            return True
        if speaker < 0:
            return False
        query = select(SpeakerAliasRow.id).where(SpeakerAliasRow.speaker_id == speaker, SpeakerAliasRow.alias == alias)
        return self.session.scalar(query) is not None

    def _add(self, speaker: int, alias: str, kind: str, keys: Mapping[str, str | None]) -> None:
        values = {"speaker": speaker, "alias": alias, "family_key": None, "given_key": "", **keys}
        self.rows.add(SpeakerAliasRow, values)
        self._given.add((speaker, alias))
        if speaker not in self._local:
            self.names.learn(KnownName(speaker, alias, str(keys["key"]), kind), keys.get("family_key"))


class ArticleSpeakers(dict[tuple[str, str], int]):
    """Maps name and kind to the speaker, for all who were credited in one reading of an article so far."""

    def __init__(self, linker: Linker, article: Surroundings) -> None:
        self._linker, self._article = linker, article
        self._own: dict[tuple[str, str], int] = {}

    def __missing__(self, named: tuple[str, str]) -> int:
        self[named] = self._linker.link(*named, self._article, self._own)
        return self[named]

    def __getitem__(self, named: tuple[str, str]) -> int:
        return self._linker.rows.real(super().__getitem__(named))


def link(session: Session, name: str, kind: str, article: int, *, again: bool = True) -> int:
    """Returns the id of the speaker that *name* refers to in the article with id *article*, as :meth:`Linker.link`
    does.

    *again* is False for the first reading of a story, when nobody is credited in it yet.
    """
    linker = Linker(session, PendingRows(session))
    found = linker.link(name, kind, surroundings(session, article, again=again), {})
    linker.flush()
    return linker.rows.real(found)


def _own(session: Session, kind: str, key: str, article: int) -> int | None:
    """Returns the speaker of that name who is known in this article alone."""
    return session.scalar(
        select(SpeakerRow.id).where(
            SpeakerRow.article_id == article, SpeakerRow.name_key == key, SpeakerRow.kind == kind
        )
    )


def _credited_as(session: Session, keys: tuple[str, ...], article: Surroundings) -> int | None:
    """Returns the one speaker credited in the article, or in another version of it, under a name with one of the keys.

    Returns None if nobody is, or several are.  Because of this, a surname that a person merged into a speaker stays
    with that speaker when the article is read again.
    """
    versions = select(ArticleRow.id).where(ArticleRow.story_key == article.story_key)
    credited = (
        select(QuoteRow.speaker_id)
        .join(SpeakerAliasRow, SpeakerAliasRow.speaker_id == QuoteRow.speaker_id)
        .join(SpeakerRow, SpeakerRow.id == QuoteRow.speaker_id)
        .where(
            QuoteRow.article_id.in_(versions),
            SpeakerAliasRow.key.in_(keys),
            or_(SpeakerRow.article_id.is_(None), SpeakerRow.article_id == article.article),
        )
        .distinct()
    )
    found = session.scalars(credited).all()
    return found[0] if len(found) == 1 else None


def _speaks_against(alias: str, name: str) -> bool:
    """Tests whether *alias* rules out that its bearer is called *name*, although another of the bearer's names fits.

    "Ed Okafor" fits both Edward, whose alias it is, and Edmund: the alias "Edward Okafor" rules Edmund out."""
    return names.compatible(alias, name) is names.Match.DIFFERENT and is_given(given_words(alias))


def surely_same(a: str, b: str) -> bool:
    """Tests whether two full names surely are one person's across articles; within one article less is asked.

    *Jeffrey M. Jones* is not surely *Mark Jones*, nor *J.J. Goldberg* *Jonah Goldberg*, *D. Hill* *Dan Hill*, *Alex
    Reed* *Alexandra Reed* or *Maria Silva* *María José Silva*; *Texas-based Dana Okafor* is *Dana Okafor*.
    """
    if names.compatible(a, b) is not names.Match.SAME:
        return False
    short, long = sorted((given_words(a), given_words(b)), key=len)
    if not names.same_given(short[0], long[0]):
        place = next((i for i, word in enumerate(long) if len(word) > 1 and names.same_given(short[0], word)), None)
        return len(short[0]) > 1 and place is not None and not any(is_given([word]) for word in long[:place])
    if not _surely_one_given(short[0], long[0]):
        return False
    doubled = short[0] in lexicon("doubled_given_names") and len(short) < len(long)
    return not (doubled and any(len(word) > 1 for word in long[1:]))


def _surely_one_given(a: str, b: str) -> bool:
    """Tests whether two folded given names surely are one person's.

    An initial and a name are not, nor is a short form that goes with both sexes (*Alex*)."""
    if a == b or names.transliterated(a) == names.transliterated(b):
        return True
    return len(a) > 1 and len(b) > 1 and names.is_short_for_sure(a, b)


def anywhere(session: Session, name: str, kind: str, key: str) -> list[int]:
    """Returns the ids of the speakers, known beyond one article, whom the full name *name* surely names."""
    return Linker(session, PendingRows(session)).anywhere(name, kind, key)


def named_by_a_person(session: Session, name: str, kind: str) -> set[int]:
    """Returns the ids of the speakers to whom a person has given the short name *name*: one that a person typed is
    enough to link by, a surname that came along with a merge is not.
    """
    return KnownNames(session).aliased(name, kind)


def new_speaker(session: Session, name: str, kind: str, article: int | None, *, first: int | None = None) -> int:
    """Makes a speaker with its name as first alias and returns its id.

    With *article* (an id) the speaker is known in that article alone.  *first* is the article that first names it.
    """
    linker = Linker(session, PendingRows(session))
    made = linker.new_speaker(name, kind, article, first=surroundings(session, first).uid if first else "")
    linker.flush()
    return linker.rows.real(made)


def add_alias(session: Session, speaker: int, alias: str, kind: str) -> None:
    """Adds another spelling of a speaker's name, unless it is there or a person has taken it away."""
    linker = Linker(session, PendingRows(session))
    linker.add_alias(speaker, alias, kind)
    linker.flush()
