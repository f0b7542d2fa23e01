"""Tells at which words a run of capitals is cut: days and months, and words that no name begins with.

Such a word has its capital because a sentence, a headline or a damaged line begins with it; within a sentence some of
them open a name after all (*told Just Stop Oil*).
"""

from collections.abc import Sequence

from quotes.english.lexicons import lexicon
from quotes.english.names import PARTICLES, given_gender, is_family_first
from quotes.english.verbs import is_reporting_form

_CALENDAR = lexicon("calendar_words")
"""Days, months and zones, which are no names, lower case without point."""
_ALSO_GIVEN = frozenset("april august jan june jun mar".split())
"""Months that are also given names where a name goes on behind them: April Ryan, Jun Takeda."""
_NEVER_NAMES = lexicon("never_names")
"""Words that begin sentences and are never the first word of a name, lower case."""


CUTS = frozenset(
    [*_CALENDAR, *(f"{day}." for day in _CALENDAR), *_NEVER_NAMES, *(word.replace("'", "’") for word in _NEVER_NAMES)]
)
"""Words that a run may have to be cut at, lower case."""


def is_cut(low: str, piece: list[str], last: bool) -> bool:
    """Tests whether the word *low* (a day's name, or a word that no name begins with) ends *piece*; *last* tells
    whether it is the last word of all.
    """
    if low.rstrip(".") in _CALENDAR and not ((low == "may" and piece) or (low in _ALSO_GIVEN and not last)):
        return True
    return (
        low.replace("’", "'") in _NEVER_NAMES
        and not (piece and (low in _INSIDE or low in PARTICLES or _is_initial(piece)))
        and not (piece and ((not last and low in INSIDE_BODIES) or piece[-1] in ("for", "&") or low == "watch"))
        and not (last and low in _SYLLABLES and len(piece) == 1 and is_family_first(piece[0]))  # Liu He
    )


def _is_initial(piece: list[str]) -> bool:
    """Tests whether *piece* ends in a middle initial, behind which any word is a name: Brian M. Good."""
    return len(piece) > 1 and len(piece[-1]) == 2 and piece[-1][1] == "."


_SYLLABLES = frozenset("an he in my no on she so than then to yet you".split())
"""Words that no name begins with and that are given names in East Asia."""
INSIDE_BODIES = frozenset("against beyond sans without".split())
"""Prepositions that a body's name has with a capital: *Doctors Without Borders*."""
_OPENS_NONE = frozenset(
    """
    a after against although and any as at because before between but by during each every for from his how i i'd i'll
    i'm i've if including into it it's its of onto or our said saying says since that that's the their these they this
    those though through unless until upon we what when where whether which while who why with within you your
    """.split()
)
"""Words that open no name where they have a capital within a sentence: they are headlines' or a damaged line's."""
_LONGEST_OPENED = 4
"""Most words of a name with such an opening: more are a title or a headline."""


def may_open_name(words: Sequence[str]) -> bool:
    """Tests whether the first of *words*, which stand within a sentence, has its capital because it belongs to a name:
    *told Just Stop Oil*.
    """
    low = words[0].lower().replace("’", "'")
    if low not in _NEVER_NAMES or low in _OPENS_NONE or not 1 < len(words) <= _LONGEST_OPENED:
        return False
    return words[1] not in lexicon("demonyms") and (low not in ("an", "no", "one") or len(words) == 2)


_INSIDE = frozenset({"of", "for", "on", "and", "the", "no", "one", "of the", "for the", "on the"})


def opens_only(low: str) -> bool:
    """Tests whether a sentence's first word has its capital only for the sentence's sake: an adverb or a verb of saying
    (*Continued Stone*).
    """
    if not ((low.endswith("ly") and len(low) > 5) or (low[-1] in "ds" and is_reporting_form(low))):
        return False
    return given_gender(low) is None and low not in lexicon("surnames")
