"""Tells who is named or meant inside the quotations of a sentence: speakers seldom speak of themselves by name."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from quotes.coreference.entities import Entities
from quotes.coreference.surfaces import surface
from quotes.model import Document, ProperName, QuotedSpan

_MAN = re.compile(r"\b(?:[Hh]e|[Hh]im|[Hh]is)\b")
_WOMAN = re.compile(r"\b(?:[Ss]he|[Hh]er|[Hh]ers)\b")


class QuotedWords:
    """The names and pronouns inside the quotations of an article."""

    def __init__(self, document: Document, entities: Entities, proper_names: Sequence[ProperName]) -> None:
        """Starts with the *proper_names* of the *document*, in reading order, which name the *entities*."""
        self.document, self.entities, self.proper_names = document, entities, proper_names
        self._name_starts: list[int] | None = None
        self._quoted_starts = [span.start for span in document.quoted]
        self._in_words: dict[int, frozenset[int]] = {}

    def named_in(self, sentence: int) -> frozenset[int]:
        """Returns the people whose names stand inside the quotations of the sentence at position *sentence*."""
        known = self._in_words.get(sentence)
        if known is None:
            here = self.document.sentences[sentence]
            found: set[int] = set()
            if self._name_starts is None:
                self._name_starts = [span.start for span in self.proper_names]
            for span in self._quoted_in(here.start, here.end):
                low = bisect_left(self._name_starts, span.start)
                for name in self.proper_names[low : bisect_left(self._name_starts, span.end, low)]:
                    entity = self.entities.of(surface(self.document.text[name.start : name.end]))
                    if entity is not None:
                        found.add(entity.number)
            known = self._in_words[sentence] = frozenset(found)
        return known

    def pronoun_in(self, sentence: int, gender: str) -> bool:
        """Tests whether a quotation of the sentence has a pronoun for a man (``m``) or a woman (``f``)."""
        here = self.document.sentences[sentence]
        pattern = _MAN if gender == "m" else _WOMAN
        return any(
            pattern.search(self.document.text, span.start, span.end) for span in self._quoted_in(here.start, here.end)
        )

    def _quoted_in(self, start: int, end: int) -> Sequence[QuotedSpan]:
        low = bisect_left(self._quoted_starts, start)
        return self.document.quoted[low : bisect_left(self._quoted_starts, end, low)]
