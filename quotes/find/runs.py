"""Runs of capitalised words: the stretches of raw text that may be proper names.

A run takes in initials, particles (*de*, *van*, *al-*), hyphens and points of abbreviations, and reaches across
*of*, *for*, *and* only behind a noun for bodies (*Department of Health and Human Services*).  A possessive ends
it.  Words that are capital only because a sentence begins are cut off its front.
"""

import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

from quotes.names import PARTICLES, given_gender, may_stand_first
from quotes.resources import lexicon

_UPPER = "".join(chr(c) for c in range(0x41, min(0x530, sys.maxunicode)) if chr(c).isupper())
_CAPITAL = f"[{_UPPER}]"
_LETTERS = r"[^\W\d_]"
_WORD = re.compile(
    rf"""
    (?: (?:{_CAPITAL}\.){{2,}}                               # U.S.  J.K.
      | (?:[a-z]{{1,3}}['’-])? {_CAPITAL}(?:{_LETTERS}|\d|['’](?=[^\Ws_]|s\w)|[-‑](?={_LETTERS})|&(?={_CAPITAL})
         |[\xad\u0300-\u036f]|(?<=[ÃÂ\u0302\u0303])[^\s\w]{{1,2}}(?={_LETTERS}))*+  # wrongly decoded: PeÃ±a
        (?: \. (?=\w) {_LETTERS}+ )?                          # Amazon.com
    )
    """,
    re.VERBOSE,
)
_FIRST_CAPITAL = re.compile(_CAPITAL)
_BEFORE_NEXT = frozenset(" \t\xa0'’")
"""Characters with which a run goes on behind a word."""
_GAP = re.compile(r"[ \t\xa0]{1,2}\xad?")
_PARTICLE = "|".join(sorted(PARTICLES, key=len, reverse=True))
_LINK = re.compile(rf"[ \t\xa0](?P<word>(?:{_PARTICLE})(?:[ \t\xa0](?:{_PARTICLE}))?)[ \t\xa0](?={_CAPITAL})")
_BODY_LINK = re.compile(
    rf"[ \t\xa0](?P<word>of the|of|for the|for|on the|on|and|&|de la|du|des)[ \t\xa0](?={_CAPITAL})"
)
_BODY_POSSESSIVE = re.compile(rf"(?:['’]s|(?<=s)['’])[ \t\xa0](?={_CAPITAL})")
_PLURAL_OWNERS = frozenset(
    "people peoples women men children workers teachers farmers veterans students nurses citizens parents voters "
    "writers players drivers soldiers sailors mothers lawyers governors mayors".split()
)
_POINTED = frozenset("st jr sr mt ft co corp inc ltd bros dept univ".split())
_NICKNAME = re.compile(rf"[ \t\xa0][\"“‘]{_CAPITAL}[\w’'.-]{{1,18}}[\"”’][ \t\xa0](?={_CAPITAL})")
"""A nickname in marks between given and family name."""
LONGEST = 14
"""Most words of a run; what is longer is a headline."""
_STARTS = re.compile(r"[ \t\xa0]*(?:\Z|[\n\r\u2028\u2029]|[\"“‘'«(\[•–—*]|[”\"][.?!])|[ \t\xa0]+[\"”’'»)\]]*[.?!…:]")
"""What stands before a sentence or line, backwards, up to the beginning of the text."""
DAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mon tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sep
    sept oct nov dec est edt gmt utc pst
    """.split()
)
"""Days, months and zones, which are no names, lower case without point."""
_ALSO_GIVEN = frozenset("april august jan june jun mar".split())
"""Months that are also given names where a name goes on behind them: April Ryan, Jun Takeda."""
_NEVER_NAMES = frozenset(
    """
    i i'm i've i'd i'll he she it we you they who what when where why how which whose this that these those his her
    its our your their my yes no not ok and but or nor so yet for if as at by in on of to from with about after
    before because while although though since until unless when whenever also even just only then than there here
    however meanwhile moreover still thus once again both either neither each every all any some many most much more
    less few several another other others such same one two three four five six seven eight nine ten a an the
    read watch see photo photos video updated related according asked speaking added despite during under over
    let let's don't it's that's there's he's she's we're they're you're can't won't didn't doesn't isn't wasn't
    earlier later today yesterday tomorrow tonight last next now never well oh please thank thanks good hello dear
    said says saying adds added told
    like with without within among between through into onto upon against following including
    """.split()
)
"""Words that begin sentences and are never the first word of a name, lower case."""


class Run(NamedTuple):
    """One run: ``[start, end)`` of the text, its words' positions, and whether a sentence or line begins with it."""

    start: int
    end: int
    words: tuple[tuple[int, int], ...]
    first: bool


def find_runs(text: str) -> Iterator[Run]:
    """The runs of *text*, in order, disjoint.  Linear time."""
    place, size = 0, len(text)
    while place < size:
        match = _next_word(text, place)
        if match is None:
            return
        if match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] in "_@#/"):
            place = match.end()
            continue
        words = _extend(text, match)
        place = max(words[-1][1], match.end())
        first = words[0][0]
        begins = _STARTS.match(text[max(0, first - 4) : first][::-1] + ("" if first <= 4 else "x")) is not None
        yield from _trimmed(text, words, begins)


def _next_word(text: str, place: int) -> re.Match[str] | None:
    """The first capitalised word from *place* on, with a prefix like that of *al-Amin*."""
    capital = _FIRST_CAPITAL.search(text, place)
    if capital is None:
        return None
    start = capital.start()
    if start > place and text[start - 1] in "'’-":
        prefix = start - 1
        while prefix > place and start - prefix < 4 and "a" <= text[prefix - 1] <= "z":
            prefix -= 1
        start = prefix if prefix < start - 1 else start
    return _WORD.match(text, start)


def _extend(text: str, match: re.Match[str]) -> list[tuple[int, int]]:
    """The words of the run that *match* begins; the words that link two capitals are among them."""
    words = [(match.start(), _with_point(text, match))]
    while len(words) < 2 * LONGEST:
        end = words[-1][1]
        if text[end : end + 1] not in _BEFORE_NEXT:
            break
        gap = _GAP.match(text, end)
        following = _WORD.match(text, gap.end()) if gap else None
        if following is None:
            link = _LINK.match(text, end) or _NICKNAME.match(text, end) or _body_link(text, words)
            if link is None:
                break
            if link.re is _LINK:
                words.extend(part.span() for part in _PART.finditer(text, *link.span("word")))
            elif "word" in link.re.groupindex:
                words.append(link.span("word"))
            following = _WORD.match(text, link.end())
            if following is None:
                break
        words.append((following.start(), _with_point(text, following)))
    return words


def _with_point(text: str, match: re.Match[str]) -> int:
    """The end of a word, with the point of an initial, a title or an abbreviation that a name goes on after."""
    end = match.end()
    if text[end : end + 1] == ".":
        word = match.group().lower()
        if len(word) == 1 or word in _POINTED or word in lexicon("title_abbreviations"):
            return end + 1
    return end


def _body_link(text: str, words: list[tuple[int, int]]) -> re.Match[str] | None:
    """What ties a body's name to its rest: *of the*, *and*, *Workers’* …, else None."""
    last = text[slice(*words[-1])]
    low = last.lower()
    owner = _BODY_POSSESSIVE.match(text, words[-1][1])
    if owner is not None:
        following = _WORD.match(text, owner.end())
        plural = low.endswith("s") and text[owner.start() + 1 : owner.start() + 2] != "s"
        body = following is not None and following.group().lower() in lexicon("organisation_nouns")
        if low in _PLURAL_OWNERS or (plural and body):
            return owner
    link = _BODY_LINK.match(text, words[-1][1])
    if link is None:
        return None
    word = link["word"]
    if word == "&":
        return link
    inside = [text[slice(*each)] for each in words]
    if word == "and":
        tied = any(each in ("of", "of the", "for", "on", "for the", "on the") for each in inside)
        return link if tied and any(each.lower() in _HEADS_OF_LISTS for each in inside) else None
    if word in ("on", "on the"):
        return link if low in ("committee", "subcommittee", "commission", "council", "conference") else None
    nouns = lexicon("organisation_nouns")
    if word.startswith("of") and low in _OFFICES:
        named = len(inside) > 1 and (inside[-2][1:] == "." or given_gender(inside[-2]) is not None)
        return None if named else link  # Peter T. King of New York
    if word.startswith("for") and "of" in inside:
        return link
    return link if low in nouns or (low.endswith("s") and low[:-1] in nouns) or low in _ALSO_OF else None


_HEADS_OF_LISTS = frozenset(
    "department ministry committee office centers centre center house subcommittee u.s. us".split()
)
_OFFICES = frozenset(
    "secretary minister speaker archbishop bishop attorney governor commander duke duchess prince princess king queen "
    "earl chancellor undersecretary".split()
)
"""Offices whose name goes on with *of*: Secretary of State Dana Okafor."""
_ALSO_OF = frozenset(
    "bank church university house museum chamber court organization organisation bureau state states daughters sons "
    "medicine school college institute doctors friends republic academy parliament citizens americans people women "
    "students mothers veterans christians catholics".split()
)


def _trimmed(text: str, words: list[tuple[int, int]], begins: bool) -> Iterator[Run]:
    """The run without what no name begins or ends with; it is cut in two at such a word inside."""
    piece: list[tuple[int, int]] = []
    first = begins
    for number, word in enumerate(words, 1):
        low = text[slice(*word)].lower()
        given = (low == "may" and piece) or (low in _ALSO_GIVEN and number < len(words))
        if (low.rstrip(".") in DAYS and not given) or (
            low.replace("’", "'") in _NEVER_NAMES
            and not (piece and (low in _INSIDE or low in PARTICLES or _is_initial(text, piece)))
            and not (low == "he" and len(piece) == 1 and may_stand_first(text[slice(*piece[0])]))  # Liu He
        ):
            yield from _run(text, piece, first)
            piece, first = [], False
            continue
        piece.append(word)
    yield from _run(text, piece, first)


def _is_initial(text: str, piece: list[tuple[int, int]]) -> bool:
    """Whether *piece* ends in a middle initial, behind which any word is a name: Brian M. Good."""
    start, end = piece[-1]
    return len(piece) > 1 and end - start == 2 and text[end - 1] == "."


_INSIDE = frozenset({"of", "for", "on", "and", "the", "no", "one", "of the", "for the", "on the"})


def _opens_only(low: str) -> bool:
    """Whether a sentence's first word is capital only for that: an adverb, a verb of saying (*Continued Stone*)."""
    if given_gender(low) is not None or low in lexicon("surnames"):
        return False
    return (low.endswith("ly") and len(low) > 5) or (low in lexicon("reporting_forms") and low[-1] in "ds")


_PART = re.compile(r"\S+")
_ARABIC = re.compile(rf"(?:al|el|as|an|ar|ad|az|ash|at)[-‑](?={_CAPITAL})")
"""The article of a family name: Bashar al-Assad."""


def _run(text: str, words: list[tuple[int, int]], first: bool) -> Iterator[Run]:
    while words and text[words[0][0]].islower() and "'" not in text[slice(*words[0])] and (
        not _ARABIC.match(text, *words[0])
    ):  # fmt: skip
        words = words[1:]
    while first and len(words) > 1 and _opens_only(text[slice(*words[0])].lower()):
        words, first = words[1:], False
    while words and text[words[-1][0]].islower() and not _ARABIC.match(text, *words[-1]):
        words = words[:-1]
    if words and len(words) <= LONGEST:
        yield Run(words[0][0], words[-1][1], tuple(words), first)
