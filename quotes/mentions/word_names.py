"""Finds people whose name is a word that no name begins with: *Ana May*, *Rob March*, *Sunday Okoro*, *Kim Good*.

A month, a day or another such word is somebody where the article introduces one with it (*Rob March, the
treasurer,*), and then where the word stands as no date does: as what says something, behind a title, as an owner.
"""

import re
from collections.abc import Container, Iterator, Sequence

from quotes.english.lexicons import lexicon
from quotes.english.names import given_gender
from quotes.english.nouns import is_role
from quotes.english.verbs import one_of, past_and_third_person
from quotes.mentions.capitalised_runs import Run

_WORDS = (
    "January February March April May June July August September October November December"
    " Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
).split()
_PRONOUNS = ("He", "She")
"""Pronouns that are family names where another name follows: *He Jianming, the director,*."""
_ANY_WORD = re.compile("|".join((*_WORDS, *_PRONOUNS)))
_VERB = one_of(past_and_third_person())
_CAPITAL_WORD = r"[^\W\d_a-z][\w'’-]+"
_GIVEN = re.compile(rf"(?<![\w'’-])({_CAPITAL_WORD})(?:[ ][A-Z]\.)?[ ]\Z")
_FAMILY = re.compile(rf"[ ]({_CAPITAL_WORD})(?![\w-])(?![ ]\d)")
_DATED_BEHIND = re.compile(r"[\w’'-]|[ ]\d|,[ ]\d{4}")
_INTRODUCED = re.compile(
    r"""
    ,[ ] (?: \d{1,3}\b (?![ ]\d)
      | (?:(?:the|a|an|his|her|their|our|its|who|whose|aged)[ ])? (?P<role> (?:[\w’'-]+[ ]){0,5}? [\w-]+ )
        (?=[,.;)]|[ ](?:of|at|for|with|in|from|who)\b) )
    """,
    re.VERBOSE,
)
"""An age or a role behind a name."""
_BEFORE = re.compile(r"([\w’'.-]+)(,?)[ ]\Z")
_DATED = frozenset(
    """
    on in at last next this since until till by of early late mid mid- every each during before after between through
    from that past previous for a per
    """.split()
)
"""Words before a day or a month that make it a date."""
_TITLES = frozenset("mr mrs ms miss dr sir lord lady dame".split())
_CLAUSE = re.compile(r"(?:\A|[\n\"“”’':;(—–]|[.?!,])[ ]*\Z|\b(?:and|but|that|as|while|when|because|if|said|says)[ ]\Z")
_VERBAL = re.compile(
    rf"[ ](?:also[ ]|has[ ]|had[ ])?(?:{_VERB})\b"
    r"|[ ](?:is|was|has|had|did|does|will|would|must|could|should|cannot|needs|wants|wanted|refused)[ ][a-z]|['’]s\b"
)
"""The words behind a person who is a subject or an owner."""
_SAYS = re.compile(rf"[ ](?:{_VERB})\b")
_ENDS = re.compile(r"[.,;:!?)\n]|\Z|[ ](?:who|on|in|at|as|of)\b")
_SAID = re.compile(rf"[”\"’'][ ](?:{_VERB})[ ]\Z")
"""A verb right behind quoted words: *“…,” said May.*; not *officials said Monday*."""
_NEAR = 40
"""Characters before a word that are looked at."""


def word_people(text: str, runs: Sequence[Run], saying: Container[str] = ()) -> set[tuple[int, int]]:
    """Returns the ranges ``(start, end)`` at which *text* names people by a month, a day or another word that no name
    begins with; they are disjoint.

    *runs* are its runs of capitals, which leave those words out; *saying* are words that stand between quoted words
    and their verb.
    """
    names: set[str] = set()
    alone: set[str] = set()
    for found in _ANY_WORD.finditer(text):
        start, end = found.span()
        span = _full_name(text, start, end) if _beside_a_capital(text, start, end) else None
        if span is not None:
            names.add(text[slice(*span)])
            alone.update([found[0]] if found[0] in _WORDS else [])
    last = len(text) - 1
    for run in runs:
        end = run.end
        if end < last and text[end] == " " and text[end + 1].isupper():
            behind = _behind_given(text, run, saying)
            if behind is not None:
                names.add(text[run.starts[-1] if given_gender(run.words[0]) is None else run.start : behind])
                alone.add(text[end + 1 : behind])
    if not names:
        return set()
    spans = {match.span() for name in names for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)}
    taken = {at for start, end in spans for at in range(start, end)}
    return spans | {span for word in alone for span in _alone(text, word) if span[0] not in taken}


def _behind_given(text: str, run: Run, saying: Container[str]) -> int | None:
    """Returns the end of the full name made of the given name that ends *run* and such a word behind it (*Kim Good, the
    treasurer,*; *DJ Tom Read*, where *Read said* somewhere), or None.
    """
    word = _FAMILY.match(text, run.end)
    if word is None or word[1].lower() not in lexicon("never_names") or len(run.words) > 2:
        return None
    if word[1] in saying and given_gender(run.words[-1]) in ("m", "f"):
        return word.end()
    introduced = text[word.end() : word.end() + 1] == "," and _is_introduced(text, run.start, word.end(), ())
    return word.end() if introduced and given_gender(run.words[0]) is not None else None


def _beside_a_capital(text: str, start: int, end: int) -> bool:
    """Tests whether a word with a capital stands right beside the word ``text[start:end]``: a cheap test before the
    patterns.
    """
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
        return True
    before = text[max(0, start - _NEAR) : start]
    return before[-1:] == " " and before[before.rfind(" ", 0, -1) + 1].isupper()


def _full_name(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Returns start and end of the full name that the month or day ``text[start:end]`` belongs to, or None if it is
    nobody's name.
    """
    if _DATED_BEHIND.match(text, end):
        return None
    given = _GIVEN.search(text, max(0, start - _NEAR), start)
    named = given is not None and given[1] not in _WORDS and given_gender(given[1]) is not None
    if given is not None and named and _is_introduced(text, given.start(), end, ("in", "at", "near", "to")):
        return given.start(), end
    family = _FAMILY.match(text, end)
    if family is None or family[1] in _WORDS or family[1].lower() in lexicon("never_names"):
        return None
    return (start, family.end()) if _is_introduced(text, start, family.end(), _DATED) else None


def _is_introduced(text: str, start: int, end: int, dated: Container[str]) -> bool:
    """Tests whether a title or role stands before the name ``text[start:end]``, or a role or an age behind it.

    A word of *dated* before it speaks against a name.
    """
    before = _BEFORE.search(text, max(0, start - _NEAR), start)
    word = before[1].lower().rstrip(".") if before else ""
    if word in dated and not (before and before[1].endswith(".")):
        return False
    if word in _TITLES or is_role(word):
        return True
    behind = _INTRODUCED.match(text, end)
    return behind is not None and (behind["role"] is None or is_role(behind["role"].split()[-1].lower()))


def _alone(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Yields the ranges at which *word* stands alone in *text* as somebody's name rather than a date."""
    for match in re.finditer(rf"(?<![\w-]){word}(?![\w-])(?![ ]\d|,[ ]\d{{4}})", text):
        start, end = match.span()
        before = text[max(0, start - _NEAR) : start]
        last = before.rstrip(" ,").rsplit(None, 1)[-1].lower().strip("“\"‘'(") if before.strip() else ""
        if before.endswith(" ") and last.rstrip(".") in _TITLES:
            yield start, end
        elif word in _WORDS and last in _DATED and not before.rstrip().endswith(","):
            continue
        elif _CLAUSE.search(before):
            if (_VERBAL if word in _WORDS else _SAYS).match(text, end):
                yield start, end
        elif _SAID.search(before) and _ENDS.match(text, end):
            yield start, end
