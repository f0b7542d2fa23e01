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


_OCCASION = re.compile(
    rf"\b(?i:in|at|during|on|via|through|from|to)\s+(?:(?i:{_DETERMINER})\s+|(?=[A-Z][\w.-]*['’]s?\s))?(?P<what>(?:[\w’'&.-]+\s+){{0,4}}?(?P<noun>[a-z-]+))(?![\w’'-])"
)
_TO_DO = re.compile(rf"(?:to|from)\s+(?!{_DETERMINER}\s)")
_CUE_TEXT = re.compile(
    rf"\A\s*(?:{_DETERMINER}\s+)?(?P<what>(?:[\w’'&.-]+\s+){{0,3}}?(?P<noun>[a-z-]+))\s+(?:by|from|released|published|issued|sent)\b",
    re.IGNORECASE,
)


def _occasion(words: str) -> str | None:
    """*in a joint statement*, *at a rally in Louisiana*, *during his address*."""
    nouns = lexicon("occasions")
    for pattern in (_OCCASION, _CUE_TEXT):
        for match in pattern.finditer(words):
            if "\x00" in match.group() or "\x01" in match.group():
                continue
            if _TO_DO.match(match.group()):
                continue  # to report his concerns
            noun = match["noun"]
            if noun not in nouns:
                # a longer phrase may end in one: "in the company's news release"
                longer = re.compile(r"\s+(?:[\w’'&.-]+\s+){0,3}?(?P<noun>[a-z-]+)(?![\w’'-])").match(
                    words, match.end("what")
                )
                if longer is None or longer["noun"] not in nouns or "\x01" in longer.group() or "," in longer.group():
                    continue
                start, end = match.start("what"), longer.end()
            else:
                start, end = match.start("what"), match.end("what")
            if words[match.start() :].lower().startswith(("to ", "from ")) and noun not in nouns:
                continue
            tail = _TAIL.match(words, end)
            if tail is not None:
                end = tail.end()
            said = words[start:end]
            time = PHRASE.search(said)
            if time is not None and time.end() < len(said) and time.start() == 0:
                said = said[time.end() :]
            elif time is not None:
                said = said[: time.start()]
            cleaned = _bare(_POSSESSED.sub("", said, count=1) if _POSSESSED.match(said) else said)
            if cleaned:
                return cleaned
    return None


_ON_AIR = re.compile(
    r"\b(?:on|with)\s+(?P<who>(?:the\s+)?[A-Z][\w&.]*(?:\s+[A-Z0-9][\w&.]*){0,3})(?:['’]s)?(?=[\s,.\x00]|\Z)"
)


def _broadcaster(scene: Scene, offset: int, words: str) -> str | None:
    """*on CNN*, *on Fox News*: an organisation's name behind *on*."""
    for match in _ON_AIR.finditer(words):
        if PHRASE.match(words, match.start("who")) or "\x01" in match.group():
            continue
        start = offset + match.start("who")
        body = any(
            m.start <= start + 4 and start < m.end and m.kind is MentionKind.ORGANISATION for m in scene.mentions
        )
        if body and (match["who"].isupper() or is_organisation_like(match["who"]) or " " in match["who"]):
            return _bare(match["who"])
    return None


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
