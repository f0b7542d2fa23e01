"""Who a mention is, within one article: the fullest name, or a description where there is no name."""

from bisect import bisect_left

from quotes import names
from quotes.model import Article, MentionKind, SpeakerKind
from quotes.nouns import is_person, is_plural
from quotes.resolve.bodies import thing
from quotes.resolve.cast import surface
from quotes.resolve.persons import person
from quotes.resolve.phrases import noun
from quotes.resolve.state import UNNAMED_FROM, Identity, Said, State

AMONG_FAMILY = 0.8
"""How sure it is which of several people of one family a bare family name names (60 of 71)."""
_MALE = frozenset({"he", "him", "himself", "his"})
_FEMALE = frozenset({"she", "her", "herself", "hers"})
_PLURAL = frozenset({"they", "them", "themselves", "theirs"})
_FIRST = frozenset({"i", "me", "we", "us", "mine", "ours"})


class Resolver(State):
    """Identities of the mentions of one document, in reading order, knowing who was quoted before."""

    def entities(self) -> list[int]:
        """For each mention the number of the entity that its name alone tells, else -1."""
        found: list[int] = []
        for mention in self.mentions:
            entity = self.entity_of(mention)
            found.append(entity.number if entity is not None else -1)
        return found

    def identify(self, position: int) -> Identity:
        """Whom the mention at *position* stands for, given what was credited so far."""
        while len(self.resolved) <= position:
            number = len(self.resolved)
            identity = self._identify(number)
            self.resolved.append(identity)
            self.traces.append(self._trace(number, identity))
        return self.resolved[position]

    def key_of(self, position: int) -> int:
        """A number that is equal for mentions of the same speaker."""
        resolved = self.resolved
        return resolved[position].key if position < len(resolved) else self.identify(position).key

    def credit(self, start: int, paragraph: int, position: int) -> None:
        """Note that the quotation at *start* was credited to the mention at *position*.

        Mentions behind the quotation are looked at anew, knowing that.
        """
        key = self.identify(position).key
        self.said.append(Said(start, paragraph, key, self._sentence_at(start)))
        keep = len(self.resolved)
        while keep and self.mentions[keep - 1].start > start:
            keep -= 1
        del self.resolved[keep:], self.traces[keep:]

    def named(self, words: str) -> Identity | None:
        """Whom a label outside the sentences names (``OKAFOR``); a name the article lacks stands for itself."""
        form = surface(words.strip())
        if not form:
            return None
        titled = form.title() if form.isupper() else form
        for each in (form, titled, names.strip_titles(titled), titled.split()[-1]):
            entity = self.cast.of(each)
            if entity is not None and entity.kind == "person":
                return self.identity_of(entity, 1.0, "name")
        last = titled.split()[-1]
        bearers = [e for e in self.cast.entities if e.kind == "person" and last in e.name.split()]
        if bearers:
            return self.identity_of(max(bearers, key=lambda e: (e.count, -e.first)), 0.9, "name")
        name = names.strip_titles(titled)
        return Identity(UNNAMED_FROM - 1, name, SpeakerKind.PERSON, 0.9, "name") if name else None

    def main_person(self) -> Identity | None:
        """The person whom the article names most: who answers in an interview."""
        people = [e for e in self.cast.entities if e.kind == "person"]
        if not people:
            return None
        return self.identity_of(max(people, key=lambda e: (e.count, -e.first)), 0.8, "name")

    def _identify(self, number: int) -> Identity:
        mention = self.mentions[number]
        if mention.kind is MentionKind.PRONOUN:
            return self._pronoun(number)
        if mention.kind is MentionKind.NOUN:
            return noun(self, number)
        found = self.bearers(mention)
        if not found:
            return Identity(UNNAMED_FROM + number, mention.head, SpeakerKind.PERSON, 0.5, "name")
        if len(found) > 1:
            # Of several people of one family the one named in full most often so far, then the one named first: right
            # for 60 of 71 bare family names of the training articles; named most in the whole article: 56.
            entity = max(found, key=lambda e: (bisect_left(e.full, mention.start), -e.first))
            return self.identity_of(entity, AMONG_FAMILY, "name")
        entity = found[0]
        return self.identity_of(entity, 1.0, "full" if mention.head == entity.name else "name")

    def _pronoun(self, number: int) -> Identity:
        mention = self.mentions[number]
        low = mention.head
        if low in _FIRST:
            return self._first_person()
        if low == "who":
            return self._relative(number)
        if low in _MALE:
            return person(self, number, "m")
        if low in _FEMALE:
            return person(self, number, "f")
        return thing(self, number, plural=low in _PLURAL)

    def _first_person(self) -> Identity:
        byline = first_author(self.document.article)
        if byline is None:
            return Identity(UNNAMED_FROM, None, SpeakerKind.PERSON, 1.0, "byline")
        entity = self.cast.of(byline)
        key = entity.number if entity is not None else UNNAMED_FROM
        return Identity(key, byline, SpeakerKind.PERSON, 1.0, "byline")

    def _relative(self, number: int) -> Identity:
        """Whom *who* stands for: the nearest person in front, or whoever holds the phrase that ends there."""
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
            return self.resolved[chain[-1]]._replace(how="role")
        # A name's own apposition or a role with its phrase (a spokesman for Grant, who) holds the inner names.
        return self.resolved[human[-1]]._replace(how="role")

    def _stands_in(self, number: int, inner: int) -> bool:
        """Whether the mention at *number* is tied by *of*, *from*, *in* or *at* to the one at *inner*."""
        mention, later = self.mentions[number], self.mentions[inner]
        tokens = self.document.sentences[mention.sentence].tokens
        return later.first == mention.last + 1 and tokens[mention.last].text.lower() in ("of", "from", "in", "at")

    def _human(self, number: int) -> bool:
        """Whether the mention at *number* names a person or people."""
        mention = self.mentions[number]
        if mention.kind is MentionKind.NOUN:
            return is_person(mention.head) or is_plural(mention.head)
        return mention.kind is MentionKind.PERSON or self.resolved[number].kind is SpeakerKind.PERSON


def first_author(article: Article) -> str | None:
    """The first name of the byline, without "By" and what follows a comma or "and"."""
    if not article.byline:
        return None
    line = article.byline.strip()
    if line[:3].lower() == "by ":
        line = line[3:]
    for separator in (",", " and ", " & ", ";", "|"):
        line = line.split(separator)[0]
    return " ".join(line.split()) or None
