"""The outlets that a batch of articles names, looked up together within one transaction."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from quotes.store.article_identity import domain_of
from quotes.store.decisions.operations import batched
from quotes.store.name_keys import outlet_key
from quotes.store.outlets.lookup import outlet_for
from quotes.store.schema import OutletAliasRow, OutletRow
from quotes.wording import storable


class KnownOutlet(NamedTuple):
    """An outlet as the store has it."""

    id: int
    name: str
    key: str
    domain: str | None


class KnownOutlets:
    """Finds outlets as :mod:`quotes.store.outlets.lookup` does, a query for all that is expected to be asked."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._expected_names: dict[str, None] = {}
        self._expected_domains: dict[str, None] = {}
        self._forget()

    def _forget(self) -> None:
        self._names: set[str] = set()
        self._domains: set[str] = set()
        self._by_key: dict[str, KnownOutlet] = {}
        self._by_spelling: dict[str, KnownOutlet] = {}
        self._by_domain: dict[str, KnownOutlet] = {}

    def expect(self, names: Iterable[str], urls: Iterable[str | None]) -> None:
        """Tells the names and the addresses of articles that are about to be asked for."""
        self._expected_names.update(dict.fromkeys(names))
        domains = (domain_of(url) for url in urls)
        self._expected_domains.update({domain: None for domain in domains if domain is not None})

    def find(self, name: str) -> KnownOutlet | None:
        """Returns the outlet of that name or alias, by its very spelling before its key; None if there is none."""
        if name not in self._names:
            self._read_names({name: None, **self._expected_names})
        spelt = None if name.isascii() else self._by_spelling.get(storable(name))
        return spelt or self._by_key.get(outlet_key(name))

    def story_key(self, name: str | None) -> str:
        """Returns the key by which a story's identity names its outlet, whichever alias is given; empty for None."""
        found = None if name is None else self.find(name)
        return found.key if found is not None else outlet_key(name) if name is not None else ""

    def of_article(self, name: str, url: str | None) -> KnownOutlet:
        """Returns the outlet of an article at *url* (None: it has none) that *name* names; makes one if there is
        none.
        """
        found, domain = self.find(name), domain_of(url)
        if found is not None and (domain is None or found.domain is not None or self._owner(domain) is not None):
            return found
        made = outlet_for(self._session, name, url)
        self._forget()
        row = self._session.get_one(OutletRow, made)
        self._session.refresh(row)
        return KnownOutlet(row.id, row.name, row.name_key, row.domain)

    def _owner(self, domain: str) -> KnownOutlet | None:
        if domain not in self._domains:
            self._domains.update({domain: None, **self._expected_domains})
            for some in batched(sorted(self._domains)):
                rows = select(OutletRow.id, OutletRow.name, OutletRow.name_key, OutletRow.domain)
                for row in self._session.execute(rows.where(OutletRow.domain.in_(some))):
                    self._by_domain[str(row[3])] = KnownOutlet(*row)
        return self._by_domain.get(domain)

    def _read_names(self, names: Iterable[str]) -> None:
        new = sorted(set(names) - self._names)
        self._names.update(new)
        query = (
            select(
                OutletAliasRow.alias,
                OutletAliasRow.key,
                OutletRow.id,
                OutletRow.name,
                OutletRow.name_key,
                OutletRow.domain,
            )
            .join(OutletRow, OutletRow.id == OutletAliasRow.outlet_id)
            .order_by(OutletAliasRow.id.desc())
        )
        for some in batched(new):
            keys = [outlet_key(name) for name in some]
            spelt = [storable(name) for name in some if not name.isascii()]
            asked = (
                or_(OutletAliasRow.key.in_(keys), OutletAliasRow.alias.in_(spelt))
                if spelt
                else OutletAliasRow.key.in_(keys)
            )
            for alias, key, identity, name, name_key, domain in self._session.execute(query.where(asked)):
                outlet = KnownOutlet(identity, name, name_key, domain)
                self._by_key[key] = self._by_spelling[alias] = outlet
