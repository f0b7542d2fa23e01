"""Imports attributed quotations into the store, some hundred at a time: new, already there, or refused with a
reason.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from quotes.attributed import Attributed
from quotes.store.article_identity import quote_uid
from quotes.store.articles.imported import ImportedArticles, Place
from quotes.store.query.identifiers import find_outlet
from quotes.store.schema import ArticleRow, QuoteCreditRow, QuoteRow, Status
from quotes.store.speakers.imported import ImportedSpeakers
from quotes.wording import fold

BATCH = 1000
"""Quotations that are looked up and stored together."""
TEXTS = 64
"""Texts of articles that are kept, as rows of one article mostly follow each other."""


class Imported(StrEnum):
    """The outcomes for a quotation that was imported."""

    STORED = "stored"
    ALREADY_STORED = "already stored"
    REFUSED = "refused"


class ImportResult(NamedTuple):
    """The outcome for one quotation: its uid, or why it was refused; and what was altered in reading it."""

    outcome: Imported
    uid: str | None = None
    reason: str | None = None
    note: str | None = None


class Importer:
    """Imports into the transaction of *session*; the articles that it makes belong to the run with the id *run*."""

    def __init__(self, session: Session, run: int | None = None) -> None:
        self._session = session
        self.articles = ImportedArticles(session, run)
        self._speakers = ImportedSpeakers(session)
        self._text = lru_cache(TEXTS)(self._read_text)
        self._media: dict[str, int | None] = {}
        """The outlets that were named as media of speech."""

    def add(self, quotations: Sequence[Attributed]) -> list[ImportResult]:
        """Stores *quotations*, at most :data:`BATCH` of them, and returns what became of each, in order.

        One that is there already, by its uid, its place in the article or, where it has none, its words and speaker,
        changes nothing.  In an article whose text is stored the words must stand there letter for letter.
        """
        known = self._known_uids(each.uid for each in quotations)
        results: list[ImportResult | None] = [
            ImportResult(Imported.ALREADY_STORED, each.uid) if each.uid in known else None for each in quotations
        ]
        left = [place for place, result in enumerate(results) if result is None]
        placed = {place: self.articles.of(quotations[place].source) for place in left}
        batch = _Batch(self._session, {each.id for each in placed.values()})
        offsets: dict[int, tuple[int, int] | None] = {}
        for place in left:
            try:
                offsets[place] = self._offsets(quotations[place], placed[place])
            except _Refused as refused:
                results[place] = ImportResult(Imported.REFUSED, None, str(refused))
        uids = {place: _uid(quotations[place], placed[place], offsets[place]) for place in offsets}
        known |= self._known_uids(uids.values())
        for place, uid in uids.items():
            there = batch.at(placed[place].id, offsets[place])
            if uid in known or there is not None:
                results[place] = ImportResult(Imported.ALREADY_STORED, there or uid)
                continue
            known.add(uid)
            batch.add(placed[place].id, offsets[place], uid, self._values(quotations[place], placed[place].id))
            batch.told[uid] = quotations[place]
            results[place] = ImportResult(Imported.STORED, uid)
        self._store(batch, {uids[place]: placed[place].id for place in uids})
        return [result for result in results if result is not None]

    def _known_uids(self, uids: Iterable[str | None]) -> set[str]:
        given = [uid for uid in uids if uid is not None]
        if not given:
            return set()
        return set(self._session.scalars(select(QuoteRow.uid).where(QuoteRow.uid.in_(given))))

    def _read_text(self, article: int) -> str:
        return self._session.scalar(select(ArticleRow.text).where(ArticleRow.id == article)) or ""

    def _offsets(self, quotation: Attributed, place: Place) -> tuple[int, int] | None:
        """Returns where the quotation stands: as it says, or where its words stand in the article's text.

        :raises _Refused: the article's text has other words there, or the words not exactly once.
        """
        start, end = quotation.start, quotation.end
        if not place.has_text:
            return None if start is None or end is None else (start, end)
        text = self._text(place.id)
        if start is not None and end is not None:
            if text[start:end] != quotation.words:
                raise _Refused(f"has words that are not those at {start}-{end} of the article {place.uid}")
            return start, end
        first = text.find(quotation.words)
        if first < 0:
            raise _Refused(f"has words that don't stand in the text of the article {place.uid}")
        if text.find(quotation.words, first + 1) >= 0:
            raise _Refused(f"has words that stand several times in the article {place.uid}, and no offsets")
        return first, first + len(quotation.words)

    def _values(self, quotation: Attributed, article: int) -> dict[str, Any]:
        """Returns the columns of *quotation*; its speaker is made if there is none."""
        party = quotation.speaker
        speaker = None if party is None else self._speakers.of(party, article, is_ours=quotation.is_ours)
        return {
            "article_id": article,
            "speaker_id": speaker,
            "words": quotation.words,
            "search_words": fold(quotation.words),
            "kind": quotation.kind.value,
            "utterance": quotation.utterance,
            "setting": quotation.setting.value,
            "modality": quotation.modality.value,
            "mention": quotation.mention,
            "mention_start": quotation.mention_start,
            "mention_end": quotation.mention_end,
            "cue": quotation.cue,
            "reason": quotation.reason,
            "uncredited_because": quotation.uncredited_because,
            "via": quotation.via,
            "via_outlet_id": self._medium(quotation.via),
            "said_on": quotation.said_on,
            "said_on_end": quotation.said_on_end,
            "said_on_precision": quotation.said_on_precision.value if quotation.said_on_precision else None,
            "said_on_phrase": quotation.said_on_phrase,
            "confidence": quotation.confidence,
            "status": quotation.status or Status.IMPORTED.value,
            "extractor": quotation.extractor,
        }

    def _medium(self, via: str | None) -> int | None:
        if via is None:
            return None
        if via not in self._media:
            self._media[via] = find_outlet(self._session, via)
        return self._media[via]

    def _store(self, batch: "_Batch", articles: dict[str, int]) -> None:
        """Inserts the rows of *batch*, then what refers to them: further parties, and the quotations around others."""
        if not batch.rows:
            return
        self._session.execute(insert(QuoteRow), batch.rows)
        referring = [uid for uid, each in batch.told.items() if each.credits or each.parent]
        named = [*referring, *(each.parent for each in batch.told.values() if each.parent)]
        ids = self._ids(named)
        credits: list[dict[str, Any]] = []
        for uid in referring:
            quotation = batch.told[uid]
            if quotation.parent in ids:
                self._session.execute(
                    update(QuoteRow).where(QuoteRow.id == ids[uid]).values(parent_id=ids[quotation.parent])
                )
            parties: set[tuple[int, str]] = set()
            for position, party in enumerate(quotation.credits):
                role = party.role.value if party.role is not None else ""
                speaker = self._speakers.of(party, articles[uid], is_ours=quotation.is_ours)
                if (speaker, role) not in parties:
                    parties.add((speaker, role))
                    credits.append({"quote_id": ids[uid], "speaker_id": speaker, "role": role, "position": position})
        if credits:
            self._session.execute(insert(QuoteCreditRow), credits)

    def _ids(self, uids: Sequence[str]) -> dict[str, int]:
        if not uids:
            return {}
        rows = self._session.execute(select(QuoteRow.uid, QuoteRow.id).where(QuoteRow.uid.in_(uids)))
        return {row[0]: row[1] for row in rows}


class _Refused(Exception):
    """Raised when a quotation does not fit the article that the store has."""


class _Batch:
    """The quotations that are already at places of the articles with those ids, and the rows to be added."""

    def __init__(self, session: Session, articles: set[int]) -> None:
        self.rows: list[dict[str, Any]] = []
        self.told: dict[str, Attributed] = {}
        """The quotations of the rows, by uid."""
        self._places: dict[int, dict[tuple[int | None, int | None], str]] = defaultdict(dict)
        self._latest: Counter[int] = Counter()
        """The last utterance of each article."""
        if not articles:
            return
        there = select(QuoteRow.article_id, QuoteRow.start_offset, QuoteRow.end_offset, QuoteRow.uid)
        for article, start, end, uid in session.execute(there.where(QuoteRow.article_id.in_(articles))):
            self._places[article][start, end] = uid
        latest = select(QuoteRow.article_id, func.max(QuoteRow.utterance)).group_by(QuoteRow.article_id)
        for article, utterance in session.execute(latest.where(QuoteRow.article_id.in_(articles))):
            self._latest[article] = utterance

    def at(self, article: int, offsets: tuple[int, int] | None) -> str | None:
        """Returns the uid of the quotation at *offsets* of the article, or None if there is none."""
        return None if offsets is None else self._places[article].get(offsets)

    def add(self, article: int, offsets: tuple[int, int] | None, uid: str, values: dict[str, Any]) -> None:
        """Adds a row; without a number of its utterance it gets the next one."""
        start, end = offsets or (None, None)
        if offsets is not None:
            self._places[article][offsets] = uid
        utterance = values["utterance"] or self._latest[article] + 1
        self._latest[article] = max(self._latest[article], utterance)
        self.rows.append({**values, "uid": uid, "start_offset": start, "end_offset": end, "utterance": utterance})


def _uid(quotation: Attributed, place: Place, offsets: tuple[int, int] | None) -> str:
    """Returns the uid that the table says, else that of its place; without a place, the one that ``quotes record``
    gives.
    """
    if quotation.uid is not None:
        return quotation.uid
    if offsets is not None:
        return quote_uid(place.uid, *offsets)
    speaker = quotation.speaker.name if quotation.speaker is not None else ""
    return quote_uid(place.uid, None, None, fold(quotation.words), fold(speaker))
