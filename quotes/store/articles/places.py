"""Finds where words stand in the text of an article, however a person or another program typed them."""

import re
from collections.abc import Container, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.store.schema import QuoteRow, SpeakerAliasRow
from quotes.wording import fold

ENCLOSING = frozenset('"“”„‟«»‘’‹›「」')
"""Quotation marks: words between two of them are a whole quotation."""
_SAME = {**dict.fromkeys("'’‘", "['’‘]"), **dict.fromkeys('"“”„', '["“”„]'), **dict.fromkeys("-‐‑–—", "[-‐‑–—]")}
"""Characters that a keyboard doesn't tell apart, each with the pattern for all of them."""

SEVERAL = "has words that stand several times in the article: the first place that is free was taken"
OTHERWISE = "has words that the article spells otherwise (marks, blanks, the first letter): its spelling was taken"


def places(text: str, words: str) -> list[tuple[int, int]]:
    """Returns the stretches of *text* that read as *words*, the likeliest first.

    Forms of marks and dashes, blanks, and the case of the first letter may differ.  What stands between quotation
    marks comes before what doesn't, and what has the words letter for letter before what only reads alike; then it is
    the order of the text.  What begins or ends inside a word is none of them, save the one place of
    words that stand nowhere else (some scripts put no blanks between words).
    """
    if not words.strip():
        return []
    pattern = pattern_of(words, first_letter=True)
    found = [match.span() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text)]
    if not found and text.count(words) == 1:
        found = [(text.index(words), text.index(words) + len(words))]

    def rank(place: tuple[int, int]) -> tuple[bool, bool, int]:
        start, end = place
        return not _is_whole(text, start, end), text[start:end] != words, start

    return sorted(found, key=rank)


def likeliest(
    found: Sequence[tuple[int, int]], *, own: Container[object], taken: Container[object]
) -> tuple[int, int] | None:
    """Returns which of the places *found* is meant: the first of the speaker's *own* quotations, else the first that
    is not *taken* by another, else the first of all; None if there is no place.
    """
    if not found:
        return None
    return next((each for each in found if each in own), next((each for each in found if each not in taken), found[0]))


def places_of(session: Session, article: int, speaker: str | None) -> set[tuple[int, int]]:
    """Returns the places of the article's quotations whose speaker has the name *speaker*, or, for None, no speaker."""
    query = (
        select(QuoteRow.start_offset, QuoteRow.end_offset, SpeakerAliasRow.alias)
        .outerjoin(SpeakerAliasRow, SpeakerAliasRow.speaker_id == QuoteRow.speaker_id)
        .where(QuoteRow.article_id == article, QuoteRow.start_offset.is_not(None))
    )
    wanted = fold(speaker or "")
    return {(start or 0, end or 0) for start, end, alias in session.execute(query) if fold(alias or "") == wanted}


def pattern_of(words: str, *, first_letter: bool = False) -> str:
    """Returns the regular expression for *words*, whatever the blanks and the form of marks and dashes; with
    *first_letter* also whatever the case of the first character.
    """
    pieces = ["".join(_SAME.get(char, re.escape(char)) for char in piece) for piece in words.split()]
    first = words.split()[0][0] if pieces else ""
    if first_letter and first.isalpha():
        pieces[0] = f"(?:{re.escape(first.lower())}|{re.escape(first.upper())}){pieces[0][len(re.escape(first)) :]}"
    return r"\s+".join(pieces)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tests whether quotation marks stand directly around a stretch, the point or comma at its end left aside."""
    behind = text[end : end + 2].lstrip(",.")[:1]
    return start > 0 and text[start - 1] in ENCLOSING and behind in ENCLOSING
