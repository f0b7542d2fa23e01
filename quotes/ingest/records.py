"""Makes articles of records: one object of JSON or one row of a table, whatever its keys are called."""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from quotes.errors import UnreadableSource, UsageProblem
from quotes.ingest.fragments import is_markup, text_of_markup
from quotes.ingest.items import Reading
from quotes.ingest.record_dates import RecordDate, date_of_record
from quotes.ingest.sections import section_in
from quotes.ingest.tables import value_at
from quotes.model import Article

NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text",),
    "id": ("id",),
    "outlet": ("outlet",),
    "date": ("date", "published", "published_on"),
    "title": ("title",),
    "byline": ("author", "authors", "byline"),
    "url": ("url",),
    "language": ("language",),
    "section": ("section",),
}
"""Our fields, and the keys under which our own records have them."""
OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "text": tuple(
        "body content maintext article_text text_content full_text article_body body_text content_text plain_text "
        "main_text raw_text article story content.rendered fields.body_text fields.body content_html body_html html "
        "content.value".split()
    ),
    "id": tuple("uid guid article_id doc_id document_id _id uri accession_number".split()),
    "outlet": tuple(
        "source.name source.title publisher.name outlet.name publication publication_title publication_name newspaper "
        "source publisher site_name media_name media newspaper_name source_name journal paper site provider "
        "thread.site_full source_domain domain".split()
    ),
    "date": tuple(
        "published_at pub_date date_published publication_date date_publish publish_date web_publication_date "
        "published_date published_time datetime day time timestamp".split()
    ),
    "title": tuple(
        "headline headline.main title.rendered web_title article_title heading fields.headline head hl".split()
    ),
    "byline": tuple("author.name byline.original fields.byline creator dc:creator writer journalist by".split()),
    "url": tuple("link web_url article_url canonical_url permalink href source_url".split()),
    "language": tuple("lang in_language locale".split()),
    "section": tuple("section_name article_section sectionname rubric desk".split()),
}
"""Keys that other people's records have, the surer first; capitals, ``_``, ``-`` and blanks in them don't count."""
NOTHING = frozenset(("", "nan", "nat", "null", "none", "unknown", "n/a", "na", "<na>"))
"""Words that stand for no value, as tables write them."""
_STROKES = frozenset("-–—?./ ")
"""Characters that stand for no value, alone or several."""
_POSTS = frozenset("id_str tweet_id retweet_count in_reply_to_status_id retweeted_status".split())
"""Keys that only the posts of a platform have: their text is nobody's report."""
SHOWN_KEYS = 8
"""Keys of a record that a message lists."""


class ReadRecord(NamedTuple):
    """The article of a record, what is to be said of it, and the keys in which its fields were found."""

    article: Article
    notes: tuple[str, ...]
    keys: Mapping[str, str]

    @property
    def guess(self) -> str:
        """Returns what the keys were taken for, with the record as it was read; empty if they are our own names."""
        if all(key in NAMES[name] for name, key in self.keys.items()):
            return ""
        fields = ", ".join(f"{name}={key}" for name, key in self.keys.items())
        return f"read as {fields} (--map changes that); the first: {_shown(self.article)}"


def article_of_line(
    line: str, number: int, mapping: Mapping[str, str] | None = None, *, reading: Reading | None = None
) -> Article:
    """Returns the article of one line; *mapping* gives other keys (``{"text": "body"}``). The text is taken as
    it is.

    :raises UnreadableSource: the line is no JSON object, has no text, or a date that is none.
    """
    return read_record(record_of_line(line), str(number), reading or Reading(mapping or {}, raw=True)).article


def record_of_line(line: str) -> Mapping[str, Any]:
    """Returns the object that one line of JSON holds.

    :raises UnreadableSource: the line holds no object.
    """
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        what = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise UnreadableSource(f"is not JSON ({what})") from None
    if not isinstance(record, dict):
        raise UnreadableSource("is not a JSON object")
    return record


def article_of_record(record: Mapping[str, Any], number: str, mapping: Mapping[str, str] | None = None) -> Article:
    """Returns the article of one record, with its text letter for letter; *number* is its id if it has none.

    :raises UnreadableSource: it has no text, or a date that is none.
    """
    return read_record(record, number, Reading(mapping or {}, raw=True)).article


def read_record(record: Mapping[str, Any], number: str | None, reading: Reading) -> ReadRecord:
    """Returns the article of one record; *number* is its id if it has none.

    Text that is HTML is cleaned, unless the *reading* is raw.

    :raises UnreadableSource: it has no text, or a date that is none.
    """
    folded = _by_folded_key(record)
    found = {name: each for name in NAMES if (each := _field(record, folded, name, reading.mapping)) is not None}
    text = _text(record, found, reading)
    notes: list[str] = []
    if not reading.raw and is_markup(text):
        text = text_of_markup(text)
        notes.append("its text was HTML and has been cleaned (--raw keeps it)")
        if not text:
            raise UnreadableSource("has a text of markup alone")
    if not reading.raw and (cut := _CUT.search(text)) is not None:
        text = text[: cut.start()]
        notes.append("its text is only the beginning of the article")
    values = {name: value for name, (_, value) in found.items()}
    language = _words(values.get("language"))
    date = _date(values.get("date"), language)
    if date.note:
        notes.append(date.note)
    article = Article(
        text=text,
        id=_words(values.get("id")) or number,
        outlet=_outlet(values.get("outlet")),
        published_on=date.day,
        published_at=date.instant,
        title=_title(values.get("title"), reading),
        byline=_names(values.get("byline")),
        url=_words(values.get("url")),
        language=language,
        section=section_in(_words(values.get("section"))),
    )
    return ReadRecord(article, tuple(notes), {name: key for name, (key, _) in found.items()})


def has_text(record: object, mapping: Mapping[str, str] | None = None) -> bool:
    """Tests whether an object is the record of an article: one of its keys may hold a text."""
    if not isinstance(record, Mapping):
        return False
    found = _field(record, _by_folded_key(record), "text", mapping or {})
    return found is not None and isinstance(found[1], str)


def has_column(columns: Sequence[str], name: str, mapping: Mapping[str, str]) -> bool:
    """Tests whether one of the *columns* of a table may hold the field *name*."""
    if name in mapping:
        return mapping[name] in columns or mapping[name].partition(".")[0] in columns
    folded = {folded_key(column) for column in columns}
    return any(folded_key(key.partition(".")[0]) in folded for key in (*NAMES[name], *OTHER_NAMES[name]))


def is_read(column: str, mapping: Mapping[str, str]) -> bool:
    """Tests whether reading a record looks at its key *column*, be it as a field or to tell what the record is."""
    return folded_key(column) in _READ or any(column in (key, key.partition(".")[0]) for key in mapping.values())


def refuse_quotations(keys: Iterable[object]) -> None:
    """Refuses a record or table with these *keys* if it holds quotations, as ``quotes export`` writes them: it has no
    text, and the pages that its URLs name were not asked for.

    :raises UnreadableSource: it does; the message names what reads it.
    """
    folded = {folded_key(key) for key in keys}
    if "words" in folded and not _BESIDE_WORDS.isdisjoint(folded):
        raise UnreadableSource("holds quotations, not articles; quotes import reads it")


def id_of_record(record: Mapping[str, Any], mapping: Mapping[str, str]) -> str | None:
    """Returns the id that a record has, or None; whatever else may be wrong with it."""
    found = _field(record, _by_folded_key(record), "id", mapping)
    return None if found is None else _words(found[1])


def url_column(columns: Sequence[str], mapping: Mapping[str, str]) -> str | None:
    """Returns the one of a table's *columns* that holds URLs, by its name; None if there is none."""
    if "url" in mapping:
        return mapping["url"] if mapping["url"] in columns else None
    names = {folded_key(key) for key in (*NAMES["url"], *OTHER_NAMES["url"])}
    return next((column for column in columns if folded_key(column) in names), None)


def _field(
    record: Mapping[str, Any], folded: Mapping[str, str], name: str, mapping: Mapping[str, str]
) -> tuple[str, Any] | None:
    """Returns the key that holds a field, and its value."""
    if name in mapping:
        value = value_at(record, mapping[name])
        return None if _is_nothing(value) else (mapping[name], value)
    for key in (*NAMES[name], *OTHER_NAMES[name]):
        own = folded.get(folded_key(key))
        value = record[own] if own is not None else _nested(record, folded, key)
        if _is_nothing(value) or (isinstance(value, dict) and name not in ("byline",)):
            continue
        return own or key, value
    return None


def _nested(record: Mapping[str, Any], folded: Mapping[str, str], key: str) -> Any:
    first, point, rest = key.partition(".")
    own = folded.get(folded_key(first)) if point else None
    inner = record[own] if own is not None else None
    if isinstance(inner, list) and inner:
        inner = inner[0]
    if not isinstance(inner, Mapping):
        return None
    return next((value for each, value in inner.items() if folded_key(each) == folded_key(rest)), None)


def _by_folded_key(record: Mapping[str, Any]) -> dict[str, str]:
    """Returns the keys of a record by what they fold to; of two that fold to the same, the first."""
    return {folded_key(key): key for key in reversed(list(record))}


def folded_key(key: object) -> str:
    """Returns a key without what doesn't count in it: capitals, ``_``, ``-`` and blanks."""
    return str(key).lower().translate(_SEPARATORS)


_SEPARATORS = str.maketrans("", "", "_- ")
_BESIDE_WORDS = frozenset(("uid", "speaker"))
"""Keys one of which stands beside ``words`` in every listing of quotations."""
_READ = frozenset(
    folded_key(key.partition(".")[0])
    for keys in (*NAMES.values(), *OTHER_NAMES.values(), _POSTS, ("user",))
    for key in keys
)
"""The keys of records that are looked at, folded."""


def _is_nothing(value: object) -> bool:
    if value is None or value == [] or value == {}:
        return True
    if isinstance(value, float) and math.isnan(value):
        return True
    return isinstance(value, str) and value.strip().casefold() in NOTHING


def is_nobody(name: str) -> bool:
    """Tests whether a cell that should name somebody says that nobody is known: *N/A*, *unknown*, *–*."""
    name = name.strip()
    return name.casefold() in NOTHING or _STROKES.issuperset(name)


def _text(record: Mapping[str, Any], found: Mapping[str, tuple[str, Any]], reading: Reading) -> str:
    wanted = reading.mapping.get("text", "text")
    if "text" not in found:
        if isinstance(value_at(record, wanted), str):
            raise UnreadableSource(f"has an empty {wanted!r}")
        refuse_quotations(record)
        raise UnreadableSource(f"has no {wanted!r}{_keys_of(record)}")
    key, text = found["text"]
    if isinstance(text, list) and all(isinstance(each, str) for each in text):
        text = "\n\n".join(text)  # paragraphs
    if not isinstance(text, str):
        raise UnreadableSource(f"has an odd {key!r}: it is no text")
    if not reading.mapping and (not _POSTS.isdisjoint(record) or "screen_name" in str(record.get("user"))[:2000]):
        raise UnreadableSource(f"is a post of a platform, not an article; --map text={key} reads it all the same")
    return text


def _keys_of(record: Mapping[str, Any]) -> str:
    """Returns what a message says of the keys that the record has; empty if it has none."""
    keys = [str(key) for key in record if str(key).strip()]
    if not keys:
        return ""
    shown = ", ".join(key if len(key) <= 30 else key[:30] + "…" for key in keys[:SHOWN_KEYS])
    return f" (it has {shown}{' …' if keys[SHOWN_KEYS:] else ''}); name the key that holds it: --map text=KEY"


def _date(value: object, language: str | None) -> RecordDate:
    try:
        return date_of_record(value, language)
    except (UsageProblem, OverflowError) as error:
        raise UnreadableSource(f"has a date that is none: {error}") from None


def _title(value: object, reading: Reading) -> str | None:
    words = _words(value)
    return _words(text_of_markup(words)) if words and not reading.raw and _MARKED.search(words) else words


_MARKED = re.compile(r"</?[a-zA-Z][^<>]{0,100}>|&#?\w{2,8};")
"""A tag or a reference to a character."""
_CUT = re.compile(r"(?:…|\.\.\.)? ?\[\+\d+ chars\]\s*\Z")
"""What an interface writes behind text that it gives only the beginning of."""


def _outlet(value: object) -> str | None:
    """Returns the name of an outlet; for a URL, its host."""
    words = _words(value)
    if words is None or "://" not in words:
        return words
    try:
        host = urlsplit(words).hostname
    except ValueError:
        return words
    return host.removeprefix("www.") if host else words


def _names(value: object) -> str | None:
    """Returns the names of the authors, each given as a name or an object that has one, joined by commas; None if there
    are none.
    """
    if not isinstance(value, list):
        value = [value]
    names = [_words(each.get("name")) if isinstance(each, dict) else _words(each) for each in value]
    return ", ".join(name for name in names if name) or None


def _words(value: object) -> str | None:
    return " ".join(str(value).split()) or None if value is not None else None


def _shown(article: Article) -> str:
    start = " ".join(article.text[:80].split())
    parts = (article.title, article.outlet, article.published_on, article.byline)
    said = " · ".join(str(part) for part in parts if part)
    return f"{said} · “{start[:50]}…”" if said else f"“{start[:50]}…”"
