"""Finds runs of capitalised words: the stretches of raw text that may be proper names.

A run takes in initials, particles (*de*, *van*, *al-*), hyphens and points of abbreviations, and reaches across
*of*, *for*, *and* only behind a noun for bodies (*Department of Health and Human Services*).  A possessive ends
it.  Words that are capital only because a sentence begins are cut off its front.
"""

import re
import sys
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from quotes.english.lexicons import lexicon
from quotes.english.names import PARTICLES, REMEMBERED, given_gender
from quotes.english.titles import is_abbreviated_title
from quotes.english.verbs import one_of
from quotes.mentions.run_cuts import CUTS, is_cut, may_open_name, opens_only
from quotes.named_tuples import new_tuple
from quotes.walking import Walk

LONGEST = 14
"""Most words of a run; what is longer is a headline."""
_SHORT = 4 * LONGEST
"""Characters of a chain that is too short to have more than twice ``LONGEST`` words."""

_MOST_PARTS = 1000
"""Most parts of one word, between hyphens and the like: a pattern remembers each that it may give back."""

_UPPER = "".join(chr(c) for c in range(0x41, min(0x530, sys.maxunicode)) if chr(c).isupper())
_CAPITAL = f"[{_UPPER}]"
_LETTER = r"[^\W\d_]"
# No possessive repeats here: Python 3.11.0 to 3.11.4 read them wrongly.  Each repeat below is followed by what it
# cannot take, or by nothing that must match, so that giving back is never tried for long.
_BLANK = r"[ \t\xa0]"
_REST = rf"""
    (?: [a-z]+ (?= [ ,\n] )                                                          # most words, read faster so
      | [^\W_]* (?: (?: ['’‘](?=[^\Ws_]|s\w) | [-‑](?={_LETTER}) | &(?={_CAPITAL}) | \$(?={_LETTER})
          | [\xad\u0300-\u036f]
          | [^\s\w] (?<=[ÃÂ\u0302\u0303].) [^\s\w]? (?={_LETTER}) )  # wrongly decoded: PeÃ±a
        [^\W_]* ){{0,{_MOST_PARTS}}}
        (?: \. {_LETTER}+ )? )                                                       # Amazon.com
"""
_CAPITALISED = rf"""
    {_CAPITAL} (?: \. (?:{_CAPITAL}\.)+    # U.S.  J.K.
      | \. (?!{_LETTER})                   # an initial with its point
      | {_REST} )
"""
_PREFIXED = rf"[a-z]{{1,3}}['’-] {_CAPITAL} {_REST}"
_PARTICLE = one_of(PARTICLES).replace("'", "['’‘]")
_TYING = one_of({*PARTICLES, "of", "for", "on", "and"}).replace("'", "['’‘]")
_NICKNAME = rf"""["“‘'(] (?:[Tt]he\ )? {_CAPITAL} [\w’'.-]{{1,18}} (?:\ {_CAPITAL}[\w’'.-]{{1,12}})? ["”’')]"""
_TIE = rf"""
    {_BLANK} (?: (?:{_TYING}) (?:{_BLANK}(?:{_PARTICLE}|the))? | & | {_NICKNAME} ) {_BLANK} {_CAPITAL}
    | ['’]s? {_BLANK} {_CAPITAL}
"""
_MORE = rf"""
    ()                                      # the end of the first word
    ( (?: {_BLANK}{{1,2}} \xad? (?: {_CAPITALISED} | {_PREFIXED} ) ){{1,{2 * LONGEST}}} )?
    (?: (?= \. | {_TIE} ) () )?
"""
"""The words after the first, with only blanks between; the last group matches where more may be tied to them."""
_CHAIN = re.compile(_CAPITALISED + _MORE, re.VERBOSE)
_PREFIXED_CHAIN = re.compile(_PREFIXED + _MORE, re.VERBOSE)
_CHAIN_GOES_ON = re.compile(_MORE, re.VERBOSE)

_LINK = re.compile(rf"{_BLANK}(?P<words>(?:{_PARTICLE})(?:{_BLANK}(?:{_PARTICLE}))?){_BLANK}(?={_CAPITAL})")
_BODY_LINK = re.compile(rf"{_BLANK}(?P<word>of the|of|for the|for|on the|on|and|&|de la|du|des){_BLANK}(?={_CAPITAL})")
_BODY_POSSESSIVE = re.compile(rf"(?:['’]s|(?<=s)['’]){_BLANK}(?={_CAPITAL})")
_AFTER_NICKNAME = re.compile(rf"{_BLANK} {_NICKNAME} {_BLANK} (?={_CAPITAL})", re.VERBOSE)
"""A nickname in marks between given and family name."""
_PLURAL_OWNERS = lexicon("plural_owners")
_POINTED = frozenset("st jr sr mt ft co corp inc ltd bros dept univ".split())
_STARTS = re.compile(r"[ \t\xa0]*(?:\Z|[\n\r\u2028\u2029]|[\"“‘'«(\[•–—*]|[”\"][.?!])|[ \t\xa0]+[\"”’'»)\]]*[.?!…:]")
"""The characters before a sentence or line, in reverse order, up to the beginning of the text."""


class Run(NamedTuple):
    """One run: ``[start, end)`` of the text, its words as they stand, and where each starts.

    Words that join two others are a word of the run too, with a blank inside if there are two (*of the*).
    """

    start: int
    end: int
    words: tuple[str, ...]
    starts: tuple[int, ...]
    first: bool
    """Whether a sentence or line begins with it."""


def find_runs(text: str) -> list[Run]:
    """Returns the runs of *text*, in order and disjoint; takes linear time."""
    runs: list[Run] = []
    add, walk = runs.append, Walk(_CHAIN.search, text)
    for chain in walk:
        start, reached = chain.span()
        before = text[start - 1] if start else "\n"
        if before not in " \n":
            if before in "'’-":
                chain = _PREFIXED_CHAIN.match(text, _prefix(text, chain.pos, start)) or chain
                start, reached = chain.span()
                before = text[start - 1] if start else "\n"
            if before.isalnum() or before in "_@#/":
                walk.reached = chain.end(1)  # the rest of a word
                continue
        found, word = chain.lastindex, text[start:reached]
        if chain.re is _PREFIXED_CHAIN:
            found = 3
        elif found == 3 and text[reached] == "." and not _keeps_point(word.split()[-1]):
            found = 1 if reached == chain.end(1) else 2  # the point ends the sentence
        if found == 1:
            if word.lower() not in CUTS:
                add(new_tuple(Run, (start, reached, (word,), (start,), begins_sentence(text, start))))
        elif found == 2 and reached - start <= _SHORT:
            for a, b, words, offsets, first in _inside(word, begins_sentence(text, start)):
                add(new_tuple(Run, (start + a, start + b, words, tuple([start + at for at in offsets]), first)))
        else:
            parts, starts = _extend(text, chain)
            reached = starts[-1] + len(parts[-1])
            _add_pieces(parts, starts, begins_sentence(text, start), runs)
        walk.reached = reached
    return runs


@lru_cache(REMEMBERED)
def _inside(chain: str, first: bool) -> tuple[Run, ...]:
    """Returns the runs in a chain with only blanks between its words; their offsets count from the chain's start.

    *first* says whether a sentence or line begins with it.
    """
    words: list[str] = []
    starts: list[int] = []
    runs: list[Run] = []
    _part(chain, 0, len(chain), words, starts)
    _add_pieces(words, starts, first, runs)
    return tuple(runs)


def _prefix(text: str, reached: int, start: int) -> int:
    """Returns where the word with a capital at *start* begins if it has a prefix like that of *al-Amin*; never before
    *reached*.
    """
    prefix = start - 1
    while prefix > reached and start - prefix < 4 and "a" <= text[prefix - 1] <= "z":
        prefix -= 1
    return prefix


def begins_sentence(text: str, start: int) -> bool:
    """Tests whether a sentence or line begins at *start*."""
    # The pattern says the same of these, which are most.
    if not start or text[start - 1] == "\n":
        return True
    if start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
        return False
    return _STARTS.match(text[max(0, start - 4) : start][::-1] + ("" if start <= 4 else "x")) is not None


def _extend(text: str, chain: re.Match[str]) -> tuple[list[str], list[int]]:
    """Returns the words of the run that *chain* begins, those that join others among them, and their starts."""
    words: list[str] = []
    starts: list[int] = []
    following: re.Match[str] | None = chain
    at = -1
    while following is not None and following.start() > at:
        chain, at = following, following.start()
        end = _part(text, at, chain.end(), words, starts)
        following = None
        if chain.lastindex == 3 and len(words) < 2 * LONGEST:
            if text[end] != ".":
                following = _tied(text, end, words, starts)
            elif _keeps_point(words[-1]):
                words[-1] += "."
                following = _CHAIN_GOES_ON.match(text, end + 1)
    return words, starts


def _part(text: str, start: int, end: int, words: list[str], starts: list[int]) -> int:
    """Adds the words of ``text[start:end]``, as many as a run may have, and their starts; returns where they end."""
    added = text[start:end].split()
    if len(words) + len(added) > 2 * LONGEST:
        added = added[: max(1, 2 * LONGEST - len(words))]
    for word in added:
        if word[0] == "\xad":
            word = word[1:]
        at = text.index(word, start)
        words.append(word)
        starts.append(at)
        start = at + len(word)
    return start


def _keeps_point(word: str) -> bool:
    """Tests whether the point after *word* is that of an abbreviation that a name goes on after."""
    return word.lower() in _POINTED or is_abbreviated_title(word)


def _tied(text: str, end: int, words: list[str], starts: list[int]) -> re.Match[str] | None:
    """Adds the words that join those up to *end* to the next capital, and returns the chain that begins there,
    or None.
    """
    link = _AFTER_NICKNAME.match(text, end)
    if link is not None:
        if text[end + 1] in "'(" and given_gender(words[-1]) is None:
            return None  # the Tyne (North) Council
    elif text[end] in "'’":
        link = _owner(text, end, words[-1].lower())
    else:
        link = _LINK.match(text, end)
        if link is not None:
            _part(text, *link.span("words"), words, starts)
        else:
            link = _body_link(text, end, words, starts[0])
            if link is not None and link.re is _BODY_LINK:
                words.append(link["word"])
                starts.append(link.start("word"))
    return _CHAIN.match(text, link.end()) if link is not None else None


def _owner(text: str, end: int, low: str) -> re.Match[str] | None:
    """Returns the match of a possessive that joins a plural to the rest of a body's name (*Workers’* …), or None."""
    if low not in _PLURAL_OWNERS and (not low.endswith("s") or text.startswith("s", end + 1)):
        return None
    owner = _BODY_POSSESSIVE.match(text, end)
    if owner is None or low in _PLURAL_OWNERS:
        return owner
    following = _CHAIN.match(text, owner.end())
    if following is None or text[owner.end() : following.end(1)].lower() not in lexicon("organisation_nouns"):
        return None
    return owner


def _body_link(text: str, end: int, words: Sequence[str], start: int) -> re.Match[str] | None:
    """Returns the match of the words that join a body's name, ``text[start:end]`` so far, to its rest (*of the*, *and*,
    …), or None.
    """
    low = words[-1].lower()
    link = _BODY_LINK.match(text, end)
    if link is None:
        return None
    word = link["word"]
    if word == "&":
        return link
    if word == "and":
        tied = any(each in ("of", "of the", "for", "on", "for the", "on the") for each in words)
        if tied:
            return link if any(each.lower() in _HEADS_OF_LISTS for each in words) else None
        return link if _joins_portfolios(text, start, words, link.end()) else None
    if word in ("on", "on the"):
        return link if low in ("committee", "subcommittee", "commission", "council", "conference") else None
    nouns = lexicon("organisation_nouns")
    if word.startswith("of") and low in _OFFICES:
        named = len(words) > 1 and (words[-2][1:] == "." or given_gender(words[-2]) is not None)
        return None if named else link  # Peter T. King of New York
    if word.startswith("for") and ("of" in words or (_names_members(words) and not begins_sentence(text, start))):
        return link
    return link if low in nouns or (low.endswith("s") and low[:-1] in nouns) or low in _ALSO_OF else None


_REST_OF_BODY = re.compile(
    rf"({_CAPITAL}\w+)(?:{_BLANK}{_CAPITAL}\w+){{0,2}}{_BLANK}({_CAPITAL}\w+)(?!{_BLANK}{_CAPITAL})"
)


def _joins_portfolios(text: str, start: int, words: Sequence[str], end: int) -> bool:
    """Tests whether *and* joins what a body has charge of: *the Securities and Exchange Commission*.

    ``text[start:end]`` is what stands up to its second part.
    """
    portfolios = lexicon("portfolios")
    named = words[1:] if words[0] == "The" else words
    if not 0 < len(named) < 3 or (named is words and text[max(0, start - 4) : start].lower() != "the "):
        return False
    rest = _REST_OF_BODY.match(text, end, end + 60)
    if rest is None or not portfolios.issuperset(map(str.lower, named)):
        return False
    head = rest[2].lower()
    first = rest[1].lower()
    return (first in portfolios or f"{first}s" in portfolios) and (
        head in lexicon("organisation_nouns") or head in ("administration", "enforcement")
    )


def _names_members(words: Sequence[str]) -> bool:
    """Tests whether *words* are one plural that opens a body's name with *for*: Moms for Liberty."""
    low = words[-1].lower()
    known = low in lexicon("surnames") or given_gender(low) is not None or words[-1] in lexicon("demonyms")
    return len(words) == 1 and low.endswith("s") and len(low) > 3 and not known


_HEADS_OF_LISTS = frozenset(
    """
    department ministry committee office bureau institute centres centers centre center house subcommittee u.s. us
    """.split()
)
_OFFICES = lexicon("offices_of")
"""Offices whose name goes on with *of*: Secretary of State Dana Okafor."""
_ALSO_OF = lexicon("organisation_heads_of")


def _add_pieces(words: list[str], starts: list[int], first: bool, runs: list[Run]) -> None:
    """Adds the run of *words* to *runs*, without words that no name begins or ends with; such a word inside cuts it in
    two.

    *first* says whether a sentence or line begins with them.
    """
    lows = [word.lower() for word in words]
    if CUTS.isdisjoint(lows):
        _add(words, starts, first, runs)
        return
    begin = 0
    if not first and may_open_name(words):
        lows[0] = ""
    for i, low in enumerate(lows):
        if low in CUTS and is_cut(low, words[begin:i], i + 1 == len(words)):
            _add(words[begin:i], starts[begin:i], first and not begin, runs)
            begin = i + 1
    _add(words[begin:], starts[begin:], first and not begin, runs)


_ARABIC = re.compile(rf"(?:al|el|as|an|ar|ad|az|ash|at)[-‑](?={_CAPITAL})")
"""The article of a family name: Bashar al-Assad."""


def _add(words: list[str], starts: list[int], first: bool, runs: list[Run]) -> None:
    """Adds one piece of a run without small words at its ends, if anything is left and it isn't longer than
    ``LONGEST``; *first* tells whether a sentence begins with it.
    """
    a, b = 0, len(words)
    while a < b and words[a][0].islower() and "'" not in words[a] and not _ARABIC.match(words[a]):
        a += 1
    while first and b - a > 1 and opens_only(words[a].lower()):
        a, first = a + 1, False
    while a < b and words[b - 1][0].islower() and not _ARABIC.match(words[b - 1]):
        b -= 1
    if a < b and b - a <= LONGEST:
        end = starts[b - 1] + len(words[b - 1])
        runs.append(Run(starts[a], end, tuple(words[a:b]), tuple(starts[a:b]), first))
