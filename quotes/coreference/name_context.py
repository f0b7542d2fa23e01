"""Reads what stands right beside a name and describes its person: words of a role, party and state, pronouns."""

import re
from functools import cache, lru_cache

from quotes.english import names, pronouns
from quotes.english.lexicons import lexicon, lines
from quotes.english.nouns import is_role
from quotes.english.titles import TITLES, is_abbreviated_title, is_pointed
from quotes.model import Sentence

_WORD = re.compile(r"[\w'’.-]+")
_APPOSITION = re.compile(r",[ \t](?:the|a|an|who is|who was)[ \t]([^,.;:—()\n“”\"]{3,80})(?=[,.;—\n]|[ \t]who[ \t])")
_AGE = re.compile(r",? \(?(\d{1,3})[,).;]")
_IS = re.compile(
    r"""
    (?:,?[ ]who)?[ ]
    (?: (?: is | was | became | remains | remained | (?:has|had)[ ](?:been|become) )
        (?: [ ](?:now|then|also|still|once|currently|previously) )?
        (?: [ ](?P<made> (?:re-?)? elected | appointed | named | sworn[ ]in | crowned ) (?:[ ]as)? )?
      | (?: has[ ]|had[ ] )? (?: serves | served | works | worked )[ ]as )
    [ ] (?P<article> (?:an?|the|their|its|his|her)[ ] )?
    """,
    re.VERBOSE,
)
"""What says of the name before it what its person is: *is a farmer*, *was elected mayor*, *who works as a nurse*."""
LONGEST_TOLD = 5
"""Most words of a role that a verb gives, with those before its head: *a retired primary school teacher*."""
_ENDS_TOLD = frozenset(
    """
    and as at because but by for from if in not of on or since than that to under until when where which who with
    """.split()
)
"""Words that no such role has in it."""
_TOLD_WORD = re.compile(r"([\w'’-]+)(?=[ ,.;:)—\n]|\Z)[ ]?")
_PARTY = re.compile(r"[ \t]\((?:([DRI])|[A-Z]+)?-?([A-Z][A-Za-z.]*)?\)")
_PARTIES = {"D": "democrat democratic", "R": "republican gop", "I": "independent"}
MOST_BEFORE = 6
"""Most words before a name that are looked at for a role."""
FARTHEST = 80
"""Characters before a name in which a role that a comma parts from it is looked for."""
MOST_LETTERS = 29
"""Most letters of such a word that are looked at."""


def roles_beside(text: str, start: int, end: int) -> list[str]:
    """Returns the roles beside the name ``text[start:end]``, lower case: the words before it, an apposition, age or
    party behind it.
    """
    roles: list[str] = []
    before = _roles_before(text, start)
    if before:
        roles.append(before)
    elif text[start - 2 : start] == ", " and text[end : end + 1] in (",", ".", ";"):  # the mayor, Dana Okafor,
        apposed = text[max(0, start - FARTHEST) : start - 2] + " "
        before = _roles_before(apposed, len(apposed))
        if before:
            roles.append(before)
    behind = text[end : end + 3]
    if behind.lstrip(", (")[:1].isdigit() and (age := _AGE.match(text, end)) is not None:
        roles.append(f"{age[1]}-year-old")
    elif behind[:1] == ",":
        apposition = _APPOSITION.match(text, end)
        told = role_told(text, end)
        if told:
            roles.append(told)
        elif apposition is not None:
            roles.append(apposition[1].lower())
    elif behind[1:2] in ("i", "w", "b", "r", "h", "s") and (told := role_told(text, end)):
        roles.append(told)
    elif behind[1:2] == "(":
        party = _PARTY.match(text, end, end + 24)
        if party is not None:
            state = _states().get((party[2] or "").replace(".", "").lower(), (party[2] or "").lower())
            roles.append(f"{_PARTIES.get(party[1] or '', '')} {state}".strip())
    return roles


def role_told(text: str, end: int) -> str:
    """Returns the role, lower case, that a verb right behind a name that ends at *end* gives its person (*is a retired
    teacher*, *became mayor*), or an empty string; at most ``LONGEST_TOLD`` words.
    """
    found = _IS.match(text, end)
    if found is None:
        return ""
    words: list[str] = []
    at = found.end()
    while len(words) < LONGEST_TOLD and (word := _TOLD_WORD.match(text, at)) is not None:
        low = word[1].lower()
        if low in _ENDS_TOLD or (words and low.endswith(("ing", "ed")) and _is_held(words[-1])):
            break
        words.append(low)
        at = word.end()
        if text[at - 1] != " ":
            break
    if not words or not _is_held(words[-1]):
        return ""
    if found["article"] is None and (words[-1] not in TITLES or len(words) > 2):
        return ""
    return " ".join(words)


def says_of(text: str, end: int, start: int) -> bool:
    """Tests whether only a verb of being stands between a name that ends at *end* and a phrase that begins at *start*,
    with its article or behind it; who *became* something was something else before.
    """
    found = _IS.match(text, end, end + FARTHEST)
    return found is not None and start in (found.end(), found.start("article")) and "bec" not in found[0]


def _is_held(word: str) -> bool:
    """Tests whether a *word*, lower case, is what a person can be: *farmer*, *chair*."""
    return is_role(word)


def _roles_before(text: str, at: int) -> str:
    """Returns the words right before *at* that can be part of a role, lower case; at most ``MOST_BEFORE``."""
    words: list[str] = []
    while len(words) < MOST_BEFORE and at and text[at - 1] in " \t":
        at -= 1
        first = max(0, at - MOST_LETTERS)
        piece = text[text.rfind(" ", first, at) + 1 or first : at]
        word = _role_at_end(piece) or (words and _field_at_end(piece))
        if not word:
            break
        words.append(word.lower())
        at -= len(word)
    return " ".join(reversed(words))


@lru_cache(names.REMEMBERED)
def _role_at_end(piece: str) -> str:
    """Returns the word at the end of *piece* if it can be part of a role, else an empty string."""
    word = _WORD.match(piece[::-1])
    return word[0][::-1] if word and _of_role(word[0][::-1]) else ""


@lru_cache(names.REMEMBERED)
def _field_at_end(piece: str) -> str:
    """Returns the word at the end of *piece* if it is the field or the rank of an office, which stands before it
    (*transport minister*, *shadow chancellor*), else an empty string.
    """
    word = _WORD.match(piece[::-1])
    low = word[0][::-1].lower() if word else ""
    return low if low in lexicon("portfolios") or low in lexicon("title_leads") else ""


def _of_role(word: str) -> bool:
    """Tests whether a word before a name can be part of a role: an office, a party, a nation, an adjective of
    office.
    """
    if word[-1] == "." and not (is_abbreviated_title(word[:-1]) or is_pointed(word)):
        return False  # the sentence before ends with it
    low = word.lower().rstrip(".")
    if low in TITLES or word in lexicon("demonyms") or word in lexicon("places"):
        return True
    return low not in lexicon("role_stopwords") and (
        is_role(low) or low.endswith(("al", "ic", "an", "ive", "-elect", "front-runner"))
    )


_LEADING = re.compile(r"(?:\A|[\n.?!:“”\"])[ \t]*((?:[\w’'-]+,?[ \t]){0,6})\Z")
_NOT_LEADING = frozenset(
    """
    about after against and as at before between but by for from in like nor of or over than that to under while with
    """.split()
)


def leads_sentence(text: str, start: int) -> bool:
    """Tests whether a sentence begins with the name at *start*, not counting a role before it: *Her uncle, Sam
    Grant,*.
    """
    before = _LEADING.search(text, max(0, start - 60), start)
    return before is not None and _NOT_LEADING.isdisjoint(before[1].lower().split())


@cache
def _states() -> dict[str, str]:
    """Returns a mapping from the abbreviation of a state (lower case, without points) to its name in lower case."""
    return dict(line.lower().split(" ", 1) for line in lines("state_abbreviations"))


def listed_gender(name: str) -> str | None:
    """Returns ``m`` or ``f`` by the given name of *name*, or None if the lists don't tell."""
    parsed = names.parse(name)
    found = names.given_gender(parsed.given) if parsed.given else None
    return found if found in ("m", "f") else None


def gender_behind(sentence: Sentence, end: int) -> str | None:
    """Returns the gender of the pronouns of the sentence behind a name that ends at *end*, or None if there are none or
    they disagree.

    A possessive tells nothing: *Okafor said that an account in her name …* is of somebody named before.
    """
    genders = {
        gender
        for start, low, tag in zip(sentence.starts, sentence.lows, sentence.tags, strict=True)
        if tag == "PRP" and start >= end and (gender := pronouns.GENDER.get(low))
    }
    return genders.pop() if len(genders) == 1 else None
