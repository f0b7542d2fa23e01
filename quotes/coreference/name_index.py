"""Looks up entities of an article by a word or the initials of their names, in the same time however many there are."""

from collections import defaultdict
from collections.abc import Collection
from itertools import islice

from quotes.coreference.entities import NAMESAKES, Entities, Entity
from quotes.english import names
from quotes.english.lexicons import lexicon


class NamedPeople:
    """The people among *entities* by rank, and by the words and initials of their names.

    Each entity is read once, when something is first asked after it was added: a transcript may ask for every label.
    """

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._known = 0
        self._main: Entity | None = None
        self._by_word: dict[str, Entity] = {}
        self._by_initials: dict[str, Entity | None] = {}
        self._ranked: dict[str | None, list[Entity]] = {}
        """By gender, for as many entities as ``_ranked_of``."""
        self._ranked_of = 0

    def ranked(self, gender: str | None) -> list[Entity]:
        """Returns the people who may be of *gender* (None: all), those named most first, of several the one named
        first.
        """
        if self._ranked_of != len(self._entities.all):
            self._ranked, self._ranked_of = {}, len(self._entities.all)
        found = self._ranked.get(gender)
        if found is None:
            people = [e for e in self._entities.all if e.kind == "person"]
            fitting = people if gender is None else [e for e in people if e.gender in (None, gender)]
            found = self._ranked[gender] = sorted(fitting, key=lambda e: (-e.count, e.first))
        return found

    def main(self) -> Entity | None:
        """Returns the person named most, of several the one named first; None if the article names nobody."""
        self._read()
        return self._main

    def with_word(self, word: str) -> Entity | None:
        """Returns the person named most of those whose name holds *word*, of several the one named first, or None."""
        self._read()
        return self._by_word.get(word)

    def with_initials(self, letters: str) -> Entity | None:
        """Returns the only person whose name has these initials, or None if there are none or several."""
        self._read()
        return self._by_initials.get(letters)

    def _read(self) -> None:
        for entity in islice(self._entities.all, self._known, None):
            if entity.kind != "person":
                continue
            self._main = _more_named(self._main, entity)
            words = entity.name.split()
            for word in words:
                self._by_word[word] = _more_named(self._by_word.get(word), entity)
            initials = "".join(word[0] for word in words)
            self._by_initials[initials] = None if initials in self._by_initials else entity
        self._known = len(self._entities.all)


def _more_named(first: Entity | None, second: Entity) -> Entity:
    """Returns the one of two people that the article names more often, else the one named first."""
    if first is None or (second.count, -second.first) > (first.count, -first.first):
        return second
    return first


class NamedFamilies:
    """The people among *entities* by family name; each is read once, as by :class:`NamedPeople`."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._known = 0
        self._full: defaultdict[str, list[Entity]] = defaultdict(list)
        self._single: list[Entity] = []

    def bearers(self, family: str) -> list[Entity]:
        """Returns the people with a name of several words whose family name is *family*, in order."""
        self._read()
        return self._full.get(family, [])

    def single(self) -> list[Entity]:
        """Returns the people with a name of one word, in order."""
        self._read()
        return self._single

    def _read(self) -> None:
        for entity in islice(self._entities.all, self._known, None):
            if entity.kind == "person" and " " in entity.name:
                self._full[names.parse(entity.name).family].append(entity)
            elif entity.kind == "person":
                self._single.append(entity)
        self._known = len(self._entities.all)


class NamedBodies:
    """The *entities* by the words of their names and roles; each is read once, as by :class:`NamedPeople`."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._known = 0
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_role: defaultdict[str, list[int]] = defaultdict(list)
        self._sorted = 0
        """How many entities were asked whether they are media."""
        self._media_found: list[int] = []

    def called(self, head: str, capitals: Collection[str]) -> set[int]:
        """Returns the numbers of the entities that *the Norland ministry* may name, with *ministry* for its *head* and
        the other words of a name in *capitals*, all in lower case.

        Their names have the first of the capitals, if there are any; else the head stands in their names or roles, or
        is a word for media as they are. At most ``NAMESAKES`` of each kind.
        """
        self._read()
        if capitals:
            return set(self._by_word.get(next(iter(capitals)), ())[:NAMESAKES])
        found = {*self._by_word.get(head, ())[:NAMESAKES], *self._by_role.get(head, ())[:NAMESAKES]}
        if head in lexicon("media_nouns"):
            found.update(islice(self._media(), NAMESAKES))
        return found

    def _media(self) -> list[int]:
        """Returns the numbers of the entities whose names read as those of media."""
        for entity in islice(self._entities.all, self._sorted, None):
            if is_medium(entity.name):
                self._media_found.append(entity.number)
        self._sorted = len(self._entities.all)
        return self._media_found

    def _read(self) -> None:
        for entity in islice(self._entities.all, self._known, None):
            for word in {*entity.name.lower().split()}:
                self._by_word[word].append(entity.number)
            for word in {word for role in entity.roles for word in role.split()}:
                self._by_role[word].append(entity.number)
        self._known = len(self._entities.all)


def is_medium(name: str) -> bool:
    """Tests whether a body's name reads as a newspaper's, magazine's or broadcaster's."""
    return any(word in lexicon("media_name_words") for word in name.lower().replace("-", " ").split())
