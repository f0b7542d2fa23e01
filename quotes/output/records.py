"""Represents quotations as JSON records, in the keys and order that others rely on."""

from collections.abc import Iterable, Iterator
from typing import Any

from quotes.model import Quote, Role
from quotes.name_lists import joined
from quotes.output.rows import Row
from quotes.output.summary import ArticleLine


def quote_record(quote: Quote) -> dict[str, Any]:
    """Returns one quotation of an extraction, ready for JSON: dates as ISO days; an explanation only if there
    is one.
    """
    record: dict[str, Any] = {
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "kind": quote.kind.value,
        "utterance": quote.utterance,
        "parent": quote.parent,
        "setting": quote.setting.value,
        "modality": quote.modality.value,
        "speaker": quote.speaker,
        "speaker_kind": quote.speaker_kind.value if quote.speaker_kind else None,
        "mention": quote.mention,
        "mention_start": quote.mention_start,
        "mention_end": quote.mention_end,
        "cue": quote.cue,
        "via": quote.via,
        "said_on": quote.said_on.isoformat() if quote.said_on else None,
        "said_on_end": quote.said_on_end.isoformat() if quote.said_on_end else None,
        "said_on_precision": quote.said_on_precision.value if quote.said_on_precision else None,
        "said_on_phrase": quote.said_on_phrase,
        "confidence": quote.confidence,
        "reason": quote.reason,
        "uncredited_because": quote.uncredited_because,
        "credits": [
            {"name": credit.name, "kind": credit.kind.value, "role": credit.role.value} for credit in quote.credits
        ],
    }
    if quote.explanation:
        record["explanation"] = dict(quote.explanation)
    return record


CREDIT_COLUMNS = {"also_by": Role.JOINT, "reported_by": Role.REPORTED_BY, "spoken_for": Role.FOR}
"""Columns of further parties, each for those with one role."""


def credit_cells(quote: Quote) -> dict[str, str | None]:
    """Returns the names of further parties by :data:`CREDIT_COLUMNS`."""
    return {
        column: joined(credit.name for credit in quote.credits if credit.role is role)
        for column, role in CREDIT_COLUMNS.items()
    }


FOUND_COLUMNS = (
    "id", "words", "speaker", "speaker_kind", "said_on", "said_on_end", "said_on_precision", "said_on_phrase", "via",
    "kind", "confidence", "reason", "uncredited_because", "cue", "mention", "mention_start", "mention_end",
    "start_offset", "end_offset", "utterance", "parent", "setting", "modality", *CREDIT_COLUMNS,
)  # fmt: skip
"""The columns of an extraction as rows: ``id`` is the article's, the others are called as in the CSV export."""
_COLUMN_NAMES = {"text": "words", "start": "start_offset", "end": "end_offset"}


def found_rows(identity: str | None, quotes: Iterable[Quote]) -> Iterator[dict[str, Any]]:
    """Yields the quotations of one article of an extraction as rows of :data:`FOUND_COLUMNS`."""
    for quote in quotes:
        named = {_COLUMN_NAMES.get(key, key): value for key, value in quote_record(quote).items()}
        yield {"id": identity, **named, **credit_cells(quote)}


def article_record(identity: str | None, quotes: Iterable[Quote], error: str | None = None) -> dict[str, Any]:
    """Returns one article of an extraction with its quotations; one that could not be processed has none, and an
    ``error``.
    """
    record: dict[str, Any] = {"id": identity, "quotes": [quote_record(quote) for quote in quotes]}
    if error is not None:
        record["error"] = error
    return record


def addition_record(source: str, line: ArticleLine | None, notes: Iterable[str], error: str | None) -> dict[str, Any]:
    """Returns the record of what became of one *source* or record that was added: with *line* the article and its
    quotations as stored.
    """
    record: dict[str, Any] = {"source": source, "uid": None, "outcome": "failed", "error": error, "notes": list(notes)}
    if line is None:
        return record
    return record | {
        "uid": line.uid,
        "outcome": line.outcome,
        "version": line.version,
        "name": line.name,
        "outlet": line.outlet,
        "published_on": line.published_on,
        "filled": list(line.filled),
        "differing": list(line.differing),
        "quotes": [keyed(row) for row in line.quotations],
    }


def keyed(row: Row) -> dict[str, Any]:
    """Returns a whole row of the store with the keys of JSON, in which offsets aren't called as the columns are."""
    return {name: value for name, value in row.items() if name not in ("start_offset", "end_offset")}
