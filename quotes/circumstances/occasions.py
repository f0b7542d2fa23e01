"""Finds occasions: the noun phrase for a text or an event in which something is said (*statement*, *rally in
Tarnmouth*).
"""

import re

from quotes.circumstances.reporting_clause import Clause
from quotes.english.lexicons import lexicon
from quotes.english.time_phrases import MONTH, PHRASE

DETERMINER = r"(?:an?|the|his|her|its|their|this|that|another|one|our|my)"
_POSSESSED = re.compile(r"\b[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*){0,3}['’]s?\s+")
_TAIL = re.compile(
    rf"\s+(?:in|at|with|to|from|on|for|before|by)\s+(?:the\s+|an?\s+)?(?!(?i:{MONTH}))"
    r"[A-Z][\w&.’'-]*(?:(?:,)?\s+(?:of\s+)?[A-Z][\w&.’'-]*){0,4}"
    r"|\s+(?:with|to)\s+(?:reporters|journalists|parliament|staff|supporters|employees|clients|investors|media|lawmakers"
    r"|colleagues|shareholders|the\s+media|management)\b"
)
"""Where, for whom or with whom it was: *rally in Tarnmouth*, *conference call with reporters*."""
_ISSUES = (
    r"(?:put|sent|gave)\s+out|(?:re)?issued|(?:re)?released|sent|posted|published|wrote|gave|delivered|shared|made|penned"
    r"|uploaded|left|aired|told|tells|telling"
)
"""Verbs whose object is what their subject said: *released a statement*."""
_OPENING = re.compile(
    r"\b(?=[aAdDfFgGiIlLmMoOpPrRsStTuUvVwW])(?i:(?:at|near|towards?|in)\s+the\s+(?:very\s+)?(?:close|end|start|beginning|opening|outset|conclusion|middle|course)\s+of"
    r"|in|at|during|on|via|through|from|as|according\s+to|over"
    rf"|(?:{_ISSUES})(?:\s+(?:two|three|four|several))?)\s+(?:(?i:{DETERMINER})\s+|(?=[A-Z][\w.-]*['’]s?\s))?"
    r"(?:(?:series|string|pair|number|flurry|couple)\s+of\s+(?:(?:\d+|two|three|four|five|six|ten|twelve)\s+)?)?"
    rf"|\A\s*(?:(?i:{DETERMINER})\s+)?"
)
"""The words before an occasion: a preposition, or the beginning of the clause."""
_ON = re.compile(r"on\s", re.IGNORECASE)
_ON_AIR_NOUN = re.compile(
    r"(?:call|show|program(?:me)?|podcast|broadcast|blog|episode|panel|segment|livestream|video|recording|forum|thread"
    r"|webcast|page|news|television|radio|sign|banner|placard|poster|plaque|billboard|sticker|label|badge)\Z"
)
"""Nouns for what somebody speaks *on*; *on his remarks* means about them."""
_MAY_BE_PLURAL = re.compile(rf"\A(?:{_ISSUES})|\w\s+of\s+(?:\w+\s+)?\Z", re.IGNORECASE)
_OCCASION_WORD = re.compile(r"((?:[A-Z]\.){2,}|[\w’'&-]+(?:\.[\w-]+)*)(\s+|(?=[,.;:\x00\x01)—-]|\Z))")
_RESPONSE = re.compile(
    r"(?:sign|pledge|label|banner)\s+(?:of|that|for)\b|(?:response|reply|call|notice)\s+(?:to|for)\b|(?:show|note|exchange|program|address)\s+of\b"
)
"""*in response to a question*, *in a show of defiance*: no text of its own."""
_TO_DO = re.compile(rf"(?:to|from)\s+(?!{DETERMINER}\s)|\w+\s+\w+ing\s+(?:{DETERMINER}\s|[A-Z])")
_PART_OF_DAY = re.compile(
    r"\A\s*(?:(?:night|morning|evening|afternoon)\s*)?['’]s\s+|\A\s*(?:night|morning|evening|afternoon)\s+"
)
_AHEAD = re.compile(r"\s+(?:next|later\s+this|tomorrow|scheduled|planned)\b")
_ISSUED = re.compile(r"\s+(?:by|from|released|published|issued|sent)\b")
_ENDS = frozenset(
    "that which who whom and or but of in at on for with to from by as after before until till because said says"
    " a an the his her its their this my our".split()
)
"""Words at which a noun phrase ends."""
_MOST_WORDS = 6
"""Most words of an occasion up to its noun."""


def occasion(words: str) -> str | None:
    """Returns the occasion that *words* name (*in a joint statement*, *at a rally in Louisiana*, *in a social media
    post*) without determiner, or None.
    """
    for opening in _OPENING.finditer(words):
        bare = not opening.group().strip() or (opening.start() == 0 and opening.group().strip().lower() in _ARTICLES)
        if _TO_DO.match(opening.group() + words[opening.end() : opening.end() + 20]):
            continue  # to report his concerns, in policing his statements
        place = opening.end()
        time = PHRASE.match(words, place)
        if time is not None and words[time.end() : time.end() + 1] == " ":
            place = time.end() + 1  # an Oct. 21 meeting
        end = occasion_end(words, place, plural=bool(_MAY_BE_PLURAL.search(opening.group())))
        if end < 0 or (bare and not _ISSUED.match(words, end)):
            continue
        if _AHEAD.match(words, end) or (_ON.match(opening.group()) and not _ON_AIR_NOUN.search(words, place, end)):
            continue
        tail = _TAIL.match(words, end)
        said = words[place : tail.end() if tail is not None else end]
        time = PHRASE.search(said) if not said.startswith("Today ") else None
        if time is not None and time.start() == 0 and time.end() < len(said):
            said = said[time.end() :]
        elif time is not None:
            said = said[: time.start()]
        said = _PART_OF_DAY.sub("", said)
        cleaned = bare_words(_POSSESSED.sub("", said, count=1) if _POSSESSED.match(said) else said)
        if cleaned:
            return cleaned
    return None


_EVENTS = frozenset(
    "debate hearing meeting rally conference trial inquest session summit ceremony forum vigil funeral seminar"
    " convention briefing inquiry proceedings gathering sentencing".split()
)
"""Occasions at which more than one person speaks."""
_IN_FRONT = re.compile(r"\W*(?:[A-Z]\w+,\s+)?(?i:at|during|in)\s[^,\x00]{3,90}[\s,]")


def event_in_front(words: str) -> str | None:
    """Returns the event with which a sentence begins (*At the hearing, Okafor said …*), or None if it begins with a
    text or anything else.
    """
    front = _IN_FRONT.match(words)
    found = occasion(front.group()) if front is not None else None
    return found if found is not None and not _EVENTS.isdisjoint(found.split()) else None


_BY_SPEAKER = re.compile(
    rf"\b{DETERMINER}\s+(?P<said>(?:[\w’'.&-]+\s+){{1,5}}?)"
    r"(?:(?:sent|put|released|issued|published|posted|written)\s+(?:out\s+)?)?(?:by|from)\s+(?:the\s+|an?\s+)?\Z",
    re.IGNORECASE,
)


_BY = ("by", "from", "the", "a", "an")
"""Words that stand right before an author's name."""


def by_speaker(clause: Clause) -> str | None:
    """Returns the text whose author the speaker's name is (*a 2018 survey by Okafor found that*), or None."""
    low = max(0, clause.name_start - 90)
    if not clause.words[low : clause.name_start].rstrip().lower().endswith(_BY):
        return None
    match = _BY_SPEAKER.search(clause.words, low, clause.name_start)
    if match is None or occasion_end(clause.words, match.start("said")) != match.end("said") - 1:
        return None
    said = match["said"]
    time = _TIME_BEFORE.match(said)
    return bare_words(said[time.end() :] if time is not None else said)


_TIME_BEFORE = re.compile(rf"(?:{MONTH}\s+)?(?:(?:19|20)\d\d\s+)?", re.IGNORECASE)
_ARTICLES = frozenset("a an the his her its their this that another one our my".split())


_NO_TEXT = frozenset("similar same clear strong mixed stark blunt different opposite stern".split())
"""Adjectives of a message that need not be a text: *sent a clear message*."""
_PRINTED = re.compile(
    r"\b(?:an?|the|his|her|their|some|many|holding|waving|carrying|wearing|up|with|of)\s+(?P<said>(?:[a-z-]+\s+)?(?:signs?|banners?|placards?|posters?|plaques?|labels?|stickers?|leaflets?|billboards?|badges?))\s+"
    r"(?:(?:that|which)\s+)?(?:reads?|reading|saying|says|said|stating|bearing|with\s+(?:the\s+)?(?:words?|message|slogan|sayings?)"
    r"(?:\s+such\s+as|\s+like)?)\s*[,:]?\s*\x00"
)


def is_printed(medium: str) -> bool:
    """Tests whether a *medium* bears words of its own only: what the holder of a *sign* says next isn't on it."""
    return _PRINTED.search(f"the {medium} reads \x00") is not None


def printed_on(words: str) -> str | None:
    """Returns the thing on which the quoted words stand (*holding a sign that read “…”*), or None."""
    match = _PRINTED.search(words) if "\x00" in words else None
    first = match is not None and match.end() - 1 == words.find("\x00")
    return bare_words(match["said"]) if match is not None and first else None


_IN_WHICH = re.compile(r"(?P<said>(?:[\w’'-]+\s+){1,5})(?:in|on)\s+which\s+(?:\w+\s+)?\Z")
_BEFORE_NOUN = re.compile(
    rf"\A(?:.*\s)?(?:with|of|in|to|by|from|on|for|released|made|posted|showed|{DETERMINER})\s+", re.IGNORECASE
)


def with_speaker_inside(clause: Clause) -> str | None:
    """Returns the occasion before a speaker's name that stands in its clause (*a video in which Okafor says*),
    or None.
    """
    if "which" not in clause.words:
        return None
    match = _IN_WHICH.search(clause.words, max(0, clause.name_start - 90), clause.name_start)
    if match is None:
        return None
    said = _BEFORE_NOUN.sub("", match["said"])
    nouns = lexicon("occasions") | lexicon("document_nouns")
    found = any(word in nouns or word.removesuffix("s") in nouns for word in said.split())
    return bare_words(said) if found else None


def occasion_end(words: str, place: int, *, plural: bool = False) -> int:
    """Returns where the noun for an occasion ends in the noun phrase that begins at *place*, or -1 if it holds none.

    With *plural* the noun may be one (*released two reports*).
    """
    nouns = lexicon("occasions")
    found, previous = -1, ""
    for _ in range(_MOST_WORDS):
        match = _OCCASION_WORD.match(words, place)
        if match is None or match[1].lower() in _ENDS:
            break
        if match[1] == "message" and previous in _NO_TEXT:
            return -1
        if match[1] in nouns or (plural and match[1].removesuffix("s") in nouns):
            found = -1 if _RESPONSE.match(words, match.start(1)) else match.end(1)
        elif found >= 0:
            break
        if not match[2]:
            break
        place, previous = match.end(), match[1]
    return found


_LEADING = re.compile(rf"\A(?:{DETERMINER}|these)\s+", re.IGNORECASE)


def bare_words(words: str) -> str | None:
    """Returns *words* without article, possessive ending and marks at the ends, or None if nothing is left."""
    bare = " ".join(words.split()).strip(" ,.;:\x00\x01\"“”'‘’")
    bare = _LEADING.sub("", bare)
    return bare.removesuffix("'s").removesuffix("’s") or None
