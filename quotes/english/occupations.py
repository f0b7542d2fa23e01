"""Reads a person's walk of life from the words beside a name, and tells which ones a person hardly has at once.

This tells homonyms apart: *John Smith, the striker* and *finance minister John Smith* may be two. The functions are
pure; they take a mention, which is a name with its title, role and apposition.
"""

import re
from functools import cache
from typing import NamedTuple

from quotes.english import names
from quotes.english.lexicons import lines
from quotes.english.titles import TITLES
from quotes.letters import plain


class Calling(NamedTuple):
    """A word for what somebody is, and the walk of life that it belongs to: *striker*, ``sport``."""

    word: str
    domain: str


MAN, WOMAN = "a man", "a woman"
_FAR_APART = {
    "sport": "politics law police medicine science religion work",
    "arts": "law police medicine religion politics",
    "religion": "police law medicine business politics media",
    "police": "medicine science business media",
    "medicine": "law business media work",
    "work": "politics law science",
}
"""Each walk of life with those that a person hardly has at about the same time. A lawyer, a professor, a banker or a
farmer may well be in politics, a striker on television; what somebody was (*the former striker*) excludes nothing.
"""
_PAIRS = {frozenset((one, other)) for one, others in _FAR_APART.items() for other in others.split()}
_PAIRS.add(frozenset((MAN, WOMAN)))
_MAN = frozenset("mr sir lord".split())
_WOMAN = frozenset("mrs ms miss dame lady madam mme".split())
_FORMER = re.compile(r"(?i)\b(?:former|formerly|ex|onetime|one-time|retired|late|then|would-be|aspiring)\b")
_CUT = re.compile(r"(?i)\s(?:of|for|at|in|on|from|with|to|by|who|whose|that|which|as|is|was|has|had|says|said|told)\b")
_IS = re.compile(r"(?i)\A(?:who(?:['’]s|\sis)|now|currently)\s+")
_AND = re.compile(r"(?i)\s(?:and|or)\s")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")


@cache
def _occupations() -> dict[str, str]:
    return {word: domain for word, _, domain in (line.rpartition(" ") for line in lines("occupations"))}


def callings(mention: str, name: str) -> tuple[Calling, ...]:
    """Returns what the words beside the family name of *name* in *mention* say that somebody is, in reading order; what
    somebody was isn't counted.
    """
    family = names.parse(name).family.split()
    if not family:
        return ()
    found = places(family[-1], mention)
    if not found:
        return ()
    given = names.parse(name).given.split()
    first = mention.find(given[0]) if given else -1
    before = mention[: first if 0 <= first < found[-1] else found[0]]
    behind = mention[found[-1] + len(family[-1]) :]
    parts = [_head(before, last_only=True), *(_head(part) for part in _parts(behind))]
    return tuple(dict.fromkeys(calling for part in parts for calling in part))


def places(word: str, text: str) -> list[int]:
    """Returns where *word* begins in *text*, wherever it stands there by itself.

    A pattern would be compiled for each of a store's family names: half of the time of reading all mentions.
    """
    found = []
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        is_whole = not (_in_word(text[at - 1 : at]) or _in_word(text[end : end + 1]))
        if is_whole:
            found.append(at)
        at = text.find(word, end if is_whole else at + 1)
    return found


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _parts(behind: str) -> list[str]:
    """Returns the appositions behind a name, without the phrases that follow their nouns: *, 34, a Leeds lawyer and
    poet of the town*.
    """
    found: list[str] = []
    for segment in behind.split(",")[1:]:
        plain_segment = _CUT.split(f" {_IS.sub('', segment.strip())}")[0]
        found += _AND.split(plain_segment)
    return found


def _head(phrase: str, *, last_only: bool = False) -> list[Calling]:
    """Returns the callings that the last word of a noun phrase tells and, with *last_only*, those that the
    titles tell.
    """
    words = _WORD.findall(phrase)
    titles = [_gender(word) for word in words] if last_only else []
    found = [calling for calling in titles if calling is not None]
    while words and plain(words[-1]).strip(".") in TITLES and plain(words[-1]) not in _occupations():
        words.pop()
    if not words or _FORMER.search(phrase):
        return found
    word = plain(words[-1]).rstrip(".")
    domain = _occupations().get(word) or _occupations().get(word.rpartition("-")[2])
    if domain is not None:
        found.append(Calling(word, domain))
    if word.endswith("woman") and len(word) > len("woman"):
        found.append(Calling(word, WOMAN))
    return found


def _gender(title: str) -> Calling | None:
    word = title.lower().rstrip(".")
    if word in _MAN:
        return Calling(title, MAN)
    return Calling(title, WOMAN) if word in _WOMAN else None


def far_apart(one: Calling, other: Calling) -> bool:
    """Tests whether the same person can hardly have both callings."""
    return frozenset((one.domain, other.domain)) in _PAIRS
