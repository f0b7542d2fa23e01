"""Uids of new speakers, derived so that two stores built from the same articles in the same order have the same."""

from collections.abc import Callable, Collection
from itertools import count

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from quotes.store.article_identity import speaker_uid
from quotes.store.decisions.operations import batched
from quotes.store.schema import ArticleRow, SpeakerFormerRow, SpeakerRow


def new_uid(session: Session, key: str, kind: str, article: int | None) -> str:
    """Returns the uid of a new speaker with that name key, first met in that article (its id; None: in none)."""
    first = session.scalar(select(ArticleRow.uid).where(ArticleRow.id == article)) or ""
    return free_uid(key, kind, first, lambda uid: bool(taken_uids(session, [uid])))


def free_uid(key: str, kind: str, article: str, is_taken: Callable[[str], bool]) -> str:
    """Returns the uid of a new speaker with that name key, first met in the article with that uid.

    One that another speaker has, or had before a merge, *is_taken* and passed over.
    """
    uids = (speaker_uid(key, kind, article, number) for number in count(1))
    return next(uid for uid in uids if not is_taken(uid))


def taken_uids(session: Session, uids: Collection[str]) -> set[str]:
    """Returns those of *uids* that a speaker has, or had before it was merged into another."""
    found: set[str] = set()
    for some in batched(sorted(uids)):
        has = select(SpeakerRow.uid).where(SpeakerRow.uid.in_(some))
        had = select(SpeakerFormerRow.uid).where(SpeakerFormerRow.uid.in_(some))
        found |= set(session.scalars(union_all(has, had)))
    return found
