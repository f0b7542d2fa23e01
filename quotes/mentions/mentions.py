"""Finds mentions: the names, pronouns and noun phrases of the annotated sentences, outside quotations.

Noun phrases are runs of tags, cut at possessives; a phrase that ends in a proper name is that name with the
words before it as its role, any other is a common-noun mention with its last noun as head.  No parser: a
sentence is written with one letter for each word, and a pattern finds the phrases in it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quotes.english import pronouns
from quotes.english.lexicons import lexicon
from quotes.english.nouns import AGE
from quotes.english.titles import is_letters
from quotes.english.verbs import is_reporting_form
from quotes.mentions.roles_behind import role_behind, with_roles_behind
from quotes.model import Document, Mention, MentionKind, ProperName, Sentence
from quotes.named_tuples import new_tuple
from quotes.walking import Walk, onward

_PRONOMINAL = frozenset({"PRP", "WP", "PRP$"})
_ATTACHED = frozenset({"of", "for", "in", "at", "from", "with", "on", "to"})
"""Prepositions whose phrase belongs to the noun phrase before it (*a spokesman for the union*)."""
_BEFORE_APPOSITION = frozenset((",", "("))
_BEHIND_APPOSITION = frozenset((",", ".", ";", ":", "--", "—", "-", "", "who", "which", "that"))
_OF_OFFICE = frozenset("ranking acting leading managing sitting outgoing incoming founding presiding serving".split())
"""Participles before a role that are adjectives there: *the panel's ranking Democrat*."""
_JOINING = frozenset(("&", "-", "/"))
"""Signs between two nouns of one phrase."""
_FIRST = frozenset(("i", "hers"))
"""Pronouns that the tagger also takes for something else."""
_BULLETS = frozenset("•‣◦▪●■►▸")
"""Signs before the lines of a list, which the tagger takes for nouns."""
_SPECIAL = frozenset(
    form for word in _OF_OFFICE | _JOINING | _FIRST | _BULLETS for form in (word, word.capitalize(), word.upper())
)
"""Words that may be written with a letter of their own."""
_CALENDAR = lexicon("calendar_words")
_NOBODY = lexicon("time_nouns") | _CALENDAR | {"nobody", "none"}
MAX_ATTACHED = 3
"""Most prepositional phrases taken into one noun phrase."""

_NAME, _PRONOUN, _COMMON = MentionKind.NAME, MentionKind.PRONOUN, MentionKind.NOUN
_KINDS = {
    "person": MentionKind.PERSON,
    "organisation": MentionKind.ORGANISATION,
    "place": MentionKind.PLACE,
    "other": MentionKind.NAME,
}


class _Letters(dict[str, str]):
    """Maps each tag to its letter."""

    def __missing__(self, tag: str) -> str:
        return "x"


_LETTERS = _Letters(
    (tag, letter)
    for letter, tags in {
        "d": "DT PRP$ PDT WP$",
        "n": "NN NNS",
        "p": "NNP",
        "P": "NNPS",
        "c": "CD",
        "j": "JJ",
        "m": "JJR JJS $ #",
        "v": "VBN",
        "g": "VBG",
        "b": "VB VBD VBP VBZ MD",
        "r": "RB",
        "s": "POS",
        "q": "PRP WP",
    }.items()
    for tag in tags.split()
)
"""What a word is written with; any other tag is ``x``.  Some words have letters of their own: ``N`` of a name
or its title, ``E`` the last of a name that ends its phrase, ``o`` a participle of office, ``&`` a joining
sign, and *I* and *hers* where the tagger takes them for a possessive (``h``), a noun (``i``) or foreign
(``f``)."""
_NOUN = "[nipPNE]"


def _up_to_noun(before: str, after: str) -> str:
    """Returns the pattern of a phrase up to its last noun, given what may stand before a noun and what right
    after one.
    """
    return f"{before}*(?:[nipPN]+{after}{before}*)*(?:[nipPN]*E|[nipPN]+)"


_MODIFIER = "[cjmo]"
_BEHIND_NOUN = f"[jmo]|&(?={_NOUN})"  # a number behind a noun isn't of its phrase
_PARTICIPLE = f"[vg](?={_NOUN})|r(?=[jv])"  # only in phrases with a determiner or a possessor
_DETERMINED = f"(?:{_MODIFIER}|{_PARTICIPLE})"
_DETERMINED_PHRASE = _up_to_noun(_DETERMINED, f"(?:{_BEHIND_NOUN}|{_PARTICIPLE})")
_PHRASE = re.compile(  # group 1 ends where the phrase begins, group 2 goes on a lone determiner or number
    rf"""
    (?= ( [^qhifdcjmnpPNE]* ) ) \1
    (?: [qhif]                                           # a pronoun
      | d[dh]* {_DETERMINED_PHRASE}
      | (?!d) {_up_to_noun(_MODIFIER, f"(?:{_BEHIND_NOUN})")}
      | d (?: [dh]+ | {_DETERMINED} ) {_DETERMINED}*     # the poor
      | [dcjm] (?= ({_MODIFIER}*) )                      # some; many more
    )
    """,
    re.VERBOSE,
)
_OWNED = re.compile(rf"[dh]*(?:{_DETERMINED_PHRASE}|({_DETERMINED}*))")
"""What follows a possessive, with a noun or (in a group) without one."""


def find_mentions(document: Document, names: Sequence[ProperName]) -> tuple[Mention, ...]:
    """Returns the mentions of *document* outside quotations, in reading order; takes linear time.

    *names* are the article's proper names, in order and disjoint.
    """
    found: list[Mention] = []
    starts = [name.start for name in names]
    for number, sentence in enumerate(document.sentences):
        low = bisect_left(starts, sentence.start)
        high = bisect_left(starts, sentence.end, low)
        found.extend(_of_sentence(document.text, sentence, number, names[low:high]))
    return tuple(found)


def _of_sentence(text: str, sentence: Sentence, number: int, names: Sequence[ProperName]) -> list[Mention]:
    if not sentence.words:
        return []
    starts, ends, words, tags = sentence.starts, sentence.ends, sentence.words, sentence.tags
    lows = (*sentence.lows, "")
    named = _name_tokens(starts, ends, words, names)
    letters = _letters(starts, words, lows, tags, named)
    mentions: list[Mention] = []
    add, more = mentions.append, []
    for chunk, first, last in _parts(letters, lows, words):
        start, end, letter = starts[chunk], ends[last - 1], letters[last - 1]
        if letter in "pPNE" and not lows[last - 1].endswith(AGE):
            part = named.get(last)
            if part is not None and part[0] >= first:
                begin, _, name = part
                kind = _KINDS.get(name.kind, _NAME)
                at, end = name.start if words[begin - 1] == "" else max(name.start, starts[begin]), min(name.end, end)
            elif lows[last - 1].rstrip(".") in _CALENDAR or (last - first == 1 and len(words[first]) == 1):
                continue  # on Tuesday; Dana Okafor (D)
            else:
                begin = last - 1
                while begin > first and letters[begin - 1] in "pPNE":
                    begin -= 1
                kind, at = _NAME, starts[begin]
            role = text[start:at].strip() if start < at else ""
            if lows[last] in _BEFORE_APPOSITION or (kind is MentionKind.PERSON and role_behind(letters, lows, last)):
                more.append(len(mentions))
            add(new_tuple(Mention, (at, end, start, end, kind, text[at:end], number, chunk, last, role)))
            continue
        head = lows[last - 1]
        if last - first == 1 and tags[first] in _PRONOMINAL:
            if head in pronouns.MENTIONED:
                add(
                    new_tuple(
                        Mention, (starts[first], end, starts[first], end, _PRONOUN, head, number, first, last, "")
                    )
                )
        elif head not in _NOBODY:
            if lows[last] in _ATTACHED:
                more.append(len(mentions))
            add(new_tuple(Mention, (starts[first], end, start, end, _COMMON, head, number, chunk, last, "")))
    if more:
        whole = [_with_surroundings(text, sentence, lows, mentions, i) for i in more]
        for i, mention in zip(more, whole, strict=True):
            mentions[i] = mention
        mentions = with_roles_behind(mentions)
    return mentions


def _name_tokens(
    starts: Sequence[int], ends: Sequence[int], words: Sequence[str], names: Sequence[ProperName]
) -> dict[int, tuple[int, int, ProperName]]:
    """Returns the names that coincide with tokens of the sentence, by the position after their last token, each with
    its first and that position.
    """
    found: dict[int, tuple[int, int, ProperName]] = {}
    i, size = 0, len(words)
    for name in names:
        i = bisect_right(ends, name.start, i)
        while i < size and not words[i]:
            i += 1
        j = i
        while j < size and starts[j] < name.end and (words[j] or ends[j] < name.end):
            j += 1  # over a nickname in marks
        if name.kind == "person":
            j = _past_letters(words, i, j)
        if j > i:
            found[j] = (i, j, name)
            i = j
    return found


def _past_letters(words: Sequence[str], first: int, last: int) -> int:
    """Returns the token behind the letters that follow the person's name ``[first, last)`` (*Ann Lee, OBE*), or *last*
    if there are none.
    """
    size = len(words)
    if last - first < 2:
        return last
    while last < size:
        at = last + (words[last] == ",")
        if at == size or not words[at].isascii() or not is_letters(words[at]):
            break
        last = at + 1
    return last


def _letters(
    starts: Sequence[int],
    words: Sequence[str],
    lows: Sequence[str],
    tags: Sequence[str],
    named: dict[int, tuple[int, int, ProperName]],
) -> str:
    """Returns the sentence as a string of one letter for each word, and one more at its end."""
    letters = list(map(_LETTERS.__getitem__, tags))
    letters.append("x")
    if not _SPECIAL.isdisjoint(words):
        for i, word in enumerate(words):
            if word in _SPECIAL:
                letters[i] = _special(lows[i], tags[i], letters[i])
    for first, last, name in named.values():
        before = first - 1
        while before >= 0 and starts[before] >= name.title_start and words[before]:
            before -= 1  # Secretary of State: the whole title is one phrase with the name
        letters[before + 1 : last] = "N" * (last - before - 1)
        while before >= 0 and starts[before] >= name.title_start:
            if words[before] and letters[before] not in "pP":
                letters[before] = "n"  # a title with a quotation in it
            before -= 1
    for last, (first, _, name) in named.items():
        if not _goes_on(letters, words, last) or (
            name.kind == "person" and last - first > 1 and role_behind(letters, lows, last)
        ):
            letters[last - 1] = "E"
    return "".join(letters)


def _special(low: str, tag: str, letter: str) -> str:
    """Returns the letter of a word that may differ from the one its tag has."""
    if low in _FIRST:
        return {"PRP$": "h", "NN": "i", "FW": "f"}.get(tag, letter)
    if low in _BULLETS:
        return "x"
    if letter not in "vgbrx":
        return letter
    return "o" if low in _OF_OFFICE else "&"


def _goes_on(letters: Sequence[str], words: Sequence[str], i: int) -> bool:
    """Tests whether the phrase goes on after a name that ends before word *i*: a noun follows, or an adjective and a
    noun.
    """
    letter = letters[i]
    if letter in "niNE":
        return True
    if letter in "jv":
        return letters[i + 1] in "nipNE"
    return i < len(words) and words[i] in _JOINING and letters[i + 1] in "nipPNE"


def _parts(letters: str, lows: Sequence[str], words: Sequence[str]) -> list[tuple[int, int, int]]:
    """Returns the noun phrases between possessives, in order: each with the start of its chunk, and its range ``[first,
    last)``.

    A pronoun or a lone determiner is a part of one word.
    """
    parts: list[tuple[int, int, int]] = []
    walk = Walk(_PHRASE.match, letters)
    for found in walk:
        chunk, at = found.end(1), found.end()
        if letters[chunk] in "qhif":
            parts.append((chunk, chunk, at))
            continue
        if found.lastindex == 2:
            if lows[chunk] not in pronouns.INDEFINITE:
                continue
            at = found.end(2)
        else:
            at -= _is_verb(letters, lows, words, chunk, at)
        parts.append((chunk, chunk, at))
        while letters[at] == "s" and (owned := _OWNED.match(letters, at + 1)):
            first, last = owned.span()
            if owned[1] is None:
                last -= _is_verb(letters, lows, words, first, last)
            elif first == last or not (letters[last] in "bvg" or lows[first] in pronouns.INDEFINITE):
                at = first
                break  # but: South Korea's military said
            at = onward(at, last)
            parts.append((chunk, first, at))
        walk.reached = at
    return parts


def _is_verb(letters: str, lows: Sequence[str], words: Sequence[str], start: int, end: int) -> int:
    """Returns 1 if the phrase's last word is a reporting verb that the tagger took for a noun (*an officer shouts.*),
    else 0.
    """
    if letters[end - 1] != "n" or end - start < 2 or letters[end - 2] not in "nipPNE":
        return 0
    low = lows[end - 1]
    if words[end - 1][-1:] not in "sd" or not is_reporting_form(low):
        return 0
    return int(end >= len(words) or words[end] in (".", ",", ":", "", "that"))


def _with_surroundings(
    text: str, sentence: Sentence, lows: Sequence[str], mentions: Sequence[Mention], i: int
) -> Mention:
    """Returns mention *i* extended by its prepositional phrases (a common noun) or its apposition (a name)."""
    mention = mentions[i]
    role = mention.role
    if mention.kind is MentionKind.NOUN:
        reached = _attached(lows, mentions, i)
        if reached == mention.last:
            return mention
    else:
        bound = _apposition(sentence, lows, mentions, i)
        if bound is None:
            return mention
        first, reached = bound
        words = text[sentence.starts[first] : sentence.ends[reached - 1]]
        role = f"{role}; {words}" if role else words
    fields = (*mention[:3], sentence.ends[reached - 1], *mention[4:9], role)  # another full_end and role
    return new_tuple(Mention, fields)


def _attached(lows: Sequence[str], mentions: Sequence[Mention], i: int) -> int:
    """Returns the token after the phrase of mention *i* and its prepositional phrases."""
    reached, size = mentions[i].last, len(mentions)
    for _ in range(MAX_ATTACHED):
        i += 1
        if i >= size or lows[reached] not in _ATTACHED or mentions[i].first != reached + 1:
            break
        reached = mentions[i].last
        while i + 1 < size and mentions[i + 1].first <= reached:  # its possessor comes first
            i += 1
            reached = mentions[i].last
    return reached


def _apposition(sentence: Sentence, lows: Sequence[str], mentions: Sequence[Mention], i: int) -> tuple[int, int] | None:
    """Returns the token range of the apposition of name *i* (``, a professor at Tyne College``) up to a comma or an
    end, or None.
    """
    kind, size = mentions[i].kind, len(mentions)
    comma = sentence.past_brackets(mentions[i].last)
    if i + 1 < size and mentions[i + 1].first == mentions[i].last:
        comma = mentions[i].last - 1  # forgotten
    elif lows[comma] != ",":
        return None
    j = i + 1
    while j < size and mentions[j].first < comma + 1:
        j += 1
    if j == size or mentions[j].first != comma + 1:
        return None
    while j + 1 < size and mentions[j + 1].first == comma + 1:
        j += 1
    if mentions[j].kind is not MentionKind.NOUN:
        return None
    reached = _attached(lows, mentions, j)
    behind = lows[reached]
    if behind in _BEHIND_APPOSITION:
        return comma + 1, reached
    forgotten = is_reporting_form(behind) and sentence.tags[reached] in ("VBD", "VBZ")
    if forgotten and kind is MentionKind.PERSON and (lows[comma + 1] in ("a", "an") or comma < mentions[i].last):
        return comma + 1, reached  # the second comma
    return None
