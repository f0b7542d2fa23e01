"""Makes attributed quotations of the rows of a table: which column is what, and whether each cell can be what it
should.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from quotes.attributed import Attributed, Party, Source
from quotes.english import pronouns
from quotes.errors import UnreadableSource, UsageProblem
from quotes.ingest.quotation_cells import Cells, shown
from quotes.ingest.records import NAMES, OTHER_NAMES, folded_key, is_nobody
from quotes.model import Kind, Modality, Precision, Role, Setting, SpeakerKind
from quotes.name_lists import names_in
from quotes.nearest import did_you_mean
from quotes.wording import unmarked


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
MARKED = "has quotation marks around the words, which are left out"


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
    row = Cells(cells, columns.of)
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


def _source(row: Cells) -> Source:
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


def _speaker(row: Cells) -> Party | None:
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


def _named(row: Cells) -> tuple[Party, ...]:
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


def _whole_credits(row: Cells) -> tuple[Party, ...]:
    """Returns the further parties as JSON and Parquet have them."""
    value = row.value("credits")
    if value in (None, "", []):
        return ()
    if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
        raise UnreadableSource(f"has credits that are no list of objects: {shown(value)}")
    found = []
    for each in value:
        party = Cells(each, {name: name for name in ("name", "uid", "kind", "role", "note")})
        name, role = party.name("name"), party.one_of("role", Role)
        if name is None or role is None:
            raise UnreadableSource("has a credit without a name or a role")
        kind = party.one_of("kind", SpeakerKind)
        found.append(Party(name=name, kind=kind, note=party.name("note"), uid=party.name("uid"), role=role))
    return tuple(found)
