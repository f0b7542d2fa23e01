"""Verbs: which forms report words, and a rough stem for any other."""

from functools import cache, lru_cache

from quotes.english.lexicons import lines

_DOUBLED = frozenset("bdgmnprt")


@cache
def reporting_forms() -> dict[str, str]:
    """Every inflected form of a reporting verb → its base form (``lexicons/reporting_verbs.txt``)."""
    forms: dict[str, str] = {}
    for line in lines("reporting_verbs"):
        base, *irregular = line.split()
        for form in (base, *irregular, *_regular(base)):
            forms.setdefault(form, base)
    return forms


def _regular(base: str) -> tuple[str, ...]:
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    if base.endswith("y") and base[-2:-1] not in "aeou":
        third = base[:-1] + "ies"
    if base.endswith("e") and not base.endswith("ee"):
        return third, base + "d", base[:-1] + "ing"
    return third, base + "ed", base + "ing"


def reporting_lemma(word: str) -> str | None:
    """The base form of the reporting verb that lower-case *word* is a form of, else None."""
    return reporting_forms().get(word)


@lru_cache(20_000)
def verb_stem(word: str) -> str:
    """*word* (lower case) without its verbal ending: the base form of a reporting verb, else a rough stem."""
    known = reporting_forms().get(word)
    if known is not None:
        return known
    for ending, put in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)] + put
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in _DOUBLED:
                stem = stem[:-1]
            return stem.rstrip("e")
    return word.rstrip("e")
