"""Defines the kinds of units and their letters: the kinds of a sentence are one string, a path a slice of it, a phrase
a pattern.

Marks and prepositions are kinds by themselves; the others are ``UnitKind``.  A kind of one character is its own
letter; the longer ones (``acc``, ``that``, the prepositions) stand in the features as they are, for which a letter
is spelt out again.  The tests spell rows of letters out and hold them to the units, kind by kind.
"""

import re
from collections.abc import Iterable
from enum import StrEnum


class UnitKind(StrEnum):
    """What a unit is.  The values are short, for they stand in the names of features (``path<n:S,``)."""

    NAME = "n"
    BODY = "o"
    PLACE = "l"
    PRONOUN = "p"
    NOUN = "c"
    SPEECH = "s"
    """A noun for an act of speech (*his claim*)."""
    TEXT = "t"
    """A noun for what is read (*the report*)."""
    REPORTS = "S"
    """A reporting verb; next its base form and its form in *-ing*."""
    REPORT = "S0"
    REPORTING = "Sg"
    VERB = "v"
    """Any other verb; next its base form and its form in *-ing*."""
    VERB_BASE = "v0"
    VERB_ING = "vg"
    BE = "b"
    HAVE = "h"
    DO = "d"
    MODAL = "m"
    NOT = "x"
    CONJUNCTION = "i"
    """*because*, *when*: a conjunction or preposition without a kind of its own."""
    QUOTATION = "Q"
    ACCORDING = "acc"
    THAT = "that"
    WHO = "who"
    IF = "if"
    OWNS = "'s"


MENTIONS = "nolpcst"
"""Letters of mentions: names, bodies, places, pronouns, other nouns, acts of speech, texts."""
NOUNS = "cst"
"""Letters of common nouns."""
PREPOSITIONS = tuple(
    "by to of for in with at on from as about after before during against into over through".split()
)  # fmt: skip
LOOSE = frozenset(PREPOSITIONS) - {"by", "to", "as"}
"""Prepositions whose phrase can be left out of a path."""

MARKS = ",:;-.()&"
"""Marks; ``&`` is any coordinating conjunction."""
_LONG = (*[kind.value for kind in UnitKind if len(kind) > 1], *PREPOSITIONS)
LETTER_OF = {kind: kind for kind in (*[kind.value for kind in UnitKind if len(kind) == 1], *MARKS)} | {
    kind: chr(0xC0 + i) for i, kind in enumerate(_LONG)
}
"""The letter of each kind."""
APART = {LETTER_OF[kind]: chr(0xE0 + i) for i, kind in enumerate(("&", *PREPOSITIONS))}
"""The letter of what attaches a phrase, where an aside follows that is left out: patterns take it for none."""
KIND_OF = {letter: kind for kind, letter in LETTER_OF.items()}
KIND_OF |= {apart: KIND_OF[letter] for letter, apart in APART.items()} | {"R": "R", "^": "^"}
"""The kind of each letter; and what stands for an aside, or the beginning, in front of a unit."""

SPEECH_VERBS = frozenset({UnitKind.REPORTS, UnitKind.REPORT, UnitKind.REPORTING})
"""Kinds of reporting verbs."""
AUXILIARIES = frozenset({UnitKind.MODAL, UnitKind.HAVE, UnitKind.DO, UnitKind.BE, UnitKind.NOT})
"""Kinds of what may stand between a subject and its verb."""
FINITE = frozenset({UnitKind.REPORTS, UnitKind.VERB, UnitKind.BE, UnitKind.MODAL, UnitKind.HAVE, UnitKind.DO})
"""Kinds with which the verb of a clause begins."""
SOURCE = frozenset({UnitKind.ACCORDING.value, "to"})
"""Kinds of the words that name a source behind them."""
VERBS = frozenset(LETTER_OF[kind] for kind in (*SPEECH_VERBS, UnitKind.VERB, UnitKind.VERB_BASE, UnitKind.VERB_ING))
"""Letters of verbs."""
ACCORDING_LETTER = LETTER_OF[UnitKind.ACCORDING]
THAT_LETTER = LETTER_OF[UnitKind.THAT]
OWNS_LETTER = LETTER_OF[UnitKind.OWNS]
WHO_LETTER = LETTER_OF[UnitKind.WHO]


def one_of(kinds: Iterable[str]) -> str:
    """Returns a regular expression that matches one unit of these *kinds*."""
    return f"[{re.escape(''.join(LETTER_OF[kind] for kind in kinds))}]"
