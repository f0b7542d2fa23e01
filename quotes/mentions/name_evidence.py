"""Reads what stands beside a name and tells its kind for certain: an age, a role, *who*, a title; an acronym in
brackets.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from quotes.english.lexicons import lexicon
from quotes.english.names import REMEMBERED, acronyms, gender_of, given_gender
from quotes.english.nouns import is_role
from quotes.mentions.capitalised_runs import Run

_BEHIND = re.compile(
    r"""
    ,[ \xa0] (?: (?:aged[ ])? (?P<age>\d{1,2}) (?=[,.;)]|[ ](?:and|from|of|who)\b)
      | (?P<tie>the|a|an|his|her|their|our|whose|another|one[ ]of[ ]the)[ \xa0]
        (?P<role> (?:[\w’'-]+[ \xa0]){0,5}? [\w-]+ )
        (?=[,.;)\n]|[ ](?:of|at|for|with|in|from|who|to|on|and)\b|\Z)
      | (?P<bare> (?:[a-z][a-z-]*[ \xa0]){0,3}? [a-z][a-z-]+ ) (?=[ ](?:of|at|for|in|with)\b) )
    | [ ]\( (?: (?P<bracketed>\d{1,2}) | (?P<acronym>[A-Z][A-Za-z&]{1,9})
        | (?P<ticker>[A-Z]{2,8}:[ ]?[A-Z0-9.]{1,7}|[A-Z]{2,5}\.[A-Z]{1,2}) ) \)
    """,
    re.VERBOSE,
)
_ALSO_FIRMS = frozenset(
    """
    advertiser airliner ally bookmaker brewer broker builder carmaker carrier chipmaker competitor contractor consumer
    distributor exporter foe follower giant grocer importer insurer investor lender leader manufacturer maker neighbor
    neighbour opponent other owner parent partner player producer rival seller sponsor supplier supporter tenant user
    winner
    """.split()
)
"""Nouns for people that firms, countries and teams are called as well."""
_FIRMS = frozenset(
    """
    airline bookmaker brewer broadcaster carmaker chipmaker drugmaker exporter housebuilder importer insurer lender
    manufacturer planemaker publisher retailer shipbuilder steelmaker supermarket watchdog
    """.split()
)
"""Nouns that only firms and bodies are called."""
_BODIES = frozenset(
    """
    agency airline alliance army association bank brand broadcaster business caucus chain charity church club coalition
    college company conglomerate corporation council federation firm foundation franchise group hospital institute
    institution laboratory league lender maker manufacturer ministry movement museum network newspaper ngo non-profit
    nonprofit organisation organization outfit outlet party publication publisher regulator retailer school service
    society start-up startup studio supplier team trust union university watchdog
    """.split()
)
"""Nouns for bodies: what has one in apposition is no person."""
_CALLED = _FIRMS | frozenset(
    """
    agency band chain channel charity club company developer firm giant group label magazine maker network newspaper
    operator site studio website
    """.split()
)
"""Nouns that only bodies are called, and *giant*, before a name of one word."""
_NO_ROLES = frozenset(
    """
    academic acting after another assistant associate better bitter clever conservative deputy earlier elder either
    executive exterior farther for forever former further general greater higher hon however hyper inferior interim
    interior inner junior late later latter liberal longer lower major minor native neither never nor older one or other
    outer over per prime prior private rather representative senior state sub-junior super superior tender then
    together under under-secretary upper vice whether whip younger
    """.split()
)
"""Words that have endings of roles, or stand in lists of them, and are none or may be none."""
_ENDINGS = ("ist", "man", "woman", "ician", "orian", "edian", "brarian", "narian", "eer", "eur", "keeper", "crat")
"""Endings of nouns that only people are called."""


_OTHERS = frozenset(
    """
    accountant adolescent agent applicant claimant client consultant contestant custodian defendant guardian immigrant
    lieutenant merchant migrant occupant patient president resident respondent sergeant servant student superintendent
    """.split()
)
"""Nouns for people with an ending that adjectives have as well."""


@lru_cache(REMEMBERED)
def tells_person(word: str) -> bool:
    """Tests whether *word*, lower case, is a noun for people (*lawyer*, *docker*, *mayor*) that no firm or country is
    called.
    """
    if word in _NO_ROLES or word in _ALSO_FIRMS or word in lexicon("thing_nouns"):
        return False
    if word in lexicon("role_nouns") or word in lexicon("titles") or word.endswith(_ENDINGS):
        return True
    if word.endswith(("ent", "ant", "ian")):
        return word in _OTHERS
    return (len(word) > 5 or gender_of(word) is not None) and is_role(word)


_AGED = re.compile(r",[ \xa0](?:aged[ ])?\d")
_NEAR = 30
"""Characters before a name that are looked at."""
_IN_PLACE = re.compile(r"\b(?:in|near|from|outside)[ \xa0]\Z")
_AT_PLACE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]n|[Ff]rom|[Aa]cross|[Oo]utside)[ \xa0]\Z")
_OF_PLACE = re.compile(
    r",[ \xa0](?:from|of|who[ ]lives[ ]in|living[ ]in|based[ ]in)[ \xa0](?:[^\W\d_a-z][\w’'.-]*[ \xa0]?){1,3},[ \xa0]\Z"
)
"""*, of Farley,* before a region or town."""
_BEFORE_REGION = re.compile(r",[ \xa0]([^\W\d_a-z][\w’'-]*(?:[ \xa0][^\W\d_a-z][\w’'-]*)?)(?=[,.;)\n]|\Z)")


def opens_with_class(run: Run) -> bool:
    """Tests whether *run* opens its sentence with a noun for firms before the firm's name: *Rival Tolland*."""
    return run.first and len(run.words) > 1 and run.words[0].lower() in _ALSO_FIRMS | _FIRMS


def opens_with_firm(run: Run) -> bool:
    """Tests whether *run* opens its sentence with a noun that only firms are called: *Retailer Bexby*."""
    return run.first and run.words[0].lower() in _FIRMS and given_gender(run.words[1]) is None


def told_place(text: str, run: Run) -> bool:
    """Tests whether *run* is a place for certain: a known region stands behind it, or a town in front (*in Farley,
    Norland*).
    """
    behind = text[run.end : run.end + 1]
    if behind == "," and _IN_PLACE.search(text, max(0, run.start - 10), run.start):
        region = _BEFORE_REGION.match(text, run.end, run.end + 40)
        if region is not None and (region[1] in lexicon("places") or region[1].split()[0] in lexicon("places")):
            return True
    ends = behind in ",.;)"
    return (
        ends
        and text[run.start - 2 : run.start - 1] == ","
        and _OF_PLACE.search(text[max(0, run.start - 60) : run.start]) is not None
    )


def told_body(text: str, run: Run) -> bool:
    """Tests whether the name of one word in *run* is a body's: a noun for bodies in small letters stands before it
    (*oil giant Tolland*), or *which* behind it.
    """
    if text.startswith(", which ", run.end):
        return True
    at = run.start - 1
    low = max(0, at - _NEAR)
    return text[text.rfind(" ", low, at) + 1 or low : at] in _CALLED


def told_kind(text: str, run: Run) -> str | None:
    """Returns ``person`` or ``organisation`` if the words beside *run* leave no doubt, else None."""
    return _told_behind(text, run) or _told_before(text, run)


def told_alone(text: str, run: Run) -> str | None:
    """Returns the kind that an age or an apposition behind a *run* of one word tells (*Suharti, 34,*, *Tavano, a
    retailer,*), else None.

    Behind *in* and the like it is a place: *In Farley, a company said*.
    """
    if run.words[0] in lexicon("places") or run.words[0] in lexicon("demonyms"):
        return None
    kind = _told_behind(text, run)
    if kind == "person" and not _AGED.match(text, run.end):
        return None
    return None if kind is None or _AT_PLACE.search(text, max(0, run.start - 10), run.start) else kind


def _told_before(text: str, run: Run) -> str | None:
    """Returns ``person`` behind a role in small letters (behind a comma only if another comma follows: *her lawyer,
    Dana Okafor,*), else None.
    """
    at = run.start - 1
    comma = text[at - 1 : at] == ","
    at -= comma
    low = max(0, at - _NEAR)
    word = text[text.rfind(" ", low, at) + 1 or low : at]
    if not word.islower():
        return None
    if word in _FIRMS and not comma:
        return None if reads_as_person(run.words) else "organisation"
    if not tells_person(word) or (not comma and run.words[-1].lower() in lexicon("organisation_nouns")):
        return None
    return "person" if not comma or text[run.end : run.end + 1] == "," else None


def _told_behind(text: str, run: Run) -> str | None:
    if text[run.end : run.end + 2] not in (", ", ",\xa0", " ("):
        return None
    found = _BEHIND.match(text, run.end, run.end + 80)
    if found is None:
        return None
    if found["age"] or found["bracketed"]:
        return "person"
    if found["ticker"]:
        return "organisation"
    if found["acronym"]:
        several = len(run.words) > 2 or (len(run.words) == 2 and not reads_as_person(run.words))
        return "organisation" if several and found["acronym"] in acronyms(" ".join(run.words)) else None
    words = (found["role"] or found["bare"]).lower().split()
    if tells_person(words[-1]):
        return "person"
    return "organisation" if _is_body(found["tie"], words) and not reads_as_person(run.words) else None


def _is_body(tie: str | None, words: Sequence[str]) -> bool:
    """Tests whether an apposition of *words* behind *tie* tells what body a name is: *, a food company,*.

    With *the* it must be described: in *Tolland, the council and the police* it is another one of a list.
    """
    head = words[-1].removesuffix("s") if tie == "one of the" else words[-1]
    return head in _BODIES and (tie in ("a", "an", "another", "one of the") or (tie == "the" and len(words) > 1))


def reads_as_person(words: tuple[str, ...]) -> bool:
    """Tests whether two or three words are a given name and a possible family name: *Sue Bank*."""
    if not 2 <= len(words) <= 3 or not words[0][0].isupper() or "." in words[0] or " ".join(words) in lexicon("places"):
        return False
    if {"north", "south", "east", "west", "new"} & {words[0].lower()}:
        return False
    return given_gender(words[0]) is not None and words[0] not in lexicon("places") and words[-1][0].isupper()
