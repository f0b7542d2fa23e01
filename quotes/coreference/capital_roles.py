"""Finds the person whom the article calls by nation, party or the letters of an office alone: *the Dane*, *the
Democrat*, *the MP*.
"""

from quotes.coreference.antecedent_features import Constraints
from quotes.coreference.antecedents import person_of_role
from quotes.coreference.context import ResolutionContext
from quotes.english.lexicons import lexicon
from quotes.english.titles import TITLES
from quotes.model import Identity, MentionKind

_ENDINGS = ("an", "er")
_NOUNS = frozenset(
    """
    Argentine Arab Basque Briton Catalan Croat Czech Dane Finn Greek Kurd Pole Scot Serb Spaniard Swede Turk Cypriot
    Iraqi Israeli Pakistani Saudi Kuwaiti Democrat Tory Conservative
    """.split()
)
"""Nouns for one person of a nation or a party that no ending tells."""


_OFFICES = frozenset("MP MSP MEP TD MLA AM QC KC PM DA AG CEO CFO COO".split())
"""Letters for what one person is."""


def person_of_capitals(context: ResolutionContext, number: int) -> Identity | None:
    """Returns the person that *the Dane* or *the MP* at *number* refers to, or None for other names and new people."""
    mention = context.mentions[number]
    determiner, _, rest = mention.role.partition(" ")
    *before, word = mention.head.split()
    rest = " ".join([rest, *before]) if word in _OFFICES else rest
    if word in _OFFICES and determiner == ("the" if mention.first else "The"):
        behind_it = context.document.text[mention.end : mention.full_end].split()
        attached = frozenset(each.strip(",").lower() for each in behind_it if each not in ("for", "of", "and"))
        modifiers = frozenset(each.lower() for each in rest.split())
        return person_of_role(context, number, Constraints(None, word.lower(), modifiers, attached))
    if determiner != ("the" if mention.first else "The") or any(each[0].isupper() for each in rest.split()):
        return None
    sentence = context.document.sentences[mention.sentence]
    at = mention.last
    joined = at < len(sentence.words) and sentence.words[at][:1].isalnum()
    if joined and sentence.tags[at][:2] not in ("VB", "MD", "RB", "WP"):
        return None  # the American and Russian ministers
    if before:
        return None  # The New Yorker
    if word not in _NOUNS and not (word.endswith(_ENDINGS) and (word in lexicon("demonyms") or word == "Republican")):
        return None
    gender = "f" if word.endswith("woman") else "m" if word.endswith("man") and word not in _NO_MEN else None
    modifiers = frozenset(each.lower() for each in rest.split())
    return person_of_role(context, number, Constraints(gender, word.lower(), modifiers))


_NO_MEN = frozenset({"German", "Roman", "Norman", "Ottoman", "Burman"})


def named_behind_office(context: ResolutionContext, number: int) -> Identity | None:
    """Returns the holder of an office in capitals (*Norland Ambassador to Marland, Dana Okafor,*), or None."""
    mention = context.mentions[number]
    if mention.kind is MentionKind.PERSON or mention.head.split()[-1].lower() not in TITLES:
        return None
    sentence = context.document.sentences[mention.sentence]
    if sentence.words[mention.last] not in ("to", "of", "for") if mention.last < len(sentence.words) else True:
        return None
    for later in context.mentions[number + 1 : number + 4]:
        if later.sentence != mention.sentence:
            return None
        if later.kind is MentionKind.PERSON:
            between = sentence.words[mention.last : later.first]
            closed = later.last < len(sentence.words) and sentence.words[later.last] in (",", "")
            marks = [word for word in between if word in (",", "and")]
            plain = not any(tag[:2] in ("VB", "MD") for tag in sentence.tags[mention.last : later.first])
            if marks != [","] or between[-1] != "," or not closed or not plain:
                return None
            entity = context.entity_of(later)
            return context.identity_of(entity, 0.9, "apposition") if entity is not None else None
    return None
