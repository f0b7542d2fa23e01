"""Resolves the mentions of one article to entities: the fullest name, or a description where there is no name."""

from collections.abc import Mapping

from quotes.coreference.antecedents import person_of_pronoun
from quotes.coreference.capital_roles import named_behind_office, person_of_capitals
from quotes.coreference.context import FIRST_PERSON, LABELLED, UNNAMED_FROM, ResolutionContext
from quotes.coreference.descriptions import owned, owner
from quotes.coreference.noun_phrases import APPOSED, holder_of_office, identity_of_noun
from quotes.coreference.organisations import organisation_of_pronoun
from quotes.coreference.singular_they import person_of_they
from quotes.coreference.surfaces import surface
from quotes.english import names, pronouns
from quotes.english.lexicons import lexicon
from quotes.english.nouns import NounClass, is_person, is_plural, speaker_class
from quotes.model import Article, Coreference, Identity, MentionKind, SpeakerKind

AMONG_FAMILY = 0.8
"""Probability that a bare family name is resolved to the right one of several namesakes (60 of 71)."""
DEEPEST = 25
"""Most mentions that may depend on each other in a chain (*the boss and owner and …*); deeper ones stay unnamed."""


class _EntityNumbers(dict[int, int]):
    """Maps the position of a mention to the number of the entity that its name alone tells, or -1; computed when asked
    for.
    """

    __slots__ = ("_context",)

    def __init__(self, context: ResolutionContext) -> None:
        super().__init__()
        self._context = context

    def __missing__(self, position: int) -> int:
        entity = self._context.entity_of(self._context.mentions[position])
        found = self[position] = entity.number if entity is not None else -1
        return found


class Resolver(ResolutionContext, Coreference):
    """Finds the identities of the mentions of one document in reading order, knowing who was quoted before."""

    _depth = 0

    def entity_numbers(self) -> Mapping[int, int]:
        """Returns a mapping from the position of a mention to the number of the entity that its name alone tells, or
        -1; computed when asked for.
        """
        return _EntityNumbers(self)

    def identify(self, position: int) -> Identity:
        """Returns the entity that the mention at *position* refers to, given the quotations credited before it; a
        possessive pronoun in its description becomes the owner's name.
        """
        found = self.resolve(position)
        if found.name is None or found.key < UNNAMED_FROM:
            return found
        own = position if self.mentions[position].kind is MentionKind.NOUN else found.key - UNNAMED_FROM
        return found._replace(name=owned(found.name, owner(self, own)))

    def key_of(self, position: int) -> int:
        """Returns a number that is equal for mentions of the same speaker."""
        return self.resolve(position).key

    def same(self, position: int, other: int) -> bool:
        """Tests whether two mentions refer to the same speaker; the mention at *position* is resolved only if a cheap
        test doesn't rule it out.
        """
        key = self.resolve(other).key
        return self._may_be(position, key) and self.resolve(position).key == key

    def _may_be(self, position: int, key: int) -> bool:
        """Tests whether the mention at *position* can refer to *key*, by its words and the names beside it."""
        mention = self.mentions[position]
        if mention.kind is MentionKind.NOUN:
            if key >= UNNAMED_FROM:
                return mention.head == self.mentions[key - UNNAMED_FROM].head
            sort = speaker_class(mention.head)
            if key < len(self.entities.all) and self.entities.all[key].kind == "person":
                may = sort in (NounClass.PERSON, NounClass.SPEECH, NounClass.DOCUMENT)
            else:
                may = sort is not NounClass.THING or mention.head in lexicon("media_nouns")
            return may or self._by_a_name(position)
        if mention.kind is not MentionKind.PRONOUN or key >= len(self.entities.all):
            return True
        entity, gender = self.entities.all[key], pronouns.GENDER.get(mention.head)
        if gender is None:
            return entity.kind != "person" or mention.head != "it"
        return entity.kind in ("person", "other") and entity.gender in (None, gender)

    def _by_a_name(self, position: int) -> bool:
        """Tests whether an apposition may tie the noun at *position* to a name in front that takes it in, or to one
        that follows.
        """
        mention = self.mentions[position]
        for earlier in self.mentions[max(0, position - APPOSED) : position]:
            if earlier.full_end >= mention.end and earlier.kind is not MentionKind.NOUN:
                return True
        behind = self.mentions[position + 1 : position + APPOSED]
        return any(m.kind is MentionKind.PERSON and m.sentence == mention.sentence for m in behind)

    def resolve(self, number: int) -> Identity:
        """Returns the entity that the mention at *number* refers to, cached; a possessive pronoun in its description is
        left as it is. Beyond ``DEEPEST`` mentions that depend on each other, the identity has no name.
        """
        found = self.known.get(number)
        if found is None:
            if self._depth >= DEEPEST:
                return Identity(UNNAMED_FROM + number, None, SpeakerKind.UNNAMED, 0.3, "description")
            self._depth += 1
            found = self._resolve(number)
            self._depth -= 1
            self.keep(number, found)
        return found

    def named(self, words: str) -> Identity | None:
        """Returns the identity of the person whom a label outside the sentences names (``OKAFOR``); a name that the
        article lacks becomes an identity of its own. None for an empty label.
        """
        form = surface(words.strip())
        if not form:
            return None
        titled = form.title() if form.isupper() else form
        for each in (form, titled, names.strip_titles(titled), titled.split()[-1]):
            entity = self.entities.of(each)
            if entity is not None and entity.kind == "person":
                return self.identity_of(entity, 1.0, "name")
        bearer = self.named_people.with_word(titled.split()[-1])
        if bearer is not None:
            return self.identity_of(bearer, 0.9, "name")
        bare = names.strip_titles(titled)
        kept = not any(map(str.isalpha, bare)) or bare == "Speaker"  # Speaker 2, Mr Speaker
        name = titled if kept else bare
        return Identity(LABELLED, name, SpeakerKind.PERSON, 0.9, "name") if name else None

    def called(self, words: str) -> Identity | None:
        """Returns the person or body that the article calls by these *words*, or None."""
        entity = self.entities.of(surface(words.strip()))
        return self.identity_of(entity, 1.0, "name") if entity is not None else None

    def with_initials(self, letters: str) -> Identity | None:
        """Returns the only person of the article whose name has these initials, such as *DO* for Dana Okafor; None if
        there are none or several.
        """
        bearer = self.named_people.with_initials(letters)
        return self.identity_of(bearer, 0.9, "name") if bearer is not None else None

    def main_person(self) -> Identity | None:
        """Returns the person whom the article names most, who is the one to answer in an interview; None if it names
        nobody.
        """
        person = self.named_people.main()
        return self.identity_of(person, 0.8, "name") if person is not None else None

    def _resolve(self, number: int) -> Identity:
        mention = self.mentions[number]
        if mention.kind is MentionKind.PRONOUN:
            return self._pronoun(number)
        if mention.kind is MentionKind.NOUN:
            return identity_of_noun(self, number)
        holder = holder_of_office(self, number) or person_of_capitals(self, number)
        if holder is None:
            holder = named_behind_office(self, number)
        if holder is not None:
            return holder
        found = self.bearer(mention)
        if found is None:
            return Identity(UNNAMED_FROM + number, mention.head, SpeakerKind.PERSON, 0.5, "name")
        entity, alone = found
        if not alone:
            return self.identity_of(entity, AMONG_FAMILY, "name")
        return self.identity_of(entity, 1.0, "full" if mention.head == entity.name else "name")

    def _pronoun(self, number: int) -> Identity:
        low = self.mentions[number].head
        gender = pronouns.GENDER.get(low)
        if gender is not None:
            return person_of_pronoun(self, number, gender)
        if low in pronouns.FIRST_PERSON:
            return self._first_person()
        if low == "who":
            return self._relative(number)
        if low not in pronouns.PLURAL:
            return organisation_of_pronoun(self, number, plural=False)
        return person_of_they(self, number) or organisation_of_pronoun(self, number, plural=True)

    def _first_person(self) -> Identity:
        byline = first_author(self.document.article)
        if byline is None:
            return Identity(FIRST_PERSON, None, SpeakerKind.PERSON, 1.0, "byline")
        entity = self.entities.of(byline)
        key = entity.number if entity is not None else FIRST_PERSON
        return Identity(key, byline, SpeakerKind.PERSON, 1.0, "byline")

    def _relative(self, number: int) -> Identity:
        """Returns the entity that *who* refers to: the nearest person in front, or the holder of the phrase that ends
        there.
        """
        mention = self.mentions[number]
        chain: list[int] = []  # the phrases that end right before, innermost first
        for back in range(number - 1, -1, -1):
            earlier = self.mentions[back]
            if earlier.sentence != mention.sentence:
                break
            if earlier.full_end + 2 >= mention.start and earlier.kind is not MentionKind.PRONOUN:
                chain.append(back)
            elif len(chain) == 1 and self._stands_in(back, chain[0]):
                chain.append(back)  # Marco Grant of Florida, who
        human = [back for back in chain if self._human(back)]
        if not chain:
            return self.unnamed(number, None)
        if not human:
            return self.resolve(chain[-1])._replace(how="role")
        # A name's own apposition or a role with its phrase (a spokesman for Grant, who) holds the inner names.
        return self.resolve(human[-1])._replace(how="role")

    def _stands_in(self, number: int, inner: int) -> bool:
        """Tests whether the mention at *number* is tied by *of*, *from*, *in* or *at* to the one at *inner*."""
        mention, later = self.mentions[number], self.mentions[inner]
        sentence = self.document.sentences[mention.sentence]
        return later.first == mention.last + 1 and sentence.lows[mention.last] in ("of", "from", "in", "at")

    def _human(self, number: int) -> bool:
        """Tests whether the mention at *number* names a person or people."""
        mention = self.mentions[number]
        if mention.kind is MentionKind.NOUN:
            return is_person(mention.head) or is_plural(mention.head)
        return mention.kind is MentionKind.PERSON or self.resolve(number).kind is SpeakerKind.PERSON


def first_author(article: Article) -> str | None:
    """Returns the first name of the byline, without "By" and what follows a comma or "and"; None if there is none."""
    if not article.byline:
        return None
    line = article.byline.strip()
    if line[:3].lower() == "by ":
        line = line[3:]
    for separator in (",", " and ", " & ", ";", "|"):
        line = line.split(separator)[0]
    return " ".join(line.split()) or None
