"""Finds further parties to a quotation: joint speakers, the body a spokesperson speaks for, and who reported it."""

import re
from typing import NamedTuple

from quotes.attribution.choices import Choice
from quotes.attribution.joint_speakers import joint_with
from quotes.attribution.layout import Layout
from quotes.attribution.unit_kinds import AUXILIARIES, MENTIONS, SPEECH_VERBS, UnitKind, one_of
from quotes.attribution.units import Units
from quotes.model import MentionKind, Role


class Party(NamedTuple):
    """A further party: its role and the position of the mention that names it."""

    role: Role
    mention: int


_PROPER = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.NAME, MentionKind.PLACE)
_FOR = frozenset(
    "spokesman spokeswoman spokesperson spokesmen spokeswomen spokespeople lawyer attorney representative "
    "publicist".split()
)
"""Head nouns of people who speak for others."""


def parties(layout: Layout, choice: Choice) -> tuple[Party, ...]:
    """Returns the further parties of a credited *choice*, joint speakers first. If the speaker is carried over, only
    joint speakers of the quotation's own sentence count.
    """
    if choice.mention < 0:
        return ()
    if choice.carried:
        here = layout.mentions[choice.mention].sentence == choice.slot.sentence
        return tuple(_joint(layout, choice)) if here else ()
    found = _joint(layout, choice) + _spoken_for(layout, choice.mention) + _teller(layout, choice)
    return tuple(found)


def _joint(layout: Layout, choice: Choice) -> list[Party]:
    """Returns the joint speakers: names joined to the mention by *and* and commas (*Okafor and Grant said*)."""
    if layout.mentions[choice.mention].kind not in _PROPER:
        return []
    return [Party(Role.JOINT, each) for each in joint_with(layout, choice.slot, choice.mention)]


def _spoken_for(layout: Layout, mention: int) -> list[Party]:
    """Returns the party for whom the *mention* speaks, if it is a spokesperson, else nothing.

    *a spokeswoman for the Authority*, *Jo Grant, spokesman for the union*, *Authority spokesman Jo Grant*.
    """
    own = layout.mentions[mention]
    words = own.head if own.kind is MentionKind.NOUN else own.role.lower()
    if not words or not any(word.strip(".,;") in _FOR for word in words.split()):
        return []
    for i in range(mention + 1, min(len(layout.mentions), mention + 5)):
        other = layout.mentions[i]
        if other.sentence != own.sentence or other.start >= own.full_end:
            break
        if other.kind in _PROPER and other.start >= own.end:
            return [Party(Role.FOR, i)]
    for i in range(mention - 1, max(-1, mention - 3), -1):
        other = layout.mentions[i]
        if other.sentence == own.sentence and own.full_start <= other.start < own.start and other.kind in _PROPER:
            return [Party(Role.FOR, i)]
    return []


def denied_for(layout: Layout, mention: int) -> int:
    """Returns the person for whom the *mention* speaks (*a spokeswoman for Okafor denied that she had said it*), or
    *mention* itself if it speaks for no person.
    """
    if mention < 0:
        return mention
    spoken_for = [party.mention for party in _spoken_for(layout, mention)]
    person = [each for each in spoken_for if layout.mentions[each].kind is MentionKind.PERSON]
    return person[0] if person else mention


_TELLS = frozenset("said says say told tells reported reports recalled recalls testified claimed claims".split())
_TRAILING = re.compile(rf",?{one_of(MENTIONS)}?,?(?P<who>{one_of(MENTIONS)}),?S{one_of(MENTIONS)}?\.?\Z")


def _teller_behind(units: Units, at: int, quoted: int) -> int:
    """Returns the sentence's mention that reports the words from behind them (*Okafor will tell them “…”, her lawyer
    said*), or -1.

    The speaker, unit *at*, must have a verb of their own before the words.
    """
    if not any(units[i].kind in SPEECH_VERBS for i in range(at + 1, quoted)):
        return -1
    found = _TRAILING.match(units.letters, quoted + 1)
    if found is None:
        return -1
    verb = next(unit for unit in units[found.start("who") :] if unit.kind == UnitKind.REPORTS)
    return units[found.start("who")].mention if verb.word in _TELLS else -1


def _teller(layout: Layout, choice: Choice) -> list[Party]:
    """Returns the party who reports what the speaker said, as the subject of the reporting verb that governs the
    speaker's clause: *Grant said Okafor told him: "…"*.
    """
    own = layout.mentions[choice.mention]
    if own.sentence != choice.slot.sentence:
        return []
    units, at = layout.units[own.sentence], layout.unit_of[choice.mention]
    if choice.slot.unit < at:
        return []
    behind = _teller_behind(units, at, choice.slot.unit)
    if behind >= 0:
        return [Party(Role.REPORTED_BY, layout.first_mention[own.sentence] + behind)]
    i = at - 1
    if i >= 0 and units[i].kind == UnitKind.THAT:
        i -= 1
        if (
            i > 1
            and units[i].kind == UnitKind.SPEECH
            and units[i - 1].kind == UnitKind.OWNS
            and units[i - 2].mention >= 0
        ):
            return [Party(Role.REPORTED_BY, layout.first_mention[own.sentence] + units[i - 2].mention)]
        if i > 0 and units[i].mention >= 0 and units[i - 1].kind in SPEECH_VERBS:
            i -= 1  # to whom it was told
    if (
        i < 1
        or units[i].kind not in SPEECH_VERBS
        or not any(u.kind in SPEECH_VERBS for u in units[at + 1 : choice.slot.unit])
    ):
        return []
    for j in range(i - 1, -1, -1):
        if units[j].mention >= 0:
            teller = layout.first_mention[own.sentence] + units[j].mention
            return [Party(Role.REPORTED_BY, teller)] if j == i - 1 else []
        if units[j].kind not in AUXILIARIES:
            break
    return []
