"""Finds joint speakers: *Okafor, who leads the union, and Grant said …*, but not *“…,” said Okafor, and Grant
replied*.

Names are tied by *and* and by commas.  What stands behind the last of them tells whether they speak together: where
the verb of speech is in front of them (*said Okafor and Grant*), a verb behind is the last one's own, and *and*
begins another clause.
"""

from collections.abc import Sequence

from quotes.attribution.layout import Layout, Slot
from quotes.attribution.unit_kinds import FINITE, SOURCE, SPEECH_VERBS, UnitKind
from quotes.attribution.units import Unit
from quotes.english.titles import TITLES
from quotes.model import MentionKind, Sentence

_BEFORE_SUBJECT = frozenset({UnitKind.QUOTATION, UnitKind.THAT, UnitKind.IF, *".,;:-"})
"""Units behind which the subject of a sentence or clause stands; so it does where there are none."""
_LONGEST_CLAUSE = 14
"""Most units of a relative clause that is passed."""
_PROPER = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.NAME, MentionKind.PLACE)


def joint_with(layout: Layout, slot: Slot, mention: int) -> list[int]:
    """Returns the positions of the mentions who say the quotation at *slot* together with the proper name at *mention*,
    in reading order; empty if it speaks alone.
    """
    number = layout.mentions[mention].sentence
    units, at = layout.units[number], layout.unit_of[mention]
    if "&" not in units.letters:
        return []
    region = units[at].region
    row = layout.rows[number, region]
    names = _Names(layout, number, row.units)
    here = row.at[at]
    beside = row.units[max(0, here - 1) : here + 2]
    if all(unit.kind not in ("&", ",") for unit in beside):
        return []
    said_before = slot.sentence < number or (slot.sentence == number and slot.unit < at)
    found = names.in_front(here, inverted=said_before) + names.behind(here)
    if not found:
        return []
    first, last = min(here, *found), max(here, *found)
    if said_before and names.is_reported_in_front(first) and names.has_own_verb(last):
        return []
    return [names.mention(i) for i in found]


def first_of_joint(layout: Layout, slot: Slot, mention: int) -> int:
    """Returns the first of those who say the quotation at *slot* together with *mention*; itself where it is alone.

    Only names of its own kind count: in *Chief Executive Officer and President Dana Okafor* the first is a title.
    """
    kind = layout.mentions[mention].kind
    if kind not in _PROPER:
        return mention
    found = [each for each in joint_with(layout, slot, mention) if layout.mentions[each].kind is kind]
    return min([mention, *(each for each in found if layout.mentions[each].head.split()[-1].lower() not in TITLES)])


class _Names:
    """Reads the units of a sentence, without its asides, as a list of names."""

    def __init__(self, layout: Layout, sentence: int, units: Sequence[Unit]) -> None:
        self._mentions = layout.mentions
        self._first = layout.first_mention[sentence]
        self._sentence: Sentence = layout.document.sentences[sentence]
        self._units = units

    def mention(self, i: int) -> int:
        """Returns the position of the mention that is unit *i*."""
        return self._first + self._units[i].mention

    def behind(self, here: int) -> list[int]:
        """Returns the names that follow the one at *here* and are joined to it, as far as the first behind *and*; empty
        without an *and*.
        """
        found: list[int] = []
        i, seen_and = self._past_relative(here + 1), False
        while i < len(self._units):
            if self._is_and(i):
                seen_and = True
            elif self._is_name(i) and self._units[i - 1].kind in ("&", ","):
                found.append(i)
                if seen_and:
                    break
                i = self._past_relative(i + 1)
                continue
            elif self._units[i].kind != ",":
                break
            i += 1
        return found if seen_and else []

    def in_front(self, here: int, *, inverted: bool) -> list[int]:
        """Returns the names joined to the one at *here* that stand before it; *here* must be the last and have *and*
        before it.

        The first of them is a subject or, where the words are *inverted*, follows the verb of speech.
        """
        if not here or not self._is_and(here - 1):
            return []
        found: list[int] = []
        i = here - 2
        while True:
            if i > 0 and self._units[i].kind == ",":
                i = self._before_relative(i - 1)
            if i < 0 or not self._is_name(i) or self._mentions[self.mention(i)].kind is MentionKind.PLACE:
                break
            found.insert(0, i)
            i -= 1
            if i < 0 or self._units[i].kind != ",":
                break
        while found:
            if self._begins_clause(found[0]) or (inverted and self.is_reported_in_front(found[0])):
                return found
            del found[0]  # the last of another list: *He met Wills, Okafor and Grant said …*
        return []

    def _begins_clause(self, i: int) -> bool:
        before = self._units[i - 1].kind if i else "."
        return before in _BEFORE_SUBJECT or (before == "&" and i > 1 and self._units[i - 2].kind == ",")

    def is_reported_in_front(self, i: int) -> bool:
        """Tests whether the words that report the name at *i* stand right before it: *said Okafor*, *according to
        Okafor*.
        """
        return i > 0 and (self._units[i - 1].kind in SPEECH_VERBS or self._units[i - 1].kind in SOURCE)

    def has_own_verb(self, i: int) -> bool:
        """Tests whether the name at *i* is the subject of a finite verb that follows it."""
        after = self._past_relative(i + 1)
        if after > i + 1:
            after += 1  # the comma that closes a relative clause
        kind = self._units[after].kind if after < len(self._units) else "."
        return kind in FINITE

    def _is_and(self, i: int) -> bool:
        unit = self._units[i]
        return unit.kind == "&" and self._sentence.lows[unit.first] == "and"

    def _is_name(self, i: int) -> bool:
        return self._units[i].mention >= 0 and self._mentions[self.mention(i)].kind in _PROPER

    def _opens_relative(self, i: int) -> bool:
        """Tests whether unit *i* is the comma before *who*."""
        if self._units[i].kind != "," or i + 1 >= len(self._units):
            return False
        after = self._units[i + 1]
        return after.mention >= 0 and self._mentions[self.mention(i + 1)].head in ("who", "which")

    def _past_relative(self, i: int) -> int:
        """Returns the position of the comma that closes a relative clause that begins at *i*, or *i* if none begins
        there.
        """
        if i >= len(self._units) or not self._opens_relative(i):
            return i
        for j in range(i + 2, min(len(self._units), i + _LONGEST_CLAUSE)):
            if self._units[j].kind == UnitKind.QUOTATION:
                break
            if self._units[j].kind == ",":
                return j
        return i

    def _before_relative(self, i: int) -> int:
        """Returns the position before a relative clause that ends at *i*, or *i* if none ends there."""
        for j in range(i, max(-1, i - _LONGEST_CLAUSE), -1):
            if self._opens_relative(j):
                return j - 1
            if self._units[j].kind in (UnitKind.QUOTATION, ","):
                break
        return i
