"""Says in one line what Spark says in pages."""

from collections.abc import Iterator
from contextlib import contextmanager

from quotes.errors import NotFound, QuotesError, UsageProblem

LONGEST = 300
"""Characters of a message of Spark that are shown."""
_MISSING = "PATH_NOT_FOUND"
_USAGE = frozenset(("UNABLE_TO_INFER_SCHEMA", "UNRESOLVED_COLUMN.WITH_SUGGESTION"))


@contextmanager
def told_in_a_line(what: str) -> Iterator[None]:
    """Turns an error of Spark into one of ours, whose message begins with *what*.

    :raises NotFound: a path doesn't exist.
    :raises QuotesError: anything else that Spark met.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except PySparkException as error:
        condition = error.getCondition() or ""
        kind = NotFound if condition == _MISSING else UsageProblem if condition in _USAGE else QuotesError
        raise kind(f"{what}: {_shortened(str(error))}") from error
    except Py4JError as error:
        cause = getattr(error, "java_exception", None)
        raise QuotesError(f"{what}: {_shortened(str(error) if cause is None else cause.toString())}") from error


def _shortened(message: str) -> str:
    """Returns the first lines of a message, without the trace of Java behind them."""
    said = " ".join(message.partition("\n\tat ")[0].partition("Driver stacktrace")[0].split())
    return said if len(said) <= LONGEST else said[:LONGEST] + "…"
