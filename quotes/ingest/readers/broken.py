"""What a library says of strangers' damaged files: one line, whatever it raises."""

from collections.abc import Iterator
from typing import TypeVar

from quotes.errors import QuotesError, UnreadableSource

T = TypeVar("T")


def refusing_broken(records: Iterator[T], what: str) -> Iterator[T]:
    """Yields *records* as a library gives them; *what* names the kind of file.

    :raises UnreadableSource: the library raised an error between two of them; libraries raise many kinds there.
    """
    while True:
        try:
            record = next(records)
        except StopIteration:
            return
        except QuotesError:
            raise
        except Exception as error:
            said = " ".join(str(error).split())[:80] or type(error).__name__
            raise UnreadableSource(f"is {what} that is broken ({said})") from None
        yield record
