"""Words that begin sentences, where a name would go on with the one before."""

from functools import cache

from quotes.english.lexicons import lexicon


@cache
def sentence_starters() -> frozenset[str]:
    """Words that begin a sentence after initials (*in the U.S. The …*), lower case.

    The words that no name begins with (``never_names.txt``), and some that other names begin with
    (``sentence_starters.txt``: *First*).
    """
    return lexicon("never_names") | lexicon("sentence_starters")
