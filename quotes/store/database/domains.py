"""Domains of outlets for rows from before they were filled: no migration can tell them, as none imports us."""

from sqlalchemy import Connection, select, update

from quotes.store.article_identity import domain_of
from quotes.store.schema import ArticleRow, OutletRow


def fill_domains(connection: Connection) -> int:
    """Gives outlets without a domain the one host that all their articles with a URL have; returns how many got one.

    A host that two outlets have, as a portal's, is no outlet's own.
    """
    hosts: dict[int, set[str]] = {}
    taken = set(connection.scalars(select(OutletRow.domain).where(OutletRow.domain.is_not(None))))
    rows = select(ArticleRow.outlet_id, ArticleRow.url).where(
        ArticleRow.outlet_id.is_not(None), ArticleRow.url.is_not(None)
    )
    for outlet, url in connection.execute(rows.execution_options(yield_per=10_000)):
        host = domain_of(url)
        if outlet is not None and host is not None:
            hosts.setdefault(outlet, set()).add(host)
    owners: dict[str, list[int]] = {}
    for outlet, found in hosts.items():
        for host in found:
            owners.setdefault(host, []).append(outlet)
    filled = 0
    for outlet, found in sorted(hosts.items()):
        host = min(found)
        if len(found) == 1 and owners[host] == [outlet] and host not in taken:
            empty = update(OutletRow).where(OutletRow.id == outlet, OutletRow.domain.is_(None)).values(domain=host)
            filled += connection.execute(empty).rowcount
    return filled
