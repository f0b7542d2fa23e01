"""Describes speakers without a name."""

from quotes.coreference.antecedents import person_of_pronoun
from quotes.coreference.context import ResolutionContext
from quotes.coreference.organisations import organisation_of_pronoun
from quotes.english import pronouns
from quotes.model import Document, Mention

MAX_WORDS = 14
"""Most words of a description."""
_OPENING = frozenset("the a an this that these those".split())


def describe(document: Document, mention: Mention) -> str:
    """Returns the words of a common-noun mention with its attached phrases, without determiner."""
    words = document.text[mention.full_start : mention.full_end].split()
    if len(words) > 1 and words[0].lower() in _OPENING:
        del words[0]
    return " ".join(words[:MAX_WORDS])


def owned(description: str, owner: str | None) -> str:
    """Returns *description* with the name of its *owner* in the place of a possessive pronoun in front."""
    first, _, rest = description.partition(" ")
    if not owner or not rest or first.lower() not in pronouns.POSSESSIVES:
        return description
    return " ".join(f"{owner}’s {rest}".split()[:MAX_WORDS])


def owner(context: ResolutionContext, number: int) -> str | None:
    """Returns the name that a possessive pronoun in front of the phrase at *number* (*his spokesman*) refers to, else
    None.
    """
    mention = context.mentions[number]
    sentence = context.document.sentences[mention.sentence]
    if sentence.tags[mention.first] != "PRP$":
        return None
    low = sentence.lows[mention.first]
    if low in pronouns.GENDER:
        return person_of_pronoun(context, number, pronouns.GENDER[low]).name
    if low in pronouns.NEUTRAL_POSSESSIVES:
        return organisation_of_pronoun(context, number, plural=low == "their").name
    return None
