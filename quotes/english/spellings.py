"""Gives the British and the American spelling of a word one key, by rules and ``lexicons/spellings.txt``.

A key is for comparison only: it may be no word (*hour* keeps its letters, *flour* becomes *flor*), but two words share
one only if they are spellings of the same word.
"""

import re
from functools import cache, lru_cache

from quotes.english.lexicons import lines

_ENDINGS = "s|ed|ing|er|ers"
_OUR = re.compile(rf"(?<=[a-z][a-z])our(?=(?:{_ENDINGS}|able|ably|ful|fully|hood|hoods|ism|ist|ite|ites|less|ly)?\Z)")
"""*colour, favourites, neighbourhood*; two letters stand before it, so *tour*, *hours* and *poured* stay."""
_NOT_OUR = frozenset({"glamour", "contour", "contours", "detour", "detours", "velour", "troubadour"})
"""Words that keep their *our* on both sides, or whose *or* would say nothing."""
_ISE = re.compile(
    r"(?<=[a-z][a-z])is(?=(?:e|es|ed|er|ers|ing|ation|ations|ational|able)\Z)|(?<=[aly])ys(?=(?:e|es|ed|er|ers|ing)\Z)"
)
"""*organise, realisation, analysed*."""
_NOT_ISE = frozenset({"prise", "prised", "prises", "prising"})
"""Words that would become another word (*prize*)."""
_DOUBLED = re.compile(r"(?<=[aeiou])ll(?=(?:ed|ing|er|ers|or|ors|ation|ous|ist)\Z)")
"""*travelled, counsellor*; a vowel and a consonant stand before the vowel, so *filling* is not *filing*."""
_LONG_ENOUGH = re.compile(r"[aeiouy][a-z]*[^aeiou][aeiou]ll")


@cache
def _listed() -> dict[str, str]:
    pairs = dict(line.split() for line in lines("spellings"))
    return pairs | {f"{british}s": f"{american}s" for british, american in pairs.items()}


@lru_cache(maxsize=1 << 13)
def spelling_key(word: str) -> str:
    """Returns the form of *word*, a folded one, that its British and its American spelling have in common."""
    if (listed := _listed().get(word)) is not None:
        return listed
    if word not in _NOT_OUR:
        word = _OUR.sub("or", word)
    if word not in _NOT_ISE:
        word = _ISE.sub(lambda found: found[0].replace("s", "z"), word)
    return _DOUBLED.sub("l", word) if _LONG_ENOUGH.search(word) else word
