"""The trail that people or bodies leave in an article: where each was named, called or meant, what it did there."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from quotes.english import names
from quotes.english.lexicons import lexicon
from quotes.english.nouns import is_role
from quotes.model import Document, Mention, MentionKind, Sentence, SpeakerKind, Token


class Trace(NamedTuple):
    """One earlier mention: where it stands, and what it does in its sentence."""

    key: int
    start: int
    sentence: int
    paragraph: int
    place: str
    """``S`` subject, ``O`` object, ``P`` owner, ``I`` behind a preposition."""
    verb: bool
    """Whether a reporting verb stands right behind it or before it."""
    form: str
    """``F`` full name, ``N`` name, ``P`` pronoun, ``D`` description."""
    first: bool
    """Whether it is the first time that the article names it."""
    person: bool
    """Whether it is known to be a person, by name."""
    acts: bool
    """Whether it is the subject of a verb that follows."""


class Standing(NamedTuple):
    """One earlier mention of a body, group or text."""

    key: int
    start: int
    sentence: int
    place: str
    """As in a :class:`Trace`."""


Left = TypeVar("Left", Trace, Standing)


class Trail(Generic[Left]):
    """The traces that mentions leave, in reading order, followed as far as somebody asked."""

    def __init__(self, starts: Sequence[int]) -> None:
        """*starts* are where the mentions begin."""
        self._starts = starts
        self._traces: list[Left] = []
        self._of: list[int] = []
        """The mention that left each."""
        self._walked = 0

    def before(self, number: int, window: int, leave: Callable[[int], Left | None]) -> list[Left]:
        """The traces of the last *window* mentions before the one at *number*.

        *leave* gives the trace of the mention at a position, or None.
        """
        while self._walked < number:  # step by step: what one of them stands for depends on those before it
            at = self._walked
            left = leave(at)
            self._walked = at + 1
            if left is not None:
                self._traces.append(left)
                self._of.append(at)
        low = bisect_left(self._of, number - window)
        return self._traces[low : bisect_left(self._of, number, low)]

    def forget(self, start: int) -> None:
        """Go back to the mention before the character *start*: what is behind may have changed."""
        while self._walked and self._starts[self._walked - 1] > start:
            self._walked -= 1
        while self._of and self._of[-1] >= self._walked:
            self._traces.pop()
            self._of.pop()


def trace(
    document: Document, mention: Mention, before: Mention | None, key: int, kind: SpeakerKind, first: int
) -> Trace:
    """The trace of *mention*, which stands for *key* of that *kind*, first named at the character *first*.

    *before* is the mention in front of it.
    """
    sentence = document.sentences[mention.sentence]
    place, says = place_of(document, mention, before)
    behind = _verb_behind(sentence, mention) if place == "S" else None
    if behind is not None and behind.text.lower() in lexicon("reporting_forms"):
        says = True
    if mention.kind is MentionKind.PRONOUN:
        form = "P"
    elif mention.kind is MentionKind.NOUN:
        form = "D"
    else:
        form = "F" if names.is_full(mention.head) else "N"
    return Trace(
        key, mention.start, mention.sentence, sentence.paragraph, place, says, form, first == mention.start,
        kind is SpeakerKind.PERSON, behind is not None,
    )  # fmt: skip


def _verb_behind(sentence: Sentence, mention: Mention) -> Token | None:
    """The verb that follows the mention, its apposition or its relative clause; None where none does."""
    at, tokens = mention.last, sentence.tokens
    while at < len(tokens) and tokens[at].start < mention.full_end:
        at += 1
    at = sentence.past_brackets(at)
    if at + 1 < len(tokens) and tokens[at].text == "," and tokens[at + 1].text.lower() in ("who", "which", "whose"):
        at += 2
        while at < len(tokens) and tokens[at].text not in (",", ""):
            at += 1
    while at < len(tokens) and (tokens[at].text in (",", "-", "--") or tokens[at].tag[:2] == "RB"):
        at += 1
    return tokens[at] if at < len(tokens) and tokens[at].tag[:2] in ("VB", "MD") else None


def place_of(document: Document, mention: Mention, before: Mention | None) -> tuple[str, bool]:
    """What a mention is in its sentence, by the words beside it, as in a trace; and whether it reports words.

    *before* is the mention in front of it: a name behind a role between commas has the role's place.
    """
    tokens = document.sentences[mention.sentence].tokens
    if before is not None and _is_apposed(tokens, mention, before):
        mention = before
    first, last = mention.first, mention.last
    following = tokens[last] if last < len(tokens) else None
    says = following is not None and following.text.lower() in lexicon("reporting_forms")
    if (following is not None and following.tag == "POS") or tokens[last - 1].tag == "PRP$":
        return "P", says
    if not first:
        return "S", says
    word = tokens[first - 1]
    if word.tag in ("IN", "TO"):
        if first > 1 and tokens[first - 2].text.lower() == "according" and word.text.lower() == "to":
            return "S", True
        return "I", says
    if word.tag[:2] == "VB" and (following is None or following.tag[:2] not in ("VB", "MD")):
        earlier = tokens[first - 2].text if first > 1 else ""
        if earlier in ("", ",") and word.text.lower() in lexicon("reporting_forms"):
            return "S", True  # “…,” said Okafor
        return "O", says
    return "S", says


def _is_apposed(tokens: tuple[Token, ...], mention: Mention, role: Mention) -> bool:
    """Whether a name stands between commas behind the role that it names: *from his lawyer, Dana Okafor,*."""
    return (
        mention.kind is MentionKind.PERSON
        and role.kind is MentionKind.NOUN
        and role.last + 1 == mention.first
        and role.sentence == mention.sentence
        and mention.last < len(tokens)
        and tokens[mention.last].text == ","
        and tokens[role.last].text == ","
        and is_role(role.head)
    )
