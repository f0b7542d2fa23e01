"""Said on: the time phrase of the reporting clause, or of the sentence that sets its scene."""

import re

from quotes.attribute.clause import Clause, masked
from quotes.attribute.dates import PHRASE, resolve
from quotes.attribute.scene import Scene
from quotes.model import SaidOn

_OTHER_CLAUSE = re.compile(
    r"\b(?:who|whom|whose|which|where|after|before|since|until|till|by|because|if|unless|scheduled|expected|planned"
    r"|ahead\s+of|from|between|following|about|regarding|over\s+the\s+past|for)\b|[;(—]",
    re.IGNORECASE,
)
"""What stands between a verb and a time phrase that belongs to something else."""
_ASIDE = re.compile(r",\s+(?:(?:who|whose|which)\b[^,\x00]*|(?:an?|the)\b[^,\x00]{0,30}),")
"""An apposition or relative clause between commas: *Okafor, who leads the union, said on Friday*."""
_NOT_SPEECH = re.compile(
    r"\b(?:since|until|till|by|before|after|from|for|to|between|of|than|and|the)\s*\Z", re.IGNORECASE
)
_HINT = re.compile(
    r"day|night|week|month|year|ago|earlier|morrow|morning|evening|afternoon|\d{4}|[A-Z][a-z]{2,8}\.? \d|\b[Ii]n [A-Z]"
    r"|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
)
"""What every time phrase has one of: most clauses have none, and need no closer look."""
_FRONT = 3
"""Words at most before a time phrase that opens its sentence."""


def said_on(scene: Scene, clause: Clause | None, medium: str | None) -> SaidOn | None:
    """When the words were said that *clause* reports; None where it doesn't tell.

    *medium* is what :func:`quotes.attribute.via.via` found: *his address* takes its time from the sentence before.
    """
    if clause is None:
        return None
    published = scene.document.article.published_on
    found = _in_clause(clause)
    if found is None and medium is not None and clause.sentence > 0:
        sentences = scene.document.sentences
        if sentences[clause.sentence - 1].paragraph == sentences[clause.sentence].paragraph and _points_back(clause):
            found = _leading(masked(scene, clause.sentence - 1))
    if found is None or (published is not None and _is_ahead(found, published.year)):
        return None
    return resolve(" ".join(found.split()), published)


def _is_ahead(phrase: str, year: int) -> bool:
    """Whether *phrase* names a year after publication: no speech was held then."""
    named = re.search(r"\b(?:19|20)\d\d\b", phrase)
    return named is not None and int(named.group()) > year


def _in_clause(clause: Clause) -> str | None:
    """The phrase nearest to the name that isn't cut off from it by a clause of its own."""
    best: tuple[int, str] | None = None
    if not _HINT.search(clause.words):
        return None
    for match in PHRASE.finditer(clause.words):
        phrase, start, end = match.group().strip(" ,"), match.start(), match.end()
        if _NOT_SPEECH.search(clause.words, 0, start) and not phrase.lower().startswith(("on ", "in ", "at ")):
            before = clause.words[:start].split()[-1:]
            if before and before[0].lower() not in ("and",):
                continue
        if start >= clause.name_end:
            between, distance = clause.words[clause.name_end : start], start - clause.name_end
        elif end <= clause.name_start:
            between, distance = clause.words[end : clause.name_start], clause.name_start - end
            if start <= 1 or not clause.words[:start].strip("\x00 ,\"“”'‘’"):
                between = ""  # the phrase opens the sentence
        elif start == clause.name_start:
            between, distance = "", 0  # Last week Mayor Dana Okafor said
        else:
            continue
        between = _ASIDE.sub(",", between)
        if _OTHER_CLAUSE.search(between) or "\x00" in between.strip():
            continue
        if best is None or distance < best[0]:
            best = (distance, _with_preposition(clause.words, start, phrase))
    return best[1] if best else None


def _with_preposition(words: str, start: int, phrase: str) -> str:
    """*phrase* with the *in* that the pattern looks back at."""
    before = words[max(0, start - 5) : start].lower()
    for preposition in ("in ", "over ", "at "):
        if before.endswith(preposition) and not phrase.lower().startswith(preposition):
            return preposition.strip() + " " + phrase
    return phrase


_BACK = re.compile(r"\b(?:in|at|during)\s+(?:his|her|its|their|the|that|this|the\s+same)\s", re.IGNORECASE)


def _points_back(clause: Clause) -> bool:
    """Whether the clause names its occasion as a known one: *in his address*."""
    return bool(_BACK.search(clause.words))


def _leading(words: str) -> str | None:
    """The time phrase that opens a sentence, or follows its first verb closely."""
    match = PHRASE.search(words)
    if match is None or len(words[: match.start()].split()) > _FRONT:
        return None
    return _with_preposition(words, match.start(), match.group().strip(" ,"))
