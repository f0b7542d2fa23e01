"""Tells which words begin sentences where a name would otherwise seem to go on."""

from functools import cache

from quotes.english.lexicons import lexicon


@cache
def sentence_starters() -> frozenset[str]:
    """Returns the words, in lower case, that begin a sentence after initials (*in the U.S. The …*).

    They are the words that no name begins with (``never_names.txt``), and some that other names begin with
    (``sentence_starters.txt``: *First*).
    """
    return lexicon("never_names") | lexicon("sentence_starters")
