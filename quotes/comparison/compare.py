"""Compares two wordings: the one that is given, in a draft or another article, with the one that is stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from quotes.comparison.alignment import Group, Role, align
from quotes.comparison.changes import Change, ChangeKind, difference, form, span_of
from quotes.comparison.units import ELLIPSIS, Unit, units
from quotes.model import Span
from quotes.wording import fold

MOST_HIDDEN = 3
"""Most that the words behind an ellipsis, or between two stretches joined, count against the nearness."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of both texts that is the same, or differs by *change*; the spans are empty where one has nothing."""

    given: Span
    stored: Span
    change: Change | None = None


@dataclass(frozen=True)
class Comparison:
    """What a given wording makes of a stored one."""

    segments: tuple[Segment, ...]
    """Cover the words of both texts in order.  Words that moved are two segments with one and the same change."""
    common: int
    """Units (words, numbers) that both have at their place."""
    given_size: int
    stored_size: int
    unmatched: int
    """Units of either side that have no equal on the other, without what only one side has at an end."""
    beyond: int
    """Units of the given wording at an end where the stored one has ended."""

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every difference, in the order of the texts, each once; those that an editor may make and cuts too."""
        found: list[Change] = []
        for segment in self.segments:
            if segment.change is not None and not any(segment.change is change for change in found[-50:]):
                found.append(segment.change)
        return tuple(found)

    @property
    def is_exact(self) -> bool:
        """Whether the given words are the stored ones, or a stretch of them, but for what an editor may do."""
        return self.common > 0 and not any(change.is_alteration for change in self.changes)

    @property
    def alters_meaning(self) -> bool:
        """Whether a negation, number, name, quantifier or modal verb is dropped, added or changed.

        False doesn't say that the meaning is the same: other words may alter it too.
        """
        return self.common > 0 and any(change.alters_meaning for change in self.changes)

    @property
    def is_cut(self) -> bool:
        """Whether the stored wording goes on at either end."""
        return any(change.kind is ChangeKind.CUT for change in self.changes)

    @property
    def nearness(self) -> float:
        """Likeness from 0 to 1: twice the common units as a part of all that either side has where they overlap.

        A wording that is cut from the other has 1, whichever of the two is given; look at :attr:`common` too.
        """
        return 2 * self.common / (2 * self.common + self.unmatched) if self.common else 0.0

    @property
    def closeness(self) -> float:
        """Likeness from 0 to 1 as :attr:`nearness`, but what the given wording has beyond the stored one counts against
        it: what the store doesn't have is not confirmed.
        """
        return 2 * self.common / (2 * self.common + self.unmatched + self.beyond) if self.common else 0.0


def compare(given: str, stored: str) -> Comparison:
    """Returns what *given* makes of *stored*; offsets in the result are into these two texts.

    What *given* leaves out at an end is a cut, no alteration.  Takes time in proportion to the product of the
    lengths, a 64th of a step for two words.
    """
    ours, theirs = _without_end_ellipses(units(given)), _without_end_ellipses(units(stored))
    groups = align(ours, theirs)
    segments: list[Segment] = []
    common = unmatched = 0
    for group in groups:
        made = list(_segments(group, ours, theirs, given, stored))
        segments += made
        one, other = _sizes(group, made)
        common, unmatched = common + one, unmatched + other
    beyond = sum(group.given_end - group.given for group in groups if group.role is Role.BEYOND)
    with_moves = tuple(_with_moves(segments, given, stored))
    return Comparison(with_moves, common, len(ours), len(theirs), unmatched + _at_ends(groups), beyond)


def _segments(group: Group, ours: Sequence[Unit], theirs: Sequence[Unit], given: str, stored: str) -> Iterator[Segment]:
    """Yields the segments of *group*: one, or of equal units one for each stretch that is written alike."""
    here, there = ours[group.given : group.given_end], theirs[group.stored : group.stored_end]
    if group.role is not Role.SAME:
        change = difference(group, ours, theirs, given, stored)
        yield Segment(span_of(here, ours, group.given), span_of(there, theirs, group.stored), change)
        return
    pairs = list(zip(here, there, strict=True))
    for editing, alike in groupby(pairs, key=lambda pair: form(pair[0], pair[1], given, stored)):
        both = list(alike)
        one = Span(both[0][0].span.start, both[-1][0].span.end)
        other = Span(both[0][1].span.start, both[-1][1].span.end)
        change = None if editing is None else Change(ChangeKind.CHANGED, one, other, editing)
        yield Segment(one, other, change)


def _sizes(group: Group, made: Sequence[Segment]) -> tuple[int, int]:
    """Returns how many units *group* adds to what is common, and how many to what is unmatched."""
    here, there = group.given_end - group.given, group.stored_end - group.stored
    change = made[0].change
    if group.role is Role.SAME:
        return here, 0
    if group.role is not Role.DIFFERENT or change is None:
        return 0, 0
    if change.editing is not None:
        return min(here, there), 0
    if change.kind in (ChangeKind.ELLIPSIS, ChangeKind.JOINED):
        return 0, min(here + there, MOST_HIDDEN)
    return 0, here + there


def _at_ends(groups: Sequence[Group]) -> int:
    """Returns how many units are unmatched because both wordings go on differently at the same end."""
    at = next((place for place, group in enumerate(groups) if group.role is Role.SAME), len(groups))
    total = 0
    for end in (groups[:at], groups[at:]):
        beyond = sum(group.given_end - group.given for group in end if group.role is Role.BEYOND)
        cut = sum(group.stored_end - group.stored for group in end if group.role is Role.CUT)
        total += 2 * min(beyond, cut)
    return total


def _with_moves(segments: list[Segment], given: str, stored: str) -> list[Segment]:
    """Returns *segments* with words that are only in another place told as moved, whether dropped or cut there."""
    added = [
        at
        for at, segment in enumerate(segments)
        if segment.change is not None and segment.change.kind in (ChangeKind.ADDED, ChangeKind.BEYOND)
    ]
    for place in added:
        moved = fold(segments[place].given.of(given))
        for at, segment in enumerate(segments):
            change = segment.change
            if change is None or change.kind not in (ChangeKind.DROPPED, ChangeKind.JOINED, ChangeKind.CUT):
                continue
            if moved and fold(segment.stored.of(stored)) == moved:
                here = segments[place].given
                change = Change(ChangeKind.MOVED, here, segment.stored, touches=change.touches)
                segments[place] = replace(segments[place], change=change)
                segments[at] = replace(segment, change=change)
                break
    return segments


def _without_end_ellipses(found: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Returns *found* without the ellipses at its ends, which only say that the speaker began before or went on."""
    start, end = 0, len(found)
    while start < end and found[start].key == ELLIPSIS:
        start += 1
    while end > start and found[end - 1].key == ELLIPSIS:
        end -= 1
    return found[start:end]
