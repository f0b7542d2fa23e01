"""Credits quotations that their place on the page decides: labels, lists, names in brackets and in the line below.

Also which quotations only repeat others (crossheads, pull quotes), and which are one utterance over several paragraphs.
"""

import re
from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence, Set
from typing import NamedTuple

from quotes.attribution.features import CARRY, NOBODY, PriorChoice
from quotes.attribution.layout import Layout, Slot
from quotes.attribution.quotation_surface import Alone, QuotationSurface, Shape
from quotes.attribution.unit_kinds import LETTER_OF, SPEECH_VERBS, UnitKind
from quotes.english.lexicons import lexicon
from quotes.english.nouns import NounClass, speaker_class
from quotes.model import Ending, MentionKind, Span
from quotes.weights import parameters
from quotes.wording import fold

CERTAIN = 0.9
"""Probability given to a speaker whom the arrangement tells."""
_NAMES = (MentionKind.PERSON, MentionKind.NAME, MentionKind.ORGANISATION)
_WORKS = frozenset({Shape.TITLE, Shape.CAPITALS})
_LABEL = re.compile(r"[^\w\"“”‘’']*(?P<label>[^\W\d_][^:\n\"“”]{0,40}?)\s*:\s*")
_OWNERS = frozenset("the a an his her their our my its this that these those one some many most".split())
"""Matches the opening of a label that is a phrase, not a name: *The boy: “…”*"""
_TOPIC = re.compile(r"\W{0,3}(?:On|About|Regarding|As for|Asked about|Why)\s[^.?!\"“”]{2,80}:\s*")
_ITEM = re.compile(r"\s*(?:[-–—*•·‣◦▪●■✓]|\(?(?:\d{1,2}|[a-zA-Z])[.)])\s+")
_ENDS_ITEM = re.compile(r"[\s.,;]{0,4}(?:and|or)?\s{0,2}\Z")
_ENDS_NAME = re.compile(r"\s*[,;:)\]|/–—-]")
"""What stands behind a name in brackets that says no more than who it is."""
_BRACKET = re.compile(r"[.,]?\s?[(\[](?=\S)[^()\[\]\n]{2,80}[)\]]")
_BESIDE = re.compile(r"\s?(?:[–—-]{1,2}\s?)?(?=[A-Z])")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_ROLE_BEHIND = re.compile(r"(?:\s?\([^()]{1,60}\))?(?:\s?[,|–—-]\s?[^.!?:\"“”]{2,90})?\Z")
_SPEECH = frozenset(LETTER_OF[kind] for kind in (*SPEECH_VERBS, UnitKind.ACCORDING))
_LABELS = 100
"""Characters in front of a quotation in which its label or topic is looked for."""
MANY = 4
"""Most words of a printed label that isn't listed."""
_TURN = 3
"""Most paragraphs from an item of a list to the next."""
LONGEST_ECHO = 30
"""Most words of a crosshead or a pull quote."""
LONGEST_QUESTION = 300
"""Characters of the longest question of an interviewer."""
LONGEST_LINE = 160
"""Characters of the longest line of a headline, whose quotations come again below."""


def told_by_arrangement(
    layout: Layout, slot: Slot, surface: QuotationSurface, history: Sequence[PriorChoice]
) -> int | None:
    """Returns the position of the mention credited with the quotation at *slot*, or ``CARRY``, if its place on the page
    decides it.

    Returns ``NOBODY`` if a printed label stands before it, and None if the place decides nothing.
    """
    document = layout.document
    paragraph = document.paragraphs[surface.paragraph]
    span, text = layout.span(slot), document.text
    alone = _ENDS_ITEM.match(text, span.outer_end, paragraph.end) is not None
    if surface.alone is Alone.PARAGRAPH:
        whole = span.continues is None and span.ending is Ending.CLOSED
        below = _named_beyond(layout, surface, history) if whole else None
        if below is None and whole:
            below = _introduced_below(layout, slot, surface, history)
        return _answers(layout, slot, surface, history) if below is None else below
    beside = _BRACKET.match(text, span.outer_end, min(paragraph.end, span.outer_end + 90))
    if beside is not None:
        return _in_bracket(layout, slot, surface, beside)
    if span.outer_start <= paragraph.start and surface.closing not in (",", "-"):
        beside_words = _named_beside(layout, slot, paragraph)
        if beside_words is None and surface.alone is Alone.SENTENCE and surface.closing in (".", "?", "!"):
            return _named_above(layout, surface.paragraph, history)
        return beside_words
    if span.outer_start - paragraph.start > _LABELS:
        return None
    before = text[paragraph.start : span.outer_start]
    if alone and printed_label(before):
        return NOBODY
    topic = before.rstrip().endswith(":") and _TOPIC.fullmatch(before) and not _ends_with_name(layout, slot)
    if not topic and not (alone and _ITEM.fullmatch(before)):
        return None
    last = history[-1] if history else None
    if topic and last is None:
        return _introduced_above(layout, slot, surface)
    if last is None or last.mention < 0:
        return None
    gap = surface.paragraph - document.sentences[last.slot.sentence].paragraph
    if not 0 < gap <= (_TURN if topic else 1):
        return None
    return NOBODY if last.nobody else CARRY


def _ends_with_name(layout: Layout, slot: Slot) -> bool:
    """Tests whether a person's name and a colon stand right before the words: *Asked about the flood, Dana Okafor:*."""
    units, at = layout.units[slot.sentence], slot.unit - 2
    return (
        at >= 0
        and units[at].mention >= 0
        and (layout.mentions[layout.first_mention[slot.sentence] + units[at].mention].kind is MentionKind.PERSON)
    )


def follows_words(layout: Layout, surface: QuotationSurface, history: Sequence[PriorChoice]) -> bool:
    """Tests whether a quotation is a paragraph of its own, a whole sentence in marks, right behind a paragraph with
    somebody's words; that speaker then goes on.
    """
    if surface.alone is not Alone.PARAGRAPH or surface.closing not in (".", "?", "!") or not history:
        return False
    last = history[-1]
    return not last.nobody and surface.paragraph - layout.document.sentences[last.slot.sentence].paragraph == 1


def printed_label(words: str) -> bool:
    """Tests whether *words* are a label under which nobody speaks: *Claim:*, *Key quote:*, *Next step:*."""
    found = _LABEL.fullmatch(words)
    if found is None:
        return False
    low = found["label"].lower().replace("’", "'")
    if low in lexicon("printed_labels") or low in lexicon("furniture_labels"):
        return True
    words_of = low.split()
    first = found["label"].split()[0]
    if not first[0].isupper() or not all(map(str.islower, found["label"].split()[1:])) or words_of[0] in _OWNERS:
        return False
    head = words_of[words_of.index("of", 1) - 1] if "of" in words_of[1:] else words_of[-1]
    if len(words_of) == 1:
        return speaker_class(head) is NounClass.SPEECH
    noun = parameters("tagger")["tagdict"].get(head) in ("NN", "NNS")
    return noun and len(words_of) <= MANY and speaker_class(head) in (NounClass.SPEECH, NounClass.THING)


def _named_beside(layout: Layout, slot: Slot, paragraph: Span) -> int | None:
    """Returns the person who stands behind words that a paragraph begins with, if nothing else does (*“Too dear” – Ann
    Dwyer, 34*); else None.
    """
    text, found = layout.document.text, _BESIDE.match(layout.document.text, layout.span(slot).outer_end, paragraph.end)
    if found is None or paragraph.end - found.end() > 120:
        return None
    last = min(slot.sentence + 2, len(layout.first_mention) - 1)
    for i in range(layout.first_mention[slot.sentence], layout.first_mention[last]):
        mention = layout.mentions[i]
        if mention.full_start == found.end() and mention.kind is MentionKind.PERSON and layout.unit_of[i] >= 0:
            return i if _ROLE_BEHIND.match(text, mention.end, paragraph.end) else None
    return None


def _in_bracket(layout: Layout, slot: Slot, surface: QuotationSurface, found: re.Match[str]) -> int | None:
    """Returns the mention named in brackets right behind the words (*“Too dear” (Ann Dwyer, 34)*), or None; titles of
    works and brackets with a year are left out.
    """
    if surface.shape in _WORKS or _YEAR.search(found[0]):
        return None
    at = found.start() + len(found[0]) - len(found[0].lstrip(" .,([\xa0"))
    for i in range(
        layout.first_mention[slot.sentence], layout.first_mention[min(slot.sentence + 2, len(layout.first_mention) - 1)]
    ):
        mention = layout.mentions[i]
        if mention.full_start == at and mention.kind in _NAMES and layout.unit_of[i] >= 0:
            if not _ENDS_NAME.match(layout.document.text, mention.full_end):
                return None  # (Ines Calder disagreed)
            return i if surface.shape is not Shape.CAPITALISED or mention.kind is MentionKind.PERSON else None
    return None


def _answers(layout: Layout, slot: Slot, surface: QuotationSurface, history: Sequence[PriorChoice]) -> int | None:
    """Returns ``CARRY`` or a mention for a quotation that answers an interviewer's question, asked without marks in the
    paragraph before: whoever answered before. None if there is no such question.

    If nobody has answered yet, it is the person named last before the question.
    """
    document = layout.document
    number = surface.paragraph - 1
    if number < 0 or surface.closing not in (".", "?", "!"):
        return None
    question = document.paragraphs[number]
    if document.text[question.end - 1] != "?" or question.end - question.start > LONGEST_QUESTION:
        return None
    for slot_before in history[-1:]:
        gap = number - document.sentences[slot_before.slot.sentence].paragraph
        if slot_before.nobody or gap < 1:
            return None
        return CARRY if gap <= 2 else None
    for i in range(layout.first_mention[slot.sentence] - 1, -1, -1):
        mention = layout.mentions[i]
        if mention.end <= question.start and mention.kind is MentionKind.PERSON and layout.unit_of[i] >= 0:
            return i
    return None


def _introduced_above(layout: Layout, slot: Slot, surface: QuotationSurface) -> int | None:
    """Returns the only person of the paragraph above the first topic on which somebody is quoted (*On the result:
    “…”*), else None.
    """
    people = [
        i
        for i in range(layout.first_mention[slot.sentence])
        if layout.document.sentences[layout.mentions[i].sentence].paragraph == surface.paragraph - 1
        and layout.mentions[i].kind is MentionKind.PERSON
        and layout.unit_of[i] >= 0
    ]
    return people[0] if len({layout.mentions[i].head for i in people}) == 1 else None


def _named_beyond(layout: Layout, surface: QuotationSurface, history: Sequence[PriorChoice]) -> int | None:
    """Returns the person in the line above or below a quotation that is a paragraph of its own, if that line is a name
    with a role and no verb; else None.

    Of two such lines the one that no blank line parts from the words counts.  Where neither or both are so near, lines
    and quotations take turns, and the name stands above if the last of them is a quotation.
    """
    number = surface.paragraph
    above, below = _named_above(layout, number, history), _named_in_line(layout, number + 1)
    if above is None or below is None:
        return below if above is None else above
    paragraphs, text = layout.document.paragraphs, layout.document.text
    near_above = text.count("\n", paragraphs[number - 1].end, paragraphs[number].start)
    near_below = text.count("\n", paragraphs[number].end, paragraphs[number + 1].start)
    if near_above != near_below:
        return above if near_above < near_below else below
    last = number + 1
    while last + 2 < min(len(paragraphs), number + _REACTIONS) and _named_in_line(layout, last + 2) is not None:
        last += 2
    ends = last + 1 < len(paragraphs) and text[paragraphs[last + 1].start] in _OPENING
    return above if ends else below


_OPENING = frozenset("\"“‘'«„")
_REACTIONS = 40
"""Paragraphs behind a quotation in which lines with names take turns with quotations."""


def _named_above(layout: Layout, number: int, history: Sequence[PriorChoice]) -> int | None:
    """Returns the person named in the line above paragraph *number*, if that line is a name with a role and no verb and
    neither the byline nor below a quotation of that person; else None.
    """
    found = _named_in_line(layout, number - 1)
    if found is None or (history and history[-1].mention == found):
        return None
    return None if layout.mentions[found].head in (layout.document.article.byline or "") else found


def _named_in_line(layout: Layout, number: int) -> int | None:
    """Returns the person whose name and role are all that paragraph *number* holds, or None."""
    document = layout.document
    if not 0 <= number < len(document.paragraphs):
        return None
    after = bisect_left(document.sentences, number, key=lambda sentence: sentence.paragraph)
    if after >= len(document.sentences) or document.sentences[after].paragraph != number:
        return None
    paragraph, text = document.paragraphs[number], document.text
    first = layout.first_mention[after]
    if first >= layout.first_mention[after + 1]:
        return None
    mention = layout.mentions[first]
    begins = not text[paragraph.start : mention.full_start].strip(' —–―-~"“*')
    if not begins or mention.kind is not MentionKind.PERSON or layout.unit_of[first] < 0:
        return None
    if (
        paragraph.end - paragraph.start <= 120
        and text[paragraph.end - 1] not in ".?!:"
        and _ROLE_BEHIND.match(text, mention.end, paragraph.end)
    ):
        return first
    return None


def _introduced_below(
    layout: Layout, slot: Slot, surface: QuotationSurface, history: Sequence[PriorChoice]
) -> int | None:
    """Returns the only person of the paragraph below a quotation that opens the article (*Joan Crane, 61, was
    asleep.*), else None.
    """
    after = slot.sentence + 1
    opens = not slot.sentence or (not history and not layout.first_mention[slot.sentence])
    said = surface.closing in (".", "?", "!", "…") and surface.length not in "12"
    if not opens or not said or after >= len(layout.document.sentences):
        return None
    if layout.document.sentences[after].paragraph != surface.paragraph + 1:
        return None
    here = range(layout.first_mention[after], layout.first_mention[after + 1])
    people = [i for i in here if layout.mentions[i].kind is MentionKind.PERSON and layout.unit_of[i] >= 0]
    return people[0] if people and len({layout.mentions[i].head for i in people}) == 1 else None


class Echo(NamedTuple):
    """The slot whose words another one repeats, and whether the repetition is a sentence of its own."""

    source: int
    alone: bool


def echoes(layout: Layout) -> Mapping[int, Echo]:
    """Returns, by number of a slot that only repeats words of the passage (at most ``LONGEST_ECHO``), the slot that has
    them in full.

    Crossheads, pull quotes and headlines repeat words of the article, which are credited where they stand in full: in
    the next slot that has them, else in the last one before.
    """
    document = layout.document
    if len(layout.slots) < 2:
        return {}
    apart = {number for number, slot in enumerate(layout.slots) if _stands_apart(layout, slot)}
    if not apart:
        return {}
    folded = [fold(document.text[layout.span(slot).start : layout.span(slot).end]) for slot in layout.slots]
    alone = {number: layout.units[layout.slots[number].sentence].letters.strip(".") == "Q" for number in sorted(apart)}
    short = [i for i in alone if (2 if alone[i] else 3) <= folded[i].count(" ") + 1 <= LONGEST_ECHO]
    places = _places({folded[i] for i in short}, {i: words for i, words in enumerate(folded) if i not in apart})
    found: dict[int, Echo] = {}
    for number in short:
        slots = places.get(folded[number])
        if slots:
            later = bisect_left(slots, number)
            found[number] = Echo(slots[later if later < len(slots) else -1], alone[number])
    return found


def _places(phrases: Set[str], passage: Mapping[int, str]) -> Mapping[str, Sequence[int]]:
    """Returns, for each of the *phrases* that stands in the *passage* (folded words of slots by their number, in
    order), the numbers of the slots that have it, in order.

    Takes time linear in the length of the passage: at each word only phrases that begin with it are looked for, each
    length once.
    """
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        lengths.setdefault(phrase.partition(" ")[0], set()).add(phrase.count(" ") + 1)
    found: dict[str, list[int]] = {}
    for number, folded in passage.items():
        words = folded.split(" ")
        for at, word in enumerate(words):
            for length in lengths.get(word, ()):
                phrase = " ".join(words[at : at + length])
                if phrase in phrases and (slots := found.setdefault(phrase, []))[-1:] != [number]:
                    slots.append(number)
    return found


def told_again(layout: Layout, own: int, source: int) -> bool:
    """Tests whether words in a headline are better credited to the mention at *source*, whom the article credits, than
    to the mention at *own*.

    That is so unless the headline itself names somebody: *‘We cannot wait’, says engineer*.
    """
    if own < 0 or source < 0:
        return own < 0
    return layout.mentions[own].kind not in _NAMES and layout.mentions[source].kind is MentionKind.PERSON


def throughout(layout: Layout, mentions: Sequence[int], carried: Container[int]) -> Mapping[int, int]:
    """Returns, by number of a slot, the slot of another paragraph of the same utterance that names the speaker.

    *mentions* are the credited ones by number of the slot. A quotation that is opened anew in each paragraph has one
    speaker: the one named beside it in one paragraph, if the others name nobody. Nothing changes if its first paragraph
    was *carried* on from before.
    """
    found: dict[int, int] = {}
    chain: list[int] = []
    numbers = {slot.quoted: number for number, slot in enumerate(layout.slots)}
    for number, slot in enumerate(layout.slots):
        before = layout.span(slot).continues
        if before is None or numbers.get(before) != number - 1:
            chain = []
        chain.append(number)
        following = layout.slots[number + 1] if number + 1 < len(layout.slots) else None
        if len(chain) > 1 and (following is None or layout.span(following).continues != slot.quoted):
            unsure = [] if chain[0] in carried else chain
            told = [i for i in chain if mentions[i] >= 0 and _tells(layout, layout.slots[i], mentions[i])]
            if len(told) == 1:
                found.update({i: told[0] for i in unsure if i != told[0]})
    return found


def _tells(layout: Layout, slot: Slot, mention: int) -> bool:
    """Tests whether the mention stands in the quotation's own sentence beside a reporting verb."""
    if layout.mentions[mention].sentence != slot.sentence:
        return False
    letters, at = layout.units[slot.sentence].letters, layout.unit_of[mention]
    return any(letter in _SPEECH for letter in letters[max(0, at - 1) : at + 3])


def _stands_apart(layout: Layout, slot: Slot) -> bool:
    """Tests whether a quotation may be a crosshead or a pull quote, or part of a headline: its paragraph holds nothing
    else, or is a short line without an end mark.
    """
    text, span = layout.document.text, layout.span(slot)
    if span.continues is not None or span.ending is not Ending.CLOSED:
        return False
    paragraph: Span = layout.document.paragraphs[layout.document.sentences[slot.sentence].paragraph]
    if span.outer_start <= paragraph.start and span.outer_end >= paragraph.end:
        return True
    return paragraph.end - paragraph.start <= LONGEST_LINE and text[paragraph.end - 1] not in '.?!:;,…"”)'
