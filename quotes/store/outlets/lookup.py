"""Outlets: found by any of their names, made at first mention."""

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from quotes.store.name_keys import outlet_key
from quotes.store.query.filters import COUNTED
from quotes.store.query.identifiers import find_outlet, one_outlet
from quotes.store.schema import ArticleRow, OutletAliasRow, OutletRow, QuoteRow
from quotes.wording import storable


def outlet_for(session: Session, name: str) -> int:
    """Returns the id of the outlet that *name* names; a new one where none does."""
    found = find_outlet(session, name)
    if found is not None:
        return found
    row = OutletRow(name=" ".join(storable(name).split()), name_key=outlet_key(name))
    session.add(row)
    session.flush()
    session.add(OutletAliasRow(outlet_id=row.id, alias=row.name, key=row.name_key))
    session.flush()
    return row.id


def story_outlet(session: Session, name: str | None) -> str:
    """Returns the key by which a story's identity names its outlet: that of the outlet's own name, whichever alias is
    given.
    """
    if name is None:
        return ""
    found = find_outlet(session, name)
    return outlet_key(name) if found is None else session.get_one(OutletRow, found).name_key


def outlet_names(session: Session, name: str) -> tuple[str, ...]:
    """Returns every name of the outlet that is called *name*, oldest first; none where there is none."""
    query = select(OutletAliasRow.alias).where(OutletAliasRow.outlet_id == find_outlet(session, name))
    return tuple(session.scalars(query.order_by(OutletAliasRow.id)))


class OutletLine(NamedTuple):
    """An outlet in a list."""

    outlet: str
    domain: str | None
    articles: int
    quotations: int
    first_on: dt.date | None
    last_on: dt.date | None


def outlets(
    session: Session, name: str | None = None, *, narrow: Callable[[Any], Any] | None = None
) -> list[OutletLine]:
    """Returns all outlets, or the one that is named, with counts of current articles and of what was said in them, by
    name.

    *narrow* puts all conditions on the quotations: those that fit them count, and outlets without any are left out.

    :raises NotFound: there is none of that name.
    """
    counted = COUNTED if narrow is None else ()
    query = (
        select(
            OutletRow.name,
            OutletRow.domain,
            func.count(ArticleRow.id.distinct()),
            func.count(QuoteRow.id.distinct()),
            func.min(ArticleRow.published_on),
            func.max(ArticleRow.published_on),
        )
        .select_from(OutletRow)
        .outerjoin(ArticleRow, (ArticleRow.outlet_id == OutletRow.id) & ArticleRow.is_current)
        .outerjoin(QuoteRow, and_(QuoteRow.article_id == ArticleRow.id, *counted))
        .group_by(OutletRow.id, OutletRow.name, OutletRow.domain, OutletRow.name_key)
        .order_by(OutletRow.name_key)
    )
    if name is not None:
        query = query.where(OutletRow.id == one_outlet(session, name))
    if narrow is not None:
        query = narrow(query)
    return [OutletLine(*row) for row in session.execute(query)]
