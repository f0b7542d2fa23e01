"""How and when the words were said: as the reporting clause states it, or as one who goes on speaking keeps it."""

from collections.abc import Callable
from typing import NamedTuple

from quotes.attribute.clause import clause_before, clause_of, earlier_writing, scenes_before
from quotes.attribute.ranking import Choice
from quotes.attribute.scene import Scene
from quotes.attribute.via import is_written, via
from quotes.attribute.when import said_on, scene_set_on
from quotes.model import SaidOn


class Circumstances(NamedTuple):
    """The medium and the time of one quotation."""

    via: str | None = None
    said_on: SaidOn | None = None
    inherited: bool = False
    """Whether they were taken over from a paragraph before."""


def stated(scene: Scene, choice: Choice, key_of: Callable[[int], int]) -> Circumstances:
    """What the reporting clause says, else a sentence shortly before; without either, the day of a scene."""
    found = _reported(scene, choice, key_of)
    if found.said_on is not None or found.via is not None:
        return found
    for clause in scenes_before(scene, choice, key_of):
        when = scene_set_on(scene, clause)
        if when is not None:
            return found._replace(said_on=when)
    return found


def _reported(scene: Scene, choice: Choice, key_of: Callable[[int], int]) -> Circumstances:
    """What the reporting clause says, else the sentence shortly before in which the same speaker is reported."""
    clause = clause_of(scene, choice)
    medium = via(scene, clause)
    when = said_on(scene, clause, medium)
    if medium is not None or when is not None or choice.carried:
        return Circumstances(medium, when)
    clause = clause_before(scene, choice, key_of)
    medium = via(scene, clause)
    when = said_on(scene, clause, medium, own=False)
    if medium is not None or when is not None:
        return Circumstances(medium, when)
    for clause in earlier_writing(scene, choice, key_of):
        medium = via(scene, clause)
        if medium is not None and is_written(medium, clause):
            return Circumstances(medium, said_on(scene, clause, medium))
    return Circumstances()


def taken_over(
    scene: Scene,
    before: Choice,
    earlier: Circumstances,
    choice: Choice,
    own: Circumstances,
    key_of: Callable[[int], int],
) -> Circumstances:
    """*own*, completed by the *earlier* circumstances of the quotation *before* where one speaker goes on.

    Within a paragraph always; into the next one where it opens with the words and nothing but the break is between,
    once; over any number where a quotation is re-opened.
    """
    if before.mention < 0 or choice.mention < 0 or key_of(before.mention) != key_of(choice.mention):
        return own
    sentences = scene.document.sentences
    place, last = choice.place, before.place
    gap = sentences[place.sentence].paragraph - sentences[last.sentence].paragraph
    if choice.facts.low and not choice.carried:
        return own  # a fragment in a sentence of its own has its own circumstances
    if own.via is not None or own.said_on is not None:
        return own._replace(via=own.via or (earlier.via if gap == 0 else None))
    if gap == 0 or scene.span(place).continues == last.quoted:
        return earlier
    if gap == 1 and place.unit == 0 and place.sentence - last.sentence == 1 and not earlier.inherited:
        return earlier._replace(inherited=True)
    return own
