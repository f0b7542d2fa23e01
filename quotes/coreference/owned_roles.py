"""Resolves relatives, lawyers and agents who were named before: *his wife, Ngozi, … his wife said*."""

from quotes.coreference.context import ResolutionContext
from quotes.coreference.roles import role_words
from quotes.english.nouns import is_plural, is_role
from quotes.model import Identity, Mention, MentionKind

REACH = 80
"""Mentions looked back over for the one that names the holder of the role."""
_ALSO_ROLES = frozenset(
    """
    child cousin fiancé fiancée friend grandchild neighbor neighbour parent sibling spouse twin brother-in-law
    daughter-in-law father-in-law mother-in-law sister-in-law son-in-law
    """.split()
)
"""Nouns for what people are to each other that are not among the roles."""
_PARENTS = {"mother": "f", "mum": "f", "mom": "f", "father": "m", "dad": "m"}
_OWNERS = frozenset({"his", "her", "their", "my", "our"})


def holder_named_before(context: ResolutionContext, number: int) -> Identity | None:
    """Returns the person whom the article named as somebody's *wife*, *lawyer* and so on, if the phrase at *number*
    repeats that.

    Returns None if the phrase has no owner, if nobody or several people were named so, or if both name different
    owners.
    """
    mention = context.mentions[number]
    head = mention.head
    if mention.kind is not MentionKind.NOUN or is_plural(head) or not (is_role(head) or head in _ALSO_ROLES):
        return None
    owner = _owner(context, mention)
    if owner is None:
        return None
    found: dict[int, Mention] = {}
    for back in range(number - 1, max(-1, number - 1 - REACH), -1):
        named = _named_as(context, back, head)
        entity = context.entity_of(named) if named is not None else None
        if named is not None and entity is not None:
            other = _owner(context, context.mentions[back])
            if other is not None and (not owner or not other or owner & other):
                found.setdefault(entity.number, named)
    if len(found) != 1:
        return None
    entity = context.entity_of(next(iter(found.values())))
    return context.identity_of(entity, 0.9, "role") if entity is not None else None


def _named_as(context: ResolutionContext, number: int, head: str) -> Mention | None:
    """Returns the person's mention if the mention at *number* is said to be a *head*, else None."""
    mention = context.mentions[number]
    if mention.kind is MentionKind.NOUN and mention.head == "parents" and head in _PARENTS:
        return _parent(context, number, _PARENTS[head])
    if mention.kind is MentionKind.PERSON:
        return mention if head in role_words(mention.role.lower()) else None
    if mention.kind is not MentionKind.NOUN or mention.head != head or number + 1 == len(context.mentions):
        return None
    later = context.mentions[number + 1]
    sentence = context.document.sentences[mention.sentence]
    apposed = later.sentence == mention.sentence and later.first == mention.last + 1
    named = apposed and later.kind is MentionKind.PERSON and sentence.words[mention.last] == ","
    return later if named and _owner(context, mention) is not None else None


def _parent(context: ResolutionContext, number: int, gender: str) -> Mention | None:
    """Returns the man or woman of two people named behind a comma as *parents*: *her parents, Jun and Elise Grant*."""
    mention = context.mentions[number]
    sentence = context.document.sentences[mention.sentence]
    behind = mention.last
    for later in context.mentions[number + 1 : number + 3]:
        apart = later.sentence == mention.sentence and later.first == behind + 1 and behind < len(sentence.words)
        if not apart or later.kind is not MentionKind.PERSON or sentence.words[behind] not in (",", "and"):
            return None
        entity = context.entity_of(later)
        if entity is not None and entity.gender == gender:
            return later
        behind = later.last
    return None


def _owner(context: ResolutionContext, mention: Mention) -> frozenset[str] | None:
    """Returns the names before the possessive of a phrase (none for a pronoun), or None if the phrase has no owner."""
    text = context.document.text
    words = text[mention.full_start : mention.full_end].replace("’", "'").split()
    if words and words[0].lower() in _OWNERS:
        return frozenset()
    for i, word in enumerate(words):
        if word.endswith(("'s", "s'")):
            owner = [each.removesuffix("'s").removesuffix("'") for each in words[: i + 1]]
            return frozenset(each for each in owner if each[:1].isupper() and each.lower() not in ("the", "a"))
    if mention.kind is MentionKind.PERSON and " of " in f" {mention.role} ":
        return frozenset(each for each in mention.role.partition(" of ")[2].split() if each[:1].isupper())
    return None
