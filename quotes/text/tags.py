"""Penn tags by NLTK's averaged perceptron: its weights, its features, its decisions, in a faster loop.

``perceptron()`` is NLTK's own tagger over the shipped weights; ``tag`` gives the same tags (tests hold it to
that).  It is faster because all features of a word, and all features that a word gives its neighbours, are added up
once and remembered.  The weights are integers, so that the order of additions cannot matter.
"""

from functools import cache
from typing import Any, NamedTuple

from quotes.resources import weights

REMEMBERED = 20_000
"""Words, and pairs of a tag and a word, whose sums are kept; when it is full the memory begins anew."""

_START, _START2, _END, _END2 = "-START-", "-START2-", "-END-", "-END2-"
_Sum = tuple[tuple[int, int], ...]
"""Weights added up, as (position of the tag, weight)."""


class _Word(NamedTuple):
    """What a word adds to the scores, as itself and as a neighbour."""

    sure: str | None
    """The only tag it takes, from the tag dictionary."""
    normal: str
    own: list[int]
    before: _Sum
    before2: _Sum
    after: _Sum
    after2: _Sum


@cache
def perceptron() -> Any:
    """NLTK's ``PerceptronTagger`` over the shipped weights, for training, tests and the benchmark's reference."""
    from nltk.tag.perceptron import PerceptronTagger

    shipped = weights("tagger")
    flat = {
        (f"{template} {value}" if template != "bias" else template): scores
        for template, values in shipped["weights"].items()
        for value, scores in values.items()
    }
    return PerceptronTagger.decode_json_obj((flat, shipped["tagdict"], shipped["classes"]))


def tag(words: list[str]) -> list[str]:
    """The Penn tags of one sentence's *words*; an empty word is a masked quotation, tagged ``QUOTED``.

    Apostrophes are straight.  Linear in the number of words; deterministic; safe to call from several threads.
    """
    return _model().tag(words)


@cache
def _model() -> "Model":
    return Model(weights("tagger"))


def normalize(word: str) -> str:
    """The word as the features see it: lower case, hyphenated words and numbers as one class each (NLTK's)."""
    if "-" in word and word[0] != "-":
        return "!HYPHEN"
    if word.isdigit() and len(word) == 4:
        return "!YEAR"
    if word and word[0].isdigit():
        return "!DIGITS"
    return word.lower()


class Model:
    """The shipped weights with tags as positions, in descending order of their names: NLTK breaks ties that way."""

    def __init__(self, shipped: dict[str, Any]) -> None:
        self.tags: list[str] = sorted(shipped["classes"], reverse=True)
        position = {name: i for i, name in enumerate(self.tags)}
        self._tables: dict[str, dict[str, _Sum]] = {
            template: {
                value: tuple((position[name], weight) for name, weight in scores.items())
                for value, scores in values.items()
            }
            for template, values in shipped["weights"].items()
        }
        self._sure: dict[str, str] = shipped["tagdict"]
        self._words: dict[str, _Word] = {}
        self._pairs: dict[tuple[str, str], _Sum] = {}
        self._previous: dict[tuple[str, str], _Sum] = {}
        self._edges = tuple(self._neighbour(edge) for edge in (_START, _START2, _END, _END2))

    def tag(self, words: list[str]) -> list[str]:
        remembered = self._words
        known: list[_Word] = []
        for text in words:
            word = remembered.get(text)
            known.append(self._learn(text) if word is None else word)
        start, start2, end, end2 = self._edges
        known += (end, end2)
        names, previous, pairs = self.tags, self._previous, self._pairs
        tags: list[str] = []
        prev, prev2 = _START, _START2
        left2, left = start, start2
        i = 0
        for word in known[:-2]:
            i += 1
            found = word.sure
            if found is None:
                scores = word.own.copy()
                for k, weight in left.before:
                    scores[k] += weight
                for k, weight in left2.before2:
                    scores[k] += weight
                right = known[i]
                for k, weight in right.after:
                    scores[k] += weight
                for k, weight in known[i + 1].after2:
                    scores[k] += weight
                both = previous.get((prev, prev2))
                if both is None:
                    both = self._learn_previous(prev, prev2)
                for k, weight in both:
                    scores[k] += weight
                pair = pairs.get((prev, word.normal))
                if pair is None:
                    pair = self._learn_pair(prev, word.normal)
                for k, weight in pair:
                    scores[k] += weight
                found = names[scores.index(max(scores))]
            tags.append(found)
            prev2 = prev
            prev = found
            left2 = left
            left = word
        return tags

    def _sum(self, *features: tuple[str, str]) -> _Sum:
        total: dict[int, int] = {}
        for template, value in features:
            for k, weight in self._tables.get(template, {}).get(value, ()):
                total[k] = total.get(k, 0) + weight
        return tuple(total.items())

    def _neighbour(self, normal: str, sure: str | None = None, own: list[int] | None = None) -> _Word:
        suffix = normal[-3:]
        return _Word(
            sure,
            normal,
            own or [],
            self._sum(("i-1 word", normal), ("i-1 suffix", suffix)),
            self._sum(("i-2 word", normal)),
            self._sum(("i+1 word", normal), ("i+1 suffix", suffix)),
            self._sum(("i+2 word", normal)),
        )

    def _learn(self, text: str) -> _Word:
        normal = normalize(text)
        sure = self._sure.get(text)
        own: list[int] = []
        if sure is None:
            own = [0] * len(self.tags)
            features = (("bias", ""), ("i suffix", text[-3:]), ("i pref1", text[:1]), ("i word", normal))
            for k, weight in self._sum(*features):
                own[k] = weight
        word = self._neighbour(normal, sure, own)
        if len(self._words) >= REMEMBERED:
            self._words.clear()
        if len(text) <= 60:
            self._words[text] = word
        return word

    def _learn_previous(self, prev: str, prev2: str) -> _Sum:
        total = self._sum(("i-1 tag", prev), ("i-2 tag", prev2), ("i tag+i-2 tag", f"{prev} {prev2}"))
        self._previous[prev, prev2] = total
        return total

    def _learn_pair(self, prev: str, normal: str) -> _Sum:
        total = self._sum(("i-1 tag+i word", f"{prev} {normal}"))
        if len(self._pairs) >= 2 * REMEMBERED:
            self._pairs.clear()
        if len(normal) <= 60:
            self._pairs[prev, normal] = total
        return total
