"""Says of each difference between two wordings what it is, whether an editor may make it, and what it touches."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quotes.comparison.alignment import Group, Role
from quotes.comparison.units import ELLIPSIS, Unit
from quotes.english import contractions, meaning_words
from quotes.english.lexicons import lexicon
from quotes.english.names import given_gender
from quotes.english.numbers import is_number_key
from quotes.model import Span
from quotes.wording import fold

JOINED = 3
"""Least words dropped up to a sentence's end that make two stretches joined; fewer are words dropped."""
JOINED_WITHIN = 8
"""The same inside a sentence."""
MOST_PAIRS = 400
"""Pairs of words that are tried for opposites (*likely*, *unlikely*) in one change."""
_FILLERS = frozenset({"um", "umm", "uh", "er", "erm", "uhm"})


class ChangeKind(StrEnum):
    """What happened to the stored words."""

    DROPPED = "dropped"
    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    JOINED = "joined"
    """Two stretches stand together as if nothing had been between them."""
    ELLIPSIS = "ellipsis"
    """An ellipsis stands for words."""
    CUT = "cut"
    """The stored wording goes on at this end."""
    BEYOND = "beyond"
    """The given wording goes on at this end, where the stored one has ended."""


class Editing(StrEnum):
    """What an editor may do to a quotation without altering it."""

    CASE = "case"
    ACCENTS = "accents"
    SPELLING = "spelling"
    CONTRACTION = "contraction"
    NUMBER = "number"
    """The same number in digits or in words."""
    HYPHEN = "hyphen"
    """One word written as two."""
    GLOSS = "gloss"
    """Words in square brackets."""
    FILLER = "filler"
    """*um* and the like are left out."""


class Meaning(StrEnum):
    """What a change touches, if it touches more than the choice of words."""

    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"
    QUANTIFIER = "quantifier"
    MODAL = "modal"


@dataclass(frozen=True, slots=True)
class Change:
    """A difference: its words in the given and in the stored text (an empty span where there are none)."""

    kind: ChangeKind
    given: Span
    stored: Span
    editing: Editing | None = None
    """Set where an editor may do this."""
    touches: tuple[Meaning, ...] = ()

    @property
    def is_alteration(self) -> bool:
        """Whether the wording is no longer the stored one; a cut at an end and what an editor may do is none."""
        return self.editing is None and self.kind is not ChangeKind.CUT

    @property
    def alters_meaning(self) -> bool:
        """Whether it drops, adds, changes or moves a negation, number, name, quantifier or modal verb.

        Of what an ellipsis hides, or is left out between two stretches, only a negation counts.
        """
        if self.kind in (ChangeKind.ELLIPSIS, ChangeKind.JOINED):
            return Meaning.NEGATION in self.touches
        return self.is_alteration and bool(self.touches)


def difference(
    group: Group, given: Sequence[Unit], stored: Sequence[Unit], given_text: str, stored_text: str
) -> Change | None:
    """Returns the change that *group* of the alignment is, or None if only marks differ."""
    all_given, all_stored = given[group.given : group.given_end], stored[group.stored : group.stored_end]
    ours = [unit for unit in all_given if unit.key != ELLIPSIS]
    theirs = [unit for unit in all_stored if unit.key != ELLIPSIS]
    if not ours and not theirs:
        return None
    spans = span_of(all_given, given, group.given), span_of(all_stored, stored, group.stored)
    touches = touched(ours, theirs, given_text, stored_text)
    if group.role is Role.CUT:
        return Change(ChangeKind.CUT, *spans, touches=touches)
    if group.role is Role.BEYOND:
        return Change(ChangeKind.BEYOND, *spans, editing=_gloss(ours, touches), touches=touches)
    elides = len(all_given) > len(ours) or len(all_stored) > len(theirs)
    if not ours:
        following = stored[group.stored_end].begins_sentence if group.stored_end < len(stored) else True
        return _dropped(theirs, spans, touches, elides=elides, following=following)
    if not theirs:
        kind = ChangeKind.ELLIPSIS if elides else ChangeKind.ADDED
        return Change(kind, *spans, editing=_gloss(ours, touches), touches=touches)
    editing = _same_in_other_form(ours, theirs) or _gloss(ours, touches) or _gloss(theirs, touches)
    return Change(ChangeKind.CHANGED, *spans, editing=editing, touches=() if _is_form(editing) else touches)


def _dropped(
    theirs: Sequence[Unit], spans: tuple[Span, Span], touches: tuple[Meaning, ...], *, elides: bool, following: bool
) -> Change:
    if elides:
        return Change(ChangeKind.ELLIPSIS, *spans, touches=touches)
    if all(unit.key in _FILLERS for unit in theirs):
        return Change(ChangeKind.DROPPED, *spans, editing=Editing.FILLER)
    if (gloss := _gloss(theirs, touches)) is not None:
        return Change(ChangeKind.DROPPED, *spans, editing=gloss, touches=touches)
    ends_sentence = following or any(unit.begins_sentence for unit in theirs)
    is_joined = len(theirs) >= (JOINED if ends_sentence else JOINED_WITHIN)
    return Change(ChangeKind.JOINED if is_joined else ChangeKind.DROPPED, *spans, touches=touches)


def span_of(units: Sequence[Unit], everything: Sequence[Unit], at: int) -> Span:
    """Returns the stretch that *units* cover, or the empty one between the neighbours if there are none; *at* is where
    they begin in *everything*.
    """
    if units:
        return Span(units[0].span.start, units[-1].span.end)
    place = everything[at].span.start if at < len(everything) else everything[-1].span.end if everything else 0
    return Span(place, place)


def _gloss(units: Sequence[Unit], touches: tuple[Meaning, ...]) -> Editing | None:
    """Returns :attr:`Editing.GLOSS` if all *units* stand in square brackets and none of them denies."""
    is_gloss = all(unit.is_bracketed for unit in units) and Meaning.NEGATION not in touches
    return Editing.GLOSS if is_gloss else None


def _is_form(editing: Editing | None) -> bool:
    return editing is not None and editing is not Editing.GLOSS


def _same_in_other_form(ours: Sequence[Unit], theirs: Sequence[Unit]) -> Editing | None:
    """Returns how two runs with other keys are the same words, if they are: *wellbeing* and *well-being*, *'d* and
    *would*, *twenty twenty-five* and *2025*.
    """
    if "".join(unit.key for unit in ours) == "".join(unit.key for unit in theirs):
        if not all(is_number_key(unit.key) for unit in (*ours, *theirs)):
            return Editing.HYPHEN
        if any(_is_spoken_year(units) for units in (ours, theirs)):
            return Editing.NUMBER
    if len(ours) == len(theirs) and all(
        one.key == other.key or _may_be(one.key, other.key) for one, other in zip(ours, theirs, strict=True)
    ):
        return Editing.CONTRACTION
    return None


def _is_spoken_year(units: Sequence[Unit]) -> bool:
    """Tests whether *units* are two numbers of two digits; of others (*two, three*) the digits make no number."""
    return len(units) == 2 and all(len(unit.key) == 2 and unit.key.isdigit() for unit in units)


def _may_be(one: str, other: str) -> bool:
    return other in contractions.MAY_BE.get(one, ()) or one in contractions.MAY_BE.get(other, ())


def form(ours: Unit, theirs: Unit, given_text: str, stored_text: str) -> Editing | None:
    """Returns in what two units with one key differ as they are written, or None if they don't."""
    one, other = ours.span.of(given_text), theirs.span.of(stored_text)
    if one == other or ours.key == ELLIPSIS:
        return None
    if _bare(one.casefold()) == _bare(other.casefold()):
        return Editing.CASE if _bare(one) != _bare(other) else None
    if _bare(fold(one)) == _bare(fold(other)):
        return Editing.ACCENTS
    if ours.is_contracted or theirs.is_contracted:
        return Editing.CONTRACTION
    return Editing.NUMBER if is_number_key(ours.key) else Editing.SPELLING


def _bare(word: str) -> str:
    """Returns *word* without the marks and blanks inside it: *U.S.*, *[W]e*."""
    return "".join(char for char in word if char.isalnum() or not char.isascii())


def touched(ours: Iterable[Unit], theirs: Iterable[Unit], given_text: str, stored_text: str) -> tuple[Meaning, ...]:
    """Returns what the words of both sides differ in, besides the choice of words."""
    ours, theirs = list(ours), list(theirs)
    sides = [_by_meaning(ours, given_text), _by_meaning(theirs, stored_text)]
    found = {meaning for meaning in Meaning if sides[0][meaning] != sides[1][meaning]}
    if 0 < len(ours) * len(theirs) <= MOST_PAIRS and any(
        meaning_words.is_opposite(one.key, other.key) for one in ours for other in theirs
    ):
        found.add(Meaning.NEGATION)
    return tuple(meaning for meaning in Meaning if meaning in found)


def _by_meaning(units: Sequence[Unit], text: str) -> dict[Meaning, Counter[str]]:
    found: dict[Meaning, Counter[str]] = {meaning: Counter() for meaning in Meaning}
    for unit in units:
        for meaning, words in (
            (Meaning.NEGATION, meaning_words.NEGATIONS),
            (Meaning.QUANTIFIER, meaning_words.QUANTIFIERS),
            (Meaning.MODAL, meaning_words.MODALS),
        ):
            if unit.key in words:
                found[meaning][unit.key] += 1
        if is_number_key(unit.key):
            found[Meaning.NUMBER][unit.key] += 1
        elif is_name(unit, text):
            found[Meaning.NAME][unit.key] += 1
    return found


def is_name(unit: Unit, text: str) -> bool:
    """Tests whether *unit* looks like part of a name: it has a capital inside a sentence, or lists of names have it."""
    word = unit.span.of(text)
    if not word[:1].isupper() or unit.key in ("i", "'s", "'d") or unit.key in lexicon("never_names"):
        return False
    if not unit.begins_sentence:
        return True
    return given_gender(word) is not None or word.lower() in lexicon("surnames") or word in lexicon("places")
