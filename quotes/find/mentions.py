"""Mentions: the names, pronouns and noun phrases of the annotated sentences, outside quotations.

Noun phrases are runs of tags, cut at possessives; a phrase that ends in a proper name is that name with the
words before it as its role, any other is a common-noun mention with its last noun as head.  No parser.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quotes.find.runs import DAYS
from quotes.model import Document, Mention, MentionKind, NameSpan, Sentence, Token
from quotes.resources import lexicon

PRONOUNS = frozenset(
    "he she they it i we you him her them us me himself herself themselves who hers his theirs mine yours ours".split()
)
"""Personal pronouns that are mentions; the bare possessives *his*, *her* count where no noun follows."""

STANDALONE = frozenset(
    "some many others both those another one all most few several everyone everybody someone somebody"
    " anyone two three four five".split()
)
"""Determiners and numerals that name somebody without a noun (*others said*)."""

_DETERMINERS = frozenset({"DT", "PRP$", "PDT", "WP$"})
_MODIFIERS = frozenset({"CD", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "$", "#"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PROPER = frozenset({"NNP", "NNPS"})
_ATTACHED = frozenset({"of", "for", "in", "at", "from", "with", "on", "to"})
"""Prepositions whose phrase belongs to the noun phrase before it (*a spokesman for the union*)."""
_OF_OFFICE = frozenset("ranking acting leading managing sitting outgoing incoming founding presiding serving".split())
"""Participles before a role that are adjectives there: *the panel's ranking Democrat*."""
MAX_TITLE = 10
"""Most words of the titles before a name."""
TIMES = frozenset(
    """
    second seconds minute minutes hour hours day days week weeks weekend weekends month months year years decade
    decades century morning mornings afternoon evening evenings night nights today yesterday tomorrow tonight time
    times spring summer autumn winter percent
    """.split()
)
"""Nouns of time, which nobody speaks through."""
MAX_ATTACHED = 3
"""Most prepositional phrases taken into one noun phrase."""

_KINDS = {
    "person": MentionKind.PERSON,
    "organisation": MentionKind.ORGANISATION,
    "place": MentionKind.PLACE,
    "other": MentionKind.NAME,
}


class _Part:
    """One noun phrase between possessives: token positions ``[first, last)`` and where its chunk began."""

    __slots__ = ("chunk", "first", "last")

    def __init__(self, first: int, last: int, chunk: int) -> None:
        self.first, self.last, self.chunk = first, last, chunk


def find_mentions(document: Document, names: Sequence[NameSpan]) -> tuple[Mention, ...]:
    """The mentions of *document* outside quotations, in reading order; linear time.

    *names* are the article's proper names, in order and disjoint.
    """
    found: list[Mention] = []
    starts = [name.start for name in names]
    for number, sentence in enumerate(document.sentences):
        low = bisect_left(starts, sentence.start)
        high = bisect_left(starts, sentence.end, low)
        found.extend(_of_sentence(document.text, sentence, number, names[low:high]))
    return tuple(found)


def _of_sentence(text: str, sentence: Sentence, number: int, names: Sequence[NameSpan]) -> list[Mention]:
    tokens = sentence.tokens
    named = _name_tokens(tokens, names)
    tags = [token.tag for token in tokens]
    for first, last, name in named.values():
        while first and tokens[first - 1].start >= name.title_start and tokens[first - 1].text:
            first -= 1  # Secretary of State: the whole title is one phrase with the name
        for i in range(first, last):
            tags[i] = "NNP"
    mentions: list[Mention] = []
    for part in _parts(tokens, tags, named):
        mention = _mention(text, tokens, tags, part, named, number)
        if mention is not None:
            mentions.append(mention)
    return [_with_surroundings(text, sentence, mentions, i) for i in range(len(mentions))]


def _name_tokens(tokens: Sequence[Token], names: Sequence[NameSpan]) -> dict[int, tuple[int, int, NameSpan]]:
    """The names that fall on tokens of the sentence, by the position after their last token."""
    found: dict[int, tuple[int, int, NameSpan]] = {}
    i, size = 0, len(tokens)
    for name in names:
        while i < size and (tokens[i].end <= name.start or not tokens[i].text):
            i += 1
        j = i
        while j < size and tokens[j].start < name.end and (tokens[j].text or tokens[j].end < name.end):
            j += 1  # over a nickname in marks
        if j > i and tokens[i].start < name.end:
            found[j] = (i, j, name)
            i = j
    return found


def _parts(
    tokens: Sequence[Token], tags: Sequence[str], named: dict[int, tuple[int, int, NameSpan]]
) -> Iterator[_Part]:
    """Noun phrases in order.  A pronoun or a lone determiner is a part of one token."""
    inside = {
        i
        for first, last, name in named.values()
        for i in range(max(0, first - MAX_TITLE), last)
        if i >= first or (tokens[i].start >= name.title_start and tokens[i].text)
    }
    ends = set(named)
    i, size, chunk = 0, len(tokens), -1
    while i < size:
        tag, low = tags[i], tokens[i].text.lower()
        if i not in inside and (tag in ("PRP", "WP") or (tag in ("PRP$", "NN", "FW") and low in ("i", "hers"))):
            yield _Part(i, i + 1, i)
            i, chunk = i + 1, -1
            continue
        if tag == "POS" and chunk >= 0:
            i += 1
            first = i
        elif tag in _DETERMINERS or tag in _MODIFIERS or i in inside:
            first = i
            chunk = i
        else:
            i, chunk = i + 1, -1
            continue
        last = _phrase_end(tokens, tags, first, inside, ends, determined=tag == "POS")
        if last > first:
            yield _Part(first, last, chunk)
            i = last
        elif tag == "POS":
            chunk = -1
        else:
            i, chunk = i + 1, -1
        if i < size and tags[i] != "POS":
            chunk = -1


def _phrase_end(
    tokens: Sequence[Token],
    tags: Sequence[str],
    i: int,
    inside: set[int],
    ends: set[int],
    *,
    determined: bool,
) -> int:
    """Where the noun phrase that begins at token *i* ends (after its last noun, or after a lone determiner)."""
    size, start, last_noun = len(tokens), i, -1
    while i < size and tags[i] in _DETERMINERS:
        i += 1
    owned, determined = determined, determined or i > start
    while i < size:
        tag = tags[i]
        if i in inside or tag in _NOUNS:
            last_noun = i + 1
            if last_noun in ends and not _goes_on(tags, tokens, last_noun, inside):
                break
        elif tag == "CD" and last_noun >= 0 and last_noun == i:
            break
        elif tag in _MODIFIERS or tokens[i].text.lower() in _OF_OFFICE:
            pass
        elif tag in ("VBN", "VBG") and (determined or last_noun == i) and i + 1 < size and tags[i + 1] in _NOUNS:
            if last_noun == i and not determined:
                break
        elif (tag == "RB" and determined and i + 1 < size and tags[i + 1] in ("JJ", "VBN")) or (
            tokens[i].text in ("&", "-", "/") and last_noun == i and i + 1 < size and tags[i + 1] in _NOUNS
        ):
            pass
        else:
            break
        i += 1
    if last_noun > 0:
        return last_noun - _is_verb(tokens, tags, start, last_noun)
    if tokens[start].text.lower() in STANDALONE or (determined and not owned and i > start + 1):
        return i
    if owned and i > start and i < size and tags[i][:2] in ("VB", "MD"):
        return i  # South Korea's military said
    return start


def _is_verb(tokens: Sequence[Token], tags: Sequence[str], start: int, end: int) -> int:
    """1 where the phrase's last noun is the reporting verb that the tagger took for one (*an officer shouts.*)."""
    word = tokens[end - 1]
    if end - start < 2 or tags[end - 1] not in ("NN", "NNS") or tags[end - 2] not in _NOUNS:
        return 0
    if word.text.lower() not in lexicon("reporting_forms") or word.text[-1:] not in "sd":
        return 0
    return int(end >= len(tokens) or tokens[end].text in (".", ",", ":", "", "that"))


def _goes_on(tags: Sequence[str], tokens: Sequence[Token], i: int, inside: set[int]) -> bool:
    """Whether the phrase goes on after a name that ends at token *i*: another noun, or an adjective and a noun."""
    if i >= len(tags):
        return False
    if tags[i] in ("NN", "NNS") or i in inside:
        return True
    if tokens[i].text in ("&", "-", "/"):
        return i + 1 < len(tags) and tags[i + 1] in _NOUNS
    return tags[i] in ("JJ", "VBN") and i + 1 < len(tags) and tags[i + 1] in ("NN", "NNS", "NNP")


def _mention(
    text: str,
    tokens: Sequence[Token],
    tags: Sequence[str],
    part: _Part,
    named: dict[int, tuple[int, int, NameSpan]],
    sentence: int,
) -> Mention | None:
    first, last = part.first, part.last
    chunk_start = tokens[part.chunk].start
    word = tokens[first].text
    if last - first == 1 and tags[first] in ("PRP", "WP", "PRP$") and last not in named:
        low = word.lower()
        if low not in PRONOUNS:
            return None
        return Mention(tokens[first].start, tokens[first].end, tokens[first].start, tokens[first].end,
                       MentionKind.PRONOUN, low, sentence, first, last)  # fmt: skip
    if last in named and named[last][0] >= first:
        begin, _, name = named[last]
        kind = _KINDS.get(name.kind, MentionKind.NAME)
        start, end = max(name.start, tokens[begin].start), min(name.end, tokens[last - 1].end)
    elif tags[last - 1] in _PROPER:
        if tokens[last - 1].text.lower().rstrip(".") in DAYS:
            return None
        if last - first == 1 and len(word) == 1:
            return None  # Dana Okafor (D)
        begin = last - 1
        while begin > first and tags[begin - 1] in _PROPER:
            begin -= 1
        kind = MentionKind.NAME
        start, end = tokens[begin].start, tokens[last - 1].end
    else:
        head = tokens[last - 1].text.lower()
        if head in TIMES or head in DAYS or head in ("nobody", "none"):
            return None
        return Mention(tokens[first].start, tokens[last - 1].end, chunk_start, tokens[last - 1].end,
                       MentionKind.NOUN, head, sentence, part.chunk, last)  # fmt: skip
    role = text[chunk_start:start].strip()
    return Mention(start, end, min(chunk_start, start), end, kind, text[start:end], sentence, part.chunk, last, role)


def _with_surroundings(text: str, sentence: Sentence, mentions: Sequence[Mention], i: int) -> Mention:
    """Mention *i* with its prepositional phrases (a common noun) or its apposition (a name) taken in."""
    mention, tokens = mentions[i], sentence.tokens
    if mention.kind is MentionKind.PRONOUN:
        return mention
    if mention.kind is MentionKind.NOUN:
        reached, _ = _attached(tokens, mentions, i)
        end = tokens[reached - 1].end
        return mention if end == mention.full_end else mention._replace(full_end=end)
    bound = apposition(sentence, mentions, i)
    if bound is None:
        return mention
    first, last = bound
    words = text[tokens[first].start : tokens[last - 1].end]
    role = f"{mention.role}; {words}" if mention.role else words
    return mention._replace(full_end=tokens[last - 1].end, role=role)


def _attached(tokens: Sequence[Token], mentions: Sequence[Mention], i: int) -> tuple[int, int]:
    """Token after the phrase of mention *i* and its prepositional phrases, and the last mention taken in."""
    reached, j = mentions[i].last, i
    for _ in range(MAX_ATTACHED):
        if j + 1 >= len(mentions) or mentions[j + 1].first != reached + 1:
            break
        if tokens[reached].text.lower() not in _ATTACHED:
            break
        j += 1
        reached = mentions[j].last
        while j + 1 < len(mentions) and mentions[j + 1].first <= reached:  # its possessor comes first
            j += 1
            reached = mentions[j].last
    return reached, j


def apposition(sentence: Sentence, mentions: Sequence[Mention], i: int) -> tuple[int, int] | None:
    """The token range of the apposition of name *i*: ``, a professor at Tyne College`` up to a comma or an end."""
    mention, tokens = mentions[i], sentence.tokens
    comma = sentence.past_brackets(mention.last)
    if comma + 1 >= len(tokens) or tokens[comma].text != "," or i + 1 >= len(mentions):
        return None
    j = i + 1
    while j < len(mentions) and mentions[j].first < comma + 1:
        j += 1
    if j >= len(mentions) or mentions[j].first != comma + 1:
        return None
    follower = mentions[j]
    while j + 1 < len(mentions) and mentions[j + 1].first == follower.first:
        j += 1
        follower = mentions[j]
    if follower.kind is not MentionKind.NOUN:
        return None
    reached, _ = _attached(tokens, mentions, j)
    if reached >= len(tokens) or tokens[reached].text in (",", ".", ";", ":", "--", "—", "-", ""):
        return comma + 1, reached
    if tokens[reached].text.lower() in ("who", "which", "that"):
        return comma + 1, reached
    forgotten = tokens[reached].text.lower() in lexicon("reporting_forms") and tokens[reached].tag in ("VBD", "VBZ")
    if forgotten and mention.kind is MentionKind.PERSON and tokens[comma + 1].text.lower() in ("a", "an"):
        return comma + 1, reached  # the second comma
    return None
