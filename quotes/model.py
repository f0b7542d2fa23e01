"""The nouns: frozen values, one file, no I/O, no database, no NLTK; and ``Coreference``, where two stages meet.

Every offset is a code point offset into ``Article.text``, which never changes after ingest; every string that
came from the text is a view of it.  Stages look at these values and return new ones.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol


class Span(NamedTuple):
    """Half-open range ``[start, end)`` of code points in ``Article.text``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Returns the characters of *text* that the span covers."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Tests whether *other* lies inside this span (equal ends count)."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published text.  Only ``text`` is required; the rest is what the source said of it.

    ``headlines`` and ``captions`` are the ranges of ``text`` that a page's markup gives as such, in order.
    """

    text: str
    id: str | None = None
    outlet: str | None = None
    published_on: dt.date | None = None
    published_at: dt.datetime | None = None
    title: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    section: str | None = None
    headlines: tuple[Span, ...] = ()
    captions: tuple[Span, ...] = ()


class Validators(NamedTuple):
    """What a server calls the state of a page (``ETag``, ``Last-Modified``), by which it can be asked for only if it
    has changed.
    """

    etag: str | None = None
    last_modified: str | None = None


class Kind(StrEnum):
    """How the words stand in the text."""

    DIRECT = "direct"
    PARTIAL = "partial"
    BLOCK = "block"


class SpeakerKind(StrEnum):
    """What a resolved speaker is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class Setting(StrEnum):
    """Where in the article a quotation stands."""

    BODY = "body"
    HEADLINE = "headline"
    CAPTION = "caption"


class Modality(StrEnum):
    """Whether the article says that the words were said; what each code means is in ``docs/labelling/modality.md``."""

    SAID = "said"
    DENIED = "denied"
    """Somebody denies having said them."""
    NOT_SAID = "not-said"
    """The article itself says that they were not said."""
    HYPOTHETICAL = "hypothetical"
    """Imagined, wished or asked after, not reported."""
    NOT_YET_SAID = "not-yet-said"
    """Announced or expected."""
    DISPUTED = "disputed"
    """The article doubts that they were said, or reports that others do."""
    ASKED = "asked"
    """A question whose asker nobody names; it has no speaker."""


class Role(StrEnum):
    """What a further party to a quotation is, beside its speaker."""

    JOINT = "joint"
    FOR = "for"
    REPORTED_BY = "reported_by"


class Reason(StrEnum):
    """What decided a credit: codes short enough for a filter in a spreadsheet; ``--explain`` has the sentences."""

    NAME_THEN_VERB = "name-then-verb"
    VERB_THEN_NAME = "verb-then-name"
    ACCORDING_TO = "according-to"
    NAME_THEN_COLON = "name-then-colon"
    POSSESSIVE = "possessive"
    SAME_SENTENCE = "same-sentence"
    SENTENCE_BEFORE = "sentence-before"
    SENTENCE_AFTER = "sentence-after"
    CARRIED_OVER = "carried-over"
    REOPENED = "re-opened"
    TURN = "turn"
    BYLINE_BEHIND = "byline-behind"
    WITHIN_QUOTATION = "within-quotation"


class Uncredited(StrEnum):
    """Why a stretch in marks has no speaker."""

    WORK_TITLE = "work-title"
    SCARE_QUOTE = "scare-quote"
    NOBODY_NAMED = "nobody-named"
    SPEAKER_NOT_TOLD = "speaker-not-told"
    FIRST_PERSON = "first-person"
    QUESTIONER = "questioner"
    NOT_SPEECH = "not-speech"
    OTHER_LANGUAGE = "other-language"
    """The text isn't English; nobody was looked for."""


class Precision(StrEnum):
    """How exact a said-on date is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Ending(StrEnum):
    """How a quoted stretch ends."""

    CLOSED = "closed"
    REOPENED = "reopened"  # no close: the next paragraph opens again
    UNCLOSED = "unclosed"


class QuotedSpan(NamedTuple):
    """One stretch between marks, as the marks stage finds it; reading order, disjoint or nested.

    ``[start, end)`` excludes the marks and the blanks next to them; ``[outer_start, outer_end)`` includes the
    marks (equal to the inner ends where there is none, as at an unclosed end or in a block).
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    mark: str
    """The opening mark as it stands (``"``, ``“``, ``‘``, ``«``, ``''`` …), or ``block``."""
    ending: Ending = Ending.CLOSED
    parent: int | None = None
    """Position of the enclosing span in the same tuple."""
    continues: int | None = None
    """Position of the span whose unclosed paragraph this one goes on with."""


QUOTED = "QUOTED"
"""Tag of the token that stands for a whole quoted span (its word is empty, its ends are the outer ends)."""


class Sentence(NamedTuple):
    """One sentence with its quotations masked, and its tokens in columns: *i* is the same token in each of them.

    With an object for each token instead, extraction from 41 articles of the bench takes 2 to 3 % more CPU time, and
    leaves 29 % more objects to the collector.
    """

    start: int
    end: int
    paragraph: int
    """Position in ``Document.paragraphs``."""
    starts: tuple[int, ...]
    """Where each token begins in the text."""
    ends: tuple[int, ...]
    words: tuple[str, ...]
    """The word or mark that each token is; empty for a masked quotation."""
    lows: tuple[str, ...]
    """``words`` in lower case."""
    tags: tuple[str, ...]
    """The Penn tag of each token; ``QUOTED`` for a masked quotation."""

    def quotations(self) -> list[Span]:
        """Returns the outer ends of the quotations that are masked in the sentence."""
        if QUOTED not in self.tags:
            return []
        return [Span(self.starts[i], self.ends[i]) for i, tag in enumerate(self.tags) if tag == QUOTED]

    def lows_between(self, first: int, last: int) -> list[str]:
        """Returns the words of the tokens ``[first, last)`` in lower case, without the marks of possessives."""
        return [self.lows[i] for i in range(first, last) if self.tags[i] != "POS"]

    def past_brackets(self, at: int) -> int:
        """Returns the position behind a short bracket that begins at token *at* (*Dana Okafor (D-Va.), …*), or *at* if
        none does.
        """
        words = self.words
        if at < len(words) and words[at] == "(":
            for i in range(at + 2, min(at + 7, len(words))):
                if words[i] == ")":
                    return i + 1
        return at


class ProperName(NamedTuple):
    """One proper name of the text, in reading order, disjoint by ``[start, end)``, which is the name without titles."""

    start: int
    end: int
    kind: str
    """``person``, ``organisation``, ``place`` or ``other``."""
    title_start: int
    """First character of the titles before it; ``start`` where there are none."""


class MentionKind(StrEnum):
    """What a mention is made of."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    NAME = "name"  # a proper name of unknown kind
    PRONOUN = "pronoun"
    NOUN = "noun"  # a common-noun phrase


class Mention(NamedTuple):
    """A stretch of a sentence that names somebody or something, in reading order, disjoint by ``[start, end)``.

    ``[start, end)`` is the name proper, the pronoun or the noun phrase; ``[full_start, full_end)`` adds title, role
    and apposition.  ``first`` and ``last`` are token positions in the sentence, ``[first, last)``, of the full
    stretch before any apposition.  ``head`` is the name as it stands, or the lower-case pronoun or head noun.
    """

    start: int
    end: int
    full_start: int
    full_end: int
    kind: MentionKind
    head: str
    sentence: int
    """Position in ``Document.sentences``."""
    first: int
    last: int
    role: str = ""
    """The words of title, role or apposition that come with a name, as they stand."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its structure: all paragraphs, and tagged sentences where attribution needs them.

    ``sentences`` stand in reading order.  They cover the paragraphs that hold a quotation, and of the others those that
    lead to one: the paragraph before where its speaker is not named beside it, farther ones behind a pronoun, a name
    behind a dash.  In a paragraph they cover what stands before a quotation (``annotation/scope.py`` has the rules).
    """

    article: Article
    quoted: tuple[QuotedSpan, ...]
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    text: str = field(init=False, repr=False, compare=False)
    """The article's text, kept because it is asked for hundreds of times an article."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.article.text)


class Identity(NamedTuple):
    """The entity that a mention refers to, within one article."""

    key: int
    """Equal for mentions of the same person or body of one article."""
    name: str | None
    """The fullest name that the article gives, titles dropped, or a description; None if the article names nobody."""
    kind: SpeakerKind
    sure: float
    """How far the chosen entity led the others, 0 to 1; 1 if there was only one to choose."""
    how: str
    """``name``, ``full``, ``pronoun``, ``role``, ``apposition``, ``byline`` or ``description``."""


class Coreference(Protocol):
    """The entities that the mentions of one article refer to: the interface between attribution and coreference.

    The two take turns, quotation by quotation, in reading order.  Who was quoted decides whom *he* refers to, so
    attribution reports each credit to coreference (``credit``); and whom *he* refers to decides who is quoted, so
    attribution asks which candidates are the same entity (``key_of``, ``same``).  An answer about a mention depends
    on the quotations credited before that mention and on nothing else: the order of the questions does not change it.
    A mention is given by its position among the article's mentions, counted from 0.
    """

    def identify(self, position: int) -> Identity:
        """Returns the entity that the mention at *position* refers to, under the name to be shown."""

    def key_of(self, position: int) -> int:
        """Returns a number that is equal for mentions of the same entity."""

    def same(self, position: int, other: int) -> bool:
        """Tests whether two mentions refer to the same entity; cheaper than comparing their keys."""

    def credit(self, start: int, paragraph: int, position: int) -> None:
        """Records that the quotation at character *start* of paragraph *paragraph* is credited to mention *position*.

        Quotations are credited in reading order.
        """


@dataclass(frozen=True, slots=True)
class Credit:
    """A further party to a quotation: a joint speaker, the organisation a spokesperson speaks for, or the teller."""

    name: str
    role: Role
    kind: SpeakerKind = SpeakerKind.PERSON


@dataclass(frozen=True, slots=True)
class SaidOn:
    """When it was said: first and last day with precision, and the phrase.  Days are None where it gives none."""

    phrase: str
    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One quotation of one article, credited or not.

    ``text`` is always ``article.text[start:end]``.  ``parent`` is the position (from 0) of the enclosing
    quotation in the article's tuple.  ``utterance`` numbers the acts of speech from 1 in reading order.
    ``speaker`` is None where nobody is credited, and then ``uncredited_because`` says why.
    ``confidence`` is the probability that words and speaker are both right.
    """

    start: int
    end: int
    text: str
    kind: Kind = Kind.DIRECT
    utterance: int = 1
    parent: int | None = None
    setting: Setting = Setting.BODY
    modality: Modality = Modality.SAID
    speaker: str | None = None
    speaker_kind: SpeakerKind | None = None
    mention: str | None = None
    mention_start: int | None = None
    mention_end: int | None = None
    cue: str | None = None
    via: str | None = None
    said_on: dt.date | None = None
    said_on_end: dt.date | None = None
    said_on_precision: Precision | None = None
    said_on_phrase: str | None = None
    confidence: float | None = None
    reason: str | None = None
    uncredited_because: str | None = None
    credits: tuple[Credit, ...] = ()
    explanation: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)
    """Candidates and what spoke for each; filled only when asked for."""
