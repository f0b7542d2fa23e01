"""Finds how the words of a claim were printed otherwise, with another meaning: the claim may have the wrong ones."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from quotes.comparison import compare, stored_instead
from quotes.model import SpeakerKind
from quotes.store.search.appearances import Appearance, family_printed, may_be
from quotes.store.search.variants import altered_by


class Otherwise(NamedTuple):
    """What stands in other printings instead of words of a claim, and how many outlets have it so."""

    differences: tuple[str, ...]
    outlets: int
    """Articles whose outlet isn't known count as one."""


def printed_otherwise(session: Session, words: str, answers: Sequence[Appearance]) -> tuple[Otherwise, ...]:
    """Returns how wordings of the utterances to which *answers* belong mean something else than *words*, what most
    outlets have first; wordings of other speakers are left out.
    """
    speakers = {each.row["speaker"] for each in answers if each.row["speaker_kind"] != SpeakerKind.UNNAMED} - {None}
    outlets: dict[str, set[str | None]] = {}
    for printed in family_printed(session, [each.id for each in answers]):
        speaker = printed.speaker
        if not speakers or speaker is None or any(may_be(each, speaker) for each in speakers):
            outlets.setdefault(printed.words, set()).add(printed.outlet)
    found: dict[tuple[str, ...], set[str | None]] = {}
    for other, having in outlets.items():
        changes = [each for each in compare(words, other).changes if altered_by(each, words, other)]
        if changes:
            told = tuple(stored_instead(each, words, other) for each in changes)
            found.setdefault(told, set()).update(having)
    ordered = sorted(found.items(), key=lambda each: -len(each[1]))
    return tuple(Otherwise(told, len(having)) for told, having in ordered)
