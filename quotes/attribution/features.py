"""Computes the named features of one quotation and one candidate.

A feature's name is its template and values (``path>n:S,``), so that a weight can be read.  Features that take the
same few values are a group (``weights/sums.py``): the function that spells their names, and the values.
Distances are in sentences, paragraphs and mentions; patterns are units (``units.py``).  History is what was decided
for the quotations before.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quotes.attribution.layout import Layout, Slot
from quotes.attribution.quotation_surface import QuotationSurface
from quotes.attribution.unit_kinds import KIND_OF, NOUNS, OWNS_LETTER, SPEECH_VERBS, THAT_LETTER, UnitKind, one_of
from quotes.attribution.unit_row import Row, path, short
from quotes.english.nouns import speaker_class
from quotes.english.verbs import verb_stem
from quotes.model import Ending, MentionKind
from quotes.weights.sums import Feature

Names = Sequence[str]
"""Names of features."""

CARRY = -1
"""Candidate: whoever said the quotation before."""
NOBODY = -2
"""Candidate: nobody is to be credited."""
Scored = tuple[int, Sequence[Feature]]
"""A candidate (a mention's position, ``CARRY`` or ``NOBODY``) and its features."""


class PriorChoice(NamedTuple):
    """What was decided for an earlier quotation."""

    slot: Slot
    mention: int
    """Position of the mention credited or, if nobody was, of the one credited last before it; -1 if there is none."""
    nobody: bool
    """Whether nobody was credited."""


WORKS = frozenset(
    """
    book novel memoir film movie song album show episode documentary program programme podcast series play musical
    poem essay article report paper study magazine newspaper website site blog column game app exhibition painting
    opera single track hit anthem ballad video sitcom drama comedy thriller sequel franchise forum rally tour act
    rule law bill policy system plan initiative campaign project theory doctrine strategy method nickname term
    phrase word slogan motto tagline label title hashtag headline acronym radio broadcast feature titled entitled
    called named nicknamed dubbed so-called known coined labelled labeled termed signs sign placard banner chant shirt
    """.split()
)
"""Words beside a quotation that is a title, a term, a nickname or a slogan rather than speech."""
_PEOPLE = (MentionKind.PERSON, MentionKind.PRONOUN, MentionKind.NAME)
_REPORTS = re.compile(one_of(SPEECH_VERBS))
_TELLS = re.compile(one_of((*SPEECH_VERBS, UnitKind.SPEECH, UnitKind.ACCORDING)))


_BUCKETS = "0123559999"


def _bucket(n: int) -> str:
    return _BUCKETS[n] if n <= 9 else "+"


def mention_features(
    layout: Layout,
    slot: Slot,
    surface: QuotationSurface,
    ranked: Iterable[tuple[int, int]],
    history: Sequence[PriorChoice],
) -> list[Scored]:
    """Returns the features of mentions as candidates for one quotation.

    *ranked* are their positions, each with how many mentions are between it and the quotation.
    """
    here, unit = slot.sentence, slot.unit
    mentions, entities, context = layout.mentions, layout.entities, layout.context
    sentences = layout.document.sentences
    alone, closing, sides = surface.alone, surface.closing, surface.before + surface.after
    lately = [(by, was, entities[was.mention]) for by, was in enumerate(reversed(history[-2:])) if was.mention >= 0]
    scored: list[Scored] = []
    roles = layout.roles(slot)
    told = "q" if "q" in [role[2] for role in roles.values()] else ""
    for candidate, rank in ranked:
        mention = mentions[candidate]
        at, kind, region, row, near, verb, stem, left, left_kind, first = context(candidate)
        word = mention.head if kind == UnitKind.PRONOUN else kind
        way: Feature
        is_here = mention.sentence == here
        if is_here:
            if at < unit:
                direction, between = "<", row.letters[row.at[at + 1] : row.at[unit]]
            else:
                direction, between = ">", row.letters[row.at[unit + 1] : row.at[at]]
            distance, far, verbed = "0", 0, f"verb={stem}"
            way = (_way, direction, kind, word, between)
        else:
            distance = _bucket(abs(mention.sentence - here))
            far = sentences[mention.sentence].paragraph - surface.paragraph
            direction, back, before, after = _over(layout, slot, mention.sentence, row, at)
            if far:
                direction += direction[0]
            verbed = f"verb{direction}{stem}"
            way = (_way_over, direction, kind, word, before, back, after)
        initial = verb[:1]
        sort = speaker_class(mention.head) if kind in NOUNS else ""
        found: list[Feature] = [
            way,
            verbed,
            (
                _position, direction, distance, far, _BUCKETS[rank] if rank <= 9 else "+", alone, verb, word, kind,
                first,
            ),
            (_edge, direction, sides, closing, kind, initial, sort),
            (_beside, direction, near, region > 0, left, left_kind),
        ]  # fmt: skip
        if is_here:
            found.append((_clause, direction, roles.get(at, "n"), kind, told))
        if sort:
            low = sentences[mention.sentence].lows[mention.first]
            found += (f"head:{mention.head}", f"det:{low[:6]}")
        elif kind == UnitKind.NAME:
            in_words = layout.in_words(slot, mention)
            if in_words or mention.role:
                found.append((_name, direction, bool(mention.role), in_words, initial))
        for back_by, was, entity in lately:
            if was.mention == candidate:
                gap = here - was.slot.sentence
                found.append((_again, back_by, direction, _bucket(gap), alone, not gap, surface.before))
            elif entity >= 0 and entity == entities[candidate]:
                found.append((_known, back_by, direction))
        scored.append((candidate, found))
    return scored


def _over(layout: Layout, slot: Slot, sentence: int, row: Row, at: int) -> tuple[str, str, str, str]:
    """Returns the direction of a mention in another *sentence*, and the units between it and the quotation.

    *at* is the mention's unit, *row* its row. The units between are the letters before the sentences' bounds, the
    number of sentences between bars, and the letters behind.
    """
    own, offset = layout.rows[slot.sentence, 0], sentence - slot.sentence
    if offset < 0:
        ahead = own.letters[: own.at[slot.unit]]
        return "<<", f"|{_bucket(-offset)}|", row.letters[row.at[at + 1] :], ahead
    return ">>", f"|{offset}|", own.letters[own.at[slot.unit + 1] :], row.letters[: row.at[at]]


def _ends(kinds: Sequence[str]) -> str:
    """Joins at most six kinds: of a longer row the first three and the last three."""
    return " ".join(kinds if len(kinds) <= 6 else (*kinds[:3], "..", *kinds[-3:]))


def _way(direction: str, kind: str, word: str, between: str) -> Names:
    shorter = _ends(short(between))
    return f"path{direction}{kind}:{path(between)}", f"short{direction}:{shorter}", f"shortk{direction}{word}:{shorter}"


def _way_over(direction: str, kind: str, word: str, before: str, back: str, after: str) -> Names:
    near = short(before)[: 2 if direction[0] == "<" else None]
    shorter = _ends((*near, back, *short(after)))
    return (
        f"path{direction}{kind}:{path(before)}{back}{path(after)}",
        f"short{direction}:{shorter}",
        f"shortk{direction}{word}:{shorter}",
    )


def _position(
    direction: str, distance: str, far: int, rank: str, alone: str, verb: str, word: str, kind: str, first: bool
) -> Names:
    found = (
        f"subj{direction}{distance}{verb}", f"subjk{direction}{verb}{word}{alone}", f"kind{direction}{word}{alone}",
        f"pos{direction}{distance}{far}{alone}", f"rank{direction}{rank}{alone}", f"rankk{direction}{rank}{kind}",
    )  # fmt: skip
    return (*found, f"first{direction}{verb}") if first else found


def _edge(direction: str, sides: str, closing: str, kind: str, verb: str, sort: str) -> Names:
    found = f"edge{direction}{sides}{closing}", f"edgek{direction}{sides}{kind}{verb}"
    if not sort:
        return found
    return *found, f"sort{direction}{sort}{verb}", f"sort:{sort}", f"sort{direction}{sort}{sides}"


def _beside(direction: str, near: str, aside: bool, left: str, left_kind: str) -> Names:
    previous, kind, *behind = [KIND_OF[letter] for letter in near]
    found = [f"near{direction}{previous}.{kind}.{' '.join(behind) or '$'}", f"prev{previous}{kind}"]
    if aside:
        found.append(f"aside{kind}")
    if left:
        found += [f"inv{direction}{left}", f"inv{direction}{left_kind}{kind}"]
    return found


def _clause(direction: str, role: str, kind: str, told: str) -> Names:
    return f"clause{direction}{role}", f"clauset{direction}{role[:3]}{told}", f"clausek{direction}{role[:3]}{kind}"


def _name(direction: str, role: bool, in_words: bool, verb: str) -> Names:
    return [*([f"role{direction}"] if role else ()), *([f"inwords{direction}{verb}"] if in_words else ())]


def _again(back: int, direction: str, gap: str, alone: str, here: bool, before: str) -> Names:
    again = f"again{back}{direction}{gap}{alone}"
    return (again, f"samesent{direction}{before}") if here else (again,)


def _known(back: int, direction: str) -> Names:
    return (f"known{back}{direction}",)


def carry_features(
    layout: Layout, slot: Slot, surface: QuotationSurface, history: Sequence[PriorChoice]
) -> list[Feature]:
    """Returns the features of the candidate that the speaker of the quotation before goes on."""
    last = history[-1]
    gap = surface.paragraph - layout.document.sentences[last.slot.sentence].paragraph
    between = layout.mentions[layout.first_mention[last.slot.sentence] : layout.first_mention[slot.sentence + 1]]
    earlier = layout.span(last.slot)
    text = layout.document.text
    low, high = earlier.outer_end, layout.span(slot).start
    people = sum([low <= m.start < high and m.kind in _PEOPLE for m in between])
    alone, short_gap = surface.alone, min(gap, 2)
    has_verb = _REPORTS.search(layout.units[slot.sentence].letters) is not None
    stopped = text[earlier.end - 1 : earlier.end] in ".?!"
    return [
        (_carry, _bucket(gap), _bucket(slot.sentence - last.slot.sentence), alone, has_verb),
        (_carry_last, quote_alone(layout, last.slot), alone, short_gap),
        (_carry_people, _bucket(people), alone, short_gap),
        (_carry_edge, surface.before, surface.after, surface.closing),
        (_carry_end, earlier.ending is Ending.REOPENED, stopped, short_gap),
        (_carry_rest, surface.length, alone, last.nobody, has_verb, surface.low),
    ]


def _carry(gap: str, sentence_gap: str, alone: str, has_verb: bool) -> Names:
    return "carry", f"carry:{gap}{alone}", f"carry:{sentence_gap}{alone}{has_verb}"


def _carry_last(alone_before: bool, alone: str, gap: int) -> Names:
    return (f"carrylast:{alone_before}{alone}{gap}",)


def _carry_people(people: str, alone: str, gap: int) -> Names:
    return (f"carrypeople:{people}{alone}{gap}",)


def _carry_edge(before: str, after: str, closing: str) -> Names:
    return (f"carryedge:{before}{after}{closing}",)


def _carry_end(reopened: bool, stopped: bool, gap: int) -> Names:
    return (f"carryend:{reopened}{stopped}{gap}",)


def _carry_rest(length: str, alone: str, nobody: bool, has_verb: bool, low: bool) -> Names:
    return f"carrylen:{length}{alone}", f"carrynobody:{nobody}", f"carryverb:{has_verb}{low}"


def quote_alone(layout: Layout, slot: Slot) -> bool:
    """Tests whether the sentence of a quotation holds nothing but quotations."""
    return not layout.units[slot.sentence].letters.strip("Q.")


def nobody_features(
    layout: Layout, slot: Slot, surface: QuotationSurface, history: Sequence[PriorChoice]
) -> list[Feature]:
    """Returns the features of the candidate that nobody is credited."""
    units = layout.units[slot.sentence]
    letters = units.letters
    near = _TELLS.search(letters, max(0, slot.unit - 3), slot.unit + 4) is not None
    verbs = near or _TELLS.search(letters) is not None
    found: list[Feature] = [
        (_nobody, surface.shape, surface.length, surface.closing, surface.before, surface.after),
        f"noprev:{surface.previous}",
        f"nonext:{surface.following}",
        (_no_edge, surface.alone, surface.length, near, verbs, surface.before, surface.closing),
        (_no_mark, layout.span(slot).mark, surface.shape, surface.before),
        *_work_features(layout, slot, surface),
    ]
    claim = letters.rfind("s", 0, slot.unit)
    if claim > 0 and letters[claim - 1] == OWNS_LETTER and letters[claim + 1] == THAT_LETTER:
        found.append("noclaim")
    if slot.unit and units[slot.unit - 1].mention >= 0:
        mention = layout.mentions[layout.first_mention[slot.sentence] + units[slot.unit - 1].mention]
        found.append(f"nohead:{mention.head if mention.kind is MentionKind.NOUN else mention.kind}")
    if slot.unit and units[slot.unit - 1].word:
        found.append(f"nostem:{verb_stem(units[slot.unit - 1].word)}")
    if history:
        found.append((_no_past, history[-1].nobody, history[-1].slot.sentence == slot.sentence))
    return found


def _work_features(layout: Layout, slot: Slot, surface: QuotationSurface) -> list[Feature]:
    """Returns the features by which the stretch is a title or a term: the words on both sides."""
    sentence = layout.document.sentences[slot.sentence]
    lows, tags = sentence.lows, sentence.tags
    at = layout.units[slot.sentence][slot.unit].first
    left, right = lows[max(0, at - 4) : at], lows[at + 1 : at + 3]
    shape = surface.shape + surface.length
    found: list[Feature] = [
        f"nopair:{' '.join(left[-2:])}",
        (
            _no_sides,
            tags[at - 1] if at else "^",
            tags[at + 1] if at + 1 < len(tags) else "$",
            surface.shape,
            surface.length,
            surface.closing == "w",
        ),
    ]
    if surface.length in "124" and layout.stands_again(slot):
        found.append((_no_again, surface.shape, surface.length))
    works = [word for word in left if word in WORKS]
    if works:
        found.append((_no_work, shape, *works))
    if any(word in WORKS for word in right):
        found.append((_no_work_behind, shape))
    if left[-1:] == ("'s",):
        found.append(f"no's{shape}")
    if left[-1:] and left[-1] in ("on", "in", "of", "the", "a", "an", "his", "her", "its", "their"):
        found.append(f"nodet{left[-1]}{shape}{surface.closing}")
    if right[:1]:
        found.append(f"noright{right[0] if not right[0].isalnum() else 'w'}{shape}")
    return found


def _nobody(shape: str, length: str, closing: str, before: str, after: str) -> Names:
    return "nobody", f"no:{shape}{length}", f"no:{shape}{closing}", f"no:{before}|{after}"


def _no_sides(left: str, right: str, shape: str, length: str, open_end: bool) -> Names:
    """Spells the features of the tags on both sides: *a new “quick edit” feature* is no speech."""
    return (
        f"notags:{left}|{right}",
        f"notags:{left}|{right}{shape}{length}",
        f"noltag:{left}{shape}{length}{open_end}",
        f"nortag:{right}{shape}{length}{open_end}",
    )


def _no_again(shape: str, length: str) -> Names:
    return "noagain", f"noagain:{shape}{length}"


def _no_edge(alone: str, length: str, near: bool, verbs: bool, before: str, closing: str) -> Names:
    return f"noalone:{alone}{length}", f"noverb:{near}{verbs}{length}", f"noedge:{before}{closing}{length}"


def _no_mark(mark: str, shape: str, before: str) -> Names:
    return f"nomark:{mark}", f"noshape:{shape}{before}"


def _no_work(shape: str, *works: str) -> Names:
    return ["nowork<", f"nowork<{shape}", *(f"nowork<:{word}" for word in works)]


def _no_work_behind(shape: str) -> Names:
    return "nowork>", f"nowork>{shape}"


def _no_past(nobody: bool, here: bool) -> Names:
    return (f"nopast:{nobody}{here}",)
