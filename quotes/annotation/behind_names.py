"""Corrects tags behind names, where an adverb or a verb in the present is often taken for one noun more.

*Draper meanwhile won*, *said Gardener afterwards*, *Melber questions why*, *the surgeon replies, “…”*,
*Pratt disagreed.*
"""

from collections.abc import Sequence

from quotes.english.names import given_gender
from quotes.english.nouns import is_role
from quotes.english.verbs import past_and_third_person

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ"))
_NAMES = frozenset(("NNP", "NNPS"))
_ADVERBS = frozenset(
    """
    abroad afterward afterwards again alone already also anyway apparently duly elsewhere hence however instead later
    meanwhile nevertheless nonetheless now online outright recently reportedly still then thereafter therefore though
    thus too
    """.split()
)
"""Adverbs that stand between a name and its verb or behind both, and are never nouns there."""
_DETERMINERS = frozenset(
    "a all an another any both each either every half neither no some such that the these this those".split()
)
_OPEN_CLAUSE = frozenset(
    """
    a an he her his how i if it its she that the their they this those we what when where whether which who why you
    """.split()
)
"""Words that an object or a clause begins with, so that a verb stands before them."""
_BEFORE_NAMES = frozenset(("DT", "PRP$", "POS", "JJ", "CD", "NN", "NNS", "VBG"))
"""Tags before a name that may make it part of a longer phrase: *the Grant remarks*."""
_SUBJECTS = frozenset(("NN", "NNP", "NNPS"))


def mend_behind_names(words: Sequence[str], tags: list[str]) -> list[str]:
    """Returns *tags* of *words*, corrected for adverbs and verbs behind names and roles that were taken for nouns;
    takes linear time.
    """
    for i in range(1, len(words)):
        if tags[i - 1] not in _SUBJECTS:
            continue
        tag, word = tags[i], words[i]
        if tag[:2] == "VB" and tags[i - 1] in _NAMES and _heads_role(words, tags, i):
            tags[i] = "NNS" if word.endswith("s") else "NN"
            continue
        if tag == "DT" and tags[i - 1] in _NAMES and word not in _DETERMINERS:
            tags[i] = tag = "NN"  # US behemoth Tolland Motors
        if tag not in _NOUNS or not word.islower():
            continue
        if word in _ADVERBS:
            if tags[i - 1] in _NAMES:
                tags[i] = "RB"
        elif tag == "NN" and tags[i - 1] in _NAMES and _is_past(word):
            tags[i] = "VBD"
        elif tag == "NNS" and word in past_and_third_person() and _governs(words, tags, i):
            tags[i] = "VBZ"
    return tags


_ALSO_ROLES = frozenset("boss chief coach cook guard guide head host judge lead star".split())
"""Nouns for people that are verbs as well."""


def _heads_role(words: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Tests whether word *i* behind a name, taken for a verb, is a noun in the role of a person named behind it.

    *Tolland Search lead Nina Hale*, *Tolland pipelines executive Nina Hale*.
    """
    word = words[i]
    at = i + 1
    if word not in _ALSO_ROLES:
        if not word.endswith("s") or at >= len(words) or tags[at] not in ("NN", "JJ") or not is_role(words[at]):
            return False
        at += 1
    given = words[at] if at + 1 < len(words) else ""
    return given[:1].isupper() and tags[at] == tags[at + 1] == "NNP" and given_gender(given) is not None


def _is_past(word: str) -> bool:
    """Tests whether a word taken for a noun is a verb in the past by its ending: *disagreed*, not *hundred*."""
    return len(word) > 5 and word.endswith(("ed", "greed")) and not word.endswith(("seed", "peed", "weed", "dred"))


def _governs(words: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Tests whether word *i*, which may be a verb in the present, has a subject in front and its object or words
    behind.
    """
    following = words[i + 1] if i + 1 < len(words) else "."
    second = words[i + 2] if i + 2 < len(words) else "."
    if following == "" or (following in (",", ":") and second == ""):
        return True  # “…” or a comma and “…”
    if tags[i - 1] not in _NAMES or not words[i - 1][:1].isupper():
        return False
    first = i - 1
    while first and tags[first - 1] in _NAMES:
        first -= 1
    alone = not first or tags[first - 1] not in _BEFORE_NAMES
    return alone and following.lower() in _OPEN_CLAUSE
