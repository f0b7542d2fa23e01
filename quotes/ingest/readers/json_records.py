"""Reads JSON: an object or a list, also deep within the answer of a newspaper's interface; JSON Lines, line by line."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quotes.errors import ArticleFailed, UnreadableSource
from quotes.ingest.decode import LOOK, decode, refuse_binary
from quotes.ingest.items import Content, Item, json_line
from quotes.ingest.lines import numbered
from quotes.ingest.records import has_text, read_record, record_of_line, refuse_quotations

DEEPEST = 4
"""How deep in an answer its list of articles is looked for: ``{"response": {"hits": {"hits": […]}}}``."""


def read_lines(content: Content) -> Iterator[Item]:
    """Yields the articles of JSON Lines, one after the other as they come.

    :raises UnreadableSource: it is empty, no text, or a listing of quotations.
    """
    refuse_binary(content.lead[:LOOK])  # said once, not line by line
    _refuse_listing(content)
    found = False
    assumed: str | None = None
    guess: str | None = None
    for number, data, note in numbered(content.lead, content.lines()):
        line = None
        found = True
        try:
            decoded = decode(data, otherwise=assumed)
            assumed = decoded.assumed or assumed
            line = decoded.text
            read = read_record(_inner(record_of_line(line)), str(number), content.reading)
            notes = [note, decoded.note, *read.notes]
            if guess is None and not content.reading.mapping:
                guess = read.guess
                notes.append(guess)
            item = content.item(read.article, *notes, record=str(number), data=data, line=line)
        except UnreadableSource as error:
            item = content.failed(error, record=str(number), data=data, line=line)
        except Exception as error:  # a bug of ours that one record met: the others are still read
            item = content.failed(ArticleFailed(error), record=str(number), data=data, line=line)
        yield item
    if not found:
        raise UnreadableSource("is empty")


def _refuse_listing(content: Content) -> None:
    """Refuses JSON Lines as a whole if the first record holds a quotation and no text.

    :raises UnreadableSource: it does.
    """
    try:
        first = _first_record(content)
    except UnreadableSource:
        return  # reading the line says what is wrong
    if not has_text(first, content.reading.mapping):
        refuse_quotations(first)


def is_article(content: Content) -> bool:
    """Tests whether the first record of JSON Lines has a text: the answer of an interface may be one line too."""
    try:
        return has_text(_first_record(content), content.reading.mapping)
    except UnreadableSource:
        return False


def _first_record(content: Content) -> Mapping[str, Any]:
    """Returns the record in the first line that isn't blank.

    :raises UnreadableSource: the line holds none.
    """
    return _inner(record_of_line(decode(content.lead).text.strip().partition("\n")[0]))


def read_json(content: Content) -> Iterator[Item]:
    """Yields the article or articles of one JSON value.

    :raises UnreadableSource: it is no JSON, or no article is found in it.
    """
    decoded = decode(content.whole())
    try:
        value = json.loads(decoded.text)
    except RecursionError:
        raise UnreadableSource("is not JSON (nested too deeply)") from None
    except ValueError as error:
        said = f"{error.msg}: line {error.lineno}" if isinstance(error, json.JSONDecodeError) else str(error)
        raise UnreadableSource(f"is not JSON ({said})") from None
    mapping = content.reading.mapping
    if isinstance(value, dict):
        value = _inner(value)
    records = [value] if isinstance(value, dict) and has_text(value, mapping) else _records(value, mapping)
    if records is None:
        if isinstance(value, list) and value and isinstance(value[0], dict):
            refuse_quotations(value[0])
        if isinstance(value, dict):
            read_record(value, None, content.reading)  # says what it lacks
        raise UnreadableSource("holds no article: JSON is read as an object, a list or lines of objects with a text")
    if len(records) == 1 and records[0] is value:
        read = read_record(records[0], content.stem or "1", content.reading)
        notes = (decoded.note, *read.notes, "" if mapping else read.guess)
        yield content.item(read.article, *notes, line=json_line(records[0]))
    else:
        yield from read_records(content, records, decoded.note)


def read_records(content: Content, records: Iterable[object], note: str = "") -> Iterator[Item]:
    """Yields the articles of *records*, each with its place among them from 1; *note* is said of the first."""
    guess: str | None = None
    for number, record in enumerate(records, 1):
        line = None
        try:
            if not isinstance(record, dict):
                raise UnreadableSource("is not a JSON object")
            line = json_line(record)
            data = line.encode("utf-8", errors="surrogatepass")
            read = read_record(_inner(record), str(number), content.reading)
            notes = [note, *read.notes]
            if guess is None and not content.reading.mapping:
                guess = read.guess
                notes.append(guess)
            note = ""
            item = content.item(read.article, *notes, record=str(number), data=data, line=line)
        except UnreadableSource as error:
            item = content.failed(error, record=str(number), line=line)
        except Exception as error:  # as in read_lines
            item = content.failed(ArticleFailed(error), record=str(number), line=line)
        yield item


def _inner(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Returns the record that a search engine's dump wraps, else the record itself."""
    source = record.get("_source")
    return source if isinstance(source, dict) else record


def _records(value: object, mapping: Mapping[str, str], depth: int = 0) -> list[Any] | None:
    """Returns the list of records in *value*: the one nearest to the top that holds an article."""
    if isinstance(value, list):
        return value if any(has_text(_inner(each), mapping) for each in value if isinstance(each, dict)) else None
    if not isinstance(value, dict) or depth > DEEPEST:
        return None
    inner = list(value.values())
    if inner and all(isinstance(each, dict) for each in inner) and has_text(inner[0], mapping):
        return [{"id": key, **each} for key, each in value.items()]
    for each in sorted(inner, key=lambda each: not isinstance(each, list)):
        found = _records(each, mapping, depth + 1)
        if found is not None:
            return found
    return None
