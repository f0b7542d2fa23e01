"""Reads what a page was asked from its address, and writes addresses that ask: the address holds the whole state."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self, cast
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from quotes.errors import UsageProblem
from quotes.filters import Filters, filter_of
from quotes.nearest import did_you_mean
from quotes.store.query.filters import Filter
from quotes.store.query.language import Order
from quotes.store.query.values import shares

FILTERS = (
    "speaker", "outlet", "since", "until", "said_since", "said_until", "via", "kind", "status", "modality",
    "min_confidence", "credited", "all_versions",
)  # fmt: skip
"""Parameters of an address that narrow, in the order in which they are written."""
LONGEST_QUERY = 4000
"""Characters of a query that are read: an address holds no more in every browser and proxy."""
LONGEST = 500
"""Characters of another parameter that are read."""
DEEPEST = 100_000
"""The last page that can be asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, what narrows it (as typed), an order and the number of a page, from 1."""

    query: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    order: str = Order.DATE.value
    page: int = 1

    @classmethod
    def of(cls, parameters: "MultiDict[str, str]") -> Self:
        """Returns what *parameters* of an address ask; what cannot be read as an order or a page is left out."""
        given = {
            name: ",".join(value.strip() for value in parameters.getlist(name) if value.strip())[:LONGEST]
            for name in FILTERS
        }
        order = parameters.get("order", "")
        page = parameters.get("page", "")
        return cls(
            _cut(parameters.get("q", "").strip()),
            {name: value for name, value in given.items() if value},
            order if order in tuple(Order) else Order.DATE.value,
            min(int(page[:9]), DEEPEST) if page.isascii() and page.isdigit() and int(page[:9]) > 0 else 1,
        )

    @property
    def is_anything(self) -> bool:
        """Whether anything narrows the store."""
        return bool(self.query or self.given)

    def filters(self) -> Filter:
        """Returns what narrows, as the store takes it.

        :raises UsageProblem: a value cannot be read, or no quotation can pass.
        """
        values: dict[str, Any] = {name: self.given.get(name) for name in FILTERS if name in self.given}
        credited = values.pop("credited", None)
        if credited is not None:
            values["uncredited"] = credited == "no"
        if "all_versions" in values:
            values["all_versions"] = values["all_versions"] in ("yes", "1")
        if "min_confidence" in values:
            span = shares(values["min_confidence"])
            if span is None:
                raise UsageProblem(f"{values['min_confidence']!r} is no confidence; write 0.9 or 90%")
            values["min_confidence"] = span[0]
        filters = filter_of(cast(Filters, values))
        for first, last in ((filters.since, filters.until), (filters.said_since, filters.said_until)):
            if first and last and last < first:
                raise UsageProblem(f"{last} is before {first}: no day is in both; change them round")
        if filters.uncredited and filters.speaker:
            raise UsageProblem("what nobody is credited with has no speaker: leave one of the two out")
        return filters

    def with_(self, **changed: str | None) -> "Asked":
        """Returns this with other values of filters; None takes one away. It begins at the first page."""
        given = {**self.given, **changed}
        return replace(self, given={name: value for name, value in given.items() if value}, page=1)

    def parameters(self) -> list[tuple[str, str]]:
        """Returns names and values for an address or a form, without what is as usual."""
        found = [("q", self.query)] if self.query else []
        found += [(name, self.given[name]) for name in FILTERS if name in self.given]
        found += [("order", self.order)] if self.order != Order.DATE.value else []
        return found + ([("page", str(self.page))] if self.page > 1 else [])

    def address(self, path: str = "/", **more: str) -> str:
        """Returns the address below *path* that asks this, with *more* parameters behind."""
        asked = urlencode([*self.parameters(), *more.items()])
        return f"{path}?{asked}" if asked else path


def _cut(query: str) -> str:
    """Returns *query*, or the whole words at the beginning of one that is too long."""
    return query if len(query) <= LONGEST_QUERY else query[:LONGEST_QUERY].rpartition(" ")[0] or query[:LONGEST_QUERY]


def choice(given: str | None, known: tuple[str, ...], what: str) -> str | None:
    """Returns *given* if it is one of *known*; None for nothing.

    :raises UsageProblem: it is something else; *what* says of what.
    """
    if not given:
        return None
    if given not in known:
        raise UsageProblem(f"there is no {what} {given[:60]!r}{did_you_mean(given, known)}")
    return given
