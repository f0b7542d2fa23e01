"""Counts what the store holds."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from quotes.model import Modality
from quotes.store.decisions.operations import PROGRAM
from quotes.store.query.filters import COUNTED
from quotes.store.schema import ArticleRow, DecisionRow, OutletRow, QuoteRow, RunRow, SpeakerRow
from quotes.store.statuses import HIDDEN

COUNTED_ALONE = ("articles", "quotations", "speakers", "outlets", "decisions")
"""Figures that say in a line what a store holds."""


def counts(session: Session) -> dict[str, int]:
    """Returns the figures :data:`COUNTED_ALONE` of :func:`statistics`, counted in the same way."""
    found = statistics(session)
    return {name: found[name] for name in COUNTED_ALONE}


def statistics(session: Session) -> dict[str, Any]:
    """Returns figures on what readers see (current versions, nothing rejected or withdrawn) and on the rest, in reading
    order.

    Quotations are those that readers see and that were said, also by kind; the others that readers see are in ``not
    said`` and by their modality. The figures by status cover all of the current versions, so that ``rejected`` and
    ``withdrawn`` are beyond the two. Decisions are operations by people, as the log lists them, and ``links`` those
    that the program signed. Days are dates; ``bytes`` is the size of the file or database.
    """
    shown = (*COUNTED, ArticleRow.is_current)
    groups = _groups(session)
    seen = [each for each in groups if each.status not in HIDDEN]
    said = [each for each in seen if each.modality == Modality.SAID]

    def articles(*conditions: Any, what: Any = None) -> Any:
        return session.scalar(select(func.count() if what is None else what).select_from(ArticleRow).where(*conditions))

    def operations(*conditions: Any) -> Any:
        return session.scalar(select(func.count(DecisionRow.operation.distinct())).where(*conditions))

    utterance = (QuoteRow.article_id * 100_000 + QuoteRow.utterance).distinct()
    utterances = select(func.count(utterance)).join(ArticleRow, ArticleRow.id == QuoteRow.article_id).where(*shown)
    quotations, credited = (sum(getattr(each, name) for each in said) for name in ("quotations", "credited"))
    anywhere = SpeakerRow.article_id.is_(None)
    people = select(func.count()).select_from(SpeakerRow)
    size = "pg_database_size(current_database())"
    if session.get_bind().dialect.name == "sqlite":
        size = "(SELECT page_count * page_size FROM pragma_page_count, pragma_page_size)"
    return {
        "articles": articles(ArticleRow.is_current),
        "superseded versions": articles(ArticleRow.is_current.is_(False)),
        "without a date": articles(ArticleRow.is_current, ArticleRow.published_on.is_(None)),
        "without an outlet": articles(ArticleRow.is_current, ArticleRow.outlet_id.is_(None)),
        "first published": articles(ArticleRow.is_current, what=func.min(ArticleRow.published_on)),
        "last published": articles(ArticleRow.is_current, what=func.max(ArticleRow.published_on)),
        "outlets": session.scalar(select(func.count()).select_from(OutletRow)),
        "quotations": quotations,
        "utterances": session.scalar(utterances),
        "with a speaker": credited,
        "uncredited": quotations - credited,
        "with a day": sum(each.with_a_day for each in said),
        "with a via": sum(each.with_a_via for each in said),
        "not said": sum(each.quotations for each in seen) - quotations,
        "by modality": None,
        **_by("modality", seen),
        "by kind": None,
        **_by("kind", said),
        "by status": None,
        **_by("status", groups),
        "speakers": session.scalar(people.where(anywhere)),
        "known within one article": session.scalar(people.where(~anywhere)),
        "decisions": operations(DecisionRow.who != PROGRAM),
        "links": operations(DecisionRow.who == PROGRAM),
        "runs": session.scalar(select(func.count()).select_from(RunRow)),
        "bytes": session.scalar(text(f"SELECT {size}")),
    }


class _Group(NamedTuple):
    """Quotations of current articles that have the same status, modality and kind: how many, and how many of them have
    a speaker, a day and a medium.
    """

    status: str
    modality: str
    kind: str
    quotations: int
    credited: int
    with_a_day: int
    with_a_via: int


def _groups(session: Session) -> list[_Group]:
    """Returns all groups, from one look at each quotation: nine figures are sums over some of them."""
    by = (QuoteRow.status, QuoteRow.modality, QuoteRow.kind)
    query = select(
        *by,
        func.count(),
        func.count(QuoteRow.speaker_id),
        func.count(QuoteRow.said_on),
        func.count(QuoteRow.via),
    ).join(ArticleRow, ArticleRow.id == QuoteRow.article_id)
    return [_Group(*row) for row in session.execute(query.where(ArticleRow.is_current).group_by(*by))]


def _by(field: str, groups: Iterable[_Group]) -> dict[str, int]:
    """Returns the quotations of *groups* by the values of *field*, most first."""
    found = Counter[str]()
    for each in groups:
        found[getattr(each, field)] += each.quotations
    return {f"  {value}": count for value, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))}
