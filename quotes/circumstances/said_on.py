"""Finds the time phrase of the reporting clause, or of the sentence that sets its scene."""

import datetime as dt
import re
from bisect import bisect_left

from quotes.circumstances.counted_days import counted_on
from quotes.circumstances.events import event
from quotes.circumstances.occasions import occasion_end
from quotes.circumstances.reporting_clause import QUOTED_CHARACTER, Clause, ReportingClauses
from quotes.circumstances.trigger_words import DATED, OCCASION, TIME
from quotes.english.time_phrases import MONTH, PHRASE, resolve
from quotes.english.verbs import reporting_lemma
from quotes.model import Precision, SaidOn, Sentence

_OTHER_CLAUSE = re.compile(
    r"\b(?:who|whom|whose|which|where|when|while|after|before|since|until|till|by|because|if|unless|scheduled|expected|planned"
    r"|ahead\s+of|from|between|following|about|regarding|over\s+the\s+past|for)\b|[;(—]",
    re.IGNORECASE,
)
"""Words between a verb and a time phrase that show that the phrase belongs to something else."""
_THAT = re.compile(r"\bthat\b")
_ASIDE = re.compile(r",\s+(?:(?:who|whose|which)\b[^,\x00]*|(?:an?|the)\b[^,\x00]{0,30}),")
"""An apposition or relative clause between commas: *Okafor, who leads the union, said on Friday*."""
_PASSED = re.compile(
    r"\([^()\x00]*\)|(?<=['’]s)\s+\x00+,?|(?<=\b(?:on|in|of))\s+\x00+,?|\bfor\s+the\s+first\s+time\b"
    r"|\b(?:(?:just|shortly|soon)\s+)?(?:before|after)\s+(?:midnight|noon|midday|dawn|dusk|lunch)\b"
    r"|\b(?:by|from)\s+(?:tele)?phone\b|\bby\s+(?:e-?mail|text)\b"
)
"""Stretches that may stand anywhere: a remark in brackets, the title of a show (*on ABC's “This Week”*), the
wire used.
"""
_NOT_SPEECH = re.compile(
    r"\b(?:since|until|till|by|before|after|from|for|to|between|of|than|the|one|every|each|any|some|many|most)\s*"
    r"(?:nearly\s|almost\s|about\s|over\s|around\s)?\s*\Z",
    re.IGNORECASE,
)
_DATE_BEFORE = re.compile(
    rf"\b(?:an?|the|his|her|its|their|that|[\w.]+['’]s)\s+(?:(?:early|mid|late)[\s-]+)?"
    rf"(?P<date>{MONTH}(?:,?\s+\d{{4}})?|(?:19|20)\d\d)\s+(?=[^\W\d])",
    re.IGNORECASE,
)
"""A month or a year behind an article."""
_OF_NOUN = re.compile(
    rf"\A(?:(?:in|at|on|during)\s+the\s+(?={MONTH}\s+\d)|(?:in|at|during)\s+the\s+(?=\w+day\b))", re.IGNORECASE
)
"""What belongs to the noun behind a day: *in the July 9 cable*."""
_FAR = 600
"""Most characters between a name and a time phrase that doesn't open the sentence."""
_BEFORE = 20
"""Characters before a time phrase in which its preposition stands."""
_FRONT = 3
"""Most words before a time phrase that opens its sentence."""


def said_on(clauses: ReportingClauses, clause: Clause, medium: str | None, *, own: bool = True) -> SaidOn | None:
    """Returns when the words were said that *clause* reports, or None if it doesn't tell.

    *medium* is what :func:`quotes.circumstances.via.via` found: *his address* takes its time from the sentence before.
    Unless the clause is the quotation's *own*, adverbs such as *at one point* don't count.
    """
    published = clauses.layout.document.article.published_on
    counted = counted_on(clauses, clause) if own else None
    if counted is not None:
        return counted
    found = _in_clause(clauses, clause) or _in_label(clause)
    if found is None and medium is not None and clause.sentence > 0:
        sentences = clauses.layout.document.sentences
        if (
            sentences[clause.sentence - 1].paragraph == sentences[clause.sentence].paragraph
            and _points_back(clause)
            and not _lasts(medium)
        ):
            found = _leading(clauses.masked(clause.sentence - 1))
        found = found or _of_known_occasion(clauses, clause, medium)
    if found is None:
        happened = event(clause, own=own)
        return SaidOn(happened) if happened is not None else None
    if published is not None and _is_ahead(found, published.year):
        return None
    return resolve(" ".join(found.split()), published)


_LABEL = re.compile(
    r"\A[^\x00]*\b(?:displayed|erected|unveiled|dated|published|issued|released|written|installed|posted|dedicated|set|put\s+up)"
    r"\s+(?P<when>(?:19|20)\d\d)\s*\.?\s*\Z"
)


def _in_label(clause: Clause) -> str | None:
    """Returns the bare year at the end of a label (*Plaque unveiled 1961.*), or None."""
    if not clause.cues & TIME or not clause.words.rstrip().removesuffix(".").rstrip()[-4:].isdigit():
        return None
    label = _LABEL.match(clause.words)
    return label["when"] if label is not None else None


def scene_set_on(clauses: ReportingClauses, clause: Clause) -> SaidOn | None:
    """Returns the day on which the speaker does what a sentence before the quotation tells; None for what lies ahead or
    has no day.
    """
    found = _in_clause(clauses, clause)
    if found is None or _AHEAD.search(clause.words):
        return None
    when = resolve(" ".join(found.split()), clauses.layout.document.article.published_on)
    dated = when.precision is Precision.DAY or _DAY_NAMED.search(found)
    return when if dated else None


_ENTRY = re.compile(r"\s*[:–—]\s")


def day_of_entry(head: str, published_on: dt.date | None) -> SaidOn | None:
    """Returns the day at the *head* of a paragraph of a chronicle (*May 3, 1964: The hall opened …*), or None."""
    found = PHRASE.match(head) if any(map(head.__contains__, ":–—")) else None
    return resolve(found.group().strip(" ,"), published_on) if found and _ENTRY.match(head, found.end()) else None


_BEHIND_NAME = re.compile(r"[^\n,;]{0,40}[,;]\s*(?:on\s+)?(?=[\w ]*\d)")


def day_behind_byline(text: str, end: int, published_on: dt.date | None) -> SaidOn | None:
    """Returns the day behind a byline that ends at *end*, on its line (*— Dana Okafor, March 3, 2025*), or None."""
    before = _BEHIND_NAME.match(text, end, end + 80)
    found = PHRASE.match(text, before.end(), before.end() + 40) if before else None
    return resolve(found.group().strip(" ,"), published_on) if found else None


_DAY_NAMED = re.compile(r"day\b|\b(?:yesterday|last\s+night)\b|[A-Z][a-z]+\.?\s\d{1,2}\b")
_AHEAD = re.compile(r"\b(?:will|would|plans?|planned|scheduled|expected|due|set|tomorrow|next|upcoming)\b")


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _is_ahead(phrase: str, year: int) -> bool:
    """Tests whether *phrase* names a year after *year*, that of publication: nothing was said then."""
    named = _YEAR.search(phrase)
    return named is not None and int(named.group()) > year


def _in_clause(clauses: ReportingClauses, clause: Clause) -> str | None:
    """Returns the time phrase nearest to the name that no clause of its own separates from it, or None."""
    if not clause.cues & TIME:
        return None
    best: tuple[int, str] | None = None
    dated = _dated(clause.words) if clause.cues & OCCASION and clause.cues & DATED else None
    if dated is not None and (
        dated[1] <= clause.name_start or not _OTHER_CLAUSE.search(_between(clause, dated[0], dated[1]))
    ):
        best = (_distance(clause, dated[0], dated[1]), clause.words[dated[0] : dated[1]])
    for match in PHRASE.finditer(clause.words):
        phrase, start, end = _OF_NOUN.sub("", match.group().strip(" ,")), match.start(), match.end()
        if clause.name_start < start < clause.name_end or (_distance(clause, start, end) > _FAR and start > 1):
            continue  # within the name, or about something else
        before = clause.words[max(0, start - _BEFORE) : start]
        if _NOT_SPEECH.search(before) and not phrase.lower().startswith(("on ", "in ", "at ")):
            continue
        between = _ASIDE.sub(",", _between(clause, start, end))
        if start >= clause.name_end:
            between = _PASSED.sub("", between)
        if end <= clause.name_start:
            if _OWN_FRONT.search(clause.words, 0, start) and not clause.words[end : clause.name_start].strip(" ,"):
                between = ""  # …, and last year, Okafor said
            elif _ASKED.match(clause.words):
                between = ""  # Asked on Friday about the bridge, Okafor said
            elif _PARENTHESIS.match(clause.words, max(clause.verb_end, 0)) or _is_told(clauses, clause, start, end):
                continue
            elif _IS_BY.match(between) and _ends_with_occasion(clause.words[:start]):
                between = ""  # a study last year by Okafor
        if QUOTED_CHARACTER in between.strip() and start > clause.name_end and _closes(clause, start, end):
            between = ""  # calling it “a farce” in a speech on Friday.
        if (
            _OTHER_CLAUSE.search(between)
            or QUOTED_CHARACTER in between.strip()
            or (start >= clause.name_end and _is_content(clauses, clause, between, start))
        ):
            continue
        distance = _distance(clause, start, end)
        if best is None or distance < best[0]:
            best = (distance, _with_preposition(clause.words, start, phrase))
    return best[1] if best else None


def _closes(clause: Clause, start: int, end: int) -> bool:
    """Tests whether a phrase behind the quotation ends the sentence and at most an occasion stands between the two."""
    if clause.words[end:].strip(" .\n\r") or _WILL.search(clause.words, clause.name_end):
        return False
    behind = clause.words.rfind(QUOTED_CHARACTER, 0, start) + 1
    between = clause.words[behind:start].strip()
    if not between:
        return True
    opening = _AT.match(between)
    return opening is not None and occasion_end(between, opening.end()) >= 0


_LAST_WORD = re.compile(r"[\w’'-]+(?=\s*\Z)")


def _ends_with_occasion(words: str) -> bool:
    last = _LAST_WORD.search(words)
    return last is not None and occasion_end(last.group(), 0) > 0


_PARENTHESIS = re.compile(r"(?<=\w)\s*,\s*[^\W\d]")
"""What follows the verb of an insertion: *In 2008, Okafor said, the bridge …*."""
_IS_BY = re.compile(r"\s+(?:by|from)\s")
_AT = re.compile(r"(?:in|at|during|on)\s+(?:an?|the|his|her|its|their)\s+")
_WILL = re.compile(r"\b(?:will|would|to|can|could|should|must|may|might)\b")


def _between(clause: Clause, start: int, end: int) -> str:
    """Returns the words between the name and a phrase; empty if the phrase opens the sentence."""
    if start >= clause.name_end:
        return clause.words[max(clause.name_end, clause.verb_end if clause.verb_end <= start else 0) : start]
    if (
        start <= 1
        or end > clause.name_start
        or not _OPENING.sub("", clause.words[:start], count=1).strip("\x00 ,\"“”'‘’")
    ):
        return ""
    return clause.words[end : clause.name_start]


_OWN_FRONT = re.compile(r"[,;]?\s(?:and|but|then)\s+\Z")
"""What stands before a time phrase that opens a clause of its own: *…, and last year, the company …*."""


def _has_verb(clauses: ReportingClauses, clause: Clause, end: int) -> bool:
    """Tests whether a finite verb stands between the reporting verb and *end*: *told the Quill the bridge closed in
    May*.
    """
    if QUOTED_CHARACTER in clause.words[clause.verb_end : end]:
        return False
    low, high = clause.start + clause.verb_end, clause.start + end
    return _holds_finite_verb(clauses.layout.document.sentences[clause.sentence], low, high)


def _is_content(clauses: ReportingClauses, clause: Clause, between: str, start: int) -> bool:
    """Tests whether the words between the verb and a phrase open what is told, or an apposition that holds the
    phrase.
    """
    if clause.verb_end > 0 and (
        _SUBJECT.match(between) or (_says(clause) and _OBJECT.match(between)) or _has_verb(clauses, clause, start)
    ):
        return True
    return bool(_THAT.search(between) or _OPEN_ASIDE.match(between))


def _says(clause: Clause) -> bool:
    """Tests whether the verb takes what is told as its object, rather than a noun: *said the bridge would open
    in May*.
    """
    verb = _LAST_WORD.search(clause.words, max(0, clause.verb_end - 20), clause.verb_end)
    return verb is not None and reporting_lemma(verb.group()) in _TAKES_WORDS


_TAKES_WORDS = frozenset("say add think believe argue claim state insist explain suggest hope".split())
_OBJECT = re.compile(
    r"\s+(?:the|an?|his|her|its|their|our|this|these|those|more|most|some|many|all|no)\s+\w+\s+\w", re.IGNORECASE
)
_SUBJECT = re.compile(r"\s+(?:he|she|it|they|we|I|there)\s")
_OPEN_ASIDE = re.compile(r"\s*,\s+(?:an?|the|now|then)\s[^,]*\Z")


def _distance(clause: Clause, start: int, end: int) -> int:
    return max(start - clause.name_end, clause.name_start - end, 0)


def _is_told(clauses: ReportingClauses, clause: Clause, start: int, end: int) -> bool:
    """Tests whether a phrase before the name is part of what is told: *The council met on Friday, Okafor said.*

    It is if a verb stands before it, or words that the quotation goes on with; but *it grew last week as the office
    released …* tells when it was said.
    """
    if clause.words[end : clause.name_start].strip() == "as":
        return False
    if clause.words[:start].rstrip(" ,\"“”'‘’").endswith(QUOTED_CHARACTER):
        return False
    low, high = clause.start, clause.start + start
    if _is_tag(clause) and QUOTED_CHARACTER not in clause.words[: clause.name_start]:
        high = clause.start + clause.name_start
    return _holds_finite_verb(clauses.layout.document.sentences[clause.sentence], low, high)


def _holds_finite_verb(sentence: Sentence, low: int, high: int) -> bool:
    """Tests whether a finite verb of *sentence* begins in ``[low, high)``."""
    first, last = bisect_left(sentence.starts, low), bisect_left(sentence.starts, high)
    words, tags = sentence.words[first:last], sentence.tags[first:last]
    return any(tag in _FINITE and word not in _PARTICIPLES for word, tag in zip(words, tags, strict=True))


def _is_tag(clause: Clause) -> bool:
    """Tests whether the name and its verb stand behind all that is told: *In May the bridge closed, Okafor said.*"""
    before = clause.words[: clause.name_start].rstrip()
    return before.endswith(",") and clause.verb_end > 0 and not clause.words[clause.verb_end :].strip(" .\n\x00")


_OPENS = r"\W*(?:(?:But|And|So|Yet|Then|However|Meanwhile|Also|Earlier|Later|Afterwards?|Still|Now)\b,?\s*)?"
"""What may stand before the first words of a sentence."""
_OPENING = re.compile(_OPENS)
_ASKED = re.compile(rf"{_OPENS}(?i:asked|questioned|pressed|speaking|writing|interviewed|quoted|reached|told)\b")
_PARTICIPLES = frozenset("published posted released aired issued dated recorded obtained broadcast held".split())
"""Forms behind an occasion that are seldom its verb: *in an interview published on Friday*."""
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


def _dated(words: str) -> tuple[int, int] | None:
    """Returns where the date of an occasion stands that precedes its noun (*a July speech*, *a 2018 survey*),
    or None.
    """
    for match in _DATE_BEFORE.finditer(words):
        if occasion_end(words, match.end()) > 0:
            return match.start("date"), match.end("date")
    return None


_PREPOSITION = re.compile(r"\b(?:in|over|at)\s\Z", re.IGNORECASE)
"""The preposition that :data:`PHRASE` looks back at before a phrase."""


def _with_preposition(words: str, start: int, phrase: str) -> str:
    """Returns *phrase*, which begins at *start* in *words*, with the preposition that the pattern only looks
    back at.
    """
    before = _PREPOSITION.search(words, max(0, start - 6), start)
    if before is None or phrase.lower().startswith(before.group().lower()):
        return phrase
    return before.group() + phrase


_BACK = re.compile(r"\b(?:in|at|during)\s+(?:his|her|its|their|the|that|this|the\s+same)\s", re.IGNORECASE)


def _lasts(medium: str) -> bool:
    """Tests whether the *medium* is written once and read ever after, so that no day before dates it: *his memoir*."""
    return not {"memoir", "memoirs", "book", "autobiography", "biography", "diary", "essay", "will"}.isdisjoint(
        medium.split()
    )


def _points_back(clause: Clause) -> bool:
    """Tests whether the clause names its occasion as a known one: *in his address*."""
    return bool(_BACK.search(clause.words))


KNOWN_BACK = 3
"""Sentences before in which an occasion that the clause names as a known one may have been dated."""


def _of_known_occasion(clauses: ReportingClauses, clause: Clause, medium: str) -> str | None:
    """Returns the date of an occasion named before, at most ``KNOWN_BACK`` sentences back (*During the call, he said …*
    after *the March 21 call*), or None.
    """
    known = _KNOWN.search(clause.words)
    if known is None or known[1] not in medium.split():
        return None
    noun = f"{known[1]}-"
    for number in range(clause.sentence - 1, max(-1, clause.sentence - 1 - KNOWN_BACK), -1):
        words = clauses.masked(number)
        if known[1] not in words or not clauses.cues(number) & TIME:
            continue
        for match in PHRASE.finditer(words):
            following = _FOLLOWING.match(words, match.end())
            if following is not None and any(f"{word}-".startswith(noun) for word in following.group().split()):
                return _OF_NOUN.sub("", match.group().strip(" ,"))
    return None


_FOLLOWING = re.compile(r"(?:\s+[\w-]+){1,3}")
"""The next words: the noun that a date stands before is among them."""
_KNOWN = re.compile(r"\b(?:in|at|during)\s+(?:the|that|this|the\s+same)\s+([\w-]+)", re.IGNORECASE)


def _leading(words: str) -> str | None:
    """Returns the time phrase that opens a sentence or stands behind at most ``_FRONT`` words, or None."""
    match = PHRASE.search(words)
    if match is None or len(words[: match.start()].split()) > _FRONT:
        return None
    return _with_preposition(words, match.start(), match.group().strip(" ,"))
