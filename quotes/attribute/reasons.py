"""What decided: a code for each attribution, the words of its cue, and why nobody is credited."""

from enum import StrEnum

from quotes.attribute.ranking import Choice
from quotes.attribute.scene import Scene
from quotes.attribute.units import Unit


class Reason(StrEnum):
    """Codes, short enough for a filter in a spreadsheet."""

    NAME_THEN_VERB = "name-then-verb"
    VERB_THEN_NAME = "verb-then-name"
    ACCORDING_TO = "according-to"
    NAME_THEN_COLON = "name-then-colon"
    POSSESSIVE = "possessive"
    SAME_SENTENCE = "same-sentence"
    SENTENCE_BEFORE = "sentence-before"
    SENTENCE_AFTER = "sentence-after"
    CARRIED_OVER = "carried-over"
    REOPENED = "re-opened"
    TURN = "turn"
    BYLINE_BEHIND = "byline-behind"
    WITHIN_QUOTATION = "within-quotation"


class Uncredited(StrEnum):
    """Why a stretch in marks has no speaker."""

    WORK_TITLE = "work-title"
    SCARE_QUOTE = "scare-quote"
    TERM = "term"
    NOBODY_NAMED = "nobody-named"
    SPEAKER_NOT_TOLD = "speaker-not-told"
    FIRST_PERSON = "first-person"
    QUESTIONER = "questioner"
    NOT_SPEECH = "not-speech"


def reason_of(scene: Scene, choice: Choice) -> Reason:
    """The code for a credited *choice*."""
    place, mention = choice.place, choice.mention
    if scene.span(place).continues is not None:
        return Reason.REOPENED
    if choice.carried:
        return Reason.CARRIED_OVER
    sentence = scene.mentions[mention].sentence
    if sentence < place.sentence:
        return Reason.SENTENCE_BEFORE
    if sentence > place.sentence:
        return Reason.SENTENCE_AFTER
    units, at = scene.units[sentence], scene.unit_of[mention]
    if _before(units, at) in ("acc", "to") and any(u.kind == "acc" for u in units[max(0, at - 3) : at]):
        return Reason.ACCORDING_TO
    verb = _cue_unit(units, at, place.unit)
    if verb is not None:
        return Reason.VERB_THEN_NAME if verb < at else Reason.NAME_THEN_VERB
    following = units[at + 1].kind if at + 1 < len(units) else ""
    if following == ":":
        return Reason.NAME_THEN_COLON
    return Reason.POSSESSIVE if following == "'s" else Reason.SAME_SENTENCE


def _before(units: list[Unit], at: int) -> str:
    return units[at - 1].kind if at else ""


def _cue_unit(units: list[Unit], at: int, quoted: int) -> int | None:
    """The position of the reporting verb that belongs to the mention at *at*: between it and the quotation, right
    before it (inverted), or right after it."""
    if at and units[at - 1].kind[0] == "S":
        return at - 1
    region = units[at].region
    after = range(at + 1, quoted if quoted > at else min(len(units), at + 9))
    last: int | None = None
    for i in after:
        if units[i].kind == "Q":
            break
        if units[i].kind[0] == "S" and units[i].region in (0, region):
            if quoted < at:
                return i
            last = i
    if last is None and quoted < at:
        between = [i for i in range(quoted + 1, at) if units[i].kind[0] == "S"]
        last = between[-1] if between else None
    return last


def cue_of(scene: Scene, choice: Choice) -> tuple[int, int] | None:
    """Offsets of the words that report a credited quotation: a verb or *according to*; None where there are none."""
    mention = choice.mention
    if mention < 0 or choice.carried:
        return None
    sentence = scene.mentions[mention].sentence
    units, at = scene.units[sentence], scene.unit_of[mention]
    tokens = scene.document.sentences[sentence].tokens
    for i in range(max(0, at - 3), at):
        if units[i].kind == "acc" and i + 1 < len(units):
            last = units[i + 1] if units[i + 1].kind == "to" else units[i]
            return tokens[units[i].first].start, tokens[last.first].end
    quoted = choice.place.unit if sentence == choice.place.sentence else len(units)
    if sentence > choice.place.sentence:
        quoted = -1
    verb = _cue_unit(units, at, quoted)
    if verb is None:
        return None
    token = tokens[units[verb].first]
    return token.start, token.end


def uncredited(choice: Choice) -> Uncredited:
    """Why nobody is credited, by the look of the words."""
    facts = choice.facts
    if facts.shape in ("T", "A") or (facts.shape == "t" and facts.length == "1" and not facts.low):
        return Uncredited.WORK_TITLE
    if facts.length in ("1", "2", "4"):
        return Uncredited.SCARE_QUOTE
    return Uncredited.NOBODY_NAMED
