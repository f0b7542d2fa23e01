"""Finds the sentences of a masked paragraph: Punkt decides on full stops, rules on quotations.

A masked quotation is never cut. Whether one ends its sentence depends on its last character and on what follows:
``"Why?" asked Okafor.`` is one sentence, ``"We open in May." Okafor, 34, left.`` two.
"""

import re
from collections.abc import Iterator

from quotes.annotation.masking import MASK_REST, MASK_START
from quotes.annotation.punkt import ends_sentence, is_abbreviation, is_plain
from quotes.english.names import given_gender
from quotes.english.sentence_starters import sentence_starters
from quotes.english.titles import is_abbreviated_title
from quotes.english.verbs import one_of, past_and_third_person

LONGEST = 4000
"""Characters outside quotations after which a sentence without an end is cut at a blank."""
QUOTATION_COUNTS = 40
"""Characters for which a quotation counts, however long it is: the work on a sentence grows with the square of how many
it holds, a hundred at most so.  Lists in marks of data, not of news, have more."""

_CLOSERS = r"[\"')\]}\u2018\u2019\u201c\u201d\xab\xbb]*"
_STOP = "[.?!…]"
_BREAK = re.compile(  # begins with one set of characters, so that the search leaps to the next of them
    rf"""
    [.?!…{MASK_START}]
    (?: (?<={MASK_START}) (?= (?P<rest>{MASK_REST}*) ) (?P=rest) (?= \s+ (?: [^\Wa-z] | {MASK_START} ) )
      | (?<!{MASK_START}) (?<!{_STOP}{_STOP}) (?: (?<=\.) (?:[ \xa0]\.)+ | {_STOP}* )
        (?P<closers> {_CLOSERS} ) (?= \s+ (?P<first> \S ) )
    )
    """,
    re.VERBOSE,
)
_WORDS = re.compile(r"\S+")
_MASKED = (MASK_START, MASK_REST)
_AFTER_MASK = re.compile(f"[{MASK_START}{MASK_REST}—–/]")
_OPENERS = "\"'(\N{LEFT SINGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}«[{—–"
_WINDOW = 80
"""Characters looked at before a stop: longer words are no abbreviations."""
_NUMBER = frozenset(("No", "Nos"))
_FINAL = frozenset(".?!…")
_DASHES = frozenset("—–-―")
_PUNCTUATION = frozenset(".?!…,;:—–-")
_QUOTATION = re.compile(f"{MASK_START}{MASK_REST}*")
_TO_QUOTATION = re.compile(f"[^{MASK_START}]*{MASK_START}{MASK_REST}*|[^{MASK_START}]+")

_CLAUSE = re.compile(
    rf"""
    \s+ (?: (?:The|A|An|One|Mr|Mrs|Ms|Dr)\.? \s+ )?
    [^\Wa-z][\w.'-]* (?: ,? \s+ (?: [\w.'-]+ ) ){{0,5}}? (?P<aside> , [^,;:?!…]{{3,90}} , )? \s+
    (?P<verb> {one_of(past_and_third_person() | {"went on", "goes on"})} ) \b (?P<rest> [^.?!…]{{0,120}} )
    """,
    re.VERBOSE,
)
_GOES_ON = re.compile(
    r"""
    \s*\Z | \s*[,;:—-]
    | \s+ (?: in|on|at|during|after|before|when|while|as|with|to|of|from|by|via|last|this|yesterday
          | today|earlier|later|again|angrily|quietly|simply|aloud|through
          | (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day ) \b
    """,
    re.VERBOSE,
)
_INTRODUCES = re.compile(rf"[^,;:?!…{MASK_START}]{{0,60}}:\s*{MASK_START}")
"""A colon and the next quotation, which is what the clause introduces: *“It rained.” Okafor added: “We left.”*"""
_TOLD_WHOM = re.compile(r"\s+ [\w.'-]+ (?: \s+ [\w.'-]+ ){0,2} \s* (?: \Z | , )", re.VERBOSE)


_NOTHING_ELSE = re.compile(r"(?:\s+[^\Wa-z][\w.'-]*){1,3}\s+[a-z]+ed\.?\s*\Z")
"""Somebody and a verb, however rare, that nothing follows in the paragraph: *Okafor thundered.*"""


def find_sentences(masked: str, text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Returns the sentences of the paragraph ``[start, end)`` as pairs of offsets: ordered, disjoint, trimmed.

    *masked* is the article's *text* with its quotations masked; the rules look in *text* at how a quotation begins and
    ends. Takes linear time.
    """
    cuts: list[int] = []
    for match in _BREAK.finditer(masked, start, end):
        closers, first = match.group("closers", "first")
        if first is None:
            ends = _quotation_ends(masked, text, match.start(), match.end(), start, end)
        else:
            ends = _stop_ends(masked, text, start, match, closers, first)
        if ends:
            cuts.append(match.end())
    return _between(masked, start, cuts, end)


def _stop_ends(masked: str, text: str, begin: int, match: re.Match[str], closers: str, first: str) -> bool:
    """Tests whether a stop outside the quotations ends its sentence.

    Its paragraph begins at *begin*, and *first* is the next character that is no blank.
    """
    lower = first.islower()
    if closers and lower:
        return False  # (D-Mass.) said
    start = match.start()
    if masked[start] != "." or match.end() - start > 1 + len(closers):
        return not lower and first not in _DASHES  # Jeb! was better
    before = masked[max(begin, start - _WINDOW) : start].rsplit(None, 1)
    word = before[-1].lstrip(_OPENERS) if before else ""
    if is_plain(word) and word not in _NUMBER:
        return True
    if word[-1:] in _MASKED:
        return not lower
    word = _AFTER_MASK.split(word)[-1]
    following_start = match.start("first")
    if first == MASK_START:
        return _ends_before_quotation(word, text, following_start, _last(masked, text, following_start))
    if closers and word[1:2] == "-":
        return False  # (D-Mass.) Friday
    following = masked[following_start : following_start + _WINDOW].split(None, 1)[0].lstrip(_OPENERS)
    if word in _NUMBER and following[:1].isdigit():
        return False
    if word == "I" and is_initial_i(before[0] if len(before) > 1 else "", following):
        return False
    return ends_sentence(word, following or first)


def is_initial_i(before: str, following: str) -> bool:
    """Tests whether an *I* with a point is an initial (*Dana I. Okafor*, *I. M. Okafor*), not a pronoun that ends its
    sentence.

    *before* is the text in front of it, *following* the next word.
    """
    if len(following) == 2 and following[0].isupper() and following[1] == ".":
        return True  # another initial
    last = before.rsplit(None, 1)[-1] if before.strip() else ""
    if not following[:1].isupper() or following.lower().rstrip(",'’") in sentence_starters():
        return False
    return last[:1].isupper() and given_gender(last) is not None


def _last(masked: str, text: str, mark: int) -> str:
    """Returns the last character inside the marks of the quotation that is masked from *mark* on."""
    whole = _QUOTATION.match(masked, mark)
    end = whole.end() if whole else mark + 1
    return text[max(mark, end - 8) : end].rstrip("\"'”’»›“‘ \xa0")[-1:]


def _ends_before_quotation(word: str, text: str, mark: int, last: str) -> bool:
    """Tests whether the point after *word* ends a sentence when a quotation follows it.

    The quotation begins with its opening mark at *mark* and ends with *last* inside the closing mark. A point after an
    abbreviation ends the sentence if the quotation is a sentence: *in the U.S. "It is over," she said*, but not *the
    U.S. "war on drugs"*.
    """
    if not is_abbreviation(word):
        return True
    if is_abbreviated_title(word) or len(word) == 1:
        return False
    return text[mark + 1 : mark + _WINDOW].lstrip("'‘’“\"")[:1].isupper() and last in _PUNCTUATION


def _quotation_ends(masked: str, text: str, mark: int, behind: int, start: int, end: int) -> bool:
    """Tests whether the masked quotation ``[mark, behind)`` with a capital after it ends its sentence.

    Its paragraph is ``[start, end)``.
    """
    last = _last(masked, text, mark)
    if last not in _FINAL:
        return False
    clause = _CLAUSE.match(masked, behind, min(behind + 300, end))
    if clause is None:
        return mark > start or _NOTHING_ELSE.match(masked, behind, end) is None
    if last in "?!":
        return False
    if clause["aside"]:
        return True
    rest = clause["rest"]
    if _INTRODUCES.match(rest):
        return True
    if clause["verb"] in ("told", "tells", "asked", "asks"):
        return _TOLD_WHOM.match(rest) is None
    return _GOES_ON.match(rest) is None


def _between(masked: str, start: int, cuts: list[int], end: int) -> list[tuple[int, int]]:
    """Returns the stretches of ``[start, end)`` between *cuts*, trimmed; those longer than ``LONGEST`` are cut at
    blanks.
    """
    sentences: list[tuple[int, int]] = []
    for cut in (*cuts, end):
        piece = masked[start:cut]
        body = piece.strip()
        if body:
            begin = start + len(piece) - len(piece.lstrip())
            if len(body) > LONGEST:
                sentences.extend(_cut(masked, begin, begin + len(body)))
            else:
                sentences.append((begin, begin + len(body)))
        start = cut
    return sentences


def _cut(masked: str, start: int, end: int) -> list[tuple[int, int]]:
    """Returns ``[start, end)`` cut into pieces of at most ``LONGEST`` characters or one word.

    What adjoins a quotation counts like any other word: unpaired straight marks mask every second word of a text and
    leave the others clinging to the masks.
    """
    pieces: list[tuple[int, int]] = []
    length, reached = 0, start
    for first, last, size in _sizes(masked, start, end):
        length += size
        if length > LONGEST and reached > start:
            pieces.append((start, reached))
            start, length = first, size
        reached = last
    pieces.append((start, end))
    return pieces


def _sizes(masked: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yields start, end and counted size of each word of ``[start, end)``; a word of very many quotations comes in
    pieces of one each.
    """
    for word in _WORDS.finditer(masked, start, end):
        size = _size(word)
        if size > LONGEST and MASK_START in word.group():
            for piece in _TO_QUOTATION.finditer(masked, word.start(), word.end()):
                yield piece.start(), piece.end(), _size(piece)
        else:
            yield word.start(), word.end(), size + 1


def _size(word: re.Match[str]) -> int:
    return len(_QUOTATION.sub(MASK_START * QUOTATION_COUNTS, word.group()))
