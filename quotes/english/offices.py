"""Finds offices before a name that one person holds at a time: *President Obama*.

A surname says little, but *President Obama* in a text of 2012 is one person. So heads of state and government, and
their deputies, are known by office and surname; not governors, senators, judges or ministers, of whom there are many at
a time. The functions are pure; they take a text.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from quotes.english import names
from quotes.english.lexicons import lexicon
from quotes.english.sentence_starters import sentence_starters

OFFICES = {
    "president": "President",
    "pres": "President",
    "vice president": "Vice President",
    "vp": "Vice President",
    "prime minister": "Prime Minister",
    "pm": "Prime Minister",
    "chancellor": "Chancellor",
    "first minister": "First Minister",
    "supreme leader": "Supreme Leader",
}
"""Offices as texts print them, in lower case without point and hyphen, and their canonical names."""


class Tenure(StrEnum):
    """What the words before an office say of who holds it."""

    NOW = "now"
    BEFORE = "before"  # former President Bush: of these there may be several
    OTHERWISE = "otherwise"  # University President Smith, Deputy Prime Minister Clegg
    UNCLEAR = "unclear"  # Harvard President Smith, Why President Obama …


class OfficeUse(NamedTuple):
    """An office before a name: its canonical name, the capitalised words that follow, and what the words before
    it say.
    """

    office: str
    words: tuple[str, ...]
    tenure: Tenure


_GAP = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*(?=\w))"  # a line's end within a paragraph, too
_SMALL = r"(?:de|da|di|du|del|la|van|von|der|den|bin|al|el)"
_WORD = rf"(?:(?:[A-Z]\.)+|(?:(?:al|el|d)[-'’])?[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*|{_SMALL}(?=\s))"
_USE = re.compile(
    rf"\b(?P<office>[Vv]ice[ -][Pp]resident|[Pp]resident|[Pp]rime [Mm]inister|[Cc]hancellor|[Ff]irst [Mm]inister"
    rf"|[Ss]upreme [Ll]eader|PM|VP|Pres\.)(?P<words>(?:{_GAP}{_WORD}){{1,6}})"
)
_BEFORE = re.compile(r"([\w.&'’]+)(?:[^\S\n]+|-)\Z")

_FORMER = frozenset("former formerly ex then late onetime one-time past previous future next would-be".split())
_SUPPOSED = frozenset("a an any another no".split())  # what a President Sanders would do
_UNDER = frozenset("deputy assistant associate executive senior acting interim honorary elect".split())


@lru_cache(maxsize=8)
def office_uses(text: str) -> tuple[OfficeUse, ...]:
    """Returns every office before a name in *text*, in reading order."""
    return tuple(_uses(text))


def _uses(text: str) -> Iterator[OfficeUse]:
    for match in _USE.finditer(text):
        said = match["office"].replace("-", " ").replace(".", "")
        tenure = _tenure(text, match.start())
        if said[0].islower() and tenure is Tenure.NOW:
            tenure = Tenure.UNCLEAR  # the company's president Jane Smith
        yield OfficeUse(OFFICES[said.lower()], tuple(match["words"].split()), tenure)


def _tenure(text: str, start: int) -> Tenure:
    """Returns what the word before the office that begins at *start* says."""
    before = _BEFORE.search(text, max(0, start - 40), start)
    if before is None:
        return Tenure.NOW
    word = names.tidy(before[1])
    plain = word.lower().strip(".")
    nouns = lexicon("organisation_nouns")
    if plain in _FORMER:
        return Tenure.BEFORE
    if plain in _UNDER or plain in nouns or plain.removesuffix("s") in nouns:
        return Tenure.OTHERWISE
    if plain in _SUPPOSED:
        return Tenure.UNCLEAR
    if not word[0].isupper() or plain in sentence_starters():
        return Tenure.NOW
    return Tenure.NOW if word in lexicon("demonyms") or word in lexicon("places") else Tenure.UNCLEAR


def name_words(words: tuple[str, ...], family: str) -> tuple[str, ...]:
    """Returns the shortest beginning of *words* that is a name with that family key (*Obama*, *Barack H. Obama*); empty
    if there is none.
    """
    for end in range(1, len(words) + 1):
        first = names.fold_name(names.tidy(words[0]))
        is_given = words[0].endswith(".") or names.given_gender(first) is not None
        if any(_evened(words[begin:end]) == family for begin in range(end if is_given else 1)):
            return (*words[: end - 1], names.tidy(words[end - 1]))
    return ()


def _evened(words: tuple[str, ...]) -> str:
    return names.transliterated(names.fold_name(names.tidy(" ".join(words))).replace(" ", ""))


def offices_of_family(text: str, family: str) -> frozenset[str]:
    """Returns the offices that *text* puts before names with that family key, except those that it anywhere calls
    former ones or a particular body's.
    """
    return _held_at_present(
        (use.office, use.tenure, True) for use in office_uses(text) if name_words(use.words, family)
    )


def offices_of(text: str, name: str) -> frozenset[str]:
    """Returns the offices that *text* puts before the full name *name* or a compatible one (*President Barack H.
    Obama*), except those that it anywhere calls former ones of that family or a particular body's.
    """
    family = names.family_key(name) or ""
    found = ((use, any(_is_like(full, name, family) for full in _beginnings(use.words))) for use in office_uses(text))
    return _held_at_present(
        (use.office, use.tenure, full) for use, full in found if full or name_words(use.words, family)
    )


def _held_at_present(said: Iterable[tuple[str, Tenure, bool]]) -> frozenset[str]:
    """Returns the offices that are said to be held now at least once where it counts, and nowhere otherwise."""
    tenures_of: dict[str, set[tuple[Tenure, bool]]] = {}
    for office, when, counts in said:
        tenures_of.setdefault(office, set()).add((when, counts))
    return frozenset(
        office
        for office, tenures in tenures_of.items()
        if (Tenure.NOW, True) in tenures and not {when for when, _ in tenures} & {Tenure.BEFORE, Tenure.OTHERWISE}
    )


def _beginnings(words: tuple[str, ...]) -> Iterator[str]:
    return (names.tidy(" ".join(words[:end])) for end in range(2, len(words) + 1))


def _is_like(full: str, name: str, family: str) -> bool:
    return names.family_key(full) == family and names.compatible(full, name) is names.Match.SAME


def relatives(text: str, name: str) -> bool:
    """Tests whether *text* names another member of the family of the full name *name*: Michelle beside Barack Obama,
    Mrs. Obama.
    """
    parsed = names.parse(name)
    givens, gender = names.givens(parsed.given), names.given_gender(parsed.given)
    family = re.escape(parsed.family)
    for match in re.finditer(rf"\b([A-Z][\w'’-]+)(?:\s+[A-Z]\.)*\.?\s+{family}(?![\w-])", text):
        word = names.fold_name(match[1])
        said = names.gender_of(word) if word in ("mr", "mrs", "ms", "miss") else None
        if said and gender in ("m", "f") and said != gender:
            return True
        if not said and names.given_gender(word) and not any(names.same_given(word, each) for each in givens):
            return True
    return False


def office_key(office: str, family: str) -> str:
    """Returns the key by which names of office and surname are looked up; no key of a name has a colon."""
    return f"{office.lower()}: {family}"


def named_office(name: str) -> str | None:
    """Returns the key of a name that is an office and a surname (*President Obama*), or None for any other name."""
    uses = office_uses(name)
    if len(uses) != 1 or uses[0].tenure is not Tenure.NOW:
        return None
    family = names.family_key(" ".join(uses[0].words))
    return office_key(uses[0].office, family) if family and _evened(uses[0].words) == family else None
