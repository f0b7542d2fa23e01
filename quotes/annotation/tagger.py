"""Assigns Penn tags by NLTK's averaged perceptron: its weights, its features and its decisions, in a faster loop.

``perceptron()`` is NLTK's own tagger over the shipped weights; ``tag`` gives the same tags (tests hold it to
that).  It is faster because all features of a word, and all that a word gives its neighbours, are added up
once and remembered, and because the scores of all tags are added at once (``weights/packed.py``).  The weights
are integers, so that the order of additions cannot matter.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from sys import intern
from typing import Any, Final

from quotes.weights import parameters
from quotes.weights.packed import PackedScores
from quotes.weights.tables import Tables, tables

REMEMBERED = 20_000
"""Number of words whose sums are cached, about half a kilobyte each; when the cache is full it begins anew."""
LONGEST_REMEMBERED = 60
"""Characters of the longest word that is kept."""

_Rows = Mapping[str, Mapping[str, int]]
"""Packed rows by template and value."""
_START, _START2, _END, _END2 = "-START-", "-START2-", "-END-", "-END2-"

_OWN_TEMPLATES = ("i suffix", "i pref1", "i word")
_AROUND_TEMPLATES = ("i-1 word", "i-1 suffix", "i-2 word", "i+1 word", "i+1 suffix", "i+2 word")
_TEMPLATES = ("bias", *_OWN_TEMPLATES, *_AROUND_TEMPLATES, "i-1 tag+i word", "i-1 tag", "i-2 tag", "i tag+i-2 tag")
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
        self._behind_tag = _BehindTag(weights.rows["i-1 tag+i word"])
        with_tags = frozenset().union(*self._behind_tag.values())
        self._words = words = _Words(weights.rows, with_tags, weights.other["tagdict"], scores.nothing)
        self._left = [words.neighbour(_START, _START2), words.neighbour(_START2, _START)]  # as NLTK crosses them
        self._right = [words.neighbour(_END, _END), words.neighbour(_END2, _END2)]
        self._tags_before = _TagsBefore(weights.rows)

    def tag(self, words: Sequence[str]) -> list[str]:
        """Returns the tags of one sentence's *words*."""
        known = [*self._left, *map(self._words.__getitem__, words), *self._right]
        tags = [word[_SURE] for word in known]
        names, best, tags_before, behind_tag = self._names, self._best, self._tags_before, self._behind_tag
        for i in [i for i, found in enumerate(tags) if not found]:
            word, prev = known[i], tags[i - 1]
            total = (
                word[_OWN]
                + tags_before[tags[i - 2]][prev]
                + known[i - 1][_BEFORE]
                + known[i - 2][_BEFORE2]
                + known[i + 1][_AFTER]
                + known[i + 2][_AFTER2]
            )
            if word[_NORMAL]:
                total += behind_tag[prev].get(word[_NORMAL], 0)
            tags[i] = names[best(total)]
        return tags[2:-2]


class _TagsBefore(dict[str, "_TagBefore"]):
    """What the two tags before a word add: by the farther one, then by the nearer."""

    __slots__ = ("_rows",)

    def __init__(self, rows: _Rows) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, prev2: str) -> "_TagBefore":
        found = self[prev2] = _TagBefore(prev2, self._rows)
        return found


class _TagBefore(dict[str, int]):
    """What the tag before a word adds behind the tag *prev2*, added up when first asked for; there are few tags."""

    __slots__ = ("_prev2", "_rows")

    def __init__(self, prev2: str, rows: _Rows) -> None:
        super().__init__()
        self._prev2, self._rows = prev2, rows

    def __missing__(self, prev: str) -> int:
        rows, prev2 = self._rows, self._prev2
        total = self[prev] = (
            rows["i-1 tag"].get(prev, 0)
            + rows["i-2 tag"].get(prev2, 0)
            + rows["i tag+i-2 tag"].get(f"{prev} {prev2}", 0)
        )
        return total


class _BehindTag(dict[str, dict[str, int]]):
    """What words add by the tag before them: by that tag, then by the word as the features see it."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        super().__init__()
        for value, row in rows.items():
            tag, _, normal = value.partition(" ")
            self.setdefault(tag, {})[normal] = row

    def __missing__(self, tag: str) -> dict[str, int]:
        return {}


_Word = tuple[str, int, str, int, int, int, int]
"""What a word adds to the scores, as itself and as a neighbour: packed rows, a score for each tag.

It is a plain tuple of strings and numbers, because the garbage collector passes these by: thousands are kept, and with
objects instead 300 articles never met take 5 % more CPU time.
"""
_SURE: Final = 0
"""The only tag that the word takes, from the tag dictionary; empty if the scores decide."""
_OWN: Final = 1
"""What the word adds by itself."""
_NORMAL: Final = 2
"""The word as the features see it; empty if no tag before it matters."""
_BEFORE: Final = 3
"""What the word adds to the next word, …"""
_BEFORE2: Final = 4
"""… to the word after that, …"""
_AFTER: Final = 5
"""… to the word before it, …"""
_AFTER2: Final = 6
"""… and to the one before that."""


class _Words(dict[str, _Word]):
    """The words met so far; the rows of a new one are added up and cached."""

    __slots__ = ("_any", "_around", "_own", "_sure", "_with_tags")

    def __init__(self, rows: _Rows, with_tags: frozenset[str], sure: Mapping[str, str], nothing: int) -> None:
        super().__init__()
        self._any = nothing + rows["bias"].get("", 0)
        self._own = [rows[template].get for template in _OWN_TEMPLATES]
        self._around = [rows[template].get for template in _AROUND_TEMPLATES]
        self._with_tags, self._sure = with_tags, sure

    def __missing__(self, text: str) -> _Word:
        normal, sure = normalize(text), self._sure.get(text)
        if sure:
            word = self.neighbour(normal, intern(sure))  # one object for each tag: compared faster
        else:
            suffix, first, whole = self._own
            own = self._any + suffix(text[-3:], 0) + first(text[:1], 0) + whole(normal, 0)
            word = self.neighbour(normal, "", own, normal if normal in self._with_tags else "")
        if len(self) >= REMEMBERED:
            self.clear()
        if len(text) <= LONGEST_REMEMBERED:
            self[text] = word
        return word

    def neighbour(self, normal: str, sure: str, own: int = 0, by_tag: str = "") -> _Word:
        """Returns a word with what it adds to the scores of the words around it; *normal* is its form as the features
        see it.
        """
        suffix = normal[-3:]
        before, before_suffix, before2, after, after_suffix, after2 = self._around
        return (
            sure,
            own,
            by_tag,
            before(normal, 0) + before_suffix(suffix, 0),
            before2(normal, 0),
            after(normal, 0) + after_suffix(suffix, 0),
            after2(normal, 0),
        )
