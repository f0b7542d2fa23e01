"""Defines quotations that come with their attribution, as other programs and our own exports have them: frozen
values.
"""

import datetime as dt
from dataclasses import dataclass

from quotes.model import Kind, Modality, Precision, Role, Setting, SpeakerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who has a part in a quotation; a field is None if it was not given."""

    name: str
    kind: SpeakerKind | None = None
    note: str | None = None
    """What tells homonyms apart."""
    uid: str | None = None
    role: Role | None = None
    """None for the speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The article in which a quotation stands, without its text; a field is None if it was not given."""

    uid: str | None = None
    version: int | None = None
    external_id: str | None = None
    outlet: str | None = None
    published_on: dt.date | None = None
    title: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    section: str | None = None
    text_sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """One quotation with its speaker, and where it stands."""

    words: str
    source: Source
    uid: str | None = None
    speaker: Party | None = None
    credits: tuple[Party, ...] = ()
    start: int | None = None
    end: int | None = None
    kind: Kind = Kind.DIRECT
    utterance: int | None = None
    parent: str | None = None
    """The uid of the quotation in which this one stands."""
    setting: Setting = Setting.BODY
    modality: Modality = Modality.SAID
    mention: str | None = None
    mention_start: int | None = None
    mention_end: int | None = None
    cue: str | None = None
    reason: str | None = None
    uncredited_because: str | None = None
    via: str | None = None
    said_on: dt.date | None = None
    said_on_end: dt.date | None = None
    said_on_precision: Precision | None = None
    said_on_phrase: str | None = None
    confidence: float | None = None
    status: str | None = None
    extractor: str | None = None
    note: str | None = None
    """What a reader of the table altered."""

    @property
    def is_ours(self) -> bool:
        """Whether it was exported from a store: names in it are those of that store's speakers, to the letter."""
        return self.uid is not None
