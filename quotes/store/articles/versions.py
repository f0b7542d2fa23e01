"""Compares versions of an article: quotations added, dropped, altered, word by word."""

import difflib
import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.store.schema import ArticleRow, QuoteRow, SpeakerRow
from quotes.store.speakers.lookup import called
from quotes.store.statuses import HIDDEN
from quotes.wording import fold

ALIKE = 60.0
"""Least likeness (of 100) of two wordings that count as one altered, of words in their order."""


class VersionQuotation(NamedTuple):
    """A quotation of one version."""

    uid: str
    words: str
    speaker: str | None


class Difference(NamedTuple):
    """One quotation that differs between two versions: ``added``, ``dropped``, ``altered`` or ``speaker``.

    ``diff`` marks words taken out as ``[-so-]`` and words put in as ``{+so+}``.
    """

    version: int
    change: str
    before: str | None
    after: str | None
    speaker_before: str | None
    speaker_after: str | None
    diff: str


def differences(session: Session, story_key: str) -> list[Difference]:
    """Returns the changes that each version of a story makes to the one before it, in order."""
    rows = session.execute(
        select(ArticleRow.id, ArticleRow.version).where(ArticleRow.story_key == story_key).order_by(ArticleRow.version)
    ).all()
    found: list[Difference] = []
    before: list[VersionQuotation] | None = None
    for identity, version in rows:
        query = (
            select(QuoteRow.uid, QuoteRow.words, SpeakerRow)
            .outerjoin(SpeakerRow, SpeakerRow.id == QuoteRow.speaker_id)
            .where(QuoteRow.article_id == identity, QuoteRow.status.not_in(HIDDEN))
            .order_by(QuoteRow.start_offset, QuoteRow.id)
        )
        after = [
            VersionQuotation(uid, words, None if speaker is None else called(speaker))
            for uid, words, speaker in session.execute(query)
        ]
        if before is not None:
            found += compare(version, before, after)
        before = after
    return found


def compare(version: int, before: Sequence[VersionQuotation], after: Sequence[VersionQuotation]) -> list[Difference]:
    """Returns the differences that *version* makes, in the order of *after*, then what was dropped.

    Equal words are paired first, in order; the rest by likeness, the most alike first.
    """
    left, right = list(range(len(before))), list(range(len(after)))
    pairs: dict[int, int] = {}
    for exact in (lambda words: words, fold):
        for new in list(right):
            old = next((each for each in left if exact(before[each].words) == exact(after[new].words)), None)
            if old is not None:
                pairs[new] = old
                left.remove(old)
                right.remove(new)
    alike = sorted(
        (
            (-fuzz.ratio(fold(before[old].words).split(), fold(after[new].words).split()), old, new)
            for old in left
            for new in right
        ),
    )
    for likeness, old, new in alike:
        if -likeness >= ALIKE and old in left and new in right:
            pairs[new] = old
            left.remove(old)
            right.remove(new)
    found: list[Difference] = []
    for new, now in enumerate(after):
        then = before[pairs[new]] if new in pairs else None
        if then is None:
            found.append(Difference(version, "added", None, now.uid, None, now.speaker, f"{{+{now.words}+}}"))
        elif then.words != now.words:
            diff = word_diff(then.words, now.words)
            found.append(Difference(version, "altered", then.uid, now.uid, then.speaker, now.speaker, diff))
        elif then.speaker != now.speaker:
            found.append(Difference(version, "speaker", then.uid, now.uid, then.speaker, now.speaker, now.words))
    found += [
        Difference(version, "dropped", before[old].uid, None, before[old].speaker, None, f"[-{before[old].words}-]")
        for old in left
    ]
    return found


def word_diff(before: str, after: str) -> str:
    """Returns *after* with the words marked that differ from *before*: ``The bridge [-is-] {+was+} safe``."""
    old, new = re.findall(r"\S+", before), re.findall(r"\S+", after)
    parts: list[str] = []
    for what, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            parts.append(" ".join(new[c:d]))
            continue
        if a < b:
            parts.append(f"[-{' '.join(old[a:b])}-]")
        if c < d:
            parts.append(f"{{+{' '.join(new[c:d])}+}}")
    return " ".join(parts)
