"""Holds the entities of one article, people, bodies and places, and looks them up by name or by role."""

from collections import defaultdict
from dataclasses import dataclass, field

from quotes.coreference.roles import alike, role_words

NAMESAKES = 30
"""Most people of one family or role that are told apart: articles have a few, lists of members may have hundreds."""


@dataclass(slots=True, eq=False)
class Entity:
    """One person, body or place of the article."""

    number: int
    kind: str
    name: str
    first: int
    """Offset of the first occurrence."""
    count: int = 0
    forms: dict[str, int] = field(default_factory=dict)
    """How often each of its names stands."""
    roles: list[str] = field(default_factory=list)
    """Words of titles, roles and appositions, lower case."""
    gender: str | None = None
    listed: bool = False
    """Whether only a list of given names tells the gender, which is evidence that the article may contradict."""
    full: list[int] = field(default_factory=list)
    """Where it stands with given and family name."""


class Entities:
    """All entities of an article; looks them up by name or by role."""

    def __init__(self) -> None:
        self.all: list[Entity] = []
        self.by_form: dict[str, list[Entity]] = {}
        """Surface form → the entities it may name, likeliest first."""
        self._by_role: defaultdict[str, list[int]] = defaultdict(list)
        self._ranks: dict[int, int] = {}
        self._people = 0
        self._ranked_of = 0
        """Number of entities when the ranks were computed; with another number they are computed again."""

    def of(self, form: str) -> Entity | None:
        """Returns the likeliest entity of a surface form, or None if the article hasn't got that form."""
        found = self.by_form.get(form)
        return found[0] if found else None

    def holders(self, head: str) -> list[Entity]:
        """Returns the entities whose titles, roles or appositions hold the noun *head* or a synonym."""
        if not self._by_role:
            for entity in self.all:
                for word in {word for role in entity.roles for word in role_words(role)}:
                    self._by_role[word].append(entity.number)
        found = {number for word in alike(head) for number in self._by_role[word][:NAMESAKES]}
        return [self.all[number] for number in sorted(found)]

    def rank_of(self, count: int) -> int:
        """Returns how many people are named more than *count* times; the number of all people if nobody is named
        exactly *count* times.
        """
        if self._ranked_of != len(self.all):
            self._ranks = {}
            counts = sorted([e.count for e in self.all if e.kind == "person"], reverse=True)
            for rank, each in enumerate(counts):
                self._ranks.setdefault(each, rank)
            self._ranked_of, self._people = len(self.all), len(counts)
        return self._ranks.get(count, self._people)
