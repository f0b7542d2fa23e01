"""Outlets that may be one: pairs with the reason, for a person to decide.  Nothing is merged here."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.store.article_identity import domain_of
from quotes.store.outlets.lookup import alike
from quotes.store.schema import ArticleRow, OutletRow


class OutletPair(NamedTuple):
    """Two outlets that may be one: the one with fewer articles, the other, why, and how many articles each has."""

    gone: str
    into: str
    reason: str
    articles: int
    articles_into: int


def outlet_suggestions(session: Session) -> list[OutletPair]:
    """Returns pairs of outlets whose articles stand on one host and whose names share a telling word, or of which one
    is called as that host; those with most articles first.

    Portals carry articles of many outlets on one host: names that have nothing in common are no pair.
    """
    names = dict(session.execute(select(OutletRow.id, OutletRow.name)).all())
    articles: Counter[int] = Counter()
    on_host: dict[str, set[int]] = defaultdict(set)
    for number, domain in session.execute(select(OutletRow.id, OutletRow.domain)):
        if domain is not None:
            on_host[domain].add(number)
    rows = select(ArticleRow.outlet_id, ArticleRow.url).where(ArticleRow.outlet_id.is_not(None), ArticleRow.is_current)
    for outlet, url in session.execute(rows.execution_options(yield_per=10_000)):
        if outlet is None:
            continue
        articles[outlet] += 1
        host = domain_of(url)
        if host is not None:
            on_host[host].add(outlet)
    for number, name in names.items():
        if name.casefold().removeprefix("www.") in on_host:
            on_host[name.casefold().removeprefix("www.")].add(number)
    pairs = {(pair[:2]): pair[2] for pair in _pairs(names, articles, on_host)}
    found = [
        OutletPair(names[gone], names[into], why, articles[gone], articles[into]) for (gone, into), why in pairs.items()
    ]
    return sorted(found, key=lambda each: (-each.articles_into, -each.articles, each.into, each.gone))


def _pairs(
    names: dict[int, str], articles: Counter[int], on_host: dict[str, set[int]]
) -> Iterator[tuple[int, int, str]]:
    """Yields the ids of two outlets, the one with fewer articles first, and why they may be one."""
    for host, outlets in sorted(on_host.items()):
        for one, other in combinations(sorted(outlets, key=lambda each: (articles[each], -each)), 2):
            if alike(names[one], names[other], host):
                yield one, other, f"both on {host}"
