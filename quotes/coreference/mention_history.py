"""Records the earlier mentions of people and of organisations in an article: where they stand and their grammatical
function.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from quotes.english import names, pronouns
from quotes.english.nouns import is_role
from quotes.english.verbs import is_reporting_form, reporting_lemma
from quotes.model import Document, Mention, MentionKind, Sentence, SpeakerKind
from quotes.named_tuples import new_tuple


class GrammaticalFunction(StrEnum):
    """What a mention is in its sentence; the values stand in the names of features."""

    SUBJECT = "S"
    OBJECT = "O"
    POSSESSOR = "P"
    OBLIQUE = "I"  # behind a preposition
    AGENT = "A"  # behind *by* and a participle
    EMBEDDED = "E"
    """Subject of a clause inside another one."""


SUBJECTS = (GrammaticalFunction.SUBJECT, GrammaticalFunction.EMBEDDED)


class Form(StrEnum):
    """How a mention names its person; the values stand in the names of features."""

    FULL_NAME = "F"
    NAME = "N"
    PRONOUN = "P"
    DESCRIPTION = "D"


class MentionRecord(NamedTuple):
    """One earlier mention of a person: its place, its form and its grammatical function."""

    key: int
    start: int
    sentence: int
    paragraph: int
    function: GrammaticalFunction
    reports: bool
    """Whether a reporting verb stands right behind it or before it."""
    form: Form
    first: bool
    """Whether it is the first time that the article names it."""
    person: bool
    """Whether it is known to be a person: by name, or because words of it are reported."""
    acts: bool
    """Whether it is the subject of a verb that follows."""
    gender: str | None = None
    """The gender that a pronoun tells."""
    asks: bool = False
    """Whether it is the subject of *asked*: somebody else will answer."""


class OrganisationRecord(NamedTuple):
    """One earlier mention of an organisation, a group or a text."""

    key: int
    start: int
    sentence: int
    function: GrammaticalFunction
    reports: bool
    """Whether a reporting verb stands right behind it or before it."""


Record = TypeVar("Record", MentionRecord, OrganisationRecord)


class MentionHistory(Generic[Record]):
    """The records of an article's mentions in reading order, made only as far as they are asked for."""

    def __init__(self, starts: Sequence[int]) -> None:
        """Starts without records; *starts* are the offsets at which the mentions begin."""
        self._starts = starts
        self._records: list[Record] = []
        self._numbers: list[int] = []
        """The position of the mention that each record describes."""
        self._reached = 0

    def before(self, number: int, window: int, record_of: Callable[[int], Record | None]) -> list[Record]:
        """Returns the records of the last *window* mentions before the one at *number*.

        *record_of* gives the record of the mention at a position, or None.
        """
        while self._reached < number:  # step by step: what one of them stands for depends on those before it
            at = self._reached
            record = record_of(at)
            self._reached = at + 1
            if record is not None:
                self._records.append(record)
                self._numbers.append(at)
        low = bisect_left(self._numbers, number - window)
        return self._records[low : bisect_left(self._numbers, number, low)]

    def forget(self, start: int) -> None:
        """Drops the records from the character *start* on, because what they refer to may have changed."""
        while self._reached and self._starts[self._reached - 1] > start:
            self._reached -= 1
        while self._numbers and self._numbers[-1] >= self._reached:
            self._records.pop()
            self._numbers.pop()


def record_mention(
    document: Document, mentions: Sequence[Mention], number: int, key: int, kind: SpeakerKind, first: int
) -> MentionRecord:
    """Returns the record of the mention at *number*, which refers to *key* of that *kind*, first named at *first*."""
    mention = mentions[number]
    sentence = document.sentences[mention.sentence]
    function, reports = grammatical_function(document, mentions, number)
    behind = _verb_behind(sentence, mention) if function in SUBJECTS else None
    if behind is not None and is_reporting_form(behind):
        reports = True
    asks = behind is not None and reporting_lemma(behind) == "ask"
    if mention.kind is MentionKind.PRONOUN:
        form = Form.PRONOUN
    elif mention.kind is MentionKind.NOUN:
        form = Form.DESCRIPTION
    else:
        form = Form.FULL_NAME if names.is_full(mention.head) else Form.NAME
    return new_tuple(MentionRecord, (
        key, mention.start, mention.sentence, sentence.paragraph, function, reports, form, first == mention.start,
        kind is SpeakerKind.PERSON or (reports and not asks), behind is not None,
        pronouns.GENDER.get(mention.head) if form is Form.PRONOUN else None, asks,
    ))  # fmt: skip


_PREDICATIVE = frozenset("is was are were be been being became become becomes as".split())


def tells_of_another(document: Document, mentions: Sequence[Mention], number: int) -> bool:
    """Tests whether the description at *number* says what somebody is who stands before it in the sentence.

    *Dana Okafor, a driver and member of the union*; *Okafor, who is a supporter*.
    """
    mention = mentions[number]
    if mention.first and document.sentences[mention.sentence].lows[mention.first - 1] in _PREDICATIVE:
        return True
    for back in range(number - 1, -1, -1):
        earlier = mentions[back]
        if earlier.sentence != mention.sentence:
            return False
        if earlier.kind is MentionKind.PERSON and earlier.full_end >= mention.end:
            return True
    return False


_APART = frozenset({",", "-", "--", "—", "–"})


def _verb_behind(sentence: Sentence, mention: Mention) -> str | None:
    """Returns the verb that follows the mention, its apposition or its relative clause, lower case, or None if no verb
    follows.
    """
    words, lows, tags = sentence.words, sentence.lows, sentence.tags
    size = len(words)
    at = bisect_left(sentence.starts, mention.full_end, mention.last)
    at = sentence.past_brackets(at)
    mark = words[at] if at < size else ""
    if at + 1 < size and mark in _APART and lows[at + 1] in ("who", "which", "whose"):
        at += 2
        while at < size and words[at] not in (mark, ""):
            at += 1
    if mark == "," and mention.kind is MentionKind.NOUN and tags[at + 1 : at + 2] == ("DT",):
        close = next((i for i in range(at + 2, min(at + 9, size)) if words[i] in (",", "")), 0)
        if close and words[close] and not any(tag[:2] in ("VB", "MD") for tag in tags[at + 1 : close]):
            at = close  # the buyer, a farmer from Farley, said
    while at < size and (words[at] in _APART or tags[at][:2] == "RB"):
        at += 1
    return lows[at] if at < size and tags[at][:2] in ("VB", "MD") else None


def grammatical_function(
    document: Document, mentions: Sequence[Mention], number: int
) -> tuple[GrammaticalFunction, bool]:
    """Returns the grammatical function of the mention at *number*, and whether it is the subject of a reporting verb.

    By the words beside it: a verb behind makes it a subject, of a clause inside another one where a conjunction or a
    verb with a subject of its own stands in front; a preposition or a verb in front, an oblique or an object.  A name
    between commas behind a role has the role's function, and what *and* or a comma joins has that of the first.
    """
    mention = mentions[number]
    sentence = document.sentences[mention.sentence]
    lows, tags = sentence.lows, sentence.tags
    if number and _is_apposed(lows, mention, mentions[number - 1]):
        mention = mentions[number - 1]
    first, last = mention.first, mention.last
    reports = last < len(lows) and is_reporting_form(lows[last])
    if (last < len(tags) and tags[last] == "POS") or tags[last - 1] == "PRP$":
        return GrammaticalFunction.POSSESSOR, reports
    if not first:
        return GrammaticalFunction.SUBJECT, reports
    acts = _verb_behind(sentence, mention) is not None
    if not acts:
        joined = _joined_to(lows, mentions, number)
        if joined is not None:
            return grammatical_function(document, mentions, joined)[0], reports
    low, tag = lows[first - 1], tags[first - 1]
    if tag in ("IN", "TO", "WRB"):
        if first > 1 and lows[first - 2] == "according" and low == "to":
            return GrammaticalFunction.SUBJECT, True
        if low == "by" and first > 1 and tags[first - 2] == "VBN":
            return GrammaticalFunction.AGENT, reports
        if acts and first > 1 and low in _CONJUNCTIONS:
            return GrammaticalFunction.EMBEDDED, reports
        return GrammaticalFunction.OBLIQUE, reports
    if tag[:2] == "VB":
        apart = first < 2 or lows[first - 2] in ("", ",")
        if acts:
            return (GrammaticalFunction.SUBJECT if apart else GrammaticalFunction.EMBEDDED), reports
        if apart and is_reporting_form(low):
            return GrammaticalFunction.SUBJECT, True  # “…,” said Okafor
        return GrammaticalFunction.OBJECT, reports
    return GrammaticalFunction.SUBJECT, reports


def _joined_to(lows: Sequence[str], mentions: Sequence[Mention], number: int) -> int | None:
    """Returns the position of the mention that *and* or a comma joins the one at *number* to, or None if
    nothing does.
    """
    mention = mentions[number]
    at = mention.first - 1
    if lows[at] not in ("and", "or", "&", ","):
        return None
    if at and lows[at - 1] == ",":
        at -= 1
    earlier = mentions[number - 1] if number else None
    if earlier is None or earlier.sentence != mention.sentence or earlier.last != at:
        return None
    comma = lows[mention.first - 1] == ","
    if comma and (mention.kind in _NO_NAMES or earlier.kind in _NO_NAMES):
        return None  # a comma joins names to names only
    return number - 1


_CONJUNCTIONS = frozenset(
    """
    that as because while when if although though after before since until till unless whether where how why with once
    """.split()
)
"""What opens a clause inside another one: prepositions that are conjunctions, too, and *with Okafor saying*."""
_NO_NAMES = (MentionKind.PRONOUN, MentionKind.NOUN)


def _is_apposed(lows: Sequence[str], mention: Mention, role: Mention) -> bool:
    """Tests whether a name stands between commas behind the role that it names: *from his lawyer, Dana Okafor,*."""
    return (
        mention.kind is MentionKind.PERSON
        and role.kind is MentionKind.NOUN
        and role.last + 1 == mention.first
        and role.sentence == mention.sentence
        and mention.last < len(lows)
        and lows[mention.last] == ","
        and lows[role.last] == ","
        and is_role(role.head)
    )
