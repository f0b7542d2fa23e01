"""Imports attributed quotations into the store, some hundred at a time: new, already there, or refused with a
reason.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from quotes.attributed import Attributed, Party
from quotes.store.article_identity import quote_uid
from quotes.store.articles.imported import ImportedArticles, Place
from quotes.store.articles.places import OTHERWISE, SEVERAL, likeliest, places, places_of
from quotes.store.families.upkeep import added
from quotes.store.query.identifiers import find_outlet
from quotes.store.schema import ArticleRow, QuoteCreditRow, QuoteRow
from quotes.store.speakers.imported import ImportedSpeakers
from quotes.store.statuses import Status
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
        self._used: dict[int, set[tuple[int, int]]] = defaultdict(set)
        """The places that rows of this import have taken, by article."""
        self._media: dict[str, int | None] = {}
        """The outlets that were named as media of speech."""

    def add(self, quotations: Sequence[Attributed]) -> list[ImportResult]:
        """Stores *quotations*, at most :data:`BATCH` of them, and returns what became of each, in order.

        One that is there already, by its uid, its place in the article or, where it has none, its words and speaker,
        changes nothing.  In an article whose text is stored the words must stand there: letter for letter at the given
        offsets, else as somebody types them; then the text's spelling is stored.
        """
        known = self._known_uids(each.uid for each in quotations)
        results: list[ImportResult | None] = [
            ImportResult(Imported.ALREADY_STORED, each.uid) if each.uid in known else None for each in quotations
        ]
        left = [place for place, result in enumerate(results) if result is None]
        articles = {place: self.articles.of(quotations[place].source) for place in left}
        batch = _Batch(self._session, {each.id for each in articles.values()})
        placed: dict[int, _Placed] = {}
        for place in left:
            try:
                placed[place] = self._placed(quotations[place], articles[place], batch)
            except _Refused as refused:
                results[place] = ImportResult(Imported.REFUSED, None, str(refused))
        uids = {place: _uid(each.quotation, articles[place], each.offsets) for place, each in placed.items()}
        known |= self._known_uids(uids.values())
        for place, uid in uids.items():
            quotation, offsets, note = placed[place]
            article = articles[place].id
            there = batch.at(article, offsets)
            if uid in known or there is not None:
                results[place] = ImportResult(Imported.ALREADY_STORED, there or uid)
                continue
            known.add(uid)
            batch.add(article, offsets, uid, self._values(quotation, article))
            batch.told[uid] = quotation
            results[place] = ImportResult(Imported.STORED, uid, note=note)
        self._store(batch, {uids[place]: articles[place].id for place in uids})
        return [result for result in results if result is not None]

    def _known_uids(self, uids: Iterable[str | None]) -> set[str]:
        given = [uid for uid in uids if uid is not None]
        if not given:
            return set()
        return set(self._session.scalars(select(QuoteRow.uid).where(QuoteRow.uid.in_(given))))

    def _read_text(self, article: int) -> str:
        return self._session.scalar(select(ArticleRow.text).where(ArticleRow.id == article)) or ""

    def _placed(self, quotation: Attributed, place: Place, batch: "_Batch") -> "_Placed":
        """Returns the quotation with the words of the article's text, and where it stands: as it says, or where its
        words stand.

        Of several places it is the first one that the same speaker has, else that nobody has; each row of a table
        takes another one.

        :raises _Refused: the article's text has other words there, or has the words nowhere.
        """
        start, end = quotation.start, quotation.end
        if not place.has_text:
            return _Placed(quotation, None if start is None or end is None else (start, end))
        text = self._text(place.id)
        if start is not None and end is not None:
            if text[start:end] != quotation.words:
                raise _Refused(f"has words that are not those at {start}-{end} of the article {place.uid}")
            return _Placed(quotation, (start, end))
        found = places(text, quotation.words)
        left = [each for each in found if each not in self._used[place.id]]
        own = batch.own(place.id, quotation.speaker) if len(found) > 1 else ()
        offsets = likeliest(left or found, own=own, taken=batch.taken(place.id))
        if offsets is None:
            raise _Refused(f"has words that don't stand in the text of the article {place.uid}")
        self._used[place.id].add(offsets)
        words = text[slice(*offsets)]
        notes = (OTHERWISE if words != quotation.words else None, SEVERAL if len(found) > 1 else None)
        return _Placed(replace(quotation, words=words), offsets, "; it ".join(filter(None, notes)) or None)

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
        added(self._session, self._ids([row["uid"] for row in batch.rows]).values())

    def _ids(self, uids: Sequence[str]) -> dict[str, int]:
        if not uids:
            return {}
        rows = self._session.execute(select(QuoteRow.uid, QuoteRow.id).where(QuoteRow.uid.in_(uids)))
        return {row[0]: row[1] for row in rows}


class _Refused(Exception):
    """Raised when a quotation does not fit the article that the store has."""


class _Placed(NamedTuple):
    """A quotation with the words of its article, its place there (None without one), and what is to be said of it."""

    quotation: Attributed
    offsets: tuple[int, int] | None
    note: str | None = None


class _Batch:
    """The quotations that are already at places of the articles with those ids, and the rows to be added."""

    def __init__(self, session: Session, articles: set[int]) -> None:
        self.rows: list[dict[str, Any]] = []
        self.told: dict[str, Attributed] = {}
        """The quotations of the rows, by uid."""
        self._session = session
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

    def taken(self, article: int) -> Container[object]:
        """Returns the places of the article's quotations."""
        return self._places[article]

    def own(self, article: int, speaker: Party | None) -> set[tuple[int, int]]:
        """Returns the places of the article's quotations whose speaker has that name (those of nobody for None)."""
        return places_of(self._session, article, speaker.name if speaker is not None else None)

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
