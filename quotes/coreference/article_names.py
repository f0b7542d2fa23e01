"""Finds the entities that the proper names of an article name where they stand."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quotes.coreference.entities import Entities, Entity
from quotes.coreference.kin import relative_of_name
from quotes.coreference.name_context import leads_sentence
from quotes.coreference.name_index import NamedBodies, NamedFamilies, NamedPeople
from quotes.coreference.surfaces import surface
from quotes.english import names
from quotes.english.nouns import is_role
from quotes.model import Document, Mention, MentionKind

_SEPARATOR = re.compile(r"[_*=~—–-](?:\s?[_*=~—–.-]){2,40}")
"""A line that sets the entries of a live blog apart."""
_LONGEST_BREAK = 200
"""Characters of the longest line that sets entries apart."""


class ArticleNames:
    """The entities of an article by their names, and the entries of a live blog, in which names mean other people."""

    def __init__(self, document: Document, entities: Entities) -> None:
        """Starts with the *entities* that the *document* names."""
        self.document, self.entities = document, entities
        self.named_people = NamedPeople(entities)
        self.named_bodies = NamedBodies(entities)
        self.named_families = NamedFamilies(entities)
        self._breaks = [
            paragraph.start
            for paragraph in document.paragraphs
            if paragraph.end - paragraph.start < _LONGEST_BREAK
            and _SEPARATOR.fullmatch(document.text, paragraph.start, paragraph.end)
        ]
        """Where the entries of a live blog are set apart: each has its own people."""
        self._relatives: dict[tuple[str, str], Entity | None] = {}
        self._named: dict[tuple[str, str], Sequence[Entity]] = {}
        """The entities that a name with a role may name; a cache, used only if the article has no sections."""

    def entity_of(self, mention: Mention) -> Entity | None:
        """Returns the entity that a proper name most likely names by its words alone, or None for other mentions."""
        found = self.bearers(mention)
        return found[0] if found else None

    def bearers(self, mention: Mention) -> Sequence[Entity]:
        """Returns the entities that a proper name may name, the one named most in the article first; several are of one
        family.
        """
        kind = mention.kind
        if kind is MentionKind.PRONOUN or kind is MentionKind.NOUN:
            return ()
        if self._breaks:
            return self._bearers(mention)
        found = self._named.get((mention.head, mention.role))
        if found is None:
            found = self._named[mention.head, mention.role] = self._bearers(mention)
        return found

    def _bearers(self, mention: Mention) -> Sequence[Entity]:
        """Computes what :meth:`bearers` caches. The result depends on name and role only, except in an article with
        sections.
        """
        found = self.entities.by_form.get(surface(mention.head), ())
        if not found:
            return ()
        if len(found) > 1 and self._breaks:
            first, last = self._section(mention.start)
            here = [e for e in found if any(first <= start < last for start in e.full)]
            found = here or found
        if not mention.role:
            return found
        title = mention.role.partition(";")[0].split()[-1:]
        gender = names.gender_of(title[0]) if title else None
        if gender and " " not in mention.head and (relative := self._kin_of(surface(mention.head), gender)):
            return [relative]
        others = gender is not None and all(e.kind == "person" and e.gender not in (None, gender) for e in found)
        if gender and others and not names.is_full(mention.head):
            return [self._other_bearer(mention, gender)]
        if len(found) > 1:
            gender = names.gender_of(mention.role)
            exact = [e for e in found if gender and e.gender == gender]
            fitting = exact or [e for e in found if not gender or e.gender is None]
            words = {word for word in mention.role.lower().split() if is_role(word)}
            known = [e for e in fitting if words and any(not words.isdisjoint(role.split()) for role in e.roles)]
            found = known or fitting or found
        return found

    def bearer(self, mention: Mention) -> tuple[Entity, bool] | None:
        """Returns the entity that a proper name names where it stands, and whether it is the only one of that name;
        None if no entity has the name.
        """
        found = self.bearers(mention)
        if len(found) < 2:
            return (found[0], True) if found else None
        # Of several people of one family the one that last began a sentence in full, in this paragraph or one of
        # the two before; else the one named in full most often so far, then the one named first: right for 60 of 71
        # bare family names of the training articles; named most in the whole article: 56.
        near = self._near(mention.start)

        def likely(entity: Entity) -> tuple[int, int, int]:
            count = bisect_left(entity.full, mention.start)
            here = reversed(entity.full[bisect_left(entity.full, near) : count])
            last = next((at for at in here if leads_sentence(self.document.text, at)), -1)
            return last, count, -entity.first

        return max(found, key=likely), False

    def _near(self, offset: int) -> int:
        """Returns the offset at which the second paragraph before that of the character *offset* begins."""
        paragraphs = self.document.paragraphs
        number = bisect_right(paragraphs, offset, key=lambda paragraph: paragraph.start) - 1
        return paragraphs[max(0, number - 2)].start if paragraphs else 0

    def _kin_of(self, family: str, gender: str) -> Entity | None:
        """Returns the relative whom a title and the *family* name refer to though the article gives only their given
        name (:func:`relative_of_name`), else None; cached.
        """
        if (family, gender) not in self._relatives:
            found = relative_of_name(self.document.text, self.named_families, family, gender)
            self._relatives[family, gender] = found
        return self._relatives[family, gender]

    def _other_bearer(self, mention: Mention, gender: str | None) -> Entity:
        """Returns an entity of its own for *Mr Grant* if the only full name of a Grant in the article is a woman's; it
        is made once for each gender.
        """
        form = f"{surface(mention.head)} ({gender})"
        entity = self.entities.of(form)
        if entity is None:
            entity = Entity(len(self.entities.all), "person", surface(mention.head), mention.start, count=1)
            entity.gender = gender
            self.entities.all.append(entity)
            self.entities.by_form[form] = [entity]
        return entity

    def _section(self, offset: int) -> tuple[int, int]:
        """Returns start and end of the live blog's entry that holds the character *offset*, or of the whole text if the
        article has no entries.
        """
        at = bisect_right(self._breaks, offset)
        return (
            self._breaks[at - 1] if at else 0,
            self._breaks[at] if at < len(self._breaks) else len(self.document.text),
        )
