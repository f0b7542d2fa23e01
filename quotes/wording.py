"""Words folded for search, the same on every engine and for every query."""

import unicodedata


def fold(words: str) -> str:
    """*words* in compatibility form without marks, case folded, every run of other characters than letters and
    digits one blank; no blanks at the ends.

    ``fold(fold(x)) == fold(x)``.
    """
    kept: list[str] = []
    for char in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).casefold()):
        if char.isalnum():
            kept.append(char)
        elif not unicodedata.combining(char) and unicodedata.category(char)[0] != "M":
            kept.append(" ")
    return " ".join("".join(kept).split())
