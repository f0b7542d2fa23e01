"""Assigns Penn tags by NLTK's averaged perceptron: its weights, its features and its decisions, in a faster loop.

``perceptron()`` is NLTK's own tagger over the shipped weights; ``tag`` gives the same tags (tests hold it to
that).  It is faster because all features of a word, and all that a word gives its neighbours, are added up
once and remembered, and because the scores of all tags are added at once (``weights/packed.py``).  The weights
are integers, so that the order of additions cannot matter.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from sys import intern
from typing import Any

from quotes.weights import parameters
from quotes.weights.packed import PackedScores

REMEMBERED = 20_000
"""Number of words whose sums are cached, about half a kilobyte each; when the cache is full it begins anew."""
LONGEST_REMEMBERED = 60
"""Characters of the longest word that is kept."""

_START, _START2, _END, _END2 = "-START-", "-START2-", "-END-", "-END2-"

_TEMPLATES = (
    *("bias", "i suffix", "i pref1", "i word", "i-1 tag+i word", "i-1 tag", "i-2 tag", "i tag+i-2 tag"),
    *("i-1 word", "i-1 suffix", "i-2 word", "i+1 word", "i+1 suffix", "i+2 word"),
)
"""The kinds of NLTK's features."""


@cache
def perceptron() -> Any:
    """Returns NLTK's ``PerceptronTagger`` over the shipped weights, for tests and as the yardstick of speed."""
    from nltk.tag.perceptron import PerceptronTagger

    shipped = parameters("tagger")
    flat = {
        (f"{template} {value}" if template != "bias" else template): scores
        for template, values in shipped["weights"].items()
        for value, scores in values.items()
    }
    return PerceptronTagger.decode_json_obj((flat, shipped["tagdict"], shipped["classes"]))


def tag(words: Sequence[str]) -> list[str]:
    """Returns the Penn tags of one sentence's *words*; an empty word is a masked quotation, tagged ``QUOTED``.

    Apostrophes must be straight. Takes time linear in the number of words; deterministic; safe in several threads.
    """
    return _model().tag(words)


@cache
def _model() -> "Model":
    return Model(parameters("tagger"))


def normalize(word: str) -> str:
    """Returns the word as NLTK's features see it: lower case; hyphenated words, years and other numbers as one class
    each.
    """
    if "-" in word and word[0] != "-":
        return "!HYPHEN"
    if word.isdigit() and len(word) == 4:
        return "!YEAR"
    if word and word[0].isdigit():
        return "!DIGITS"
    return word.lower()


class Model:
    """The shipped weights, with which it tags. Among tags with the same score the last by name wins, as NLTK settles
    draws.
    """

    def __init__(self, shipped: Mapping[str, Any]) -> None:
        names: list[str] = sorted(map(intern, shipped["classes"]), reverse=True)
        scores = PackedScores(len(names))
        unit = dict(zip(names, scores.units, strict=True))
        sums = {template: _Sums(shipped["weights"].get(template, {}), unit) for template in _TEMPLATES}
        self._names = names
        self._best = scores.best
        self._words = words = _Words(sums, shipped["tagdict"], scores.nothing)
        self._left = [words.neighbour(_START, _START2), words.neighbour(_START2, _START)]  # as NLTK crosses them
        self._right = [words.neighbour(_END, _END), words.neighbour(_END2, _END2)]
        self._tags_before = _TagsBefore(sums)

    def tag(self, words: Sequence[str]) -> list[str]:
        """Returns the tags of one sentence's *words*."""
        known = [*self._left, *map(self._words.__getitem__, words), *self._right]
        tags: list[str] = [word.sure for word in known]
        names, best, tags_before = self._names, self._best, self._tags_before
        for i in [i for i, found in enumerate(tags) if not found]:
            word, prev = known[i], tags[i - 1]
            total = (
                word.own
                + tags_before[tags[i - 2]][prev]
                + known[i - 1].before
                + known[i - 2].before2
                + known[i + 1].after
                + known[i + 2].after2
            )
            if word.after_tags is not None:
                total += word.after_tags[prev]
            tags[i] = names[best(total)]
        return tags[2:-2]


class _Sums(dict[str, int]):
    """What each value of one template adds to the scores of all tags, summed when first asked for.

    A value that isn't in *table* adds nothing and isn't kept, so this grows to the size of *table* at most.
    """

    __slots__ = ("_unit", "table")

    def __init__(self, table: Mapping[str, Mapping[str, int]], unit: Mapping[str, int]) -> None:
        super().__init__()
        self.table, self._unit = table, unit

    def __missing__(self, value: str) -> int:
        found = self.table.get(value)
        if found is None:
            return 0
        unit = self._unit
        total = self[value] = sum([weight * unit[name] for name, weight in found.items()])
        return total


class _ByTag(dict[str, int]):
    """What is added behind each tag, computed by *find* when first asked for; there are few tags."""

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[str], int]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, tag: str) -> int:
        total = self[tag] = self._find(tag)
        return total


class _TagsBefore(dict[str, _ByTag]):
    """What the two tags before a word add: by the farther one, then by the nearer."""

    __slots__ = ("_sums",)

    def __init__(self, sums: Mapping[str, _Sums]) -> None:
        super().__init__()
        self._sums = sums

    def __missing__(self, prev2: str) -> _ByTag:
        found = self[prev2] = _ByTag(partial(self._of, prev2))
        return found

    def _of(self, prev2: str, prev: str) -> int:
        sums = self._sums
        return sums["i-1 tag"][prev] + sums["i-2 tag"][prev2] + sums["i tag+i-2 tag"][f"{prev} {prev2}"]


@dataclass(slots=True, eq=False)
class _Word:
    """What a word adds to the scores, as itself and as a neighbour: packed rows, a score for each tag."""

    sure: str
    """The only tag it takes, from the tag dictionary; empty if the scores decide."""
    own: int
    after_tags: _ByTag | None
    """What it adds by the tag before; None if no tag before matters for the word."""
    before: int
    before2: int
    after: int
    after2: int


class _Words(dict[str, _Word]):
    """The words met so far; the weights of a new one are added up and cached."""

    __slots__ = ("_nothing", "_sums", "_sure", "_with_tags")

    def __init__(self, sums: Mapping[str, _Sums], sure: Mapping[str, str], nothing: int) -> None:
        super().__init__()
        self._sums, self._sure, self._nothing = sums, sure, nothing
        self._with_tags = frozenset([value.partition(" ")[2] for value in sums["i-1 tag+i word"].table])

    def __missing__(self, text: str) -> _Word:
        normal = normalize(text)
        word = self.neighbour(normal, intern(self._sure.get(text, "")))  # one object each: compared faster
        if not word.sure:
            sums = self._sums
            word.own = (
                self._nothing
                + sums["bias"][""]
                + sums["i suffix"][text[-3:]]
                + sums["i pref1"][text[:1]]
                + sums["i word"][normal]
            )
            if normal in self._with_tags:
                word.after_tags = _ByTag(partial(self._after_tag, normal))
        if len(self) >= REMEMBERED:
            self.clear()
        if len(text) <= LONGEST_REMEMBERED:
            self[text] = word
        return word

    def _after_tag(self, normal: str, prev: str) -> int:
        return self._sums["i-1 tag+i word"][f"{prev} {normal}"]

    def neighbour(self, normal: str, sure: str) -> _Word:
        """Returns a word with what it adds to the scores of the words around it; *normal* is its form as the features
        see it.
        """
        sums, suffix = self._sums, normal[-3:]
        return _Word(
            sure=sure,
            own=0,
            after_tags=None,
            before=sums["i-1 word"][normal] + sums["i-1 suffix"][suffix],
            before2=sums["i-2 word"][normal],
            after=sums["i+1 word"][normal] + sums["i+1 suffix"][suffix],
            after2=sums["i+2 word"][normal],
        )
