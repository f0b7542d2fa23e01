"""Selects what of an article is annotated: the paragraphs with a quotation, and those that lead to one or name its
speaker.

About half the words of news do neither, and attribution hardly ever looks there.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from quotes.annotation.masking import MASK_REST, MASK_START
from quotes.english.lexicons import lexicon
from quotes.english.verbs import reporting_forms
from quotes.model import Span


class Reach(StrEnum):
    """The codes for how much of an article is annotated beside its quotations."""

    NEEDED = "needed"
    BEFORE = "before"  # the paragraph before each, needed or not: more to learn from
    EVERYTHING = "everything"


FARTHER = 3
"""Most paragraphs annotated before one that begins with a pronoun, whose name stands earlier."""
BEFORE = 10
"""Sentences before one with a quotation that are annotated in the same paragraph."""
LAST = 5
"""Sentences annotated at the end of a paragraph that stands before an annotated one."""
_FROM_BEFORE = re.compile(r"\W*(?:He|She|They|It|His|Her|Their|Its)\b")
_DASH = re.compile(r"\s*[—–-]")
_SOMEBODY = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_BESIDE_NAME = re.compile(r"\b([A-Z][\w-]*)[,.)]? ([a-z]+)|\b(according to|[a-z]+) (?=(?:[A-Z][\w.-]* )*([A-Z][\w-]*))")
"""A word behind a capitalised one, or before a row of them, whose last one counts."""
_KNOWN_OCCASION = re.compile(r"\b(?:[Dd]uring|[Aa]t|[Ii]n) the ([a-z]+)\b")
_OPENING = re.compile(r"\b(?:He|She|They)\b")


def needed_paragraphs(masked: str, paragraphs: Sequence[Span], held: Sequence[object], *, always: bool) -> list[int]:
    """Returns the positions of the paragraphs with a quotation (*held*) and of those that lead to one, in order.

    The paragraph before is among them *always*, or unless the words around the quotation name the speaker; more if one
    begins with a pronoun. One behind is if it begins with a dash (*— Dana Okafor*), or if it stands alone between two
    of these, as its people go on if *he* or *she* follows. *masked* is the text with its quotations masked.
    """
    found: list[int] = []
    for number, holds in enumerate(held):
        if not holds:
            continue
        reached = found[-1] if found else -1
        back = number
        if back - 1 > reached and (always or _points_back(masked, paragraphs[number - 1], paragraphs[number])):
            back -= 1
        first = back
        while (
            back - 1 > reached
            and first - back < FARTHER
            and (_FROM_BEFORE.match(masked, paragraphs[back].start) or masked[paragraphs[back].end - 1] == "?")
        ):
            back -= 1
        alone = back - 1 == reached + 1 and reached >= 0
        if alone and (always or _SOMEBODY.search(masked, paragraphs[back].start, paragraphs[number].end)):
            back -= 1
        found.extend(range(back, number + 1))
        if (
            number + 1 < len(held)
            and not held[number + 1]
            and _names_behind(masked, paragraphs, number, not reached + 1)
        ):
            found.append(number + 1)
    return found


def _names_behind(masked: str, paragraphs: Sequence[Span], number: int, opening: bool) -> bool:
    """Tests whether the paragraph behind one with a quotation may name the speaker: behind a dash, or below a quotation
    that stands alone.

    Below a quotation that stands alone it may if it is a line without a full stop, or if the article is only *opening*.
    """
    here, below = paragraphs[number], paragraphs[number + 1]
    if _DASH.match(masked, below.start):
        return True
    if masked[here.start] != MASK_START or masked[here.end - 1] not in (MASK_START, MASK_REST):
        return False
    if not masked[below.start].isupper():
        return False
    line = below.end - below.start <= LONGEST_BYLINE and masked[below.end - 1] not in ".?!:"
    return line or opening


LONGEST_BYLINE = 120
"""Characters of the longest line below a quotation that is its byline."""


def _points_back(masked: str, before: Span, here: Span) -> bool:
    """Tests whether a paragraph with a quotation needs the one *before*, for the speaker or for how and when it was
    said.

    It doesn't if its own words name the speaker, hold neither *he* nor *she* nor an occasion named as known (*during
    the call*, whose date stands before), and the one before neither names the speaker nor begins a sentence with a
    pronoun. On 5,900 quotations of 405 articles no figure changes for it.
    """
    words = masked[here.start : here.end]
    if _SOMEBODY.search(words) or _speaks_of_occasion(words):
        return True
    forms = reporting_forms()
    names = {m[1] or m[4] for m in _BESIDE_NAME.finditer(words) if (m[2] or m[3]) in forms or m[3] == "according to"}
    if not names:
        return True
    earlier = masked[before.start : before.end]
    return _OPENING.search(earlier) is not None or any(name in earlier for name in names)


def _speaks_of_occasion(words: str) -> bool:
    """Tests whether *words* mention an occasion that was named before: *during the call*."""
    return any(match[1] in lexicon("occasions") for match in _KNOWN_OCCASION.finditer(words))


def needed_sentences(masked: str, found: Sequence[tuple[int, int]], *, goes_on: bool) -> list[tuple[int, int]]:
    """Returns those of the sentences *found* in a paragraph that hold a quotation or lead to one, in it or in the next
    paragraph if the text *goes_on*.
    """
    kept: list[tuple[int, int]] = []
    reached = 0
    for number, (a, b) in enumerate(found):
        if masked.find(MASK_START, a, b) >= 0:
            following = number + 1 + (masked[b - 1] in (MASK_START, MASK_REST))  # “We open!” Okafor thundered.
            kept.extend(found[max(reached, number - BEFORE) : following])
            reached = min(following, len(found))
    if goes_on or not kept:
        kept.extend(found[max(reached, len(found) - LAST) :])
    return kept
