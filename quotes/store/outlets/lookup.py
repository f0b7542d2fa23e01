"""Outlets: found by any of their names, made at first mention."""

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, and_, cast, func, select, update
from sqlalchemy.orm import Session

from quotes.store.article_identity import domain_of
from quotes.store.name_keys import outlet_key
from quotes.store.query.filters import COUNTED
from quotes.store.query.identifiers import find_outlet, one_outlet
from quotes.store.schema import ArticleRow, OutletAliasRow, OutletRow, QuoteRow
from quotes.wording import fold, storable

_GENERIC = frozenset("the daily sunday weekly evening morning news online times post today tv radio media".split())
"""Words of outlets' names that by themselves make no two names alike."""


def outlet_for(session: Session, name: str, url: str | None = None) -> int:
    """Returns the id of the outlet that *name* names; makes one if there is none.

    *url* is that of an article.  Its host becomes the outlet's domain where neither has another; where it is the
    domain of an outlet whose name shares a telling word with *name* (*Daily Mirror*, *The Mirror*), *name* becomes an
    alias of that one.  Portals carry articles of many outlets under one host: these have no word in common.
    """
    domain = domain_of(url)
    owner = session.scalars(select(OutletRow).where(OutletRow.domain == domain)).first() if domain else None
    found = find_outlet(session, name)
    if found is None and owner is not None and domain is not None and alike(name, owner.name, domain):
        session.add(OutletAliasRow(outlet_id=owner.id, alias=" ".join(storable(name).split()), key=outlet_key(name)))
        session.flush()
        return owner.id
    if found is None:
        row = OutletRow(name=" ".join(storable(name).split()), name_key=outlet_key(name))
        session.add(row)
        session.flush()
        session.add(OutletAliasRow(outlet_id=row.id, alias=row.name, key=row.name_key))
        found = row.id
    if domain is not None and owner is None:
        session.execute(
            update(OutletRow).where(OutletRow.id == found, OutletRow.domain.is_(None)).values(domain=domain)
        )
    session.flush()
    return found


def alike(name: str, other: str, domain: str) -> bool:
    """Tests whether two names of outlets under one domain share a word that tells; the domain itself is such a name."""
    if domain in (name.casefold().removeprefix("www."), other.casefold().removeprefix("www.")):
        return True
    return bool((set(fold(name).split()) & set(fold(other).split())) - _GENERIC)


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
    per_article = (
        select(
            ArticleRow.outlet_id.label("outlet"),
            ArticleRow.published_on,
            func.count(QuoteRow.id).label("quotations"),
        )
        .select_from(ArticleRow)
        .outerjoin(QuoteRow, and_(QuoteRow.article_id == ArticleRow.id, *counted))
        .where(ArticleRow.is_current)
        .group_by(ArticleRow.id)
    )
    named = None if name is None else one_outlet(session, name)
    if named is not None:
        per_article = per_article.where(ArticleRow.outlet_id == named)
    # Article by article, in the order of an index: two different counts over all quotations need a tree of all of them.
    articles = (per_article if narrow is None else narrow(per_article)).subquery("articles")
    query = (
        select(
            OutletRow.name,
            OutletRow.domain,
            func.count(articles.c.quotations),
            cast(func.coalesce(func.sum(articles.c.quotations), 0), BigInteger),
            func.min(articles.c.published_on),
            func.max(articles.c.published_on),
        )
        .select_from(OutletRow)
        .join(articles, articles.c.outlet == OutletRow.id, isouter=narrow is None)
        .group_by(OutletRow.id, OutletRow.name, OutletRow.domain, OutletRow.name_key)
        .order_by(OutletRow.name_key)
    )
    if named is not None:
        query = query.where(OutletRow.id == named)
    return [OutletLine(*row) for row in session.execute(query)]
