"""Finds the turns of transcripts and interviews: paragraphs whose speaker stands in front (*OKAFOR: We open.*).

A label may have a time, a role or a place beside it (*[00:12] TESS OKAFOR, HOST (voice-over):*), be a name, an office,
initials or *Q* and *A*; it may stand in a line of its own.  Labels of other kinds (*Price:*, *Where:*) look the same,
so a few labelled lines are a conversation only where labels come again and are names.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property
from typing import NamedTuple

from quotes.english.lexicons import lexicon
from quotes.english.names import given_gender
from quotes.english.titles import TITLES
from quotes.model import Span

_TIME = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]?"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ0-9.'’\-]+(?:\s(?:de|van|von|al|[A-ZÀ-Þ0-9&][A-ZÀ-Þ0-9.'’\-]*)){0,4}"
_PROPER = (
    r"(?:[A-ZÀ-Þ][\w.'’\-]*)"
    r"(?:\s(?:de|da|del|dos|van|von|der|den|la|le|al|el|bin|ter|of|for|the|and|[A-ZÀ-Þ][\w.'’\-]*|\d)){0,6}"
)
LABEL = re.compile(
    rf"""
    (?: >{{2,4}} \s? | [-–—•*] \s )? (?: {_TIME} \s? (?:[-–—|] \s?)? )?
    (?P<who> {_CAPITALS} | {_PROPER} | [QA] )
    (?P<role> , \s (?:[A-ZÀ-Þ][A-ZÀ-Þ .&'’/,\-]{{1,50}} | [a-z][^:,.?!()\n]{{2,50}} | \d{{1,3}}) )?
    (?P<aside> (?: \s? [(\[] [^()\[\]\n]{{1,60}} [)\]] ){{0,3}} )
    (?: (?: \s {_TIME} )? \s? : (?!//) (?= \s | \Z )
      | (?<=\b[QA]) \. (?= \s )
      | \s [-–—] \s (?= [A-ZÀ-Þ“"‘] )
      | \s {_TIME} \s? \Z )
    """,
    re.VERBOSE,
)
"""The beginning of a turn, which may be a line of its own."""
_FIRST_ASIDE = re.compile(r"\s?[(\[]([^()\[\]]+)[)\]]")
_ARROW = re.compile(r">{2,4}\s?(?=[^\s>])")
"""A new speaker in captions, named or not."""
QUESTION = re.compile(r"(?P<who>Q)\s(?=[A-Z])")
"""A question in a record that gives it no colon: *Q Mr. President, …*"""
CAPITALS = re.compile(_CAPITALS)
"""A name in capitals, which may be a line of its own."""
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DASH = re.compile(" [-–—] ")
LONGEST_LABEL = 130
"""Characters at the beginning of a paragraph in which a label stands."""
_STAGE = re.compile(r"[(\[][^()\[\]]{1,80}[)\]][.!]?")
_ENDS = re.compile(
    r"(?i)(?:[•*_#=—–-]{2,}|(?:this|the) (?:interview|conversation|transcript|discussion)|"
    r"(?:interview|transcript|copyright|editor['’]?s? note|end of|edited|transcribed)\b"
    r"|\W*(?:ends?|watch|listen|read)\W*\Z)"
)
QUESTIONERS = frozenset("q question interviewer".split())
ANSWERERS = frozenset("a answer interviewee".split())
_SPEAKING = re.compile(r"\b(?:I|we|you|my|our|your|me|us)\b|\b(?:I|[Ww]e|[Yy]ou)['’]")
MIN_TURNS = 3
"""Fewer labelled paragraphs than this are labels, not a conversation, unless it is *Q* and *A*."""
APART = 12
"""Most paragraphs from one turn to the next of a conversation."""
LONG_END = 3
"""Most paragraphs that continue the last turn."""


class Turn(NamedTuple):
    """The words of a paragraph that somebody says in a conversation, and whether it continues the paragraph before."""

    words: Span
    goes_on: bool


class _Labelled(NamedTuple):
    """A paragraph with what may be a turn's label: its position, where the words behind begin, and the speaker
    named.
    """

    paragraph: int
    begin: int
    who: str
    key: str
    strong: bool
    formal: bool
    """Whether a title or brackets stand beside the name."""
    spoken: bool
    """Whether words stand behind it, not a number alone."""


class FirstPlaces:
    """Where a text first has words behind a blank, and its first full stop.

    The first ``FEW`` words are searched for. With more an index of the text is made, so that a transcript of
    thousands of labels takes linear time.
    """

    FEW = 8

    def __init__(self, text: str) -> None:
        self._text = text
        self._searches = 0
        self._first: dict[str, int] = {}
        """Of each word asked for; 0, as at the beginning of the text, for none."""

    def has_word(self, word: str, end: int) -> bool:
        """Tests whether the first word of the text that begins with *word* and stands behind a blank, not at the text's
        very beginning, lies before *end*; *word* has only letters, digits and ``.'’-``.
        """
        first = self._first.get(word)
        if first is None:
            self._searches += 1
            first = self._text.find(f" {word}") if self._searches <= self.FEW else self._indexed(word)
            self._first[word] = first = max(first, 0)
        return 0 < first < end - len(word)

    def has_stop(self, end: int) -> bool:
        """Tests whether there is a full stop before *end*."""
        return 0 <= self._first_stop < end

    @cached_property
    def _first_stop(self) -> int:
        return self._text.find(".")

    def _indexed(self, word: str) -> int:
        """Returns what ``text.find`` does of *word* behind a blank."""
        words, places = self._index
        last = first = bisect_left(words, word)
        while last < len(words) and words[last].startswith(word):
            last += 1
        return min(places[first:last], default=-1)

    @cached_property
    def _index(self) -> tuple[list[str], list[int]]:
        """The words of the text that stand behind a blank, sorted, each once with its first place."""
        places: dict[str, int] = {}
        for match in _BEHIND_BLANK.finditer(self._text):
            places.setdefault(match[1], match.start())
        words = sorted(places)
        return words, [places[word] for word in words]


_BEHIND_BLANK = re.compile(r" ([\w.'’\-]+)")


def find_turns(text: str, paragraphs: Sequence[Span]) -> dict[int, Turn]:
    """Returns the turns among *paragraphs* (trimmed lines in order), by position; empty if there is no conversation.

    Takes time linear in the length of *text*.
    """
    labelled = _labelled(text, paragraphs)
    keys = Counter(each.key for each in labelled)
    labelled = [each for each in labelled if each.strong or keys[each.key] > 1 or text[each.begin - 1] not in _LETTERS]
    if len(labelled) < 2:
        return {}
    found: dict[int, Turn] = {}
    first = 0
    for i in range(1, len(labelled) + 1):
        if i == len(labelled) or labelled[i].paragraph - labelled[i - 1].paragraph > APART:
            if _converse(labelled[first:i]):
                _add(text, paragraphs, labelled[first:i], found)
            first = i
    return found


def _labelled(text: str, paragraphs: Sequence[Span]) -> list[_Labelled]:
    found: list[_Labelled] = []
    elsewhere = FirstPlaces(text)
    for number, paragraph in enumerate(paragraphs):
        start, end = paragraph.start, paragraph.end
        ahead = text[start : min(end, start + LONGEST_LABEL)]
        if ":" not in ahead and ahead[0] not in ">QA" and _DASH.search(ahead) is None:
            alone = (
                len(ahead) <= 40 and ahead.isupper() and ahead[-1] in _LETTERS and CAPITALS.fullmatch(ahead) is not None
            )
            if alone and number + 1 < len(paragraphs) and paragraphs[number + 1].start - end <= 2:
                found.append(
                    _Labelled(
                        number, end, ahead, _key(ahead, ""), _is_strong(text, ahead, "", start, elsewhere), False, True
                    )
                )
            continue
        match = LABEL.match(text, start, min(end, start + LONGEST_LABEL))
        if match is None:
            unnamed = _ARROW.match(text, start, end) or QUESTION.match(text, start, end)
            if unnamed is not None:
                who = unnamed[0].strip()
                found.append(_Labelled(number, unnamed.end(), who, who, who != "Q", False, True))
            continue
        who, aside = match["who"], match["aside"]
        strong = _is_strong(text, who, aside, start, elsewhere)
        if match[0].rstrip()[-1] in "-–—" and not (
            strong and 0 < who.count(" ") < 3 and given_gender(who.split()[0].title())
        ):
            continue
        low = who.lower().replace("’", "'")
        if low not in QUESTIONERS | ANSWERERS and any(low in each for each in (*_labels(), _NO_SPEAKERS)):
            continue
        words = low.split()
        if _is_day(words) or words[-1] in _NO_SPEAKERS or (words[-1].isdigit() and words[0] not in _NUMBERED):
            continue
        begin = match.end()
        while begin < end and text[begin].isspace():
            begin += 1
        spoken = begin == end or any(map(str.isalpha, text[begin : min(end, begin + 40)]))
        found.append(_Labelled(number, begin, who, _key(who, aside), strong, _is_formal(who, aside), spoken))
    return found


def _is_day(words: Sequence[str]) -> bool:
    """Tests whether a label names a day or a month (*Monday:*), not a person (*June Okafor:*)."""
    days = lexicon("calendar_words").intersection(words)
    return bool(days) and (len(words) == 1 or any(given_gender(day.title()) is None for day in days))


@cache
def _labels() -> tuple[frozenset[str], ...]:
    """Returns the sets of labels that are no speakers."""
    return lexicon("printed_labels"), lexicon("furniture_labels")


_NUMBERED = frozenset("speaker voice man woman male female witness interviewer participant guest caller q a".split())
"""Words for a speaker that may have a number behind them: *Speaker 2*."""
_NO_SPEAKERS = frozenset(
    "transcript text statement update updates summary note notes more also read see watch listen breaking "
    "exclusive monday tuesday wednesday thursday friday saturday "
    "sunday today tomorrow yesterday tonight goals subs bookings attendance referee starring cast director running "
    "serves ingredients method price where when phone tel fax email web website twitter pros cons rating score".split()
)


def named_in(aside: str) -> str | None:
    """Returns the name in brackets behind an office (*The Minister for Shipping (Luke Farr)*), or None."""
    inner = _FIRST_ASIDE.match(aside)
    words = inner[1].split() if inner else []
    named = 2 <= len(words) <= 5 and all(word[0].isupper() for word in words)
    if inner is None or not named:
        return None
    return inner[1] if given_gender(words[0]) or words[0].lower().rstrip(".") in TITLES else None


def is_office(who: str) -> bool:
    """Tests whether a label begins as an office does: *The Minister for Shipping*."""
    return who.startswith(("The ", "THE ")) or " for " in who or " of " in who


def _key(who: str, aside: str) -> str:
    """Returns a key that is equal for the labels of one speaker, given in full or by family name alone."""
    name = named_in(aside) if is_office(who) else None
    return (name or who).split()[-1].lower()


def _is_formal(who: str, aside: str) -> bool:
    """Tests whether a label has the form of a record of debates: a title, an office or brackets."""
    words = who.lower().split()
    return bool(aside.strip()) or words[0].rstrip(".") in TITLES or words[0] == "the" or words[-1] in CHAIRS


CHAIRS = frozenset("speaker chair chairman chairwoman president".split())


def _is_strong(text: str, who: str, aside: str, start: int, elsewhere: FirstPlaces) -> bool:
    """Tests whether a label by itself looks like a speaker's: a known name, a title, capitals with a role, *Q*,
    a time.
    """
    low = who.lower()
    if low in QUESTIONERS or low in ANSWERERS or text[start] == ">" or text[start] in "[(" or text[start].isdigit():
        return True
    words = who.split()
    first = words[0].lower().rstrip(".")
    if len(words) > 1 and (first in TITLES or words[-1].lower() in CHAIRS or words[-1].isdigit()):
        return True
    if given_gender(words[0].title()) is not None or low in lexicon("role_nouns") or low in lexicon("unnamed_sources"):
        return True
    if is_office(who) and named_in(aside):
        return True
    if words[-1].lower() in lexicon("surnames"):
        return True
    if who.isupper():
        return len(words) > 1 and (words[0] == "UNIDENTIFIED" or "(" in aside)
    # A name that the text has elsewhere, within a sentence.
    return words[-1][1:].islower() and elsewhere.has_word(words[-1], start - 1) and elsewhere.has_stop(start)


def _converse(labelled: Sequence[_Labelled]) -> bool:
    """Tests whether labelled paragraphs are a conversation."""
    if 4 * sum(not each.spoken for each in labelled) > len(labelled):
        return False  # scores
    keys = Counter(each.key for each in labelled)
    if len(keys) < 2:
        return set(keys) == {">>"} and len(labelled) >= MIN_TURNS
    strong = sum(each.strong for each in labelled)
    lows = {each.who.lower() for each in labelled}
    if lows <= QUESTIONERS | ANSWERERS and lows & QUESTIONERS and lows & ANSWERERS:
        return True
    if strong == len(labelled) and len(labelled) == 2:
        return labelled[1].paragraph - labelled[0].paragraph == 1 and all(each.who.isupper() for each in labelled)
    if len(labelled) < MIN_TURNS:
        return False
    if max(keys.values()) >= 2 and (all(each.who.isupper() for each in labelled) or 2 * strong >= len(labelled)):
        return True
    return strong == len(labelled) and sum(each.formal for each in labelled) >= MIN_TURNS


def _add(text: str, paragraphs: Sequence[Span], labelled: Sequence[_Labelled], found: dict[int, Turn]) -> None:
    """Adds the turns of one conversation to *found*, with the paragraphs that continue them."""
    several = False
    ends = [each.paragraph for each in labelled[1:]]
    for each, end in zip(labelled, [*ends, len(paragraphs)], strict=True):
        last = end == len(paragraphs) and each is labelled[-1]
        number, goes_on = each.paragraph, False
        if each.begin < paragraphs[number].end:
            found[number] = Turn(Span(each.begin, paragraphs[number].end), False)
            goes_on = True
        stop = min(end, number + 1 + (LONG_END if goes_on else 1)) if last else end
        for following in range(number + 1, stop):
            paragraph = paragraphs[following]
            words = text[paragraph.start : paragraph.end]
            if _ENDS.match(words):
                break
            if _STAGE.fullmatch(words):
                continue
            if words[0] in '"“«‘' or (last and goes_on and not (several and _SPEAKING.search(words))):
                break
            found[following] = Turn(paragraph, goes_on)
            several = several or (goes_on and not last)
            goes_on = True
