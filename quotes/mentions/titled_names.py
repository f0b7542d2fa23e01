"""Finds names behind long titles: *Health and Human Services Secretary Dana Okafor*, *minister of roads Tom Asante*.

The words before a name are written with a letter each, and a pattern finds the title that ends where the name begins:
an office named after what it has charge of, in a row (*Culture, Media and Sport Secretary*) or behind *of*, *for*, *at*
(*Secretary of State for Work and Pensions*), and titles with a bracket (*Lt Gen (Retd)*).  What the title is made of is
no name of its own.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from quotes.english.lexicons import lexicon
from quotes.english.names import PARTICLES, REMEMBERED, given_gender
from quotes.english.titles import GENERATIONS, is_letters, is_title
from quotes.english.verbs import is_reporting_form
from quotes.mentions.capitalised_runs import Run
from quotes.mentions.name_shapes import NameShape, is_eastern, names_body
from quotes.mentions.title_letters import LINKS, ORDINALS, letter_of, letters_of
from quotes.model import ProperName

LONGEST_WORD = 24
"""Characters of the longest word that is looked at as a part of a title; of a longer one only so many are."""
REACH = 160
"""Characters before a name in which its title may begin."""
MOST_BETWEEN = 2
"""Most characters between a name and the letters behind it: a comma and a blank."""
MOST_WORDS = 5
"""Most words of a name behind a title."""

_TOKEN = re.compile(r"\w(?:[\w'’.&‑-]*[\w.])?(?:(?<=\w)['’](?= ))?|\((?:\w[\w.]*)(?: \w[\w.]*)?\)|\S")
_AFTER_PARTS = frozenset((",", ")", "'", "’"))
"""Last characters of a part of a title before the run of the name."""
_JOINED = re.compile(r" and | & ")
_FOLLOWING = re.compile(r" ([a-z]+)")
_OF_OTHERS = frozenset(
    """
    adviser advisor aide ally assistant brother colleague counsel cousin critic daughter father friend husband lawyer
    mother nephew niece opponent partner rival sister son spokesman spokesperson spokeswoman successor supporter widow
    wife
    """.split()
)
"""Roles that somebody has for a person whose title and name may follow: *adviser to Sen. Ann Lee*."""
_ENDS_SURE = frozenset((*_AFTER_PARTS, *(word[-1] for word in ORDINALS)))
"""Ends of words behind which a single word may be the name after a title."""
_OF_STATE = frozenset(
    """
    ambassador archbishop bishop chancellor commissioner duchess duke earl envoy governor inspector mayor minister mec
    premier president secretary undersecretary
    """.split()
)
"""Offices whose charge or place may be followed by any name, however rare; behind other offices it must be a
known one.
"""

_PART = "(?:[MLPCSGO]*[LPCS]|G)"
_ROW = "[MLPCSG]*PC?"
_TITLE = re.compile(
    rf"""
    (?: (?P<row> (?: {_ROW} , )* {_ROW} ,?a (?: {_ROW} | [MLC]+ ) ) O [OM]*      # culture, media and sport secretary
      | (?P<plain> (?: [MLCPS]* P )? ) O [OM]*                                   # sport secretary
      | (?P<of> [MLCP]* [OMT]* [OT] ) (?: o t? (?: [MLPCSGO]+ (?:,?a|,) )* {_PART} )+   # secretary of state for work
      | (?P<ranks> [MTP]* (?: T | OB ) )
    )
    (?: (?: t | (?P<place> (?<=L) ) )? M* T [MT]* )? (?: B [MT]* )? \Z
    """,
    re.VERBOSE,
)
"""The titles that may stand before a name, in the letters of ``title_letters.py``."""
_KINDS = ("row", "plain", "of", "ranks")


class _Evidence(NamedTuple):
    """What else than the title supports a name."""

    person: bool
    """Whether the run was taken for a person before."""
    said: bool
    """Whether a verb of saying stands beside name and title."""
    of_state: bool = False
    """Whether any name may follow the office."""


class _Titled(NamedTuple):
    """A name behind a long title."""

    title: int
    """Where the title begins in the text."""
    first: int
    """Which word of the run is the first of the name."""


def with_titles(
    text: str, runs: Sequence[Run], shapes: Sequence[NameShape], names: Sequence[ProperName | None]
) -> list[ProperName | None]:
    """Returns the *names* of the *runs*: people where a long title stands before them, and None for runs that are part
    of a title.
    """
    found = list(names)
    for i, (run, shape) in enumerate(zip(runs, shapes, strict=True)):
        before = found[i - 1] if i else None
        if before is not None and run.start - before.end <= MOST_BETWEEN and _is_behind(text, run, before):
            if len(run.words) == 1 and run.words[0].lower().rstrip(".") in GENERATIONS:
                found[i - 1] = before._replace(end=run.end)
                found[i] = None
            elif all(map(is_letters, run.words)):
                found[i] = None
        name = names[i]
        if len(run.words) == 1 and not (run.start > 1 and text[run.start - 2] in _ENDS_SURE):
            continue
        if not _may_have_title(text, run, shape, name):
            continue
        titled = _titled(text, run, shape, name is not None and name.kind == "person")
        if titled is None or _names_somebody(text, runs, found, i, titled.title):
            continue
        end = run.starts[shape.end - 1] + len(run.words[shape.end - 1])
        found[i] = ProperName(run.starts[titled.first], end, "person", titled.title)
        for j in range(i - 1, -1, -1):
            if runs[j].start < titled.title:
                break
            found[j] = None
    return found


def _is_behind(text: str, run: Run, before: ProperName) -> bool:
    """Tests whether a run stands right behind the person named *before* it, with at most a comma between: *Ann Lee,
    OBE*.
    """
    if before.kind != "person" or not 0 <= run.start - before.end <= MOST_BETWEEN:
        return False
    return text[before.end : run.start].strip(", ") == ""


def _may_have_title(text: str, run: Run, shape: NameShape, name: ProperName | None) -> bool:
    """Tests whether a long title may end before the name in *run*, taken for *name*: a cheap test before the
    patterns.
    """
    start, words = run.start, run.words
    before = "x"
    if start and text[start - 1] == " ":
        low = max(0, start - LONGEST_WORD)
        before = _before(text[text.rfind(" ", low, start - 1) + 1 or low : start - 1])
    if before == "1":
        return True
    if len(words) == 1:
        return before == "B"
    inside = _inside(words, shape.begin)
    if inside == "o" or before in ("B", "P") or (before == "l" and (inside == "T" or len(words) > 2)):
        return True
    if inside == "T" and (name is None or name.kind != "person" or name.start != run.starts[shape.begin]):
        return True
    if before != "O":
        return False
    cut = name is not None and name.start > start
    return cut or _JOINED.search(text, max(0, start - REACH), start) is not None


@lru_cache(REMEMBERED)
def _before(last: str) -> str:
    """Returns a code for the word *last* before a name: ``1`` for an ordinal, ``l`` for a word that links the parts of
    a title.

    ``B`` is a bracket or a title that ends as a link does; ``P`` and ``O`` stand for words in lower case, ``x`` for
    all else.
    """
    if last in ORDINALS:
        return "1"
    if last in LINKS or last[-1:] in _AFTER_PARTS:
        return "B" if last[-1] == ")" or (last[-1] in "'’" and is_title(last)) else "l"
    letter = letter_of(last) if last.islower() else "x"
    return letter if letter in "PO" else "x"


@lru_cache(REMEMBERED)
def _inside(words: tuple[str, ...], begin: int) -> str:
    """Returns a code for the title that ends within a run of several *words*, titles before the one at *begin*.

    ``o`` is a title in any case, ``T`` one that may be all there is, ``x`` none.
    """
    letters = {letter_of(word) for word in words[:-1]}
    titled = "O" in letters or "T" in letters or begin > 0
    if "o" in letters or "a" in letters or (titled and letter_of(words[begin]) in "OT"):
        return "o"
    return "T" if titled else "x"


def _titled(text: str, run: Run, shape: NameShape, person: bool) -> _Titled | None:
    """Returns the name in *run* behind a long title, or None; *person* tells whether the run was taken for a person."""
    words = run.words[: shape.end]
    if not _holds_name(words, shape.begin):
        return None
    low = _reach(text, run.start)
    tokens = list(_TOKEN.finditer(text, low, run.starts[len(words) - 1]))
    written = [token[0] for token in tokens]
    letters = letters_of(written)
    seen: _Evidence | None = None
    at = 0
    for first in range(shape.begin, len(words)):
        while at < len(tokens) and tokens[at].start() < run.starts[first]:
            at += 1
        if not at or f"{written[at - 1]} {words[first]}" in lexicon("places"):
            continue
        before = letters[:at]
        if first and first == shape.begin and before[-1] == "P":
            before = before[:-1] + "T"  # Justice
        if _may_be_name(words[first:], before[-1]):
            if seen is None:
                following = _FOLLOWING.match(text, run.end)
                seen = _Evidence(person, following is not None and is_reporting_form(following[1]))
            title = _title_before(before, written[:at], words[first:], seen)
            if title is not None:
                return _Titled(tokens[title].start(), first)
    return None


def _reach(text: str, start: int) -> int:
    """Returns the offset from which the words before a name at *start* may be its title: behind the last word that
    belongs to no title.
    """
    low = max(text.rfind("\n", max(0, start - REACH), start) + 1, start - REACH, 0)
    for word in reversed(text[low:start].split()):
        if letter_of(word) == "x" and word.isalpha() and word != "Class" and word.lower() not in ORDINALS:
            return max(low, text.rfind(f" {word} ", low, start) + 1)
    return low


@lru_cache(REMEMBERED)
def _holds_name(words: tuple[str, ...], begin: int) -> bool:
    """Tests whether a part of *words*, from the one at *begin* or a later one on, can be a name behind a title."""
    return any(_can_be_name(words[first:]) for first in range(begin, len(words)))


def _may_be_name(rest: tuple[str, ...], last: str) -> bool:
    """Tests whether *rest* may be a name behind a word whose letter is *last*."""
    opening, size = rest[0], len(rest)
    if last not in "PLCSGOTB" or (size == 1 and last not in "OTB") or not _can_be_name(rest):
        return False
    known = opening not in lexicon("places") and _opens_name(rest)
    return known or size < 3 or last not in "PLCSG" or given_gender(rest[1]) is None  # constable of West Tyne Ann Lee


@lru_cache(REMEMBERED)
def _can_be_name(rest: tuple[str, ...]) -> bool:
    """Tests whether nothing in the words *rest* themselves speaks against a name behind a title."""
    opening = rest[0]
    if len(rest) > MOST_WORDS or (not opening[0].isupper() and opening not in PARTICLES):
        return False
    known = _opens_name(rest)
    if not known and letter_of(opening) in "PLOTMoat":
        return False
    if names_body(rest[1:] if known else rest) or " ".join(rest) in lexicon("places"):
        return False
    return all(_goes_on(word, known and word is rest[-1]) for word in rest[1:])


@lru_cache(REMEMBERED)
def _opens_name(rest: tuple[str, ...]) -> bool:
    """Tests whether *rest* opens as a person's name does: with a given name, an initial, or a family name that stands
    first (*Ngo Dinh Thuc*).
    """
    initial = len(rest) > 1 and rest[0][1:2] == "." and rest[0][0].isupper()
    return given_gender(rest[0]) is not None or initial or is_eastern(rest)


def _goes_on(word: str, family: bool) -> bool:
    """Tests whether *word* may be in a name behind its first word; *family* tells whether it stands for the family name
    behind a given name, where what only ends like an office (*Rita Hedder*) is none.
    """
    low, letter = word.lower(), letter_of(word)
    if letter not in "POoat" or low in lexicon("surnames") or low in PARTICLES:
        return True
    return family and letter == "O" and low not in lexicon("role_nouns") | lexicon("unnamed_sources") and "-" not in low


def _title_before(letters: str, written: Sequence[str], rest: tuple[str, ...], seen: _Evidence) -> int | None:
    """Returns the token that begins the title before the name *rest*, at the end of *letters*, or None if there is
    none.
    """
    if "O" not in letters and "T" not in letters:
        return None
    for start in range(letters.rfind("x") + 1, len(letters)):
        found = _TITLE.match(letters, start)
        if found is not None:
            said = seen.said or (start > 0 and written[start - 1].islower() and is_reporting_form(written[start - 1]))
            if _is_sure(found, written, rest, seen._replace(said=said)):
                return start
    return None


def _is_sure(found: re.Match[str], written: Sequence[str], rest: tuple[str, ...], seen: _Evidence) -> bool:
    """Tests whether the title that the pattern has *found* leaves no doubt that *rest* is a name."""
    kind = next(name for name in _KINDS if found[name] is not None)
    given = _opens_name(rest)
    if kind == "row":
        office = written[found.end("row")]
        return office[0].isupper() or given or seen.person or _is_of_state(office) or (seen.said and len(rest) == 2)
    if kind == "of":
        offices = written[found.start() : found.end("of")]
        of_state = any(map(_is_of_state, offices))
        others = offices[-1].lower() in _OF_OTHERS or (found["place"] is not None and not of_state)
        if others and found.string[-1] in "TB":
            return False
        return _is_behind_charge(found.string[-1], written[-1].islower(), rest, seen._replace(of_state=of_state))
    if kind == "plain":
        if written[found.end("plain")][0].islower():
            return seen.person and len(rest) == 3 and not given and given_gender(rest[1]) is not None
        return len(rest) > 1 and (found.string[-1] == "T" or given or bool(found["plain"]) or seen.said)
    return "B" in found[0] or written[-1] == "Class" or written[-1][-1] in "'’" or (seen.said and len(rest) == 2)


def _is_behind_charge(last: str, lower: bool, rest: tuple[str, ...], seen: _Evidence) -> bool:
    """Tests whether *rest* is a name behind an office and its charge, the last word of which has the letter *last*.

    *lower* tells whether that word is in lower case.
    """
    if last in "TB":
        return True
    given = _opens_name(rest)
    if last in "PL":
        return given or seen.person or seen.of_state or (seen.said and (len(rest) == 2 or not lower))
    if last == "G":
        return given and seen.of_state
    return seen.person or (given and (seen.said or seen.of_state)) or (seen.of_state and seen.said and len(rest) == 2)


def _is_of_state(office: str) -> bool:
    return not _OF_STATE.isdisjoint(office.lower().split("-"))


def _names_somebody(text: str, runs: Sequence[Run], names: Sequence[ProperName | None], i: int, title: int) -> bool:
    """Tests whether the title from *title* to run *i* holds somebody's full name: *lawyer for Ann Lee Tom Ray*."""
    while i and runs[i - 1].start >= title:
        i -= 1
        name = names[i]
        if name is not None and name.kind == "person":
            words = text[name.start : name.end].split()
            if len(words) > 1 and given_gender(words[0]) is not None and letter_of(words[-1]) not in "PO":
                return True
    return False
