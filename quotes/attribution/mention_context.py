"""Describes what surrounds a mention in its sentence; it is the same for every quotation that the mention may have
said.
"""

import re
from typing import NamedTuple

from quotes.attribution.unit_kinds import AUXILIARIES, KIND_OF, LETTER_OF, MENTIONS, VERBS, one_of
from quotes.attribution.unit_row import Row
from quotes.attribution.units import Units
from quotes.english.verbs import verb_stem
from quotes.named_tuples import new_tuple

_ATTACHING = ("of", "for", "in", "at", "from", "with", "on", "&", "to", "by")
_PASSED = frozenset(LETTER_OF[kind] for kind in (*AUXILIARIES, *_ATTACHING))
_TO_VERB = re.compile(f"(?:{one_of(AUXILIARIES)}*{one_of(_ATTACHING)}{one_of(MENTIONS)}){{0,8}}{one_of(AUXILIARIES)}*")
"""Matches auxiliaries and attached phrases between a subject and its verb."""
_NEAR = 12
"""Units behind a mention, asides included, that its surroundings take in."""


class MentionContext(NamedTuple):
    """The surroundings of one mention."""

    at: int
    """Its position among the units of its sentence."""
    kind: str
    region: int
    """The aside that it stands in, or 0."""
    row: Row
    """Its sentence outside other asides."""
    near: str
    """Letters: the unit before it (``R`` for an aside, ``^`` at the beginning), itself, and up to two behind."""
    verb: str
    """Class of the verb that it seems to be the subject of, or empty."""
    stem: str
    left: str
    """Stem of a verb right before it, else empty."""
    left_kind: str
    first: bool
    """Whether no other mention stands before it."""


def context_of(units: Units, at: int, row: Row) -> MentionContext:
    """Returns the surroundings of the mention that is unit *at* of its sentence."""
    kind, _, number, region, _ = units[at]
    previous, left, left_kind = "^", "", ""
    if at:
        previous = units.letters[at - 1]
        if previous in VERBS:
            left, left_kind = verb_stem(units[at - 1].word), KIND_OF[previous]
        if units.asides and units[at - 1].region not in (0, region):
            previous = "R"
    behind = row.at[at] + 1
    stop = behind + 2
    if units.asides:
        stop = min(stop, row.at[min(at + _NEAR, len(units))])
    verb, stem = _verb_right(row, behind)
    first = not number or (units.positions[0] < 0 and max(units.positions[:number]) < 0)
    near = f"{previous}{kind}{row.letters[behind:stop]}"
    return new_tuple(MentionContext, (at, kind, region, row, near, verb, stem, left, left_kind, first))


def _verb_right(row: Row, first: int) -> tuple[str, str]:
    """Returns class and stem of the verb whose subject the phrase before position *first* of its *row* seems to be."""
    letters = row.letters
    following, is_be = letters[first : first + 1], False
    if following in _PASSED and (passed := _TO_VERB.match(letters, first)):
        end = passed.end()
        is_be = letters.find("b", first, end) >= 0
        first, following = end, letters[end : end + 1]
    if following in VERBS:
        return KIND_OF[following] + ("b" if is_be else ""), verb_stem(row.units[first].word)
    if is_be:
        return "b", "be"
    return "", KIND_OF[following] if following else "$"
