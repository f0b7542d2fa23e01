"""Lists the words that turn, bound or count what a sentence says; all in lower case.

Compiled for this project from general knowledge of English.
"""

NEGATIONS = frozenset(
    "barely hardly lack neither never no nobody none nor not nothing nowhere scarcely seldom without".split()
)
"""Words that deny; *cannot* and *don't* are taken apart before they are looked up."""
QUANTIFIERS = frozenset(
    "all almost always any both each either enough entire every everybody everyone everything fewer fewest few least"
    " less majority many minority more most mostly much nearly often only rarely several some sometimes whole".split()
)
"""Words that say how much or how often."""
MODALS = frozenset("can could may maybe might must ought perhaps possibly probably shall should will would".split())
"""Words that say how sure or how bound somebody is."""
_NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")


def is_opposite(one: str, other: str) -> bool:
    """Tests whether one of two words is the other behind a negative prefix: *likely* and *unlikely*."""
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and any(long == prefix + short for prefix in _NEGATIVE_PREFIXES)
