"""Links a speaker's name to a row: across articles where that is safe, else to a row of the article's own."""

from functools import partial

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from quotes.english import names
from quotes.english.lexicons import lexicon
from quotes.model import SpeakerKind
from quotes.store.decisions.operations import ALIASED, REEXTRACTED, Operation
from quotes.store.name_keys import alias_keys, given_words, is_given, is_linkable, speaker_key
from quotes.store.schema import ArticleRow, DecisionRow, QuoteRow, SpeakerAliasRow, SpeakerRow
from quotes.store.speakers.namesakes import BEYOND_ARTICLES, aliases_of, namesakes
from quotes.store.speakers.office_links import holder, office_keys
from quotes.store.speakers.removed_aliases import removed_aliases
from quotes.store.speakers.uids import new_uid
from quotes.wording import storable


def link(
    session: Session, name: str, kind: str, article: int, *, again: bool = True, within: Operation | None = None
) -> int:
    """Returns the id of the speaker that *name* refers to in the article with id *article*; makes a row if need be.

    A full name is linked to the one speaker who surely bears it.  If several bear it, or if the name says too little
    (a bare surname), the speaker belongs to this article alone.  Three things come before that rule: a speaker who is
    credited in the article under the name already keeps it; a name that a person gave to one speaker means that
    speaker; a surname to which the article gives an office is that of the office's holder, see
    :mod:`quotes.store.speakers.office_links`.  *again* is False for the first reading of a story, when nobody is
    credited in it yet.  With *within*, new rows are logged as part of that operation.
    """
    name = storable(name)
    key = speaker_key(name, kind)
    known = _own(session, kind, key, article)
    if known is None and again:
        row = session.get_one(ArticleRow, article)
        known = _credited_as(session, (key, *(office_keys(row.text, name) if kind == SpeakerKind.PERSON else ())), row)
    if known is not None:
        return known
    linkable = is_linkable(name, kind)
    found = anywhere(session, name, kind, key) if linkable else named_by_a_person(session, name, ALIASED)
    if not found and not linkable and kind == SpeakerKind.PERSON:
        meant = holder(session, session.get_one(ArticleRow, article), name)
        if meant is not None:
            return meant
    if len(found) == 1:
        add_alias(session, found[0], name, kind, within=within)
        return found[0]
    return new_speaker(session, name, kind, None if linkable and not found else article, first=article, within=within)


class ArticleSpeakers(dict[tuple[str, str], int]):
    """Maps name and kind to the speaker's id, for all who were credited in one reading of an article so far."""

    def __init__(self, session: Session, article: int, *, again: bool = True, within: Operation | None = None) -> None:
        self._link = partial(link, session, article=article, again=again, within=within)

    def __missing__(self, named: tuple[str, str]) -> int:
        self[named] = self._link(*named)
        return self[named]


def _own(session: Session, kind: str, key: str, article: int) -> int | None:
    """Returns the speaker of that name who is known in this article alone."""
    return session.scalar(
        select(SpeakerRow.id).where(
            SpeakerRow.article_id == article, SpeakerRow.name_key == key, SpeakerRow.kind == kind
        )
    )


def _credited_as(session: Session, keys: tuple[str, ...], article: ArticleRow) -> int | None:
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
            or_(SpeakerRow.article_id.is_(None), SpeakerRow.article_id == article.id),
        )
        .distinct()
    )
    found = session.scalars(credited).all()
    return found[0] if len(found) == 1 else None


def anywhere(session: Session, name: str, kind: str, key: str) -> list[int]:
    """Returns the ids of the speakers, known beyond one article, whom *name* surely names."""
    base = (
        select(SpeakerAliasRow.speaker_id, SpeakerAliasRow.alias)
        .join(SpeakerRow, SpeakerRow.id == SpeakerAliasRow.speaker_id)
        .where(BEYOND_ARTICLES)
    )
    same = {row[0] for row in session.execute(base.where(SpeakerRow.kind == kind, SpeakerAliasRow.key == key))}
    if not same:
        same = set(named_by_a_person(session, name))
    if same or kind != SpeakerKind.PERSON:
        return sorted(same)
    fits = {each.speaker for each in namesakes(session, name) if surely_same(each.alias, name)}
    fits -= {each for each in fits if any(gone.key == key for gone in removed_aliases(session, each))}
    if fits and is_given(given_words(name)):
        known = aliases_of(session, fits, names.family_key(name))
        fits -= {each.speaker for each in known if _speaks_against(each.alias, name)}
    return sorted(fits)


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


def named_by_a_person(session: Session, name: str, *actions: str) -> list[int]:
    """Returns the ids of the speakers, of any kind, to whom a person (not the program) has given *name*.

    With *actions*, the name must have been given by one of these actions: a short name that a person typed is enough
    to link by, a surname that came along with a merge is not.
    """
    keys = {speaker_key(name, kind) for kind in (SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.GROUP)}
    given = (
        select(DecisionRow.subject_id)
        .where(DecisionRow.subject == SpeakerAliasRow.__tablename__, DecisionRow.subject_id == SpeakerAliasRow.id)
        .where(DecisionRow.action != REEXTRACTED)
    )
    if actions:
        given = given.where(DecisionRow.action.in_(actions))
    query = (
        select(SpeakerAliasRow.speaker_id)
        .join(SpeakerRow, SpeakerRow.id == SpeakerAliasRow.speaker_id)
        .where(BEYOND_ARTICLES, SpeakerAliasRow.key.in_(keys), given.exists())
        .distinct()
    )
    return sorted(session.scalars(query))


def new_speaker(
    session: Session,
    name: str,
    kind: str,
    article: int | None,
    *,
    first: int | None = None,
    within: Operation | None = None,
) -> int:
    """Makes a speaker with its name as first alias and returns its id.

    With *article* (an id) the speaker is known in that article alone.  *first* is the article that first names it.
    """
    key = speaker_key(name, kind)
    uid = new_uid(session, key, kind, first)
    row = SpeakerRow(uid=uid, name=name, name_key=key, kind=kind, note="", article_id=article)
    session.add(row)
    session.flush()
    if within is not None:
        within.log_added(row)
    add_alias(session, row.id, name, kind, within=within)
    return row.id


def add_alias(
    session: Session, speaker: int, alias: str, kind: str, *, key: str | None = None, within: Operation | None = None
) -> None:
    """Adds another spelling of a speaker's name, or with *key* a name that is looked up by that key.

    Does nothing if the speaker has the name already, or if a person has taken it away."""
    known = session.scalar(
        select(SpeakerAliasRow.id).where(SpeakerAliasRow.speaker_id == speaker, SpeakerAliasRow.alias == alias)
    )
    if known is None and not any(gone.alias == alias or gone.key == key for gone in removed_aliases(session, speaker)):
        keys = alias_keys(alias, kind) if key is None else {"key": key}
        row = SpeakerAliasRow(speaker_id=speaker, alias=alias, **keys)
        session.add(row)
        session.flush()
        if within is not None:
            within.log_added(row)
