"""Keys by which near wordings and near texts find each other: hashes of short runs of words.

They depend on the words alone, never on what else a store holds, so families don't depend on the order in which
articles arrive.  A change here asks for ``quotes db reindex``.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from hashlib import blake2b
from struct import unpack
from typing import TypeVar
from zlib import crc32

from quotes.wording import fold

Each = TypeVar("Each")

FEWEST = 5
"""Words of a quotation that can be of a family: shorter ones are said by everybody."""
RUN = 3
"""Words of a run of a quotation."""
DENSE = 14
"""Words up to which a quotation has a key for each of its runs; a longer one has one for every few of them."""
WINDOW = FEWEST - RUN + 1
"""Neighbouring runs of which one is chosen, the longest in letters, as that is the rarest.  Two quotations with
:data:`FEWEST` words in a row in common so have a key in common (winnowing: Schleimer, Wilkerson, Aiken 2003)."""
TEXT_RUN = 5
"""Words of a run of an article's text."""
SKETCH = 32
"""Keys of an article: its smallest hashes.  The share of them that two articles have in common estimates how much of
their text they have in common (Broder 1997); with 32 the estimate is off by 0.09 (one standard deviation) at most."""
SHORTEST_TEXT = 40
"""Words of an article that can be compared with others as a whole."""
_CONTRACTED = frozenset({"d", "ll", "m", "re", "s", "t", "ve"})
"""What is left of contractions, as words of their own."""
NO_DAY = 0
"""The day of what has none, and of the keys that hold whatever the day."""


def day_number(day: dt.date | None) -> int:
    """Returns the number of *day*, counted from the year 1, or :data:`NO_DAY` if there is none."""
    return NO_DAY if day is None else day.toordinal()


def words_key(search_words: str) -> int:
    """Returns the key of folded words as a whole: equal words have it, whatever the day."""
    return _hashed([f"= {search_words}".encode()])[0]


def is_long_enough(search_words: str) -> bool:
    """Tests whether folded words are enough for a family; *I'm*, which is folded to *i m*, is one word."""
    words = search_words.split()
    if len(words) < FEWEST or _CONTRACTED.isdisjoint(words):
        return len(words) >= FEWEST
    return sum(word not in _CONTRACTED for word in words) >= FEWEST


def near_keys(search_words: str) -> tuple[int, ...]:
    """Returns the keys of some of the runs of folded words, among them one of every :data:`FEWEST` words in a row."""
    words = search_words.split()
    runs = [" ".join(run) for run in _runs(words, RUN)]
    if len(runs) > DENSE - RUN + 1:
        measured = [(len(run), run) for run in runs]
        runs = [run for _, run in map(max, _runs(measured, WINDOW))]
    return _hashed([run.encode() for run in set(runs)])


def text_keys(text: str) -> tuple[int, ...]:
    """Returns the keys of an article's text, at most :data:`SKETCH`; none if it is too short to be compared."""
    words = fold(text).encode().split(b" ")
    if len(words) < SHORTEST_TEXT:
        return ()
    runs = {b" ".join(run) for run in _runs(words, TEXT_RUN)}
    # A quick hash chooses; only what is chosen gets a hash of 64 bits.
    return _hashed([run for _, run in sorted(zip(map(crc32, runs), runs, strict=True))[:SKETCH]])


def _runs(values: Sequence[Each], length: int) -> Iterable[tuple[Each, ...]]:
    """Returns every run of *length* neighbours."""
    return zip(*(values[start:] for start in range(length)), strict=False)


def _hashed(runs: Collection[bytes]) -> tuple[int, ...]:
    """Returns a hash of 64 bits of each of *runs*, signed as both engines keep it."""
    return unpack(f">{len(runs)}q", b"".join([blake2b(run, digest_size=8).digest() for run in runs]))
