"""Searches for the very characters, or for a regular expression, within a limit of time."""

import re
import time
from typing import Any

from sqlalchemy import Select, func
from sqlalchemy.orm import Session

from quotes.errors import UsageProblem
from quotes.store.database.timeouts import TookTooLong, alarm, within
from quotes.store.schema import QuoteRow
from quotes.wording import storable

SECONDS = 20.0
"""How long such a search may take, unless another limit is given."""


def containing(session: Session, query: Select[Any], characters: str) -> Select[Any]:
    """Returns the quotations of *query* whose words contain *characters*, letter for letter, marks and capitals too."""
    within_words = func.instr if session.get_bind().dialect.name == "sqlite" else func.strpos
    return query.where(within_words(QuoteRow.words, storable(characters)) > 0)


def expression(pattern: str) -> re.Pattern[str]:
    """Returns *pattern* as a regular expression of Python's, in which ``.`` also matches a line's end.

    :raises UsageProblem: *pattern* is no regular expression; the message says where.
    """
    try:
        return re.compile(storable(pattern), re.DOTALL)
    except (re.error, RecursionError, OverflowError) as error:
        where = getattr(error, "pos", None)
        spot = "" if where is None else f" at character {where + 1}"
        raise UsageProblem(f"{pattern[:60]!r} is no regular expression{spot}: {getattr(error, 'msg', error)}") from None


def fitting(
    session: Session, query: Select[Any], pattern: re.Pattern[str], *, limit: int | None, seconds: float = SECONDS
) -> list[int]:
    """Returns the ids of the quotations of *query*, in its order, in whose words *pattern* finds something; at most
    *limit*.

    :raises TookTooLong: the search lasts longer than *seconds*.
    """
    message = f"the search was stopped after {seconds:g} s; narrow it with filters, or allow more with --timeout"
    until = time.monotonic() + seconds
    ids: list[int] = []
    with alarm(seconds, message), within(session, seconds):
        listed = query.with_only_columns(QuoteRow.id, QuoteRow.words, maintain_column_froms=True)
        for number, words in session.execute(listed.execution_options(yield_per=2000)):
            if time.monotonic() > until:
                raise TookTooLong(message)
            if pattern.search(words):
                ids.append(number)
                if len(ids) == limit:
                    break
    return ids
