"""Finds times told by an event: *after the meeting*, *ahead of the election*, *at one point*; they give no date."""

import re

from quotes.circumstances.reporting_clause import Clause
from quotes.circumstances.trigger_words import ADVERB, EVENT
from quotes.english.lexicons import lexicon
from quotes.english.verbs import reporting_lemma

_EVENT = re.compile(
    r"\b(?i:after|before|following|ahead\s+of|prior\s+to|during)\s+"
    r"(?:(?i:the|an?|his|her|its|their)\s|(?=[A-Z])(?!(?:I|He|She|It|We|They|You|This|That)\b))"
    r"(?!(?:\w+\s+){0,3}(?i:committee|subcommittee|panel|court|council|commission|jury|judge|crowd|audience|cameras?)\b)"
    r"[^\x00,.;:()—–]{0,120}"
)
"""A preposition and the noun phrase of an event, up to a mark."""
_ADVERB = re.compile(
    r"\b(?i:recently|previously|afterwards?|subsequently|later\s+(?:that|the\s+same)\s+\w+|earlier\s+in\s+the\s+\w+|earlier\s+that\s+\w+"
    r"|the\s+(?:same|next|following|previous)\s+(?:day|night|evening|morning|afternoon|week|month|year)"
    r"|(?:shortly|soon|immediately)\s+after(?:wards?)?(?=\s*[.,\x00]|\s*\Z)|(?:minutes|hours|days|weeks|months|years)\s+later"
    r"|at\s+the\s+time(?=\s*[.,:\x00]|\s*\Z)|then(?=\s*[.\x00]|\s*\Z)|earlier(?=\s*[,.\x00]|\s*\Z)"
    r"|the\s+(?:night|day|evening|week|month)\s+before(?=\s*[.,\x00]|\s*\Z)|(?:later|earlier)(?=\s+(?:told|said|wrote|[a-z]+ed)\b)"
    r"|at\s+(?:one|another|some)\s+point(?:\s+in\s+the\s+\w+)?|at\s+the\s+height\s+of\s+the\s+\w+)\b"
)
_MOST = 9
"""Most words of an event."""
_NEAR = 80
"""Characters before an event that are looked at."""
_ENDS = frozenset("that who which when while where and but saying adding calling as to by because".split())
"""Words at which an event's noun phrase ends."""
_MADE = frozenset("posted published released issued sent made given recorded held shared aired broadcast".split())
_GOES = frozenset("went goes going gone go came comes come ran runs run".split())
"""Verbs that have another sense with a preposition: *went after the council*."""
_TOLD = re.compile(r"\b(?:told|(?:spoke|speaking|said)\s+(?:to|with))\s+(?:the\s+)?(?:[A-Z]\S*\s+|reporters\s+){1,5}\Z")
_WORD = re.compile(r"[\w’'-]+")


def event(clause: Clause, *, own: bool) -> str | None:
    """Returns the event by which *clause* tells when the words were said, right behind its verb or medium or in front
    of the speaker, or None.

    Adverbs (*recently*) count only in the quotation's *own* clause.
    """
    words, cues = clause.words, clause.cues
    if not cues & (EVENT | ADVERB) or words.rstrip()[-1:] == "?":
        return None
    for match in _EVENT.finditer(words) if cues & EVENT else ():
        phrase = _cut(match.group())
        start = match.start()
        if phrase[:6].lower() == "during" and not _is_period(phrase):
            continue
        if phrase and (_follows(clause, start) or _leads(clause, start, start + len(phrase))):
            return " ".join(phrase.split())
    for match in _ADVERB.finditer(words) if own and cues & ADVERB else ():
        if (
            _follows(clause, match.start())
            or _leads(clause, match.start(), match.end())
            or _precedes(clause, match.end())
        ):
            return " ".join(match.group().split())
    return None


def _is_period(phrase: str) -> bool:
    """Tests whether *during* opens a time (*during the campaign*) rather than an occasion, which tells where, or a
    clause.
    """
    words = _WORD.findall(phrase)
    return lexicon("occasions").isdisjoint(words) and not any(word.endswith("ed") for word in words[2:])


def _cut(words: str) -> str:
    """Returns the stretch without what follows the noun phrase; empty if it is too long to be one."""
    found = list(_WORD.finditer(words))
    for number, match in enumerate(found[1:], 1):
        if match.group().lower() in _ENDS and not (number == 1 and match.group() == "to"):
            found = found[:number]
            break
    return words[: found[-1].end()] if 2 <= len(found) <= _MOST else ""


def _follows(clause: Clause, start: int) -> bool:
    """Tests whether a phrase stands right behind the verb or the medium of the speaker's clause."""
    near = clause.words[max(0, start - _NEAR) : start]
    before = _WORD.findall(near)
    if not before or near.rstrip()[-1:] in (",", ";", ":"):
        return False
    last = before[-1].lower()
    if last in _GOES:
        return False
    if last in _MADE and len(before) > 1 and before[-2].lower() in lexicon("occasions"):
        return True
    if start >= clause.name_end:
        between = clause.words[clause.name_end : start]
        if "\x00" in between.strip(" \x00,") or " that " in between:
            return False
        inverted = clause.name_end < start and not between.strip()
        return (
            inverted or bool(_TOLD.search(between)) or reporting_lemma(last) is not None or last in lexicon("occasions")
        )
    return last in lexicon("occasions")


def _leads(clause: Clause, start: int, end: int) -> bool:
    """Tests whether a phrase opens the sentence and the speaker follows: *After the meeting, Okafor said …*."""
    if clause.words[:start].strip("\x00 ,\"“”'‘’") not in ("", "And", "But"):
        return False
    between = clause.words[end : clause.name_start]
    return _TO_SPEAKER.fullmatch(between) is not None


_TO_SPEAKER = re.compile(
    r"\s*,\s*(?:\w+ly,?\s+|(?:in|at|during)\s+(?:an?|the|his|her|its|their)\s[^,\x00]{3,60},\s*(?:[a-z]+\s+){0,2})?|\s*(?:[–—-]{2,}|[–—-]+[^\x00,–—-](?:[^\x00,]{0,58}[^\x00,–—-])?[–—-]+)\s*"
)
"""Words that may stand between an event in front and the speaker."""


def _precedes(clause: Clause, end: int) -> bool:
    """Tests whether an adverb stands between the speaker and the verb: *Okafor previously said*."""
    following = _WORD.match(clause.words, end + 1)
    between = clause.words[clause.name_end : end].split()
    return (
        following is not None
        and reporting_lemma(following.group().lower()) is not None
        and clause.name_end < end
        and len(between) <= 4
        and not any(word in ("that", "\x00") for word in between)
    )
