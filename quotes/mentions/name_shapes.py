"""Reads the words of a run by themselves: titles and the name proper among them, and features of their kind."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from quotes.english.lexicons import lexicon
from quotes.english.names import PARTICLES, REMEMBERED, family_first, given_gender, parse, tidy
from quotes.english.nouns import is_person, is_role
from quotes.english.titles import GENERATIONS, is_abbreviated_title, is_also_name, is_title, letters_start, titles_end

_PARTIES = frozenset(
    "republican democrat democratic conservative labour labor liberal independent tory gop libertarian".split()
)
_TIES = frozenset({"of", "of the", "for", "&", "and"})


class NameShape(NamedTuple):
    """What the words of a run tell, wherever they stand."""

    words: tuple[str, ...]
    key: str
    """Equal for occurrences of one string: blanks and apostrophes evened, no possessive ending."""
    begin: int
    stop: int
    """The name proper, after titles and before suffixes, is ``words[begin:stop]``."""
    end: int
    """Where letters behind the name (*OBE*) begin; a generation belongs to the name."""
    size: str
    """How many words it has, ``4`` where it has more."""
    opening: str
    """Its first word, lower case."""
    person: int | None
    """Which word is the first of the name if it is a person's: after parties and nationalities, too.

    None where it is a title and nothing else.
    """
    lows: tuple[str, ...]
    """Its first and second word in lower case, of those that may be common words."""
    courtesy: bool
    """Whether a title stands before it that only a person's name follows."""


@lru_cache(REMEMBERED)
def shape_of(words: tuple[str, ...]) -> NameShape:
    """Returns the shape of a run's words; cached, because most names occur many times."""
    end = letters_start(words)
    begin, stop = _after_titles(words[:end]), end
    while stop - begin > 1 and words[stop - 1].lower().rstrip(".") in GENERATIONS:
        stop -= 1
    opening = words[begin].lower().rstrip(".")
    return NameShape(
        words=words,
        key=tidy(" ".join(words)),
        begin=begin,
        stop=stop,
        end=end,
        size=str(min(stop - begin, 4)),
        opening=opening,
        person=_person(words[:end], begin),
        lows=tuple([low for low in map(str.lower, words[:2]) if "." not in low]),
        courtesy=any(map(_is_courtesy, words[:begin])),
    )


def _person(words: Sequence[str], first: int) -> int | None:
    last = len(words) - 1
    if not last:
        return None if is_title(words[0]) and not is_also_name(words[0]) else 0
    while last - first >= 2 and (
        words[first] in lexicon("demonyms")
        or _is_role_before_name(words, first)
        or words[first].lower() in _PARTIES
        or (words[first].islower() and words[first] not in PARTICLES)
    ):
        first += 1
    if last - first == 1 and given_gender(words[last]) is not None and _are_people(words[first].lower()):
        first += 1  # Twins Ida and Maja Holm
    return max(first, _given_at(words, first))


def _is_role_before_name(words: Sequence[str], i: int) -> bool:
    """Tests whether word *i* is the role of the person whose name follows: *Skipper*, *Farmer*."""
    low = words[i].lower()
    return given_gender(low) is None and is_person(low)


def _are_people(low: str) -> bool:
    """Tests whether a word in lower case is a plural for people before their names: *brothers*, *twins*."""
    return low.endswith("s") and given_gender(low) is None and (is_role(low[:-1]) or low in lexicon("group_nouns"))


def _is_courtesy(title: str) -> bool:
    """Tests whether a title is one that only a person's name follows."""
    low = title.lower().rstrip(".")
    return low in lexicon("courtesy_titles") or (title[-1] == "." and is_abbreviated_title(title[:-1]))


@lru_cache(REMEMBERED)
def is_eastern(words: tuple[str, ...]) -> bool:
    """Tests whether a run is three words, or two with a hyphen, that begin with an East Asian family name."""
    several = len(words) == 3 or (len(words) == 2 and "-" in words[1])
    return several and family_first(words) and not names_body(words[1:])  # Ngo is a family


def names_body(words: Sequence[str]) -> bool:
    """Tests whether a noun for bodies is among the words."""
    return not lexicon("organisation_nouns").isdisjoint([word.lower() for word in words])


def _after_titles(words: Sequence[str]) -> int:
    """Returns the position after the last title: at the front, or further in if two words or more follow."""
    last = len(words) - 1
    first = titles_end(words, given_gender)
    for i in range(first, last - 1):
        word = words[i]
        low = word.lower().rstrip(".")
        if low in ("king", "dean", "state") or not is_title(word):
            continue
        if given_gender(words[i + 1]) in ("m", "f"):
            first = i + 1  # Circuit Court Judge David Grant
        elif low not in ("major", "judge") and not is_also_name(word):
            first = i + 1
    return first + titles_end(words[first:], given_gender)


@cache
def _surnames_only() -> frozenset[str]:
    """Returns the surnames that are no places."""
    return lexicon("surnames") - lexicon("places")


def _given_at(words: Sequence[str], first: int) -> int:
    """Returns where the given name stands if words of a role come before it (*envoy to Ukraine Kurt Volker*), else
    *first*.
    """
    last = len(words) - 1
    while last > first and words[last].lower().rstrip(".") in GENERATIONS:
        last -= 1
    at = last - 1
    while at > first and len(words[at].rstrip(".")) == 1:
        at -= 1
    if at <= first or given_gender(words[at]) not in ("m", "f"):
        return first
    front = words[first:at]
    named = any(given_gender(w) or w[1:2] == "." or w.lower() in PARTICLES for w in front)
    vietnamese = words[at] in ("Van", "Thi") and front[-1].lower() in _VIETNAMESE
    return first if named or vietnamese or front[-1].lower() in _surnames_only() else at


_VIETNAMESE = frozenset(
    """
    bui cao chau dang dao dinh do doan dong duong ha ho hoang huynh kieu lam le luong luu ly mac mai nghiem ngo nguyen
    nong pham phan phung quach ta thai to ton tong trieu trinh truong tu vo vu vuong
    """.split()
)
"""Family names that stand before *Van* or *Thi* and a given name in Vietnamese, lower case."""


def word_features(words: tuple[str, ...]) -> Sequence[str]:
    """Returns the features of a run that its words tell by themselves."""
    lows = [w.lower().rstrip(".") for w in words]
    shape = shape_of(words)
    begin, stop, size, first = shape.begin, shape.stop, shape.size, shape.opening
    name, plain = words[begin:stop], lows[begin:stop]
    last = plain[-1]
    nouns, places, demonyms = lexicon("organisation_nouns"), lexicon("places"), lexicon("demonyms")
    several = len(name) > 1
    firm = several and last in lexicon("firm_endings")
    whole = " ".join(name)
    gender = given_gender(name[0]) if name[0][1:2] != "." else "i"
    surname = last.replace("-", "") in lexicon("surnames")
    kind_of_last = (
        "O" if last in nouns or (last.endswith("s") and last[:-1] in nouns) or firm else
        "P" if whole in places else "D" if name[-1] in demonyms or _plural_of_people(name[-1]) else
        "S" if surname else "-"
    )  # fmt: skip
    outline = (
        "A" if len(whole) > 1 and whole.replace(".", "").isupper() else
        "i" if "." in whole and several else "h" if "-" in whole else
        "p" if not PARTICLES.isdisjoint(name) else "c"
    )  # fmt: skip
    given = gender or "-"
    found = [
        "bias", f"size{size}", f"sh{outline}{size}", f"g{given}{size}", f"gs{given}{kind_of_last}{size}",
        f"last{kind_of_last}{size}", f"suf:{last[-3:]}", f"suf4:{last[-4:]}{size}", f"pre:{first[:3]}{size}",
        f"w:{last}", f"w0:{first}" if several else f"w1:{first}",
    ]  # fmt: skip
    if begin:
        found.append(f"title:{lows[begin - 1]}")
    if stop < len(words):
        found.append("suffix")
    if whole in places:
        found.append(f"place{size}")
    if firm or not nouns.isdisjoint(plain):
        found.append(f"orgword{size}")
    if not _TIES.isdisjoint(plain):
        found.append("joined")
    if several:
        if family_first(name):
            found.append(f"eastern{size}")
        if _given_at(words, begin) > begin:
            found.append("role+given")
        if name[-1] in places:
            found.append("lastplace")
        if not demonyms.isdisjoint(name[:-1]):
            found.append("demonymin")
    if surname and gender in ("m", "f", "u") and parse(whole).given:
        found.append("fullname")
    return found


def _plural_of_people(word: str) -> bool:
    return word.endswith("s") and (word[:-1] in lexicon("demonyms") or word[:-1].lower() in _PARTIES)
