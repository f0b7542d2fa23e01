"""Words folded for search, the same on every engine and for every query; and words that every engine can hold."""

import re
import unicodedata

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(words: str) -> str:
    """*words* with NUL and lone surrogates, which a database refuses, as U+FFFD one for one."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", words)


def stated(value: str | None) -> str | None:
    """What a source or a person says, storable and without the blanks around it; None where that is nothing."""
    return None if value is None else storable(value).strip() or None


def fold(words: str) -> str:
    """*words* in compatibility form without marks, case folded, every run of other characters than letters and
    digits one blank; no blanks at the ends.

    ``fold(fold(x)) == fold(x)``.
    """
    kept: list[str] = []
    for char in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).casefold()):
        category = unicodedata.category(char)
        if category[0] == "L" or category in ("Nd", "Nl"):  # what both engines' indexes take for part of a word
            kept.append(char)
        elif category[0] != "M":
            kept.append(" ")
    return " ".join("".join(kept).split())
