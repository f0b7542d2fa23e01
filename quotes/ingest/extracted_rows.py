"""Reads rows of articles that were extracted before, as ``quotes spark`` writes them, and checks each of them.

A row has the columns ``text``, ``quotes`` and ``extractor``, and what else is known of the article.  Somebody else may
have written or changed it, so every quotation must stand in the text, and every code must be one of ours.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from quotes.errors import UnreadableSource
from quotes.ingest.items import Content, FoundBefore, Item, json_line
from quotes.ingest.quotation_cells import shown
from quotes.ingest.record_dates import date_of_record
from quotes.ingest.tables import TableRow
from quotes.model import Article, Credit, Kind, Modality, Precision, Quote, Role, Setting, SpeakerKind

COLUMNS = frozenset(("text", "quotes", "extractor"))
"""The columns that only such a table has."""
_CODES: Mapping[str, Any] = {
    "kind": Kind,
    "setting": Setting,
    "modality": Modality,
    "speaker_kind": SpeakerKind,
    "said_on_precision": Precision,
}
_MAY_LACK = frozenset(("speaker_kind", "said_on_precision"))
_WORDS = ("speaker", "mention", "cue", "via", "said_on_phrase", "reason", "uncredited_because")
_DAYS = ("said_on", "said_on_end")

T = TypeVar("T")


def is_extracted(columns: Sequence[str]) -> bool:
    """Tests whether a table with these *columns* holds articles with their quotations."""
    return COLUMNS.issubset(columns)


def extracted_item(content: Content, row: TableRow) -> Item:
    """Returns the item of one row: an article with its quotations, or why it is refused.

    An article that a person says is in another language comes without them: they are found otherwise there.
    """
    line = json_line({name: value for name, value in row.cells.items() if value is not None})
    data, record = line.encode("utf-8", errors="surrogatepass"), str(row.number)
    try:
        article, found, notes = _read(row.cells)
    except UnreadableSource as error:
        return content.failed(error, record=record, data=data, line=line)
    language = content.reading.language
    if language is not None and language != article.language:
        article, found = replace(article, language=language), None
    place = content.place_of(record)
    return Item(content.source, place, content.sha256(data), article, notes=notes, line=line, found=found)


def _read(cells: Mapping[str, Any]) -> tuple[Article, FoundBefore | None, tuple[str, ...]]:
    """Returns the article of a row, the quotations that were found in it, and what was said of it then.

    :raises UnreadableSource: its extraction failed, or something in it isn't what it should be.
    """
    error = _value(cells, "error", str)
    if error:
        raise UnreadableSource(error)
    text, extractor = _value(cells, "text", str), _value(cells, "extractor", str)
    if not text or not text.strip():
        raise UnreadableSource("has an empty 'text'")
    if not extractor or not extractor.strip():
        raise UnreadableSource("does not say which 'extractor' found its quotations")
    published_at = _value(cells, "published_at", dt.datetime)
    article = Article(
        text=text,
        id=_value(cells, "id", str),
        outlet=_value(cells, "outlet", str),
        published_on=_day(cells, "published_on"),
        published_at=_instant(published_at),
        title=_value(cells, "title", str),
        byline=_value(cells, "byline", str),
        url=_value(cells, "url", str),
        language=_value(cells, "language", str),
    )
    notes = tuple(note for note in _list(cells, "notes") if isinstance(note, str))
    return article, FoundBefore(tuple(_quotations(text, _list(cells, "quotes"))), extractor), notes


def _quotations(text: str, records: Sequence[Any]) -> list[Quote]:
    """Returns the quotations that *records* say stand in *text*.

    :raises UnreadableSource: one of them doesn't; its number is said.
    """
    quotations: list[Quote] = []
    places: set[tuple[int, int]] = set()
    for number, record in enumerate(records, 1):
        try:
            if not isinstance(record, Mapping):
                raise UnreadableSource("is no record")
            quote = _quotation(text, record, number - 1)
            if (quote.start, quote.end) in places:
                raise UnreadableSource(f"stands where another does, at {quote.start}-{quote.end}")
        except UnreadableSource as error:
            raise UnreadableSource(f"is not as it was extracted: its quotation {number} {error}") from None
        places.add((quote.start, quote.end))
        quotations.append(quote)
    return quotations


def _quotation(text: str, record: Mapping[str, Any], position: int) -> Quote:
    """Returns the quotation that *record* says is the article's at *position*, counted from 0.

    :raises UnreadableSource: its words aren't those at its place, or a field isn't what it should be.
    """
    start, end, words = _needed(record, "start", int), _needed(record, "end", int), _needed(record, "text", str)
    if not 0 <= start < end <= len(text) or text[start:end] != words:
        raise UnreadableSource(f"has other words than stand at {start}-{end} of its text")
    parent, utterance = _value(record, "parent", int), _needed(record, "utterance", int)
    if parent is not None and not 0 <= parent < position:
        raise UnreadableSource(f"has the 'parent' {parent}, which is none before it")
    if utterance < 1:
        raise UnreadableSource(f"has the 'utterance' {utterance}; they count from 1")
    confidence = _value(record, "confidence", float)
    if confidence is not None and not 0 <= confidence <= 1:
        raise UnreadableSource(f"has the 'confidence' {confidence}, which is not from 0 to 1")
    mention_start, mention_end = _value(record, "mention_start", int), _value(record, "mention_end", int)
    if mention_start is not None and not 0 <= mention_start < (mention_end or 0) <= len(text):
        raise UnreadableSource(f"has a mention at {mention_start}-{mention_end}, outside its text")
    codes = {name: _code(record, name, code) for name, code in _CODES.items()}
    named: dict[str, Any] = {name: _value(record, name, str) for name in _WORDS}
    days: dict[str, Any] = {name: _day(record, name) for name in _DAYS}
    if named["speaker"] and codes["speaker_kind"] is None:
        raise UnreadableSource("has a speaker without 'speaker_kind'")
    return Quote(
        start=start,
        end=end,
        text=words,
        parent=parent,
        utterance=utterance,
        confidence=confidence,
        mention_start=mention_start,
        mention_end=mention_end,
        credits=tuple(_credit(each) for each in _list(record, "credits")),
        **codes,
        **named,
        **days,
    )


def _credit(record: Any) -> Credit:
    """Returns a further party.

    :raises UnreadableSource: it has no name, or its kind or role is none.
    """
    if not isinstance(record, Mapping):
        raise UnreadableSource("has 'credits' that are none")
    return Credit(_needed(record, "name", str), _code(record, "role", Role), _code(record, "kind", SpeakerKind))


def _value(record: Mapping[str, Any], name: str, kind: type[T]) -> T | None:
    """Returns the field *name*, None if it is missing.

    :raises UnreadableSource: it is of another type, or text that no database takes.
    """
    value = record.get(name)
    if value is None:
        return None
    if kind is float and isinstance(value, int):
        value = float(value)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise UnreadableSource(f"has an odd {name!r}: {shown(value)}")
    if isinstance(value, str) and name != "text" and "\0" in value:
        raise UnreadableSource(f"has a character in {name!r} that cannot be stored")
    return value


def _needed(record: Mapping[str, Any], name: str, kind: type[T]) -> T:
    value = _value(record, name, kind)
    if value is None or value == "":
        raise UnreadableSource(f"has no {name!r}")
    return value


def _code(record: Mapping[str, Any], name: str, codes: Any) -> Any:
    """Returns the member of *codes* that the field *name* is.

    :raises UnreadableSource: it is none of them.
    """
    value = _value(record, name, str)
    if value is None and name in _MAY_LACK:
        return None
    try:
        return codes(value)
    except ValueError:
        raise UnreadableSource(f"has the {name!r} {shown(value)}; there are {', '.join(codes)}") from None


def _list(record: Mapping[str, Any], name: str) -> Sequence[Any]:
    return _value(record, name, list) or []


def _day(record: Mapping[str, Any], name: str) -> dt.date | None:
    value = record.get(name)
    if value is not None and not isinstance(value, dt.date):
        raise UnreadableSource(f"has an odd {name!r}: {shown(value)}")
    return date_of_record(value).day


def _instant(value: dt.datetime | None) -> dt.datetime | None:
    """Returns *value*, in UTC if it names no zone: some writers of Parquet leave it out."""
    return value.replace(tzinfo=dt.UTC) if value is not None and value.tzinfo is None else value
