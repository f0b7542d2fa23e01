"""Carries out one search as ``quotes search`` was asked for it: by words, letter for letter, or by a regular
expression.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from quotes.errors import UsageProblem

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from quotes.store.query.filters import Filter
    from quotes.store.query.language import Order, Query
    from quotes.store.search.conditions import Conditions


def say_remarks(session: "Session", query: "str | Query") -> None:
    """Says on standard error what in *query* cannot mean what its writer had in mind, a line each."""
    from quotes.store.search.remarks import remarks
    from quotes.store.search.search import understood

    for remark in remarks(session, understood(session, query) if isinstance(query, str) else query):
        click.echo(f"quotes: {remark}", err=True)


@dataclass(frozen=True)
class Search:
    """What is looked for, in which order, how long, and how many at most (None: all)."""

    words: str
    filters: "Filter"
    order: "Order"
    most: int | None
    exact: bool = False
    regex: bool = False
    timeout: float | None = None
    reverse: bool = False
    offset: int = 0
    """How many of the first are left out."""
    known: "Conditions" = field(default_factory=dict)
    """Fields that were looked up already."""

    def __post_init__(self) -> None:
        if self.exact and self.regex:
            raise UsageProblem("--exact and --regex exclude each other")
        if self.timeout is not None and not self.literal:
            raise UsageProblem("--timeout is for --exact and --regex")
        if self.literal and not self.words:
            raise UsageProblem("say what to look for")
        if self.regex:
            _ = self.pattern  # said before a store is opened

    @property
    def literal(self) -> bool:
        """Whether characters are looked for, not words."""
        return self.exact or self.regex

    @property
    def seconds(self) -> float:
        """How long characters are looked for, in seconds."""
        from quotes.store.search.exact_search import SECONDS

        return SECONDS if self.timeout is None else self.timeout

    def query(self, session: "Session") -> "Query":
        """Returns the words as a query of the store; an empty one if characters are looked for."""
        from quotes.store.query.language import Query
        from quotes.store.search.search import understood

        return Query(()) if self.literal else understood(session, self.words)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The characters that are looked for, as a pattern.

        :raises UsageProblem: they are no regular expression.
        """
        from quotes.store.search.exact_search import expression

        return expression(self.words if self.regex else re.escape(self.words))

    def places(self, query: "Query", words: str) -> Sequence[tuple[int, int]]:
        """Returns where *query* was found in the *words* of a quotation."""
        from quotes.wording import occurrences

        if self.literal:
            return [each.span() for each in self.pattern.finditer(words) if each.end() > each.start()]
        return occurrences(words, query.sought)

    def matching(self, session: "Session") -> "Select[Any]":
        """Returns the quotations that fit; a regular expression is applied to them only later."""
        from quotes.store.search.exact_search import containing
        from quotes.store.search.search import matching

        found = matching(session, "" if self.literal else self.words, self.filters, self.known)
        return containing(session, found, self.words) if self.exact else found

    def count(self, session: "Session") -> int:
        """Returns how many quotations fit."""
        from quotes.store.database.timeouts import within
        from quotes.store.search.exact_search import fitting
        from quotes.store.search.search import count, how_many

        if not self.literal:
            return how_many(session, self.words, self.filters, self.known)
        if self.regex:
            return len(fitting(session, self.matching(session), self.pattern, limit=None, seconds=self.seconds))
        with within(session, self.seconds):
            return count(session, self.matching(session))

    def advice(self, session: "Session", query: "Query") -> Sequence[str]:
        """Returns what may help if nothing was found, a line each."""
        from quotes.store.search.near import near_wordings
        from quotes.store.search.search import suggestion

        if self.literal:
            return ()
        better = suggestion(session, self.words, self.filters)
        near = [f"near: {each}" for each in near_wordings(session, query, self.filters)]
        return (*([f"try: quotes search '{better}'"] if better else []), *near)

    @contextmanager
    def rows(self, session: "Session", query: "Query") -> "Iterator[Iterable[dict[str, Any]]]":
        """Gives the rows that fit, in order, while there is time."""
        from quotes.store.database.timeouts import within
        from quotes.store.search.exact_search import fitting
        from quotes.store.search.rows import read_by_id
        from quotes.store.search.search import ordered

        found = ordered(self.matching(session), self.order, query, reverse=self.reverse)
        if self.regex:
            most = None if self.most is None else self.most + self.offset
            ids = fitting(session, found, self.pattern, limit=most, seconds=self.seconds)[self.offset :]
            yield read_by_id(session, ids)
        elif self.exact:
            with within(session, self.seconds):
                yield self._rows(session, found, query)
        else:
            yield self._rows(session, found, query)

    def _rows(self, session: "Session", found: "Select[Any]", query: "Query") -> Iterable[dict[str, Any]]:
        from quotes.store.search.rows import AT_ONCE, streamed
        from quotes.store.search.search import listed

        if self.most is None or self.most > AT_ONCE:  # more than is held in memory at a time
            return streamed(session, found.limit(self.most).offset(self.offset))
        return listed(session, found, self.most, query, offset=self.offset)
