"""Speakers under whose name two people may be quoted: *John Smith, the striker* and *finance minister John Smith*.

Names are linked all the same, and this is said: where an article brings it about, in reviews and among suggestions,
until a person has split the speaker or decided about the quotations of one of the two kinds.
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
"""Quotations of one speaker that are looked at, the latest stored: what one is called today stands in many."""


class MaybeTwo(NamedTuple):
    """A speaker who may be two people: what one of them is called, in how many articles, and the other."""

    speaker: int
    one: str
    articles: int
    other: str
    other_articles: int

    def __str__(self) -> str:
        one, other = counted(self.articles, "article"), counted(self.other_articles, "article")
        return f"maybe two: {self.one} in {one}, {self.other} in {other}"


def maybe_two(session: Session, speaker: int, *, article: int | None = None) -> MaybeTwo | None:
    """What speaks for that speaker's being two people; None where nothing does.

    With *article* only what that article (its id) says of them against others.
    """
    rows = session.execute(_mentions().where(SpeakerRow.id == speaker).order_by(QuoteRow.id.desc()).limit(MOST))
    return next(iter(_found(rows, article)), None)


def every_maybe_two(session: Session) -> list[MaybeTwo]:
    """All speakers known beyond articles who may be two people, by id."""
    return _found(session.execute(_mentions().order_by(SpeakerRow.id, QuoteRow.id)), None)


def _mentions() -> Select[*tuple[Any, ...]]:
    """Speaker, name, article, mention and status of quotations whose mention is more than the name."""
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
    """The two callings with most articles that one person hardly has.

    Not where an article has both, and not where a person has decided about all quotations that have them.
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
