"""Takes a wording apart into units, each with a key that spelling, accents, capitals and digits don't change."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from quotes.english import contractions, numbers
from quotes.english.spellings import spelling_key
from quotes.model import Span
from quotes.wording import FoldedWord, folded_words

ELLIPSIS = "…"
"""Key of the unit that stands for an ellipsis."""
_ELLIPSIS = re.compile(r"[\[(]?(?:…|\.(?:\s?\.){2,3})[\])]?")
_BRACKETED = re.compile(r"\[[^\[\]]{1,200}\]")
"""Words that an editor put in; those in round brackets are the speaker's own aside."""
_WITHIN_WORD = frozenset("'’ʼ[]")
"""Characters that may stand inside a word: *don't*, *[W]e*, *resign[ed]*."""
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]]*\s")
_CURRENCIES = frozenset("$£€¥")


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, a number, what it counts, or an ellipsis; a contraction is two."""

    key: str
    span: Span
    """Where it stands in the wording."""
    is_bracketed: bool = False
    begins_sentence: bool = False
    is_contracted: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the text before numbers are read: folded pieces that an apostrophe or a bracket joins."""

    pieces: tuple[str, ...]
    apostrophe: bool
    """Whether the last piece stands behind an apostrophe."""
    span: Span
    last_start: int
    """Where the apostrophe stands, if there is one."""
    begins_sentence: bool


@lru_cache(maxsize=32)
def units(text: str) -> tuple[Unit, ...]:
    """Returns the units of *text*, in order; their spans never overlap."""
    words = _words(text)
    plain = [_number_form(word, text) for word in words]
    ellipses = [Span(*found.span()) for found in _ELLIPSIS.finditer(text)]
    brackets = [Span(*found.span()) for found in _BRACKETED.finditer(text) if not _ELLIPSIS.fullmatch(found[0])]
    made: list[Unit] = []
    at = 0
    while at < len(words):
        number = numbers.number_at(plain, at)
        taken = number.words if number is not None else 1
        if number is not None:
            unit, counted = _counted(text, number.key, words[at : at + taken], plain[at + taken : at + taken + 2])
            taken += counted
            end = max(unit.span.end, words[at + taken - 1].span.end)
            made.append(replace(unit, span=Span(unit.span.start, end)))
        else:
            made += _worded(words[at], plain[at])
        at += taken
    made += [Unit(ELLIPSIS, span) for span in ellipses]
    made.sort(key=lambda unit: unit.span)
    return tuple(_with_brackets(made, brackets))


def _words(text: str) -> list[_Word]:
    """Returns the words of *text*: folded ones, joined where only an apostrophe, a bracket or a number's own mark is
    between them, and initials (*U.S.*) as one.
    """
    found: list[_Word] = []
    group: list[FoldedWord] = []
    marks: list[str] = []
    for word in folded_words(text):
        between = text[group[-1].end : word.start] if group else " "
        if group and _joins(group[-1], between, word):
            marks.append(between)
            group.append(word)
            continue
        if group:
            found.append(_word(text, group, marks, found))
        group, marks = [word], []
    if group:
        found.append(_word(text, group, marks, found))
    return found


def _joins(before: FoldedWord, between: str, word: FoldedWord) -> bool:
    if word.start < before.end or between in _WITHIN_WORD:  # one character may fold to two words, as ½ does
        return True
    if between == ".":
        both_digits = before.word.isdigit() and word.word[:1].isdigit()
        return both_digits or (len(before.word) == len(word.word) == 1 and before.word.isalpha())
    return between == "," and before.word.isdigit() and re.match(r"\d{3}(?!\d)", word.word) is not None


def _word(text: str, group: list[FoldedWord], marks: list[str], before: list[_Word]) -> _Word:
    start, end = group[0].start, group[-1].end
    apart = group[-2].end if len(group) > 1 else end
    gap = text[before[-1].span.end : start] if before else ""
    apostrophe = bool(marks) and marks[-1] in "'’ʼ"
    pieces: tuple[str, ...] = tuple(piece.word for piece in group)
    if pieces[0].isdigit() and "." in marks:
        pieces = ("".join(f"{'.' * (mark == '.')}{piece}" for mark, piece in zip(["", *marks], pieces, strict=True)),)
    elif not apostrophe:
        pieces = ("".join(pieces),)
    elif len(pieces) > 2:
        pieces = ("".join(pieces[:-1]), pieces[-1])
    if "]" in "".join(marks) and text[start - 1 : start] == "[":
        start -= 1
    elif "[" in "".join(marks) and text[end : end + 1] == "]":
        end += 1
    begins = not before or _SENTENCE_END.search(gap) is not None
    return _Word(pieces, apostrophe, Span(start, end), apart, begins)


def _number_form(word: _Word, text: str) -> str:
    """Returns *word* as :func:`quotes.english.numbers.number_at` reads it; a letter behind a sum is for a scale."""
    form = "".join(word.pieces)
    is_sum = word.span.start > 0 and text[word.span.start - 1] in _CURRENCIES
    return form if is_sum or not re.fullmatch(r"\d+(?:\.\d+)?[km]", form) else f"{form} "


def _counted(text: str, key: str, words: list[_Word], following: list[str]) -> tuple[Unit, int]:
    """Returns the unit of a number with what it counts (``$5``, ``35%``, ``5 million dollars``), and how many of the
    *following* words belong to it.
    """
    start, end = words[0].span.start, words[-1].span.end
    counts, taken = "", 0
    if text[end : end + 1] == "%":
        counts, end = "percent", end + 1
    elif start and text[start - 1] in _CURRENCIES:
        counts, start = numbers.UNITS[text[start - 1]], start - 1
    elif following == ["per", "cent"]:
        counts, taken = "percent", 2
    elif following and following[0] in numbers.UNITS:
        counts, taken = numbers.UNITS[following[0]], 1
    unit = Unit(f"{key} {counts}".rstrip(), Span(start, end), begins_sentence=words[0].begins_sentence)
    return unit, taken


def _worded(word: _Word, form: str) -> list[Unit]:
    """Returns the units of a word that is no number: two for a contraction or a possessive."""
    before, behind = (word.pieces[0], word.pieces[1]) if word.apostrophe else (form, "")
    halves = contractions.apart(before, behind)
    if halves is None:
        key = numbers.UNITS.get(form) or spelling_key(form.strip())
        return [Unit(key, word.span, begins_sentence=word.begins_sentence)]
    parting = (word.last_start if word.apostrophe else word.span.end) - halves.letters
    return [
        Unit(spelling_key(halves.first), Span(word.span.start, parting), False, word.begins_sentence, True),
        Unit(halves.second, Span(parting, word.span.end), is_contracted=True),
    ]


def _with_brackets(made: list[Unit], brackets: list[Span]) -> list[Unit]:
    """Returns *made* with the units that touch one of *brackets* marked; none if all do: they explain nothing then."""
    left = iter(brackets)
    bracket: Span | None = next(left, None)
    marked: list[Unit] = []
    for unit in made:
        while bracket is not None and bracket.end <= unit.span.start:
            bracket = next(left, None)
        inside = bracket is not None and bracket.start < unit.span.end and unit.key != ELLIPSIS
        marked.append(replace(unit, is_bracketed=True) if inside else unit)
    return made if all(unit.is_bracketed for unit in marked) else marked
