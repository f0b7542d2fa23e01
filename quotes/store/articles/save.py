"""Articles with their quotations into the store: new, a new version, or already there."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from quotes.english import names
from quotes.english.occupations import callings
from quotes.english.offices import office_key, offices_of
from quotes.model import Article, Modality, Quote, SpeakerKind
from quotes.name_lists import noted
from quotes.store.article_identity import article_uid, quote_uid, story_key
from quotes.store.articles.added_again import StoredArticle, added_again, counted
from quotes.store.articles.carry_over import carry_over
from quotes.store.articles.give_text import overlapping, place_imported
from quotes.store.articles.stories import Identified, NewStories, current_version, identified, storable_article
from quotes.store.database.pending import PendingRows
from quotes.store.families.upkeep import arrived
from quotes.store.name_keys import is_linkable
from quotes.store.outlets.known_outlets import KnownOutlets
from quotes.store.schema import ArticleRow, QuoteCreditRow, QuoteRow
from quotes.store.speakers.homonyms import doubts_in
from quotes.store.speakers.known_names import Asked
from quotes.store.speakers.link import ArticleSpeakers, Linker, Surroundings
from quotes.store.speakers.office_backfill import recognise
from quotes.store.speakers.office_links import office_keys
from quotes.store.statuses import Outcome, Status
from quotes.wording import fold


def save_article(
    session: Session, article: Article, quotes: Sequence[Quote], *, extractor: str, run: int | None = None
) -> StoredArticle:
    """Stores *article* and its *quotes* in the session's transaction, and returns the outcome, as
    :class:`ArticleWriter` does.
    """
    writer = ArticleWriter(session, run)
    writer.expect([(article, quotes)])
    writer.save(article, lambda: quotes, extractor)
    return writer.finish()[0]


class ArticleWriter:
    """Stores articles in the session's transaction, one after the other; their rows are inserted together.

    What is stored is what storing each by itself would store, in the same order and with the same ids.
    """

    def __init__(self, session: Session, run: int | None = None) -> None:
        self._session, self._run = session, run
        self.rows = PendingRows(session)
        self._linker = Linker(session, self.rows)
        self._outlets = KnownOutlets(session)
        self._new: NewStories | None = None
        self._saved: list[tuple[StoredArticle, Sequence[Quote]]] = []
        self._arriving: list[int] = []

    def expect(self, batch: Sequence[tuple[Article, Sequence[Quote]]]) -> None:
        """Looks up, with few queries, what storing the articles and quotations of *batch* will ask for."""
        articles = [storable_article(article) for article, _ in batch]
        quotes = [some for _, some in batch]
        via = [quote.via for some in quotes for quote in some if quote.via]
        self._outlets.expect(
            [*(each.outlet for each in articles if each.outlet), *via], [each.url for each in articles]
        )
        stories = [identified(each, self._outlets) for each in articles]
        self._new = NewStories(self._session, stories)
        new = [(story, some) for story, some in zip(stories, quotes, strict=True) if self._new.has(story)]
        asked = {story.uid: dict.fromkeys(_credited(some)) for story, some in new}
        self._linker.expect(
            dict.fromkeys(each for some in asked.values() for each in some),
            [(uid, each) for uid, some in asked.items() for each in some],
            [key for story, some in new for key in _office_keys(story.article.text, asked[story.uid])],
        )

    def save(self, article: Article, quotes: Callable[[], Sequence[Quote]], extractor: str) -> StoredArticle:
        """Stores *article* and its *quotes*; returns the outcome, in which the article may be the number of a row that
        waits to be inserted; :meth:`finish` knows its id.

        *quotes* gives what *extractor* found; it is not asked where the store has the text and needs none of it.

        The same text again changes nothing but fills empty fields; another text of the same story becomes its next
        version.  What differs from stored metadata is reported, never overwritten.
        """
        story = identified(storable_article(article), self._outlets)
        is_new = self._new is not None and self._new.has(story)
        if self._new is not None:
            self._new.store(story)
        if is_new:
            return self._insert(story, quotes(), extractor, None)
        self._linker.flush()
        current = current_version(self._session, story.article, story.sha256)
        if current is None:
            return self._insert(story, quotes(), extractor, None)
        if current.text is None and current.text_sha256 in (None, story.sha256):
            return self._give_text(current, story, quotes(), extractor)
        if current.text_sha256 == story.sha256:
            return self._done(added_again(self._session, current, story.article, quotes))
        return self._insert(story, quotes(), extractor, current)

    def finish(self) -> list[StoredArticle]:
        """Inserts what waits, and returns the outcomes of all that were saved, in order."""
        self._linker.flush()
        saved = [(self.rows.real(stored.article), stored, quotes) for stored, quotes in self._saved]
        arrived(self._session, [self.rows.real(number) for number in self._arriving])
        self._saved, self._arriving = [], []
        doubts = doubts_in(self._session, [article for article, _, quotes in saved if _may_raise_doubts(quotes)])
        return [
            stored._replace(
                article=article,
                homonyms=tuple(f"{noted(each.name, each.note)}, {each.doubt}" for each in doubts.get(article, ())),
            )
            for article, stored, _ in saved
        ]

    def _insert(
        self, story: Identified, quotes: Sequence[Quote], extractor: str, current: ArticleRow | None
    ) -> StoredArticle:
        """Stores *story* as a new article, or as the version behind *current*."""
        article, key, version = story.article, story.key, 1
        if current is not None:
            key, version = current.story_key, current.version + 1
            current.is_current = False
            self._session.flush()
        outlet = self._outlets.of_article(article.outlet, article.url) if article.outlet else None
        uid = article_uid(key, version)
        number = self.rows.add(
            ArticleRow,
            {
                "uid": uid,
                "outlet": outlet.id if outlet is not None else current.outlet_id if current is not None else None,
                "story_key": key,
                "version": version,
                "is_current": True,
                "external_id": article.id,
                "url": article.url,
                "title": article.title,
                "byline": article.byline,
                "published_on": article.published_on,
                "published_at": article.published_at,
                "text": article.text,
                "text_sha256": story.sha256,
                "language": article.language,
                "section": article.section,
                "regions": _regions(article),
                "extractor": extractor,
                "added_at": dt.datetime.now(dt.UTC),
                "run": self._run,
            },
        )
        again = current is not None
        self._add_quotes(Surroundings(number, uid, key, article.text, is_new=not again, again=again), quotes, extractor)
        if current is None:
            self._arriving.append(number)
        else:
            self._linker.flush()
            arrived(self._session, [self.rows.real(number)])
            carry_over(self._session, current.id, self._session.get_one(ArticleRow, self.rows.real(number)))
            self._linker.names.forget()
        outcome = Outcome.NEW if version == 1 else Outcome.NEW_VERSION
        stored = StoredArticle(outcome, number, uid, version, len(quotes))
        if current is not None:
            stored = stored._replace(article=self.rows.real(number))
            return self._done(counted(self._session, stored)._replace(quotations=len(quotes)), quotes)
        said = [quote for quote in quotes if quote.modality is Modality.SAID]
        return self._done(
            stored._replace(
                outlet=None if outlet is None else outlet.name,
                published_on=article.published_on,
                said=len(said),
                not_said=len(quotes) - len(said),
                credited=sum(bool(quote.speaker and quote.speaker_kind) for quote in said),
            ),
            quotes,
        )

    def _done(self, stored: StoredArticle, quotes: Sequence[Quote] = ()) -> StoredArticle:
        """Keeps the outcome for the end, with the quotations of an article whose descriptions are to be compared."""
        self._saved.append((stored, quotes))
        return stored

    def _give_text(self, row: ArticleRow, story: Identified, quotes: Sequence[Quote], extractor: str) -> StoredArticle:
        """Gives a text to an article whose quotations were imported without one: they stay as they are, and extraction
        adds what does not overlap them.
        """
        session, article = self._session, story.article
        row.text, row.text_sha256, row.extractor = article.text, story.sha256, extractor
        row.regions = _regions(article)
        if article.url and row.url is None:
            row.url, row.story_key = article.url, story_key(article.url, "", "")
        there, remarks = place_imported(session, row)
        filled = added_again(session, row, article, lambda: quotes)
        known = Surroundings(row.id, row.uid, row.story_key, row.text, again=row.version > 1)
        self._add_quotes(known, quotes, extractor, there=there)
        self._linker.flush()
        arrived(session, [row.id])
        stored = filled._replace(outcome=Outcome.NEW, filled=("text", *filled.filled), remarks=remarks)
        return self._done(counted(session, stored))

    def _add_quotes(
        self, article: Surroundings, quotes: Sequence[Quote], extractor: str, *, there: Sequence[QuoteRow] = ()
    ) -> None:
        """Adds *quotes* of *article* with their speakers and credits, save those that overlap one that is *there*."""
        numbers: list[int] = []
        latest = max((row.utterance for row in there), default=0)
        speakers = ArticleSpeakers(self._linker, article)
        for quote in quotes:
            before = overlapping(there, quote) if there else None
            if before is not None:
                numbers.append(before.id)
                continue
            speaker = None
            if quote.speaker and quote.speaker_kind:
                speaker = speakers[quote.speaker, quote.speaker_kind.value]
            via = self._outlets.find(quote.via) if quote.via else None
            values = quote_values(quote, via.id if via is not None else None)
            values["utterance"] += latest
            number = self.rows.add(
                QuoteRow,
                {
                    **values,
                    "uid": quote_uid(article.uid, quote.start, quote.end),
                    "article": article.article,
                    "speaker": speaker,
                    "start_offset": quote.start,
                    "end_offset": quote.end,
                    "parent": numbers[quote.parent] if quote.parent is not None else None,
                    "status": Status.EXTRACTED.value,
                    "extractor": extractor,
                },
            )
            numbers.append(number)
            self._credit(number, speaker, quote, speakers)
        recognise(self._linker, article, speakers)

    def _credit(self, quote: int, speaker: int | None, found: Quote, speakers: ArticleSpeakers) -> None:
        """Adds the further parties of a quotation."""
        parties: set[tuple[int, str]] = set()
        for position, credit in enumerate(found.credits):
            other = speakers[credit.name, credit.kind.value]
            if (other, credit.role.value) not in parties and other != speaker:
                parties.add((other, credit.role.value))
                values = {"quote": quote, "speaker": other, "role": credit.role.value, "position": position}
                self.rows.add(QuoteCreditRow, values)


def _credited(quotes: Iterable[Quote]) -> Iterator[Asked]:
    """Yields the names that an article's quotations are credited to, in the order of linking."""
    for quote in quotes:
        if quote.speaker and quote.speaker_kind:
            yield Asked(quote.speaker, quote.speaker_kind.value)
        for credit in quote.credits:
            yield Asked(credit.name, credit.kind.value)


def _may_raise_doubts(quotes: Iterable[Quote]) -> bool:
    """Tests whether an article tells of a speaker what he or she is, so that two people may turn out to be one."""
    return any(quote.speaker and quote.mention and callings(quote.mention, quote.speaker) for quote in quotes)


def _office_keys(text: str, credited: Iterable[Asked]) -> Iterator[str]:
    """Yields the keys of the offices that *text* gives to those who are *credited*."""
    for name, kind in credited:
        if kind == SpeakerKind.PERSON:
            if is_linkable(name, kind):
                family = names.parse(name).family
                for office in offices_of(text, name):
                    yield office_key(office, names.family_key(f"{office} {family}") or "")
            else:
                yield from office_keys(text, name)


def quote_values(quote: Quote, via_outlet: int | None) -> dict[str, Any]:
    """Returns columns and values of all that extraction says of a quotation except its place, speaker and parent;
    *via_outlet* is the id of the outlet that its ``via`` names.
    """
    return {
        "words": quote.text,
        "search_words": fold(quote.text),
        "kind": quote.kind.value,
        "utterance": quote.utterance,
        "setting": quote.setting.value,
        "modality": quote.modality.value,
        "mention": quote.mention,
        "mention_start": quote.mention_start,
        "mention_end": quote.mention_end,
        "cue": quote.cue,
        "reason": quote.reason,
        "uncredited_because": quote.uncredited_because,
        "via": quote.via,
        "via_outlet": via_outlet,
        "said_on": quote.said_on,
        "said_on_end": quote.said_on_end,
        "said_on_precision": quote.said_on_precision.value if quote.said_on_precision else None,
        "said_on_phrase": quote.said_on_phrase,
        "confidence": quote.confidence,
    }


def _regions(article: Article) -> dict[str, list[list[int]]] | None:
    if not article.headlines and not article.captions:
        return None
    return {
        "headlines": [[span.start, span.end] for span in article.headlines],
        "captions": [[span.start, span.end] for span in article.captions],
    }
