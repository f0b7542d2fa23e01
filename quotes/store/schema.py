"""The tables, typed.  Alembic's migrations make them; this module says what the newest ones look like.

Columns that refer to another table carry its bare name in SQL (``quote.speaker``), as in ``quote_list``; the
Python attribute is ``speaker_id``.  Enumerations that may grow have no SQL CHECK: their values are the
``StrEnum`` classes of :mod:`quotes.model` and :mod:`quotes.store.statuses`.  Views, triggers and the full-text
table are defined in the migrations (``DERIVED``), because they have a history too.
"""

import datetime as dt

from sqlalchemy import (
    CheckConstraint,
    Index,
    MetaData,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from quotes.store.columns import (
    NUMBERED,
    Base,
    KeyText,
    identifier,
    instant,
    json_value,
    key,
    reference,
    unique_key,
    where,
)

HEAD = "0010"
"""The newest revision in ``alembic/versions`` (a test compares them): opening a store needs no Alembic."""

VERSION_TABLE = "_alembic_version"

FULL_TEXT = "quote_search"
"""The FTS5 table over ``quote.search_words`` on SQLite; its shadow tables begin with the same word."""

SEARCH_VECTOR = "array_to_tsvector(string_to_array(search_words, ' '))"
"""What PostgreSQL indexes: the folded words as they are.  Its text parser would make numbers of parts of words
(``4e7ce5``) and lower letters in its own way, and SQLite would not."""

SEARCH_INDEX = "ix_quote_search_words"
"""PostgreSQL's index of it."""


class OutletRow(Base):
    """Who publishes articles.  Its own name is one of its aliases, so that one look-up finds either."""

    __tablename__ = "outlet"
    __table_args__ = (NUMBERED,)
    id: Mapped[identifier]
    name: Mapped[str]
    name_key: Mapped[unique_key]
    domain: Mapped[str | None] = mapped_column(index=True)


class OutletAliasRow(Base):
    """A name under which an outlet is known; no two outlets share a key."""

    __tablename__ = "outlet_alias"
    __table_args__ = (NUMBERED,)
    id: Mapped[identifier]
    outlet_id: Mapped[int] = reference("outlet")
    alias: Mapped[str]
    key: Mapped[unique_key]


class RunRow(Base):
    """One command that read something."""

    __tablename__ = "run"
    __table_args__ = (NUMBERED,)
    id: Mapped[identifier]
    command: Mapped[str]
    program: Mapped[str]
    """Name and version of the program."""
    started_at: Mapped[instant]
    finished_at: Mapped[instant | None]
    noted: Mapped[int | None]
    """Items by the count of the program that made them; null where it was stopped before its end."""
    erased: Mapped[int] = mapped_column(server_default="0")
    """Items that were deleted with their articles."""


class ArticleRow(Base):
    """One version of a published text; ``text`` is null for one that only a hand-recorded quotation names."""

    __tablename__ = "article"
    __table_args__ = (
        UniqueConstraint("story_key", "version"),
        Index(
            "uq_article_story_key_current",
            "story_key",
            unique=True,
            info=where("is_current"),
        ),
        Index("ix_article_listing", "id", "is_current", "published_on", "outlet"),
        Index("ix_article_wire", "wire", info=where("wire IS NOT NULL")),
        NUMBERED,
    )
    id: Mapped[identifier]
    uid: Mapped[unique_key]
    outlet_id: Mapped[int | None] = reference("outlet")
    story_key: Mapped[key]
    version: Mapped[int]
    is_current: Mapped[bool]
    external_id: Mapped[str | None] = mapped_column(index=True)
    url: Mapped[str | None]
    title: Mapped[str | None]
    byline: Mapped[str | None]
    published_on: Mapped[dt.date | None] = mapped_column(index=True)
    published_at: Mapped[instant | None]
    text: Mapped[str | None]
    text_sha256: Mapped[str | None] = mapped_column(KeyText, index=True)
    language: Mapped[str | None]
    section: Mapped[str | None]
    regions: Mapped[json_value | None]
    """Ranges of the text that the page's markup gives: ``{"headlines": [[start, end]], "captions": []}``."""
    extractor: Mapped[str | None]
    added_at: Mapped[instant]
    run_id: Mapped[int | None] = reference("run")
    wire_id: Mapped[int | None] = reference("article", "wire", index=False)
    """The article stored first of those whose text is nearly the same, this one among them; null if it is alone."""


class RunItemRow(Base):
    """One source or record that a run met, and what became of it."""

    __tablename__ = "run_item"
    __table_args__ = (NUMBERED,)
    id: Mapped[identifier]
    run_id: Mapped[int] = reference("run")
    article_id: Mapped[int | None] = reference("article")
    source: Mapped[str]
    record: Mapped[str | None]
    sha256: Mapped[str | None] = mapped_column(KeyText, index=True)
    """Hash of the bytes that were read."""
    outcome: Mapped[str]
    error: Mapped[str | None]
    at: Mapped[instant]


class PageVisitRow(Base):
    """What a server called the state of a page when it was fetched and stored, so that it is asked for again only if
    it has changed since.
    """

    __tablename__ = "page_visit"
    __table_args__ = (NUMBERED,)
    id: Mapped[identifier]
    url: Mapped[unique_key]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    program: Mapped[str]
    """Name and version of the program that read it: a newer one may read more in the same page."""
    at: Mapped[instant]


class SpeakerRow(Base):
    """A resolved identity.  With ``article`` set it is known only there and never offered for linking.

    ``note`` ("the footballer"; else empty) tells homonyms apart.  Every name form, the ``name`` among them,
    is a row of ``speaker_alias``.
    """

    __tablename__ = "speaker"
    __table_args__ = (
        Index(
            "uq_speaker_name_key_kind_note_anywhere",
            "name_key",
            "kind",
            "note",
            unique=True,
            info=where("article IS NULL"),
        ),
        Index(
            "uq_speaker_article_name_key_kind_note_within",
            "article",
            "name_key",
            "kind",
            "note",
            unique=True,
            info=where("article IS NOT NULL"),
        ),
        NUMBERED,
    )
    id: Mapped[identifier]
    uid: Mapped[unique_key]
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(KeyText, index=True)
    kind: Mapped[str]
    note: Mapped[str] = mapped_column(server_default="")
    article_id: Mapped[int | None] = reference("article")
    wikidata_id: Mapped[str | None] = mapped_column(index=True)


class SpeakerAliasRow(Base):
    """A spelling under which a speaker is known.

    ``key`` is equal for spellings that name the same person for certain; ``family_key`` is the part that two
    compatible names always share, and ``given_key`` (see :mod:`quotes.store.name_keys`) tells most of a
    family apart, so that candidates are found by an index.
    """

    __tablename__ = "speaker_alias"
    __table_args__ = (
        UniqueConstraint("speaker", "alias"),
        Index("ix_speaker_alias_family_given", "family_key", "given_key"),
        NUMBERED,
    )
    id: Mapped[identifier]
    speaker_id: Mapped[int] = reference("speaker", index=False)
    alias: Mapped[str]
    key: Mapped[str] = mapped_column(KeyText, index=True)
    family_key: Mapped[str | None] = mapped_column(KeyText)
    given_key: Mapped[str] = mapped_column(KeyText, server_default="")


class SpeakerFormerRow(Base):
    """The uid of a speaker that was merged into another: it leads there for good."""

    __tablename__ = "speaker_former"
    __table_args__ = (NUMBERED,)
    id: Mapped[identifier]
    uid: Mapped[unique_key]
    speaker_id: Mapped[int] = reference("speaker")


class SpeakerAttributeRow(Base):
    """What a newsroom states of a speaker (party, affiliation …), with the days it holds."""

    __tablename__ = "speaker_attribute"
    __table_args__ = (NUMBERED,)
    id: Mapped[identifier]
    speaker_id: Mapped[int] = reference("speaker")
    name: Mapped[str]
    value: Mapped[str]
    since: Mapped[dt.date | None]
    until: Mapped[dt.date | None]


class SpeakerApartRow(Base):
    """Two speakers that a person has said are not the same; ``a`` is the smaller id."""

    __tablename__ = "speaker_apart"
    __table_args__ = (UniqueConstraint("a", "b"), CheckConstraint("a < b", name="ordered"), NUMBERED)
    id: Mapped[identifier]
    a: Mapped[int] = reference("speaker", "a", index=False)
    b: Mapped[int] = reference("speaker", "b")


class QuoteRow(Base):
    """One quotation.  Where the article has text, ``words`` is ``text[start_offset:end_offset]``."""

    __tablename__ = "quote"
    __table_args__ = (
        UniqueConstraint("article", "start_offset", "end_offset"),  # adding twice is harmless
        CheckConstraint("start_offset >= 0 AND start_offset < end_offset", name="offsets"),
        CheckConstraint("confidence >= 0 AND confidence <= 1", name="confidence"),
        Index(
            "ix_quote_search_words",
            text(SEARCH_VECTOR),
            info={"only": "postgresql", "postgresql_using": "gin"},
        ).ddl_if(dialect="postgresql"),
        Index("ix_quote_speaker_listing", "speaker", "status", "article", "utterance", "said_on", "modality"),
        Index("ix_quote_listing", "id", "article", "status", "speaker", info={"only": "sqlite"}).ddl_if(
            dialect="sqlite"
        ),
        Index(
            "ix_quote_family",
            "family",
            info=where("family IS NOT NULL"),
        ),
        NUMBERED,
    )
    id: Mapped[identifier]
    uid: Mapped[unique_key]
    article_id: Mapped[int] = reference("article", index=False)
    speaker_id: Mapped[int | None] = reference("speaker", index=False)
    words: Mapped[str]
    search_words: Mapped[str]
    start_offset: Mapped[int | None]
    end_offset: Mapped[int | None]
    kind: Mapped[str]
    parent_id: Mapped[int | None] = reference("quote", "parent")
    utterance: Mapped[int]
    setting: Mapped[str]
    modality: Mapped[str]
    mention: Mapped[str | None]
    mention_start: Mapped[int | None]
    mention_end: Mapped[int | None]
    cue: Mapped[str | None]
    reason: Mapped[str | None]
    uncredited_because: Mapped[str | None]
    via: Mapped[str | None]
    via_outlet_id: Mapped[int | None] = reference("outlet", "via_outlet")
    said_on: Mapped[dt.date | None] = mapped_column(index=True)
    said_on_end: Mapped[dt.date | None]
    said_on_precision: Mapped[str | None]
    said_on_phrase: Mapped[str | None]
    confidence: Mapped[float | None]
    status: Mapped[str] = mapped_column(index=True)
    extractor: Mapped[str | None]
    family_id: Mapped[int | None] = reference("quote", "family", index=False)
    """The quotation stored first of those of one utterance, this one among them; null if it is alone."""


class FamilyTieRow(Base):
    """What a person said about the family of a quotation: it belongs to that of *other*, or, with *other* null, the
    program is to leave it alone.
    """

    __tablename__ = "family_tie"
    __table_args__ = (UniqueConstraint("quote", "other"), NUMBERED)
    id: Mapped[identifier]
    quote_id: Mapped[int] = reference("quote", index=False)
    other_id: Mapped[int | None] = reference("quote", "other")


class QuoteShingleRow(Base):
    """A key by which near wordings find each other; see :mod:`quotes.store.families.keys`.

    The program makes these rows from the quotations, as an index; no foreign key refers to them or from them.
    """

    __tablename__ = "quote_shingle"
    __table_args__ = ({"sqlite_with_rowid": False},)
    shingle: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    quote: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class ArticleShingleRow(Base):
    """A key by which articles of nearly the same text find each other, made as those of quotations are."""

    __tablename__ = "article_shingle"
    __table_args__ = ({"sqlite_with_rowid": False},)
    shingle: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    article: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class QuoteCreditRow(Base):
    """A further party to a quotation: joint speaker, the one spoken for, or the teller."""

    __tablename__ = "quote_credit"
    __table_args__ = (UniqueConstraint("quote", "speaker", "role"), NUMBERED)
    id: Mapped[identifier]
    quote_id: Mapped[int] = reference("quote", index=False)
    speaker_id: Mapped[int] = reference("speaker")
    role: Mapped[str]
    position: Mapped[int]


class DecisionRow(Base):
    """What a person changed.  Rows are added, never changed (save by an erasure, which empties values).

    ``operation`` groups the rows of one command; ``undoes`` names the operation that this one reverts.
    """

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_subject_subject_id", "subject", "subject_id"), NUMBERED)
    id: Mapped[identifier]
    operation: Mapped[int] = mapped_column(index=True)
    at: Mapped[instant]
    who: Mapped[str]
    action: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str]
    subject_id: Mapped[int]
    before: Mapped[json_value | None]
    after: Mapped[json_value | None]
    note: Mapped[str | None]
    undoes: Mapped[int | None] = mapped_column(index=True)


def metadata_for_ddl() -> MetaData:
    """Returns the metadata, complete for making tables and indexes: with what one engine alone is told of an index.

    Stated where an index is declared, it would load both engines' dialects, a tenth of the time in which a command
    starts; and hardly any command makes an index.
    """
    for table in Base.metadata.tables.values():
        for index in table.indexes:
            for name, value in index.info.items():
                if name != "only":
                    index.dialect_kwargs[name] = value
    return Base.metadata
