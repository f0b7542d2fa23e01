"""Penn tags by NLTK's averaged perceptron: its weights, its features, its decisions, in a faster loop.

``perceptron()`` is NLTK's own tagger over the shipped weights; ``tag`` gives the same tags (tests hold it to
that).  It is faster because all features of a word, and all that a word gives its neighbours, are added up
once and remembered, and because the scores of all tags are added at once, as the digits of one long
integer.  The weights are integers, so that the order of additions cannot matter.
"""

import struct
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from quotes.resources import weights

REMEMBERED = 20_000
"""Words whose sums are kept, about one kilobyte each; when the memory is full it begins anew."""
LONGEST_REMEMBERED = 60
"""Characters of the longest word that is kept."""

_START, _START2, _END, _END2 = "-START-", "-START2-", "-END-", "-END2-"

_DIGIT = 32
"""Bits for the score of one tag."""
_RANK = 64
"""A score is a multiple of this, and the rest its tag's position, so that the greatest says which tag it
is.  There are fewer tags than this."""
_ZERO = 1 << (_DIGIT - 1)
"""What stands for a score of nothing: sums of weights may be negative, digits may not."""


_ENDINGS = frozenset(("i suffix", "i pref1", "i-1 suffix", "i+1 suffix"))
"""Templates whose few values go with many words."""


class _Word(NamedTuple):
    """What a word adds to the scores, as itself and as a neighbour: long integers, a digit for each tag."""

    sure: str | None
    """The only tag it takes, from the tag dictionary."""
    own: int
    with_previous: Mapping[str, int]
    """By the tag before."""
    before: int
    before2: int
    after: int
    after2: int


@cache
def perceptron() -> Any:
    """NLTK's ``PerceptronTagger`` over the shipped weights: for tests and as the yardstick of speed."""
    from nltk.tag.perceptron import PerceptronTagger

    shipped = weights("tagger")
    flat = {
        (f"{template} {value}" if template != "bias" else template): scores
        for template, values in shipped["weights"].items()
        for value, scores in values.items()
    }
    return PerceptronTagger.decode_json_obj((flat, shipped["tagdict"], shipped["classes"]))


def tag(words: Sequence[str]) -> list[str]:
    """The Penn tags of one sentence's *words*; an empty word is a masked quotation, tagged ``QUOTED``.

    Apostrophes are straight.  Linear in the number of words; deterministic; safe in several threads.
    """
    return _model().tag(words)


@cache
def _model() -> "Model":
    return Model(weights("tagger"))


def normalize(word: str) -> str:
    """The word as NLTK's features see it: lower case, hyphenated words and numbers as one class each."""
    if "-" in word and word[0] != "-":
        return "!HYPHEN"
    if word.isdigit() and len(word) == 4:
        return "!YEAR"
    if word and word[0].isdigit():
        return "!DIGITS"
    return word.lower()


class Model:
    """The shipped weights.  Tags rank in the order of their names: NLTK settles draws that way."""

    def __init__(self, shipped: Mapping[str, Any]) -> None:
        self._names: list[str] = sorted(shipped["classes"])
        if len(self._names) > _RANK:
            raise ValueError(f"{len(self._names)} tags; at most {_RANK} can be ranked")
        self._tables: Mapping[str, Mapping[str, Mapping[str, int]]] = shipped["weights"]
        self._sure: Mapping[str, str] = shipped["tagdict"]
        self._digit = {name: _RANK << (_DIGIT * i) for i, name in enumerate(self._names)}
        self._nothing = sum((_ZERO + i) << (_DIGIT * i) for i in range(len(self._names)))
        self._scores = struct.Struct(f"<{len(self._names)}I")
        self._words: dict[str, _Word] = {}
        self._endings: dict[tuple[str, str], int] = {}
        self._tags_before: dict[str, list[str]] = {}
        """Word → the tags before it that say something of its own."""
        for value in self._tables.get("i-1 tag+i word", ()):
            prev, _, word = value.partition(" ")
            self._tags_before.setdefault(word, []).append(prev)
        self._before = sorted({*self._names, *self._sure.values(), _START})
        self._previous = {
            prev2: {
                prev: self._sum(("i-1 tag", prev), ("i-2 tag", prev2), ("i tag+i-2 tag", f"{prev} {prev2}"))
                for prev in self._before
            }
            for prev2 in (*self._before, _START2)
        }
        self._left, self._left2 = self._neighbour(_START2), self._neighbour(_START)
        self._right = (self._neighbour(_END), self._neighbour(_END2))

    def tag(self, words: Sequence[str]) -> list[str]:
        """The tags of one sentence's *words*."""
        learnt, learn = self._words, self._learn
        known = [learnt.get(text) or learn(text) for text in words]
        known += self._right
        names, previous, rank = self._names, self._previous, _RANK - 1
        unpack, size = self._scores.unpack, self._scores.size
        tags: list[str] = []
        prev, prev2 = _START, _START2
        left, left2 = self._left, self._left2
        for i in range(1, len(known) - 1):
            word = known[i - 1]
            found = word.sure
            if found is None:
                total = (
                    word.own
                    + word.with_previous.get(prev, 0)
                    + left.before
                    + left2.before2
                    + known[i].after
                    + known[i + 1].after2
                    + previous[prev2][prev]
                )
                found = names[max(unpack(total.to_bytes(size, "little"))) & rank]
            tags.append(found)
            prev2 = prev
            prev = found
            left2 = left
            left = word
        return tags

    def _sum(self, *features: tuple[str, str]) -> int:
        """The weights of *features* added up; sums of endings and first letters are kept."""
        digit, total = self._digit, 0
        for feature in features:
            added = self._endings.get(feature)
            if added is None:
                template, value = feature
                found = self._tables.get(template, {}).get(value)
                added = sum([weight * digit[name] for name, weight in found.items()]) if found else 0
                if found and template in _ENDINGS:
                    self._endings[feature] = added
            total += added
        return total

    def _learn(self, text: str) -> _Word:
        """Add up what *text* contributes, and remember it."""
        normal = normalize(text)
        word = self._neighbour(normal)
        sure = self._sure.get(text)
        if sure is None:
            features = (("bias", ""), ("i suffix", text[-3:]), ("i pref1", text[:1]), ("i word", normal))
            with_previous = {
                prev: self._sum(("i-1 tag+i word", f"{prev} {normal}")) for prev in self._tags_before.get(normal, ())
            }
            word = word._replace(own=self._nothing + self._sum(*features), with_previous=with_previous)
        else:
            word = word._replace(sure=sure)
        if len(self._words) >= REMEMBERED:
            self._words.clear()
        if len(text) <= LONGEST_REMEMBERED:
            self._words[text] = word
        return word

    def _neighbour(self, normal: str) -> _Word:
        """What a word that the features see as *normal* contributes to the words around it."""
        suffix = normal[-3:]
        return _Word(
            sure=None,
            own=0,
            with_previous={},
            before=self._sum(("i-1 word", normal), ("i-1 suffix", suffix)),
            before2=self._sum(("i-2 word", normal)),
            after=self._sum(("i+1 word", normal), ("i+1 suffix", suffix)),
            after2=self._sum(("i+2 word", normal)),
        )
