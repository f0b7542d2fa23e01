"""Parses personal names and names of organisations, makes keys to look them up by, and compares two of them.

Made for names as news prints them: titles and roles in front, party and suffix behind, initials, nicknames,
particles, surname-first names, accents lost on the way.  Pure functions over strings and the lexicons.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from quotes.english.lexicons import lexicon, lines
from quotes.english.titles import GENERATIONS, is_also_name, is_title, letters_start, titles_end
from quotes.letters import plain

REMEMBERED = 4_000
"""Number of names whose parts, gender and so on are cached, by each of forty functions: most names occur many times, in
one article and the next.  With five times as many, 1,200 articles take 28 MB more and 2 % less CPU time.
"""


class Match(StrEnum):
    """Whether two names can belong to one person."""

    SAME = "same"
    POSSIBLE = "possible"  # nothing speaks against it, but one of them says too little
    DIFFERENT = "different"


class PersonalName(NamedTuple):
    """The parts of a personal name as they stand; a part that is missing is empty."""

    titles: str
    given: str
    """Given and middle names or initials."""
    family: str
    """The family name with its particles. A name of one word counts as a family name."""
    suffix: str
    """``jr``, ``sr``, ``ii``, ``iii``, ``iv`` or empty."""


_ALSO_NAMES = frozenset(
    "king dean major judge pope prince duke marshal bishop coach general sister brother lord miss state under".split()
)
"""Titles that are names as often; inside a name they belong to it."""
PARTICLES = frozenset(
    """
    de del della der den des di da dos du la las le los van von ter ten zu bin ibn al el abu af av st san santa mac o
    ap ab ben bint binti dal dalla degli dela dello delos ferch lo ould tot vom y zum zur 't
    """.split()
)
_SMALL_ONLY = frozenset("ab ap ben lo y".split())
"""Particles that are given names or initials if they begin with a capital."""
_NEVER_FIRST = frozenset("bin ibn der den del della dos".split())
_FAMILIES_FIRST = frozenset(
    """
    xi mao deng hu jiang wen zhou zhu zhang wang liu chen yang huang zhao wu xu sun ma guo gao lin luo zheng liang
    xie tang feng cao peng zeng xiao tian dong pan yuan cai yu du ye cheng wei su lu ding ren shen yao zhong tan fu
    li qin qian bo he han fan shi song dai xue hou meng lai tsai hsieh chiang chou chang tsang leung cheung
    nguyen tran pham phan vu vo dang bui dinh hoang
    kim lee park moon ban roh choi jung jeong cho kang yoon jang lim shin kwon hwang ahn oh seo bae baek nam ri pak
    chung choe hua geng huynh ngo duong ryu son hong min
    """.split()
)
"""Family names that stand before the given name in Chinese, Korean and Vietnamese, lower case."""
_ALSO_GIVEN = frozenset(
    """
    kim lee park moon ban dong su lai lin tan li fan song han yu he may dinh dang lu jung cho son hong min duong hua
    """.split()
)
"""Those of them that are given names or words in English, so that two words alone don't tell which stands first."""

_MALE = lexicon("male_nouns")
_FEMALE = lexicon("female_nouns")

_NICKNAME = re.compile(r"\s[\"“‘'(][^\"”’'()]{1,34}[\"”’')](?=\s)")
_BEHIND = re.compile(r"(?s)\s*(?:\((?![^()]{1,34}\)\s+[^\Wa-z_])|,(?!\s*(?:[JS]r|Junior|Senior|I{2,3}|IV)\b)).*\Z")
_LETTERS = re.compile(r"[^\W\d_]+")
_FOLDED = re.compile(r"[^\W_]+")
_DROPPED = str.maketrans("", "", ".'’‘-‐‑`")
_INITIALS = re.compile(r"\b([^\W\d_])\.\s?(?=[^\W\d_]\.)")


def fold_name(name: str) -> str:
    """Returns *name* in plain letters (:func:`quotes.letters.plain`) without points, apostrophes and hyphens, its words
    separated by single blanks.
    """
    if name.isascii() and name.isalpha():  # most words: what is below gives the same
        return name.lower()
    return " ".join(_FOLDED.findall(plain(name.translate(_DROPPED)).translate(_DROPPED)))


@lru_cache(REMEMBERED)
def tidy(name: str) -> str:
    """Returns *name* with blanks evened, apostrophes straight and a possessive ending dropped."""
    if name.isalnum():
        return name  # a single word, as most are
    even = " ".join(name.replace("’", "'").replace("‘", "'").split()).strip(" ,;:")
    return even[:-2] if even.endswith("'s") else even[:-1] if even.endswith("s'") else even


@lru_cache(REMEMBERED)
def parse(name: str) -> PersonalName:
    """Returns the parts of a personal name; never fails, whatever *name* is."""
    plain = _NICKNAME.sub("", tidy(name))
    whole = _BEHIND.sub("", plain) or plain
    words = whole.replace(",", " ").split()
    words, suffix = _cut_suffix(words)
    words, titles = _cut_titles(words)
    if not words:
        return PersonalName(titles, "", "", suffix)
    if len(words) == 1:
        return PersonalName(titles, "", words[0], suffix)
    if family_first(words):
        return PersonalName(titles, " ".join(words[1:]), words[0], suffix)
    first = len(words) - 1
    while first > 1 and _is_particle(words[first - 1]):
        first -= 1
    opening = words[0].lower()
    if first == 1 and (opening in _NEVER_FIRST or (opening in PARTICLES and words[1].islower())):
        first = 0  # Von der Leyen
    return PersonalName(titles, " ".join(words[:first]), " ".join(words[first:]), suffix)


def _is_particle(word: str) -> bool:
    """Tests whether *word*, as it stands before a family name, belongs to it: *de*, *Dela*, *ben*, but not *Ben* or
    *O.*
    """
    low = word.lower()
    return low in PARTICLES and (word == low or low not in _SMALL_ONLY)


def _cut_suffix(words: list[str]) -> tuple[list[str], str]:
    """Returns the words without letters and generation behind the name, and the generation."""
    suffix = ""
    while len(words) > 1:
        generation = GENERATIONS.get(words[-1].lower().replace(".", ""))
        end = len(words) - 1 if generation else letters_start(words)
        if end == len(words):
            break
        suffix, words = generation or suffix, words[:end]
    return words, suffix


def _cut_titles(words: list[str]) -> tuple[list[str], str]:
    """Returns the words without those before the name: titles, and everything up to the last lower-case word."""
    first = titles_end(words, given_gender)
    for i, word in enumerate(words[:-1]):
        low = word.lower().rstrip(".")
        own = low in PARTICLES or low.startswith(("al-", "el-", "d'", "bin")) or word[1:2] == "."
        common = word[0].islower() and not own
        if common or (is_title(word) and low not in _ALSO_NAMES and not is_also_name(word)):
            first = max(first, i + 1)
            first += titles_end(words[first:], given_gender)
    if first == len(words) - 1 and len(words) == 2 and words[0] in ("King", "Major", "Dean"):
        return words, ""  # somebody's given name as likely as a title
    return words[first:], " ".join(words[:first])


def is_family_first(word: str) -> bool:
    """Tests whether a word is a Chinese, Korean or Vietnamese family name, which stands first."""
    return word.lower() in _FAMILIES_FIRST


def family_first(words: Sequence[str]) -> bool:
    """Tests whether a name's words begin with the family name, as in Chinese, Korean and Vietnamese names."""
    if len(words) < 2:
        return False
    first, last = words[0].lower(), words[-1].lower()
    if first not in _FAMILIES_FIRST or len(words) > 3:
        return False
    rest = [w.lower() for w in words[1:]]
    if any(w.endswith(".") or w in PARTICLES for w in rest):
        return False
    if len(words) == 3:
        known = len(rest[0]) > 4 and given_gender(rest[0]) is not None
        return last not in _FAMILIES_FIRST and all(len(w) <= 6 for w in rest) and not known
    if "-" in last:
        return words[1].split("-")[-1][:1].islower() or first not in _ALSO_GIVEN
    return first not in _ALSO_GIVEN and last not in _FAMILIES_FIRST and last not in lexicon("surnames")


@lru_cache(REMEMBERED)
def strip_titles(name: str) -> str:
    """Returns *name* without titles and roles in front and without party or office behind; its suffix stays."""
    parsed = parse(name)
    whole = _BEHIND.sub("", tidy(name)) or tidy(name)
    if parsed.titles and whole.startswith(parsed.titles):
        whole = whole[len(parsed.titles) :].strip()
    return whole or tidy(name)


@lru_cache(REMEMBERED)
def is_full(name: str) -> bool:
    """Tests whether *name* has a given name (or an initial) and a family name."""
    parsed = parse(name)
    return bool(parsed.given and parsed.family)


@lru_cache(REMEMBERED)
def person_key(name: str) -> str:
    """Returns a key that is equal for spellings that certainly name the same person: they differ in titles, accents,
    hyphens, points or case only.
    """
    parsed = parse(name)
    joined = fold_name(f"{parsed.family} {parsed.given}" if _is_family_first(parsed, name) else name_proper(parsed))
    return joined.replace(" ", "") + (f" {parsed.suffix}" if parsed.suffix else "")


def name_proper(parsed: PersonalName) -> str:
    """Returns given and family name in western order."""
    return f"{parsed.given} {parsed.family}".strip()


def _is_family_first(parsed: PersonalName, name: str) -> bool:
    given, family = parsed.given.split(), parsed.family.split()
    if not given or not family:
        return False
    words = tidy(name).split()
    return family[0] in words and given[0] in words and words.index(family[0]) < words.index(given[0])


_ARABIC_ARTICLE = re.compile(r"(?i)\A(?:al|el|ul|as|an|ar|ad|az|ash|at)[-‑](?=\w{3})")
"""The article that is left out if the family name stands alone: Bashar al-Assad, Assad."""


@lru_cache(REMEMBERED)
def family_key(name: str) -> str | None:
    """Returns the folded family name with spelling variants of transliteration evened, or None if there is no family
    name.
    """
    family = _ARABIC_ARTICLE.sub("", parse(name).family)
    return transliterated(fold_name(family).replace(" ", "")) or None


_EVENED = (
    (re.compile(r"(?:iy|yy|ij|yi|ii|y|i)\Z"), "i"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ou"), "u"),
    (re.compile(r"(?<=[bdfghjklmnprstwz])([uoa])e(?=[^aeiouy])"), r"\1"),  # Müller, Mueller
    (re.compile(r"(?:ff|v|w)\Z"), "f"),
    (re.compile(r"dj"), "j"),
    (re.compile(r"tch"), "ch"),
    (re.compile(r"(.)\1"), r"\1"),
)
_UNEVEN = re.compile(r"(?:[iyvw]|ij|ff)\Z|kh|ou|[bdfghjklmnprstwz][uoa]e[^aeiouy]|dj|tch|(.)\1")
"""What any of these patterns finds: most words have nothing of it."""


@lru_cache(REMEMBERED)
def transliterated(word: str) -> str:
    """Returns a folded word in which common variants of romanisation are made one (Zelensky, Zelenskiy, Zelenskyy)."""
    if _UNEVEN.search(word) is not None:
        for pattern, put in _EVENED:
            word = pattern.sub(put, word)
    return word


@cache
def nickname_groups() -> dict[str, frozenset[str]]:
    """Returns a mapping from a given name to the names it is used with: its short forms, or the names it is
    short for.
    """
    found: dict[str, set[str]] = {}
    for line in lines("nicknames"):
        head, *short = line.split()
        for word in short:
            found.setdefault(head, set()).add(word)
            found.setdefault(word, set()).add(head)
    return {word: frozenset(others) for word, others in found.items()}


def is_short_for_sure(a: str, b: str) -> bool:
    """Tests whether one of two folded given names is short for the other and neither is used for the other sex: *Bill*
    and *William*, but neither *Alex* and *Alexandra* nor *Pat* and *Patrick*, since *Alex* and *Pat* may be either.
    """
    if b not in nickname_groups().get(a, ()):
        return False
    short = min(a, b, key=len)
    return given_gender(short) != "u" and {given_gender(a), given_gender(b)} != {"m", "f"}


def same_given(a: str, b: str) -> bool:
    """Tests whether two folded given names can be one person's: equal, an initial, or a short form."""
    if a == b or transliterated(a) == transliterated(b):
        return True
    if len(a) == 1 or len(b) == 1:
        return a[:1] == b[:1]
    return b in nickname_groups().get(a, ())


@lru_cache(REMEMBERED)
def compatible(a: str, b: str) -> Match:
    """Returns whether two personal names can name the same person.

    ``SAME``: family and given names agree, through initials, short forms, a dropped middle name or romanisation.
    ``POSSIBLE``: one has no given name, or only one is marked as a junior's or senior's.
    """
    one, two = parse(a), parse(b)
    genders = {gender_of(one.titles), gender_of(two.titles)} - {None}
    if len(genders) == 2:
        return Match.DIFFERENT
    if person_key(a) == person_key(b):
        return Match.SAME if one.given and two.given else Match.POSSIBLE
    if family_key(a) != family_key(b):
        return Match.DIFFERENT
    if one.suffix != two.suffix and {one.suffix, two.suffix} & {"jr", "sr"}:
        return Match.DIFFERENT if one.suffix and two.suffix else Match.POSSIBLE
    first, second = givens(one.given), givens(two.given)
    if not first or not second:
        return Match.POSSIBLE
    if not same_given(first[0], second[0]):
        short, long = sorted((first, second), key=len)
        inside = len(short) < len(long) and all(any(same_given(s, w) for w in long) for s in short)
        return Match.SAME if inside and len(short[0]) > 1 else Match.DIFFERENT
    if first[1:] and second[1:] and not same_given(first[1], second[1]):
        return Match.DIFFERENT  # George W. and George H. W.
    return Match.SAME


def givens(given: str) -> list[str]:
    """Returns the folded given names; run-together initials are taken apart (``J.K.`` → j, k)."""
    return fold_name(_INITIALS.sub(r"\1 ", given)).split()


@cache
def _genders() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines("given_names"):
        name, _, gender = line.rpartition(" ")
        found[name] = gender
    return found


@lru_cache(REMEMBERED)
def given_gender(given: str) -> str | None:
    """Returns ``m`` or ``f`` by the first given name of *given*, ``u`` if it is used for both, None if it isn't
    listed.
    """
    words = fold_name(given.split("-")[0] if "-" in given else given).split()
    return _genders().get(words[0]) if words else None


@lru_cache(REMEMBERED)
def gender_of(words: str) -> str | None:
    """Returns ``m`` or ``f`` by the first word that tells, of a title, role or common noun, or None if none tells."""
    for word in _LETTERS.findall(words.lower()):
        single = word[:-1] if word.endswith("s") and word not in _MALE and word not in _FEMALE else word
        if single in _FEMALE or (single.endswith("woman") and len(single) > 5):
            return "f"
        if single in _MALE or (single.endswith("man") and len(single) > 6 and single not in ("german", "ottoman")):
            return "m"
    return None


# organisations

_LEGAL = frozenset("inc incorporated corp corporation co company ltd limited llc llp plc gmbh ag sa nv se".split())
_SMALL = frozenset("of the and for in on at to a an de la du des y e und &".split())


@lru_cache(REMEMBERED)
def organisation_key(name: str) -> str:
    """Returns *name* folded, without a leading article, legal forms at its end, and an acronym in brackets."""
    words = fold_name(re.sub(r"\s*\([^()]*\)", "", tidy(name))).split()
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return " ".join(words)


@lru_cache(REMEMBERED)
def acronyms(name: str) -> frozenset[str]:
    """Returns the short forms that a body's initials make: those of its capitalised words, and of all its words."""
    words = re.findall(r"[^\W_]+|&", re.sub(r"\([^()]*\)|'s?\b", "", tidy(name)))
    if len(words) < 2:
        return frozenset()
    found = {_initials(words), "".join(w[0] for w in words if w.lower() != "the").upper().replace("&", "")}
    if "&" in words:
        found.add("".join(w[0] for w in words if w[0].isupper() or w == "&"))  # P&G
    elif "and" in words[3:]:
        found.add(_initials(words[: len(words) - 1 - words[::-1].index("and")]))  # what came later is left out
    return frozenset(short for short in found if len(short) >= 2)


def _initials(words: Sequence[str]) -> str:
    return "".join([word[0] for word in words if word[0].isupper()])


@lru_cache(REMEMBERED)
def is_organisation_like(name: str) -> bool:
    """Tests whether a name reads as a body's: it holds a noun for bodies, or is an acronym."""
    words = [w.lower() for w in re.findall(r"[^\W_]+", name) if w.lower() not in _SMALL]
    nouns = lexicon("organisation_nouns")
    if any(w in nouns or w in _LEGAL or (w.endswith("s") and w[:-1] in nouns) for w in words):
        return True
    return len(words) == 1 and 2 <= len(name) <= 6 and name.isupper()
