"""Finds names that no run of capitals holds by itself: *Sainsbury’s*, *3M*, *No. 10*, *50 Pence*, *k.d. marlow*.

Each is believed where the text uses it as a name: as what says something, or as what has done it.  Then every
occurrence of the string is that name.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain

from quotes.english.lexicons import lexicon
from quotes.english.nouns import is_role
from quotes.english.verbs import one_of, past_and_third_person
from quotes.mentions.capitalised_runs import Run, begins_sentence
from quotes.mentions.run_cuts import INSIDE_BODIES, may_open_name
from quotes.mentions.speaker_slots import speaker_slots
from quotes.mentions.word_names import word_people

_VERB = one_of(past_and_third_person() - {"cited", "named", "noted", "reported", "stated"})
_SAID_BEHIND = re.compile(rf"[ \xa0](?:{_VERB})\b")
_PLAINLY = "said|says|told|tells|wrote|writes|added|adds|replied|tweeted"
_OWN_VERB = re.compile(
    rf"""
    [ \xa0] (?: (?:{_PLAINLY}) \b | [a-z]{{3,}}ed (?= [ \xa0](?:that|it|its|in[ ]a|on)\b | [:,] )
      | (?:has|have) [ \xa0] (?!been\b) [a-z]+ )
    | ,[ \xa0] which\b
    """,
    re.VERBOSE,
)
"""The verb behind a name with *’s* that shows that it is no possessive; not *Grant’s stated goal*."""
_SAID_BEFORE = re.compile(rf"\b(?:{_VERB})[ \xa0]\Z")
_CLOSES = re.compile(r"[ \xa0]*(?:[.,;:!?)—–]|\Z|\n)|[ \xa0](?:on|in|at|during|after|last|this|when|as|of)\b")
"""The words behind somebody named after a verb, which don't follow a number's noun: *said 50 Pence on Monday*."""
_CLAUSE = re.compile(r"(?:\A|[\n\"“”’':;(—–]|[.?!,])[ \xa0]*\Z|\b(?:and|but|that|as|while|when|because)[ \xa0]\Z")
"""The words before the subject of a clause."""
_OF_PLACE = re.compile(r"[ \xa0]of[ \xa0][A-Z][\w-]+")
_DIGITS_FIRST = re.compile(
    r"""
    \d (?<![\w$£€¥.,:/-].)
    (?: \d{0,3} (?: (?:-|[a-z]{2,5})?[A-Z][\w&-]* | &\d+ | [a-z]{3,8} ) | \d{0,2}[ \xa0][A-Z][\w'’-]+ )
    (?!\w)
    """,
    re.VERBOSE,
)
_NUMBER_NAMED = re.compile(r"N(?:o\.?|umber)[ \xa0]\d{1,3}(?!\w)")
_SMALL_INITIALS = re.compile(r"\.[a-z]\. ?[a-z]{3,}(?![\w.@/])")
"""Initials in small letters, from the first point on."""
_NO_INITIALS = frozenset(("i.e.", "e.g.", "a.m.", "p.m.", "u.s.", "u.k.", "p.s.", "o.k."))
_NICKNAMED = re.compile(r"[“\"](?:[A-Z][\w.-]*)(?: [A-Z][\w.-]*){0,2}[”\"] \Z")
_NEAR = 40
"""Characters before and behind a name that are looked at."""
_APOSTROPHES = "'’"
_OPENING = frozenset(word.capitalize() for word in lexicon("never_names"))
_INSIDE = frozenset(word.capitalize() for word in INSIDE_BODIES)


def with_unusual_names(text: str, runs: list[Run]) -> tuple[list[Run], dict[int, str]]:
    """Returns the *runs* of *text* with its unusual names among them, in order and disjoint.

    Also returns the kinds of names whose form tells it, by their starts.
    """
    kinds = dict(_found(text, runs))
    beside_verbs: set[str] = set()
    for slot in speaker_slots(text):
        if slot.form not in kinds:
            kinds[slot.form] = slot.kind
            beside_verbs.update([slot.form] if slot.beside_verbs else [])
    for name in _small(text):
        last = name.rsplit(".", 1)[-1].strip()
        kinds |= {name: "person", last: "person"}
        beside_verbs.add(last)
    told: dict[int, str] = {}
    for start, end in word_people(text, runs, beside_verbs):
        runs = _put(text, runs, start, end)
        told[start] = "person"
    for form in sorted(kinds, key=len, reverse=True):
        kind = kinds[form]
        for start in _occurrences(text, form):
            end = start + len(form)
            if start not in told and (form not in beside_verbs or says(text, start, end)):
                runs = _put(text, runs, start, end)
                told[start] = kind
    return runs, {start: kind for start, kind in told.items() if kind}


def says(text: str, start: int, end: int) -> bool:
    """Tests whether ``text[start:end]`` says something: its verb stands behind it, or in front with an end of the
    clause behind.
    """
    before = text[max(0, start - _NEAR) : start]
    if _SAID_BEHIND.match(text, end):
        return _CLAUSE.search(before) is not None
    return _SAID_BEFORE.search(before) is not None and _CLOSES.match(text, end) is not None


def _found(text: str, runs: Sequence[Run]) -> Iterator[tuple[str, str]]:
    """Yields the strings that are unusual names with their kinds, which are empty if only the words tell them."""
    size = len(text)
    for run in runs:
        start, end, words, _, first = run
        if len(words) > 1:
            if not first and (words[0] in _OPENING or words[1] == "for"):
                if words[1] == "for":
                    yield text[start:end], "organisation"
                elif may_open_name(words):
                    yield text[start:end], ""
            if len(words) > 2 and not _INSIDE.isdisjoint(words):
                yield text[start:end], "organisation"
        if end < size and text[end] in _APOSTROPHES and text[end + 1 : end + 2] == "s":
            yield from _possessive(text, run)
        if start > 2 and text[start - 2] in '”"' and text[start - 1] == " ":
            nickname = _nickname(text, run)
            behind = start - len(nickname)
            if nickname and _SAID_BEFORE.search(text[max(0, behind - _NEAR) : behind]):
                yield text[behind:end], "person"
    yield from _numbered(text)


def _nickname(text: str, run: Run) -> str:
    """Returns the nickname in marks before *run*, with the blank behind it (*“Big Al” Moss*), or an empty string."""
    found = _NICKNAMED.search(text, max(0, run.start - _NEAR), run.start)
    return found[0] if found else ""


def _possessive(text: str, run: Run) -> Iterator[tuple[str, str]]:
    """Yields the name made of *run* and the *’s* behind it, if that is no possessive."""
    end = run.end + 2
    before = text[max(0, run.start - _NEAR) : run.start]
    place = _OF_PLACE.match(text, end)
    if place:
        yield text[run.start : place.end()], "organisation"
    elif _OWN_VERB.match(text, end):
        if _CLAUSE.search(before) or _SAID_BEFORE.search(before):
            yield text[run.start : end], "organisation"
    elif _CLOSES.match(text, end) and _SAID_BEFORE.search(before):
        yield text[run.start : end], "organisation"


def _numbered(text: str) -> Iterator[tuple[str, str]]:
    """Yields the names that begin with a number or follow *No.*, and say something."""
    for found in chain(_DIGITS_FIRST.finditer(text), _NUMBER_NAMED.finditer(text)):
        name = found[0]
        before = text[max(0, found.start() - _NEAR) : found.start()]
        said = _SAID_BEFORE.search(before) and _CLOSES.match(text, found.end())
        if not said and not (_CLAUSE.search(before) and _SAID_BEHIND.match(text, found.end())):
            continue
        digits, _, word = name.replace("\xa0", " ").partition(" ")
        if not digits.isdigit():
            yield name, "organisation"
        elif not _counted(word):
            yield name, "person"


def _counted(word: str) -> bool:
    """Tests whether a capitalised word behind a number is being counted: *50 Americans*, *3 May*."""
    low = word.lower()
    return (
        low in lexicon("calendar_words")
        or word in lexicon("demonyms")
        or word in lexicon("places")
        or word.isupper()
        or low.endswith(("men", "women", "people"))
        or (low.endswith("s") and not low.endswith("ss"))
    )


def _small(text: str) -> Iterator[str]:
    """Yields the names in small letters that begin with initials: *k.d. marlow*."""
    for found in _SMALL_INITIALS.finditer(text):
        start = found.start() - 1
        if not "a" <= text[start : start + 1] <= "z" or text[max(0, start - 1) : start].strip(' (\n“"'):
            continue
        name = text[start : found.end()]
        if name[:4] in _NO_INITIALS:
            continue
        before = text[max(0, start - _NEAR) : start]
        role = before.split()[-1:] if before.endswith(" ") else []
        if (role and is_role(role[0])) or _SAID_BEFORE.search(before) or _SAID_BEHIND.match(text, found.end()):
            yield name


def _occurrences(text: str, form: str) -> Iterator[int]:
    """Yields where *form* stands in *text* as separate words, with a straight or curly apostrophe."""
    for each in {form, form.replace("’", "'"), form.replace("'", "’")}:
        start = text.find(each)
        while start >= 0:
            end = start + len(each)
            if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
                yield start
            start = text.find(each, end)


def _put(text: str, runs: list[Run], start: int, end: int) -> list[Run]:
    """Returns *runs* with one at ``[start, end)`` in place of those inside it; unchanged if one of them reaches out of
    it, but for words before it of a run that it goes on behind (*DJ* of *DJ Tom*, before *Tom Read*).
    """
    low = bisect_left(runs, start, key=lambda run: run.end - 1)
    high = low
    while high < len(runs) and runs[high].start < end:
        high += 1
    if low < high and (runs[high - 1].end > end or (runs[low].start < start and runs[low].end == end)):
        return runs
    front: list[Run] = []
    if low < high and runs[low].start < start:
        before = runs[low]
        if start not in before.starts:
            return runs
        size = before.starts.index(start)
        behind = before.starts[size - 1] + len(before.words[size - 1])
        front.append(Run(before.start, behind, before.words[:size], before.starts[:size], before.first))
    words = tuple(text[start:end].split())
    starts: list[int] = []
    at = start
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    return [*runs[:low], *front, Run(start, end, words, tuple(starts), begins_sentence(text, start)), *runs[high:]]
