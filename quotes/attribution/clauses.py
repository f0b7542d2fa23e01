"""Finds the clauses of a sentence from its units: which verb has which subject, and which clause depends on which.

A verb group is one verb with its auxiliaries.  Its subject is the nearest mention in front that nothing attaches to
another one; a group behind *and* or a comma shares the subject of the group before it; an infinitive and a form in
*-ing* take it over from the group that they hang on.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from quotes.attribution.unit_kinds import (
    AUXILIARIES,
    FINITE,
    LETTER_OF,
    MENTIONS,
    SPEECH_VERBS,
    VERBS,
    UnitKind,
    one_of,
)
from quotes.attribution.units import Units
from quotes.model import Sentence
from quotes.named_tuples import new_tuple

_AUXILIARY, _VERB = one_of(AUXILIARIES), f"[{''.join(sorted(VERBS))}]"
_GROUP = re.compile(f"(?!{UnitKind.NOT})(?:{_AUXILIARY}*{_VERB}|{_AUXILIARY}+)")
"""Matches a verb with its auxiliaries, or auxiliaries alone; *not* begins none."""
_MENTIONS = frozenset(MENTIONS)
_FINITE = frozenset(LETTER_OF[kind] for kind in FINITE)
_ING = frozenset(LETTER_OF[kind] for kind in (UnitKind.REPORTING, UnitKind.VERB_ING))
_BASE = frozenset(LETTER_OF[kind] for kind in (UnitKind.REPORT, UnitKind.VERB_BASE))
_SPEECH = frozenset(LETTER_OF[kind] for kind in SPEECH_VERBS)
_PREPOSITIONS = frozenset(
    LETTER_OF[kind]
    for kind in "by to of for in with at on from as about after before during against into over through".split()
)
_TO, _THAT, _IF, _WHO, _OWNS = (LETTER_OF[kind] for kind in ("to", "that", "if", "who", "'s"))
_SUBORDINATING = frozenset(LETTER_OF[kind] for kind in ("as", "after", "before"))
_STOPS = ("", ",", ".", "-")
TAKES = frozenset("told tell tells asked ask asks urged urge urges warned warn warns called call calls calling".split())
"""Verbs behind which a mention is the listener: *told Okafor*."""


class Opening:
    """The codes, of one letter, for how a clause begins."""

    MAIN = "m"
    COMPLEMENT = "c"
    ADVERBIAL = "a"
    RELATIVE = "r"
    INFINITIVE = "i"
    ING = "g"
    PARTICIPLE = "p"
    ASIDE = "q"
    """A reporting clause between commas, or behind a comma at the end: *, says Okafor* and *, he added,*."""


_CLOSED_BY_COMMA = frozenset({Opening.RELATIVE, Opening.ADVERBIAL})


class Group(NamedTuple):
    """One verb with its auxiliaries; positions are units."""

    first: int
    head: int
    """The verb itself or, if the group has none, its last auxiliary."""
    subject: int
    """The mention that is its subject, or -1."""
    opening: str
    parent: int
    """The group that it depends on, by its position among the groups, or -1."""
    sort: str
    """``S`` for a reporting verb, ``P`` for one in the passive; ``b`` for *be*; ``v`` for any other, ``u`` in the
    passive."""


def groups_of(units: Units, sentence: Sentence) -> list[Group]:
    """Returns the verb groups of a sentence in reading order."""
    groups: list[Group] = []
    for found in _GROUP.finditer(units.letters):
        groups.append(_group(units, sentence, found.start(), found.end() - 1, groups))
    return groups


def _group(units: Units, sentence: Sentence, first: int, head: int, groups: Sequence[Group]) -> Group:
    """Returns the group of the units *first* to *head*; *groups* are those in front of it."""
    letters = units.letters
    sort, last = _sort(units, sentence, first, head), _open(units, groups, first)
    speaks = letters[head] in _SPEECH
    before = first - 1
    while before >= 0 and letters[before] == UnitKind.NOT:
        before -= 1
    previous = letters[before] if before >= 0 else ""
    infinite = _infinite(units, sentence, first, head, previous, last)
    if infinite:
        return new_tuple(Group, (first, head, -1, infinite, last, sort))
    subject, start = _subject(units, first, before)
    if subject >= 0:
        return _with_subject(letters, new_tuple(Group, (first, head, subject, Opening.MAIN, last, sort)), start, groups)
    behind = head + 1
    inverted = speaks and letters[behind : behind + 1] in _MENTIONS and units[head].word not in TAKES
    if inverted and previous in ",-Q":
        return new_tuple(Group, (first, head, behind, Opening.ASIDE, last, sort))
    if start >= 0 and letters[start] == "," and last >= 0 and groups[last].opening == Opening.ASIDE:
        aside = groups[last]  # The plan, says Okafor, means …
        before = min(aside.first, aside.subject) - 1
        subject, start = _subject(units, first, before - 1 if letters[before] == "," else before)
        if subject >= 0:
            own = new_tuple(Group, (first, head, subject, Opening.MAIN, aside.parent, sort))
            return _with_subject(letters, own, start, groups)
    return _without_subject(
        letters, new_tuple(Group, (first, head, -1, Opening.MAIN, last, sort)), start, inverted, groups
    )


def _sort(units: Units, sentence: Sentence, first: int, head: int) -> str:
    """Returns the class of a group's verb, as ``Group.sort`` lists them."""
    letter = units.letters[head]
    if letter == UnitKind.BE:
        return "b"
    done = sentence.tags[units[head].first] == "VBN"
    passive = done and (first == head or UnitKind.BE in units.letters[first:head])
    if letter in _SPEECH:
        return "P" if passive else "S"
    return "u" if passive else "v"


def _infinite(units: Units, sentence: Sentence, first: int, head: int, previous: str, last: int) -> str:
    """Returns the opening of a group without a finite verb, or an empty string if its verb is finite."""
    letter = units.letters[first]
    if letter in _BASE and (previous == _TO or last >= 0):
        return Opening.INFINITIVE
    if letter in _ING:
        return Opening.ING
    participle = letter in VERBS and first == head and sentence.tags[units[first].first] == "VBN"
    return Opening.PARTICIPLE if participle else ""


def _with_subject(letters: str, group: Group, start: int, groups: Sequence[Group]) -> Group:
    """Returns the *group*, whose subject's phrase begins behind unit *start*, with its opening and the group that it
    depends on.
    """
    opener = letters[start] if start >= 0 else ""
    last = group.parent
    if opener == "," and group.sort == "S" and letters[group.head + 1 : group.head + 2] in _STOPS and last >= 0:
        return group._replace(opening=Opening.ASIDE)
    if opener in (_THAT, _IF):
        return group._replace(opening=Opening.COMPLEMENT)
    if opener == _WHO:
        return group._replace(opening=Opening.RELATIVE)
    if opener == UnitKind.CONJUNCTION or opener in _PREPOSITIONS:
        return group._replace(opening=Opening.ADVERBIAL)
    if last >= 0 and opener:
        head = groups[last].head
        if head == start or (opener in _MENTIONS and head == start - 1):  # said he …, told her he …
            return group._replace(opening=Opening.COMPLEMENT)
        if opener == "&" and groups[last].opening == Opening.COMPLEMENT:
            return group._replace(opening=Opening.COMPLEMENT, parent=groups[last].parent)
    return group._replace(parent=-1)


def _without_subject(letters: str, group: Group, start: int, inverted: bool, groups: Sequence[Group]) -> Group:
    """Returns the *group*, which has no subject of its own in front of it, with the subject found: of a relative
    clause, of another group that it shares, or behind the verb (inverted).
    """
    opener = letters[start] if start >= 0 else ""
    last = group.parent
    if opener in (_WHO, _THAT) and opener:
        holder = start - 2 if start and letters[start - 1] == "," else start - 1
        is_mention = holder >= 0 and letters[holder] in _MENTIONS
        return group._replace(subject=holder if is_mention else -1, opening=Opening.RELATIVE)
    if opener and opener in "&,-" and last >= 0:
        shared = _shared(groups, last)
        if opener == "," and shared.opening in _CLOSED_BY_COMMA and shared.parent >= 0:
            shared = _shared(groups, shared.parent)  # a campaign that challenged the party, named him …
        return group._replace(subject=shared.subject, opening=shared.opening, parent=shared.parent)
    return group._replace(subject=group.head + 1, parent=-1) if inverted else group


def _open(units: Units, groups: Sequence[Group], at: int) -> int:
    """Returns the position of the last group in front of unit *at* that doesn't stand in another aside, or -1."""
    region = units[at].region
    for number in range(len(groups) - 1, -1, -1):
        if units[groups[number].head].region in (0, region):
            return number
    return -1


def _shared(groups: Sequence[Group], last: int) -> Group:
    """Returns the nearest group, from *last* outwards, that has a subject of its own, which a coordinated group
    shares.
    """
    while groups[last].subject < 0 and groups[last].parent >= 0:
        last = groups[last].parent
    return groups[last]


def _subject(units: Units, first: int, before: int) -> tuple[int, int]:
    """Returns the subject of the group at *first*, or -1 if it has none, and the unit in front of the subject's phrase
    or of the group.
    """
    letters, region = units.letters, units[first].region
    k = before
    while k >= 0:
        if units[k].region not in (0, region):
            k -= 1
            continue
        if letters[k] == ")":
            k = letters.rfind("(", 0, k) - 1
            continue
        break
    if _APPOSED.search(letters, 0, k + 1):  # her boss, Dana Okafor, had told her
        return k - 1, k - 4
    while k >= 0 and letters[k] in _MENTIONS:
        subject = k
        while k >= 2 and letters[k - 1] == _OWNS and letters[k - 2] in _MENTIONS:
            k -= 2
        if k >= 1 and letters[k - 1] in _PREPOSITIONS and letters[k - 1] not in _SUBORDINATING:
            attached = k - 2
            if attached >= 0 and (letters[attached] in _MENTIONS) and units[attached].region in (0, region):
                k = attached
                continue
            described = _described(letters, attached)
            if described >= 0 and units[described].region in (0, region):
                k = described
                continue
            return subject, k - 1
        while k >= 2 and letters[k - 1] in "&" and letters[k - 2] in _MENTIONS:
            k -= 2
        return subject, k - 1
    return -1, k


def _described(letters: str, verb: int) -> int:
    """Returns the mention that a participle or a relative clause with its verb at *verb* describes, or -1.

    *A notice pasted on the gate reads*, *the leaflet that came through the door put it so*: behind a second verb the
    first one is no verb of the sentence.
    """
    if verb < 1 or letters[verb] != UnitKind.VERB:
        return -1
    holder = verb - 2 if letters[verb - 1] in (_THAT, _WHO) else verb - 1
    return holder if holder >= 0 and letters[holder] in _MENTIONS else -1


def roles_at(units: Units, groups: Sequence[Group], place: int) -> dict[int, str]:
    """Returns the part that each unit plays for the quotation at unit *place*, as a code by unit.

    A code has a level, the verb's class and the clause's opening. ``0Sm`` is the subject of the verb that governs the
    words, a reporting one in a main clause; ``1`` and ``2`` are those of the clauses around that. ``x`` stands for a
    clause that the words are not in, ``b`` for one behind the words, ``y`` for an agent in the passive. Behind the
    opening stand those of the verbs between the subject and the words; ``f`` is the opening of a phrase in front of the
    subject's clause.
    """
    letters = units.letters
    found: dict[int, str] = {}
    region = units[place].region
    inside: list[int] = []
    for number, each in enumerate(groups):
        if each.subject >= 0:
            found.setdefault(each.subject, f"{'b' if each.head > place else 'x'}{each.sort}{each.opening}")
        if each.sort in "Pu" and (agent := _agent(letters, each.head)) >= 0:
            found.setdefault(agent, f"y{each.sort}{'b' if agent > place else 'm'}")
        if each.head < place and units[each.head].region in (0, region):
            inside.append(number)
    if not inside or ";" in letters[groups[inside[-1]].head : place]:
        return found
    number, level, way = inside[-1], 0, ""
    for _ in groups:
        group = groups[number]
        if group.subject >= 0:
            if found.get(group.subject, "x")[0] in "xb":
                found[group.subject] = f"{level}{group.sort}{group.opening}{way}"
            level, way = min(level + 1, 2), ""
            if group.opening not in _HANGING:
                break
        else:
            way = way[:1] + group.opening if way else f"{'S' if group.sort == 'S' else ''}{group.opening}"
        number = group.parent
        if number < 0:
            break
    if level == 0 and groups[inside[-1]].opening == Opening.ING:
        later = next((g.subject for g in groups if g.head > place and g.opening == Opening.MAIN), -1)
        if later > place:  # In a message praising “…” ties, Okafor promised …
            found[later] = f"0{groups[inside[-1]].sort}f"
    return found


_APPOSED = re.compile(r"[cst],n,\Z")
"""A name between commas behind the noun that says what its bearer is."""
_HANGING = frozenset({Opening.COMPLEMENT, Opening.ADVERBIAL, Opening.RELATIVE})


def _agent(letters: str, head: int) -> int:
    """Returns the unit of the agent of the passive verb at unit *head*, the mention behind the next *by*, or -1."""
    by = letters.find(_BY, head + 1, head + _NEAR)
    between = letters[head + 1 : by]
    if by < 0 or not VERBS.isdisjoint(between) or not _MENTIONS.issuperset(letters[by + 1 : by + 2] or " "):
        return -1
    return by + 1


_BY = LETTER_OF["by"]
_NEAR = 8
"""Units behind a passive verb in which its *by* is looked for."""
