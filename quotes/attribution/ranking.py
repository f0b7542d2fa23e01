"""Chooses a speaker by a log-linear model over candidates, decided in reading order.

The weights (``weights/attribution.json``) give each named feature a score; a candidate's score is the sum over
its features, and a softmax over the candidates gives probabilities.  Candidates that stand for the same speaker
add up: what is chosen is a speaker, not words.  Whom a candidate stands for is asked of coreference, which is told of
every credit in turn (``model.Coreference``).  Fitted by ``python -m quotes.learn attribution``.
"""

import math
import re
from collections.abc import Mapping, Sequence

from quotes.attribution.arrangement import CERTAIN, echoes, follows_words, told_by_arrangement
from quotes.attribution.candidates import mentions_before, mentions_here
from quotes.attribution.choices import Candidate, Choice, rearranged
from quotes.attribution.features import (
    CARRY,
    NOBODY,
    PriorChoice,
    Scored,
    carry_features,
    mention_features,
    nobody_features,
)
from quotes.attribution.innermost import innermost
from quotes.attribution.joint_speakers import first_of_joint
from quotes.attribution.layout import Layout, Slot
from quotes.attribution.quotation_surface import Alone, QuotationSurface, Shape, surface_of
from quotes.attribution.told_behind import told_behind
from quotes.attribution.told_by_clause import is_inscribed, told_by_clause
from quotes.attribution.unit_kinds import ACCORDING_LETTER, SPEECH_VERBS, UnitKind, one_of
from quotes.model import Coreference, Ending
from quotes.named_tuples import new_tuple
from quotes.weights.sums import Sums, sums

PRUDENCE = 0.8
"""Added to the score of "nobody": a wrong speaker is worse than none.  With models that had not seen the outlet, who F1
is the same within .003 from .1 to 1.0 on every set of articles, and false credit falls by a third."""
PRUDENCE_LONG = 0.0
"""Added to the score of "nobody" for more than eight words, or a whole sentence that ends in its marks: they are nearly
always somebody's, and false credit does not rise with it.
"""
PRUDENCE_CAPITALS = 2.2
"""Added to the score of "nobody" for words in title case or capitals, and for what is defined (*a “structure” as …*),
which are works and terms more often than speech.
"""

CAPITALISED = frozenset({Shape.TITLE, Shape.CAPITALS, Shape.CAPITALISED})

ACCORDING = 1.0
"""Taken from the score of "nobody" where *according to* follows the words: it follows only somebody's words."""

GOES_ON = 2.0
"""Taken from the score of "nobody" where a whole sentence is a paragraph right behind somebody's words."""

UNLIKELY = 0.08
"""Candidates less likely than this share of the best one are not resolved: they could not win, and it costs time."""
SETTLED = 0.65
"""Probability from which the likeliest candidate wins, and is credited, whatever the others refer to: less is doubted
(``assemble.DOUBTED``), so that what those add counts."""
LIKELY = 0.5
"""Probability of a mention of the quotation's own sentence from which the sentences before are not looked at.  Of
1,528 quotations of training articles where one had so much, the mentions before had a tenth together in four."""


def decide(
    layout: Layout, coreference: Coreference, *, table: Mapping[str, float] | None = None, explain: bool = False
) -> list[Choice]:
    """Chooses a speaker for every outermost quotation of *layout* in reading order, and returns the decisions.

    *table* are other weights than those shipped; with *explain* choices keep their candidates.
    """
    weigh = sums("attribution") if table is None else Sums(table)
    repeated = echoes(layout)
    history: list[PriorChoice] = []
    choices: list[Choice] = []
    for number, slot in enumerate(layout.slots):
        if number in repeated and repeated[number].alone:
            continue
        choice = _choose(layout, slot, coreference, weigh, history, choices, explain=explain)
        nobody = choice.mention < 0
        if not nobody:
            coreference.credit(layout.span(slot).start, choice.surface.paragraph, choice.mention)
        last = history[-1].mention if history else -1
        history.append(new_tuple(PriorChoice, (slot, last if nobody else choice.mention, nobody)))
        choices.append(choice)
    return rearranged(layout, choices, repeated)


def _choose(
    layout: Layout,
    slot: Slot,
    coreference: Coreference,
    weigh: Sums,
    history: Sequence[PriorChoice],
    choices: Sequence[Choice],
    *,
    explain: bool,
) -> Choice:
    """Returns the decision on one quotation, given those on the quotations before it."""
    surface = surface_of(layout, slot)
    last = history[-1].mention if history else -1
    told = told_by_arrangement(layout, slot, surface, history)
    if told is not None:
        mention = last if told == CARRY else max(told, -1)
        return Choice(slot, surface, mention, told == CARRY, CERTAIN, ())
    told = told_by_clause(layout, slot, surface)
    if told is None:
        told = told_behind(layout, slot)
    if told is not None:
        return Choice(slot, surface, max(told, -1), False, CERTAIN, ())
    if last >= 0 and _is_joined(layout, slot, history[-1]):
        return Choice(slot, surface, last, True, CERTAIN, ())
    options = candidates_here(layout, slot, surface, history)
    scores = [weigh.of(features) for _, features in options]
    scores[0] += _prudence(layout, slot, surface)  # nobody stands first
    if follows_words(layout, surface, history):
        scores[0] -= GOES_ON
    probabilities = softmax(scores)
    if max(probabilities[2 if history else 1 :], default=0.0) < LIKELY:  # of the mentions, behind nobody and carry
        before = candidates_before(layout, slot, surface, history, options)
        options += before
        scores += [weigh.of(features) for _, features in before]
        probabilities = softmax(scores)
    shown: tuple[Candidate, ...] = ()
    if explain:
        shown = tuple([Candidate(c, p, f) for (c, f), p in zip(options, probabilities, strict=True)])
    answers = _answering(layout, slot, surface, choices, coreference)
    if answers is not None:
        return Choice(slot, surface, answers, True, TURNS, shown)
    same = _by_speaker(layout, coreference, [c for c, _ in options], probabilities, last)
    groups = {key: sum([p for _, p in found]) for key, found in same.items()}
    key = max(groups, key=lambda k: (groups[k], -k))
    if key == NOBODY or is_inscribed(layout, _telling(same[key])):
        return Choice(slot, surface, -1, False, groups[key], shown)
    mention = _telling(same[key])
    if mention == CARRY:
        return Choice(slot, surface, last, True, groups[key], shown)
    chosen = first_of_joint(layout, slot, innermost(layout, slot, mention))
    own = {c for c, _ in same[key]}
    further = 0.0
    if groups[key] < SETTLED or chosen not in own:  # what speaks for the outer of two tellers speaks for the inner one
        others = [(c, p) for (c, _), p in zip(options, probabilities, strict=True) if c >= 0 and c not in own]
        further = sum([p for c, p in others if p >= UNLIKELY and chosen in (c, innermost(layout, slot, c))])
    return Choice(slot, surface, chosen, False, groups[key] + further, shown)


_JOINED = re.compile(rf"{one_of(SPEECH_VERBS)}Q,?&\Z")


def _is_joined(layout: Layout, slot: Slot, before: PriorChoice) -> bool:
    """Tests whether a verb of saying has the words at *slot* as its object beside those before, which are somebody's:
    *denied saying “never” or “no”*.
    """
    if before.nobody or before.slot.sentence != slot.sentence:
        return False
    return _JOINED.search(layout.units[slot.sentence].letters, 0, slot.unit) is not None


def _by_speaker(
    layout: Layout, coreference: Coreference, options: Sequence[int], probabilities: Sequence[float], last: int
) -> dict[int, list[tuple[int, float]]]:
    """Returns the likely candidates with their probabilities, grouped by the entity that they refer to; *last* was
    credited before.

    Unlikely candidates that cannot win are left out if only resolving them would tell whom they refer to; one that a
    name tells is kept, because it may add to the winner.
    """
    top = max(probabilities)
    found: dict[int, list[tuple[int, float]]] = {}
    for mention, probability in zip(options, probabilities, strict=True):
        if probability < UNLIKELY * top:
            continue
        if mention == NOBODY or (mention == CARRY and last < 0):
            key = NOBODY
        elif mention in (CARRY, last):
            key = coreference.key_of(last)
        elif top < SETTLED or probability == top or layout.entities[mention] >= 0:
            key = coreference.key_of(mention)
        else:
            continue
        found.setdefault(key, []).append((mention, probability))
    return found


def _telling(same: Sequence[tuple[int, float]]) -> int:
    """Returns the candidate to credit among those that refer to the chosen speaker, each given with its probability.

    It is the likeliest. A mention is preferred to "the same as before" if one has a probability of at least .1 by
    itself.
    """
    told = any(mention >= 0 and probability >= 0.1 for mention, probability in same)
    return max(same, key=lambda pair: (pair[0] >= 0 if told else False, pair[1]))[0]


TURNS = 0.8
"""Probability of the speaker who takes the turn; both cases in 460 labelled articles were right."""
CONVERSATION = 3
"""Most paragraphs over which two people take turns."""


def _answering(
    layout: Layout, slot: Slot, surface: QuotationSurface, choices: Sequence[Choice], coreference: Coreference
) -> int | None:
    """Returns the mention of whoever takes the turn, if the quotation is a paragraph of its own and the one before held
    a question; else None.

    A question is answered by whoever spoke before the asker; and who asked before an answer asks again.
    """
    if surface.alone is not Alone.PARAGRAPH or len(choices) < 2 or choices[-1].mention < 0:
        return None
    text, sentences = layout.document.text, layout.document.sentences
    here, before = sentences[slot.sentence].paragraph, layout.span(choices[-1].slot)
    if here - sentences[choices[-1].slot.sentence].paragraph != 1 or before.ending is not Ending.CLOSED:
        return None
    last = coreference.key_of(choices[-1].mention)
    for other in reversed(choices[:-1]):
        if here - sentences[other.slot.sentence].paragraph > CONVERSATION:
            return None
        if other.mention >= 0 and coreference.key_of(other.mention) != last:
            asks, asked, had_asked = (
                text[span.end - 1] == "?" for span in (layout.span(slot), before, layout.span(other.slot))
            )
            return other.mention if (asked and not asks) or (asks and had_asked and not asked) else None
    return None


def _prudence(layout: Layout, slot: Slot, surface: QuotationSurface) -> float:
    """Returns what is added to the score of "nobody" before it competes: nothing if *according to* stands in the
    sentence, a negative amount if it stands right behind the words.
    """
    if surface.after == UnitKind.ACCORDING:
        return -ACCORDING
    if ACCORDING_LETTER in layout.units[slot.sentence].letters:
        return 0.0
    defined = surface.following == "as" and surface.previous in ("a", "an", "the") and surface.length in "12"
    if surface.shape in CAPITALISED or defined:
        return PRUDENCE_CAPITALS
    whole = surface.length in "8L" or (surface.closing in ".?!" and not surface.low and surface.length not in "12")
    return PRUDENCE_LONG if whole else PRUDENCE


def candidates(layout: Layout, slot: Slot, surface: QuotationSurface, history: Sequence[PriorChoice]) -> list[Scored]:
    """Returns all candidates of one quotation with their features: nobody, carry, the mentions of its sentence, then
    those before.
    """
    here = candidates_here(layout, slot, surface, history)
    return here + candidates_before(layout, slot, surface, history, here)


def candidates_here(
    layout: Layout, slot: Slot, surface: QuotationSurface, history: Sequence[PriorChoice]
) -> list[Scored]:
    """Returns, with their features, nobody, the speaker of the quotation before if there is one, and the mentions of
    its own sentence in order.
    """
    found: list[Scored] = [(NOBODY, nobody_features(layout, slot, surface, history))]
    if history:
        found.append((CARRY, carry_features(layout, slot, surface, history)))
    near = mentions_here(layout, slot)
    ahead = _ahead(layout, slot, near)
    ranked = [(c, ahead - 1 - i if i < ahead else i - ahead) for i, c in enumerate(near)]
    return found + mention_features(layout, slot, surface, ranked, history)


def candidates_before(
    layout: Layout, slot: Slot, surface: QuotationSurface, history: Sequence[PriorChoice], here: Sequence[Scored]
) -> list[Scored]:
    """Returns the mentions of the sentences before with their features, the nearest first; their ranks follow those of
    the mentions in *here*.
    """
    ahead = _ahead(layout, slot, [c for c, _ in here if c >= 0])
    ranked = [(c, ahead + i) for i, c in enumerate(reversed(mentions_before(layout, slot)))]
    return mention_features(layout, slot, surface, ranked, history)


def _ahead(layout: Layout, slot: Slot, positions: Sequence[int]) -> int:
    """Returns how many of the mentions at *positions* stand before the quotation."""
    start = layout.span(slot).outer_start
    return sum([layout.mentions[c].start < start for c in positions])


def softmax(scores: Sequence[float]) -> list[float]:
    """Returns the probabilities that *scores* give, in their order."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
