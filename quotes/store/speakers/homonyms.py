"""Finds speakers who may be two people of one name: *John Smith, the striker* and *finance minister John Smith*.

The store links such names to one speaker and warns: when an article is added, in reviews and among the suggestions,
until a person has split the speaker or decided about the quotations of one of the two.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from quotes.english.occupations import Calling, callings, far_apart
from quotes.model import SpeakerKind
from quotes.plurals import counted
from quotes.store.schema import DECIDED, HIDDEN, QuoteRow, SpeakerRow
from quotes.store.speakers.namesakes import BEYOND_ARTICLES

MOST = 2000
"""At most this many quotations of one speaker are compared, the latest stored first: a description that is in use
today occurs in many of them, and a head of government has tens of thousands."""


class MaybeTwo(NamedTuple):
    """A speaker who may be two people: the description of each, and the number of articles that give it."""

    speaker: int
    one: str
    articles: int
    other: str
    other_articles: int

    def __str__(self) -> str:
        one, other = counted(self.articles, "article"), counted(self.other_articles, "article")
        return f"maybe two: {self.one} in {one}, {self.other} in {other}"


def maybe_two(session: Session, speaker: int, *, article: int | None = None) -> MaybeTwo | None:
    """Returns the evidence that the speaker with that id is two people, or None if there is none.

    With *article* (an id), only descriptions in that article are compared with those in others.
    """
    rows = session.execute(_mentions().where(SpeakerRow.id == speaker).order_by(QuoteRow.id.desc()).limit(MOST))
    return next(iter(_found(rows, article)), None)


def every_maybe_two(session: Session) -> list[MaybeTwo]:
    """Returns all speakers who may be two people, ordered by id; those known in one article alone are left out."""
    return _found(session.execute(_mentions().order_by(SpeakerRow.id, QuoteRow.id)), None)


def _mentions() -> Select[*tuple[Any, ...]]:
    """Returns the query for speaker, name, article, mention and status where a mention says more than the name."""
    return (
        select(SpeakerRow.id, SpeakerRow.name, QuoteRow.article_id, QuoteRow.mention, QuoteRow.status)
        .join(SpeakerRow, SpeakerRow.id == QuoteRow.speaker_id)
        .where(
            BEYOND_ARTICLES,
            SpeakerRow.kind == SpeakerKind.PERSON.value,
            QuoteRow.status.not_in(HIDDEN),
            QuoteRow.mention.is_not(None),
            QuoteRow.mention.contains(" "),
            func.length(QuoteRow.mention) > 5,
        )
    )


def _found(rows: Iterable[Any], article: int | None) -> list[MaybeTwo]:
    called: dict[int, dict[int, dict[Calling, bool]]] = defaultdict(lambda: defaultdict(dict))
    for speaker, name, number, mention, status in rows:
        for calling in callings(mention, name):
            known = called[speaker][number]
            known[calling] = known.get(calling, True) and status in DECIDED
    each = (_apart(speaker, articles, article) for speaker, articles in called.items())
    return [found for found in each if found is not None]


def _apart(speaker: int, articles: dict[int, dict[Calling, bool]], article: int | None) -> MaybeTwo | None:
    """Returns the two descriptions, in most articles, that hardly fit one person, or None.

    Two that stand in one article are taken for one person's, and so are two of which a person has decided about all
    quotations.
    """
    bearing: dict[Calling, set[int]] = defaultdict(set)
    open_callings: set[Calling] = set()
    for number, said in articles.items():
        for calling, is_decided in said.items():
            bearing[calling].add(number)
            if not is_decided:
                open_callings.add(calling)
    domains: dict[str, set[int]] = defaultdict(set)
    for calling, numbers in bearing.items():
        domains[calling.domain] |= numbers
    pairs = [
        (one, other)
        for one, other in combinations(sorted(bearing, key=lambda each: (-len(bearing[each]), each)), 2)
        if far_apart(one, other)
        and {one, other} & open_callings
        and not domains[one.domain] & domains[other.domain]
        and (article is None or article in bearing[one] | bearing[other])
    ]
    if not pairs:
        return None
    one, other = pairs[0]
    return MaybeTwo(speaker, one.word, len(bearing[one]), other.word, len(bearing[other]))
