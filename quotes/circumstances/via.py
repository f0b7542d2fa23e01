"""Finds to whom or where it was said, in the article's words without article: *AFP*, *joint statement*, *X*."""

import re
from itertools import takewhile

from quotes.circumstances.occasions import DETERMINER, bare_words, by_speaker, occasion, printed_on, with_speaker_inside
from quotes.circumstances.reporting_clause import Clause, ReportingClauses
from quotes.circumstances.trigger_words import (
    ISSUED,
    MEDIUM,
    OCCASION,
    ON,
    PLATFORM,
    SITE,
    SITES,
    SOURCE,
    TELLS,
    TWEETED,
    WIRE,
)
from quotes.english.lexicons import lexicon
from quotes.english.names import is_organisation_like
from quotes.english.time_phrases import MONTH, PHRASE
from quotes.english.verbs import one_of
from quotes.model import MentionKind

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_MONTH_DAY = rf"(?i:{MONTH})\s+\d"
_NUMBER = r"\d{1,3}\b(?=['’]s\s|\s+[A-Z]|\s*(?:[,.;:\x00]|\Z)|\s+(?:that|on|in|at|last|this|it|he|she|they|there)\b)"
_NAME = (
    rf"(?:[Tt]he\s+)?(?:Mail\s+on\s+Sunday|(?:(?!{_WEEKDAY}|{_MONTH_DAY})[A-Z]|{_WEEKDAY}\s+(?=[A-Z])|\d{{1,2}}\s?[A-Z])[\w&.’'-]*"
    rf"(?:\s+(?:of\s+the\s+|of\s+|and\s+)?(?:(?!{_WEEKDAY}|{_MONTH_DAY})[A-Z][\w&.’'-]*|(?<=['’]s\s){_WEEKDAY}(?=\s+[A-Z])|{_NUMBER}(?:['’]s)?)){{0,5}}"
    r"(?:\s+(?:programme|program|show|podcast)\b)?)"
)
"""An outlet or a programme: *the Sunday Quill*, *7News*, *Radio 4’s Harbour programme*."""
_KIND = (
    r"(?:news\s*)?(?:affiliate|station|newspaper|magazine|website|network|broadcaster|outlet|channel|agency|daily|weekly"
    r"|tabloid)"
)
_OUTLET = rf"(?:(?:the|an?)\s+)?(?:[A-Z][a-z]+\s+(?={_KIND}\s))?(?:[a-z]+(?:-[a-z]+)?\s+){{0,2}}{_KIND}"
_ISSUE = rf"(?:(?:[Tt]oday|[Yy]esterday|{_WEEKDAY})['’]s\s+(?:edition\s+of\s+)?)?"
"""*today's Quill*, *Sunday's edition of the Quill*: of which day."""
_AUDIENCE = (
    "delegates|MPs|senators|lawmakers|followers|fans|supporters|viewers|listeners|subscribers|leaders|refugees|residents|workers|students"
    "|pupils|teachers|parents|families|voters|officers|soldiers|employees|investors|shareholders|members|guests|protesters|farmers|players"
    "|people"
)
_TOLD = re.compile(
    rf"\b(?=[iImMpPqQsStT])(?i:told|tells|telling|(?:speaking|spoke|talking|talked|said|met|posted|posting)\s+(?:from\s+\w+\s+\w+\s+)?(?:to|with)|interview(?:ed)?\s+(?:with|by)|"
    rf"interview\s+(?:on|to|for)|question\s+(?:from|by)|quoted\s+(?:by|in))\s+{_ISSUE}"
    rf"(?P<who>(?:{_OUTLET}\s+)?{_NAME}|(?:the|an?)\s+(?:[a-z-]+\s+){{1,2}}{_NAME}\s+{_KIND}\b|(?:\w+\s+){{0,2}}(?:reporters|journalists|media|press(?!\s+(?:conference|briefing|call|event|gathering))|newspaper|magazine)"
    r"|(?:(?:the|an?)\s+)?(?:(?:state|national|local|public|commercial)\s+)?(?:radio|television|TV)\b"
    r"|(?:(?:the|an?|his|her|their)\s+(?:[a-z-]+\s+){0,2})?(?:court|jury|tribunal|parliament|committee|audience|crowd"
    r"|congregation|assembly|commission|council)\b"
    rf"|(?:(?:the|these|those|his|her|their|some|many)\s+)(?:[a-z-]+\s+|[\d,.]+\s+)?(?:{_AUDIENCE})\b|those\s+(?:at|in|present)\b(?:\s+the\s+\w+)?)"
    rf"(?P<by>\s+(?:by|in|via)\s+(?:an?\s+)?(?:e-?mail|phone|telephone|text|statement))?"
)
_WORKS_FOR = re.compile(rf"(?:[A-Z][\w.’'-]*\s+){{1,4}}(?:of|from)\s+(?P<who>{_NAME})")
"""*told Grant of The Tarn Post*."""
PUBLISHED = re.compile(
    rf"\b(?:published|appear(?:s|ed|ing)|posted|printed)\s+(?:\w+\s+){{0,3}}?(?:in|by|on)\s+"
    rf"(?:the\s+)?(?:(?:journal|magazine|newspaper|website|site|blog)\s+)?(?P<who>{_NAME})"
)
"""*a study published on Monday in the journal Nature*."""
_PLATFORMS = (
    r"Twitter|X|Facebook|Instagram|Weibo|TikTok|YouTube|Telegram|Truth\s+Social|Threads|Bluesky|LinkedIn|Snapchat|Reddit"
    r"|WhatsApp|Medium|Mastodon"
)
_ANY_PLATFORM = re.compile(_PLATFORMS)
_PLATFORM = re.compile(
    rf"\b(?i:on|via|to|in)\s+(?:the\s+(?:\w+\s+){{1,3}}|(?:his|her|its|their|(?:the\s+)?[A-Z]\w*['’]s?)\s+(?:\w+\s+)?)?(?P<who>{_PLATFORMS})\b"
)
_MEMBER = re.compile(
    rf"(?<![\w-])(?!X\b|Threads\b|Medium\b)(?P<who>(?:{_PLATFORMS})(?:\s+(?:page|post|account|channel|group|thread|video))?)"
    r"(?:\s+(?:users?|commenters?|posters?|followers?))?\Z"
)
"""A speaker by the platform: *one Weibo commenter*, *her Facebook page*."""
_TWEETED = re.compile(r"\b(?:re)?tweet(?:ed|ing)\b|\x01\s+(?:re)?tweets\b", re.IGNORECASE)
_ACCORDING = re.compile(
    rf"\b(?:(?i:according\s+to|as\s+reported\s+by|reported\s+by)|per(?=\s+[A-Z]))\s+(?:{DETERMINER}\s+)?(?P<who>[\w’'&.-]+(?:\s+[\w’'&.-]+){{0,4}})"
)
_DESCRIPTION = re.compile(
    r"\b(?:who|whose|which|where)\b(?:[^,;\x00]|,(?=\d))*"  # who runs a bakery on Quay Street
    r"|(?<=\x01),?\s+(?:an?|the|one|another|his|her|their)\s(?:[^,;\x00]|,(?=\d))*"  # a baker on Quay Street
    r"|(?<=\x00),\s+(?:(?:an?|the)\s+)?(?:[a-z-]+\s+){1,2}(?:that|which)\s[^,;\x00]*"  # a phrase that drew laughter
)
"""A relative clause, or an apposition of the speaker's name or of the quoted words: what is told of them, not how it
was said."""
_APPOSED = re.compile(r"\x01,?\s+(?:an?|the|one|another|his|her|their)\s")
"""The beginning of an apposition of the speaker's name: a cheap test before the expensive pattern."""
_TELLING = re.compile(
    r"\b(?:said|told|tells|says|spoke|speaking|talked|talking|wrote|writes|writing|posted|tweeted|announced|testified"
    r"|addressed|appeared|shared|gave|released|issued|interviewed)\b"
)
"""A verb by which a description tells how it was said after all: *who was speaking at a rally in Louisiana*."""


def _without_descriptions(words: str) -> str:
    """Returns *words* with those descriptions blanked that don't tell how it was said."""
    if "wh" not in words and "\x00," not in words and not _APPOSED.search(words):
        return words
    return _DESCRIPTION.sub(lambda found: found[0] if _TELLING.search(found[0]) else "\x00" * len(found[0]), words)


_THAT = re.compile(r"(?:\s+(?:(?:on|in|last|this)\s+)?\w+)?\s+that\s")
_ATTACHED = re.compile(r"\s+(?:in|at|during|on|via)\s+(?:an?|the|his|her|its|their)\s")
"""Words that a name's phrase may have taken in by mistake: *the army in a statement said*."""


def _without_content(words: str, clause: Clause) -> str:
    """Returns *words* with what is told blanked: from a *that* behind the verb up to the last quotation."""
    that = _THAT.match(words, clause.verb_end) if clause.verb_end > 0 else None
    last = words.rfind("\x00")
    if that is None or last <= that.end():
        return words
    return words[: that.end()] + "\x00" * (last - that.end()) + words[last:]


_TURN = re.compile(r",\s+(?:but|while|whereas|although|though)\b")


def via(clauses: ReportingClauses, clause: Clause) -> str | None:
    """Returns the medium that a reporting *clause* names, or None if it names none."""
    cues = clause.cues
    if not cues & MEDIUM:
        return None
    # The words that name the speaker are no medium, but what stands right beside them may be.
    attached = _ATTACHED.search(clause.words, clause.name_start, clause.name_end)
    name_end = attached.start() if attached is not None else clause.name_end
    words = clause.words[: clause.name_start] + "\x01" * (name_end - clause.name_start) + clause.words[name_end:]
    words = _without_content(words, clause)
    turn = _TURN.search(words, clause.name_end)
    if turn is not None:
        words = words[: turn.start()]  # what somebody else did
    told_of = _without_descriptions(words) if cues & _DISTRACTED else words
    for cue, find in _FINDERS:
        if cues & cue:
            medium = find(clauses, clause, told_of if cue & _DISTRACTED else words)
            if medium is not None:
                return medium
    return None


def _published(_: ReportingClauses, clause: Clause, __: str) -> str | None:
    published = PUBLISHED.search(clause.words)
    if published is None or _is_street(published["who"]) or PHRASE.match(clause.words, published.start("who")):
        return None
    return bare_words(published["who"])


def _wrote_in(clauses: ReportingClauses, clause: Clause, words: str) -> str | None:
    """Returns the medium of *wrote in the Tarn Review*, *noted this year in Harbour Notes*, or None; places, languages
    and times are none.
    """
    for wrote in _WROTE_IN.finditer(words):
        name = bare_words(wrote["who"]) or ""
        if PHRASE.match(words, wrote.start("who")) or "\x01" in name:
            continue
        start, writes = clause.start + wrote.start("who"), wrote["verb"][:3] == "wri" or wrote["verb"] == "wrote"
        if _is_body(clauses, clause, start) or (writes and not _is_elsewhere(clauses, clause, start, name)):
            return name
    return None


_WROTE_IN = re.compile(
    r"\b(?P<verb>wr(?:ote|ites|iting|itten)|noted|argued|observed|remarked|recalled|declared|explained)"
    rf"(?:\s+(?:[a-z]+ly|recently|last\s+\w+|this\s+\w+|on\s+\w+day|\w+day))?\s+in\s+{_ISSUE}(?P<who>{_NAME})"
)


_LANGUAGES = frozenset("English Latin Hindi Mandarin Cantonese Urdu Hebrew Farsi Swahili Tamil Afrikaans".split())
"""Languages whose names are no demonyms."""


def _is_elsewhere(clauses: ReportingClauses, clause: Clause, start: int, name: str) -> bool:
    """Tests whether the *name* behind *wrote in*, at *start*, is that of a known place, a language or a person."""
    if name in lexicon("places") or name in lexicon("demonyms") or name in _LANGUAGES:
        return True
    return _is_named(clauses, clause, start, MentionKind.PERSON)


def _is_named(clauses: ReportingClauses, clause: Clause, start: int, kind: MentionKind) -> bool:
    """Tests whether a mention of that *kind* holds the character at *start*, or begins at most four behind it."""
    return any(m.start <= start + 4 and start < m.end and m.kind is kind for m in clauses.mentions(clause.sentence))


_SITE = one_of(SITES.split())
_FROM = re.compile(
    r"\b(?:said|says|spoke|speaking|told\s+\w+|reported|tweeted|posted|testified|wrote|phone|telephone|link)\s+from\s+"
    rf"(?:an?|the|his|her|its|their)\s+(?P<who>(?:[\w’'-]+\s+){{0,3}}?(?:{_SITE})(?:\s+(?:{_SITE}))?)\b"
)


def _from(_: ReportingClauses, __: Clause, words: str) -> str | None:
    """Returns the place of *said from the crash site*, *speaking from her office*, or None."""
    spoke = _FROM.search(words)
    return bare_words(spoke["who"]) if spoke is not None else None


def _told(clauses: ReportingClauses, clause: Clause, words: str) -> str | None:
    """Returns the medium to which the words were said (*told AFP*, *told Grant of The Tarn Post*), or None."""
    for told in _TOLD.finditer(words):
        if _is_audience(words, told):
            continue
        works = _WORKS_FOR.match(words, told.start("who"))
        if works is not None and _is_body(clauses, clause, clause.start + works.start("who")):
            return bare_words(works["who"])
        if not _is_no_medium(clauses, clause, told):
            return bare_words(told["who"] + (told["by"] or ""))
    return None


def _source(clauses: ReportingClauses, clause: Clause, words: str) -> str | None:
    """Returns the medium of *according to the Tarn Post*, or None if that is the speaker, a person or a place."""
    according = _ACCORDING.search(words)
    if according is None or "\x01" in according["who"] or _is_no_medium(clauses, clause, according):
        return None
    source = _until_verb(according["who"])
    named = any(word[0].isupper() for word in source.split())
    return bare_words(source) if named or _is_published(source.split()[-1:]) else None


def _is_published(head: list[str]) -> bool:
    """Tests whether a common noun is something to read or to hear, or its publisher: *court filings*, *state media*."""
    return any(
        word in nouns or word.removesuffix("s") in nouns
        for word in head
        for nouns in (lexicon("document_nouns"), lexicon("occasions"), lexicon("media_nouns"), _MEDIA)
    )


_MEDIA = frozenset("media press newswire wire agency radio television".split())


def _platform(_: ReportingClauses, __: Clause, words: str) -> str | None:
    platform = _PLATFORM.search(words)
    return platform["who"] if platform is not None else None


def _occasion(_: ReportingClauses, clause: Clause, words: str) -> str | None:
    return printed_on(words) or with_speaker_inside(clause) or occasion(words) or by_speaker(clause)


def _wire(_: ReportingClauses, __: Clause, words: str) -> str | None:
    wire = _WIRE.search(words)
    return wire["who"] if wire is not None else None


def _tweeted(_: ReportingClauses, __: Clause, words: str) -> str | None:
    return "Twitter" if _TWEETED.search(words) else None


def _member(_: ReportingClauses, clause: Clause, __: str) -> str | None:
    member = _MEMBER.search(clause.words, clause.name_start, clause.name_end)
    if member is None or "," in clause.words[clause.name_start : member.start()]:
        return None
    return member["who"]


def is_written(medium: str, clause: Clause) -> bool:
    """Tests whether the *medium* that *clause* names is something to read."""
    if PUBLISHED.search(clause.words) or _WROTE_IN.search(clause.words) or _ANY_PLATFORM.search(medium):
        return True
    return any(word in lexicon("document_nouns") for word in medium.split())


def _is_body(clauses: ReportingClauses, clause: Clause, start: int) -> bool:
    """Tests whether an organisation's name begins at *start*, or behind an article there."""
    return any(
        start <= m.start <= start + 4 and m.kind is MentionKind.ORGANISATION for m in clauses.mentions(clause.sentence)
    )


def _is_audience(words: str, told: re.Match[str]) -> bool:
    """Tests whether *told* names people rather than a medium: *told Mr Grant*, *told Jewish leaders*."""
    following = _FOLLOWING.match(words, told.end("who"))
    return bool(_TITLED.match(told["who"])) or (
        following is not None and following[1] not in _AFTER_NAME and told["who"][-1:] not in "s"
    )


_FOLLOWING = re.compile(r"\s+([a-z]+)")
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Sen|Rep|Gov|Prof|Judge|Justice|President|Senator|Governor)\b")
_AFTER_NAME = frozenset(
    "that he she it they we you i his her their its our my the a an in on at about during by via through after before"
    " when while last this earlier late early later how why what who which whether if there and but or as for over of"
    " to from with under some many most all any no not such these those both one two only even just recently today"
    " yesterday tonight afterwards afterward then again instead directly exclusively"
    " where following ahead newspaper magazine website media press outlets reporter correspondent"
    " anchor host presenter"
    " journalist editor interviewer television radio news columnist affiliate".split()
)
"""Words that may stand right behind the name of a medium; any others show that the name is part of a longer noun
phrase.
"""


def _is_no_medium(clauses: ReportingClauses, clause: Clause, match: re.Match[str]) -> bool:
    """Tests whether the words name a person or a place, somebody spoken to; *CNN's Wolf Blitzer* is a medium."""
    if _OUTLET_NAMED.match(match["who"]):
        return False
    start, end = clause.start + match.start("who"), clause.start + match.end("who")
    place_end = -1
    for mention in clauses.mentions(clause.sentence):
        if mention.start < end and start < mention.end and mention.kind in _NO_MEDIUM:
            if mention.kind is MentionKind.PLACE:
                if mention.start > start or _NUMBERED.search(match["who"]):  # France 24
                    return False
                if not _OF_PLACE.match(match["who"]):
                    return True
                place_end = mention.end
                continue  # Japan's Nikkei
            if start <= place_end <= mention.start and not _IS_THE.search(match["who"]):
                return True  # Japan's Shinzo Arai
            if _IS_THE.search(match["who"]) and mention.end >= end:
                return False
            return not _STAFF.search(clauses.layout.document.text, start, mention.start)
    return False


_OUTLET_NAMED = re.compile(rf"{_OUTLET}\s+[A-Z]")
"""A name behind what it is: *the German weekly Der Anker*."""
_PAPERS = one_of(word.capitalize() for word in lexicon("media_name_words"))
_IS_THE = re.compile(rf"\A(?:[Tt]he|\w+['’]s)\s.*\b(?:{_PAPERS})\Z")
"""*the Tarn Herald*: no person, whatever Tarn is."""
_OF_PLACE = re.compile(r"[\w.-]+(?:\s[\w.-]+){0,2}['’]s?\s(?=[A-Z])")
"""The place that a medium is of: *Japan's Nikkei*, *the Netherlands' Trouw*."""
_NUMBERED = re.compile(r"\s\d{1,3}\Z")
_STAFF = re.compile(
    r"(?:['’]s?(?:\s+[A-Z]\w+day)?|\s(?:correspondent|reporter|host|anchor|journalist|interviewer|presenter|editor))\s+\Z"
)
"""Words that stand between a medium and the name of somebody who works there."""


_NO_MEDIUM = (MentionKind.PERSON, MentionKind.PLACE)


_WIRE = re.compile(
    r"\b(?:by|over|via|through|in|on)\s+(?:the\s+)?(?P<who>e-?mail|phone|telephone|text(?:\s+message)?|Zoom|Skype)\b"
)
_ON_AIR = re.compile(
    r"\bon\s+(?P<who>(?:the\s+)?[A-Z][\w&.]*(?:\s+[A-Z0-9][\w&.]*){0,3})(?:['’]s(?=\s+[A-Z\x00]|\s*\Z))?(?=[\s,.\x00]|\Z)"
)


def _broadcaster(clauses: ReportingClauses, clause: Clause, words: str) -> str | None:
    """Returns the organisation's name behind *on* (*on CNN*, *on Fox News*), or None."""
    for match in _ON_AIR.finditer(words):
        name, at = match["who"], match.start("who")
        called = _CALLED.search(words, 0, match.start())
        if called or "\x01" in match[0] or PHRASE.match(words, at) or _is_street(name):
            continue
        sure = name.isupper() or is_organisation_like(name) or " " in name
        if sure and _is_named(clauses, clause, clause.start + at, MentionKind.ORGANISATION):
            return bare_words(name)
    return None


_CALLED = re.compile(
    r"\b(?:call(?:s|ed|ing)?|attacks?|pressure|vot(?:ed?|es|ing)|focus(?:ed)?|work(?:ed|ing)?|based)\s+\Z"
)
"""Words that go on with *on* and name no medium: *called on the Authority to …*."""
_WHERE = frozenset(
    "street road avenue lane drive square hill island river lake coast shore bridge campus parade boulevard highway"
    " terrace wharf quay mall beach bay".split()
)
"""Words of the names of places that something stands *on*."""


def _is_street(name: str) -> bool:
    """Tests whether the last word of *name* makes it a street or another place."""
    return name.rstrip(".").split()[-1].lower() in _WHERE


def _until_verb(words: str) -> str:
    return " ".join(takewhile(lambda word: word.lower() not in _OVER, words.split()))


_OVER = frozenset("said says that which who on in released published by and was".split())


_DISTRACTED = PLATFORM | OCCASION | WIRE | ON
"""Words whose finders would mistake for a medium what is told of the speaker or of the quoted words."""

_FINDERS = (
    (ISSUED, _published),
    (TELLS, _told),
    (ISSUED, _wrote_in),
    (PLATFORM, _platform),
    (OCCASION, _occasion),
    (WIRE, _wire),
    (TWEETED, _tweeted),
    (SOURCE, _source),
    (PLATFORM, _member),
    (ON, _broadcaster),
    (SITE, _from),
)
"""The functions that find a medium, each with the words without which it cannot, in the order of trust."""
