"""Finds the words that report a quotation: the stretch around its speaker's name, with all quotations masked."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from quotes.attribution.choices import Choice
from quotes.attribution.layout import Layout
from quotes.attribution.unit_kinds import AUXILIARIES, LOOSE, SPEECH_VERBS, UnitKind
from quotes.attribution.units import Unit
from quotes.circumstances.trigger_words import ANY, EARLIER, MEDIUM, ON, TIME, cues_of
from quotes.english import pronouns
from quotes.english.lexicons import lexicon
from quotes.english.verbs import ISSUING, WRITING
from quotes.model import Document, Mention, MentionKind

QUOTED_CHARACTER = "\x00"
"""Replaces each character of a quotation and its marks, so that offsets stay and no quoted word is read as the
article's.
"""


class Clause(NamedTuple):
    """The masked words of a clause, the offset where they begin in the text, and where the speaker's name stands in
    them.
    """

    words: str
    start: int
    name_start: int
    name_end: int
    sentence: int
    verb_end: int
    """Where the reporting verb ends whose subject the name is; -1 if there is none behind the name."""
    cues: int
    """The bits of the sentence's words (``trigger_words.py``)."""


class _Cues(dict[int, int]):
    """The bits of each sentence's words outside quotations, computed when first asked for."""

    __slots__ = ("_clauses",)

    def __init__(self, clauses: "ReportingClauses") -> None:
        super().__init__()
        self._clauses = clauses

    def __missing__(self, sentence: int) -> int:
        found = cues_of(self._clauses.layout.document.sentences[sentence].words)
        if found & ON and not any(m.kind is MentionKind.ORGANISATION for m in self._clauses.mentions(sentence)):
            found &= ~ON  # nobody broadcasts there
        self[sentence] = found
        return found


class _Masked(dict[int, str]):
    """The words of each sentence with every character of its quotations masked, computed when first asked for."""

    __slots__ = ("_document",)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document

    def __missing__(self, sentence: int) -> str:
        found = self._document.sentences[sentence]
        words = self._document.text[found.start : found.end]
        for span in found.quotations():
            a, b = max(0, span.start - found.start), span.end - found.start
            words = words[:a] + QUOTED_CHARACTER * (b - a) + words[b:]
        self[sentence] = words
        return words


class ReportingClauses:
    """Gives the words of an article's sentences around their quotations; each sentence is looked at once, when first
    asked for.

    *same* tests whether two mentions refer to the same speaker.
    """

    def __init__(self, layout: Layout, same: Callable[[int, int], bool]) -> None:
        self.layout = layout
        self.same = same
        self.cues = _Cues(self).__getitem__
        """The bits of a sentence's words outside quotations."""
        self.masked = _Masked(layout.document).__getitem__
        """The words of a sentence with every character of its quotations masked."""

    def mentions(self, sentence: int) -> Sequence[Mention]:
        """Returns the mentions in a sentence, in reading order."""
        first = self.layout.first_mention
        return self.layout.mentions[first[sentence] : first[sentence + 1]]

    def of(self, position: int, low: int = 0, high: int | None = None) -> Clause:
        """Returns the clause around the mention at *position*: the characters ``[low, high)`` of its sentence, by
        default all.
        """
        mention = self.layout.mentions[position]
        start = self.layout.document.sentences[mention.sentence].start + low
        return Clause(
            self.masked(mention.sentence)[low:high],
            start,
            mention.full_start - start,
            mention.full_end - start,
            mention.sentence,
            _verb_end(self.layout, position, start),
            self.cues(mention.sentence),
        )


LOOK_BACK = 2
"""Sentences before the quotation's in which its speaker may have been reported indirectly."""
REACH = 15
"""Units behind a name, its apposition among them, in which its verb must stand."""
WRITING_BACK = 40
"""Sentences before the quotation's in which what its speaker wrote may have been named."""

_DEPENDENT = frozenset({UnitKind.WHO, UnitKind.THAT, UnitKind.CONJUNCTION, UnitKind.IF, "as"})
"""Units that open a clause inside another one: *a finding that she reported in 2009*."""
_PASSED = AUXILIARIES - {UnitKind.BE} | {UnitKind.QUOTATION, UnitKind.OWNS, *"&,()"}
"""Units between a subject and its verb: auxiliaries, negation, marks, a work's title in an apposition."""


def clause_before(clauses: ReportingClauses, choice: Choice) -> Clause | None:
    """Returns the sentence shortly before in which the same speaker is reported without quotation marks, or None.

    *Grant said in a statement that he would resign. “I am tired,” he said.* A fragment in a sentence of its own has its
    own circumstances, unless that sentence stands in the same paragraph. None is also returned if no such sentence can
    tell how or when.
    """
    layout = clauses.layout
    alone = choice.surface.low and not choice.carried
    near = _shortly_before(layout, choice.slot.sentence, LOOK_BACK, paragraphs=0 if alone else 1)
    while near and not clauses.cues(near[-1]) & EARLIER:
        near.pop()
    if near and not goes_on(layout, choice):
        sentences = layout.document.sentences
        here = sentences[choice.slot.sentence].paragraph
        near = [
            number
            for number in near
            if sentences[number].paragraph == here
            or _quotes_in_full(layout, number)
            or _sets_scene(clauses.masked(number))
        ]
    while near and not clauses.cues(near[-1]) & EARLIER:
        near.pop()
    for number in near:
        position = _reported_in(clauses, number, choice.mention)
        if position is not None:
            return clauses.of(position)
    return None


_GOES_ON = frozenset("added adds continued continues went goes concluded concludes read reads reiterated".split())
"""Verbs by which a report goes on with what was said or written before."""


def goes_on(layout: Layout, choice: Choice) -> bool:
    """Tests whether a quotation in a new paragraph belongs to the same act of speech as the report before.

    It does by its verb (*Okafor added*), if a text speaks (*the statement said*), or if the quotation has no report of
    its own. *“…,” Okafor said* may be of another day.
    """
    mention = layout.mentions[choice.mention]
    if mention.sentence != choice.slot.sentence:
        return True
    if mention.kind is MentionKind.NOUN and mention.head in lexicon("document_nouns"):
        return True
    units, at = layout.units[mention.sentence], layout.unit_of[choice.mention]
    if at < 0:
        return False
    verb = _verb_behind(units, at)
    return (at > 0 and units[at - 1].word in _GOES_ON) or (verb is not None and verb.word in _GOES_ON)


_SPEAKS = re.compile(
    r"\b(?:spoke|speaks|has\s+spoken|talked|talks|sat\s+down|gave\s+an\s+interview|was\s+interviewed)\s[^\x00,;:]{3,90}\.?\s*\Z"
)


_SPEAKING = re.compile(
    r"\W*(?:[A-Z]\w+,?\s+)?(?i:speaking|talking|writing|addressing|appearing|testifying|giving\s+evidence)\s"
)


def _sets_scene(words: str) -> bool:
    """Tests whether a sentence tells how somebody speaks from then on.

    It may not say what is told (*She spoke to the Quill on Monday*), or sets the scene before that (*Speaking on
    Monday, she said it was old.*).
    """
    return bool(_SPEAKING.match(words)) or (_SPEAKS.search(words) is not None and " that " not in words)


def _quotes_in_full(layout: Layout, sentence: int) -> bool:
    """Tests whether a sentence holds a quotation that begins with a capital, so that it is no fragment."""
    text = layout.document.text
    spans = layout.document.sentences[sentence].quotations()
    return any(text[span.start + 1 : span.start + 2].isupper() for span in spans)


def earlier_writing(clauses: ReportingClauses, choice: Choice) -> Iterator[Clause]:
    """Yields the clauses in which the speaker of words introduced by *wrote* was reported before, the nearest first,
    because what was written lasts.

    Sentences that cannot name a medium are passed over.
    """
    layout = clauses.layout
    if choice.carried or not _is_written(layout, choice.mention):
        return
    here = layout.mentions[choice.mention].sentence
    for number in range(here - 1, max(-1, here - 1 - WRITING_BACK), -1):
        if clauses.cues(number) & MEDIUM:
            position = _reported_in(clauses, number, choice.mention)
            if position is not None:
                yield clauses.of(position)


SCENE_BACK = 2
"""Sentences before the quotation's that may set its scene."""
_BEHIND_OTHERS = (
    LOOSE
    | _DEPENDENT
    | SPEECH_VERBS
    | {UnitKind.VERB, UnitKind.VERB_ING, UnitKind.VERB_BASE, UnitKind.BE, UnitKind.ACCORDING, UnitKind.OWNS}
    | {"to", "of", "by", "on", "as"}
)
"""Units behind which a name is no subject."""


def scenes_before(clauses: ReportingClauses, choice: Choice) -> Iterator[Clause]:
    """Yields the sentences shortly before in which the speaker does something: *Okafor came on Friday. “We open,” he
    said.*

    Sentences that cannot tell a time are passed over.
    """
    if choice.carried or choice.surface.low:
        return
    layout = clauses.layout
    for number in _shortly_before(layout, choice.slot.sentence, SCENE_BACK, paragraphs=1):
        beyond = (
            layout.document.sentences[number].paragraph != layout.document.sentences[choice.slot.sentence].paragraph
        )
        if not clauses.cues(number) & TIME or (beyond and _reported_in(clauses, number, choice.mention) is not None):
            continue
        units = layout.units[number]
        for position in range(layout.first_mention[number], layout.first_mention[number + 1]):
            at = layout.unit_of[position]
            if (
                at < 0
                or (at > 0 and units[at - 1].kind in _BEHIND_OTHERS)
                or not clauses.same(position, choice.mention)
            ):
                continue
            yield clauses.of(position)._replace(verb_end=-1)


def _shortly_before(layout: Layout, sentence: int, at_most: int, *, paragraphs: int) -> list[int]:
    """Returns at most *at_most* sentences before one, the nearest first, in its paragraph and that number of
    *paragraphs* before.
    """
    sentences = layout.document.sentences
    first = sentences[sentence].paragraph - paragraphs
    found = range(sentence - 1, max(-1, sentence - 1 - at_most), -1)
    return [number for number in found if sentences[number].paragraph >= first]


def _is_written(layout: Layout, position: int) -> bool:
    units, at = layout.units[layout.mentions[position].sentence], layout.unit_of[position]
    if at < 0:
        return False
    if at > 0 and units[at - 1].word in WRITING:
        return True
    verb = _verb_behind(units, at)
    return verb is not None and verb.word in WRITING


def _reported_in(clauses: ReportingClauses, number: int, speaker: int) -> int | None:
    """Returns the mention in sentence *number* that is reported there and refers to the same speaker as the mention
    *speaker*, or None.
    """
    layout = clauses.layout
    units = layout.units[number]
    for position in range(layout.first_mention[number], layout.first_mention[number + 1]):
        at = layout.unit_of[position]
        reported = at >= 0 and _is_reported(units, at) and not _is_object_or_relative(layout, position)
        if reported and clauses.same(position, speaker):
            return position
    return None


def _is_object_or_relative(layout: Layout, position: int) -> bool:
    """Tests whether a pronoun is an object (*allows him*), or opens a relative clause (*a weakness she didn't
    admit*).
    """
    mention = layout.mentions[position]
    if mention.kind is not MentionKind.PRONOUN:
        return False
    sentence = layout.document.sentences[mention.sentence]
    return sentence.lows[mention.first] in pronouns.OBJECTS or (
        mention.first > 0 and sentence.tags[mention.first - 1] in ("NN", "NNS")
    )


_NAMES_SPEAKER = frozenset({UnitKind.REPORTS, UnitKind.ACCORDING})


def is_report(layout: Layout, position: int) -> bool:
    """Tests whether the sentence of the mention at *position* reports what it says or writes."""
    at = layout.unit_of[position]
    return at >= 0 and _is_reported(layout.units[layout.mentions[position].sentence], at)


def _is_reported(units: Sequence[Unit], at: int) -> bool:
    """Tests whether the unit at *at* names the speaker in its sentence's main clause."""
    if at > 0:
        if units[at - 1].kind in _NAMES_SPEAKER or (
            units[at - 1].kind == "to" and at > 1 and units[at - 2].kind == UnitKind.ACCORDING
        ):
            return True
        if units[at - 1].kind in _DEPENDENT:
            return False
    verb = _verb_behind(units, at)
    return verb is not None and (verb.kind in SPEECH_VERBS or verb.word in ISSUING)


def _verb_end(layout: Layout, position: int, start: int) -> int:
    """Returns where the reporting verb behind a mention ends, counted from *start*, or -1 if there is none behind
    (*said Okafor*).
    """
    sentence, at = layout.mentions[position].sentence, layout.unit_of[position]
    units = layout.units[sentence]
    if at < 0 or (at > 0 and units[at - 1].kind == UnitKind.REPORTS):
        return -1
    verb = _verb_behind(units, at)
    if verb is None or verb.kind not in SPEECH_VERBS:
        return -1
    return layout.document.sentences[sentence].ends[verb.first] - start


def _verb_behind(units: Sequence[Unit], at: int) -> Unit | None:
    """Returns the verb whose subject the unit at *at* is, or None; appositions and phrases with prepositions are
    skipped.
    """
    j, stop = at + 1, min(len(units), at + REACH)
    while j < stop:
        unit = units[j]
        if unit.region != units[at].region or unit.kind in _PASSED:
            j += 1
        elif unit.kind in LOOSE and j + 1 < stop and units[j + 1].mention >= 0:
            j += 2
        elif unit.kind in LOOSE and j + 1 < stop and units[j + 1].kind in SPEECH_VERBS:
            j += 1  # on Friday, which is no unit
        elif unit.kind == UnitKind.WHO and units[j - 1].kind == ",":
            j = next((k + 1 for k in range(j + 1, stop) if units[k].kind == ","), stop)
        elif unit.mention >= 0 and units[j - 1].kind in (",", UnitKind.OWNS, "&"):
            j += 1  # an apposition that nothing closes
        else:
            return unit if unit.word else None
    return None


def clause_of(clauses: ReportingClauses, choice: Choice) -> Clause | None:
    """Returns the reporting clause of a credited quotation, or None if the quotation continues an earlier one or no
    word of the sentence tells how or when.

    The clause ends at quotations of the sentence that lie beyond the name on the side away from this one.
    """
    if choice.carried or not clauses.cues(clauses.layout.mentions[choice.mention].sentence) & ANY:
        return None
    layout = clauses.layout
    mention = layout.mentions[choice.mention]
    sentence = layout.document.sentences[mention.sentence]
    low, high = 0, sentence.end - sentence.start
    if mention.sentence == choice.slot.sentence:
        own = layout.span(choice.slot)
        for span in sentence.quotations():
            if span.start <= own.start < span.end:
                continue
            if own.start > mention.start and span.end <= mention.start:
                low = max(low, span.end - sentence.start)
            elif own.start < mention.start and span.start >= mention.end:
                high = min(high, span.start - sentence.start)
    return clauses.of(choice.mention, low, high)
