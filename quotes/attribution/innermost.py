"""Finds the speaker where somebody reports what somebody else said: the one whose clause leads straight to the
words.
"""

import re
from collections.abc import Sequence

from quotes.attribution.clauses import TAKES
from quotes.attribution.layout import Layout, Slot
from quotes.attribution.unit_kinds import AUXILIARIES, FINITE, LETTER_OF, MENTIONS, SPEECH_VERBS, UnitKind, one_of
from quotes.attribution.units import Unit
from quotes.english.nouns import NounClass, speaker_class
from quotes.model import MentionKind

_APART = frozenset({UnitKind.QUOTATION, *",:;&"})
"""Units that end the way from a reporting verb to the clause it reports."""
_OPENS = frozenset({UnitKind.THAT, UnitKind.IF})
_SAYS = frozenset({UnitKind.NAME, UnitKind.PRONOUN, UnitKind.BODY, UnitKind.NOUN})
_ENDS = frozenset({UnitKind.QUOTATION, UnitKind.ACCORDING, *SPEECH_VERBS, *";:"})
"""Units behind which a claim is no longer told of."""


def innermost(layout: Layout, slot: Slot, mention: int) -> int:
    """Returns the mention of the inner speaker if *mention* only reports somebody else: *Grant said Okafor called it “a
    mess”* → Okafor. Otherwise returns *mention*.

    The corpus annotates both; we credit the speaker whose verb stands last before the quotation, and keep the other
    as the teller.  Only where the inner verb reports words and the outer clause leads straight to it.
    """
    if mention < 0 or layout.mentions[mention].sentence != slot.sentence:
        return mention
    mention = _head_of_phrase(layout, slot, mention)
    units, at = layout.units[slot.sentence], layout.unit_of[mention]
    if at >= slot.unit:
        quoted = _quoted_by(layout, slot, at, len(units))
        return quoted if quoted >= 0 else _told_by(layout, slot, mention)
    replying = _replying(layout, slot, at)
    if replying >= 0:
        return replying
    claimed = _claimed(layout, slot, at)
    if claimed < 0:
        claimed = _quoted_by(layout, slot, at, slot.unit)
    if claimed >= 0:
        return claimed
    verb = next((i for i in range(at + 1, slot.unit) if units[i].kind in SPEECH_VERBS and not units[i].region), -1)
    apart = verb > 0 and any(units[i].kind in _APART for i in range(at + 1, verb))
    if verb < 0 or (apart and (units[verb].word in TAKES or not _is_aside(units, at + 1, verb))):
        return mention
    i = verb + 1
    if i + 1 < slot.unit and units[i].mention >= 0 and units[i + 1].kind == UnitKind.THAT:
        i += 1  # to whom it was told
    if i < slot.unit and units[i].kind in _OPENS:
        i += 1
    subject = -1
    while i < slot.unit and units[i].kind not in FINITE:
        if units[i].mention >= 0:
            subject = i
        elif units[i].kind != UnitKind.OWNS:
            return mention
        i += 1
    if subject < 0 or i >= slot.unit or subject != i - 1:
        return mention
    if units[i].kind == UnitKind.HAVE and i + 1 < slot.unit:
        i += 1  # *had told*
    if units[i].kind != UnitKind.REPORTS:
        return mention
    inner = layout.first_mention[slot.sentence] + units[subject].mention
    return mention if layout.mentions[inner].head == "it" else inner


def _is_aside(units: Sequence[Unit], start: int, end: int) -> bool:
    """Tests whether the units from *start* up to *end* are one aside between two commas: *, who lives near,*."""
    kinds = [unit.kind for unit in units[start:end]]
    return len(kinds) > 1 and kinds[0] == kinds[-1] == "," and _APART.isdisjoint(kinds[1:-1])


def _told_by(layout: Layout, slot: Slot, mention: int) -> int:
    """Returns the mention who said the words if *mention* is only the record (*“…,” Okafor said, according to a
    transcript* → Okafor), else *mention*.
    """
    units, at = layout.units[slot.sentence], layout.unit_of[mention]
    record = (
        layout.mentions[mention].kind is MentionKind.NOUN
        and speaker_class(layout.mentions[mention].head) is NounClass.DOCUMENT
    )
    told = next((i for i in range(slot.unit + 1, at) if units[i].kind == UnitKind.ACCORDING), -1)
    if not record or told < 0:
        return mention
    for i in range(slot.unit + 1, told):
        beside = (units[j].kind in SPEECH_VERBS for j in (i - 1, i + 1) if slot.unit < j < told)
        if units[i].mention >= 0 and units[i].kind in _SAYS and any(beside):
            return layout.first_mention[slot.sentence] + units[i].mention
    return mention


_REPLIES = re.compile(
    rf"Q,?(?:{one_of(MENTIONS)}{one_of(SPEECH_VERBS)}|{one_of(SPEECH_VERBS)}{one_of(MENTIONS)})[^Q;]*"
    rf"&(?P<who>{one_of(MENTIONS)}){one_of(AUXILIARIES)}*{one_of(SPEECH_VERBS)}[,:]?\Z"
)
"""A clause behind its own quotation, and the next clause up to the quotation that it reports."""


def _replying(layout: Layout, slot: Slot, at: int) -> int:
    """Returns the mention whose words these are in *“…,” Okafor said and Grant replied “…”*, where Okafor is unit *at*
    → Grant; or -1.
    """
    units = layout.units[slot.sentence]
    if "Q" not in units.letters[:at]:
        return -1
    row = layout.rows[slot.sentence, 0]
    found = _REPLIES.search(row.letters, 0, row.at[slot.unit])
    if found is None or not found.start() < row.at[at] < found.start("who"):
        return -1
    return layout.first_mention[slot.sentence] + row.units[found.start("who")].mention


def _quoted_by(layout: Layout, slot: Slot, at: int, end: int) -> int:
    """Returns the mention whose words unit *at* only quotes (*a blog quoted Okafor as saying “…”* → Okafor), or -1.

    *accused Okafor of saying* is such a construction too. Units from *end* on are not looked at.
    """
    units = layout.units[slot.sentence]
    for i in range(at + 1, end - 2):
        quotes = units[i].word in _QUOTES
        if (quotes or units[i].word in _ACCUSES) and units[i + 1].mention >= 0:
            telling = next((j for j in range(i + 2, end - 1) if units[j].kind in _HOW and _is_saying(units[j + 1])), -1)
            if telling > 0 and all(u.mention >= 0 or u.region or u.kind in _ATTACHES for u in units[i + 1 : telling]):
                return layout.first_mention[slot.sentence] + units[i + 1].mention
            if quotes:
                return -1
        if units[i].kind in _ENDS:
            return -1
    return -1


_M = one_of(MENTIONS)
_PHRASE = re.compile(
    rf"""
    (?: (?P<text>[st]) (?:[{LETTER_OF["from"]}{LETTER_OF["by"]}](?:{_M}{LETTER_OF["'s"]})?{_M})? {LETTER_OF["to"]}
      | (?P<people>c) (?: {LETTER_OF["of"]} | (?P<led>v) {LETTER_OF["by"]} )
      | (?P<name>n) , [{LETTER_OF["of"]}{LETTER_OF["from"]}{LETTER_OF["at"]}] ) \Z
    """,
    re.VERBOSE,
)
"""What stands before a name that only belongs to a phrase: *a message to Grant*, *allies of Grant*."""
_TELLS = frozenset({UnitKind.REPORTS, UnitKind.REPORT})
"""Kinds of verbs that such a phrase may stand in front of."""
_LED = frozenset("backed headed led represented".split())
_PEOPLE = frozenset({NounClass.PERSON, NounClass.PEOPLE, NounClass.GROUP})
_CLOSE = frozenset("allies ally opponents opponent partner partners rival rivals supporters supporter".split())
"""Nouns for people that firms are called as well."""


def _head_of_phrase(layout: Layout, slot: Slot, mention: int) -> int:
    """Returns the head of the phrase in front of a reporting verb that *mention* only belongs to, else *mention*.

    *A message from Okafor to Grant read “…”* → the message; *allies of Grant say* → the allies; *Okafor, of Tarn, said*
    → Okafor.
    """
    units, at = layout.units[slot.sentence], layout.unit_of[mention]
    behind = at + 1
    if units[at].kind != UnitKind.PRONOUN and behind < len(units) and units[behind].kind == ",":
        behind = next((i for i in range(behind, slot.unit) if not units[i].region and units[i].kind != ","), behind)
    if at < 2 or behind >= len(units) or units[behind].kind not in _TELLS:
        return mention
    found = _PHRASE.search(units.letters, 0, at)
    if found is None:
        return mention
    group = "people" if found["people"] else "text" if found["text"] else "name"
    head = layout.first_mention[slot.sentence] + units[found.start(group)].mention
    if group == "people":
        noun = layout.mentions[head].head
        if speaker_class(noun) not in _PEOPLE and noun not in _CLOSE:
            return mention
        if found["led"] and units[found.start("led")].word not in _LED:
            return mention
    elif group == "text" and behind != at + 1:
        return mention
    return head


_HOW = ("as", "of")
_ATTACHES = frozenset({UnitKind.OWNS, "at", "in", "from", "for", "of", "on", "with", ",", "&", "(", ")"})


def _is_saying(unit: Unit) -> bool:
    return unit.kind == UnitKind.REPORTING


_ACCUSES = frozenset({"accused", "accuses", "accuse", "accusing"})
_QUOTES = frozenset({"quoted", "quotes", "quote", "quoting", "cited", "cites"})


def _claimed(layout: Layout, slot: Slot, at: int) -> int:
    """Returns the mention whose claim, behind unit *at*, the words are (*blamed the media for Okafor's claim that it
    was “a mess”*), or -1.

    It is the owner's mention, or the mention of the claim itself if a pronoun owns it.
    """
    units = layout.units[slot.sentence]
    first = layout.first_mention[slot.sentence]
    for i in range(slot.unit - 1, at + 1, -1):
        if units[i].kind in _ENDS:
            return -1
        if units[i].kind == UnitKind.SPEECH and units[i + 1].kind == UnitKind.THAT:
            if units[i - 1].kind == UnitKind.OWNS and units[i - 2].mention >= 0 and i - 2 > at:
                return first + units[i - 2].mention
            mention = layout.mentions[first + units[i].mention]
            owned = layout.document.sentences[slot.sentence].tags[mention.first] == "PRP$"
            return first + units[i].mention if owned else -1
    return -1
