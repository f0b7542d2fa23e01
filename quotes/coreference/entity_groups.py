"""Groups the proper names of one article into entities, people and bodies, each with its fullest name.

One occurrence that is recognised as a person types all repeats of the same string.  A bare surname goes to the
person of that surname whom the article names most, counted over full names and first mention.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from quotes.coreference import short_forms
from quotes.coreference.entities import NAMESAKES, Entities, Entity
from quotes.coreference.name_context import gender_behind, listed_gender, roles_beside
from quotes.coreference.other_names import joint_names, other_names
from quotes.coreference.short_forms import ShortForms, bracketed, is_slip, may_abbreviate, slips_among
from quotes.coreference.surfaces import surface
from quotes.english import names
from quotes.english.lexicons import lexicon
from quotes.model import Document, Mention, MentionKind, ProperName


def build_entities(document: Document, spans: Sequence[ProperName], mentions: Sequence[Mention]) -> Entities:
    """Groups the proper names *spans* of an article and returns its entities; titles, roles and appositions come from
    *mentions*.
    """
    text = document.text
    starts: dict[str, list[int]] = {}
    kinds: dict[str, str] = {}
    titled: dict[str, Counter[str]] = defaultdict(Counter)
    forms: list[str] = []
    spelt: dict[str, str] = {}
    """Forms whose names end in *’s*, with the spelling as it stands."""
    brackets: dict[str, str] = {}  # short forms in brackets and the forms that they stand behind
    for span in spans:
        start, kind = span.start, span.kind
        words = text[start : span.end]
        form = surface(words)
        forms.append(form)
        if kind != "person":
            if words[-2:] in ("'s", "’s"):
                spelt[form] = words  # Sainsbury’s
            short = bracketed(text, start, span.end)
            if short is not None:
                brackets.setdefault(surface(short), form)
        if form not in starts:
            starts[form] = [start]
            kinds[form] = kind
        else:
            starts[form].append(start)
            if kinds[form] != "person":
                kinds[form] = kind
        if span.title_start < start:
            gender = names.gender_of(text[span.title_start : start])
            if gender:
                titled[form][gender] += 1
    named = [(mention, surface(mention.head)) for mention in mentions if mention.kind not in _NO_NAMES]
    for mention, form in named:
        if form not in starts:
            starts[form] = [mention.start]
            kinds[form] = "other"
    for short, form in brackets.items():
        if kinds.get(short) == "person" and kinds[form] != "person":
            kinds[short] = kinds[form]
    unknown = [form for form, kind in kinds.items() if kind == "other" and " " not in form]
    for form in slips_among(unknown, [form for form, kind in kinds.items() if kind == "person"]):
        kinds[form] = "person"
    entities = Entities()
    ordered = sorted(starts, key=lambda form: (-form.count(" "), starts[form][0]))  # the longest first
    people = [form for form in ordered if kinds[form] == "person"]
    _people(entities, people, starts, titled, other_names(text, spans, forms), joint_names(text, spans, forms))
    bodies = [form for form in ordered if kinds[form] != "person"]
    _bodies(entities, bodies, starts, kinds, brackets)
    for form, words in spelt.items():
        _spell(entities.by_form[form][0], form, words)
    _evidence(entities, document, named)
    _far_roles(entities, text, zip(spans, forms, strict=True))
    return entities


def _spell(entity: Entity, form: str, words: str) -> None:
    """Sets the name of *entity* to *words*, the spelling with *’s*, if its name is the bare *form*."""
    if entity.name == form:
        entity.name = words


def _add(entities: Entities, kind: str, form: str, starts: list[int], name: str | None = None) -> Entity:
    full = starts if kind == "person" and " " in form else []
    count = len(starts)
    entity = Entity(len(entities.all), kind, name or form, starts[0], count, {form: count}, full=full)
    entities.all.append(entity)
    entities.by_form[form] = [entity]
    return entity


def _join(entities: Entities, entity: Entity, form: str, starts: list[int], *, full: bool = True) -> None:
    entity.count += len(starts)
    entity.forms[form] = len(starts)
    if full and entity.kind == "person" and " " in form:
        entity.full = sorted([*entity.full, *starts])
    entity.first = min(entity.first, starts[0])
    entities.by_form[form] = [entity]


class _Person(NamedTuple):
    """What a surface form tells if it names a person."""

    full: bool
    """Whether it has a given and a family name."""
    family: str
    """The key that spellings of one person's family name share."""
    words: tuple[str, ...]
    """Lower case."""


@lru_cache(names.REMEMBERED)
def _person(form: str) -> _Person:
    low = form.lower()
    return _Person(names.is_full(form), names.family_key(form) or low, tuple(low.split()))


def _people(
    entities: Entities,
    forms: Iterable[str],
    starts: dict[str, list[int]],
    titled: Mapping[str, Counter[str]],
    others: Mapping[str, str],
    joint: Mapping[str, str],
) -> None:
    """Groups the *forms* of people, longest first, into *entities*; *others* maps nicknames to the full names that they
    belong to, and *joint* given names to full names whose family name stands behind another one.
    """
    full: list[tuple[Entity, str]] = []
    families: dict[str, list[Entity]] = defaultdict(list)
    rest: list[str] = []
    parts: ShortForms[Entity] = ShortForms()
    for form in forms:
        whole = joint.get(form, form)
        person = _person(whole)
        if not person.full or form.lower() in others or parts.whose(form):
            rest.append(form)
            continue
        alike = families[person.family]
        entity = next((e for e in alike[-NAMESAKES:] if names.compatible(e.name, whole) is names.Match.SAME), None)
        if entity is None:
            entity = _add(entities, "person", form, starts[form], whole)
            full.append((entity, whole))
            alike.append(entity)
            parts.add(whole, entity)
        else:
            _join(entities, entity, form, starts[form])
            entity.name = fuller(entity.name, whole, entity.forms)
    bearers: _Bearers | None = None
    for form in rest:
        family = _person(form).family
        known = entities.of(others.get(form.lower(), ""))
        found = [known] if known is not None else parts.whose(form) or families.get(family, [])
        if known is None and names.is_family_first(form):
            found = [*found, *(e for e, _ in full if short_forms.opens_with_family(e.name, form) and e not in found)]
        if not found:
            bearers = bearers or _Bearers(full)
            found = bearers.of(form)
        gender = _told_gender(titled.get(form))
        if not found or (gender and all(listed_gender(e.name) not in (None, gender) for e in found)):
            entity = _add(entities, "person", form, starts[form])  # Mr. Grant, where only Jane Grant has a full name
            entity.gender = gender
            families[family].insert(0, entity)
            continue
        ranked = sorted(found, key=lambda e: (-e.count, e.first))[:NAMESAKES]
        _join(entities, ranked[0], form, starts[form], full=False)
        entities.by_form[form] = ranked


class _Bearers:
    """Finds people with a full name by their given name or another word of it."""

    def __init__(self, full: Iterable[tuple[Entity, str]]) -> None:
        self._by_given: dict[str, list[Entity]] = defaultdict(list)
        self._by_word: dict[str, list[Entity]] = defaultdict(list)
        self._by_initial: dict[str, list[tuple[Entity, str]]] = defaultdict(list)
        """By initial letter of the family name: people with their family names."""
        for entity, name in full:
            parsed, words = names.parse(name), _person(name).words
            for key in {parsed.given.lower(), *words[:-1]}:
                self._by_given[key].append(entity)
            for word in {*words}:
                self._by_word[word].append(entity)
            self._by_initial[parsed.family[0]].append((entity, parsed.family))

    def of(self, form: str) -> list[Entity]:
        """Returns the people whom *form*, which is no family name of the article, may name: by a given name, another
        word of the name, a nickname, or a misspelt family name. Empty if none or if it is ambiguous.
        """
        low = form.lower()
        found = self._by_given.get(low) or self._by_word.get(low)
        if found:
            return found
        short = {e.number: e for given in names.nickname_groups().get(low, ()) for e in self._by_given.get(given, ())}
        if short:
            return list(short.values()) if len(short) == 1 else []
        found = [entity for entity, family in self._by_initial.get(form[:1], ()) if is_slip(family, form)]
        return found if len({names.family_key(entity.name) for entity in found}) == 1 else []


def _told_gender(titles: Counter[str] | None) -> str | None:
    """Returns the gender of nearly all titles (more than three to one) before a bare family name, or None if they
    disagree or there are none.
    """
    if not titles:
        return None
    (gender, most), *others = titles.most_common()
    return gender if most > 3 * sum(count for _, count in others) else None


def fuller(a: str, b: str, counts: Mapping[str, int]) -> str:
    """Returns the fuller of two names of one person: the one with more words, else the commoner."""

    def weight(name: str) -> tuple[int, int, int]:
        words = [w for w in name.split() if len(w.strip(".")) > 1]
        return len(words), counts.get(name, 0), len(name)

    return max(a, b, key=weight)


class _Body(NamedTuple):
    """What a surface form tells if it names a body or a place."""

    bare: str
    """Without an article."""
    key: str
    """Equal for spellings of one name."""
    opening: str
    """The first capitalised word, lower case; empty where there is only one."""
    single: bool
    """Whether it has only one capitalised word."""
    capitals: bool
    """Whether all its letters are capitals."""


@lru_cache(names.REMEMBERED)
def _body(form: str) -> _Body:
    bare = form[4:] if form.lower().startswith("the ") else form
    words = [word for word in bare.split() if word[:1].isupper()]
    opening = words[0].lower() if len(words) > 1 else ""
    return _Body(bare, names.organisation_key(bare), opening, len(words) == 1, bare.isupper())


def _bodies(
    entities: Entities,
    forms: Sequence[str],
    starts: dict[str, list[int]],
    kinds: dict[str, str],
    brackets: Mapping[str, str],
) -> None:
    """Groups the *forms* of bodies and places into *entities*; *brackets* maps short forms to the names that they stand
    behind.
    """
    keys: dict[str, Entity] = {}
    by_word: dict[str, list[Entity]] = defaultdict(list)
    bodies = [_body(form) for form in forms]
    single = [body for body in bodies if body.single and (body.capitals or len(body.bare) in short_forms.ACRONYM_WORDS)]
    acronyms: dict[str, Entity | None] = {body.bare.upper(): None for body in single}
    for form, body in zip(forms, bodies, strict=True):
        entity = keys.get(body.key)
        if entity is None and form in brackets:
            entity = entities.of(brackets[form])
        if entity is None and body.single:
            if may_abbreviate(form):
                entity = acronyms.get(body.bare.upper())
            if entity is None and kinds[form] != "place":
                leading = [e for e in by_word.get(body.bare.lower(), ()) if e.kind == "organisation"]
                entity = leading[0] if len(leading) == 1 else None
        if entity is not None:
            _join(entities, entity, form, starts[form])
            continue
        entity = _add(entities, kinds[form], form, starts[form], body.bare)
        keys[body.key] = entity
        if body.opening:
            by_word[body.opening].append(entity)
            if acronyms:
                for short in names.acronyms(body.bare):
                    if acronyms.get(short, entity) is None:
                        acronyms[short] = entity


_NO_NAMES = (MentionKind.PRONOUN, MentionKind.NOUN)
_VOTE: dict[str | None, int] = {"m": 1, "f": -1}


def _evidence(entities: Entities, document: Document, named: Iterable[tuple[Mention, str]]) -> None:
    """Fills in roles and gender of *entities* from the words beside their names; *named* pairs each mention by name
    with its form.
    """
    votes: dict[int, int] = defaultdict(int)
    """By entity: votes for a man; below zero for a woman."""
    alone: dict[int, tuple[Entity, int] | None] = {}
    """By sentence: the only person that it names and where that name ends; None if it names several."""
    for mention, form in named:
        entity = entities.by_form[form][0]
        if mention.role:
            entity.roles.append(mention.role.lower())
            found = names.gender_of(mention.role)
            if found:
                votes[entity.number] += 3 * _VOTE[found]
        if entity.kind == "person":
            number = mention.sentence
            if number not in alone:
                alone[number] = (entity, mention.end)
            else:
                known = alone[number]
                if known is not None and known[0] is not entity:
                    alone[number] = None
    leading: dict[int, list[tuple[int, int]]] = defaultdict(list)
    """By entity: the sentences that name nobody else, and where its name ends there."""
    for number, only in alone.items():
        if only is not None:
            leading[only[0].number].append((number, only[1]))
    for entity in entities.all:
        if entity.kind != "person" or entity.gender is not None:
            continue  # no person, or its title told
        listed = listed_gender(entity.name)
        if " " not in entity.name and entity.name.lower() not in lexicon("surnames"):
            listed = names.given_gender(entity.name)  # known by a given name alone
        told = votes.get(entity.number, 0)
        vote = told + 4 * _VOTE.get(listed, 0)
        sentences = leading.get(entity.number, ())
        if abs(vote) <= len(sentences):  # else their pronouns can't outvote that
            for number, place in sentences:
                vote += _VOTE.get(gender_behind(document.sentences[number], place), 0)
        if vote:
            entity.gender = "m" if vote > 0 else "f"
            entity.listed = not told and bool(listed)


def _far_roles(entities: Entities, text: str, spans: Iterable[tuple[ProperName, str]]) -> None:
    """Adds the roles that stand beside people's names anywhere in *text*; *spans* pairs each name with its form."""
    for span, form in spans:
        entity = entities.by_form[form][0]
        if entity.kind == "person":
            entity.roles.extend(roles_beside(text, span.start, span.end))
    for entity in entities.all:
        if len(entity.roles) > 1:
            entity.roles = list(dict.fromkeys(entity.roles))  # a minister is called so again and again
