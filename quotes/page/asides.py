"""Puts the quotations of lines that are no part of the passage around them back among those of the article."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from quotes.model import Article, Identity, Quote, Span, SpeakerKind


class Names(Protocol):
    """Anything that finds the entity that a name refers to in the article."""

    def called(self, words: str) -> Identity | None:
        """Returns the person or body that the article calls by these words, or None."""


def with_asides(
    article: Article, quotes: Sequence[Quote], read: Sequence[tuple[Span, Sequence[Quote]]], names: Names
) -> tuple[Quote, ...]:
    """Returns *quotes* and those *read* in separate lines together, in reading order; utterances are counted anew.

    The offsets of those *read* count from their line and become the article's. Their speakers get the full name that
    the article has for them.
    """
    found = [(quote, (0, number)) for number, quote in enumerate(quotes)]
    for which, (line, apart) in enumerate(read, 1):
        found += [(_moved(quote, line, names), (which, number)) for number, quote in enumerate(apart)]
    found.sort(key=lambda pair: (pair[0].start, -pair[0].end))
    places = {where: place for place, (_, where) in enumerate(found)}
    acts: dict[tuple[int, int], int] = {}
    merged: list[Quote] = []
    for quote, (which, _) in found:
        act = acts.setdefault((which, quote.utterance), len(acts) + 1)
        parent = None if quote.parent is None else places[which, quote.parent]
        merged.append(replace(quote, parent=parent, utterance=act, text=article.text[quote.start : quote.end]))
    return tuple(merged)


def _moved(quote: Quote, line: Span, names: Names) -> Quote:
    """Returns *quote* of a line with the article's offsets and names."""
    by = line.start
    identity = names.called(quote.speaker) if quote.speaker and quote.speaker_kind is SpeakerKind.PERSON else None
    return replace(
        quote,
        start=quote.start + by,
        end=quote.end + by,
        mention_start=None if quote.mention_start is None else quote.mention_start + by,
        mention_end=None if quote.mention_end is None else quote.mention_end + by,
        speaker=identity.name if identity is not None and identity.name else quote.speaker,
    )
