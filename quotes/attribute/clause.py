"""The words that report a quotation: the stretch around its speaker's name, with all quotations masked."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from quotes.attribute.ranking import Choice
from quotes.attribute.scene import Scene
from quotes.attribute.units import LOOSE, Unit
from quotes.model import QUOTED, MentionKind

MASK = "\x00"


class Clause(NamedTuple):
    """The masked words, the offset where they begin in the text, and where the speaker's name stands in them."""

    words: str
    start: int
    name_start: int
    name_end: int
    sentence: int
    verb_end: int = -1
    """Where the reporting verb ends whose subject the name is; -1 where it has none behind it."""


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
WRITING_BACK = 40
"""Sentences before the quotation's in which what its speaker wrote may have been named."""

_ISSUES = frozenset(
    "took takes released releases issued issues sent sends posted posts published publishes gave gives delivered"
    " shared spoke speaks appeared penned uploaded emailed mailed circulated".split()
)
"""Verbs whose subject speaks by what they name: *released a statement*, *took to Instagram*, *gave a speech*."""
_WRITES = frozenset("wrote writes write written writing".split())
_DEPENDENT = frozenset("who that i if as".split())
"""Units that open a clause inside another one: *a finding that she reported in 2009*."""
_PASSED = frozenset("m h d x & , ( ) Q 's".split())
"""Units between a subject and its verb: auxiliaries, negation, marks, a work's title in an apposition."""


def clause_before(scene: Scene, choice: Choice, key_of: Callable[[int], int]) -> Clause | None:
    """The sentence shortly before in which the same speaker is reported without quotation marks.

    *Grant said in a statement that he would resign. “I am tired,” he said.*  A fragment in a sentence of its own has
    its own circumstances, unless that sentence stands in the same paragraph.
    """
    if choice.mention < 0:
        return None
    here = choice.place.sentence
    paragraph = scene.document.sentences[here].paragraph
    alone = choice.facts.low and not choice.carried
    for number in range(here - 1, max(-1, here - 1 - LOOK_BACK), -1):
        if paragraph - scene.document.sentences[number].paragraph > (0 if alone else 1):
            return None
        clause = _reporting(scene, number, key_of(choice.mention), key_of)
        if clause is not None:
            return clause
    return None


def earlier_writing(scene: Scene, choice: Choice, key_of: Callable[[int], int]) -> Iterator[Clause]:
    """Where the speaker of words introduced by *wrote* was reported before, nearest first: what was written lasts."""
    if choice.mention < 0 or choice.carried or not _is_written(scene, choice.mention):
        return
    here = scene.mentions[choice.mention].sentence
    key = key_of(choice.mention)
    for number in range(here - 1, max(-1, here - 1 - WRITING_BACK), -1):
        clause = _reporting(scene, number, key, key_of)
        if clause is not None:
            yield clause


SCENE_BACK = 2
"""Sentences before the quotation's that may set its scene."""
_BEHIND_OTHERS = LOOSE | _DEPENDENT | frozenset("S Sg S0 v vg v0 b acc to of by on as 's".split())
"""Units behind which a name is no subject."""


def scenes_before(scene: Scene, choice: Choice, key_of: Callable[[int], int]) -> Iterator[Clause]:
    """Sentences shortly before in which the speaker does something: *Okafor came on Friday.  “We open,” he said.*"""
    if choice.mention < 0 or choice.carried or choice.facts.low:
        return
    sentences, here, key = scene.document.sentences, choice.place.sentence, key_of(choice.mention)
    for number in range(here - 1, max(-1, here - 1 - SCENE_BACK), -1):
        if sentences[here].paragraph - sentences[number].paragraph > 1:
            return
        for position in range(scene.first_mention[number], scene.first_mention[number + 1]):
            at = scene.unit_of[position]
            if at < 0 or (at > 0 and scene.units[number][at - 1].kind in _BEHIND_OTHERS) or key_of(position) != key:
                continue
            mention, start = scene.mentions[position], sentences[number].start
            yield Clause(masked(scene, number), start, mention.full_start - start, mention.full_end - start, number)


def _is_written(scene: Scene, position: int) -> bool:
    units, at = scene.units[scene.mentions[position].sentence], scene.unit_of[position]
    if at < 0:
        return False
    if at > 0 and units[at - 1].word in _WRITES:
        return True
    verb = _verb_behind(units, at)
    return verb is not None and verb.word in _WRITES


def _reporting(scene: Scene, number: int, key: int, key_of: Callable[[int], int]) -> Clause | None:
    """Sentence *number* around the mention of the speaker *key* who is reported in it; None where none is."""
    units = scene.units[number]
    for position in range(scene.first_mention[number], scene.first_mention[number + 1]):
        at = scene.unit_of[position]
        if at >= 0 and _is_reported(units, at) and key_of(position) == key:
            if _is_object_or_relative(scene, position):
                continue
            mention, start = scene.mentions[position], scene.document.sentences[number].start
            return Clause(
                masked(scene, number),
                start,
                mention.full_start - start,
                mention.full_end - start,
                number,
                _verb_end(scene, position, start),
            )
    return None


def _is_object_or_relative(scene: Scene, position: int) -> bool:
    """Whether a pronoun is an object (*allows him*), or opens a relative clause (*a weakness she didn't admit*)."""
    mention = scene.mentions[position]
    if mention.kind is not MentionKind.PRONOUN:
        return False
    tokens = scene.document.sentences[mention.sentence].tokens
    return tokens[mention.first].text.lower() in _OBJECTS or (
        mention.first > 0 and tokens[mention.first - 1].tag in ("NN", "NNS")
    )


_OBJECTS = frozenset("him them me us".split())


def _is_reported(units: Sequence[Unit], at: int) -> bool:
    """Whether the unit at *at* names who speaks in its sentence's main clause."""
    if at > 0:
        if units[at - 1].kind in ("S", "acc") or (
            units[at - 1].kind == "to" and at > 1 and units[at - 2].kind == "acc"
        ):
            return True
        if units[at - 1].kind in _DEPENDENT:
            return False
    verb = _verb_behind(units, at)
    return verb is not None and (verb.kind[0] == "S" or verb.word in _ISSUES)


def _verb_end(scene: Scene, position: int, start: int) -> int:
    """Where the reporting verb behind a mention ends, counted from *start*, or -1: *said Okafor* has it before."""
    sentence, at = scene.mentions[position].sentence, scene.unit_of[position]
    units = scene.units[sentence]
    if at < 0 or (at > 0 and units[at - 1].kind == "S"):
        return -1
    verb = _verb_behind(units, at)
    if verb is None or verb.kind[0] != "S":
        return -1
    return scene.document.sentences[sentence].tokens[verb.first].end - start


def _verb_behind(units: Sequence[Unit], at: int) -> Unit | None:
    """The verb whose subject the unit at *at* is, appositions and phrases with prepositions left out."""
    j, stop = at + 1, min(len(units), at + REACH)
    while j < stop:
        unit = units[j]
        if unit.region != units[at].region or unit.kind in _PASSED:
            j += 1
        elif unit.kind in LOOSE and j + 1 < stop and units[j + 1].mention >= 0:
            j += 2
        elif unit.kind == "who" and units[j - 1].kind == ",":
            j = next((k + 1 for k in range(j + 1, stop) if units[k].kind == ","), stop)
        elif unit.mention >= 0 and units[j - 1].kind in (",", "'s", "&"):
            j += 1  # an apposition that nothing closes
        else:
            return unit if unit.word else None
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
        _verb_end(scene, choice.mention, sentence.start + low),
    )
