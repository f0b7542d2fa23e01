"""Chooses an article's headline among those that its page states: h1, JSON-LD, og:title, title.

Readers see the h1, but on some pages it is the site's name, empty, or one of several.  The others are written for
search engines and for sharing, carry the site's name at their end, and show which h1 is meant.
"""

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.fuzz import token_set_ratio

ALIKE = 60
"""Least likeness (of 100) of a headline and one that is written for search engines about the same article.

On the 80 pages of the development sets such pairs have 64 and more, a headline and a site's name have 48 and less."""
MOST = 50
"""Most h1 elements, and most headlines of the JSON-LD, that are compared, each with each."""
_SEPARATOR = re.compile(r"\s+[|•·–—-]\s+|\s*[|»]\s*")
_WORDS = re.compile(r"\w+")


def headline(
    shown: Sequence[str], stated: Sequence[str], shared: Sequence[str], title: str | None, site: str | None
) -> str | None:
    """Returns the headline of a page, or None if it states none.

    *shown* are the texts of its h1 elements, *stated* the headlines of its JSON-LD, *shared* its og:title and the like,
    *title* its title element, *site* the site's name.
    """
    stated = stated[:MOST]
    bare = [each for words in (*shared, *([title] if title else [])) if (each := without_site(words, site))]
    others = [*stated, *bare]
    candidates = [words for words in shown[:MOST] if words and folded(words) != folded(site or "")]
    best = max(candidates, key=lambda words: _likeness(words, others), default=None)
    if best is None:
        return next(iter(others), None)
    if others and _likeness(best, others) < ALIKE:
        return others[0] if len(folded(others[0]).split()) > len(folded(best).split()) else best
    return _outvoted(best, stated, bare) or best


def without_site(words: str, site: str | None) -> str:
    """Returns *words* without the name of the site at either end, behind or before a stroke: *Bridge opens | Courier*.

    Where the site's name is not known, one to three words behind a last stroke are taken for it.
    """
    parts = _SEPARATOR.split(words.strip())
    strokes = _SEPARATOR.findall(words.strip())
    while len(parts) > 1 and _is_site(parts[-1], site, len(parts)):
        parts.pop()
        strokes.pop()
    if len(parts) > 1 and site and folded(parts[0]) == folded(site):
        parts, strokes = parts[1:], strokes[1:]
    return "".join(part + stroke for part, stroke in zip(parts, [*strokes, ""], strict=True)).strip()


def _is_site(part: str, site: str | None, of: int) -> bool:
    words, name = _WORDS.findall(part.casefold()), folded(site or "").split()
    if name and (words == name or set(words) <= set(name) or set(name) <= set(words)):
        return True
    return not name and of > 1 and 1 <= len(words) <= 3 and part[:1].isupper()


def _outvoted(best: str, stated: Sequence[str], bare: Sequence[str]) -> str | None:
    """Returns the words on which JSON-LD and all other statements agree against the h1, at least three of them."""
    votes = Counter(folded(words) for words in (*stated[:1], *bare))
    if len(votes) != 1 or votes.total() < 3 or folded(best) in votes:
        return None
    return (*stated, *bare)[0]


def _likeness(words: str, others: Sequence[str]) -> float:
    """Returns how similar *words* are to the most similar of *others*, from 0 to 100; 0 if there are none."""
    return max((token_set_ratio(folded(words), folded(other)) for other in others), default=0)


def folded(words: str) -> str:
    """Returns only the words, in small letters, by which headlines are compared."""
    return " ".join(_WORDS.findall(words.casefold()))
