"""Tells the differences of two wordings in short sentences."""

from collections.abc import Iterator

from quotes.comparison.changes import Change, ChangeKind, Editing
from quotes.comparison.compare import Comparison

LONGEST = 80
"""Characters of words in a sentence from which on their middle is left out."""
_UNSAID = frozenset({Editing.CASE})
"""What an editor does so often that no sentence tells it."""


def differences(comparison: Comparison, given: str, stored: str) -> list[str]:
    """Returns a sentence for each difference, in the order of the texts: *“not” is left out (negation)*.

    Cuts at the ends and other capitals are not told.
    """
    return [told for change in comparison.changes for told in _told(change, given, stored)]


def _told(change: Change, given: str, stored: str) -> Iterator[str]:
    here, there = _short(change.given.of(given)), _short(change.stored.of(stored))
    if change.editing is not None:
        if change.editing not in _UNSAID:
            yield f"{change.editing.value}: {' for '.join(words for words in (here, there) if words)}"
        return
    touches = f" ({', '.join(change.touches)})" if change.touches else ""
    match change.kind:
        case ChangeKind.DROPPED:
            yield f"{there} is left out{touches}"
        case ChangeKind.ADDED | ChangeKind.BEYOND:
            yield f"{here} is added{touches}"
        case ChangeKind.CHANGED:
            yield f"{here} for {there}{touches}"
        case ChangeKind.MOVED:
            yield f"{here} stands elsewhere{touches}"
        case ChangeKind.JOINED:
            yield f"joined over {there}{touches}"
        case ChangeKind.ELLIPSIS:
            yield f"an ellipsis hides {there or here}{touches}"
        case ChangeKind.CUT:
            pass


def stored_instead(change: Change, given: str, stored: str) -> str:
    """Returns what the stored wording has where *change* is: *“not”*, *“all” for “some”*, *without “never”*."""
    here, there = _short(change.given.of(given)), _short(change.stored.of(stored))
    if not there:
        return f"without {here}"
    return f"{there} for {here}" if here else there


def _short(words: str) -> str:
    words = " ".join(words.split())
    if len(words) > LONGEST:
        words = f"{words[: LONGEST // 2].rstrip()} … {words[-LONGEST // 2 :].lstrip()}"
    return f"“{words}”" if words else ""
