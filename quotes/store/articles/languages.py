"""Tells the language of stored articles that have none: those of a program that did not look for it."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import bindparam, select, update

from quotes.languages import language_of
from quotes.store.database.connect import Store
from quotes.store.schema import ArticleRow

BATCH = 500
"""Articles of one transaction: what is told stays told when the rest is interrupted."""


class ToldLanguage(NamedTuple):
    """An article (its uid) that got a language."""

    article: str
    language: str


_UNTOLD = (ArticleRow.language.is_(None), ArticleRow.text.is_not(None))


def tell_languages(store: Store) -> Iterator[ToldLanguage]:
    """Gives every article that has a text and no language the one that its text is in; yields them in order.

    Some hundred are one transaction, so what is interrupted goes on where it ended.  Quotations stay as they are.
    """
    last = 0
    while True:
        with store.writing() as session:
            rows = session.execute(
                select(ArticleRow.id, ArticleRow.uid, ArticleRow.text)
                .where(ArticleRow.id > last, *_UNTOLD)
                .order_by(ArticleRow.id)
                .limit(BATCH)
            ).all()
            told = [ToldLanguage(uid, language_of(text or "")) for _, uid, text in rows]
            if not rows:
                return
            last = rows[-1][0]
            values = [{"row": row[0], "told": each.language} for row, each in zip(rows, told, strict=True)]
            table = ArticleRow.__table__
            session.connection().execute(
                update(ArticleRow).where(table.c.id == bindparam("row")).values(language=bindparam("told")), values
            )
        yield from told
