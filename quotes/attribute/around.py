"""What surrounds a mention in its sentence, as features see it: the same for every quotation it may have said."""

from collections.abc import Sequence
from typing import NamedTuple

from quotes.attribute.units import Unit
from quotes.attribute.verbs import verb_stem

_AUXILIARY = frozenset({"m", "h", "d", "b", "x"})
_ATTACHING = frozenset({"of", "for", "in", "at", "from", "with", "on", "&", "to", "by"})


class Around(NamedTuple):
    """The surroundings of one mention."""

    previous: str
    """Kind of the unit before it; ``R`` for an aside, ``^`` at the beginning."""
    near: str
    """That, its own kind, and the kinds of the two units behind it, asides left out."""
    verb: str
    """Class of the verb that it seems to be the subject of, or empty."""
    stem: str
    left: str
    """Stem of a verb right before it, else empty."""
    left_kind: str
    determiner: str
    """First word, at most six letters."""
    first: bool
    """Whether no other mention stands before it."""


def around(units: Sequence[Unit], at: int, first_word: str) -> Around:
    """The surroundings of the mention that is unit *at* of its sentence and begins with *first_word*."""
    own, _, number, region, _ = units[at]
    previous, left, left_kind = "^", "", ""
    if at:
        before, _, _, inside, word = units[at - 1]
        previous = "R" if inside and inside != region else before
        if before[0] in "Sv":
            left, left_kind = verb_stem(word), before
    behind = ""
    for kind, _, _, inside, _ in units[at + 1 : at + 12]:
        if inside and inside != region:
            continue
        if behind:
            behind = f"{behind} {kind}"
            break
        behind = kind
    verb, stem = _verb_right(units, at, region)
    return Around(
        previous,
        f"{previous}.{own}.{behind or '$'}",
        verb,
        stem,
        left,
        left_kind,
        first_word.lower()[:6],
        not number or not any(unit.mention >= 0 for unit in units[:at]),
    )


def _verb_right(units: Sequence[Unit], at: int, region: int) -> tuple[str, str]:
    """Class and stem of the verb that unit *at* seems to be the subject of, through asides and attached phrases."""
    i, size, auxiliary = at + 1, len(units), ""
    skipped = 0
    while i < size and skipped < 8:
        kind, _, _, inside, word = units[i]
        if inside and inside != region:
            i += 1
        elif kind in _AUXILIARY:
            auxiliary = kind if kind == "b" else auxiliary or kind
            i += 1
        elif kind[0] in "Sv":
            return kind + (auxiliary if auxiliary == "b" else ""), verb_stem(word)
        elif kind in _ATTACHING and i + 1 < size and units[i + 1].mention >= 0:
            i += 2
            skipped += 1
        elif auxiliary == "b":
            return "b", "be"
        else:
            return "", kind
    return ("b", "be") if auxiliary == "b" else ("", "$")
