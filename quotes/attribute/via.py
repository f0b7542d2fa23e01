"""Via: to whom or where it was said, in the article's words without article: *AFP*, *joint statement*, *X*."""

import re

from quotes.attribute.clause import Clause
from quotes.attribute.dates import PHRASE
from quotes.attribute.scene import Scene
from quotes.model import MentionKind
from quotes.names import is_organisation_like
from quotes.resources import lexicon

_DETERMINER = r"(?:an?|the|his|her|its|their|this|that|another|one|our|my)"
_NAME = r"(?:the\s+)?[A-Z][\w&.’'-]*(?:\s+(?:of\s+the\s+|of\s+|and\s+)?[A-Z][\w&.’'-]*){0,5}"
_TOLD = re.compile(
    rf"\b(?i:told|tells|telling|speaking\s+to|speaking\s+with|spoke\s+to|interview(?:ed)?\s+(?:with|by)|talking\s+to|"
    rf"interview\s+(?:on|to|for))\s+(?P<who>{_NAME}|(?:\w+\s+){{0,2}}(?:reporters|journalists|media|press|newspaper|magazine))"
    rf"(?P<by>\s+(?:by|in|via)\s+(?:an?\s+)?(?:e-?mail|phone|telephone|text|statement))?"
)
_PUBLISHED = re.compile(
    rf"\b(?:published|appear(?:s|ed|ing)|posted|printed)\s+(?:\w+\s+){{0,3}}?(?:in|by|on)\s+"
    rf"(?:the\s+)?(?:(?:journal|magazine|newspaper|website|site|blog)\s+)?(?P<who>{_NAME})"
)
"""*a study published on Monday in the journal Nature*."""
_PLATFORM = re.compile(
    r"\b(?i:on|via|to|in)\s+(?P<who>Twitter|X|Facebook|Instagram|Weibo|TikTok|YouTube|Telegram|Truth\s+Social|Threads|Bluesky|LinkedIn|Snapchat|Reddit|WhatsApp|Medium|Mastodon)\b"
)
_TWEETED = re.compile(r"\b(?:re)?tweet(?:s|ed|ing)?\b", re.IGNORECASE)
_POSSESSED = re.compile(r"\b[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*){0,3}['’]s?\s+")
_ACCORDING = re.compile(
    rf"\b(?i:according\s+to|as\s+reported\s+by|reported\s+by|per)\s+(?:{_DETERMINER}\s+)?(?P<who>[\w’'&.-]+(?:\s+[\w’'&.-]+){{0,4}})"
)
_TAIL = re.compile(
    r"\s+(?:in|at|with|to|from|on|for|before|by)\s+(?:the\s+|an?\s+)?[A-Z][\w&.’'-]*(?:(?:,)?\s+(?:of\s+)?[A-Z][\w&.’'-]*){0,4}|\s+(?:with|to)\s+(?:reporters|journalists|parliament|staff|supporters|employees|clients|investors|media|lawmakers|colleagues|shareholders|the\s+media|management)\b"
)


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
    published = _PUBLISHED.search(clause.words)
    if published is not None:
        return _bare(published["who"])
    told = _TOLD.search(words)
    if told is not None and not _is_person(scene, clause.start + told.start("who"), clause.start + told.end("who")):
        return _bare(told["who"] + (told["by"] or ""))
    platform = _PLATFORM.search(words)
    if platform is not None:
        return platform["who"]
    occasion = _occasion(words)
    if occasion is not None:
        return occasion
    if _TWEETED.search(words):
        return "Twitter"
    according = _ACCORDING.search(words)
    if according is not None and "\x01" not in words[according.start("who") : according.end("who")]:
        return _bare(_until_verb(according["who"]))
    return _broadcaster(scene, clause.start, words)


def _is_person(scene: Scene, start: int, end: int) -> bool:
    """Whether the words name a person: somebody spoken to, not a medium.  *CNN's Wolf Blitzer* is his medium."""
    for mention in scene.mentions:
        if mention.start < end and start < mention.end and mention.kind is MentionKind.PERSON:
            return mention.start <= start
    return False


_OPENING = re.compile(
    rf"\b(?i:in|at|during|on|via|through|from|to)\s+(?:(?i:{_DETERMINER})\s+|(?=[A-Z][\w.-]*['’]s?\s))?"
    rf"|\A\s*(?:(?i:{_DETERMINER})\s+)?"
)
"""What stands before an occasion: a preposition, or the beginning of the clause."""
_OCCASION_WORD = re.compile(r"([\w’'&-]+(?:\.[\w-]+)*)(\s+|(?=[,.;:\x00\x01)—-]|\Z))")
_TO_DO = re.compile(rf"(?:to|from)\s+(?!{_DETERMINER}\s)")
_ISSUED = re.compile(r"\s+(?:by|from|released|published|issued|sent)\b")
_ENDS = frozenset("that which who whom and or but of in at on for with to from by as after before said says".split())
"""Words with which a noun phrase is over."""
MOST_WORDS = 6
"""Most words of an occasion up to its noun."""


def _occasion(words: str) -> str | None:
    """*in a joint statement*, *at a rally in Louisiana*, *in a social media post*."""
    for opening in _OPENING.finditer(words):
        bare = not opening.group().strip() or (opening.start() == 0 and opening.group().strip().lower() in _ARTICLES)
        if _TO_DO.match(opening.group() + words[opening.end() : opening.end() + 1]):
            continue  # to report his concerns
        end = occasion_end(words, opening.end())
        if end < 0 or (bare and not _ISSUED.match(words, end)):
            continue
        tail = _TAIL.match(words, end)
        said = words[opening.end() : tail.end() if tail is not None else end]
        time = PHRASE.search(said)
        if time is not None and time.start() == 0 and time.end() < len(said):
            said = said[time.end() :]
        elif time is not None:
            said = said[: time.start()]
        cleaned = _bare(_POSSESSED.sub("", said, count=1) if _POSSESSED.match(said) else said)
        if cleaned:
            return cleaned
    return None


_ARTICLES = frozenset("a an the his her its their this that another one our my".split())


def occasion_end(words: str, place: int) -> int:
    """Where the noun for an occasion ends in the noun phrase that begins at *place*; -1 where there is none."""
    nouns = lexicon("occasions")
    found = -1
    for _ in range(MOST_WORDS):
        match = _OCCASION_WORD.match(words, place)
        if match is None or match[1].lower() in _ENDS:
            break
        if match[1] in nouns:
            found = match.end(1)
        elif found >= 0:
            break
        if not match[2]:
            break
        place = match.end()
    return found


_ON_AIR = re.compile(
    r"\b(?:on|with)\s+(?P<who>(?:the\s+)?[A-Z][\w&.]*(?:\s+[A-Z0-9][\w&.]*){0,3})(?:['’]s)?(?=[\s,.\x00]|\Z)"
)


def _broadcaster(scene: Scene, offset: int, words: str) -> str | None:
    """*on CNN*, *on Fox News*: an organisation's name behind *on*."""
    for match in _ON_AIR.finditer(words):
        if PHRASE.match(words, match.start("who")) or "\x01" in match.group():
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
