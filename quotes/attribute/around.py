"""What surrounds a mention in its sentence, as features see it: the same for every quotation it may have said."""

from collections.abc import Sequence
from typing import NamedTuple

from quotes.attribute.rows import Row
from quotes.attribute.units import Unit
from quotes.attribute.verbs import verb_stem


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
    path_behind: str
    """Kinds of the units behind it, to the sentence's end."""
    short_behind: list[str]
    """The first two of them, without prepositional phrases and auxiliaries."""


def around(units: Sequence[Unit], row: Row, at: int, first_word: str) -> Around:
    """The surroundings of the mention that is unit *at* of its sentence and begins with *first_word*."""
    region = units[at].region
    previous, left, left_kind = "^", "", ""
    if at:
        before = units[at - 1]
        previous = "R" if before.region and before.region != region else before.kind
        if before.kind[0] in "Sv":
            left, left_kind = verb_stem(before.word), before.kind
    verb, stem = _verb_right(units, at)
    return Around(
        previous,
        f"{previous}.{units[at].kind}.{_next_kind(units[at + 1 : at + 12], region)}",
        verb,
        stem,
        left,
        left_kind,
        first_word.lower()[:6],
        at == next(i for i, unit in enumerate(units) if unit.mention >= 0),
        row.path(at + 1, len(units)),
        row.short(at + 1, len(units))[:2],
    )


def _verb_right(units: Sequence[Unit], at: int) -> tuple[str, str]:
    """Class and stem of the verb that unit *at* seems to be the subject of, through asides and attached phrases."""
    region = units[at].region
    i, size, auxiliary = at + 1, len(units), ""
    skipped = 0
    while i < size and skipped < 8:
        unit = units[i]
        if unit.region and unit.region != region:
            i += 1
            continue
        if unit.kind in ("m", "h", "d", "b", "x"):
            auxiliary = unit.kind if unit.kind == "b" else auxiliary or unit.kind
            i += 1
            continue
        if unit.kind[0] in "Sv":
            return unit.kind + (auxiliary if auxiliary == "b" else ""), verb_stem(unit.word)
        if unit.kind in ("of", "for", "in", "at", "from", "with", "on", "&", "to", "by") and i + 1 < size and (
            units[i + 1].mention >= 0
        ):  # fmt: skip
            i += 2
            skipped += 1
            continue
        if auxiliary == "b":
            return "b", "be"
        return "", unit.kind
    return ("b", "be") if auxiliary == "b" else ("", "$")


def _next_kind(units: Sequence[Unit], region: int) -> str:
    kinds = []
    for unit in units:
        if unit.region and unit.region != region:
            continue
        kinds.append(unit.kind)
        if len(kinds) == 2:
            break
    return " ".join(kinds) or "$"
