"""Uids of new speakers, derived so that two stores built from the same articles in the same order have the same."""

from itertools import count

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from quotes.store.article_identity import speaker_uid
from quotes.store.schema import ArticleRow, SpeakerFormerRow, SpeakerRow


def new_uid(session: Session, key: str, kind: str, article: int | None) -> str:
    """Returns the uid of a new speaker with that name key, first met in that article (its id; None: in none).

    One that another speaker has, or had before a merge, is passed over.
    """
    first = session.scalar(select(ArticleRow.uid).where(ArticleRow.id == article)) or ""
    uids = (speaker_uid(key, kind, first, number) for number in count(1))
    return next(uid for uid in uids if not _is_taken(session, uid))


def _is_taken(session: Session, uid: str) -> bool:
    has = exists().where(SpeakerRow.uid == uid)
    had = exists().where(SpeakerFormerRow.uid == uid)
    return bool(session.scalar(select(or_(has, had))))
