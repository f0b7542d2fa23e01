"""The errors that a person meets.  Each class carries the exit status the command line ends with.

The message is one line that says what is wrong and what to do.  Anything that is not one of these is a
bug and keeps its traceback; where one article of several meets it, that is an :class:`ArticleFailed`.
"""

import traceback
from typing import Any


class QuotesError(Exception):
    """The command failed and nothing was changed."""

    exit_code = 1


class UsageProblem(QuotesError):
    """The call cannot be carried out as written: an impossible date, an unknown column, an ambiguous name."""

    exit_code = 2


class SomeInputsFailed(QuotesError):
    """Some inputs could not be read; everything else is stored."""

    exit_code = 3


class NotFound(QuotesError):
    """A quotation, speaker, outlet, report or database that was named does not exist."""

    exit_code = 4


class SchemaMismatch(QuotesError):
    """The database is older or newer than the program."""

    exit_code = 5


class DatabaseBusy(QuotesError):
    """The database was still locked when the wait ended."""

    exit_code = 6


class Damaged(QuotesError):
    """The database's file is not what SQLite wrote."""


class ProblemsFound(QuotesError):
    """A check ran to its end and found something."""

    exit_code = 7


class Interrupted(QuotesError):
    """Somebody pressed Ctrl-C while everything was to be stored or nothing."""

    exit_code = 130


class UnreadableSource(QuotesError):
    """Raised when a source cannot be read as an article; a batch records it and goes on."""


class ArticleFailed(UnreadableSource):
    """A bug of ours that one article met; a batch records it and goes on."""

    def __init__(self, error: Exception) -> None:
        said = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
        said = said if len(said) <= LONGEST_CAUSE else said[:LONGEST_CAUSE] + "…"
        super().__init__(f"could not be processed ({said}); quotes --debug says where")
        self.trace = "".join(traceback.format_exception(error)).rstrip()
        """The traceback, written out: kept as an object it would hold all that the article had in memory."""
        self.add_note(self.trace)

    def __reduce__(self) -> tuple[Any, ...]:
        """Returns how to make it again in another process, which has the words and not the error."""
        return _failed_elsewhere, (str(self), self.trace)


LONGEST_CAUSE = 200
"""Characters of a bug's message that are shown."""


def _failed_elsewhere(message: str, trace: str) -> ArticleFailed:
    failure = ArticleFailed.__new__(ArticleFailed, message)
    failure.trace = trace
    failure.add_note(trace)
    return failure
