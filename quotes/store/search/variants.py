"""Families of quotations as readers see them: each wording, who carried it, when first, and what differs."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from quotes.comparison import Change, ChangeKind, Comparison, Meaning, Part, Piece, compare, pieces
from quotes.comparison.units import units
from quotes.english.meaning_words import NEGATIONS
from quotes.english.numbers import is_number_key
from quotes.model import Setting
from quotes.store.families.groups import portions
from quotes.store.query.filters import Filter
from quotes.store.schema import ArticleRow, QuoteRow
from quotes.store.search.rows import fetched, quotations
from quotes.store.search.search import as_published, matching
from quotes.wording import fold

Row = dict[str, Any]


class Flag(StrEnum):
    """What an editor should look at in a family."""

    SPEAKERS = "same words, different speakers"
    HEADLINE = "headline differs from body"
    MEANING = "meaning changed"


MOST_COMPARED = 8
"""The fullest wordings of a family, with which the others are compared."""


class Wording(NamedTuple):
    """One wording of an utterance: as it was printed first, and by whom else."""

    words: str
    carriers: tuple[Row, ...]
    """The quotations that have it, as columns of ``quote_list`` and ``setting``; the first published is first."""
    pieces: tuple[Piece, ...]
    """The words, with what differs from the wording :attr:`against`."""
    against: int | None
    """The place of the nearest of the fuller wordings; None for the fullest."""
    is_cut: bool
    """Whether that wording goes on at an end."""
    altered: tuple[Meaning, ...]
    """What of the meaning differs from it."""


class Family(NamedTuple):
    """The quotations of one utterance."""

    first: Row
    """The quotation that was published first."""
    wordings: tuple[Wording, ...]
    """In the order in which they were published first."""
    flags: tuple[Flag, ...]

    @property
    def carriers(self) -> tuple[Row, ...]:
        """All its quotations, wording by wording."""
        return tuple(row for wording in self.wordings for row in wording.carriers)

    @property
    def outlets(self) -> tuple[str, ...]:
        """The names of the outlets that carried it, in the order of its quotations."""
        return tuple(dict.fromkeys(row["outlet"] for row in self.carriers if row["outlet"]))

    @property
    def last_on(self) -> dt.date | None:
        """The last day on which it was published."""
        return max((row["published_on"] for row in self.carriers if row["published_on"]), default=None)


def family_of(session: Session, quotation: int, *, all_versions: bool = False) -> Family | None:
    """Returns the family of the quotation with that id, or None if nothing else repeats its utterance."""
    label = session.scalar(select(QuoteRow.family_id).where(QuoteRow.id == quotation))
    found = [] if label is None else list(families(session, [label], all_versions=all_versions))
    return found[0] if found and len(found[0].carriers) > 1 else None


def labels(session: Session, query: str, filters: Filter, *, limit: int | None = None) -> list[int]:
    """Returns the labels of the families of which *query* finds a quotation among those that *filters* keeps: in most
    outlets first, then of most quotations, then the oldest.

    :raises NotFound: a filter names a speaker or outlet that doesn't exist.
    """
    found = matching(session, query, filters).with_only_columns(QuoteRow.family_id, maintain_column_froms=True)
    asked = found.where(QuoteRow.family_id.is_not(None)).distinct().subquery()
    member, article = aliased(QuoteRow), aliased(ArticleRow)
    outlets = func.count(article.outlet_id.distinct())
    sized = (
        select(member.family_id)
        .join(article, article.id == member.article_id)
        .where(member.family_id.in_(select(asked.c[0])))
        .group_by(member.family_id)
        .order_by(outlets.desc(), func.count().desc(), member.family_id)
        .limit(limit)
    )
    if not filters.all_versions:
        sized = sized.where(article.is_current).having(func.count() > 1)
    return [each for each in session.scalars(sized) if each is not None]


def families(session: Session, wanted: Iterable[int], *, all_versions: bool = False) -> Iterator[Family]:
    """Yields the families with those labels, in that order, with current versions of articles only unless all are
    asked for.
    """
    ordered = list(wanted)
    for some in portions(ordered):
        query = quotations().add_columns(QuoteRow.family_id.label("_family"), QuoteRow.setting)
        query = query.where(QuoteRow.family_id.in_(some))
        if not all_versions:
            query = query.where(ArticleRow.is_current)
        members: dict[int, list[Row]] = {}
        for row in fetched(session, query.order_by(*as_published())):
            members.setdefault(row.pop("_family"), []).append(row)
        yield from (family(members[each]) for each in ordered if each in members)


def family(rows: Sequence[Row]) -> Family:
    """Returns the family that *rows* make, which are its quotations in the order of publication."""
    same: dict[str, list[Row]] = {}
    for row in rows:
        same.setdefault(fold(row["words"]), []).append(row)
    texts = [each[0]["words"] for each in same.values()]
    sizes = [len(folded.split()) for folded in same]
    fuller = sorted(range(len(texts)), key=lambda number: (-sizes[number], number))[:MOST_COMPARED]
    wordings = tuple(
        _wording(each, texts, number, [other for other in fuller if (-sizes[other], other) < (-sizes[number], number)])
        for number, each in enumerate(same.values())
    )
    return Family(rows[0], wordings, tuple(_flags(rows, wordings)))


def _wording(rows: Sequence[Row], texts: Sequence[str], number: int, fuller: Sequence[int]) -> Wording:
    """Returns wording *number* of *texts*, compared with the one among *fuller* with which it has most in common."""
    words = texts[number]
    found = {other: compare(words, texts[other]) for other in fuller}
    if not found:
        return Wording(words, tuple(rows), (Piece(Part.SAME, words),), None, False, ())
    nearest = max(found, key=lambda other: (found[other].common, found[other].nearness, -other))
    told = found[nearest]
    marked = pieces(told, words, texts[nearest])
    return Wording(words, tuple(rows), marked, nearest, told.is_cut, altered(told, words, texts[nearest]))


def altered(found: Comparison, given: str, stored: str) -> tuple[Meaning, ...]:
    """Returns what of the meaning the words *given* have otherwise than those *stored*.

    A negation or quantifier that is dropped or added counts; a name or number only where another stands in its place.
    Where an ellipsis, a cut or a joint tells that words are missing, nothing does.
    """
    touched = {meaning for change in found.changes for meaning in altered_by(change, given, stored)}
    return tuple(meaning for meaning in Meaning if meaning in touched)


def altered_by(change: Change, given: str, stored: str) -> tuple[Meaning, ...]:
    """Returns what of the meaning one *change* alters, as :func:`altered` counts it."""
    if change.editing is not None or change.kind not in (ChangeKind.DROPPED, ChangeKind.ADDED, ChangeKind.CHANGED):
        return ()
    here, there = change.given.of(given), change.stored.of(stored)
    return tuple(meaning for meaning in change.touches if _differs(meaning, here, there))


_BODY = re.compile(r"\b(every|some|any|no) ?(?:body|one)\b")


def _differs(meaning: Meaning, here: str, there: str) -> bool:
    """Tests whether two stretches that touch *meaning* mean something else by it."""
    one, other = (_BODY.sub(r"\1body", fold(each)) for each in (here, there))
    if one == other or "…" in here + there or "..." in here + there:
        return False
    if meaning is Meaning.NEGATION:
        return _denies(here) is not _denies(there)
    if meaning is Meaning.NUMBER:
        return all(any(is_number_key(unit.key) for unit in units(each)) for each in (here, there))
    if meaning is Meaning.NAME:
        return all(any(word[:1].isupper() for word in each.split()) for each in (here, there))
    return meaning is Meaning.QUANTIFIER


def _denies(words: str) -> bool:
    return any(unit.key in NEGATIONS for unit in units(words))


def _flags(rows: Sequence[Row], wordings: Sequence[Wording]) -> Iterator[Flag]:
    if len({row["speaker_uid"] for row in rows if row["speaker_uid"]}) > 1:
        yield Flag.SPEAKERS
    body = [each.words for each in wordings if any(row["setting"] != Setting.HEADLINE for row in each.carriers)]
    heads = [each.words for each in wordings if any(row["setting"] == Setting.HEADLINE for row in each.carriers)]
    if body and not all(any(compare(head, words).is_exact for words in body) for head in heads):
        yield Flag.HEADLINE
    if any(each.altered for each in wordings):
        yield Flag.MEANING
