"""Which quotations are one act of speech."""

from collections.abc import Callable

from quotes.attribute.ranking import Choice
from quotes.attribute.scene import Scene

NEAR = 160
"""Most characters between two parts of one utterance in a paragraph: room for a name with its role and a verb."""


def same_utterance(scene: Scene, before: Choice, choice: Choice, key_of: Callable[[int], int]) -> bool:
    """Whether *choice* goes on with what *before* began.

    A re-opened paragraph does; so do parts of one sentence by one speaker, and the next sentence of the paragraph
    where nothing but the reporting words stands between.
    """
    span, earlier = scene.span(choice.place), scene.span(before.place)
    if span.continues == before.place.quoted:
        return True
    if before.mention < 0 or choice.mention < 0 or key_of(before.mention) != key_of(choice.mention):
        return False
    if choice.place.sentence == before.place.sentence:
        return True
    sentences = scene.document.sentences
    if sentences[choice.place.sentence].paragraph != sentences[before.place.sentence].paragraph:
        return False
    adjacent = choice.place.sentence == before.place.sentence + 1
    leads = all(unit.kind in ("Q", ".") for unit in scene.units[choice.place.sentence][: choice.place.unit])
    return adjacent and leads and choice.carried and span.outer_start - earlier.outer_end <= NEAR
