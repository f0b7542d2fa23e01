"""Finds the stored quotations that some words may have been taken from, altered or not: by their rarest words first.

The full-text index gives the quotations that have a word. Words that few quotations have are asked first; each of their
quotations gets a vote that weighs more the rarer the word is. Where these find nothing near, neighbouring words are
asked together. So no list is longer than :data:`MOST_IDS`, however large the store.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.english.lexicons import lexicon
from quotes.store.schema import ArticleRow, QuoteRow
from quotes.store.search.conditions import frequent_words, ids_with
from quotes.store.statuses import HIDDEN
from quotes.wording import fold

MOST_IDS = 1000
"""Quotations that have a word, up to which it counts as rare."""
ENOUGH = 6
"""Lists of quotations after which no more are asked for."""
GOOD = 0.75
"""Part of the words that the likest quotation shares, below which neighbouring words are asked together too: what is
meant may have no rare word, and an altered word may be a rare one."""
WINDOW = 4
"""Neighbouring words that are asked together."""
MOST_WINDOWS = 10
"""Such neighbours that are asked."""
NEIGHBOURS = 3.0
"""Weight of their vote against that of a rare word: they hardly ever come together by chance."""
MOST_WORDS = 30
"""Words of a wording that are asked, the longest first."""
VOTED = 150
"""Quotations with most votes whose words are compared."""
FAR = 0.4
"""Candidates that share at most this part of what the likest one shares are left out."""
WHOLE = 100.0
"""Vote of quotations that have all the words: more than all others together."""
_T = TypeVar("_T")
Votes = defaultdict[int, float]
"""Quotations with the weight of the words that they share with a wording."""
_FREQUENT = "quotes.frequent_words"
"""Key in the session's notes of the words that are known to be frequent."""


class Candidate(NamedTuple):
    """A stored quotation that may be meant."""

    id: int
    words: str
    shared: int
    """Words that both have in the same order."""
    likeness: float
    """The shared words times their parts of either wording."""


def candidates(session: Session, words: str, *, limit: int = 20) -> list[Candidate]:
    """Returns at most *limit* stored quotations that share most words, in the same order, with *words*; the likest
    first, and of equal ones the one stored first.

    Rejected and withdrawn quotations and superseded versions of articles are left out.
    """
    sought = fold(words).split()
    votes: Votes = defaultdict(float)
    if whole := _having(session, [" ".join(sought[:MOST_WORDS])]):
        _add(votes, whole[:MOST_IDS], WHOLE)
    _rare_words(session, sought, votes)
    found = _likest(session, sought, votes)
    if not found or found[0].shared < GOOD * len(sought):
        _neighbours(session, sought, votes)
        found = _likest(session, sought, votes)
    return [each for each in found[:limit] if each.likeness > FAR * found[0].likeness]


def _likest(session: Session, sought: Sequence[str], votes: Votes) -> list[Candidate]:
    """Returns those with most *votes* that readers see, the likest first."""
    voted = [number for number, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:VOTED]]
    query = (
        select(QuoteRow.id, QuoteRow.words, QuoteRow.search_words)
        .join(ArticleRow, ArticleRow.id == QuoteRow.article_id)
        .where(QuoteRow.id.in_(voted), QuoteRow.status.not_in(HIDDEN), ArticleRow.is_current)
    )
    rows = session.execute(query) if voted else ()
    found = [_candidate(number, stored, sought, search_words.split()) for number, stored, search_words in rows]
    return sorted(found, key=lambda each: (-each.likeness, each.id))


def _candidate(number: int, words: str, sought: Sequence[str], stored: Sequence[str]) -> Candidate:
    from rapidfuzz.distance import LCSseq

    shared = LCSseq.similarity(sought, stored)
    likeness = shared * (shared / len(sought) + shared / len(stored)) if shared else 0.0
    return Candidate(number, words, shared, likeness)


def _rare_words(session: Session, sought: Sequence[str], votes: Votes) -> None:
    """Adds the votes of the rare words of *sought*."""
    known = _frequent_words(session)
    rare = 0
    for word in _rarest_first(sought):
        having = [] if word in known else _having(session, [word])
        if len(having) > MOST_IDS:
            known.add(word)
        elif having:
            rare += 1
            _add(votes, having, _weight(having))
        if rare == ENOUGH:
            return


def _neighbours(session: Session, sought: Sequence[str], votes: Votes) -> None:
    """Adds the votes of :data:`WINDOW` neighbouring words of *sought* together, of which few quotations have all; the
    longest words first.
    """
    windows = [tuple(sought[at : at + WINDOW]) for at in range(max(1, len(sought) - WINDOW + 1))]
    windows.sort(key=lambda words: -sum(map(len, words)))
    for words in _distinct(windows)[:MOST_WINDOWS]:
        having = _having(session, _distinct(words))
        if 0 < len(having) <= MOST_IDS:
            _add(votes, having, NEIGHBOURS * _weight(having))


def _frequent_words(session: Session) -> set[str]:
    """Returns the words that are known to be frequent, to be added to: kept for the session.

    PostgreSQL, which reads a row for each quotation that an index names, has counted the most frequent words of the
    index already; SQLite reads only as much of a list as it is asked for.
    """
    known: set[str] | None = session.info.get(_FREQUENT)
    if known is None:
        known = session.info[_FREQUENT] = set(frequent_words(session, MOST_IDS))
    return known


def _add(votes: Votes, having: Sequence[int], weight: float) -> None:
    for number in having:
        votes[number] += weight


def _weight(having: Sequence[int]) -> float:
    """Returns the vote of a word that so many quotations have: the rarer, the more."""
    return math.log(2 * MOST_IDS / len(having))


def _distinct(each: Iterable[_T]) -> list[_T]:
    return list(dict.fromkeys(each))


def _rarest_first(words: Sequence[str]) -> list[str]:
    """Returns the distinct words in the order in which they are asked: function words and short ones last."""
    common = lexicon("never_names")
    return sorted(_distinct(words), key=lambda word: (word in common, -len(word)))[:MOST_WORDS]


def _having(session: Session, words: Sequence[str]) -> list[int]:
    """Returns the quotations that have all of *words*, words or phrases, one more than :data:`MOST_IDS` at most."""
    return list(session.scalars(ids_with(session, words).limit(MOST_IDS + 1)).all())
