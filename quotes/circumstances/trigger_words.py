"""Tells which patterns for medium, time or modality can match in a sentence, by the words that it contains; the slower
patterns run only where they can.

Every word has a few bits, cached from article to article; a sentence has those of all its words. Most sentences have
none, and their patterns are never tried. The tests hold each pattern to its words.
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain

from quotes.english.lexicons import lexicon
from quotes.english.named_days import named_days
from quotes.english.verbs import forms_of

ISSUED = 1
"""*published*, *posted*: something to read, and where."""
TELLS = 1 << 1
"""*told*, *interview*, or *said* with *to*: words before the medium or audience."""
PLATFORM = 1 << 2
OCCASION = 1 << 3
"""*statement*, *rally*: a noun for what is said or where."""
WIRE = 1 << 4
"""*phone*, *e-mail*."""
TWEETED = 1 << 5
SOURCE = 1 << 6
"""*according*, *reported*, *per*."""
ON = 1 << 7
TIME = 1 << 8
"""*Friday*, *March*, *2019*, *ago*, or *this* or *last* with *week*, one of them written as in dates."""
DATED = 1 << 9
"""*March* or *2019*."""
EVENT = 1 << 10
"""*after*, *ahead*: a preposition of an event."""
ADVERB = 1 << 11
"""*recently*, *at one point*."""
DOUBTS = 1 << 12
"""*denied*, *never*, *if*, *would*, *asked*: words beside which others may not have been said."""
SPEECH = 1 << 13
"""*say*, *announce*: what somebody *will* do, *is expected to* or *refuses to*."""
SITE = 1 << 14
"""*hospital*, *scene*: where somebody speaks *from*."""
_SPEAKS, _TO, _DAY, _THIS, _WEEK, _HINT = (1 << place for place in range(15, 21))
"""Of one word, where it takes two."""

MEDIUM = ISSUED | TELLS | PLATFORM | OCCASION | WIRE | TWEETED | SOURCE | ON | SITE
"""Bits of words that can tell the medium."""
EARLIER = MEDIUM | TIME | EVENT
"""Bits of words that can tell medium or time for words in a later sentence."""
ANY = EARLIER | ADVERB | DOUBTS | SPEECH
"""Bits of words that can tell medium, time or modality for words in the same sentence."""

SITES = (
    "site scene hospital home house office bed bedside cell jail prison podium stage dock stand bench pulpit floor car"
    " balcony studio airport embassy palace station stadium steps lectern street village camp base headquarters bunker"
    " vehicle train plane ship boat desk kitchen shelter sidelines courtroom courthouse residence farm newsroom"
    " dugout touchline"
)
"""Nouns for where somebody speaks from."""

_HINT_OF_TIME = re.compile(
    r"day|night|week|month|year|ago|earlier|morrow|morning|evening|afternoon|spring|summer|fall|autumn|winter|\d{4}"
    r"|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
"""How a word of a time phrase is written: *May* and *Sun*, not *may* and *sun*."""

_ANY_CASE = {
    TELLS: "told tells telling interview interviewed question quoted",
    _SPEAKS: "speaking spoke talking talked said met posted posting",
    _TO: "to with",
    TWEETED: "tweeted tweeting tweets retweeted retweeting retweets",
    SOURCE: "according reported per",
    _THIS: "this last the",
    DATED: "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec",
    _DAY: "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thurs fri sat sun"
    " yesterday today tonight tomorrow ago earlier weekend",
    _WEEK: "morning afternoon evening night week month year spring summer fall autumn winter",
    EVENT: "after before following ahead prior during",
    ADVERB: "recently previously point height afterward afterwards subsequently later earlier same next following"
    " previous after before time then",
    DOUBTS: " ".join((*chain.from_iterable(forms_of(lexicon("denying_verbs"))), *lexicon("doubting_words"))),
}
_AS_WRITTEN = {
    ISSUED: "published appears appeared appearing posted printed wrote writes writing written noted argued observed"
    " remarked recalled declared explained",
    SITE: SITES,
    PLATFORM: "Twitter X Facebook Instagram Weibo TikTok YouTube Telegram Truth Threads Bluesky LinkedIn Snapchat"
    " Reddit WhatsApp Medium Mastodon",
    TIME: " ".join(max(re.findall(r"\w+", name.removesuffix(" day")), key=len).capitalize() for name in named_days()),
    WIRE: "mail email phone telephone text Zoom Skype",
    ON: "on",
    SPEECH: " ".join((*lexicon("uttering_verbs"), "use")),
    DOUBTS: "may Had",
}
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"\d{4}")
REMEMBERED = 20_000
"""Words whose bits are kept, about 100 bytes each; when the memory is full it begins anew."""


def _bits(words: dict[int, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for bit, each in words.items():
        for word in each.split():
            found[word] = found.get(word, 0) | bit
    return found


class Cues(dict[str, int]):
    """The bits of each token; a token of several words (*mid-March*) has those of all."""

    __slots__ = ("any_case", "as_written")

    def __init__(self) -> None:
        super().__init__()
        self.any_case, self.as_written = _bits(_ANY_CASE), _bits(_AS_WRITTEN)
        for noun in lexicon("occasions"):
            word = max(_WORD.findall(noun), key=len)  # of *e-mail* and *sit-down* one word is enough
            for form in (word, f"{word}s"):
                self.as_written[form] = self.as_written.get(form, 0) | OCCASION

    def __missing__(self, token: str) -> int:
        if len(self) >= REMEMBERED:
            self.clear()
        bits = 0
        for word in (token,) if token.isalpha() else _WORD.findall(token):
            bits |= self.any_case.get(word.lower(), 0) | self.as_written.get(word, 0)
            if _YEAR.match(word):
                bits |= DATED
        if bits & (_DAY | DATED | _WEEK) and _HINT_OF_TIME.search(token):
            bits |= _HINT
        self[token] = bits
        return bits


_cues = cache(Cues)


def cues_of(words: Iterable[str]) -> int:
    """Returns the bits of all *words*."""
    bits = 0
    for of_word in set(map(_cues().__getitem__, words)):
        bits |= of_word
    if bits & _SPEAKS and bits & _TO:
        bits |= TELLS
    if bits & _HINT and (bits & (_DAY | DATED) or (bits & _THIS and bits & _WEEK)):
        bits |= TIME
    return bits
