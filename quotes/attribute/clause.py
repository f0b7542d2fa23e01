"""The words that report a quotation: the stretch around its speaker's name, with all quotations masked."""

from collections.abc import Callable
from typing import NamedTuple

from quotes.attribute.ranking import Choice
from quotes.attribute.scene import Scene
from quotes.model import QUOTED

MASK = "\x00"


class Clause(NamedTuple):
    """The masked words, the offset where they begin in the text, and where the speaker's name stands in them."""

    words: str
    start: int
    name_start: int
    name_end: int
    sentence: int


def masked(scene: Scene, sentence: int) -> str:
    """The words of a sentence with every character of its quotations masked."""
    found = scene.document.sentences[sentence]
    words = scene.document.text[found.start : found.end]
    for token in found.tokens:
        if token.tag == QUOTED:
            a, b = max(0, token.start - found.start), token.end - found.start
            words = words[:a] + MASK * (b - a) + words[b:]
    return words


LOOK_BACK = 2
"""Sentences before the quotation's in which its speaker may have been reported indirectly."""


REACH = 15
"""Units behind a name, its apposition among them, in which its verb must stand."""


def clause_before(scene: Scene, choice: Choice, key_of: Callable[[int], int]) -> Clause | None:
    """The sentence shortly before in which the same speaker is reported without quotation marks.

    *Grant said in a statement that he would resign. “I am tired,” he said.*
    """
    if choice.mention < 0:
        return None
    here = choice.place.sentence
    key = key_of(choice.mention)
    paragraph = scene.document.sentences[here].paragraph
    for number in range(here - 1, max(-1, here - 1 - LOOK_BACK), -1):
        sentence = scene.document.sentences[number]
        if paragraph - sentence.paragraph > 1:
            return None
        for position in range(scene.first_mention[number], scene.first_mention[number + 1]):
            units, at = scene.units[number], scene.unit_of[position]
            says = any(unit.kind[0] == "S" for unit in units[at + 1 : at + REACH])
            if says and key_of(position) == key:
                mention = scene.mentions[position]
                start = sentence.start
                return Clause(
                    masked(scene, number), start, mention.full_start - start, mention.full_end - start, number
                )
    return None


def clause_of(scene: Scene, choice: Choice) -> Clause | None:
    """The reporting clause of a credited quotation; None for one that goes on with an earlier one's.

    It ends at quotations of the sentence that lie beyond the name on the side away from this one.
    """
    if choice.mention < 0 or choice.carried:
        return None
    mention = scene.mentions[choice.mention]
    sentence = scene.document.sentences[mention.sentence]
    words = masked(scene, mention.sentence)
    low, high = 0, len(words)
    if mention.sentence == choice.place.sentence:
        own = scene.span(choice.place)
        for token in sentence.tokens:
            if token.tag != QUOTED or token.start <= own.start < token.end:
                continue
            if own.start > mention.start and token.end <= mention.start:
                low = max(low, token.end - sentence.start)
            elif own.start < mention.start and token.start >= mention.end:
                high = min(high, token.start - sentence.start)
    return Clause(
        words[low:high],
        sentence.start + low,
        mention.full_start - sentence.start - low,
        mention.full_end - sentence.start - low,
        mention.sentence,
    )
