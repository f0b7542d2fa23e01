"""Decides whether the article says that the words were said, by its own words around them
(``docs/labelling/modality.md``).
"""

import re
from itertools import pairwise
from typing import NamedTuple

from quotes.attribution.choices import Choice
from quotes.attribution.layout import Layout, Slot
from quotes.attribution.parties import parties
from quotes.circumstances.acts_of_speech import Act, first_act, is_named_so, is_shunned
from quotes.circumstances.doubts_behind import LOOK, taken_back
from quotes.circumstances.reporting_clause import QUOTED_CHARACTER, ReportingClauses
from quotes.circumstances.trigger_words import DOUBTS, SPEECH
from quotes.model import Document, MentionKind, Modality, QuotedSpan, Role


class Judgement(NamedTuple):
    """The modality of a quotation, and the mention to which the words belong if that isn't the one credited."""

    modality: Modality = Modality.SAID
    subject: int | None = None
    """The mention that the words belong to, if another one or nobody would be credited with them."""
    nobody: bool = False
    """Whether it belongs to nobody (*Anyone who says “…”*; a question whose asker is not named)."""


SAID = Judgement()
_ASIDE = re.compile(r",\s+(?:who|which|whose|where|when)\b[^,;:\x00]*,")
_MARKS = " ,;:–—-("
_PARTS = re.compile(
    r"[,;]|\s[–—-]+\s|\.\s|:(?=\s+\S)|\bbut\b(?!\s+not\b)|\band(?=\s+(?:never|did|has|had|will|is|was)\b)"
)
_BUT_NOT = re.compile(r"\A\W*(?:but|and)\s+not\W*\Z")
_UNVERIFIED = re.compile(
    r"\b(?:has|have|had|could)\s+not\s+(?:yet\s+)?(?:been|be)\s+(?:\w+ly\s+)?(?:verified|authenticated|confirmed|corroborated)\b"
    r"|\b(?:unverified|unauthenticated)\s+(?:\w+\s+)?(?:recording|video|clip|audio|tape|transcript|letter|account)\b"
)
_MESSAGE = re.compile(
    r"\A\W*will\s+be\s+(?:the|his|her|their|its)\s+(?:\w+\s+)?(?:message|words|theme|slogan|line|motto)\b"
)
_IS_WHAT = re.compile(r"\W*(?:is|was|are|were)\s+(?:an?|the|some|something|words)\b")
"""*“…” is a sentence that she never spoke*."""
_SO_CALLED = re.compile(r"\b(?:so-called|known\s+as|nicknamed|dubbed|titled|entitled)\W*\Z")
_WHETHER = re.compile(r"\b(?:whether|if)\s")
_QUESTION_BEHIND = re.compile(
    r"\A\W*(?:[\w.'-]+\s+){1,6}?(?:was|were|is|has\s+been|have\s+been|had\s+been)\s+(?:\w+\s+)?asked\b(?!\s+by\b)"
    r"|\A\W*(?:came|was|is|went|ran)\s+(?:the|a|another|one)\s+(?:\w+\s+)?question\b"
)
_INVERTED = re.compile(
    r"\A\W*(?:Did|Does|Do|Will|Would|Could|Should|Has|Have|Had)\s+(?:[\w.'-]+\s+){1,5}?(?:say|said|tell|call|called|write|written)\b"
)


_JOINED = re.compile(r"\A\W*(?:(?:and|or|nor|then)\W+)?(?:(?:the|a|an|as)\W+)?\Z")


def judge(clauses: ReportingClauses, choice: Choice, before: Choice | None, earlier: Modality) -> Judgement:
    """Returns what the text says of an outermost quotation; ``SAID`` if nothing speaks against it.

    *earlier* is the modality of the quotation *before*. It is taken over if the two are joined (*denied saying “…” or
    “…”*), if a paragraph re-opens the quotation, and, if that was only announced, for what its speaker goes on to say.
    """
    own = _judged(clauses, choice)
    if before is None or own.modality is not Modality.SAID or earlier in (Modality.SAID, Modality.ASKED):
        return own
    layout, slot = clauses.layout, choice.slot
    if layout.span(slot).continues == before.slot.quoted:
        return own._replace(modality=earlier)
    if before.slot.sentence == slot.sentence:
        start, end = layout.span(before.slot).outer_end, layout.span(slot).outer_start
        return own._replace(modality=earlier) if _JOINED.match(layout.document.text[start:end]) else own
    sentences = layout.document.sentences
    goes_on = choice.carried and sentences[slot.sentence].paragraph == sentences[before.slot.sentence].paragraph
    return own._replace(modality=earlier) if goes_on and earlier is Modality.NOT_YET_SAID else own


def _judged(clauses: ReportingClauses, choice: Choice) -> Judgement:
    """Returns the judgement by the quotation's sentence and the beginning of the next one."""
    layout, slot = clauses.layout, choice.slot
    span = layout.span(slot)
    sentence = layout.document.sentences[slot.sentence]
    following = _following(layout, slot, span)
    if not clauses.cues(slot.sentence) & (DOUBTS | SPEECH) and not following:
        return SAID
    words = clauses.masked(slot.sentence).replace("’", "'")
    at, end = span.outer_start - sentence.start, span.outer_end - sentence.start
    low = words.rfind(QUOTED_CHARACTER, 0, max(0, at)) + 1
    high = words.find(QUOTED_CHARACTER, end)
    before, after = words[low:at], words[end : high if high >= 0 else len(words)]
    if low and _BUT_NOT.match(before):
        return Judgement(Modality.NOT_SAID)
    question = layout.document.text[span.end - 1] == "?"
    mention = layout.mentions[choice.mention] if choice.mention >= 0 else None
    behind = mention is not None and mention.sentence == slot.sentence and mention.start >= span.outer_end
    asks = after.lstrip().startswith("?") or after.rstrip().endswith("?")
    if mention is None and _SO_CALLED.search(before):
        return SAID
    act = _act_before(before, question=question, follows=behind, asks=asks)
    origin = low
    if act is None and not low and question and _QUESTION_BEHIND.match(after):
        return Judgement(Modality.ASKED, nobody=True)
    behind = behind or (choice.carried and not before.strip())
    if act is None and (behind or mention is None):
        act, origin = _act_behind(after, credited=behind), end
    modality = act.modality if act is not None else Modality.SAID
    if modality is Modality.SAID and _UNVERIFIED.search(before):
        modality = Modality.DISPUTED
    modality = taken_back(modality, before, after, following, lambda: _is_passed_on(layout, choice))
    asker = _asker(layout, choice, words, low, at, end, sentence.start) if question else None
    if asker is not None:
        return Judgement(Modality.SAID if modality is Modality.ASKED else modality, asker)
    if modality is Modality.ASKED or (act is not None and act.nobody):
        return Judgement(modality, nobody=True)
    return Judgement(modality, _whose(layout, choice, act, modality, origin + sentence.start, after))


def _is_passed_on(layout: Layout, choice: Choice) -> bool:
    return any(party.role is Role.REPORTED_BY for party in parties(layout, choice))


_ASKS = re.compile(
    r"(?<!\bwas\s)(?<!\bwere\s)(?<!\bbeen\s)(?<!\bwhen\s)(?<!\bbeing\s)\basked\s(?!\s*by\b)[^,;:]{1,40}[:,]?\s{0,2}\Z"
)
_ASKED_BY = re.compile(r"\A\W*(?:[\w.'-]+\s+){1,6}?(?:was|were|is|been)\s+(?:\w+\s+)?asked\s+by\s")


def _asker(layout: Layout, choice: Choice, words: str, low: int, at: int, end: int, start: int) -> int | None:
    """Returns the mention that is told to ask a question if another one is credited (*when a guard asked Okafor “…”* →
    the guard), or None.
    """
    mentions = range(*layout.first_mention[choice.slot.sentence : choice.slot.sentence + 2])
    by = _ASKED_BY.match(words[end:])
    if by is not None:
        return next((p for p in mentions if layout.mentions[p].full_start >= start + end + by.end()), None)
    asks = _ASKS.search(words[low:at])
    if asks is None:
        return None
    verb = start + low + asks.start()
    before = [p for p in mentions if start + low <= layout.mentions[p].start < verb]
    return before[-1] if before else None


_CAN_TAKE_BACK = re.compile(
    r"\b(?=[dncr])(?:den(?:y|ie)|not |never |doubt|(?:dis|con)test|dispute|re(?:ject|pudiate)|dis(?:own|avow))|n['’]t "
)


def _following(layout: Layout, slot: Slot, span: QuotedSpan) -> str:
    """Returns the beginning of the next sentence of the paragraph, up to a quotation; empty if it can take nothing
    back.
    """
    document = layout.document
    sentence = document.sentences[slot.sentence]
    stop = document.paragraphs[sentence.paragraph].end
    start, stop = max(sentence.end, span.outer_end), min(stop, sentence.end + LOOK)
    if not _CAN_TAKE_BACK.search(document.text, start, stop):
        return ""
    words = document.text[start:stop].replace("’", "'")
    return re.split(r"[“\"‘]|(?<=\w[.;])\s", words.lstrip(), maxsplit=1)[0]


def _act_before(before: str, *, question: bool, follows: bool, asks: bool) -> Act | None:
    """Returns the outermost act of speech in the last clause before a quotation that has one, or None if it doesn't
    govern the quotation.
    """
    words = _ASIDE.sub(lambda found: " " * len(found[0]), before)
    if asks and _INVERTED.match(words):
        return Act(Modality.HYPOTHETICAL, 0, len(words.rstrip()))
    bounds = [0, *[found.end() for found in _PARTS.finditer(words)], len(words)]
    if is_named_so(words):
        return None
    if is_shunned(words):
        return Act(Modality.NOT_SAID, 0, len(words.rstrip()))
    last = True
    for start, end in zip(reversed(bounds[:-1]), reversed(bounds[1:]), strict=True):
        part = words[start:end]
        if not part.strip(_MARKS):
            if words[:start].endswith(";"):
                return None
            continue
        act = first_act(part.rstrip(_MARKS))
        if act is not None:
            act = act._replace(start=act.start + start, end=act.end + start)
            comma = words[:end].rstrip().endswith(",") and not words[end:].strip()
            return act if _governs(act, words, question=question, last=last, comma=comma, follows=follows) else None
        last = False
    return None


FAR = 8
"""Words between an imagined act and a quotation from which on the quotation belongs to something else."""


def _governs(act: Act, words: str, *, question: bool, last: bool, comma: bool, follows: bool) -> bool:
    """Tests whether an *act* found in the *words* before a quotation is the one that the quotation belongs to."""
    if act.modality is Modality.SAID:
        return True
    between = words[act.end :]
    if act.modality is Modality.ASKED:
        answer = first_act(between)
        if not last or (answer is not None and answer.modality is Modality.SAID):
            return False
        return question or (bool(_WHETHER.search(between)) and not comma)
    if comma and follows:
        return False
    if act.modality is Modality.HYPOTHETICAL and ((comma and between.strip(_MARKS)) or len(between.split()) > FAR):
        return False
    return last or act.modality is Modality.NOT_YET_SAID


def _act_behind(after: str, *, credited: bool) -> Act | None:
    """Returns the outermost act of speech in the first clause behind a quotation that has one, or None."""
    bounds = [0, *[found.end() for found in _PARTS.finditer(after)], len(after)]
    if _MESSAGE.match(after):
        return Act(Modality.NOT_YET_SAID, 0, len(after))
    for start, end in pairwise(bounds):
        act = first_act(after[start:end])
        if act is None:
            continue
        if not credited and not _IS_WHAT.match(after):
            return None
        return act._replace(start=act.start + start, end=act.end + start)
    return None


_NAMED = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.NAME)
_NOBODY = frozenset({"nobody", "no one", "none", "no-one", "one", "you"})
_CREDITED_TO = re.compile(
    r"\A\W*(?:(?:is|was|are|were|has\s+been)\s+)?(?:\w+\s+)?(?:attributed|credited|ascribed)\s+to\b"
)


def _whose(layout: Layout, choice: Choice, act: Act | None, modality: Modality, origin: int, after: str) -> int | None:
    """Returns the mention that an *act* at *origin* belongs to if it isn't the one credited or nobody is credited, else
    None.
    """
    credited = _CREDITED_TO.match(after) if modality in (Modality.NOT_SAID, Modality.DISPUTED) else None
    if credited is None and (act is None or (modality is Modality.SAID and not act.affirmed)):
        return None
    slot, span = choice.slot, layout.span(choice.slot)
    mentions = [
        position
        for position in range(*layout.first_mention[slot.sentence : slot.sentence + 2])
        if layout.mentions[position].kind is not MentionKind.PLACE and layout.mentions[position].head != "it"
    ]
    if credited is not None:
        start = span.outer_end + credited.end()
        return next((p for p in mentions if layout.mentions[p].start >= start), None)
    if act is None:
        return None
    start, end = origin + act.start, origin + act.end
    inside = [p for p in mentions if start <= layout.mentions[p].start < end]
    named = [p for p in inside if layout.mentions[p].kind in _NAMED]
    if choice.mention >= 0:
        own = layout.mentions[choice.mention]
        by = act.affirmed and layout.document.text[start:end].endswith("by")
        if own.head.lower() not in _NOBODY and not by:
            other = modality is not Modality.SAID and own.sentence == slot.sentence and own.end <= start
            return named[-1] if other and named else None
        inside = []
    behind = [p for p in mentions if end <= layout.mentions[p].start < span.outer_start]
    if act.affirmed and behind and layout.mentions[behind[0]].start - end <= 1:
        return behind[0]
    before = [p for p in mentions if origin <= layout.mentions[p].start < start]
    later = [p for p in mentions if layout.mentions[p].start >= span.outer_end]
    return named[-1] if named else inside[-1] if inside else before[-1] if before else later[0] if later else None


REACH = 120
"""Characters before a nested quotation that are looked at."""
NEAR = 4
"""Most words between a verb and the nested quotation that it governs."""
_STOP = re.compile(r"[.;!?]\s")


def judge_nested(document: Document, span: QuotedSpan) -> Modality:
    """Returns the modality that the quotation around a nested one gives it: *I never said* denies, *she never said*
    disputes.
    """
    assert span.parent is not None
    outer = document.quoted[span.parent]
    words = document.text[max(outer.start, span.outer_start - REACH) : span.outer_start].replace("’", "'")
    starts = [found.end() for found in _STOP.finditer(words)]
    words = words[starts[-1] if starts else 0 :]
    act = first_act(words.rstrip(" ,:"))
    if act is None or act.modality is Modality.ASKED or len(words[act.end :].split()) > NEAR:
        return Modality.SAID
    if act.modality is Modality.NOT_SAID:
        own = re.search(r"\b(?:I|We|we)\b", words[: act.end])
        return Modality.DENIED if own else Modality.DISPUTED
    return act.modality
