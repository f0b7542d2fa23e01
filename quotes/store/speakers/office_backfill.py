"""Links surnames of earlier articles to a person whom a new article names in full with the same office.

*President Barack Obama* in one article says who *President Obama* is in the others."""

from collections.abc import Iterable, Mapping

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from quotes.english import names
from quotes.english.offices import office_key, offices_of
from quotes.model import SpeakerKind
from quotes.plurals import counted
from quotes.store.decisions.operations import RECOGNISED, REEXTRACTED, Operation, operation
from quotes.store.name_keys import is_linkable
from quotes.store.schema import ArticleRow, DecisionRow, QuoteRow, SpeakerAliasRow, SpeakerRow
from quotes.store.speakers.link import Linker, Surroundings
from quotes.store.speakers.lookup import described
from quotes.store.speakers.merges import leave, take_over
from quotes.store.speakers.office_links import holder


def recognise(
    linker: Linker, article: Surroundings, speakers: Mapping[tuple[str, str], int], *, within: Operation | None = None
) -> None:
    """Adds aliases like *President Obama* for the offices that *article* gives to its *speakers* by their full names.

    When a speaker gets such an alias for the first time, earlier articles that credited the bare surname are linked
    as if they were added now, so that the order of additions does not matter.  This is one operation, which can be
    undone (part of *within* if that is given).  Speakers about whom a person has decided anything are left alone.
    """
    session = linker.session
    for name, kind in list(speakers):
        if kind != SpeakerKind.PERSON or not is_linkable(name, kind) or not article.text:
            continue
        offices = offices_of(article.text, name)
        speaker = speakers[name, kind]
        if not offices or not linker.is_beyond(speaker):
            continue
        family = names.parse(name).family
        news = [each for each in sorted(offices) if _call(linker, speaker, f"{each} {family}", each)]
        if not news:
            continue
        linker.flush()
        speaker = linker.rows.real(speaker)
        if within is not None:
            _lift(within, speaker, family)
        else:
            with operation(session, RECOGNISED) as running:
                articles, moved = _lift(running, speaker, family)
                whose = described(session.get_one(SpeakerRow, speaker))
                running.said = (
                    f"{news[0]} {family} of {counted(articles, 'article')} is {whose} ({counted(moved, 'quotation')})"
                )
        linker.names.forget()


def _call(linker: Linker, speaker: int, alias: str, office: str) -> bool:
    """Adds the alias of office and surname to *speaker*; returns False if it has such an alias or must not get one."""
    key = office_key(office, names.family_key(alias) or "")
    if any(linker.rows.real(each.speaker) == speaker for each in linker.names.with_key(key)):
        return False
    return linker.add_alias(speaker, alias, SpeakerKind.PERSON, key=key)


def _lift(running: Operation, speaker: int, family: str) -> tuple[int, int]:
    """Moves to *speaker* what articles credit to the bare surname *family* where they mean that speaker.

    Returns the number of speakers that were merged and of the quotations that moved."""
    session = running.session
    moved = articles = 0
    for identity, name, within in _alone(session, family):
        article = session.get_one(ArticleRow, within)
        if holder(session, article, name) == speaker:
            running.delete(
                SpeakerAliasRow, SpeakerAliasRow.speaker_id == identity
            )  # no further name: it says too little
            moved += take_over(running, identity, speaker)
            leave(running, session.get_one(SpeakerRow, identity), speaker)
            articles += 1
    return articles, moved


def _alone(session: Session, family: str) -> Iterable[tuple[int, str, int]]:
    """Returns id, name and article of the speakers who are known by that bare surname in one article alone.

    Those about whom a person has decided anything are left out."""
    decided = or_(
        exists().where(
            DecisionRow.subject == "speaker",
            DecisionRow.subject_id == SpeakerRow.id,
            DecisionRow.action != REEXTRACTED,
        ),
        exists().where(
            DecisionRow.subject == "speaker_alias",
            DecisionRow.action != REEXTRACTED,
            DecisionRow.subject_id == SpeakerAliasRow.id,
            SpeakerAliasRow.speaker_id == SpeakerRow.id,
        ),
        exists().where(
            DecisionRow.subject == "quote", DecisionRow.subject_id == QuoteRow.id, QuoteRow.speaker_id == SpeakerRow.id
        ),
    )
    called = exists().where(
        SpeakerAliasRow.speaker_id == SpeakerRow.id, SpeakerAliasRow.family_key == names.family_key(family)
    )
    rows = session.execute(
        select(SpeakerRow.id, SpeakerRow.name, SpeakerRow.article_id)
        .where(SpeakerRow.article_id.is_not(None), SpeakerRow.kind == SpeakerKind.PERSON.value, called, ~decided)
        .order_by(SpeakerRow.id)
    ).all()
    return [(row[0], row[1], row[2]) for row in rows if row[2] is not None and not names.is_full(row[1])]
