"""Names the reason of each attribution, finds the words of its cue, and says why nobody is credited."""

from quotes.attribution.choices import Choice
from quotes.attribution.layout import Layout
from quotes.attribution.quotation_surface import Shape
from quotes.attribution.unit_kinds import SOURCE, SPEECH_VERBS, UnitKind
from quotes.attribution.units import Unit
from quotes.model import Reason, Span, Uncredited


def cue_and_reason(layout: Layout, choice: Choice) -> tuple[Span | None, Reason]:
    """Returns the words that report a credited quotation, and the code for what decided.

    The words are a verb or *according to*; they are None if neither stands there.
    """
    slot = choice.slot
    reopened = layout.span(slot).continues is not None
    if choice.carried:
        return None, Reason.REOPENED if reopened else Reason.CARRIED_OVER
    number = layout.mentions[choice.mention].sentence
    units, at = layout.units[number], layout.unit_of[choice.mention]
    sentence = layout.document.sentences[number]
    beside = number - slot.sentence
    quoted = slot.unit if not beside else len(units) if beside < 0 else -1
    verb = _cue_unit(units, at, quoted)
    source = next((i for i in range(max(0, at - 3), at) if units[i].kind == UnitKind.ACCORDING), None)
    cue: Span | None = None
    if source is not None:
        last = units[source + 1] if units[source + 1].kind == "to" else units[source]
        cue = Span(sentence.starts[units[source].first], sentence.ends[last.first])
    elif verb is not None:
        cue = Span(sentence.starts[units[verb].first], sentence.ends[units[verb].first])
    if reopened:
        return cue, Reason.REOPENED
    if beside:
        return cue, Reason.SENTENCE_BEFORE if beside < 0 else Reason.SENTENCE_AFTER
    if source is not None and units[at - 1].kind in SOURCE:
        return cue, Reason.ACCORDING_TO
    if verb is not None:
        return cue, Reason.VERB_THEN_NAME if verb < at else Reason.NAME_THEN_VERB
    following = units[at + 1].kind if at + 1 < len(units) else ""
    if following == ":":
        return cue, Reason.NAME_THEN_COLON
    return cue, Reason.POSSESSIVE if following == "'s" else Reason.SAME_SENTENCE


def _cue_unit(units: list[Unit], at: int, quoted: int) -> int | None:
    """Returns the position of the reporting verb that belongs to the mention at *at* (between it and the quotation,
    right before it, or right after it), or None.
    """
    if at and units[at - 1].kind in SPEECH_VERBS:
        return at - 1
    region = units[at].region
    after = range(at + 1, quoted if quoted > at else min(len(units), at + 9))
    last: int | None = None
    for i in after:
        if units[i].kind == UnitKind.QUOTATION:
            break
        if units[i].kind in SPEECH_VERBS and units[i].region in (0, region):
            if quoted < at:
                return i
            last = i
    if last is None and quoted < at:
        between = [i for i in range(quoted + 1, at) if units[i].kind in SPEECH_VERBS]
        last = between[-1] if between else None
    return last


def uncredited(choice: Choice) -> Uncredited:
    """Returns the code for why nobody is credited, from how the words are written."""
    surface = choice.surface
    if surface.shape in (Shape.TITLE, Shape.CAPITALS) or (
        surface.shape is Shape.CAPITALISED and surface.length == "1" and not surface.low
    ):
        return Uncredited.WORK_TITLE
    if surface.length in ("1", "2", "4"):
        return Uncredited.SCARE_QUOTE
    return Uncredited.NOBODY_NAMED
