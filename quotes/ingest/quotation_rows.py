"""Makes attributed quotations of the rows of a table: which column is what, and whether each cell can be what it
should.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from quotes.attributed import Attributed, Party, Source
from quotes.english import pronouns
from quotes.errors import UnreadableSource, UsageProblem
from quotes.ingest.record_dates import date_of_record
from quotes.ingest.records import NAMES, OTHER_NAMES, folded_key, is_nobody
from quotes.ingest.tables import value_at
from quotes.model import Kind, Modality, Precision, Role, Setting, SpeakerKind
from quotes.name_lists import names_in
from quotes.nearest import did_you_mean
from quotes.wording import storable, unmarked

Chosen = TypeVar("Chosen", bound=StrEnum)


def _as_in_records(field: str) -> tuple[str, ...]:
    """Returns the names that a field has in records of articles, without those that lie within another column."""
    return tuple(name for name in (*NAMES[field], *OTHER_NAMES[field]) if "." not in name)


FIELDS: Mapping[str, tuple[str, ...]] = {
    "words": ("words", "quote", "quotation", "text", "statement", "quote_text", "quoted"),
    "uid": ("uid",),
    "speaker": ("speaker", "said_by", "speaker_name", "who", "attributed_to", "attribution", "person", "name"),
    "speaker_uid": ("speaker_uid",),
    "speaker_kind": ("speaker_kind",),
    "speaker_note": ("speaker_note",),
    "also_by": ("also_by",),
    "reported_by": ("reported_by",),
    "spoken_for": ("spoken_for",),
    "credits": ("credits",),
    "outlet": _as_in_records("outlet"),
    "published_on": (*_as_in_records("date"), "when"),
    "said_on": ("said_on",),
    "said_on_end": ("said_on_end",),
    "said_on_precision": ("said_on_precision",),
    "said_on_phrase": ("said_on_phrase",),
    "via": ("via",),
    "kind": ("kind",),
    "status": ("status",),
    "modality": ("modality",),
    "setting": ("setting",),
    "confidence": ("confidence",),
    "reason": ("reason",),
    "uncredited_because": ("uncredited_because",),
    "cue": ("cue", "verb"),
    "mention": ("mention",),
    "mention_start": ("mention_start",),
    "mention_end": ("mention_end",),
    "start_offset": ("start_offset", "start"),
    "end_offset": ("end_offset", "end"),
    "utterance": ("utterance",),
    "parent": ("parent",),
    "article_uid": ("article_uid",),
    "article_version": ("article_version",),
    "external_id": ("external_id", "article_id"),
    "title": _as_in_records("title"),
    "byline": _as_in_records("byline"),
    "url": _as_in_records("url"),
    "language": _as_in_records("language"),
    "section": _as_in_records("section"),
    "text_sha256": ("text_sha256",),
    "extractor": ("extractor",),
}
"""Our fields, and the names under which columns are taken for them, the likeliest first."""
_IN_JSON = ("start", "end")
"""Columns that our own JSON calls otherwise."""
REJECTED_BECAUSE = "rejected_because"
"""The column of a file of rejected rows that says why; never read."""
STATUSES = ("extracted", "confirmed", "corrected", "rejected", "recorded", "imported", "withdrawn")
PARTIES = {"also_by": Role.JOINT, "reported_by": Role.REPORTED_BY, "spoken_for": Role.FOR}
_UID = {"uid": "q", "parent": "q", "article_uid": "a", "speaker_uid": "s"}
_NOTHING = (None, "")
FIRST_YEAR = 1000
A_DAY = dt.timedelta(days=1)
"""Today is tomorrow already elsewhere."""
_MAY_SAY_NONE = ("speaker", "outlet", "byline", "url", "language")
MARKED = "has quotation marks around the words, which are left out"
LONGEST_SHOWN = 40
"""Characters of a bad value that a message repeats."""


class Columns(NamedTuple):
    """The fields of quotations that a table has, each with its column."""

    of: Mapping[str, str]
    """Field → column."""
    guessed: tuple[str, ...]
    """Fields whose column has another name."""
    unread: tuple[str, ...]
    """Columns that are no field."""


def columns_of(columns: Sequence[str], given: Mapping[str, str] | None = None) -> Columns:
    """Returns which column of a table is which field: as *given* (from field to column, empty for none), else by their
    names, in which capitals, ``_``, ``-`` and blanks don't count. A table without a speaker takes its author for one.

    :raises UsageProblem: no column has the words or, unless that is *given*, the speaker; or a field or column that is
        *given* doesn't exist.
    """
    given = dict(given or {})
    for field, column in given.items():
        if field not in FIELDS:
            raise UsageProblem(f"there is no field {field!r}{did_you_mean(field, FIELDS)}")
        if column and column not in columns and column.partition(".")[0] not in columns:
            raise UsageProblem(
                f"there is no column {column!r}{did_you_mean(column, columns)}; there are {', '.join(columns)}"
            )
    left = {folded_key(name): name for name in reversed(columns) if name not in given.values()}
    of = {field: column for field, column in given.items() if column}
    for field, names in FIELDS.items():
        keys = map(folded_key, (field, *names))
        key = next((key for key in keys if key in left), None) if field not in given else None
        if key is not None:
            of[field] = left.pop(key)
    if (
        "speaker" not in of
        and "speaker" not in given
        and folded_key(of.get("byline", "")) in ("author", "authors", "by")
    ):
        of["speaker"] = of.pop("byline")
    if "words" not in of:
        raise UsageProblem(
            f"no column has the words said (words, quote, text); name it with --map words=COLUMN: {', '.join(columns)}"
        )
    if "speaker" not in of and "speaker" not in given:
        raise UsageProblem(
            "no column has who said it (speaker, who, name); name it with --map speaker=COLUMN, or give --map speaker= "
            f"if none has: {', '.join(columns)}"
        )
    guessed = {field for field, column in of.items() if column not in (field, *_IN_JSON) and field not in given}
    unread = (name for name in columns if name and name not in of.values() and name != REJECTED_BECAUSE)
    return Columns(of, tuple(field for field in FIELDS if field in guessed), tuple(unread))


def quotation_of(cells: Mapping[str, Any], columns: Columns) -> Attributed:
    """Returns the quotation that a row's *cells* describe.

    :raises UnreadableSource: it has no words, or a cell that cannot be what it should; the message names it.
    """
    row = _Row(cells, columns.of)
    words = row.text("words")
    start, end = row.whole("start_offset"), row.whole("end_offset")
    if words is None or not words.strip():
        raise UnreadableSource("has no words")
    _check_offsets(words, start, end)
    said_on = row.day("said_on")
    dated = said_on is not None
    uid = row.uid("uid")
    note = None
    if start is None and uid is None:
        bare = unmarked(words)
        note = MARKED if bare != words.strip() else None
        words = bare
        if not words:
            raise UnreadableSource("has no words")
    return Attributed(
        words=words,
        source=_source(row),
        uid=uid,
        speaker=_speaker(row),
        credits=(*_named(row), *_whole_credits(row)) if not row.has("credits") else _whole_credits(row),
        start=start,
        end=end,
        kind=row.one_of("kind", Kind) or Kind.DIRECT,
        utterance=row.whole("utterance"),
        parent=row.uid("parent"),
        setting=row.one_of("setting", Setting) or Setting.BODY,
        modality=row.one_of("modality", Modality) or Modality.SAID,
        mention=row.text("mention"),
        mention_start=row.whole("mention_start"),
        mention_end=row.whole("mention_end"),
        cue=row.text("cue"),
        reason=row.text("reason"),
        uncredited_because=row.text("uncredited_because"),
        via=row.text("via"),
        said_on=said_on,
        said_on_end=row.day("said_on_end") if row.has("said_on_end") else said_on,
        said_on_precision=row.one_of("said_on_precision", Precision)
        if row.has("said_on_precision")
        else (Precision.DAY if dated else None),
        said_on_phrase=row.text("said_on_phrase"),
        confidence=row.share("confidence"),
        status=row.choice("status", STATUSES),
        extractor=row.text("extractor"),
        note=note,
    )


def _check_offsets(words: str, start: int | None, end: int | None) -> None:
    if (start is None) != (end is None):
        raise UnreadableSource("has a start or an end alone, not both")
    if start is None or end is None:
        return
    if start >= end:
        raise UnreadableSource(f"begins at {start} and ends at {end}: the end must lie behind the start")
    if end - start != len(words):
        raise UnreadableSource(f"has words of {len(words)} characters between offsets of {end - start}")


def _source(row: "_Row") -> Source:
    return Source(
        uid=row.uid("article_uid"),
        version=row.whole("article_version"),
        external_id=row.name("external_id"),
        outlet=row.name("outlet"),
        published_on=row.day("published_on"),
        title=row.name("title"),
        byline=row.name("byline"),
        url=row.name("url"),
        language=row.name("language"),
        section=row.name("section"),
        text_sha256=row.name("text_sha256"),
    )


def _speaker(row: "_Row") -> Party | None:
    name = row.name("speaker")
    if name is None:
        return None
    if not row.is_ours:
        _refuse_pronoun(name, "speaker")
    return Party(name=name, kind=row.speaker_kind(), note=row.name("speaker_note"), uid=row.uid("speaker_uid"))


def _refuse_pronoun(name: str, field: str) -> None:
    """Raises an error if a name is a bare pronoun: *she*, but not *US*."""
    if name.lower() in pronouns.MENTIONED and (len(name) == 1 or not name.isupper()):
        raise UnreadableSource(f"has a pronoun, {name}, as {field}: write who it is, or leave it empty")


def _named(row: "_Row") -> tuple[Party, ...]:
    """Returns the further parties that columns name."""
    found = []
    for column, role in PARTIES.items():
        for name in map(str.strip, names_in(row.text(column))):
            if not name or (not row.is_ours and is_nobody(name)):
                continue
            if not row.is_ours:
                _refuse_pronoun(name, column)
            found.append(Party(name=name, role=role))
    return tuple(found)


def _whole_credits(row: "_Row") -> tuple[Party, ...]:
    """Returns the further parties as JSON and Parquet have them."""
    value = row.value("credits")
    if value in (None, "", []):
        return ()
    if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
        raise UnreadableSource(f"has credits that are no list of objects: {_shown(value)}")
    found = []
    for each in value:
        party = _Row(each, {name: name for name in ("name", "uid", "kind", "role", "note")})
        name, role = party.name("name"), party.one_of("role", Role)
        if name is None or role is None:
            raise UnreadableSource("has a credit without a name or a role")
        kind = party.one_of("kind", SpeakerKind)
        found.append(Party(name=name, kind=kind, note=party.name("note"), uid=party.name("uid"), role=role))
    return tuple(found)


class _Row:
    """The cells of a row by field, each converted to what it should be."""

    def __init__(self, cells: Mapping[str, Any], of: Mapping[str, str]) -> None:
        self._cells, self._of = cells, of
        self.is_ours = self.value("uid") is not None
        """Whether a store of ours exported it, so that names are to the letter what they are there."""

    def has(self, field: str) -> bool:
        """Tests whether the table has such a column."""
        return field in self._of

    def value(self, field: str) -> Any:
        """Returns the content of the cell, or None if it is empty or the table lacks the field."""
        value = value_at(self._cells, self._of[field]) if field in self._of else None
        return None if value in _NOTHING or value != value else value  # NaN: pandas has nothing else for nothing

    def text(self, field: str) -> str | None:
        """Returns the cell as text that a store can hold."""
        value = self.value(field)
        if value is None:
            return None
        if isinstance(value, list | Mapping):
            raise UnreadableSource(f"has no text in {self._of[field]}: {_shown(value)}")
        return storable(str(int(value) if isinstance(value, float) and value.is_integer() else value))

    def name(self, field: str) -> str | None:
        """Returns the cell as text without blanks around it, several names of a list with commas between; None if it
        says in words that there is none.
        """
        value = self.value(field)
        if field == "byline" and isinstance(value, list):
            return ", ".join(map(str, value)) or None
        text = self.text(field)
        if text is None or (field in _MAY_SAY_NONE and not self.is_ours and is_nobody(text)):
            return None
        return text.strip() or None

    def whole(self, field: str) -> int | None:
        """Returns the cell as a whole number that isn't negative."""
        value = self.value(field)
        if value is None:
            return None
        try:
            number = int(value) if not isinstance(value, float) or value.is_integer() else -1
        except (ValueError, TypeError):
            number = -1
        if not 0 <= number < 2**31 or isinstance(value, bool):
            raise UnreadableSource(f"has no whole number in {self._of[field]}: {_shown(value)}")
        return number

    def share(self, field: str) -> float | None:
        """Returns the cell as a number from 0 to 1."""
        value = self.value(field)
        try:
            number = None if value is None else float(value)
        except (ValueError, TypeError):
            number = -1.0
        if number is not None and not 0 <= number <= 1:
            raise UnreadableSource(f"has no number from 0 to 1 in {self._of[field]}: {_shown(value)}")
        return number

    def day(self, field: str) -> dt.date | None:
        """Returns the cell as a day; in rows that are not our own it must lie between the year 1000 and today."""
        value, column = self.value(field), self._of.get(field)
        try:
            found = date_of_record(value, self.name("language"))
        except (UsageProblem, OverflowError) as error:
            raise UnreadableSource(f"has no day in {column}: {error}") from None
        if found.note:
            raise UnreadableSource(
                f"has a day in {column} that may be in either month: {value}; write it as 2025-10-09"
            )
        if found.day is None or self.is_ours:
            return found.day
        if found.day.year < FIRST_YEAR:
            raise UnreadableSource(f"has a day in {column} before the year {FIRST_YEAR}: {_shown(str(value))}")
        if found.day > dt.datetime.now(dt.UTC).date() + A_DAY:
            raise UnreadableSource(f"has a day in {column} that is still to come: {_shown(str(value))}")
        return found.day

    def choice(self, field: str, known: Sequence[str]) -> str | None:
        """Returns the cell as one of some codes; capitals and blanks around don't count."""
        text = self.name(field)
        if text is None:
            return None
        if text.lower() not in known:
            near = did_you_mean(text, known) or f"; there are {', '.join(known)}"
            raise UnreadableSource(f"has the {field.replace('_', ' ')} {_shown(text)}, which there isn't{near}")
        return text.lower()

    def one_of(self, field: str, enumeration: type[Chosen]) -> Chosen | None:
        """Returns the cell as a member of an enumeration."""
        found = self.choice(field, [each.value for each in enumeration])
        return None if found is None else enumeration(found)

    def speaker_kind(self) -> SpeakerKind | None:
        """Returns the kind of the speaker; ``org`` is an organisation."""
        if (self.name("speaker_kind") or "").lower() == "org":
            return SpeakerKind.ORGANISATION
        return self.one_of("speaker_kind", SpeakerKind)

    def uid(self, field: str) -> str | None:
        """Returns the cell as a uid of ours."""
        text = self.name(field)
        if text is not None and not re.fullmatch(rf"{_UID[field]}[a-z0-9]{{1,63}}", text):
            raise UnreadableSource(
                f"has no uid of ours in {self._of[field]}: {_shown(text)} (leave the column out with --map {field}=)"
            )
        return text


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
