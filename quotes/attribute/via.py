"""Via: to whom or where it was said, in the article's words without article: *AFP*, *joint statement*, *X*."""

import re

from quotes.attribute.clause import Clause
from quotes.attribute.dates import MONTH, PHRASE
from quotes.attribute.scene import Scene
from quotes.model import MentionKind
from quotes.names import is_organisation_like
from quotes.resources import lexicon

_DETERMINER = r"(?:an?|the|his|her|its|their|this|that|another|one|our|my)"
_NAME = r"(?:the\s+)?[A-Z][\w&.’'-]*(?:\s+(?:of\s+the\s+|of\s+|and\s+)?[A-Z][\w&.’'-]*){0,5}"
_OUTLET = (
    r"(?:the\s+)?(?:news)?(?:affiliate|station|newspaper|magazine|website|network|broadcaster|outlet|channel|agency)"
)
_TOLD = re.compile(
    rf"\b(?i:told|tells|telling|(?:speaking|spoke|talking|talked|said|met)\s+(?:to|with)|interview(?:ed)?\s+(?:with|by)|"
    rf"interview\s+(?:on|to|for)|question\s+(?:from|by))\s+"
    rf"(?P<who>(?:{_OUTLET}\s+)?{_NAME}|(?:\w+\s+){{0,2}}(?:reporters|journalists|media|press|newspaper|magazine))"
    rf"(?P<by>\s+(?:by|in|via)\s+(?:an?\s+)?(?:e-?mail|phone|telephone|text|statement))?"
)
_PUBLISHED = re.compile(
    rf"\b(?:published|appear(?:s|ed|ing)|posted|printed)\s+(?:\w+\s+){{0,3}}?(?:in|by|on)\s+"
    rf"(?:the\s+)?(?:(?:journal|magazine|newspaper|website|site|blog)\s+)?(?P<who>{_NAME})"
)
"""*a study published on Monday in the journal Nature*."""
_PLATFORMS = (
    r"Twitter|X|Facebook|Instagram|Weibo|TikTok|YouTube|Telegram|Truth\s+Social|Threads|Bluesky|LinkedIn|Snapchat|Reddit"
    r"|WhatsApp|Medium|Mastodon"
)
_PLATFORM = re.compile(rf"\b(?i:on|via|to|in)\s+(?:the\s+(?:\w+\s+){{1,3}})?(?P<who>{_PLATFORMS})\b")
_MEMBER = re.compile(
    rf"\b(?P<who>(?:{_PLATFORMS})(?:\s+(?:page|post|account|channel|group|thread|video))?)"
    r"(?:\s+(?:users?|commenters?|posters?|followers?))?\Z"
)
"""A speaker by the platform: *one Weibo commenter*, *her Facebook page*."""
_TWEETED = re.compile(r"\b(?:re)?tweet(?:ed|ing)\b|\x01\s+(?:re)?tweets\b", re.IGNORECASE)
_POSSESSED = re.compile(r"\b[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*){0,3}['’]s?\s+")
_ACCORDING = re.compile(
    rf"\b(?i:according\s+to|as\s+reported\s+by|reported\s+by|per)\s+(?:{_DETERMINER}\s+)?(?P<who>[\w’'&.-]+(?:\s+[\w’'&.-]+){{0,4}})"
)
_TAIL = re.compile(
    r"\s+(?:in|at|with|to|from|on|for|before|by)\s+(?:the\s+|an?\s+)?[A-Z][\w&.’'-]*(?:(?:,)?\s+(?:of\s+)?[A-Z][\w&.’'-]*){0,4}|\s+(?:with|to)\s+(?:reporters|journalists|parliament|staff|supporters|employees|clients|investors|media|lawmakers|colleagues|shareholders|the\s+media|management)\b"
)


_ASIDE = re.compile(r"(?<=\x01),\s+(?:who|which|whose)\b[^,\x00]*")


def _blank(match: re.Match[str]) -> str:
    return "\x00" * len(match.group())


_TURN = re.compile(r",\s+(?:but|while|whereas|although|though)\b")


def via(scene: Scene, clause: Clause | None) -> str | None:
    """The medium that a reporting *clause* names; None where it names none."""
    if clause is None:
        return None
    # The words that name the speaker are no medium, but what stands right beside them may be.
    words = (
        clause.words[: clause.name_start]
        + "\x01" * (clause.name_end - clause.name_start)
        + clause.words[clause.name_end :]
    )
    turn = _TURN.search(words, clause.name_end)
    if turn is not None:
        words = words[: turn.start()]  # what somebody else did
    published = _PUBLISHED.search(clause.words)
    if published is not None and not PHRASE.match(clause.words, published.start("who")):
        return _bare(published["who"])
    told = _TOLD.search(words)
    if told is not None and not _is_no_medium(scene, clause.start + told.start("who"), clause.start + told.end("who")):
        return _bare(told["who"] + (told["by"] or ""))
    platform = _PLATFORM.search(words)
    if platform is not None:
        return platform["who"]
    occasion = _occasion(_ASIDE.sub(_blank, words)) or _by_speaker(clause)
    if occasion is not None:
        return occasion
    wire = _WIRE.search(words)
    if wire is not None:
        return wire["who"]
    if _TWEETED.search(words):
        return "Twitter"
    according = _ACCORDING.search(words)
    if (
        according is not None
        and "\x01" not in words[according.start("who") : according.end("who")]
        and not _is_no_medium(scene, clause.start + according.start("who"), clause.start + according.end("who"))
    ):
        return _bare(_until_verb(according["who"]))
    member = _MEMBER.search(clause.words, clause.name_start, clause.name_end)
    if member is not None:
        return member["who"]
    return _broadcaster(scene, clause.start, words)


def is_written(medium: str, clause: Clause) -> bool:
    """Whether the *medium* that *clause* names is something to read."""
    if _PUBLISHED.search(clause.words) or re.search(_PLATFORMS, medium):
        return True
    return any(word in lexicon("document_nouns") for word in medium.split())


def _is_no_medium(scene: Scene, start: int, end: int) -> bool:
    """Whether the words name a person or a place: who is spoken to, no medium.  *CNN's Wolf Blitzer* is his medium."""
    for mention in scene.mentions:
        if mention.start < end and start < mention.end and mention.kind in _NO_MEDIUM:
            return not _STAFF.search(scene.document.text, start, mention.start)
    return False


_STAFF = re.compile(r"(?:['’]s|\s(?:correspondent|reporter|host|anchor|journalist|interviewer|presenter|editor))\s+\Z")
"""What stands between a medium and the name of somebody who works there."""


_NO_MEDIUM = (MentionKind.PERSON, MentionKind.PLACE)


_ISSUES = (
    r"(?:re)?issued|(?:re)?released|sent|posted|published|wrote|gave|delivered|shared|made|penned|put\s+out|uploaded"
    r"|left"
)
"""Verbs whose object is what their subject said: *released a statement*."""
_OPENING = re.compile(
    rf"\b(?i:in|at|during|on|via|through|from|according\s+to|over|(?:{_ISSUES})(?:\s+(?:two|three|four|several))?)\s+(?:(?i:{_DETERMINER})\s+|(?=[A-Z][\w.-]*['’]s?\s))?"
    rf"|\A\s*(?:(?i:{_DETERMINER})\s+)?"
)
"""What stands before an occasion: a preposition, or the beginning of the clause."""
_HAS_ISSUED = re.compile(_ISSUES, re.IGNORECASE)
_OCCASION_WORD = re.compile(r"([\w’'&-]+(?:\.[\w-]+)*)(\s+|(?=[,.;:\x00\x01)—-]|\Z))")
_RESPONSE = re.compile(r"(?:response|reply|call|notice)\s+(?:to|for)\b")
"""*in response to a question*: no text of its own."""
_TO_DO = re.compile(rf"(?:to|from)\s+(?!{_DETERMINER}\s)|\w+\s+\w+ing\s+(?:{_DETERMINER}\s|[A-Z])")
_AHEAD = re.compile(r"\s+(?:next|later\s+this|tomorrow|scheduled|planned)\b")
_ISSUED = re.compile(r"\s+(?:by|from|released|published|issued|sent)\b")
_ENDS = frozenset(
    "that which who whom and or but of in at on for with to from by as after before until till because said says"
    " a an the his her its their this my our".split()
)
"""Words with which a noun phrase is over."""
MOST_WORDS = 6
"""Most words of an occasion up to its noun."""


def _occasion(words: str) -> str | None:
    """*in a joint statement*, *at a rally in Louisiana*, *in a social media post*."""
    for opening in _OPENING.finditer(words):
        bare = not opening.group().strip() or (opening.start() == 0 and opening.group().strip().lower() in _ARTICLES)
        if _TO_DO.match(opening.group() + words[opening.end() : opening.end() + 20]):
            continue  # to report his concerns, in policing his statements
        place = opening.end()
        time = PHRASE.match(words, place)
        if time is not None and words[time.end() : time.end() + 1] == " ":
            place = time.end() + 1  # an Oct. 21 meeting
        end = occasion_end(words, place, plural=bool(_HAS_ISSUED.match(opening.group())))
        if end < 0 or (bare and not _ISSUED.match(words, end)):
            continue
        if _AHEAD.match(words, end):
            continue
        tail = _TAIL.match(words, end)
        said = words[place : tail.end() if tail is not None else end]
        time = PHRASE.search(said)
        if time is not None and time.start() == 0 and time.end() < len(said):
            said = said[time.end() :]
        elif time is not None:
            said = said[: time.start()]
        cleaned = _bare(_POSSESSED.sub("", said, count=1) if _POSSESSED.match(said) else said)
        if cleaned:
            return cleaned
    return None


_WIRE = re.compile(
    r"\b(?:by|over|via|through|in|on)\s+(?:the\s+)?(?P<who>e-?mail|phone|telephone|text(?:\s+message)?|Zoom|Skype)\b"
)
_BY_SPEAKER = re.compile(
    rf"\b{_DETERMINER}\s+(?P<said>(?:[\w’'.&-]+\s+){{1,5}}?)(?:by|from)\s+(?:the\s+|an?\s+)?\Z", re.IGNORECASE
)


def _by_speaker(clause: Clause) -> str | None:
    """*a 2018 survey by Okafor found that*: what a speaker's name is the author of."""
    match = _BY_SPEAKER.search(clause.words, max(0, clause.name_start - 90), clause.name_start)
    if match is None or occasion_end(clause.words, match.start("said")) != match.end("said") - 1:
        return None
    said = match["said"]
    time = _TIME_BEFORE.match(said)
    return _bare(said[time.end() :] if time is not None else said)


_TIME_BEFORE = re.compile(rf"(?:{MONTH}\s+)?(?:(?:19|20)\d\d\s+)?", re.IGNORECASE)
_ARTICLES = frozenset("a an the his her its their this that another one our my".split())


def occasion_end(words: str, place: int, *, plural: bool = False) -> int:
    """Where the noun for an occasion ends in the noun phrase that begins at *place*; -1 where there is none.

    *plural*: whether the noun may be one (*released two reports*).
    """
    nouns = lexicon("occasions")
    found = -1
    for _ in range(MOST_WORDS):
        match = _OCCASION_WORD.match(words, place)
        if match is None or match[1].lower() in _ENDS:
            break
        if match[1] in nouns or (plural and match[1].removesuffix("s") in nouns):
            found = -1 if _RESPONSE.match(words, match.start(1)) else match.end(1)
        elif found >= 0:
            break
        if not match[2]:
            break
        place = match.end()
    return found


_ON_AIR = re.compile(r"\bon\s+(?P<who>(?:the\s+)?[A-Z][\w&.]*(?:\s+[A-Z0-9][\w&.]*){0,3})(?:['’]s)?(?=[\s,.\x00]|\Z)")


def _broadcaster(scene: Scene, offset: int, words: str) -> str | None:
    """*on CNN*, *on Fox News*: an organisation's name behind *on*."""
    for match in _ON_AIR.finditer(words):
        if (
            PHRASE.match(words, match.start("who"))
            or "\x01" in match.group()
            or _CALLED.search(words, 0, match.start())
        ):
            continue
        if match["who"].split()[-1].lower() in _WHERE:
            continue
        start = offset + match.start("who")
        body = any(
            m.start <= start + 4 and start < m.end and m.kind is MentionKind.ORGANISATION for m in scene.mentions
        )
        if body and (match["who"].isupper() or is_organisation_like(match["who"]) or " " in match["who"]):
            return _bare(match["who"])
    return None


_CALLED = re.compile(
    r"\b(?:call(?:s|ed|ing)?|attacks?|pressure|vot(?:ed?|es|ing)|focus(?:ed)?|work(?:ed|ing)?|based)\s+\Z"
)
"""What goes on with *on* and names no medium: *called on the Authority to …*."""
_WHERE = frozenset("street road avenue lane drive square hill island river lake coast shore bridge campus".split())
"""Words of the names of places that something stands *on*."""


def _until_verb(words: str) -> str:
    kept: list[str] = []
    for word in words.split():
        if word.lower() in (
            "said",
            "says",
            "that",
            "which",
            "who",
            "on",
            "in",
            "released",
            "published",
            "by",
            "and",
            "was",
        ):
            break
        kept.append(word)
    return " ".join(kept)


def _bare(words: str) -> str | None:
    """Without article, possessive ending and marks at the ends."""
    bare = " ".join(words.split()).strip(" ,.;:\x00\x01\"“”'‘’")
    bare = re.sub(rf"\A{_DETERMINER}\s+", "", bare, flags=re.IGNORECASE)
    bare = re.sub(r"['’]s\Z", "", bare)
    return bare or None
