"""Compares what a draft quotes with the store: the words, who said them, where and when.

A quotation of the draft is a *claim*.  The store gives candidates (:mod:`quotes.store.search.candidates`), each is
compared word by word (:mod:`quotes.comparison`), and what fits best decides the verdict.  Nothing is written.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy.orm import Session

from quotes.checking.otherwise import Otherwise, printed_otherwise
from quotes.comparison import Comparison, compare
from quotes.model import Article, Quote, SpeakerKind, Uncredited
from quotes.pipeline import extract_quotes
from quotes.store.search.appearances import (
    Appearance,
    SpeakerTest,
    appearances,
    beside,
    outlet_called,
    without_the,
)
from quotes.store.search.candidates import candidates
from quotes.wording import fold

LEAST_SHARED = 5
"""Least words of a claim that a stretch of another speaker's quotation can answer: many people say shorter ones."""
LEAST_WHOLE = 3
"""Least words of a claim that another speaker's whole quotation can answer; of two (*no comment*) everybody's may be
meant."""
LEAST_COMMON = 4
"""Least words in common with an altered wording."""
LEAST_CLOSE = 0.6
"""Least closeness of an altered wording, however long it is."""
SHORT = 0.6
"""What is asked besides for each word in common, divided by their number: of four words 0.75, of twelve 0.65.  Measured
by tests/benchmarks/altered.py."""
NEARLY = 0.05
"""Wordings that are less close than the closest by at most this much are told of too."""
COMPARED = 15
"""Candidates that are compared word by word."""
MOST_COMPARED = 150
"""Candidates that are compared where so many have the very words: the speaker's own may not be among the first."""
MATCHES = 5
"""Appearances that are told of."""
NOBODYS = frozenset({Uncredited.WORK_TITLE, Uncredited.SCARE_QUOTE, Uncredited.NOT_SPEECH})
"""Stretches in marks that are nobody's words: told of only where the store has them as somebody's."""


class Verdict(StrEnum):
    """What the store says of a claim."""

    EXACT = "exact"
    ALTERED = "altered"
    SPEAKER = "speaker"
    """The words are another speaker's."""
    DATE_OR_OUTLET = "date-or-outlet"
    """Words and speaker are right, but they were said on another day or to another outlet."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a draft says: these words, by whom, to whom, when; offsets are into the draft."""

    words: str
    speaker: str | None = None
    via: str | None = None
    said_on: dt.date | None = None
    said_on_end: dt.date | None = None
    start: int | None = None
    end: int | None = None
    uncredited_because: str | None = None
    """Why extraction tells no speaker, if it found the claim and tells none."""

    @property
    def is_nobodys(self) -> bool:
        """Whether extraction takes the words for nobody's speech: a title, a scare quote."""
        return self.uncredited_because in NOBODYS


class Match(NamedTuple):
    """A stored quotation that answers a claim."""

    appearance: Appearance
    words: str
    """The stored words that were compared: those of two or three neighbours if the claim joins them."""
    comparison: Comparison
    same_speaker: bool | None = None
    """None if the claim or the store names nobody to be compared."""
    same_place: bool = True
    """Whether day and outlet of the claim fit, as far as both sides say them."""
    joins: bool = False
    """Whether the claim joins what was said apart."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim with its verdict and the quotations that it rests on, the first published first."""

    claim: Claim
    verdict: Verdict
    matches: tuple[Match, ...] = ()
    sure: float | None = None
    """How sure the verdict is, 0 to 1; None if nothing alike is stored."""
    otherwise: tuple[Otherwise, ...] = ()
    """Where the claim has the very words: how the same utterance was printed with another meaning."""
    unknown_outlet: str | None = None
    """The outlet that the claim names, if the store knows none of that name."""

    @property
    def alters_meaning(self) -> bool:
        """Whether a negation, number, name, quantifier or modal verb differs."""
        return self.verdict is Verdict.ALTERED and self.matches[0].comparison.alters_meaning


class _Compared(NamedTuple):
    """A candidate with the stored words that fit the claim best."""

    id: int
    words: str
    comparison: Comparison
    joins: bool = False
    """Whether the words are those of several acts of speech."""

    @property
    def is_exact(self) -> bool:
        """Whether the claim has the very words, and doesn't join what was said apart."""
        return self.comparison.is_exact and not self.joins


def claims_of(article: Article) -> list[Claim]:
    """Returns the quotations of *article*, a draft, as claims, in its order."""
    return [_claim(quote) for quote in extract_quotes(article)]


def _claim(quote: Quote) -> Claim:
    return Claim(
        quote.text,
        None if quote.speaker_kind is SpeakerKind.UNNAMED else quote.speaker,
        quote.via,
        quote.said_on,
        quote.said_on_end or quote.said_on,
        quote.start,
        quote.end,
        quote.uncredited_because,
    )


class Checker:
    """Checks claims against the store that *session* reads; names that were looked up are kept for the next claim."""

    def __init__(self, session: Session, *, most: int = MATCHES) -> None:
        self._session = session
        self._speakers = SpeakerTest(session)
        self._outlets: dict[str, str | None] = {}
        self._most = most

    def check(self, claim: Claim) -> Checked:
        """Returns *claim* with its verdict."""
        compared = self._compared(claim.words)
        exact = [each for each in compared if each.is_exact]
        if claim.speaker and len(exact) == COMPARED:
            exact = [each for each in self._compared(claim.words, MOST_COMPARED) if each.is_exact]
        near = exact or _near(compared)
        matches = self._matches(claim, near)
        if not matches:
            return Checked(claim, Verdict.UNKNOWN)
        verdict, fitting = _verdict(matches) if exact else (Verdict.ALTERED, matches)
        if verdict is Verdict.SPEAKER and fitting[0].comparison.common < LEAST_SHARED:
            fitting = _whole(claim, fitting) if len(exact) < MOST_COMPARED else ()
            if not fitting:
                return Checked(claim, Verdict.UNKNOWN)
        answers = [match.appearance for match in fitting] if exact else []
        otherwise = printed_otherwise(self._session, claim.words, answers) if answers else ()
        unknown = claim.via if self._is_unknown_outlet(claim.via, fitting[0].appearance) else None
        return Checked(claim, verdict, fitting[: self._most], _sure(verdict, fitting[0]), otherwise, unknown)

    def _compared(self, words: str, most: int = COMPARED) -> list[_Compared]:
        """Returns at most *most* candidates for *words*, the closest first."""
        found = [
            _Compared(each.id, each.words, compare(words, each.words))
            for each in candidates(self._session, words, limit=most)
        ]
        found.sort(key=lambda each: -each.comparison.closeness)
        if found and not found[0].is_exact:
            found[:1] = [self._with_neighbours(words, found[0])]
        return found

    def _with_neighbours(self, words: str, best: _Compared) -> _Compared:
        """Returns *best*, or the same joined with quotations beside it in its article if these words are closer."""
        row = beside(self._session, best.id)
        at = next((place for place, each in enumerate(row) if each.id == best.id), 0)
        for start in range(at + 1):
            for end in range(at + 1, len(row) + 1):
                if end - start == 1:
                    continue
                joined = " ".join(each.words for each in row[start:end])
                joins = len({each.utterance for each in row[start:end]}) > 1
                other = _Compared(best.id, joined, compare(words, joined), joins)
                if _rank(other) > _rank(best):
                    best = other
        return best

    def _matches(self, claim: Claim, compared: Sequence[_Compared]) -> tuple[Match, ...]:
        by_id = {each.id: each for each in compared}
        found = appearances(self._session, list(by_id))
        speakers = self._speakers.said_by(claim.speaker, found) if claim.speaker and found else {}
        matches = [
            Match(
                each,
                by_id[each.id].words,
                by_id[each.id].comparison,
                speakers.get(each.id),
                self._fits(claim, each),
                by_id[each.id].joins,
            )
            for each in found
        ]
        return tuple(sorted(matches, key=lambda match: -round(match.comparison.closeness, 2)))

    def _fits(self, claim: Claim, appearance: Appearance) -> bool:
        """Tests whether day and outlet that *claim* gives may be those of *appearance*."""
        row = appearance.row
        if claim.said_on is not None:
            first = row["said_on"] or None
            last = row["said_on_end"] or first or row["published_on"]
            if last is not None and claim.said_on > last:
                return False
            if first is not None and claim.said_on_end is not None and claim.said_on_end < first:
                return False
        outlet = self._outlet(claim.via)
        if outlet is None or outlet == row["outlet"]:
            return True
        return row["via"] is not None and self._outlet(row["via"]) in (None, outlet)

    def _is_unknown_outlet(self, via: str | None, appearance: Appearance) -> bool:
        """Tests whether *via* is a name, as outlets have, that the store knows neither as an outlet's nor from the
        quotation of *appearance*; a rally or a statement is no name.
        """
        if via is None or not without_the(via)[:1].isupper() or self._outlet(via) is not None:
            return False
        return appearance.row["via"] is None or fold(appearance.row["via"]) != fold(via)

    def _outlet(self, name: str | None) -> str | None:
        """Returns the name of the outlet called *name* that the store knows, or None."""
        if name is None:
            return None
        if name not in self._outlets:
            self._outlets[name] = outlet_called(self._session, name)
        return self._outlets[name]


def _rank(compared: _Compared) -> tuple[bool, float]:
    return compared.is_exact, compared.comparison.closeness


def _near(compared: Sequence[_Compared]) -> list[_Compared]:
    """Returns those of *compared* that are about as close as the closest, if that one is close enough to be meant."""
    if not compared or compared[0].comparison.common < LEAST_COMMON:
        return []
    least = compared[0].comparison.closeness - NEARLY
    return [each for each in compared if each.comparison.closeness >= max(least, _least(each.comparison))]


def _least(comparison: Comparison) -> float:
    return LEAST_CLOSE + SHORT / comparison.common if comparison.common else 1.0


def _verdict(matches: tuple[Match, ...]) -> tuple[Verdict, tuple[Match, ...]]:
    """Returns the verdict on exact words, and the matches that it rests on."""
    mine = tuple(each for each in matches if each.same_speaker is not False)
    placed = tuple(each for each in mine if each.same_place)
    if placed:
        return Verdict.EXACT, placed
    return (Verdict.DATE_OR_OUTLET, mine) if mine else (Verdict.SPEAKER, matches)


def _whole(claim: Claim, matches: Sequence[Match]) -> tuple[Match, ...]:
    """Returns those of *matches* whose words are, from end to end, those of *claim*; none if it has too few words."""
    words = fold(claim.words)
    if len(words.split()) < LEAST_WHOLE:
        return ()
    return tuple(each for each in matches if fold(each.words) == words)


def _sure(verdict: Verdict, match: Match) -> float:
    """Returns how sure *verdict* is: the likeness of the words, less sure the fewer they are (half for two, 0.94 for
    eight), and where it is about the speaker, times the confidence of the stored one.
    """
    sure = match.comparison.closeness * (1 - 0.5 ** (match.comparison.common / 2))
    confidence = match.appearance.row["confidence"]
    return float(sure * confidence) if verdict is Verdict.SPEAKER and confidence is not None else sure


def check_claim(session: Session, claim: Claim) -> Checked:
    """Returns *claim* with its verdict; for many claims keep a :class:`Checker`."""
    return Checker(session).check(claim)


def is_listed(checked: Checked) -> bool:
    """Tests whether a check of a draft tells of *checked*: not of a title or scare quote that nobody is known to have
    said.
    """
    if not checked.claim.is_nobodys:
        return True
    known = checked.verdict is not Verdict.UNKNOWN and len(fold(checked.claim.words).split()) >= LEAST_SHARED
    return known and any(match.appearance.row["speaker"] for match in checked.matches)
