"""Finds the known name that a person most likely meant: one measure for words, names, commands and fields."""

from collections.abc import Iterable

NEAR = 0.66
"""Least likeness of what is offered: two letters of six may be wrong, and neighbours that changed places are one."""


def nearest(typed: str, known: Iterable[str], *, most: int = 1, least: float = NEAR) -> list[str]:
    """Returns those of *known* that are most like *typed* (capitals don't count), the most similar first, at most
    *most*.

    Likeness is 1 less the letters to change, to add, to leave out or to swap with their neighbour, each a part of the
    longer of the two.
    """
    from rapidfuzz.distance import OSA  # not needed by the help page

    given = typed.casefold()
    scored = {each: OSA.normalized_similarity(given, each.casefold(), score_cutoff=least) for each in known}
    near = sorted((each for each, score in scored.items() if score >= least), key=lambda each: (-scored[each], each))
    return near[:most]


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """Returns ``; did you mean X?`` to be put behind a message if one of *known* is like *typed*, else an empty
    string.
    """
    near = nearest(typed, known)
    return f"; did you mean {near[0]}?" if near else ""
