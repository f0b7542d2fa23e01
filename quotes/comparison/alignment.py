"""Aligns the units of two wordings, of which one may be cut from the other: what both share, and what lies between.

rapidfuzz finds the longest common subsequence; here a match that stands too far from the others is given up, so that
what is cut at an end stays one cut.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import Indel

from quotes.comparison.units import ELLIPSIS, Unit

GAP = 0.5
"""What a word between two matches costs, against 1 that a matched word gains."""
MOST_GAP = 3.5
"""Most that the words between two matches cost together: four words behind a long gap are still kept (two sentences
joined), three may be there by chance."""
ELLIPSIS_GAP = 0.5
"""Cost of a gap that an ellipsis announces."""
ENDS = 3
"""Most words at an end that are read as changed; of more that nothing answers to, the wording is said to go on."""


class Role(StrEnum):
    """What a group of the alignment is."""

    SAME = "same"
    DIFFERENT = "different"
    CUT = "cut"
    """The stored wording goes on at this end."""
    BEYOND = "beyond"
    """The given wording goes on at this end."""


class Group(NamedTuple):
    """A run of units of the given wording, ``[given, given_end)``, and what answers to it in the stored one."""

    role: Role
    given: int
    given_end: int
    stored: int
    stored_end: int


class _Block(NamedTuple):
    """Equal units of both: where the runs begin, and their length."""

    given: int
    stored: int
    size: int


def align(given: Sequence[Unit], stored: Sequence[Unit]) -> list[Group]:
    """Returns the alignment as groups that cover both wordings in order; none of them is empty on both sides."""
    given_keys, stored_keys = [unit.key for unit in given], [unit.key for unit in stored]
    blocks = _stretch(given_keys, stored_keys) or _common(given_keys, stored_keys)
    if not blocks:
        both = [
            Group(Role.BEYOND, 0, len(given), 0, 0),
            Group(Role.CUT, len(given), len(given), 0, len(stored)),
        ]
        return [group for group in both if group.given < group.given_end or group.stored < group.stored_end]
    blocks = _with_ends(blocks, given_keys, stored_keys)
    first, last = blocks[0], blocks[-1]
    groups = _head(first, stored)
    given_at, stored_at = first.given, first.stored
    for block in blocks:
        if given_at < block.given or stored_at < block.stored:
            groups.append(Group(Role.DIFFERENT, given_at, block.given, stored_at, block.stored))
        given_at, stored_at = block.given + block.size, block.stored + block.size
        groups.append(Group(Role.SAME, block.given, given_at, block.stored, stored_at))
    return groups + _tail(last, given, stored)


def _stretch(given: Sequence[str], stored: Sequence[str]) -> list[_Block]:
    """Returns the one block there is if one wording is a stretch of the other."""
    inside, whole = (f"\n{chr(10).join(keys)}\n" for keys in sorted((given, stored), key=len))
    at = whole.find(inside) if inside.strip() else -1
    if at < 0:
        return []
    before = whole.count("\n", 0, at)
    return [_Block(0, before, len(given)) if len(given) <= len(stored) else _Block(before, 0, len(stored))]


def _common(given: Sequence[str], stored: Sequence[str]) -> list[_Block]:
    return _nearest_run(_slid(_blocks(given, stored), given, stored), given)


def _blocks(given: Sequence[str], stored: Sequence[str]) -> list[_Block]:
    return [
        _Block(each.src_start, each.dest_start, each.src_end - each.src_start)
        for each in Indel.opcodes(given, stored)
        if each.tag == "equal"
    ]


def _slid(blocks: list[_Block], given: Sequence[str], stored: Sequence[str]) -> list[_Block]:
    """Returns *blocks* with each that stands apart from the next one only in the stored wording moved up to it, if the
    same words stand there too.
    """
    found: list[_Block] = []
    for block in reversed(blocks):
        following = found[-1] if found else None
        if following is not None and block.given + block.size == following.given:
            start = following.stored - block.size
            if given[block.given : following.given] == stored[start : following.stored]:
                found[-1] = _Block(block.given, start, block.size + following.size)
                continue
        found.append(block)
    return found[::-1]


def _nearest_run(blocks: list[_Block], given: Sequence[str]) -> list[_Block]:
    """Returns the run of neighbouring blocks whose matched words outweigh the gaps between them by most."""
    best, best_run, score, begin = 0.0, (0, 0), 0.0, 0
    for at, block in enumerate(blocks):
        if at:
            before = blocks[at - 1]
            passed = given[before.given + before.size : block.given]
            gap = max(len(passed), block.stored - before.stored - before.size)
            score -= ELLIPSIS_GAP if ELLIPSIS in passed else min(MOST_GAP, GAP * gap)
        if score < 0:
            score, begin = 0.0, at
        score += block.size
        if score >= best:
            best, best_run = score, (begin, at + 1)
    return blocks[slice(*best_run)]


def _with_ends(blocks: list[_Block], given: Sequence[str], stored: Sequence[str]) -> list[_Block]:
    """Returns *blocks* with what else matches close before the first and behind the last."""
    first, last = blocks[0], blocks[-1]
    low = max(0, first.stored - first.given - ENDS)
    head = _blocks(given[: first.given], stored[low : first.stored]) if first.given else []
    before = [_Block(each.given, each.stored + low, each.size) for each in head]
    given_end, stored_end = last.given + last.size, last.stored + last.size
    left = len(given) - given_end
    tail = _blocks(given[given_end:], stored[stored_end : stored_end + left + ENDS]) if left else []
    behind = [_Block(each.given + given_end, each.stored + stored_end, each.size) for each in tail]
    return _nearest_run([*before, *blocks, *behind], given)


def _head(first: _Block, stored: Sequence[Unit]) -> list[Group]:
    """Returns the groups before the first match: what is cut, then what is changed or goes beyond."""
    near = 0
    if first.given <= ENDS:
        while near < min(first.given, first.stored) and not stored[first.stored - near].begins_sentence:
            near += 1
    cut = first.stored - near
    groups = [Group(Role.CUT, 0, 0, 0, cut)] if cut else []
    if first.given:
        is_beyond = first.given > ENDS or not first.stored
        groups.append(Group(Role.BEYOND if is_beyond else Role.DIFFERENT, 0, first.given, cut, first.stored))
    return groups


def _tail(last: _Block, given: Sequence[Unit], stored: Sequence[Unit]) -> list[Group]:
    """Returns the groups behind the last match: what is changed or goes beyond, then what is cut."""
    given_at, stored_at = last.given + last.size, last.stored + last.size
    left, near = len(given) - given_at, 0
    if left <= ENDS:
        while near < min(left, len(stored) - stored_at) and not stored[stored_at + near].begins_sentence:
            near += 1
    groups = []
    if left:
        is_beyond = left > ENDS or stored_at == len(stored)
        role = Role.BEYOND if is_beyond else Role.DIFFERENT
        groups.append(Group(role, given_at, len(given), stored_at, stored_at + near))
    if stored_at + near < len(stored):
        groups.append(Group(Role.CUT, len(given), len(given), stored_at + near, len(stored)))
    return groups
