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
from quotes.weights.tables import Tables, tables

REMEMBERED = 20_000
"""Number of words whose sums are cached, about half a kilobyte each; when the cache is full it begins anew."""
LONGEST_REMEMBERED = 60
"""Characters of the longest word that is kept."""

_START, _START2, _END, _END2 = "-START-", "-START2-", "-END-", "-END2-"

_OWN = ("i suffix", "i pref1", "i word")
_AROUND = ("i-1 word", "i-1 suffix", "i-2 word", "i+1 word", "i+1 suffix", "i+2 word")
_TEMPLATES = ("bias", *_OWN, *_AROUND, "i-1 tag+i word", "i-1 tag", "i-2 tag", "i tag+i-2 tag")
"""The kinds of NLTK's features; those by which a word adds to its own scores, and to those of the words around it."""


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
    return Model(tables("tagger", pack))


def pack(shipped: Mapping[str, Any]) -> Tables:
    """Returns the content of ``weights/tagger.json`` with a packed row for each value of each template.

    Its classes come in the order of a row's scores: among tags with the same score the last by name wins, as NLTK
    settles draws.
    """
    tags = sorted(shipped["classes"], reverse=True)
    scores = PackedScores(len(tags))
    unit = dict(zip(tags, scores.units, strict=True))
    rows = {
        template: {
            value: sum([weight * unit[tag] for tag, weight in weights.items()])
            for value, weights in shipped["weights"].get(template, {}).items()
        }
        for template in _TEMPLATES
    }
    return Tables(scores.width, {"classes": tags, "tagdict": shipped["tagdict"]}, rows)


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
    """The shipped weights, with which it tags."""

    def __init__(self, weights: Tables) -> None:
        self._names: list[str] = [*map(intern, weights.other["classes"])]
        scores = PackedScores(len(self._names))
        self._best = scores.best
        self._words = words = _Words(weights.rows, weights.other["tagdict"], scores.nothing)
        self._left = [words.neighbour(_START, _START2), words.neighbour(_START2, _START)]  # as NLTK crosses them
        self._right = [words.neighbour(_END, _END), words.neighbour(_END2, _END2)]
        self._tags_before = _TagsBefore(weights.rows)

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

    __slots__ = ("_rows",)

    def __init__(self, rows: Mapping[str, Mapping[str, int]]) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, prev2: str) -> _ByTag:
        found = self[prev2] = _ByTag(partial(self._of, prev2))
        return found

    def _of(self, prev2: str, prev: str) -> int:
        rows = self._rows
        return (
            rows["i-1 tag"].get(prev, 0)
            + rows["i-2 tag"].get(prev2, 0)
            + rows["i tag+i-2 tag"].get(f"{prev} {prev2}", 0)
        )


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
    """The words met so far; the rows of a new one are added up and cached."""

    __slots__ = ("_any", "_around", "_own", "_sure", "_with_tag", "_with_tags")

    def __init__(self, rows: Mapping[str, Mapping[str, int]], sure: Mapping[str, str], nothing: int) -> None:
        super().__init__()
        self._any = nothing + rows["bias"].get("", 0)
        self._own = [rows[template].get for template in _OWN]
        self._around = [rows[template].get for template in _AROUND]
        self._with_tag = rows["i-1 tag+i word"]
        self._with_tags = frozenset([value.partition(" ")[2] for value in self._with_tag])
        self._sure = sure

    def __missing__(self, text: str) -> _Word:
        normal = normalize(text)
        word = self.neighbour(normal, intern(self._sure.get(text, "")))  # one object each: compared faster
        if not word.sure:
            suffix, first, whole = self._own
            word.own = self._any + suffix(text[-3:], 0) + first(text[:1], 0) + whole(normal, 0)
            if normal in self._with_tags:
                word.after_tags = _ByTag(partial(self._after_tag, normal))
        if len(self) >= REMEMBERED:
            self.clear()
        if len(text) <= LONGEST_REMEMBERED:
            self[text] = word
        return word

    def _after_tag(self, normal: str, prev: str) -> int:
        return self._with_tag.get(f"{prev} {normal}", 0)

    def neighbour(self, normal: str, sure: str) -> _Word:
        """Returns a word with what it adds to the scores of the words around it; *normal* is its form as the features
        see it.
        """
        suffix = normal[-3:]
        before, before_suffix, before2, after, after_suffix, after2 = self._around
        return _Word(
            sure=sure,
            own=0,
            after_tags=None,
            before=before(normal, 0) + before_suffix(suffix, 0),
            before2=before2(normal, 0),
            after=after(normal, 0) + after_suffix(suffix, 0),
            after2=after2(normal, 0),
        )
