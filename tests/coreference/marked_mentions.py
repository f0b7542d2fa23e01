"""Texts with marked mentions (``⟦she⟧ said``), and whom coreference takes them for when nobody was quoted yet."""

import re
from typing import NamedTuple

from quotes.annotation.scope import Reach
from quotes.coreference.resolver import Resolver
from quotes.model import Article
from quotes.pipeline import analyse


class Marked(NamedTuple):
    """A text without its marks, everything that coreference needs of it, and the marked mentions by position."""

    resolver: Resolver
    positions: list[int]

    def names(self) -> list[str | None]:
        """Whom each marked mention stands for, by the name to be shown."""
        return [self.resolver.identify(position).name for position in self.positions]


def marked(text: str, *, byline: str | None = None) -> Marked:
    """The marked mentions of *text*; a mention counts as marked where the marks hold its name or its whole phrase."""
    spans: list[tuple[int, int]] = []
    plain = ""
    for piece in re.split(r"(⟦[^⟧]*⟧)", text):
        words = piece.strip("⟦⟧")
        if words != piece:
            spans.append((len(plain), len(plain) + len(words)))
        plain += words
    analysed = analyse(Article(text=plain, byline=byline), reach=Reach.EVERYTHING)
    positions = []
    for start, end in spans:
        (position,) = (
            number
            for number, mention in enumerate(analysed.mentions)
            if (start, end) in ((mention.start, mention.end), (mention.full_start, mention.full_end))
        )
        positions.append(position)
    return Marked(analysed.fresh_resolver(), positions)
