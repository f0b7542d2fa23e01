"""Says in one line what Spark says in pages."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from quotes.errors import NotFound, QuotesError, UsageProblem

LONGEST = 300
"""Characters of a message of Spark that are shown."""
_KNOWN: Mapping[str, tuple[type[QuotesError], str]] = {
    "PATH_NOT_FOUND": (NotFound, "there is no such file or folder"),
    "UNABLE_TO_INFER_SCHEMA": (UsageProblem, "there is no Parquet in it"),
    "FAILED_READ_FILE.CANNOT_READ_FILE_FOOTER": (QuotesError, "{file} is no Parquet, or is damaged"),
    "FAILED_READ_FILE.NO_HINT": (QuotesError, "{file} is no Parquet, or is damaged"),
}
"""What is said in the place of Spark's own words, by the condition that Spark puts in brackets before them."""
_ABORTED, _LAST = "Job aborted due to stage failure: ", "most recent failure: "
_ENDS = ("\n\tat ", "Driver stacktrace", "SQLSTATE: ", "Consider setting ")
"""What a message is cut off before: the trace of Java, a code, and advice to who develops a worker."""
_TRACEBACK = "Traceback (most recent call last):\n"
"""What an error of Python in a worker begins with; calls are indented, the first line that isn't says what failed."""


@contextmanager
def told_in_a_line(what: str) -> Iterator[None]:
    """Turns an error of Spark into one of ours, whose message begins with *what*.

    :raises NotFound: a path doesn't exist.
    :raises UsageProblem: a path or a setting cannot be one, or there is no Parquet.
    :raises QuotesError: anything else that Spark met.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import IllegalArgumentException, PySparkException

    try:
        yield
    except PySparkException as error:
        kind, said = plainly(str(error))
        raise (UsageProblem if isinstance(error, IllegalArgumentException) else kind)(f"{what}: {said}") from error
    except Py4JError as error:
        cause = getattr(error, "java_exception", None)
        kind, said = plainly(str(error) if cause is None else cause.toString())
        raise kind(f"{what}: {said}") from error


def plainly(message: str) -> tuple[type[QuotesError], str]:
    """Returns the class of our errors that a *message* of Spark belongs to, and what it says: in one line, without
    classes of Java, codes and traces, of at most :data:`LONGEST` characters.
    """
    for end in _ENDS:
        message = message.partition(end)[0]
    if _TRACEBACK in message:
        lines = message.rpartition(_TRACEBACK)[2].splitlines()
        failed = next((line for line in lines if line[:1].strip()), "an error of Python")
        message = f"a worker failed ({failed[:LONGEST]}); quotes --debug says where"
    words = message.split()
    known = next((_KNOWN[name] for word in words if (name := word.strip("[]")) in _KNOWN), None)
    said = " ".join(word for word in words if not _is_code(word)).removeprefix(_ABORTED)
    if _LAST in said:
        said = said.partition(_LAST)[2].partition("): ")[2]  # behind the number of the task and the name of its machine
    if known is not None:
        kind, plain = known
        return kind, plain.format(file=said.partition(" reading file ")[2].partition(". ")[0].removesuffix("."))
    return QuotesError, said if len(said) <= LONGEST else said[:LONGEST] + "…"


def _is_code(word: str) -> bool:
    """Tests whether a word is the name of a class of Java's errors, with its colon, or of a condition in brackets, as
    ``[PATH_NOT_FOUND]``.
    """
    if word.endswith(("Exception:", "Error:")):
        return "." in word
    return word[:1] == "[" and word[-1:] == "]" and "_" in word and word == word.upper()
