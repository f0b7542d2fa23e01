"""Finds speakers who may be two people of one name: *John Smith, the striker* and *finance minister John Smith*.

The store links such names to one speaker and warns: when an article is added, in reviews and among the suggestions,
until a person has split the speaker or decided about the quotations of one of the two.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any, NamedTuple

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from quotes.english.occupations import Calling, callings, far_apart
from quotes.model import SpeakerKind
from quotes.plurals import counted
from quotes.store.decisions.operations import batched
from quotes.store.schema import QuoteRow, SpeakerRow
from quotes.store.speakers.namesakes import BEYOND_ARTICLES
from quotes.store.statuses import DECIDED, HIDDEN

MOST = 2000
"""At most this many quotations of one speaker are compared, the latest stored first: a description that is in use
today occurs in many of them, and a head of government has tens of thousands."""

AT_ONCE = 10_000
"""Rows in memory at a time, where those of all speakers are read."""
REMEMBERED = 2048
"""Different mentions whose descriptions are remembered: many are the same few words."""


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


def maybe_two(session: Session, speaker: int) -> MaybeTwo | None:
    """Returns the evidence that the speaker with that id is two people, or None if there is none."""
    rows = session.execute(_mentions().where(SpeakerRow.id == speaker).order_by(QuoteRow.id.desc()).limit(MOST))
    return next(iter(_found(rows, None)), None)


class Doubt(NamedTuple):
    """A speaker whom an article makes look like two people, by name and note, and the evidence."""

    name: str
    note: str
    doubt: MaybeTwo


def doubts_in(session: Session, articles: Sequence[int]) -> dict[int, list[Doubt]]:
    """Returns, for each of *articles* (ids), those of its speakers who may be two people by what it says of them and
    what articles stored before it say.
    """
    described = (
        select(QuoteRow.article_id, QuoteRow.id, QuoteRow.mention, SpeakerRow.id, SpeakerRow.name, SpeakerRow.note)
        .join(SpeakerRow, SpeakerRow.id == QuoteRow.speaker_id)
        .where(QuoteRow.mention.is_not(None))
        .order_by(SpeakerRow.id, QuoteRow.id)
    )
    last: dict[int, int] = {}
    called: dict[tuple[int, int], tuple[str, str]] = {}
    for some in batched(articles):
        for article, quote, mention, speaker, name, note in session.execute(
            described.where(QuoteRow.article_id.in_(some))
        ):
            last[article] = max(quote, last.get(article, 0))
            if callings(mention or "", name):
                called[article, speaker] = (name, note)
    mentions = _latest_mentions(session, sorted({speaker for _, speaker in called}))
    found: dict[int, list[Doubt]] = defaultdict(list)
    for (article, speaker), (name, note) in called.items():
        until = [row for row in mentions[speaker] if row[0] <= last[article]]
        for doubt in _found((row[1:] for row in until[:MOST]), article):
            found[article].append(Doubt(name, note, doubt))
    return found


def _latest_mentions(session: Session, speakers: Sequence[int]) -> dict[int, list[Any]]:
    """Returns the id of the quotation and the columns of :func:`_mentions` for each of *speakers*, latest first."""
    latest = func.row_number().over(partition_by=SpeakerRow.id, order_by=QuoteRow.id.desc()).label("latest")
    found: dict[int, list[Any]] = defaultdict(list)
    for some in batched(speakers):
        rows = _mentions().add_columns(QuoteRow.id.label("quote"), latest).where(SpeakerRow.id.in_(some)).subquery()
        query = select(rows.c.quote, *list(rows.c)[:5]).where(rows.c.latest <= MOST).order_by(rows.c.quote.desc())
        for row in session.execute(query):
            found[row[1]].append(row)
    return found


def every_maybe_two(session: Session, among: Sequence[int] | None = None) -> list[MaybeTwo]:
    """Returns all speakers who may be two people, or those *among* these ids, ordered by id; those known in one article
    alone are left out.
    """
    if among is None:
        return sorted(_found(session.execute(_streamed(_mentions(QuoteRow.speaker_id + 0))), None))
    found: list[MaybeTwo] = []
    for some in batched(among):
        found += _found(session.execute(_streamed(_mentions().where(SpeakerRow.id.in_(some)))), None)
    return sorted(found)


def _streamed(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return query.execution_options(yield_per=AT_ONCE)


def _mentions(speaker: Any = QuoteRow.speaker_id) -> Select[*tuple[Any, ...]]:
    """Returns the query for speaker, name, article, mention and status where a mention says more than the name: words
    before it, or an apposition.

    *speaker* is the quotation's, for the join. Where it is an expression no index helps, and SQLite reads quotations in
    the order in which they are stored: half the time of reading them speaker by speaker, where all are wanted.
    """
    name_first = func.substr(QuoteRow.mention, 1, func.length(SpeakerRow.name)) == SpeakerRow.name
    return (
        select(SpeakerRow.id, SpeakerRow.name, QuoteRow.article_id, QuoteRow.mention, QuoteRow.status)
        .join(SpeakerRow, SpeakerRow.id == speaker)
        .where(
            BEYOND_ARTICLES,
            SpeakerRow.kind == SpeakerKind.PERSON.value,
            QuoteRow.status.not_in(HIDDEN),
            QuoteRow.mention != SpeakerRow.name,  # spares most rows the tests that follow
            QuoteRow.mention.contains(" "),
            func.length(QuoteRow.mention) > 5,
            or_(~name_first, QuoteRow.mention.contains(",")),
        )
    )


def _found(rows: Iterable[Any], article: int | None) -> list[MaybeTwo]:
    called: dict[int, dict[int, dict[Calling, bool]]] = defaultdict(lambda: defaultdict(dict))
    told = lru_cache(REMEMBERED)(callings)
    for speaker, name, number, mention, status in rows:
        for calling in told(mention, name):
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
