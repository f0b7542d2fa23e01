"""Does one piece of work, so that a bug costs that piece and no other."""

from collections.abc import Callable
from typing import TypeVar

from quotes.errors import ArticleFailed, QuotesError, UnreadableSource

Given = TypeVar("Given")
Result = TypeVar("Result")


def attempt(work: Callable[[Given], Result], given: Given) -> Result | QuotesError:
    """Returns what *work* makes of *given*, or, as a value, the error that it met: an :class:`ArticleFailed` for a
    bug.
    """
    try:
        return work(given)
    except QuotesError as error:
        return error
    except Exception as error:
        return ArticleFailed(error)


def settled(outcome: Result | QuotesError) -> Result | UnreadableSource:
    """Returns the *outcome* of an attempt; raises it if it is an error that every other piece would meet too."""
    if isinstance(outcome, QuotesError) and not isinstance(outcome, UnreadableSource):
        raise outcome
    return outcome
