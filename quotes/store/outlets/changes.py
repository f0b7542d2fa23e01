"""Changes that people make to outlets: names, merges, domains. Each is one operation.

The outlet's own name is part of the identity of its articles without a URL (``text:`` + key of the outlet + hash), so
that goes along.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quotes.errors import UsageProblem
from quotes.plurals import counted
from quotes.store.decisions.operations import Operation, Receipt, operation
from quotes.store.name_keys import outlet_key
from quotes.store.query.identifiers import find_outlet, one_outlet
from quotes.store.schema import ArticleRow, OutletAliasRow, OutletRow, QuoteRow
from quotes.wording import text_or_none

_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}\Z")
_KEYED = ("text", "recorded")
"""Beginnings of story keys in which the outlet's key comes second."""


def rename_outlet(session: Session, name: str, new: str, *, note: str | None = None) -> Receipt:
    """Calls an outlet *new*; the name so far stays as an alias.

    :raises NotFound: there is no such outlet.
    :raises UsageProblem: another outlet is called *new*.
    """
    outlet = _outlet(session, name)
    new = " ".join((text_or_none(new) or "").split())
    if not new:
        raise UsageProblem("the new name is empty")
    taken = find_outlet(session, new)
    if taken not in (None, outlet.id):
        other = session.get_one(OutletRow, taken)
        raise UsageProblem(f"{new!r} is a name of the outlet {other.name}; quotes outlets merge makes them one")
    identity, before = outlet.id, outlet.name_key
    with operation(session, "outlet rename", note=note) as running:
        running.said = f"renamed {outlet.name} to {new}"
        running.update(OutletRow, OutletRow.id == identity, name=new, name_key=outlet_key(new))
        if taken is None:
            running.insert(OutletAliasRow, outlet=identity, alias=new, key=outlet_key(new))
        _rekey(running, identity, before, outlet_key(new))
    return running.receipt


class OutletMerge(NamedTuple):
    """A planned merge of outlets: the one that goes, the one that stays, and the numbers of rows that move."""

    gone: str
    into: str
    articles: int
    quotations: int


def planned_outlet_merges(session: Session, gone: Sequence[str], into: str) -> list[OutletMerge]:
    """Returns what :func:`merge_outlets` would do, for each outlet that would go; changes nothing.

    :raises NotFound: one of them doesn't exist.
    :raises UsageProblem: an outlet is to be merged into itself.
    """
    target, sources = _merged(session, gone, into)
    found = []
    for source in sources:
        articles, quotations = session.execute(
            select(func.count(ArticleRow.id.distinct()), func.count(QuoteRow.id))
            .select_from(ArticleRow)
            .outerjoin(QuoteRow, QuoteRow.article_id == ArticleRow.id)
            .where(ArticleRow.outlet_id == source.id)
        ).one()
        found.append(OutletMerge(source.name, target.name, articles, quotations))
    return found


def merge_outlets(session: Session, gone: Sequence[str], into: str, *, note: str | None = None) -> Receipt:
    """Makes the outlets *gone* one with *into*, which takes over articles, names and quotations said via them.

    :raises NotFound: one of them doesn't exist.
    :raises UsageProblem: an outlet is to be merged into itself.
    """
    target, sources = _merged(session, gone, into)
    keep, key, domain = target.id, target.name_key, target.domain
    with operation(session, "outlet merge", note=note) as running:
        moved = 0
        for source in sources:
            moved += running.update(ArticleRow, ArticleRow.outlet_id == source.id, outlet=keep)
            _rekey(running, keep, source.name_key, key)
            running.update(QuoteRow, QuoteRow.via_outlet_id == source.id, via_outlet=keep)
            running.update(OutletAliasRow, OutletAliasRow.outlet_id == source.id, outlet=keep)
            running.delete(OutletRow, OutletRow.id == source.id)
            domain = domain or source.domain
        running.update(OutletRow, OutletRow.id == keep, domain=domain)
        gone_names = ", ".join(each.name for each in sources)
        running.said = f"merged {gone_names} into {target.name} ({counted(moved, 'article')})"
    return running.receipt


def set_domain(session: Session, name: str, domain: str, *, note: str | None = None) -> Receipt:
    """Sets the internet domain of an outlet (``example.com``, or a URL there); empty takes it away.

    :raises NotFound: there is no such outlet.
    :raises UsageProblem: it is no domain.
    """
    outlet = _outlet(session, name)
    given = (text_or_none(domain) or "").lower()
    if "//" in given:
        try:
            given = urlsplit(given).hostname or given
        except ValueError:
            given = ""
    host = given.removeprefix("www.").rstrip(".")
    if (host or domain.strip()) and not _DOMAIN.match(host):
        raise UsageProblem(f"{domain!r} is no domain: they look like example.com")
    with operation(session, "outlet domain", note=note) as running:
        running.said = f"the domain of {outlet.name} is {host}" if host else f"{outlet.name} has no domain"
        running.update(OutletRow, OutletRow.id == outlet.id, domain=host or None)
    return running.receipt


def _merged(session: Session, gone: Sequence[str], into: str) -> tuple[OutletRow, list[OutletRow]]:
    target = _outlet(session, into)
    sources: dict[int, OutletRow] = {}
    for name in gone:
        source = _outlet(session, name)
        if source.id == target.id:
            raise UsageProblem(f"{name!r} and {into!r} are one outlet already: {target.name}")
        sources[source.id] = source
    session.expunge_all()  # what is read here stays as it was while the merge changes rows
    return target, list(sources.values())


def _rekey(running: Operation, outlet: int, before: str, after: str) -> None:
    """Gives the articles of an outlet whose story keys name it by the key *before* the key *after*.

    A story that is there under both keeps its own.
    """
    session = running.session
    for kind in _KEYED:
        beginning = f"{kind}:{before}:"
        rows = session.execute(
            select(ArticleRow.story_key)
            .where(ArticleRow.outlet_id == outlet, ArticleRow.story_key.startswith(beginning, autoescape=True))
            .distinct()
        ).scalars()
        for old in list(rows):
            new = f"{kind}:{after}:{old.removeprefix(beginning)}"
            if session.scalar(select(ArticleRow.id).where(ArticleRow.story_key == new).limit(1)) is None:
                running.update(ArticleRow, ArticleRow.story_key == old, story_key=new)


def _outlet(session: Session, name: str) -> OutletRow:
    """Returns the outlet of that name or alias.

    :raises NotFound: there is none.
    """
    return session.get_one(OutletRow, one_outlet(session, name))
