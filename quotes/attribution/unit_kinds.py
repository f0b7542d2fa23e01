"""Kinds of units as letters: the kinds of a sentence are one string, a path is a slice of it, a phrase a pattern.

A kind of one letter is its own letter; the names of the others (``acc``, ``that``, the prepositions) stand in the
features, for which a letter is spelt out again.
"""

import re
from collections.abc import Iterable

MENTIONS = "nolpcst"
"""Mentions: names, bodies, places, pronouns, other nouns, acts of speech, texts."""
NOUNS = "cst"
PREPOSITIONS = tuple(
    "by to of for in with at on from as about after before during against into over through".split()
)  # fmt: skip
LOOSE = frozenset(PREPOSITIONS) - {"by", "to", "as"}
"""Prepositions whose phrase can be left out of a path."""

_LONG = ("S0", "Sg", "v0", "vg", "acc", "that", "who", "if", "'s", *PREPOSITIONS)
LETTER_OF = {kind: kind for kind in (*MENTIONS, *"Svbmhdxi", *"Q,:;-.()&")} | {
    kind: chr(0xC0 + i) for i, kind in enumerate(_LONG)
}
"""The letter of each kind."""
APART = {LETTER_OF[kind]: chr(0xE0 + i) for i, kind in enumerate(("&", *PREPOSITIONS))}
"""The letter of what attaches a phrase, where an aside follows that is left out: patterns take it for none."""
KIND_OF = {letter: kind for kind, letter in LETTER_OF.items()}
KIND_OF |= {apart: KIND_OF[letter] for letter, apart in APART.items()} | {"R": "R", "^": "^"}
"""The kind of each letter; and what stands for an aside, or the beginning, in front of a unit."""

SPEECH_VERBS = ("S", "S0", "Sg")
"""Kinds of reporting verbs."""
VERBS = frozenset(LETTER_OF[kind] for kind in ("S", "S0", "Sg", "v", "v0", "vg"))
ACCORDING = LETTER_OF["acc"]
THAT = LETTER_OF["that"]
OWNS = LETTER_OF["'s"]
WHO = LETTER_OF["who"]


def one_of(kinds: Iterable[str]) -> str:
    """A pattern for one unit of these *kinds*."""
    return f"[{re.escape(''.join(LETTER_OF[kind] for kind in kinds))}]"
