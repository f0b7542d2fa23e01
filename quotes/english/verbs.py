"""Tells which verb forms report or issue words, and gives any other verb a rough stem."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from quotes.english.lexicons import lines

_NOT_REPORTING = frozenset({"goes"})
"""Forms of reporting verbs that seldom report: *how it goes “…”* stands in news more often than *he goes, “…”*."""
_DOUBLED = frozenset("bdgmnprt")


ISSUING = frozenset(
    """
    took takes released releases issued issues sent sends posted posts published publishes gave gives delivered shared
    spoke speaks appeared penned uploaded emailed mailed circulated
    """.split()
)
"""Verbs whose subject speaks by what they name: *released a statement*, *took to Instagram*, *gave a speech*."""
ISSUED_STATEMENT = frozenset("released issued posted sent published put tweeted shared read gave wrote".split())
"""Past forms whose object is the statement that the subject makes: of ``ISSUING`` those that take *a statement* as
their object, and forms that report its words."""
WRITING = frozenset("wrote writes write written writing".split())
"""Forms of the verb for written words."""


class Forms(NamedTuple):
    """The forms of several verbs, kind by kind."""

    base: tuple[str, ...]
    third: tuple[str, ...]
    past: tuple[str, ...]
    """Irregular participles (*written*) are among them."""
    participle: tuple[str, ...]
    """*saying*."""


class _Inflection(NamedTuple):
    """The forms of one reporting verb."""

    base: str
    past_and_third: tuple[str, ...]
    """*said*, *says*; irregular participles (*written*) are among them."""
    participle: tuple[str, ...]
    """*saying*."""


@cache
def _reporting_verbs() -> tuple[_Inflection, ...]:
    """Returns the reporting verbs with their forms (``lexicons/reporting_verbs.txt``)."""
    verbs: list[_Inflection] = []
    for line in lines("reporting_verbs"):
        base, *irregular = line.split()
        third, past, participle = _regular(base)
        pasts = [form for form in irregular if not form.endswith("ing")] or [past]
        participles = [form for form in irregular if form.endswith("ing")] or [participle]
        finite = [form for form in (third, *pasts) if form not in _NOT_REPORTING]
        verbs.append(_Inflection(base, tuple(finite), tuple(participles)))
    return tuple(verbs)


@cache
def reporting_forms() -> dict[str, str]:
    """Returns a mapping from every inflected form of a reporting verb to its base form."""
    forms: dict[str, str] = {}
    for verb in _reporting_verbs():
        for form in (verb.base, *verb.past_and_third, *verb.participle):
            forms.setdefault(form, verb.base)
    return forms


@cache
def past_and_third_person() -> frozenset[str]:
    """Returns the forms of reporting verbs that follow a singular subject: *said*, *says*."""
    return frozenset([form for verb in _reporting_verbs() for form in verb.past_and_third])


def forms_of(bases: Iterable[str]) -> Forms:
    """Returns the forms of the verbs with these *bases*: those of reporting verbs as listed, others by the rules of
    spelling.
    """
    known = {verb.base: verb for verb in _reporting_verbs()}
    base = sorted(bases)
    third: list[str] = []
    past: list[str] = []
    participle: list[str] = []
    for each in base:
        regular = _regular(each)
        third.append(regular[0])
        verb = known.get(each)
        past += [form for form in verb.past_and_third if form != regular[0]] if verb else [regular[1]]
        participle += verb.participle if verb else [regular[2]]
    return Forms(tuple(base), tuple(third), tuple(past), tuple(participle))


def _regular(base: str) -> tuple[str, str, str]:
    """Returns third person, past and participle of *base* by the rules of spelling."""
    if base.endswith("y") and base[-2:-1] not in "aeou":
        return base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    if base.endswith("ee"):
        return third, base + "d", base + "ing"
    if base.endswith("e"):
        return third, base + "d", base[:-1] + "ing"
    return third, base + "ed", base + "ing"


def one_of(words: Iterable[str]) -> str:
    """Returns a regular expression for any of *words*, the longest first; it may stand in a verbose pattern.

    Words are grouped by their first letter, so that the pattern fails fast where none of them begins.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(groups.items()))


def is_reporting_form(word: str) -> bool:
    """Tests whether lower-case *word* is a form of a reporting verb."""
    return word in reporting_forms()


def reporting_lemma(word: str) -> str | None:
    """Returns the base form of the reporting verb that lower-case *word* is a form of, else None."""
    return reporting_forms().get(word)


@lru_cache(20_000)
def verb_stem(word: str) -> str:
    """Returns *word* (lower case) without its verbal ending: the base form of a reporting verb, else a rough stem."""
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
